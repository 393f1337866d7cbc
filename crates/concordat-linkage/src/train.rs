//! Expectation-maximisation: the model fitted to the rows at hand, by how often each pattern is met.
//!
//! Pairs that no key brings together are taken to be strangers. Those of the same area and of any area are each shown by a sample, so that how often strangers agree by
//! chance is learnt from all pairs and not from the few that were worth comparing. The model handed in is the prior: its probabilities count
//! as a few hundred pairs already seen, so that a short list moves it little and a long one all the way.
#![expect(clippy::indexing_slicing, reason = "arrays are indexed by the enums that set their sizes")]
#![expect(clippy::cast_precision_loss, reason = "counts of pairs are far below 2^52")]

use crate::block::{self, Blocks, Found};
use crate::compare::Comparer;
use crate::frequency::Frequencies;
use crate::hash;
use crate::link::Prepared;
use crate::model::{CLASSES, CONTEXTS, Class, Distribution, Model};
use crate::pattern::{COMPARISONS, Comparison, LEVELS, Pattern, birth, forename};
use crate::records::Records;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// How many pairs of each pattern there are; not always whole numbers, since some are weighed up from a sample.
pub type Counts = BTreeMap<Pattern, f64>;

/// How training is done.
#[derive(Clone, Copy, Debug)]
pub struct Training {
    /// Weight of the model handed in, in pairs of each class.
    pub prior_pairs: f64,
    /// The most rounds.
    pub rounds: u32,
    /// Training ends when no probability moves by more than this.
    pub tolerance: f64,
}

impl Default for Training {
    fn default() -> Self {
        Self { prior_pairs: 100.0, rounds: 60, tolerance: 1e-5 }
    }
}

/// The most candidate pairs patterns are counted on; more are sampled by row.
const CANDIDATES: f64 = 400_000.0;
/// The most random pairs drawn, from all rows and within areas each.
const SAMPLE: usize = 100_000;

/// Fits `model` to `records`.
#[must_use]
pub fn train(records: &Records, model: &Model, training: &Training) -> Model {
    Prepared::new(records).train(model, training)
}

/// Fits `model` to rows made ready.
pub(crate) fn trained(prepared: &Prepared<'_>, model: &Model, training: &Training) -> Model {
    let (counts, strangers) = count(prepared);
    let mut start = model.clone();
    start.prior = Model::prior_for(prepared.records.len());
    fitted(&counts, &strangers, &start, training)
}

/// Fits a model to counted patterns, from the model given, which is also the prior.
#[must_use]
pub fn fit(counts: &Counts, start: &Model, training: &Training) -> Model {
    fitted(counts, &Counts::new(), start, training)
}

/// The same, where some pairs are known to be strangers.
fn fitted(counts: &Counts, strangers: &Counts, start: &Model, training: &Training) -> Model {
    let mut model = start.clone();
    let mut known = Tally::default();
    for (pattern, count) in strangers {
        known.add(Class::Stranger, *pattern, *count);
    }
    for _ in 0..training.rounds {
        let next = round(counts, &known, &model, start, training.prior_pairs);
        let moved = difference(&model, &next);
        model = next;
        if moved < training.tolerance {
            break;
        }
    }
    model
}

/// Pairs of each class, and of each level in each class.
#[derive(Clone)]
struct Tally {
    seen: Box<[[[Distribution; CONTEXTS]; COMPARISONS]; CLASSES]>,
    classes: [f64; CLASSES],
}

impl Default for Tally {
    fn default() -> Self {
        Self { seen: Box::new([[[[0.0; LEVELS]; CONTEXTS]; COMPARISONS]; CLASSES]), classes: [0.0; CLASSES] }
    }
}

impl Tally {
    fn add(&mut self, class: Class, pattern: Pattern, share: f64) {
        self.classes[class as usize] += share;
        for comparison in Comparison::ALL {
            let level = usize::from(pattern.level(comparison));
            self.seen[class as usize][comparison as usize][class.context(comparison, pattern)][level] += share;
        }
    }
}

/// One round: each pattern's pairs are shared out among the classes by the model, and the model made anew from the shares.
fn round(counts: &Counts, known: &Tally, model: &Model, start: &Model, weight: f64) -> Model {
    let mut tally = known.clone();
    for (pattern, count) in counts {
        let joint = Class::ALL.map(|class| model.prior[class as usize] * model.likelihood(class, *pattern));
        let sum: f64 = joint.iter().sum();
        if sum > 0.0 {
            Class::ALL.into_iter().for_each(|class| tally.add(class, *pattern, count * joint[class as usize] / sum));
        }
    }
    let Tally { seen, classes } = tally;
    let total: f64 = classes.iter().sum::<f64>() + weight;
    let mut next = model.clone();
    for class in Class::ALL {
        next.prior[class as usize] = (classes[class as usize] + weight * start.prior[class as usize]) / total;
        for comparison in Comparison::ALL {
            for context in 0..class.contexts(comparison) {
                let seen: &Distribution = &seen[class as usize][comparison as usize][context];
                let prior: &Distribution = &start.tables[class as usize][comparison as usize][context];
                let sum = seen.iter().skip(1).sum::<f64>() + weight;
                let row = &mut next.tables[class as usize][comparison as usize][context];
                for ((to, seen), prior) in row.iter_mut().zip(seen).zip(prior).skip(1) {
                    *to = (seen + weight * prior) / sum;
                }
            }
        }
    }
    tie(&mut next, start);
    next
}

/// The most twins can be named alike, by levels of the forename comparison from "same" to "another name agrees".
const TWINS: [f64; 8] = [0.004, 0.06, 0.012, 0.002, 0.008, 0.12, 0.06, 0.002];

/// What holds of a household whatever the rows show. Without it the class would take in whatever fits neither of the others.
fn tie(model: &mut Model, start: &Model) {
    let [same, household, stranger] = &mut *model.tables;
    let [names, home, born] = [Comparison::Forename, Comparison::Home, Comparison::Birth].map(|comparison| comparison as usize);
    // Its children move together: they are found at one home as often as one child is.
    household[home] = same[home];
    // A clerk's slip seldom makes a date years away: where many are, they are brothers and sisters.
    for (level, most) in [(birth::MONTHS, 0.02), (birth::THREE_YEARS, 0.03), (birth::EIGHT_YEARS, 0.03), (birth::OTHER, 0.06)] {
        let to = &mut same[born][0][usize::from(level)];
        *to = to.min(most);
    }
    let sum: f64 = same[born][0].iter().skip(1).sum();
    same[born][0].iter_mut().for_each(|to| *to /= sum);
    // Twins' dates of birth slip as one child's does; others' agree by chance.
    let close = usize::from(birth::SAME)..=usize::from(birth::DIGIT);
    let twins = (household[born][0][1] / same[born][0][1].max(1e-9)).min(0.2);
    for level in close.clone() {
        household[born][0][level] = twins * same[born][0][level] + (1.0 - twins) * stranger[born][0][level];
    }
    let taken: f64 = household[born][0][close.clone()].iter().sum();
    let apart: f64 = household[born][0].iter().skip(close.end() + 1).sum();
    household[born][0].iter_mut().skip(close.end() + 1).for_each(|to| *to *= (1.0 - taken) / apart.max(1e-9));
    // No two children of a house are given one name: what looks so beyond a few is one child.
    let mut together = household[names][1];
    for (to, most) in together.iter_mut().skip(1).zip(TWINS) {
        *to = to.min(most);
    }
    let alike: f64 = together.iter().skip(1).take(usize::from(forename::AKA)).sum();
    together[usize::from(forename::OTHER)] = 1.0 - alike;
    household[names][1] = together;
    // Those born apart are named as neighbours are, only that no two are named alike on purpose.
    let neighbours = stranger[names][1];
    let mut apart = neighbours;
    for (to, share) in apart.iter_mut().zip([1.0, 0.1, 0.5]) {
        *to *= share;
    }
    let sum: f64 = apart.iter().skip(1).sum();
    apart.iter_mut().for_each(|to| *to /= sum);
    household[names][0] = apart;
    // Where a birth is not given they are born apart, but for the share of twins.
    for ((to, apart), together) in household[names][2].iter_mut().zip(apart).zip(together) {
        *to = apart * (1.0 - twins) + together * twins;
    }
    // A number is one child's alone, whoever lives with it.
    let number = Comparison::Number as usize;
    household[number] = start.tables[Class::Household as usize][number];
}

fn difference(a: &Model, b: &Model) -> f64 {
    let flat = |model: &Model| model.tables.as_flattened().as_flattened().as_flattened().to_vec();
    flat(a).iter().zip(flat(b)).map(|(x, y)| (x - y).abs()).fold(0.0, f64::max)
}

/// Counts the patterns of all pairs: candidates one by one (or a sample of them by row), and by samples the others, which are strangers.
fn count(prepared: &Prepared<'_>) -> (Counts, Counts) {
    let Prepared { records, frequencies, blocks } = prepared;
    let rows = records.len();
    let step = sampling(blocks, rows);
    let taken: Vec<u32> =
        (0..u32::try_from(rows).unwrap_or(u32::MAX)).filter(|seat| hash::mix(u64::from(*seat)).is_multiple_of(step)).collect();
    let parts: Vec<Vec<(Pattern, u64)>> = taken
        .par_chunks(block::chunk(taken.len()))
        .with_min_len(block::chunks_a_thread())
        .map_init(
            || (Comparer::new(records, frequencies), Found::new(blocks), Vec::new()),
            |(comparer, found, names), seats| {
                let mut patterns: Vec<Pattern> = Vec::new();
                for seat in seats {
                    blocks.candidates(*seat, found);
                    let Some((_, a)) = blocks.seat(*seat) else { continue };
                    comparer.compare_all(a, &found.entries, names, |_, pattern| patterns.push(pattern));
                }
                counted(patterns)
            },
        )
        .collect();
    let mut whole: BTreeMap<Pattern, u64> = BTreeMap::new();
    for (pattern, count) in parts.into_iter().flatten() {
        *whole.entry(pattern).or_insert(0) += count;
    }
    let counts: Counts = whole.into_iter().map(|(pattern, count)| (pattern, count as f64 * step as f64)).collect();
    let strangers = if blocks.all() { Counts::new() } else { others(records, frequencies, blocks, counts.values().sum()) };
    (counts, strangers)
}

/// Patterns with how often each is met, in order.
fn counted(mut patterns: Vec<Pattern>) -> Vec<(Pattern, u64)> {
    patterns.sort_unstable();
    patterns.chunk_by(|a, b| a == b).filter_map(|met| Some((*met.first()?, met.len() as u64))).collect()
}

/// Every how many rows one is taken, so that about the wanted number of candidates is counted.
fn sampling(blocks: &Blocks, rows: usize) -> u64 {
    if blocks.all() {
        return 1;
    }
    let mut found = Found::new(blocks);
    let mut pairs = 0usize;
    let probe = rows.div_ceil(2000);
    for seat in (0..rows).step_by(probe) {
        blocks.candidates(u32::try_from(seat).unwrap_or(0), &mut found);
        pairs += found.seats.len();
    }
    let all = pairs as f64 * probe as f64;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive quotient")]
    let step = (all / CANDIDATES).ceil() as u64;
    step.max(1)
}

/// The pairs no key brings together: a sample of pairs of one area, and one of pairs of different areas, each weighed up to how many there are.
fn others(records: &Records, frequencies: &Frequencies, blocks: &Blocks, candidates: f64) -> Counts {
    let entries = blocks.entries();
    let rows = entries.len() as f64;
    let all = rows * (rows - 1.0) / 2.0;
    let area = |seat: usize| entries.get(seat).map_or(0, |entry| entry.area);
    // Rows of one area sit together.
    let groups: Vec<(usize, usize)> = entries
        .chunk_by(|a, b| a.area == b.area)
        .scan(0, |start, group| {
            let first = *start;
            *start += group.len();
            Some((first, group.len()))
        })
        .filter(|(first, _)| area(*first) != 0)
        .collect();
    let within: f64 = groups.iter().map(|(_, rows)| *rows as f64 * (*rows as f64 - 1.0) / 2.0).sum();
    let draws = SAMPLE.min(10 * entries.len() + 20_000) as u64;
    let mut comparer = Comparer::new(records, frequencies);
    let strata = [false, true].map(|near| {
        let pairs = (0..draws).filter_map(|draw| {
            let [x, y] = [1, 2].map(|side| hash::of(&[2 * draw + u64::from(near), side]));
            let from = pick(0, entries.len(), x);
            let group = groups.binary_search_by_key(&area(from), |(first, _)| area(*first)).ok().and_then(|at| groups.get(at));
            let (first, count) = group.copied().filter(|_| near).unwrap_or((0, if near { 1 } else { entries.len() }));
            let to = pick(first, count, y);
            let strays = near != (group.is_some() && area(from) == area(to));
            (from != to && !strays).then_some((from.min(to), from.max(to)))
        });
        let mut pairs: Vec<(usize, usize)> = pairs.collect();
        // In the order of their seats, so that memory is read along.
        pairs.sort_unstable();
        let strangers = pairs.into_iter().filter_map(|(x, y)| {
            let pattern = comparer.compare(entries.get(x)?, entries.get(y)?);
            // Candidates have been counted already; only the few draws that agree in something could be one.
            (!(likely(pattern) && blocks.meet(x, y))).then_some(pattern)
        });
        counted(strangers.collect())
    });
    // Nearly all candidates are of one area where there are areas.
    let sizes = if within > 0.0 { [all - within, (within - candidates).max(within * 0.5)] } else { [all - candidates, 0.0] };
    let mut counts = Counts::new();
    for (drawn, size) in strata.into_iter().zip(sizes) {
        let total = drawn.iter().map(|(_, count)| count).sum::<u64>() as f64;
        for (pattern, count) in drawn {
            *counts.entry(pattern).or_insert(0.0) += count as f64 * size / total.max(1.0);
        }
    }
    counts
}

/// Whether a pair agrees in what most keys are made of.
fn likely(pattern: Pattern) -> bool {
    pattern.forenames_alike()
        || pattern.surnames_alike()
        || pattern.one_birth()
        || matches!(pattern.level(Comparison::Home), 1..=3)
        || [Comparison::Number, Comparison::Telephone].iter().any(|own| matches!(pattern.level(*own), 1..=2))
}

/// One of `count` seats from `first` on.
fn pick(first: usize, count: usize, random: u64) -> usize {
    first + usize::try_from(random % (count.max(1) as u64)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A model unlike the default one, in which what `tie` holds fixed is so.
    fn truth() -> Model {
        let mut truth = Model { prior: [0.12, 0.13, 0.75], ..Model::default() };
        truth.set(Class::Same, Comparison::Forename, 0, &[0.70, 0.10, 0.05, 0.02, 0.06, 0.01, 0.02, 0.01, 0.03]);
        truth.set(Class::Same, Comparison::Surname, 0, &[0.75, 0.05, 0.05, 0.05, 0.02, 0.01, 0.06, 0.01]);
        truth.set(Class::Same, Comparison::Birth, 0, &[0.80, 0.02, 0.03, 0.03, 0.06, 0.03, 0.01, 0.01, 0.005, 0.005]);
        truth.set(Class::Same, Comparison::School, 0, &[0.60, 0.10, 0.30]);
        truth.set(Class::Stranger, Comparison::School, 1, &[0.10, 0.05, 0.85]);
        truth.set(Class::Household, Comparison::Surname, 0, &[0.85, 0.02, 0.02, 0.02, 0.02, 0.01, 0.05, 0.01]);
        truth.set(Class::Household, Comparison::School, 0, &[0.40, 0.05, 0.55]);
        truth.set(Class::Same, Comparison::Home, 0, &[0.50, 0.08, 0.08, 0.04, 0.06, 0.06, 0.06, 0.05, 0.04, 0.03]);
        truth.set(Class::Same, Comparison::Number, 0, &[0.90, 0.06, 0.04]);
        truth.set(Class::Same, Comparison::Telephone, 0, &[0.70, 0.05, 0.25]);
        truth.set(Class::Household, Comparison::Telephone, 0, &[0.30, 0.05, 0.65]);
        truth.set(Class::Stranger, Comparison::Home, 0, &[0.02, 0.02, 0.03, 0.03, 0.05, 0.10, 0.10, 0.15, 0.15, 0.35]);
        for context in 0..4 {
            truth.set(Class::Stranger, Comparison::Surname, context, &[0.04, 0.03, 0.02, 0.03, 0.08, 0.05, 0.73, 0.02]);
        }
        for (context, same) in [(0, 0.55), (1, 0.85)] {
            truth.set(Class::Household, Comparison::Gender, context, &[same, 1.0 - same]);
        }
        tie(&mut truth, &Model::default());
        truth
    }

    /// Draws the pattern of a pair of a class, each comparison after those its context depends on.
    fn drawn(model: &Model, class: Class, random: &mut impl FnMut() -> f64) -> Pattern {
        use Comparison::{Birth, Ethnicity, Forename, Gender, Home, Number, School, Sitting, Surname, Telephone};
        [Home, Birth, Forename, Surname, School, Gender, Ethnicity, Sitting, Number, Telephone].into_iter().fold(
            Pattern::default(),
            |pattern, comparison| {
                if random() < 0.05 {
                    return pattern;
                }
                let mut left = random();
                let level = (1u8..).take(comparison.levels().len() - 1).find(|level| {
                    left -= model.probability(class, comparison, class.context(comparison, pattern), *level);
                    left <= 0.0
                });
                pattern.with(comparison, level.unwrap_or(1))
            },
        )
    }

    #[test]
    fn known_truth_is_found_again() {
        let truth = truth();
        let mut draw = 0u64;
        let mut random = move || {
            draw += 1;
            (hash::mix(draw) >> 11) as f64 / (1u64 << 53) as f64
        };
        let (mut counts, mut drawn_of) = (Counts::new(), Tally::default());
        for _ in 0..800_000 {
            let at = random();
            let class = if at < truth.prior[0] {
                Class::Same
            } else if at < truth.prior[0] + truth.prior[1] {
                Class::Household
            } else {
                Class::Stranger
            };
            let pattern = drawn(&truth, class, &mut random);
            drawn_of.add(class, pattern, 1.0);
            *counts.entry(pattern).or_insert(0.0) += 1.0;
        }
        let training = Training { prior_pairs: 1.0, rounds: 300, tolerance: 1e-7 };
        let found = fit(&counts, &Model { prior: [0.05, 0.05, 0.9], ..Model::default() }, &training);
        for (found, truth) in found.prior.iter().zip(truth.prior) {
            assert!((found - truth).abs() < 0.01, "{found} {truth}");
        }
        let mut rows = 0;
        for class in Class::ALL {
            for comparison in Comparison::ALL {
                for context in 0..class.contexts(comparison) {
                    // A share of fewer pairs than this may lie a hundredth off by chance.
                    let seen = &drawn_of.seen[class as usize][comparison as usize][context];
                    if seen.iter().skip(1).sum::<f64>() < 10_000.0 {
                        continue;
                    }
                    rows += 1;
                    for level in 1..comparison.levels().len() as u8 {
                        let of = |model: &Model| model.probability(class, comparison, context, level);
                        let apart = (of(&found) - of(&truth)).abs();
                        assert!(apart < 0.01, "{class:?} {comparison:?} {context} {level}: {} {}", of(&found), of(&truth));
                    }
                }
            }
        }
        // All but the rarest: every comparison of each class, and those that depend on others in each way met often.
        assert!(rows >= 38, "{rows} rows of the tables are met often enough");
    }
}
