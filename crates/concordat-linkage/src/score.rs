//! From a pattern to a probability: what each comparison weighs, and how usual the shared names are.
#![expect(clippy::indexing_slicing, reason = "arrays are indexed by the enums that set their sizes")]

use crate::frequency::{Column, Frequencies, Usual};
use crate::hash::mix;
use crate::model::{CLASSES, Class, Model};
use crate::pattern::{Comparison, Pattern, birth, forename, number, school, surname};
use crate::records::{Entry, Records};

/// The log₂ odds of a pair: one child against anything else, and one household against strangers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    pub(crate) same: f64,
    pub(crate) household: f64,
}

/// Pairs below this weight, in bits, and unlikely to be of one household, are let go.
const FLOOR: f64 = -7.0;
/// log₂ odds of one household against strangers from which a pair is remembered for that.
const HOUSEHOLD_FLOOR: f64 = 3.0;

impl Score {
    /// Whether a pair of this score may mean something.
    pub(crate) fn is_worth_remembering(self) -> bool {
        self.same > FLOOR || self.household > HOUSEHOLD_FLOOR
    }
}

/// Turns patterns into scores by a model.
pub(crate) struct Scorer<'a> {
    model: &'a Model,
    records: &'a Records,
    frequencies: &'a Frequencies,
    /// log₂ of the model's tables.
    bits: Box<[[[[f64; crate::pattern::LEVELS]; crate::model::CONTEXTS]; crate::pattern::COMPARISONS]; CLASSES]>,
    prior: [f64; CLASSES],
}

/// Probability from log₂ odds.
pub(crate) fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + libm::exp2(-bits))
}

/// The most a pair weighs where fewer than two things that tell people apart agree: even odds.
const THIN: f64 = 0.0;

/// The columns whose shared values weigh by how usual they are, and the level at which they are shared.
const SHARED: [(Comparison, u8, Column); 3] = [
    (Comparison::Forename, forename::SAME, Column::Forename),
    (Comparison::Surname, surname::SAME, Column::Surname),
    (Comparison::School, school::SAME, Column::School),
];

impl<'a> Scorer<'a> {
    pub(crate) fn new(model: &'a Model, records: &'a Records, frequencies: &'a Frequencies) -> Self {
        let mut bits = Box::new([[[[0.0; crate::pattern::LEVELS]; crate::model::CONTEXTS]; crate::pattern::COMPARISONS]; CLASSES]);
        for (to, from) in bits
            .as_flattened_mut()
            .as_flattened_mut()
            .as_flattened_mut()
            .iter_mut()
            .zip(model.tables.as_flattened().as_flattened().as_flattened())
        {
            *to = libm::log2(from.max(1e-9));
        }
        for level in bits.as_flattened_mut().as_flattened_mut() {
            level[0] = 0.0;
        }
        Self { model, records, frequencies, bits, prior: model.prior.map(|share| libm::log2(share.max(1e-15))) }
    }

    /// log₂ of the chance of a comparison's level in a class.
    fn chance(&self, class: Class, comparison: Comparison, pattern: Pattern) -> f64 {
        self.bits[class as usize][comparison as usize][class.context(comparison, pattern)][usize::from(pattern.level(comparison))]
    }

    /// log₂ of what one comparison says in each class, the shared value's frequency included.
    pub(crate) fn comparison(&self, pair: &Rows<'_>, pattern: Pattern, comparison: Comparison) -> [f64; CLASSES] {
        let mut bits = Class::ALL.map(|class| self.chance(class, comparison, pattern));
        bits[Class::Stranger as usize] += self.rarity(pair, pattern, comparison) + self.crossing(pair, pattern, comparison);
        bits
    }

    /// Where names are exchanged: what has to be added so that the chance is that of a stranger with this surname for a forename, or this forename for a surname.
    fn crossing(&self, pair: &Rows<'_>, pattern: Pattern, comparison: Comparison) -> f64 {
        if !(crossed(pattern) && self.model.term_frequencies) {
            return 0.0;
        }
        let (entry, area) = (pair.first, pair.area(pattern));
        let share = match comparison {
            Comparison::Forename => self.frequencies.share(Column::Forename, self.records.main_of(entry.surname), area),
            Comparison::Surname => self.frequencies.share(Column::Surname, entry.forename, area),
            _ => return 0.0,
        };
        libm::log2(share) - self.chance(Class::Stranger, comparison, pattern)
    }

    /// log₂ of how much more usual the shared value is than values on the whole; zero for levels where nothing is shared.
    pub(crate) fn rarity(&self, pair: &Rows<'_>, pattern: Pattern, comparison: Comparison) -> f64 {
        if !self.model.term_frequencies || crossed(pattern) && comparison == Comparison::Forename {
            return 0.0;
        }
        let shared = SHARED.into_iter().find(|(of, level, _)| *of == comparison && pattern.level(comparison) == *level);
        let Some((.., column)) = shared else { return 0.0 };
        pair.usual.bits(column, pair.area(pattern) != 0, pattern.level(Comparison::Birth) == birth::SAME_FIRST_JANUARY)
    }
}

/// Two rows that are weighed, and how usual the values of one of them are: what they share is as usual in either.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'e> {
    /// The row that was read first.
    pub(crate) first: &'e Entry,
    pub(crate) second: &'e Entry,
    pub(crate) usual: &'e Usual,
}

impl Rows<'_> {
    /// The area both rows are of; zero where they are not of one.
    fn area(&self, pattern: Pattern) -> u16 {
        if pattern.near() && self.first.area == self.second.area { self.first.area } else { 0 }
    }
}

fn crossed(pattern: Pattern) -> bool {
    pattern.level(Comparison::Surname) == surname::CROSSED
}

/// What a pattern says by itself, whatever the values.
#[derive(Clone, Copy)]
pub(crate) struct Weighed {
    bits: [f64; CLASSES],
    /// Whether all that agrees is one name.
    thin: bool,
    /// How much more a sibling than one child explains the sittings, and the forenames; never above zero.
    pub(crate) sitting: f64,
    pub(crate) forename: f64,
}

/// Bits of a slot below its pattern, and the place among them.
const PATTERN_SHIFT: u32 = 24;
const PLACE: u64 = (1 << 23) - 1;

/// Scores pairs, keeping what was made of patterns met before. One a thread.
pub(crate) struct Weigher<'a> {
    pub(crate) scorer: &'a Scorer<'a>,
    /// Patterns met, each with its place in `weighed` plus one and whether its pairs are hopeful: 40, 23 and 1 bits of a number, so that most pairs
    /// are let go at the cost of one look. As long as a power of two, and never more than half full.
    met: Vec<u64>,
    weighed: Vec<Weighed>,
    sums: Sums,
}

impl<'a> Weigher<'a> {
    pub(crate) fn new(scorer: &'a Scorer<'a>) -> Self {
        Self { scorer, met: vec![0; 1 << 12], weighed: Vec::new(), sums: Sums::new() }
    }

    /// What a pattern says.
    pub(crate) fn pattern(&mut self, pattern: Pattern) -> Weighed {
        let place = self.slot(pattern) >> 1 & PLACE;
        self.weighed[usize::try_from(place).unwrap_or(1) - 1]
    }

    /// What a pattern says, if a pair of it can score enough, however rare the values shared.
    pub(crate) fn hopeful(&mut self, pattern: Pattern) -> Option<Weighed> {
        let slot = self.slot(pattern);
        (slot & 1 == 1).then(|| self.weighed[usize::try_from(slot >> 1 & PLACE).unwrap_or(1) - 1])
    }

    /// What is kept of a pattern, which is made of it the first time.
    fn slot(&mut self, pattern: Pattern) -> u64 {
        match self.find(pattern) {
            (_, 0) => self.meet(pattern),
            (_, slot) => slot,
        }
    }

    /// Where a pattern stands or would stand, and what stands there.
    fn find(&self, pattern: Pattern) -> (usize, u64) {
        let mask = self.met.len() - 1;
        let mut at = usize::try_from(mix(pattern.0)).unwrap_or(0) & mask;
        loop {
            let slot = self.met[at];
            if slot == 0 || slot >> PATTERN_SHIFT == pattern.0 {
                return (at, slot);
            }
            at = (at + 1) & mask;
        }
    }

    #[cold]
    fn meet(&mut self, pattern: Pattern) -> u64 {
        if self.weighed.len() as u64 == PLACE {
            self.met.fill(0);
            self.weighed.clear();
        }
        if self.weighed.len() * 2 >= self.met.len() {
            let grown = vec![0; self.met.len() * 2];
            for slot in std::mem::replace(&mut self.met, grown).into_iter().filter(|slot| *slot != 0) {
                let (at, _) = self.find(Pattern(slot >> PATTERN_SHIFT));
                self.met[at] = slot;
            }
        }
        let (weighed, most) = weigh(self.scorer, pattern);
        self.weighed.push(weighed);
        let slot = pattern.0 << PATTERN_SHIFT | (self.weighed.len() as u64 & PLACE) << 1 | u64::from(most.is_worth_remembering());
        let (at, _) = self.find(pattern);
        self.met[at] = slot;
        slot
    }

    /// The score of a pair, of what its pattern says.
    pub(crate) fn score(&self, pair: &Rows<'_>, pattern: Pattern, weighed: &Weighed) -> Score {
        let [same, household, mut stranger] = weighed.bits;
        for (comparison, level, _) in SHARED {
            if pattern.level(comparison) == level {
                stranger += self.scorer.rarity(pair, pattern, comparison);
            }
        }
        if crossed(pattern) {
            for comparison in [Comparison::Forename, Comparison::Surname] {
                stranger += self.scorer.crossing(pair, pattern, comparison);
            }
        }
        let mut odds = same - self.sums.either(household, stranger);
        if odds > THIN && weighed.thin {
            odds = THIN;
        }
        Score { same: odds, household: household - stranger }
    }
}

/// What a pattern says, and the most a pair of it can score.
fn weigh(scorer: &Scorer<'_>, pattern: Pattern) -> (Weighed, Score) {
    let mut bits = scorer.prior;
    for comparison in Comparison::ALL {
        for class in Class::ALL {
            bits[class as usize] += scorer.chance(class, comparison, pattern);
        }
    }
    let against =
        |comparison| f64::min(scorer.chance(Class::Same, comparison, pattern) - scorer.chance(Class::Household, comparison, pattern), 0.0);
    let weighed = Weighed { bits, thin: thin(pattern), sitting: against(Comparison::Sitting), forename: against(Comparison::Forename) };
    (weighed, most(scorer, bits, pattern))
}

fn most(scorer: &Scorer<'_>, bits: [f64; CLASSES], pattern: Pattern) -> Score {
    let [same, household, stranger] = bits;
    let rare = SHARED.iter().filter(|(comparison, level, _)| pattern.level(*comparison) == *level).count();
    // A share is at least a hundredth of the mean; where names are exchanged the chance is another, and nothing is said here.
    let boost = if crossed(pattern) { 100.0 } else { 0.0 } + if scorer.model.term_frequencies { [0.0, 6.7, 13.4, 20.1][rare] } else { 0.0 };
    Score { same: same - household.max(stranger - boost), household: household - stranger + boost }
}

/// log₂ of the sum of two numbers given as log₂.
pub(crate) fn either(a: f64, b: f64) -> f64 {
    let (low, high) = (a.min(b), a.max(b));
    if high - low > 40.0 { high } else { high + libm::log2(1.0 + libm::exp2(low - high)) }
}

/// The same from a table, to a millionth of a bit: what the lower number adds is a smooth function of how far below it lies.
struct Sums(Vec<f64>);

/// Steps of the table in a bit, and bits it reaches.
const STEPS: f64 = 256.0;
const REACH: u32 = 24;

impl Sums {
    fn new() -> Self {
        Self((0..=REACH * 256 + 1).map(|step| either(0.0, -f64::from(step) / STEPS)).collect())
    }

    fn either(&self, a: f64, b: f64) -> f64 {
        let (low, high) = (a.min(b), a.max(b));
        let at = (high - low) * STEPS;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a difference of two bounded numbers, which is never below zero"
        )]
        let step = at as usize;
        match self.0.get(step..step + 2) {
            #[expect(clippy::cast_precision_loss, reason = "a small number")]
            Some([from, to]) => high + from + (to - from) * (at - step as f64),
            _ => high,
        }
    }
}

/// Whether all that agrees is one name: no second thing that tells people apart.
fn thin(pattern: Pattern) -> bool {
    let first = pattern.forenames_alike() || matches!(pattern.level(Comparison::Forename), forename::AKA | forename::INITIAL);
    let told = [
        first,
        pattern.surnames_alike(),
        matches!(pattern.level(Comparison::Birth), 1..=6),
        matches!(pattern.level(Comparison::Home), 1..=5),
        matches!(pattern.level(Comparison::School), 1..=2),
        matches!(pattern.level(Comparison::Telephone), number::SAME | number::SLIP),
    ];
    // A number says who it is by itself.
    pattern.level(Comparison::Number) != number::SAME && told.iter().filter(|told| **told).count() < 2
}
