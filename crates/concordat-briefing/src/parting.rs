//! Where the documents part in what staff are to do, point by point with the words of both, and where they do not point to each other.

use crate::desk::{Desk, body, heading, plain};
use crate::wording::{self, Parting};
use concordat_findings::{Finding, wording::sides};
use concordat_paper::{Block, Inline, Paper, Role, Table};

/// Rows of one table.
const ROWS: usize = 30;

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    heading(paper, 1, wording::PART, "where-the-documents-part");
    let groups: Vec<(&Parting, Vec<&Finding>)> =
        wording::PARTINGS.iter().map(|parting| (parting, desk.of(parting.checks))).filter(|(_, found)| !found.is_empty()).collect();
    paper.paragraph(Role::Body, if groups.is_empty() { wording::NOTHING_PARTS } else { wording::PART_SIDE_BY_SIDE });
    for (parting, found) in groups {
        heading(paper, 2, parting.heading, parting.anchor);
        paper.blocks.push(Block::Table(Table {
            caption: wording::parting_caption(parting),
            header: wording::PART_HEADER.map(str::to_owned).to_vec(),
            widths: vec![4, 5, 5],
            row_headers: false,
            rows: found.iter().take(ROWS).map(|f| row(desk, f)).collect(),
        }));
        rest(paper, desk, &found);
    }
    links(paper, desk);
}

fn row(desk: &Desk<'_>, finding: &Finding) -> Vec<Vec<Inline>> {
    let (first, other, rest) = sides(finding);
    let mut point = plain(desk.message(finding));
    point.extend(desk.see(&[finding]));
    // Two places of one document stand side by side as well.
    let other = other.or_else(|| rest.first().copied());
    // Where there are no words at all there is no one place either.
    let alone = if first.is_some() { wording::ONE_PLACE } else { wording::NOTHING_BESIDE };
    let second = other.map_or_else(|| plain(alone), |e| desk.cell(Some(e)));
    vec![point, desk.cell(first), second]
}

fn rest(paper: &mut Paper, desk: &Desk<'_>, found: &[&Finding]) {
    if let Some(rest) = found.get(ROWS..).filter(|rest| !rest.is_empty()) {
        body(paper, [plain(wording::more_points(rest.len())), desk.see(rest), plain(".")].concat());
    }
}

/// Documents that do not point to each other, or to what has been replaced. What leads nowhere is for each author alone.
fn links(paper: &mut Paper, desk: &Desk<'_>) {
    let found = desk.of(&["reference/missing", "reference/one-way", "reference/superseded"]);
    if found.is_empty() {
        return;
    }
    heading(paper, 2, wording::LINKS, "links");
    body(paper, plain(wording::LINKS_ABOUT));
    let row = |finding: &&Finding| {
        let mut point = plain(desk.message(finding));
        point.extend(desk.see(&[*finding]));
        vec![point, desk.cell(finding.evidence.first())]
    };
    paper.blocks.push(Block::Table(Table {
        caption: wording::LINKS_CAPTION.to_owned(),
        header: wording::LINKS_HEADER.map(str::to_owned).to_vec(),
        widths: vec![1, 1],
        row_headers: false,
        rows: found.iter().take(ROWS).map(row).collect(),
    }));
    rest(paper, desk, &found);
}
