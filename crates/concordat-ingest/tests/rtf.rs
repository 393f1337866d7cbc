//! RTF, from bytes to passages.

use concordat_ingest::{Limits, read};
use concordat_register::{Document, Format, PassageKind, Style};
use proptest::prelude::*;

fn rtf(source: &str) -> Document {
    read("a.rtf", source.as_bytes(), &Limits::default()).value.unwrap_or_else(|| Document::new(Format::Rtf))
}

fn outline(document: &Document) -> Vec<String> {
    document.passages.iter().map(|p| format!("{:?}[{}] {}", p.kind, p.label.as_deref().unwrap_or_default(), document.words_of(p))).collect()
}

#[test]
fn characters_come_from_code_pages_fonts_and_unicode() {
    let document = rtf(
        r"{\rtf1\ansi\ansicpg1252\deff0\uc1{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset238 Arial;}}It\'92s \u8220?quoted\u8221? \f1 \'b9\f0\~and {\uc2 \u233\'e9\'e9!} a\emdash b\_c\-d\par}",
    );
    assert_eq!(document.text, "It’s “quoted” ą and é! a—b-cd");
}

#[test]
fn headings_lists_tables_and_notes_have_their_kinds() {
    let document = rtf(concat!(
        r"{\rtf1\ansi{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 \'dcberschrift 1;}{\s2 heading 2;}}",
        r"{\info{\title Missing protocol}{\author P. Okello}{\creatim\yr2016\mo5\dy4}}{\header Restricted\par}",
        r"\pard\s1 Purpose\par\pard\s2{\listtext 1.2\tab}Scope\par\pard\plain 4.1 Ring {\b now}{\footnote\pard\plain Said in 2016.} and write.\par",
        r"\pard{\listtext\'b7\tab}\ls1 One\par{\listtext (a)\tab}\ls1\ilvl1 Two\par",
        r"\pard\trowd\trhdr\cellx1\cellx2\intbl Who\cell When\cell\row\trowd\intbl Pat\par Lee\cell Now\cell\row\pard After\line all\par}"
    ));
    assert_eq!(
        outline(&document),
        [
            "Heading[] Purpose",
            "Heading[1.2] Scope",
            "Paragraph[4.1] 4.1 Ring now and write.",
            "Note[] Said in 2016.",
            "ListItem { depth: 1 }[] One",
            "ListItem { depth: 2 }[a] Two",
            "Cell { table: 1, row: 1, column: 1, header: true }[] Who",
            "Cell { table: 1, row: 1, column: 2, header: true }[] When",
            "Cell { table: 1, row: 2, column: 1, header: false }[] Pat",
            "Cell { table: 1, row: 2, column: 1, header: false }[] Lee",
            "Cell { table: 1, row: 2, column: 2, header: false }[] Now",
            "Paragraph[] After\nall",
        ]
    );
    assert_eq!(document.headings[1].level, 2);
    assert_eq!(document.running_words().collect::<Vec<_>>(), ["Restricted"]);
    assert_eq!(document.properties.title.as_deref(), Some("Missing protocol"));
    assert_eq!(document.properties.created.as_deref(), Some("2016-05-04"));
    let clause = &document.passages[2];
    assert_eq!(clause.styles[0].span.of(document.words_of(clause)), "now");
    assert_eq!(clause.styles[0].style, Style::Bold);
}

#[test]
fn links_hidden_words_and_pictures() {
    let document = rtf(concat!(
        r#"{\rtf1 See {\field{\*\fldinst HYPERLINK "https://board.example/plan"}{\fldrslt{\ul the plan}}} and {\field{\*\fldinst HYPERLINK \\l "top"}{\fldrslt above}}"#,
        r"{\v hidden}{\deleted gone}{\*\unknown secret}{\pict\bin4 }}}}}.\par {\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt In a box.\par}}}Next\page Last\par}"
    ));
    assert_eq!(document.text, "See the plan and above.\nNext\nIn a box.\nLast");
    let links: Vec<_> = document.passages[0].links.iter().map(|l| (l.target.as_str(), l.span.of(&document.text))).collect();
    assert_eq!(links, [("https://board.example/plan", "the plan"), ("#top", "above")]);
    assert_eq!(document.passages[2].kind, PassageKind::TextBox);
    assert_eq!(document.passages.iter().map(|p| p.page).collect::<Vec<_>>(), [Some(1), Some(1), Some(1), Some(2)]);
}

proptest! {
    /// INVARIANT (runs are literal): the bytes a run points at are the bytes of the passage.
    #[test]
    fn runs_point_at_the_same_words(body in "([a-z .]|\\\\b |\\\\b0 |\\\\par |\\\\'e9|\\\\u233\\?|\\{|\\}|\\\\pard |\\\\cell |\\\\row |\\\\intbl |\\{\\\\footnote |\\\\plain |\\\\line |\n){0,60}") {
        let source = format!("{{\\rtf1 {body}");
        let document = rtf(&source);
        for passage in &document.passages {
            let words = document.words_of(passage);
            let mut reached = 0;
            for run in &passage.runs {
                prop_assert_eq!(run.text.of(words), run.source.of(&source));
                prop_assert!(!run.text.is_empty() && run.text.start >= reached);
                reached = run.text.end;
            }
            for styled in &passage.styles {
                prop_assert!(!styled.span.of(words).is_empty());
            }
        }
    }
}
