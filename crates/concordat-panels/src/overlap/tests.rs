//! Tests of counting on agendas small enough to count by hand.

use super::*;
use crate::{Item, PanelIndex, SubjectId};
use concordat_register::{
    Date,
    meeting::Member,
    overlap::{Count, KindOverlap},
};

/// An item: panel, day, and subjects as letters and numbers (`i1` an individual, `s1` a school, `l1` a place).
fn item(panel: u32, day: &str, subjects: &str) -> Item {
    let subject = |word: &str| {
        let (kind, number) = word.split_at(1);
        let kind = match kind {
            "i" => SubjectKind::Individual,
            "f" => SubjectKind::Family,
            "s" => SubjectKind::School,
            "g" => SubjectKind::PeerGroup,
            _ => SubjectKind::Place,
        };
        (kind, SubjectId(number.parse().unwrap()))
    };
    Item { panel: PanelIndex(panel), sitting: Date::parse(day).unwrap(), subjects: subjects.split_whitespace().map(subject).collect() }
}

fn counted(items: Vec<Item>) -> Overlap {
    let discussions = Discussions::new(vec!["Ash".into(), "Birch".into(), "Cedar".into()], items, Vec::new());
    overlap(&discussions, &[], &OverlapOptions::default()).unwrap()
}

fn of(overlap: &Overlap, kind: SubjectKind) -> &KindOverlap {
    overlap.kinds.iter().find(|k| k.kind == kind).unwrap()
}

#[test]
fn subjects_are_counted_at_every_panel_and_pair() {
    let counts = counted(vec![
        item(0, "2026-01-05", "i1 s1"),
        item(1, "2026-01-20", "i1 i2"),
        item(2, "2026-03-01", "i1"),
        item(0, "2026-03-02", "i3 s1"),
    ]);
    let people = of(&counts, SubjectKind::Individual);
    assert_eq!((people.total, people.at_two_or_more, people.at_three_or_more), (Count::Of(3), Count::Of(1), Count::Of(1)));
    assert_eq!(people.at, [Count::Of(2), Count::Of(2), Count::Of(1)]);
    assert_eq!(people.shared(1, 0), Count::Of(1));
    assert_eq!(people.shared(2, 2), Count::Of(1));
    assert_eq!(of(&counts, SubjectKind::School).total, Count::Of(1));
}

#[test]
fn a_repeat_is_within_the_window_of_the_last_discussion_anywhere() {
    let counts = counted(vec![
        item(0, "2026-01-05", "i1"),
        item(0, "2026-02-02", "i1"), // 28 days: a repeat, at the same panel
        item(1, "2026-02-02", "i1"), // the same day at another: a repeat elsewhere
        item(0, "2026-03-03", "i1"), // 29 days: none
    ]);
    let people = of(&counts, SubjectKind::Individual);
    assert_eq!((people.discussions, people.repeats, people.repeats_elsewhere), (Count::Of(4), Count::Of(2), Count::Of(1)));
    let months: Vec<u32> = people.months.iter().filter_map(|m| m.repeats.value()).collect();
    assert_eq!(months, [0, 2, 0]);
}

#[test]
fn one_subject_in_two_items_of_a_sitting_is_one_discussion() {
    let counts = counted(vec![item(0, "2026-01-05", "i1"), item(0, "2026-01-05", "i1 i2")]);
    assert_eq!(of(&counts, SubjectKind::Individual).discussions, Count::Of(2));
    assert_eq!(counts.repeats.items, Count::Of(2));
    assert_eq!(of(&counts, SubjectKind::Individual).repeats, Count::Of(0));
}

#[test]
fn hours_are_shared_out_by_items_and_cases() {
    let discussions = Discussions::new(
        vec!["Ash".into(), "Birch".into()],
        vec![
            item(0, "2026-01-05", "i1"),
            item(1, "2026-01-12", "i1 i2"), // half its time goes to a repeat
            item(1, "2026-01-12", "i3"),
        ],
        Vec::new(),
    );
    let birch = Meeting {
        name: "Birch panel".into(),
        also: vec!["BIRCH".into()],
        minutes: Some(60),
        members: vec![Member::default(); 8],
        ..Meeting::default()
    };
    let counts = overlap(&discussions, &[birch], &OverlapOptions::default()).unwrap();
    assert!(counts.panels[0].members.assumed && !counts.panels[1].members.assumed);
    // Eight people for an hour over two items: four hours an item, two of them on the repeat.
    assert!((counts.repeats.hours.unwrap() - 2.0).abs() < 1e-9);
    assert!((counts.repeats.hours_elsewhere.unwrap() - 2.0).abs() < 1e-9);
    assert!((counts.panels[0].hours() - 20.0).abs() < 1e-9);
}

#[test]
fn who_is_listed_and_at_no_panel_is_counted() {
    let people = |n: u32| (SubjectKind::Individual, SubjectId(n));
    let discussions = Discussions::new(vec!["Ash".into()], vec![item(0, "2026-01-05", "i1")], vec![people(1), people(2), people(2)]);
    let counts = overlap(&discussions, &[], &OverlapOptions::default()).unwrap();
    let people = of(&counts, SubjectKind::Individual);
    assert_eq!((people.listed, people.at_no_panel), (Some(Count::Of(2)), Some(Count::Of(1))));
    assert_eq!(of(&counted(vec![item(0, "2026-01-05", "i1")]), SubjectKind::Individual).at_no_panel, None);
}

#[test]
fn communities_hold_who_is_named_together() {
    let one = ["i1 s1 l1", "i2 s1 l1", "i3 s1 l1"].map(|s| item(0, "2026-01-05", s));
    let other = ["i4 s2 g1", "i5 s2 g1", "i6 s2 g1"].map(|s| item(1, "2026-06-05", s));
    let counts = counted(one.into_iter().chain(other).collect());
    assert_eq!(counts.network.communities.len(), 2);
    assert_eq!(of(&counts, SubjectKind::Individual).in_communities, [Count::Of(3), Count::Of(3)]);
    assert_eq!(counts.network.communities[0].panels.len(), 1);
    assert_eq!(counts.network.bridges.len(), 2);
}
