//! The page's frame: head, banner, contents, foot.

use super::text::{escape, put};
use crate::wording::{self, count};
use concordat_findings::{Audit, Verdict};

pub(super) const STYLE: &str = include_str!("style.css");
pub(super) const SCRIPT: &str = include_str!("filter.js");
/// Digests of the style sheet and the script, base64 of SHA-256, so that the page allows itself nothing else. A test holds
/// them to the files.
pub(super) const STYLE_DIGEST: &str = "Rp4zU6MLg6o/DtjUekCOjwwhD1YWlbJ+WIp1i9tahrI=";
pub(super) const SCRIPT_DIGEST: &str = "BF7jaUzxL19AtoRt/CuFZhRYDjfmdbZ6YBvSCVafgsQ=";

pub(super) fn begin(out: &mut String, audit: &Audit) {
    let site = site(audit);
    put(
        out,
        format_args!(
            "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{STYLE_DIGEST}'; \
             script-src 'sha256-{SCRIPT_DIGEST}'; base-uri 'none'; form-action 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n\
             <meta name=\"referrer\" content=\"no-referrer\">\n<title>{} – how its documents agree – Concordat</title>\n<style>{STYLE}</style>\n",
            escape(site)
        ),
    );
    out.push_str("</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the report</a>\n");
    put(
        out,
        format_args!(
            "<header class=\"banner\">\n<div class=\"width\">\n<p class=\"kind\">Concordat audit report</p>\n<h1>{}</h1>\n",
            escape(site)
        ),
    );
    let words: usize = audit.documents.iter().map(|d| d.entry.words as usize).sum();
    put(out, format_args!("<p class=\"read\">{}, {} read.", count(audit.documents.len(), "document"), count(words, "word")));
    if let Some(day) = audit.as_at {
        put(out, format_args!(" Judged as at <time datetime=\"{day}\">{}</time>.", wording::day(day)));
    }
    put(out, format_args!("</p>\n<p class=\"marking\">{}</p>\n</div>\n</header>\n<div class=\"width\">\n", escape(&marking(audit))));
    concern(out);
    contents(out, audit);
    out.push_str("<main id=\"main\" tabindex=\"-1\">\n");
}

pub(super) fn end(out: &mut String, audit: &Audit, generated_at: &str) {
    out.push_str("</main>\n</div>\n<footer class=\"foot\">\n<div class=\"width\">\n");
    put(out, format_args!("<p>Written <time datetime=\"{0}\">{0}</time> by Concordat", escape(generated_at)));
    if !audit.standards.is_empty() {
        put(out, format_args!(", against {}", escape(&audit.standards.join(", "))));
    }
    put(
        out,
        format_args!(
            ".</p>\n<p class=\"marking\">{}</p>\n</div>\n</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>\n",
            escape(&marking(audit))
        ),
    );
}

fn site(audit: &Audit) -> &str {
    if audit.site.trim().is_empty() { "Audit" } else { &audit.site }
}

/// What the report says of how it is to be handled: as its most protectively marked document.
fn marking(audit: &Audit) -> String {
    let Some(handling) = &audit.handling else {
        return "No document quoted here bears a protective marking. Decide how to mark this report before you share it.".to_owned();
    };
    let one = handling.documents == 1;
    let bears = match (handling.printed, one) {
        (0, true) => "bears another marking, which comes to it",
        (0, false) => "bear other markings, which come to it",
        (n, true) if n == handling.documents => "is so marked",
        (n, _) if n == handling.documents => "are so marked",
        _ => "are so marked, or by another marking that comes to it",
    };
    format!("Handle as {}: {} quoted here {bears}.", handling.words, count(handling.documents, "document"))
}

fn concern(out: &mut String) {
    let [place, worried, danger] = wording::CONCERN;
    put(
        out,
        format_args!(
            "<section class=\"concern\" aria-labelledby=\"concern\">\n<h2 id=\"concern\">If you are worried about a child</h2>\n<p>{}</p>\n\
             <p>{}</p>\n<p><strong>{}</strong></p>\n</section>\n",
            escape(place),
            escape(worried),
            escape(danger)
        ),
    );
}

fn contents(out: &mut String, audit: &Audit) {
    let mut links = vec![("summary", "Summary")];
    if !audit.messages.is_empty() {
        links.extend([("consistent", "Consistent messages"), ("clarify", "Messages in need of clarification")]);
    }
    if audit.messages.iter().any(|m| m.verdict == Verdict::Absent) {
        links.push(("unsaid", "Messages we found nowhere"));
    }
    let parts = [
        (!audit.sense_check.is_empty(), "sense", "Sense-check"),
        (audit.framing.iter().any(|view| !view.rows.is_empty()), "framing", "How documents speak of the same people"),
        (!audit.definitions.is_empty(), "definitions", "Definitions side by side"),
        (!audit.coverage.is_empty(), "coverage", "Contexts and sectors"),
        (!audit.charts.is_empty(), "charts", "Referral routes, drawn"),
        (audit.proposal.is_some(), "joined", "The joined route, as proposed"),
        (audit.documents.iter().any(|d| !d.routes.steps.is_empty()), "routes", "Referral routes, step by step"),
        (!audit.cases.is_empty(), "cases", "Cases walked through the routes"),
        (!audit.meetings.is_empty(), "meetings", "Panels and groups"),
        (audit.overlap.is_some(), "overlap", "What panels discuss in common"),
        (audit.overlap.as_ref().is_some_and(|o| o.shared_structures.is_some()), "structures", "What if panels sat otherwise"),
    ];
    links.extend(parts.into_iter().filter(|(held, ..)| *held).map(|(_, id, name)| (id, name)));
    links.extend([("map", "Map of the documents"), ("matrix", "Who points to whom"), ("documents", "The documents")]);
    links.push(("findings", "Findings"));
    if !audit.not_raised().is_empty() {
        links.push(("not-raised", "What was not raised, and why"));
    }
    if !audit.unread.is_empty() || !audit.left_alone.is_empty() {
        links.push(("files", "Files not read or left alone"));
    }
    links.extend([("how", "How to read this report"), ("checks", "What the checks look for"), ("accessibility", "Accessibility")]);
    out.push_str("<nav class=\"contents\" aria-label=\"Contents\">\n<ul>\n");
    for (id, name) in links {
        put(out, format_args!("<li><a href=\"#{id}\">{name}</a></li>\n"));
    }
    out.push_str("</ul>\n</nav>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use concordat_findings::Handling;

    #[test]
    fn the_report_says_what_its_marking_rests_on() {
        let mut audit = fixture::partnership();
        let mut said = |documents, printed| {
            audit.handling = Some(Handling { words: "OFFICIAL-SENSITIVE".to_owned(), documents, printed });
            marking(&audit)
        };
        assert_eq!(said(1, 1), "Handle as OFFICIAL-SENSITIVE: 1 document quoted here is so marked.");
        assert_eq!(said(1, 0), "Handle as OFFICIAL-SENSITIVE: 1 document quoted here bears another marking, which comes to it.");
        assert_eq!(
            said(3, 1),
            "Handle as OFFICIAL-SENSITIVE: 3 documents quoted here are so marked, or by another marking that comes to it."
        );
        audit.handling = None;
        assert!(marking(&audit).starts_with("No document"));
    }
}
