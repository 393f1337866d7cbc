//! Cases walked through the documents, for the terminal.

use super::{TerminalStyle, side, wrap::Writer};
use crate::{case_rows, wording};
use concordat_findings::{Audit, CaseRoute, CaseView, PointView};

/// Cases in full: what nobody settles, where documents part and agree, and each document's steps with deadlines.
#[must_use]
pub fn cases(audit: &Audit, cases: &[CaseView], style: TerminalStyle<'_>) -> String {
    let mut out = Writer::new(style.width.clamp(40, 100), style.colour);
    for case in cases {
        one(&mut out, audit, case);
    }
    out.blank();
    out.text(0, "Deadlines are counted from the words of the documents, as we read them. People decide; ring the front door if in doubt.");
    out.finish()
}

/// The cases of the library: of each its id, title, sentence and source.
#[must_use]
pub fn case_list(rows: &[[&str; 4]], style: TerminalStyle<'_>) -> String {
    let mut out = Writer::new(style.width.clamp(40, 100), style.colour);
    out.heading("Cases that can be walked");
    for [id, title, sentence, source] in rows {
        out.blank();
        out.hanging(2, &format!("{id}: "), title);
        out.text(4, sentence);
        out.faint(4, source);
    }
    out.finish()
}

/// Cases in short: for each, what no document settles.
#[must_use]
pub fn case_overview(cases: &[CaseView], style: TerminalStyle<'_>) -> String {
    let mut out = Writer::new(style.width.clamp(40, 100), style.colour);
    let determined = cases.iter().filter(|c| c.is_determined()).count();
    let all = wording::count(cases.len(), "case");
    out.heading(&format!("{all} walked, {} determined", wording::number(determined)));
    for case in cases {
        out.blank();
        let mark = if case.is_determined() { "●" } else { "○" };
        out.hanging(2, &format!("{mark} {}: ", case.id), &case.title);
        for missing in &case.undetermined {
            out.hanging(6, "! ", &missing.message);
        }
    }
    out.blank();
    out.text(0, "One case in full: concordat route DIR --case ID");
    out.finish()
}

fn one(out: &mut Writer, audit: &Audit, case: &CaseView) {
    out.heading(&case.title);
    out.text(2, &case.sentence);
    let concerns: Vec<&str> = case.concerns.iter().map(|(_, name)| name.as_str()).collect();
    out.text(2, &format!("{}. Young people: {}.", wording::capital(&concerns.join(", ")), case_rows::people(&case.people)));
    out.text(2, &format!("{}.", case_rows::told(case)));
    if !case.look_for.is_empty() {
        out.text(2, &format!("Look for: {}.", case.look_for.join("; ")));
    }
    settled(out, audit, case);
    let parts: Vec<&PointView> = case.points.iter().filter(|p| p.parts()).collect();
    points(out, audit, "Where the documents part", &parts);
    let agree: Vec<&PointView> = case.points.iter().filter(|p| p.agrees()).collect();
    points(out, audit, "Where they agree", &agree);
    for (n, route) in case.routes.iter().enumerate() {
        steps(out, audit, n, route);
    }
    if case.more > 0 {
        out.text(2, &format!("And {} that apply.", wording::count(case.more, "further document")));
    }
    if !case.left_out.is_empty() {
        out.heading("Documents that leave it out");
        for left in &case.left_out {
            out.text(2, left.why);
            side(out, audit, &concordat_register::Evidence { document: left.document, anchor: left.anchor.clone() });
        }
    }
}

fn settled(out: &mut Writer, audit: &Audit, case: &CaseView) {
    if case.is_determined() {
        out.heading("Determined");
        out.text(2, "Each question that must have an answer has one.");
        return;
    }
    out.heading("Undetermined");
    for missing in &case.undetermined {
        out.item("!", &missing.message);
        for evidence in &missing.evidence {
            side(out, audit, evidence);
        }
    }
}

fn points(out: &mut Writer, audit: &Audit, heading: &str, points: &[&PointView]) {
    if points.is_empty() {
        return;
    }
    out.heading(heading);
    for point in points {
        out.text(2, point.question.words());
        for answer in &point.answers {
            let titles: Vec<&str> = answer.evidence.iter().filter_map(|e| wording::title_of(audit, e.document)).collect();
            out.item("–", &format!("{} ({})", answer.answer, titles.join("; ")));
            if let Some(evidence) = answer.evidence.first().filter(|_| point.parts()) {
                out.quotation(6, &evidence.anchor.quote);
            }
        }
    }
}

fn steps(out: &mut Writer, audit: &Audit, number: usize, route: &CaseRoute) {
    let title = wording::title_of(audit, route.document).unwrap_or_default();
    out.heading(&format!("{}. {title}", number + 1));
    out.faint(2, &format!("applies because {}", route.why));
    for row in case_rows::rows(&route.steps) {
        let (mark, part) = if row.begin { ("▶", "begin here") } else { ("·", row.stage) };
        out.item(mark, &format!("{part}: {}", row.act));
        for due in &row.dues {
            out.hanging(6, "", due);
        }
        if let Some(caution) = &row.caution {
            out.hanging(6, "! ", caution);
        }
    }
    if route.more > 0 {
        out.faint(4, &format!("and {}", wording::count(route.more, "further step")));
    }
}
