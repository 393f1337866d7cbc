//! The summary a person reads in the terminal.

mod cases;
mod meetings;
mod overlap;
mod proposal;
mod sense;
mod together;
mod wrap;

use crate::{
    decided,
    wording::{self, count, number},
};
use concordat_findings::{Audit, Finding, Severity};
use concordat_register::{Anchor, DocumentIndex, Evidence};
use wrap::Writer;

pub use cases::{case_list, case_overview, cases};
pub use meetings::register_of_meetings;
pub use overlap::structures;
pub use proposal::proposal;
pub use sense::sense_check;

/// How the terminal's summary is set.
#[derive(Debug, Clone, Copy)]
pub struct TerminalStyle<'a> {
    /// Columns to keep within; fewer than 40 are taken as 40, more than 100 as 100.
    pub width: usize,
    /// Whether colour and weight may be used. Without them nothing is lost.
    pub colour: bool,
    /// Where the full report was written, as the reader may open it.
    pub report: Option<&'a str>,
    /// Whether every finding is shown, rather than the few that stand out. For one document there is no other page to turn to.
    pub every: bool,
    /// Whether to say which discouraged terms, citations, law, guidance and bodies were met and not raised, and why.
    pub unraised: bool,
}

/// Findings shown in the summary.
const SHOWN: usize = 8;
/// Of one check, at most.
const SHOWN_OF_ONE: usize = 2;
/// Strengths and unread files shown.
const LISTED: usize = 8;

/// The summary: what was read, what the documents do well, what stands out first in their own words, counts by family,
/// files that could not be read with what to do, and where the full report is.
#[must_use]
pub fn terminal(audit: &Audit, style: TerminalStyle<'_>) -> String {
    let mut out = Writer::new(style.width.clamp(40, 100), style.colour);
    head(&mut out, audit);
    strengths(&mut out, audit);
    together::write(&mut out, audit, style.every);
    meetings::write(&mut out, audit);
    overlap::write(&mut out, audit);
    if style.every {
        all(&mut out, audit)
    } else {
        stands_out(&mut out, audit)
    }
    families(&mut out, audit);
    if style.unraised {
        unraised(&mut out, audit);
    }
    unread(&mut out, audit);
    foot(&mut out, audit, style.report);
    out.finish()
}

/// One finding as the summary shows it: its message, the words of both sides, what to do, and what people decided.
#[must_use]
pub fn finding(audit: &Audit, finding: &Finding, width: usize, colour: bool) -> String {
    let mut out = Writer::new(width.clamp(40, 100), colour);
    one(&mut out, audit, finding);
    out.finish()
}

fn head(out: &mut Writer, audit: &Audit) {
    let words: usize = audit.documents.iter().map(|d| d.entry.words as usize).sum();
    out.heading(if audit.site.is_empty() { "Audit" } else { &audit.site });
    let judged = audit.as_at.map(|d| format!(", judged as at {}", wording::day(d))).unwrap_or_default();
    out.text(2, &format!("{}, {}{judged}", count(audit.documents.len(), "document"), count(words, "word")));
    let themes = wording::by_theme(audit).into_iter().map(|(theme, documents)| {
        let name = theme.map_or_else(|| "no one theme".to_owned(), |t| wording::theme(audit, t));
        format!("{name} ({})", documents.len())
    });
    let themes: Vec<String> = themes.collect();
    if !themes.is_empty() {
        out.text(2, &format!("mainly about: {}", themes.join(", ")));
    }
}

fn strengths(out: &mut Writer, audit: &Audit) {
    if audit.strengths.is_empty() {
        return;
    }
    out.heading("What the documents do well");
    for strength in audit.strengths.iter().take(LISTED) {
        out.item("+", &strength.message);
    }
}

fn stands_out(out: &mut Writer, audit: &Audit) {
    if audit.findings.is_empty() {
        out.heading("Nothing was found");
        out.text(2, "No check raised anything. That is not proof that the documents agree.");
        return;
    }
    out.heading("What stands out first");
    let chosen = wording::standing_out(audit, SHOWN, SHOWN_OF_ONE);
    for (n, finding) in chosen.iter().enumerate() {
        if n > 0 {
            out.blank();
        }
        one(out, audit, finding);
    }
}

/// Every finding, in the order of the document rather than of gravity: this is read beside it.
fn all(out: &mut Writer, audit: &Audit) {
    if audit.findings.is_empty() {
        return stands_out(out, audit);
    }
    out.heading("What was found, in order");
    let place = |f: &Finding| (f.documents.first().copied(), f.evidence.first().map_or(0, |e| e.anchor.span.start));
    let mut findings: Vec<&Finding> = audit.findings.iter().collect();
    findings.sort_by_key(|f| place(f));
    for (n, finding) in findings.into_iter().enumerate() {
        if n > 0 {
            out.blank();
        }
        one(out, audit, finding);
    }
}

fn one(out: &mut Writer, audit: &Audit, finding: &Finding) {
    out.label(finding.severity, &finding.message, &finding.check);
    let (first, other, rest) = wording::sides(finding);
    if first.is_none() {
        let titles: Vec<&str> = finding.documents.iter().filter_map(|&d| wording::title_of(audit, d)).collect();
        out.faint(4, &titles.join(" · "));
    }
    for evidence in first.into_iter().chain(other) {
        side(out, audit, evidence);
    }
    if !rest.is_empty() {
        out.faint(4, &format!("and {} more in the report", count(rest.len(), "place")));
    }
    if let Some(suggestion) = &finding.suggestion {
        out.hanging(4, "→ ", suggestion);
    }
    if let Some(said) = decided::sentence(audit, finding) {
        out.text(4, &said);
    }
}

fn side(out: &mut Writer, audit: &Audit, evidence: &Evidence) {
    let title = wording::title_of(audit, evidence.document).unwrap_or_default();
    out.faint(4, &format!("{title}, {}", wording::place(&evidence.anchor)));
    out.quotation(6, &evidence.anchor.quote);
}

fn families(out: &mut Writer, audit: &Audit) {
    if audit.findings.is_empty() {
        return;
    }
    let total: Vec<String> = wording::by_severity(audit).into_iter().map(|(s, n)| format!("{} {}", number(n), s.word())).collect();
    out.heading(&format!("{}: {}", count(audit.findings.len(), "finding"), total.join(", ")));
    for said in decided::summary(audit).into_iter().chain(decided::lapsed_count(audit)) {
        out.text(2, &said);
    }
    let families = wording::by_family(audit);
    let width = families.iter().map(|(_, _, n)| number(*n).len()).max().unwrap_or(1);
    for (heading, about, found) in families {
        out.hanging(2, &format!("{:>width$}  ", number(found)), &format!("{heading}. {about}"));
    }
}

/// What is only mentioned, so that a reader can see that it was not overlooked: discouraged terms, then citations that lead
/// nowhere, then law, guidance and bodies.
fn unraised(out: &mut Writer, audit: &Audit) {
    let (terms, others) = (audit.not_raised(), audit.passed_over());
    if terms.is_empty() && others.is_empty() {
        return;
    }
    out.heading("Met and not raised");
    for (reason, uses) in terms {
        let places: Vec<(DocumentIndex, &Anchor)> = uses.into_iter().map(|(document, term)| (document, &term.anchor)).collect();
        one_reason(out, audit, &format!("discouraged terms, {reason}"), &places);
    }
    for passed in others {
        one_reason(out, audit, &format!("{}, {}", passed.what, passed.reason), &passed.places);
    }
}

fn one_reason(out: &mut Writer, audit: &Audit, reason: &str, places: &[(DocumentIndex, &Anchor)]) {
    out.item("-", &format!("{reason}: {}", count(places.len(), "place")));
    for (document, anchor) in places.iter().take(LISTED) {
        let title = wording::title_of(audit, *document).unwrap_or_default();
        out.faint(4, &format!("“{}” in {title}, {}", anchor.quote.exact, wording::place(anchor)));
    }
    if let Some(more) = places.len().checked_sub(LISTED).filter(|&n| n > 0) {
        out.faint(4, &format!("and {} more", number(more)));
    }
}

fn unread(out: &mut Writer, audit: &Audit) {
    for (fatal, noun, heading) in [(true, "file", "could not be read"), (false, "remark", "on what could not be used")] {
        let of: Vec<_> = audit.unread.iter().filter(|(_, p)| p.kind.is_fatal() == fatal).collect();
        if of.is_empty() {
            continue;
        }
        out.heading(&format!("{} {heading}", count(of.len(), noun)));
        for (file, problem) in of.iter().take(LISTED) {
            out.item("!", &format!("{file}: {}", problem.message));
            out.hanging(4, "help: ", &problem.help);
        }
        if let Some(more) = of.len().checked_sub(LISTED).filter(|&n| n > 0) {
            out.faint(2, &format!("and {} more, listed in the report", number(more)));
        }
    }
}

fn foot(out: &mut Writer, audit: &Audit, report: Option<&str>) {
    out.blank();
    if let Some(report) = report {
        // A path is never broken, so that it can be copied.
        out.line(&format!("The full report: {report}"));
    }
    if audit.findings.iter().any(|f| f.severity == Severity::High) || !audit.documents.is_empty() {
        out.text(0, &wording::CONCERN.join(" "));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    fn plain(width: usize) -> String {
        terminal(
            &fixture::partnership(),
            TerminalStyle { width, colour: false, report: Some("concordat-report/index.html"), every: false, unraised: true },
        )
    }

    #[test]
    fn the_words_are_shown_in_context_and_marked() {
        let text = plain(80);
        let shown: Vec<&str> = text.lines().skip_while(|l| !l.contains("Workers feel that these girls")).take(2).collect();
        assert_eq!(shown[0].trim_start_matches([' ', '│']), "Workers feel that these girls have made a lifestyle choice and will not");
        assert_eq!(shown[1].trim_start_matches([' ', '│']), "^".repeat("have made a lifestyle choice".len()));
    }

    #[test]
    fn strengths_come_first_and_both_sides_are_shown() {
        let text = plain(80);
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("`{words}` is not in:\n{text}"));
        assert!(at("What the documents do well") < at("What stands out first"));
        assert!(at("within one working day") < at("within five working days"));
        assert!(at("8 findings: 2 high, 3 medium, 2 low, 1 note") > at("What stands out first"));
        assert!(text.contains("help: run again with --ocr"));
        assert!(text.contains("The full report: concordat-report/index.html"));
    }

    #[test]
    fn every_finding_is_shown_when_asked_for() {
        let audit = fixture::partnership();
        let text = terminal(&audit, TerminalStyle { width: 100, colour: false, report: None, every: true, unraised: false });
        for finding in &audit.findings {
            assert!(text.contains(finding.check.as_str()), "{} is not shown", finding.check);
        }
    }

    #[test]
    fn colour_adds_nothing_but_colour() {
        let coloured =
            terminal(&fixture::partnership(), TerminalStyle { width: 80, colour: true, report: None, every: false, unraised: true });
        assert!(coloured.contains("\u{1b}["));
        assert!(!plain(80).contains('\u{1b}'));
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(width in 40usize..=100) {
            for line in plain(width).lines().filter(|l| !l.starts_with("The full report")) {
                prop_assert!(line.chars().count() <= width, "{line:?} at {width}");
            }
        }
    }
}
