//! A chart as an ordered list: each box with the ways that leave it. It says all that the picture says.

use crate::{Chart, Kind};

/// A box and where one goes from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its number in the list, from 1.
    pub number: usize,
    /// Its place in [`Chart::nodes`].
    pub node: usize,
    /// The name of its lane.
    pub lane: String,
    /// The arrows that leave it.
    pub ways: Vec<Way>,
}

/// An arrow, seen from the box it leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way {
    /// The number of the item it leads to.
    pub to: usize,
    /// Its place in [`Chart::edges`].
    pub edge: usize,
}

/// The boxes in an order in which one can follow them: starts first, each followed by what it leads to.
#[must_use]
pub fn list(chart: &Chart) -> Vec<Item> {
    let count = chart.nodes.len();
    let edges = chart.drawable();
    let mut out: Vec<Vec<(usize, usize)>> = vec![Vec::new(); count];
    let mut reached = vec![false; count];
    for &(index, edge) in &edges {
        out.get_mut(edge.from).into_iter().for_each(|list| list.push((index, edge.to)));
        reached.get_mut(edge.to).into_iter().for_each(|r| *r = true);
    }
    let start = |n: &usize| chart.nodes.get(*n).is_some_and(|node| node.kind == Kind::Start);
    let fresh = |n: &usize| !reached.get(*n).copied().unwrap_or(false);
    let mut order: Vec<usize> = (0..count).filter(start).collect();
    order.extend((0..count).filter(|n| fresh(n) && !start(n)));
    let mut seen = vec![false; count];
    order.iter().for_each(|&n| mark(&mut seen, n));
    let mut next = 0;
    // Breadth first, so that what is near the start stands near the top; what only a circle reaches comes last.
    loop {
        while let Some(&node) = order.get(next) {
            next += 1;
            for &(_, to) in out.get(node).into_iter().flatten() {
                if !seen.get(to).copied().unwrap_or(true) {
                    mark(&mut seen, to);
                    order.push(to);
                }
            }
        }
        let Some(left) = seen.iter().position(|s| !s) else { break };
        mark(&mut seen, left);
        order.push(left);
    }
    let mut number = vec![0; count];
    for (n, &node) in order.iter().enumerate() {
        if let Some(slot) = number.get_mut(node) {
            *slot = n + 1;
        }
    }
    let item = |(n, &node): (usize, &usize)| Item {
        number: n + 1,
        node,
        lane: chart.lanes.get(chart.lane_of(node)).cloned().unwrap_or_default(),
        ways: out.get(node).into_iter().flatten().map(|&(edge, to)| Way { to: number.get(to).copied().unwrap_or(0), edge }).collect(),
    };
    order.iter().enumerate().map(item).collect()
}

fn mark(seen: &mut [bool], n: usize) {
    if let Some(slot) = seen.get_mut(n) {
        *slot = true;
    }
}

/// The list as plain text, with what the marks stand for and the notes at its end.
#[must_use]
pub fn list_text(chart: &Chart) -> String {
    let mut out = format!("{}\n", chart.title);
    for part in [&chart.description].into_iter().filter(|p| !p.is_empty()) {
        out.push_str(&format!("\n{part}\n"));
    }
    out.push('\n');
    for item in list(chart) {
        let Some(node) = chart.nodes.get(item.node) else { continue };
        let note = if node.note.is_empty() { String::new() } else { format!(": {}", one_line(&node.note)) };
        out.push_str(&format!("{}. {}{note}{}{} ({})\n", item.number, node.label, new(node.fresh), numbers(&node.marks), item.lane));
        for way in &item.ways {
            let Some(edge) = chart.edges.get(way.edge) else { continue };
            let to = chart.name(edge.to);
            let words = one_line(edge.words());
            let label = if words.is_empty() { words } else { format!(" ({words})") };
            out.push_str(&format!("   - to {}. {to}{label}{}{}\n", way.to, new(edge.fresh), numbers(&edge.marks)));
        }
    }
    if !chart.marks.is_empty() {
        out.push('\n');
    }
    for mark in &chart.marks {
        out.push_str(&format!("[{}] {}\n", mark.number, mark.text));
    }
    for note in &chart.notes {
        out.push_str(&format!("\n{note}\n"));
    }
    out
}

/// Lines as one, parted by semicolons.
pub(crate) fn one_line(text: &str) -> String {
    text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("; ")
}

fn new(fresh: bool) -> &'static str {
    if fresh { " (new)" } else { "" }
}

fn numbers(marks: &[u32]) -> String {
    marks.iter().map(|m| format!(" [{m}]")).collect()
}
