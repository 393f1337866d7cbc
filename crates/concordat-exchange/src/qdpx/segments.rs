//! The evidence as segments: stretches of a document's text, each with one code and a memo.

use super::codebook::{CodeIndex, Codebook};
use crate::place::{has_place, quoted};
use concordat_findings::{Audit, Finding};
use concordat_register::{DocumentIndex, Evidence};
use concordat_text::CharSpan;
use std::collections::BTreeMap;

/// A stretch of text with a code.
#[derive(Debug)]
pub(super) struct Segment {
    /// Its place, in characters of the text.
    pub(super) span: CharSpan,
    /// The code it bears.
    pub(super) code: CodeIndex,
    /// Its words.
    pub(super) exact: String,
    /// What is to be known of it: a paragraph for each thing found there.
    pub(super) memo: String,
}

/// Segments of one document, by place and code.
#[derive(Debug, Default)]
pub(super) struct OfDocument(BTreeMap<(u32, u32, CodeIndex), Segment>);

/// Segments of all documents.
#[derive(Debug, Default)]
pub(super) struct Segments(BTreeMap<DocumentIndex, OfDocument>);

impl Segments {
    /// The segments of an audit, and the book with the codes they bear. Evidence that stands in no text (running headers, rows of
    /// spreadsheets) makes none.
    pub(super) fn gather<'a>(audit: &Audit, mut book: Codebook<'a>) -> (Codebook<'a>, Self) {
        let mut all = Self::default();
        for finding in audit.undismissed() {
            let code = book.check(&finding.check);
            for evidence in &finding.evidence {
                all.add(evidence, code, &memo(audit, finding, evidence));
            }
        }
        for (order, message) in audit.messages.iter().enumerate() {
            for position in &message.positions {
                for evidence in &position.evidence {
                    let code = book.message(order, message, position.position);
                    all.add(evidence, code, &format!("How sure the reader is, in a hundred: {}.", position.certainty));
                }
            }
        }
        for definition in &audit.definitions {
            let code = book.concept(&definition.concept);
            let follows = definition.follows.as_ref().map(|official| format!("Follows {official}."));
            all.add(&definition.evidence, code, &follows.unwrap_or_default());
        }
        (book, all)
    }

    /// Takes the segments of a document out.
    pub(super) fn take(&mut self, document: DocumentIndex) -> OfDocument {
        self.0.remove(&document).unwrap_or_default()
    }

    fn add(&mut self, evidence: &Evidence, code: CodeIndex, memo: &str) {
        let anchor = &evidence.anchor;
        if !has_place(anchor) {
            return;
        }
        let CharSpan { start, end } = anchor.span;
        let exact = anchor.quote.exact.to_string();
        let segments = &mut self.0.entry(evidence.document).or_default().0;
        let made = segments.entry((start, end, code)).or_insert(Segment { span: anchor.span, code, exact, memo: String::new() });
        if !memo.is_empty() && !made.memo.contains(memo) {
            if !made.memo.is_empty() {
                made.memo.push_str("\n\n");
            }
            made.memo.push_str(memo);
        }
    }
}

impl OfDocument {
    /// The segments whose words stand in `text` where they were read, by place, and how many do not.
    pub(super) fn standing_in(self, text: &str) -> (Vec<Segment>, usize) {
        let mut places: BTreeMap<u32, usize> = self.0.keys().flat_map(|&(start, end, _)| [(start, 0), (end, 0)]).collect();
        let mut wanted = places.iter_mut().peekable();
        let after = std::iter::once((text.len(), ' '));
        for (n, (byte, _)) in (0_u32..).zip(text.char_indices().chain(after)) {
            if let Some((_, place)) = wanted.next_if(|(at, _)| **at == n) {
                *place = byte;
            } else if wanted.peek().is_none() {
                break;
            }
        }
        let words = |span: CharSpan| text.get(*places.get(&span.start)?..*places.get(&span.end)?);
        let all = self.0.len();
        let standing: Vec<Segment> = self.0.into_values().filter(|s| words(s.span) == Some(&s.exact)).collect();
        let lost = all - standing.len();
        (standing, lost)
    }
}

/// What a finding says of one piece of its evidence.
fn memo(audit: &Audit, finding: &Finding, evidence: &Evidence) -> String {
    let mut lines = vec![finding.message.clone()];
    lines.extend(finding.suggestion.as_ref().map(ToString::to_string));
    let others = finding.evidence.iter().filter(|e| e.document != evidence.document);
    lines.extend(others.map(|e| format!("Beside it: {}", quoted(audit, e))));
    if !finding.standard.is_empty() {
        lines.push(format!("Standard: {}", finding.standard));
    }
    lines.push(format!("Severity: {}. Finding: {}", finding.severity.word(), finding.id));
    lines.join("\n")
}
