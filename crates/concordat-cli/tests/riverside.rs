//! The example partnership, audited: what must be found is found, and what is only mentioned is left alone.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "this test reads the example and what the program wrote; a test that cannot go on fails"
)]

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The audit of a folder, and the folder's `expected.toml`.
fn audited(name: &str) -> (Value, toml::Table) {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let done = Command::new(env!("CARGO_BIN_EXE_concordat"))
        .args(["audit", "--quiet", "--no-cache", "--out"])
        .args([&out, &site])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let audit = serde_json::from_str(&fs::read_to_string(out.join("audit.json")).unwrap()).unwrap();
    fs::remove_dir_all(&out).unwrap();
    (audit, fs::read_to_string(site.join("expected.toml")).unwrap().parse().unwrap())
}

/// Words made comparable: one kind of dash and apostrophe, single spaces, lower case.
fn plain(text: &str) -> String {
    text.replace(['\u{2018}', '\u{2019}'], "'")
        .replace(['\u{2013}', '\u{2014}', '\u{2011}'], "-")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

fn rows<'e>(expected: &'e toml::Table, name: &str) -> impl Iterator<Item = &'e toml::Table> {
    expected[name].as_array().unwrap().iter().map(|row| row.as_table().unwrap())
}

fn word<'r>(row: &'r toml::Table, key: &str) -> Option<&'r str> {
    row.get(key).map(|value| value.as_str().unwrap())
}

fn is_of(finding: &Value, check: &str) -> bool {
    let id = finding["check"].as_str().unwrap();
    id == check || (check.ends_with('/') && id.starts_with(check))
}

/// Whether the finding is about a document, or rests on words of it.
fn touches(finding: &Value, document: &str) -> bool {
    let about = finding["documents"].as_array().unwrap().iter().any(|d| d == document);
    about || finding["evidence"].as_array().unwrap().iter().any(|e| e["document"] == document)
}

/// Whether words of `document` among the evidence hold `exact`, or, if `part` is set, are held by it.
fn rests_on(finding: &Value, document: &str, exact: &str, part: bool) -> bool {
    let exact = plain(exact);
    finding["evidence"].as_array().unwrap().iter().filter(|e| e["document"] == document).any(|e| {
        let quoted = plain(e["quote"]["exact"].as_str().unwrap());
        quoted.contains(&exact) || (part && exact.contains(&quoted))
    })
}

#[test]
fn riverside_gives_what_it_was_made_to_give() {
    let (audit, expected) = audited("riverside-findings");
    let findings = audit["findings"].as_array().unwrap();
    let mut wrong = Vec::new();
    for row in rows(&expected, "finding") {
        let (check, document) = (word(row, "check").unwrap(), word(row, "document").unwrap());
        let found = findings.iter().filter(|f| is_of(f, check) && touches(f, document)).any(|finding| {
            word(row, "other").is_none_or(|other| touches(finding, other))
                && word(row, "exact").is_none_or(|exact| rests_on(finding, document, exact, true))
        });
        if !found {
            wrong.push(format!(
                "not found: {check} in {document}: {}",
                word(row, "exact").or_else(|| word(row, "other")).unwrap_or_default()
            ));
        }
    }
    for row in rows(&expected, "quiet") {
        let (family, document, exact) = (word(row, "family").unwrap(), word(row, "document").unwrap(), word(row, "exact").unwrap());
        for finding in findings.iter().filter(|f| is_of(f, family) && rests_on(f, document, exact, false)) {
            wrong.push(format!("raised: {} on `{exact}` in {document}", finding["check"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The list `name` of the audit.
fn list<'a>(audit: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    audit[name].as_array().unwrap().iter()
}

#[test]
fn riverside_says_together_what_it_was_made_to_say() {
    let (audit, expected) = audited("riverside-messages");
    let mut wrong = Vec::new();
    for row in rows(&expected, "message") {
        let message = list(&audit, "messages").find(|m| m["id"].as_str() == word(row, "id")).unwrap();
        if message["verdict"].as_str() != word(row, "verdict") {
            wrong.push(format!("{} is {}", message["id"], message["verdict"]));
        }
        let taken = list(message, "positions").find(|p| p["document"].as_str() == word(row, "document")).map(|p| &p["position"]);
        if taken.and_then(Value::as_str) != word(row, "position") {
            wrong.push(format!("{}: {:?} does not say {:?} but {taken:?}", message["id"], word(row, "document"), word(row, "position")));
        }
    }
    for row in rows(&expected, "answer") {
        let is = |s: &&Value| ["document", "question"].iter().all(|key| s[*key].as_str() == word(row, key));
        let answer = list(&audit, "sense_check").find(is).unwrap();
        if answer["answer"].as_str() != word(row, "answer") {
            wrong.push(format!("{} {} is {}: {}", answer["document"], answer["question"], answer["answer"], answer["reason"]));
        }
    }
    for row in rows(&expected, "framing") {
        let people = list(&audit, "framing").find(|f| f["referent"].as_str() == word(row, "referent")).unwrap();
        if !list(people, "counts").any(|count| ["document", "framing"].iter().all(|key| count[*key].as_str() == word(row, key))) {
            wrong.push(format!("{} is not framed as {:?} in {:?}", people["name"], word(row, "framing"), word(row, "document")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn riverside_is_read_as_what_it_is() {
    let (audit, _) = audited("riverside-register");
    let documents = audit["documents"].as_array().unwrap();
    let got: Vec<String> = documents
        .iter()
        .map(|d| {
            let file = d["file"].as_str().unwrap().rsplit('/').next().unwrap();
            format!(
                "{file} {} {} {} {}",
                d["kind"].as_str().unwrap(),
                d["themes"][0].as_str().unwrap_or("-"),
                d["year"],
                d["status"].as_str().unwrap()
            )
        })
        .collect();
    assert_eq!(
        got,
        [
            "child-exploitation-strategy-2020-2023.docx strategy cse 2020 superseded",
            "child-exploitation-strategy-2024-2027.pdf strategy cse 2024 current",
            "child-on-child-abuse-guidance-2025.md guidance peer-abuse 2025 current",
            "child-to-parent-violence-pathway-2020.md procedure apva 2020 current",
            "domestic-abuse-policy-consultation-draft.odt policy da 2023 draft",
            "exploitation-and-missing-panel-terms-of-reference-2024.docx terms-of-reference missing 2024 current",
            "gangs-and-youth-violence-procedure-2019.docx procedure syv 2019 current",
            "harm-outside-the-home-strategic-group-terms-2024.docx terms-of-reference efh 2024 current",
            "harmful-sexual-behaviour-procedure-2022.docx procedure hsb 2022 current",
            "hsb-consultation-group-terms-of-reference-2025.md terms-of-reference hsb 2025 current",
            "knife-carrying-and-youth-diversion-protocol-2021.md protocol syv 2021 current",
            "levels-of-need.html thresholds - 2025 current",
            "marac-operating-protocol-2025.odt terms-of-reference da 2025 current",
            "missing-from-home-and-care-protocol-2016.docx protocol missing 2016 current",
            "youth-violence-panel-terms-of-reference-2019.docx terms-of-reference syv 2019 unknown",
        ]
    );
}
