//! Those who sit at meetings are named in no product that leaves, whatever the documents say of them.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests make the files that the program reads; a test that cannot go on fails"
)]

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Parts of members' names.
const PLANTED: [&str; 4] = ["Quillfeather", "Marchbanks", "Tumbleweed", "Wendover"];

fn site(folder: &Path) {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let members = "| Name | Agency | Role |\n|---|---|---|\n| Zebedee Quillfeather | Police | Sergeant |\n| Ottoline Marchbanks | Housing | Officer |\n| Asha Tumbleweed | Health | Named nurse |\n";
    write(
        "documents/missing-panel.md",
        &format!(
            "# Missing Panel: terms of reference 2024\n\nThe Missing Panel discusses children who go missing.\n\n## Chair\n\nThe panel is chaired by Zebedee Quillfeather.\n\n## Membership\n\n{members}\n"
        ),
    );
    write(
        "documents/harm-panel.md",
        &format!(
            "# Harm Panel: terms of reference 2024\n\nThe Harm Panel discusses children who are sexually exploited and children who go missing.\n\n## Chair\n\nThe panel is chaired by Ottoline Marchbanks.\n\n## Membership\n\n{members}| Pelham Wendover | Education | Adviser |\n"
        ),
    );
    write(
        "documents/procedure.md",
        "# Child sexual exploitation procedure 2024\n\nStaff must tell Sergeant Quillfeather of the police within 24 hours of the first sign of exploitation. Pelham Wendover calls such girls promiscuous.\n",
    );
    write(
        "documents/protocol.md",
        "# Missing children protocol 2023\n\nStaff must tell Pelham Wendover and the police within five working days of the first sign of exploitation. Ottoline Marchbanks follows Working Together to Safeguard Children (2013).\n",
    );
}

fn run(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_concordat")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// The text of a file; of a package, that of all its parts.
fn text(file: &Path) -> String {
    let bytes = fs::read(file).unwrap();
    let Ok(mut package) = zip::ZipArchive::new(Cursor::new(&bytes)) else { return String::from_utf8_lossy(&bytes).into_owned() };
    let mut all = String::new();
    for n in 0..package.len() {
        let mut part = Vec::new();
        package.by_index(n).unwrap().read_to_end(&mut part).unwrap();
        all.push_str(&String::from_utf8_lossy(&part));
    }
    all
}

fn named(file: &Path) -> Vec<&'static str> {
    let text = text(file);
    PLANTED.into_iter().filter(|name| text.contains(name)).collect()
}

fn made(name: &str) -> (PathBuf, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    let (from, to) = (folder.join("site"), folder.join("out"));
    fs::create_dir_all(&to).unwrap();
    site(&from);
    (from, to)
}

/// Issue 6: redlines, the workbook and annotations named the people whom the briefing leaves out.
#[test]
fn no_member_is_named_in_what_leaves() {
    let (from, to) = made("members");
    let site = from.to_str().unwrap();
    let out = |name: &str| to.join(name).to_str().unwrap().to_owned();
    let at = ["--as-at", "2026-06-01"];
    let plain = ["findings.xlsx", "findings.jsonld", "findings.sarif", "findings.csv", "register.csl.json"];
    for (command, file) in plain.map(|f| ("export", f)).into_iter().chain([
        ("briefing", "briefing.docx"),
        ("briefing", "briefing.html"),
        ("briefing", "briefing.md"),
        ("style", "style.md"),
        ("commission", "commission.md"),
    ]) {
        run(&[&[command, site, "-o", &out(file)], &at[..]].concat());
    }
    run(&[&["briefing", site, "-o", &out("again.md"), "--note", &out("note.md")], &at[..]].concat());
    run(&["new", "terms-of-reference", "--theme", "cse", "--site", site, "-o", &out("terms.md")]);
    run(&["route", site, "--chart", &out("routes.svg")]);
    let files: Vec<PathBuf> = fs::read_dir(&to).unwrap().map(|f| f.unwrap().path()).filter(|p| p.is_file()).collect();
    for file in files {
        assert_eq!(named(&file), [""; 0], "{}", file.display());
    }
    // What leaves them out is not merely empty.
    assert!(text(&to.join("findings.csv")).contains("[name]") && text(&to.join("findings.csv")).contains("panel/membership"));
    fs::remove_dir_all(from.parent().unwrap()).unwrap();
}

/// A redline goes back to the author of the document, whose own words may stand in it; those of others name nobody.
#[test]
fn a_redline_names_whom_its_own_document_names() {
    let (from, to) = made("members-redline");
    run(&["redline", from.to_str().unwrap(), "--out", to.to_str().unwrap(), "--as-at", "2026-06-01"]);
    let tables: Vec<PathBuf> = fs::read_dir(to.join("documents")).unwrap().map(|f| f.unwrap().path()).collect();
    assert!(tables.len() > 1, "{tables:?}");
    for table in tables {
        let name = table.file_name().unwrap().to_string_lossy().split(" - ").next().unwrap().to_owned();
        let own = fs::read_to_string(from.join("documents").join(name)).unwrap();
        let others: Vec<&str> = named(&table).into_iter().filter(|n| !own.contains(n)).collect();
        assert_eq!(others, [""; 0], "{}", table.display());
    }
    fs::remove_dir_all(from.parent().unwrap()).unwrap();
}
