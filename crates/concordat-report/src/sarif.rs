//! Findings as SARIF 2.1.0, for editors and code review. Source: OASIS, SARIF Version 2.1.0, 2020.

use crate::{
    explanation::{Explanation, explanation, summary},
    wording,
};
use concordat_findings::{Audit, Finding, Severity, decision::Stand};
use concordat_register::{DocumentIndex, Evidence};
use serde::Serialize;
use std::{borrow::Cow, collections::BTreeMap};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The findings as SARIF 2.1.0. Places count Unicode scalar values of the text extracted from each document; files are
/// relative to `SITE`. `pages` explain the checks.
#[must_use]
pub fn sarif(audit: &Audit, pages: &[Explanation], tool_version: &str) -> String {
    let rules: BTreeMap<&str, usize> = {
        let mut ids: Vec<&str> = audit.findings.iter().map(|f| f.check.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().enumerate().map(|(n, id)| (id, n)).collect()
    };
    let driver = Driver { name: "concordat", version: tool_version, rules: rules.keys().map(|id| Rule::of(id, audit, pages)).collect() };
    let results = audit.findings.iter().map(|f| Outcome::of(audit, f, rules.get(f.check.as_str()).copied().unwrap_or_default())).collect();
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'static str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
struct Driver<'a> {
    name: &'static str,
    version: &'a str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Message<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Message<'a>>,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Message<'a> {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<&'a str>,
}

/// A `result` of SARIF.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    locations: Vec<Location<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    /// A dismissed finding is a suppressed result (section 3.27.23); the reason stays in the file of decisions.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression; 1]>,
    properties: Properties<'a>,
}

/// A `suppression` of SARIF.
#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    status: &'static str,
}

#[derive(Serialize)]
struct Properties<'a> {
    severity: &'static str,
    standard: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: Physical<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical<'a> {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    char_offset: u32,
    char_length: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Snippet<'a>>,
}

#[derive(Serialize)]
struct Snippet<'a> {
    text: &'a str,
}

impl<'a> Rule<'a> {
    fn of(id: &'a str, audit: &'a Audit, pages: &'a [Explanation]) -> Self {
        let page = explanation(pages, id);
        let raised = audit.findings.iter().find(|f| f.check == id).map_or(Severity::Note, |f| f.severity);
        Self {
            id,
            short_description: page.map(|p| Message { text: summary(p), markdown: None }),
            help: page.map(|p| Message { text: p.body_markdown.clone(), markdown: Some(&p.body_markdown) }),
            default_configuration: Configuration { level: level(page.map_or(raised, |p| p.severity)) },
        }
    }
}

impl<'a> Outcome<'a> {
    fn of(audit: &'a Audit, finding: &'a Finding, rule_index: usize) -> Self {
        let (first, rest) = match finding.evidence.split_first() {
            Some((first, rest)) => (Some(first), rest),
            None => (None, &[][..]),
        };
        let location = match first {
            Some(evidence) => Location::at(audit, evidence),
            None => finding.documents.first().and_then(|&d| Location::whole(audit, d)),
        };
        let related = rest.iter().filter_map(|e| Location::at(audit, e)).enumerate();
        Self {
            rule_id: &finding.check,
            rule_index,
            level: level(finding.severity),
            message: Message { text: finding.message.clone(), markdown: None },
            locations: location.into_iter().collect(),
            related_locations: related.map(|(n, l)| Location { id: Some(n + 1), ..l }).collect(),
            partial_fingerprints: BTreeMap::from([("concordatFinding/v1", finding.id.as_str())]),
            suppressions: (audit.stand(finding) == Stand::Dismissed).then_some([Suppression { kind: "external", status: "accepted" }]),
            properties: Properties {
                severity: finding.severity.word(),
                standard: &finding.standard,
                suggestion: finding.suggestion.as_deref(),
            },
        }
    }
}

impl<'a> Location<'a> {
    fn at(audit: &'a Audit, evidence: &'a Evidence) -> Option<Self> {
        let facts = audit.document(evidence.document)?;
        let anchor = &evidence.anchor;
        let path = facts.heading_path(anchor);
        // Words of a running header or footer are no part of the text, so no region of it holds them; the message quotes them.
        // A snippet holds the words of its region as they stand there, or is left out.
        let told = audit.told(evidence);
        let snippet = matches!(told, Cow::Borrowed(_)).then(|| Snippet { text: &anchor.quote.exact });
        let region = (!anchor.is_running()).then_some(Region {
            char_offset: anchor.span.start,
            char_length: anchor.span.end.saturating_sub(anchor.span.start),
            snippet,
        });
        let name = Logical { fully_qualified_name: path.join(" > ") };
        let words = if anchor.is_running() { format!(", “{}”", told.exact) } else { String::new() };
        let message = format!("{}: {}{words}", wording::title(facts), wording::place(anchor));
        Some(Self {
            logical_locations: if path.is_empty() { Vec::new() } else { vec![name] },
            message: Some(Message { text: message, markdown: None }),
            physical_location: Physical { region, ..Physical::file(&facts.entry.file) },
            id: None,
        })
    }

    fn whole(audit: &'a Audit, document: DocumentIndex) -> Option<Self> {
        let file = &audit.document(document)?.entry.file;
        Some(Self { id: None, physical_location: Physical::file(file), logical_locations: Vec::new(), message: None })
    }
}

impl Physical<'_> {
    fn file(file: &str) -> Self {
        Self { artifact_location: Artifact { uri: uri(file), uri_base_id: "SITE" }, region: None }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Note => "note",
    }
}

/// A relative path as a URI reference: all but unreserved characters and slashes are percent-encoded. Source: RFC 3986.
fn uri(path: &str) -> String {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    let digit = |value: u8| HEX.get(usize::from(value & 15)).copied().unwrap_or('0');
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::{Value, json};

    fn written() -> Value {
        let page = Explanation {
            id: "route/timescale".to_owned(),
            severity: Severity::Medium,
            standard: String::new(),
            body_markdown: "One step, two limits.\n\n## Why".to_owned(),
        };
        serde_json::from_str(&sarif(&fixture::partnership(), &[page], "0.1.0")).unwrap()
    }

    #[test]
    fn a_result_has_its_place_and_the_other_side() {
        let log = written();
        let run = &log["runs"][0];
        assert_eq!(log["version"], "2.1.0");
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let result = run["results"].as_array().unwrap().iter().find(|r| r["ruleId"] == "route/timescale").unwrap();
        assert_eq!(result["level"], "warning");
        let rule = &run["tool"]["driver"]["rules"][usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], "route/timescale");
        assert_eq!(rule["shortDescription"]["text"], "One step, two limits.");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!(*region, json!({"charOffset": 4418, "charLength": 22, "snippet": {"text": "within one working day"}}));
        assert_eq!(
            result["relatedLocations"][0]["physicalLocation"]["artifactLocation"],
            json!({"uri": "web/missing.html", "uriBaseId": "SITE"})
        );
        assert_eq!(result["partialFingerprints"]["concordatFinding/v1"], "route-timescale-0003");
    }

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("a b/ç#1.docx"), "a%20b/%C3%A7%231.docx");
    }
}
