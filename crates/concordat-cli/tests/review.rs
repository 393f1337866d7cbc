//! Decisions from outside: made at the terminal, by flag, by two people, and held over a second audit.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "these tests make the files that the program reads; a test that cannot go on fails"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("review-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("site")).unwrap();
        fs::write(path.join("site/a.md"), DOCUMENT).unwrap();
        Self(path)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    fn run(&self, arguments: &[&str], answers: &str) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_concordat"))
            .args(arguments)
            .current_dir(&self.0)
            .env("SOURCE_DATE_EPOCH", "1778000000")
            .env("COLUMNS", "100")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(answers.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    }

    fn done(&self, arguments: &[&str], answers: &str) -> String {
        let output = self.run(arguments, answers);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Findings of the last audit of which `check` holds: id and how it stands.
    fn stands(&self, check: &str) -> Vec<(String, String)> {
        self.done(&["audit", "site", "--out", "out", "--no-cache"], "");
        let json: serde_json::Value = serde_json::from_str(&self.read("out/audit.json")).unwrap();
        let findings = json["findings"].as_array().unwrap().iter().filter(|f| f["check"] == check);
        findings.map(|f| (f["id"].as_str().unwrap().to_owned(), f["decision"]["stand"].as_str().unwrap_or("open").to_owned())).collect()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const CHECK: &str = "language/lifestyle-choice";
const DOCUMENT: &str = "# Exploitation procedure\n\n1.1 Staff said that it was her lifestyle choice.\n\n1.2 For him too it was a lifestyle choice, they wrote.\n";
const ONLY: [&str; 4] = ["review", "site", "--check", CHECK];

#[test]
fn what_is_decided_at_the_terminal_is_kept_and_shown_by_the_next_audit() {
    let scratch = Scratch::new("terminal");
    let said = scratch.done(&[&ONLY[..], &["--by", "Ash Vale"]].concat(), "d it is what they said\ns Head of Service\n");
    assert!(said.contains("1 of 2") && said.contains("2 decisions kept"), "{said}");
    let stands: Vec<String> = scratch.stands(CHECK).into_iter().map(|(_, stand)| stand).collect();
    assert_eq!(stands, ["dismissed", "assigned"]);
    let (json, page) = (scratch.read("out/audit.json"), scratch.read("out/index.html"));
    assert!(page.contains("1 finding dismissed"));
    for text in [json, page] {
        assert!(!text.contains("Ash Vale") && !text.contains("Head of Service") && !text.contains("it is what they said"));
    }
    let left = scratch.done(&[&ONLY[..], &["--list"]].concat(), "");
    assert!(left.contains("No finding is left"), "{left}");
}

#[test]
fn undo_takes_back_and_a_dismissal_needs_a_reason() {
    let scratch = Scratch::new("undo");
    let said = scratch.done(&ONLY, "d\n\na\nu\nq\n");
    assert!(said.contains("dismissed for a reason") && said.contains("Nothing was decided; 2 findings left"), "{said}");
    assert!(!scratch.read("site/concordat-decisions.toml").contains("[[decision]]"));
}

#[test]
fn a_decision_follows_its_words_and_says_when_they_change() {
    let scratch = Scratch::new("moved");
    let id = scratch.stands(CHECK)[0].0.clone();
    scratch.done(&["review", "site", "--finding", &id, "--accept"], "");
    fs::write(scratch.0.join("site/a.md"), DOCUMENT.replace("1.1 Staff", "4.7 Staff")).unwrap();
    assert!(scratch.stands(CHECK).iter().any(|(_, stand)| stand == "accepted"));
    fs::write(scratch.0.join("site/a.md"), "# Exploitation procedure\n\n1.1 Nothing of the kind.\n").unwrap();
    assert_eq!(scratch.stands(CHECK), []);
    let json: serde_json::Value = serde_json::from_str(&scratch.read("out/audit.json")).unwrap();
    assert_eq!(json["lapsed_decisions"][0]["decided"], "accept");
}

#[test]
fn nothing_is_given_to_nobody_or_put_off_until_yesterday() {
    let scratch = Scratch::new("nobody");
    let id = scratch.stands(CHECK)[0].0.clone();
    for (how, what, said) in [("--assign", " ", "given to somebody"), ("--defer", "2020-01-01", "2020-01-01 has come already")] {
        let done = scratch.run(&["review", "site", "--finding", &id, how, what], "");
        assert_eq!(done.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&done.stderr).contains(said), "{done:?}");
    }
    assert_eq!(scratch.stands(CHECK)[0].1, "open");
}

#[test]
fn two_files_merge_without_loss_and_a_conflict_is_shown_until_it_is_settled() {
    let scratch = Scratch::new("merge");
    let id = scratch.stands(CHECK)[0].0.clone();
    scratch.done(&["review", "site", "--by", "Bo", "--finding", &id, "--dismiss", "a quotation"], "");
    fs::rename(scratch.0.join("site/concordat-decisions.toml"), scratch.0.join("theirs.toml")).unwrap();
    scratch.done(&["review", "site", "--by", "Ash", "--finding", &id, "--accept"], "");
    let said = scratch.done(&["review", "site", "--merge", "theirs.toml"], "");
    assert!(said.contains("1 decision added") && said.contains("dismiss by Bo") && said.contains("accept by Ash"), "{said}");
    assert_eq!(scratch.stands(CHECK)[0].1, "conflict");
    scratch.done(&["review", "site", "--by", "Ash", "--finding", &id, "--dismiss", "agreed"], "");
    assert_eq!(scratch.stands(CHECK)[0].1, "dismissed");
    assert_eq!(scratch.read("site/concordat-decisions.toml").matches("[[decision]]").count(), 3);
}

#[test]
fn dismissals_become_rules_only_when_asked() {
    let scratch = Scratch::new("rules");
    scratch.done(&ONLY, "d quoted\nd quoted\n");
    assert_eq!(scratch.stands(CHECK).len(), 2);
    assert!(!scratch.0.join("site/concordat.toml").exists());
    let said = scratch.done(&["review", "site", "--to-rules"], "");
    assert!(said.contains("raises nothing in a.md"), "{said}");
    assert_eq!(scratch.stands(CHECK), []);
}

#[test]
fn what_cannot_be_used_is_said_before_any_work() {
    let scratch = Scratch::new("broken");
    fs::write(scratch.0.join("site/concordat-decisions.toml"), "<<<<<<< ours\n").unwrap();
    for arguments in [&["audit", "site"][..], &ONLY] {
        let output = scratch.run(arguments, "");
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains("merge that was not finished"));
    }
    let output = scratch.run(&["review", "site", "--list", "--check", "langage"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `language`?"));
    assert!(!scratch.0.join("site/concordat-report").exists());
}

#[test]
fn of_two_people_who_decide_at_the_same_moment_neither_is_lost() {
    let scratch = Scratch::new("at-once");
    let ids: Vec<String> = scratch.stands(CHECK).into_iter().map(|(id, _)| id).collect();
    assert_eq!(ids.len(), 2);
    std::thread::scope(|scope| {
        for (person, id) in ["Ash", "Bo", "Cy", "Dee"].into_iter().zip(ids.iter().cycle()) {
            let scratch = &scratch;
            scope.spawn(move || scratch.done(&["review", "site", "--by", person, "--finding", id, "--accept"], ""));
        }
    });
    let kept = scratch.read("site/concordat-decisions.toml");
    for person in ["Ash", "Bo", "Cy", "Dee"] {
        assert!(kept.contains(&format!("by = \"{person}\"")), "{kept}");
    }
    // Nothing lies about but the file and what is locked; neither is read as a document.
    let names: Vec<String> = fs::read_dir(scratch.0.join("site")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    assert_eq!(names.iter().filter(|n| n.ends_with(".new")).count(), 0, "{names:?}");
}
