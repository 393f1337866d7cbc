//! Which of several rival wordings a document uses, and how often.

use crate::{Load, Prepared};
use aho_corasick::{AhoCorasick, MatchKind};
use concordat_register::{citation::CitationFacts, language::WordingUse};
use concordat_standard::Standard;
use concordat_text::{ByteSpan, Quote, Text, fold_str};
use std::collections::BTreeMap;

/// Counts the forms of the standard's wordings.
#[derive(Debug)]
pub(crate) struct WordingReader {
    automaton: Option<AhoCorasick>,
    /// For each pattern its wording and form, by their places in the standard.
    forms: Vec<(u16, u8)>,
    ids: Vec<Text>,
}

impl WordingReader {
    /// Made once from a standard.
    pub(crate) fn for_load(standard: &Standard, load: Load) -> Self {
        let (mut patterns, mut forms, mut ids) = (Vec::new(), Vec::new(), Vec::new());
        for (row, wording) in (0..).zip(&standard.language.wordings) {
            ids.push(Text::from(&wording.id));
            for (n, form) in (0..).zip(&wording.forms) {
                for words in &form.words {
                    patterns.push(fold_str(words));
                    forms.push((row, n));
                }
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(Some(load.automaton())).build(&patterns);
        Self { automaton: automaton.ok(), forms, ids }
    }

    /// The forms that a document uses, with how often and where first. What stands in the title of another document counts for nothing.
    pub(crate) fn read(&self, prepared: &Prepared<'_>, citations: &CitationFacts) -> Vec<WordingUse> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let mut cited: Vec<(u32, u32)> = citations.citations.iter().map(|c| (c.anchor.span.start, c.anchor.span.end)).collect();
        cited.sort_unstable();
        let mut met: BTreeMap<(u16, u8), WordingUse> = BTreeMap::new();
        for passage in &prepared.passages {
            let bytes = passage.folded.text.as_bytes();
            let edge = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|b| !b.is_ascii_alphanumeric());
            for found in automaton.find_iter(&passage.folded.text) {
                let whole = edge(found.start().checked_sub(1)) && edge(Some(found.end()));
                let Some(&(row, form)) = self.forms.get(found.pattern().as_usize()).filter(|_| whole) else { continue };
                let source = passage.folded.source(ByteSpan::new(found.start(), found.end()));
                if in_name(passage.text, source) {
                    continue;
                }
                if let Some(known) = met.get_mut(&(row, form)) {
                    if cited.is_empty() || !is_cited(prepared, passage, found.start(), &cited) {
                        known.count = known.count.saturating_add(1);
                    }
                    continue;
                }
                let mut first = prepared.anchor(passage, source);
                // Only its place is asked for, and a set may have ten thousand documents.
                first.quote = Quote { exact: first.quote.exact, ..Quote::default() };
                let Some(id) = self.ids.get(usize::from(row)).filter(|_| !within(&cited, first.span.start)) else { continue };
                met.insert((row, form), WordingUse { wording: id.clone(), form, count: 1, first });
            }
        }
        met.into_values().collect()
    }
}

/// Whether words are part of a name that goes on: capitals in them and after them.
fn in_name(text: &str, span: ByteSpan) -> bool {
    let capital = |text: &str| text.starts_with(char::is_uppercase);
    capital(span.of(text)) && text.get(span.end()..).is_some_and(|after| after.strip_prefix(' ').is_some_and(capital))
}

/// Whether what begins at a byte of a passage's folded text stands within a citation.
fn is_cited(prepared: &Prepared<'_>, passage: &crate::PreparedPassage<'_>, at: usize, cited: &[(u32, u32)]) -> bool {
    let near = passage.passage.chars;
    let before = cited.partition_point(|&(start, _)| start < near.end);
    let any = cited.get(..before).and_then(<[(u32, u32)]>::last).is_some_and(|&(_, end)| end > near.start);
    any && within(cited, prepared.anchor(passage, passage.folded.source(ByteSpan::new(at, at + 1))).span.start)
}

/// Whether a character stands within one of the citations, which are in order of place.
fn within(cited: &[(u32, u32)], at: u32) -> bool {
    let after = cited.partition_point(|&(start, _)| start <= at);
    // Citations may lie within one another, but not deeply.
    cited.get(after.saturating_sub(4)..after).unwrap_or_default().iter().any(|&(_, end)| at < end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Reader, Source};

    fn met(text: &str) -> Vec<(String, u8, u32)> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let facts = Reader::for_load(&standard, Load::Few).read(&concordat_fixture::document(text), &Source::default());
        facts.language.wordings.iter().map(|w| (w.wording.to_string(), w.form, w.count)).collect()
    }

    #[test]
    fn forms_are_counted_as_whole_words_however_they_are_dashed() {
        let found =
            met("# A\n\nPeer\u{2011}on\u{2011}peer abuse and child-on-child abuse. Peer-on-peer abuse again, but no peer abusers.\n");
        assert_eq!(found, [("child-on-child-abuse".to_owned(), 0, 1), ("child-on-child-abuse".to_owned(), 1, 2)]);
    }

    #[test]
    fn the_title_of_another_document_is_not_the_documents_own_wording() {
        let found = met(
            "# A\n\nDomestic abuse is harm. See the Domestic Violence Policy (2014). The Domestic Violence Panel sits. Domestic abuse again.\n",
        );
        assert_eq!(found, [("domestic-abuse".to_owned(), 0, 2)]);
    }
}
