//! From the findings of an audit to the edits of one document.

use crate::edit::{Change, Edit};
use crate::proposal;
use concordat_findings::wording::{in_prose, short_place, title};
use concordat_findings::{Audit, Finding, is_of};
use concordat_register::{DocumentIndex, Evidence};

/// A finding as one document's author is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Where in the document, as `section 4.1, page 3`; empty where it is about the whole.
    pub place: String,
    /// The document's own words; empty where something is absent.
    pub words: String,
    /// What was found, in one sentence.
    pub message: String,
    /// What to do; empty where nothing is proposed.
    pub advice: String,
    /// The words proposed in place of `words`, or a sentence to follow them; empty for none.
    pub proposed: String,
    /// Words of other documents that it rests on, each with its document and section. They name nobody who sits at a meeting; what
    /// stands in the document itself goes back to its author as it is.
    pub others: Vec<String>,
    /// Where the expectation comes from.
    pub standard: String,
    /// The check.
    pub check: String,
}

/// The findings that a document's author is to be told of, in order of place; those that people dismissed are not among them. `only` keeps those checks, by id or family;
/// empty keeps all.
#[must_use]
pub fn entries(audit: &Audit, document: DocumentIndex, only: &[String]) -> Vec<Entry> {
    findings(audit, document, only).into_iter().map(|f| entry(audit, document, f)).collect()
}

/// The edits that tell a document's author of its findings: one comment a finding at its first words, and a tracked change
/// at each of its words where there is a replacement.
#[must_use]
pub fn edits(audit: &Audit, document: DocumentIndex, only: &[String]) -> Vec<Edit> {
    findings(audit, document, only).into_iter().flat_map(|f| edits_of(audit, document, f)).collect()
}

fn findings<'a>(audit: &'a Audit, document: DocumentIndex, only: &[String]) -> Vec<&'a Finding> {
    let wanted = |f: &&Finding| only.is_empty() || only.iter().any(|o| is_of(&f.check, o));
    let mut found: Vec<&Finding> = audit.undismissed().filter(|f| is_for(f, document)).filter(wanted).collect();
    found.sort_by_key(|f| own(f, document).next().map(|e| e.anchor.span.start));
    found
}

/// Families of checks whose findings every document that they name has a part in: what is to be agreed, and what two of them share.
const SHARED: [&str; 6] = ["route/", "assessment/", "definition/", "duplication/", "recognition/", "panel/"];

/// Whether a document's author can do something about a finding. What one document lacks or holds to is for its author alone, whose
/// document stands first: the document that it should point to has nothing to change.
fn is_for(finding: &Finding, document: DocumentIndex) -> bool {
    let shared = SHARED.iter().any(|family| finding.check.starts_with(family));
    if shared { finding.documents.contains(&document) } else { finding.documents.first() == Some(&document) }
}

fn own(finding: &Finding, document: DocumentIndex) -> impl Iterator<Item = &Evidence> {
    finding.evidence.iter().filter(move |e| e.document == document)
}

fn edits_of(audit: &Audit, document: DocumentIndex, finding: &Finding) -> Vec<Edit> {
    let mut comment = paragraphs(&entry(audit, document, finding));
    let mut edits = Vec::new();
    for evidence in own(finding, document).filter(|e| !e.anchor.is_running()) {
        let edit = proposal::edit(audit, document, finding, evidence, edits.is_empty());
        if !edits.is_empty() && edit.change == Change::None {
            continue;
        }
        edits.push(Edit { comment: std::mem::take(&mut comment), ..edit });
    }
    if edits.is_empty() {
        edits.push(Edit { span: None, exact: String::new(), change: Change::None, comment });
    }
    edits
}

fn entry(audit: &Audit, document: DocumentIndex, finding: &Finding) -> Entry {
    let first = own(finding, document).next();
    let words = first.map(|e| e.anchor.quote.exact.to_string()).unwrap_or_default();
    let change = first.map(|e| proposal::edit(audit, document, finding, e, true).change);
    let proposed = match change {
        Some(Change::Replace(with)) => with,
        Some(Change::InsertAfter(sentence)) => sentence.trim().to_owned(),
        // What cannot be put in at its place is proposed in the comment.
        Some(Change::None) | None => finding.proposed.as_ref().map(ToString::to_string).unwrap_or_default(),
    };
    let others = finding.evidence.iter().filter(|e| e.document != document).map(|e| quoted(audit, e)).collect();
    Entry {
        place: first.map(|e| short_place(&e.anchor)).unwrap_or_default(),
        words,
        message: in_prose(&finding.message),
        advice: finding.suggestion.as_ref().map(|s| in_prose(s)).unwrap_or_default(),
        proposed,
        others,
        standard: finding.standard.to_string(),
        check: finding.check.to_string(),
    }
}

fn quoted(audit: &Audit, evidence: &Evidence) -> String {
    let title = audit.document(evidence.document).map_or("another document", title);
    format!("{title}, {}: \u{201c}{}\u{201d}", short_place(&evidence.anchor), audit.told(evidence).exact)
}

/// A comment's paragraphs.
pub(crate) fn paragraphs(entry: &Entry) -> Vec<String> {
    let mut out = vec![entry.message.clone()];
    if !entry.proposed.is_empty() {
        out.push(format!("Proposed: \u{201c}{}\u{201d}", entry.proposed));
    }
    if !entry.advice.is_empty() {
        out.push(entry.advice.clone());
    }
    out.extend(entry.others.iter().cloned());
    if !entry.standard.is_empty() {
        out.push(format!("Standard: {}", entry.standard));
    }
    out.push(format!("Check: {}", entry.check));
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_findings::decision::{Decision, Decisions, Ruling, Seen, Standing};
    use concordat_findings::{Replacement, Severity};
    use concordat_register::Anchor;
    use concordat_register::DocumentFacts;
    use concordat_text::{ByteSpan, CharSpan};

    /// An audit of one document, whose second finding was dismissed.
    fn audit() -> Audit {
        let text = "Staff follow the Plan (2018). They are kind.";
        let finding = |id: &str, words: &str| {
            let start = text.find(words).unwrap();
            let place = |n: usize| u32::try_from(n).unwrap();
            let anchor = Anchor {
                heading: None,
                section: None,
                page: None,
                printed_page: None,
                paragraph: 1,
                quote: concordat_text::quote(text, ByteSpan::new(start, start + words.len())),
                span: CharSpan { start: place(start), end: place(start + words.len()) },
            };
            Finding {
                id: id.to_owned(),
                check: "currency/out-of-date".into(),
                severity: Severity::Low,
                documents: vec![DocumentIndex(0)],
                message: format!("Of {id}."),
                evidence: vec![Evidence { document: DocumentIndex(0), anchor }],
                suggestion: None,
                replacement: Some(Replacement { exact: words.to_owned(), with: words.replace("2018", "2023") }),
                proposed: None,
                standard: "Invented Institute, 2015".into(),
            }
        };
        let decision = Decision {
            key: "00000001".to_owned(),
            finding: "dismissed".to_owned(),
            ruling: Ruling::Dismiss,
            by: "Somebody".to_owned(),
            at: "2026-01-02T09:00:00Z".to_owned(),
            reason: None,
            to: None,
            until: None,
            replaces: Vec::new(),
            seen: Seen::default(),
        };
        let standing = Standing { heads: vec![decision], moved: false };
        Audit {
            documents: vec![DocumentFacts::default()],
            findings: vec![finding("stands", "the Plan (2018)"), finding("dismissed", "They are kind")],
            decisions: Decisions { standing: [("dismissed".to_owned(), standing)].into(), lapsed: Vec::new() },
            ..Audit::default()
        }
    }

    #[test]
    fn what_people_dismissed_is_neither_changed_nor_commented_on() {
        let mut audit = audit();
        let made = edits(&audit, DocumentIndex(0), &[]);
        assert_eq!(made.len(), 1, "{made:?}");
        assert_eq!(made[0].change, Change::Replace("the Plan (2023)".to_owned()));
        assert!(made[0].comment[0] == "Of stands." && entries(&audit, DocumentIndex(0), &[]).len() == 1);
        audit.decisions = Decisions::default();
        assert_eq!(edits(&audit, DocumentIndex(0), &[]).len(), 2);
    }

    /// Issue 6: a document was told that another one does not point to it, of which its author can mend nothing.
    #[test]
    fn what_another_author_is_to_do_stands_in_that_authors_file() {
        let mut audit = audit();
        audit.documents.push(DocumentFacts::default());
        for finding in &mut audit.findings {
            finding.documents.push(DocumentIndex(1));
        }
        assert_eq!(entries(&audit, DocumentIndex(1), &[]), []);
        audit.findings[0].check = "route/conflict".into();
        assert_eq!((entries(&audit, DocumentIndex(0), &[]).len(), entries(&audit, DocumentIndex(1), &[]).len()), (1, 1));
    }

    #[test]
    fn checks_are_chosen_by_id_or_family() {
        assert!(is_of("language/offender", "language") && is_of("language/offender", "language/*"));
        assert!(is_of("language/offender", "language/offender") && !is_of("language/offender", "lang"));
    }
}
