//! Which row of its lane each box stands in, so that arrows cross little and run straight.

use super::{Link, at};
use std::collections::BTreeMap;

/// What a crossing weighs against an arrow that climbs one row.
const CROSSING: i64 = 14;
const CLIMB: i64 = 4;
/// What a box on an arrow's straight way weighs.
const BLOCKED: i64 = 3;
/// Rounds of swapping; few are ever needed.
const ROUNDS: usize = 12;

/// Boxes on a grid of columns and rows, with the rows of each lane.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    pub(super) columns: usize,
    /// Column and row of each node.
    pub(super) cells: Vec<(usize, usize)>,
    /// Lanes that have a node, from the top: which, its first row, how many rows.
    pub(super) lanes: Vec<(usize, usize, usize)>,
}

/// A few grids worth drawing; the best is known when arrows have been threaded through.
pub(super) fn grids(lane_of: &[usize], rank: &[usize], links: &[Link], tries: usize) -> Vec<Grid> {
    let mut groups: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (node, (&lane, &rank)) in lane_of.iter().zip(rank).enumerate() {
        groups.entry((lane, rank)).or_default().push(node);
    }
    let mut tallest: BTreeMap<usize, usize> = BTreeMap::new();
    for (&(lane, _), held) in &groups {
        let most = tallest.entry(lane).or_default();
        *most = (*most).max(held.len());
    }
    let mut made: Vec<Grid> = Vec::new();
    for spare in [0, 1] {
        let mut lanes = Vec::new();
        let mut rows = 0;
        for (&lane, &most) in &tallest {
            let most = if most > 1 { most + spare } else { most };
            lanes.push((lane, rows, most));
            rows += most;
        }
        let columns = rank.iter().max().map_or(0, |r| r + 1);
        let mut plain = Grid { columns, cells: vec![(0, 0); lane_of.len()], lanes };
        for (&(lane, rank), held) in &groups {
            let (first, most) = plain.lane(lane);
            for (n, &node) in held.iter().enumerate() {
                plain.put(node, rank, first + (most - held.len()) / 2 + n);
            }
        }
        let mut centred = plain.clone();
        barycentres(&mut centred, &groups, links);
        for mut grid in [centred, plain] {
            if made.len() >= tries {
                break;
            }
            settle(&mut grid, lane_of, &groups, links);
            made.push(grid);
        }
    }
    made.dedup_by(|a, b| a.cells == b.cells);
    made
}

impl Grid {
    /// The first row of a lane, and how many it has.
    fn lane(&self, lane: usize) -> (usize, usize) {
        self.lanes.iter().find(|l| l.0 == lane).map_or((0, 1), |l| (l.1, l.2))
    }

    fn put(&mut self, node: usize, column: usize, row: usize) {
        if let Some(cell) = self.cells.get_mut(node) {
            *cell = (column, row);
        }
    }
}

/// Sorts each column's part of a lane by the mean row of what its boxes are linked to, from left to right and back (Sugiyama,
/// Tagawa and Toda, 1981), and puts each box as near to that row as those above it let it.
fn barycentres(grid: &mut Grid, groups: &BTreeMap<(usize, usize), Vec<usize>>, links: &[Link]) {
    let mut keys: Vec<(usize, usize)> = groups.keys().map(|&(lane, rank)| (rank, lane)).collect();
    keys.sort_unstable();
    for sweep in 0..6 {
        if sweep > 0 {
            keys.reverse();
        }
        for &(rank, lane) in &keys {
            let Some(held) = groups.get(&(lane, rank)) else { continue };
            let (first, most) = grid.lane(lane);
            let mut keyed: Vec<(usize, usize)> = held.iter().map(|&n| (mean_row(grid, links, n), n)).collect();
            keyed.sort_unstable();
            let mut next = first;
            for (n, &(mean, node)) in keyed.iter().enumerate() {
                let last = first + most - (keyed.len() - n);
                let row = (mean / 16).clamp(next, last.max(next));
                grid.put(node, rank, row);
                next = row + 1;
            }
        }
    }
}

/// The mean row of what a node is linked to, in sixteenths; its own where it is linked to nothing.
fn mean_row(grid: &Grid, links: &[Link], node: usize) -> usize {
    let linked = links.iter().filter_map(|l| match (l.from == node, l.to == node) {
        (true, false) => Some(at(&grid.cells, l.to).1),
        (false, true) => Some(at(&grid.cells, l.from).1),
        _ => None,
    });
    let (sum, count) = linked.fold((0, 0), |(sum, count), row| (sum + row, count + 1));
    (sum * 16).checked_div(count).unwrap_or(at(&grid.cells, node).1 * 16)
}

/// Swaps boxes of one column and lane, or moves them to free rows, for as long as that makes the drawing better.
fn settle(grid: &mut Grid, lane_of: &[usize], groups: &BTreeMap<(usize, usize), Vec<usize>>, links: &[Link]) {
    let touching: Vec<Vec<usize>> = (0..grid.cells.len())
        .map(|node| links.iter().enumerate().filter(|(_, l)| l.from == node || l.to == node).map(|(n, _)| n).collect())
        .collect();
    for _ in 0..ROUNDS {
        let mut better = false;
        for node in 0..grid.cells.len() {
            let (column, row) = at(&grid.cells, node);
            let lane = at(lane_of, node);
            let (first, most) = grid.lane(lane);
            let held = groups.get(&(lane, column)).map_or(&[][..], Vec::as_slice);
            let mut best: Option<(i64, usize)> = None;
            for other in (first..first + most).filter(|&r| r != row) {
                let gain = swap_gain(grid, links, &touching, held, node, other);
                if gain > best.map_or(0, |b| b.0) {
                    best = Some((gain, other));
                }
            }
            if let Some((_, other)) = best {
                swap(grid, held, node, other);
                better = true;
            }
        }
        if !better {
            return;
        }
    }
}

fn swap(grid: &mut Grid, held: &[usize], node: usize, row: usize) -> Option<usize> {
    let (column, own) = at(&grid.cells, node);
    let there = held.iter().copied().find(|&n| at(&grid.cells, n) == (column, row));
    grid.put(node, column, row);
    if let Some(other) = there {
        grid.put(other, column, own);
    }
    there
}

fn swap_gain(grid: &mut Grid, links: &[Link], touching: &[Vec<usize>], held: &[usize], node: usize, row: usize) -> i64 {
    let own = at(&grid.cells, node).1;
    let column = at(&grid.cells, node).0;
    let there = held.iter().copied().find(|&n| at(&grid.cells, n) == (column, row));
    let mut moved: Vec<usize> = touching.get(node).into_iter().chain(there.and_then(|n| touching.get(n))).flatten().copied().collect();
    moved.sort_unstable();
    moved.dedup();
    let before = cost(grid, links, &moved);
    swap(grid, held, node, row);
    let after = cost(grid, links, &moved);
    swap(grid, held, node, own);
    before - after
}

/// What some arrows cost: how far they climb, what stands in their way, and which others they cross if all were straight.
fn cost(grid: &Grid, links: &[Link], some: &[usize]) -> i64 {
    let mut sum = 0;
    for &n in some {
        let Some(link) = links.get(n) else { continue };
        let (a, b) = ends(grid, link);
        sum += CLIMB * whole(a.1.abs_diff(b.1));
        if a.1 == b.1 && a.0 + 1 < b.0 {
            sum += BLOCKED * whole(grid.cells.iter().filter(|c| c.1 == a.1 && c.0 > a.0 && c.0 < b.0).count());
        }
        for (m, other) in links.iter().enumerate() {
            let twice = some.binary_search(&m).is_ok() && m <= n;
            if !twice && other.net != link.net && crosses((a, b), ends(grid, other)) {
                sum += CROSSING;
            }
        }
    }
    sum
}

type Cell = (usize, usize);

/// The ends of an arrow from left to right.
fn ends(grid: &Grid, link: &Link) -> (Cell, Cell) {
    let (a, b) = (at(&grid.cells, link.from), at(&grid.cells, link.to));
    if a.0 <= b.0 { (a, b) } else { (b, a) }
}

/// Whether two straight lines change sides between the columns that both span.
fn crosses(one: (Cell, Cell), two: (Cell, Cell)) -> bool {
    let (low, high) = (one.0.0.max(two.0.0), one.1.0.min(two.1.0));
    if low >= high {
        return false;
    }
    let height = |line: (Cell, Cell), column: usize| -> i64 {
        let (run, rise) = (whole(line.1.0 - line.0.0).max(1), whole(line.1.1) - whole(line.0.1));
        whole(line.0.1) * 840 + rise * 840 * whole(column - line.0.0) / run
    };
    let left = height(one, low) - height(two, low);
    let right = height(one, high) - height(two, high);
    left.signum() * right.signum() < 0
}

fn whole(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX / 4096)
}
