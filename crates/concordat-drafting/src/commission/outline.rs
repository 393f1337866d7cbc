//! The sections of each document that is to be written, with what it says of them today.

use super::{cell, taken, wording};
use crate::naming::{place, titled};
use concordat_findings::{Audit, PositionView, wording::is_sure};
use concordat_paper::{Block, Inline, Paper, Role, Table};
use concordat_register::{DocumentIndex, meaning::Position};
use concordat_standard::{Standard, templates::SectionTemplate};
use std::collections::BTreeMap;

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
            rows: sections.map(|s| vec![cell(s.heading.clone()), cell(s.purpose.clone()), today(audit, index, s)]).collect(),
        }));
    }
}

/// How the document stands today to what a section is to say: a line for each thing to do.
fn today(audit: &Audit, document: DocumentIndex, section: &SectionTemplate) -> Vec<Inline> {
    let mut told: BTreeMap<Todo, Vec<String>> = BTreeMap::new();
    for id in &section.serves {
        let Some(message) = audit.messages.iter().find(|m| m.id == *id) else { continue };
        let view: Option<&PositionView> = message.positions.iter().find(|p| p.document == document);
        let todo = Todo::of(view.map_or(Position::Silent, |v| v.position), view.is_none_or(|v| is_sure(v.certainty)));
        let clause = view.and_then(|v| v.evidence.first()).map(|e| format!(" ({})", place(&e.anchor))).unwrap_or_default();
        told.entry(todo).or_default().push(format!("{}{clause}", message.name));
    }
    if told.is_empty() {
        return cell(wording::TAKE_OVER);
    }
    let mut out = Vec::new();
    for (todo, messages) in told {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        out.push(Inline::Strong(todo.words().to_owned()));
        out.push(Inline::Plain(format!(" {}", messages.join("; "))));
    }
    out
}

/// What is to be done about a message in a section, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Todo {
    PutRight,
    LookWhetherDenied,
    LookWhetherSaid,
    SayInFull,
    Write,
    Keep,
}

impl Todo {
    /// What was read but not surely is to be looked at first.
    fn of(position: Position, sure: bool) -> Self {
        match position {
            Position::Contradicts if sure => Self::PutRight,
            Position::Contradicts => Self::LookWhetherDenied,
            Position::Asserts | Position::Partly if !sure => Self::LookWhetherSaid,
            Position::Asserts => Self::Keep,
            Position::Partly => Self::SayInFull,
            Position::Silent => Self::Write,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::PutRight => wording::PUT_RIGHT,
            Self::LookWhetherDenied => wording::LOOK_WHETHER_DENIED,
            Self::LookWhetherSaid => wording::LOOK_WHETHER_SAID,
            Self::SayInFull => wording::SAY_IN_FULL,
            Self::Write => wording::WRITE,
            Self::Keep => wording::KEEP_IT,
        }
    }
}
