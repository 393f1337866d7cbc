//! One sentence, folded, with the way back to the passage.

use crate::PreparedPassage;
use concordat_text::{ByteSpan, Folded, fold};

/// Bytes either side of a place beyond which a sentence is cut: a list without full stops is no sentence.
const LIMIT: usize = 700;

/// A sentence of a passage, ready for careful reading.
#[derive(Debug)]
pub(super) struct Clause {
    /// Its stretch of the passage's text.
    pub(super) span: ByteSpan,
    folded: Folded,
}

impl Clause {
    /// The sentence that holds byte `at` of the passage's text.
    pub(super) fn at(passage: &PreparedPassage<'_>, at: usize) -> Self {
        // Sentences stand in order, so the one wanted is the last that does not begin after `at`.
        let after = passage.sentences.partition_point(|s| s.start() <= at);
        let found = after.checked_sub(1).and_then(|n| passage.sentences.get(n)).copied().filter(|s| at < s.end());
        let span = found.unwrap_or_else(|| ByteSpan::new(0, passage.text.len()));
        let start = up(passage.text, span.start().max(at.saturating_sub(LIMIT)));
        let end = down(passage.text, span.end().min(at.saturating_add(LIMIT)));
        Self::of(passage.text, ByteSpan::new(start, end))
    }

    /// A stretch of `text` as a clause.
    pub(super) fn of(text: &str, span: ByteSpan) -> Self {
        Self { span, folded: fold(span.of(text)) }
    }

    /// Its folded words.
    pub(super) fn text(&self) -> &str {
        &self.folded.text
    }

    /// A stretch of the folded words, in bytes of the passage's text.
    pub(super) fn source(&self, start: usize, end: usize) -> ByteSpan {
        self.folded.source(ByteSpan::new(start, end)).shifted(self.span.start())
    }

    /// How many folded bytes stand before byte `at` of the passage's `text`.
    pub(super) fn folded_offset(&self, text: &str, at: usize) -> usize {
        if self.folded.is_in_place() {
            return at.clamp(self.span.start(), self.span.end()) - self.span.start();
        }
        let before = text.get(self.span.start()..at.min(self.span.end()).max(self.span.start())).unwrap_or_default();
        fold(before).text.len().min(self.folded.text.len())
    }
}

/// The character boundary at or after `at`.
pub(super) fn up(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The character boundary at or before `at`.
pub(super) fn down(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
