//! How far a denial, a criticism or what somebody said reaches.

use super::{
    lexis::Lexis,
    sentence::{Sentence, Stretch},
};
use crate::PreparedPassage;
use crate::phrase::{Reach, Tokens};
use concordat_standard::language::CueKind;

/// Words a criticism reaches at most.
const CRITICISM: usize = 18;
/// Words that "it looks" reaches at most.
const APPEARANCE: usize = 10;

/// A sentence with what is needed to judge a term in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clauses<'a> {
    pub(super) lexis: &'a Lexis,
    pub(super) tokens: &'a Tokens,
    pub(super) sentence: &'a Sentence,
    pub(super) passage: &'a PreparedPassage<'a>,
}

impl Clauses<'_> {
    /// Whether the term at `term` is denied.
    pub(super) fn denied(&self, term: Stretch) -> bool {
        self.sentence
            .of(CueKind::Negation)
            .any(|cue| cue.1 <= term.0 && self.is_denial(cue) && self.lexis.reach.denial(self.tokens, cue, term.0))
    }

    fn is_denial(&self, cue: Stretch) -> bool {
        !self.sentence.of(CueKind::NoNegation).any(|other| other.0 <= cue.0 && cue.1 <= other.1)
    }

    /// Whether the term is held up as wrong, or talked of as words.
    pub(super) fn criticised(&self, term: Stretch) -> bool {
        let reach = &self.lexis.reach;
        let mut before = self.sentence.of(CueKind::CriticismBefore);
        let before = before.any(|cue| reach.onwards(self.tokens, cue, term, CRITICISM) && !self.parted(cue, term));
        before || self.sentence.of(CueKind::CriticismAfter).any(|cue| reach.backwards(self.tokens, cue, term))
    }

    /// Whether the term is said only to look so.
    pub(super) fn only_looks(&self, term: Stretch) -> bool {
        self.sentence.of(CueKind::Appearance).any(|cue| self.lexis.reach.onwards(self.tokens, cue, term, APPEARANCE))
    }

    /// Whether somebody else says or believes what the term says.
    pub(super) fn said_by_another(&self, term: Stretch) -> bool {
        let mut before = self.sentence.of(CueKind::Speech).filter(|&cue| !self.in_own_voice(cue));
        before.any(|cue| self.lexis.reach.speech(self.tokens, cue, term) && !self.parted(cue, term))
            || self.sentence.of(CueKind::SpeechAfter).any(|cue| Reach::said_after(cue, term))
    }

    /// Whether a semicolon parts the cue from a term after it. One behind a colon does not, since it parts what the colon announces,
    /// nor one before another "that".
    fn parted(&self, cue: Stretch, term: Stretch) -> bool {
        let (from, to) = (self.tokens.span(cue.0, cue.1).end(), self.tokens.span(term.0, term.1).start());
        let between = self.passage.folded.text.get(from..to).unwrap_or_default();
        let announced = between.find(':').unwrap_or(between.len());
        between.find(';').is_some_and(|at| at < announced && !between.get(at + 1..).unwrap_or_default().trim_start().starts_with("that "))
    }

    /// Whether the document or its own panel is the one who says so. In "earlier versions of this policy spoke of" it is not, nor in
    /// "the inquiry found that it was seen as": there the cue reaches over what would be the document's own voice on both sides.
    fn in_own_voice(&self, cue: Stretch) -> bool {
        self.sentence.of(CueKind::OwnVoice).any(|own| own.0 < cue.1 && cue.0 < own.1 && !(cue.0 < own.0 && own.1 < cue.1))
    }

    /// Whether the pronoun at `pronoun` may stand for the people at `people`: "he" is not "Mum", and "she" is not
    /// "the parents".
    pub(super) fn agree(&self, pronoun: Stretch, people: Stretch) -> bool {
        let last = people.1.saturating_sub(1);
        let she = self.is(&self.lexis.feminine, pronoun.0);
        let he = self.is(&self.lexis.masculine, pronoun.0);
        let clash = she && self.is(&self.lexis.masculine, last) || he && self.is(&self.lexis.feminine, last);
        !clash && !((she || he) && self.is(&self.lexis.several, last))
    }

    /// Whether a preposition governs the words at `at`, as in "by a group of men".
    pub(super) fn governed(&self, at: Stretch) -> bool {
        (at.0.saturating_sub(4)..at.0).any(|n| self.is(&self.lexis.prepositions, n))
    }

    /// Whether an "and" stands among the words from `from` to `to`.
    pub(super) fn couples(&self, from: usize, to: usize) -> bool {
        (from..to).any(|n| self.tokens.word(n) == self.lexis.and)
    }

    fn is(&self, marks: &[bool], at: usize) -> bool {
        marks.get(self.tokens.word(at).0 as usize).copied().unwrap_or(false)
    }
}
