//! The summary: what was read, what is done well, what stands out first.

use super::text::{escape, marked, put};
use crate::{
    together,
    wording::{self, count, number, small},
};
use concordat_findings::{Audit, Verdict};
use concordat_register::Evidence;

/// Findings named in the summary.
const NAMED: usize = 5;
/// Strengths listed.
const STRENGTHS: usize = 12;

pub(super) fn write(out: &mut String, audit: &Audit) {
    out.push_str("<section aria-labelledby=\"summary\">\n<h2 id=\"summary\">Summary</h2>\n");
    figures(out, audit);
    out.push_str("<div class=\"two\">\n");
    strengths(out, audit);
    first(out, audit);
    out.push_str("</div>\n</section>\n");
}

fn figures(out: &mut String, audit: &Audit) {
    out.push_str("<dl class=\"figures\">\n");
    let mut figure = |name: &str, value: String, about: String| {
        put(out, format_args!("<div><dt>{}</dt><dd><b>{}</b> <span>{}</span></dd></div>\n", escape(name), escape(&value), escape(&about)));
    };
    let themes: Vec<String> = wording::by_theme(audit).into_iter().filter_map(|(t, _)| t.map(|t| wording::theme(audit, t))).collect();
    let about = if themes.is_empty() { "no theme was recognised".to_owned() } else { format!("on {}", joined(&themes)) };
    figure("Documents", number(audit.documents.len()), about);
    let between = audit.references.iter().filter(|r| r.to.is_some_and(|to| to != r.from)).count();
    figure("References", number(audit.references.len()), format!("of which {} from one document here to another", number(between)));
    let severities: Vec<String> = wording::by_severity(audit).into_iter().map(|(s, n)| format!("{} {}", number(n), s.word())).collect();
    figure(
        "Findings",
        number(audit.findings.len()),
        if severities.is_empty() { "nothing was raised".to_owned() } else { severities.join(", ") },
    );
    if !audit.messages.is_empty() {
        let (agreed, parted) = (together::agreed(audit).len(), together::parted(audit).len());
        let unsaid = together::with(audit, Verdict::Absent).len();
        let about = format!("{} consistent, {} in need of clarification, {} found nowhere", number(agreed), number(parted), number(unsaid));
        figure("Messages", number(audit.messages.len()), about);
    }
    if !audit.unread.is_empty() {
        figure("Not read", number(audit.unread.len()), "see what to do with them below".to_owned());
    }
    out.push_str("</dl>\n");
}

fn strengths(out: &mut String, audit: &Audit) {
    out.push_str("<div class=\"well\">\n<h3>What the documents do well</h3>\n");
    if audit.strengths.is_empty() {
        out.push_str("<p>Nothing was singled out. The checks look for gaps, so this says little about the documents’ worth.</p>\n");
    } else {
        out.push_str("<ul>\n");
        for strength in audit.strengths.iter().take(STRENGTHS) {
            put(out, format_args!("<li>{}", escape(&wording::clip(&strength.message, 300))));
            if let Some(evidence) = strength.evidence.first() {
                words(out, audit, evidence);
            }
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</div>\n");
}

fn words(out: &mut String, audit: &Audit, evidence: &Evidence) {
    let title = wording::title_of(audit, evidence.document).unwrap_or_default();
    put(
        out,
        format_args!(
            "<br><span class=\"aside\">“{}” {}, {}</span>",
            marked(&evidence.anchor.quote),
            escape(&wording::clip(title, 160)),
            escape(&wording::place(&evidence.anchor))
        ),
    );
}

fn first(out: &mut String, audit: &Audit) {
    out.push_str("<div>\n<h3>What stands out first</h3>\n");
    let chosen = wording::standing_out(audit, NAMED, 1);
    if chosen.is_empty() {
        out.push_str("<p>No check raised anything. That is not proof that the documents agree.</p>\n");
    } else {
        out.push_str("<ol>\n");
        for finding in &chosen {
            let documents: Vec<&str> = finding.documents.iter().take(2).filter_map(|&d| wording::title_of(audit, d)).collect();
            put(
                out,
                format_args!(
                    "<li><span class=\"tag {0}\">{1}</span> <a href=\"#{2}\">{3}</a><br><span class=\"aside\">{4}</span></li>\n",
                    finding.severity.word(),
                    wording::severity(finding.severity),
                    escape(&finding.id),
                    escape(&wording::clip(&finding.message, 300)),
                    escape(&wording::clip(&documents.join(" · "), 200))
                ),
            );
        }
        out.push_str("</ol>\n");
    }
    let families: Vec<String> =
        wording::by_family(audit).into_iter().map(|(name, _, n)| format!("{} on {}", number(n), small(name))).collect();
    if !families.is_empty() {
        put(out, format_args!("<p>{}: {}.</p>\n", count(audit.findings.len(), "finding"), escape(&joined(&families))));
    }
    out.push_str("</div>\n");
}

/// Names as a list in a sentence.
fn joined(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|n| small(n)).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}
