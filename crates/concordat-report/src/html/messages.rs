//! What the documents all say, where they part, and what none of them says.

use super::quote::{document_link, item, side, titles};
use super::text::{escape, marked, put};
use crate::{
    together::{self, Stands},
    wording::{self, count, number},
};
use concordat_findings::{Audit, MessageView, PositionView, Verdict};
use concordat_register::meaning::Position;

/// Documents quoted under a message before the rest is folded away.
const QUOTED: usize = 2;
/// Documents quoted at all on one side of a message.
const FURTHER: usize = 12;
/// Documents named as silent.
const SILENT: usize = 20;

pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.messages.is_empty() {
        return;
    }
    consistent(out, audit);
    clarification(out, audit);
    absent(out, audit);
}

fn consistent(out: &mut String, audit: &Audit) {
    out.push_str("<section aria-labelledby=\"consistent\">\n<h2 id=\"consistent\">Consistent messages</h2>\n");
    let messages = together::agreed(audit);
    if messages.is_empty() {
        out.push_str("<p>Of no message are we sure that every document which should say it does.</p>\n");
    } else {
        out.push_str("<p>Every document that should say this was found to say it, and none denies it. The words are quoted so that you can check.</p>\n");
    }
    for message in messages {
        let stands = Stands::of(message);
        begin(out, message, &stands, "agreed");
        quotations(out, audit, &stands.say);
        out.push_str("</article>\n");
    }
    shared(out, audit);
    out.push_str("</section>\n");
}

/// What several documents say and none denies: ground to build on, though others have yet to say it.
fn shared(out: &mut String, audit: &Audit) {
    let shared = together::shared(audit);
    if shared.is_empty() {
        return;
    }
    out.push_str("<h3>Said by several documents and denied by none</h3>\n<p>Others that should say so are named under each message in the next section.</p>\n<ul class=\"shared\">\n");
    for (message, stands) in shared {
        let titles: Vec<&str> = stands.say.iter().filter_map(|p| wording::title_of(audit, p.document)).collect();
        put(
            out,
            format_args!(
                "<li><a href=\"#{}\">{}</a><br><span class=\"aside\">{}</span></li>\n",
                message_id(&message.id),
                escape(&message.statement),
                escape(&wording::clip(&titles.join(" · "), 400))
            ),
        );
    }
    out.push_str("</ul>\n");
}

fn clarification(out: &mut String, audit: &Audit) {
    let messages = together::parted(audit);
    out.push_str("<section aria-labelledby=\"clarify\">\n<h2 id=\"clarify\">Messages in need of clarification</h2>\n");
    if messages.is_empty() {
        out.push_str("<p>No message is carried by some documents and missing from, or denied by, others.</p>\n");
    } else {
        out.push_str("<p>Some documents say this; others deny it, say part of it, or have no sentence that we could find. Where we found none, there may still be one in words we did not know: please look before you change anything.</p>\n");
    }
    for (message, stands) in messages {
        begin(out, message, &stands, "parted");
        sides(out, audit, &stands);
        out.push_str("</article>\n");
    }
    out.push_str("</section>\n");
}

fn absent(out: &mut String, audit: &Audit) {
    let messages = together::with(audit, Verdict::Absent);
    if messages.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"unsaid\">\n<h2 id=\"unsaid\">Messages we found nowhere</h2>\n<p>We found no sentence in any document that says this.</p>\n");
    for message in messages {
        let stands = Stands::of(message);
        put(
            out,
            format_args!(
                "<article class=\"message unsaid\" id=\"{}\">\n<h3>{}</h3>\n",
                message_id(&message.id),
                escape(&message.statement)
            ),
        );
        if !stands.silent.is_empty() {
            put(out, format_args!("<details><summary>{} should say so</summary>\n", count(stands.silent.len(), "document")));
            titles(out, audit, &stands.silent, SILENT);
            out.push_str("</details>\n");
        }
        out.push_str("</article>\n");
    }
    out.push_str("</section>\n");
}

/// The fragment of a message.
pub(super) fn message_id(id: &str) -> String {
    format!("message-{}", id.replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
}

fn begin(out: &mut String, message: &MessageView, stands: &Stands<'_>, class: &str) {
    put(
        out,
        format_args!(
            "<article class=\"message {class}\" id=\"{}\">\n<h3>{}</h3>\n<p>{}</p>\n",
            message_id(&message.id),
            escape(&message.statement),
            escape(&stands.sentence())
        ),
    );
}

/// Those that say it on the left; those that do not on the right.
fn sides(out: &mut String, audit: &Audit, stands: &Stands<'_>) {
    let others = !(stands.deny.is_empty() && stands.partly.is_empty() && stands.silent.is_empty() && stands.unsure.is_empty());
    put(out, format_args!("<div class=\"{}\">\n", if others && !stands.say.is_empty() { "sides both" } else { "sides" }));
    if !stands.say.is_empty() {
        put(out, format_args!("<div>\n<h4>{} so</h4>\n", verb(stands.say.len())));
        quotations(out, audit, &stands.say);
        out.push_str("</div>\n");
    }
    if others {
        out.push_str("<div>\n");
        for (name, positions) in [("otherwise", &stands.deny), ("part of it", &stands.partly)] {
            if !positions.is_empty() {
                put(out, format_args!("<h4>{} {name}</h4>\n", verb(positions.len())));
                quotations(out, audit, positions);
            }
        }
        unsure(out, audit, &stands.unsure);
        if !stands.silent.is_empty() {
            out.push_str("<div class=\"side silent\">\n<h4>No sentence found</h4>\n<p>We found no sentence that says so in:</p>\n");
            titles(out, audit, &stands.silent, SILENT);
            out.push_str("</div>\n");
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
}

/// What the reader is not sure of, as questions: few words, and no verdict.
fn unsure(out: &mut String, audit: &Audit, positions: &[&PositionView]) {
    if positions.is_empty() {
        return;
    }
    out.push_str("<div class=\"side silent\">\n<h4>Please check</h4>\n<p>We are not sure how these words are meant:</p>\n<ul>\n");
    for position in positions.iter().take(SILENT) {
        let Some(evidence) = position.evidence.first() else { continue };
        let may = match position.position {
            Position::Asserts => "may say so",
            Position::Contradicts => "may say otherwise",
            Position::Partly | Position::Silent => "may say part of it",
        };
        put(
            out,
            format_args!(
                "<li>{} {may}, {}: “{}”</li>\n",
                document_link(audit, evidence.document),
                escape(&wording::place(&evidence.anchor)),
                marked(&evidence.anchor.quote)
            ),
        );
    }
    out.push_str("</ul>\n</div>\n");
}

fn verb(documents: usize) -> &'static str {
    if documents == 1 { "Says" } else { "Say" }
}

fn quotations(out: &mut String, audit: &Audit, positions: &[&PositionView]) {
    let quoted = positions.iter().filter_map(|p| Some((p.evidence.first()?, p.certainty)));
    out.push_str("<div class=\"quotes\">\n");
    for (evidence, certainty) in quoted.clone().take(QUOTED) {
        side(out, audit, evidence, &wording::capital(wording::sure(certainty)));
    }
    out.push_str("</div>\n");
    let mut rest = positions.iter().flat_map(|p| p.evidence.iter().skip(1).take(1)).collect::<Vec<_>>();
    let later: Vec<_> = quoted.skip(QUOTED).map(|(evidence, _)| evidence).collect();
    rest.splice(0..0, later);
    if rest.is_empty() {
        return;
    }
    put(out, format_args!("<details class=\"further\"><summary>{}</summary>\n<ul>\n", count(rest.len(), "further place")));
    for evidence in rest.iter().take(FURTHER) {
        item(out, audit, evidence);
    }
    if let Some(more) = rest.len().checked_sub(FURTHER).filter(|&n| n > 0) {
        put(out, format_args!("<li>and {} more, in <code>audit.json</code></li>\n", number(more)));
    }
    out.push_str("</ul></details>\n");
}
