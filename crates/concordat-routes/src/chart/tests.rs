//! Tests of drawing routes up.

use super::*;
use concordat_reading::{Reader, Source as Origin};
use concordat_standard::Standard;
use std::sync::OnceLock;

const THEMES: [(&str, &str); 2] = [("hsb", "Harmful sexual behaviour"), ("cse", "Child sexual exploitation")];

fn standard() -> &'static (Standard, Reader) {
    static MADE: OnceLock<(Standard, Reader)> = OnceLock::new();
    MADE.get_or_init(|| {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = Reader::new(&standard);
        (standard, reader)
    })
}

fn read(files: &[&str]) -> Vec<DocumentFacts> {
    let (_, reader) = standard();
    files.iter().map(|f| reader.read(&concordat_fixture::document(f), &Origin::default())).collect()
}

fn drawn(documents: &[DocumentFacts], flags: &[Flag]) -> RouteCharts {
    charts(documents, &Network::of(documents, &standard().0.routes), &standard().0.routes, &THEMES, flags)
}

const SEXUAL_BEHAVIOUR: &str = "# Harmful Sexual Behaviour Procedure 2022\n\nAnyone with a concern about harmful sexual behaviour rings the Anchor the same day.\n\n\
     Children's social care holds a strategy discussion within one working day of the decision.\n\nIn immediate danger ring 999.\n";
const EXPLOITATION: &str = "# Child Sexual Exploitation Strategy 2021\n\nAnyone with a concern about child sexual exploitation sends form X4 to the Exploitation Panel.\n\nThe worker tells the school.\n";
const LEVELS: &str = "# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor.\n\n\
     The Anchor decides what happens next within one working day.\n";

/// The arrows as "from > to: label".
fn arrows(chart: &Chart) -> Vec<String> {
    let name = |n: usize| chart.nodes[n].label.clone();
    chart.edges.iter().map(|e| format!("{} > {}: {}", name(e.from), name(e.to), e.label.replace('\n', "; "))).collect()
}

#[test]
fn of_two_times_on_one_arrow_each_stands_with_its_document() {
    let later = "# Sexual Behaviour in Schools 2023\n\nAnyone with a concern about harmful sexual behaviour rings the Anchor within two working days.\n";
    let chart = drawn(&read(&[SEXUAL_BEHAVIOUR, later, LEVELS]), &[]).area.unwrap();
    let arrow = chart.edges.iter().find(|e| chart.nodes[e.to].label == "Anchor" && e.label.contains("two")).unwrap();
    let lines: Vec<&str> = arrow.label.lines().collect();
    assert_eq!(lines[1..], ["the same day (Harmful Sexual Behaviour…)", "within two working days (Sexual Behaviour in Schools)"]);
    let none = later.replace(" within two working days", "");
    let chart = drawn(&read(&[SEXUAL_BEHAVIOUR, &none, LEVELS]), &[]).area.unwrap();
    let only = chart.edges.iter().find(|e| chart.nodes[e.to].label == "Anchor" && e.label.contains("2 documents")).unwrap();
    assert_eq!(only.label, "2 documents\nthe same day (Harmful Sexual Behaviour…)", "only one of them says so");
    assert!(arrow.detail.contains("Sexual Behaviour in Schools 2023 (within two working days)"), "{}", arrow.detail);
}

#[test]
fn the_area_shows_where_concerns_come_together_and_the_thresholds() {
    let documents = read(&[SEXUAL_BEHAVIOUR, EXPLOITATION, LEVELS]);
    let chart = drawn(&documents, &[]).area.unwrap();
    let arrows = arrows(&chart);
    for wanted in [
        "Concern: harmful sexual behaviour > Anchor: the same day",
        "Concern: child sexual exploitation > Exploitation Panel: ",
        "Anchor > Decision on a referral: ",
        "Levels of Need 2022 > Decision on a referral: ",
        "Decision on a referral > Strategy discussion: ",
    ] {
        assert!(arrows.iter().any(|a| a == wanted), "{wanted} is not among {arrows:#?}");
    }
    assert!(!chart.nodes.iter().any(|n| n.label.contains("chool")), "to tell a school moves no case on: {arrows:#?}");
    assert!(chart.notes.iter().any(|n| n.contains("1 step that tells somebody")), "{:?}", chart.notes);
    concordat_chart::Layout::of(&chart).unwrap();
}

#[test]
fn a_finding_marks_the_arrow_its_words_give_and_no_other_theme() {
    let documents = read(&[SEXUAL_BEHAVIOUR, EXPLOITATION, LEVELS]);
    let place = |document: usize, words: &str| {
        let steps = &documents[document].routes.steps;
        let step = steps.iter().find(|s| s.anchor.quote.exact.contains(words)).unwrap();
        (DocumentIndex(u32::try_from(document).unwrap()), step.anchor.span)
    };
    let flag = Flag { text: "They part.".into(), link: None, places: vec![place(1, "form X4"), place(2, "Every concern")], fresh: false };
    let made = drawn(&documents, &[flag]);
    let area = made.area.unwrap();
    let marked: Vec<&str> = area.edges.iter().filter(|e| e.marks == [1]).map(|e| area.nodes[e.to].label.as_str()).collect();
    assert!(marked.contains(&"Exploitation Panel"), "{marked:?}");
    assert_eq!(area.marks.len(), 1);
    let theme = made.themes.iter().find(|(id, _)| id == "hsb").map(|(_, c)| c).unwrap();
    assert!(theme.marks.is_empty(), "{:?}", theme.marks);
}

#[test]
fn what_several_documents_say_is_one_arrow() {
    let second = SEXUAL_BEHAVIOUR.replace("Procedure 2022", "Protocol 2023");
    let documents = read(&[SEXUAL_BEHAVIOUR, &second, LEVELS]);
    let chart = drawn(&documents, &[]).area.unwrap();
    let found: Vec<String> = arrows(&chart).into_iter().filter(|a| a.contains("behaviour > Anchor")).collect();
    assert_eq!(found, ["Concern: harmful sexual behaviour > Anchor: 2 documents; the same day"]);
}

/// Issue 6: the times of one document stood beside the name of another.
#[test]
fn each_document_has_its_own_time() {
    let second = SEXUAL_BEHAVIOUR.replace("Procedure 2022", "Protocol 2023").replace("the same day", "within two working days");
    let chart = drawn(&read(&[SEXUAL_BEHAVIOUR, &second, LEVELS]), &[]).area.unwrap();
    let anchor = |e: &&concordat_chart::Edge| chart.nodes[e.to].label == "Anchor" && chart.nodes[e.from].label.contains("behaviour");
    let detail = &chart.edges.iter().find(anchor).unwrap().detail;
    let wanted = "Harmful Sexual Behaviour Procedure 2022 (the same day)\nHarmful Sexual Behaviour Protocol 2023 (within two working days)";
    assert_eq!(detail, wanted);
}

#[test]
fn a_theme_has_a_chart_only_where_a_document_speaks_of_it() {
    let made = drawn(&read(&[SEXUAL_BEHAVIOUR, LEVELS]), &[]);
    assert_eq!(made.themes.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), ["hsb"]);
}

#[test]
fn thousands_of_steps_are_drawn_without_most_of_their_bodies() {
    let mut documents = read(&[SEXUAL_BEHAVIOUR, LEVELS]);
    let step = documents[0].routes.steps.iter().find(|s| s.body.is_some()).unwrap().clone();
    for n in 0..3000 {
        let mut step = step.clone();
        let body = step.body.as_mut().unwrap();
        (body.name, body.full, body.kind, body.proper) = (format!("Tarn Project {n}").as_str().into(), None, None, true);
        documents[0].routes.steps.push(step);
    }
    let chart = drawn(&documents, &[]).area.unwrap();
    assert!(chart.nodes.len() < 70 && chart.notes[0].contains("bodies that only one document leads to"), "{:?}", chart.notes);
    concordat_chart::Layout::of(&chart).unwrap();
}

#[test]
fn no_steps_are_no_charts() {
    assert_eq!(drawn(&read(&["# A Strategy\n\nWe value children.\n"]), &[]), RouteCharts::default());
}
