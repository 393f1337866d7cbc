//! Threads arrows through the gaps between rows and columns, each by its cheapest way.
//!
//! Column `c` has gutter `c` on its left and `c + 1` on its right. A level is a row, or a channel beside one; an arrow may run along
//! a channel, through a free cell of a row, and up or down a gutter, so that it never runs through a box.

use super::{Link, Net, at, rows::Grid};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

const ACROSS: u32 = 12;
const ALONG_ROW: u32 = 10;
const UP: u32 = 3;
const BEND: u32 = 7;
const CROSS: u32 = 14;
const STUB: u32 = 3;
const CROWD: u32 = 1;
/// Away from where the arrow leads.
const ASTRAY: u32 = 90;

/// A level: a row, or a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Level {
    #[default]
    Channel,
    Row(usize),
}

/// A stretch along a level, from one gutter to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    pub(super) level: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The grid with its levels, and the runs of each arrow in order.
#[derive(Debug, Default)]
pub(super) struct Ways {
    pub(super) levels: Vec<Level>,
    /// The level of each row.
    pub(super) level_of: Vec<usize>,
    /// By arrow.
    pub(super) runs: Vec<Vec<Run>>,
}

/// What is taken already, by gutter and level: which nets run from there to the right, and which down.
#[derive(Default)]
struct Taken {
    right: BTreeMap<(usize, usize), BTreeSet<Net>>,
    down: BTreeMap<(usize, usize), BTreeSet<Net>>,
    /// How many arrows touch a box beside a gutter at a level.
    stubs: BTreeMap<(usize, usize), BTreeSet<Net>>,
}

impl Ways {
    pub(super) fn new(grid: &Grid, links: &[Link]) -> Self {
        let mut ways = Self::default();
        for &(_, first, count) in &grid.lanes {
            ways.levels.push(Level::Channel);
            for row in first..first + count {
                ways.level_of.push(ways.levels.len());
                ways.levels.extend([Level::Row(row), Level::Channel]);
            }
        }
        let held: BTreeSet<(usize, usize)> = grid.cells.iter().copied().collect();
        let mut order: Vec<usize> = (0..links.len()).collect();
        let far = |l: &Link| {
            let (a, b) = (at(&grid.cells, l.from), at(&grid.cells, l.to));
            (a.0.abs_diff(b.0), a.1.abs_diff(b.1))
        };
        order.sort_by_key(|&n| (links.get(n).map(far), n));
        let mut paths: Vec<Vec<(usize, usize)>> = vec![Vec::new(); links.len()];
        // The second time each arrow knows where all the others run.
        for _ in 0..2 {
            for &n in &order {
                let Some(link) = links.get(n) else { continue };
                let taken = Taken::of(grid, &ways, links, &paths, n);
                let found = ways.cheapest(grid, &held, &taken, link);
                if let Some(path) = paths.get_mut(n) {
                    *path = found;
                }
            }
        }
        ways.runs = paths.iter().map(|path| runs(path)).collect();
        ways
    }

    fn ends(&self, grid: &Grid, link: &Link) -> ((usize, usize), (usize, usize)) {
        let (from, to) = (at(&grid.cells, link.from), at(&grid.cells, link.to));
        ((from.0 + 1, at(&self.level_of, from.1)), (to.0, at(&self.level_of, to.1)))
    }

    /// The cheapest way of an arrow, as places on gutters (Dijkstra). Every place is reached both along a level and along a gutter.
    fn cheapest(&self, grid: &Grid, held: &BTreeSet<(usize, usize)>, taken: &Taken, link: &Link) -> Vec<(usize, usize)> {
        let (start, goal) = self.ends(grid, link);
        let deep = self.levels.len();
        let index = |(gutter, level): (usize, usize), level_wise: bool| (gutter * deep + level) * 2 + usize::from(level_wise);
        let mut best: Vec<u32> = vec![u32::MAX; (grid.columns + 1) * deep * 2];
        let mut back: Vec<usize> = vec![usize::MAX; best.len()];
        let mut heap = BinaryHeap::new();
        if let Some(slot) = best.get_mut(index(start, true)) {
            *slot = 0;
        }
        heap.push(Reverse((0u32, start, true)));
        let mut done = None;
        while let Some(Reverse((cost, place, level_wise))) = heap.pop() {
            let here = index(place, level_wise);
            if at(&best, here) < cost {
                continue;
            }
            if place == goal && level_wise {
                done = Some(here);
                break;
            }
            for (next, wise, step) in self.steps(grid, held, taken, link.net, place, level_wise, (start, goal)) {
                let total = cost + step;
                let there = index(next, wise);
                if let Some(slot) = best.get_mut(there).filter(|slot| total < **slot) {
                    *slot = total;
                    if let Some(came) = back.get_mut(there) {
                        *came = here;
                    }
                    heap.push(Reverse((total, next, wise)));
                }
            }
        }
        let mut path = Vec::new();
        let mut here = done;
        while let Some(one) = here {
            path.push((one / 2 / deep, one / 2 % deep));
            here = back.get(one).copied().filter(|&b| b != usize::MAX);
        }
        path.reverse();
        path.dedup();
        path
    }

    /// Where one can go from a place, and at what cost.
    #[expect(clippy::too_many_arguments, reason = "a step depends on where one is, how one came, and what is there")]
    fn steps(
        &self,
        grid: &Grid,
        held: &BTreeSet<(usize, usize)>,
        taken: &Taken,
        net: Net,
        (gutter, level): (usize, usize),
        level_wise: bool,
        (start, goal): ((usize, usize), (usize, usize)),
    ) -> Vec<((usize, usize), bool, u32)> {
        let mut found = Vec::with_capacity(4);
        let bend = |along: bool| if along == level_wise { 0 } else { BEND };
        if (gutter, level) == goal {
            found.push((goal, true, BEND));
        }
        let through = if level_wise { CROSS * taken.upright(gutter, level, net) } else { 0 };
        for right in [true, false] {
            let Some(next) = (if right { Some(gutter + 1).filter(|&g| g <= grid.columns) } else { gutter.checked_sub(1) }) else {
                continue;
            };
            let column = gutter.min(next);
            let base = match self.levels.get(level) {
                Some(Level::Channel) => ACROSS,
                Some(&Level::Row(row)) if !held.contains(&(column, row)) => ALONG_ROW,
                _ => continue,
            };
            let others = taken.others(&taken.right, (column, level), net);
            let base = if others.1 { base / 3 } else { base };
            let astray = if (next < gutter) == (goal.0 < start.0) { 0 } else { ASTRAY };
            found.push(((next, level), true, base + astray + bend(true) + CROWD * others.0 + through));
        }
        let crossed = if level_wise {
            0
        } else {
            CROSS * taken.level(gutter, level, net) + STUB * taken.others(&taken.stubs, (gutter, level), net).0
        };
        for down in [true, false] {
            let Some(next) = (if down { Some(level + 1).filter(|&l| l < self.levels.len()) } else { level.checked_sub(1) }) else {
                continue;
            };
            let others = taken.others(&taken.down, (gutter, level.min(next)), net);
            let base = if others.1 { UP / 3 } else { UP };
            found.push(((gutter, next), false, base + bend(false) + CROWD * others.0 + crossed));
        }
        found
    }
}

impl Taken {
    /// What all arrows but one take.
    fn of(grid: &Grid, ways: &Ways, links: &[Link], paths: &[Vec<(usize, usize)>], but: usize) -> Self {
        let mut taken = Self::default();
        for (_, (link, path)) in links.iter().zip(paths).enumerate().filter(|(n, _)| *n != but) {
            let (start, goal) = ways.ends(grid, link);
            for end in [start, goal] {
                taken.stubs.entry(end).or_default().insert(link.net);
            }
            for pair in path.windows(2) {
                let &[a, b] = pair else { continue };
                let kind = if a.1 == b.1 { &mut taken.right } else { &mut taken.down };
                kind.entry((a.0.min(b.0), a.1.min(b.1))).or_default().insert(link.net);
            }
        }
        taken
    }

    /// How many other nets are at a place, and whether this one is.
    fn others(&self, of: &BTreeMap<(usize, usize), BTreeSet<Net>>, place: (usize, usize), net: Net) -> (u32, bool) {
        let Some(nets) = of.get(&place) else { return (0, false) };
        let own = nets.contains(&net);
        (u32::try_from(nets.len()).unwrap_or(1 << 12).saturating_sub(u32::from(own)), own)
    }

    /// How many other nets run straight along a level past a gutter.
    fn level(&self, gutter: usize, level: usize, net: Net) -> u32 {
        let Some(before) = gutter.checked_sub(1) else { return 0 };
        both(self.right.get(&(before, level)), self.right.get(&(gutter, level)), net)
    }

    /// How many other nets run straight up or down a gutter past a level.
    fn upright(&self, gutter: usize, level: usize, net: Net) -> u32 {
        let Some(above) = level.checked_sub(1) else { return 0 };
        both(self.down.get(&(gutter, above)), self.down.get(&(gutter, level)), net)
    }
}

fn both(one: Option<&BTreeSet<Net>>, two: Option<&BTreeSet<Net>>, but: Net) -> u32 {
    let (Some(one), Some(two)) = (one, two) else { return 0 };
    u32::try_from(one.iter().filter(|&&n| n != but && two.contains(&n)).count()).unwrap_or(1 << 12)
}

/// The stretches of a way along levels, one for each time it leaves the gutter.
fn runs(path: &[(usize, usize)]) -> Vec<Run> {
    let mut found: Vec<Run> = Vec::new();
    let mut joined = false;
    for pair in path.windows(2) {
        let &[a, b] = pair else { continue };
        if a.1 != b.1 {
            joined = false;
            continue;
        }
        match found.last_mut().filter(|_| joined) {
            Some(run) => run.to = b.0,
            None => found.push(Run { level: a.1, from: a.0, to: b.0 }),
        }
        joined = true;
    }
    found
}
