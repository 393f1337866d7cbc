//! Clusters that do not chain: two clusters are joined only where the rows of both, taken together, speak for one child.

use crate::compare::Comparer;
use crate::frequency::Frequencies;
use crate::hash::{self, Numbers};
use crate::link::{Edge, Linked, Options};
use crate::pattern::{Comparison, forename, sitting};
use crate::records::Records;
use crate::score::{Scorer, Weigher};
use std::collections::BTreeMap;

/// Bits a single pair may count for or against joining.
const MOST: f64 = 10.0;
/// Bits by which two clusters must agree beyond even odds, for each row beyond the first that the smaller has: where two children are each met again and
/// again, the same doubt is met in every pair of their rows, and its mean is no surer than one pair.
const CAUTION: f64 = 0.5;
/// The most rows that counts for.
const CAUTION_ROWS: f64 = 7.0;
/// Rows of a cluster that speak for it.
const SPEAKERS: usize = 12;
/// log₂ odds of one household from which two clusters share one.
const HOUSEHOLD: f32 = 5.0;

/// A forest of rows: each knows a row above it, the root itself.
struct Forest(Vec<u32>);

impl Forest {
    fn new(rows: usize) -> Self {
        Self((0..u32::try_from(rows).unwrap_or(u32::MAX)).collect())
    }

    fn root(&mut self, row: u32) -> u32 {
        let mut at = row;
        while let Some(above) = self.0.get(at as usize).copied().filter(|above| *above != at) {
            let next = self.0.get(above as usize).copied().unwrap_or(above);
            self.0.get_mut(at as usize).into_iter().for_each(|to| *to = next);
            at = next;
        }
        at
    }

    /// Joins two trees under the lower root.
    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.root(a), self.root(b));
        self.0.get_mut(a.max(b) as usize).into_iter().for_each(|to| *to = a.min(b));
    }
}

pub(crate) fn clusters(records: &Records, frequencies: &Frequencies, scorer: &Scorer<'_>, edges: &[Edge], options: &Options) -> Linked {
    let mut order: Vec<Edge> = edges.iter().filter(|edge| edge.same > 0.0).copied().collect();
    order.sort_unstable_by(|x, y| y.same.total_cmp(&x.same).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut joiner = Joiner::new(records, frequencies, scorer, options);
    for edge in order {
        joiner.consider(&edge);
    }
    let labels = joiner.labels();
    let order = records.in_meeting_order();
    let cluster = number(&order, &labels, &options.known);
    let mut homes = Forest::new(records.len());
    for (row, label) in (0..).zip(&labels) {
        homes.join(row, *label);
    }
    for edge in edges.iter().filter(|edge| edge.same > 0.0 || edge.household > HOUSEHOLD) {
        homes.join(edge.a, edge.b);
    }
    let labels: Vec<u32> = (0..u32::try_from(records.len()).unwrap_or(u32::MAX)).map(|row| homes.root(row)).collect();
    let household = number(&order, &labels, &[]);
    Linked { cluster, household, ..Linked::default() }
}

struct Joiner<'a> {
    records: &'a Records,
    weigher: Weigher<'a>,
    comparer: Comparer<'a>,
    forest: Forest,
    /// The next row of the cluster of each row; itself where there is none.
    next: Vec<u32>,
    /// The last row of the cluster of each root.
    last: Vec<u32>,
    /// How many rows the cluster of each root has.
    sizes: Vec<u32>,
    /// Pairs of clusters that were not joined, as they stood then.
    refused: Numbers<()>,
    apart: BTreeMap<u32, Vec<u32>>,
    known: &'a [Option<u32>],
}

impl<'a> Joiner<'a> {
    fn new(records: &'a Records, frequencies: &'a Frequencies, scorer: &'a Scorer<'a>, options: &'a Options) -> Self {
        let rows = u32::try_from(records.len()).unwrap_or(u32::MAX);
        let mut joiner = Self {
            records,
            weigher: Weigher::new(scorer),
            comparer: Comparer::new(records, frequencies),
            forest: Forest::new(records.len()),
            next: (0..rows).collect(),
            last: (0..rows).collect(),
            sizes: vec![1; records.len()],
            refused: Numbers::default(),
            apart: BTreeMap::new(),
            known: &options.known,
        };
        let mut first: BTreeMap<u32, u32> = BTreeMap::new();
        for (row, id) in (0..rows).zip(&options.known).filter_map(|(row, id)| Some((row, (*id)?))) {
            let one = *first.entry(id).or_insert(row);
            joiner.join(one, row);
        }
        for decision in &options.decisions {
            if decision.same {
                joiner.join(decision.a, decision.b);
            } else {
                joiner.apart.entry(decision.a).or_default().push(decision.b);
                joiner.apart.entry(decision.b).or_default().push(decision.a);
            }
        }
        joiner
    }

    fn join(&mut self, a: u32, b: u32) {
        let (a, b) = (self.forest.root(a), self.forest.root(b));
        if a == b {
            return;
        }
        let (low, high) = (a.min(b), a.max(b));
        let end = self.last.get(high as usize).copied().unwrap_or(high);
        if let Some(last) = self.last.get_mut(low as usize) {
            self.next.get_mut(*last as usize).into_iter().for_each(|next| *next = high);
            *last = end;
        }
        let size = self.size(low) + self.size(high);
        self.sizes.get_mut(low as usize).into_iter().for_each(|to| *to = size);
        self.forest.join(low, high);
    }

    fn size(&self, root: u32) -> u32 {
        self.sizes.get(root as usize).copied().unwrap_or(1)
    }

    /// Joins the clusters of two rows if all their rows together say so.
    fn consider(&mut self, edge: &Edge) {
        let (a, b) = (self.forest.root(edge.a), self.forest.root(edge.b));
        if a == b || self.forbidden(a, b) {
            return;
        }
        // Two single rows have been scored already.
        if self.size(a) == 1 && self.size(b) == 1 {
            self.join(a, b);
            return;
        }
        // Rows beyond those that speak for a cluster change nothing.
        let [x, y] = [a, b].map(|root| u64::from(root) << 4 | u64::from(self.size(root)).min(SPEAKERS as u64));
        let key = hash::of(&[x.min(y), x.max(y)]);
        if self.refused.contains_key(&key) {
            return;
        }
        if self.between(&self.speakers(a), &self.speakers(b)) > 0.0 {
            self.join(a, b);
        } else {
            self.refused.insert(key, ());
        }
    }

    /// The rows of a cluster.
    fn rows(&self, root: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(root), |row| self.next.get(*row as usize).copied().filter(|next| next != row))
    }

    /// The rows that speak for a cluster.
    fn speakers(&self, root: u32) -> Vec<u32> {
        self.rows(root).take(SPEAKERS).collect()
    }

    /// Whether people have decided that the clusters are apart, or both were given ids before.
    fn forbidden(&self, a: u32, b: u32) -> bool {
        let id = |root: u32| self.rows(root).find_map(|row| self.known.get(row as usize).copied().flatten());
        if !self.known.is_empty()
            && let (Some(x), Some(y)) = (id(a), id(b))
            && x != y
        {
            return true;
        }
        !self.apart.is_empty()
            && self
                .rows(a)
                .any(|row| self.apart.get(&row).is_some_and(|others| others.iter().any(|other| self.rows(b).any(|row| row == *other))))
    }

    /// The cluster of each row, as the number of one of its rows, after clusters that hold twins have been parted.
    fn labels(mut self) -> Vec<u32> {
        let mut labels: Vec<u32> = (0..u32::try_from(self.records.len()).unwrap_or(u32::MAX)).map(|row| self.forest.root(row)).collect();
        let mut members = Vec::new();
        for root in 0..u32::try_from(self.records.len()).unwrap_or(u32::MAX) {
            if self.forest.root(root) != root {
                continue;
            }
            members.clear();
            members.extend(self.rows(root));
            if members.len() > 3
                && let Some(other) = self.parted(&members)
                && let Some(label) = other.iter().min().copied()
            {
                for row in other {
                    labels.get_mut(row as usize).into_iter().for_each(|to| *to = label);
                }
            }
        }
        labels
    }

    /// The rows to part from a cluster that holds twins: those nearer to its second forename, where one agenda names two of its rows and the two forenames, each with its
    /// rows, would not be joined; or where lists use both forenames again and again, for a clerk has one spelling for one child.
    fn parted(&mut self, members: &[u32]) -> Option<Vec<u32>> {
        let records = self.records;
        let entry = |row: &u32| records.entries.get(*row as usize);
        if members.iter().any(|row| self.known.get(*row as usize).is_some_and(Option::is_some)) {
            return None;
        }
        let name = |row: &u32| entry(row).map_or(0, |entry| records.main_of(entry.forename));
        let first = members.iter().map(name).find(|name| *name != 0);
        if members.iter().all(|row| [Some(0), first].contains(&Some(name(row)))) {
            return None;
        }
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        members.iter().map(name).filter(|name| *name != 0).for_each(|name| *counts.entry(name).or_default() += 1);
        let mut usual: Vec<(u32, u32)> = counts.into_iter().map(|(name, count)| (count, name)).collect();
        usual.sort_unstable_by_key(|(count, name)| (std::cmp::Reverse(*count), *name));
        let [(_, first), (second_rows, second), ..] = usual.as_slice() else { return None };
        let mut sittings: Vec<u32> = members.iter().filter_map(entry).map(|entry| entry.sitting).filter(|sitting| *sitting != 0).collect();
        sittings.sort_unstable();
        let twice = !sittings.is_sorted_by(|a, b| a < b);
        let mut lists: BTreeMap<u32, [u32; 2]> = BTreeMap::new();
        for row in members {
            let [one, other] = lists.entry(entry(row).map_or(0, |entry| entry.list)).or_default();
            *one += u32::from(name(row) == *first);
            *other += u32::from(name(row) == *second);
        }
        let mixed = lists.iter().filter(|(list, uses)| **list != 0 && uses.iter().all(|uses| *uses > 0)).count();
        let by_turns =
            *second_rows >= 5 && (mixed >= 3 || lists.iter().any(|(list, uses)| *list != 0 && uses.iter().all(|uses| *uses > 1)));
        if *second_rows < 2 || !(twice || by_turns) {
            return None;
        }
        let (one, other) = self.shared_out(members, |row| name(row) == *first, |row| name(row) == *second);
        (by_turns || self.between(&one, &other) < 0.0).then_some(other)
    }

    /// Members in two: those of either kind, and the others with whichever they are nearer to.
    fn shared_out(&mut self, members: &[u32], first: impl Fn(&u32) -> bool, second: impl Fn(&u32) -> bool) -> (Vec<u32>, Vec<u32>) {
        let mut one: Vec<u32> = members.iter().copied().filter(|row| first(row)).collect();
        let mut other: Vec<u32> = members.iter().copied().filter(|row| second(row)).collect();
        for row in members.iter().filter(|row| !first(row) && !second(row)) {
            let nearer = if self.between(&[*row], &other) > self.between(&[*row], &one) { &mut other } else { &mut one };
            nearer.push(*row);
        }
        (one, other)
    }

    /// What all rows of two clusters together say for one child, in bits: chiefly the mean weight of the pairs between them, and a little the best pair, so that
    /// a second surname met before counts. A mean hides what should add up, so two things are added up: one agenda naming both, and two forenames each
    /// used again and again, which is how twins differ from a slip of the pen.
    fn between(&mut self, left: &[u32], right: &[u32]) -> f64 {
        let (left, right) = (left.get(..SPEAKERS).unwrap_or(left), right.get(..SPEAKERS).unwrap_or(right));
        let (mut sum, mut pairs, mut best, mut together, mut names) = (0.0, 0.0, -MOST, 0.0, 0.0);
        for a in left {
            let Some(x) = self.records.entries.get(*a as usize) else { continue };
            for b in right {
                let Some(y) = self.records.entries.get(*b as usize) else { continue };
                let pattern = self.comparer.compare(x, y);
                let weight = self.weigher.score(*a, *b, pattern).same.clamp(-MOST, MOST);
                let weighed = self.weigher.pattern(pattern);
                sum += weight;
                pairs += 1.0;
                best = f64::max(best, weight);
                if pattern.level(Comparison::Sitting) == sitting::SAME {
                    // An agenda may name a child twice by mistake, but not by two names.
                    let two =
                        pattern.level(Comparison::Forename) > forename::SAME && pattern.level(Comparison::Forename) != forename::INITIAL;
                    together += if two { -2.0 * MOST } else { weighed.sitting };
                }
                names += weighed.forename;
            }
        }
        let pairs = f64::max(pairs, 1.0);
        #[expect(clippy::cast_precision_loss, reason = "at most twelve")]
        let fewer = left.len().min(right.len()) as f64 - 1.0;
        let more = together * (1.0 - 1.0 / pairs) + names / pairs * fewer.min(3.0);
        0.8 * sum / pairs + 0.2 * best - CAUTION * fewer.min(CAUTION_ROWS) + more.max(-2.0 * MOST)
    }
}

/// Numbers the labels in meeting order of their first rows; known ids are kept.
fn number(order: &[u32], labels: &[u32], known: &[Option<u32>]) -> Vec<u32> {
    let mut ids: Vec<Option<u32>> = vec![None; order.len()];
    for (label, id) in labels.iter().zip(known) {
        if let (Some(to), Some(id)) = (ids.get_mut(*label as usize), id) {
            *to = Some(*id);
        }
    }
    let mut next = known.iter().flatten().max().map_or(0, |id| id + 1);
    for row in order {
        let label = labels.get(*row as usize).copied().unwrap_or(*row);
        if let Some(id @ None) = ids.get_mut(label as usize) {
            *id = Some(next);
            next += 1;
        }
    }
    labels.iter().map(|label| ids.get(*label as usize).copied().flatten().unwrap_or(0)).collect()
}
