//! Contexts and sectors: how far every document goes with each.

use super::quote::item;
use super::text::{escape, put};
use crate::wording::{self, count};
use concordat_findings::{Audit, Coverage, CoverageRow, Depth};

/// Documents of each table.
const ROWS: usize = 60;
/// Documents whose words are listed.
const QUOTED: usize = 40;

/// What a table is of: its name, the part of a row, and for each depth a letter and what it means.
struct Table {
    name: &'static str,
    caption: &'static str,
    part: fn(&CoverageRow) -> &[Coverage],
    depths: [(&'static str, &'static str); 4],
}

const TABLES: [Table; 2] = [
    Table {
        name: "Contexts",
        caption: "How far each document (row) deals with each context (column)",
        part: |row| &row.contexts,
        depths: [
            ("–", "not found"),
            ("N", "named"),
            ("C", "considered as a source of risk, strength or vulnerability"),
            ("A", "acted on: something is to be done about it"),
        ],
    },
    Table {
        name: "Sectors",
        caption: "How far each document (row) engages each sector (column)",
        part: |row| &row.sectors,
        depths: [("–", "not found"), ("N", "named"), ("R", "given a role"), ("T", "given a task")],
    },
];

pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.coverage.is_empty() {
        return;
    }
    out.push_str("<section aria-labelledby=\"coverage\">\n<h2 id=\"coverage\">Contexts and sectors</h2>\n<p>Naming a park is not doing something about it. The tables say how far each document goes.</p>\n");
    if audit.coverage.len() > ROWS {
        put(out, format_args!("<p class=\"capped\">The first {ROWS} of {} are shown.</p>\n", count(audit.coverage.len(), "document")));
    }
    out.push_str("<div class=\"pair\">\n");
    for table in &TABLES {
        if audit.coverage.iter().any(|row| !(table.part)(row).is_empty()) {
            one(out, audit, table);
        }
    }
    out.push_str("</div>\n");
    words(out, audit);
    out.push_str("</section>\n");
}

fn one(out: &mut String, audit: &Audit, table: &Table) {
    let Some(columns) = audit.coverage.iter().map(table.part).find(|part| !part.is_empty()) else { return };
    put(out, format_args!("<div>\n<h3>{}</h3>\n<ul class=\"legend\">\n", table.name));
    for (n, (letter, meaning)) in table.depths.iter().enumerate() {
        put(out, format_args!("<li><span class=\"depth d{n}\" aria-hidden=\"true\">{letter}</span> {meaning}</li>\n"));
    }
    put(
        out,
        format_args!(
            "</ul>\n<div class=\"scroll\" role=\"region\" aria-label=\"{} by document\" tabindex=\"0\">\n<table class=\"matrix upright\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">Document</th>",
            table.name, table.caption
        ),
    );
    for column in columns {
        put(out, format_args!("<th scope=\"col\"><span>{}</span></th>", escape(&wording::capital(&column.name))));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in audit.coverage.iter().take(ROWS) {
        let title = wording::title_of(audit, row.document).unwrap_or_default();
        put(out, format_args!("<tr><th scope=\"row\">{}</th>", escape(&wording::clip(title, 120))));
        for column in columns {
            let depth = (table.part)(row).iter().find(|c| c.id == column.id).map_or(Depth::Absent, |c| c.depth);
            let place = Depth::ALL.iter().position(|&d| d == depth).unwrap_or(0);
            let (letter, meaning) = table.depths.get(place).copied().unwrap_or(("–", ""));
            let said = meaning.split(':').next().unwrap_or_default();
            put(
                out,
                format_args!(
                    "<td class=\"depth d{place}\"><span aria-hidden=\"true\">{letter}</span><span class=\"say\">{said}</span></td>"
                ),
            );
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</div>\n");
}

/// The words behind the tables, best first, folded away by document.
fn words(out: &mut String, audit: &Audit) {
    let quoted: Vec<&CoverageRow> =
        audit.coverage.iter().filter(|row| row.contexts.iter().chain(&row.sectors).any(|c| !c.evidence.is_empty())).collect();
    if quoted.is_empty() {
        return;
    }
    out.push_str("<h3>The words behind the tables</h3>\n");
    for row in quoted.into_iter().take(QUOTED) {
        let title = wording::title_of(audit, row.document).unwrap_or_default();
        put(out, format_args!("<details class=\"reasons behind\"><summary>{}</summary>\n<dl>\n", escape(&wording::clip(title, 160))));
        for table in &TABLES {
            for cover in (table.part)(row).iter().filter(|c| !c.evidence.is_empty()) {
                let place = Depth::ALL.iter().position(|&d| d == cover.depth).unwrap_or(0);
                let meaning = table.depths.get(place).map_or("", |(_, meaning)| meaning.split(':').next().unwrap_or_default());
                put(
                    out,
                    format_args!(
                        "<div><dt>{} <span class=\"aside\">({})</span></dt>\n<dd><ul>\n",
                        escape(&wording::capital(&cover.name)),
                        meaning
                    ),
                );
                for evidence in cover.evidence.iter().take(2) {
                    item(out, audit, evidence);
                }
                out.push_str("</ul></dd></div>\n");
            }
        }
        out.push_str("</dl>\n</details>\n");
    }
}
