//! A chart as Graphviz text.

use crate::{Chart, Kind};
use concordat_text::markup::put;
use std::collections::BTreeSet;

/// The chart in the DOT language, a cluster a lane.
#[must_use]
pub fn dot(chart: &Chart) -> String {
    let mut out = String::from("digraph chart {\n  rankdir=LR;\n  compound=true;\n");
    put(&mut out, format_args!("  label=\"{}\";\n  labelloc=t;\n", escape(&chart.title)));
    out.push_str("  node [shape=box, fontname=\"Helvetica\", fontsize=11];\n  edge [fontname=\"Helvetica\", fontsize=9];\n");
    let lanes: BTreeSet<usize> = (0..chart.nodes.len()).map(|n| chart.lane_of(n)).collect();
    for lane in lanes {
        let name = chart.lanes.get(lane).map_or("", String::as_str);
        put(
            &mut out,
            format_args!("  subgraph cluster_{lane} {{\n    label=\"{}\";\n    style=filled; color=\"#e3e7ec\";\n", escape(name)),
        );
        for (n, node) in chart.nodes.iter().enumerate().filter(|(n, _)| chart.lane_of(*n) == lane) {
            let shape = match node.kind {
                Kind::Start | Kind::End => "box, style=\"filled,rounded,bold\"",
                Kind::Decision => "hexagon, style=filled",
                Kind::Document => "note, style=filled",
                Kind::Task => "box, style=filled",
            };
            let style = if node.fresh { shape.replace("filled", "filled,dashed") } else { shape.to_owned() };
            let style = if node.fresh && !style.contains('"') { style.replace("filled,dashed", "\"filled,dashed\"") } else { style };
            let mut words = vec![format!("{}{}", node.label, numbers(&node.marks))];
            words.extend(node.note.lines().map(ToOwned::to_owned));
            let words: Vec<String> = words.iter().map(|w| escape(w)).collect();
            put(&mut out, format_args!("    n{n} [label=\"{}\", fillcolor=white, shape={style}];\n", words.join("\\n")));
        }
        out.push_str("  }\n");
    }
    for (_, edge) in chart.drawable() {
        let mut words: Vec<String> = edge.label.lines().map(escape).collect();
        if !edge.marks.is_empty() {
            words.insert(0, numbers(&edge.marks).trim().to_owned());
        }
        let dashed = if edge.fresh { ", style=dashed" } else { "" };
        let strong = if edge.marks.is_empty() { "" } else { ", color=\"#a31621\", penwidth=2" };
        put(&mut out, format_args!("  n{} -> n{} [label=\"{}\"{dashed}{strong}];\n", edge.from, edge.to, words.join("\\n")));
    }
    for mark in &chart.marks {
        put(&mut out, format_args!("  // [{}] {}\n", mark.number, mark.text.replace(['\n', '\r'], " ")));
    }
    out.push_str("}\n");
    out
}

fn numbers(marks: &[u32]) -> String {
    marks.iter().map(|m| format!(" ({m})")).collect()
}

fn escape(text: &str) -> String {
    let mut made = String::new();
    for c in text.chars() {
        match c {
            '"' | '\\' => made.extend(['\\', c]),
            c if c.is_control() => made.push(' '),
            c => made.push(c),
        }
    }
    made
}
