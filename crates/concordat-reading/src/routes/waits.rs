//! What is begun or taken only once something else is done: "the assessment starts only when the panel has met".

use super::body::{Found, Known};
use super::page::Page;
use super::{LONGEST, Scan, WAITS};
use crate::phrase::{Break, Match};
use concordat_register::route::{Awaited, Wait};

/// Waits kept of one document.
const MOST: usize = 50;
/// What panels and agencies do with every case, so that it is no thing of its own that may wait.
const EVERYWHERE: [&str; 5] = ["decision", "feedback", "contact", "hearing", "listing"];

/// Reads the waits of a passage. `cues` are those found in it.
pub(super) fn read(scan: &mut Scan, page: &Page<'_>, cues: &[Match]) {
    let mut told = None;
    for cue in cues.iter().filter(|m| m.owner == WAITS) {
        let (from, to) = page.tokens.sentence(page.tokens.sentence_of(cue.whole.0));
        if to - from > LONGEST || told == Some(from) || scan.facts.waits.len() >= MOST {
            continue;
        }
        let found = parts(page, cue, (from, to)).and_then(|(main, condition)| Some((waiting(page, main)?, needed(page, condition)?)));
        let Some((what, needs)) = found else { continue };
        told = Some(from);
        let (what, needs) = (scan.awaited(page, what), scan.awaited(page, needs));
        if what != needs {
            scan.facts.waits.push(Wait { what, needs, anchor: page.anchor(from, to) });
        }
    }
}

/// What waits or is waited for, as its sentence gives it.
enum End {
    Matter(concordat_text::Text),
    Body(Box<Found>),
}

/// The words of a part of a sentence, first and one past the last.
type Part = (usize, usize);

/// What is said to wait, and on what: the words before and after the last word of the cue, or the other way round where the condition
/// opens the sentence.
fn parts(page: &Page<'_>, cue: &Match, (from, to): Part) -> Option<(Part, Part)> {
    let pivot = cue.whole.1.checked_sub(1)?;
    let end = page.clause_end(pivot, to);
    // "Only when the panel has met does the assessment begin": the condition's own "is" is not the turn.
    if pivot <= from + 1 {
        let verb = |words: &[&str]| (pivot + 1..end).rev().find(|&n| words.contains(&page.word(n)));
        let comma = (pivot + 1..end).find(|&n| page.before(n) == Break::Comma);
        let turn = comma.or_else(|| verb(&["does", "do", "will"])).or_else(|| verb(&["is", "are"]))?;
        return Some(((turn, end), (pivot + 1, turn)));
    }
    Some(((from, pivot), (pivot + 1, end)))
}

/// What waits: a body that takes a case, or what is begun.
fn waiting(page: &Page<'_>, (from, to): Part) -> Option<End> {
    let matter = matter(page, from, to);
    let body = Known::new(page, from, to).all(page, from, to).into_iter().find(Found::receives);
    let takes = page.found(&page.lexicon.takes, from, to).into_iter().map(|m| m.whole.0).min();
    let taker = body.filter(|b| takes.is_some_and(|at| b.to <= at) && matter.as_ref().is_none_or(|(at, _)| b.from < *at));
    match (taker, matter) {
        (Some(body), _) => Some(End::Body(Box::new(body))),
        (None, Some((_, matter))) if page.says(&page.lexicon.begins, from, to) => Some(End::Matter(matter)),
        _ => None,
    }
}

/// What is waited for: a body that has considered or agreed, or what has been finished.
fn needed(page: &Page<'_>, (from, to): Part) -> Option<End> {
    let body = Known::new(page, from, to).all(page, from, to).into_iter().find(Found::receives);
    if let Some(body) = body.filter(|_| page.says(&page.lexicon.taken, from, to)) {
        return Some(End::Body(Box::new(body)));
    }
    let (_, matter) = matter(page, from, to)?;
    page.says(&page.lexicon.finished, from, to).then_some(End::Matter(matter))
}

/// What is held or made that some words name, with its place.
fn matter(page: &Page<'_>, from: usize, to: usize) -> Option<(usize, concordat_text::Text)> {
    let rows = &page.lexicon.rows.matters;
    let hits = page.found(&page.lexicon.matters, from, to);
    let own = hits.iter().filter_map(|m| Some((m, rows.get(m.owner as usize)?))).filter(|(_, row)| !EVERYWHERE.contains(&row.id.as_str()));
    own.min_by_key(|(m, _)| (m.owner, m.whole.0)).map(|(m, row)| (m.whole.0, row.id.as_str().into()))
}

impl Scan {
    /// What waits, a body under the name that it was given before where only its noun stands: "the Forum".
    fn awaited(&self, page: &Page<'_>, end: End) -> Awaited {
        match end {
            End::Matter(id) => Awaited::Matter(id),
            End::Body(mut found) => {
                self.name_in_full(page, found.from, &mut found);
                Awaited::Body(found.body)
            }
        }
    }
}
