//! Short lists of invented children, linked as an area would link its own.

use concordat_linkage::{Birth, Day, Decision, Explainer, Linked, Model, Options, Records, Row, Training, link, train};
use std::collections::BTreeMap;

/// Rows given as `forename, surname, birth, postcode, address, school, panel, date`.
fn records(rows: &[[&str; 8]]) -> Records {
    let mut records = Records::new();
    let (mut lists, mut sittings) = (BTreeMap::new(), BTreeMap::new());
    for [forename, surname, birth, postcode, address, school, panel, date] in rows {
        let next = lists.len() as u32;
        let list = (!panel.is_empty()).then(|| *lists.entry(*panel).or_insert(next));
        let next = sittings.len() as u32;
        let sitting = (!date.is_empty()).then(|| *sittings.entry((*panel, *date)).or_insert(next));
        let day = Day::read(date);
        records.push(&Row {
            forename: (*forename).into(),
            surname: (*surname).into(),
            birth: Birth::read(birth, day),
            postcode: (*postcode).into(),
            address: (*address).into(),
            school: (*school).into(),
            list,
            sitting,
            day,
            ..Row::default()
        });
    }
    records
}

fn linked(rows: &[[&str; 8]]) -> Linked {
    let records = records(rows);
    let mut model = Model::default();
    model.prior = Model::prior_for(records.len().max(100));
    link(&records, &model, &Options::default())
}

#[test]
fn one_child_under_many_spellings() {
    let found = linked(&[
        ["Katherine", "Trevanion", "8/3/2010", "", "", "Tor View Academy", "Dawn Panel", "1/9/2024"],
        ["KATIE", "TREVANION", "2010-03-08", "", "", "", "Moor Panel", "5/9/2024"],
        ["Katherine", "Trevannion", "3/8/2010", "", "", "Tor View", "Dawn Panel", "1/10/2024"],
        ["Trevanion", "Katherine", "08.03.10", "", "", "", "Moor Panel", "5/10/2024"],
        ["K", "Trevanion", "14", "", "", "Tor View", "Dawn Panel", "1/11/2024"],
    ]);
    assert_eq!(found.cluster, [0; 5]);
}

#[test]
fn brothers_sisters_and_twins_are_not_merged() {
    let home = ["TQ9 4XX", "12 Quarry Lane"];
    let row = |forename, birth, panel, date| [forename, "Penhallow", birth, home[0], home[1], "", panel, date];
    let found = linked(&[
        row("Hassan", "2/5/2011", "Dawn Panel", "1/9/2024"),
        row("Hussain", "2/5/2011", "Dawn Panel", "1/9/2024"),
        row("Hassan", "2/5/2011", "Moor Panel", "5/9/2024"),
        row("Hussain", "2/5/2011", "Moor Panel", "5/9/2024"),
        row("Demelza", "", "Moor Panel", "5/9/2024"),
    ]);
    let [a, b, c, d, e] = found.cluster.as_slice() else { panic!() };
    assert!(a == c && b == d && a != b && e != a && e != b, "{:?}", found.cluster);
    assert!(found.household.iter().all(|home| *home == found.household[0]), "{:?}", found.household);
}

#[test]
fn a_forename_alone_is_not_enough() {
    let bare = |forename, panel, date| [forename, "", "", "", "", "", panel, date];
    let found = linked(&[
        bare("Lowenna", "Dawn Panel", "1/9/2024"),
        bare("Lowenna", "Moor Panel", "5/9/2024"),
        bare("Lowenna", "Moor Panel", "5/10/2024"),
    ]);
    assert_eq!(found.cluster, [0, 1, 2]);
    assert!(found.doubtful.len() >= 2, "they are for a person to decide");
}

#[test]
fn a_forename_with_a_family_is_enough() {
    let mut records = Records::new();
    for list in [0, 1] {
        records.push(&Row { forename: "Lowenna".into(), list: Some(list), family: Some(7), ..Row::default() });
    }
    assert_eq!(link(&records, &Model::default(), &Options::default()).cluster, [0, 0]);
}

#[test]
fn a_missing_value_is_no_evidence() {
    let records = records(&[["Jago", "Nancarrow", "1/2/2010", "", "", "", "", ""], ["Jago", "Nancarrow", "", "", "", "", "", ""]]);
    let model = Model::default();
    let explanation = Explainer::new(&records, &model).explain(0, 1).unwrap();
    assert!(explanation.steps.iter().all(|step| (step.level == "not given") == (step.bits == 0.0)));
    let sum: f64 = explanation.prior + explanation.household + explanation.steps.iter().map(|step| step.bits).sum::<f64>();
    assert!((sum - explanation.weight).abs() < 1e-6, "the waterfall ends at the weight");
    assert!(!explanation.to_string().to_lowercase().contains("jago"));
}

#[test]
fn a_missing_value_weighs_nothing_and_another_weighs_against() {
    let weight = |birth, school| {
        let rows = [["Jago", "Nancarrow", "1/2/2010", "", "", "Tor View", "", ""], ["Jago", "Nancarrow", birth, "", "", school, "", ""]];
        Explainer::new(&records(&rows), &Model::default()).explain(0, 1).unwrap().weight
    };
    let (both, missing, other) = (weight("1/2/2010", "Tor View"), weight("", ""), weight("9/9/2003", "Moorside"));
    assert!(other + 5.0 < missing && missing + 5.0 < both, "{other} {missing} {both}");
}

#[test]
fn every_waterfall_ends_at_its_weight() {
    let rows = [
        ["Jago", "Nancarrow", "1/2/2010", "TQ9 4XX", "12 Quarry Lane", "Tor View", "Dawn Panel", "1/9/2024"],
        ["Nancarrow", "Jago", "2/1/2010", "TQ9 4XX", "", "", "Moor Panel", "5/9/2024"],
        ["J", "Nancarow", "14", "PL1 2AB", "3 Bank Street", "Torview Academy", "Dawn Panel", "1/9/2024"],
        ["Jago", "", "", "", "", "", "", ""],
        ["Demelza", "Nancarrow", "1/1/2012", "TQ9", "12 Quarry Ln", "", "Moor Panel", "5/9/2024"],
        ["", "", "1/1/2012", "", "", "NEET", "", ""],
    ];
    let (records, model) = (records(&rows), Model::default());
    let explainer = Explainer::new(&records, &model);
    for (a, b) in (0..6).flat_map(|a| (0..6).map(move |b| (a, b))).filter(|(a, b)| a != b) {
        let found = explainer.explain(a, b).unwrap();
        let sum: f64 = found.prior + found.household + found.steps.iter().map(|step| step.bits).sum::<f64>();
        // Where only one thing agrees the weight stops at even odds, and the last step says so.
        let thin = found.to_string().contains("only one thing agrees");
        assert!(if thin { found.weight == 0.0 && sum > 0.0 } else { (sum - found.weight).abs() < 1e-4 }, "{a} {b}: {sum} {}", found.weight);
        assert!((found.probability - 1.0 / (1.0 + (-found.weight).exp2())).abs() < 1e-9);
    }
    assert!(explainer.explain(0, 6).is_none());
}

#[test]
fn one_row_between_two_children_does_not_join_them() {
    // The row without a birth and a home is as much of one as of the other.
    let row = |birth, postcode, school, panel, date| ["Lowenna", "Trevanion", birth, postcode, "", school, panel, date];
    let rows = records(&[
        row("2/5/2011", "TQ9 4XX", "Tor View", "Dawn Panel", "1/9/2024"),
        row("2/5/2011", "TQ9 4XX", "Tor View", "Dawn Panel", "1/10/2024"),
        row("", "", "", "Moor Panel", "5/9/2024"),
        row("9/12/2007", "PL1 2AB", "Moorside", "Dawn Panel", "1/11/2024"),
        row("9/12/2007", "PL1 2AB", "Moorside", "Dawn Panel", "1/12/2024"),
    ]);
    let found = link(&rows, &train(&rows, &Model::default(), &Training::default()), &Options::default());
    let [a, b, _, d, e] = found.cluster.as_slice() else { panic!() };
    assert!(a == b && d == e && a != d, "{:?}", found.cluster);
}

#[test]
fn what_people_decide_is_kept() {
    let rows = records(&[
        ["Merryn", "Polwhele", "1/2/2010", "", "", "", "Dawn Panel", "1/9/2024"],
        ["Merryn", "Polwhele", "1/2/2010", "", "", "", "Moor Panel", "5/9/2024"],
        ["Ruan", "Carlyon", "9/9/2011", "", "", "", "Moor Panel", "5/9/2024"],
    ]);
    let decisions = vec![Decision { a: 0, b: 1, same: false }, Decision { a: 2, b: 1, same: true }];
    assert_eq!(link(&rows, &Model::default(), &Options { decisions, ..Options::default() }).cluster, [0, 1, 1]);
}

#[test]
fn numbers_stay_as_agendas_arrive() {
    let first = [
        ["Merryn", "Polwhele", "1/2/2010", "", "", "", "Dawn Panel", "1/9/2024"],
        ["Ruan", "Carlyon", "9/9/2011", "", "", "", "Dawn Panel", "1/9/2024"],
    ];
    let mut later = first.to_vec();
    later.push(["Jory", "Tangye", "4/4/2012", "", "", "", "Dawn Panel", "1/7/2024"]);
    later.push(["Merryn", "Polwhele", "1/2/2010", "", "", "", "Moor Panel", "5/10/2024"]);
    let options = Options { known: vec![Some(5), Some(3)], ..Options::default() };
    assert_eq!(link(&records(&later), &Model::default(), &options).cluster, [5, 3, 6, 5]);
}

/// A list long enough to be blocked and trained on: children met one to four times with slips in their rows.
fn long() -> Vec<Row> {
    let syllables = ["tre", "pol", "pen", "lan", "car", "ros", "bos", "nan", "mor", "wen", "der", "gwi", "zel", "hol", "cam", "fen"];
    let mut state = 7u64;
    let mut draw = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut rows = Vec::new();
    for child in 0..700u32 {
        let word = |a: u64, b: u64, c: u64| [a, b, c].iter().filter_map(|at| syllables.get(*at as usize)).copied().collect::<String>();
        let (forename, surname) = (word(draw(16), draw(16), draw(2)), word(draw(16), draw(16), draw(4)));
        let birth = Day(14_000 + draw(4000) as i32);
        for _ in 0..=draw(4) {
            let mut surname = surname.clone();
            if draw(10) == 0 {
                surname.remove(2);
            }
            let birth = if draw(12) == 0 { Birth::Unknown } else { Birth::On(birth) };
            let postcode = format!("TR{} {}AB", 1 + child % 20, child % 9);
            rows.push(Row {
                forename: forename.clone(),
                surname,
                birth,
                postcode,
                list: Some(draw(9) as u32),
                sitting: Some(draw(300) as u32),
                ..Row::default()
            });
        }
    }
    rows
}

fn all(rows: &[Row]) -> Records {
    let mut records = Records::new();
    rows.iter().for_each(|row| _ = records.push(row));
    records
}

#[test]
fn any_number_of_threads_gives_the_same() {
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let records = all(&long());
            let model = train(&records, &Model::default(), &Training::default());
            let linked = link(&records, &model, &Options { keep: 0.01, ..Options::default() });
            (model, linked)
        })
    };
    let one = run(1);
    assert!(one == run(2) && one == run(5));
    let clusters = one.1.cluster.iter().max().unwrap() + 1;
    assert!((690..=710).contains(&clusters), "{clusters} clusters of 700 children");
}

#[test]
fn clusters_keep_their_numbers_month_by_month() {
    // Every fourth row is of the first month, and so on, so that most children are met again.
    let mut rows: Vec<(usize, Row)> = long().into_iter().enumerate().map(|(at, row)| (at % 4, row)).collect();
    rows.sort_by_key(|(month, _)| *month);
    let rows: Vec<Row> = rows.into_iter().map(|(_, row)| row).collect();
    let model = Model::default();
    // Linked again each month with the rows of all months so far.
    let months: Vec<Linked> = (1..=4).fold(Vec::new(), |mut months: Vec<Linked>, month| {
        let known = months.last().map_or(Vec::new(), |linked| linked.cluster.iter().map(|id| Some(*id)).collect());
        let met = rows.get(..rows.len() * month / 4).unwrap();
        months.push(link(&all(met), &model, &Options { known, ..Options::default() }));
        months
    });
    for (before, after) in months.iter().zip(months.iter().skip(1)) {
        assert_eq!(after.cluster.get(..before.cluster.len()), Some(before.cluster.as_slice()));
        assert!(before.cluster.len() < after.cluster.len());
    }
    // New rows join children met before, and new children come after them.
    let [.., before, after] = months.as_slice() else { panic!() };
    let highest = before.cluster.iter().max().unwrap();
    let (joined, new): (Vec<&u32>, Vec<&u32>) = after.cluster.iter().skip(before.cluster.len()).partition(|id| *id <= highest);
    assert!(!joined.is_empty() && !new.is_empty());
}

/// Rows of one name and day of birth, by day of meeting and place.
fn namesakes(places: &[(&str, &str)]) -> Vec<u32> {
    let homes = |area: &str| if area == "TQ" { ["TQ9 4XX", "12 Quarry Lane"] } else { ["PL1 2AB", "3 Bank Street"] };
    let rows: Vec<[&str; 8]> = places
        .iter()
        .map(|(area, day)| {
            let [postcode, address] = homes(area);
            ["Lowenna", "Trevanion", "2/5/2011", postcode, address, "", if *area == "TQ" { "Dawn Panel" } else { "Moor Panel" }, day]
        })
        .collect();
    linked(&rows).cluster
}

#[test]
fn who_moves_is_one_child_and_who_is_met_by_turns_in_two_areas_is_two() {
    let days = ["1/1/2024", "1/2/2024", "1/3/2024", "1/4/2024", "1/5/2024", "1/6/2024", "1/7/2024", "1/8/2024", "1/9/2024", "1/10/2024"];
    let moved: Vec<(&str, &str)> = days.iter().enumerate().map(|(at, day)| (if at < 5 { "TQ" } else { "PL" }, *day)).collect();
    let turns: Vec<(&str, &str)> = days.iter().enumerate().map(|(at, day)| (if at % 2 == 0 { "TQ" } else { "PL" }, *day)).collect();
    assert_eq!(namesakes(&moved), [0; 10]);
    assert_eq!(namesakes(&turns), [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
}

#[test]
fn a_road_a_second_line_and_a_town_speak_for_a_home() {
    let level = |one: [&str; 4], other: [&str; 4]| {
        let mut records = Records::new();
        for [postcode, address, address2, town] in [one, other] {
            let [postcode, address, address2, town] = [postcode, address, address2, town].map(String::from);
            records.push(&Row { forename: "Jory".into(), postcode, address, address2, town, ..Row::default() });
        }
        let explanation = Explainer::new(&records, &Model::default()).explain(0, 1).unwrap();
        explanation.steps.iter().find(|step| step.comparison == "home").map(|step| step.level).unwrap()
    };
    for (one, other, found) in [
        (["TQ9 4XX", "12 Quarry Lane", "", ""], ["TQ9 4XX", "12 Quarrylane", "", ""], "same house and postcode"),
        (["TQ9 4XX", "12 Quarry Lane", "", ""], ["TQ9 4XZ", "21 Quarry Lane", "", ""], "same road"),
        (["TQ9 4XX", "12 Quarry Lane", "", ""], ["TQ9", "Quarry Ln", "", ""], "same road"),
        (["", "12 The Old Mill", "Quarry Lane", "Totnes"], ["", "12 Quarry Lane", "Old Mill", "Totnes"], "same house"),
        (["TQ9 4XX", "3 Bank Street", "", "Totnes"], ["PL1 2AB", "12 Quarry Lane", "", "Totmes"], "same town"),
        (["TQ9 4XX", "3 Bank Street", "", "Totnes"], ["PL1 2AB", "12 Quarry Lane", "", "Plymouth"], "different areas"),
    ] {
        assert_eq!(level(one, other), found, "{one:?} {other:?}");
    }
}

#[test]
fn no_name_is_shown() {
    let records = records(&[["Quillan", "Zzyzx", "1/2/2010", "", "7 Hidden Way", "", "", ""]]);
    let row = Row { forename: "Quillan".into(), address: "7 Hidden Way".into(), ..Row::default() };
    let shown = format!("{records:?} {row:?} {:?}", link(&records, &Model::default(), &Options::default())).to_lowercase();
    assert!(!["quillan", "zzyzx", "hidden"].iter().any(|word| shown.contains(word)));
}

#[test]
fn odd_rows_are_taken() {
    let found = linked(&[
        ["", "", "", "", "", "", "", ""],
        ["X", "", "30/02/2010", "ZZ", "0", "NEET", "", "1900-01-00"],
        ["محمد", "علي", "170", "", "", "", "Dawn Panel", "x"],
        ["محمد", "علي", "", "", "", "", "Moor Panel", ""],
    ]);
    assert_eq!(found.cluster.len(), 4);
    assert_eq!(link(&Records::new(), &Model::default(), &Options::default()), Linked::default());
}
