//! Words that every product shares: names of severities, places, dates and counts in plain English.

mod quoted;

pub use quoted::quoted;

use crate::{Answer, Audit, Finding, Severity};
use concordat_register::{Anchor, Date, DocumentFacts, DocumentIndex, Evidence, PartialDate, Theme};
use concordat_text::{Quote, markup::shows};
use std::borrow::Cow;

/// What the report says before anything else, in three sentences.
pub const CONCERN: [&str; 3] = [
    "This report is about documents. It is no place to raise or hold a concern about a child.",
    "If something in these documents, or anything else, makes you worried about a child now, tell your designated safeguarding \
     lead or ring the front door of your local children's social care today.",
    "If a child is in immediate danger, ring 999.",
];

/// A severity as a heading.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "High",
        Severity::Medium => "Medium",
        Severity::Low => "Low",
        Severity::Note => "Note",
    }
}

/// What a severity means, as a sentence.
pub fn severity_meaning(severity: Severity) -> &'static str {
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
pub const QUESTIONS: [(char, &str, &str); 5] = [
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
pub fn sure(certainty: u8) -> &'static str {
    match certainty {
        85.. => "very likely",
        65..=84 => "likely",
        _ => "not certain: please check",
    }
}

/// Whether a certainty is enough for an answer: below it what was read, or not found, is a question to the reader.
pub fn is_sure(certainty: u8) -> bool {
    certainty >= 65
}

/// An answer of the sense-check as a heading.
pub fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Yes => "Yes",
        Answer::Partly => "Partly",
        Answer::No => "No",
    }
}

/// A name as it stands inside a sentence: with a small first letter, unless it begins with an acronym.
pub fn small(name: &str) -> String {
    let mut letters = name.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// `text` with its first letter as a capital.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where words stand, as `section 3.2, page 7, paragraph 37`.
pub fn place(anchor: &Anchor) -> String {
    let parts = [section(anchor), page(anchor), Some(paragraph(anchor))];
    running(anchor).unwrap_or_else(|| parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// As [`place`], with the paragraph only where no section is known: `section 3.2, page 7`.
pub fn short_place(anchor: &Anchor) -> String {
    let section = section(anchor);
    let paragraph = section.is_none().then(|| paragraph(anchor));
    let parts = [section, page(anchor), paragraph];
    running(anchor).unwrap_or_else(|| parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// The place of what stands over or under every page.
fn running(anchor: &Anchor) -> Option<String> {
    let page = page(anchor).map(|page| format!(", from {page}")).unwrap_or_default();
    anchor.is_running().then(|| format!("running header or footer{page}"))
}

/// The page as counted, which is what a reader of PDF asks for, and as printed where that is another.
fn page(anchor: &Anchor) -> Option<String> {
    let printed = anchor.printed_page.as_ref().map(|printed| format!(" (printed {printed})")).unwrap_or_default();
    anchor.page.map(|page| format!("page {page}{printed}"))
}

fn section(anchor: &Anchor) -> Option<String> {
    let section = anchor.section.as_deref().filter(|s| !s.is_empty())?;
    Some(if section.starts_with(|c: char| c.is_ascii_digit()) { format!("section {section}") } else { section.to_owned() })
}

fn paragraph(anchor: &Anchor) -> String {
    // Words of a spreadsheet have no place in a text: their paragraph is their row.
    let unit = if anchor.span.end == 0 { "row" } else { "paragraph" };
    format!("{unit} {}", anchor.paragraph)
}

/// A document's title; its file's path where it has none.
pub fn title(facts: &DocumentFacts) -> &str {
    if facts.entry.title.trim().is_empty() { &facts.entry.file } else { &facts.entry.title }
}

/// The title of a document of the audit; nothing for an index of another.
pub fn title_of(audit: &Audit, document: DocumentIndex) -> Option<&str> {
    audit.document(document).map(title)
}

/// What a theme is called; an acronym where the audit has no name for it.
pub fn theme(audit: &Audit, theme: &Theme) -> String {
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
pub fn date(date: PartialDate) -> String {
    match (date.month, date.day) {
        (Some(_), Some(_)) => day(date.first()),
        (Some(_), None) => day(date.first()).trim_start_matches("1 ").to_owned(),
        (None, _) => date.year.to_string(),
    }
}

/// A day as `1 April 2016`.
pub fn day(date: Date) -> String {
    const MONTHS: [&str; 12] =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    let month = usize::from(date.month).checked_sub(1).and_then(|m| MONTHS.get(m)).unwrap_or(&"");
    format!("{} {month} {}", date.day, date.year)
}

/// A count with thousands parted: `21,605`.
pub fn number(count: usize) -> String {
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

/// A count with its noun: `1 document`, `21,605 words`.
pub fn count(count: usize, noun: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", number(count))
}

/// A finding's evidence, each words at each place once: one sentence may hold several of the steps that a finding rests on.
pub fn places(finding: &Finding) -> Vec<&Evidence> {
    let mut places: Vec<&Evidence> = Vec::new();
    for evidence in &finding.evidence {
        let at = |e: &Evidence| (e.document, e.anchor.paragraph, e.anchor.span.end == 0);
        let same = |e: &&Evidence| at(e) == at(evidence) && e.anchor.quote.exact == evidence.anchor.quote.exact;
        if !places.iter().any(same) {
            places.push(evidence);
        }
    }
    places
}

/// A finding's evidence as two sides: the first words, then those of other documents, then the rest. Nothing stands there twice.
pub fn sides(finding: &Finding) -> (Option<&Evidence>, Option<&Evidence>, Vec<&Evidence>) {
    let places = places(finding);
    let first = places.first().copied();
    let other = first.and_then(|first| places.iter().copied().find(|e| e.document != first.document));
    let rest = places.into_iter().skip(1).filter(|e| !other.is_some_and(|o| std::ptr::eq(o, *e))).collect();
    (first, other, rest)
}

/// Words written for a terminal as a page has them: on one line, and with quotation marks where commands stand.
pub fn in_prose(text: &str) -> String {
    let (mut out, mut open) = (String::with_capacity(text.len()), false);
    for c in one_line(text).chars() {
        if c == '`' {
            out.push(if open { '\u{201d}' } else { '\u{201c}' });
            open = !open;
        } else {
            out.push(c);
        }
    }
    out
}

/// `text` on one line: runs of white space become one space, and control characters are taken out.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let mut space = false;
    for c in text.chars() {
        if c.is_whitespace() {
            space = true;
        } else if shows(c) {
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
pub fn in_context(quote: &Quote) -> (String, String, String) {
    let mut before = one_line(&quote.prefix).trim_start().to_owned();
    let mut after = one_line(&quote.suffix).trim_end().to_owned();
    // What stands around is cut at a word: of a bracket that this cuts, nothing is shown.
    let cut = quoted::unopened(&before);
    if let Some(end) = cut {
        before = before.get(end + 1..).unwrap_or_default().trim_start().to_owned();
    }
    if let Some(from) = quoted::unclosed(&after) {
        after.truncate(from);
        after.truncate(after.trim_end().len());
        after.push_str(" …");
    }
    if cut.is_some() || before.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | ')')) {
        before.insert_str(0, "… ");
    }
    if !after.is_empty() && !after.ends_with('…') && !after.ends_with(['.', '!', '?', ':', ';', '”', '’', '"', '\'', ')']) {
        after.push_str(" …");
    }
    (before, one_line(&quote.exact), after)
}

/// `text` cut to about `most` characters, at a word and before a bracket that it would cut, with an ellipsis where it was cut.
pub fn clip(text: &str, most: usize) -> Cow<'_, str> {
    let Some((end, _)) = text.char_indices().nth(most) else { return Cow::Borrowed(text) };
    let cut = text.get(..end).unwrap_or_default();
    let whole = cut.rfind(' ').filter(|&space| space > end / 2).and_then(|space| cut.get(..space)).unwrap_or(cut);
    let whole = quoted::unclosed(whole).filter(|&bracket| bracket > end / 2).and_then(|bracket| whole.get(..bracket)).unwrap_or(whole);
    Cow::Owned(format!("{}…", whole.trim_end().trim_end_matches([',', ';', ':'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(document: u32, paragraph: u32, words: &str) -> Evidence {
        let quote = Quote { exact: words.into(), ..Quote::default() };
        Evidence { document: DocumentIndex(document), anchor: Anchor { paragraph, ..Anchor::running(quote, None) } }
    }

    #[test]
    fn the_same_words_do_not_stand_on_both_sides() {
        let finding = Finding {
            id: String::new(),
            check: "route/unreachable".into(),
            severity: Severity::Low,
            documents: vec![DocumentIndex(0)],
            message: String::new(),
            evidence: vec![evidence(0, 4, "Ring the desk."), evidence(0, 4, "Ring the desk."), evidence(0, 9, "Ring the desk.")],
            suggestion: None,
            replacement: None,
            proposed: None,
            standard: "".into(),
        };
        let (first, other, rest) = sides(&finding);
        assert_eq!((first.map(|e| e.anchor.paragraph), other), (Some(4), None));
        assert_eq!(rest.iter().map(|e| e.anchor.paragraph).collect::<Vec<_>>(), [9]);
    }

    #[test]
    fn a_cut_leaves_no_half_of_a_bracket() {
        assert_eq!(clip("Staff use the checklist (form C4 of the board) each time", 34), "Staff use the checklist…");
        assert_eq!(clip("Staff use the checklist (form C4) each time it is wanted", 42), "Staff use the checklist (form C4) each…");
        let quote = Quote { prefix: "(form C4) and then ".into(), exact: "the panel".into(), suffix: " hears of it (see the list".into() };
        assert_eq!(in_context(&quote), ("(form C4) and then ".to_owned(), "the panel".to_owned(), " hears of it …".to_owned()));
        let quote = Quote { prefix: "form C4) and then ".into(), exact: "the panel".into(), suffix: " meets.".into() };
        assert_eq!(in_context(&quote).0, "… and then ");
    }
}
