//! `concordat redline` from outside, over the example.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests look at the files that the program writes; a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn redline(out: &Path, more: &[&str]) -> (i32, String, String) {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside");
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_concordat"))
        .args(["redline", site.to_str().unwrap(), "--as-at", "2026-06-01", "--out", out.to_str().unwrap()])
        .args(more)
        .env("SOURCE_DATE_EPOCH", "1780000000")
        .output()
        .unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn every_document_with_findings_gets_a_redline_or_a_table_and_nothing_else_is_written() {
    let out: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("redline-{}", std::process::id()));
    let _ = fs::remove_dir_all(&out);
    let (code, text, said) = redline(&out, &["--author", "Policy team"]);
    assert_eq!(code, 0, "{said}");
    let protocol = out.join("documents/missing-from-home-and-care-protocol-2016.docx");
    let before =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside/documents/missing-from-home-and-care-protocol-2016.docx");
    let (old, new) = (fs::read(before).unwrap(), fs::read(&protocol).unwrap());
    assert!(new.len() > old.len());
    let line = text.lines().find(|l| l.contains("missing-from-home")).unwrap();
    assert!(line.contains(" tracked change") && line.contains(" comments"), "{line}");
    assert!(out.join("documents/levels-of-need.html - comments.docx").exists(), "{text}");
    let strategy = "documents/child-exploitation-strategy-2024-2027.pdf";
    let before = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside").join(strategy)).unwrap();
    let after = fs::read(out.join(strategy)).unwrap();
    assert!(after.starts_with(&before) && after.len() > before.len() && text.contains(" highlights"), "{text}");
    // The same again over what it wrote itself gives the same bytes.
    assert_eq!(redline(&out, &["--author", "Policy team"]).0, 0);
    assert_eq!(fs::read(&protocol).unwrap(), new);
    // Folders of other people's are never written to.
    fs::remove_file(out.join(".concordat-output")).unwrap();
    let (code, _, said) = redline(&out, &[]);
    assert!(code == 2 && said.contains("did not write"), "{said}");
    let _ = fs::remove_dir_all(&out);
}
