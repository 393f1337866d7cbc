//! The map: documents by theme with their references, drawn, and the same told as a table.

use super::{
    DRAWN,
    text::{escape, put},
};
use crate::{
    diagram::{self, Edge, Lane, Line, Node},
    wording::{self, count},
};
use concordat_findings::{Audit, Finding};
use concordat_register::{
    DocumentIndex, Status,
    citation::{CitationKind, Outcome},
};
use std::collections::{BTreeMap, BTreeSet};

/// Rows of the table under the drawing.
const ROWS: usize = 200;
/// Missing references drawn: those of the gravest findings.
const MISSING: usize = 60;

/// Who points to whom, by citing and cited document.
pub(super) type Links = BTreeMap<(usize, usize), Line>;

/// Who points to whom: the strongest thing that can be said of each pair of documents.
pub(super) fn links(audit: &Audit) -> Links {
    let mut links = BTreeMap::new();
    for reference in &audit.references {
        let Some(to) = reference.to.filter(|&to| to != reference.from) else { continue };
        let key = (reference.from.0 as usize, to.0 as usize);
        if reference.outcome == Outcome::Superseded {
            links.entry(key).or_insert(Line::Dotted);
        } else {
            links.insert(key, Line::Solid);
        }
    }
    for (from, to) in audit.findings.iter().filter_map(missing) {
        links.entry((from.0 as usize, to.0 as usize)).or_insert(Line::Dashed);
    }
    let held = audit.documents.len();
    links.retain(|&(from, to), _| from < held && to < held && from != to);
    links
}

/// The reference that a finding asks for: from the document to change to the one it should know.
fn missing(finding: &Finding) -> Option<(DocumentIndex, DocumentIndex)> {
    if !matches!(finding.check.as_str(), "reference/missing" | "reference/one-way") {
        return None;
    }
    match finding.documents.as_slice() {
        [from, to, ..] => Some((*from, *to)),
        _ => None,
    }
}

pub(super) fn write(out: &mut String, audit: &Audit, links: &Links) {
    out.push_str("<section aria-labelledby=\"map\">\n<h2 id=\"map\">Map of the documents</h2>\n");
    if audit.documents.is_empty() {
        out.push_str("<p>No document was read.</p>\n</section>\n");
        return;
    }
    let drawn = choose(audit, links);
    if drawn.len() < audit.documents.len() {
        put(
            out,
            format_args!(
                "<p class=\"capped\">There are {}. The {} with most references between them are drawn.</p>\n",
                count(audit.documents.len(), "document"),
                drawn.len()
            ),
        );
    }
    legend(out);
    out.push_str("<p class=\"narrow\">The drawing is wider than a small screen. Move it sideways, or read it in words below.</p>\n");
    put(
        out,
        format_args!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"Map of the documents, drawn\" tabindex=\"0\">\n{}</div>\n",
            picture(audit, links, &drawn)
        ),
    );
    table(out, audit, links);
    out.push_str("</section>\n");
}

/// The documents to draw, in the order of the register: those with the most links.
fn choose(audit: &Audit, links: &Links) -> Vec<usize> {
    let mut degree = vec![0usize; audit.documents.len()];
    for &(from, to) in links.keys() {
        for end in [from, to] {
            if let Some(count) = degree.get_mut(end) {
                *count += 1;
            }
        }
    }
    let mut order: Vec<usize> = (0..audit.documents.len()).collect();
    order.sort_by_key(|&n| (std::cmp::Reverse(degree.get(n).copied().unwrap_or(0)), n));
    order.truncate(DRAWN);
    order.sort_unstable();
    order
}

fn picture(audit: &Audit, links: &Links, drawn: &[usize]) -> String {
    let unheld = unheld(audit);
    let place: BTreeMap<usize, usize> = drawn.iter().enumerate().map(|(place, &document)| (document, place)).collect();
    let nodes: Vec<Node> = drawn.iter().filter_map(|&n| node(audit, n, unheld.get(&n).copied().unwrap_or(0))).collect();
    let themes: Vec<(String, Vec<usize>)> = wording::by_theme(audit)
        .into_iter()
        .map(|(theme, documents)| {
            let label = theme.map_or_else(|| "No one theme".to_owned(), |t| wording::theme(audit, t));
            (label, documents.iter().filter_map(|d| place.get(&(d.0 as usize)).copied()).collect())
        })
        .filter(|(_, held): &(String, Vec<usize>)| !held.is_empty())
        .collect();
    let lanes: Vec<Lane<'_>> = themes.iter().map(|(label, nodes)| Lane { label, nodes: nodes.clone() }).collect();
    let gravest: BTreeSet<(usize, usize)> =
        audit.findings.iter().filter_map(missing).map(|(from, to)| (from.0 as usize, to.0 as usize)).take(MISSING).collect();
    let edges: Vec<Edge> = links
        .iter()
        .filter(|(ends, line)| **line != Line::Dashed || gravest.contains(ends))
        .filter_map(|(&(from, to), &line)| Some(Edge { from: *place.get(&from)?, to: *place.get(&to)?, line }))
        .collect();
    let dashed = edges.iter().filter(|e| e.line == Line::Dashed).count();
    let description = format!(
        "{} in {}, with {} between them, of which {} missing. The table below says the same in words.",
        count(nodes.len(), "document"),
        count(lanes.len(), "theme"),
        count(edges.len(), "arrow"),
        if dashed == 1 { "1 is".to_owned() } else { format!("{dashed} are") }
    );
    diagram::draw(&diagram::layout(&nodes, &lanes, &edges), &nodes, "Documents by theme, and which points to which", &description)
}

/// How many documents each one cites that the site does not hold.
fn unheld(audit: &Audit) -> BTreeMap<usize, usize> {
    let mut unheld = BTreeMap::new();
    for reference in audit.references.iter().filter(|r| r.outcome == Outcome::Dangling) {
        let citation = audit.document(reference.from).and_then(|d| d.citations.citations.get(reference.citation));
        if citation.is_some_and(|c| c.kind == CitationKind::LocalDocument) {
            *unheld.entry(reference.from.0 as usize).or_default() += 1;
        }
    }
    unheld
}

fn node(audit: &Audit, index: usize, unheld: usize) -> Option<Node> {
    let facts = audit.documents.get(index)?;
    let entry = &facts.entry;
    let mut kind = entry.kind.word().replace('-', " ");
    if let Some(period) = entry.period {
        kind.push_str(&format!(", {} to {}", period.from, period.to));
    } else if let Some(year) = entry.year {
        kind.push_str(&format!(", {year}"));
    }
    let mut notes = vec![kind];
    match entry.status {
        Status::Draft => notes.push("Draft".to_owned()),
        Status::Superseded => notes.push("Superseded".to_owned()),
        Status::Current | Status::Unknown => {}
    }
    if unheld > 0 {
        notes.push(format!("✕ {} not held", count(unheld, "cited document")));
    }
    Some(Node { title: wording::clip(wording::title(facts), 160).into_owned(), notes, faded: entry.status == Status::Superseded })
}

fn legend(out: &mut String) {
    out.push_str("<ul class=\"legend\">\n");
    let says =
        [("solid", "points to"), ("dashed", "does not point to, and should"), ("dotted", "points to an edition that is out of date")];
    for (class, words) in says {
        put(
            out,
            format_args!(
                "<li><svg aria-hidden=\"true\" width=\"54\" height=\"12\" viewBox=\"0 0 54 12\"><path class=\"arrow {class}\" marker-end=\"url(#head-{class})\" d=\"M2 6H50\"/></svg> {words}</li>\n"
            ),
        );
    }
    out.push_str("<li><svg aria-hidden=\"true\" width=\"30\" height=\"16\" viewBox=\"0 0 30 16\"><rect class=\"box faded\" x=\"2\" y=\"2\" width=\"26\" height=\"12\" rx=\"2\"/></svg> superseded document</li>\n</ul>\n");
}

/// The same as the drawing, in words: for each document what it points to, and what it should.
fn table(out: &mut String, audit: &Audit, links: &Links) {
    out.push_str("<details class=\"words\">\n<summary>The map in words</summary>\n<div class=\"scroll\" role=\"region\" aria-label=\"The map in words\" tabindex=\"0\">\n<table>\n<caption>What each document points to</caption>\n<thead><tr><th scope=\"col\">Document</th><th scope=\"col\">Points to</th><th scope=\"col\">Should point to, and does not</th><th scope=\"col\">Points to an edition out of date</th></tr></thead>\n<tbody>\n");
    let sources: BTreeSet<usize> = links.keys().map(|&(from, _)| from).collect();
    let mut left = 0;
    for (n, &from) in sources.iter().enumerate() {
        if n >= ROWS {
            left += 1;
            continue;
        }
        let named = |line: Line| -> String {
            let of = links
                .range((from, 0)..=(from, usize::MAX))
                .filter(|(_, l)| **l == line)
                .filter_map(|(&(_, to), _)| audit.documents.get(to));
            of.map(wording::title).collect::<Vec<_>>().join("; ")
        };
        let title = audit.documents.get(from).map(wording::title).unwrap_or_default();
        put(out, format_args!("<tr><th scope=\"row\">{}</th>", escape(title)));
        for line in [Line::Solid, Line::Dashed, Line::Dotted] {
            put(out, format_args!("<td>{}</td>", escape(&wording::clip(&named(line), 2000))));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
    if left > 0 {
        put(out, format_args!("<p>And {} more, in <code>audit.json</code>.</p>\n", count(left, "document")));
    }
    let linked: BTreeSet<usize> = links.keys().flat_map(|&(from, to)| [from, to]).collect();
    let silent: Vec<&str> = audit
        .documents
        .iter()
        .enumerate()
        .filter(|(n, _)| !linked.contains(n))
        .take(ROWS)
        .map(|(_, facts)| wording::title(facts))
        .collect();
    if !silent.is_empty() {
        put(
            out,
            format_args!(
                "<p>Neither pointing to another document nor pointed to: {}.</p>\n",
                escape(&wording::clip(&silent.join("; "), 4000))
            ),
        );
    }
    out.push_str("</details>\n");
}
