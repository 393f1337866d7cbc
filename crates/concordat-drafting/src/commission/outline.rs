//! The sections of each document that is to be written, with what it says of them today.

use super::{cell, taken, wording};
use crate::naming::{place, titled};
use concordat_findings::{Audit, PositionView, wording::is_sure};
use concordat_paper::{Block, Paper, Role, Table};
use concordat_register::{DocumentIndex, meaning::Position};
use concordat_standard::{Standard, templates::SectionTemplate};

pub(super) fn tell(paper: &mut Paper, audit: &Audit, standard: &Standard) {
    paper.heading(1, wording::OUTLINE);
    paper.paragraph(Role::Body, wording::OUTLINES);
    for (index, document) in taken(audit) {
        // Guidance has the parts of a procedure.
        let kind = document.entry.kind.word();
        let Some(template) = standard.templates.document(kind).or_else(|| standard.templates.document("procedure")) else { continue };
        let main = document.entry.themes.first().map_or("", |t| t.0.as_str());
        let of_theme = |s: &&SectionTemplate| s.themes.is_empty() || s.themes.iter().any(|t| t == main);
        let sections = template.sections.iter().filter_map(|id| standard.templates.section(id)).filter(of_theme);
        paper.heading(2, titled(&document.entry));
        paper.blocks.push(Block::Table(Table {
            caption: format!("Outline of {}", titled(&document.entry)),
            header: ["Section", "What it is for", "What the document says today"].map(str::to_owned).to_vec(),
            widths: vec![2, 3, 4],
            row_headers: true,
            rows: sections.map(|s| vec![cell(s.heading.clone()), cell(s.purpose.clone()), cell(today(audit, index, s))]).collect(),
        }));
    }
}

/// How the document stands today to what a section is to say.
fn today(audit: &Audit, document: DocumentIndex, section: &SectionTemplate) -> String {
    let stand = |id: &String| {
        let message = audit.messages.iter().find(|m| m.id == *id)?;
        let view: Option<&PositionView> = message.positions.iter().find(|p| p.document == document);
        let position = view.map_or(Position::Silent, |v| v.position);
        let sure = view.is_none_or(|v| is_sure(v.certainty));
        let clause = view.and_then(|v| v.evidence.first()).map(|e| place(&e.anchor)).unwrap_or_default();
        Some(wording::today(position, sure, &message.name, &clause))
    };
    let told: Vec<String> = section.serves.iter().filter_map(stand).collect();
    if told.is_empty() { wording::NO_MESSAGE.to_owned() } else { told.join(". ") }
}
