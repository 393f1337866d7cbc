//! Linking: rows to clusters of one child and households, with the pairs in doubt.

use crate::block::Found;
use crate::block::{self, Blocks};
use crate::cluster;
use crate::compare::Comparer;
use crate::frequency::Frequencies;
use crate::model::Model;
use crate::pattern::Pattern;
use crate::records::Records;
use crate::score::{Rows, Score, Scorer, Weigher, probability};
use crate::train::{self, Training};
use rayon::prelude::*;

/// A person's decision on two rows. It outweighs any score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// One row.
    pub a: u32,
    /// The other.
    pub b: u32,
    /// Whether they speak of one child.
    pub same: bool,
}

/// How linking is done.
#[derive(Clone, Debug)]
pub struct Options {
    /// Pairs from this probability on are in doubt where the clusters keep them apart, and less likely ones where the clusters join them.
    pub doubt: f64,
    /// Pairs from this probability on are kept in [`Linked::pairs`]; above one, none are.
    pub keep: f64,
    /// What people have decided.
    pub decisions: Vec<Decision>,
    /// The cluster each row was given before, by row; rows beyond its end are new. Such clusters keep their ids and are not split or joined to each other.
    /// New clusters are numbered from the highest of them on, so that it has to leave room for as many as there are rows.
    pub known: Vec<Option<u32>>,
    /// The row after the last of each table, ascending: only pairs of rows of different tables are linked. Where it is empty, all are.
    pub tables: Vec<u32>,
}

impl Default for Options {
    fn default() -> Self {
        Self { doubt: 0.3, keep: 2.0, decisions: Vec::new(), known: Vec::new(), tables: Vec::new() }
    }
}

/// Two rows that may speak of one child.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// The earlier row.
    pub a: u32,
    /// The later row.
    pub b: u32,
    /// Match weight in bits: log₂ of the odds that both speak of one child.
    pub weight: f64,
    /// The same as a probability.
    pub probability: f64,
    /// Probability that they are two children of one household, if they are not one child.
    pub household: f64,
}

/// What linking found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// The cluster of each row: rows with one number speak of one child. Numbers are given in meeting order, after the highest known one.
    pub cluster: Vec<u32>,
    /// The household of each row: clusters that live together. Numbered in the same order.
    pub household: Vec<u32>,
    /// Pairs for a person to decide: likely ones that the clusters keep apart, and unlikely ones that they join; the most doubtful first.
    pub doubtful: Vec<Pair>,
    /// All pairs at or above [`Options::keep`], by row.
    pub pairs: Vec<Pair>,
    /// How many pairs were compared.
    pub compared: u64,
}

/// A scored pair that is worth remembering.
#[derive(Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) a: u32,
    pub(crate) b: u32,
    /// log₂ odds of one child, and of one household against strangers.
    pub(crate) same: f32,
    pub(crate) household: f32,
    pub(crate) pattern: Pattern,
}

/// Rows made ready: how usual their values are and which of them share keys, counted once for training and linking.
pub struct Prepared<'a> {
    pub(crate) records: &'a Records,
    pub(crate) frequencies: Frequencies,
    pub(crate) blocks: Blocks,
}

impl std::fmt::Debug for Prepared<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prepared").field("records", self.records).finish_non_exhaustive()
    }
}

impl<'a> Prepared<'a> {
    /// Counts the values and keys of `records`.
    #[must_use]
    pub fn new(records: &'a Records) -> Self {
        let blocks = Blocks::new(records);
        let frequencies = Frequencies::new(records, blocks.entries());
        Self { records, frequencies, blocks }
    }

    /// Fits `model` to the rows.
    #[must_use]
    pub fn train(&self, model: &Model, training: &Training) -> Model {
        train::trained(self, model, training)
    }

    /// Links the rows by a model.
    #[must_use]
    pub fn link(&self, model: &Model, options: &Options) -> Linked {
        let scorer = Scorer::new(model, self.records, &self.frequencies);
        let (edges, compared) = edges(self, &scorer, options);
        let linked = cluster::clusters(self.records, &self.frequencies, &scorer, &edges, options);
        let pairs = kept(self.records.len(), &edges, options.keep);
        let doubtful = doubtful(&edges, &linked.cluster, options);
        Linked { doubtful, pairs, compared, ..linked }
    }
}

/// Links rows by a model.
#[must_use]
pub fn link(records: &Records, model: &Model, options: &Options) -> Linked {
    Prepared::new(records).link(model, options)
}

impl Edge {
    #[expect(clippy::cast_possible_truncation, reason = "a weight in bits, of which a thousandth is enough")]
    fn new(a: u32, b: u32, score: Score, pattern: Pattern) -> Self {
        Self { a, b, same: score.same as f32, household: score.household as f32, pattern }
    }

    pub(crate) fn pair(&self) -> Pair {
        let weight = f64::from(self.same);
        Pair { a: self.a, b: self.b, weight, probability: probability(weight), household: probability(self.household.into()) }
    }
}

/// The least weight, in bits, of pairs whose probability may be as high, so that no other has to be worked out.
fn reach(probability: f64) -> f64 {
    if probability > 1.0 {
        f64::INFINITY
    } else if probability > 0.999 {
        // Two probabilities that are nearly one cannot be told apart by their odds.
        0.0
    } else if probability > 0.0 {
        libm::log2((probability / (1.0 - probability)).max(1e-9)) - 0.01
    } else {
        f64::NEG_INFINITY
    }
}

/// Parts of the rows whose pairs are put in order one by one, so that they lie in a near cache.
const PARTS: usize = 1024;

/// Pairs of at least a probability, by row.
fn kept(rows: usize, edges: &[Edge], keep: f64) -> Vec<Pair> {
    let least = reach(keep);
    if least == f64::INFINITY {
        return Vec::new();
    }
    let length = rows.div_ceil(PARTS).next_power_of_two();
    let part = |row: u32| row as usize >> length.trailing_zeros();
    let likely = || edges.iter().filter(|edge| f64::from(edge.same) > least);
    let mut next = vec![0usize; part(u32::try_from(rows).unwrap_or(u32::MAX)) + 2];
    likely().for_each(|edge| next.get_mut(part(edge.a) + 1).into_iter().for_each(|count| *count += 1));
    let mut sum = 0;
    for start in &mut next {
        sum += *start;
        *start = sum;
    }
    let mut pairs = vec![Pair { a: 0, b: 0, weight: 0.0, probability: 0.0, household: 0.0 }; sum];
    for edge in likely() {
        if let Some(next) = next.get_mut(part(edge.a)) {
            pairs.get_mut(*next).into_iter().for_each(|to| *to = edge.pair());
            *next += 1;
        }
    }
    let mut left = pairs.as_mut_slice();
    let mut start = 0;
    for end in next {
        let (of_part, rest) = left.split_at_mut_checked(end - start).unwrap_or_default();
        of_part.sort_unstable_by_key(|pair| (pair.a, pair.b));
        (left, start) = (rest, end);
    }
    pairs.retain(|pair| pair.probability >= keep);
    pairs
}

/// Compares all candidates and keeps those that may mean something.
fn edges(prepared: &Prepared<'_>, scorer: &Scorer<'_>, options: &Options) -> (Vec<Edge>, u64) {
    let Prepared { records, frequencies, blocks } = prepared;
    let seats: Vec<u32> = (0..u32::try_from(records.len()).unwrap_or(u32::MAX)).collect();
    let tools = || (Comparer::new(records, frequencies), Weigher::new(scorer), Found::new(blocks), Vec::new());
    let parts: Vec<(Vec<Edge>, u64)> = seats
        .par_chunks(block::chunk(records.len()))
        .with_min_len(block::chunks_a_thread())
        .map_init(tools, |(comparer, weigher, found, names), seats| {
            let (mut kept, mut compared) = (Vec::new(), 0);
            for seat in seats {
                blocks.candidates(*seat, found);
                let Some((row, a)) = blocks.seat(*seat) else { continue };
                // Most rows have a candidate that needs it, and all of them the same.
                let usual = frequencies.usual(records, a, Some(*seat));
                if !options.tables.is_empty() {
                    let table = |row: u32| options.tables.partition_point(|end| *end <= row);
                    found.retain(|other| table(blocks.row(other)) != table(row));
                }
                compared += found.seats.len() as u64;
                comparer.compare_all(a, &found.entries, names, |at, pattern| {
                    let Some(weighed) = weigher.hopeful(pattern) else { return };
                    let (Some(other), Some(b)) = (found.seats.get(at), found.entries.get(at)) else { return };
                    let other = blocks.row(*other);
                    let (first, second) = if row < other { (a, b) } else { (b, a) };
                    let score = weigher.score(&Rows { first, second, usual: &usual }, pattern, &weighed);
                    if score.is_worth_remembering() {
                        kept.push(Edge::new(row.min(other), row.max(other), score, pattern));
                    }
                });
            }
            (kept, compared)
        })
        .collect();
    let compared = parts.iter().map(|(_, compared)| compared).sum();
    (parts.into_iter().flat_map(|(kept, _)| kept).collect(), compared)
}

/// The least probability of a pair that the clusters join and a person is asked about.
const OPEN: f64 = 0.02;

/// Pairs the scores leave open, or that scores and clusters see differently; those a person has decided are left out.
fn doubtful(edges: &[Edge], cluster: &[u32], options: &Options) -> Vec<Pair> {
    let mut decided: Vec<(u32, u32)> =
        options.decisions.iter().map(|decision| (decision.a.min(decision.b), decision.a.max(decision.b))).collect();
    decided.sort_unstable();
    let of = |row: u32| cluster.get(row as usize);
    let least = reach(OPEN.min(options.doubt));
    // Most pairs are as joined as they are likely, and are let go by their weight where that tells.
    let likely = if options.doubt > 0.999 { f64::INFINITY } else { reach(options.doubt) + 0.02 };
    let mut pairs: Vec<Pair> = edges
        .iter()
        .filter(|edge| f64::from(edge.same) > least && (f64::from(edge.same) < likely || of(edge.a) != of(edge.b)))
        .map(Edge::pair)
        .filter(|pair| {
            let joined = of(pair.a) == of(pair.b);
            let open = if joined { (OPEN..options.doubt).contains(&pair.probability) } else { pair.probability >= options.doubt };
            open && decided.binary_search(&(pair.a, pair.b)).is_err()
        })
        .collect();
    pairs.sort_by(|x, y| x.weight.abs().total_cmp(&y.weight.abs()).then((x.a, x.b).cmp(&(y.a, y.b))));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(same: f32) -> Edge {
        Edge { a: 0, b: 1, same, household: 9.0, pattern: Pattern::default() }
    }

    #[test]
    fn joined_pairs_are_in_doubt_up_to_the_probability_asked_for() {
        let edges = [-9.0, 0.0, 8.0, 12.0].map(edge);
        let asked = |doubt, cluster: [u32; 2]| doubtful(&edges, &cluster, &Options { doubt, ..Options::default() }).len();
        assert_eq!([0.3, 0.6, 0.9985, 0.9995, 2.0].map(|doubt| asked(doubt, [0, 0])), [0, 1, 2, 2, 3]);
        assert_eq!([0.3, 0.6, 0.9985, 0.9995, 2.0].map(|doubt| asked(doubt, [0, 1])), [3, 2, 1, 1, 0]);
    }

    #[test]
    fn all_pairs_reach_nothing() {
        let edges = [-40.0, 0.0, 40.0].map(edge);
        assert_eq!([0.0, 0.01, 0.5, 0.9, 2.0].map(|keep| kept(2, &edges, keep).len()), [3, 2, 2, 1, 0]);
    }
}
