//! The house rules that a machine can hold us to.

use crate::{licences, run};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which crates of ours each crate may use. What is not here is refused: an arrow is added here, in ARCHITECTURE.md and
/// in the commit that needs it, with its reason.
const ARROWS: &[(&str, &[&str])] = &[
    ("concordat-text", &[]),
    ("concordat-register", &["text"]),
    ("concordat-standard", &["text", "register"]),
    ("concordat-ingest", &["text", "register"]),
    ("concordat-reading", &["text", "register", "standard"]),
    ("concordat-findings", &["text", "register", "chart"]),
    ("concordat-routes", &["text", "register", "standard", "findings", "chart"]),
    ("concordat-checks", &["text", "register", "standard", "findings", "routes"]),
    ("concordat-linkage", &[]),
    ("concordat-chart", &["text"]),
    ("concordat-panels", &["text", "register", "standard", "reading", "linkage"]),
    ("concordat-audit", &["text", "register", "standard", "ingest", "reading", "findings", "checks", "panels", "routes"]),
    ("concordat-decisions", &["register", "findings"]),
    ("concordat-report", &["text", "register", "standard", "findings", "chart"]),
    ("concordat-redline", &["text", "register", "findings"]),
    ("concordat-paper", &["text"]),
    ("concordat-paper-pdf", &["text", "paper"]),
    ("concordat-briefing", &["text", "register", "standard", "findings", "chart", "paper"]),
    ("concordat-drafting", &["text", "register", "standard", "findings", "routes", "paper"]),
    ("concordat-reconcile", &["text", "register", "standard", "findings", "paper"]),
    ("concordat-exchange", &["text", "register", "standard", "findings"]),
    (
        "concordat-cli",
        &[
            "text",
            "register",
            "standard",
            "ingest",
            "findings",
            "checks",
            "linkage",
            "panels",
            "routes",
            "decisions",
            "audit",
            "redline",
            "report",
            "chart",
            "paper",
            "paper-pdf",
            "briefing",
            "drafting",
            "reconcile",
            "exchange",
        ],
    ),
    ("concordat-fixture", &["register", "standard", "ingest"]),
    ("concordat-train", &["register", "standard", "reading"]),
    ("xtask", &[]),
];

/// Lines a Rust file may have, its tests left out.
const LONGEST: usize = 600;

/// Paths of somebody's own machine have no place in the repository.
const UNWANTED: &[&str] = &["/home/", "/Users/"];

/// Holds the repository to its rules, and says every breach at once.
pub(crate) fn tidy() -> Result<(), String> {
    let metadata = run::metadata()?;
    let mut breaches = Vec::new();
    arrows(&metadata, &mut breaches);
    licences::allowed(&metadata, &mut breaches);
    architecture(&mut breaches);
    for file in sources() {
        source(&file, &mut breaches);
    }
    unwanted(&mut breaches);
    if breaches.is_empty() {
        println!("tidy: nothing to mend");
        return Ok(());
    }
    Err(format!("tidy:\n  {}", breaches.join("\n  ")))
}

/// Refuses an arrow between crates that is not in the picture. Those of tests are free, but for cycles.
fn arrows(metadata: &serde_json::Value, breaches: &mut Vec<String>) {
    let allowed: BTreeMap<&str, &[&str]> = ARROWS.iter().copied().collect();
    let members = metadata["workspace_members"].as_array().cloned().unwrap_or_default();
    for package in metadata["packages"].as_array().into_iter().flatten().filter(|p| members.contains(&p["id"])) {
        let name = package["name"].as_str().unwrap_or_default();
        let Some(may) = allowed.get(name) else {
            breaches.push(format!("crate `{name}` is not in the picture: add it to ARROWS in xtask/src/tidy.rs and to ARCHITECTURE.md"));
            continue;
        };
        for dependency in package["dependencies"].as_array().into_iter().flatten() {
            let uses = dependency["name"].as_str().unwrap_or_default();
            let short = uses.strip_prefix("concordat-");
            let forbidden = short.is_some_and(|s| !may.contains(&s));
            if forbidden && dependency["kind"].as_str() != Some("dev") {
                breaches.push(format!("`{name}` uses `{uses}`, which is not in the picture of ARCHITECTURE.md"));
            }
        }
    }
}

/// Every crate stands in ARCHITECTURE.md with the first sentence of its `lib.rs`.
fn architecture(breaches: &mut Vec<String>) {
    let map = read(&run::root().join("ARCHITECTURE.md"));
    if map.lines().count() > 200 {
        breaches.push("ARCHITECTURE.md is over 200 lines: a map that long is not read".to_owned());
    }
    for (name, _) in ARROWS {
        if !map.contains(&format!("`{name}`")) {
            breaches.push(format!("ARCHITECTURE.md does not name `{name}`"));
            continue;
        }
        let main = run::root().join("crates").join(name).join("src/lib.rs");
        if main.exists() {
            let text = read(&main);
            let sentence = text.lines().next().unwrap_or_default().trim_start_matches("//! ").trim_end_matches('.').to_owned();
            if !map.contains(&sentence) {
                breaches.push(format!("ARCHITECTURE.md does not give the first sentence of `{name}`: {sentence}"));
            }
        }
    }
}

/// A source file opens with a sentence about itself, is short, and has a name that says what is in it.
fn source(file: &Path, breaches: &mut Vec<String>) {
    let text = read(file);
    let shown = file.strip_prefix(run::root()).unwrap_or(file).display();
    let first = text.lines().next().unwrap_or_default();
    let opens = first.starts_with("//! ") && first.len() > 8;
    if !opens && !first.starts_with("#![no_main]") {
        breaches.push(format!("{shown} does not open with a `//!` sentence"));
    }
    let code = text.split("\n#[cfg(test)]\nmod ").next().unwrap_or_default().lines().count();
    if code > LONGEST {
        breaches.push(format!("{shown} has {code} lines without its tests; {LONGEST} is the most"));
    }
    let stem = file.file_stem().and_then(|s| s.to_str()).unwrap_or_default();
    if ["utils", "util", "helpers", "common", "manager", "types", "misc"].contains(&stem) {
        breaches.push(format!("{shown}: a file called `{stem}` is a dumping ground; name it by what is in it"));
    }
    if text.contains("\n    #[ignore") {
        breaches.push(format!("{shown} ignores a test: assert what happens and say why it is wrong"));
    }
}

fn unwanted(breaches: &mut Vec<String>) {
    let root = run::root();
    for file in files(&root, &|path| {
        let name = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
        matches!(name, "rs" | "toml" | "md" | "html" | "json" | "sh" | "svg") && !path.ends_with("tidy.rs")
    }) {
        let text = read(&file);
        for word in UNWANTED.iter().filter(|w| text.contains(**w)) {
            breaches.push(format!("{} holds `{word}`", file.strip_prefix(&root).unwrap_or(&file).display()));
        }
    }
}

fn sources() -> Vec<PathBuf> {
    let root = run::root();
    let rust = |path: &Path| path.extension().is_some_and(|e| e == "rs");
    ["crates", "xtask", "fuzz"].iter().flat_map(|folder| files(&root.join(folder), &rust)).collect()
}

/// Files below `folder` that are wanted, in order; build output and hidden folders apart.
fn files(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name();
            let skipped = name.to_string_lossy().starts_with('.') || name == "target" || name == "corpus" || name == "concordat-report";
            match path.is_dir() {
                true if !skipped => folders.push(path),
                false if wanted(&path) => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}

#[expect(clippy::disallowed_methods, reason = "a chore reads the repository it stands in")]
fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_default()
}
