//! The page's frame: head, banner, contents, foot.

use super::text::{escape, put};
use crate::wording::{self, count};
use concordat_findings::{Audit, Verdict};
use std::collections::BTreeMap;

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
    let mut counts: BTreeMap<(usize, String), usize> = BTreeMap::new();
    for marking in audit.documents.iter().filter_map(|d| d.entry.marking.as_deref()).map(str::trim).filter(|m| !m.is_empty()) {
        *counts.entry((gravity(marking), marking.to_uppercase())).or_default() += 1;
    }
    match counts.into_iter().next_back() {
        Some(((_, marking), n)) => {
            format!("Handle as {marking}: {} quoted here {} so marked.", count(n, "document"), if n == 1 { "is" } else { "are" })
        }
        None => "No document quoted here bears a protective marking. Decide how to mark this report before you share it.".to_owned(),
    }
}

/// Where a marking stands among the others, the least first. Source: Cabinet Office, Government Security Classifications
/// Policy, 2023, and the scheme before April 2014.
fn gravity(marking: &str) -> usize {
    let upper = marking.to_uppercase();
    let grave = ["OFFICIAL", "PROTECT", "SENSITIVE", "RESTRICTED", "CONFIDENTIAL", "SECRET", "TOP SECRET"];
    grave.iter().rposition(|word| upper.contains(word)).map_or(0, |n| n + 1)
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

    #[test]
    fn the_gravest_marking_counts() {
        let mut audit = fixture::partnership();
        audit.documents[1].entry.marking = Some("Official-Sensitive".to_owned());
        assert_eq!(marking(&audit), "Handle as OFFICIAL-SENSITIVE: 1 document quoted here is so marked.");
        assert!(gravity("TOP SECRET") > gravity("SECRET"));
        assert!(gravity("internal use") < gravity("OFFICIAL"));
    }
}
