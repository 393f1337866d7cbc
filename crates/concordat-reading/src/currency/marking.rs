//! Protective markings of the old scheme: alone on a line, or where the register read them.

use crate::{Prepared, PreparedPassage};
use concordat_register::{Anchor, Entry, Field, PassageKind, currency::MarkingMention};
use concordat_standard::instruments::Markings;
use concordat_text::{ByteSpan, fold, quote};

/// The longest line that is read as a protective marking, in bytes.
const LINE: usize = 60;
/// The longest line or cell of document control that is looked at, in bytes.
const CONTROL: usize = 200;

/// Knows the markings that were abolished.
#[derive(Debug)]
pub(super) struct MarkingReader {
    words: Vec<String>,
}

impl MarkingReader {
    pub(super) fn new(markings: &Markings) -> Self {
        Self { words: markings.markings.iter().flat_map(|m| m.words.iter().cloned()).collect() }
    }

    /// A passage that is nothing but a marking.
    pub(super) fn alone(&self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>) -> Option<MarkingMention> {
        let line = passage.text.trim();
        let alone =
            matches!(passage.passage.kind, PassageKind::Paragraph | PassageKind::Heading | PassageKind::TextBox) && line.len() <= LINE;
        if !alone || !line.starts_with(|c: char| c.is_uppercase() || matches!(c, '[' | '(' | '*')) {
            return None;
        }
        let words = passage.folded.text.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
        let words = words.trim_start_matches("protective marking").trim_start_matches([':', ' ', '-']);
        let known = self.words.iter().find(|m| m.as_str() == words)?;
        Some(MarkingMention { words: known.clone(), anchor: prepared.anchor(passage, ByteSpan::new(0, passage.text.trim_end().len())) })
    }

    /// Where the register read the marking that it inferred: a line or cell of document control that says what it is, else a
    /// running header or footer in capitals. Nothing where the marking was given by hand or the place is not found.
    pub(super) fn of_register(&self, prepared: &Prepared<'_>, entry: &Entry) -> Option<MarkingMention> {
        let marking = entry.marking.as_deref().filter(|_| entry.inferred.contains(&Field::Marking))?;
        let words = self.words.iter().find(|words| words.eq_ignore_ascii_case(marking))?;
        let anchor = in_control(prepared, words).or_else(|| running(prepared, words))?;
        Some(MarkingMention { words: words.clone(), anchor })
    }
}

/// The words in a short passage that calls them a marking or stands after a cell that does.
fn in_control(prepared: &Prepared<'_>, words: &str) -> Option<Anchor> {
    let mut before_says = false;
    prepared.passages.iter().find_map(|passage| {
        let folded = passage.folded.text.as_str();
        let says = folded.len() <= CONTROL && (folded.contains("marking") || folded.contains("classification"));
        let labelled = says || before_says;
        before_says = says && matches!(passage.passage.kind, PassageKind::Cell { .. });
        let span = place(folded, words).filter(|_| labelled && folded.len() <= CONTROL)?;
        Some(prepared.anchor(passage, passage.folded.source(span)))
    })
}

/// The words in capitals in a running header or footer.
fn running(prepared: &Prepared<'_>, words: &str) -> Option<Anchor> {
    prepared.document.furniture.iter().find_map(|line| {
        let folded = fold(&line.text);
        let span = folded.source(place(&folded.text, words)?);
        let capitals = !span.of(&line.text).contains(char::is_lowercase) || folded.text.contains("marking");
        capitals.then(|| Anchor::running(quote(&line.text, span), line.page))
    })
}

/// Where `words` stand in `folded` as whole words.
fn place(folded: &str, words: &str) -> Option<ByteSpan> {
    folded.match_indices(words).map(|(at, found)| ByteSpan::new(at, at + found.len())).find(|span| {
        let before = folded.get(..span.start()).and_then(|t| t.chars().next_back());
        let after = folded.get(span.end()..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::{Document, Format};
    use concordat_standard::Standard;

    fn found(document: &Document, marking: &str) -> Option<Anchor> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let entry = Entry { marking: Some(marking.to_owned()), inferred: vec![Field::Marking], ..Entry::default() };
        let reader = MarkingReader::new(&standard.instruments.markings);
        reader.of_register(&Prepared::new(document), &entry).map(|m| m.anchor)
    }

    #[test]
    fn a_marking_that_runs_along_the_pages_is_quoted_from_there() {
        let mut document = Document::new(Format::Pdf);
        document.push(PassageKind::Paragraph, "Access to the harbour is restricted at night.");
        document.add_furniture("Harbour plan | RESTRICTED | 3", Some(2));
        let anchor = found(&document, "RESTRICTED").unwrap();
        assert!(anchor.is_running() && anchor.page == Some(2) && anchor.span.start == anchor.span.end);
        assert_eq!((anchor.quote.exact.as_str(), anchor.quote.prefix.as_str()), ("RESTRICTED", "Harbour plan | "));
        assert_eq!(found(&document, "OFFICIAL"), None);
    }

    #[test]
    fn a_marking_in_the_control_block_is_quoted_from_its_cell() {
        let mut document = Document::new(Format::Docx);
        for (column, words) in [(1, "Protective marking"), (2, "Restricted")] {
            document.push(PassageKind::Cell { table: 1, row: 1, column, header: false }, words);
        }
        let anchor = found(&document, "RESTRICTED").unwrap();
        assert_eq!((anchor.paragraph, anchor.quote.exact.as_str()), (2, "Restricted"));
    }
}
