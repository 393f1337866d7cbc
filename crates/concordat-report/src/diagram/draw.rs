//! Writes a layout as SVG. Colours, weights and dashes are classes of the page's style sheet.

use super::layout::{Edge, Layout, Line, NOTE_LINE, Node, PAD, Placed, TITLE_LINE};
use crate::html::escape;
use std::fmt::Write;

/// How round the corners of arrows are, in pixels.
const ROUND: i32 = 5;
/// Wider drawings are not shrunk to the page: they would not be legible.
const SHRINKS: i32 = 1500;

/// The drawing as an `svg` element with its name and description.
pub(crate) fn draw(layout: &Layout, nodes: &[Node], name: &str, description: &str) -> String {
    let mut out = String::new();
    let (width, height) = (layout.width, layout.height);
    let class = if width > SHRINKS { "map wide" } else { "map" };
    put(
        &mut out,
        format_args!(
            "<svg class=\"{class}\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"map-name map-text\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n<title id=\"map-name\">{}</title>\n\
             <desc id=\"map-text\">{}</desc>\n<defs>",
            escape(name),
            escape(description)
        ),
    );
    for line in [Line::Solid, Line::Dashed, Line::Dotted] {
        put(
            &mut out,
            format_args!(
                "<marker id=\"head-{0}\" class=\"head {0}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"9\" markerHeight=\"9\" \
                 markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path d=\"M0 1 10 5 0 9z\"/></marker>",
                class_of(line)
            ),
        );
    }
    out.push_str("</defs>\n");
    for (rect, label) in &layout.lanes {
        put(
            &mut out,
            format_args!("<rect class=\"lane\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\"/>", rect.x, rect.y, rect.w, rect.h),
        );
        lines(&mut out, "lane-name", rect.x + PAD, PAD + TITLE_LINE - 4, TITLE_LINE, label);
    }
    for placed in &layout.boxes {
        ground(&mut out, placed, nodes);
    }
    // Missing references are drawn last, so that nothing covers them.
    for wanted in [Line::Solid, Line::Dotted, Line::Dashed] {
        for (edge, corners) in layout.arrows.iter().filter(|(e, _)| e.line == wanted) {
            arrow(&mut out, *edge, corners, nodes);
        }
    }
    out.push_str("</svg>\n");
    out
}

fn class_of(line: Line) -> &'static str {
    match line {
        Line::Solid => "solid",
        Line::Dashed => "dashed",
        Line::Dotted => "dotted",
    }
}

fn ground(out: &mut String, placed: &Placed, nodes: &[Node]) {
    let Some(node) = nodes.get(placed.node) else { return };
    let rect = placed.rect;
    let faded = if node.faded { " faded" } else { "" };
    put(
        out,
        format_args!("<rect class=\"box{faded}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"3\"/>", rect.x, rect.y, rect.w, rect.h),
    );
    let top = rect.y + PAD + TITLE_LINE - 5;
    lines(out, "title", rect.x + PAD, top, TITLE_LINE, &placed.title);
    let below = i32::try_from(placed.title.len()).unwrap_or(0) * TITLE_LINE;
    lines(out, "note", rect.x + PAD, top + below - 1, NOTE_LINE, &placed.notes);
    out.push('\n');
}

fn lines(out: &mut String, class: &str, x: i32, y: i32, step: i32, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    put(out, format_args!("<text class=\"{class}\">"));
    for (n, line) in lines.iter().enumerate() {
        let y = y + i32::try_from(n).unwrap_or(0) * step;
        put(out, format_args!("<tspan x=\"{x}\" y=\"{y}\">{}</tspan>", escape(line)));
    }
    out.push_str("</text>");
}

fn arrow(out: &mut String, edge: Edge, corners: &[(i32, i32)], nodes: &[Node]) {
    let class = class_of(edge.line);
    let name = |n: usize| nodes.get(n).map_or("", |node| &node.title);
    let says = match edge.line {
        Line::Solid => "points to",
        Line::Dashed => "does not point to, and should,",
        Line::Dotted => "points to, though it is out of date,",
    };
    put(
        out,
        format_args!(
            "<path class=\"arrow {class}\" marker-end=\"url(#head-{class})\" d=\"{}\">",
            concordat_chart::round_path(corners, ROUND)
        ),
    );
    put(out, format_args!("<title>{} {says} {}</title></path>\n", escape(name(edge.from)), escape(name(edge.to))));
}

fn put(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(arguments);
}
