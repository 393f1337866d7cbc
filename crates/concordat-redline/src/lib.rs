//! Findings as tracked changes and comments in the Word files they are about.
//!
//! [`redline`] takes the bytes of a Word file, the document as ingest read it, and edits; it gives the bytes of the same
//! package with the edits as tracked changes and comments. Nothing is parsed into a tree and written out again: runs that an
//! edit touches are split where they stand, and every other byte of the part, and every other part, is copied.
//! [`annotate`] appends highlights and notes to a PDF. [`edits`] makes the edits of a document from an audit; [`comment_table`] is for
//! all other files.

mod comments;
mod edit;
mod emit;
mod findings;
mod guard;
mod ids;
mod package;
mod pdf;
mod place;
mod plan;
mod proposal;
mod scan;
mod table;

pub use edit::{Author, Change, Edit, Hindrance, Outcome, Redlined};
pub use findings::{Entry, edits, entries};
pub use pdf::{Annotated, annotate, pages_of};
pub use table::comment_table;

use comments::Comments;
use concordat_register::{Document, Problem, ProblemKind};
use emit::Emitter;
use ids::Ids;
use package::Package;
use place::Placed;
use plan::{Plan, Story};
use std::collections::{BTreeMap, BTreeSet};

/// Writes `edits` into a Word file as tracked changes and comments of `author`.
///
/// `document` is what `concordat_ingest::read` gave for the same bytes. Outcomes are in the order of `edits`.
///
/// # Errors
///
/// A file that must not be changed (it is signed, or protected), and one that cannot be changed safely (it is damaged, or
/// its text is in an encoding other than UTF-8); each with what to do.
pub fn redline(bytes: &[u8], document: &Document, edits: &[Edit], author: &Author) -> Result<Redlined, Problem> {
    let author = &Author { name: comments::plain(&author.name), date: author.date.clone() };
    let mut package = Package::open(bytes)?;
    let main = document.parts.first().map(String::as_str).unwrap_or_default().to_owned();
    let comments_only = guard::check(&mut package, &main)?;
    let placed: Vec<Placed> = edits.iter().map(|edit| place::place(document, edit)).collect();
    let fallback = place::beginning(document);
    let mut wanted: BTreeMap<u16, Vec<(usize, usize)>> = BTreeMap::new();
    for segment in placed.iter().flat_map(|p| &p.segments).chain(&fallback) {
        wanted.entry(segment.part).or_default().push((segment.start, segment.end));
    }
    // Notes are scanned before the body, which is then asked for the marks that refer to them.
    let mut texts: BTreeMap<u16, String> = BTreeMap::new();
    wanted.entry(0).or_default();
    for &part in wanted.keys() {
        let name = document.parts.get(usize::from(part)).map(String::as_str).unwrap_or_default();
        texts.insert(part, package.text(name)?);
    }
    let mut stories: BTreeMap<u16, Story<'_>> = BTreeMap::new();
    let mut notes = BTreeSet::new();
    for (&part, text) in texts.iter().rev() {
        let ranges = wanted.remove(&part).map(place::merged).unwrap_or_default();
        let units = scan::scan(text, &ranges, &notes).map_err(|()| damaged())?;
        if part != 0 {
            notes.extend(units.iter().filter_map(|u| u.note.clone()));
        }
        stories.insert(part, Story::new(text, units));
    }
    let mut ids = Ids::new(texts.values().map(String::as_str));
    let mut comments = Comments::open(&mut package, &main, texts.get(&0).is_some_and(|t| scan::is_strict(t)), &mut ids)?;
    let mut plan = Plan::new(&mut stories, &fallback, comments_only);
    let outcomes = plan.carry_out(edits, &placed, &mut ids, &mut |id, paragraphs| comments.add(id, author, paragraphs));
    for (part, story) in &stories {
        if story.is_touched() {
            let name = document.parts.get(usize::from(*part)).map(String::as_str).unwrap_or_default();
            package.put(name, Emitter::new(story, author, &mut ids).emit());
        }
    }
    comments.close(&mut package)?;
    Ok(Redlined { bytes: package.finish()?, outcomes })
}

fn damaged() -> Problem {
    Problem::new(
        ProblemKind::Damaged,
        "the file's text is not well-formed, and changing it could lose some of it",
        "open it in Word, repair it and save a copy",
    )
}
