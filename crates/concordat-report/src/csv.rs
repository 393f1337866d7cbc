//! Findings as a spreadsheet reads them: one row each, RFC 4180.

use crate::wording;
use concordat_findings::{Audit, Finding};
use concordat_register::Evidence;
use concordat_text::markup::shows;

const HEADER: [&str; 20] = [
    "id",
    "severity",
    "check",
    "message",
    "document",
    "file",
    "section",
    "page",
    "paragraph",
    "before",
    "words",
    "after",
    "other document",
    "other file",
    "other place",
    "other words",
    "suggestion",
    "replacement",
    "standard",
    "decision",
];

/// The findings as CSV (RFC 4180, UTF-8 with a byte order mark so that spreadsheets know it), one row each under a header.
///
/// A cell that a spreadsheet would run as a formula is led by an apostrophe.
#[must_use]
pub fn csv(audit: &Audit) -> String {
    let mut out = String::from("\u{feff}");
    row(&mut out, HEADER.iter().copied());
    for finding in &audit.findings {
        let cells = cells(audit, finding);
        row(&mut out, cells.iter().map(String::as_str));
    }
    out
}

fn cells(audit: &Audit, finding: &Finding) -> [String; 20] {
    let (first, other, _) = wording::sides(finding);
    let quote = |side: Option<&Evidence>| side.map(|e| audit.told(e).into_owned()).unwrap_or_default();
    let (words, other_words) = (quote(first), quote(other));
    let document = first.map(|e| e.document).or_else(|| finding.documents.first().copied());
    let other_document = other.map(|e| e.document).or_else(|| finding.documents.iter().copied().find(|&d| Some(d) != document));
    let facts = document.and_then(|d| audit.document(d));
    let other_facts = other_document.and_then(|d| audit.document(d));
    let anchored = |get: fn(&Evidence) -> String, side: Option<&Evidence>| side.map(get).unwrap_or_default();
    [
        finding.id.clone(),
        finding.severity.word().to_owned(),
        finding.check.to_string(),
        finding.message.clone(),
        facts.map(wording::title).unwrap_or_default().to_owned(),
        facts.map(|f| f.entry.file.clone()).unwrap_or_default(),
        anchored(|e| e.anchor.section.as_deref().unwrap_or_default().to_owned(), first),
        anchored(|e| e.anchor.page.map(|p| p.to_string()).unwrap_or_default(), first),
        anchored(|e| if e.anchor.is_running() { String::new() } else { e.anchor.paragraph.to_string() }, first),
        words.prefix.to_string(),
        words.exact.to_string(),
        words.suffix.to_string(),
        other_facts.map(wording::title).unwrap_or_default().to_owned(),
        other_facts.map(|f| f.entry.file.clone()).unwrap_or_default(),
        anchored(|e| wording::place(&e.anchor), other),
        other_words.exact.to_string(),
        finding.suggestion.as_deref().unwrap_or_default().to_owned(),
        finding.replacement.as_ref().map(|r| r.with.clone()).unwrap_or_default(),
        finding.standard.to_string(),
        audit.stand(finding).word().to_owned(),
    ]
}

/// Writes one row.
pub(crate) fn row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (n, cell) in cells.enumerate() {
        if n > 0 {
            out.push(',');
        }
        field(out, cell);
    }
    out.push_str("\r\n");
}

/// Writes one cell. Leading `=`, `+`, `-`, `@`, tab and carriage return start a formula in common spreadsheets
/// (OWASP, CSV injection); so do the full-width forms of the first four, and white space before any of them is skipped.
fn field(out: &mut String, cell: &str) {
    let formula = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start().starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let quoted = formula || cell.contains([',', '"', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
    if quoted {
        out.push('"');
    }
    if formula {
        out.push('\'');
    }
    for c in cell.chars().filter(|&c| shows(c) || matches!(c, '\n' | '\t')) {
        if c == '"' {
            out.push('"');
        }
        out.push(c);
    }
    if quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use proptest::prelude::*;

    fn cell(text: &str) -> String {
        let mut out = String::new();
        field(&mut out, text);
        out
    }

    #[test]
    fn no_cell_is_a_formula() {
        for text in ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", " =1", "\u{ff1d}1"] {
            assert!(cell(text).starts_with("\"'"), "{text:?} became {}", cell(text));
        }
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(cell("plain"), "plain");
    }

    #[test]
    fn a_finding_has_one_row_and_both_sides() {
        let audit = fixture::partnership();
        let text = csv(&audit);
        let rows: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(rows.len(), audit.findings.len() + 1);
        let row = rows.iter().find(|r| r.contains("route/timescale")).unwrap();
        assert_eq!(
            *row,
            "route-timescale-0003,medium,route/timescale,The same step has two time limits.,\
             Protocol for Children Harmed by Gangs and Serious Youth Violence,documents/gangs-protocol.pdf,3.2,4,22,\
             \"The worker refers \",within one working day,\" to the front door.\",Children who go missing,web/missing.html,\
             \"section 3.2, page 2, paragraph 9\",within five working days,Agree one time limit and put it in both.,,\
             \"Invented Institute, Guide to plain words, 2015\",open"
        );
    }

    /// Reads one record back as RFC 4180 says.
    fn read(record: &str) -> Vec<String> {
        let mut cells = vec![String::new()];
        let mut quoted = false;
        let mut chars = record.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '"' if quoted && chars.peek() == Some(&'"') => cells.last_mut().unwrap().push(chars.next().unwrap()),
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(String::new()),
                c => cells.last_mut().unwrap().push(c),
            }
        }
        cells
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(cells in proptest::collection::vec("[a-z,\" \n]{0,12}", 1..6)) {
            let mut out = String::new();
            row(&mut out, cells.iter().map(String::as_str));
            let back: Vec<String> = read(out.strip_suffix("\r\n").unwrap()).into_iter().map(|c| c.strip_prefix('\'').map_or(c.clone(), str::to_owned)).collect();
            prop_assert_eq!(back, cells);
        }
    }
}
