//! What a document says of bodies, and cases that it leaves out or leaves to nobody.

use super::body::Known;
use super::lexicon::{CueKind, flag};
use super::page::Page;
use super::trigger;
use crate::phrase::{Break, Match};
use concordat_register::route::{BodyNote, Gap, Join, Left, Note};

/// The notes and gaps of one passage. `cues` are those found in it.
pub(super) fn read(page: &Page<'_>, cues: &[Match], around: &trigger::Around, notes: &mut Vec<BodyNote>, gaps: &mut Vec<Gap>) {
    for cue in cues {
        let (from, to) = page.tokens.sentence(page.tokens.sentence_of(cue.whole.0));
        match kind(cue.owner) {
            CueKind::Outside => gaps.extend(outside(page, cue, from, to, around)),
            CueKind::Nobody => gaps.extend(nobody(page, cue, from, to, around)),
            CueKind::NoDoor => {
                // The body may stand in the sentence before: "They are not a way in."
                let first = page.tokens.sentence_of(cue.whole.0).saturating_sub(1);
                let start = page.tokens.sentence(first).0;
                let known = Known::new(page, start, to);
                let found = known.all(page, start, to).into_iter().filter(|f| f.class == "panel" || f.body.proper && f.class.is_empty());
                notes.extend(found.map(|f| note(page, &f.body.name, Note::NoDoor, from, to)));
                let letters = (start..to).filter(|&n| page.letters(n));
                let letters: Vec<BodyNote> = letters.map(|n| note(page, &page.text(n, n + 1), Note::NoDoor, from, to)).collect();
                for one in letters {
                    if !notes.iter().any(|n| n.name == one.name && n.note == one.note) {
                        notes.push(one);
                    }
                }
            }
            CueKind::Alone => {}
            CueKind::Vacant if page.says(&page.lexicon.covered, from, to) => {}
            CueKind::Vacant => {
                let known = Known::new(page, from, to);
                let posts =
                    known.all(page, from, to).into_iter().filter(|f| f.class == "post" || f.class == "inside" || f.class == "worker");
                notes.extend(posts.take(2).map(|f| note(page, &f.body.name, Note::Vacant, from, to)));
            }
        }
    }
}

fn kind(owner: u32) -> CueKind {
    match owner {
        0 => CueKind::Outside,
        1 => CueKind::Nobody,
        2 => CueKind::NoDoor,
        3 => CueKind::Vacant,
        _ => CueKind::Alone,
    }
}

fn note(page: &Page<'_>, name: &concordat_text::Text, note: Note, from: usize, to: usize) -> BodyNote {
    BodyNote { name: name.clone(), note, anchor: Some(page.anchor(from, to)) }
}

/// Children whom the document leaves out without saying where they go instead.
fn outside(page: &Page<'_>, cue: &Match, from: usize, to: usize, around: &trigger::Around) -> Option<Gap> {
    let lexicon = page.lexicon;
    let young = page.says(&lexicon.young, from, cue.whole.0);
    let adult = trigger::ids(page, from, to).iter().any(|n| n == "adult");
    let goes = page.found(&lexicon.goes_on, from, to).iter().any(|m| m.whole.1 <= cue.whole.0 || m.whole.0 >= cue.whole.1);
    // The next sentence may say where they go.
    let next = page.tokens.sentence(page.tokens.sentence_of(from) + 1);
    let nobody = page.found(&lexicon.cues, next.0, next.1).iter().any(|m| kind(m.owner) == CueKind::Nobody);
    let then = !nobody && page.says(&lexicon.goes_on, next.0, next.1);
    (young && !adult && !goes && !then).then(|| gap(page, Left::Outside, from, to, around))
}

/// A case passed on to nobody in particular.
fn nobody(page: &Page<'_>, cue: &Match, from: usize, to: usize, around: &trigger::Around) -> Option<Gap> {
    // "To the relevant panel, the MARAC": somebody is named after all.
    let known = Known::new(page, from, to);
    let named = known.all(page, cue.whole.0 + 1, to.min(cue.whole.1 + 12)).into_iter().any(|f| f.body.proper && f.receives());
    let before = known.all(page, from, to).into_iter().any(|f| f.receives() && f.body.proper && f.from > cue.whole.0);
    let denied = (from..cue.whole.0).any(|n| page.is(n, flag::NOT));
    (!named && !before && !denied && cue.whole.1 - cue.whole.0 >= 2).then(|| gap(page, Left::ToNobody, from, to, around))
}

fn gap(page: &Page<'_>, left: Left, from: usize, to: usize, around: &trigger::Around) -> Gap {
    Gap {
        left,
        trigger: trigger::trigger(page, (from, to), (to.saturating_sub(1), to.saturating_sub(1)), around),
        anchor: page.anchor(from, to),
    }
}

/// Who settles which of several bodies that know one child leads: "the chairs agree which panel leads".
pub(super) fn joins(page: &Page<'_>, joins: &mut Vec<Join>) {
    let end = page.tokens.list.len();
    let mut told = None;
    for hit in page.found(&page.lexicon.joined, 0, end) {
        let (from, to) = page.tokens.sentence(page.tokens.sentence_of(hit.whole.0));
        // "No document says which panel leads" settles nothing.
        if (from..hit.whole.1).any(|n| page.is(n, flag::NOT)) {
            continue;
        }
        if told.replace(from) == Some(from) {
            continue;
        }
        // Whoever is named after the case and before what is settled.
        let stop = (from..to).rfind(|&n| matches!(page.word(n), "which" | "that" | "who" | "whichever")).unwrap_or(to);
        let start = (from + 1..stop).rev().find(|&n| page.before(n) >= Break::Comma).unwrap_or(from);
        let known = Known::new(page, from, to);
        let by = (start..stop).find_map(|n| known.at(page, n, stop, true)).map(|f| f.body);
        joins.push(Join { by, anchor: page.anchor(from, to) });
    }
}

/// That a local name is the front door: "the Harbour is the front door", "One front door: the Harbour".
pub(super) fn doors(page: &Page<'_>, notes: &mut Vec<BodyNote>) {
    let end = page.tokens.list.len();
    for at in 0..end {
        if page.word(at) != "front" || page.word(at + 1) != "door" || page.before(at + 1) != Break::None {
            continue;
        }
        let (from, to) = page.tokens.sentence(page.tokens.sentence_of(at));
        let (from, to) = if at < to { (from, to) } else { (0, end) };
        let known = Known::new(page, from, to);
        let one = (at.saturating_sub(3).max(from)..at).any(|n| matches!(page.word(n), "one" | "single" | "only"));
        let name = after(page, &known, at + 2, to).or_else(|| before(page, &known, from, at));
        let Some(name) = name else { continue };
        let is = |kind: Note| note(page, &name, kind, from, to);
        notes.push(is(Note::Is("front-door".into())));
        let every = page.says(&page.lexicon.every, from, to) && (at..to).any(|n| matches!(page.word(n), "every" | "all" | "any"));
        if one || every {
            notes.push(is(Note::OneDoor));
        }
    }
}

/// The name after "front door": past a colon or "is".
fn after(page: &Page<'_>, known: &Known, at: usize, to: usize) -> Option<concordat_text::Text> {
    let mut at = at;
    let marked = page.before(at) == Break::Clause && at < to;
    while at < to && (page.is(at, flag::BE) || matches!(page.word(at), "called" | "known" | "as" | "in" | "for")) && !marked {
        at += 1;
    }
    let linked = marked || at.checked_sub(1).is_some_and(|b| page.is(b, flag::BE) || matches!(page.word(b), "called" | "as"));
    let found = known.at(page, at, to, true).filter(|f| linked && f.body.proper && f.class != "people")?;
    Some(found.body.name)
}

/// The name before it: "the Harbour is the front door", "the Harbour, Riverside's front door".
fn before(page: &Page<'_>, known: &Known, from: usize, at: usize) -> Option<concordat_text::Text> {
    let mut back = at;
    while back > from && page.before(back) == Break::None && !page.is(back - 1, flag::BE | flag::PAST) && at - back < 7 {
        back -= 1;
    }
    let linked = back > from && (page.is(back - 1, flag::BE | flag::PAST) || page.before(back) >= Break::Comma);
    linked.then_some(())?;
    let mut stop = back;
    while stop > from && page.is(stop - 1, flag::BE | flag::PAST | flag::HAVE | flag::ADV) {
        stop -= 1;
    }
    // The name ends where the link begins.
    (from..stop)
        .find_map(|n| known.at(page, n, stop, true).filter(|f| f.to == stop && f.class != "people" && page.capital(f.from)))
        .map(|f| f.body.name)
}

/// Names in capitals of posts, teams, panels and projects.
pub(super) fn names(page: &Page<'_>, mut tell: impl FnMut(usize, usize)) {
    let end = page.tokens.list.len();
    for at in 1..end {
        if !page.is(at, flag::HEAD) || !page.capital(at) || page.before(at) != Break::None {
            continue;
        }
        let mut from = at;
        while from > 0 && page.before(from) == Break::None && at - from < 8 {
            let word = page.flags(from - 1);
            let joiner =
                word & (flag::AND | flag::PREP) != 0 && from >= 2 && page.capital(from - 2) && page.before(from - 1) == Break::None;
            if !joiner && (!page.capital(from - 1) || word & (flag::DET | flag::SMALL) != 0) {
                break;
            }
            from -= 1;
        }
        if from < at {
            tell(from, at + 1);
        }
    }
}
