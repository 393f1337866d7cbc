//! Referral routes drawn: the whole area, then a chart a theme, each with the same in words.

use super::{
    shown,
    text::{escape, put},
};
use crate::wording;
use concordat_chart::{Chart, Dress, Layout, Mark, list, svg, svg_for_paper};
use concordat_findings::Audit;
use std::collections::BTreeSet;

/// Pixels of a chart that a landscape page of A3 shows in letters of eight points and more.
const PAPER: i32 = 1450;
/// Pixels of a chart that such a page shows whole in letters of six points and more: one that is little too wide is better seen at once
/// than in two pieces.
const WHOLE: i32 = 1950;
/// Pixels from top to bottom of such a page, below a heading.
const HIGH: i32 = 870;
/// Boxes of a list shown; a chart that is drawn has fewer.
const ITEMS: usize = 300;

pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.charts.is_empty() {
        return;
    }
    out.push_str(
        "<section aria-labelledby=\"charts\">\n<h2 id=\"charts\">Referral routes, drawn</h2>\n<p>Where each document sends a case, as we read it. A numbered mark shows where something was \
         found; the number leads to what. Each chart is told in words as well.</p>\n",
    );
    legend(out);
    out.push_str("<p class=\"narrow\">The drawings are wider than a small screen. Move them sideways, or read them in words.</p>\n");
    let findings: BTreeSet<&str> = shown(audit).map(|f| f.id.as_str()).collect();
    let joined = audit.proposal.as_ref().and_then(|p| p.chart.as_ref());
    for (n, held) in (1..).zip(&audit.charts) {
        // What is proposed stands beside what is.
        let beside = joined.filter(|_| n == 1);
        if beside.is_some() {
            out.push_str("<div class=\"beside\">\n<div>\n");
        }
        chart(out, &format!("chart-{n}"), &held.chart, &findings);
        if let Some(joined) = beside {
            out.push_str("</div>\n<div>\n");
            chart(out, "chart-joined", joined, &BTreeSet::new());
            out.push_str(
                "<p>Why each of these changes is proposed stands in <a href=\"#joined\">the joined route</a>.</p>\n</div>\n</div>\n",
            );
        }
    }
    if let Some(steps) = audit.unproposed {
        put(
            out,
            format_args!(
                "<p class=\"capped\">These documents have {steps} steps of routes. With so many, a joined route is not looked for with every \
                 report: the command <code>concordat route --propose</code> looks for one and draws it.</p>\n"
            ),
        );
    }
    out.push_str("</section>\n");
}

fn legend(out: &mut String) {
    let boxes = [
        ("<rect class=\"box start\" x=\"2\" y=\"2\" width=\"34\" height=\"14\" rx=\"7\"/>", "where a case begins"),
        ("<rect class=\"box\" x=\"2\" y=\"2\" width=\"34\" height=\"14\" rx=\"2\"/>", "a body, or what it holds"),
        ("<path class=\"box\" d=\"M2 9L8 2H30L36 9L30 16H8z\"/>", "a decision"),
        ("<path class=\"box\" d=\"M2 2H30L36 8V16H2z\"/>", "a document that a decision goes by"),
        (
            "<circle class=\"mark\" cx=\"19\" cy=\"9\" r=\"8\"/><text class=\"number\" x=\"19\" y=\"13\" text-anchor=\"middle\">1</text>",
            "something was found here",
        ),
    ];
    out.push_str("<ul class=\"legend\">\n");
    for (drawn, words) in boxes {
        put(
            out,
            format_args!(
                "<li><svg class=\"chart drawing\" aria-hidden=\"true\" width=\"38\" height=\"18\" viewBox=\"0 0 38 18\">{drawn}</svg> {words}</li>\n"
            ),
        );
    }
    out.push_str("</ul>\n");
}

/// A chart with its marks explained and the same in words; `id` is that of its heading.
pub(super) fn chart(out: &mut String, id: &str, chart: &Chart, findings: &BTreeSet<&str>) {
    let title = escape(&chart.title);
    put(out, format_args!("<div class=\"sheet\">\n<h3 id=\"{id}\">{title}</h3>\n<p>{}</p>\n", escape(&chart.description)));
    match Layout::of(chart) {
        Ok(layout) => {
            let picture = svg(chart, &layout, Dress::Page { id: &format!("{id}-drawn") });
            // One that is too tall is made smaller for that, whether it is cut across or not.
            let fits = layout.width <= WHOLE || layout.width.saturating_mul(HIGH) <= layout.height.saturating_mul(PAPER);
            let paper = if fits { Vec::new() } else { svg_for_paper(&layout, &format!("{id}-drawn"), PAPER) };
            let class = if paper.is_empty() { "scroll drawn" } else { "scroll drawn parts" };
            put(
                out,
                format_args!(
                    "<div class=\"{class}\" role=\"region\" aria-label=\"{title}, drawn\" tabindex=\"0\">\n{picture}{}</div>\n",
                    paper.concat()
                ),
            );
        }
        Err(large) => put(out, format_args!("<p class=\"capped\">{}</p>\n", escape(&large.to_string()))),
    }
    out.push_str("</div>\n");
    if !chart.marks.is_empty() {
        out.push_str("<ul class=\"marks\">\n");
        for mark in &chart.marks {
            explained(out, mark, findings);
        }
        out.push_str("</ul>\n");
    }
    for note in &chart.notes {
        put(out, format_args!("<p class=\"capped\">{}</p>\n", escape(note)));
    }
    words(out, id, chart);
}

fn explained(out: &mut String, mark: &Mark, findings: &BTreeSet<&str>) {
    let text = escape(&mark.text);
    let number = mark.number;
    match mark.link.as_deref().filter(|link| findings.contains(link)) {
        Some(link) => {
            put(
                out,
                format_args!(
                    "<li><a class=\"numbered\" href=\"#{0}\"><span class=\"say\">Mark </span>{number}</a> {text}</li>\n",
                    escape(link)
                ),
            );
        }
        None => put(out, format_args!("<li><span class=\"numbered\"><span class=\"say\">Mark </span>{number}</span> {text}</li>\n")),
    }
}

/// The chart as an ordered list, each way a link to where it leads.
fn words(out: &mut String, id: &str, chart: &Chart) {
    put(out, format_args!("<details class=\"words\">\n<summary>{} in words</summary>\n<ol class=\"route\">\n", escape(&chart.title)));
    let items = list(chart);
    for item in items.iter().take(ITEMS) {
        let Some(node) = chart.nodes.get(item.node) else { continue };
        let marks = numbers(&node.marks);
        put(out, format_args!("<li id=\"{id}-{}\"><strong>{}</strong>{}{marks}", item.number, escape(&node.label), new(node.fresh)));
        for line in node.note.lines() {
            put(out, format_args!(", {}", escape(line)));
        }
        put(out, format_args!(" <span class=\"lane-of\">({})</span>", escape(&item.lane)));
        if !item.ways.is_empty() {
            out.push_str("\n<ul>\n");
            for way in &item.ways {
                let Some(edge) = chart.edges.get(way.edge) else { continue };
                let to = chart.nodes.get(edge.to).map_or("", |n| n.label.as_str());
                let said: Vec<&str> = edge.words().lines().collect();
                let said = if said.is_empty() { String::new() } else { format!(": {}", said.join("; ")) };
                // What the list leaves out at its end has nothing to link to.
                let link = if way.to <= ITEMS { format!(" href=\"#{id}-{}\"", way.to) } else { String::new() };
                put(
                    out,
                    format_args!(
                        "<li>to <a{link}>{}. {}</a>{}{}{}</li>\n",
                        way.to,
                        escape(to),
                        escape(&said),
                        new(edge.fresh),
                        numbers(&edge.marks)
                    ),
                );
            }
            out.push_str("</ul>");
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ol>\n");
    if items.len() > ITEMS {
        put(out, format_args!("<p class=\"capped\">And {}.</p>\n", wording::count(items.len() - ITEMS, "further step")));
    }
    out.push_str("</details>\n");
}

fn new(fresh: bool) -> &'static str {
    if fresh { " (new)" } else { "" }
}

fn numbers(marks: &[u32]) -> String {
    marks.iter().map(|n| format!(" <span class=\"numbered\"><span class=\"say\">Mark </span>{n}</span>")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_chart::{Edge, Kind, Node};
    use concordat_findings::AreaChart;

    fn drawn(boxes: usize) -> String {
        let node = |n: usize| Node { label: format!("Step <{n}>"), kind: if n == 0 { Kind::Start } else { Kind::Task }, ..Node::default() };
        let edge = |to: usize| Edge { from: to - 1, to, label: "the same day".into(), marks: vec![7], ..Edge::default() };
        let chart = Chart {
            title: "Routes".into(),
            lanes: vec!["Lane".into()],
            nodes: (0..boxes).map(node).collect(),
            edges: (1..boxes).map(edge).collect(),
            marks: vec![Mark { number: 7, text: "They part & differ.".into(), link: Some("finding-1".into()) }],
            ..Chart::default()
        };
        let mut out = String::new();
        write(&mut out, &Audit { charts: vec![AreaChart { theme: None, chart }], ..Audit::default() });
        out
    }

    #[test]
    fn a_chart_stands_as_a_picture_and_as_a_list() {
        let page = drawn(3);
        assert!(page.contains("role=\"img\"") && page.contains("Step &lt;1&gt;") && !page.contains("<style"));
        assert!(page.contains("to <a href=\"#chart-1-2\">2. Step &lt;1&gt;</a>: the same day"), "{page}");
        assert!(page.contains("They part &amp; differ."));
        assert!(!page.contains("href=\"#finding-1\""), "a finding that the page does not show is not linked");
    }

    #[test]
    fn one_too_large_is_a_list_with_a_plain_message() {
        let page = drawn(2000);
        assert!(
            !page.contains("role=\"img\"") && page.contains("too many for a picture") && page.contains("And 1,700 further steps"),
            "{page}"
        );
    }
}
