//! A paper with everything a paper can have, for tests.

use crate::{Block, Entry, Figure, Inline, Paper, Role, Table};

fn plain(text: &str) -> Vec<Inline> {
    vec![Inline::Plain(text.to_owned())]
}

/// The paper.
pub(crate) fn everything() -> Paper {
    let mut paper = Paper {
        title: "Harm <between> children & what we do".into(),
        subtitle: Some("A briefing for the board".into()),
        marking: Some("OFFICIAL".into()),
        author: "Area Safeguarding Board".into(),
        written_at: "2026-11-22T21:35:00Z".into(),
        contents: true,
        blocks: Vec::new(),
    };
    paper.heading(1, "Introduction");
    paper.paragraph(Role::Lead, "Two documents were read.");
    paper.blocks.push(Block::Paragraph {
        role: Role::Body,
        text: vec![
            Inline::Plain("See ".into()),
            Inline::Link { words: "the evidence".into(), to: "#evidence".into() },
            Inline::Plain(", ".into()),
            Inline::Link { words: "the guidance".into(), to: "https://example.org/a b?c=1&d=2".into() },
            Inline::Plain(" and ".into()),
            Inline::Link { words: "nothing".into(), to: "#nowhere".into() },
            Inline::Plain(": ".into()),
            Inline::Strong("this matters".into()),
            Inline::Plain("; ".into()),
            Inline::Emphasis("Keeping Children Safe".into()),
            Inline::Break,
            Inline::Fill("name of the lead".into()),
            Inline::Plain(" decides ".into()),
            Inline::Commented { words: plain("within two days"), comment: vec!["One says three.".into(), "Which holds?".into()] },
            Inline::Plain(".".into()),
        ],
    });
    lists(&mut paper);
    said(&mut paper);
    shown(&mut paper);
    paper
}

fn lists(paper: &mut Paper) {
    paper.list(true, ["First".to_owned(), "Second".to_owned()]);
    paper.blocks.push(Block::List {
        numbered: false,
        entries: vec![
            Entry { depth: 0, text: plain("Outer") },
            Entry { depth: 1, text: plain("Inner") },
            Entry { depth: 0, text: plain("Outer again") },
        ],
    });
    paper.list(true, ["Another first".to_owned()]);
}

fn said(paper: &mut Paper) {
    paper.heading(2, "What the documents say");
    for (role, text) in [
        (Role::Quote, "Staff must tell the lead."),
        (Role::Source, "School policy, 3.2"),
        (Role::Note, "Nothing here is a judgement."),
        (Role::Guidance, "Say who decides."),
        (Role::Guidance, "Say by when."),
        (Role::From(0), "Words of the first."),
        (Role::From(1), "Words of the second."),
    ] {
        paper.paragraph(role, text);
    }
}

fn shown(paper: &mut Paper) {
    paper.blocks.push(Block::PageBreak);
    paper.blocks.push(Block::Table(Table {
        caption: "Documents".into(),
        header: vec!["Title".into(), "Year".into()],
        widths: vec![3, 1],
        row_headers: true,
        rows: vec![vec![plain("School | policy"), plain("2024")], vec![plain("Protocol")]],
    }));
    paper.paragraph(Role::Body, "After the table.");
    paper.blocks.push(Block::Figure(Figure {
        caption: "The route".into(),
        alternative: "The school leads to the lead.".into(),
        svg: "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\" viewBox=\"0 0 40 20\"><rect id=\"a\" width=\"40\" height=\"20\"/></svg>".into(),
        drawing: None,
        size: (30, 15),
    }));
    paper.blocks.push(Block::Heading { level: 1, text: "Evidence".into(), anchor: Some("evidence".into()) });
    paper.blocks.push(Block::Paragraph {
        role: Role::Body,
        text: vec![Inline::Anchor("e1".into()), Inline::Plain("1. First piece of evidence.".into())],
    });
}
