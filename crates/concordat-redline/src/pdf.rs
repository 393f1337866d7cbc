//! Findings as highlights and notes in a PDF: an update appended to the file, every byte of which stays as it was.
//!
//! Source: ISO 32000-1:2008, 7.5.6 (incremental updates), 12.5.6.4 (text annotations) and 12.5.6.10 (text markup annotations).

mod file;
mod quads;

use crate::edit::{Author, Change, Edit};
use crate::place;
use concordat_register::{Document, PageLetters, Problem, ProblemKind};
use file::Update;
use hayro_syntax::Pdf;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

/// An annotated file.
#[derive(Debug, Clone)]
pub struct Annotated {
    /// The file.
    pub bytes: Vec<u8>,
    /// Words highlighted.
    pub highlights: usize,
    /// Notes at the beginning, on what has no words or whose words have no place.
    pub notes: usize,
}

/// The pages that edits are on, from 0: those whose letters [`annotate`] needs.
#[must_use]
pub fn pages_of(document: &Document, edits: &[Edit]) -> BTreeSet<u16> {
    edits.iter().flat_map(|edit| place::place(document, edit).segments).map(|segment| segment.part).collect()
}

/// Writes `edits` into a PDF: a highlight with a note on the words of each, and a note on the first page for one without words.
///
/// `document` is what `concordat_ingest::read` gave for the same bytes, `letters` where the letters of its pages stand.
///
/// # Errors
///
/// A file that must not be changed (it is signed or encrypted), and one whose index cannot be added to.
pub fn annotate(
    bytes: &[u8],
    document: &Document,
    edits: &[Edit],
    author: &Author,
    letters: &BTreeMap<u16, PageLetters>,
) -> Result<Annotated, Problem> {
    let pdf = Pdf::new(Arc::new(bytes.to_vec())).map_err(|_| unusual())?;
    let mut update = Update::of(bytes, &pdf)?;
    let mut on_pages: BTreeMap<u16, Vec<u32>> = BTreeMap::new();
    let mut done = Annotated { bytes: Vec::new(), highlights: 0, notes: 0 };
    for edit in edits {
        let found = quads::quads(&place::place(document, edit).segments, letters);
        if found.is_empty() && edit.comment.is_empty() {
            continue;
        }
        let words = told(edit, found.is_empty());
        if found.is_empty() {
            let page = update.page(&pdf, 0)?;
            let object = note(&words, author, &page, corner(&pdf, done.notes), update.next());
            on_pages.entry(0).or_default().push(update.add(object));
            done.notes += 1;
            continue;
        }
        for (n, (number, quads)) in found.iter().enumerate() {
            let page = update.page(&pdf, *number)?;
            // Words that go over two pages have a highlight on each and are told of once.
            let words = if n == 0 { words.as_str() } else { "" };
            let object = highlight(words, author, &page, quads, update.next());
            on_pages.entry(*number).or_default().push(update.add(object));
        }
        done.highlights += 1;
    }
    for (number, annotations) in &on_pages {
        update.annotate(&pdf, *number, annotations)?;
    }
    done.bytes = update.finish();
    Ok(done)
}

fn unusual() -> Problem {
    Problem::new(ProblemKind::Unsupported, "its index is not one that can be added to", "open it in another program and save a copy")
}

/// What a note says.
fn told(edit: &Edit, apart: bool) -> String {
    let mut lines = Vec::new();
    if apart && !edit.exact.is_empty() {
        lines.push(format!("On \u{201c}{}\u{201d}:", edit.exact));
    }
    lines.extend(edit.comment.iter().cloned());
    // A further place of a finding has no comment of its own.
    if edit.comment.is_empty()
        && let Change::Replace(with) = &edit.change
    {
        lines.push(format!("Proposed: \u{201c}{with}\u{201d}"));
    }
    lines.join("\n")
}

fn highlight(words: &str, author: &Author, page: &str, quads: &[[(f32, f32); 4]], number: u32) -> String {
    let points = || quads.iter().flatten();
    let least = |get: fn(&(f32, f32)) -> f32| points().map(get).fold(f32::INFINITY, f32::min);
    let most = |get: fn(&(f32, f32)) -> f32| points().map(get).fold(f32::NEG_INFINITY, f32::max);
    let mut corners = String::new();
    for (x, y) in points() {
        let _ = write!(corners, "{x:.2} {y:.2} ");
    }
    format!(
        "<</Type/Annot/Subtype/Highlight/C[1 0.85 0.2]/CA 0.6/F 4/Rect[{:.2} {:.2} {:.2} {:.2}]/QuadPoints[{}]{}>>",
        least(|p| p.0),
        least(|p| p.1),
        most(|p| p.0),
        most(|p| p.1),
        corners.trim_end(),
        common(words, author, page, number)
    )
}

/// Where the next note stands: in the first page's upper left corner, and those after the first below it.
fn corner(pdf: &Pdf, before: usize) -> (f64, f64) {
    let page = pdf.pages().first().map(|p| p.intersected_crop_box());
    let (left, top) = page.map_or((0.0, 800.0), |page| (page.x0, page.y1));
    (left + 10.0, top - 10.0 - 24.0 * before.min(28) as f64)
}

fn note(words: &str, author: &Author, page: &str, (left, top): (f64, f64), number: u32) -> String {
    format!(
        "<</Type/Annot/Subtype/Text/Name/Comment/C[1 0.85 0.2]/F 28/Rect[{left:.2} {:.2} {:.2} {top:.2}]{}>>",
        top - 20.0,
        left + 20.0,
        common(words, author, page, number)
    )
}

fn common(words: &str, author: &Author, page: &str, number: u32) -> String {
    let date: String = author.date.chars().filter(char::is_ascii_digit).take(14).collect();
    format!("/P {page}/NM(concordat-{number})/T{}/M(D:{date}Z)/Contents{}", text(&author.name), text(words))
}

/// A text string: UTF-16 with its mark, in hexadecimal, which needs no escapes.
fn text(words: &str) -> String {
    let mut out = String::from("<FEFF");
    for unit in words.encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out.push('>');
    out
}
