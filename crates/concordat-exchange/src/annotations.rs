//! Evidence as W3C Web Annotations in JSON-LD, one annotation a piece of evidence.
//!
//! Source: W3C, Web Annotation Data Model and Web Annotation Vocabulary, 2017. The target is the document's path relative to the
//! site, so that it resolves where the file of annotations lies in the site's folder; positions count characters of the text
//! extracted from the document.

use crate::Making;
use crate::place::{has_place, quoted};
use crate::uuid::uuid;
use concordat_findings::{Audit, Finding};
use concordat_register::{DocumentIndex, Evidence};
use serde::Serialize;
use std::borrow::Cow;

/// The evidence of all findings as one collection of annotations, in the order of the findings. A finding that rests on no words
/// is one annotation of the whole of each document it is about.
#[must_use]
pub fn annotations(audit: &Audit, making: Making<'_>) -> String {
    let items: Vec<Annotation<'_>> = audit.undismissed().flat_map(|finding| of(audit, finding, making)).collect();
    let ids: Vec<&str> = items.iter().map(|a| a.id.as_str()).collect();
    let made = uuid("annotations", &format!("{}\0{}", audit.site, ids.join("\0")));
    let collection = Collection {
        context: CONTEXT,
        id: format!("urn:uuid:{made}"),
        kind: "AnnotationCollection",
        label: format!("Findings of Concordat about the documents of {}", audit.site),
        created: making.at,
        generator: Generator::of(making),
        total: items.len(),
        // A collection without items has no page.
        first: (!items.is_empty()).then(|| Page {
            id: format!("urn:uuid:{}", uuid("page", &made)),
            kind: "AnnotationPage",
            part_of: format!("urn:uuid:{made}"),
            start_index: 0,
            items,
        }),
    };
    let mut text = serde_json::to_string_pretty(&collection).unwrap_or_default();
    text.push('\n');
    text
}

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: String,
    created: &'a str,
    generator: Generator,
    total: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<Page<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    part_of: String,
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Generator {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    name: String,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    created: &'a str,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'static str>,
}

/// A whole document, or the words of it that selectors find.
#[derive(Serialize)]
#[serde(untagged)]
enum Target<'a> {
    Whole(String),
    Part {
        #[serde(rename = "type")]
        kind: &'static str,
        source: String,
        selector: Vec<Selector<'a>>,
    },
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'a> {
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: &'a str, prefix: &'a str, suffix: &'a str },
    #[serde(rename = "TextPositionSelector")]
    Position { start: u32, end: u32 },
}

impl Generator {
    fn of(making: Making<'_>) -> Self {
        Self { id: format!("urn:uuid:{}", uuid("user", "concordat")), kind: "Software", name: format!("Concordat {}", making.version) }
    }
}

fn of<'a>(audit: &'a Audit, finding: &'a Finding, making: Making<'a>) -> Vec<Annotation<'a>> {
    let annotation = |key: &str, document: DocumentIndex, evidence: Option<&'a Evidence>| {
        let source = reference(&audit.document(document)?.entry.file);
        let target = match evidence {
            None => Target::Whole(source),
            Some(evidence) => match selectors(audit, evidence) {
                none if none.is_empty() => Target::Whole(source),
                selector => Target::Part { kind: "SpecificResource", source, selector },
            },
        };
        let id = format!("urn:uuid:{}", uuid("annotation", &format!("{}\0{key}", finding.id)));
        Some(Annotation {
            id,
            kind: "Annotation",
            motivation: "commenting",
            created: making.at,
            body: bodies(audit, finding, document),
            target,
        })
    };
    if finding.evidence.is_empty() {
        return finding.documents.iter().filter_map(|&d| annotation(&format!("document {}", d.0), d, None)).collect();
    }
    finding.evidence.iter().enumerate().filter_map(|(n, e)| annotation(&n.to_string(), e.document, Some(e))).collect()
}

/// What was found, what to do about it, the words it stands beside, and what it is filed under.
fn bodies<'a>(audit: &Audit, finding: &'a Finding, document: DocumentIndex) -> Vec<Body<'a>> {
    let prose = |purpose, value| Body { kind: "TextualBody", purpose, value, format: Some("text/plain"), language: Some("en-GB") };
    let tag = |value: &'a str| Body { kind: "TextualBody", purpose: "tagging", value: value.into(), format: None, language: None };
    let mut out = vec![prose("commenting", finding.message.as_str().into())];
    out.extend(finding.suggestion.as_deref().map(|s| prose("editing", s.into())));
    let others = finding.evidence.iter().filter(|e| e.document != document);
    out.extend(others.map(|e| prose("describing", quoted(audit, e).into())));
    if !finding.standard.is_empty() {
        out.push(prose("describing", format!("Standard: {}", finding.standard).into()));
    }
    out.extend([tag(&finding.check), tag(finding.severity.word()), tag(&finding.id)]);
    out
}

/// The words, unless they name somebody who sits at a meeting, and their place.
fn selectors<'a>(audit: &Audit, evidence: &'a Evidence) -> Vec<Selector<'a>> {
    let quote = &evidence.anchor.quote;
    let mut out = Vec::new();
    if matches!(audit.told(evidence), Cow::Borrowed(_)) {
        out.push(Selector::Quote { exact: &quote.exact, prefix: &quote.prefix, suffix: &quote.suffix });
    }
    if has_place(&evidence.anchor) {
        out.push(Selector::Position { start: evidence.anchor.span.start, end: evidence.anchor.span.end });
    }
    out
}

/// A path as a relative reference (RFC 3986): what may not stand in one is written in percent signs.
fn reference(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::Value;

    const MAKING: Making<'_> = Making { at: "2026-01-31T09:00:00Z", version: "1" };

    #[test]
    fn each_piece_of_evidence_is_selected_by_its_words_and_its_place() {
        let site = fixture::site();
        let text = annotations(&site.audit, MAKING);
        assert_eq!(text, annotations(&site.audit, MAKING));
        let value: Value = serde_json::from_str(&text).unwrap();
        let items = value["first"]["items"].as_array().unwrap();
        assert_eq!(value["total"], items.len());
        let document = &site.texts[0];
        let chosen = &items[0]["target"];
        let quote = &chosen["selector"][0];
        let place = &chosen["selector"][1];
        let (start, end) = (place["start"].as_u64().unwrap() as usize, place["end"].as_u64().unwrap() as usize);
        let words: String = document.chars().skip(start).take(end - start).collect();
        assert_eq!((quote["type"].as_str(), quote["exact"].as_str()), (Some("TextQuoteSelector"), Some(words.as_str())));
        assert_eq!(chosen["source"], "policies/a%20policy.md");
    }

    #[test]
    fn a_header_has_no_place_and_an_absence_no_words() {
        let value: Value = serde_json::from_str(&annotations(&fixture::site().audit, MAKING)).unwrap();
        let items = value["first"]["items"].as_array().unwrap();
        let of = |check: &str| items.iter().find(|a| a["body"].to_string().contains(check)).unwrap();
        assert_eq!(of("currency/marking")["target"]["selector"].as_array().unwrap().len(), 1);
        assert_eq!(of("structure/section")["target"], "protocol.md");
    }

    #[test]
    fn what_was_dismissed_is_left_out() {
        let text = annotations(&fixture::site().audit, MAKING);
        assert!(!text.contains(fixture::DISMISSED));
        let none = annotations(&Audit::default(), MAKING);
        assert!(none.contains("\"total\": 0") && !none.contains("first"));
    }
}
