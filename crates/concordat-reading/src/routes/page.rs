//! A passage as the reader of routes sees it: words with their sorts, capitals, and the way back to the text.

use super::lexicon::{Lexicon, Verb};
use crate::meaning::cues::found_in;
use crate::phrase::{Break, Match, PatternSet, Tokens};
use crate::{Prepared, PreparedPassage};
use concordat_register::Anchor;
use concordat_text::{ByteSpan, Text};

/// A passage with its words.
#[derive(Clone, Copy)]
pub(super) struct Page<'p> {
    pub(super) prepared: &'p Prepared<'p>,
    pub(super) passage: &'p PreparedPassage<'p>,
    pub(super) tokens: &'p Tokens,
    pub(super) lexicon: &'p Lexicon,
}

impl<'p> Page<'p> {
    pub(super) fn word(&self, at: usize) -> &'p str {
        self.tokens.get(at).map_or("", |t| t.span.of(&self.passage.folded.text))
    }

    pub(super) fn flags(&self, at: usize) -> u32 {
        self.lexicon.flags(self.tokens.word(at))
    }

    pub(super) fn is(&self, at: usize, flags: u32) -> bool {
        self.flags(at) & flags != 0
    }

    pub(super) fn verb(&self, at: usize) -> Verb {
        self.lexicon.verb(self.tokens.word(at))
    }

    /// What stands before a word.
    pub(super) fn before(&self, at: usize) -> Break {
        self.tokens.before(at)
    }

    pub(super) fn number(&self, at: usize) -> Option<u16> {
        self.tokens.get(at).and_then(|t| t.number)
    }

    /// The words as they stand in the text.
    pub(super) fn source(&self, from: usize, to: usize) -> &'p str {
        self.span(from, to).of(self.passage.text)
    }

    pub(super) fn span(&self, from: usize, to: usize) -> ByteSpan {
        self.passage.folded.source(self.tokens.span(from, to))
    }

    /// The words as they stand in the text, white space made single.
    pub(super) fn text(&self, from: usize, to: usize) -> Text {
        squeezed(self.source(from, to))
    }

    /// Whether a word begins with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        self.source(at, at + 1).starts_with(char::is_uppercase)
    }

    /// Whether a word is letters in capitals, as an acronym.
    pub(super) fn letters(&self, at: usize) -> bool {
        let word = self.source(at, at + 1);
        word.len() >= 2 && word.chars().filter(char::is_ascii_uppercase).count() >= 2 && word.chars().all(char::is_alphanumeric)
    }

    pub(super) fn anchor(&self, from: usize, to: usize) -> Anchor {
        self.prepared.anchor(self.passage, self.span(from, to))
    }

    pub(super) fn found(&self, set: &PatternSet, from: usize, to: usize) -> Vec<Match> {
        found_in(set, self.tokens, from, to)
    }

    pub(super) fn says(&self, set: &PatternSet, from: usize, to: usize) -> bool {
        !self.found(set, from, to).is_empty()
    }

    /// The first word of the piece that holds `at`, pieces being parted by commas and stronger marks.
    pub(super) fn piece_start(&self, at: usize, from: usize) -> usize {
        let mut start = at;
        while start > from {
            if self.before(start) == Break::None {
                start -= 1;
            } else if let Some(open) = self.bracketed(start, from) {
                start = open;
            } else {
                break;
            }
        }
        start
    }

    /// Whether a bracket closes right before `at`.
    pub(super) fn closes_bracket(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|b| self.tokens.get(b)).map(|t| t.span.end());
        let gap = before.zip(self.tokens.get(at)).and_then(|(end, t)| self.passage.folded.text.get(end..t.span.start()));
        gap.is_some_and(|g| g.contains(')'))
    }

    /// Where the few words in brackets begin that end just before `at`: "adviser (IDVA) makes".
    pub(super) fn bracketed(&self, at: usize, from: usize) -> Option<usize> {
        let gap = |n: usize| {
            let before = self.tokens.get(n.checked_sub(1)?)?.span.end();
            self.passage.folded.text.get(before..self.tokens.get(n)?.span.start())
        };
        if self.before(at) != Break::Clause || gap(at)?.trim() != ")" {
            return None;
        }
        (at.saturating_sub(5).max(from + 1)..at).rev().find(|&n| gap(n).is_some_and(|g| g.trim() == "("))
    }

    /// One past the last word of the clause that holds `at`: up to a semicolon, colon, bracket or dash.
    pub(super) fn clause_end(&self, at: usize, to: usize) -> usize {
        (at + 1..to).find(|&n| self.before(n) >= Break::Clause).unwrap_or(to)
    }
}

/// Text with every run of white space made one space.
pub(super) fn squeezed(text: &str) -> Text {
    if text.contains(['\n', '\r', '\t', '\u{a0}']) || text.contains("  ") {
        text.split_whitespace().collect::<Vec<_>>().join(" ").into()
    } else {
        text.trim().into()
    }
}
