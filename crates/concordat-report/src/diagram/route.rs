//! Threads arrows through the gaps of the grid.
//!
//! Column `c` has gutter `c` on its left and `c + 1` on its right; row `r` has channel `r` above and `r + 1` below. An
//! arrow leaves its box into a gutter, changes to the channel beside its target's row where it has columns to cross, and
//! comes in from the gutter at its target. Solid arrows to one target join on the way: what they join leads nowhere else.

use super::layout::{Edge, Line};
use std::collections::BTreeMap;

/// Arrows that share a way: target, line, and for lines that are not solid the source, whose dashes must not overlap.
type Net = (usize, Line, usize);

/// A place along a gutter in half rows: row `r` is `2r + 1`, channel `h` is `2h`.
type Ordinal = usize;

/// One arrow's way over the grid.
#[derive(Debug, Clone)]
pub(super) struct Way {
    pub(super) edge: Edge,
    /// The gutter it leaves into, and the one it comes in from; the same where no column is crossed.
    pub(super) out: usize,
    pub(super) back: usize,
    /// The channel it crosses columns in.
    pub(super) channel: Option<usize>,
    pub(super) from: (usize, usize),
    pub(super) to: (usize, usize),
    net: Net,
}

/// The ways, and which track each takes where.
#[derive(Debug, Default)]
pub(super) struct Routes {
    pub(super) ways: Vec<Way>,
    /// By gutter and row: the height at which each net touches a box there.
    slots: BTreeMap<(usize, usize), BTreeMap<Net, usize>>,
    gutters: BTreeMap<usize, BTreeMap<Net, usize>>,
    channels: BTreeMap<usize, BTreeMap<Net, usize>>,
}

impl Routes {
    /// Finds a way for every edge between two different cells.
    pub(super) fn new(edges: &[Edge], cells: &[Option<(usize, usize)>], columns: usize) -> Self {
        let cell = |node: usize| cells.get(node).copied().flatten();
        let ways = edges.iter().filter_map(|&edge| way(edge, cell(edge.from)?, cell(edge.to)?, columns));
        let mut routes = Self { ways: ways.collect(), ..Self::default() };
        routes.set_slots();
        routes.set_tracks();
        routes
    }

    /// How many slots are used beside a row, on either side of any of its boxes.
    pub(super) fn slots_beside(&self, column: usize, row: usize) -> usize {
        let beside = |gutter| self.slots.get(&(gutter, row)).map_or(0, BTreeMap::len);
        beside(column).max(beside(column + 1))
    }

    pub(super) fn gutter_tracks(&self, gutter: usize) -> usize {
        self.gutters.get(&gutter).and_then(|t| t.values().max()).map_or(0, |most| most + 1)
    }

    pub(super) fn channel_tracks(&self, channel: usize) -> usize {
        self.channels.get(&channel).and_then(|t| t.values().max()).map_or(0, |most| most + 1)
    }

    pub(super) fn slot(&self, way: &Way, gutter: usize, row: usize) -> usize {
        self.slots.get(&(gutter, row)).and_then(|s| s.get(&way.net)).copied().unwrap_or(0)
    }

    pub(super) fn gutter_track(&self, way: &Way, gutter: usize) -> usize {
        self.gutters.get(&gutter).and_then(|t| t.get(&way.net)).copied().unwrap_or(0)
    }

    pub(super) fn channel_track(&self, way: &Way, channel: usize) -> usize {
        self.channels.get(&channel).and_then(|t| t.get(&way.net)).copied().unwrap_or(0)
    }

    /// Gives each net its own height beside each row it touches, those that come from above at the top.
    fn set_slots(&mut self) {
        let mut touching: BTreeMap<(usize, usize), BTreeMap<Net, Vec<usize>>> = BTreeMap::new();
        for way in &self.ways {
            touching.entry((way.out, way.from.1)).or_default().entry(way.net).or_default().push(way.to.1);
            touching.entry((way.back, way.to.1)).or_default().entry(way.net).or_default().push(way.from.1);
        }
        for (place, nets) in touching {
            let mut keyed: Vec<(usize, Net)> =
                nets.into_iter().map(|(net, far)| (far.iter().sum::<usize>() * 16 / far.len().max(1), net)).collect();
            keyed.sort_unstable();
            self.slots.insert(place, keyed.into_iter().enumerate().map(|(slot, (_, net))| (net, slot)).collect());
        }
    }

    /// Gives nets that run side by side tracks of their own (the left-edge algorithm of channel routing).
    fn set_tracks(&mut self) {
        let mut gutters: BTreeMap<usize, BTreeMap<Net, (Ordinal, Ordinal)>> = BTreeMap::new();
        let mut channels: BTreeMap<usize, BTreeMap<Net, (Ordinal, Ordinal)>> = BTreeMap::new();
        for way in &self.ways {
            let (from, to) = (2 * way.from.1 + 1, 2 * way.to.1 + 1);
            match way.channel {
                None if way.from.1 == way.to.1 && way.from.0 != way.to.0 => {}
                None => widen(&mut gutters, way.out, way.net, from, to),
                Some(channel) => {
                    widen(&mut gutters, way.out, way.net, from, 2 * channel);
                    widen(&mut gutters, way.back, way.net, 2 * channel, to);
                    widen(&mut channels, channel, way.net, way.out, way.back);
                }
            }
        }
        self.gutters = gutters.into_iter().map(|(gutter, nets)| (gutter, tracks(&nets))).collect();
        self.channels = channels.into_iter().map(|(channel, nets)| (channel, tracks(&nets))).collect();
    }
}

/// The way of one edge; none from a box to itself.
fn way(edge: Edge, from: (usize, usize), to: (usize, usize), columns: usize) -> Option<Way> {
    let source = if edge.line == Line::Solid { 0 } else { edge.from };
    let net = (edge.to, edge.line, source);
    let (out, back) = match from.0.cmp(&to.0) {
        std::cmp::Ordering::Less => (from.0 + 1, to.0),
        std::cmp::Ordering::Greater => (from.0, to.0 + 1),
        std::cmp::Ordering::Equal if from.1 == to.1 => return None,
        // Boxes of the last column are linked on their left, so that the drawing does not widen.
        std::cmp::Ordering::Equal if from.0 + 1 == columns && columns > 1 => (from.0, from.0),
        std::cmp::Ordering::Equal => (from.0 + 1, from.0 + 1),
    };
    let channel = (out != back).then_some(if from.1 > to.1 { to.1 + 1 } else { to.1 });
    Some(Way { edge, out, back, channel, from, to, net })
}

fn widen(places: &mut BTreeMap<usize, BTreeMap<Net, (Ordinal, Ordinal)>>, place: usize, net: Net, a: Ordinal, b: Ordinal) {
    let (low, high) = (a.min(b), a.max(b));
    let held = places.entry(place).or_default().entry(net).or_insert((low, high));
    *held = (held.0.min(low), held.1.max(high));
}

fn tracks(nets: &BTreeMap<Net, (Ordinal, Ordinal)>) -> BTreeMap<Net, usize> {
    let mut sorted: Vec<(Ordinal, Ordinal, Net)> = nets.iter().map(|(&net, &(low, high))| (low, high, net)).collect();
    sorted.sort_unstable();
    let mut ends: Vec<Ordinal> = Vec::new();
    let mut given = BTreeMap::new();
    for (low, high, net) in sorted {
        let free = ends.iter().position(|&end| end < low);
        let track = free.unwrap_or(ends.len());
        match ends.get_mut(track) {
            Some(end) => *end = high,
            None => ends.push(high),
        }
        given.insert(net, track);
    }
    given
}
