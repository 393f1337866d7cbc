//! Boxes on a grid of lanes, with arrows in the gaps. All lengths are whole pixels.

use super::{
    order::order,
    route::{Routes, Way},
};
use concordat_chart::wrap;

/// A box to be drawn.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// What it is called, wrapped to the box.
    pub(crate) title: String,
    /// Smaller lines under the title.
    pub(crate) notes: Vec<String>,
    /// Whether it is out of use, and so drawn with a broken outline.
    pub(crate) faded: bool,
}

/// A group of boxes under one heading.
#[derive(Debug, Clone)]
pub(crate) struct Lane<'a> {
    pub(crate) label: &'a str,
    /// Indices of nodes; a node stands in one lane.
    pub(crate) nodes: Vec<usize>,
}

/// How an arrow is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Line {
    /// A reference.
    Solid,
    /// A reference that is missing.
    Dashed,
    /// A reference to what is out of date.
    Dotted,
}

/// An arrow between two nodes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) line: Line,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rect {
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) w: i32,
    pub(crate) h: i32,
}

/// A box with its lines of text.
#[derive(Debug)]
pub(crate) struct Placed {
    pub(crate) node: usize,
    pub(crate) rect: Rect,
    pub(crate) title: Vec<String>,
    pub(crate) notes: Vec<String>,
}

/// Everything with its place.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) width: i32,
    pub(crate) height: i32,
    /// Which lane, its ground, and its label's lines.
    pub(crate) lanes: Vec<(Rect, Vec<String>)>,
    pub(crate) boxes: Vec<Placed>,
    /// Corners of each arrow; every stretch is level or upright.
    pub(crate) arrows: Vec<(Edge, Vec<(i32, i32)>)>,
}

pub(crate) const TITLE: i32 = 14;
pub(crate) const NOTE: i32 = 12;
pub(crate) const TITLE_LINE: i32 = 18;
pub(crate) const NOTE_LINE: i32 = 16;
pub(crate) const PAD: i32 = 10;
/// The least and the most a box is wide.
const BOX: (i32, i32) = (156, 232);
/// What a drawing may be wide before it is shrunk to the page, and what a gutter commonly takes of it.
const PAGE: i32 = 1180;
const GUTTER: i32 = 52;
const TRACK: i32 = 9;
const MARGIN: i32 = 6;
/// Between boxes and the nearest arrow beside them; an arrow's head is shorter.
const CLEAR: i32 = 16;

/// Places lanes, boxes and arrows.
pub(crate) fn layout(nodes: &[Node], lanes: &[Lane<'_>], edges: &[Edge]) -> Layout {
    let grid = order(lanes, nodes.len(), edges);
    let columns = grid.columns.len();
    let routes = Routes::new(edges, &grid.cells, columns);
    let breadth = (PAGE / px(columns).max(1) - GUTTER).clamp(BOX.0, BOX.1);
    let labels: Vec<Vec<String>> =
        grid.lanes.iter().map(|&(lane, _, wide)| wrap(lanes.get(lane).map_or("", |l| l.label), TITLE, breadth * px(wide))).collect();
    let head = labels.iter().map(Vec::len).max().map_or(0, |n| px(n) * TITLE_LINE) + 2 * PAD;
    let mut frame = Frame::new(&routes, columns, head, breadth);
    let mut boxes: Vec<Placed> = Vec::with_capacity(nodes.len());
    let rows = grid.columns.iter().map(Vec::len).max().unwrap_or(0);
    for row in 0..rows {
        let mut tallest = 0;
        for (column, held) in grid.columns.iter().enumerate() {
            let Some((index, node)) = held.get(row).and_then(|&n| Some((n, nodes.get(n)?))) else { continue };
            let made = frame.place(index, node, column, routes.slots_beside(column, row));
            tallest = tallest.max(made.rect.h);
            boxes.push(made);
        }
        frame.next_row(&routes, row, tallest);
    }
    frame.finish(&grid.lanes, labels, boxes, &routes)
}

/// Where columns, gutters, rows and channels lie.
struct Frame {
    /// Left edge of each gutter; the column stands at its right.
    gutters: Vec<(i32, i32)>,
    columns: Vec<i32>,
    /// Top of each channel.
    channels: Vec<i32>,
    rows: Vec<i32>,
    y: i32,
    width: i32,
    /// Width of every box.
    breadth: i32,
}

impl Frame {
    fn new(routes: &Routes, columns: usize, head: i32, breadth: i32) -> Self {
        let mut frame =
            Self { gutters: Vec::new(), columns: Vec::new(), channels: Vec::new(), rows: Vec::new(), y: head, width: MARGIN, breadth };
        for column in 0..=columns {
            let outer = column == 0 || column == columns;
            let tracks = px(routes.gutter_tracks(column));
            let wide = if tracks == 0 && outer { PAD } else { 2 * CLEAR + (tracks.max(1) - 1) * TRACK };
            frame.gutters.push((frame.width, wide));
            frame.width += wide;
            if column < columns {
                frame.columns.push(frame.width);
                frame.width += breadth;
            }
        }
        frame.width += MARGIN;
        frame.channel(routes, 0);
        frame
    }

    fn channel(&mut self, routes: &Routes, channel: usize) {
        self.channels.push(self.y);
        self.y += px(routes.channel_tracks(channel)) * TRACK + CLEAR;
        self.rows.push(self.y);
    }

    fn next_row(&mut self, routes: &Routes, row: usize, tallest: i32) {
        self.y += tallest;
        self.channel(routes, row + 1);
    }

    fn place(&self, index: usize, node: &Node, column: usize, slots: usize) -> Placed {
        let room = self.breadth - 2 * PAD;
        let title = wrap(&node.title, TITLE, room);
        let notes: Vec<String> = node.notes.iter().flat_map(|n| wrap(n, NOTE, room)).collect();
        let text = px(title.len()) * TITLE_LINE + px(notes.len()) * NOTE_LINE + 2 * PAD;
        let rect =
            Rect { x: self.columns.get(column).copied().unwrap_or(0), y: self.y, w: self.breadth, h: text.max(px(slots) * TRACK + CLEAR) };
        Placed { node: index, rect, title, notes }
    }

    fn finish(self, lanes: &[(usize, usize, usize)], labels: Vec<Vec<String>>, boxes: Vec<Placed>, routes: &Routes) -> Layout {
        let height = self.y + MARGIN;
        let ground = |&(_, first, wide): &(usize, usize, usize)| {
            let left = self.columns.get(first).copied().unwrap_or(0) - PAD;
            let right = self.columns.get(first + wide.max(1) - 1).copied().unwrap_or(0) + self.breadth + PAD;
            Rect { x: left, y: 0, w: right - left, h: height }
        };
        let arrows = routes.ways.iter().map(|way| (way.edge, self.corners(routes, way))).collect();
        Layout { width: self.width, height, lanes: lanes.iter().map(ground).zip(labels).collect(), boxes, arrows }
    }

    /// The corners of one arrow, from its source's edge to its target's.
    fn corners(&self, routes: &Routes, way: &Way) -> Vec<(i32, i32)> {
        let start = self.port(routes, way, way.out, way.from);
        let end = self.port(routes, way, way.back, way.to);
        let mut corners = vec![start];
        match way.channel {
            None => {
                let x = self.track(routes, way, way.out);
                corners.extend([(x, start.1), (x, end.1)]);
            }
            Some(channel) => {
                let (out, back) = (self.track(routes, way, way.out), self.track(routes, way, way.back));
                let top = self.channels.get(channel).copied().unwrap_or(0);
                let y = top + CLEAR / 2 + px(routes.channel_track(way, channel)) * TRACK;
                corners.extend([(out, start.1), (out, y), (back, y), (back, end.1)]);
            }
        }
        corners.push(end);
        straighten(corners)
    }

    /// Where an arrow touches a box that stands beside `gutter`.
    fn port(&self, routes: &Routes, way: &Way, gutter: usize, (column, row): (usize, usize)) -> (i32, i32) {
        let left = self.columns.get(column).copied().unwrap_or(0);
        let x = if gutter > column { left + self.breadth } else { left };
        let y = self.rows.get(row).copied().unwrap_or(0) + CLEAR / 2 + TRACK / 2 + px(routes.slot(way, gutter, row)) * TRACK;
        (x, y)
    }

    fn track(&self, routes: &Routes, way: &Way, gutter: usize) -> i32 {
        let (left, _) = self.gutters.get(gutter).copied().unwrap_or((0, 0));
        left + CLEAR + px(routes.gutter_track(way, gutter)) * TRACK
    }
}

/// Takes out corners that are none.
fn straighten(corners: Vec<(i32, i32)>) -> Vec<(i32, i32)> {
    let mut kept: Vec<(i32, i32)> = Vec::with_capacity(corners.len());
    for corner in corners {
        if kept.last() == Some(&corner) {
            continue;
        }
        if let [.., a, b] = kept.as_slice()
            && ((a.0 == b.0 && b.0 == corner.0) || (a.1 == b.1 && b.1 == corner.1))
        {
            kept.pop();
        }
        kept.push(corner);
    }
    kept
}

/// A count as pixels.
fn px(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 1024)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::order::{length, order};
    use proptest::prelude::*;

    type Case = (Vec<Node>, Vec<Vec<usize>>, Vec<Edge>);

    /// Up to 40 boxes in up to 8 lanes, with up to 80 arrows.
    fn case() -> impl Strategy<Value = Case> {
        (1usize..=40, 1usize..=8).prop_flat_map(|(count, lanes)| {
            let titles = proptest::collection::vec("[A-Za-z]{1,14}( [a-zA-Z]{1,12}){0,9}", count);
            let lane_of = proptest::collection::vec(0..lanes, count);
            let edges = proptest::collection::vec((0..count, 0..count, 0..3usize), 0..80);
            (titles, lane_of, edges).prop_map(move |(titles, lane_of, edges)| {
                let node = |title| Node { title, notes: vec!["strategy, 2014".to_owned()], faded: false };
                let mut held = vec![Vec::new(); lanes];
                for (node, lane) in lane_of.into_iter().enumerate() {
                    held[lane].push(node);
                }
                let line = [Line::Solid, Line::Dashed, Line::Dotted];
                let mut edges: Vec<Edge> = edges.into_iter().map(|(from, to, n)| Edge { from, to, line: line[n] }).collect();
                edges.sort_unstable();
                edges.dedup();
                (titles.into_iter().map(node).collect(), held, edges)
            })
        })
    }

    fn lanes(held: &[Vec<usize>]) -> Vec<Lane<'static>> {
        held.iter().map(|nodes| Lane { label: "Gangs and serious youth violence", nodes: nodes.clone() }).collect()
    }

    fn stretches(corners: &[(i32, i32)]) -> Vec<Rect> {
        corners
            .windows(2)
            .map(|w| Rect { x: w[0].0.min(w[1].0), y: w[0].1.min(w[1].1), w: (w[0].0 - w[1].0).abs(), h: (w[0].1 - w[1].1).abs() })
            .collect()
    }

    fn inside(stretch: Rect, of: Rect) -> bool {
        stretch.x + stretch.w > of.x && stretch.x < of.x + of.w && stretch.y + stretch.h > of.y && stretch.y < of.y + of.h
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn boxes_do_not_overlap_and_no_arrow_runs_through_one((nodes, held, edges) in case()) {
            let made = layout(&nodes, &lanes(&held), &edges);
            prop_assert_eq!(made.boxes.len(), nodes.len());
            for (n, a) in made.boxes.iter().enumerate() {
                prop_assert!(a.rect.x >= 0 && a.rect.x + a.rect.w <= made.width && a.rect.y + a.rect.h <= made.height);
                for b in &made.boxes[n + 1..] {
                    prop_assert!(!inside(a.rect, b.rect), "{:?} and {:?}", a.rect, b.rect);
                }
            }
            for (edge, corners) in &made.arrows {
                for stretch in stretches(corners) {
                    prop_assert!(stretch.w == 0 || stretch.h == 0, "{corners:?} is not level or upright");
                    prop_assert!(stretch.x >= 0 && stretch.x + stretch.w <= made.width && stretch.y + stretch.h <= made.height);
                    for held in &made.boxes {
                        prop_assert!(!inside(stretch, held.rect), "{edge:?} runs through {:?}: {corners:?}", held.rect);
                    }
                }
            }
        }

        #[test]
        fn arrows_to_different_boxes_never_share_a_stretch((nodes, held, edges) in case()) {
            let made = layout(&nodes, &lanes(&held), &edges);
            let drawn: Vec<(Edge, Vec<Rect>)> = made.arrows.iter().map(|(e, c)| (*e, stretches(c))).collect();
            for (n, (a, ours)) in drawn.iter().enumerate() {
                for (b, theirs) in drawn[n + 1..].iter().filter(|(b, _)| b.to != a.to || b.line != a.line) {
                    for (s, t) in ours.iter().flat_map(|s| theirs.iter().map(move |t| (s, t))) {
                        let level = s.h == 0 && t.h == 0 && s.y == t.y && s.x < t.x + t.w && t.x < s.x + s.w;
                        let upright = s.w == 0 && t.w == 0 && s.x == t.x && s.y < t.y + t.h && t.y < s.y + s.h;
                        prop_assert!(!level && !upright, "{a:?} and {b:?} share {s:?} and {t:?}");
                    }
                }
            }
        }

        #[test]
        fn ordering_never_makes_arrows_longer((nodes, held, edges) in case()) {
            let lanes = lanes(&held);
            let sorted = order(&lanes, nodes.len(), &edges);
            // The same lanes in the order found, with their boxes as given.
            let cells = order(&lanes, nodes.len(), &[]).cells;
            prop_assert!(sorted.cells.iter().all(Option::is_some));
            prop_assert_eq!(cells.len(), sorted.cells.len());
            prop_assert!(length(&sorted.cells, &edges) <= length(&cells, &edges) + edges.len() * lanes.len());
        }
    }

    #[test]
    fn a_barycentre_uncrosses_two_arrows() {
        let lanes = [Lane { label: "a", nodes: vec![0, 1] }, Lane { label: "b", nodes: vec![2, 3] }];
        let edges = [Edge { from: 0, to: 3, line: Line::Solid }, Edge { from: 1, to: 2, line: Line::Solid }];
        let grid = order(&lanes, 4, &edges);
        let row = |n: usize| grid.cells[n].unwrap().1;
        assert_eq!((row(0), row(1)), (row(3), row(2)));
    }
}
