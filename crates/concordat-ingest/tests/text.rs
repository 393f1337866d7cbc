//! Plain text, from bytes to passages.

use concordat_ingest::{Limits, read};
use concordat_register::{Document, Format, PassageKind};
use proptest::prelude::*;

fn text(source: &str) -> Document {
    read("a.txt", source.as_bytes(), &Limits::default()).value.unwrap_or_else(|| Document::new(Format::Text))
}

fn outline(document: &Document) -> Vec<String> {
    document.passages.iter().map(|p| format!("{:?}[{}] {}", p.kind, p.label.as_deref().unwrap_or_default(), document.words_of(p))).collect()
}

#[test]
fn hard_line_ends_are_joined_into_paragraphs() {
    let document = text(
        "MISSING CHILDREN\n\nIntroduction\nEvery concern about a child who is missing is told to the front door on the\n\
         same day. The multi-\nagency panel, which meets for peer-on-\npeer abuse too, hears of it within a week and safe-\n\
         guarding leads are told.\n\n4.1 First contact\nRing the front door and say who you are, where you are and what it is that\nworries you.\n\
         4.2 Then write the same things down and send them on the form.\n4.3 Keep a copy of the form.\n\n\
         • One thing that is long enough to need two lines, as this one surely must be\n  to show it\n• Another\n\n    – deeper\n",
    );
    assert_eq!(
        outline(&document),
        [
            "Heading[] MISSING CHILDREN",
            "Heading[] Introduction",
            "Paragraph[] Every concern about a child who is missing is told to the front door on the same day. The multi-agency panel, which meets for peer-on-peer abuse too, hears of it within a week and safeguarding leads are told.",
            "Heading[4.1] 4.1 First contact",
            "Paragraph[] Ring the front door and say who you are, where you are and what it is that worries you.",
            "Paragraph[4.2] 4.2 Then write the same things down and send them on the form.",
            "Paragraph[4.3] 4.3 Keep a copy of the form.",
            "ListItem { depth: 1 }[] One thing that is long enough to need two lines, as this one surely must be to show it",
            "ListItem { depth: 1 }[] Another",
            "ListItem { depth: 2 }[] deeper",
        ]
    );
}

#[test]
fn pages_lose_their_running_lines_and_numbers() {
    let page = |n: u32, words: &str| format!("Panel guide v2\n\n{words}\n\nPage {n} of 4\n\u{c}");
    let source = [
        page(1, "The panel meets once a month in the town hall and hears"),
        page(2, "from every agency about each child."),
        page(3, "It then decides."),
        page(4, "The end."),
    ]
    .concat();
    let document = text(&source);
    assert_eq!(
        outline(&document),
        [
            "Paragraph[] The panel meets once a month in the town hall and hears from every agency about each child.",
            "Paragraph[] It then decides.",
            "Paragraph[] The end."
        ]
    );
    assert_eq!(document.running_words().collect::<Vec<_>>(), ["Panel guide v2"]);
    assert_eq!(document.pages, Some(4));
    assert_eq!(document.passages.iter().map(|p| p.page).collect::<Vec<_>>(), [Some(1), Some(3), Some(4)]);
}

#[test]
fn a_text_with_a_paragraph_on_each_line_is_not_joined() {
    let line = |start: &str| format!("{start} {}.\n", "words that go on and on ".repeat(9).trim());
    let document = text(&[line("First"), line("Second"), line("Third"), "Short one\n=========\n".to_owned(), line("Fourth")].concat());
    assert_eq!(document.passages.len(), 5);
    assert_eq!(document.passages[3].kind, PassageKind::Heading);
}

proptest! {
    /// INVARIANT (runs are literal), and no word is lost.
    #[test]
    fn runs_point_at_the_same_words(source in "([a-zA-Z .,:-]|\n|\r\n|\n\n|\u{c}|• |– |4\\.1 |\\(a\\) |’|====|é){0,80}x") {
        let document = text(&source);
        for passage in &document.passages {
            let words = document.words_of(passage);
            for run in &passage.runs {
                prop_assert_eq!(run.text.of(words), run.source.of(&source));
            }
        }
    }
}
