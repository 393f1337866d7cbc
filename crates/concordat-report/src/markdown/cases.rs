//! Cases walked through the documents.

use super::{put, quoted, text};
use crate::{case_rows, wording};
use concordat_findings::{Audit, CaseView, PointView};

/// Cases as Markdown: what nobody settles, where documents part and agree, and each document's steps with deadlines.
#[must_use]
pub fn cases_markdown(audit: &Audit, cases: &[CaseView]) -> String {
    let mut out = String::from("# Cases walked through the documents\n\n");
    cases.iter().for_each(|case| one(&mut out, audit, case, "##"));
    out
}

/// In the report each case is told in short.
pub(super) fn write(out: &mut String, audit: &Audit) {
    if audit.cases.is_empty() {
        return;
    }
    out.push_str("## Cases walked through the routes\n\n");
    for case in &audit.cases {
        head(out, case, "###");
        settled(out, audit, case);
    }
}

fn head(out: &mut String, case: &CaseView, level: &str) {
    put(out, format_args!("{level} {}\n\n{}\n\n", text(&case.title), text(&case.sentence)));
    put(out, format_args!("Young people: {}. {}.\n\n", text(&case_rows::people(&case.people)), text(&case_rows::told(case))));
}

fn settled(out: &mut String, audit: &Audit, case: &CaseView) {
    if case.is_determined() {
        out.push_str("Each question that must have an answer has one.\n\n");
        return;
    }
    for missing in &case.undetermined {
        put(out, format_args!("- **Undetermined.** {}\n", text(&missing.message)));
        for evidence in &missing.evidence {
            quoted(out, audit, evidence, "  ");
        }
    }
    out.push('\n');
}

fn one(out: &mut String, audit: &Audit, case: &CaseView, level: &str) {
    head(out, case, level);
    settled(out, audit, case);
    let all = |keep: fn(&PointView) -> bool| case.points.iter().filter(move |p| keep(p));
    for (heading, points) in [("Where they part", all(PointView::parts)), ("Where they agree", all(PointView::agrees))] {
        let points: Vec<&PointView> = points.collect();
        if points.is_empty() {
            continue;
        }
        put(out, format_args!("{level}# {heading}\n\n"));
        for point in points {
            put(out, format_args!("- {}\n", point.question.words()));
            for answer in &point.answers {
                put(out, format_args!("  - {}\n", text(&answer.answer)));
                answer.evidence.iter().for_each(|e| quoted(out, audit, e, "    "));
            }
        }
        out.push('\n');
    }
    for route in &case.routes {
        let title = wording::title_of(audit, route.document).unwrap_or_default();
        put(out, format_args!("{level}# {}\n\nApplies because {}.\n\n", text(title), text(&route.why)));
        out.push_str("| Part of the route | What is done | By when |\n| --- | --- | --- |\n");
        for row in case_rows::rows(&route.steps) {
            let stage = if row.begin { "begin here" } else { row.stage };
            let due = if row.dues.is_empty() { "not said".to_owned() } else { row.dues.join("; ") };
            let caution = row.caution.map(|words| format!(" **But {}.**", text(&words))).unwrap_or_default();
            put(out, format_args!("| {stage} | {}{caution} | {} |\n", text(&row.act), text(&due)));
        }
        out.push('\n');
    }
    for left in &case.left_out {
        let title = wording::title_of(audit, left.document).unwrap_or_default();
        put(out, format_args!("- {}: {}. “{}”\n", text(title), left.why, text(&wording::quoted(&left.anchor.quote))));
    }
    out.push('\n');
}
