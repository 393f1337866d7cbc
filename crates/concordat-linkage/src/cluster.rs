//! Clusters that do not chain: two clusters are joined only where the rows of both, taken together, speak for one child.

use crate::compare::Comparer;
use crate::frequency::Frequencies;
use crate::link::{Edge, Linked, Options};
use crate::records::Records;
use crate::score::Scorer;
use std::collections::BTreeMap;

/// Bits a single pair may count for or against joining.
const MOST: f64 = 10.0;
/// Rows of a cluster that speak for it.
const SPEAKERS: usize = 12;
/// log₂ odds of one household from which two clusters share one.
const HOUSEHOLD: f64 = 5.0;

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
    let mut order: Vec<&Edge> = edges.iter().filter(|edge| edge.score.same > 0.0).collect();
    order.sort_by(|x, y| y.score.same.total_cmp(&x.score.same).then((x.a, x.b).cmp(&(y.a, y.b))));
    let mut joiner = Joiner::new(records, frequencies, scorer, options);
    for edge in order {
        joiner.consider(edge.a, edge.b);
    }
    let Joiner { mut forest, .. } = joiner;
    let cluster = number(records, &mut forest, &options.known);
    let mut homes = forest;
    for edge in edges.iter().filter(|edge| edge.score.same > 0.0 || edge.score.household > HOUSEHOLD) {
        homes.join(edge.a, edge.b);
    }
    let household = number(records, &mut homes, &[]);
    Linked { cluster, household, ..Linked::default() }
}

struct Joiner<'a> {
    records: &'a Records,
    scorer: &'a Scorer<'a>,
    comparer: Comparer<'a>,
    forest: Forest,
    members: Vec<Vec<u32>>,
    apart: BTreeMap<u32, Vec<u32>>,
    known: &'a [Option<u32>],
}

impl<'a> Joiner<'a> {
    fn new(records: &'a Records, frequencies: &'a Frequencies, scorer: &'a Scorer<'a>, options: &'a Options) -> Self {
        let rows = u32::try_from(records.len()).unwrap_or(u32::MAX);
        let mut joiner = Self {
            records,
            scorer,
            comparer: Comparer::new(records, frequencies),
            forest: Forest::new(records.len()),
            members: (0..rows).map(|row| vec![row]).collect(),
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
        let moved = self.members.get_mut(high as usize).map(std::mem::take).unwrap_or_default();
        self.members.get_mut(low as usize).into_iter().for_each(|members| members.extend(&moved));
        self.forest.join(low, high);
    }

    /// Joins the clusters of two rows if all their rows together say so.
    fn consider(&mut self, a: u32, b: u32) {
        let (a, b) = (self.forest.root(a), self.forest.root(b));
        if a == b || self.forbidden(a, b) {
            return;
        }
        if self.affinity(a, b) > 0.0 {
            self.join(a, b);
        }
    }

    fn rows(&self, root: u32) -> &[u32] {
        self.members.get(root as usize).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether people have decided that the clusters are apart, or both were given ids before.
    fn forbidden(&self, a: u32, b: u32) -> bool {
        let id = |root: u32| self.rows(root).iter().find_map(|row| self.known.get(*row as usize).copied().flatten());
        if !self.known.is_empty()
            && let (Some(x), Some(y)) = (id(a), id(b))
            && x != y
        {
            return true;
        }
        !self.apart.is_empty()
            && self
                .rows(a)
                .iter()
                .any(|row| self.apart.get(row).is_some_and(|others| others.iter().any(|other| self.rows(b).contains(other))))
    }

    /// Mean weight of the pairs between two clusters, and the best of them, half and half.
    fn affinity(&mut self, a: u32, b: u32) -> f64 {
        let left: Vec<u32> = self.rows(a).iter().copied().take(SPEAKERS).collect();
        let right: Vec<u32> = self.rows(b).iter().copied().take(SPEAKERS).collect();
        let (mut sum, mut pairs, mut best) = (0.0, 0.0, -MOST);
        for x in left.iter().filter_map(|row| self.records.entries.get(*row as usize)) {
            for y in right.iter().filter_map(|row| self.records.entries.get(*row as usize)) {
                let pattern = self.comparer.compare(x, y);
                let weight = self.scorer.score(x, y, pattern).same.clamp(-MOST, MOST);
                sum += weight;
                pairs += 1.0;
                best = f64::max(best, weight);
            }
        }
        (sum / f64::max(pairs, 1.0) + best) / 2.0
    }
}

/// Numbers the trees in meeting order of their first rows; known ids are kept.
fn number(records: &Records, forest: &mut Forest, known: &[Option<u32>]) -> Vec<u32> {
    let rows = u32::try_from(records.len()).unwrap_or(u32::MAX);
    let mut order: Vec<u32> = (0..rows).collect();
    order.sort_by_key(|row| (records.entries.get(*row as usize).map_or(0, |entry| entry.day), *row));
    let mut ids: Vec<Option<u32>> = vec![None; records.len()];
    for (row, id) in (0..rows).zip(known) {
        let root = forest.root(row);
        if let (Some(to), Some(id)) = (ids.get_mut(root as usize), id) {
            *to = Some(*id);
        }
    }
    let mut next = known.iter().flatten().max().map_or(0, |id| id + 1);
    for row in &order {
        let root = forest.root(*row);
        if let Some(id @ None) = ids.get_mut(root as usize) {
            *id = Some(next);
            next += 1;
        }
    }
    (0..rows).map(|row| ids.get(forest.root(row) as usize).copied().flatten().unwrap_or(0)).collect()
}
