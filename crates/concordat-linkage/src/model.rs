//! The model: three kinds of pair, and how often each level is met among the pairs of a kind.
//!
//! Two rows speak of one child, of two children of a household, or of strangers. Given the kind, comparisons are taken to be independent but for the
//! few whose dependence would mislead (see [`Class::context`]): those have one row of probabilities for each context.
#![expect(clippy::indexing_slicing, reason = "tables are indexed by the enums and levels that set their sizes")]

use crate::pattern::{COMPARISONS, Comparison, LEVELS, NULL, Pattern};

/// What two rows are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Class {
    /// One child.
    Same,
    /// Two children of one household.
    Household,
    /// Neither.
    Stranger,
}

/// How many classes there are.
pub(crate) const CLASSES: usize = 3;
/// The most contexts of a comparison in one class.
pub(crate) const CONTEXTS: usize = 4;

impl Class {
    /// All three.
    pub const ALL: [Self; CLASSES] = [Self::Same, Self::Household, Self::Stranger];

    /// Which row of probabilities holds for a comparison, given the levels of others: strangers of one area share names, schools and lists more often than strangers
    /// from anywhere; names tell gender and ethnicity; twins have names that go together.
    pub(crate) fn context(self, comparison: Comparison, pattern: Pattern) -> usize {
        match (self, comparison) {
            (_, Comparison::Gender) => usize::from(pattern.forenames_alike()),
            (Self::Household, Comparison::Forename) => match pattern.level(Comparison::Birth) {
                NULL => 2,
                _ => usize::from(pattern.one_birth()),
            },
            (Self::Stranger, Comparison::Ethnicity) => {
                usize::from(pattern.near()) + 2 * usize::from(pattern.forenames_alike() || pattern.surnames_alike())
            }
            (Self::Stranger, Comparison::Surname) => usize::from(pattern.near()) + 2 * usize::from(pattern.forenames_alike()),
            (Self::Stranger, Comparison::Forename | Comparison::School | Comparison::Sitting) => usize::from(pattern.near()),
            _ => 0,
        }
    }

    /// How many contexts a comparison has in this class.
    #[must_use]
    pub fn contexts(self, comparison: Comparison) -> usize {
        match (self, comparison) {
            (_, Comparison::Gender) | (Self::Stranger, Comparison::Forename | Comparison::School | Comparison::Sitting) => 2,
            (Self::Household, Comparison::Forename) => 3,
            (Self::Stranger, Comparison::Ethnicity | Comparison::Surname) => 4,
            _ => 1,
        }
    }
}

/// Probabilities of the levels of one comparison in one context; level 0 is not given and has probability one in every class.
pub(crate) type Distribution = [f64; LEVELS];

/// How often each class is met, and each level in each class.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// Share of each class among all pairs of rows: one child, one household, strangers. They sum to one.
    pub prior: [f64; CLASSES],
    pub(crate) tables: Box<[[[Distribution; CONTEXTS]; COMPARISONS]; CLASSES]>,
    /// Whether names' own frequencies weigh in (term-frequency adjustment).
    pub term_frequencies: bool,
}

impl Model {
    /// Probability of a level in a class and context; one for "not given".
    #[must_use]
    pub fn probability(&self, class: Class, comparison: Comparison, context: usize, level: u8) -> f64 {
        if level == NULL {
            return 1.0;
        }
        self.tables[class as usize][comparison as usize]
            .get(context)
            .and_then(|levels| levels.get(usize::from(level)))
            .copied()
            .unwrap_or(0.0)
    }

    /// Sets the probabilities of the levels of a comparison, "not given" left out; they are made to sum to one.
    pub fn set(&mut self, class: Class, comparison: Comparison, context: usize, levels: &[f64]) {
        let sum: f64 = levels.iter().sum();
        let count = comparison.levels().len();
        if let Some(row) = self.tables[class as usize][comparison as usize].get_mut(context) {
            for (to, from) in row.iter_mut().take(count).skip(1).zip(levels) {
                *to = from / sum;
            }
        }
    }

    /// The probability of a pattern in a class, before the prior.
    #[must_use]
    pub fn likelihood(&self, class: Class, pattern: Pattern) -> f64 {
        Comparison::ALL
            .iter()
            .map(|comparison| self.probability(class, *comparison, class.context(*comparison, pattern), pattern.level(*comparison)))
            .product()
    }

    /// All probabilities as a table a person can read, in percent.
    #[must_use]
    pub fn table(&self) -> String {
        use std::fmt::Write;
        let mut text = format!("share of pairs: one child {:.3e}, one household {:.3e}\n", self.prior[0], self.prior[1]);
        for comparison in Comparison::ALL {
            let _ = writeln!(text, "{}", comparison.name());
            for (level, name) in (0u8..).zip(comparison.levels()).skip(1) {
                let _ = write!(text, "  {name:<40}");
                for class in Class::ALL {
                    for context in 0..class.contexts(comparison) {
                        let _ = write!(text, "{:>9.4}", 100.0 * self.probability(class, comparison, context, level));
                    }
                    text.push_str("  |");
                }
                text.push('\n');
            }
        }
        text
    }

    /// Share of pairs in each class for `rows` rows where nothing is known of them: a child is met on two or three rows, and has a brother or sister as often.
    #[must_use]
    pub fn prior_for(rows: usize) -> [f64; CLASSES] {
        #[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^52")]
        let rows = rows.max(2) as f64;
        let same = f64::min(0.05, 2.5 / rows);
        let household = f64::min(0.05, 2.5 / rows);
        [same, household, 1.0 - same - household]
    }
}
