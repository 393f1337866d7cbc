//! A document with everything the readers share worked out once.

use concordat_register::{Anchor, Document, Passage, PassageKind};
use concordat_text::{ByteSpan, CharSpan, Folded, Text, fold, quotations, quote, sentences};

/// A document ready for reading.
#[derive(Debug)]
pub struct Prepared<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its passages, in order.
    pub passages: Vec<PreparedPassage<'d>>,
}

/// A passage ready for reading. All spans but those of `folded` are bytes of [`PreparedPassage::text`].
#[derive(Debug)]
pub struct PreparedPassage<'d> {
    /// The passage.
    pub passage: &'d Passage,
    /// Its words.
    pub text: &'d str,
    /// Its words made comparable, with the way back.
    pub folded: Folded,
    /// Its sentences.
    pub sentences: Vec<ByteSpan>,
    /// What stands in quotation marks, marks included.
    pub quotations: Vec<ByteSpan>,
    /// Its nearest number: its own, else that of the nearest numbered passage or heading before it under the same heading.
    pub section: Option<&'d str>,
}

impl<'d> Prepared<'d> {
    /// Prepares `document`.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        let mut section = None;
        let mut under = None;
        let clauses = clauses(&document.passages);
        let passages = document
            .passages
            .iter()
            .zip(clauses)
            .map(|(passage, clause)| {
                let text = document.words_of(passage);
                if passage.heading != under {
                    under = passage.heading;
                    section = heading_label(document, passage);
                }
                if let Some(label) = passage.label.as_deref().filter(|label| clause || numbers_a_part(passage.kind, label)) {
                    section = Some(label);
                }
                PreparedPassage { passage, text, folded: fold(text), sentences: sentences(text), quotations: quotations(text), section }
            })
            .collect();
        Self { document, passages }
    }

    /// Where `span`, in bytes of the passage's text, stands.
    #[must_use]
    pub fn anchor(&self, passage: &PreparedPassage<'d>, span: ByteSpan) -> Anchor {
        let span = closed(passage.text, span);
        let before = passage.text.get(..span.start()).map_or(0, |t| t.chars().count());
        let start = passage.passage.chars.start + u32::try_from(before).unwrap_or(u32::MAX);
        let length = u32::try_from(span.of(passage.text).chars().count()).unwrap_or(u32::MAX);
        Anchor {
            heading: passage.passage.heading,
            section: passage.section.map(Text::from),
            page: passage.passage.page,
            printed_page: passage.passage.printed_page.as_deref().map(Text::from),
            paragraph: passage.passage.paragraph,
            quote: quote(passage.text, span),
            span: CharSpan { start, end: start.saturating_add(length) },
        }
    }
}

/// A span with the bracket that closes the one it opens, where that stands right behind it: words are cut from a text without it.
fn closed(text: &str, span: ByteSpan) -> ByteSpan {
    let inside = span.of(text);
    let opens = inside.matches('(').count() > inside.matches(')').count();
    let follows = || text.get(span.end()..).is_some_and(|rest| rest.starts_with(')'));
    if opens && follows() { ByteSpan::new(span.start(), span.end() + 1) } else { span }
}

impl PreparedPassage<'_> {
    /// The sentence that holds byte `at` of the text; the whole passage where none does.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> ByteSpan {
        // Sentences stand in order, so the one wanted is the last that does not begin after `at`.
        let after = self.sentences.partition_point(|s| s.start() <= at);
        let found = after.checked_sub(1).and_then(|n| self.sentences.get(n)).filter(|s| at < s.end());
        found.copied().unwrap_or_else(|| ByteSpan::new(0, self.text.len()))
    }
}

/// Whether a passage's own label numbers a part of the document. The plain number of a list's item does not: it counts the
/// items, and starts at 1 again in the next list. That of a note counts the notes.
fn numbers_a_part(kind: PassageKind, label: &str) -> bool {
    if kind == PassageKind::Note {
        return false;
    }
    let listed = matches!(kind, PassageKind::ListItem { .. }) && !label.contains('.');
    label.contains(' ') || (label.starts_with(|c: char| c.is_ascii_digit()) && !listed)
}

/// For each passage whether it is an item with a plain number that is a clause all the same: clauses are numbered below it ("2" before
/// "2.1"), or it follows such a one ("3" after "2.4"). The items of a list within a clause are none.
fn clauses(passages: &[Passage]) -> Vec<bool> {
    let plain = |p: &Passage| -> Option<u32> {
        let listed = matches!(p.kind, PassageKind::ListItem { .. });
        p.label.as_deref().filter(|_| listed).and_then(|l| l.trim_end_matches('.').parse().ok())
    };
    let top = |p: &Passage| -> Option<u32> {
        let label = p.label.as_deref().filter(|_| p.kind != PassageKind::Note)?.trim_end_matches('.');
        label.split_once('.').and_then(|(first, _)| first.parse().ok())
    };
    // The first number of the next passage that has a label, seen from the end.
    let mut next = None;
    let mut leads: Vec<bool> = Vec::with_capacity(passages.len());
    for passage in passages.iter().rev() {
        leads.push(plain(passage).is_some_and(|n| next == Some(n)));
        if passage.kind == PassageKind::Heading || passage.label.is_some() && passage.kind != PassageKind::Note {
            next = top(passage).filter(|_| passage.kind != PassageKind::Heading);
        }
    }
    let depth = |p: &Passage| if let PassageKind::ListItem { depth } = p.kind { depth } else { 0 };
    let mut before: Option<(u32, u8)> = None;
    let judged = passages.iter().zip(leads.into_iter().rev()).map(|(passage, leads)| {
        let Some(n) = plain(passage) else {
            // Below a clause its own numbers may stand; a heading or any other number ends the row.
            let others = |last: u32| passage.kind == PassageKind::Heading || top(passage).is_some_and(|first| first != last);
            before = before.filter(|(last, _)| !others(*last));
            return false;
        };
        let part = leads || before.is_some_and(|(last, of)| n == last + 1 && depth(passage) == of);
        // A list that begins anew within a clause hides what follows: only numbers below a clause tell it again.
        before = part.then_some((n, depth(passage)));
        part
    });
    judged.collect()
}

/// The number of the heading a passage stands under, or of the nearest numbered one above that.
fn heading_label<'d>(document: &'d Document, passage: &Passage) -> Option<&'d str> {
    let mut next = passage.heading;
    while let Some(index) = next {
        let heading = document.headings.get(index.0 as usize)?;
        if let Some(label) = heading.label.as_deref() {
            return Some(label);
        }
        next = heading.parent.filter(|up| up.0 < index.0);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_not_cut_at_the_bracket_that_it_opens() {
        let text = "Staff fill in the form (BX2), and sign it (twice";
        let quoted = |words: &str| closed(text, ByteSpan::new(text.find(words).unwrap(), text.find(words).unwrap() + words.len())).of(text);
        assert_eq!(quoted("the form (BX2"), "the form (BX2)");
        assert_eq!(quoted("BX2"), "BX2");
        assert_eq!(quoted("sign it (twice"), "sign it (twice");
    }

    /// The sections of passages given by kind and label.
    fn sections(rows: &[(PassageKind, &str)]) -> Vec<Option<String>> {
        let mut document = Document::new(concordat_register::Format::Docx);
        for (kind, label) in rows {
            let passage = document.push(*kind, "Words.").unwrap();
            passage.label = Some((*label).to_owned()).filter(|l| !l.is_empty());
        }
        Prepared::new(&document).passages.iter().map(|p| p.section.map(str::to_owned)).collect()
    }

    #[test]
    fn a_clause_of_the_first_level_is_a_section_and_an_item_is_none() {
        let item = |depth| PassageKind::ListItem { depth };
        let found = sections(&[
            (item(1), "1"),
            (item(2), "1.1"),
            (item(3), "1.1.1"),
            (item(2), "1"),
            (item(2), "2"),
            (item(1), "2"),
            (item(2), "2.1"),
            (item(1), "3"),
            (item(1), "4"),
        ]);
        let found: Vec<&str> = found.iter().flatten().map(String::as_str).collect();
        assert_eq!(found, ["1", "1.1", "1.1.1", "1.1.1", "1.1.1", "2", "2.1", "3", "4"]);
    }

    #[test]
    fn the_number_of_a_note_is_no_section() {
        let mut document = concordat_fixture::document("## 4. Steps\n\nRing the school.\n");
        if let Some(note) = document.push(PassageKind::Note, "The number is on the board.") {
            note.label = Some("1".to_owned());
        }
        document.push(PassageKind::Paragraph, "Then write.");
        let sections: Vec<_> = Prepared::new(&document).passages.iter().skip(1).map(|p| p.section).collect();
        let steps = sections.first().copied().flatten();
        assert!(sections.iter().all(|s| *s == steps), "{sections:?}");
    }

    #[test]
    fn items_of_a_list_are_no_sections() {
        let document = concordat_fixture::document("## 4. Steps\n\n4.1 Ring:\n\n1. the school\n2. the police\n\n7. Then write.\n");
        let sections: Vec<_> = Prepared::new(&document).passages.iter().map(|p| p.section).collect();
        assert_eq!(sections.get(1..4), Some(&[Some("4.1"); 3][..]), "{sections:?}");
    }
}
