//! How the documents speak of the same people: counts by document that lead to the sentences, and the sharpest contrast.

use super::quote::{item, side};
use super::text::{escape, put};
use crate::wording::{self, capital, count, number};
use concordat_findings::{Audit, FramingRow, FramingView};

/// Documents of each table.
const ROWS: usize = 60;
/// Ways of speaking are set against each other where one of them is used so often: two single uses may be chance.
const LEAST: u32 = 2;
/// Sentences listed of one document and way.
const SENTENCES: usize = 12;

pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.framing.iter().all(|view| view.rows.is_empty()) {
        return;
    }
    out.push_str("<section aria-labelledby=\"framing\">\n<h2 id=\"framing\">How documents speak of the same people</h2>\n<p>One fifteen-year-old can be a child to be safeguarded in one document and an offender in the next. These are counts of words in documents, never of children. Follow a count to the sentences.</p>\n");
    for (n, view) in audit.framing.iter().enumerate().filter(|(_, view)| !view.rows.is_empty()) {
        put(out, format_args!("<article class=\"people\">\n<h3>{}</h3>\n", escape(&capital(&view.name))));
        contrast(out, audit, view);
        table(out, audit, view, n);
        sentences(out, audit, view, n);
        out.push_str("</article>\n");
    }
    out.push_str("</section>\n");
}

/// Where two documents mostly speak of them in different ways: the words of each.
fn contrast(out: &mut String, audit: &Audit, view: &FramingView) {
    let mut chosen: Vec<(usize, &FramingRow)> = Vec::new();
    for (framing, _) in view.framings.iter().enumerate() {
        let strongest = view
            .rows
            .iter()
            .filter_map(|row| row.foremost().filter(|c| c.framing == framing && !c.evidence.is_empty()).map(|c| (c.count, row)))
            .max_by_key(|(count, row)| (*count, std::cmp::Reverse(row.document)));
        chosen.extend(strongest.map(|(_, row)| (framing, row)));
    }
    let most = chosen.iter().filter_map(|(_, row)| Some(row.foremost()?.count)).max().unwrap_or(0);
    if chosen.len() < 2 || most < LEAST {
        return;
    }
    out.push_str(
        "<p>The documents differ. For each way of speaking, this is the document that does so most.</p>\n<div class=\"quotes\">\n",
    );
    for (framing, row) in chosen {
        let Some(found) = row.counts.iter().find(|c| c.framing == framing) else { continue };
        let (Some(evidence), Some((_, name))) = (found.evidence.first(), view.framings.get(framing)) else { continue };
        let terms: Vec<String> = found.terms.iter().map(|(term, n)| format!("{term} ({})", number(*n as usize))).collect();
        side(out, audit, evidence, &format!("{}: {}", capital(name), terms.join(", ")));
    }
    out.push_str("</div>\n");
}

fn table(out: &mut String, audit: &Audit, view: &FramingView, n: usize) {
    if view.rows.len() > ROWS {
        put(out, format_args!("<p class=\"capped\">The first {ROWS} of {} are shown.</p>\n", count(view.rows.len(), "document")));
    }
    put(
        out,
        format_args!(
            "<div class=\"scroll\" role=\"region\" aria-label=\"How documents speak of {0}\" tabindex=\"0\">\n<table class=\"matrix\">\n<caption>How often each document (row) speaks of {0} in each way (column)</caption>\n<thead><tr><th scope=\"col\">Document</th>",
            escape(&view.name)
        ),
    );
    for (_, name) in &view.framings {
        put(out, format_args!("<th scope=\"col\">{}</th>", escape(&capital(name))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in view.rows.iter().take(ROWS) {
        let title = wording::title_of(audit, row.document).unwrap_or_default();
        put(out, format_args!("<tr><th scope=\"row\">{}</th>", escape(&wording::clip(title, 120))));
        let foremost = row.foremost().map(|c| c.framing);
        for (framing, (_, name)) in view.framings.iter().enumerate() {
            match row.counts.iter().find(|c| c.framing == framing) {
                Some(found) => put(
                    out,
                    format_args!(
                        "<td{}><a href=\"#{}\">{}<span class=\"say\"> as {}</span></a></td>",
                        if foremost == Some(framing) { " class=\"most\"" } else { "" },
                        row_id(n, row),
                        number(found.count as usize),
                        escape(name)
                    ),
                ),
                None => out.push_str("<td><span class=\"aside\">0</span></td>"),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn row_id(view: usize, row: &FramingRow) -> String {
    format!("framing-{}-{}", view + 1, row.document.0 + 1)
}

fn sentences(out: &mut String, audit: &Audit, view: &FramingView, n: usize) {
    out.push_str("<details class=\"reasons\"><summary>The sentences behind the counts</summary>\n");
    for row in view.rows.iter().take(ROWS) {
        let title = wording::title_of(audit, row.document).unwrap_or_default();
        put(out, format_args!("<div id=\"{}\">\n<h4>{}</h4>\n<dl>\n", row_id(n, row), escape(&wording::clip(title, 160))));
        for found in &row.counts {
            let name = view.framings.get(found.framing).map_or("", |(_, name)| name);
            put(
                out,
                format_args!(
                    "<div><dt>{} <span class=\"aside\">({})</span></dt>\n<dd><ul>\n",
                    escape(&capital(name)),
                    number(found.count as usize)
                ),
            );
            for evidence in found.evidence.iter().take(SENTENCES) {
                item(out, audit, evidence);
            }
            if let Some(more) = (found.count as usize).checked_sub(found.evidence.len().min(SENTENCES)).filter(|&n| n > 0) {
                put(out, format_args!("<li>and {} more: <code>concordat concordance</code> lists them all</li>\n", number(more)));
            }
            out.push_str("</ul></dd></div>\n");
        }
        out.push_str("</dl>\n</div>\n");
    }
    out.push_str("</details>\n");
}
