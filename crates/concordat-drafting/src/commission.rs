//! The specification for commissioning a single author: what is to be written, what is wrong now, what must be kept, and how it is
//! accepted.
//!
//! Every sentence that this module and those below it write stands in [`wording`].

mod acceptance;
mod defects;
mod lacking;
mod outline;
mod wording;

pub use acceptance::{Acceptance, acceptance};

use crate::naming::{is_past, kind_name, titled};
use crate::{Imprint, style};
use concordat_findings::{
    Audit,
    together::Stands,
    wording::{quoted, small},
};
use concordat_paper::{Block, Inline, Paper, Role, Table};
use concordat_register::{DocumentFacts, DocumentIndex, Kind, Status, meaning::Position};
use concordat_standard::Standard;
use std::collections::{BTreeMap, BTreeSet};

/// Certainty, in hundredths, from which words are held up as to be kept.
const SURE: u8 = 85;

/// The specification. `folder` is the folder as its commands name it.
#[must_use]
pub fn commission(audit: &Audit, standard: &Standard, folder: &str, imprint: &Imprint) -> Paper {
    let mut paper = Paper {
        title: wording::title(&audit.site),
        subtitle: audit.as_at.map(wording::subtitle),
        marking: imprint.marking.clone(),
        author: imprint.author.clone(),
        written_at: imprint.written_at.clone(),
        contents: true,
        blocks: Vec::new(),
    };
    paper.paragraph(Role::Lead, wording::LEAD);
    scope(&mut paper, audit);
    documents(&mut paper, audit);
    lacking::tell(&mut paper, audit, standard, folder);
    defects::tell(&mut paper, audit);
    kept(&mut paper, audit);
    outline::tell(&mut paper, audit, standard);
    acceptance::tell(&mut paper, &acceptance(audit, folder));
    paper.blocks.push(Block::PageBreak);
    paper.heading(1, wording::STYLE);
    paper.paragraph(Role::Body, wording::STYLE_ANNEX);
    let mut sheet = Paper::default();
    style::body(&mut sheet, audit, standard);
    paper.blocks.extend(sheet.blocks.into_iter().map(deeper));
    paper
}

/// A block of an annex: its headings stand one deeper.
fn deeper(block: Block) -> Block {
    match block {
        Block::Heading { level, text, anchor } => Block::Heading { level: level.saturating_add(1).min(4), text, anchor },
        other => other,
    }
}

/// Documents of the audit with their indices.
fn indexed(audit: &Audit) -> impl Iterator<Item = (DocumentIndex, &DocumentFacts)> {
    audit.documents.iter().enumerate().map(|(n, d)| (DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX)), d))
}

/// Whether a document is to be written anew, else why it is not.
fn part(audit: &Audit, document: &DocumentFacts) -> Result<(), String> {
    let entry = &document.entry;
    match entry.kind {
        _ if is_past(entry) => Err(match &entry.superseded_by {
            Some(by) => {
                let newer = audit.documents.iter().find(|d| d.entry.file == *by);
                wording::replaced_by(&newer.map_or_else(|| by.clone(), |d| titled(&d.entry)))
            }
            None => wording::REPLACED.to_owned(),
        }),
        Kind::Minutes | Kind::Report => Err(wording::record(kind_name(entry.kind))),
        Kind::Other => Err(wording::NO_GUIDE.to_owned()),
        Kind::Thresholds => Err(wording::LEVELS.to_owned()),
        _ => Ok(()),
    }
}

/// Documents that are to be written anew.
fn taken(audit: &Audit) -> impl Iterator<Item = (DocumentIndex, &DocumentFacts)> {
    indexed(audit).filter(|(_, d)| part(audit, d).is_ok())
}

fn scope(paper: &mut Paper, audit: &Audit) {
    paper.heading(1, wording::SCOPE);
    let mut themes: BTreeMap<usize, String> = BTreeMap::new();
    for (_, document) in taken(audit) {
        for theme in &document.entry.themes {
            let order = audit.themes.iter().position(|(known, _)| known == theme).unwrap_or(usize::MAX);
            themes.insert(order, small(audit.theme_name(theme)));
        }
    }
    let named: Vec<String> = themes.into_values().collect();
    paper.list(false, [wording::area(&audit.site), wording::themes(&crate::naming::listed(&named)), wording::AGES.to_owned()]);
    paper.paragraph(Role::Body, wording::ONE_AUTHOR);
}

fn documents(paper: &mut Paper, audit: &Audit) {
    paper.heading(1, wording::DOCUMENTS);
    let row = |(_, document): (DocumentIndex, &DocumentFacts)| {
        let entry = &document.entry;
        let draft = if entry.status == Status::Draft { wording::DRAFT } else { wording::ANEW };
        let what = part(audit, document).map_or_else(|why| why, |()| draft.to_owned());
        vec![cell(titled(entry)), cell(kind_name(entry.kind)), cell(entry.owner.clone().unwrap_or_default()), cell(what)]
    };
    paper.blocks.push(Block::Table(Table {
        caption: "Documents, and what is to be done with each".to_owned(),
        header: ["Document", "Kind", "Owner", "What is to be done"].map(str::to_owned).to_vec(),
        widths: vec![4, 2, 2, 3],
        row_headers: true,
        rows: indexed(audit).map(row).collect(),
    }));
    if !audit.unread.is_empty() {
        let files: BTreeSet<&str> = audit.unread.iter().filter(|(_, p)| p.kind.is_fatal()).map(|(file, _)| file.as_str()).collect();
        if !files.is_empty() {
            paper.paragraph(Role::Note, wording::unread(&files.into_iter().collect::<Vec<_>>().join(", ")));
        }
    }
}

/// What the documents say well, in their own words.
fn kept(paper: &mut Paper, audit: &Audit) {
    paper.heading(1, wording::KEPT);
    paper.paragraph(Role::Body, wording::KEEP);
    let mut any = false;
    for message in &audit.messages {
        // Nobody carries on what has been replaced.
        let past = |document| audit.document(document).is_none_or(|d| is_past(&d.entry));
        let sure = |p: &&concordat_findings::PositionView| p.position == Position::Asserts && p.certainty >= SURE && !past(p.document);
        let sayings: Vec<_> = message.positions.iter().filter(sure).filter_map(|p| p.evidence.first()).collect();
        if sayings.is_empty() {
            continue;
        }
        any = true;
        paper.heading(2, &message.name);
        let stands = Stands::of(message);
        let said = if stands.all_say() { wording::ALL_SAY.to_owned() } else { wording::some_say(&stands.sentence()) };
        paper.paragraph(Role::Body, said);
        for evidence in sayings {
            paper.paragraph(Role::Quote, quoted(&audit.told(evidence)));
            paper.paragraph(
                Role::Source,
                format!("{}, {}", crate::naming::title_of(audit, evidence.document), crate::naming::place(&evidence.anchor)),
            );
        }
    }
    if !any {
        paper.paragraph(Role::Body, wording::NOTHING_KEPT);
    }
    if !audit.strengths.is_empty() {
        paper.heading(2, wording::STRENGTHS);
        paper.list(false, audit.strengths.iter().map(|s| s.message.clone()));
    }
}

/// A cell of plain words.
fn cell(words: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Plain(words.into())]
}
