//! What panels and documents are called, and what to call them.

use super::{Chapter, cell, wording};
use crate::naming::{cited, in_force};
use concordat_findings::Audit;
use concordat_paper::{Block, Role, Table};
use concordat_register::{DocumentIndex, citation::CitationKind};
use concordat_text::fold_str;
use std::collections::BTreeMap;

/// Names that are listed of one document.
const SHOWN: usize = 6;

pub(super) fn chapter(audit: &Audit) -> Chapter {
    let mut chapter = Chapter::default();
    panels(&mut chapter, audit);
    documents(&mut chapter, audit);
    chapter
}

fn panels(chapter: &mut Chapter, audit: &Audit) {
    if audit.meetings.is_empty() {
        return;
    }
    let row = |m: &concordat_register::meeting::Meeting| {
        let also: Vec<&str> = m.also.iter().map(String::as_str).collect();
        vec![cell(m.name.clone()), cell(m.acronym.clone().unwrap_or_default()), cell(also.join("; "))]
    };
    chapter.heading("Panels and groups");
    chapter.paragraph(Role::Body, wording::PANELS);
    chapter.blocks.push(Block::Table(Table {
        caption: "Names of panels and groups".to_owned(),
        header: vec!["Write".to_owned(), "Letters".to_owned(), "Also met".to_owned()],
        widths: vec![3, 1, 3],
        row_headers: true,
        rows: audit.meetings.iter().map(row).collect(),
    }));
}

/// Documents of the register, with the names by which others cite them.
fn documents(chapter: &mut Chapter, audit: &Audit) {
    let mut met: BTreeMap<DocumentIndex, BTreeMap<String, (String, u32)>> = BTreeMap::new();
    for reference in &audit.references {
        let Some(to) = reference.to else { continue };
        let citation = audit.document(reference.from).and_then(|d| d.citations.citations.get(reference.citation));
        let Some(citation) = citation.filter(|c| c.kind == CitationKind::LocalDocument && c.proper && reference.from != to) else {
            continue;
        };
        let words = citation.anchor.quote.exact.to_string();
        met.entry(to).or_default().entry(fold_str(&words)).or_insert((words, 0)).1 += 1;
    }
    let mut rows = Vec::new();
    for (n, document) in audit.documents.iter().enumerate().filter(|(_, d)| in_force(&d.entry)) {
        let index = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
        let names = met.remove(&index).unwrap_or_default();
        let title = fold_str(&document.entry.title);
        let mut others: Vec<(String, u32)> = names.into_iter().filter(|(key, _)| *key != title).map(|(_, name)| name).collect();
        others.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let told: Vec<String> = others.iter().take(SHOWN).map(|(name, n)| format!("“{name}” {}", wording::counted(*n))).collect();
        rows.push(vec![cell(cited(&document.entry)), cell(told.join("; "))]);
    }
    if rows.is_empty() {
        return;
    }
    chapter.heading("Documents");
    chapter.paragraph(Role::Body, wording::TITLES);
    chapter.blocks.push(Block::Table(Table {
        caption: "Titles of documents in force".to_owned(),
        header: vec!["Cite as".to_owned(), "Also cited as".to_owned()],
        widths: vec![1, 1],
        row_headers: true,
        rows,
    }));
}
