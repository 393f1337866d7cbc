//! Tests of what charts are written as.

use crate::*;
use proptest::prelude::*;
use std::io::Read;

/// A chart with every kind of box, an awkward name, a circle, a mark and something new.
fn chart() -> Chart {
    let node = |label: &str, lane, kind| Node { label: label.into(), lane, kind, note: "first\nsecond".into(), ..Node::default() };
    let edge = |from, to, label: &str| Edge { from, to, label: label.into(), ..Edge::default() };
    let mut nodes = vec![
        node("A worry", 0, Kind::Start),
        node("Desk \"1\" & <co>", 1, Kind::Task),
        node("Decide", 1, Kind::Decision),
        node("Book", 1, Kind::Document),
        node("Done", 0, Kind::End),
    ];
    nodes[1].marks = vec![2];
    nodes[4].fresh = true;
    let mut edges =
        vec![edge(0, 1, "the same day"), edge(1, 2, ""), edge(2, 4, "in #1; 2 days"), edge(2, 1, ""), edge(3, 2, ""), edge(1, 1, "")];
    edges[0].marks = vec![1];
    edges[0].detail = "Rules of the desk\nthe same day".into();
    edges[2].fresh = true;
    Chart {
        title: "How & why".into(),
        description: "It shows it.".into(),
        lanes: vec!["People".into(), "Desk".into(), "Nobody's".into()],
        nodes,
        edges,
        marks: vec![Mark { number: 1, text: "They part.".into(), link: None }, Mark { number: 2, text: "They <meet>.".into(), link: None }],
        notes: vec!["One was left out.".into()],
    }
}

/// Whether every element that is opened is closed, and every attribute quoted: enough of XML for what is written here.
fn well_formed(text: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for piece in text.split('<').skip(1) {
        let (tag, words) = piece.split_once('>').ok_or("a tag without end")?;
        if words.contains('>') {
            return Err(format!("a loose > in {words}"));
        }
        if let Some(closing) = tag.strip_prefix('/') {
            let last = open.pop();
            if last != Some(closing) {
                return Err(format!("{closing} closes {last:?}"));
            }
        } else if !tag.starts_with('?') && !tag.ends_with('/') {
            open.push(tag.split([' ', '\n']).next().unwrap_or_default());
        }
        if tag.matches('"').count() % 2 == 1 {
            return Err(format!("a quotation mark is missing in <{tag}>"));
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("left open: {open:?}")) }
}

fn part(bytes: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// BPMN takes all the arrows that leave a task at once, where no gateway says otherwise.
#[test]
fn bpmn_says_where_one_of_several_ways_is_taken_and_where_nothing_follows() {
    let node = |label: &str, kind| Node { label: label.into(), kind, ..Node::default() };
    let edge = |from, to| Edge { from, to, ..Edge::default() };
    let nodes = vec![node("A worry", Kind::Start), node("Desk", Kind::Task), node("Panel", Kind::Task), node("Police", Kind::Task)];
    let chart = Chart { lanes: vec!["All".into()], nodes, edges: vec![edge(0, 1), edge(0, 3), edge(1, 2), edge(1, 3)], ..Chart::default() };
    let text = bpmn(&chart, &Layout::of(&chart).unwrap());
    well_formed(&text).unwrap();
    let counted = |tag: &str| text.matches(&format!("<bpmn:{tag} ")).count();
    assert_eq!((counted("inclusiveGateway"), counted("endEvent"), counted("messageEventDefinition")), (2, 2, 1));
    for words in [
        "sourceRef=\"gateway1\" targetRef=\"node2\"",
        "sourceRef=\"node1\" targetRef=\"gateway1\"",
        "sourceRef=\"node2\" targetRef=\"end2\"",
    ] {
        assert_eq!(text.matches(words).count(), 1, "{words}");
    }
    for id in ["gateway0", "gateway1", "end2", "end3", "after0", "after3"] {
        assert_eq!(text.matches(&format!("bpmnElement=\"{id}\"")).count(), 1, "{id}");
        assert_eq!(text.matches(&format!("<bpmn:flowNodeRef>{id}<")).count(), usize::from(!id.starts_with("after")), "{id}");
    }
}

#[test]
fn bpmn_has_every_element_with_its_place() {
    let chart = chart();
    let layout = Layout::of(&chart).unwrap();
    let text = bpmn(&chart, &layout);
    well_formed(&text).unwrap();
    for (tag, count) in
        [("startEvent", 1), ("endEvent", 1), ("task", 2), ("exclusiveGateway", 1), ("textAnnotation", 1), ("association", 1)]
    {
        assert_eq!(text.matches(&format!("<bpmn:{tag} ")).count(), count, "{tag}");
    }
    // Four arrows that are no association, one to the gateway; a lane without a box is left out; what leads nowhere is not drawn.
    assert_eq!((text.matches("<bpmn:sequenceFlow ").count(), text.matches("<bpmn:lane ").count()), (5, 2));
    for id in ["node0", "node1", "gateway2", "node3", "edge0", "edge4", "after2", "lane0", "pool"] {
        assert_eq!(text.matches(&format!("bpmnElement=\"{id}\"")).count(), 1, "{id}");
    }
    assert!(text.contains("sourceRef=\"gateway2\" targetRef=\"node4\"") && text.contains("(1) the same day"));
}

#[test]
fn a_word_document_holds_the_picture_and_the_list() {
    let chart = chart();
    let layout = Layout::of(&chart).unwrap();
    let bytes = docx(&chart, Ok(&layout)).unwrap();
    assert_eq!(bytes, docx(&chart, Ok(&layout)).unwrap());
    let text = part(bytes, "word/document.xml");
    well_formed(&text).unwrap();
    assert!(text.contains("descr=\"It shows it.") && text.contains("<w:tblHeader/>") && text.contains("w:orient=\"landscape\""));
    assert!(text.contains("Desk &quot;1&quot; &amp; &lt;co&gt; (2)"), "{text}");
    let large = TooLarge { boxes: 5000, arrows: 1 };
    assert!(part(docx(&chart, Err(&large)).unwrap(), "word/document.xml").contains("5000 boxes"));
}

#[test]
fn text_formats_keep_awkward_names_within_their_quotes() {
    let chart = chart();
    let (text, graph) = (mermaid(&chart), dot(&chart));
    assert!(text.contains("n1[\"Desk #34;1#34; #38; #60;co#62; (2)<br>first<br>second\"]"), "{text}");
    assert!(text.contains("n0 -->|\"(1)<br>the same day\"| n1") && text.contains("n2 -.->|\"in #35;1; 2 days\"| n4"));
    assert!(graph.contains("label=\"Desk \\\"1\\\" & <co> (2)\\nfirst\\nsecond\"") && graph.contains("style=dashed"), "{graph}");
}

#[test]
fn the_list_says_where_each_arrow_leads_and_more_than_its_label() {
    let text = list_text(&chart());
    assert!(
        text.contains("1. A worry: first; second (People)\n   - to 3. Desk \"1\" & <co> (Rules of the desk; the same day) [1]"),
        "{text}"
    );
    assert!(text.contains("Done: first; second (new) (People)") && text.contains("[2] They <meet>.") && text.contains("One was left out."));
}

#[test]
fn a_wide_chart_is_cut_for_paper_and_a_narrow_one_is_not() {
    let chart = chart();
    let layout = Layout::of(&chart).unwrap();
    assert!(svg_for_paper(&layout, "c", 3000).is_empty());
    let parts = svg_for_paper(&layout, "c", 500);
    assert!(parts.len() > 1 && parts.iter().all(|p| p.matches("#c-body").count() == 2));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn whatever_the_words_the_markup_is_whole(words in proptest::collection::vec("\\PC{0,24}", 3), lane in 0usize..4) {
        let mut chart = chart();
        for (node, word) in chart.nodes.iter_mut().zip(&words) {
            node.label.clone_from(word);
            node.lane = lane;
        }
        chart.title.clone_from(&words[0]);
        chart.edges[0].label.clone_from(&words[1]);
        chart.marks[0].text.clone_from(&words[2]);
        let layout = Layout::of(&chart).unwrap();
        prop_assert_eq!(well_formed(&svg(&chart, &layout, Dress::Alone).replace("sans-serif}.", "")), Ok(()));
        prop_assert_eq!(well_formed(&bpmn(&chart, &layout)), Ok(()));
        prop_assert_eq!(well_formed(&part(docx(&chart, Ok(&layout)).unwrap(), "word/document.xml")), Ok(()));
        let ends = dot(&chart).ends_with("}\n");
        let clean = !mermaid(&chart).contains('\u{0}');
        prop_assert!(clean && ends);
    }
}
