//! The program from outside: real folders, real exit codes.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests make the files that the program reads; a test that cannot go on fails"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder of its own for each test, removed at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        self
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const PROCEDURE: &str =
    "# Harmful Sexual Behaviour Procedure\n\n1.1 Ring the front door the same day.\n\n1.2 A child who has harmed is a child first.\n";

fn concordat(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_concordat")).args(arguments).current_dir(folder).env_remove("SOURCE_DATE_EPOCH").output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn an_audit_writes_its_report_and_nothing_else() {
    let scratch = Scratch::new("writes");
    scratch
        .file("site/a.md", PROCEDURE)
        .file("site/agendas/may.xlsx", "not read")
        .file("site/.hidden/b.md", PROCEDURE)
        .file("site/~$a.docx", "lock");
    let done = concordat(&["audit", "site", "--out", "out"], &scratch.0);
    assert_eq!(code(&done), 0, "{}", said(&done));
    assert!(scratch.0.join("out/audit.json").exists() && scratch.0.join("out/index.html").exists());
    let mut left: Vec<String> =
        fs::read_dir(scratch.0.join("site")).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    left.sort();
    assert_eq!(left, [".hidden", "a.md", "agendas", "~$a.docx"]);
    let json = fs::read_to_string(scratch.0.join("out/audit.json")).unwrap();
    assert!(json.contains("agendas/may.xlsx") && !json.contains(".hidden") && !json.contains("~$"));
    let text = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(text.contains("index.html"), "{text}");
}

#[test]
fn the_same_site_gives_the_same_bytes() {
    let scratch = Scratch::new("same");
    for n in 0..12 {
        scratch.file(&format!("site/{n}.md"), format!("{PROCEDURE}\n1.3 It was her lifestyle choice, number {n}.\n"));
    }
    let run = |out: &str, threads: &str| {
        let done = concordat(&["audit", "site", "--out", out, "--as-at", "2024-02-01", "--reproducible", "--threads", threads], &scratch.0);
        assert_eq!(code(&done), 0, "{}", said(&done));
        ["audit.json", "index.html"].map(|f| fs::read(scratch.0.join(out).join(f)).unwrap())
    };
    let first = run("one", "1");
    assert_eq!(first, run("two", "4"), "another number of threads");
    assert_eq!(first, run("one", "2"), "from the cache");
    scratch.file("one/.cache", "spoilt");
    assert_eq!(first, run("one", "2"), "from a spoilt cache");
    assert!(!String::from_utf8_lossy(&first[0]).contains(scratch.0.to_str().unwrap()), "an absolute path was written");
}

#[test]
fn earlier_output_is_not_audited() {
    let scratch = Scratch::new("earlier");
    scratch.file("a.md", PROCEDURE);
    for _ in 0..2 {
        let done = concordat(&["audit", "."], &scratch.0);
        assert_eq!(code(&done), 0, "{}", said(&done));
    }
    let json = fs::read_to_string(scratch.0.join("concordat-report/audit.json")).unwrap();
    assert_eq!(json.matches("\"sha256\"").count(), 1);
}

#[test]
fn exit_codes_say_what_went_wrong() {
    let scratch = Scratch::new("codes");
    scratch.file("empty/readme.zip", "x").file("bad/zero.docx", "").file("bad/junk.pdf", [0u8, 159, 146, 150]).file("good/a.md", PROCEDURE);
    scratch.file("good/zero.docx", "");
    let exit = |arguments: &[&str]| code(&concordat(arguments, &scratch.0));
    assert_eq!(exit(&["audit", "nowhere"]), 3);
    assert_eq!(exit(&["audit", "empty", "--out", "o"]), 3);
    assert_eq!(exit(&["audit", "bad", "--out", "o"]), 6);
    assert_eq!(exit(&["audit", "good", "--out", "o"]), 0, "one bad file does not fail an audit");
    assert_eq!(exit(&["audit", "good", "--out", "o", "--strict"]), 6);
    assert_eq!(exit(&["audit", "good", "--out", "o", "--as-at", "2015-02-30"]), 2);
    assert_eq!(exit(&["audit", "good", "--out", "o", "--fail-on", "grave"]), 2);
    assert_eq!(exit(&["check", "bad/zero.docx"]), 6);
    assert_eq!(exit(&["check", "missing.docx"]), 4);
    assert_eq!(exit(&["explain", "language/no-such-term-at-all"]), 2);
    let refused = concordat(&["audit", "bad", "--out", "o"], &scratch.0);
    assert!(said(&refused).contains("zero.docx") && said(&refused).contains("help:"), "{}", said(&refused));
}

#[test]
fn fail_on_fails_on_what_it_names() {
    let scratch = Scratch::new("fail");
    scratch.file("site/a.md", format!("{PROCEDURE}\n2.1 Some girls make a lifestyle choice to stay with older men.\n"));
    assert_eq!(code(&concordat(&["audit", "site", "--out", "o", "--fail-on", "note"], &scratch.0)), 1);
    assert_eq!(code(&concordat(&["audit", "site", "--out", "o"], &scratch.0)), 0);
}

#[test]
fn a_document_can_be_piped_in() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_concordat"))
        .args(["check", "-", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"# Note\n\nSome girls make a lifestyle choice to stay with older men.\n").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    let json = String::from_utf8(output.stdout).unwrap();
    assert!(json.contains("\"language/lifestyle-choice\""), "{json}");
}

#[test]
fn a_document_alone_is_not_told_what_its_area_lacks() {
    let scratch = Scratch::new("alone");
    scratch
        .file("a.md", format!("{PROCEDURE}\n1.3 The Harbourside Weapons Protocol applies; see section 9.4.\n\n## 2. Next\n\n## 3. Last\n"));
    let done = concordat(&["check", "a.md", "--format", "csv"], &scratch.0);
    let rows = String::from_utf8(done.stdout).unwrap();
    assert!(!rows.contains("site holds no such document") && rows.contains("9.4"), "{rows}");
}

#[cfg(unix)]
#[test]
fn links_that_lead_round_and_files_one_may_not_read() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let scratch = Scratch::new("links");
    scratch.file("site/a.md", PROCEDURE).file("site/locked.md", PROCEDURE).file("site/sub/b.md", PROCEDURE);
    symlink(scratch.0.join("site"), scratch.0.join("site/sub/round")).unwrap();
    symlink("nowhere.docx", scratch.0.join("site/broken.docx")).unwrap();
    fs::set_permissions(scratch.0.join("site/locked.md"), fs::Permissions::from_mode(0o000)).unwrap();
    let done = concordat(&["audit", "site", "--out", "o"], &scratch.0);
    assert_eq!(code(&done), 0, "{}", said(&done));
    let json = fs::read_to_string(scratch.0.join("o/audit.json")).unwrap();
    assert!(json.contains("sub/round") && json.contains("broken.docx"), "both are named");
    // The super-user may read anything, so only the link is sure to be counted.
    assert!((2..=3).contains(&json.matches("\"sha256\"").count()));
}

#[test]
fn every_check_explains_itself() {
    let scratch = Scratch::new("explain");
    let list = concordat(&["explain"], &scratch.0);
    assert_eq!(code(&list), 0);
    let text = String::from_utf8(list.stdout).unwrap();
    for family in [
        "language/",
        "reference/missing",
        "reference/one-way",
        "reference/dangling",
        "reference/superseded",
        "currency/out-of-date",
        "currency/review",
    ] {
        assert!(text.contains(family), "{family} is not listed");
    }
    let page = concordat(&["explain", "reference/missing"], &scratch.0);
    assert!(String::from_utf8(page.stdout).unwrap().contains("Standard:"));
}

#[test]
fn completions_and_help_are_there() {
    let scratch = Scratch::new("help");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let done = concordat(&["completions", shell], &scratch.0);
        assert!(code(&done) == 0 && done.stdout.len() > 500, "{shell}");
    }
    let help = concordat(&["audit", "--help"], &scratch.0);
    assert!(String::from_utf8(help.stdout).unwrap().contains("Examples:"));
}
