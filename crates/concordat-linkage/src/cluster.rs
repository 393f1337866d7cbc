//! Clusters that do not chain: two clusters are joined only where the rows of both, taken together, speak for one child.
//!
//! Rows that no likely pair, known id or decision connects cannot come into one cluster, so each group of connected rows is clustered by itself, strongest pair first.

mod forest;
mod join;

use crate::frequency::Frequencies;
use crate::link::{Decision, Edge, Linked, Options};
use crate::records::Records;
use crate::score::Scorer;
use forest::Forest;
use join::{Joiner, Rules};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// log₂ odds of one household from which two clusters share one.
const HOUSEHOLD: f32 = 5.0;

/// Groups that one thread clusters at a time.
const GROUPS: usize = 4096;

pub(crate) fn clusters(records: &Records, frequencies: &Frequencies, scorer: &Scorer<'_>, edges: &[Edge], options: &Options) -> Linked {
    let rules = Rules::new(options);
    let groups = Groups::new(records.len(), edges, options, &rules.same);
    let starts: Vec<usize> = (0..groups.count()).collect();
    let parts: Vec<Vec<u32>> = starts
        .par_chunks(GROUPS)
        .map_init(
            || Joiner::new(records, frequencies, scorer, &rules),
            |joiner, chunk| {
                let mut labels = Vec::new();
                for group in chunk {
                    joiner.labels(groups.rows(*group), groups.edges(*group).iter().filter_map(|at| edges.get(*at as usize)), &mut labels);
                }
                labels
            },
        )
        .collect();
    let mut labels = vec![0u32; records.len()];
    for (row, label) in groups.rows.iter().zip(parts.iter().flatten()) {
        labels.get_mut(*row as usize).into_iter().for_each(|to| *to = *label);
    }
    let order = records.in_meeting_order();
    let cluster = number(&order, &labels, &options.known);
    let mut homes = Forest::new(records.len());
    for (row, label) in (0..).zip(&labels) {
        homes.join(row, *label);
    }
    for edge in edges.iter().filter(|edge| edge.same > 0.0 || edge.household > HOUSEHOLD) {
        homes.join(edge.a, edge.b);
    }
    let household = number(&order, &homes.roots(), &[]);
    Linked { cluster, household, ..Linked::default() }
}

/// Rows in groups that anything connects, with the pairs within each.
struct Groups {
    /// All rows, group by group, ascending within each.
    rows: Vec<u32>,
    row_starts: Vec<u32>,
    /// Places among the edges, group by group.
    edges: Vec<u32>,
    edge_starts: Vec<u32>,
}

impl Groups {
    fn new(rows: usize, edges: &[Edge], options: &Options, decided: &[Decision]) -> Self {
        let mut forest = Forest::new(rows);
        for edge in edges.iter().filter(|edge| edge.same > 0.0) {
            forest.join(edge.a, edge.b);
        }
        let mut first: BTreeMap<u32, u32> = BTreeMap::new();
        for (row, id) in (0..).zip(&options.known).filter_map(|(row, id)| Some((row, (*id)?))) {
            forest.join(*first.entry(id).or_insert(row), row);
        }
        for decision in decided {
            forest.join(decision.a, decision.b);
        }
        // A root becomes the number of its group; it stands before all others of the group.
        let mut of = forest.roots();
        let mut count = 0;
        for row in 0..of.len() {
            let root = of.get(row).map_or(0, |root| *root as usize);
            let number = if root == row { count } else { of.get(root).copied().unwrap_or(0) };
            count += u32::from(root == row);
            of.get_mut(row).into_iter().for_each(|to| *to = number);
        }
        let group = |row: u32| of.get(row as usize).copied().unwrap_or(0);
        let (rows, row_starts) = sorted(count, || (0..).zip(&of).map(|(row, group)| (row, *group)));
        let within = || (0..).zip(edges).filter(|(_, edge)| group(edge.a) == group(edge.b)).map(|(at, edge)| (at, group(edge.a)));
        let (edges, edge_starts) = sorted(count, within);
        Self { rows, row_starts, edges, edge_starts }
    }

    fn count(&self) -> usize {
        self.row_starts.len().saturating_sub(1)
    }

    fn rows(&self, group: usize) -> &[u32] {
        part(&self.rows, &self.row_starts, group)
    }

    fn edges(&self, group: usize) -> &[u32] {
        part(&self.edges, &self.edge_starts, group)
    }
}

fn part<'a>(all: &'a [u32], starts: &[u32], at: usize) -> &'a [u32] {
    let start = |at: usize| starts.get(at).map_or(0, |start| *start as usize);
    all.get(start(at)..start(at + 1)).unwrap_or_default()
}

/// Items by their group, in the order they come in within each, and where each group starts.
fn sorted<I: Iterator<Item = (u32, u32)>>(groups: u32, items: impl Fn() -> I) -> (Vec<u32>, Vec<u32>) {
    let mut starts = vec![0u32; groups as usize + 2];
    for (_, group) in items() {
        starts.get_mut(group as usize + 2).into_iter().for_each(|count| *count += 1);
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    // Each start runs up to where the next group begins, and so becomes it.
    let mut sorted = vec![0u32; sum as usize];
    for (item, group) in items() {
        if let Some(next) = starts.get_mut(group as usize + 1) {
            sorted.get_mut(*next as usize).into_iter().for_each(|to| *to = item);
            *next += 1;
        }
    }
    starts.truncate(groups as usize + 1);
    (sorted, starts)
}

/// Numbers the labels in meeting order of their first rows; known ids are kept.
fn number(order: &[u32], labels: &[u32], known: &[Option<u32>]) -> Vec<u32> {
    let mut ids: Vec<Option<u32>> = vec![None; order.len()];
    for (label, id) in labels.iter().zip(known) {
        if let (Some(to), Some(id)) = (ids.get_mut(*label as usize), id) {
            *to = Some(*id);
        }
    }
    let mut next = known.iter().flatten().max().map_or(0, |id| id.saturating_add(1));
    for row in order {
        let label = labels.get(*row as usize).copied().unwrap_or(*row);
        if let Some(id @ None) = ids.get_mut(label as usize) {
            *id = Some(next);
            next = next.saturating_add(1);
        }
    }
    labels.iter().map(|label| ids.get(*label as usize).copied().flatten().unwrap_or(0)).collect()
}
