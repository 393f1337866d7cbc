//! The introduction: what the briefing is, the whole of it in a few lines, and the local profile.

use crate::desk::{Desk, body, entry, heading, plain};
use crate::messages::of_most;
use crate::{steps, wording};
use concordat_findings::{Finding, Severity, Verdict, together, wording::CONCERN};
use concordat_paper::{Block, Inline, Paper, Role, Table};

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    heading(paper, 1, wording::INTRODUCTION, "introduction");
    paper.paragraph(Role::Lead, wording::lead(desk.area, desk.audit.documents.len()));
    paper.paragraph(Role::Body, wording::ABOUT_CLAUSES);
    paper.paragraph(Role::Body, wording::HOW_READ);
    paper.paragraph(Role::Note, CONCERN.get(1..).unwrap_or_default().join(" "));
    if desk.audit.documents.is_empty() {
        return;
    }
    in_short(paper, desk);
    profile(paper, desk);
}

fn in_short(paper: &mut Paper, desk: &Desk<'_>) {
    heading(paper, 2, wording::IN_SHORT, "in-short");
    let mut points: Vec<Vec<Inline>> = Vec::new();
    let grave = |f: &&&Finding| matches!(f.severity, Severity::High | Severity::Medium);
    if let Some(gravest) = desk.findings.iter().filter(grave).min_by_key(|f| (f.severity, steps::weight(&f.check))) {
        points.push([plain(wording::gravest(&desk.message(gravest))), desk.see(&[*gravest]), plain(".")].concat());
    }
    let most = of_most(desk).len();
    let parted = together::parted(desk.audit).len().saturating_sub(most);
    points.push(plain(wording::agreed(together::agreed(desk.audit).len(), most)));
    let unclear = wording::unclear(parted, together::with(desk.audit, Verdict::Absent).len());
    if !unclear.is_empty() {
        points.push(plain(unclear));
    }
    let parts = ["route/", "assessment/threshold", "assessment/tool", "definition/"].map(|family| desk.of(&[family]));
    if let Some(sentence) = wording::parted(parts.each_ref().map(Vec::len)) {
        let all: Vec<&Finding> = parts.concat();
        points.push([plain(sentence), desk.see(&all), plain(".")].concat());
    }
    let missing = desk.of(&["reference/missing", "reference/one-way"]);
    if !missing.is_empty() {
        points.push([plain(wording::links_missing(missing.len())), desk.see(&missing), plain(".")].concat());
    }
    let panels = desk.of(&["panel/remit", "panel/membership", "panel/subjects"]);
    if !panels.is_empty() {
        points.push([plain(wording::panels_overlap(panels.len())), desk.see(&panels), plain(".")].concat());
    }
    if let Some(first) = steps::steps(desk).into_iter().next() {
        points.push([plain(wording::first_step(&first.text)), desk.see(&first.findings), plain(".")].concat());
    }
    paper.blocks.push(Block::List { numbered: false, entries: points.into_iter().map(entry).collect() });
}

fn profile(paper: &mut Paper, desk: &Desk<'_>) {
    let profile = &desk.options.profile;
    if profile.paragraphs.is_empty() && profile.figures.is_empty() {
        return;
    }
    heading(paper, 2, wording::LOCAL_PICTURE, "local-picture");
    for paragraph in &profile.paragraphs {
        // Somebody else's words: they are quoted and do not count as ours.
        paper.paragraph(Role::Quote, paragraph.text.clone());
        paper.paragraph(Role::Source, wording::source(&paragraph.source));
    }
    if profile.figures.is_empty() {
        return;
    }
    body(paper, plain(wording::FIGURES_GIVEN));
    let row = |f: &concordat_register::ProfileFigure| vec![plain(&f.name), plain(&f.value), plain(&f.source)];
    paper.blocks.push(Block::Table(Table {
        caption: wording::FIGURES_CAPTION.to_owned(),
        header: wording::FIGURES_HEADER.map(str::to_owned).to_vec(),
        widths: vec![5, 3, 4],
        row_headers: true,
        rows: profile.figures.iter().map(row).collect(),
    }));
}
