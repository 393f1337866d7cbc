//! `concordat export` from outside, over the example.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests look at the files that the program writes; a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn export(more: &[&str]) -> (i32, String, String) {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside");
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_concordat"))
        .args(["export", site.to_str().unwrap(), "--as-at", "2026-06-01", "--reproducible"])
        .args(more)
        .output()
        .unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// How many documents the example has.
fn documents() -> usize {
    fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside/documents")).unwrap().count()
}

#[test]
fn a_project_holds_every_document_and_loses_no_segment() {
    let folder = folder("export-qdpx");
    let file = folder.join("area.qdpx");
    let (code, told, said) = export(&["-o", file.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    assert!(
        told.contains(&format!("{} documents", documents())) && told.contains("coded segments") && !told.contains("left out"),
        "{told}"
    );
    let once = fs::read(&file).unwrap();
    assert_eq!(export(&["-o", file.to_str().unwrap()]).0, 0);
    assert_eq!(fs::read(&file).unwrap(), once, "the same documents give other bytes");
    let _ = fs::remove_dir_all(&folder);
}

#[test]
fn the_name_says_the_format_and_nothing_is_written_over() {
    let folder = folder("export-names");
    let register = folder.join("register.csl.json");
    let (code, _, said) = export(&["-o", register.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let items: serde_json::Value = serde_json::from_str(&fs::read_to_string(&register).unwrap()).unwrap();
    assert_eq!(items.as_array().unwrap().len(), documents());
    fs::write(&register, "somebody's").unwrap();
    fs::write(&register, "[]").unwrap();
    let (code, _, said) = export(&["-o", register.to_str().unwrap()]);
    assert!(code == 2 && said.contains("--overwrite"), "{said}");
    let inside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside/findings.xlsx");
    assert!(export(&["-o", inside.to_str().unwrap()]).0 == 2 && !inside.exists());
    let (code, _, said) = export(&["-o", folder.join("findings.json").to_str().unwrap()]);
    assert!(code == 2 && said.contains("--to"), "{said}");
    let named = folder.join("findings.json");
    assert_eq!(export(&["--to", "annotations", "-o", named.to_str().unwrap()]).0, 0);
    assert!(fs::read_to_string(&named).unwrap().contains("TextPositionSelector"));
    let _ = fs::remove_dir_all(&folder);
}
