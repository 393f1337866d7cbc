//! Markdown, from bytes to passages.

use concordat_ingest::{Limits, read};
use concordat_register::{Document, Format, PassageKind, Style};
use proptest::prelude::*;

fn markdown(source: &str) -> Document {
    read("a.md", source.as_bytes(), &Limits::default()).value.unwrap_or_else(|| Document::new(Format::Markdown))
}

/// Kind, label and words of each passage.
fn outline(document: &Document) -> Vec<String> {
    let kind = |kind| match kind {
        PassageKind::Heading => "#".to_owned(),
        PassageKind::Paragraph => "p".to_owned(),
        PassageKind::ListItem { depth } => format!("*{depth}"),
        PassageKind::Cell { table, row, column, header } => format!("{table}:{row}:{column}{}", if header { "h" } else { "" }),
        PassageKind::Note => "note".to_owned(),
        PassageKind::TextBox => "box".to_owned(),
        PassageKind::Quotation => ">".to_owned(),
    };
    document
        .passages
        .iter()
        .map(|p| format!("{}[{}] {}", kind(p.kind), p.label.as_deref().unwrap_or_default(), document.words_of(p)))
        .collect()
}

#[test]
fn every_kind_of_block_becomes_a_passage() {
    let document = markdown(
        "# 2. Referral\n\n2.1 Ring the\nfront door.\n\n> Keep calm.\n\n3. Write it down\n   - on paper\n4. Send it\n\n   the same day\n\n\
         | Who | When |\n|---|---|\n| Pat<br>Lee | now |\n\n| | |\n|---|---|\n| Owner | The Board |\n\nMore.[^1]\n\n[^1]: Said in 2016.\n\n**Scope**\n\nAll ages.\n",
    );
    assert_eq!(
        outline(&document),
        [
            "#[2] 2. Referral",
            "p[2.1] 2.1 Ring the front door.",
            ">[] Keep calm.",
            "*1[3] Write it down",
            "*2[] on paper",
            "*1[4] Send it",
            "*1[] the same day",
            "1:1:1h[] Who",
            "1:1:2h[] When",
            "1:2:1[] Pat\nLee",
            "1:2:2[] now",
            "2:2:1h[] Owner",
            "2:2:2[] The Board",
            "p[] More.",
            "note[1] Said in 2016.",
            "#[] Scope",
            "p[] All ages.",
        ]
    );
    assert_eq!(document.headings[0].label.as_deref(), Some("2"));
    assert_eq!((document.headings[1].text.as_str(), document.headings[1].level), ("Scope", 2));
}

#[test]
fn links_styles_and_marks_are_kept_apart_from_the_words() {
    let document =
        markdown("See *[the **plan**](plan.docx#top)* &amp; `form 1`, ~~not this~~ ~5 days. <!-- no --><b>Now</b> ![crest](c.png)\n");
    let passage = &document.passages[0];
    let words = document.words_of(passage);
    assert_eq!(words, "See the plan & form 1,  ~5 days. Now");
    assert_eq!(passage.links[0].target, "plan.docx#top");
    assert_eq!(passage.links[0].span.of(words), "the plan");
    let styled: Vec<_> = passage.styles.iter().map(|s| (s.style, s.span.of(words))).collect();
    assert_eq!(styled, [(Style::Italic, "the plan"), (Style::Bold, "plan")]);
}

#[test]
fn raw_html_keeps_its_words() {
    let document = markdown(
        "<div class=\"x\">\n<h2>Scope</h2>\n<p>All &ldquo;ages&rdquo;\nand places.</p><script>var x;</script>\n</div>\n\nAfter.\n",
    );
    assert_eq!(outline(&document), ["#[] Scope", "p[] All “ages” and places.", "p[] After."]);
}

#[test]
fn front_matter_becomes_properties() {
    let document = markdown("---\ntitle: A plan\nstatus: Draft\ndate: 2019-05-01\n---\n\nWords.\n");
    assert_eq!(outline(&document), ["p[] Words."]);
    assert_eq!(document.properties.title.as_deref(), Some("A plan"));
    assert_eq!(document.properties.created.as_deref(), Some("2019-05-01"));
    // Without its closing line it is not front matter.
    assert_eq!(outline(&markdown("---\n\nWords.\n")), ["p[] Words."]);
}

#[test]
fn a_bold_sentence_is_not_a_heading() {
    let document = markdown("**Every child is seen alone.**\n\n> **Draft**\n\n- **One**\n\n**Note** this\n");
    assert!(document.headings.is_empty(), "{:?}", document.headings);
}

#[test]
fn a_huge_file_is_read_in_stretches() {
    let source = "A paragraph of some words.\n\n".repeat(200_000);
    let document = markdown(&source);
    assert_eq!(document.passages.len(), 200_000);
    let last = document.passages.last().unwrap();
    assert_eq!(last.runs[0].source.of(&source), "A paragraph of some words.");
}

proptest! {
    /// INVARIANT (runs are literal): whatever the source, the bytes a run points at are the bytes of the passage, and runs
    /// are in order.
    #[test]
    fn runs_point_at_the_same_words(source in "([a-zé’ .,*_`#>|&<\\\\~\\[\\]()0-9\n-]|\n\n|\r\n|&amp;|<b>|</b>|<br>|\\|-\\|\n|\\[\\^1\\]){0,80}") {
        let document = markdown(&source);
        for passage in &document.passages {
            let words = document.words_of(passage);
            let mut reached = 0;
            for run in &passage.runs {
                prop_assert_eq!(run.text.of(words), run.source.of(&source));
                prop_assert!(!run.text.is_empty() && run.text.start >= reached);
                reached = run.text.end;
            }
            for link in &passage.links {
                prop_assert!(!link.span.of(words).is_empty());
            }
        }
    }

    /// Plain words are all covered by runs.
    #[test]
    fn plain_words_have_a_way_back(words in proptest::collection::vec("[a-z]{1,8}", 1..30)) {
        let source = words.join(" ");
        let document = markdown(&source);
        let covered: usize = document.passages[0].runs.iter().map(|r| r.text.len()).sum();
        prop_assert_eq!(covered, source.len());
    }
}

#[test]
fn pictures_are_known_by_their_place_and_words() {
    let document = markdown("# Plan\n\nOne.\n\n![A chart](a.png)\n\nTwo ![](b.png).\n");
    let found: Vec<_> = document.pictures.iter().map(|p| (p.after, p.alt.as_deref())).collect();
    assert_eq!(found, [(2, Some("A chart")), (3, None)]);
}

#[test]
fn lines_of_a_cover_written_one_under_the_other_stay_apart() {
    let cover = markdown("# Policy\n\nHousing Directorate\nApproved by the Board on 14 May 2019\nNext review: May 2022\n");
    assert_eq!(cover.passages[1].bytes.of(&cover.text), "Housing Directorate\nApproved by the Board on 14 May 2019\nNext review: May 2022");
    // Wrapped where there was no more room, after a comma, or before a small letter.
    for text in [
        "The policy of the board on what happens at night in the Harbour\nDistrict stands.",
        "It was agreed by the Board,\nHarbour Homes.",
        "It was agreed in May 2019\nby the board.",
        "It was agreed.\nStaff were told.",
    ] {
        let read = markdown(text);
        assert_eq!(read.passages[0].bytes.of(&read.text), text.replace('\n', " "));
    }
}
