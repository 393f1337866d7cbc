//! Tests of replaying on a year small enough to work out by hand.

use super::*;
use crate::{Item, OverlapOptions, PanelIndex, SubjectId, overlap};
use concordat_register::{
    Date, Theme,
    meeting::Member,
    overlap::SubjectKind,
    structure::{Structure, WhatIf},
};

fn item(panel: u32, day: &str, child: u32) -> Item {
    let subjects = vec![(SubjectKind::Individual, SubjectId(child))];
    Item { panel: PanelIndex(panel), sitting: Date::parse(day).unwrap(), subjects }
}

fn meeting(name: &str, theme: &str, sector: &str, people: &[&str]) -> Meeting {
    let member = |p: &&str| Member { agency: None, role: None, person: Some((*p).into()) };
    Meeting {
        name: name.to_owned(),
        themes: vec![Theme(theme.into())],
        members: people.iter().map(member).collect(),
        sectors: vec![sector.to_owned()],
        minutes: Some(60),
        ..Meeting::default()
    }
}

/// Two panels that sit monthly for an hour: five people at one, four at the other, one of them at both.
fn area(items: Vec<Item>, options: &StructureOptions) -> Structures {
    within(OverlapOptions::default().window_days, items, options)
}

/// The same with a window of other days.
fn within(window_days: u32, items: Vec<Item>, options: &StructureOptions) -> Structures {
    let discussions = Discussions::new(vec!["Ash".into(), "Birch".into()], items, Vec::new());
    let meetings = [
        meeting("Ash", "cse", "police", &["Ola Finch", "P Dunn", "R Vale", "S Moor", "T Reed"]),
        meeting("Birch", "syv", "housing", &["Ola Finch", "U Pike", "V Holt", "W Lane"]),
    ];
    let counts = overlap(&discussions, &meetings, &OverlapOptions { window_days, ..OverlapOptions::default() }).unwrap();
    let plain = |id: &str| id.to_owned();
    let wording = Wording { theme: &str::to_uppercase, context: &plain, sector: &plain };
    structures(&discussions, &counts, &meetings, options, wording).unwrap()
}

/// Child 1 at both in January and in February, child 2 at one, child 3 at the other.
fn year() -> Vec<Item> {
    vec![
        item(0, "2026-01-06", 1),
        item(0, "2026-01-06", 2),
        item(1, "2026-01-13", 1),
        item(1, "2026-01-13", 3),
        item(0, "2026-02-10", 1),
        item(1, "2026-02-17", 1),
    ]
}

fn of(structures: &Structures, structure: Structure) -> &WhatIf {
    structures.what_ifs.iter().find(|w| w.structure == structure).unwrap()
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1e-9
}

#[test]
fn the_year_is_counted_as_it_was() {
    let structures = area(year(), &StructureOptions::default());
    // The sitting of 10 February comes 28 days after Birch had the child.
    assert_eq!((structures.duplicates, structures.months), (Count::Of(3), 2));
    assert!(near(structures.hours, 18.0), "two sittings of five and two of four");
}

#[test]
fn a_shared_chair_avoids_nothing_and_knows() {
    let structures = area(year(), &StructureOptions::default());
    let chair = of(&structures, Structure::SharedChair);
    assert_eq!((chair.avoided, chair.known), (Count::Of(0), Count::Of(3)));
    assert!(near(chair.hours, 2.0));
}

#[test]
fn a_merged_panel_has_each_case_once_a_sitting() {
    let structures = area(year(), &StructureOptions::default());
    let merger = of(&structures, Structure::Merger);
    // Birch's two discussions of the child fall away.
    assert_eq!((merger.table, merger.avoided), (8, Count::Of(2)));
    assert!(merger.losses.iter().any(|l| l.contains("CSE and SYV alone")), "{:?}", merger.losses);
    assert!(merger.gains.iter().any(|g| g.contains("At Ash, housing")), "{:?}", merger.gains);
}

#[test]
fn joint_sittings_take_the_shared_cases_together() {
    let structures = area(year(), &StructureOptions::default());
    let joint = of(&structures, Structure::JointSittings);
    assert_eq!(joint.avoided, Count::Of(2));
    // January: half an hour of eight for half an hour of five and of four. February: an hour of each.
    assert!(near(joint.hours, (8.0 - 9.0) * 0.5 + (8.0 - 9.0)), "{}", joint.hours);
}

#[test]
fn triage_gives_each_case_one_panel() {
    let structures = area(year(), &StructureOptions { people: 2, ..StructureOptions::default() });
    let triage = of(&structures, Structure::WeeklyTriage);
    assert_eq!(triage.avoided, Count::Of(2), "Birch never takes the child that Ash has");
    // Half an hour and an hour of four fall away; seven weeks of two people come.
    assert!(near(triage.hours, 14.0 - 6.0), "{}", triage.hours);
}

#[test]
fn limits_bar_proposals_and_are_said() {
    let apart = vec![vec!["ash".to_owned(), "birch".to_owned()]];
    let structures = area(year(), &StructureOptions { apart, largest_table: Some(6), ..StructureOptions::default() });
    let merger = of(&structures, Structure::Merger);
    assert_eq!(merger.barred.len(), 2, "{:?}", merger.barred);
    let packaged = structures.packages.iter().flat_map(|p| &p.of).map(|&n| structures.what_ifs[n].structure);
    assert!(packaged.clone().all(|s| s != Structure::Merger && s != Structure::JointSittings));
    assert!(packaged.count() > 0);
}

#[test]
fn packages_keep_within_the_hours() {
    let free = area(year(), &StructureOptions::default());
    assert!(free.packages.len() > 1, "proposals, never one answer");
    // Eighteen hours in two months are 108 a year: nothing may come on top.
    let tight = area(year(), &StructureOptions { hours: Some(108), ..StructureOptions::default() });
    assert!(tight.packages.iter().all(|p| p.hours <= 1e-9), "{:?}", tight.packages);
}

#[test]
fn what_is_shared_is_rounded_and_says_no_small_count() {
    let shared = structures_for_sharing(&area(year(), &StructureOptions::default()), 5);
    assert_eq!(shared.duplicates, Count::Withheld);
    assert!(shared.what_ifs.iter().all(|w| w.avoided.value().is_none_or(|n| n % 5 == 0)));
    assert!(shared.what_ifs.iter().all(|w| near(w.hours % 10.0, 0.0)));
    assert_eq!(structures_for_sharing(&shared, 5), shared);
}

#[test]
fn nothing_spares_more_duplicates_than_there_are() {
    // Issue 4: joint sittings and pre-meetings took a month for the window. Ash has the child four times, Birch three days before and long after.
    let sittings = [(1, "2026-01-01"), (1, "2026-01-02"), (0, "2026-01-04"), (0, "2026-01-20"), (0, "2026-01-21"), (0, "2026-01-31")];
    let mut items: Vec<Item> = sittings.iter().map(|(panel, day)| item(*panel, day, 1)).collect();
    items.extend([item(0, "2026-02-01", 2), item(1, "2026-02-09", 2), item(0, "2026-02-15", 3), item(1, "2026-02-23", 3)]);
    for (window, duplicates) in [(3, 1), (7, 1), (8, 3), (28, 5)] {
        let structures = within(window, items.clone(), &StructureOptions::default());
        assert_eq!(structures.duplicates, Count::Of(duplicates), "{window}");
        let spared = |what_if: &WhatIf| what_if.avoided.value().unwrap();
        assert!(structures.what_ifs.iter().all(|w| spared(w) <= duplicates), "{window}: {:?}", structures.what_ifs);
        let joint = structures.what_ifs.iter().find(|w| w.structure == Structure::JointSittings).map(spared);
        assert_eq!(joint, Some(if window < 8 { 1 } else { 3 }), "{window}");
    }
}
