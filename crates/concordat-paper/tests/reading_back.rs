//! Whatever a paper holds, each format is well formed and gives the words back in order.

use concordat_ingest::Limits;
use concordat_paper::{Block, Entry, Figure, Inline, Paper, Role, Table, docx, html, markdown};
use proptest::prelude::*;

/// Words with whatever a format could trip over.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,8}( [a-z]{1,8}){0,5}",
        2 => "[ -~]{0,20}",
        1 => any::<String>(),
    ]
}

fn inline() -> impl Strategy<Value = Inline> {
    prop_oneof![
        words().prop_map(Inline::Plain),
        words().prop_map(Inline::Strong),
        words().prop_map(Inline::Emphasis),
        words().prop_map(Inline::Fill),
        (words(), words()).prop_map(|(words, to)| Inline::Link { words, to }),
        (words(), words()).prop_map(|(w, c)| Inline::Commented { words: vec![Inline::Strong(w)], comment: vec![c] }),
        "[a-z]{0,3}".prop_map(Inline::Anchor),
        Just(Inline::Break),
    ]
}

fn text() -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(inline(), 0..4)
}

fn block() -> impl Strategy<Value = Block> {
    let role = prop_oneof![
        Just(Role::Body),
        Just(Role::Lead),
        Just(Role::Quote),
        Just(Role::Source),
        Just(Role::Note),
        Just(Role::Guidance),
        any::<u8>().prop_map(Role::From)
    ];
    let entry = (any::<u8>(), text()).prop_map(|(depth, text)| Entry { depth, text });
    let table = (
        words(),
        prop::collection::vec(words(), 0..4),
        prop::collection::vec(any::<u16>(), 0..4),
        any::<bool>(),
        prop::collection::vec(prop::collection::vec(text(), 0..4), 0..3),
    )
        .prop_map(|(caption, header, widths, row_headers, rows)| Table { caption, header, widths, row_headers, rows });
    let figure = (words(), words(), any::<bool>()).prop_map(|(caption, alternative, drawn)| Figure {
        caption,
        alternative,
        svg: "<svg xmlns=\"http://www.w3.org/2000/svg\"><g id=\"a\"/></svg>".into(),
        drawing: drawn.then(|| {
            "<w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"1\" name=\"a\"/></wp:inline></w:drawing>".to_owned()
        }),
        size: (if drawn { 700 } else { 70 }, 50),
    });
    prop_oneof![
        (any::<u8>(), words(), prop::option::of("[a-z]{0,3}")).prop_map(|(level, text, anchor)| Block::Heading { level, text, anchor }),
        (role, text()).prop_map(|(role, text)| Block::Paragraph { role, text }),
        (any::<bool>(), prop::collection::vec(entry, 0..4)).prop_map(|(numbered, entries)| Block::List { numbered, entries }),
        table.prop_map(Block::Table),
        figure.prop_map(Block::Figure),
        Just(Block::PageBreak),
    ]
}

fn paper() -> impl Strategy<Value = Paper> {
    (words(), prop::option::of(words()), prop::option::of(words()), words(), words(), any::<bool>(), prop::collection::vec(block(), 0..8))
        .prop_map(|(title, subtitle, marking, author, written_at, contents, blocks)| Paper {
            title,
            subtitle,
            marking,
            author,
            written_at,
            contents,
            blocks,
        })
}

/// Reads XML to its end.
#[expect(clippy::unwrap_used, reason = "a helper of tests")]
fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(e) => {
                depth += 1;
                for attribute in e.attributes() {
                    attribute.unwrap().normalized_value(quick_xml::XmlVersion::Implicit1_0).unwrap();
                }
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    assert!(xml.chars().all(|c| !c.is_control() || c == '\n' || c == '\t'));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_paper_is_well_formed(paper in paper()) {
        let bytes = docx(&paper).unwrap();
        prop_assert_eq!(&bytes, &docx(&paper).unwrap());
        let mut package = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
        for n in 0..package.len() {
            let mut part = package.by_index(n).unwrap();
            let mut text = String::new();
            std::io::Read::read_to_string(&mut part, &mut text).unwrap();
            well_formed(&text);
        }
        prop_assert!(html(&paper).ends_with("</html>\n"));
        let _ = markdown(&paper);
    }

    #[test]
    fn words_come_back_in_order(parts in prop::collection::vec(("[a-z]{3,9}( [a-z]{3,9}){0,4}", 0_u8..6), 1..12)) {
        let mut paper = Paper { title: "title of it".into(), ..Paper::default() };
        let mut expected = Vec::new();
        for (words, kind) in &parts {
            let inline = vec![Inline::Plain(words.clone())];
            match kind {
                0 => paper.heading(2, words.as_str()),
                1 => paper.list(true, [words.clone()]),
                2 => paper.list(false, [words.clone()]),
                3 => paper.blocks.push(Block::Table(Table {
                    caption: "shown".into(),
                    header: vec!["left".into(), "right".into()],
                    rows: vec![vec![inline.clone(), inline]],
                    ..Table::default()
                })),
                4 => paper.blocks.push(Block::Paragraph { role: Role::Body, text: vec![Inline::Strong(words.clone())] }),
                _ => paper.paragraph(Role::Quote, words.as_str()),
            }
            expected.push(words.clone());
        }
        for (name, bytes) in [("a.docx", docx(&paper).unwrap()), ("a.html", html(&paper).into_bytes()), ("a.md", markdown(&paper).into_bytes())] {
            let document = concordat_ingest::read(name, &bytes, &Limits::default()).value.unwrap();
            let mut rest = document.text.as_str();
            for words in &expected {
                let after = rest.split_once(words.as_str()).map(|(_, after)| after);
                prop_assert!(after.is_some(), "{} lost `{}`:\n{}", name, words, document.text.as_str());
                rest = after.unwrap_or_default();
            }
        }
    }
}
