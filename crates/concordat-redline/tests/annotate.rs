//! Findings in PDFs: what was there stays, and the words that are found are the words that are marked.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use concordat_ingest::{Limits, pdf_letters};
use concordat_redline::{Annotated, Author, Change, Edit, annotate, pages_of};
use concordat_register::{Document, Problem};
use concordat_text::CharSpan;
use std::fmt::Write as _;
use std::io::Write as _;

const CONTENT: &str = "BT /F 12 Tf 72 700 Td (Staff ring the front door) Tj ET BT /F 12 Tf 72 684 Td (on the same day, and say why.) Tj ET";

/// A page with two lines of text; `page` are further entries of the page, and the index is a stream where `stream` says so.
fn file(page: &str, stream: bool) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R{page}>>"),
        format!("<</Length {}>>\nstream\n{CONTENT}\nendstream", CONTENT.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "[ 7 0 R ]".to_owned(),
        "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(An older note)>>".to_owned(),
    ];
    assembled(&objects, stream)
}

/// A file of these objects, the first of which is its catalogue.
fn assembled(objects: &[String], stream: bool) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let mut rows = vec![0, 0, 0, 0];
    let mut table = String::from("0000000000 65535 f \n");
    for (n, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        rows.extend([1, u8::try_from(out.len() >> 8).unwrap(), u8::try_from(out.len() & 255).unwrap(), 0]);
        write!(out, "{} 0 obj\n{object}\nendobj\n", n + 1).unwrap();
    }
    let (start, next) = (out.len(), objects.len() + 1);
    if stream {
        rows.extend([1, u8::try_from(start >> 8).unwrap(), u8::try_from(start & 255).unwrap(), 0]);
        write!(out, "{} 0 obj\n<</Type/XRef/Size {}/Root 1 0 R/W[1 2 1]/Length {}>>\nstream\n", next, next + 1, rows.len()).unwrap();
        out.extend(rows);
        out.extend(b"\nendstream\nendobj\n");
    } else {
        write!(out, "xref\n0 {next}\n{table}trailer\n<</Size {next}/Root 1 0 R/ID[<AB><CD>]>>\n").unwrap();
    }
    write!(out, "startxref\n{start}\n%%EOF").unwrap();
    out
}

fn read(bytes: &[u8]) -> Document {
    concordat_ingest::read("a.pdf", bytes, &Limits::default()).value.unwrap()
}

fn edit(document: &Document, words: &str) -> Edit {
    let at = document.text.find(words).unwrap();
    let count = |text: &str| u32::try_from(text.chars().count()).unwrap();
    let start = count(document.text.get(..at).unwrap());
    let span = Some(CharSpan { start, end: start + count(words) });
    Edit { span, exact: words.to_owned(), change: Change::None, comment: vec!["Say who \u{2013} and when.".to_owned()] }
}

fn marked(bytes: &[u8], edits: &[Edit]) -> Result<Annotated, Problem> {
    let document = read(bytes);
    let author = Author { name: "Policy team".to_owned(), date: "2026-01-31T09:00:00Z".to_owned() };
    let letters = pdf_letters(bytes, &pages_of(&document, edits), &Limits::default());
    annotate(bytes, &document, edits, &author, &letters)
}

#[test]
fn words_are_highlighted_line_by_line_and_nothing_else_changes() {
    for stream in [false, true] {
        for page in ["", "/Annots[7 0 R]", "/Annots 6 0 R"] {
            let bytes = file(page, stream);
            let document = read(&bytes);
            let done = marked(&bytes, &[edit(&document, "front door on the same day")]).unwrap();
            assert!(done.bytes.starts_with(&bytes), "{page} {stream}");
            assert_eq!((done.highlights, done.notes), (1, 0));
            let again = read(&done.bytes);
            assert_eq!(again.text, document.text);
            let remarks: Vec<&str> = again.remarks.iter().map(|r| r.text.as_str()).collect();
            assert!(remarks.contains(&"Say who \u{2013} and when."), "{page} {stream}: {remarks:?}");
            assert_eq!(remarks.contains(&"An older note"), !page.is_empty(), "{page} {stream}: {remarks:?}");
            let added = String::from_utf8_lossy(&done.bytes[bytes.len()..]).into_owned();
            let quads = added.split("/QuadPoints[").nth(1).unwrap().split(']').next().unwrap();
            let points: Vec<f32> = quads.split(' ').map(|n| n.parse().unwrap()).collect();
            assert_eq!(points.len(), 16, "two lines have two quadrilaterals: {quads}");
            // The first begins after "Staff ring the " and stands about the base line at 700; the second begins at the margin.
            assert!(points[0] > 130.0 && points[1] > 700.0 && points[5] < 700.0, "{points:?}");
            assert!((points[8] - 72.0).abs() < 1.0 && points[9] > 684.0 && points[13] < 684.0, "{points:?}");
        }
    }
}

#[test]
fn pages_that_share_a_list_of_notes_all_get_theirs() {
    let content = |words: &str| {
        let content = format!("BT /F 12 Tf 72 700 Td ({words}) Tj ET");
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len())
    };
    let page = |content: usize| {
        format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>>>/Contents {content} 0 R/Annots 6 0 R>>")
    };
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 2/Kids[3 0 R 8 0 R]>>".to_owned(),
        page(4),
        content("Staff ring the front door."),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        "[ 7 0 R ]".to_owned(),
        "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(An older note)>>".to_owned(),
        page(9),
        content("The panel sits every month."),
    ];
    for stream in [false, true] {
        let bytes = assembled(&objects, stream);
        let document = read(&bytes);
        let done = marked(&bytes, &[edit(&document, "front door"), edit(&document, "every month")]).unwrap();
        let added = String::from_utf8_lossy(&done.bytes[bytes.len()..]).into_owned();
        assert_eq!((done.highlights, added.matches("/Subtype/Highlight").count()), (2, 2));
        let first = if stream { 11 } else { 10 };
        assert!(added.contains(&format!("6 0 obj\n[ 7 0 R  {first} 0 R {} 0 R]", first + 1)), "{added}");
    }
}

#[test]
fn what_has_no_words_is_a_note_on_the_first_page() {
    let bytes = file("", false);
    let none = Edit { span: None, exact: String::new(), change: Change::None, comment: vec!["A section is missing.".to_owned()] };
    let done = marked(&bytes, &[none.clone(), none]).unwrap();
    assert_eq!((done.highlights, done.notes), (0, 2));
    assert_eq!(read(&done.bytes).remarks.len(), 2);
    assert_eq!(done.bytes, marked(&bytes, &[]).map(|_| done.bytes.clone()).unwrap());
}

#[test]
fn what_must_not_be_changed_is_refused() {
    for (page, why) in [("/Signed<</ByteRange[0 1 2 3]>>", "signed"), ("/Encrypt 9 0 R", "encrypted")] {
        let bytes = file(page, false);
        let problem = marked(&bytes, &[edit(&read(&bytes), "front door")]).unwrap_err();
        assert!(problem.message.contains(why), "{problem:?}");
    }
    // No file has so many objects.
    let bytes = with_size(&file("", false), "4294967295");
    assert!(marked(&bytes, &[edit(&read(&bytes), "front door")]).is_err());
    // The index is not where the file's end says, and a reader makes it anew.
    let mut bytes = file("", false);
    let at = bytes.len() - 8;
    bytes[at] = b'9';
    let edit = edit(&read(&bytes), "front door");
    assert!(marked(&bytes, &[edit]).is_err());
}

/// The file with another number of objects in its trailer.
fn with_size(bytes: &[u8], size: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    text.replace("/Size 8", &format!("/Size {size}")).into_bytes()
}

#[test]
fn a_number_that_is_in_use_is_not_given_again() {
    // The trailer counts two objects too few: the sixth and seventh are the page's list of notes and an older note.
    let bytes = with_size(&file("/Annots 6 0 R", false), "6");
    let done = marked(&bytes, &[edit(&read(&bytes), "front door")]).unwrap();
    let added = String::from_utf8_lossy(done.bytes.get(bytes.len()..).unwrap()).into_owned();
    assert!(added.contains("8 0 obj") && !added.contains("7 0 obj"), "{added}");
}
