//! A chart as Mermaid text.

use crate::{Chart, Kind};
use concordat_text::markup::put;
use std::collections::BTreeSet;

/// The chart as a Mermaid flowchart, with its title and description for those who do not see it.
#[must_use]
pub fn mermaid(chart: &Chart) -> String {
    let mut out = String::from("flowchart LR\n");
    put(&mut out, format_args!("  accTitle: {}\n", plain(&chart.title)));
    put(&mut out, format_args!("  accDescr: {}\n", plain(&chart.description)));
    let lanes: BTreeSet<usize> = (0..chart.nodes.len()).map(|n| chart.lane_of(n)).collect();
    for lane in lanes {
        let name = chart.lanes.get(lane).map_or("", String::as_str);
        put(&mut out, format_args!("  subgraph lane{lane}[\"{}\"]\n", escape(name)));
        for (n, node) in chart.nodes.iter().enumerate().filter(|(n, _)| chart.lane_of(*n) == lane) {
            let (open, close) = match node.kind {
                Kind::Start | Kind::End => ("([", "])"),
                Kind::Decision => ("{{", "}}"),
                Kind::Document => ("[/", "/]"),
                Kind::Task => ("[", "]"),
            };
            let mut words: Vec<String> = vec![format!("{}{}", escape(&node.label), numbers(&node.marks))];
            words.extend(node.note.lines().map(escape));
            if node.fresh {
                words.push("(new)".to_owned());
            }
            put(&mut out, format_args!("    n{n}{open}\"{}\"{close}\n", words.join("<br>")));
        }
        out.push_str("  end\n");
    }
    let edges = chart.drawable();
    for (_, edge) in &edges {
        let line = if edge.fresh { "-.->" } else { "-->" };
        let mut words: Vec<String> = edge.label.lines().map(escape).collect();
        if !edge.marks.is_empty() {
            words.insert(0, numbers(&edge.marks).trim().to_owned());
        }
        let label = if words.is_empty() { String::new() } else { format!("|\"{}\"|", words.join("<br>")) };
        put(&mut out, format_args!("  n{} {line}{label} n{}\n", edge.from, edge.to));
    }
    let marked: Vec<String> = edges.iter().enumerate().filter(|(_, (_, e))| !e.marks.is_empty()).map(|(n, _)| n.to_string()).collect();
    if !marked.is_empty() {
        put(&mut out, format_args!("  linkStyle {} stroke:#a31621,stroke-width:3px\n", marked.join(",")));
    }
    for mark in &chart.marks {
        put(&mut out, format_args!("%% [{}] {}\n", mark.number, plain(&mark.text)));
    }
    for note in &chart.notes {
        put(&mut out, format_args!("%% {}\n", plain(note)));
    }
    out
}

fn numbers(marks: &[u32]) -> String {
    marks.iter().map(|m| format!(" ({m})")).collect()
}

/// Text within quotation marks: Mermaid knows characters by their number.
fn escape(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' => format!("#{};", u32::from(c)),
            c if c.is_control() => " ".to_owned(),
            c => c.to_string(),
        })
        .collect()
}

/// Text on a line of its own, without what ends or begins something there.
fn plain(text: &str) -> String {
    let kept = |c: char| if c.is_control() || matches!(c, '{' | '}' | ';' | '#' | '%') { ' ' } else { c };
    text.chars().map(kept).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}
