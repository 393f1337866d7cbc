//! What a PDF holds.

use super::*;
use concordat_paper::{Block, Entry, Figure, Inline, Role, Table};
use typst::layout::{Frame, FrameItem};

fn paper() -> Paper {
    let mut paper = Paper {
        title: "Harm between children".into(),
        subtitle: Some("A briefing".into()),
        marking: Some("OFFICIAL".into()),
        author: "Area board".into(),
        written_at: "2026-11-22T21:35:00+01:00".into(),
        contents: true,
        blocks: Vec::new(),
    };
    paper.heading(1, "Introduction");
    paper.paragraph(
        Role::Body,
        "Marks such as #let, $x$, *stars*, _lines_, @names, <labels> and \\ stay as they are: \u{2713} \u{2192} \u{4e2d}.",
    );
    let link = |words: &str, to: &str| Inline::Link { words: words.into(), to: to.into() };
    paper.blocks.push(Block::Paragraph {
        role: Role::Body,
        text: vec![
            link("There", "https://example.org/"),
            link("here", "#end"),
            Inline::Fill("who".into()),
            Inline::Break,
            Inline::Commented { words: vec![Inline::Strong("soon".into())], comment: vec!["When?".into()] },
        ],
    });
    let entry = |depth, text: &str| Entry { depth, text: vec![Inline::Plain(text.into())] };
    paper.blocks.push(Block::List { numbered: true, entries: vec![entry(0, "Outermost"), entry(1, "Innermost"), entry(0, "Again")] });
    for role in [Role::Lead, Role::Quote, Role::Source, Role::Note, Role::Guidance, Role::From(1), Role::From(3)] {
        paper.paragraph(role, "Said so.");
    }
    paper.heading(3, "Shown");
    paper.blocks.push(Block::Table(Table {
        caption: "Documents".into(),
        header: vec!["Name".into(), "Year".into()],
        row_headers: true,
        rows: (0..60).map(|n| vec![vec![Inline::Plain(format!("Document {n}"))], vec![Inline::Plain("2024".into())]]).collect(),
        ..Table::default()
    }));
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"90\"><rect width=\"900\" height=\"90\"/></svg>";
    let figure =
        |wide| Figure { caption: "A box".into(), alternative: "A black box.".into(), svg: svg.into(), size: (wide, 67), drawing: None };
    paper.blocks.extend([Block::Figure(figure(675)), Block::Figure(figure(100)), Block::Figure(Figure::default()), Block::PageBreak]);
    paper.blocks.push(Block::Heading { level: 1, text: "End".into(), anchor: Some("end".into()) });
    paper
}

/// The words on a frame, in the order they are set.
fn words(frame: &Frame, out: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => words(&group.frame, out),
            FrameItem::Text(text) => out.push_str(&text.text),
            _ => {}
        }
    }
}

#[test]
fn words_are_set_and_never_read_as_markup() {
    let document = typst::compile::<PagedDocument>(&PaperWorld::of(&paper())).output.unwrap();
    let mut said = String::new();
    for page in document.pages() {
        words(&page.frame, &mut said);
    }
    let said: String = said.split_whitespace().collect();
    for part in [
        "#let,$x$,*stars*,_lines_,@names,<labels>and\\stay",
        "\u{2713}\u{2192}\u{fffd}",
        "[who]soon[Comment:When?]",
        "1.Outermost(a)Innermost2.Again",
        "Guidance:Saidso.",
        "Table1:Documents",
        "Document59",
        "Figure3",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert_eq!(said.matches("Page1of").count(), 1);
    assert!(said.matches("OFFICIAL").count() >= 2 * document.pages().len());
}

#[test]
fn a_caption_stands_on_the_page_where_its_table_begins() {
    for lines in 30..46 {
        let mut paper = Paper { title: "Long".into(), ..Paper::default() };
        (0..lines).for_each(|_| paper.paragraph(Role::Body, "A line."));
        let rows = (0..90).map(|n| vec![vec![Inline::Plain(format!("Row {n} of them"))]]).collect();
        paper.blocks.push(Block::Table(Table { caption: "Kept together".into(), header: vec!["All".into()], rows, ..Table::default() }));
        let document = typst::compile::<PagedDocument>(&PaperWorld::of(&paper)).output.unwrap();
        let page_of = |what: &str| {
            document.pages().iter().position(|page| {
                let mut said = String::new();
                words(&page.frame, &mut said);
                said.contains(what)
            })
        };
        assert_eq!(page_of("Kept together"), page_of("Row 0 of"), "after {lines} lines");
        assert!(page_of("Row 0 of") < page_of("Row 89 of"));
    }
}

#[test]
fn a_paper_is_tagged_and_says_that_it_is_pdf_ua() {
    let bytes = pdf(&paper()).unwrap();
    let holds = |part: &str| bytes.windows(part.len()).any(|w| w == part.as_bytes());
    assert!(holds("<pdfuaid:part>1<") && holds("/StructTreeRoot") && holds("/Creator(Concordat)"));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(pdf(&paper()).unwrap(), pdf(&paper()).unwrap());
}

#[test]
fn nothing_is_needed_for_a_paper() {
    assert!(pdf(&Paper::default()).unwrap().starts_with(b"%PDF-1.7"));
}

#[test]
fn a_picture_that_is_none_is_told() {
    let mut paper = Paper::default();
    paper.blocks.push(Block::Figure(Figure { svg: "<svg".into(), ..Figure::default() }));
    assert!(!pdf(&paper).unwrap_err().message.is_empty());
}

#[test]
fn only_a_moment_is_a_timestamp() {
    assert!(timestamp("2026-11-22T21:35:00Z").is_some() && timestamp("2026-11-22T21:35:00.5-05:30").is_some());
    assert!(timestamp("2026-13-22T21:35:00Z").is_none() && timestamp("").is_none() && timestamp("2026-11-22").is_none());
}
