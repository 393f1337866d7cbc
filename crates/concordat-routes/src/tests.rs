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

/// The kinds of the bodies that the last document's steps lead to, once the area is settled.
/// Issue 5: an area whose documents all ring one body and nowhere call it a front door was told that no way led to social care.
#[test]
fn what_several_documents_ring_and_what_decides_is_the_front_door_where_none_is_called_so() {
    let strategy = "# Child Exploitation Strategy\n\nAnyone who thinks that a child is exploited rings the Westshire Children's Quayside. The Quayside decides within one working day.\n";
    let hsb = "# Harmful Sexual Behaviour Policy\n\nThe school rings the Quayside about both children.\n";
    let missing = "# Missing Children Protocol\n\nA worker who fears that a missing child is exploited refers the child to the Children's Quayside.\n";
    let kinds = |files: &[&str]| settled(files).into_iter().flatten().filter(|kind| kind == "front-door").count();
    assert_eq!(kinds(&[strategy, hsb, missing]), 1);
    assert_eq!(kinds(&[strategy, hsb]), 0, "two are too few");
    // What holds interviews of children whom three documents send there is no front door, and nor is a project that says whom it takes.
    for does in ["offers the child a return interview within three days", "decides within a week whether it takes the child"] {
        let project = format!(
            "# Missing Children Protocol\n\nA worker refers a child who is back from being missing to the Lantern Project. The Lantern Project {does}.\n"
        );
        let gangs = "# Gangs Procedure\n\nA worker refers a child who is back from being missing to the Lantern Project.\n";
        let homes = "# Homes Protocol\n\nThe home refers the child to the Lantern Project.\n";
        assert_eq!(kinds(&[&project, gangs, homes]), 0, "{does}");
    }
    let service = "# Missing Children Protocol\n\nA worker refers a child who is back from being missing to Lanterns. Lanterns offers the child a return interview within three days.\n";
    let gangs = "# Gangs Procedure\n\nA worker refers a child who is back from being missing to Lanterns.\n";
    assert_eq!(kinds(&[service, gangs, "# Homes Protocol\n\nThe home refers the child to Lanterns.\n"]), 0);
}

fn settled(files: &[&str]) -> Vec<Option<String>> {
    let (standard, reader) = standard();
    let mut documents: Vec<DocumentFacts> =
        files.iter().map(|f| reader.read(&concordat_fixture::document(f), &Source::default())).collect();
    settle(&mut documents, &standard.routes);
    let steps = &documents.last().unwrap().routes.steps;
    steps.iter().filter_map(|s| s.body.as_ref()).map(|b| b.kind.as_deref().map(str::to_owned)).collect()
}

const WORRY: &str = "# Gangs Procedure 2021\n\nA worker with a concern about a gang rings the Lantern Desk on the same day.\n";

#[test]
fn a_body_that_one_document_calls_the_front_door_is_it_in_all_whatever_its_name_ends_in() {
    for said in [
        "The Lantern Desk is the front door for every concern about a child.",
        "Every concern about a child goes to the Lantern Desk, which is the front door, on the same day.",
        "Every concern goes to the Lantern Desk, our front door, on the same day.",
        "Every concern goes to the Lantern Desk, the front door of Fenmoor.",
        "Every concern goes to the Lantern Desk, Fenmoor's front door.",
        "Every concern goes to the Lantern Desk (the front door).",
        "Our front door is the Lantern Desk.",
        "The front door is known as the Lantern Desk.",
        "The front door (known as the Lantern Desk) takes every concern about a child.",
        "The Lantern Desk acts as the front door.",
        "The single point of contact for every concern about a child is the Lantern Desk.",
        "The Lantern Desk is the single point of contact for every concern about a child.",
        "Front door: the Lantern Desk",
        "| What | Who |\n| --- | --- |\n| Front door | The Lantern Desk, 01555 123 456 |\n| Out of hours | The duty team |",
    ] {
        let levels = format!("# Levels of Need 2022\n\n{said}\n");
        assert_eq!(settled(&[&levels, WORRY]), [Some("front-door".to_owned())], "{said}");
    }
    for name in ["Family Help Hub", "Gateway Team", "Early Contact Team", "Children's Advice and Support Service", "Quayside Project"] {
        let levels = format!("# Levels of Need 2022\n\nThe {name} is the front door for every concern about a child.\n");
        let worry = WORRY.replace("Lantern Desk", name);
        assert_eq!(settled(&[&levels, &worry]), [Some("front-door".to_owned())], "{name}");
        let there = worry.replace(name, &format!("{name} at Fenmoor Council"));
        assert_eq!(settled(&[&levels, &there]), [Some("front-door".to_owned())], "{name}");
    }
    let beacon = "# Levels of Need 2022\n\nBeacon is the front door for every concern about a child.\n";
    assert_eq!(settled(&[beacon, "# Gangs Procedure 2021\n\nA worker rings Beacon.\n"]), [Some("front-door".to_owned())]);
}

#[test]
fn a_team_beside_the_front_door_is_a_team() {
    for said in [
        "The Lantern Desk is not the front door.",
        "The Lantern Desk works beside the front door.",
        "The Lantern Desk is beside the front door of the town hall.",
        "The Lantern Desk, the front door and the police meet each week.",
        "The Lantern Desk is the single point of contact for the panel.",
        "At the Lantern Desk, the front door is open all day.",
        "The front door passes such a case to the Lantern Desk.",
        "| Agency | Member |\n| --- | --- |\n| Front door | Lantern Desk |",
    ] {
        let levels = format!("# Levels of Need 2022\n\n{said}\n");
        assert_eq!(settled(&[&levels, WORRY]), [Some("team".to_owned())], "{said}");
    }
}

#[test]
fn the_words_beside_a_name_that_say_what_it_is_name_no_second_body() {
    let bodies = |words: &str| -> Vec<String> {
        let (_, reader) = standard();
        let read = reader.read(&concordat_fixture::document(words), &Source::default());
        read.routes.steps.iter().filter_map(|s| s.body.as_ref()).map(|b| b.name.to_string()).collect()
    };
    assert_eq!(bodies("Staff ring the Lantern Desk, our front door, on the same day.\n"), ["Lantern Desk"]);
    assert_eq!(bodies("Staff ring the Lantern Desk (the front door).\n"), ["Lantern Desk"]);
    assert_eq!(bodies("Staff tell the Lantern Desk, the front door and the police.\n").len(), 3);
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
