//! The example's agendas, read and linked: rows that name one subject are found to, by the truth the generator wrote.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "this test reads the example and what the program wrote; a test that cannot go on fails"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// File, sheet and row.
type Place = (String, String, u32);

/// The rows that name each subject of a kind.
type Named = BTreeMap<String, BTreeSet<Place>>;

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

/// The lines of a file of values without quotations, each by its headings.
fn table(text: &str) -> Vec<BTreeMap<&str, &str>> {
    let mut lines = text.lines();
    let headings: Vec<&str> = lines.next().unwrap().split(',').collect();
    lines.map(|line| headings.iter().copied().zip(line.split(',')).collect()).collect()
}

fn place(line: &BTreeMap<&str, &str>) -> Place {
    (line["file"].to_owned(), line["sheet"].to_owned(), line["row"].parse().unwrap())
}

/// Pairs of rows that name one subject.
fn pairs(named: &Named) -> BTreeSet<(&Place, &Place)> {
    named.values().flat_map(|rows| rows.iter().flat_map(move |a| rows.range(a..).skip(1).map(move |b| (a, b)))).collect()
}

fn f1(wanted: &Named, made: &Named) -> f64 {
    let (wanted, made) = (pairs(wanted), pairs(made));
    let both = wanted.intersection(&made).count() as f64;
    2.0 * both / (wanted.len() + made.len()) as f64
}

#[test]
fn riverside_rows_name_whom_they_were_made_to_name() {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("riverside-rows-{}.csv", std::process::id()));
    let site = examples().join("riverside");
    let done = Command::new(env!("CARGO_BIN_EXE_concordat")).arg("overlap").arg(&site).arg("--rows").arg(&out).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let rows = fs::read_to_string(&out).unwrap();
    fs::remove_file(&out).unwrap();
    let truth = fs::read_to_string(examples().join("riverside-truth.csv")).unwrap();
    let expected: toml::Table = fs::read_to_string(site.join("expected.toml")).unwrap().parse().unwrap();
    // A list of contacts is no agenda, and may be listed or not.
    let lists: BTreeSet<&str> = table(&truth).iter().filter(|l| l["panel"].is_empty()).map(|l| l["file"]).collect();
    let mut wrong = Vec::new();
    for floor in expected["agendas"].as_array().unwrap() {
        let kind = floor["kind"].as_str().unwrap();
        let (mut wanted, mut made) = (Named::new(), Named::new());
        for line in table(&truth).iter().filter(|l| !lists.contains(l["file"])) {
            for subject in line[kind].split(';').filter(|s| !s.is_empty()) {
                wanted.entry(subject.to_owned()).or_default().insert(place(line));
            }
        }
        for line in table(&rows).iter().filter(|l| l["kind"] == kind && !lists.contains(l["file"])) {
            made.entry(line["subject"].to_owned()).or_default().insert(place(line));
        }
        let reached = f1(&wanted, &made);
        println!("{kind}: {reached:.3}, {} subjects of {}", made.len(), wanted.len());
        if reached < floor["f1"].as_float().unwrap() {
            wrong.push(format!("{kind}: F1 {reached:.3}, at least {}", floor["f1"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
