//! Tests of steps given by hand.

use super::*;
use crate::parse_routes;
use concordat_reading::Source;
use concordat_standard::Standard;
use std::sync::OnceLock;

fn made() -> &'static (Standard, Reader) {
    static MADE: OnceLock<(Standard, Reader)> = OnceLock::new();
    MADE.get_or_init(|| {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = Reader::for_load(&standard, concordat_reading::Load::Few);
        (standard, reader)
    })
}

/// The steps of `a.md` with `rows` put among them, and what was said.
fn with(markdown: &str, rows: &str) -> (Vec<Step>, Vec<(String, Problem)>) {
    let (standard, reader) = made();
    let source = Source { file: "a.md".to_owned(), ..Source::default() };
    let mut documents = vec![reader.read(&document(markdown), &source)];
    let options = Options { routes: parse_routes(rows, standard), ..Options::default() };
    let said = apply(&mut documents, &options, &standard.routes, &|| reader);
    (documents.remove(0).routes.steps, said)
}

fn document(markdown: &str) -> concordat_register::Document {
    concordat_ingest::read("a.md", markdown.as_bytes(), &concordat_ingest::Limits::default()).value.unwrap()
}

fn bodies(steps: &[Step]) -> Vec<&str> {
    steps.iter().map(|s| s.body.as_ref().map_or("-", |b| b.name.as_str())).collect()
}

const TEXT: &str = "# Missing Children Protocol\n\n## 4. Steps\n\n4.1 The carer rings the Tarn Desk.\n\n4.2 The Tarn Desk sends form T1 to the Tarn Panel.\n";

#[test]
fn a_correction_stands_where_the_step_stood_with_the_documents_words() {
    for replaces in ["rings the Tarn Desk", "4.1"] {
        let (steps, said) = with(
            TEXT,
            &format!("[[route]]\ndocument = \"a.md\"\nreplaces = \"{replaces}\"\nactor = \"The carer\"\naction = \"rings the police\"\n"),
        );
        assert!(said.is_empty(), "{said:?}");
        assert_eq!(bodies(&steps), ["police", "Tarn Panel"], "{replaces}");
        assert!(steps[0].by_hand && steps[0].anchor.quote.exact.contains("Tarn Desk") && !steps[1].by_hand);
    }
}

#[test]
fn a_step_that_is_none_is_left_out_and_a_new_one_stands_last() {
    let (steps, said) = with(
        TEXT,
        "[[route]]\ndocument = \"a.md\"\nreplaces = \"4.1\"\nignore = true\n[[route]]\ndocument = \"a.md\"\naction = \"tells\"\nbody = \"MASH\"\n",
    );
    assert!(said.is_empty(), "{said:?}");
    assert_eq!(bodies(&steps), ["Tarn Panel", "MASH"]);
    assert_eq!(steps[1].anchor.section.as_deref(), Some("routes.toml"));
    assert_eq!((steps[1].anchor.paragraph, steps[1].anchor.span.end), (2, 0));
}

#[test]
fn what_looks_wrong_is_said_by_row_and_the_rest_goes_on() {
    let rows = "
[[route]]
document = \"b.md\"
action = \"rings\"
body = \"MASH\"
[[route]]
document = \"a.md\"
id = \"one\"
next = \"two\"
trigger = \"a child is found\"
action = \"rings\"
body = \"the Tarn Dsek\"
[[route]]
document = \"a.md\"
id = \"two\"
next = \"one\"
trigger = \"a child is found\"
action = \"rings\"
body = \"MASH\"
[[route]]
document = \"a.md\"
replaces = \"words that stand nowhere\"
next = \"nor these\"
action = \"sends the form\"
body = \"MASH\"
";
    let (steps, said) = with(TEXT, rows);
    let told: Vec<(&str, &str)> = said.iter().map(|(place, p)| (place.as_str(), p.message.as_str())).collect();
    assert_eq!(
        told,
        [
            ("routes.toml, row 1", "there is no document `b.md`"),
            ("routes.toml, row 4", "no step was read in the words or clause `words that stand nowhere`"),
            ("routes.toml, row 3", "it gives another body than row 2 of routes.toml for the same step"),
            ("routes.toml, row 3", "the steps follow each other in a circle"),
            ("routes.toml, row 4", "nothing is known that follows as `nor these`"),
            ("routes.toml, row 2", "no document names the body `the Tarn Dsek`"),
        ]
    );
    assert!(said.iter().any(|(_, p)| p.help.starts_with("did you mean `tarn desk`?")));
    assert_eq!(bodies(&steps), ["Tarn Desk", "Tarn Panel", "Tarn Dsek", "MASH", "MASH"]);
    assert_eq!(steps.iter().map(|s| s.next).skip(2).collect::<Vec<_>>(), [Some(3), None, None]);
}

#[test]
fn rows_that_contradict_each_other_are_told() {
    let row = |what: &str| format!("[[route]]\ndocument = \"a.md\"\n{what}\n");
    let told = |rows: &[&str]| -> Vec<String> {
        let rows: String = rows.iter().map(|what| row(what)).collect();
        with(TEXT, &rows).1.into_iter().map(|(place, p)| format!("{place}: {}", p.message)).collect()
    };
    let (one, two) =
        ("replaces = \"4.1\"\naction = \"rings the MASH\"", "replaces = \"rings the Tarn Desk\"\naction = \"rings the Tarn Panel\"");
    assert_eq!(told(&[one, two]), ["routes.toml, row 2: it corrects the same step as row 1 of routes.toml and gives another body"]);
    assert_eq!(
        told(&[one, "replaces = \"4.1\"\nignore = true"]),
        ["routes.toml, row 2: it leaves out a step that row 1 of routes.toml corrects"]
    );
    assert_eq!(
        told(&["replaces = \"4.1\"\nignore = true", one]),
        ["routes.toml, row 2: it corrects a step that row 1 of routes.toml leaves out"]
    );
    // A sentence of two steps takes two rows.
    assert_eq!(
        told(&[one, "replaces = \"4.1\"\nactor = \"The police\"\naction = \"grade the report\"\nwithin = \"one hour\""]),
        Vec::<String>::new()
    );
    assert_eq!(told(&["action = \"rings the MASH\"\nwithin = \"blue moons\""]), ["routes.toml, row 1: no time was read in `blue moons`"]);
    assert_eq!(told(&["action = \"rings the MASH\"\nwithin = \"as soon as may be\""]), Vec::<String>::new());
}

#[test]
fn a_case_that_is_left_to_nobody_can_be_given_a_way_by_hand() {
    let text = "# Harmful Sexual Behaviour Procedure\n\n## 4. Steps\n\n4.1 Staff ring the Tarn Desk.\n\n4.2 Young people aged 17 fall outside this procedure.\n\n4.3 The Tarn Desk sends the case to the Tarn Panel.\n";
    let (standard, reader) = made();
    let source = Source { file: "a.md".to_owned(), ..Source::default() };
    let mut documents = vec![reader.read(&document(text), &source)];
    assert_eq!(documents[0].routes.gaps.len(), 1);
    let rows = "[[route]]\ndocument = \"a.md\"\nreplaces = \"4.2\"\ntrigger = \"A young person of 17\"\naction = \"rings the Tarn Desk\"\n";
    let options = Options { routes: parse_routes(rows, standard), ..Options::default() };
    assert_eq!(apply(&mut documents, &options, &standard.routes, &|| reader), []);
    let routes = &documents[0].routes;
    assert_eq!((routes.gaps.len(), bodies(&routes.steps)), (0, vec!["Tarn Desk", "Tarn Desk", "Tarn Panel"]));
    assert!(routes.steps[1].by_hand && routes.steps[1].anchor.quote.exact.contains("outside"), "{:#?}", routes.steps);
}

#[test]
fn five_thousand_steps_are_kept_and_said() {
    let rows: String = (0..5000)
        .map(|n| {
            format!("[[route]]\ndocument = \"a.md\"\nid = \"{n}\"\nnext = \"{}\"\naction = \"tells\"\nbody = \"Tarn Desk {n}\"\n", n + 1)
        })
        .collect();
    let (steps, said) = with(TEXT, &rows);
    assert_eq!(steps.len(), 5002);
    assert!(said.iter().any(|(_, p)| p.message == "5000 steps were given by hand"));
    assert_eq!(steps[5000].next, Some(5001));
}

#[test]
fn words_to_be_replaced_are_whole_words() {
    let (steps, said) = with(
        "# Missing Children Protocol\n\nStaff ring the Tarn Desk.\n\nStaff who string beads tell the Brook Desk.\n",
        "[[route]]\ndocument = \"a.md\"\nreplaces = \"tring\"\nignore = true\n[[route]]\ndocument = \"a.md\"\nreplaces = \"ring\"\nignore = true\n",
    );
    assert_eq!(bodies(&steps), ["Brook Desk"]);
    assert!(said.len() == 1 && said[0].1.message.contains("`tring`"), "{said:?}");
}

#[test]
fn steps_that_are_not_kept_are_counted_aloud() {
    let (_, reader) = made();
    let text: String = (0..5_003).map(|n| format!("Staff ring the Quay Desk about form {n}.\n\n")).collect();
    let facts = reader.read(&document(&text), &Source { file: "a.md".to_owned(), ..Source::default() });
    let said: Vec<_> = lost(&[facts]).collect();
    assert!(said.len() == 1 && said[0].1.message == "3 further steps or gaps of routes were not kept", "{said:?}");
}
