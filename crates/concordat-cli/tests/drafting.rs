//! `concordat new`, `style` and `commission` from outside.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests look at the files that the program writes; a test that cannot go on fails"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// An area in which nothing of medium or high severity is found.
const MENDED: &[(&str, &str)] = &[
    (
        "levels.md",
        "# Saltmere Levels of Need\n\n| Entry | Words |\n| --- | --- |\n| Status | In force |\n| Date approved | 1 March 2026 |\n| Review date | 1 March 2027 |\n\n## Levels\n\nLevel 4 is for significant harm: children's social care leads there.\n\nThe Saltmere Quayside is the front door of children's social care.\n",
    ),
    (
        "missing.md",
        "# Saltmere Missing Children Guidance\n\n| Entry | Words |\n| --- | --- |\n| Status | In force |\n| Date approved | 1 March 2026 |\n| Review date | 1 March 2027 |\n\n## Purpose\n\nChildren who go missing are listened to when they come back. The levels are those of the Saltmere Levels of Need (2026).\n",
    ),
];

fn concordat(arguments: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } =
        Command::new(env!("CARGO_BIN_EXE_concordat")).args(arguments).env("SOURCE_DATE_EPOCH", "1780000000").output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("drafting-{name}-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The commands by which a specification has the work accepted, as it prints them, and the settings.
fn accepted_by(site: &Path) -> (Vec<String>, String) {
    let (code, text, said) = concordat(&["commission", site.to_str().unwrap(), "-o", "-", "--as-at", "2026-09-01"]);
    assert_eq!(code, 0, "{said}");
    let part = text.split("## How the work is accepted").nth(1).unwrap().split("\n## ").next().unwrap().replace('\\', "");
    let command = |line: &str| Some(line.split_once("concordat audit ")?.1.trim_end_matches('*').to_owned());
    let settings = part.lines().filter_map(|l| l.strip_prefix("> ")).collect::<Vec<_>>().join("\n");
    (part.lines().filter_map(command).collect(), settings)
}

/// How each command ends in a folder.
fn ends(site: &Path, commands: &[String], more: &[&str]) -> Vec<i32> {
    let out = folder("report");
    let run = |command: &String| {
        let rest = command.trim_start_matches(site.file_name().unwrap().to_str().unwrap());
        let mut arguments = vec!["audit", site.to_str().unwrap(), "--no-cache", "--out", out.to_str().unwrap()];
        arguments.extend(rest.split_whitespace());
        arguments.extend(more);
        concordat(&arguments).0
    };
    commands.iter().map(run).collect()
}

#[test]
fn the_acceptance_commands_fail_on_what_is_wrong_and_pass_on_what_is_mended() {
    let riverside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside");
    let (commands, settings) = accepted_by(&riverside);
    assert_eq!(commands.len(), 2, "{commands:?}");
    assert!(commands.iter().all(|c| c.starts_with("riverside ") && c.contains("--fail-on")), "{commands:?}");
    assert!(settings.contains("as_at = \"2026-09-01\"") && settings.contains("child-exploitation-strategy-2020-2023.docx"), "{settings}");
    assert_eq!(ends(&riverside, &commands, &[]), [1, 1]);
    // No wording of a document mends whom panels have discussed, nor what the commission itself leaves out.
    let settings: toml::Table = settings.parse().unwrap();
    assert_eq!(settings["off"].to_string(), "[\"panel/subjects\", \"panel/membership\"]");
    assert!(settings["documents"].get("documents/levels-of-need.html").is_some(), "{settings}");

    let mended = folder("mended");
    for (name, text) in MENDED {
        fs::write(mended.join(name), text).unwrap();
    }
    let (commands, settings) = accepted_by(&mended);
    // The settings are such as the program takes.
    fs::write(mended.join("concordat.toml"), settings).unwrap();
    assert_eq!(ends(&mended, &commands, &[]), [0, 0]);
    let _ = fs::remove_dir_all(&mended);
}

#[test]
fn a_new_document_takes_the_names_of_its_area_and_misuse_is_told() {
    let riverside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside");
    let site = riverside.to_str().unwrap();
    let (code, text, said) = concordat(&[
        "new",
        "procedure",
        "--theme",
        "da",
        "--section",
        "children abroad",
        "--site",
        site,
        "-o",
        "-",
        "--as-at",
        "2026-09-01",
    ]);
    assert_eq!(code, 0, "{said}");
    assert!(text.contains("the Harbour") && text.contains("Riverside Levels of Need (2025)") && text.contains("Children abroad"), "{text}");
    assert!(text.contains("16 and 17 year olds") && text.contains("Sense-check"), "{text}");
    let (code, _, said) = concordat(&["new", "leaflet", "--theme", "da", "-o", "-"]);
    assert!(code == 2 && said.contains("`leaflet`") && said.contains("terms-of-reference"), "{said}");
    let (code, _, said) = concordat(&["new", "policy", "--theme", "cycling", "-o", "-"]);
    assert!(code == 2 && said.contains("`cycling` is no theme") && said.contains("hsb"), "{said}");
}

#[test]
fn a_style_sheet_is_written_and_an_empty_folder_is_told() {
    let out = folder("style");
    let riverside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside");
    let sheet = out.join("style.docx");
    let (code, _, said) = concordat(&["style", riverside.to_str().unwrap(), "-o", sheet.to_str().unwrap(), "--as-at", "2026-09-01"]);
    assert_eq!(code, 0, "{said}");
    assert!(fs::read(&sheet).unwrap().starts_with(b"PK"));
    let empty = folder("empty");
    let (code, _, said) = concordat(&["style", empty.to_str().unwrap(), "-o", "-"]);
    assert!(code == 3 && said.contains("no document could be read"), "{said}");
    let _ = fs::remove_dir_all(&out);
    let _ = fs::remove_dir_all(&empty);
}

#[test]
fn what_a_redline_puts_in_is_read_as_saying_it() {
    let riverside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/riverside");
    let name = "documents/gangs-and-youth-violence-procedure-2019.docx";
    let asked = |file: &Path| {
        let (_, text, said) = concordat(&["check", file.to_str().unwrap(), "--as-at", "2026-09-01", "--format", "md"]);
        assert!(!text.is_empty(), "{said}");
        text.matches("#### We found no sentence in ").count()
    };
    let out = folder("redline");
    let (code, text, said) = concordat(&[
        "redline",
        riverside.to_str().unwrap(),
        "--only",
        "recognition",
        "--as-at",
        "2026-09-01",
        "--out",
        out.to_str().unwrap(),
    ]);
    assert!(code == 0 && text.contains("gangs-and-youth-violence-procedure-2019.docx: 2 tracked changes"), "{text}{said}");
    assert_eq!((asked(&riverside.join(name)), asked(&out.join(name))), (2, 0));
    let _ = fs::remove_dir_all(&out);
}
