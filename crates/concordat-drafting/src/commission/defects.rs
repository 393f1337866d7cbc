//! What is wrong now, document by document.

use super::{cell, indexed, wording};
use crate::naming::{is_past, place, title_of, titled};
use concordat_findings::{
    Audit, Finding,
    wording::{in_prose, places, quoted, severity},
};
use concordat_paper::{Block, Paper, Role, Table};
use concordat_register::DocumentIndex;

pub(super) fn tell(paper: &mut Paper, audit: &Audit) {
    paper.heading(1, wording::DEFECTS);
    paper.paragraph(Role::Body, wording::GRAVEST_FIRST);
    let mut any = false;
    for (index, document) in indexed(audit).filter(|(_, d)| !is_past(&d.entry)) {
        // The audit's findings stand gravest first.
        let findings: Vec<&Finding> = audit.undismissed().filter(|f| f.documents.first() == Some(&index)).collect();
        if findings.is_empty() {
            continue;
        }
        any = true;
        paper.heading(2, titled(&document.entry));
        paper.blocks.push(Block::Table(Table {
            caption: format!("Findings about {}", titled(&document.entry)),
            header: ["Gravity", "What was found", "Where, and the words", "What to do"].map(str::to_owned).to_vec(),
            widths: vec![3, 9, 9, 8],
            row_headers: false,
            rows: findings.into_iter().map(|f| row(audit, index, f)).collect(),
        }));
    }
    if !any {
        paper.paragraph(Role::Body, wording::NO_DEFECT);
    }
}

fn row(audit: &Audit, document: DocumentIndex, finding: &Finding) -> Vec<Vec<concordat_paper::Inline>> {
    let told = |e: &concordat_register::Evidence| {
        let whose = if e.document == document { String::new() } else { format!("{}, ", title_of(audit, e.document)) };
        format!("{whose}{}: “{}”", place(&e.anchor), quoted(&audit.told(e)))
    };
    // Words of a list of members would be names, and the paper goes to an author from outside.
    let panels = finding.check.starts_with("panel/");
    let shown = if panels { Vec::new() } else { places(finding) };
    let unquoted = if panels { wording::OF_PEOPLE } else { wording::NOTHING_QUOTED };
    let places: Vec<String> = shown.into_iter().map(told).collect();
    vec![
        cell(severity(finding.severity)),
        cell(in_prose(&finding.message)),
        cell(if places.is_empty() { unquoted.to_owned() } else { places.join("; ") }),
        cell(finding.suggestion.as_ref().map(|s| in_prose(s)).unwrap_or_default()),
    ]
}
