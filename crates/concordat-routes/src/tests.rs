//! Tests of joining steps.

use super::*;
use concordat_reading::{Reader, Source};
use concordat_standard::Standard;
use proptest::prelude::*;
use std::sync::OnceLock;

fn standard() -> &'static (Standard, Reader) {
    static MADE: OnceLock<(Standard, Reader)> = OnceLock::new();
    MADE.get_or_init(|| {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = Reader::new(&standard);
        (standard, reader)
    })
}

fn network(files: &[&str]) -> Network {
    let (standard, reader) = standard();
    let documents: Vec<DocumentFacts> = files.iter().map(|f| reader.read(&concordat_fixture::document(f), &Source::default())).collect();
    Network::of(&documents, &standard.routes)
}

#[test]
fn letters_of_one_document_are_the_name_in_another() {
    let made = network(&["Cases go to the Calder Exploitation Group (CEG).\n", "A case goes to the CEG.\n"]);
    assert_eq!(made.edges.first().unwrap().to, made.edges.get(1).unwrap().to, "{made:#?}");
    assert_eq!(made.nodes.len(), 1);
}

#[test]
fn the_front_door_is_the_local_one() {
    let made = network(&["The Anchor is the single front door.\n\nRing the Anchor.\n", "Staff ring the front door.\n"]);
    assert_eq!(made.nodes.len(), 2, "the staff and the Anchor: {made:#?}");
    let (door, document, _) = made.door().unwrap();
    assert_eq!((made.node(door).unwrap().name.as_str(), document), ("Anchor", DocumentIndex(0)));
}

#[test]
fn a_way_is_found_over_several_steps_and_round_a_loop() {
    let made = network(&[
        "The school tells the Tarn Project. The Tarn Project tells the school and rings children's social care. The police ring the Tarn Desk.\n",
    ]);
    let node = |name: &str| NodeIndex(u32::try_from(made.nodes.iter().position(|n| n.name.contains(name)).unwrap()).unwrap());
    assert!(made.reaches(node("school"), &["social-care"]));
    assert!(!made.reaches(node("police"), &["social-care"]));
}

#[test]
fn the_door_of_the_thresholds_document_is_the_front_door_where_none_is_called_so() {
    let (standard, reader) = standard();
    let read = |f: &str| reader.read(&concordat_fixture::document(f), &Source::default());
    let levels = "# Levels of Need 2022\n\nAt level 4 ring the Children's Quayside on the same day.\n";
    let mut documents = vec![read(levels), read("# Gangs Procedure 2021\n\nStaff ring the Quayside and tell the Weir Panel.\n")];
    settle(&mut documents, &standard.routes);
    let kinds: Vec<Option<&str>> = documents[1].routes.steps.iter().map(|s| s.body.as_ref().and_then(|b| b.kind.as_deref())).collect();
    assert_eq!(kinds, [Some("front-door"), Some("panel")]);
    // Where a document calls another body the front door, nothing is inferred.
    let mut documents = vec![read(levels), read("# Gangs Procedure 2021\n\nThe Anchor is the front door.\n")];
    settle(&mut documents, &standard.routes);
    assert!(documents[0].routes.steps.iter().filter_map(|s| s.body.as_ref()).all(|b| b.kind.as_deref() != Some("front-door")));
}

proptest! {
    #[test]
    fn every_edge_leads_between_nodes_there_are(files in prop::collection::vec("((The|Staff|school|police|ring|tells|sends|it|to|MASH|CEG|Tarn|Panel|,|\\.)[ ]){0,30}", 1..4)) {
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let made = network(&files);
        for edge in &made.edges {
            for end in edge.from.iter().chain(&edge.to) {
                prop_assert!(made.node(*end).is_some());
            }
        }
    }
}
