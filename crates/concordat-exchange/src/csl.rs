//! The register as CSL JSON, which Zotero and other reference managers read.
//!
//! Source: Citation Style Language 1.0.2, `csl-data.json`. Every document is a `report`: it is the one kind that has a genre, an
//! institution and a date in the managers that import it; what it is (procedure, protocol) is the genre.

use crate::place::{spoken, themes, title};
use concordat_findings::Audit;
use concordat_register::{DocumentFacts, PartialDate, Status};
use serde::Serialize;

/// The documents of an audit as a list of CSL items, in the order of their paths.
#[must_use]
pub fn csl(audit: &Audit) -> String {
    let items: Vec<Item<'_>> = audit.documents.iter().map(|facts| Item::of(audit, facts)).collect();
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    genre: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    keyword: String,
    language: &'static str,
    note: String,
}

/// A date of CSL: one day, month or year.
#[derive(Serialize)]
struct Issued {
    #[serde(rename = "date-parts")]
    parts: [Vec<i16>; 1],
}

impl<'a> Item<'a> {
    fn of(audit: &'a Audit, facts: &'a DocumentFacts) -> Self {
        let entry = &facts.entry;
        let owner = entry.owner.as_deref().filter(|o| !o.is_empty());
        let date = entry.approved.or_else(|| entry.year.map(PartialDate::year));
        let kind = entry.kind.word();
        Self {
            id: &entry.id,
            kind: "report",
            title: title(facts),
            genre: (kind != "other").then(|| spoken(kind)),
            issued: date.map(|date| Issued { parts: [parts(date)] }),
            publisher: owner,
            authority: owner,
            version: entry.version.as_deref(),
            status: (entry.status != Status::Unknown).then(|| entry.status.word()),
            keyword: themes(audit, facts).replace("; ", ", "),
            language: "en-GB",
            note: note(audit, facts),
        }
    }
}

fn parts(date: PartialDate) -> Vec<i16> {
    [Some(date.year), date.month.map(i16::from), date.day.map(i16::from)].into_iter().flatten().collect()
}

/// What a register says of a document and CSL has no field for, a line each.
fn note(audit: &Audit, facts: &DocumentFacts) -> String {
    let entry = &facts.entry;
    let superseded = entry.superseded_by.as_deref().map(|file| {
        let by = audit.documents.iter().find(|d| d.entry.file == file);
        by.map_or(file.to_owned(), |d| format!("{} ({file})", title(d)))
    });
    let lines = [
        ("File", Some(entry.file.clone())),
        ("For the years", entry.period.map(|p| format!("{} to {}", p.from, p.to))),
        ("Superseded by", superseded),
        ("To be reviewed", entry.review_due.map(|d| d.to_string())),
        ("Marking", entry.marking.clone()),
        ("Audience", entry.audience.clone()),
        ("Inferred", (!entry.inferred.is_empty()).then(|| entry.inferred.iter().map(|f| f.word()).collect::<Vec<_>>().join(", "))),
    ];
    let told = lines.into_iter().filter_map(|(what, value)| Some(format!("{what}: {}", value.filter(|v| !v.is_empty())?)));
    told.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::{Value, json};

    #[test]
    fn a_document_is_cited_by_what_the_register_knows() {
        let text = csl(&fixture::site().audit);
        let items: Value = serde_json::from_str(&text).unwrap();
        let item = &items[0];
        assert_eq!(item["title"], "A policy");
        assert_eq!(
            (&item["genre"], &item["publisher"], &item["status"]),
            (&json!("Policy"), &json!("Meadow Partnership"), &json!("superseded"))
        );
        assert_eq!(item["issued"]["date-parts"], json!([[2019, 4]]));
        assert!(item["note"].as_str().unwrap().contains("Superseded by: Protocol (protocol.md)"));
        assert_eq!(items[1]["issued"]["date-parts"], json!([[2024]]));
        assert!(items[1].get("publisher").is_none());
    }
}
