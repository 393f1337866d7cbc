//! From a pattern to a probability: what each comparison weighs, and how usual the shared names are.
#![expect(clippy::indexing_slicing, reason = "arrays are indexed by the enums that set their sizes")]

use crate::frequency::{Column, Frequencies, value};
use crate::model::{CLASSES, Class, Model};
use crate::pattern::{Comparison, Pattern, forename, school, surname};
use crate::records::{Entry, Records};

/// The log₂ odds of a pair: one child against anything else, and one household against strangers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Score {
    pub(crate) same: f64,
    pub(crate) household: f64,
}

/// Turns patterns into scores by a model.
pub(crate) struct Scorer<'a> {
    pub(crate) model: &'a Model,
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

    /// log₂ of what one comparison says in each class, the shared value's frequency included.
    pub(crate) fn comparison(&self, a: &Entry, b: &Entry, pattern: Pattern, comparison: Comparison) -> [f64; CLASSES] {
        let level = usize::from(pattern.level(comparison));
        let mut bits = Class::ALL.map(|class| self.bits[class as usize][comparison as usize][class.context(comparison, pattern)][level]);
        if let Some(chance) = self.chance_of_crossing(a, b, pattern, comparison) {
            bits[Class::Stranger as usize] = chance;
        }
        bits[Class::Stranger as usize] += self.rarity(a, b, pattern, comparison);
        bits
    }

    /// log₂ of the chance that a stranger has this surname for a forename, or this forename for a surname, where names are exchanged.
    fn chance_of_crossing(&self, a: &Entry, b: &Entry, pattern: Pattern, comparison: Comparison) -> Option<f64> {
        if pattern.level(Comparison::Surname) != surname::CROSSED || !self.model.term_frequencies {
            return None;
        }
        let area = if pattern.near() && a.area == b.area { a.area } else { 0 };
        let share = match comparison {
            Comparison::Forename => self.frequencies.share(Column::Forename, self.records.main_of(a.surname), area),
            Comparison::Surname => self.frequencies.share(Column::Surname, a.forename, area),
            _ => return None,
        };
        Some(libm::log2(share))
    }

    /// log₂ of how much more usual the shared value is than values on the whole; zero for levels where nothing is shared.
    pub(crate) fn rarity(&self, a: &Entry, b: &Entry, pattern: Pattern, comparison: Comparison) -> f64 {
        let column = match (comparison, pattern.level(comparison)) {
            (Comparison::Forename, forename::SAME) if pattern.level(Comparison::Surname) != surname::CROSSED => Column::Forename,
            (Comparison::Surname, surname::SAME) => Column::Surname,
            (Comparison::School, school::SAME) => Column::School,
            _ => return 0.0,
        };
        if !self.model.term_frequencies {
            return 0.0;
        }
        let area = if pattern.near() && a.area == b.area { a.area } else { 0 };
        libm::log2(self.frequencies.ratio(column, value(self.records, a, column), area))
    }

    /// The most a pattern can score, however rare the values shared: one child, and one household. Depends on the pattern alone, so that most pairs are let go by it.
    pub(crate) fn most(&self, pattern: Pattern) -> Score {
        let mut bits = self.prior;
        for comparison in Comparison::ALL {
            let level = usize::from(pattern.level(comparison));
            for class in Class::ALL {
                bits[class as usize] += self.bits[class as usize][comparison as usize][class.context(comparison, pattern)][level];
            }
        }
        let [same, household, stranger] = bits;
        let shared = [(Comparison::Forename, forename::SAME), (Comparison::Surname, surname::SAME), (Comparison::School, school::SAME)];
        let rare = shared.iter().filter(|(comparison, level)| pattern.level(*comparison) == *level).count();
        // A share is at least a hundredth of the mean; where names are exchanged the chance is another, and nothing is said here.
        let crossed = if pattern.level(Comparison::Surname) == surname::CROSSED { 100.0 } else { 0.0 };
        let boost = crossed + if self.model.term_frequencies { [0.0, 6.7, 13.4, 20.1][rare] } else { 0.0 };
        Score { same: same - household.max(stranger - boost), household: household - stranger + boost }
    }

    /// The score of a pair.
    pub(crate) fn score(&self, a: &Entry, b: &Entry, pattern: Pattern) -> Score {
        let mut bits = self.prior;
        for comparison in Comparison::ALL {
            let said = self.comparison(a, b, pattern, comparison);
            bits.iter_mut().zip(said).for_each(|(sum, said)| *sum += said);
        }
        let [same, household, stranger] = bits;
        let mut odds = same - either(household, stranger);
        if odds > THIN && thin(a, pattern) {
            odds = THIN;
        }
        Score { same: odds, household: household - stranger }
    }
}

/// log₂ of the sum of two numbers given as log₂.
pub(crate) fn either(a: f64, b: f64) -> f64 {
    let (low, high) = (a.min(b), a.max(b));
    high + libm::log2(1.0 + libm::exp2(low - high))
}

/// Whether all that agrees is one name: no second thing that tells people apart.
fn thin(a: &Entry, pattern: Pattern) -> bool {
    let first = pattern.forenames_alike() || matches!(pattern.level(Comparison::Forename), forename::AKA | forename::INITIAL);
    let told = [
        first,
        pattern.surnames_alike(),
        matches!(pattern.level(Comparison::Birth), 1..=6),
        matches!(pattern.level(Comparison::Home), 1..=4) || (a.family != 0 && pattern.level(Comparison::Home) == 1),
        matches!(pattern.level(Comparison::School), 1..=2),
    ];
    told.iter().filter(|told| **told).count() < 2
}
