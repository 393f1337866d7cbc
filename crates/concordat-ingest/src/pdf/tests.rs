//! Small PDFs written by hand, each with one thing to read right.

use super::read;
use crate::Limits;
use concordat_register::{Document, PassageKind, ProblemKind, Read};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::Arc;

/// A file of numbered objects; the first is the catalogue.
fn file(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        writeln!(out, "{} 0 obj", n + 1).unwrap();
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    write!(out, "xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).unwrap();
    for place in places {
        writeln!(out, "{place:010} 00000 n ").unwrap();
    }
    write!(out, "trailer\n<</Size {}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF", objects.len() + 1).unwrap();
    out
}

fn stream(content: &str) -> Vec<u8> {
    format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()).into_bytes()
}

/// What the pages of a test hold beside their text.
#[derive(Default)]
struct Extras<'a> {
    /// Entries of the catalogue.
    catalogue: &'a str,
    /// Entries of every page.
    page: &'a str,
    /// Further objects, numbered from 100.
    objects: Vec<&'a str>,
}

/// Pages with these content streams. Fonts: F plain, B bold. Page n is object 10 + 2n, counted from 0.
fn pages_with(contents: &[String], extras: &Extras<'_>) -> Vec<u8> {
    let kids: String = (0..contents.len()).fold(String::new(), |mut kids, n| {
        let _ = write!(kids, "{} 0 R ", 10 + 2 * n);
        kids
    });
    let mut objects = vec![b"null".to_vec(); 99 + extras.objects.len()];
    objects[0] = format!("<</Type/Catalog/Pages 2 0 R {}>>", extras.catalogue).into_bytes();
    objects[1] = format!("<</Type/Pages/Count {}/Kids[{kids}]>>", contents.len()).into_bytes();
    objects[2] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec();
    objects[3] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>".to_vec();
    objects[4] =
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>\nstream\n0\nendstream"
            .to_vec();
    for (n, content) in contents.iter().enumerate() {
        let fonts = "/Resources<</Font<</F 3 0 R/B 4 0 R>>/XObject<</I 5 0 R>>>>";
        objects[9 + 2 * n] =
            format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]{fonts}/Contents {} 0 R {}>>", 11 + 2 * n, extras.page).into_bytes();
        objects[10 + 2 * n] = stream(content);
    }
    for (n, object) in extras.objects.iter().enumerate() {
        objects[99 + n] = object.as_bytes().to_vec();
    }
    file(&objects, "/Info 99 0 R")
}

fn pages(contents: &[String]) -> Vec<u8> {
    pages_with(contents, &Extras::default())
}

/// Words at a place, in points from the bottom left.
fn at(x: u32, y: u32, font: &str, size: u32, words: &str) -> String {
    format!("BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n")
}

/// Lines of plain text, 14 points apart, from a place downwards.
fn lines(x: u32, y: u32, words: &[&str]) -> String {
    words.iter().zip(0..).map(|(line, n)| at(x, y - 14 * n, "F", 11, line)).collect()
}

fn document(bytes: &[u8]) -> Document {
    let read = read(bytes, &Limits::default());
    read.value.unwrap_or_else(|| panic!("nothing read: {:?}", read.problems))
}

fn texts(document: &Document) -> Vec<&str> {
    document.passages.iter().map(|p| document.words_of(p)).collect()
}

#[test]
fn lines_are_joined_and_hyphens_judged() {
    let content = lines(
        50,
        700,
        &[
            "Every school sends its concern to the multi-",
            "agency panel, and safeguarding leads follow the safe-",
            "guarding guide when they write to parents and carers.",
        ],
    ) + &lines(50, 640, &["A second paragraph stands further down the page."]);
    let document = document(&pages(&[content]));
    let first = "Every school sends its concern to the multi-agency panel, and safeguarding leads follow the safeguarding guide when they write to parents and carers.";
    assert_eq!(texts(&document), [first, "A second paragraph stands further down the page."]);
}

#[test]
fn years_are_joined_over_the_end_of_a_line() {
    let content =
        lines(50, 700, &["The board replaced the Harbour Lights Strategy of 2024\\226", "2027 before it had run out, as boards do."]);
    let document = document(&pages(&[content]));
    let joined = "The board replaced the Harbour Lights Strategy of 2024\u{2013}2027 before it had run out, as boards do.";
    assert_eq!(texts(&document), [joined]);
}

#[test]
fn hyphens_of_browsers_are_joined_and_soft_ones_that_draw_nothing_are_none() {
    let marked = |words: &str, letters: &str| format!("/Span<</ActualText<{letters}>>>BDC ({words}) Tj EMC ");
    let line = |y: u32, parts: &str| format!("BT /F 11 Tf 50 {y} Td {parts} ET\n");
    let content = line(700, &format!("(The harbour master and the fisher) Tj {}", marked("-", "FEFF2010")))
        + &line(686, &format!("(folk met beside the light) Tj {}[278 (house before the tide.)] TJ", marked(" ", "FEFF00AD")));
    let document = document(&pages(&[content]));
    assert_eq!(texts(&document), ["The harbour master and the fisherfolk met beside the lighthouse before the tide."]);
}

#[test]
fn runs_lead_back_to_the_glyphs() {
    let document = document(&pages(&[lines(50, 700, &["One two", "three."])]));
    let passage = &document.passages[0];
    assert_eq!(document.words_of(passage), "One two three.");
    // The space between words is a glyph that is not drawn; the one between lines is none.
    let run = passage.runs.iter().find(|r| r.text.of(document.words_of(passage)) == "three.").unwrap();
    assert_eq!((run.part, run.source.start(), run.source.end()), (0, 7, 13));
}

#[test]
fn headers_and_footers_are_taken_out_once() {
    let page = |n: u32, words: &str| {
        at(50, 770, "F", 9, "Wexmoor Partnership: bullying protocol")
            + &at(280, 30, "F", 9, &format!("Page {n} of 9"))
            + &lines(50, 600, &[words])
    };
    let document = document(&pages(&[
        page(5, "The first page of the part."),
        page(6, "The next page of the part."),
        page(7, "The last page of the part."),
    ]));
    assert_eq!(texts(&document), ["The first page of the part.", "The next page of the part.", "The last page of the part."]);
    assert_eq!(document.running_words().collect::<Vec<_>>(), ["Wexmoor Partnership: bullying protocol", "Page 5 of 9"]);
    assert_eq!(document.furniture[0].page, Some(1));
    assert_eq!(document.passages[1].page, Some(2));
    assert_eq!(document.passages[1].printed_page.as_deref(), Some("6"));
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = [
        "The left column tells of how schools",
        "write to the panel in the first week",
        "of every term and what they say in",
        "those letters about each of the",
        "children whom they worry about.",
    ];
    let right = [
        "The right column tells of what then",
        "happens: the panel meets and reads",
        "every letter, and answers each one",
        "of them within ten working days of",
        "the day on which it first arrived.",
    ];
    let content = at(50, 740, "F", 11, "A line that runs over both of the columns of this page and says what it is about today.")
        + &lines(50, 700, &left)
        + &lines(320, 700, &right);
    let document = document(&pages(&[content]));
    let texts = texts(&document);
    let (a, b) = (texts.iter().position(|t| *t == left.join(" ")), texts.iter().position(|t| *t == right.join(" ")));
    assert!(a.is_some() && b.is_some() && a < b, "{texts:?}");
}

#[test]
fn a_ruled_table_is_cells() {
    let rules =
        "50 720 m 450 720 l S 50 690 m 450 690 l S 50 650 m 450 650 l S 50 720 m 50 650 l S 150 720 m 150 650 l S 450 720 m 450 650 l S\n";
    let content = rules.to_owned()
        + &at(55, 705, "B", 11, "Body")
        + &at(155, 705, "B", 11, "Duty")
        + &at(55, 676, "F", 11, "School")
        + &at(155, 676, "F", 11, "Rings the front door and then")
        + &at(155, 662, "F", 11, "writes down what was said.");
    let document = document(&pages(&[content]));
    let cells: Vec<(PassageKind, &str)> = document.passages.iter().map(|p| (p.kind, document.words_of(p))).collect();
    let cell = |row, column, header| PassageKind::Cell { table: 1, row, column, header };
    assert_eq!(
        cells,
        [
            (cell(1, 1, true), "Body"),
            (cell(1, 2, true), "Duty"),
            (cell(2, 1, false), "School"),
            (cell(2, 2, false), "Rings the front door and then writes down what was said.")
        ]
    );
}

#[test]
fn a_table_runs_on_over_the_page() {
    let grid = |top: u32| {
        format!(
            "50 {top} m 450 {top} l S 50 {0} m 450 {0} l S 50 {1} m 450 {1} l S 50 {top} m 50 {1} l S 150 {top} m 150 {1} l S 450 {top} m 450 {1} l S\n",
            top - 30,
            top - 60
        )
    };
    let head = |top: u32| grid(top) + &at(55, top - 15, "B", 11, "Body") + &at(155, top - 15, "B", 11, "Duty");
    let one = head(400) + &at(55, 350, "F", 11, "School") + &at(155, 350, "F", 11, "Rings at once");
    let two = head(700) + &at(55, 650, "F", 11, "Police") + &at(155, 650, "F", 11, "Grade the report");
    let document = document(&pages(&[one, two]));
    let places: Vec<(PassageKind, &str)> = document.passages.iter().map(|p| (p.kind, document.words_of(p))).collect();
    let cell = |row, column, header| PassageKind::Cell { table: 1, row, column, header };
    assert_eq!(
        places,
        [
            (cell(1, 1, true), "Body"),
            (cell(1, 2, true), "Duty"),
            (cell(2, 1, false), "School"),
            (cell(2, 2, false), "Rings at once"),
            (cell(3, 1, false), "Police"),
            (cell(3, 2, false), "Grade the report"),
        ]
    );
}

#[test]
fn headings_by_their_look_and_contents_lines_dropped() {
    let content = at(50, 740, "F", 20, "Bullying protocol")
        + &at(50, 700, "F", 11, "1. Purpose ................ 1")
        + &at(50, 686, "F", 11, "2. Review ................. 4")
        + &at(50, 640, "B", 14, "1. Purpose")
        + &lines(50, 615, &["This protocol is for everybody who works with children here and", "for their managers."])
        + &at(50, 570, "B", 11, "1.1 Who must read it")
        + &lines(50, 545, &["1.1.1 Everyone."]);
    let document = document(&pages(&[content]));
    let outline: Vec<(u8, Option<&str>, &str)> = document.headings.iter().map(|h| (h.level, h.label.as_deref(), h.text.as_str())).collect();
    assert_eq!(outline, [(1, None, "Bullying protocol"), (2, Some("1"), "Purpose"), (3, Some("1.1"), "Who must read it")]);
    assert!(texts(&document).iter().all(|t| !t.contains("....")));
    assert_eq!(document.passages.last().unwrap().label.as_deref(), Some("1.1.1"));
}

#[test]
fn bookmarks_name_headings_and_links_keep_their_words() {
    let extras = Extras {
        catalogue: "/Outlines 100 0 R/PageLabels<</Nums[0<</S/r>>]>>/Lang(en-GB)",
        page: "/Annots[<</Subtype/Link/Rect[48 690 100 715]/A<</S/URI/URI(https://example.org/a)>>>>]",
        objects: vec!["<</First 101 0 R>>", "<</Title(What to do)/Dest[10 0 R/Fit]>>"],
    };
    let content = at(50, 740, "F", 11, "What to do") + &at(50, 700, "F", 11, "The guide") + &at(103, 700, "F", 11, "says more about it.");
    let document = document(&pages_with(&[content], &extras));
    assert_eq!(document.headings[0].text, "What to do");
    let passage = &document.passages[1];
    assert_eq!(document.words_of(passage), "The guide says more about it.");
    assert_eq!(
        (passage.links[0].span.of(document.words_of(passage)), passage.links[0].target.as_str()),
        ("The guide", "https://example.org/a")
    );
    assert_eq!(passage.printed_page.as_deref(), Some("i"));
    assert_eq!(document.properties.language.as_deref(), Some("en-GB"));
}

#[test]
fn tags_tell_headings_paragraphs_and_cells() {
    let extras = Extras {
        catalogue: "/StructTreeRoot 100 0 R",
        objects: vec![
            "<</K[101 0 R 102 0 R 103 0 R]/RoleMap<</Kop/H2>>>>",
            "<</S/Kop/Pg 10 0 R/K 0>>",
            "<</S/P/Pg 10 0 R/K[1 2]>>",
            "<</S/Table/K[<</S/TR/K[<</S/TH/Pg 10 0 R/K 3>><</S/TD/Pg 10 0 R/K 4>>]>>]>>",
        ],
        ..Extras::default()
    };
    let mark = |n: u32, content: String| format!("/P <</MCID {n}>> BDC\n{content}EMC\n");
    let content = format!("/Artifact BMC\n{}EMC\n", at(50, 300, "F", 11, "set apart"))
        + &mark(0, at(50, 740, "F", 11, "Scope"))
        + &mark(1, at(50, 700, "F", 11, "Words of one paragraph that"))
        + &mark(2, at(50, 686, "F", 11, "go on in the next line."))
        + &mark(3, at(50, 650, "F", 11, "Lead"))
        + &mark(4, at(90, 650, "F", 11, "Nurse"));
    let document = document(&pages_with(&[content], &extras));
    let kinds: Vec<(PassageKind, &str)> = document.passages.iter().map(|p| (p.kind, document.words_of(p))).collect();
    let cell = |column, header| PassageKind::Cell { table: 1, row: 1, column, header };
    assert_eq!(
        kinds,
        [
            (PassageKind::Heading, "Scope"),
            (PassageKind::Paragraph, "Words of one paragraph that go on in the next line."),
            (cell(1, true), "Lead"),
            (cell(2, false), "Nurse")
        ]
    );
    assert_eq!(document.headings[0].level, 2);
    assert_eq!(document.running_words().collect::<Vec<_>>(), ["set apart"]);
}

#[test]
fn overprinting_and_note_numbers_leave_no_trace() {
    let content = at(50, 700, "F", 11, "Drawn twice")
        + "BT /F 11 Tf 50.3 700 Td (Drawn twice) Tj ET\n"
        + "BT /F 11 Tf 50 650 Td (The Act of 1989) Tj 5 Ts /F 6 Tf (4) Tj 0 Ts /F 11 Tf ( applies here.) Tj ET\n";
    let document = document(&pages(&[content]));
    assert_eq!(texts(&document), ["Drawn twice", "The Act of 1989 applies here."]);
}

#[test]
fn scans_are_named_by_page() {
    let scan = "q 600 0 0 800 0 0 cm /I Do Q\n".to_owned();
    let read_of = |contents: &[String]| -> Read<Document> { read(&pages(contents), &Limits::default()) };
    let nothing = read_of(std::slice::from_ref(&scan));
    assert!(nothing.value.is_none());
    assert_eq!(
        (nothing.problems[0].kind, nothing.problems[0].message.as_str()),
        (ProblemKind::Unsupported, "its pages are pictures with no text")
    );
    let some = read_of(&[lines(50, 700, &["A page of words."]), scan]);
    assert!(some.value.is_some());
    assert_eq!((some.problems[0].kind, some.problems[0].message.as_str()), (ProblemKind::Partial, "page 2 is pictures with no text"));
}

#[test]
fn work_ends_when_told_and_streams_do_not_grow_without_end() {
    let stop = Limits { stop: Arc::new(|| true), ..Limits::default() };
    let long: String = (0..4000).map(|_| at(50, 700, "F", 11, "again and again")).collect();
    assert!(read(&pages(&[long.clone(), long]), &stop).problems.iter().any(|p| p.message.starts_with("it was too long")));

    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b' '; 8 << 20]).unwrap();
    let packed = packed.finish().unwrap();
    let mut bomb = format!("<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {}>>\nstream\n", packed.len()).into_bytes();
    bomb.extend(packed);
    bomb.extend(b"\nendstream");
    let file = file(&[b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), bomb], "");
    let small = Limits { memory: 4 << 20, ..Limits::default() };
    assert_eq!(read(&file, &small).problems[0].kind, ProblemKind::TooLarge);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn broken_files_are_data(cut in 0usize..3000, flip in 0usize..3000, byte in any::<u8>()) {
        let mut bytes = pages(&[lines(50, 700, &["Some words of text", "in two lines."]), at(50, 700, "B", 14, "More")]);
        if let Some(slot) = bytes.get_mut(flip) {
            *slot = byte;
        }
        bytes.truncate(bytes.len().saturating_sub(cut));
        let read = read(&bytes, &Limits::default());
        prop_assert!(read.value.is_some() || !read.problems.is_empty());
    }

    #[test]
    fn any_operators_are_data(content in "(BT|ET|q|Q|Tj|\\(ab\\) Tj|Td|Tm|1 0 0 1 5 5 cm|/F 9 Tf|-?[0-9]{1,6} |\\[\\(a\\) 3000 \\(b\\)\\] TJ|re f|S|m|l| |/P <</MCID 0>> BDC|EMC){0,60}") {
        let read = read(&pages(&[content]), &Limits::default());
        if let Some(document) = read.value {
            for passage in &document.passages {
                let words = document.words_of(passage);
                for run in &passage.runs {
                    prop_assert!(words.get(run.text.start()..run.text.end()).is_some());
                }
            }
        }
    }
}

#[test]
fn pictures_are_known_by_their_place_on_the_page() {
    let page = format!(
        "{}q 300 0 0 200 100 400 cm /I Do Q q 20 0 0 20 10 10 cm /I Do Q {}",
        lines(60, 700, &["The first paragraph of the page stands above the picture, and it ends here."]),
        lines(60, 300, &["The second paragraph of the page stands below the picture, and it ends here."])
    );
    let document = document(&pages(&[page]));
    let found: Vec<_> = document.pictures.iter().map(|p| (p.after, p.page)).collect();
    assert_eq!((found.as_slice(), document.passages.len()), (&[(1, Some(1))][..], 2));
}
