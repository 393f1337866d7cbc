//! Words that every product shares: names of families and severities, places, dates and counts in plain English.

use concordat_findings::{Answer, Audit, Finding, ProposalView, Severity};
use concordat_register::{Anchor, Date, DocumentFacts, DocumentIndex, Evidence, PartialDate, Theme};
use concordat_text::Quote;
use std::{borrow::Cow, collections::BTreeMap};

/// What the report says before anything else, in three sentences.
pub(crate) const CONCERN: [&str; 3] = [
    "This report is about documents. It is no place to raise or hold a concern about a child.",
    "If something in these documents, or anything else, makes you worried about a child now, tell your designated safeguarding \
     lead or ring the front door of your local children's social care today.",
    "If a child is in immediate danger, ring 999.",
];

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

/// A severity as a heading.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "High",
        Severity::Medium => "Medium",
        Severity::Low => "Low",
        Severity::Note => "Note",
    }
}

/// What a severity means, as a sentence.
pub(crate) fn severity_meaning(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "Somebody following the document could leave a child unprotected, or harm one.",
        Severity::Medium => "Staff will act differently depending on which document they hold.",
        Severity::Low => "Out of step, with little effect on what is done.",
        Severity::Note => "Worth knowing, or resting on a rule that has not been checked against its source.",
    }
}

/// The sense-check's questions: letter, a few words, and the question in full.
///
/// Source: MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016, next steps; our wording.
pub(crate) const QUESTIONS: [(char, &str, &str); 5] = [
    (
        'a',
        "Children who harm are safeguarded",
        "Does it say that young people who abuse a partner or other young people must be safeguarded, because they are young themselves?",
    ),
    ('b', "Told apart from adults", "Does it tell young people who abuse apart from adults who do?"),
    (
        'c',
        "Linked to other procedures",
        "Does it point to the other procedures that matter, and say where their routes and meetings come together in a complex case?",
    ),
    (
        'd',
        "In line on social care",
        "Is what it says of children’s social care in line with the thresholds document and with the other documents here?",
    ),
    (
        'e',
        "Acts on surroundings",
        "Does it say what to do about the peer group, school, neighbourhood or online space, as well as about one child’s risk?",
    ),
];

/// How sure the reader is, in words: a figure, or the word "sure", would promise more than reading by machine can keep.
pub(crate) fn sure(certainty: u8) -> &'static str {
    match certainty {
        85.. => "very likely",
        65..=84 => "likely",
        _ => "not certain: please check",
    }
}

/// An answer of the sense-check as a heading.
pub(crate) fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "Yes",
        Answer::Partly => "Partly",
        Answer::No => "No",
    }
}

/// A name as it stands inside a sentence: with a small first letter, unless it begins with an acronym.
pub(crate) fn small(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// `text` with its first letter as a capital.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where words stand, as `section 3.2, page 7, paragraph 37`.
pub(crate) fn place(anchor: &Anchor) -> String {
    if anchor.is_running() {
        let page = anchor.page.map(|page| format!(", from page {page}")).unwrap_or_default();
        return format!("running header or footer{page}");
    }
    let mut parts = Vec::with_capacity(3);
    if let Some(section) = anchor.section.as_deref().filter(|s| !s.is_empty()) {
        let lettered = section.starts_with(|c: char| c.is_ascii_digit());
        parts.push(if lettered { format!("section {section}") } else { section.to_owned() });
    }
    parts.extend(anchor.page.map(|page| format!("page {page}")));
    // Words of a spreadsheet have no place in a text: their paragraph is their row.
    let unit = if anchor.span.end == 0 { "row" } else { "paragraph" };
    parts.push(format!("{unit} {}", anchor.paragraph));
    parts.join(", ")
}

/// A document's title; its file's path where it has none.
pub(crate) fn title(facts: &DocumentFacts) -> &str {
    if facts.entry.title.trim().is_empty() { &facts.entry.file } else { &facts.entry.title }
}

/// The title of a document of the audit; nothing for an index of another.
pub(crate) fn title_of(audit: &Audit, document: DocumentIndex) -> Option<&str> {
    audit.document(document).map(title)
}

/// What a theme is called; an acronym where the audit has no name for it.
pub(crate) fn theme(audit: &Audit, theme: &Theme) -> String {
    let name = audit.theme_name(theme);
    if theme.0 != name {
        name.to_owned()
    } else if name.len() <= 4 {
        name.to_uppercase()
    } else {
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>().replace('-', " "))
    }
}

/// A day, a month or a year, as `1 April 2016`, `April 2016` or `2016`.
pub(crate) fn date(date: PartialDate) -> String {
    match (date.month, date.day) {
        (Some(_), Some(_)) => day(date.first()),
        (Some(_), None) => day(date.first()).trim_start_matches("1 ").to_owned(),
        (None, _) => date.year.to_string(),
    }
}

/// A day as `1 April 2016`.
pub(crate) fn day(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let month = usize::from(date.month).checked_sub(1).and_then(|m| MONTHS.get(m)).unwrap_or(&"");
    format!("{} {month} {}", date.day, date.year)
}

/// A count with thousands parted: `21,605`.
pub(crate) fn number(count: usize) -> String {
    let digits = count.to_string();
    let mut parted = String::with_capacity(digits.len() + digits.len() / 3);
    for (n, digit) in digits.chars().enumerate() {
        if n > 0 && (digits.len() - n).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
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

/// A count with its noun: `1 document`, `21,605 words`.
pub(crate) fn count(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number(count))
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

/// A finding's evidence as two sides: the first words, then those of other documents, then the rest.
pub(crate) fn sides(finding: &Finding) -> (Option<&Evidence>, Option<&Evidence>, Vec<&Evidence>) {
    let first = finding.evidence.first();
    let other = first.and_then(|first| finding.evidence.iter().find(|e| e.document != first.document));
    let rest = finding.evidence.iter().skip(1).filter(|e| !other.is_some_and(|o| std::ptr::eq(o, *e))).collect();
    (first, other, rest)
}

/// `text` on one line: runs of white space become one space, and control characters are taken out.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
        } else if !is_control(c) {
            if space {
                line.push(' ');
                space = false;
            }
            line.push(c);
        }
    }
    if space {
        line.push(' ');
    }
    line
}

/// A quotation on one line: what stands before the words, the words, what stands after. A sentence that goes on beyond the
/// quotation says so with an ellipsis.
pub(crate) fn in_context(quote: &Quote) -> (String, String, String) {
    let mut before = one_line(&quote.prefix).trim_start().to_owned();
    let mut after = one_line(&quote.suffix).trim_end().to_owned();
    if before.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')')) {
        before.insert_str(0, "… ");
    }
    if !after.is_empty() && !after.ends_with(['.', '!', '?', ':', ';', '”', '’', '"', '\'', ')']) {
        after.push_str(" …");
    }
    (before, one_line(&quote.exact), after)
}

/// `text` cut to about `most` characters, at a word, with an ellipsis where it was cut.
pub(crate) fn clip(text: &str, most: usize) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(most) else { return Cow::Borrowed(text) };
    let cut = text.get(..end).unwrap_or_default();
    let whole = cut.rfind(' ').filter(|&space| space > end / 2).and_then(|space| cut.get(..space)).unwrap_or(cut);
    Cow::Owned(format!("{}…", whole.trim_end()))
}

/// Whether a character could change how a terminal or a page shows what follows: controls and bidirectional overrides.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;

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
