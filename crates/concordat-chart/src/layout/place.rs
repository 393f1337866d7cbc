//! Pixels: the heights of rows and channels, the widths of columns and gutters, and the corners of arrows.

use super::{
    Arrow, Label, LaneBand, Layout, Link, NOTE, NOTE_LINE, Net, PAD, Placed, Point, Rect, TITLE, TITLE_LINE, at,
    ports::{Ports, merged},
    px,
    rows::Grid,
    tracks::tracks,
    ways::{Level, Run, Ways},
};
use crate::{
    Chart, Kind,
    measure::{Weight, width, wrap},
};
use std::collections::{BTreeMap, BTreeSet};

/// Between two arrows side by side.
const TRACK: i32 = 10;
/// Between a line and the boxes beside its channel or gutter; an arrow's head is shorter.
const CLEAR: i32 = 14;
/// A channel in which nothing runs, and a gutter at the edge.
const EMPTY: i32 = 8;
/// The least and the most a box is wide.
const BOX: (i32, i32) = (104, 172);
/// How wide the names of lanes are, with the space about them.
const HEAD: i32 = 118;
/// How far the slanted sides of a decision reach in.
pub(crate) const SLANT: i32 = 12;

/// Where a line runs along a channel: from gutter to gutter, and its height.
struct Line {
    net: Net,
    low: usize,
    high: usize,
    y: i32,
}

/// Everything known while places are found.
struct Draft<'a> {
    chart: &'a Chart,
    grid: &'a Grid,
    links: &'a [Link],
    ways: Ways,
    ports: Ports,
    boxes: Vec<Placed>,
    breadths: Vec<i32>,
    /// Middles of rows.
    middles: Vec<i32>,
    /// Lines of channels, by level.
    lines: BTreeMap<usize, Vec<Line>>,
}

/// One upright stretch of an arrow: in which gutter, from which height to which, and to which sides it goes on.
#[derive(Clone, Copy)]
struct Upright {
    gutter: usize,
    from: (i32, bool),
    to: (i32, bool),
}

/// Upright stretches of a net that touch, in one gutter.
struct Trunk {
    net: Net,
    low: i32,
    high: i32,
    /// Heights at which lines join it: from the left, from the right.
    left: Vec<i32>,
    right: Vec<i32>,
    x: i32,
}

pub(super) fn place(chart: &Chart, grid: &Grid, links: &[Link]) -> Layout {
    let ways = Ways::new(grid, links);
    let ports = Ports::new(grid, &ways, links);
    let breadths: Vec<i32> = (0..grid.columns).map(|column| breadth(chart, grid, column)).collect();
    let boxes = (0..chart.nodes.len()).map(|node| boxed(chart, grid, links, &ports, node, &breadths)).collect();
    let mut draft = Draft { chart, grid, links, ways, ports, boxes, breadths, middles: Vec::new(), lines: BTreeMap::new() };
    let (lanes, height) = draft.heights();
    let uprights: Vec<Vec<Upright>> = (0..links.len()).map(|n| draft.uprights(n)).collect();
    let mut trunks = draft.trunks(&uprights);
    let (columns, width) = draft.across(&mut trunks);
    let arrows = (0..links.len()).map(|n| draft.arrow(n, uprights.get(n).map_or(&[][..], Vec::as_slice), &trunks, &columns)).collect();
    let mut made = Layout { width, height, head: HEAD, lanes, boxes: draft.boxes, arrows, columns, crossings: 0 };
    for lane in &mut made.lanes {
        lane.rect.w = width;
    }
    made.crossings = crossings(&made.arrows);
    made
}

/// How wide the boxes of a column are.
fn breadth(chart: &Chart, grid: &Grid, column: usize) -> i32 {
    let held = chart.nodes.iter().zip(&grid.cells).filter(|(_, c)| c.0 == column).map(|(n, _)| n);
    let wide = |node: &crate::Node| {
        let notes = node.note.lines().map(|l| width(l, NOTE, Weight::Plain)).max().unwrap_or(0);
        width(&node.label, TITLE, Weight::Bold).max(notes) + 2 * PAD + 2 * inset(node.kind)
    };
    held.map(wide).max().unwrap_or(BOX.0).clamp(BOX.0, BOX.1)
}

/// How far words keep from the sides of a box beyond the usual.
fn inset(kind: Kind) -> i32 {
    match kind {
        Kind::Decision => SLANT - 4,
        Kind::Start | Kind::End => 4,
        Kind::Task | Kind::Document => 0,
    }
}

fn boxed(chart: &Chart, grid: &Grid, links: &[Link], ports: &Ports, index: usize, breadths: &[i32]) -> Placed {
    let wide = at(breadths, at(&grid.cells, index).0);
    let Some(node) = chart.nodes.get(index) else {
        return Placed { node: index, rect: Rect::default(), title: Vec::new(), notes: Vec::new() };
    };
    let room = wide - 2 * PAD - 2 * inset(node.kind);
    let title = wrap(&node.label, TITLE, room);
    let notes: Vec<String> = node.note.lines().flat_map(|l| super::wrap_at(l, NOTE, room, Weight::Plain)).collect();
    let text = px(title.len()) * TITLE_LINE + px(notes.len()) * NOTE_LINE + 2 * PAD - 2;
    let high = text.max(2 * ports.span(links, index) + 20).max(34);
    Placed { node: index, rect: Rect { x: 0, y: 0, w: wide, h: high + high % 2 }, title, notes }
}

impl Draft<'_> {
    /// Gives every lane, row and channel its height, and every box its place from the top.
    fn heights(&mut self) -> (Vec<LaneBand>, i32) {
        let mut y = 0;
        let mut lanes = Vec::new();
        let mut level = 0;
        for &(lane, first, count) in &self.grid.lanes {
            let top = y;
            let name = self.chart.lanes.get(lane).map_or("", String::as_str);
            let lines = wrap(name, TITLE, HEAD - 2 * PAD - 4);
            y = self.channel(level, y);
            for row in first..first + count {
                y = self.row(row, y);
                y = self.channel(level + 2 * (row - first) + 2, y);
            }
            level += 2 * count + 1;
            y = y.max(top + px(lines.len()) * TITLE_LINE + 2 * PAD);
            lanes.push(LaneBand { lane, rect: Rect { x: 0, y: top, w: 0, h: y - top }, lines });
        }
        (lanes, y)
    }

    fn row(&mut self, row: usize, y: i32) -> i32 {
        let (up, down) = self.ports.reach(self.grid, &self.ways, self.links, row);
        let inside: Vec<usize> = self.grid.cells.iter().enumerate().filter(|(_, c)| c.1 == row).map(|(n, _)| n).collect();
        let half = inside.iter().filter_map(|&n| self.boxes.get(n)).map(|b| b.rect.h / 2 + 2).max().unwrap_or(12);
        let middle = y + up.max(half);
        self.middles.push(middle);
        for node in inside {
            if let Some(placed) = self.boxes.get_mut(node) {
                placed.rect.y = middle - placed.rect.h / 2;
            }
        }
        middle + down.max(half)
    }

    /// Lays the lines of a channel under each other, from `y` down.
    fn channel(&mut self, level: usize, y: i32) -> i32 {
        let mut spans: BTreeMap<Net, Vec<(usize, usize)>> = BTreeMap::new();
        // By net: at which gutter a line joins, and whether from below.
        let mut joins: BTreeMap<Net, Vec<(usize, bool)>> = BTreeMap::new();
        for (n, link) in self.links.iter().enumerate() {
            let runs = self.ways.runs.get(n).map_or(&[][..], Vec::as_slice);
            for (place, run) in runs.iter().enumerate().filter(|(_, r)| r.level == level) {
                spans.entry(link.net).or_default().push((run.from.min(run.to), run.from.max(run.to)));
                let before = place.checked_sub(1).and_then(|p| runs.get(p)).map_or_else(|| self.level(link.from), |r| r.level);
                let after = runs.get(place + 1).map_or_else(|| self.level(link.to), |r| r.level);
                joins.entry(link.net).or_default().extend([(run.from, before > level), (run.to, after > level)]);
            }
        }
        let mut lines: Vec<Line> = Vec::new();
        for (net, mut held) in spans {
            held.sort_unstable();
            lines.extend(merged(&held).into_iter().map(|(low, high)| Line { net, low, high, y: 0 }));
        }
        let line = |n: usize| lines.get(n).map(|l| (l, joins.get(&l.net).map_or(&[][..], Vec::as_slice)));
        // What it costs that `a` is above `b`: where a line from below reaches `a` through `b`, or one from above reaches `b` through `a`.
        let cost = |a: usize, b: usize| -> i64 {
            let (Some((a, of_a)), Some((b, of_b))) = (line(a), line(b)) else { return 0 };
            let through = |joins: &[(usize, bool)], below: bool, own: &Line, other: &Line| -> i64 {
                let met = joins.iter().filter(|(g, from_below)| *from_below == below && (own.low..=own.high).contains(g));
                met.map(|&(g, _)| if g > other.low && g < other.high { 2 } else { i64::from(g == other.low || g == other.high) }).sum()
            };
            through(of_a, true, a, b) + through(of_b, false, b, a)
        };
        let meet = |a: usize, b: usize| line(a).zip(line(b)).is_some_and(|((a, _), (b, _))| a.low <= b.high && b.low <= a.high);
        let given = tracks(lines.len(), cost, meet);
        let most = given.iter().max().map_or(0, |m| px(*m));
        let used = !lines.is_empty();
        for (line, track) in lines.iter_mut().zip(&given) {
            line.y = y + CLEAR - 2 + px(*track) * TRACK;
        }
        self.lines.insert(level, lines);
        y + if used { 2 * CLEAR - 4 + most * TRACK } else { EMPTY }
    }

    fn level(&self, node: usize) -> usize {
        at(&self.ways.level_of, at(&self.grid.cells, node).1)
    }

    fn middle(&self, node: usize) -> i32 {
        at(&self.middles, at(&self.grid.cells, node).1)
    }

    /// The height of an arrow's run.
    fn height(&self, run: &Run, net: Net) -> i32 {
        let (low, high) = (run.from.min(run.to), run.from.max(run.to));
        match at(&self.ways.levels, run.level) {
            Level::Row(row) => at(&self.middles, row) + self.ports.pass_at(run.level, net, low, high),
            Level::Channel => {
                let lines = self.lines.get(&run.level).map_or(&[][..], Vec::as_slice);
                lines.iter().find(|l| l.net == net && l.low <= low && high <= l.high).map_or(0, |l| l.y)
            }
        }
    }

    /// The upright stretches of an arrow, in order: one for each gutter in which it changes its height or turns.
    fn uprights(&self, n: usize) -> Vec<Upright> {
        let Some(link) = self.links.get(n) else { return Vec::new() };
        let mut made = Vec::new();
        let mut y = self.middle(link.from) + at(&self.ports.exit, n);
        let mut gutter = at(&self.grid.cells, link.from).0 + 1;
        let mut from_right = false;
        for run in self.ways.runs.get(n).into_iter().flatten() {
            let next = self.height(run, link.net);
            let to_right = run.to > run.from;
            made.push(Upright { gutter, from: (y, from_right), to: (next, to_right) });
            (y, gutter, from_right) = (next, run.to, !to_right);
        }
        let end = self.middle(link.to) + at(&self.ports.entry, n);
        made.push(Upright { gutter, from: (y, from_right), to: (end, true) });
        // Straight on through a gutter is no stretch; back the way it came is one, however short.
        made.retain(|u| u.from.0 != u.to.0 || u.from.1 == u.to.1);
        made
    }

    fn trunks(&self, uprights: &[Vec<Upright>]) -> Vec<Vec<Trunk>> {
        let mut gutters: Vec<BTreeMap<Net, Vec<Upright>>> = (0..=self.grid.columns).map(|_| BTreeMap::new()).collect();
        for (link, held) in self.links.iter().zip(uprights) {
            for upright in held {
                if let Some(nets) = gutters.get_mut(upright.gutter) {
                    nets.entry(link.net).or_default().push(*upright);
                }
            }
        }
        gutters.into_iter().map(|nets| nets.into_iter().flat_map(|(net, held)| joined(net, &held)).collect()).collect()
    }

    /// Gives every gutter, column and upright its place from the left.
    fn across(&mut self, trunks: &mut [Vec<Trunk>]) -> (Vec<(i32, i32)>, i32) {
        let mut x = HEAD;
        let mut columns = Vec::new();
        for (gutter, held) in trunks.iter_mut().enumerate() {
            let (out, back) = self.labels(gutter);
            let given = tracks(held.len(), |a, b| cost(held, a, b), |a, b| near(held, a, b));
            let most = given.iter().max().map_or(0, |m| px(*m));
            let first = x + out + CLEAR;
            for (trunk, track) in held.iter_mut().zip(&given) {
                trunk.x = first + px(*track) * TRACK;
            }
            let outer = gutter == 0 || gutter == self.grid.columns;
            x = if held.is_empty() && outer { x + EMPTY + 2 } else { first + most * TRACK + CLEAR + back };
            if let Some(&breadth) = self.breadths.get(gutter) {
                columns.push((x, breadth));
                x += breadth;
            }
        }
        for (placed, cell) in self.boxes.iter_mut().zip(&self.grid.cells) {
            placed.rect.x = columns.get(cell.0).map_or(0, |c| c.0);
        }
        (columns, x)
    }

    /// The room that labels of a gutter take: of arrows that leave boxes on its left, of those that come in at its right.
    fn labels(&self, gutter: usize) -> (i32, i32) {
        let room = |leaving: bool| {
            let here = self.links.iter().filter(|l| l.at_source() == leaving && l.label_width > 0).filter(|l| {
                let (from, to) = (at(&self.grid.cells, l.from), at(&self.grid.cells, l.to));
                if leaving { from.0 + 1 == gutter } else { to.0 == gutter }
            });
            here.map(|l| l.label_width + 6).max().unwrap_or(0)
        };
        (room(true), room(false))
    }

    fn arrow(&self, n: usize, uprights: &[Upright], trunks: &[Vec<Trunk>], columns: &[(i32, i32)]) -> Arrow {
        let blank = Arrow { edge: 0, points: Vec::new(), label: None, net: 0 };
        let Some(link) = self.links.get(n) else { return blank };
        let side = |node: usize| at(columns, at(&self.grid.cells, node).0);
        let (from, to) = (self.middle(link.from) + at(&self.ports.exit, n), self.middle(link.to) + at(&self.ports.entry, n));
        let (left, right) = (side(link.from), side(link.to));
        let start = Point { x: left.0 + left.1 - self.slope(link.from, from), y: from };
        let end = Point { x: right.0 + self.slope(link.to, to), y: to };
        let mut points = vec![start];
        for upright in uprights {
            let low = upright.from.0.min(upright.to.0);
            let held = trunks.get(upright.gutter).into_iter().flatten();
            let x = held.into_iter().find(|t| t.net == link.net && t.low <= low && low <= t.high).map_or(start.x, |t| t.x);
            points.extend([Point { x, y: upright.from.0 }, Point { x, y: upright.to.0 }]);
        }
        points.push(end);
        let nets: BTreeSet<Net> = self.links.iter().map(|l| l.net).collect();
        let label = (link.label_width > 0).then(|| {
            let y = if link.at_source() { from } else { to } - 3 - link.label_height;
            let x = if link.at_source() { left.0 + left.1 + 5 } else { right.0 - link.label_width - CLEAR + 2 };
            Label { rect: Rect { x, y, w: link.label_width, h: link.label_height }, lines: link.label.clone() }
        });
        Arrow { edge: link.edge, points: straighten(points), label, net: nets.iter().position(|&o| o == link.net).unwrap_or(0) }
    }

    /// How far the side of a box lies within its rectangle at a height.
    fn slope(&self, node: usize, y: i32) -> i32 {
        let Some(placed) = self.boxes.get(node) else { return 0 };
        slope(self.chart.nodes.get(node).map_or(Kind::Task, |n| n.kind), placed.rect, y)
    }
}

/// How far the side of a box lies within its rectangle at a height.
fn slope(kind: Kind, rect: Rect, y: i32) -> i32 {
    let half = (rect.h / 2).max(1);
    let off = (y - rect.y - half).abs().min(half);
    match kind {
        Kind::Decision => SLANT * off / half,
        Kind::Start | Kind::End => {
            // The sides are round.
            let round = half.min(16);
            let past = (off - (half - round)).max(0);
            round - (round * round - past * past).max(0).isqrt()
        }
        Kind::Task | Kind::Document => 0,
    }
}

/// Uprights of one net and gutter as trunks: those that touch are one.
fn joined(net: Net, held: &[Upright]) -> Vec<Trunk> {
    let mut spans: Vec<(i32, i32)> = held.iter().map(|u| (u.from.0.min(u.to.0), u.from.0.max(u.to.0))).collect();
    spans.sort_unstable();
    let trunk = |(low, high): (i32, i32)| {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for upright in held.iter().filter(|u| u.from.0 >= low && u.from.0 <= high) {
            for (y, to_right) in [upright.from, upright.to] {
                if to_right { right.push(y) } else { left.push(y) }
            }
        }
        Trunk { net, low, high, left, right, x: 0 }
    };
    merged(&spans).into_iter().map(trunk).collect()
}

/// What it costs that trunk `a` stands left of `b`: lines that cross, and lines that would lie on each other.
fn cost(held: &[Trunk], a: usize, b: usize) -> i64 {
    let (Some(a), Some(b)) = (held.get(a), held.get(b)) else { return 0 };
    let inside = |ys: &[i32], of: &Trunk| px(ys.iter().filter(|y| **y > of.low && **y < of.high).count());
    let same = a.right.iter().filter(|y| b.left.contains(y)).count();
    i64::from(inside(&a.right, b) + inside(&b.left, a)) + 50 * i64::from(px(same))
}

fn near(held: &[Trunk], a: usize, b: usize) -> bool {
    let (Some(a), Some(b)) = (held.get(a), held.get(b)) else { return false };
    a.low <= b.high + 6 && b.low <= a.high + 6
}

/// Leaves out points on the way between others.
fn straighten(points: Vec<Point>) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = kept.as_slice()
            && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
        {
            kept.pop();
        }
        kept.push(point);
    }
    kept
}

/// How often stretches of different nets cross; where arrows run together they cross others once.
fn crossings(arrows: &[Arrow]) -> usize {
    let mut level = BTreeSet::new();
    let mut upright = BTreeSet::new();
    for arrow in arrows {
        for pair in arrow.points.windows(2) {
            let &[a, b] = pair else { continue };
            if a.y == b.y {
                level.insert((arrow.net, a.y, a.x.min(b.x), a.x.max(b.x)));
            } else {
                upright.insert((arrow.net, a.x, a.y.min(b.y), a.y.max(b.y)));
            }
        }
    }
    let mut met = BTreeSet::new();
    for &(net, y, left, right) in &level {
        for &(other, x, top, bottom) in &upright {
            if net != other && x > left && x < right && y > top && y < bottom {
                met.insert((x, y));
            }
        }
    }
    met.len()
}
