//! Riverside's year of meetings: the invented agendas of `examples/riverside/meetings`, and the truth about them.
//!
//! `cargo xtask codegen` writes the files; the test says where they are not what is written here. The generator is a test and not a command
//! since nobody but whoever changes the example needs it, and so that example and generator cannot part.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a generator of an example that cannot go on fails"
)]

mod conference;
mod consultation;
mod exploitation;
mod lists;
mod paper;
mod sittings;
mod strategic;
mod violence;
mod world;

use paper::Line;
use sittings::{File, Year};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use world::World;

/// Everything that is written, and what it says.
struct Made {
    files: Vec<File>,
    lines: Vec<Line>,
}

fn make() -> Made {
    let world = World::read();
    let years: Vec<(&str, &str, Year)> = vec![
        ("Exploitation and Missing Panel (EMP)", "Weir House", exploitation::year(&world)),
        ("Youth Violence Panel (YVP)", "Tollbridge police station", violence::year(&world)),
        ("MARAC", "Tollbridge police station", conference::year(&world)),
        ("HSB Consultation Group", "Kingfisher Project", consultation::year(&world)),
        ("Harm Outside the Home Strategic Group", "Civic Offices", strategic::year(&world)),
    ];
    let sat: Vec<_> = years.iter().map(|(name, place, year)| (*name, *place, year.heard())).collect();
    let mut files = vec![lists::register(&sat), lists::schools(&world), lists::places(&world)];
    let (contacts, mut lines) = lists::contacts(&world);
    files.push(contacts);
    for (_, _, year) in years {
        files.extend(year.files);
        lines.extend(year.lines);
    }
    Made { files, lines }
}

/// The truth as it is kept: one line a row of an agenda or list.
fn truth(lines: &[Line]) -> String {
    let mut out = String::from("file,sheet,row,panel,sitting,discussed,individual,family,school,peer_group,place\n");
    for line in lines {
        let join = |ids: &BTreeSet<String>| ids.iter().cloned().collect::<Vec<_>>().join(";");
        let t = &line.truth;
        let discussed = if t.discussed { "yes" } else { "no" };
        out.push_str(&format!(
            "meetings/{},{},{},{},{},{discussed},{},{},{},{},{}\n",
            line.file,
            line.sheet,
            line.row,
            line.panel,
            line.day,
            join(&t.individuals),
            join(&t.families),
            join(&t.schools),
            join(&t.groups),
            join(&t.places)
        ));
    }
    out
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples")
}

fn holds(path: &Path, wanted: &[u8]) {
    if std::env::var_os("CONCORDAT_UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, wanted).unwrap();
    }
    let held = fs::read(path).unwrap_or_default();
    assert!(held == wanted, "{} is not what the generator gives: run `cargo xtask codegen`", path.display());
}

#[test]
fn generated_meetings_are_up_to_date() {
    let made = make();
    for (name, bytes) in &made.files {
        holds(&examples().join("riverside/meetings").join(name), bytes);
    }
    holds(&examples().join("riverside-truth.csv"), truth(&made.lines).as_bytes());
}

#[test]
fn every_file_is_read_without_a_problem() {
    for (name, bytes) in make().files {
        let read = concordat_ingest::read_workbook(&name, &bytes, &concordat_ingest::Limits::default());
        assert_eq!(read.problems, [], "{name}");
    }
}

#[test]
fn what_was_to_overlap_does() {
    let made = make();
    let mut panels: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut in_month: BTreeMap<(&str, u8), BTreeSet<&str>> = BTreeMap::new();
    for line in &made.lines {
        let t = &line.truth;
        let named = t.individuals.iter().chain(&t.schools).chain(&t.places);
        for id in named.clone() {
            panels.entry(id).or_default().insert(line.panel);
        }
        for id in &t.individuals {
            in_month.entry((id, line.day.month)).or_default().extend(Some(line.panel).filter(|p| !p.is_empty()));
        }
    }
    let at = |id: &str| panels[id].iter().filter(|p| !p.is_empty()).count();
    // A school and a stairwell everywhere; children at three panels in one month; children on the list alone.
    assert_eq!((at("S01"), at("L02")), (4, 5), "the strategic group speaks of the stairwell too");
    let busiest: BTreeSet<&str> = in_month.iter().filter(|(_, p)| p.len() >= 3).map(|((id, _), _)| *id).collect();
    assert!(busiest.len() >= 4, "{busiest:?}");
    let children = panels.keys().filter(|id| id.starts_with('C')).count();
    assert!((60..=90).contains(&children), "{children}");
    let unheard = panels.iter().filter(|(id, p)| id.starts_with('C') && p.iter().all(|p| p.is_empty())).count();
    assert!((5..=14).contains(&unheard), "{unheard}");
}
