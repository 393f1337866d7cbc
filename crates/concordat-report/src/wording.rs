//! Names of families and what stands out, beside the words that every product shares.

pub(crate) use concordat_findings::wording::{
    CONCERN, QUESTIONS, answer, capital, clip, count, date, day, in_context, is_sure, number, one_line, place, quoted, severity,
    severity_meaning, sides, small, sure, theme, title, title_of,
};

use concordat_findings::{Audit, ChangeView, Finding, ProposalView, Severity};
use concordat_register::{DocumentIndex, Theme};
use std::collections::BTreeMap;

/// The families of checks, in the order they are shown: the part of the id before the slash, a heading, and what it is about.
const FAMILIES: [(&str, &str, &str); 13] = [
    ("language", "Language", "Words the sector has given up, used in a document's own voice."),
    ("reference", "References between documents", "Documents that do not know each other, or cite what is not held."),
    ("recognition", "Recognition", "What every document should say about children, and some do not."),
    ("definition", "Definitions", "One concept, defined in different ways."),
    ("assessment", "Assessment", "Thresholds and tools that differ for the same concern."),
    ("route", "Routes", "Who is told, in what order and by when."),
    ("sector", "Sectors", "Partners whom the theme needs and the document does not engage."),
    ("context", "Contexts", "Places and relationships that the document leaves out."),
    ("structure", "Structure", "Sections that the standard asks for."),
    ("currency", "Currency", "Law, guidance, bodies and reviews that have moved on."),
    ("duplication", "Duplication", "Passages copied between documents that have drifted apart."),
    ("panel", "Panels", "Remits, memberships and terms of reference."),
    ("", "Other", ""),
];

/// The family a check belongs to: its place in the order shown, its heading and what it is about.
pub(crate) fn family(check: &str) -> (usize, &'static str, &'static str) {
    let own = check.split('/').next().unwrap_or_default();
    let known = FAMILIES.iter().enumerate().find(|(_, (id, _, _))| *id == own);
    known.map_or((FAMILIES.len(), "Other", ""), |(n, (_, heading, about))| (n, *heading, *about))
}

/// Findings of each severity, gravest first; severities with none are left out.
pub(crate) fn by_severity(audit: &Audit) -> Vec<(Severity, usize)> {
    let counted = Severity::ALL.iter().map(|&s| (s, audit.findings.iter().filter(|f| f.severity == s).count()));
    counted.filter(|&(_, count)| count > 0).collect()
}

/// Findings of each family in the order shown: heading, what it is about, how many.
pub(crate) fn by_family(audit: &Audit) -> Vec<(&'static str, &'static str, usize)> {
    // Checks are few and findings many, so names of families are looked up once a check.
    let mut checks: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &audit.findings {
        *checks.entry(&finding.check).or_default() += 1;
    }
    let mut families: BTreeMap<(usize, &str, &str), usize> = BTreeMap::new();
    for (check, count) in checks {
        *families.entry(family(check)).or_default() += count;
    }
    families.into_iter().map(|((_, heading, about), count)| (heading, about, count)).collect()
}

/// Documents by the theme each is mainly about, themes in the order of the standard, then those of no theme.
pub(crate) fn by_theme(audit: &Audit) -> Vec<(Option<&Theme>, Vec<DocumentIndex>)> {
    let order = |theme: Option<&Theme>| match theme {
        Some(theme) => audit.themes.iter().position(|(known, _)| known == theme).unwrap_or(audit.themes.len()),
        None => usize::MAX,
    };
    let mut groups: BTreeMap<(usize, Option<&Theme>), Vec<DocumentIndex>> = BTreeMap::new();
    for (n, facts) in audit.documents.iter().enumerate() {
        let theme = facts.entry.themes.first();
        groups.entry((order(theme), theme)).or_default().push(DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX)));
    }
    groups.into_iter().map(|((_, theme), documents)| (theme, documents)).collect()
}

/// Files left alone by the reason, in order of the reason and as met.
pub(crate) fn left_alone(audit: &Audit) -> BTreeMap<&str, Vec<&str>> {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (file, reason) in &audit.left_alone {
        files.entry(reason).or_default().push(file);
    }
    files
}

/// The findings to read first: the gravest that nobody has dismissed, no more than `each` of one check, so that one habit of writing
/// does not hide the rest.
pub(crate) fn standing_out(audit: &Audit, most: usize, each: usize) -> Vec<&Finding> {
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let chosen = audit.undismissed().filter(|f| {
        let count = taken.entry(&f.check).or_default();
        *count += 1;
        *count <= each
    });
    chosen.take(most).collect()
}

/// What a proposal would settle, in a sentence or two.
pub(crate) fn settles(proposal: &ProposalView) -> String {
    let today = format!("Today {} of {} can be followed to an end.", number(proposal.today), count(proposal.cases, "case"));
    if proposal.changes.is_empty() {
        return format!("{today} No change of ours would settle more.");
    }
    let changes = count(proposal.changes.len(), "change");
    format!("{today} With {changes}, {} could. The wording is a proposal: people decide.", number(proposal.then))
}

/// That people must choose among answers that stand equal; none where there is a reason for the one proposed.
pub(crate) fn choice(change: &ChangeView) -> Option<String> {
    let (last, others) = change.choose.split_last().filter(|(_, others)| !others.is_empty())?;
    let others: Vec<String> = others.iter().map(|a| format!("“{a}”")).collect();
    Some(format!("People must choose: {} or “{last}”. As many documents say the one as the other.", others.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use concordat_register::{Anchor, Date, PartialDate};

    #[test]
    fn numbers_and_days_read_as_people_write_them() {
        assert_eq!(number(21605), "21,605");
        assert_eq!(number(999), "999");
        assert_eq!(count(1, "word"), "1 word");
        assert_eq!(count(1000, "word"), "1,000 words");
        assert_eq!(day(Date::new(2016, 4, 1).unwrap()), "1 April 2016");
        assert_eq!(date(PartialDate::parse("2015-03").unwrap()), "March 2015");
        assert_eq!(date(PartialDate::parse("2015-11-21").unwrap()), "21 November 2015");
    }

    #[test]
    fn a_place_says_what_is_known() {
        let mut anchor = fixture::words("a |b| c", 7, 37);
        assert_eq!(place(&anchor), "section 3.2, page 7, paragraph 37");
        anchor.printed_page = Some("iv".into());
        assert_eq!(place(&anchor), "section 3.2, page 7 (printed iv), paragraph 37");
        anchor.section = Some("Appendix B".into());
        anchor.page = None;
        assert_eq!(place(&anchor), "Appendix B, paragraph 37");
        assert_eq!(place(&Anchor::running(anchor.quote.clone(), Some(2))), "running header or footer, from page 2");
        assert_eq!(place(&Anchor::running(anchor.quote, None)), "running header or footer");
    }

    #[test]
    fn one_check_does_not_hide_the_rest() {
        let mut audit = fixture::partnership();
        let first = audit.findings[0].clone();
        for _ in 0..9 {
            audit.findings.insert(0, first.clone());
        }
        let out = standing_out(&audit, 5, 2);
        assert_eq!(out.iter().filter(|f| f.check == first.check).count(), 2);
        assert_eq!(out.len(), 5);
    }

    #[test]
    fn the_other_side_is_another_document() {
        let audit = fixture::partnership();
        let finding = audit.findings.iter().find(|f| f.check == "route/timescale").unwrap();
        let (first, other, rest) = sides(finding);
        assert_eq!(first.unwrap().document.0, fixture::GANGS);
        assert_eq!(other.unwrap().document.0, fixture::MISSING);
        assert!(rest.is_empty());
    }

    #[test]
    fn control_characters_are_taken_out() {
        assert_eq!(one_line("a\u{1b}[31m\n  b\u{202e}c "), "a[31m bc ");
    }
}
