//! Names of children are read, linked and counted, and stand in nothing that is printed or written.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests make the files that the program reads; a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Names and words of rows that must be found nowhere but in the agendas themselves.
const PLANTED: [&str; 9] = ["محمد", "Zebedee", "Quillfeather", "Ottoline", "Marchbanks", "Biscuitface", "Wendover", "Tumbleweed", "Pelham"];

fn site(folder: &Path) {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("documents/protocol.md", "# Missing children protocol 2024\n\nChildren who go missing are discussed at the Harm Panel (HP).\n");
    write(
        "agendas/HP May 2024.csv",
        "Harm Panel 7 May 2024\nNo,Name,DOB,School,Where,Notes\n1,Apologies,,,,\n2,\"QUILLFEATHER, Zebedee (aka Biscuitface)\",3/4/2009,Orme High,Cobden Park,with Ottoline Marchbanks\n\
         3,Zebedee Quillfeather & Ottoline Quillfeather,30/02/2009,,,lives with mum (Pelham Wendover)\n4,Tumbleweed,,,,seen\n",
    );
    // Headings that are names, a row of names where headings should be, and a file that is no workbook.
    write("agendas/odd.csv", "Zebedee Quillfeather,Ottoline Marchbanks,Name\n1,2,3\nWendover,Pelham,Tumbleweed\n");
    write("agendas/referrals.csv", "Date received,Name,DOB,Source\n1/5/2024,Ottoline Marchbanks,1/1/2010,Wendover\n");
    write("agendas/broken.xlsx", "PK\u{3}\u{4}Zebedee Quillfeather");
    // Files, folders and one that cannot be read called after children.
    write("agendas/Zebedee Quillfeather.csv", "Harm Panel 11 June 2024\nName,DOB\nAde Obi,3/4/2009\n");
    write("agendas/Ottoline Marchbanks/July.csv", "Harm Panel 2 July 2024\nName,DOB\nAde Obi,3/4/2009\n");
    write(
        "agendas/Zebedee Quillfeather notes.md",
        "# Harm Panel 13 June 2024\n\n| Name | DOB | School |\n|---|---|---|\n| Ade Obi | 3/4/2009 | Fell College |\n| Temi Obi | 4/5/2010 | Fell College |\n| Kim Lee | 4/7/2010 | Fell College |\n",
    );
    write("agendas/Quillfeather Zebedee.xlsx", "PK\u{3}\u{4}");
    // A list given twice, names of one letter and from right to left, blank rows, and a workbook with a password.
    let again = fs::read_to_string(folder.join("agendas/HP May 2024.csv")).unwrap();
    write("agendas/HP May 2024 (2).csv", &again);
    write(
        "agendas/HP June 2024.csv",
        &format!("Harm Panel 4 June 2024\nNo,Name,DOB\n1,Z Q,3/4/2009\n{}2,محمد علي,1/2/2011\n", ",,\n".repeat(1000)),
    );
    fs::write(folder.join("agendas/locked.xlsx"), [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], b"Zebedee"].concat()).unwrap();
    write("agendas/ragged.csv", "Name;DOB\n\"Zebedee Quillfeather;1/1/2009\nOttoline;170\n");
}

fn run(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_concordat")).args(arguments).output().unwrap();
    let both = [output.stdout, output.stderr].concat();
    String::from_utf8_lossy(&both).into_owned()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() { files(&entry.path(), found) } else { found.push(entry.path()) }
    }
}

#[test]
fn names_of_the_agendas_stand_in_no_output() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("names-{}", std::process::id()));
    let (inside, out) = (folder.join("site"), folder.join("out"));
    site(&inside);
    fs::create_dir_all(&out).unwrap();
    let (at, report, rows) = (inside.to_str().unwrap(), out.join("report"), out.join("rows.csv"));
    let mut said = run(&["overlap", at, "--rows", rows.to_str().unwrap(), "--verbose"]);
    assert!(said.contains("an item about the meeting itself") && said.contains("locked.xlsx"), "{said}");
    assert!(said.contains("agendas/[Harm Panel, 2024-06-11, file"), "a file called after a child is told by panel and day: {said}");
    let formats = ["--format", "csv", "--format", "md", "--format", "sarif"];
    said += &run(&[&["audit", at, "--out", report.to_str().unwrap(), "--verbose"], formats.as_slice()].concat());
    assert!(said.contains("read a list of children in a document"), "{said}");
    said += &run(&["map", at, "--dry-run", "--verbose"]);
    let mut written = Vec::new();
    files(&out, &mut written);
    assert!(written.iter().any(|p| p.ends_with("audit.json")) && fs::read_to_string(&rows).unwrap().contains("individual-0"));
    for name in PLANTED {
        let bare = name.to_lowercase();
        assert!(!said.to_lowercase().contains(&bare), "a planted name was printed");
        for path in &written {
            let text = String::from_utf8_lossy(&fs::read(path).unwrap()).to_lowercase();
            assert!(!text.contains(&bare), "a planted name stands in {}", path.file_name().unwrap().to_string_lossy());
        }
    }
    fs::remove_dir_all(&folder).unwrap();
}
