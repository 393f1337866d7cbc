//! Tests of what is proposed.

use super::*;
use concordat_reading::{Reader, Source};

fn proposed(files: &[&str]) -> (Standard, Vec<DocumentFacts>, Proposal) {
    let standard = Standard::peer_on_peer_abuse().unwrap();
    let reader = Reader::new(&standard);
    let documents: Vec<DocumentFacts> = files.iter().map(|f| reader.read(&concordat_fixture::document(f), &Source::default())).collect();
    let made = propose(&documents, &standard);
    (standard, documents, made)
}

const LEVELS: &str = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.\n\nChildren's social care holds a strategy discussion within one working day of the decision.\n\nOur other papers speak of siblings, of sexting, of a child under 13, of a learning disability, of a position of trust, of drug dealing, of the National Referral Mechanism, of placing authorities, of stabbings and of parent abuse.\n";

#[test]
fn two_leads_and_a_side_door_need_two_changes_and_the_walker_agrees() {
    let (standard, documents, made) = proposed(&[
        "# Gangs Procedure 2021\n\nAnyone with a concern about a gang sends form G1 to the Gangs Panel.\n\nWhere a child in a gang is sexually exploited, the Gangs Panel leads.\n",
        "# Child Sexual Exploitation Strategy 2022\n\nA worker rings the Anchor on the same day.\n\nWhere sexual exploitation is linked with a gang, the Exploitation Panel leads.\n",
        LEVELS,
    ]);
    let view = &made.view;
    assert!(view.today < view.then && view.then == view.cases && view.remaining.is_empty(), "{view:#?}");
    assert_eq!(view.changes.len(), 2, "{view:#?}");
    // The judge is the walk itself, of the documents as they would stand.
    let walker = Walker::new(&made.documents, &standard);
    let walked = Case::library(&standard).into_iter().filter(|c| walker.has_documents_for(c) && c.children().next().is_some());
    let walked: Vec<CaseView> = walked.map(|c| walker.walk(&c)).collect();
    assert_eq!(walked.len(), view.cases);
    assert!(walked.len() > 1 && walked.iter().all(CaseView::is_determined));
    assert_eq!(format!("{:?}", propose(&documents, &standard).view), format!("{view:?}"), "the same each time");
}

#[test]
fn those_of_whom_social_care_hears_after_a_conference_are_proposed_to_be_told_of_at_once() {
    let da = "# Domestic Abuse Policy 2021\n\nHigh-risk cases are sent to the MARAC coordinator on form Q1. This includes cases in which the victim is 16 or 17; children's social care is told of the outcome after the conference.\n";
    let (_, _, made) = proposed(&[da, LEVELS]);
    assert!(made.view.changes.iter().any(|c| c.near.quote.exact.contains("after the conference")), "{:#?}", made.view);
    assert!(made.view.remaining.iter().all(|(_, open)| !open.contains("first concern")), "{:#?}", made.view);
}

#[test]
fn another_time_is_that_of_all_whom_a_sentence_names() {
    let text =
        "# Exploitation Strategy 2020\n\nWhat the child says is passed to the social worker and the police within five working days.\n";
    let documents = proposed(&[text]).1;
    let mut steps = documents[0].routes.steps.clone();
    assert_eq!(steps.len(), 2, "{steps:#?}");
    let more = proposed(&["# A\n\nA worker rings the Anchor within one working day.\n"]).1;
    let new = Step { limit: more[0].routes.steps[0].limit.clone(), ..steps[1].clone() };
    put(&mut steps, 1, &new);
    assert!(steps.iter().all(|s| s.limit == new.limit), "{steps:#?}");
}

#[test]
fn nothing_is_proposed_where_nothing_is_open() {
    let (_, _, made) = proposed(&["# Harmful Sexual Behaviour Procedure 2021\n\nA worker rings the Anchor on the same day.\n", LEVELS]);
    assert!(made.view.changes.is_empty() && made.view.today == made.view.cases && made.view.cases > 0, "{:#?}", made.view);
    assert!(proposed(&[]).2.view.changes.is_empty());
}

#[test]
fn subsets_are_all_gathered_or_said_to_be_too_many() {
    let mut sets = Vec::new();
    assert!(subsets(4, 2, 0, &mut Vec::new(), &mut sets));
    assert_eq!(sets, [[0, 1], [0, 2], [0, 3], [1, 2], [1, 3], [2, 3]]);
    assert!(!subsets(40, 5, 0, &mut Vec::new(), &mut Vec::new()));
}

#[test]
fn where_nothing_speaks_for_one_answer_people_are_asked_to_choose_and_else_not() {
    let (_, _, made) = proposed(&[
        "# Gangs Procedure 2021\n\nA worker rings the Anchor on the same day.\n\nWhere a child in a gang is sexually exploited, the Gangs Panel leads.\n",
        "# Child Sexual Exploitation Strategy 2022\n\nA worker rings the Anchor on the same day.\n\nWhere sexual exploitation is linked with a gang, the Exploitation Panel leads.\n",
        LEVELS,
    ]);
    let [change] = made.view.changes.as_slice() else { panic!("{:#?}", made.view) };
    assert_eq!(change.choose.len(), 2, "{change:#?}");
    assert!(change.choose.iter().any(|a| a == "Gangs Panel") && change.choose.iter().any(|a| a == "Exploitation Panel"));
    // The shorter time is the reason for the one that is proposed.
    let (_, _, made) = proposed(&[
        "# Harmful Sexual Behaviour Procedure 2021\n\nA worker rings the Anchor on the same day. Children's social care holds a strategy discussion within five working days of the decision.\n",
        LEVELS,
    ]);
    assert!(!made.view.changes.is_empty() && made.view.changes.iter().all(|c| c.choose.is_empty()), "{:#?}", made.view);
}

/// Sentences of which small areas are made, a line a document, each with one of its alternatives.
const PARTS: [(&str, [&str; 3]); 5] = [
    (
        "# Gangs Procedure 2021",
        ["A worker rings the Anchor on the same day.", "Anyone with a concern about a gang sends form G1 to the Gangs Panel.", ""],
    ),
    (
        "# Gangs Procedure 2021",
        [
            "Where a child in a gang is sexually exploited, the Gangs Panel leads.",
            "The Gangs Panel discusses every child who is harmed by a gang.",
            "",
        ],
    ),
    (
        "# Child Sexual Exploitation Strategy 2022",
        [
            "A worker rings the Anchor on the same day.",
            "Anyone with a concern about sexual exploitation sends form X4 to the Exploitation Panel.",
            "",
        ],
    ),
    (
        "# Child Sexual Exploitation Strategy 2022",
        [
            "Where sexual exploitation is linked with a gang, the Exploitation Panel leads.",
            "The Exploitation Panel discusses every child who is sexually exploited.",
            "",
        ],
    ),
    (
        "# Child Sexual Exploitation Strategy 2022",
        ["Children's social care holds a strategy discussion within five working days of the decision.", "", ""],
    ),
];

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { cases: 8, ..Default::default() })]
    #[test]
    fn with_few_candidates_no_smaller_set_settles_as_much(choice in proptest::collection::vec(0_usize..3, PARTS.len())) {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = Reader::new(&standard);
        let mut files: Vec<String> = Vec::new();
        for ((title, parts), n) in PARTS.iter().zip(&choice) {
            match files.iter_mut().find(|f| f.starts_with(title)) {
                Some(file) => file.push_str(&format!("{}\n\n", parts[*n])),
                None => files.push(format!("{title}\n\n{}\n\n", parts[*n])),
            }
        }
        files.push(LEVELS.to_owned());
        let documents: Vec<DocumentFacts> = files.iter().map(|f| reader.read(&concordat_fixture::document(f), &Source::default())).collect();
        let today: Vec<DocumentFacts> = documents.iter().map(slim).collect();
        // Two cases are enough to be in each other's way.
        let cases: Vec<Case> = ["gang-associated-exploitation", "missing-from-care"]
            .iter()
            .filter_map(|id| Case::of(standard.cases.case(id)?, &standard).ok())
            .collect();
        let walker = Walker::new(&today, &standard);
        let before: Vec<CaseView> = cases.iter().map(|c| walker.walk(c)).collect();
        let mut all = candidates(&walker, &today, &before, &standard);
        all.truncate(7);
        let judge = Judge { today: &today, standard: &standard, cases: &cases, candidates: &all };
        let mut chosen = judge.greedy(weight(&before));
        judge.drop_needless(&mut chosen);
        judge.try_smaller(&mut chosen);
        let open = judge.open(&chosen);
        // Every set of the candidates, by its bits.
        for bits in 0_u32..1 << all.len() {
            let set: Vec<usize> = (0..all.len()).filter(|n| bits & (1 << n) != 0).collect();
            if set.len() < chosen.len() {
                proptest::prop_assert!(judge.open(&set) > open, "{choice:?}: {set:?} settles as much as {chosen:?}");
            }
        }
    }
}
