//! Where arrows touch boxes, and where they run through free cells, as heights about the middle of the row.

use super::{Link, Net, at, rows::Grid, ways::Level, ways::Ways};
use std::collections::{BTreeMap, BTreeSet};

/// Between two arrows side by side; wider where one ends in a head.
const SPACE: i32 = 11;
/// Under a label, above its arrow; and above a label.
const UNDER: i32 = 3;
/// Nearer than this two arrows of one row would look like one.
const NEAR: i32 = 8;

/// An arrow's run through free cells of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pass {
    pub(super) net: Net,
    pub(super) low: usize,
    pub(super) high: usize,
    pub(super) offset: i32,
}

/// Heights about the middle of the row.
#[derive(Debug, Default)]
pub(super) struct Ports {
    /// Where each arrow leaves its box.
    pub(super) exit: Vec<i32>,
    /// Where each arrow comes in.
    pub(super) entry: Vec<i32>,
    /// By level.
    pub(super) passes: BTreeMap<usize, Vec<Pass>>,
}

impl Ports {
    pub(super) fn new(grid: &Grid, ways: &Ways, links: &[Link]) -> Self {
        let mut ports = Self { exit: vec![0; links.len()], entry: vec![0; links.len()], passes: BTreeMap::new() };
        for node in 0..grid.cells.len() {
            spread(&mut ports.exit, links, node, true, |n| turns(grid, ways, links, n, true));
            spread(&mut ports.entry, links, node, false, |n| turns(grid, ways, links, n, false));
        }
        ports.part(grid, links, ways);
        ports.pass(grid, ways, links);
        ports
    }

    /// The furthest that anything of a row reaches above and below its middle, labels included; boxes apart.
    pub(super) fn reach(&self, grid: &Grid, ways: &Ways, links: &[Link], row: usize) -> (i32, i32) {
        let mut reach = (0, 0);
        for (n, link) in links.iter().enumerate() {
            let label = link.label_height + if link.label_height > 0 { 2 * UNDER } else { NEAR };
            for (node, offset, own) in [(link.from, at(&self.exit, n), link.at_source()), (link.to, at(&self.entry, n), !link.at_source())]
            {
                if at(&grid.cells, node).1 == row {
                    reach.0 = reach.0.max(if own { label } else { NEAR } - offset);
                    reach.1 = reach.1.max(offset + NEAR);
                }
            }
        }
        for pass in self.passes.get(&at(&ways.level_of, row)).into_iter().flatten() {
            reach = (reach.0.max(NEAR - pass.offset), reach.1.max(pass.offset + NEAR));
        }
        reach
    }

    /// How far the ports of a box lie from its middle.
    pub(super) fn span(&self, links: &[Link], node: usize) -> i32 {
        let exits = links.iter().zip(&self.exit).filter(|(l, _)| l.from == node).map(|(_, y)| y.abs());
        let entries = links.iter().zip(&self.entry).filter(|(l, _)| l.to == node).map(|(_, y)| y.abs());
        exits.chain(entries).max().unwrap_or(0)
    }

    /// Moves the ends of arrows at a box up or down where they would meet those that leave the box on its left, or so that an
    /// arrow between the two runs straight.
    fn part(&mut self, grid: &Grid, links: &[Link], ways: &Ways) {
        let by_cell: BTreeMap<(usize, usize), usize> = grid.cells.iter().enumerate().map(|(n, &c)| (c, n)).collect();
        for (&(column, row), &node) in &by_cell {
            let left = column.checked_sub(1).and_then(|c| by_cell.get(&(c, row)));
            let Some(&left) = left else { continue };
            let out: Vec<(Net, i32)> = links.iter().zip(&self.exit).filter(|(l, _)| l.from == left).map(|(l, &y)| (l.net, y)).collect();
            let into: Vec<usize> = links.iter().enumerate().filter(|(_, l)| l.to == node).map(|(n, _)| n).collect();
            let straight: Vec<i32> = into
                .iter()
                .filter(|&&n| links.get(n).is_some_and(|l| l.from == left) && ways.runs.get(n).is_some_and(Vec::is_empty))
                .map(|&n| at(&self.exit, n) - at(&self.entry, n))
                .collect();
            let mut tries: Vec<i32> = straight.iter().copied().filter(|s| s.abs() <= 26).collect();
            tries.extend((0..30).flat_map(|n| [n * 4, -n * 4]));
            let clear = |shift: i32| {
                into.iter().all(|&n| {
                    let (net, y) = (links.get(n).map(|l| l.net), at(&self.entry, n) + shift);
                    out.iter().all(|&(other, there)| Some(other) == net || (there - y).abs() >= NEAR)
                })
            };
            let Some(shift) = tries.into_iter().find(|&s| clear(s)) else { continue };
            for n in into {
                if let Some(y) = self.entry.get_mut(n) {
                    *y += shift;
                }
            }
        }
    }

    /// Gives arrows that run through free cells of a row heights of their own, straight on from their ends where that can be.
    fn pass(&mut self, grid: &Grid, ways: &Ways, links: &[Link]) {
        let mut found: BTreeMap<usize, BTreeMap<Net, Vec<(usize, usize)>>> = BTreeMap::new();
        for (link, runs) in links.iter().zip(&ways.runs) {
            for run in runs.iter().filter(|r| matches!(at(&ways.levels, r.level), Level::Row(_))) {
                let span = (run.from.min(run.to), run.from.max(run.to));
                found.entry(run.level).or_default().entry(link.net).or_default().push(span);
            }
        }
        for (level, nets) in found {
            let Level::Row(row) = at(&ways.levels, level) else { continue };
            let mut passes: Vec<Pass> = Vec::new();
            for (net, mut spans) in nets {
                spans.sort_unstable();
                for (low, high) in merged(&spans) {
                    let offset = self.offset(grid, links, row, net, (low, high), &passes);
                    passes.push(Pass { net, low, high, offset });
                }
            }
            self.passes.insert(level, passes);
        }
    }

    fn offset(&self, grid: &Grid, links: &[Link], row: usize, net: Net, (low, high): (usize, usize), passes: &[Pass]) -> i32 {
        let mut wanted = Vec::new();
        let mut others: BTreeSet<i32> = BTreeSet::new();
        for (n, link) in links.iter().enumerate() {
            let (from, to) = (at(&grid.cells, link.from), at(&grid.cells, link.to));
            let ends = [(from.1 == row && from.0 + 1 == low, at(&self.exit, n)), (to.1 == row && to.0 == high, at(&self.entry, n))];
            // Arrows also leave and come in beside the far ends of the run, where it turns.
            let beside = [(from.1 == row && from.0 + 1 == high, at(&self.exit, n)), (to.1 == row && to.0 == low, at(&self.entry, n))];
            for (_, y) in ends.into_iter().chain(beside).filter(|(here, _)| *here) {
                if link.net == net {
                    wanted.push(y);
                } else {
                    others.insert(y);
                }
            }
        }
        others.extend(passes.iter().filter(|p| p.low <= high && low <= p.high).map(|p| p.offset));
        wanted.extend((0..60).flat_map(|n| [n * 4, -n * 4]));
        wanted.into_iter().find(|y| others.iter().all(|o| (o - y).abs() >= NEAR)).unwrap_or(0)
    }

    /// The height of an arrow's run along a row.
    pub(super) fn pass_at(&self, level: usize, net: Net, low: usize, high: usize) -> i32 {
        let passes = self.passes.get(&level).map_or(&[][..], Vec::as_slice);
        passes.iter().find(|p| p.net == net && p.low <= low && high <= p.high).map_or(0, |p| p.offset)
    }
}

/// Sorted spans, those that touch made one.
pub(super) fn merged<T: Ord + Copy>(spans: &[(T, T)]) -> Vec<(T, T)> {
    let mut made: Vec<(T, T)> = Vec::new();
    for &(low, high) in spans {
        match made.last_mut().filter(|last| low <= last.1) {
            Some(last) => last.1 = last.1.max(high),
            None => made.push((low, high)),
        }
    }
    made
}

/// Spreads the arrows of one side of a box over it: those that go up at the top. Arrows of a net that is shared on this side have one
/// place.
fn spread(heights: &mut [i32], links: &[Link], node: usize, leaving: bool, key: impl Fn(usize) -> (usize, usize)) {
    let mut places: BTreeMap<(Net, usize), (Vec<usize>, i32)> = BTreeMap::new();
    for (n, link) in links.iter().enumerate().filter(|(_, l)| if leaving { l.from == node } else { l.to == node }) {
        let own = link.at_source() == leaving;
        let place = places.entry((link.net, if own { n } else { usize::MAX })).or_default();
        place.0.push(n);
        if own {
            place.1 = link.label_height;
        }
    }
    let mut sorted: Vec<((usize, usize), Vec<usize>, i32)> = places
        .into_values()
        .map(|(held, label)| {
            let keys: Vec<(usize, usize)> = held.iter().map(|&n| key(n)).collect();
            let mean = |of: fn(&(usize, usize)) -> usize| keys.iter().map(of).sum::<usize>() * 16 / keys.len().max(1);
            ((mean(|k| k.0), mean(|k| k.1)), held, label)
        })
        .collect();
    sorted.sort();
    let mut y = 0;
    let mut made: Vec<(Vec<usize>, i32)> = Vec::new();
    for (n, (_, held, label)) in sorted.into_iter().enumerate() {
        if n > 0 {
            y += SPACE.max(if label > 0 { label + 3 * UNDER } else { 0 });
        }
        made.push((held, y));
    }
    for (held, own) in made {
        for n in held {
            if let Some(slot) = heights.get_mut(n) {
                *slot = own - y / 2;
            }
        }
    }
}

/// The level to which an arrow first turns, and its end's, seen from the box it leaves; the other way round for where it comes in.
fn turns(grid: &Grid, ways: &Ways, links: &[Link], n: usize, leaving: bool) -> (usize, usize) {
    let Some(link) = links.get(n) else { return (0, 0) };
    let level = |node: usize| at(&ways.level_of, at(&grid.cells, node).1);
    let (own, far) = if leaving { (level(link.from), level(link.to)) } else { (level(link.to), level(link.from)) };
    let mut levels: Vec<usize> = ways.runs.get(n).into_iter().flatten().map(|r| r.level).collect();
    if !leaving {
        levels.reverse();
    }
    (levels.into_iter().find(|&l| l != own).unwrap_or(far), far)
}
