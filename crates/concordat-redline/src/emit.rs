//! Writes a part again: all its bytes as they stand, but for the runs that were marked.

use crate::comments::plain;
use crate::edit::Author;
use crate::ids::Ids;
use crate::plan::{Mark, Marks, Story};
use crate::scan::{Piece, Unit};
use quick_xml::escape::escape;
use std::fmt::Write;
use std::ops::Range;

/// Units within units before what is deeper is copied as it stands.
const DEEPEST: u32 = 32;

/// Writes one part.
pub(crate) struct Emitter<'s, 't> {
    story: &'s Story<'t>,
    author: &'s Author,
    ids: &'s mut Ids,
    out: String,
    depth: u32,
}

/// How elements and attributes are named at a place.
struct Names {
    element: String,
    attribute: String,
    /// A declaration that every element of ours needs, with a space before it; empty where the prefix is declared.
    declared: String,
}

impl Names {
    fn of(unit: &Unit) -> Self {
        // An attribute needs a prefix even where elements have none.
        if unit.prefix.is_empty() {
            let declared = format!(" xmlns:w=\"{}\"", unit.namespace);
            return Self { element: "w:".to_owned(), attribute: "w:".to_owned(), declared };
        }
        Self { element: unit.prefix.clone(), attribute: unit.prefix.clone(), declared: String::new() }
    }
}

impl<'s, 't> Emitter<'s, 't> {
    pub(crate) fn new(story: &'s Story<'t>, author: &'s Author, ids: &'s mut Ids) -> Self {
        Self { story, author, ids, out: String::with_capacity(story.text.len() + story.text.len() / 8), depth: 0 }
    }

    /// The part's new text.
    pub(crate) fn emit(mut self) -> String {
        self.range(0..self.story.text.len());
        self.out
    }

    fn copy(&mut self, range: Range<usize>) {
        self.out.push_str(self.story.text.get(range).unwrap_or_default());
    }

    /// A stretch of the part, with the marked units in it.
    fn range(&mut self, range: Range<usize>) {
        let story = self.story;
        let mut at = range.start;
        self.depth += 1;
        while self.depth <= DEEPEST {
            let first = story.units.partition_point(|u| u.span.start < at);
            let next = story.marks.range(first..).find_map(|(n, marks)| story.units.get(*n).map(|unit| (unit, marks)));
            let Some((unit, marks)) = next.filter(|(u, _)| u.span.end <= range.end) else { break };
            self.copy(at..unit.span.start);
            self.unit(unit, marks);
            at = unit.span.end;
        }
        self.depth -= 1;
        self.copy(at..range.end);
    }

    fn unit(&mut self, unit: &Unit, marks: &Marks) {
        let names = Names::of(unit);
        self.marks(unit, &names, &marks.before);
        let (first, last) = (unit.pieces.first().map_or(0, |p| p.span.start), unit.pieces.last().map_or(0, |p| p.span.end));
        let split = !marks.deleted.is_empty() || marks.cuts.keys().any(|&at| first < at && at < last);
        if split {
            self.split(unit, &names, marks);
        } else {
            for (_, marks) in marks.cuts.range(..=first) {
                self.marks(unit, &names, marks);
            }
            self.copy(unit.open.clone());
            self.range(unit.open.end..unit.span.end);
            for (_, marks) in marks.cuts.range(first.saturating_add(1)..) {
                self.marks(unit, &names, marks);
            }
        }
        self.marks(unit, &names, &marks.after);
    }

    /// Writes a run in pieces: kept, deleted, and what is put between them.
    fn split(&mut self, unit: &Unit, names: &Names, marks: &Marks) {
        let mut run = Group { clones: 0, deleted: false, open: false };
        let mut done = 0;
        for piece in &unit.pieces {
            for (at, cut) in cuts(marks, done, piece.span.start + 1) {
                self.end(unit, names, &mut run);
                self.marks(unit, names, cut);
                done = at + 1;
            }
            match &piece.inner {
                Some(inner) => {
                    let mut from = inner.start;
                    for (at, cut) in cuts(marks, inner.start.max(done), inner.end) {
                        self.fragment(unit, names, marks, piece, from..at, &mut run);
                        self.end(unit, names, &mut run);
                        self.marks(unit, names, cut);
                        (from, done) = (at, at + 1);
                    }
                    self.fragment(unit, names, marks, piece, from..inner.end, &mut run);
                }
                None => {
                    let deleted = is_deleted(marks, piece.span.start);
                    self.begin(unit, names, deleted, &mut run);
                    self.range(piece.span.clone());
                }
            }
        }
        for (_, cut) in marks.cuts.range(done..) {
            self.end(unit, names, &mut run);
            self.marks(unit, names, cut);
        }
        self.end(unit, names, &mut run);
    }

    fn fragment(&mut self, unit: &Unit, names: &Names, marks: &Marks, piece: &Piece, part: Range<usize>, run: &mut Group) {
        let Some(inner) = &piece.inner else { return };
        if part.is_empty() && !inner.is_empty() {
            return;
        }
        let deleted = is_deleted(marks, part.start);
        self.begin(unit, names, deleted, run);
        if !deleted && part == *inner {
            return self.copy(piece.span.clone());
        }
        let Names { element: p, declared, .. } = names;
        let name = if deleted { "delText" } else { "t" };
        let _ = write!(self.out, "<{p}{name}{declared} xml:space=\"preserve\">");
        self.copy(part);
        let _ = write!(self.out, "</{p}{name}>");
    }

    /// Opens a run of the kind wanted, ending one of the other kind.
    fn begin(&mut self, unit: &Unit, names: &Names, deleted: bool, run: &mut Group) {
        if run.open && run.deleted == deleted {
            return;
        }
        self.end(unit, names, run);
        if deleted {
            self.change("del", names);
        }
        self.copy(unit.open.clone());
        self.properties(unit, run.clones > 0);
        (run.open, run.deleted) = (true, deleted);
        run.clones += 1;
    }

    fn end(&mut self, unit: &Unit, names: &Names, run: &mut Group) {
        if !run.open {
            return;
        }
        let _ = write!(self.out, "</{}r>", unit.prefix);
        if run.deleted {
            let _ = write!(self.out, "</{}del>", names.element);
        }
        run.open = false;
    }

    /// The run's properties. A change of formatting recorded in them has a number, which copies must not share.
    fn properties(&mut self, unit: &Unit, copied: bool) {
        let Some(range) = unit.properties.clone() else { return };
        let text = self.story.text.get(range).unwrap_or_default();
        let tag = copied.then(|| text.find("rPrChange")).flatten();
        let id = tag.and_then(|tag| text.get(tag..)?.find(":id=").map(|at| tag + at + 5));
        let Some((before, rest)) = id.and_then(|id| text.split_at_checked(id)) else { return self.out.push_str(text) };
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        let id = self.ids.take();
        let _ = write!(self.out, "{before}{id}{}", rest.get(digits..).unwrap_or_default());
    }

    /// Opens a tracked change.
    fn change(&mut self, kind: &str, names: &Names) {
        let id = self.ids.take();
        let Names { element: p, attribute: a, declared } = names;
        let (author, date) = (escape(&self.author.name), escape(&self.author.date));
        let _ = write!(self.out, "<{p}{kind}{declared} {a}id=\"{id}\" {a}author=\"{author}\" {a}date=\"{date}\">");
    }

    fn marks(&mut self, unit: &Unit, names: &Names, marks: &[Mark]) {
        let Names { element: p, attribute: a, declared } = names;
        for mark in marks {
            let _ = match mark {
                Mark::Start(id) => write!(self.out, "<{p}commentRangeStart{declared} {a}id=\"{id}\"/>"),
                Mark::End(id) => write!(
                    self.out,
                    "<{p}commentRangeEnd{declared} {a}id=\"{id}\"/><{p}r{declared}><{p}commentReference {a}id=\"{id}\"/></{p}r>"
                ),
                Mark::Insert(words) => {
                    self.insert(unit, names, words);
                    Ok(())
                }
            };
        }
    }

    /// Puts words in, set like the run. Inside an insertion of somebody else's, that one is ended before and taken up after.
    fn insert(&mut self, unit: &Unit, names: &Names, words: &str) {
        let text = self.story.text;
        let around = unit.insertion.clone().and_then(|open| text.get(open)).unwrap_or_default();
        let name = around.get(1..).and_then(|t| t.split(|c: char| c.is_whitespace() || c == '>').next()).unwrap_or_default();
        if !name.is_empty() {
            let _ = write!(self.out, "</{name}>");
        }
        self.change("ins", names);
        let Names { element: p, declared, .. } = names;
        let _ = write!(self.out, "<{p}r{declared}>");
        let properties = unit.properties.clone().and_then(|range| text.get(range)).unwrap_or_default();
        self.out.push_str(&without_change(properties));
        let words = plain(words);
        let _ = write!(self.out, "<{p}t xml:space=\"preserve\">{}</{p}t></{p}r></{p}ins>", escape(words.as_str()));
        if !name.is_empty() {
            let at = around.find(":id=").map(|at| at + 5);
            let (before, rest) = at.and_then(|at| around.split_at_checked(at)).unwrap_or((around, ""));
            let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(0);
            let id = if rest.is_empty() { String::new() } else { self.ids.take().to_string() };
            let _ = write!(self.out, "{before}{id}{}", rest.get(digits..).unwrap_or_default());
        }
    }
}

/// A run being written.
struct Group {
    /// How many runs were written of the one.
    clones: u32,
    deleted: bool,
    open: bool,
}

/// The cuts from one byte to before another, in order.
fn cuts(marks: &Marks, from: usize, to: usize) -> impl Iterator<Item = (usize, &[Mark])> {
    marks.cuts.range(from..to.max(from)).map(|(at, marks)| (*at, marks.as_slice()))
}

fn is_deleted(marks: &Marks, at: usize) -> bool {
    marks.deleted.range(..=at).next_back().is_some_and(|(_, &end)| at < end)
}

/// Run properties without a recorded change of them.
fn without_change(properties: &str) -> String {
    let Some(name) = properties.find("rPrChange") else { return properties.to_owned() };
    let start = properties.get(..name).and_then(|t| t.rfind('<')).unwrap_or(0);
    let tag = properties.get(start + 1..name).unwrap_or_default();
    let close = format!("</{tag}rPrChange>");
    let rest = properties.get(start..).unwrap_or_default();
    let end = match rest.find(&close) {
        Some(at) => at + close.len(),
        None => rest.find("/>").map_or(rest.len(), |at| at + 2),
    };
    format!("{}{}", properties.get(..start).unwrap_or_default(), rest.get(end..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::without_change;

    #[test]
    fn inserted_words_carry_no_recorded_change_of_formatting() {
        let properties = "<w:rPr><w:b/><w:rPrChange w:id=\"3\"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>";
        assert_eq!(without_change(properties), "<w:rPr><w:b/></w:rPr>");
        assert_eq!(without_change("<w:rPr><w:b/></w:rPr>"), "<w:rPr><w:b/></w:rPr>");
    }
}
