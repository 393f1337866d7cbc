//! Finds patterns among words, from the rarest word of each outwards.

use super::bits::{ANY, Bits, beside};
use super::element::{Kind, Places};
use super::tokens::{Break, Clause, Tokens, Vocabulary, Word};
use concordat_standard::pattern::{Choice, Pattern};
use std::collections::{HashMap, HashSet};

/// Elements that a match keeps the place of; longer patterns match and show their first this many.
const KEPT: usize = 16;

/// A pattern as numbers.
#[derive(Debug)]
struct Compiled {
    steps: Vec<Step>,
    shown: (usize, usize),
    anchor: usize,
    owner: u32,
}

#[derive(Debug)]
struct Step {
    kind: Kind,
    optional: bool,
}

/// The patterns looked for by a certain word. Most fail by what stands beside it, so that is kept apart from the rest.
#[derive(Debug, Default)]
struct Candidates {
    /// What may stand right before and right after, for each.
    beside: Vec<[Bits; 2]>,
    /// What else must hold, for each.
    rest: Vec<Candidate>,
}

/// A pattern looked for by a certain word, and what must stand around that for it to be worth matching.
#[derive(Debug)]
struct Candidate {
    /// What some required elements further off may begin with, those of the fewest words.
    needs: [Bits; 2],
    /// Which pattern.
    number: u32,
    /// Where the word stands among those that the element it is looked for in begins with.
    place: u32,
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
    /// What words are marked with that some pattern is looked for by.
    mark: u64,
    /// For each word, where the patterns it anchors stand among `candidates`, counted from 1.
    by_word: Vec<u32>,
    /// The patterns that each word anchors.
    candidates: Vec<Candidates>,
    /// Patterns anchored at the term itself.
    at_term: Vec<u32>,
    /// Words that a gap never passes over, by number.
    kept: Vec<bool>,
    /// What is known so far of elements by where the standard has their runs of words, which the vocabulary holds there.
    costs: Costs,
    /// The elements whose words bear the mark, by the same.
    sought: HashSet<usize>,
}

impl PatternSet {
    /// Lets no gap pass over `words`, so that "is never to blame" is not "is ... to blame".
    pub(crate) fn keep(&mut self, words: Vec<bool>) {
        self.kept = words;
    }

    /// Adds a pattern; returns the runs of words that it is looked for by.
    pub(crate) fn add<'p>(
        &mut self,
        pattern: &'p Pattern,
        owner: u32,
        vocabulary: &mut Vocabulary,
        common: &[String],
    ) -> &'p [Vec<String>] {
        let steps: Vec<Step> =
            pattern.elements.iter().map(|e| Step { kind: Kind::new(&e.choice, vocabulary), optional: e.optional }).collect();
        let here = steps.iter().position(|s| matches!(s.kind, Kind::Here));
        let anchor = here.unwrap_or_else(|| rarest(pattern, common, &mut self.costs));
        let number = small(self.patterns.len());
        let compiled = Compiled { steps, shown: pattern.shown, anchor, owner };
        if self.mark == 0 {
            self.mark = vocabulary.mark();
        }
        let mut anchors: &[Vec<String>] = &[];
        if here.is_some() {
            self.at_term.push(number);
        } else if let Some(Choice::Words(runs)) = pattern.elements.get(anchor).map(|e| &e.choice) {
            if self.sought.insert(runs.as_ptr() as usize) {
                runs.iter().filter_map(|run| run.first()).for_each(|word| vocabulary.seek(word, self.mark));
            }
            self.await_at(&compiled, number);
            anchors = runs;
        }
        self.patterns.push(compiled);
        anchors
    }

    /// Has a pattern looked for by each of the words that its anchor begins with.
    fn await_at(&mut self, compiled: &Compiled, number: u32) {
        let Some(Kind::Words(words)) = compiled.steps.get(compiled.anchor).map(|s| &s.kind) else { return };
        let mut needs = compiled.needs().into_iter();
        let needs = [needs.next().unwrap_or(ANY), needs.next().unwrap_or(ANY)];
        let (before, after) = (compiled.before(), compiled.after());
        for (place, (word, single, second)) in words.firsts().enumerate() {
            let after = if single { second | after } else { second };
            if let Some(list) = self.list_of(word) {
                list.beside.push([before, after]);
                list.rest.push(Candidate { needs, number, place: small(place) });
            }
        }
    }

    /// The patterns that `word` anchors, to be added to.
    fn list_of(&mut self, word: Word) -> Option<&mut Candidates> {
        let at = word.0 as usize;
        if self.by_word.len() <= at {
            self.by_word.resize(at + 1, 0);
        }
        let place = self.by_word.get_mut(at)?;
        if *place == 0 {
            self.candidates.push(Candidates::default());
            *place = small(self.candidates.len());
        }
        self.candidates.get_mut(*place as usize - 1)
    }

    /// The patterns that `word` anchors.
    fn candidates(&self, word: Word) -> Option<&Candidates> {
        let place = self.by_word.get(word.0 as usize)?;
        self.candidates.get(place.checked_sub(1)? as usize)
    }

    /// Every match whose anchor stands in `from..to`, in the order of their anchors.
    pub(crate) fn find(&self, tokens: &Tokens, from: usize, to: usize, found: &mut Vec<Match>) {
        let mut clauses = None;
        let mut clause = Clause { end: 0, bits: 0 };
        for at in tokens.sought(self.mark, from, to) {
            let Some(candidates) = self.candidates(tokens.word(at)) else { continue };
            while at >= clause.end {
                clause = clauses.get_or_insert_with(|| tokens.clauses_from(at)).next().unwrap_or(Clause { end: usize::MAX, bits: 0 });
            }
            let (before, after) = (beside(tokens, at, at.checked_sub(1)), beside(tokens, at + 1, Some(at + 1)));
            let near = candidates.beside.iter().enumerate().filter(|(_, [b, a])| b & before != 0 && a & after != 0);
            for one in near.filter_map(|(n, _)| candidates.rest.get(n)) {
                if one.needs.iter().all(|need| need & clause.bits != 0) {
                    let pattern = self.patterns.get(one.number as usize);
                    found.extend(pattern.and_then(|p| p.match_anchored(tokens, at, one.place as usize, &self.kept)));
                }
            }
        }
    }

    /// Whether some pattern of `owner` that speaks of the term itself holds of the words `here`.
    pub(crate) fn holds_at(&self, tokens: &Tokens, here: (usize, usize), owner: u32) -> bool {
        self.matches_at(tokens, here, owner).next().is_some()
    }

    /// How the patterns of `owner` that speak of the term itself hold of the words `here`.
    pub(crate) fn matches_at<'a>(&'a self, tokens: &'a Tokens, here: (usize, usize), owner: u32) -> impl Iterator<Item = Match> + 'a {
        let from = self.at_term.partition_point(|&n| self.owner_of(n) < owner);
        let mine = self.at_term.iter().skip(from).take_while(move |&&n| self.owner_of(n) == owner);
        mine.filter_map(|&n| self.patterns.get(n as usize)).filter_map(move |p| p.match_at(tokens, here.0, Some(here), &self.kept))
    }

    fn owner_of(&self, number: u32) -> u32 {
        self.patterns.get(number as usize).map_or(u32::MAX, |p| p.owner)
    }
}

/// What it costs to look for elements, by where the standard has their runs, and whether words are common, which every call of
/// [`PatternSet::add`] must say alike.
#[derive(Debug, Default)]
struct Costs {
    elements: HashMap<usize, usize>,
    common: HashMap<String, bool>,
}

/// The element by which a pattern is looked for: required words, as few and as rare as may be.
fn rarest(pattern: &Pattern, common: &[String], known: &mut Costs) -> usize {
    let mut is_common = |word: &String| match known.common.get(word) {
        Some(said) => *said,
        None => *known.common.entry(word.clone()).or_insert_with(|| common.contains(word)),
    };
    let elements = &mut known.elements;
    let mut cost = |index: usize| -> Option<usize> {
        let element = pattern.elements.get(index).filter(|e| !e.optional)?;
        let Choice::Words(runs) = &element.choice else { return None };
        let mut of = |word: &String| if is_common(word) { 1000 } else { 40usize.saturating_sub(3 * word.len()) };
        let all = || runs.iter().filter_map(|run| run.first()).map(&mut of).sum();
        Some(*elements.entry(runs.as_ptr() as usize).or_insert_with(all))
    };
    (0..pattern.elements.len()).filter_map(|n| cost(n).map(|c| (c, n))).min().map_or(0, |(_, n)| n)
}

/// What may stand beside an anchor: the bits of the elements from there outwards, up to the first that must be there.
fn around(steps: impl Iterator<Item = (Bits, bool)>) -> Bits {
    let mut all = 0;
    for (bits, optional) in steps {
        all |= bits;
        if !optional || all == ANY {
            return all;
        }
    }
    ANY
}

/// A place among words; a passage of four thousand million words is beyond any that is read.
fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// Where the elements of a match stand.
struct Walk<'t> {
    tokens: &'t Tokens,
    here: Option<(usize, usize)>,
    kept: &'t [bool],
    places: [(u32, u32); KEPT],
}

impl Walk<'_> {
    /// Whether a gap may pass over the word at `at`.
    fn passes(&self, at: usize) -> bool {
        !self.kept.get(self.tokens.word(at).0 as usize).copied().unwrap_or(false)
    }

    fn keep(&mut self, step: usize, from: usize, to: usize) {
        if let Some(place) = self.places.get_mut(step) {
            *place = (small(from), small(to));
        }
    }
}

impl Compiled {
    /// What may stand right before the anchor.
    fn before(&self) -> Bits {
        around(self.steps.get(..self.anchor).unwrap_or_default().iter().rev().map(|step| (step.kind.last(), step.optional)))
    }

    /// What may stand right after the anchor.
    fn after(&self) -> Bits {
        around(self.steps.get(self.anchor + 1..).unwrap_or_default().iter().map(|step| (step.kind.first(), step.optional)))
    }

    /// What each required element of words not beside the anchor may begin with, those of the fewest words first.
    fn needs(&self) -> Vec<Bits> {
        let far = |n: usize| n.abs_diff(self.anchor) > 1;
        let required = self.steps.iter().enumerate().filter(|(n, step)| far(*n) && !step.optional);
        let mut needs: Vec<Bits> = required.map(|(_, step)| step.kind.first()).filter(|&bits| bits != ANY).collect();
        needs.sort_by_key(|bits| bits.count_ones());
        needs
    }

    fn match_at(&self, tokens: &Tokens, at: usize, here: Option<(usize, usize)>, kept: &[bool]) -> Option<Match> {
        let ends = self.steps.get(self.anchor)?.kind.ends(tokens, at, here);
        self.match_from(&ends, Walk { tokens, here, kept, places: [(small(at), small(at)); KEPT] }, at)
    }

    /// The same where the word at `at` is that at `place` of the words that the anchor begins with.
    fn match_anchored(&self, tokens: &Tokens, at: usize, place: usize, kept: &[bool]) -> Option<Match> {
        let Kind::Words(words) = &self.steps.get(self.anchor)?.kind else { return None };
        let ends = words.ends_at(place, tokens, at);
        self.match_from(&ends, Walk { tokens, here: None, kept, places: [(small(at), small(at)); KEPT] }, at)
    }

    fn match_from(&self, ends: &Places, mut walk: Walk<'_>, at: usize) -> Option<Match> {
        for end in ends.iter() {
            walk.keep(self.anchor, at, end);
            let Some(start) = self.backward(&mut walk, self.anchor, at, Break::None) else { continue };
            let Some(stop) = self.forward(&mut walk, self.anchor + 1, end, Break::None) else { continue };
            let place = |step: usize| walk.places.get(step).map(|&(from, to)| (from as usize, to as usize));
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
