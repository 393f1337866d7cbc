//! Decides what becomes of each edit, and marks the runs it touches.

use crate::edit::{Change, Edit, Hindrance, Outcome};
use crate::ids::Ids;
use crate::place::{Placed, Segment};
use crate::scan::{Note, Unit};
use std::collections::BTreeMap;
use std::ops::Range;

/// Something to put between runs.
#[derive(Debug, Clone)]
pub(crate) enum Mark {
    /// A comment begins.
    Start(u32),
    /// A comment ends.
    End(u32),
    /// Words are put in.
    Insert(String),
}

/// What is done to one unit.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    /// Before the whole unit.
    pub(crate) before: Vec<Mark>,
    /// After the whole unit.
    pub(crate) after: Vec<Mark>,
    /// At bytes of it, between its pieces or within a text.
    pub(crate) cuts: BTreeMap<usize, Vec<Mark>>,
    /// Bytes of texts, and whole pieces, that are deleted; in order and apart.
    pub(crate) deleted: BTreeMap<usize, usize>,
}

/// A part, the units of it that may be touched, and what is done to them.
pub(crate) struct Story<'t> {
    /// The part.
    pub(crate) text: &'t str,
    /// In order of their beginnings, the outer first.
    pub(crate) units: Vec<Unit>,
    /// By the unit's place in `units`.
    pub(crate) marks: BTreeMap<usize, Marks>,
}

impl<'t> Story<'t> {
    pub(crate) fn new(text: &'t str, units: Vec<Unit>) -> Self {
        Self { text, units, marks: BTreeMap::new() }
    }

    /// Whether anything is done to it.
    pub(crate) fn is_touched(&self) -> bool {
        !self.marks.is_empty()
    }

    /// The innermost unit around a segment.
    fn around(&self, segment: Segment) -> Option<(usize, &Unit)> {
        let after = self.units.partition_point(|u| u.span.start <= segment.start);
        self.units.iter().enumerate().take(after).rev().find(|(_, u)| u.span.end >= segment.end)
    }

    fn starting_at(&self, start: usize) -> Option<usize> {
        let first = self.units.partition_point(|u| u.span.start < start);
        self.units.get(first).filter(|u| u.span.start == start).map(|_| first)
    }

    fn marks(&mut self, unit: usize) -> &mut Marks {
        self.marks.entry(unit).or_default()
    }
}

/// A place between runs, or around a unit as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Whole,
    Byte(usize),
}

/// Where one end of a comment is hung.
#[derive(Debug, Clone, Copy)]
struct Hook {
    part: u16,
    unit: usize,
    at: At,
    /// For the order of two hooks.
    byte: usize,
}

/// A change that can be made: the pieces deleted and where words are put in.
#[derive(Debug, Default)]
struct Feasible {
    deleted: Vec<(u16, usize, Range<usize>, Range<usize>)>,
    insert: Option<(u16, usize, usize)>,
}

/// The edits of a document on their way to its parts.
pub(crate) struct Plan<'s, 't> {
    stories: &'s mut BTreeMap<u16, Story<'t>>,
    fallback: &'s [Segment],
    references: BTreeMap<Note, usize>,
    comments_only: bool,
}

impl<'s, 't> Plan<'s, 't> {
    pub(crate) fn new(stories: &'s mut BTreeMap<u16, Story<'t>>, fallback: &'s [Segment], comments_only: bool) -> Self {
        let body = stories.get(&0).map(|s| s.units.as_slice()).unwrap_or_default();
        let references = body.iter().enumerate().filter_map(|(n, u)| Some((u.note.clone()?, n))).collect();
        Self { stories, fallback, references, comments_only }
    }

    /// Marks what each edit touches. Outcomes are in the order of `edits`.
    pub(crate) fn carry_out(
        &mut self,
        edits: &[Edit],
        placed: &[Placed],
        ids: &mut Ids,
        comment: &mut dyn FnMut(u32, &[String]),
    ) -> Vec<Outcome> {
        let mut outcomes = vec![Outcome::Made; edits.len()];
        let mut order: Vec<(usize, &Edit, &Placed)> = edits.iter().zip(placed).enumerate().map(|(n, (e, p))| (n, e, p)).collect();
        order.sort_by_key(|(n, _, p)| (p.segments.first().copied(), p.segments.last().copied(), *n));
        for (n, edit, placed) in order {
            if let Some(outcome) = outcomes.get_mut(n) {
                *outcome = self.one(edit, placed, ids, comment);
            }
        }
        outcomes
    }

    fn one(&mut self, edit: &Edit, placed: &Placed, ids: &mut Ids, comment: &mut dyn FnMut(u32, &[String])) -> Outcome {
        let change = self.change(edit, placed);
        let wants_change = edit.change != Change::None;
        if edit.comment.is_empty() {
            return match change {
                Ok(change) => {
                    self.make(&change, &placed.with);
                    Outcome::Made
                }
                Err(why) => Outcome::Left(why),
            };
        }
        let hooks = placed.segments.first().zip(placed.segments.last()).and_then(|(first, last)| self.hooks(*first, *last));
        let (elsewhere, hooks) = match hooks {
            Some(hooks) => (false, Some(hooks)),
            None => (true, self.fallback.iter().find_map(|s| self.hooks(*s, *s))),
        };
        let Some((start, end)) = hooks else {
            return Outcome::Left(change.err().unwrap_or(Hindrance::Elsewhere));
        };
        let id = ids.take();
        comment(id, &edit.comment);
        self.hang(start, Mark::Start(id), true);
        let made = match &change {
            Ok(change) => {
                self.make(change, &placed.with);
                None
            }
            Err(why) => Some(*why),
        };
        self.hang(end, Mark::End(id), false);
        match made {
            // What is about the whole document belongs at its beginning.
            Some(_) if edit.span.is_none() && !wants_change => Outcome::Made,
            Some(why) if elsewhere => Outcome::AtTheBeginning(why),
            None if elsewhere && !wants_change => Outcome::AtTheBeginning(self.why_closed(placed)),
            Some(why) if wants_change => Outcome::CommentedOnly(why),
            _ => Outcome::Made,
        }
    }

    /// Why nothing can be hung where the words stand.
    fn why_closed(&self, placed: &Placed) -> Hindrance {
        let around = placed.segments.first().and_then(|s| self.stories.get(&s.part)?.around(*s));
        around.and_then(|(_, unit)| unit.hindrance).unwrap_or(Hindrance::Elsewhere)
    }

    /// Whether the change can be made, and where.
    fn change(&self, edit: &Edit, placed: &Placed) -> Result<Feasible, Hindrance> {
        if let Some(why) = placed.hindrance {
            return Err(why);
        }
        let mut change = Feasible::default();
        if edit.change == Change::None {
            return Ok(change);
        }
        if self.comments_only {
            return Err(Hindrance::CommentsOnly);
        }
        for &segment in &placed.changing {
            let (unit, deleted, whole) = self.deletable(segment)?;
            change.deleted.push((segment.part, unit, deleted, whole));
        }
        if placed.with.is_empty() {
            return Ok(change);
        }
        if let (Some(first), Some(last)) = (change.deleted.first(), change.deleted.last()) {
            let linked = |part: u16, unit: usize| self.unit(part, unit).is_some_and(|u| u.linked);
            // Words that were partly a link do not all become one.
            let at_front = linked(last.0, last.1) && !linked(first.0, first.1);
            change.insert = Some(if at_front { (first.0, first.1, first.3.start) } else { (last.0, last.1, last.3.end) });
            return Ok(change);
        }
        let after = placed.after.ok_or(Hindrance::Elsewhere)?;
        let (unit, _, whole) = self.insertable(after)?;
        if self.unit(after.part, unit).is_some_and(|u| u.linked) {
            return Err(Hindrance::Link);
        }
        change.insert = Some((after.part, unit, whole.end));
        Ok(change)
    }

    fn unit(&self, part: u16, unit: usize) -> Option<&Unit> {
        self.stories.get(&part)?.units.get(unit)
    }

    /// The unit a segment stands in, its bytes, and those bytes out to the edges of their piece where they reach them.
    fn insertable(&self, segment: Segment) -> Result<(usize, Range<usize>, Range<usize>), Hindrance> {
        let story = self.stories.get(&segment.part).ok_or(Hindrance::Unusual)?;
        let (n, unit) = story.around(segment).ok_or(Hindrance::Unusual)?;
        if let Some(why) = unit.hindrance {
            return Err(why);
        }
        let at = unit.pieces.partition_point(|p| p.span.end <= segment.start);
        let piece = unit.pieces.get(at).filter(|p| p.span.start <= segment.start).ok_or(Hindrance::Unusual)?;
        match &piece.inner {
            Some(inner) if inner.start <= segment.start && segment.end <= inner.end => {
                let whole = segment.start..segment.end;
                if story.text.get(whole.clone()).is_none() {
                    return Err(Hindrance::Unusual);
                }
                let start = if whole.start == inner.start { piece.span.start } else { whole.start };
                let end = if whole.end == inner.end { piece.span.end } else { whole.end };
                Ok((n, whole, start..end))
            }
            None if piece.mark => Ok((n, piece.span.clone(), piece.span.clone())),
            _ => Err(Hindrance::Unusual),
        }
    }

    /// As [`Plan::insertable`], where nothing else is deleted already.
    fn deletable(&self, segment: Segment) -> Result<(usize, Range<usize>, Range<usize>), Hindrance> {
        let (n, deleted, whole) = self.insertable(segment)?;
        let before = self.stories.get(&segment.part).and_then(|s| s.marks.get(&n));
        let taken = before.and_then(|m| m.deleted.range(..deleted.end).next_back()).is_some_and(|(_, &end)| end > deleted.start);
        if taken { Err(Hindrance::Taken) } else { Ok((n, deleted, whole)) }
    }

    fn make(&mut self, change: &Feasible, with: &str) {
        for (part, unit, deleted, whole) in &change.deleted {
            let Some(story) = self.stories.get_mut(part) else { continue };
            let marks = story.marks(*unit);
            marks.deleted.insert(deleted.start, deleted.end);
            marks.cuts.entry(whole.start).or_default();
            marks.cuts.entry(whole.end).or_default();
        }
        if let Some((part, unit, at)) = change.insert
            && let Some(story) = self.stories.get_mut(&part)
        {
            story.marks(unit).cuts.entry(at).or_default().push(Mark::Insert(with.to_owned()));
        }
    }

    /// Where a comment on these words is hung; none where none can be.
    fn hooks(&self, first: Segment, last: Segment) -> Option<(Hook, Hook)> {
        let start = self.hook(first, true)?;
        let end = self.hook(last, false).unwrap_or(start);
        let in_order = (start.part, start.byte) <= (end.part, end.byte);
        Some((start, if in_order { end } else { Hook { at: At::Whole, ..start } }))
    }

    fn hook(&self, segment: Segment, front: bool) -> Option<Hook> {
        let story = self.stories.get(&segment.part)?;
        let (n, unit) = story.around(segment)?;
        let whole = |part: u16, unit: usize| {
            let span = self.unit(part, unit)?.span.clone();
            Some(Hook { part, unit, at: At::Whole, byte: if front { span.start } else { span.end } })
        };
        if segment.part != 0 {
            // Comments on a note are hung on the mark that refers to it.
            let mark = *self.references.get(unit.note.as_ref()?)?;
            let mark = self.unit(0, mark).filter(|u| !u.closed)?.anchor.map_or(Some(mark), |a| self.stories.get(&0)?.starting_at(a))?;
            return whole(0, mark);
        }
        if unit.closed {
            return None;
        }
        if let Some(anchor) = unit.anchor {
            return whole(segment.part, story.starting_at(anchor)?);
        }
        let at = unit.pieces.partition_point(|p| p.span.end <= segment.start);
        let Some(piece) = unit.pieces.get(at).filter(|p| p.span.start <= segment.start) else { return whole(segment.part, n) };
        let wanted = if front { segment.start } else { segment.end };
        let byte = match &piece.inner {
            Some(inner) if inner.start < wanted && wanted < inner.end && story.text.is_char_boundary(wanted) => wanted,
            _ if front => piece.span.start,
            _ => piece.span.end,
        };
        Some(Hook { part: segment.part, unit: n, at: At::Byte(byte), byte })
    }

    fn hang(&mut self, hook: Hook, mark: Mark, front: bool) {
        let Some(story) = self.stories.get_mut(&hook.part) else { return };
        let marks = story.marks(hook.unit);
        match hook.at {
            At::Byte(byte) => marks.cuts.entry(byte).or_default().push(mark),
            At::Whole if front => marks.before.push(mark),
            At::Whole => marks.after.push(mark),
        }
    }
}
