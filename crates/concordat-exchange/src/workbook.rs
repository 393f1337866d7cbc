//! Findings, documents and references as a workbook (`.xlsx`), a sheet each.
//!
//! Every value from a document is written as text and marked as such (`quotePrefix`), so that no spreadsheet takes it for a
//! formula, not even when somebody edits the cell.

mod sheet;

use crate::Making;
use crate::about::About;
use crate::place::{place, spoken, themes, title};
use concordat_findings::{Audit, Finding, Severity, decision::Stand, wording::in_prose};
use concordat_register::citation::{Citation, Outcome, Reference};
use concordat_register::{DocumentFacts, DocumentIndex, Evidence, Problem, ProblemKind};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::{Cell, Sheet};

/// The audit as a workbook, which bears `marking` on every printed page.
///
/// # Errors
///
/// Never in practice: packing in memory.
pub fn workbook(audit: &Audit, making: Making<'_>, marking: &str) -> Result<Vec<u8>, Problem> {
    made(audit, making, marking)
        .map_err(|_| Problem::new(ProblemKind::TooLarge, "the workbook cannot be packed", "export fewer documents at once"))
}

fn made(audit: &Audit, making: Making<'_>, marking: &str) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = making.at.get(..10).unwrap_or_default();
    let mut properties = DocProperties::new().set_title(format!("Findings about the documents of {}", audit.site));
    if let Ok(moment) = ExcelDateTime::parse_from_str(day) {
        properties = properties.set_creation_datetime(&moment);
    }
    book.set_properties(&properties);
    findings(audit, &mut Sheet::new(&mut book, "Findings", FINDINGS, 9, marking)?)?;
    documents(audit, &mut Sheet::new(&mut book, "Documents", DOCUMENTS, 12, marking)?)?;
    references(audit, &mut Sheet::new(&mut book, "References", REFERENCES, 6, marking)?)?;
    book.save_to_buffer()
}

/// Columns: heading, and width in characters.
const FINDINGS: &[(&str, f64)] = &[
    ("Severity", 10.0),
    ("What was found", 44.0),
    ("Document", 24.0),
    ("Place", 14.0),
    ("Words", 34.0),
    ("Other document", 24.0),
    ("Other place", 14.0),
    ("Other words", 34.0),
    ("What to do", 44.0),
    ("Words proposed", 28.0),
    ("Decision", 11.0),
    ("Standard", 36.0),
    ("Check", 26.0),
    ("File", 36.0),
    ("Other file", 36.0),
    ("Id", 30.0),
];

const DOCUMENTS: &[(&str, f64)] = &[
    ("Title", 44.0),
    ("Kind", 18.0),
    ("Themes", 30.0),
    ("Status", 12.0),
    ("Year", 8.0),
    ("Approved", 14.0),
    ("To be reviewed", 14.0),
    ("Owner", 34.0),
    ("Version", 9.0),
    ("Marking", 18.0),
    ("Audience", 24.0),
    ("Superseded by", 36.0),
    ("Words", 9.0),
    ("High", 7.0),
    ("Medium", 9.0),
    ("Low", 7.0),
    ("Note", 7.0),
    ("File", 44.0),
    ("Inferred", 30.0),
];

const REFERENCES: &[(&str, f64)] = &[
    ("Document", 40.0),
    ("Place", 18.0),
    ("Words", 44.0),
    ("What is cited", 20.0),
    ("Outcome", 16.0),
    ("Document meant", 40.0),
    ("File", 40.0),
    ("File meant", 40.0),
];

fn findings(audit: &Audit, sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
    for finding in audit.undismissed() {
        let (first, other) = sides(finding);
        let document = first.map(|e| e.document).or_else(|| finding.documents.first().copied());
        let beside = other.map(|e| e.document).or_else(|| finding.documents.iter().copied().find(|&d| Some(d) != document));
        let name = |d: Option<DocumentIndex>| d.and_then(|d| audit.document(d)).map_or("", title);
        let file = |d: Option<DocumentIndex>| d.and_then(|d| audit.document(d)).map_or("", |facts| facts.entry.file.as_str());
        let at = |side: Option<&Evidence>| Cell::text(side.map(|e| place(&e.anchor)).unwrap_or_default());
        let words = |side: Option<&Evidence>| Cell::text(side.map(|e| audit.told(e).exact.to_string()).unwrap_or_default());
        let stand = match audit.stand(finding) {
            Stand::Open => String::new(),
            stand => spoken(stand.word()),
        };
        sheet.row(&[
            Cell::Severity(finding.severity),
            Cell::text(in_prose(&finding.message)),
            Cell::text(name(document)),
            at(first),
            words(first),
            Cell::text(name(beside)),
            at(other),
            words(other),
            Cell::text(finding.suggestion.as_deref().map(in_prose).unwrap_or_default()),
            Cell::text(finding.replacement.as_ref().map_or("", |r| &r.with)),
            Cell::text(stand),
            Cell::text(&*finding.standard),
            Cell::text(&*finding.check),
            Cell::text(file(document)),
            Cell::text(file(beside)),
            Cell::text(&finding.id),
        ])?;
    }
    sheet.finish()
}

/// The words of the document to change, and those of the first other document.
fn sides(finding: &Finding) -> (Option<&Evidence>, Option<&Evidence>) {
    let own = finding.documents.first();
    let first = finding.evidence.iter().find(|e| Some(&e.document) == own).or_else(|| finding.evidence.first());
    (first, first.and_then(|first| finding.evidence.iter().find(|e| e.document != first.document)))
}

fn documents(audit: &Audit, sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
    let about = About::new(audit);
    for (n, facts) in audit.documents.iter().enumerate() {
        let document = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
        let entry = &facts.entry;
        let text = |value: &Option<String>| Cell::text(value.as_deref().unwrap_or_default());
        let about = about.document(document);
        let count = |severity: Severity| Cell::Number(about.iter().filter(|f| f.severity == severity).count());
        sheet.row(&[
            Cell::text(title(facts)),
            Cell::text(spoken(entry.kind.word())),
            Cell::text(themes(audit, facts)),
            Cell::text(spoken(entry.status.word())),
            entry.year.map_or(Cell::text(""), Cell::Year),
            Cell::date(entry.approved),
            Cell::date(entry.review_due),
            text(&entry.owner),
            text(&entry.version),
            text(&entry.marking),
            text(&entry.audience),
            Cell::text(superseded_by(audit, facts)),
            Cell::Number(entry.words as usize),
            count(Severity::High),
            count(Severity::Medium),
            count(Severity::Low),
            count(Severity::Note),
            Cell::text(&entry.file),
            Cell::text(entry.inferred.iter().map(|f| f.word().replace('_', " ")).collect::<Vec<_>>().join(", ")),
        ])?;
    }
    sheet.finish()
}

fn superseded_by(audit: &Audit, facts: &DocumentFacts) -> String {
    let Some(file) = &facts.entry.superseded_by else { return String::new() };
    audit.documents.iter().find(|d| d.entry.file == *file).map_or(file.clone(), |d| title(d).to_owned())
}

fn references(audit: &Audit, sheet: &mut Sheet<'_>) -> Result<(), XlsxError> {
    for reference in &audit.references {
        let Some(from) = audit.document(reference.from) else { continue };
        let Some(citation) = from.citations.citations.get(reference.citation) else { continue };
        let to = reference.to.and_then(|to| audit.document(to));
        let meant = match to {
            Some(facts) => title(facts).to_owned(),
            None => candidates(audit, reference),
        };
        sheet.row(&[
            Cell::text(title(from)),
            Cell::text(place(&citation.anchor)),
            Cell::text(&*audit.people.quote(&citation.anchor.quote).exact),
            Cell::text(spoken(citation.kind.word())),
            Cell::text(outcome(reference, citation)),
            Cell::text(meant),
            Cell::text(&from.entry.file),
            Cell::text(to.map_or("", |facts| &facts.entry.file)),
        ])?;
    }
    sheet.finish()
}

fn candidates(audit: &Audit, reference: &Reference) -> String {
    let names = reference.candidates.iter().filter_map(|&d| audit.document(d)).map(title);
    let names: Vec<&str> = names.collect();
    if names.is_empty() { String::new() } else { format!("One of: {}", names.join("; ")) }
}

/// How a citation turned out, in a word or two.
fn outcome(reference: &Reference, citation: &Citation) -> String {
    match (reference.outcome, citation.stance.reason()) {
        (Outcome::Dangling, Some(reason)) => format!("Not held: {reason}"),
        (Outcome::Dangling, None) => "Not held".to_owned(),
        (outcome, _) => spoken(outcome.word()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use std::io::{Cursor, Read};

    const MAKING: Making<'_> = Making { at: "2026-01-31T09:00:00Z", version: "1" };

    fn part(bytes: &[u8], name: &str) -> String {
        let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn nothing_in_it_is_a_formula() {
        let bytes = workbook(&fixture::site().audit, MAKING, "OFFICIAL").unwrap();
        for n in 1..=3 {
            assert!(!part(&bytes, &format!("xl/worksheets/sheet{n}.xml")).contains("<f>"));
        }
        assert!(part(&bytes, "xl/sharedStrings.xml").contains(">=harm<"));
        assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    }

    #[test]
    fn a_sheet_has_a_fixed_heading_filters_and_a_row_a_finding() {
        let audit = fixture::site().audit;
        let bytes = workbook(&audit, MAKING, "OFFICIAL & MORE").unwrap();
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        // Issue 6: printed pages bore no marking.
        assert!(sheet.contains("<oddHeader>&amp;C&amp;BOFFICIAL &amp;&amp; MORE</oddHeader>"), "{sheet}");
        assert!(sheet.contains("state=\"frozen\"") && sheet.contains("<autoFilter ref=\"A1:P5\"/>"));
        assert_eq!(sheet.matches("<row ").count(), audit.findings.len());
        assert!(!part(&bytes, "xl/sharedStrings.xml").contains(fixture::DISMISSED));
        assert_eq!(bytes, workbook(&audit, MAKING, "OFFICIAL & MORE").unwrap(), "the same audit gives other bytes");
        assert!(!part(&bytes, "docProps/core.xml").contains("Somebody"));
    }
}
