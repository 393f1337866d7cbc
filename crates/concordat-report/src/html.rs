//! `index.html`: one page that needs nothing from elsewhere and works without scripts.

mod cases;
mod charts;
mod coverage;
mod definitions;
mod documents;
mod explain;
mod findings;
mod framing;
mod graph;
mod map;
mod matrix;
mod meetings;
mod messages;
mod notes;
mod overlap;
mod page;
mod proposal;
mod quote;
mod remits;
mod routes;
mod sense;
mod structures;
mod summary;
mod text;

use crate::Explanation;
use concordat_findings::Audit;

pub(crate) use text::escape;

/// Findings shown in full. The rest are counted, and stand in `audit.json`.
const FINDINGS: usize = 500;
/// Documents of the table of documents.
const DOCUMENTS: usize = 300;
/// Documents of the drawing.
const DRAWN: usize = 40;
/// Documents of the matrix.
const MATRIX: usize = 60;
/// Files listed as not read, or as left alone.
const FILES: usize = 200;

/// The report as one web page: self-contained, accessible (WCAG 2.2 AA), printable, and usable without scripts.
///
/// `pages` explain the checks; those of findings shown are added at the end. `generated_at` is RFC 3339. A very large
/// audit is cut to what a browser can show, and says so.
#[must_use]
pub fn index_html(audit: &Audit, pages: &[Explanation], generated_at: &str) -> String {
    let mut out = String::with_capacity(1 << 18);
    page::begin(&mut out, audit);
    summary::write(&mut out, audit);
    messages::write(&mut out, audit);
    sense::write(&mut out, audit);
    framing::write(&mut out, audit);
    definitions::write(&mut out, audit);
    coverage::write(&mut out, audit);
    charts::write(&mut out, audit);
    proposal::write(&mut out, audit);
    routes::write(&mut out, audit);
    cases::write(&mut out, audit);
    meetings::write(&mut out, audit);
    overlap::write(&mut out, audit);
    structures::write(&mut out, audit);
    let links = map::links(audit);
    map::write(&mut out, audit, &links);
    matrix::write(&mut out, audit, &links);
    documents::write(&mut out, audit);
    findings::write(&mut out, audit, pages);
    notes::write(&mut out, audit);
    explain::write(&mut out, audit, pages);
    page::end(&mut out, audit, generated_at);
    out
}

/// The findings the page shows in full: the gravest.
fn shown(audit: &Audit) -> impl Iterator<Item = &concordat_findings::Finding> {
    audit.findings.iter().take(FINDINGS)
}

#[cfg(test)]
mod tests;
