//! A chart with its places: lanes from top to bottom, columns from left to right, arrows level or upright between them.
//!
//! [`rank`] gives columns, [`rows`] rows, [`ways`] threads arrows through the gaps, [`ports`] says where they touch boxes, [`tracks`] which
//! of several side by side is first, and [`place`] turns all that into pixels. Several gridings are tried; the one that crosses least is
//! kept. Arrows to one box, or from one, that share a [`Net`] run together for as long as they can.

mod place;
mod ports;
mod rank;
mod rows;
mod tracks;
mod ways;

#[cfg(test)]
mod tests;

use crate::{
    Chart, Kind,
    measure::{Weight, width, wrap_at},
};
pub(crate) use place::SLANT;

/// More boxes or arrows than this are no picture that anyone could read, and are left to the list.
pub(crate) const NODES: usize = 100;
pub(crate) const EDGES: usize = 200;

/// Charts with more boxes than this are laid out once.
const TRIED: usize = 64;

/// Sizes of letters and of their lines, in pixels.
pub(crate) const TITLE: i32 = 13;
pub(crate) const TITLE_LINE: i32 = 16;
pub(crate) const NOTE: i32 = 11;
pub(crate) const NOTE_LINE: i32 = 14;
pub(crate) const PAD: i32 = 9;
/// Radius of a numbered mark.
pub(crate) const MARK: i32 = 9;
/// Room for the words of a label.
const LABEL: i32 = 112;

/// A place in pixels, from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Point {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
}

/// A rectangle in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rect {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub w: i32,
    /// Its height.
    pub h: i32,
}

/// A lane's ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LaneBand {
    /// Its place in [`Chart::lanes`].
    pub lane: usize,
    /// Its ground, name included.
    pub rect: Rect,
    /// Its name in lines.
    pub lines: Vec<String>,
}

/// A box with its words in lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Its place in [`Chart::nodes`].
    pub node: usize,
    /// Where it stands.
    pub rect: Rect,
    /// Its label.
    pub title: Vec<String>,
    /// The smaller lines under it.
    pub notes: Vec<String>,
}

/// Words beside an arrow, at the end that is its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The room they take, marks included.
    pub rect: Rect,
    /// The words, in lines.
    pub lines: Vec<String>,
}

/// An arrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrow {
    /// Its place in [`Chart::edges`].
    pub edge: usize,
    /// Its corners, from end to end; every stretch is level or upright.
    pub points: Vec<Point>,
    /// What stands beside it.
    pub label: Option<Label>,
    /// A number that arrows have in common which run together.
    pub net: usize,
}

/// Everything with its place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The whole width.
    pub width: i32,
    /// The whole height.
    pub height: i32,
    /// How wide the names of lanes are.
    pub head: i32,
    /// The lanes, from the top.
    pub lanes: Vec<LaneBand>,
    /// The boxes, in the order of the chart.
    pub boxes: Vec<Placed>,
    /// The arrows, in the order of the chart.
    pub arrows: Vec<Arrow>,
    /// Left edges of columns, their widths.
    pub columns: Vec<(i32, i32)>,
    /// How often arrows that do not run together cross.
    pub crossings: usize,
}

/// A chart too large to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooLarge {
    /// How many boxes it has.
    pub boxes: usize,
    /// How many arrows.
    pub arrows: usize,
}

impl std::fmt::Display for TooLarge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} boxes and {} arrows are too many for a picture that can be read, which has at most {NODES} and {EDGES}. The list holds all of them.",
            self.boxes, self.arrows
        )
    }
}

/// Arrows that run together: all that lead to a box, or all that leave it. Proposed ones run apart, and so do those that lead back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Net {
    Into(usize, Manner),
    OutOf(usize, Manner),
}

/// What keeps arrows of one box apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Manner {
    fresh: bool,
    back: bool,
}

/// An arrow to be threaded.
#[derive(Debug, Clone)]
struct Link {
    edge: usize,
    from: usize,
    to: usize,
    net: Net,
    label: Vec<String>,
    label_width: i32,
    label_height: i32,
}

impl Link {
    /// Whether the end that is the arrow's own, where its label stands, is at the box it leaves.
    fn at_source(&self) -> bool {
        matches!(self.net, Net::Into(..))
    }
}

impl Layout {
    /// Places a chart. The same chart gives the same layout.
    ///
    /// # Errors
    ///
    /// Where it has more boxes or arrows than a picture can show.
    pub fn of(chart: &Chart) -> Result<Self, TooLarge> {
        let drawable = chart.drawable();
        if chart.nodes.len() > NODES || drawable.len() > EDGES {
            return Err(TooLarge { boxes: chart.nodes.len(), arrows: drawable.len() });
        }
        let mut links = links(&drawable);
        let kinds: Vec<Kind> = chart.nodes.iter().map(|n| n.kind).collect();
        let lane_of: Vec<usize> = (0..chart.nodes.len()).map(|n| chart.lane_of(n)).collect();
        let rank = rank::ranks(&kinds, &links);
        for link in &mut links {
            let back = at(&rank, link.from) > at(&rank, link.to);
            match &mut link.net {
                Net::Into(_, manner) | Net::OutOf(_, manner) => manner.back = back,
            }
        }
        // A large chart has one try: each costs more, and none is the picture of a line or two less.
        let tries = if chart.nodes.len() > TRIED { 1 } else { 4 };
        let made = rows::grids(&lane_of, &rank, &links, tries).into_iter().map(|grid| place::place(chart, &grid, &links));
        // Of equals the first is kept.
        Ok(made.min_by_key(Self::badness).unwrap_or_default())
    }

    /// Stretches from left to right, names of lanes apart, no wider than `most`: for paper. No box is cut; a column wider than `most`
    /// has a stretch of its own.
    #[must_use]
    pub fn stretches(&self, most: i32) -> Vec<(i32, i32)> {
        let mut made = Vec::new();
        let mut from = self.head - PAD;
        let starts: Vec<i32> = self.columns.iter().map(|c| c.0).collect();
        for (n, &(x, breadth)) in self.columns.iter().enumerate() {
            let end = starts.get(n + 1).map_or(self.width, |next| *next);
            let last = n + 1 == self.columns.len();
            // The gutter after a column goes with it where there is room.
            if end - from > most && x + breadth + PAD - from > most && x - PAD > from {
                made.push((from, x - PAD));
                from = x - PAD;
            }
            if last {
                made.push((from, end));
            }
        }
        made
    }

    /// What speaks against a layout: crossings most, then corners, then size.
    fn badness(&self) -> i64 {
        let corners: usize = self.arrows.iter().map(|a| a.points.len()).sum();
        let weigh = |count: usize, by: i64| i64::try_from(count).unwrap_or(i64::MAX / 4096) * by;
        weigh(self.crossings, 80) + weigh(corners, 6) + i64::from(self.width) / 8 + i64::from(self.height) / 2
    }
}

fn links(drawable: &[(usize, &crate::Edge)]) -> Vec<Link> {
    let leaving = |node: usize| drawable.iter().filter(|(_, e)| e.from == node).count();
    let coming = |node: usize| drawable.iter().filter(|(_, e)| e.to == node).count();
    let made = drawable.iter().map(|&(edge, e)| {
        let manner = Manner { fresh: e.fresh, back: false };
        // Words stand at the end where fewer arrows meet.
        let net = if coming(e.to) >= leaving(e.from) { Net::Into(e.to, manner) } else { Net::OutOf(e.from, manner) };
        let mut label: Vec<String> = if e.fresh { vec!["new".to_owned()] } else { Vec::new() };
        label.extend(e.label.lines().flat_map(|l| wrap_at(l, NOTE, LABEL, Weight::Plain)));
        let marks = px(e.marks.len()) * (2 * MARK + 2);
        let words = label.iter().map(|l| width(l, NOTE, Weight::Plain)).max().unwrap_or(0);
        let gap = if marks > 0 && words > 0 { 3 } else { 0 };
        let least = if marks > 0 { 2 * MARK + 2 } else { 0 };
        Link {
            edge,
            from: e.from,
            to: e.to,
            net,
            label_width: words + marks + gap,
            label_height: (px(label.len()) * NOTE_LINE).max(least),
            label,
        }
    });
    made.collect()
}

/// A count as pixels.
pub(crate) fn px(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / 4096)
}

/// What stands at a place of a list; nothing's worth where it is not so long.
fn at<T: Copy + Default>(list: &[T], n: usize) -> T {
    list.get(n).copied().unwrap_or_default()
}
