//! How the concepts of a sentence stand: denied, held up as wrong, said by others, or plainly.

use super::Stands;
use crate::phrase::{Break, Match, PatternSet, Reach, Tokens, Vocabulary};
use concordat_standard::{
    concepts::Nature,
    language::{CueKind, Scope},
};
use std::cell::OnceCell;

/// A stretch of words: first and one past the last.
type Stretch = (usize, usize);

/// Words a criticism of a claim reaches at most.
const CRITICISM: usize = 18;
/// Words that "it looks" reaches at most.
const APPEARANCE: usize = 10;
/// Words at the end of a lead-in over which a denial still reaches its list.
const LEAD: usize = 6;

/// The cues by which a denial or another's voice is known.
#[derive(Debug)]
pub(in crate::meaning) struct Cues {
    reach: Reach,
    denials: PatternSet,
    /// The word "no".
    no: Vec<bool>,
    /// What is asked of claims alone.
    voices: PatternSet,
}

const DENIALS: [CueKind; 2] = [CueKind::Negation, CueKind::NoNegation];
const VOICES: [CueKind; 6] =
    [CueKind::CriticismBefore, CueKind::CriticismAfter, CueKind::Appearance, CueKind::Speech, CueKind::SpeechAfter, CueKind::OwnVoice];

impl Cues {
    pub(super) fn new(scope: &Scope, vocabulary: &mut Vocabulary) -> Self {
        let (mut denials, mut voices) = (PatternSet::default(), PatternSet::default());
        for cue in &scope.cues {
            if let Some(owner) = place(&DENIALS, cue.kind) {
                denials.add(&cue.pattern, owner, vocabulary, &scope.common);
            } else if let Some(owner) = place(&VOICES, cue.kind) {
                voices.add(&cue.pattern, owner, vocabulary, &scope.common);
            }
        }
        let no = vocabulary.marks(["no"].into_iter());
        Self { reach: Reach::new(scope, vocabulary), denials, no, voices }
    }

    /// Reads the cues of a sentence: denials where `denials`, the rest where `voices`. `denied` where the sentence belongs
    /// to something that is denied as a whole.
    pub(super) fn read<'a>(&'a self, tokens: &'a Tokens, (from, to): Stretch, denials: bool, voices: bool, denied: bool) -> Scopes<'a> {
        let mut scopes = Scopes { reach: &self.reach, tokens, denials: Vec::new(), voices: Vec::new(), denied_from: None };
        if denials {
            scopes.denials = self.denials_in(tokens, (from, to));
            scopes.denied_from = denied.then_some(from);
        }
        if voices {
            self.voices.find(tokens, from, to, &mut scopes.voices);
        }
        scopes
    }

    /// Whether what follows these words is denied: "The plan will not:".
    pub(super) fn denies_on(&self, tokens: &Tokens) -> bool {
        let end = tokens.list.len();
        let (from, to) = tokens.sentence(tokens.sentences.len().saturating_sub(1));
        let reaches = |cue: &Stretch| cue.1 >= end || end - cue.1 <= LEAD && self.reach.denial(tokens, *cue, end - 1);
        self.denials_in(tokens, (from, to)).iter().any(reaches)
    }

    fn denials_in(&self, tokens: &Tokens, (from, to): Stretch) -> Vec<Stretch> {
        let mut found = Vec::new();
        self.denials.find(tokens, from, to, &mut found);
        let looks = |m: &Match| found.iter().any(|o| o.owner == 1 && o.whole.0 <= m.whole.0 && m.whole.1 <= o.whole.1);
        found.iter().filter(|m| m.owner == 0 && !looks(m)).map(|m| m.whole).collect()
    }
}

/// What is denied in one sentence; read when it is first asked for.
pub(in crate::meaning) struct Denials<'a> {
    cues: &'a Cues,
    tokens: &'a Tokens,
    words: Stretch,
    /// Whether the sentence belongs to a list whose lead-in denies it.
    lead: bool,
    found: OnceCell<Vec<Stretch>>,
}

impl<'a> Denials<'a> {
    pub(in crate::meaning) fn new(cues: &'a Cues, tokens: &'a Tokens, words: Stretch, lead: bool) -> Self {
        Self { cues, tokens, words, lead, found: OnceCell::new() }
    }

    /// Whether the sentence is denied by the lead-in of its list.
    pub(in crate::meaning) fn by_lead(&self) -> bool {
        self.lead
    }

    /// Whether a denial reaches one end or the other of the words `what`: "no work is done", "parks are not visited".
    pub(in crate::meaning) fn reach(&self, what: Stretch) -> bool {
        let ends = [what.0, what.1.saturating_sub(1)];
        let found = self.found();
        // "No action" is no denial of what follows, but it is one of the action.
        let begins = || (1..=2).any(|n| what.0.checked_sub(n).is_some_and(|at| self.is_no(at, what.0)));
        self.lead && self.cues.reach.denial(self.tokens, (self.words.0, self.words.0), what.0)
            || found.iter().any(|&cue| ends.iter().any(|&at| self.cues.reach.denial(self.tokens, cue, at)))
            || begins()
    }

    /// Whether a denial stands right behind the words `what`: "the police will not".
    pub(in crate::meaning) fn follow(&self, what: Stretch) -> bool {
        self.tokens.before(what.1) == Break::None && self.found().iter().any(|cue| cue.0 == what.1)
    }

    /// Whether a denial ends at most `most` words before the word `at`.
    pub(in crate::meaning) fn close(&self, at: usize, most: usize) -> bool {
        self.found().iter().any(|&cue| cue.1 <= at && at - cue.1 <= most && self.cues.reach.denial(self.tokens, cue, at))
    }

    fn found(&self) -> &[Stretch] {
        self.found.get_or_init(|| self.cues.denials_in(self.tokens, self.words))
    }

    /// Whether the word at `at` is "no", and belongs to the words that begin at `to`.
    fn is_no(&self, at: usize, to: usize) -> bool {
        let no = self.cues.no.get(self.tokens.word(at).0 as usize).copied().unwrap_or(false);
        no && at >= self.words.0 && (at + 1..=to).all(|n| self.tokens.before(n) == Break::None)
    }
}

fn place(kinds: &[CueKind], kind: CueKind) -> Option<u32> {
    kinds.iter().position(|&k| k == kind).and_then(|n| u32::try_from(n).ok())
}

/// The cues of one sentence.
pub(super) struct Scopes<'a> {
    reach: &'a Reach,
    tokens: &'a Tokens,
    denials: Vec<Stretch>,
    voices: Vec<Match>,
    /// The first word of a sentence that is denied by what stands before it.
    denied_from: Option<usize>,
}

impl Scopes<'_> {
    /// How a concept of `nature` stands at the words `held`.
    pub(super) fn stands(&self, nature: Nature, held: Stretch) -> Stands {
        if matches!(nature, Nature::Thing | Nature::People) {
            return Stands::Plainly;
        }
        let denies = |cue: Stretch| self.reach.denial(self.tokens, cue, held.0);
        let from_before = self.denied_from.is_some_and(|from| held.0 == from || denies((from, from + 1)));
        if from_before || self.denials.iter().any(|&cue| denies(cue)) {
            return Stands::Denied;
        }
        if nature != Nature::Claim {
            return Stands::Plainly;
        }
        let (reach, tokens) = (self.reach, self.tokens);
        let wrong = self.of(CueKind::CriticismBefore).any(|cue| reach.onwards(tokens, cue, held, CRITICISM))
            || self.of(CueKind::CriticismAfter).any(|cue| reach.backwards(tokens, cue, held))
            || self.of(CueKind::Appearance).any(|cue| reach.onwards(tokens, cue, held, APPEARANCE));
        let own = |cue: Stretch| self.of(CueKind::OwnVoice).any(|own| own.0 < cue.1 && cue.0 < own.1);
        let others = || {
            self.of(CueKind::Speech).any(|cue| !own(cue) && reach.speech(tokens, cue, held))
                || self.of(CueKind::SpeechAfter).any(|cue| Reach::said_after(cue, held))
        };
        match wrong {
            true => Stands::Denied,
            false if others() => Stands::Quoted,
            false => Stands::Plainly,
        }
    }

    fn of(&self, kind: CueKind) -> impl Iterator<Item = Stretch> + '_ {
        let owner = place(&VOICES, kind);
        self.voices.iter().filter(move |m| Some(m.owner) == owner).map(|m| m.whole)
    }
}
