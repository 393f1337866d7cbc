//! `concordat briefing` from outside: over the example, and over areas in which there is little or nothing to say.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests look at the files that the program writes; a test that cannot go on fails"
)]

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The program's exit, what it printed and what it said.
fn briefing(site: &Path, more: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_concordat"))
        .args(["briefing", site.to_str().unwrap(), "--reproducible"])
        .args(more)
        .output()
        .unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn riverside() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside")
}

/// A new folder with some files.
fn area(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("briefing-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for (file, bytes) in files {
        fs::write(folder.join(file), bytes).unwrap();
    }
    folder
}

const CALM: &str = "# Larkmouth Missing Children Protocol 2026\n\nApproved: 3 March 2026. Review: March 2028.\n\n## 1. Purpose\n\nChildren who go missing are looked for.\n";

#[test]
fn the_example_has_every_part_in_order_and_every_number_leads_to_its_evidence() {
    let (code, text, said) = briefing(&riverside(), &["-o", "-"]);
    assert_eq!(code, 0, "{said}");
    let headings: Vec<&str> = text.lines().filter_map(|l| l.strip_prefix("## ")).collect();
    let parts = [
        "Introduction",
        "Documents reviewed",
        "Strategic priorities",
        "Consistent messages",
        "Messages in need of clarification",
        "Where the documents part",
        "The routes, drawn",
        "Panels and what they share",
        "Next steps",
        "Sense-check",
        "Annex A: the evidence",
        "Annex B: how this was made",
    ];
    assert_eq!(headings, parts);
    for link in text.split("](#evidence-").skip(1).filter_map(|rest| rest.split(')').next()) {
        assert!(text.contains(&format!("id=\"evidence-{link}\"")), "evidence {link} stands nowhere");
    }
    // One protocol bears RESTRICTED, which was abolished: the briefing that quotes it is not lower.
    assert!(text.starts_with("**OFFICIAL-SENSITIVE**"), "{}", text.lines().next().unwrap());
    let age = text.split("reading age of about ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
    assert!(age.parse::<u32>().unwrap() <= 13, "the words ask for a reading age of {age}; the target is 14");
}

#[test]
fn word_and_web_pages_open_and_the_note_goes_with_them() {
    let out = area("formats", &[]);
    let (docx, note) = (out.join("b.docx"), out.join("n.html"));
    let (code, _, said) = briefing(&riverside(), &["-o", docx.to_str().unwrap(), "--note", note.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    let bytes = fs::read(&docx).unwrap();
    let mut package = zip::ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
    let mut styles = String::new();
    package.by_name("word/styles.xml").unwrap().read_to_string(&mut styles).unwrap();
    assert!(styles.contains("\"Heading1\"") && styles.contains("en-GB"));
    let mut document = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
    assert!(document.contains("<w:drawing>") && document.contains("Next steps"), "the figure of routes is drawn");
    let page = fs::read_to_string(&note).unwrap();
    assert!(page.contains("A note for chairs in Riverside") && page.len() < 20_000);
    // The same again gives the same bytes, over what it wrote itself.
    assert_eq!(briefing(&riverside(), &["-o", docx.to_str().unwrap()]).0, 0);
    assert_eq!(fs::read(&docx).unwrap(), bytes);
    fs::remove_dir_all(out).unwrap();
}

#[test]
fn one_document_has_a_briefing_with_the_profile_that_was_given() {
    let profile = "[profile]\narea = \"The Sands\"\n\n[[profile.figure]]\nname = \"Children seen\"\nvalue = \"34\"\nsource = \"Annual report, 2026\"\n";
    let site = area("one", &[("protocol.md", CALM.as_bytes()), ("concordat.toml", profile.as_bytes())]);
    let (code, text, said) = briefing(&site, &["-o", "-", "--as-at", "2026-06-01", "--marking", "OFFICIAL"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        text.contains("This briefing reads one document of The Sands") && text.contains("| Children seen | 34 | Annual report, 2026 |")
    );
    assert!(text.contains("Larkmouth Missing Children Protocol 2026") && text.contains("Annex B"));
    fs::remove_dir_all(site).unwrap();
}

#[test]
fn an_area_in_which_nothing_is_found_says_so_and_proves_nothing() {
    let site = area("calm", &[("note.md", b"# Swimming timetable\n\nThe pool opens at nine.\n")]);
    let (code, text, said) = briefing(&site, &["-o", "-", "--as-at", "2026-06-01"]);
    assert_eq!(code, 0, "{said}");
    assert!(text.contains("We found nothing that asks for a step. That is no proof that the documents agree."), "{text}");
    fs::remove_dir_all(site).unwrap();
}

#[test]
fn where_nothing_can_be_read_no_briefing_is_written() {
    let site = area("unread", &[("broken.docx", b"PK\x03\x04 and no more")]);
    let out = site.join("b.docx");
    let (code, _, said) = briefing(&site, &["-o", out.to_str().unwrap()]);
    assert!(code >= 3 && said.contains("not read: broken.docx") && said.contains("no document"), "{code} {said}");
    assert!(!out.exists());
    fs::remove_dir_all(site).unwrap();
}
