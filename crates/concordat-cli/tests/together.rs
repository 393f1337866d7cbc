//! Concordances, the sense-check of a draft and the pages of the standard, from outside.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests make the files that the program reads; a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own for each test, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("together-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(self, name: &str, text: &str) -> Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn site(name: &str) -> Self {
        Self::new(name)
            .file(
                "site/hsb.md",
                "# Harmful Sexual Behaviour Procedure 2015\n\n## 1 Scope\n\n1.1 A young person who harms another is seen within a week.\n",
            )
            .file(
                "site/youth.md",
                "# Serious Youth Violence Strategy 2014\n\n## 2 Aims\n\n2.1 The young offender is warned, and young offenders are moved on.\n",
            )
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn concordat(arguments: &[&str], folder: &Path) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_concordat")).args(arguments).current_dir(folder).env("COLUMNS", "100").output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn a_concordance_sets_every_wording_of_the_same_people_in_a_column() {
    let scratch = Scratch::site("concordance");
    let (code, text, said) = concordat(&["concordance", "site", "young people who harm"], &scratch.0);
    assert_eq!(code, 0, "{said}");
    assert!(text.starts_with("3 places of every wording of “young people who harm” in 2 of 2 documents read"), "{text}");
    assert!(text.contains("2 as an offender or perpetrator") && text.contains("1 as a child who does harm"), "{text}");
    let (code, csv, _) = concordat(&["concordance", "site", "young people who harm", "--format", "csv"], &scratch.0);
    assert_eq!((code, csv.lines().count()), (0, 4), "{csv}");
    let (_, json, _) = concordat(&["concordance", "site", "warned", "--format", "json"], &scratch.0);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["places"][0]["section"], "2.1");
}

#[test]
fn a_concordance_that_finds_nothing_says_what_was_looked_for_and_how_to_widen_it() {
    let scratch = Scratch::site("nothing");
    let (code, text, said) = concordat(&["concordance", "site", "moonlit harbour"], &scratch.0);
    assert_eq!((code, text.as_str()), (3, ""));
    assert!(said.contains("\"moonlit harbour\" stands in no inflection in the 2 documents read"), "{said}");
    assert!(said.contains("young people who harm"), "{said}");
    let (code, _, said) = concordat(&["concordance", "site", "?!"], &scratch.0);
    assert_eq!(code, 2, "{said}");
}

#[test]
fn a_draft_is_asked_the_five_questions_beside_a_site() {
    let scratch = Scratch::site("sense").file(
        "draft.md",
        "# Domestic Abuse Policy 2016\n\n1.1 A young person who abuses a partner is safeguarded as a child, because they are a child.\n",
    );
    let (code, text, said) = concordat(&["check", "--sense", "draft.md", "--site", "site"], &scratch.0);
    assert_eq!(code, 0, "{said}");
    assert!(text.contains("Sense-check of Domestic Abuse Policy"), "{text}");
    assert!(text.contains("Beside 2 other documents of Together-sense"), "{text}");
    assert!(["a. ", "b. ", "c. ", "d. ", "e. "].iter().all(|q| text.contains(&format!("\n{q}"))), "{text}");
    let (code, json, _) = concordat(&["check", "--sense", "draft.md", "--site", "site", "--format", "json"], &scratch.0);
    assert_eq!(code, 0);
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let asked = value["sense_check"].as_array().unwrap();
    assert!(asked.iter().all(|a| a["document"] == "draft/draft.md"), "{json}");
    assert!(!scratch.0.join("site/concordat-report").exists());
    let (code, _, said) = concordat(&["check", "--sense", "site"], &scratch.0);
    assert_eq!(code, 2, "{said}");
    let (code, _, said) = concordat(&["check", "--sense", "missing.docx"], &scratch.0);
    assert_eq!(code, 4, "{said}");
}

#[test]
fn every_row_of_the_standard_can_be_asked_about() {
    let here = Path::new(".");
    let (code, text, _) = concordat(&["explain", "safeguarding-because-young"], here);
    assert_eq!(code, 0);
    assert!(text.contains("message/safeguarding-because-young\n===") && text.contains("## Why it matters"), "{text}");
    let (code, text, _) = concordat(&["explain", "message/"], here);
    assert!(code == 0 && text.lines().all(|line| line.starts_with("message/")), "{text}");
    let (code, _, said) = concordat(&["explain", "safegarding-because-yung"], here);
    assert!(code == 2 && said.contains("did you mean `message/safeguarding-because-young`?"), "{said}");
}
