//! A layout as SVG, with its name and description; legible without colour.

use crate::{
    Arrow, Chart, Kind, LaneBand, Layout, Placed, Point, Rect,
    layout::{MARK, NOTE_LINE, PAD, SLANT, TITLE_LINE, px},
    measure::{Weight, width, wrap_at},
};
use concordat_text::markup::{escape, put};
use std::collections::BTreeSet;

/// How round the corners of arrows are, in pixels.
const ROUND: i32 = 6;
/// Length and half breadth of an arrow's head.
const HEAD: (i32, i32) = (9, 4);
/// Sizes of the words about a picture that stands alone.
const NAME: i32 = 18;
const SMALL: i32 = 12;
const SMALL_LINE: i32 = 17;
const MARGIN: i32 = 16;

/// What a picture is dressed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dress<'a> {
    /// A file of its own: with its style, its title above it, and what the marks stand for below.
    Alone,
    /// Part of a page whose style sheet knows the classes; `id` sets its names apart from those of other pictures.
    Page {
        /// Begins the ids of this picture.
        id: &'a str,
    },
}

const STYLE: &str = "svg{background:#fff;color-scheme:light}.chart{font-family:\"Noto Sans\",\"Liberation Sans\",Arial,Helvetica,sans-serif}\
.chart .lane{fill:#f3f5f7;stroke:#8a94a1;stroke-width:1}.chart .lane-head{fill:#e3e7ec;stroke:#8a94a1;stroke-width:1}\
.chart .lane-name{font-size:13px;font-weight:700;fill:#16181d}.chart .box{fill:#fff;stroke:#16181d;stroke-width:1.25}\
.chart .box.start,.chart .box.end{stroke-width:2.25}.chart .box.fresh{stroke-dasharray:6 3;stroke-width:2}.chart .fold{fill:none;stroke:#16181d;stroke-width:1.25}\
.chart .title{font-size:13px;font-weight:600;fill:#16181d}.chart .note,.chart .label{font-size:11px;fill:#3c434f}\
.chart .arrow{fill:none;stroke:#3c434f;stroke-width:1.5}.chart .casing{fill:none;stroke:#f3f5f7;stroke-width:5}\
.chart .arrow.fresh{stroke-dasharray:6 3;stroke-width:2}.chart .arrow.marked{stroke:#a31621;stroke-width:2.25}.chart .tip{fill:#3c434f}.chart .tip.marked{fill:#a31621}\
.chart .mark{fill:#a31621;stroke:#fff;stroke-width:1}.chart .number{font-size:11px;font-weight:700;fill:#fff}\
.chart .name{font-size:18px;font-weight:700;fill:#16181d}.chart .words{font-size:12px;fill:#16181d}";

/// The drawing as an `svg` element.
#[must_use]
pub fn svg(chart: &Chart, layout: &Layout, dress: Dress<'_>) -> String {
    let id = match dress {
        Dress::Alone => "chart",
        Dress::Page { id } => id,
    };
    let alone = dress == Dress::Alone;
    let about = alone.then(|| About::of(chart, layout));
    let (left, top) = about.as_ref().map_or((0, 0), |a| (MARGIN, a.above));
    let width = layout.width + 2 * left + 2;
    let height = layout.height + top + about.as_ref().map_or(0, |a| a.below) + 2;
    let mut out = String::new();
    put(
        &mut out,
        format_args!(
            "<svg class=\"chart\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"{id}-name {id}-text\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"{} {} {width} {height}\">\n<title id=\"{id}-name\">{}</title>\n<desc id=\"{id}-text\">{}</desc>\n",
            -left - 1,
            -top - 1,
            escape(&chart.title),
            escape(&description(chart))
        ),
    );
    if let Some(about) = &about {
        put(
            &mut out,
            format_args!(
                "<style>{STYLE}</style>\n<rect fill=\"#fff\" x=\"{}\" y=\"{}\" width=\"{width}\" height=\"{height}\"/>\n",
                -left - 1,
                -top - 1
            ),
        );
        about.write(&mut out, layout);
    }
    put(&mut out, format_args!("<g id=\"{id}-body\" class=\"drawing\">\n"));
    body(&mut out, chart, layout);
    out.push_str("</g>\n</svg>\n");
    out
}

/// The picture again in stretches no wider than `most` pixels, one a page of paper, the names of the lanes before each: none where it is
/// no wider. They show what [`svg`] drew in the same page under `id`, and say nothing to those who do not see them.
#[must_use]
pub fn svg_for_paper(layout: &Layout, id: &str, most: i32) -> Vec<String> {
    let stretches = layout.stretches(most - layout.head);
    if layout.width <= most || stretches.len() < 2 {
        return Vec::new();
    }
    let head = layout.head - PAD;
    let high = layout.height + 2;
    let tile = |&(from, to): &(i32, i32)| {
        let (wide, all) = (to - from + 1, to - from + 1 + head);
        let part = |x: i32, wide: i32, seen: i32| {
            format!(
                "<svg x=\"{x}\" y=\"0\" width=\"{wide}\" height=\"{high}\" viewBox=\"{seen} -1 {wide} {high}\"><use href=\"#{id}-body\"/></svg>"
            )
        };
        format!(
            "<svg class=\"chart paper\" xmlns=\"http://www.w3.org/2000/svg\" aria-hidden=\"true\" width=\"{all}\" height=\"{high}\" viewBox=\"0 0 {all} {high}\">{}{}</svg>\n",
            part(0, head + 1, -1),
            part(head, wide, from)
        )
    };
    stretches.iter().map(tile).collect()
}

/// What is said of the picture to those who do not see it.
fn description(chart: &Chart) -> String {
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let lanes: BTreeSet<usize> = (0..chart.nodes.len()).map(|n| chart.lane_of(n)).collect();
    let marked =
        if chart.marks.is_empty() { String::new() } else { format!(" Marked with numbers: {}.", count(chart.marks.len(), "place")) };
    let arrows = count(chart.drawable().len(), "arrow");
    let said = if chart.description.is_empty() { String::new() } else { format!("{} ", chart.description) };
    format!(
        "{said}{} in {} with {arrows} between them.{marked} The list beside it says the same in words.",
        count(chart.nodes.len(), "box").replace("boxs", "boxes"),
        count(lanes.len(), "lane")
    )
}

fn body(out: &mut String, chart: &Chart, layout: &Layout) {
    for lane in &layout.lanes {
        ground(out, lane, layout.head - PAD);
    }
    // A line that crosses another is drawn over a gap in it; arrows that run together have one gap.
    let nets: BTreeSet<(bool, usize)> = layout.arrows.iter().map(|a| (marked(chart, a), a.net)).collect();
    for &(has_mark, net) in &nets {
        let of_net = || layout.arrows.iter().filter(move |a| a.net == net && marked(chart, a) == has_mark);
        for arrow in of_net() {
            put(out, format_args!("<path class=\"casing\" d=\"{}\"/>", round_path(&points(arrow), ROUND)));
        }
        for arrow in of_net() {
            line(out, chart, arrow);
        }
        out.push('\n');
    }
    for placed in &layout.boxes {
        draw_box(out, chart, placed);
    }
    for arrow in &layout.arrows {
        label(out, chart, arrow);
    }
}

fn marked(chart: &Chart, arrow: &Arrow) -> bool {
    chart.edges.get(arrow.edge).is_some_and(|e| !e.marks.is_empty())
}

fn points(arrow: &Arrow) -> Vec<(i32, i32)> {
    arrow.points.iter().map(|p| (p.x, p.y)).collect()
}

fn ground(out: &mut String, lane: &LaneBand, head: i32) {
    let r = lane.rect;
    put(out, format_args!("<rect class=\"lane\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", r.x, r.y, r.w, r.h));
    put(out, format_args!("<rect class=\"lane-head\" x=\"{}\" y=\"{}\" width=\"{head}\" height=\"{}\"/>", r.x, r.y, r.h));
    let top = r.y + (r.h - px(lane.lines.len()) * TITLE_LINE) / 2 + TITLE_LINE - 4;
    lines(out, "lane-name", r.x + PAD, top, TITLE_LINE, &lane.lines);
    out.push('\n');
}

fn draw_box(out: &mut String, chart: &Chart, placed: &Placed) {
    let Some(node) = chart.nodes.get(placed.node) else { return };
    let r = placed.rect;
    let fresh = if node.fresh { " fresh" } else { "" };
    let class = format!("box {}{fresh}", node.kind.word());
    match node.kind {
        Kind::Decision => {
            let (l, m, b) = (r.x, r.y + r.h / 2, r.y + r.h);
            let (x1, x2) = (r.x + SLANT, r.x + r.w - SLANT);
            put(out, format_args!("<path class=\"{class}\" d=\"M{l} {m}L{x1} {}H{x2}L{} {m}L{x2} {b}H{x1}z\"/>", r.y, r.x + r.w));
        }
        Kind::Document => {
            let (right, bottom) = (r.x + r.w, r.y + r.h);
            put(
                out,
                format_args!("<path class=\"{class}\" d=\"M{} {}H{}L{right} {}V{bottom}H{}z\"/>", r.x, r.y, right - 11, r.y + 11, r.x),
            );
            put(out, format_args!("<path class=\"fold\" d=\"M{} {}V{}H{right}\"/>", right - 11, r.y, r.y + 11));
        }
        Kind::Start | Kind::End | Kind::Task => {
            let round = if node.kind == Kind::Task { 3 } else { 16.min(r.h / 2) };
            put(
                out,
                format_args!("<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{round}\"/>", r.x, r.y, r.w, r.h),
            );
        }
    }
    let text = px(placed.title.len()) * TITLE_LINE + px(placed.notes.len()) * NOTE_LINE;
    let top = r.y + (r.h - text) / 2;
    centred(out, "title", r, top + TITLE_LINE - 4, TITLE_LINE, &placed.title);
    centred(out, "note", r, top + px(placed.title.len()) * TITLE_LINE + NOTE_LINE - 4, NOTE_LINE, &placed.notes);
    if node.fresh {
        tag(out, r);
    }
    // The lowest stands first, as numbers are read.
    for (n, number) in node.marks.iter().rev().enumerate() {
        mark(out, r.x + r.w - 6 - px(n) * (2 * MARK + 2), r.y, *number);
    }
    out.push('\n');
}

/// Says on a box's upper edge that it is new.
fn tag(out: &mut String, r: Rect) {
    let wide = width("new", 11, Weight::Bold) + 8;
    put(out, format_args!("<rect class=\"box\" x=\"{}\" y=\"{}\" width=\"{wide}\" height=\"15\" rx=\"3\"/>", r.x + 8, r.y - 8));
    put(out, format_args!("<text class=\"note\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">new</text>", r.x + 8 + wide / 2, r.y + 3));
}

fn mark(out: &mut String, x: i32, y: i32, number: u32) {
    put(out, format_args!("<circle class=\"mark\" cx=\"{x}\" cy=\"{y}\" r=\"{MARK}\"/>"));
    put(out, format_args!("<text class=\"number\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{number}</text>", y + 4));
}

fn line(out: &mut String, chart: &Chart, arrow: &Arrow) {
    let Some(edge) = chart.edges.get(arrow.edge) else { return };
    let mut class = String::from("arrow");
    if edge.fresh {
        class.push_str(" fresh");
    }
    let strong = if edge.marks.is_empty() { "" } else { " marked" };
    class.push_str(strong);
    let mut corners = points(arrow);
    let Some(&[before, end]) = corners.last_chunk::<2>() else { return };
    let back = (end.0 - before.0).signum();
    if let Some(last) = corners.last_mut() {
        last.0 -= back * (HEAD.0 - 2);
    }
    put(
        out,
        format_args!(
            "<path class=\"{class}\" d=\"{}\"><title>{} to {}</title></path>",
            round_path(&corners, ROUND),
            escape(chart.name(edge.from)),
            escape(chart.name(edge.to))
        ),
    );
    let x = end.0 - back * HEAD.0;
    put(out, format_args!("<path class=\"tip{strong}\" d=\"M{} {}L{x} {}V{}z\"/>", end.0, end.1, end.1 - HEAD.1, end.1 + HEAD.1));
}

fn label(out: &mut String, chart: &Chart, arrow: &Arrow) {
    let (Some(label), Some(edge)) = (&arrow.label, chart.edges.get(arrow.edge)) else { return };
    let r = label.rect;
    let mut x = r.x;
    for number in &edge.marks {
        mark(out, x + MARK, r.y + r.h / 2, *number);
        x += 2 * MARK + 2;
    }
    let gap = if edge.marks.is_empty() { 0 } else { 3 };
    let top = r.y + (r.h - px(label.lines.len()) * NOTE_LINE) / 2 + NOTE_LINE - 4;
    lines(out, "label", x + gap, top, NOTE_LINE, &label.lines);
    out.push('\n');
}

fn lines(out: &mut String, class: &str, x: i32, y: i32, step: i32, lines: &[String]) {
    for (n, line) in lines.iter().enumerate() {
        put(out, format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{}\">{}</text>", y + px(n) * step, escape(line)));
    }
}

fn centred(out: &mut String, class: &str, r: Rect, y: i32, step: i32, lines: &[String]) {
    for (n, line) in lines.iter().enumerate() {
        let (x, y) = (r.x + r.w / 2, y + px(n) * step);
        put(out, format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">{}</text>", escape(line)));
    }
}

/// The words about a picture that stands alone.
struct About {
    name: Vec<String>,
    /// What marks stand for, and notes: number and lines.
    words: Vec<(Option<u32>, Vec<String>)>,
    above: i32,
    below: i32,
}

impl About {
    fn of(chart: &Chart, layout: &Layout) -> Self {
        let name = wrap_at(&chart.title, NAME, layout.width, Weight::Bold);
        let room = layout.width - 30;
        let marks = chart.marks.iter().map(|m| (Some(m.number), wrap_at(&m.text, SMALL, room, Weight::Plain)));
        let notes = chart.notes.iter().map(|n| (None, wrap_at(n, SMALL, layout.width, Weight::Plain)));
        let words: Vec<(Option<u32>, Vec<String>)> = marks.chain(notes).collect();
        let below = words.iter().map(|(_, lines)| px(lines.len()) * SMALL_LINE + 6).sum::<i32>() + 2 * MARGIN;
        Self { above: px(name.len()) * 24 + MARGIN, name, words, below }
    }

    fn write(&self, out: &mut String, layout: &Layout) {
        lines(out, "name", 0, 18 - self.above + MARGIN / 2, 24, &self.name);
        let mut y = layout.height + MARGIN + 8;
        for (number, text) in &self.words {
            let x = if let Some(number) = number {
                mark(out, MARK, y - 1, *number);
                28
            } else {
                0
            };
            lines(out, "words", x, y + 3, SMALL_LINE, text);
            y += px(text.len()) * SMALL_LINE + 6;
        }
        out.push('\n');
    }
}

/// A path through corners, each rounded by as much as `round` where there is room.
#[must_use]
pub fn round_path(corners: &[(i32, i32)], round: i32) -> String {
    let mut d = String::new();
    let Some((first, rest)) = corners.split_first() else { return d };
    put(&mut d, format_args!("M{} {}", first.0, first.1));
    let mut from = *first;
    for (n, &corner) in rest.iter().enumerate() {
        match rest.get(n + 1) {
            Some(&next) => {
                let before = toward(corner, from, round);
                let after = toward(corner, next, round);
                put(&mut d, format_args!("L{} {}Q{} {} {} {}", before.0, before.1, corner.0, corner.1, after.0, after.1));
            }
            None => put(&mut d, format_args!("L{} {}", corner.0, corner.1)),
        }
        from = corner;
    }
    d
}

/// The point a corner's rounding begins at on the way to `other`.
fn toward(corner: (i32, i32), other: (i32, i32), round: i32) -> (i32, i32) {
    let step = |from: i32, to: i32| from + (to - from).signum() * round.min((to - from).abs() / 2);
    (step(corner.0, other.0), step(corner.1, other.1))
}

impl From<Point> for (i32, i32) {
    fn from(point: Point) -> Self {
        (point.x, point.y)
    }
}
