//! What somebody else wrote, or worked on since, is never written over.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "these tests make and look at files; a test that cannot go on fails")]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("overwriting-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("site")).unwrap();
        fs::write(path.join("site/a.md"), DOCUMENT).unwrap();
        fs::write(path.join("site/b.md"), DOCUMENT).unwrap();
        Self(path)
    }

    /// The exit, and what was said on both streams.
    fn run(&self, arguments: &[&str]) -> (i32, String) {
        let output = Command::new(env!("CARGO_BIN_EXE_concordat")).args(arguments).current_dir(&self.0).output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code().unwrap(), String::from_utf8_lossy(&said).into_owned())
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const DOCUMENT: &str = "# Exploitation procedure\n\n1.1 Staff said that it was her lifestyle choice.\n\n\
    1.2 Any worker who is worried must refer to the MASH within one working day.\n\n1.3 The MASH must hold a strategy discussion.\n";

#[test]
fn redlines_that_somebody_worked_on_stay() {
    let scratch = Scratch::new("redlines");
    let redline = ["redline", "site", "--out", "out"];
    assert_eq!(scratch.run(&redline).0, 0);
    let (a, b) = (scratch.at("out/a.md - comments.docx"), scratch.at("out/b.md - comments.docx"));
    fs::write(&a, "worked on").unwrap();
    let (code, said) = scratch.run(&redline);
    assert!(code == 2 && said.contains("somebody changed") && fs::read(&a).unwrap() == b"worked on", "{said}");
    let (code, said) = scratch.run(&[&redline[..], &["--overwrite"]].concat());
    assert!(code == 0 && fs::read(&a).unwrap() != b"worked on", "{said}");
    // What is no longer found leaves no copy behind.
    fs::write(scratch.at("site/b.md"), "# Leaflet\n\nNothing of the kind.\n").unwrap();
    let (code, said) = scratch.run(&[&redline[..], &["--only", "language"]].concat());
    assert!(code == 0 && a.exists() && !b.exists() && said.contains("Taken away"), "{said}");
}

#[test]
fn the_mark_of_a_report_lets_no_redline_in() {
    let scratch = Scratch::new("mark");
    assert_eq!(scratch.run(&["audit", "site", "--out", "out"]).0, 0);
    fs::write(scratch.at("out/a.md - comments.docx"), "somebody's").unwrap();
    let (code, said) = scratch.run(&["redline", "site", "--out", "out"]);
    assert!(code == 2 && said.contains("did not write"), "{said}");
}

#[test]
fn a_file_that_must_not_be_changed_gets_a_table() {
    let scratch = Scratch::new("signed");
    let riverside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside/documents");
    let bytes = fs::read(riverside.join("missing-from-home-and-care-protocol-2016.docx")).unwrap();
    let mut package = zip::ZipWriter::new_append(std::io::Cursor::new(bytes)).unwrap();
    package.start_file("_xmlsignatures/origin.sigs", zip::write::SimpleFileOptions::default()).unwrap();
    package.write_all(b"x").unwrap();
    fs::remove_file(scratch.at("site/a.md")).unwrap();
    fs::remove_file(scratch.at("site/b.md")).unwrap();
    fs::write(scratch.at("site/signed.docx"), package.finish().unwrap().into_inner()).unwrap();
    let (code, said) = scratch.run(&["redline", "site", "--out", "out"]);
    assert!(code == 0 && said.contains("not changed: signed.docx: the file is digitally signed"), "{said}");
    assert!(!said.contains("not read") && !said.contains("There is no finding"), "{said}");
    assert!(scratch.at("out/signed.docx - comments.docx").exists() && !scratch.at("out/signed.docx").exists());
}

#[test]
fn a_report_among_other_files_replaces_none_and_hides_none() {
    let scratch = Scratch::new("among");
    fs::create_dir_all(scratch.at("site/minutes")).unwrap();
    fs::write(scratch.at("site/minutes/c.md"), DOCUMENT).unwrap();
    let audit = ["audit", "site", "--no-cache", "--as-at", "2026-06-01", "--reproducible", "--out"];
    // Twice, since the second run meets what the first one wrote.
    for _ in 0..2 {
        let (code, said) = scratch.run(&[&audit[..], &["site/minutes"]].concat());
        assert!(code == 0 && said.contains("2 documents"), "{said}");
    }
    let (code, said) = scratch.run(&[&audit[..], &["elsewhere"]].concat());
    let json = fs::read_to_string(scratch.at("elsewhere/audit.json")).unwrap();
    assert!(code == 0 && json.contains("\"minutes/c.md\"") && json.contains("a report that this program wrote"), "{said}");
    fs::write(scratch.at("site/minutes/index.html"), "somebody's").unwrap();
    let (code, said) = scratch.run(&[&audit[..], &["site/minutes"]].concat());
    assert!(code == 2 && said.contains("--overwrite"), "{said}");
}

#[test]
fn a_chart_replaces_no_policy_and_becomes_none() {
    let scratch = Scratch::new("chart");
    let chart = |more: &[&str]| scratch.run(&[&["route", "site", "--chart"], more].concat());
    fs::write(scratch.at("policy.docx"), "somebody's").unwrap();
    assert!(chart(&["policy.docx"]).1.contains("did not write it"));
    assert_eq!(fs::read(scratch.at("policy.docx")).unwrap(), b"somebody's");
    assert!(chart(&["site/routes.txt"]).1.contains("would stand among the documents"));
    // Told before the folder is read, since it would be told for a folder without documents too.
    fs::create_dir_all(scratch.at("empty")).unwrap();
    for (arguments, what) in [(["empty", "x.png", "hsb"], "no format"), (["empty", "x.svg", "hbs"], "no theme")] {
        let [site, file, theme] = arguments;
        let (code, said) = scratch.run(&["route", site, "--chart", file, "--theme", theme]);
        assert!(code == 2 && said.contains(what), "{said}");
    }
    for _ in 0..2 {
        let (code, said) = chart(&["routes.dot"]);
        assert!(code == 0 && said.contains("Written: routes.dot"), "{said}");
    }
}

#[test]
fn a_restricted_list_replaces_nothing_of_others() {
    let scratch = Scratch::new("restricted");
    fs::write(scratch.at("list.age"), "somebody's").unwrap();
    let to = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
    let (code, said) = scratch.run(&["audit", "site", "--out", "out", "--restricted", "list.age", "--recipient", to]);
    assert!(code == 2 && said.contains("did not write it"), "{said}");
    assert_eq!(fs::read(scratch.at("list.age")).unwrap(), b"somebody's");
    for _ in 0..2 {
        let (code, said) = scratch.run(&["audit", "site", "--out", "out", "--restricted", "out/list.age", "--recipient", to]);
        assert_eq!(code, 0, "{said}");
    }
}

#[test]
fn what_was_written_among_the_documents_is_read_once_somebody_changed_it() {
    let scratch = Scratch::new("product");
    let map = || scratch.run(&["map", "site"]).1;
    for name in ["briefing.md", "style.docx", "new.md"] {
        let file = format!("site/{name}");
        let command: &[&str] = match name {
            "briefing.md" => &["briefing", "site", "-o", &file],
            "style.docx" => &["style", "site", "-o", &file],
            _ => &["new", "procedure", "--theme", "hsb", "-o", &file],
        };
        assert_eq!(scratch.run(command).0, 0);
    }
    let said = map();
    assert!(said.contains("left out: 3 files that this program wrote") && !said.contains("briefing.md"), "{said}");
    // A draft that is asked about by name is read as it is.
    let (code, said) = scratch.run(&["check", "--sense", "site/new.md", "--site", "site"]);
    assert!(code == 0 && said.contains("left out: 2 files"), "{said}");
    let mut worked_on = fs::read_to_string(scratch.at("site/new.md")).unwrap();
    worked_on.push_str("\nEvery worker rings the front door.\n");
    fs::write(scratch.at("site/new.md"), worked_on).unwrap();
    let said = map();
    assert!(said.contains("left out: 2 files") && said.contains("new.md"), "{said}");
    assert!(!scratch.run(&["audit", "site", "--quiet", "--out", "out"]).1.contains("left out"));
    let json = fs::read_to_string(scratch.at("out/audit.json")).unwrap();
    assert!(json.contains("written by this program, and not changed since"));
}
