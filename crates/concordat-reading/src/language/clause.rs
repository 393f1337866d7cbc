//! How far a denial, a criticism or what somebody said reaches.

use super::{
    lexis::Lexis,
    sentence::{Sentence, Stretch},
};
use crate::PreparedPassage;
use crate::phrase::{Break, Reach, Tokens};
use concordat_standard::language::CueKind;

/// Words a criticism reaches at most.
const CRITICISM: usize = 18;
/// Bytes between somebody at work and the colon of their label at most.
const LABEL: usize = 24;
/// Words from an adult to a child in what "who" tells of the adult at most.
const RELATIVE: usize = 5;
/// Words of a sentence that may stand before those which say what is written in a term's place.
const OPENS: usize = 1;
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

    /// "It prints ... We write "...".": whether the sentence after the term's opens by saying, in quotation marks, what is said
    /// in its place.
    pub(super) fn replaced_by(&self, next: Option<&Sentence>, number: usize) -> bool {
        let (first, last) = self.tokens.sentence(number);
        let opens = next.is_some_and(|next| next.of(CueKind::Preferred).any(|cue| cue.0 <= first + OPENS));
        let span = self.passage.folded.source(self.tokens.span(first, last.max(first + 1)));
        opens && first < last && self.passage.quotations.iter().any(|quotation| quotation.overlaps(span))
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
    /// "the inquiry found that it was seen as" or "was told by a man that": there the cue reaches beyond what would be the document's
    /// own voice.
    fn in_own_voice(&self, cue: Stretch) -> bool {
        self.sentence.of(CueKind::OwnVoice).any(|own| own.0 < cue.1 && cue.0 < own.1 && !(cue.0 <= own.0 && own.1 < cue.1))
    }

    /// Whether the pronoun at `pronoun` may stand for the people at `people`: "he" is not "Mum", and "she" is not
    /// "the parents".
    pub(super) fn agree(&self, pronoun: Stretch, people: Stretch) -> bool {
        // "men in their thirties" are men.
        let holds = |marks: &[bool]| (people.0..people.1).any(|at| self.is(marks, at));
        let she = self.is(&self.lexis.feminine, pronoun.0);
        let he = self.is(&self.lexis.masculine, pronoun.0);
        let clash = she && holds(&self.lexis.masculine) || he && holds(&self.lexis.feminine);
        !clash && !((she || he) && holds(&self.lexis.several))
    }

    /// Whether a preposition governs the words at `at`, as in "by a group of men".
    pub(super) fn governed(&self, at: Stretch) -> bool {
        (at.0.saturating_sub(4)..at.0).any(|n| self.is(&self.lexis.prepositions, n))
    }

    /// Whether an "and" stands among the words from `from` to `to`.
    pub(super) fn couples(&self, from: usize, to: usize) -> bool {
        (from..to).any(|n| self.tokens.word(n) == self.lexis.and)
    }

    /// Whether the word before the one at `at` makes a child of it, as in "young".
    pub(super) fn youthful_before(&self, at: usize) -> bool {
        self.tokens.before(at) == Break::None && at.checked_sub(1).is_some_and(|n| self.is(&self.lexis.youthful, n))
    }

    /// Whether the word at `at` leads from a term to the one it is said of.
    pub(super) fn is_said_of(&self, at: usize) -> bool {
        self.tokens.before(at) == Break::None && self.is(&self.lexis.said_of, at)
    }

    /// Whether the word at `at` is a pronoun and no name.
    pub(super) fn is_pronoun(&self, at: usize) -> bool {
        self.is(&self.lexis.pronouns, at)
    }

    /// Whether the word at `at` is "we".
    pub(super) fn is_we(&self, at: usize) -> bool {
        self.tokens.word(at) == self.lexis.we
    }

    /// "A list of local tearaways", "know the tearaways": whether the term names people of whom something is told, so that whoever stands
    /// before it is not the one it is said of. In "are the tearaways" it is.
    pub(super) fn names_others(&self, term: Stretch) -> bool {
        let Some(before) = term.0.checked_sub(1) else { return false };
        // "The habit of putting themselves at risk" and "the company of men" name nobody.
        let several = self.tokens.span(term.0, term.1).of(&self.passage.folded.text).ends_with('s') && term.1 - term.0 <= 2;
        let noun = several && self.tokens.before(term.0) == Break::None && self.is(&self.lexis.before_nouns, before);
        noun && !(term.0.saturating_sub(4)..term.0).any(|at| self.is(&self.lexis.being, at))
    }

    /// Whether nothing stronger than a comma, and no word, stands between the people at `people` and a name behind them.
    pub(super) fn apposed(&self, people: Stretch, name: Stretch) -> bool {
        people.1 == name.0 && self.tokens.before(name.0) <= Break::Comma
    }

    /// Whether the people at `people` stand in a label of few words, before a colon, to what the term says: "School nurse: ...".
    pub(super) fn announces(&self, people: Stretch, term: Stretch) -> bool {
        let (from, to) = (self.tokens.span(people.0, people.1).end(), self.tokens.span(term.0, term.1).start());
        let between = self.passage.folded.text.get(from..to).unwrap_or_default();
        between.find(':').is_some_and(|at| at <= LABEL)
    }

    /// Whether the child at `child` stands inside what "who" tells of the adult at `adult`, with the adult's own verb behind it:
    /// "men who exploit children must".
    pub(super) fn told_of(&self, adult: Stretch, child: Stretch) -> bool {
        let near = adult.1 < child.0 && child.0 - adult.1 <= RELATIVE && self.is(&self.lexis.relative, adult.1);
        near && self.is(&self.lexis.finite, child.1) && !(adult.1..child.0).any(|at| self.is(&self.lexis.finite, at))
    }

    /// Whether the people at `people` are those whose report the document makes its own.
    pub(super) fn reports(&self, people: Stretch) -> bool {
        self.sentence.of(CueKind::OwnVoice).any(|own| own.0 <= people.0 && people.1 < own.1)
    }

    fn is(&self, marks: &[bool], at: usize) -> bool {
        marks.get(self.tokens.word(at).0 as usize).copied().unwrap_or(false)
    }
}
