//! How far a denial, a criticism or what somebody said reaches.

use super::{
    lexis::Lexis,
    sentence::{Sentence, Stretch},
};
use crate::phrase::{Break, Tokens};
use concordat_standard::language::CueKind;

/// Words a denial reaches at most.
const DENIAL: usize = 14;
/// Words a criticism reaches at most.
const CRITICISM: usize = 18;
/// Words between a term and a criticism after it at most.
const AFTERWARDS: usize = 12;
/// Words that "it looks" reaches at most.
const APPEARANCE: usize = 10;
/// Words that what somebody said reaches at most.
const SPEECH: usize = 40;

/// A sentence with what is needed to judge a term in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clauses<'a> {
    pub(super) lexis: &'a Lexis,
    pub(super) tokens: &'a Tokens,
    pub(super) sentence: &'a Sentence,
}

impl Clauses<'_> {
    /// Whether the term at `term` is denied.
    pub(super) fn denied(&self, term: Stretch) -> bool {
        self.sentence.of(CueKind::Negation).any(|cue| cue.1 <= term.0 && self.is_denial(cue) && self.denial_reaches(cue, term))
    }

    fn is_denial(&self, cue: Stretch) -> bool {
        !self.sentence.of(CueKind::NoNegation).any(|other| other.0 <= cue.0 && cue.1 <= other.1)
    }

    /// A denial reaches until a stronger stop, a word that begins another clause, or a second verb that carries a tense
    /// and is not brought in by "that".
    fn denial_reaches(&self, cue: Stretch, term: Stretch) -> bool {
        if term.0 - cue.1 > DENIAL {
            return false;
        }
        // The verb that a subject such as "no agency" denies, and one for every "that" or "who".
        let mut verbs_allowed = usize::from(self.denies_subject(cue));
        for at in cue.1..term.0 {
            let stopped = self.tokens.before(at) >= Break::Clause || self.is(&self.lexis.breakers, at) || self.opens_clause(at);
            if stopped {
                return false;
            }
            if self.is(&self.lexis.complementisers, at) {
                verbs_allowed += 1;
            } else if self.is(&self.lexis.finite, at) && !(at > cue.1 && self.is(&self.lexis.finite, at - 1)) {
                let Some(left) = verbs_allowed.checked_sub(1) else { return at == cue.1 && term.0 - at <= 1 };
                verbs_allowed = left;
            }
        }
        self.tokens.before(term.0) < Break::Clause
    }

    /// "no", "nobody", "neither": what is denied is the subject, so its own verb may follow.
    fn denies_subject(&self, cue: Stretch) -> bool {
        !self.is(&self.lexis.finite, cue.0) && !self.is(&self.lexis.finite, cue.0.wrapping_sub(1))
    }

    /// "and she is", "or they have": a conjunction with a new verb behind it.
    fn opens_clause(&self, at: usize) -> bool {
        self.is(&self.lexis.conjunctions, at) && (1..=2).any(|n| self.is(&self.lexis.finite, at + n))
    }

    /// Whether the term is held up as wrong, or talked of as words.
    pub(super) fn criticised(&self, term: Stretch) -> bool {
        let before = self.sentence.of(CueKind::CriticismBefore).any(|cue| self.reaches_on(cue, term, CRITICISM));
        before || self.sentence.of(CueKind::CriticismAfter).any(|cue| self.reaches_back(cue, term))
    }

    /// Whether the term is said only to look so.
    pub(super) fn only_looks(&self, term: Stretch) -> bool {
        self.sentence.of(CueKind::Appearance).any(|cue| self.reaches_on(cue, term, APPEARANCE))
    }

    /// Whether somebody else says or believes what the term says.
    pub(super) fn said_by_another(&self, term: Stretch) -> bool {
        let before = self.sentence.of(CueKind::Speech).filter(|&cue| !self.in_own_voice(cue)).any(|cue| {
            let near = cue.1 <= term.0 && term.0 - cue.1 <= SPEECH;
            near && !(cue.1..=term.0).any(|at| self.is(&self.lexis.speech_breakers, at))
        });
        before || self.sentence.of(CueKind::SpeechAfter).any(|cue| cue.0 >= term.1 && cue.0 - term.1 <= AFTERWARDS)
    }

    /// Whether the document or its own panel is the one who says so.
    fn in_own_voice(&self, cue: Stretch) -> bool {
        self.sentence.of(CueKind::OwnVoice).any(|own| own.0 < cue.1 && cue.0 < own.1)
    }

    fn reaches_on(&self, cue: Stretch, term: Stretch, most: usize) -> bool {
        let near = cue.1 <= term.0 && term.0 - cue.1 <= most;
        near && !(cue.1..=term.0).any(|at| self.tokens.before(at) > Break::Clause || self.is(&self.lexis.breakers, at) && at != term.0)
    }

    fn reaches_back(&self, cue: Stretch, term: Stretch) -> bool {
        let near = cue.0 >= term.1 && cue.0 - term.1 <= AFTERWARDS;
        near && !(term.1..cue.0).any(|at| self.is(&self.lexis.breakers, at))
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

    fn is(&self, marks: &[bool], at: usize) -> bool {
        marks.get(self.tokens.word(at).0 as usize).copied().unwrap_or(false)
    }
}
