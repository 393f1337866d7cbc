//! The annexes: every finding by its number with the exact words, and how the briefing was made.

use crate::desk::{Desk, MOST, anchor, body, heading, joined, plain};
use crate::wording;
use crate::{Marking, TARGET, readability::reading_age};
use concordat_findings::{
    Finding, Severity,
    wording::{one_line, places, severity, severity_meaning},
};
use concordat_paper::{Block, Inline, Paper, Role, Table};

/// Words quoted of one finding.
const QUOTED: usize = 6;

/// Every finding that nobody has dismissed, by number.
pub(crate) fn evidence(paper: &mut Paper, desk: &Desk<'_>) {
    paper.blocks.push(Block::PageBreak);
    heading(paper, 1, wording::ANNEX_EVIDENCE, "annex-evidence");
    if desk.findings.is_empty() {
        paper.paragraph(Role::Body, wording::NO_FINDINGS);
        return;
    }
    let dismissed = desk.audit.findings.len().saturating_sub(desk.findings.len());
    paper.paragraph(Role::Body, wording::annex_about(desk.findings.len(), dismissed));
    for &grade in Severity::ALL {
        let numbered = (1..).zip(desk.findings.iter().take(MOST).copied()).filter(|(_, f)| f.severity == grade);
        let rows: Vec<Vec<Vec<Inline>>> = numbered.map(|(number, finding)| row(desk, number, finding)).collect();
        if rows.is_empty() {
            continue;
        }
        heading(paper, 2, wording::evidence_heading(severity(grade)), &format!("evidence-{}", grade.word()));
        body(paper, plain(severity_meaning(grade)));
        paper.blocks.push(Block::Table(Table {
            caption: wording::evidence_caption(&severity(grade).to_lowercase()),
            header: wording::EVIDENCE_HEADER.map(str::to_owned).to_vec(),
            widths: vec![1, 7, 8],
            row_headers: true,
            rows,
        }));
    }
    if desk.findings.len() > MOST {
        paper.paragraph(Role::Body, wording::more_findings(desk.findings.len() - MOST));
    }
}

fn row(desk: &Desk<'_>, number: usize, finding: &Finding) -> Vec<Vec<Inline>> {
    let mut said = plain(desk.message(finding));
    if finding.suggestion.is_some() {
        said.push(Inline::Break);
        said.push(Inline::Plain(wording::to_do(&finding.check, &desk.asked(finding))));
    }
    said.push(Inline::Break);
    said.push(Inline::Emphasis(wording::rule(&finding.check, &one_line(&finding.standard))));
    let mut words: Vec<Inline> = Vec::new();
    let places = places(finding);
    for &evidence in places.iter().take(QUOTED) {
        if !words.is_empty() {
            words.push(Inline::Break);
        }
        words.extend(desk.cell(Some(evidence)));
    }
    if let Some(more) = places.len().checked_sub(QUOTED).filter(|&n| n > 0) {
        words.push(Inline::Break);
        words.push(Inline::Plain(wording::more_places(more)));
    }
    if words.is_empty() {
        let titles: Vec<String> = finding.documents.iter().map(|&d| desk.title(d)).collect();
        words = plain(wording::nothing_to_quote(&joined(&titles)));
    }
    vec![vec![Inline::Anchor(anchor(number)), Inline::Plain(number.to_string())], said, words]
}

/// How the briefing was made: what it was judged by, its marking, its limits and its reading age.
pub(crate) fn method(paper: &mut Paper, desk: &Desk<'_>, marking: &Marking) {
    heading(paper, 1, wording::ANNEX_METHOD, "annex-method");
    let day = desk.audit.as_at.map(concordat_findings::wording::day);
    let points = [
        wording::judged_at(day.as_deref(), &joined(&desk.audit.standards)),
        wording::marked(marking, |document| desk.named(document)),
        wording::PRIORITIES_READ.to_owned(),
        wording::PEOPLE.to_owned(),
        wording::LIMITS.to_owned(),
    ];
    paper.list(false, points);
    let age = reading_age(paper);
    paper.paragraph(Role::Body, wording::reading_age(age.years(), age.grade(), age.words, TARGET));
}
