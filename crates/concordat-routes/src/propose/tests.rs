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

const LEVELS: &str = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor on the same day.\n\nChildren's social care holds a strategy discussion within one working day of the decision.\n";

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
