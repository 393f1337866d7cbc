//! The elements of a pattern as numbers, laid out so that what cannot match is told at once.

use super::bits::{ANY, Bits, Sieve, bit};
use super::tokens::{Break, Tokens, Vocabulary, Word};
use concordat_standard::pattern::Choice;
use std::sync::Arc;

/// What an element of a pattern matches.
#[derive(Debug)]
pub(super) enum Kind {
    /// One of several runs of words.
    Words(Arc<Words>),
    /// At most so many words of any kind.
    Gap(usize),
    /// The term itself.
    Here,
    /// A number from the first to the second.
    Number(u16, u16),
}

/// Runs of words of which one must stand in a place.
#[derive(Debug)]
pub(super) struct Words {
    /// By first word, in order.
    begun: Vec<Begun>,
    /// What runs of several words go on with, one after the other.
    rest: Vec<Word>,
    /// For each such run where its rest begins and how long it is; those of one first word together, the longest first.
    runs: Vec<(u32, u32)>,
    /// The different lengths of runs of several words, the longest first, and then one.
    lengths: Vec<usize>,
    /// What they begin with.
    begins: Bits,
    /// What they end with.
    ends: Bits,
    /// What they begin and end with, more finely.
    first: Sieve,
    last: Sieve,
}

/// A word with which runs begin.
#[derive(Debug)]
struct Begun {
    word: Word,
    /// Whether it is such a run by itself.
    single: bool,
    /// Its longer runs, first and one past the last.
    runs: (u32, u32),
}

/// Places where an element may end or begin: at most one for each length of run.
#[derive(Default)]
pub(super) struct Places {
    list: [usize; 6],
    count: usize,
}

impl Places {
    fn add(&mut self, place: usize) {
        if let Some(slot) = self.list.get_mut(self.count) {
            *slot = place;
            self.count += 1;
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.list.iter().copied().take(self.count)
    }
}

impl Words {
    pub(super) fn new(choices: &[Vec<String>], vocabulary: &mut Vocabulary) -> Self {
        let mut all: Vec<Vec<Word>> = choices.iter().map(|run| run.iter().map(|w| vocabulary.add(w)).collect()).collect();
        let all_bits = |words: &mut dyn Iterator<Item = &Word>| words.fold(0, |all, &word| all | bit(word));
        let begins = all_bits(&mut all.iter().filter_map(|run| run.first()));
        let ends = all_bits(&mut all.iter().filter_map(|run| run.last()));
        let (mut first, mut last) = (Sieve::default(), Sieve::default());
        all.iter().filter_map(|run| run.first()).for_each(|&word| first.add(word));
        all.iter().filter_map(|run| run.last()).for_each(|&word| last.add(word));
        // The longest first, so that a match covers as much as it can.
        all.sort_by_key(|run| (run.first().copied(), std::cmp::Reverse(run.len())));
        let mut made = Self { begun: Vec::new(), rest: Vec::new(), runs: Vec::new(), lengths: Vec::new(), begins, ends, first, last };
        for group in all.chunk_by(|a, b| a.first() == b.first()) {
            let Some(&word) = group.first().and_then(|run| run.first()) else { continue };
            let from = made.runs.len();
            for (_, rest) in group.iter().filter_map(|run| run.split_first()).filter(|(_, rest)| !rest.is_empty()) {
                made.runs.push((small(made.rest.len()), small(rest.len())));
                made.rest.extend(rest);
            }
            let single = group.iter().any(|run| run.len() == 1);
            made.begun.push(Begun { word, single, runs: (small(from), small(made.runs.len())) });
        }
        made.lengths = made.runs.iter().map(|(_, rest)| *rest as usize + 1).chain([1]).collect();
        made.lengths.sort_unstable_by_key(|&length| std::cmp::Reverse(length));
        made.lengths.dedup();
        made
    }

    fn begun(&self, word: Word) -> Option<&Begun> {
        self.begun.get(self.begun.binary_search_by_key(&word, |b| b.word).ok()?)
    }

    /// What the runs of several words that `begun` begins go on with.
    fn rests(&self, begun: &Begun) -> impl Iterator<Item = &[Word]> {
        let runs = self.runs.get(begun.runs.0 as usize..begun.runs.1 as usize).unwrap_or_default();
        runs.iter().filter_map(|&(start, length)| self.rest.get(start as usize..(start + length) as usize))
    }

    /// The words that runs begin with, in order: whether one is a run by itself, and what may stand second where it stands first.
    pub(super) fn firsts(&self) -> impl Iterator<Item = (Word, bool, Bits)> {
        self.begun.iter().map(|begun| {
            let second = self.rests(begun).filter_map(|rest| rest.first()).fold(0, |all, &next| all | bit(next));
            (begun.word, begun.single, second)
        })
    }

    fn ends(&self, tokens: &Tokens, at: usize) -> Places {
        let word = tokens.word(at);
        let known = word != Word::OTHER && self.first.may_hold(word);
        known.then(|| self.begun(word)).flatten().map_or_else(Places::default, |begun| self.ends_of(begun, tokens, at))
    }

    /// The same where the word at `at` is known to be that at `place` of the words that runs begin with.
    pub(super) fn ends_at(&self, place: usize, tokens: &Tokens, at: usize) -> Places {
        self.begun.get(place).map_or_else(Places::default, |begun| self.ends_of(begun, tokens, at))
    }

    fn ends_of(&self, begun: &Begun, tokens: &Tokens, at: usize) -> Places {
        let mut places = Places::default();
        for rest in self.rests(begun) {
            if holds(tokens, at + 1, rest) {
                places.add(at + 1 + rest.len());
            }
        }
        if begun.single {
            places.add(at + 1);
        }
        places
    }

    fn starts(&self, tokens: &Tokens, end: usize) -> Places {
        let mut places = Places::default();
        let Some(last) = end.checked_sub(1).map(|last| tokens.word(last)) else { return places };
        if last == Word::OTHER || !self.last.may_hold(last) {
            return places;
        }
        for &length in self.lengths.iter().filter(|&&length| length <= end) {
            if self.ends(tokens, end - length).iter().any(|e| e == end) {
                places.add(end - length);
            }
        }
        places
    }
}

impl Kind {
    pub(super) fn new(choice: &Choice, vocabulary: &mut Vocabulary) -> Self {
        match choice {
            Choice::Gap(most) => Self::Gap(usize::from(*most)),
            Choice::Here => Self::Here,
            Choice::Minor => Self::Number(1, 17),
            Choice::Grown => Self::Number(18, 99),
            Choice::Number => Self::Number(0, 999),
            Choice::Words(runs) => Self::Words(vocabulary.words(runs)),
        }
    }

    /// What the element may begin with.
    pub(super) fn first(&self) -> Bits {
        if let Self::Words(words) = self { words.begins } else { ANY }
    }

    /// What the element may end with.
    pub(super) fn last(&self) -> Bits {
        if let Self::Words(words) = self { words.ends } else { ANY }
    }

    /// One past the words that the element matches from `at` on.
    pub(super) fn ends(&self, tokens: &Tokens, at: usize, here: Option<(usize, usize)>) -> Places {
        if let Self::Words(words) = self {
            return words.ends(tokens, at);
        }
        let mut places = Places::default();
        match self {
            Self::Here => here.iter().filter(|h| h.0 == at).for_each(|h| places.add(h.1)),
            Self::Number(least, most) => {
                // "Under 18" is no grown person's age.
                let told = tokens.get(at).filter(|t| !(t.under && *least == 18));
                if told.and_then(|t| t.number).is_some_and(|n| (*least..=*most).contains(&n)) {
                    places.add(at + 1);
                }
            }
            Self::Gap(_) | Self::Words(_) => {}
        }
        places
    }

    /// The first of the words that the element matches up to `end`.
    pub(super) fn starts(&self, tokens: &Tokens, end: usize, here: Option<(usize, usize)>) -> Places {
        let mut places = Places::default();
        match self {
            Self::Words(words) => return words.starts(tokens, end),
            Self::Here => here.iter().filter(|h| h.1 == end).for_each(|h| places.add(h.0)),
            _ => {
                if let Some(at) = end.checked_sub(1)
                    && self.ends(tokens, at, here).iter().any(|e| e == end)
                {
                    places.add(at);
                }
            }
        }
        places
    }
}

/// Whether the words of `rest` stand from `at` on, side by side and beside the one before.
fn holds(tokens: &Tokens, at: usize, rest: &[Word]) -> bool {
    rest.iter().enumerate().all(|(n, &word)| tokens.word(at + n) == word && tokens.before(at + n) == Break::None)
}

/// A count of words in a pattern.
fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
