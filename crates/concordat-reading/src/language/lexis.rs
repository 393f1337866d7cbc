//! A standard's language compiled: terms, cues and the words both are made of.

use crate::phrase::{PatternSet, Reach, Tokens, Vocabulary, Word};
use concordat_standard::language::{CueKind, Language, Term};
use std::collections::BTreeSet;

/// A standard's language compiled.
#[derive(Debug)]
pub(super) struct Lexis {
    /// The terms, in the order of the standard.
    pub(super) terms: Vec<Term>,
    /// Every word of every pattern.
    pub(super) vocabulary: Vocabulary,
    /// Finds terms; the owner is the term's place in `terms`, with [`LOOSE`] added for wordings that need harm beside them.
    pub(super) finder: PatternSet,
    /// Finds cues and what terms need or rule out around them; see [`Owner`].
    pub(super) around: PatternSet,
    /// How far denials, criticism and speech reach.
    pub(super) reach: Reach,
    /// Words for one woman or girl, by number.
    pub(super) feminine: Vec<bool>,
    /// Words for one man or boy, by number.
    pub(super) masculine: Vec<bool>,
    /// Words for several people, by number.
    pub(super) several: Vec<bool>,
    /// Prepositions that put a person outside the main line of a sentence.
    pub(super) prepositions: Vec<bool>,
    /// Auxiliary verbs that carry a tense.
    pub(super) finite: Vec<bool>,
    /// Initials in capitals that name no person.
    pub(super) no_initials: BTreeSet<String>,
    /// Things that a letter after them numbers, by number.
    pub(super) lettered: Vec<bool>,
    /// Words that make a child of a label behind them, by number.
    pub(super) youthful: Vec<bool>,
    /// Pronouns, which unlike names may stand for an adult named before them, by number.
    pub(super) pronouns: Vec<bool>,
    /// Prepositions behind a term and before the one it is said of: "a settled choice for her".
    pub(super) said_of: Vec<bool>,
    /// "who", "that".
    pub(super) relative: Vec<bool>,
    /// Titles before a person's name.
    pub(super) honorifics: BTreeSet<String>,
    /// Words that are given names too.
    pub(super) also_names: BTreeSet<String>,
    /// "and".
    pub(super) and: Word,
    /// "we".
    pub(super) we: Word,
    /// Words behind which a noun stands, by number.
    pub(super) before_nouns: Vec<bool>,
    /// Words that say what somebody is, by number.
    pub(super) being: Vec<bool>,
    /// Words of names of documents and bodies.
    pub(super) title_heads: BTreeSet<String>,
    /// Small words inside titles.
    pub(super) title_links: BTreeSet<String>,
}

/// What a pattern of [`Lexis::around`] belongs to, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A cue.
    Cue(CueKind),
    /// List `list` of the context of term `term`: 0 rules it out, the rest are needed.
    Context { term: u32, list: u32 },
}

/// Added to a term's number for a wording that counts only where harm is spoken of.
pub(super) const LOOSE: u32 = 1 << 31;
/// Cues have the numbers below this.
const FIRST_CONTEXT: u32 = 32;
/// Lists of context a term may have.
const LISTS: u32 = 8;

const KINDS: [CueKind; 17] = [
    CueKind::Negation,
    CueKind::NoNegation,
    CueKind::CriticismBefore,
    CueKind::CriticismAfter,
    CueKind::Appearance,
    CueKind::Speech,
    CueKind::SpeechAfter,
    CueKind::Listing,
    CueKind::Preferred,
    CueKind::Offence,
    CueKind::Definition,
    CueKind::Child,
    CueKind::Adult,
    CueKind::Professional,
    CueKind::Pronoun,
    CueKind::OwnVoice,
    CueKind::Harm,
];

impl Owner {
    pub(super) fn number(self) -> u32 {
        match self {
            Self::Cue(kind) => KINDS.iter().position(|&k| k == kind).and_then(|n| u32::try_from(n).ok()).unwrap_or(0),
            Self::Context { term, list } => FIRST_CONTEXT + term * LISTS + list.min(LISTS - 1),
        }
    }

    pub(super) fn of(number: u32) -> Option<Self> {
        match number.checked_sub(FIRST_CONTEXT) {
            None => KINDS.get(number as usize).map(|&kind| Self::Cue(kind)),
            Some(rest) => Some(Self::Context { term: rest / LISTS, list: rest % LISTS }),
        }
    }
}

impl Lexis {
    /// Compiles a standard's language. Costs a few milliseconds.
    pub(super) fn new(language: &Language) -> Self {
        let mut vocabulary = Vocabulary::default();
        let (mut finder, mut around) = (PatternSet::default(), PatternSet::default());
        let scope = &language.scope;
        for cue in &scope.cues {
            around.add(&cue.pattern, Owner::Cue(cue.kind).number(), &mut vocabulary, &scope.common);
        }
        for (index, term) in language.terms.iter().enumerate() {
            let index = u32::try_from(index).unwrap_or(u32::MAX);
            for pattern in &term.patterns {
                finder.add(pattern, index, &mut vocabulary, &scope.common);
            }
            for pattern in &term.loose {
                finder.add(pattern, index | LOOSE, &mut vocabulary, &scope.common);
            }
            let lists = std::iter::once(&term.unless).chain(&term.needs);
            for (list, patterns) in (0u32..).zip(lists) {
                for pattern in patterns {
                    around.add(pattern, Owner::Context { term: index, list }.number(), &mut vocabulary, &scope.common);
                }
            }
        }
        let denials = ["not", "never", "no", "cannot", "neither", "nor", "without"].map(str::to_owned);
        finder.keep(marked(&denials, &mut vocabulary));
        let mut made = Self {
            terms: language.terms.clone(),
            finder,
            around,
            reach: Reach::new(scope, &mut vocabulary),
            feminine: marked(&scope.feminine, &mut vocabulary),
            masculine: marked(&scope.masculine, &mut vocabulary),
            several: marked(&scope.several, &mut vocabulary),
            prepositions: marked(
                &["by", "with", "from", "to", "of", "for", "against", "than", "around", "towards"].map(str::to_owned),
                &mut vocabulary,
            ),
            finite: marked(&scope.finite, &mut vocabulary),
            youthful: marked(&scope.youthful, &mut vocabulary),
            pronouns: marked(
                &["he", "she", "they", "him", "her", "them", "his", "hers", "their", "theirs", "who"].map(str::to_owned),
                &mut vocabulary,
            ),
            said_of: marked(&["for"].map(str::to_owned), &mut vocabulary),
            relative: marked(&["who", "that"].map(str::to_owned), &mut vocabulary),
            honorifics: scope.honorifics.iter().cloned().collect(),
            also_names: scope.also_names.iter().cloned().collect(),
            no_initials: scope.no_initials.iter().cloned().collect(),
            lettered: marked(&scope.lettered, &mut vocabulary),
            title_heads: scope.title_heads.iter().cloned().collect(),
            title_links: scope.title_links.iter().cloned().collect(),
            and: Word::OTHER,
            we: Word::OTHER,
            before_nouns: marked(&scope.before_nouns, &mut vocabulary),
            being: marked(&scope.being, &mut vocabulary),
            vocabulary: Vocabulary::default(),
        };
        (made.and, made.we) = (vocabulary.get("and"), vocabulary.get("we"));
        made.vocabulary = vocabulary;
        made
    }
}

impl Lexis {
    /// Whether the word at `at` is a verb that carries a tense.
    pub(super) fn is_finite(&self, tokens: &Tokens, at: usize) -> bool {
        self.finite.get(tokens.word(at).0 as usize).copied().unwrap_or(false)
    }

    /// Whether a letter after the word at `at` numbers it.
    pub(super) fn is_lettered(&self, tokens: &Tokens, at: usize) -> bool {
        self.lettered.get(tokens.word(at).0 as usize).copied().unwrap_or(false)
    }
}

fn marked(words: &[String], vocabulary: &mut Vocabulary) -> Vec<bool> {
    vocabulary.marks(words.iter().map(String::as_str))
}
