//! Papers as PDF from outside: what everybody can read is in them, and nothing of the paper is lost.
#![cfg(feature = "pdf")]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests look at the files that the program writes; a test that cannot go on fails"
)]

use concordat_ingest::{Limits, read};
use concordat_register::Document;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("pdf-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn concordat(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_concordat"));
    let output = command.current_dir(folder).args(arguments).env("SOURCE_DATE_EPOCH", "1780000000").output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn riverside() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside").to_str().unwrap().to_owned()
}

fn opened(name: &str, bytes: &[u8]) -> Document {
    read(name, bytes, &Limits::default()).value.unwrap()
}

/// Words without what stands between them: where lines and pages end is no part of what is said.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Holds a PDF to what a PDF for everybody says of itself, and to the words of the same paper as a web page.
fn holds(bytes: &[u8], page: &[u8], title: &str) {
    let says = |part: &str| bytes.windows(part.len()).any(|w| w == part.as_bytes());
    for part in ["/StructTreeRoot", "/MarkInfo", "<pdfuaid:part>1<", "/DisplayDocTitle true", "/Lang(en-GB)"] {
        assert!(says(part), "{title}: no {part}");
    }
    let pdf = opened("paper.pdf", bytes);
    assert_eq!(pdf.properties.title.as_deref(), Some(title));
    // A line that runs along the pages is told once, from the first; a paper of one page has none.
    let marked = |text: &str| text.contains("OFFICIAL-SENSITIVE");
    assert!(pdf.furniture.iter().any(|f| f.page == Some(1) && marked(&f.text)) || marked(&pdf.text), "{title}: not marked");
    // A line at the top of several pages may be read as one that runs along them, and is then told once.
    let lines = pdf.furniture.iter().map(|f| f.text.as_str());
    let said: Vec<&str> = std::iter::once(pdf.text.as_str()).chain(lines).flat_map(words).collect();
    let known: BTreeSet<&str> = said.iter().copied().collect();
    let web = opened("paper.html", page);
    let wanted: Vec<&str> = words(&web.text).collect();
    let lost: BTreeSet<&str> = wanted.iter().copied().filter(|word| !known.contains(word)).collect();
    assert!(lost.is_empty(), "{title}: not in the PDF: {lost:?}");
    assert!(said.len() * 100 >= wanted.len() * 99, "{title}: {} words of {}", said.len(), wanted.len());
}

#[test]
fn every_paper_about_the_example_is_tagged_marked_and_whole() {
    let (folder, site) = (scratch("papers"), riverside());
    let marked = ["--marking", "OFFICIAL-SENSITIVE"];
    for ending in ["pdf", "html"] {
        let (out, note) = (format!("briefing.{ending}"), format!("note.{ending}"));
        concordat(&folder, &[&["briefing", &site, "--reproducible", "-o", &out, "--note", &note], &marked[..]].concat());
        for command in ["style", "commission"] {
            concordat(&folder, &[&[command, &site, "-o", &format!("{command}.{ending}")], &marked[..]].concat());
        }
        concordat(&folder, &[&["new", "procedure", "--theme", "da", "-o", &format!("new.{ending}")], &marked[..]].concat());
    }
    for name in ["briefing", "note", "style", "commission", "new"] {
        let bytes = fs::read(folder.join(format!("{name}.pdf"))).unwrap();
        let page = fs::read(folder.join(format!("{name}.html"))).unwrap();
        let title = opened("paper.html", &page).properties.title.unwrap();
        holds(&bytes, &page, &title);
    }
    let before = fs::read(folder.join("briefing.pdf")).unwrap();
    concordat(&folder, &[&["briefing", &site, "--reproducible", "-o", "briefing.pdf"], &marked[..]].concat());
    assert!(fs::read(folder.join("briefing.pdf")).unwrap() == before, "the same again gives the same bytes");
    fs::remove_dir_all(&folder).unwrap();
}
