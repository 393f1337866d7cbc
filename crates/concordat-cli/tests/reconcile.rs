//! `concordat reconcile` from outside: the example and an invented neighbour, and sites that give little.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests make sites and look at the files that the program writes; a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn scratch(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reconcile-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn reconcile(sites: &[&Path], out: &Path, more: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_concordat"))
        .arg("reconcile")
        .args(sites)
        .arg("--out")
        .arg(out)
        .args(more)
        .env("SOURCE_DATE_EPOCH", "1780000000")
        .output()
        .unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = ["", "drafts"]
        .iter()
        .filter_map(|below| fs::read_dir(folder.join(below)).ok())
        .flat_map(|entries| entries.flatten())
        .filter(|e| e.path().is_file())
        .map(|e| (e.file_name().to_string_lossy().into_owned(), fs::read(e.path()).unwrap()))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    all.sort();
    all
}

#[test]
fn the_example_and_its_neighbour_become_one() {
    let (riverside, hallowdale) = (root().join("examples/riverside"), root().join("crates/concordat-reconcile/tests/hallowdale"));
    let out = scratch("example").join("one-area");
    let (code, text, said) = reconcile(&[&riverside, &hallowdale], &out, &[]);
    assert_eq!(code, 0, "{said}");
    let first = files(&out);
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    // Three documents are on the same matter; the strategy on life online stands alone.
    assert_eq!(names.iter().filter(|n| n.ends_with(".docx") && **n != "overview.docx").count(), 3, "{names:?}\n{text}");
    assert!(names.contains(&"overview.docx") && names.contains(&"overview.html"), "{names:?}");
    let page = fs::read_to_string(out.join("overview.html")).unwrap();
    for words in ["72 hours", "five working days", "Gateway", "Hallowdale Online Safety Strategy", "Time limit"] {
        assert!(page.contains(words), "no {words} in the overview");
    }
    // The same again gives the same bytes.
    assert_eq!(reconcile(&[&riverside, &hallowdale], &out, &["--threads", "1"]).0, 0);
    assert!(files(&out) == first);
    // Pairs can be named; what is named wins over what was found.
    let pair = format!(
        "{}={}",
        riverside.join("documents/levels-of-need.html").display(),
        hallowdale.join("online-safety-strategy-2025-2028.md").display()
    );
    let (code, text, said) = reconcile(&[&riverside, &hallowdale], &scratch("matched"), &["--match", &pair]);
    assert!(code == 0 && text.contains("matched by hand"), "{text}{said}");
    let (code, _, said) = reconcile(&[&riverside, &hallowdale], &scratch("unknown"), &["--match", "nothing.md=levels-of-need.html"]);
    assert!(code == 2 && said.contains("nothing.md"), "{said}");
}

#[test]
fn somebodys_files_are_not_written_over() {
    let hallowdale = root().join("crates/concordat-reconcile/tests/hallowdale");
    let out = scratch("kept");
    fs::write(out.join("notes.txt"), "mine").unwrap();
    let (code, _, said) = reconcile(&[&hallowdale, &hallowdale], &out, &[]);
    assert!(code == 2 && said.contains("did not write"), "{said}");
    fs::remove_file(out.join("notes.txt")).unwrap();
    assert_eq!(reconcile(&[&hallowdale, &hallowdale], &out, &[]).0, 0);
    // A draft that somebody has worked on is theirs.
    let draft = out.join("drafts/harmful-sexual-behaviour-protocol-2023.docx");
    fs::write(&draft, "worked on").unwrap();
    let (code, _, said) = reconcile(&[&hallowdale, &hallowdale], &out, &[]);
    assert!(code == 2 && said.contains("changed"), "{code} {said}");
    assert_eq!(fs::read(&draft).unwrap(), b"worked on");
}

#[test]
fn broken_files_equal_names_and_empty_folders_are_told() {
    let base = scratch("odd");
    let (one, two, empty) = (base.join("one"), base.join("two"), base.join("empty"));
    for folder in [&one, &two, &empty] {
        fs::create_dir_all(folder).unwrap();
    }
    let text = "# Missing Children Protocol 2021\n\n## Coming back\n\nA return interview is offered within HOURS hours.\n";
    fs::write(one.join("policy.md"), text.replace("HOURS", "72")).unwrap();
    fs::write(two.join("policy.md"), text.replace("HOURS", "24")).unwrap();
    fs::write(two.join("broken.docx"), b"PK\x03\x04 no package").unwrap();
    let (code, text, said) = reconcile(&[&one, &two, &empty], &base.join("out"), &[]);
    assert_eq!(code, 0, "{said}");
    assert!(text.contains("drafts/missing-children-protocol-2021.docx"), "{text}");
    assert!(said.contains("Two: broken.docx"), "{said}");
    assert!(fs::read_to_string(base.join("out/overview.html")).unwrap().contains("broken.docx"));
    let (code, _, said) = reconcile(&[&empty, &empty], &base.join("none"), &[]);
    assert!(code == 3, "{said}");
    assert_eq!(reconcile(&[&one], &base.join("none"), &[]).0, 2);
    assert_eq!(reconcile(&[&one, &two], &one, &[]).0, 2);
    let (code, _, said) = reconcile(&[&one, &base.join("misspelt")], &base.join("unmade"), &[]);
    assert!(code == 3 && said.contains("misspelt") && !base.join("unmade").exists(), "{said}");
}
