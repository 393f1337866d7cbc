//! The JSON Schema of `audit.json`, made from the shapes that write it.

use super::shape::AuditFile;
use concordat_findings::{
    Answer, Depth, Severity, Verdict,
    decision::{Ruling, Stand},
};
use concordat_register::{
    Field, Kind, Nation, Status,
    citation::{CitationKind, Outcome},
    meaning::{Position, Side},
    structure::Structure,
};
use schemars::{Schema, SchemaGenerator, generate::SchemaSettings, json_schema};

/// The JSON Schema (draft 2020-12) of `audit.json`, as committed at `docs/audit.schema.json`.
#[must_use]
pub fn schema_json() -> String {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<AuditFile<'_>>();
    schema.insert("title".to_owned(), "audit.json, version 1".into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// A schema function that allows the words of a closed list.
macro_rules! words {
    ($($name:ident: $all:expr;)+) => {
        $(pub(super) fn $name(_: &mut SchemaGenerator) -> Schema {
            let words: Vec<&str> = $all;
            json_schema!({"type": "string", "enum": words})
        })+
    };
}

words! {
    kind: Kind::ALL.iter().map(|k| k.word()).collect();
    status: Status::ALL.iter().map(|s| s.word()).collect();
    nation: Nation::ALL.iter().map(|n| n.word()).collect();
    severity: Severity::ALL.iter().map(|s| s.word()).collect();
    citation: CitationKind::ALL.iter().map(|k| k.word()).collect();
    outcome: Outcome::ALL.iter().map(|o| o.word()).collect();
    problem: PROBLEMS.to_vec();
    verdict: Verdict::ALL.iter().map(|v| v.word()).collect();
    position: Position::ALL.iter().map(|p| p.word()).collect();
    answer: Answer::ALL.iter().map(|a| a.word()).collect();
    depth: Depth::ALL.iter().map(|d| d.word()).collect();
    side: Side::ALL.iter().map(|s| s.word()).collect();
    form: vec!["exact", "for-sharing"];
    structure: Structure::ALL.iter().map(|s| s.word()).collect();
    standing: super::meetings::STANDINGS.to_vec();
    stand: Stand::ALL.iter().map(|s| s.word()).collect();
    ruling: Ruling::ALL.iter().map(|r| r.word()).collect();
    question: vec!["a", "b", "c", "d", "e"];
}

/// Whether a meeting takes cases or oversees, where that can be told.
pub(super) fn level(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"enum": ["operational", "strategic", null]})
}

pub(super) fn fields(_: &mut SchemaGenerator) -> Schema {
    let words: Vec<&str> = Field::ALL.iter().map(|f| f.word()).collect();
    json_schema!({"type": "array", "items": {"type": "string", "enum": words}})
}

/// A year, a month or a day: `2014`, `2014-03`, `2014-03-19`.
pub(super) fn date(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["string", "null"], "pattern": "^\\d{4}(-\\d{2}(-\\d{2})?)?$"})
}

/// How sure the reader is, in hundredths.
pub(super) fn certainty(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "integer", "minimum": 0, "maximum": 100})
}

pub(super) fn span(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": "array", "items": {"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2})
}

pub(super) fn period(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"type": ["array", "null"], "items": {"type": "integer"}, "minItems": 2, "maxItems": 2})
}

/// Words for the kinds of problem, gravest first.
pub(super) const PROBLEMS: [&str; 7] = ["unreadable", "locked", "damaged", "too-large", "unsupported", "partial", "note"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::disallowed_methods, reason = "this test reads the published schema, and writes it when asked to")]
    fn the_published_schema_is_current() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/audit.schema.json");
        if std::env::var_os("CONCORDAT_UPDATE").is_some() {
            std::fs::write(path, schema_json()).unwrap();
        }
        let published = std::fs::read_to_string(path).unwrap_or_default();
        assert!(published == schema_json(), "docs/audit.schema.json is not what the types say; mend it with: cargo xtask codegen");
    }

    #[test]
    fn the_schema_is_of_the_draft_it_names() {
        let schema: serde_json::Value = serde_json::from_str(&schema_json()).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(jsonschema::draft202012::meta::is_valid(&schema));
    }
}
