//! Finds patterns among words, from the rarest word of each outwards.

use super::tokens::{Break, Tokens, Vocabulary, Word};
use concordat_standard::pattern::{Choice, Pattern};
use std::collections::HashMap;

/// Elements that a match keeps the place of; longer patterns match and show their first this many.
const KEPT: usize = 16;

/// A pattern as numbers.
#[derive(Debug)]
struct Compiled {
    steps: Vec<Step>,
    shown: (usize, usize),
    anchor: usize,
    owner: u32,
    /// What each required element of words may begin with, beside the anchor; see [`bit`].
    needs: Vec<u64>,
}

#[derive(Debug)]
struct Step {
    kind: Kind,
    optional: bool,
}

#[derive(Debug)]
enum Kind {
    /// Single words in order, runs of several, and the words that either begins with; see [`bit`].
    Words(Vec<Word>, Vec<Vec<Word>>, u64),
    Gap(usize),
    Here,
    Number(u16, u16),
}

/// Words matched, first and one past the last, and those to show of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Match {
    /// Whose pattern.
    pub(crate) owner: u32,
    /// Everything matched.
    pub(crate) whole: (usize, usize),
    /// The part to show.
    pub(crate) shown: (usize, usize),
}

/// Patterns of several owners, looked for together.
#[derive(Debug, Default)]
pub(crate) struct PatternSet {
    patterns: Vec<Compiled>,
    /// For each word, the patterns it anchors.
    by_word: Vec<Vec<u32>>,
    /// Patterns anchored at the term itself.
    at_term: Vec<u32>,
    /// Words that a gap never passes over, by number.
    kept: Vec<bool>,
    /// What is known so far of whether a word is common, which every call of [`PatternSet::add`] must say alike.
    common: HashMap<String, bool>,
}

impl PatternSet {
    /// Lets no gap pass over `words`, so that "is never to blame" is not "is ... to blame".
    pub(crate) fn keep(&mut self, words: Vec<bool>) {
        self.kept = words;
    }

    /// Adds a pattern; returns the words by which it is looked for.
    pub(crate) fn add(&mut self, pattern: &Pattern, owner: u32, vocabulary: &mut Vocabulary, common: &[String]) -> Vec<String> {
        let steps: Vec<Step> = pattern.elements.iter().map(|e| Step { kind: kind(&e.choice, vocabulary), optional: e.optional }).collect();
        let here = steps.iter().position(|s| matches!(s.kind, Kind::Here));
        let anchor = here.unwrap_or_else(|| rarest(pattern, common, &mut self.common));
        let number = u32::try_from(self.patterns.len()).unwrap_or(u32::MAX);
        let mut words = Vec::new();
        if here.is_some() {
            self.at_term.push(number);
        } else if let Some(Choice::Words(runs)) = pattern.elements.get(anchor).map(|e| &e.choice) {
            words.extend(runs.iter().filter_map(|run| run.first().cloned()));
            words.dedup();
        }
        for word in &words {
            let at = vocabulary.add(word).0 as usize;
            if self.by_word.len() <= at {
                self.by_word.resize_with(at + 1, Vec::new);
            }
            if let Some(list) = self.by_word.get_mut(at) {
                list.push(number);
            }
        }
        let needs = steps.iter().enumerate().filter(|(n, step)| *n != anchor && !step.optional);
        let needs = needs.filter_map(|(_, step)| if let Kind::Words(_, _, begins) = step.kind { Some(begins) } else { None }).collect();
        self.patterns.push(Compiled { steps, shown: pattern.shown, anchor, owner, needs });
        words
    }

    /// Every match whose anchor stands in `from..to`, in the order of their anchors.
    pub(crate) fn find(&self, tokens: &Tokens, from: usize, to: usize, found: &mut Vec<Match>) {
        let mut clause = (from, from, 0);
        for at in from..to {
            let Some(candidates) = self.by_word.get(tokens.word(at).0 as usize).filter(|list| !list.is_empty()) else { continue };
            if at >= clause.1 {
                clause = words_around(tokens, at);
            }
            for &number in candidates {
                let Some(pattern) = self.patterns.get(number as usize) else { continue };
                if pattern.needs.iter().any(|need| need & clause.2 == 0) {
                    continue;
                }
                found.extend(pattern.match_at(tokens, at, None, &self.kept));
            }
        }
    }

    /// Whether some pattern of `owner` that speaks of the term itself holds of the words `here`.
    pub(crate) fn holds_at(&self, tokens: &Tokens, here: (usize, usize), owner: u32) -> bool {
        let from = self.at_term.partition_point(|&n| self.owner_of(n) < owner);
        let mine = self.at_term.iter().skip(from).take_while(|&&n| self.owner_of(n) == owner);
        mine.filter_map(|&n| self.patterns.get(n as usize)).any(|p| p.match_at(tokens, here.0, Some(here), &self.kept).is_some())
    }

    fn owner_of(&self, number: u32) -> u32 {
        self.patterns.get(number as usize).map_or(u32::MAX, |p| p.owner)
    }
}

fn kind(choice: &Choice, vocabulary: &mut Vocabulary) -> Kind {
    match choice {
        Choice::Gap(most) => Kind::Gap(usize::from(*most)),
        Choice::Here => Kind::Here,
        Choice::Minor => Kind::Number(1, 17),
        Choice::Grown => Kind::Number(18, 99),
        Choice::Number => Kind::Number(0, 999),
        Choice::Words(runs) => {
            let (mut single, mut several) = (Vec::new(), Vec::new());
            for run in runs {
                let ids: Vec<Word> = run.iter().map(|w| vocabulary.add(w)).collect();
                match ids.as_slice() {
                    [one] => single.push(*one),
                    _ => several.push(ids),
                }
            }
            single.sort_unstable();
            // The longest first, so that a match covers as much as it can.
            several.sort_by_key(|run| std::cmp::Reverse(run.len()));
            let begins = several.iter().filter_map(|run| run.first()).chain(&single).fold(0, |all, &word| all | bit(word));
            Kind::Words(single, several, begins)
        }
    }
}

/// The clause that holds the word at `at`, first and one past the last, with the bits of its words. No match reaches beyond it.
fn words_around(tokens: &Tokens, at: usize) -> (usize, usize, u64) {
    let (mut from, mut to) = (at, at + 1);
    while from > 0 && tokens.before(from) <= Break::Comma {
        from -= 1;
    }
    while tokens.before(to) <= Break::Comma {
        to += 1;
    }
    let words = tokens.list.get(from..to).unwrap_or_default().iter();
    (from, to, words.filter(|t| t.word != Word::OTHER).fold(0, |all, token| all | bit(token.word)))
}

/// A word as one of 64 bits, by which nearly every word that cannot begin an element is told at once.
fn bit(word: Word) -> u64 {
    1 << (word.0 & 63)
}

/// The element by which a pattern is looked for: required words, as few and as rare as may be.
fn rarest(pattern: &Pattern, common: &[String], known: &mut HashMap<String, bool>) -> usize {
    let mut is_common = |word: &String| match known.get(word) {
        Some(said) => *said,
        None => *known.entry(word.clone()).or_insert_with(|| common.contains(word)),
    };
    let mut cost = |index: usize| -> Option<usize> {
        let element = pattern.elements.get(index).filter(|e| !e.optional)?;
        let Choice::Words(runs) = &element.choice else { return None };
        let of = |word: &String| if is_common(word) { 1000 } else { 40usize.saturating_sub(3 * word.len()) };
        Some(runs.iter().filter_map(|run| run.first()).map(of).sum())
    };
    (0..pattern.elements.len()).filter_map(|n| cost(n).map(|c| (c, n))).min().map_or(0, |(_, n)| n)
}

/// Places where an element may end or begin: at most one for each length of run.
#[derive(Default)]
struct Places {
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

    fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.list.iter().copied().take(self.count)
    }
}

impl Kind {
    /// One past the words that the element matches from `at` on.
    fn ends(&self, tokens: &Tokens, at: usize, here: Option<(usize, usize)>) -> Places {
        let mut places = Places::default();
        match self {
            Self::Words(single, several, begins) => {
                let word = tokens.word(at);
                if word == Word::OTHER || begins & bit(word) == 0 {
                    return places;
                }
                for run in several {
                    if run.first() == Some(&word) && holds(tokens, at, run) {
                        places.add(at + run.len());
                    }
                }
                if single.binary_search(&word).is_ok() {
                    places.add(at + 1);
                }
            }
            Self::Here => here.iter().filter(|h| h.0 == at).for_each(|h| places.add(h.1)),
            Self::Number(least, most) => {
                if tokens.get(at).and_then(|t| t.number).is_some_and(|n| (*least..=*most).contains(&n)) {
                    places.add(at + 1);
                }
            }
            Self::Gap(_) => {}
        }
        places
    }

    /// The first of the words that the element matches up to `end`.
    fn starts(&self, tokens: &Tokens, end: usize, here: Option<(usize, usize)>) -> Places {
        let mut places = Places::default();
        match self {
            Self::Words(_, several, _) => {
                let lengths = several.iter().map(Vec::len).chain([1]);
                let mut last = 0;
                for length in lengths.filter(|&n| n <= end) {
                    if length != last && self.ends(tokens, end - length, here).iter().any(|e| e == end) {
                        places.add(end - length);
                    }
                    last = length;
                }
            }
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

/// Whether `run` stands at `at`, its words side by side.
fn holds(tokens: &Tokens, at: usize, run: &[Word]) -> bool {
    run.iter().enumerate().all(|(n, &word)| tokens.word(at + n) == word && (n == 0 || tokens.before(at + n) == Break::None))
}

/// Where the elements of a match stand.
struct Walk<'t> {
    tokens: &'t Tokens,
    here: Option<(usize, usize)>,
    kept: &'t [bool],
    places: [(usize, usize); KEPT],
}

impl Walk<'_> {
    /// Whether a gap may pass over the word at `at`.
    fn passes(&self, at: usize) -> bool {
        !self.kept.get(self.tokens.word(at).0 as usize).copied().unwrap_or(false)
    }

    fn keep(&mut self, step: usize, from: usize, to: usize) {
        if let Some(place) = self.places.get_mut(step) {
            *place = (from, to);
        }
    }
}

impl Compiled {
    fn match_at(&self, tokens: &Tokens, at: usize, here: Option<(usize, usize)>, kept: &[bool]) -> Option<Match> {
        let anchor = self.steps.get(self.anchor)?;
        let mut walk = Walk { tokens, here, kept, places: [(at, at); KEPT] };
        for end in anchor.kind.ends(tokens, at, here).iter() {
            walk.keep(self.anchor, at, end);
            let Some(start) = self.backward(&mut walk, self.anchor, at, Break::None) else { continue };
            let Some(stop) = self.forward(&mut walk, self.anchor + 1, end, Break::None) else { continue };
            let place = |step: usize| walk.places.get(step).copied();
            let from = if self.shown.0 == 0 { start } else { place(self.shown.0)?.0 };
            let to = if self.shown.1 >= self.steps.len() { stop } else { place(self.shown.1 - 1)?.1 };
            return Some(Match { owner: self.owner, whole: (start, stop), shown: (from, to) });
        }
        None
    }

    /// Matches the elements from `step` on at `at`; `gap` is the strongest break allowed before the next word.
    fn forward(&self, walk: &mut Walk<'_>, step: usize, at: usize, gap: Break) -> Option<usize> {
        let Some(Step { kind, optional }) = self.steps.get(step) else { return Some(at) };
        if let Kind::Gap(most) = *kind {
            for skipped in 0..=most {
                if skipped > 0 && (walk.tokens.before(at + skipped - 1) > Break::Comma || !walk.passes(at + skipped - 1)) {
                    break;
                }
                walk.keep(step, at, at + skipped);
                if let Some(end) = self.forward(walk, step + 1, at + skipped, Break::Comma) {
                    return Some(end);
                }
            }
            return None;
        }
        if walk.tokens.before(at) <= gap {
            for end in kind.ends(walk.tokens, at, walk.here).iter() {
                walk.keep(step, at, end);
                if let Some(stop) = self.forward(walk, step + 1, end, Break::None) {
                    return Some(stop);
                }
            }
        }
        if *optional {
            walk.keep(step, at, at);
            return self.forward(walk, step + 1, at, gap);
        }
        None
    }

    /// Matches the elements before `step` so that they end at `at`.
    fn backward(&self, walk: &mut Walk<'_>, step: usize, at: usize, gap: Break) -> Option<usize> {
        let Some(step) = step.checked_sub(1) else { return Some(at) };
        let Step { kind, optional } = self.steps.get(step)?;
        if let Kind::Gap(most) = *kind {
            for skipped in 0..=most.min(at) {
                if skipped > 0 && (walk.tokens.before(at + 1 - skipped) > Break::Comma || !walk.passes(at - skipped)) {
                    break;
                }
                walk.keep(step, at - skipped, at);
                if let Some(start) = self.backward(walk, step, at - skipped, Break::Comma) {
                    return Some(start);
                }
            }
            return None;
        }
        if walk.tokens.before(at) <= gap {
            for start in kind.starts(walk.tokens, at, walk.here).iter() {
                walk.keep(step, start, at);
                if let Some(first) = self.backward(walk, step, start, Break::None) {
                    return Some(first);
                }
            }
        }
        if *optional {
            walk.keep(step, at, at);
            return self.backward(walk, step, at, gap);
        }
        None
    }
}
