//! How far a denial, a criticism or what somebody said reaches among the words of a sentence.

use super::{Break, Tokens, Vocabulary};
use concordat_standard::language::Scope;

/// A stretch of words: first and one past the last.
type Stretch = (usize, usize);

/// Words a denial reaches at most.
const DENIAL: usize = 14;
/// Words between what is judged and a criticism after it at most.
const AFTERWARDS: usize = 12;
/// Words that what somebody said reaches at most.
const SPEECH: usize = 40;

/// The words that end or carry on what reaches, by number.
#[derive(Debug)]
pub(crate) struct Reach {
    /// Words after which a denial no longer holds.
    breakers: Vec<bool>,
    /// Words after which what somebody said no longer holds.
    speech_breakers: Vec<bool>,
    /// Auxiliary verbs.
    finite: Vec<bool>,
    /// Conjunctions after which a new clause may begin.
    conjunctions: Vec<bool>,
    /// Words that bring a clause under the verb before it.
    complementisers: Vec<bool>,
    /// "That" among them.
    that: Vec<bool>,
    /// "To", behind which a verb carries no tense.
    to: Vec<bool>,
}

impl Reach {
    pub(crate) fn new(scope: &Scope, vocabulary: &mut Vocabulary) -> Self {
        let mut own = |words: &[&str]| vocabulary.marks(words.iter().copied());
        let (that, to) = (own(&["that"]), own(&["to"]));
        let (conjunctions, complementisers) =
            (own(&["and", "or", "nor"]), own(&["that", "as", "how", "who", "which", "if", "whether", "when", "where"]));
        let mut listed = |words: &[String]| vocabulary.marks(words.iter().map(String::as_str));
        Self {
            breakers: listed(&scope.breakers),
            speech_breakers: listed(&scope.speech_breakers),
            finite: listed(&scope.finite),
            conjunctions,
            complementisers,
            that,
            to,
        }
    }

    /// Whether a denial, the words `cue`, reaches the word `at`: until a stronger stop, a word that begins another clause,
    /// or a second verb that carries a tense and is not brought in by "that".
    pub(crate) fn denial(&self, tokens: &Tokens, cue: Stretch, at: usize) -> bool {
        if cue.1 > at || at - cue.1 > DENIAL {
            return false;
        }
        let is = |marks: &[bool], at: usize| is(tokens, marks, at);
        // The verb that a subject such as "no agency" denies, and one for every "that" or "who".
        let mut verbs_allowed = usize::from(self.denies_subject(tokens, cue));
        for between in cue.1..at {
            let stopped = tokens.before(between) >= Break::Clause || is(&self.breakers, between) || self.opens_clause(tokens, between);
            if stopped {
                return false;
            }
            if is(&self.complementisers, between) {
                verbs_allowed += 1;
            } else if is(&self.finite, between) && !(between > cue.1 && (is(&self.finite, between - 1) || is(&self.to, between - 1))) {
                let Some(left) = verbs_allowed.checked_sub(1) else { return between == cue.1 && at - between <= 1 };
                verbs_allowed = left;
            }
        }
        tokens.before(at) < Break::Clause
    }

    /// "no", "nobody", "neither": what is denied is the subject, so its own verb may follow.
    fn denies_subject(&self, tokens: &Tokens, cue: Stretch) -> bool {
        !is(tokens, &self.finite, cue.0) && !is(tokens, &self.finite, cue.0.wrapping_sub(1))
    }

    /// "and she is", "or they have": a conjunction with a new verb behind it.
    fn opens_clause(&self, tokens: &Tokens, at: usize) -> bool {
        is(tokens, &self.conjunctions, at) && (1..=2).any(|n| is(tokens, &self.finite, at + n))
    }

    /// Whether a criticism or appearance, the words `cue`, reaches on to `held`, at most `most` words.
    pub(crate) fn onwards(&self, tokens: &Tokens, cue: Stretch, held: Stretch, most: usize) -> bool {
        let near = cue.1 <= held.0 && held.0 - cue.1 <= most;
        near && !(cue.1..=held.0).any(|at| tokens.before(at) > Break::Clause || is(tokens, &self.breakers, at) && at != held.0)
    }

    /// Whether a criticism after it, the words `cue`, reaches back to `held`.
    pub(crate) fn backwards(&self, tokens: &Tokens, cue: Stretch, held: Stretch) -> bool {
        let near = cue.0 >= held.1 && cue.0 - held.1 <= AFTERWARDS;
        near && !(held.1..cue.0).any(|at| is(tokens, &self.breakers, at)) && !self.of_another_subject(tokens, (held.1, cue.0))
    }

    /// Whether a clause with a subject of its own begins among the words `between`: in "families should be told that help will be
    /// withdrawn" nothing is withdrawn but the help. In "is a word that should not be used" the word is.
    fn of_another_subject(&self, tokens: &Tokens, between: Stretch) -> bool {
        let mut verb = false;
        (between.0..between.1).any(|at| {
            verb |= is(tokens, &self.finite, at);
            verb && is(tokens, &self.that, at) && at + 1 < between.1
        })
    }

    /// Whether what somebody says, begun by the words `cue`, reaches `held`.
    pub(crate) fn speech(&self, tokens: &Tokens, cue: Stretch, held: Stretch) -> bool {
        let near = cue.1 <= held.0 && held.0 - cue.1 <= SPEECH;
        near && !(cue.1..=held.0).any(|at| is(tokens, &self.speech_breakers, at))
    }

    /// Whether "she said", the words `cue`, stands close enough after `held`.
    pub(crate) fn said_after(cue: Stretch, held: Stretch) -> bool {
        cue.0 >= held.1 && cue.0 - held.1 <= AFTERWARDS
    }
}

fn is(tokens: &Tokens, marks: &[bool], at: usize) -> bool {
    marks.get(tokens.word(at).0 as usize).copied().unwrap_or(false)
}
