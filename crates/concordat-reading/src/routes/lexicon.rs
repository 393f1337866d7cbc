//! The words of routes as numbers: verbs by the sort of act, nouns of bodies, and the small words between them.

use crate::meaning::cues::set;
use crate::phrase::{PatternSet, Tokens, Vocabulary, Word};
use concordat_register::route::Unit;
use concordat_standard::{
    Standard,
    pattern::Pattern,
    routes::{Circumstances, Routes},
};

/// Sorts of small word and noun, one bit each.
pub(super) mod flag {
    pub(crate) const MUST: u32 = 1;
    pub(crate) const SHOULD: u32 = 1 << 1;
    pub(crate) const MAY: u32 = 1 << 2;
    pub(crate) const WILL: u32 = 1 << 3;
    pub(crate) const BE: u32 = 1 << 4;
    pub(crate) const HAVE: u32 = 1 << 5;
    pub(crate) const NOT: u32 = 1 << 6;
    pub(crate) const DET: u32 = 1 << 7;
    pub(crate) const PREP: u32 = 1 << 8;
    pub(crate) const IF: u32 = 1 << 9;
    pub(crate) const WHO: u32 = 1 << 10;
    pub(crate) const AND: u32 = 1 << 11;
    pub(crate) const ADV: u32 = 1 << 12;
    pub(crate) const TO: u32 = 1 << 13;
    pub(crate) const BY: u32 = 1 << 14;
    pub(crate) const PAST: u32 = 1 << 15;
    pub(crate) const PRONOUN: u32 = 1 << 16;
    pub(crate) const HEAD: u32 = 1 << 17;
    pub(crate) const NO_BODY: u32 = 1 << 18;
    pub(crate) const BODY: u32 = 1 << 19;
    pub(crate) const TIME: u32 = 1 << 20;
    pub(crate) const VAGUE: u32 = 1 << 21;
    pub(crate) const OBLIGED: u32 = 1 << 22;
    pub(crate) const TOWARDS: u32 = 1 << 24;
    pub(crate) const AUXILIARY: u32 = MUST | SHOULD | MAY | WILL | BE | HAVE;
    /// Words that no name of a body goes on through.
    pub(crate) const SMALL: u32 = AUXILIARY | NOT | DET | PREP | IF | WHO | AND | ADV | TO | BY | PAST | PRONOUN | TIME;
}

/// Small words of English by their sort.
const SMALL: [(u32, &[&str]); 21] = [
    (flag::MUST, &["must", "shall", "need", "needs"]),
    (flag::SHOULD, &["should", "ought"]),
    (flag::MAY, &["may", "might", "can", "could", "would"]),
    (flag::WILL, &["will"]),
    (flag::BE, &["is", "are", "be", "being"]),
    (flag::HAVE, &["has", "have", "having"]),
    (flag::NOT, &["not", "never", "no", "cannot", "nobody", "without", "nor", "neither"]),
    (
        flag::DET,
        &[
            "the", "a", "an", "their", "its", "your", "our", "his", "her", "this", "that", "these", "those", "any", "each", "every",
            "both", "all", "either", "local", "another", "such",
        ],
    ),
    (
        flag::PREP,
        &[
            "of", "for", "from", "in", "on", "at", "with", "about", "between", "under", "within", "through", "during", "over", "into",
            "onto", "as", "than", "via", "using", "against", "until", "towards", "among",
        ],
    ),
    (
        flag::IF,
        &[
            "if", "where", "when", "whenever", "wherever", "once", "unless", "before", "after", "while", "because", "although", "though",
            "until", "since", "so", "whether", "should",
        ],
    ),
    (flag::WHO, &["who", "which", "that", "whom", "whose", "what"]),
    (flag::AND, &["and", "or", "then", "but", "also"]),
    (
        flag::ADV,
        &[
            "immediately",
            "always",
            "usually",
            "normally",
            "first",
            "promptly",
            "only",
            "jointly",
            "directly",
            "straight",
            "then",
            "also",
            "therefore",
            "instead",
            "formally",
            "back",
            "both",
            "either",
            "still",
            "together",
            "at",
            "once",
            "urgently",
            "next",
            "just",
            "simply",
            "automatically",
            "additionally",
            "separately",
            "routinely",
            "clearly",
            "now",
            "up",
            "out",
            "directly",
            "initially",
            "always",
            "in",
            "turn",
            "again",
            "likewise",
            "otherwise",
        ],
    ),
    (flag::TO, &["to"]),
    (flag::BY, &["by"]),
    (flag::PAST, &["was", "were", "had", "been", "did"]),
    (flag::PRONOUN, &["it", "they", "he", "she", "we", "you", "them", "him", "us", "i"]),
    (
        flag::TIME,
        &["hour", "hours", "day", "days", "week", "weeks", "month", "months", "minutes", "immediately", "forthwith", "straightaway"],
    ),
    (flag::VAGUE, &["appropriate", "relevant", "suitable", "correct", "right", "necessary", "other"]),
    (
        flag::OBLIGED,
        &[
            "required",
            "expected",
            "asked",
            "need",
            "needs",
            "has",
            "have",
            "ought",
            "duty",
            "responsibility",
            "responsible",
            "are",
            "is",
            "obliged",
            "requested",
            "want",
            "able",
        ],
    ),
    (flag::TOWARDS, &["to", "with", "before", "into", "via", "through", "at"]),
];

/// Verbs, a bit for each sort of act.
pub(super) mod act {
    pub(crate) const CONTACT: u8 = 1;
    pub(crate) const TRANSFER: u8 = 2;
    pub(crate) const HOLD: u8 = 4;
    pub(crate) const DECIDE: u8 = 8;
    pub(crate) const LEAD: u8 = 16;
    pub(crate) const FOLLOW: u8 = 32;
}

/// For each form of a verb the acts it may stand for.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Verb {
    pub(super) base: u8,
    pub(super) third: u8,
    pub(super) participle: u8,
    pub(super) gerund: u8,
}

impl Verb {
    pub(super) fn any(self) -> u8 {
        self.base | self.third | self.participle | self.gerund
    }
}

/// What the cues that are looked for everywhere say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueKind {
    Outside,
    Nobody,
    NoDoor,
    Vacant,
    Alone,
    DoorLater,
    Closed,
    Waits,
    Gone,
    Spared,
}

/// The words of routes.
#[derive(Debug)]
pub(super) struct Lexicon {
    flags: Vec<u32>,
    verbs: Vec<Verb>,
    /// Classes of nouns of bodies, by word.
    heads: Vec<Option<String>>,
    pub(super) rows: Routes,
    pub(super) bodies: PatternSet,
    pub(super) not_bodies: PatternSet,
    pub(super) matters: PatternSet,
    pub(super) sent: PatternSet,
    pub(super) first_contact: PatternSet,
    pub(super) phrases: PatternSet,
    pub(super) units: Vec<Unit>,
    pub(super) events: PatternSet,
    pub(super) explained: PatternSet,
    pub(super) narrows: PatternSet,
    pub(super) circumstances: PatternSet,
    /// What cases turn on, by row; after them the two ways of meeting young people who harm.
    pub(super) mentions: PatternSet,
    pub(super) of_harm: PatternSet,
    pub(super) every: PatternSet,
    pub(super) young: PatternSet,
    pub(super) goes_on: PatternSet,
    pub(super) covered: PatternSet,
    pub(super) drawn: PatternSet,
    pub(super) pathway: PatternSet,
    pub(super) joined: PatternSet,
    pub(super) takes: PatternSet,
    pub(super) taken: PatternSet,
    pub(super) begins: PatternSet,
    pub(super) finished: PatternSet,
    pub(super) cues: PatternSet,
    pub(super) concerns: PatternSet,
    pub(super) concern_ids: Vec<String>,
    /// For each concern, the narrower ones it covers.
    pub(super) concern_covers: Vec<Vec<String>>,
    /// For each theme, the concerns that its documents are about.
    pub(super) themes: std::collections::BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    pub(super) fn new(standard: &Standard, vocabulary: &mut Vocabulary) -> Self {
        let rows = standard.routes.clone();
        let common = &standard.language.scope.common;
        let (bodies, not_bodies, body_words) = bodies(&rows, vocabulary, common);
        let mut many = |lists: Vec<(u32, &[Pattern])>| {
            set(lists.into_iter().flat_map(|(n, list)| list.iter().map(move |p| (n, p))), vocabulary, common)
        };
        let concerns = &standard.assessment.concerns;
        let matters = many((0u32..).zip(&rows.matters).map(|(n, m)| (n, m.terms.as_slice())).collect());
        let events = many((0u32..).zip(&rows.events).map(|(n, m)| (n, m.terms.as_slice())).collect());
        let narrows = many((0u32..).zip(&rows.narrows).map(|(n, m)| (n, m.terms.as_slice())).collect());
        let phrases = many((0u32..).zip(&rows.phrases).map(|(n, (_, p))| (n, std::slice::from_ref(p))).collect());
        let cues = many(cues(&rows));
        let [circumstances, mentions] = some_have(&rows.circumstances).map(&mut many);
        let place = |id: &String| concerns.iter().position(|c| c.id == *id).and_then(|n| u32::try_from(n).ok()).unwrap_or(u32::MAX);
        let further = rows.also.iter().map(|(id, cue)| (place(id), cue.terms.as_slice()));
        let concern_set = many((0u32..).zip(concerns).map(|(n, c)| (n, c.terms.as_slice())).chain(further).collect());
        let mut made = Self {
            flags: Vec::new(),
            verbs: Vec::new(),
            heads: Vec::new(),
            units: rows.phrases.iter().map(|(unit, _)| unit_of(unit)).collect(),
            bodies,
            not_bodies,
            matters,
            sent: many(vec![(0, &rows.sent)]),
            first_contact: many(vec![(0, &rows.first_contact.terms)]),
            phrases,
            events,
            explained: many(vec![(0, &rows.explained)]),
            narrows,
            circumstances,
            mentions,
            of_harm: many(vec![(0, &rows.circumstances.of_harm.terms)]),
            every: many(vec![(0, &rows.every.terms)]),
            young: many(vec![(0, &rows.young.terms)]),
            goes_on: many(vec![(0, &rows.goes_on.terms)]),
            covered: many(vec![(0, &rows.covered.terms)]),
            drawn: many(vec![(0, &rows.drawn.terms)]),
            pathway: many(vec![(0, &rows.pathway.terms)]),
            joined: many(vec![(0, &rows.joined.terms)]),
            takes: many(vec![(0, &rows.takes.terms)]),
            taken: many(vec![(0, &rows.taken.terms)]),
            begins: many(vec![(0, &rows.begins.terms)]),
            finished: many(vec![(0, &rows.finished.terms)]),
            cues,
            concerns: concern_set,
            concern_ids: concerns.iter().map(|c| c.id.clone()).collect(),
            concern_covers: concerns.iter().map(|c| c.covers.clone()).collect(),
            themes: rows.themes.clone(),
            rows,
        };
        made.mark(vocabulary, &body_words);
        made
    }

    fn mark(&mut self, vocabulary: &mut Vocabulary, body_words: &[String]) {
        for (flag, words) in SMALL {
            words.iter().for_each(|w| put(&mut self.flags, vocabulary.add(w), |f: &mut u32| *f |= flag));
        }
        for word in &self.rows.not_bodies {
            put(&mut self.flags, vocabulary.add(word), |f| *f |= flag::NO_BODY);
        }
        for word in body_words {
            put(&mut self.flags, vocabulary.add(word), |f| *f |= flag::BODY);
        }
        for (word, class) in &self.rows.heads {
            let id = vocabulary.add(word);
            put(&mut self.flags, id, |f| *f |= flag::HEAD | flag::BODY);
            put(&mut self.heads, id, |h: &mut Option<String>| *h = Some(class.clone()));
            // "The two coordinators agree"; words in -y and -s have other plurals, and "leads" and "chairs" are what bodies do.
            let plain = !word.ends_with(['s', 'y']) && !matches!(word.as_str(), "lead" | "chair");
            if matches!(class.as_str(), "panel" | "team" | "post") && plain {
                let id = vocabulary.add(&format!("{word}s"));
                put(&mut self.flags, id, |f| *f |= flag::HEAD | flag::BODY);
                put(&mut self.heads, id, |h: &mut Option<String>| *h = Some(class.clone()));
            }
        }
        let acts = [
            ("contact", act::CONTACT),
            ("transfer", act::TRANSFER),
            ("hold", act::HOLD),
            ("decide", act::DECIDE),
            ("lead", act::LEAD),
            ("follow", act::FOLLOW),
        ];
        for (name, bit) in acts {
            for [base, third, participle, gerund] in self.rows.verbs.get(name).into_iter().flatten() {
                put(&mut self.verbs, vocabulary.add(base), |v: &mut Verb| v.base |= bit);
                put(&mut self.verbs, vocabulary.add(third), |v: &mut Verb| v.third |= bit);
                put(&mut self.verbs, vocabulary.add(participle), |v: &mut Verb| v.participle |= bit);
                put(&mut self.verbs, vocabulary.add(gerund), |v: &mut Verb| v.gerund |= bit);
            }
        }
    }

    /// The sorts of a word.
    pub(super) fn flags(&self, word: Word) -> u32 {
        self.flags.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// The verbs a word may be.
    pub(super) fn verb(&self, word: Word) -> Verb {
        self.verbs.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// The class of body that a noun ends a name of.
    pub(super) fn head(&self, word: Word) -> Option<&str> {
        self.heads.get(word.0 as usize).and_then(Option::as_deref)
    }

    /// Whether a sentence may hold a step: a verb, and a body or a time.
    pub(super) fn may_hold(&self, tokens: &Tokens, from: usize, to: usize) -> bool {
        let (mut acts, mut all, mut numbers) = (0, 0, false);
        for at in from..to {
            let word = tokens.word(at);
            if word != Word::OTHER {
                acts |= self.verb(word).any();
                all |= self.flags(word);
            }
            numbers |= tokens.get(at).and_then(|t| t.number).is_some_and(|n| matches!(n, 101 | 999));
        }
        let plain = acts & (act::CONTACT | act::TRANSFER | act::FOLLOW) != 0;
        // "Return interview: the project, within three days" has no verb.
        let labelled = all & flag::BODY != 0 && all & flag::TIME != 0;
        numbers || plain || labelled || acts != 0 && all & (flag::BODY | flag::TIME) != 0
    }
}

/// What is looked for everywhere, by owner.
fn cues(rows: &Routes) -> Vec<(u32, &[Pattern])> {
    let all = [
        &rows.outside,
        &rows.nobody,
        &rows.no_door,
        &rows.vacant,
        &rows.alone,
        &rows.door_later,
        &rows.closed,
        &rows.waits,
        &rows.gone,
        &rows.spared,
    ];
    (0..).zip(all.map(|cue| cue.terms.as_slice())).collect()
}

/// What only some cases have, and what some turn on with, after it, the two ways of meeting young people who harm.
fn some_have(rows: &Circumstances) -> [Vec<(u32, &[Pattern])>; 2] {
    let standing = [rows.as_adult.terms.as_slice(), rows.as_child.terms.as_slice()];
    [
        (0..).zip(rows.circumstances.iter().map(|c| c.terms.as_slice())).collect(),
        (0..).zip(rows.turns.iter().map(|t| t.terms.as_slice()).chain(standing)).collect(),
    ]
}

fn unit_of(word: &str) -> Unit {
    match word {
        "at-once" => Unit::AtOnce,
        "same-day" => Unit::SameDay,
        "next-working-day" => Unit::WorkingDays,
        "next-day" => Unit::NextDay,
        _ => Unit::Open,
    }
}

fn put<T: Default + Clone>(list: &mut Vec<T>, word: Word, change: impl FnOnce(&mut T)) {
    let at = word.0 as usize;
    if list.len() <= at {
        list.resize(at + 1, T::default());
    }
    if let Some(slot) = list.get_mut(at) {
        change(slot);
    }
}

/// Patterns of bodies by row, patterns that are none for all that, and the words bodies are made of.
fn bodies(rows: &Routes, vocabulary: &mut Vocabulary, common: &[String]) -> (PatternSet, PatternSet, Vec<String>) {
    let (mut bodies, mut not_bodies) = (PatternSet::default(), PatternSet::default());
    let mut body_words = Vec::new();
    for (owner, row) in (0u32..).zip(&rows.bodies) {
        for term in &row.terms {
            let anchor = bodies.add(term, owner, vocabulary, common);
            if !matches!(row.class.as_str(), "people" | "anyone") {
                body_words.extend(anchor.iter().filter_map(|run| run.first().cloned()));
            }
        }
        for term in &row.not_terms {
            not_bodies.add(term, owner, vocabulary, common);
        }
    }
    (bodies, not_bodies, body_words)
}
