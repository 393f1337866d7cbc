//! `audit.json`, version 1, written as it is read: nothing is copied first.

mod cases;
mod coverage;
mod decisions;
mod meaning;
mod meetings;
mod overlap;
mod routes;
mod schema;
mod shape;
mod writer;

use concordat_findings::{Audit, CaseView, ProposalView};
use std::io::{self, Write};

pub use schema::schema_json;

/// The version of the shape.
const VERSION: u8 = 1;

/// Writes `audit` as `audit.json`: UTF-8, keys in the contract's order, one element of each list a line, so that two
/// audits can be compared line by line. `generated_at` is RFC 3339 and is the only part not made from the audit.
///
/// # Errors
///
/// What `out` returns when it cannot be written to.
pub fn audit_json(audit: &Audit, generated_at: &str, tool_version: &str, out: &mut dyn Write) -> io::Result<()> {
    writer::write(&shape::AuditFile::new(audit, generated_at, tool_version), out)
}

/// A proposal as one object: cases walked, determined today and then, changes with their places, and what stays open.
#[must_use]
pub fn proposal_json(audit: &Audit, proposal: &ProposalView) -> String {
    let text = serde_json::to_string_pretty(&cases::ProposalShape::of(audit, proposal)).unwrap_or_default();
    format!("{text}\n")
}

/// Cases as a list of the elements of `cases` in `audit.json`, one a line.
#[must_use]
pub fn cases_json(audit: &Audit, cases: &[CaseView]) -> String {
    let rows: Vec<String> = cases.iter().filter_map(|c| serde_json::to_string(&cases::CaseShape::of(audit, c)).ok()).collect();
    format!("[\n{}\n]\n", rows.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture;
    use serde_json::Value;

    pub(super) fn written(audit: &Audit) -> String {
        let mut out = Vec::new();
        audit_json(audit, "2016-04-01T09:00:00Z", "0.1.0", &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn valid(text: &str) -> Value {
        let value: Value = serde_json::from_str(text).unwrap();
        let schema: Value = serde_json::from_str(&schema_json()).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?}");
        value
    }

    #[test]
    fn what_is_written_is_valid() {
        valid(&written(&fixture::partnership()));
        valid(&written(&Audit::default()));
    }

    #[test]
    fn the_schema_refuses_what_the_contract_does_not_allow() {
        let schema: Value = serde_json::from_str(&schema_json()).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let good: Value = serde_json::from_str(&written(&fixture::partnership())).unwrap();
        for (pointer, bad) in [
            ("/findings/0/severity", Value::from("urgent")),
            ("/documents/0/kind", Value::from("memo")),
            ("/documents/0/review_due", Value::from("spring")),
            ("/references/0/status", Value::Null),
            ("/findings/0/evidence/0/span", serde_json::json!([1])),
            ("/overlap", Value::from(3)),
            ("/messages/0/verdict", Value::from("agreed")),
            ("/messages/0/positions/0/position", Value::from("denies")),
            ("/sense_check/0/question", Value::from("f")),
            ("/sense_check/0/answer", Value::from("maybe")),
            ("/sense_check/0/certainty", Value::from(101)),
            ("/coverage/0/contexts/0/depth", Value::from(2)),
        ] {
            let mut changed = good.clone();
            *changed.pointer_mut(pointer).unwrap() = bad;
            assert!(!validator.is_valid(&changed), "{pointer} was let through");
        }
    }

    #[test]
    fn keys_stand_in_the_order_of_the_contract() {
        let text = written(&fixture::partnership());
        let order = [
            "version",
            "tool",
            "generated_at",
            "site",
            "documents",
            "references",
            "definitions",
            "messages",
            "sense_check",
            "routes",
            "meetings",
            "overlap",
            "findings",
        ];
        let places: Vec<usize> = order.iter().map(|key| text.find(&format!("\n\"{key}\":")).unwrap()).collect();
        assert!(places.is_sorted(), "{places:?}");
        let value = valid(&text);
        assert!(valid(&written(&Audit::default()))["overlap"].is_null());
        assert_eq!(value["routes"], serde_json::json!([]));
    }

    #[test]
    fn evidence_says_where_its_words_stand() {
        let value = valid(&written(&fixture::partnership()));
        let evidence = value["findings"].as_array().unwrap().iter().flat_map(|f| f["evidence"].as_array().unwrap()).next().unwrap();
        let keys = ["document", "heading_path", "section", "page", "paragraph", "quote", "span"];
        let text = evidence.to_string();
        for key in keys {
            assert!(evidence.get(key).is_some(), "{key} is not in {text}");
        }
        assert_eq!(evidence["heading_path"].as_array().unwrap().last().unwrap(), "3.2 What staff notice");
        assert!(evidence["quote"]["exact"].as_str().is_some_and(|w| !w.is_empty()));
    }

    #[test]
    fn what_the_documents_together_say_is_told_by_file() {
        let value = valid(&written(&fixture::partnership()));
        let overlap = &value["messages"][1];
        assert_eq!(overlap["verdict"], "needs-clarification");
        assert_eq!(overlap["positions"][1]["position"], "silent");
        assert_eq!(overlap["positions"][1]["document"], "documents/cse-strategy.docx");
        assert_eq!(overlap["positions"][1]["evidence"], serde_json::json!([]));
        assert_eq!(value["sense_check"][2]["question"], "c");
        assert_eq!(value["definitions"][0]["agrees_with"], serde_json::json!(["documents/hsb-procedure.docx"]));
        assert_eq!(value["coverage"][0]["contexts"][1]["depth"], "acted-on");
        let theme = &value["coverage"][0]["themes"][0];
        let factor = serde_json::json!({"side": "risk", "sentence": 1, "action": 0, "inferred": false});
        assert_eq!((&theme["contexts"][0]["id"], &theme["contexts"][0]["factors"][0]), (&Value::from("neighbourhood"), &factor));
        assert_eq!(theme["sectors"][0]["engaged_for"][0]["purpose"], "attend");
        assert_eq!(value["coverage"][0]["sentences"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn overlap_says_whom_it_is_for() {
        let mut audit = fixture::partnership();
        let value = valid(&written(&audit));
        let overlap = &value["overlap"];
        assert_eq!((&overlap["form"], &overlap["threshold"]), (&Value::from("exact"), &Value::Null));
        assert_eq!(overlap["subjects"]["individual"]["at_three_or_more"], 3);
        assert_eq!(overlap["panels"]["place"][1], serde_json::json!(["MACE", "Missing panel", 3]));
        assert_eq!(overlap["structures"]["what_if"][2]["barred"].as_array().unwrap().len(), 1);
        audit.for_sharing();
        let value = valid(&written(&audit));
        let overlap = &value["overlap"];
        assert_eq!((&overlap["form"], &overlap["threshold"]), (&Value::from("for-sharing"), &Value::from(5)));
        assert_eq!(overlap["subjects"]["individual"]["at_three_or_more"], Value::Null);
        assert_eq!(overlap["panels"]["place"][1], serde_json::json!(["MACE", "Missing panel", null]));
        assert_eq!(overlap["structures"]["what_if"][2]["avoided"], Value::Null);
    }

    #[test]
    fn two_runs_give_the_same_bytes() {
        assert_eq!(written(&fixture::partnership()), written(&fixture::partnership()));
    }

    #[test]
    fn an_index_of_another_audit_is_no_panic() {
        let mut audit = fixture::partnership();
        audit.documents.truncate(1);
        let text = written(&audit);
        serde_json::from_str::<Value>(&text).unwrap();
    }
}
