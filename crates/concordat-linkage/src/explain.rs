//! Why two rows are taken for one child, or not: a waterfall of what each comparison weighs.

use crate::compare::Comparer;
use crate::frequency::Frequencies;
use crate::model::Model;
use crate::pattern::Comparison;
use crate::records::Records;
use crate::score::{Rows, Scorer, Weigher, either, probability};

/// One step of a waterfall.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What was compared.
    pub comparison: &'static str,
    /// What was found.
    pub level: &'static str,
    /// What it weighs, in bits: for one child where above zero, against where below.
    pub bits: f64,
    /// How much of that is because the shared value is rare (above zero) or usual (below).
    pub rarity: f64,
}

/// Why two rows are taken for one child, or not. It holds no name, and prints as a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// Where it starts: log₂ odds that two rows drawn at random speak of one child.
    pub prior: f64,
    /// What each comparison weighs against strangers.
    pub steps: Vec<Step>,
    /// What is taken off because a brother or sister would look alike too; never above zero.
    pub household: f64,
    /// The sum: the match weight in bits.
    pub weight: f64,
    /// The same as a probability.
    pub probability: f64,
}

/// Explains pairs of rows.
pub struct Explainer<'a> {
    records: &'a Records,
    model: &'a Model,
    frequencies: Frequencies,
}

impl<'a> Explainer<'a> {
    /// Makes ready to explain pairs of `records` by `model`.
    #[must_use]
    pub fn new(records: &'a Records, model: &'a Model) -> Self {
        Self { records, model, frequencies: Frequencies::new(records, &records.entries) }
    }

    /// Explains one pair of rows; `None` where there is no such row.
    #[must_use]
    pub fn explain(&self, a: u32, b: u32) -> Option<Explanation> {
        let entry = |row: u32| self.records.entries.get(row as usize);
        let (first, second) = (entry(a.min(b))?, entry(a.max(b))?);
        let pair = Rows { first, second, usual: &self.frequencies.usual(self.records, first, None) };
        let pattern = Comparer::new(self.records, &self.frequencies).compare(pair.first, pair.second);
        let scorer = Scorer::new(self.model, self.records, &self.frequencies);
        let [same, kin, stranger] = self.model.prior.map(libm::log2);
        let prior = same - stranger;
        let (mut home, mut steps) = (kin - stranger, Vec::new());
        for comparison in Comparison::ALL {
            let [same, kin, stranger] = scorer.comparison(&pair, pattern, comparison);
            home += kin - stranger;
            let level = comparison.levels().get(usize::from(pattern.level(comparison))).copied().unwrap_or_default();
            let rarity = -scorer.rarity(&pair, pattern, comparison);
            steps.push(Step { comparison: comparison.name(), level, bits: same - stranger, rarity });
        }
        let mut weigher = Weigher::new(&scorer);
        let weighed = weigher.pattern(pattern);
        let weight = weigher.score(&pair, pattern, &weighed).same;
        Some(Explanation { prior, steps, household: -either(0.0, home), weight, probability: probability(weight) })
    }
}

/// Explains one pair of rows; `None` where there is no such row. For more than one pair use [`Explainer`].
#[must_use]
pub fn explain(records: &Records, model: &Model, a: u32, b: u32) -> Option<Explanation> {
    Explainer::new(records, model).explain(a, b)
}

impl std::fmt::Display for Explanation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut sum = self.prior;
        writeln!(f, "{:<10} {:<34} {:>7} {:>7}", "", "", "bits", "sum")?;
        writeln!(f, "{:<10} {:<34} {:>+7.1} {sum:>+7.1}", "start", "two rows drawn at random", self.prior)?;
        for step in self.steps.iter().filter(|step| step.bits.abs() > f64::EPSILON) {
            sum += step.bits;
            write!(f, "{:<10} {:<34} {:>+7.1} {sum:>+7.1}  {}", step.comparison, step.level, step.bits, bar(step.bits))?;
            if step.rarity.abs() >= 0.5 {
                write!(f, "  ({:+.1} because {})", step.rarity, if step.rarity > 0.0 { "rare" } else { "usual" })?;
            }
            writeln!(f)?;
        }
        if self.household < -0.05 {
            sum += self.household;
            writeln!(
                f,
                "{:<10} {:<34} {:>+7.1} {sum:>+7.1}  {}",
                "household",
                "a brother or sister would too",
                self.household,
                bar(self.household)
            )?;
        }
        if (sum - self.weight).abs() > 0.05 {
            writeln!(f, "{:<10} {:<34} {:>+7.1} {:>+7.1}", "thin", "only one thing agrees", self.weight - sum, self.weight)?;
        }
        write!(f, "probability that both speak of one child: {:.4}", self.probability)
    }
}

fn bar(bits: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to between 0 and 20")]
    let length = bits.abs().round().clamp(0.0, 20.0) as usize;
    if bits < 0.0 { "-".repeat(length) } else { "+".repeat(length) }
}
