//! What a document says of bodies, and cases that it leaves out or leaves to nobody.

use super::body::{Found, Known};
use super::lexicon::{CueKind, flag};
use super::page::Page;
use super::trigger;
use super::{CLOSED, GONE, LONGEST, SPARED, WAITS};
use crate::phrase::{Break, Match};
use concordat_register::route::{Body, BodyNote, Gap, Join, Left, Note, Spared};

/// Notes on bodies kept of one document while it is read.
const MOST: usize = 400;

/// The notes and gaps of one passage. `cues` are those found in it.
pub(super) fn read(page: &Page<'_>, cues: &[Match], around: &trigger::Around, notes: &mut Vec<BodyNote>, gaps: &mut Vec<Gap>) {
    for cue in cues {
        let (from, to) = near(page, cue.whole.0, page.tokens.sentence(page.tokens.sentence_of(cue.whole.0)));
        match kind(cue.owner) {
            CueKind::Outside => gaps.extend(outside(page, cue, from, to, around)),
            CueKind::Nobody => gaps.extend(nobody(page, cue, from, to, around)),
            CueKind::NoDoor => {
                // The body may stand in the sentence before: "They are not a way in."
                let first = page.tokens.sentence_of(cue.whole.0).saturating_sub(1);
                let start = page.tokens.sentence(first).0.max(from.saturating_sub(LONGEST));
                let known = Known::new(page, start, to);
                let found = known.all(page, start, to).into_iter().filter(|f| f.class == "panel" || f.body.proper && f.class.is_empty());
                found.for_each(|f| tell(notes, note(page, &f.body.name, Note::NoDoor, from, to)));
                let letters = (start..to).filter(|&n| page.letters(n));
                letters.for_each(|n| tell(notes, note(page, &page.text(n, n + 1), Note::NoDoor, from, to)));
            }
            CueKind::Alone | CueKind::DoorLater | CueKind::Waits | CueKind::Spared => {}
            CueKind::Gone => {
                gone(page, cue, from, to).into_iter().for_each(|f| tell(notes, note(page, &f.body.name, Note::Gone, from, to)))
            }
            CueKind::Closed => gaps.extend(closed(page, cue, from, to, around)),
            CueKind::Vacant if page.says(&page.lexicon.covered, from, to) => {}
            CueKind::Vacant => {
                let known = Known::new(page, from, to);
                let posts =
                    known.all(page, from, to).into_iter().filter(|f| f.class == "post" || f.class == "inside" || f.class == "worker");
                posts.take(2).for_each(|f| tell(notes, note(page, &f.body.name, Note::Vacant, from, to)));
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
        4 => CueKind::Alone,
        CLOSED => CueKind::Closed,
        WAITS => CueKind::Waits,
        GONE => CueKind::Gone,
        SPARED => CueKind::Spared,
        _ => CueKind::DoorLater,
    }
}

fn note(page: &Page<'_>, name: &concordat_text::Text, note: Note, from: usize, to: usize) -> BodyNote {
    BodyNote { name: name.clone(), note, anchor: Some(page.anchor(from, to)) }
}

/// Children whom the document leaves out without saying where they go instead.
fn outside(page: &Page<'_>, cue: &Match, from: usize, to: usize, around: &trigger::Around) -> Option<Gap> {
    let lexicon = page.lexicon;
    // "Teenagers are hurt by partners. As they are no tenants there is little that we can do": of whom, the sentence before says.
    let unable = (cue.whole.0..cue.whole.1).any(|n| matches!(page.word(n), "little" | "nothing"));
    let theirs = unable && (from..cue.whole.1).any(|n| page.word(n) == "they");
    let before = page.tokens.sentence(page.tokens.sentence_of(from.saturating_sub(1)));
    let start = if theirs { before.0.max(from.saturating_sub(LONGEST)) } else { from };
    let young = page.says(&lexicon.young, start, cue.whole.0);
    let adult = trigger::ids(page, start, to).iter().any(|n| n == "adult");
    // "Under the age of 16" is no "under our own policy", and whoever is harmed "by" somebody is not sent to them.
    let aged = |n: usize| is_age(page, n);
    let apart = |m: &Match| m.whole.1 <= cue.whole.0 && page.word(m.whole.0) != "by" || m.whole.0 >= cue.whole.1;
    let goes = page.found(&lexicon.goes_on, from, to).iter().any(|m| apart(m) && !aged(m.whole.0));
    // The next sentence may say where they go.
    let next = page.tokens.sentence(page.tokens.sentence_of(from) + 1);
    let nobody = page.found(&lexicon.cues, next.0, next.1).iter().any(|m| kind(m.owner) == CueKind::Nobody);
    let then = !nobody && page.says(&lexicon.goes_on, next.0, next.1);
    (young && !adult && !goes && !then).then(|| gap(page, Left::Outside, from, to, around))
}

/// Whether the word is the "under" of an age.
fn is_age(page: &Page<'_>, at: usize) -> bool {
    page.word(at) == "under" && (page.number(at + 1).is_some() || page.word(at + 1) == "the" && page.word(at + 2) == "age")
}

/// A case that ends without anybody who goes on with it: it is closed, and neither its own sentence nor the next says who takes it or
/// that what was to be done is done.
fn closed(page: &Page<'_>, cue: &Match, from: usize, to: usize, around: &trigger::Around) -> Option<Gap> {
    let lexicon = page.lexicon;
    let next = page.tokens.sentence(page.tokens.sentence_of(from) + 1);
    let next = (next.0, next.1.min(next.0 + LONGEST));
    // "Closed to the panel": the panel is the one that takes it no longer.
    let left = |f: &Found| f.from >= cue.whole.0 && f.to <= cue.whole.1;
    let receiving = |from: usize, to: usize| Known::new(page, from, to).all(page, from, to).into_iter().filter(Found::receives);
    let taken = receiving(from, to).any(|f| !left(&f));
    // A panel closes what has been dealt with. Where it closes what it did not take on, the sentence before says why.
    if receiving(from, to).any(|f| left(&f)) {
        let before = page.tokens.sentence(page.tokens.sentence_of(from.saturating_sub(1)));
        let start = before.0.max(from.saturating_sub(LONGEST));
        let refused = (start..from).any(|n| page.is(n, flag::NOT) || matches!(page.word(n), "unsuitable" | "unlikely" | "refuses"));
        if !refused || receiving(start, from).next().is_some() || page.says(&lexicon.goes_on, start, from) {
            return None;
        }
    }
    // "Under the age of 10" sends nobody anywhere.
    let goes = |from: usize, to: usize| page.found(&lexicon.goes_on, from, to).iter().any(|m| !is_age(page, m.whole.0));
    let goes = goes(from, to) || goes(next.0, next.1);
    // A plan that has done its work ends in a review, and that is no gap. A report on a child with which nothing is done is one,
    // whatever it hangs on.
    let nothing = {
        let says = |one: &dyn Fn(usize) -> bool| (cue.whole.0..cue.whole.1).any(one);
        says(&|n| page.word(n) == "closed") && says(&|n| page.word(n) == "nothing" || page.is(n, flag::NOT))
    };
    if nothing && !page.says(&lexicon.young, from, to) {
        return None;
    }
    let conditional = !nothing && (from..to).any(|n| page.is(n, flag::IF)) || page.says(&lexicon.matters, from, to);
    (!taken && !goes && !conditional).then(|| gap(page, Left::ToNobody, from, to, around))
}

/// The team or post that there is no longer: the one right before words that say so, or right after those that say who took its place.
fn gone(page: &Page<'_>, cue: &Match, from: usize, to: usize) -> Option<Found> {
    let known = Known::new(page, from, to);
    let own = |f: &Found| f.body.proper && f.receives();
    if matches!(page.word(cue.whole.0), "took" | "has" | "have" | "replaced") && !page.is(cue.whole.1 - 1, flag::PAST) {
        let taken = (cue.whole.1.saturating_sub(1)..to.min(cue.whole.1 + 1)).find_map(|n| known.at(page, n, to, true));
        // "The team that had taken over from the Anchor at five" and "replaced the Anchor procedure" say nothing of the Anchor.
        let whole = |f: &Found| {
            let next = page.word(f.to);
            f.to >= to
                || page.before(f.to) > Break::None
                || matches!(next, "in" | "on" | "from" | "since" | "as" | "which" | "who" | "after")
        };
        if let Some(found) = taken {
            return Some(found).filter(|f| own(f) && whole(f));
        }
    }
    let before = known.all(page, from, cue.whole.0).into_iter().rfind(own)?;
    let joined = (before.to..cue.whole.0).all(|n| page.is(n, flag::WHO | flag::ADV | flag::AUXILIARY | flag::PAST));
    joined.then_some(before)
}

/// Whoever is told only later, by words that say so: the body that stands in them, else the nearest beside them in the sentence.
pub(super) fn held_back(page: &Page<'_>, cue: &Match) -> Option<Body> {
    let (from, to) = near(page, cue.whole.0, page.tokens.sentence(page.tokens.sentence_of(cue.whole.0)));
    let known = Known::new(page, from, to);
    let mut found: Vec<Found> = Vec::new();
    let mut at = from;
    while at < to {
        let next = known.at(page, at, to, page.capital(at) && at > from || page.is(at, flag::DET));
        at = next.as_ref().map_or(at + 1, |f| f.to.max(at + 1));
        found.extend(next);
    }
    let inside = |f: &Found| f.from >= cue.whole.0 && f.to <= cue.whole.1;
    // "Parents are not told until social care agrees": it is the parents who wait.
    let (start, end) = cue.whole;
    let last = page.word(end.saturating_sub(1));
    // "Social care is told only if the patient agrees": whoever is told stands before the words, and whoever agrees in them.
    if ["agree", "consent", "permission"].iter().any(|word| last.starts_with(word)) {
        return found.into_iter().rfind(|f| f.to <= start && start - f.to <= 2).filter(Found::receives).map(|f| f.body);
    }
    let later = matches!(last, "until" | "unless" | "before" | "after" | "once");
    let beside = |f: &Found| f.to <= start && start - f.to <= 2 || !later && f.from >= end && f.from - end <= 1;
    // "You need not ring the Anchor" is said to whoever reads.
    let people = |f: &Found| f.class == "people" && page.word(f.from) != "you";
    if found.iter().any(|f| people(f) && (inside(f) || beside(f))) && !found.iter().any(|f| f.receives() && inside(f)) {
        return None;
    }
    found.retain(Found::receives);
    let away = |f: &Found| if inside(f) { 0 } else { 1 + f.from.saturating_sub(cue.whole.1).max(cue.whole.0.saturating_sub(f.to)) };
    found.into_iter().min_by_key(|f| away(f)).filter(|f| away(f) <= 7).map(|f| f.body)
}

/// Cases of which the words at `cues` say that a body need not be told. A condition that opens the sentence, "if social care knows
/// already", is of those alone, and a question or a denial says nothing of the kind.
pub(super) fn spared(page: &Page<'_>, cues: &[Match], around: &trigger::Around, found: &mut Vec<Spared>) {
    for cue in cues.iter().filter(|cue| cue.owner == SPARED) {
        let (from, to) = near(page, cue.whole.0, page.tokens.sentence(page.tokens.sentence_of(cue.whole.0)));
        let told = |s: &Spared| s.anchor.paragraph == page.passage.passage.paragraph;
        if asked(page, cue) || found.iter().any(told) {
            continue;
        }
        if let Some(body) = held_back(page, cue) {
            // The grade that the passage opens with is shown with the words.
            let start = if from <= LONGEST / 2 { 0 } else { from };
            let trigger = trigger::trigger(page, (from, to), (cue.whole.0, cue.whole.0), around);
            found.push(Spared { body, trigger, anchor: page.anchor(start, to) });
        }
    }
}

/// Whether the words stand in a condition, a question or a reason, and so keep nobody out by themselves.
pub(super) fn asked(page: &Page<'_>, cue: &Match) -> bool {
    let (from, to) = near(page, cue.whole.0, page.tokens.sentence(page.tokens.sentence_of(cue.whole.0)));
    (from..to).any(|n| page.is(n, flag::IF) || matches!(page.word(n), "whether" | "because"))
}

/// The part of a stretch near a word: a sentence without end is not gone through again for each cue in it.
fn near(page: &Page<'_>, at: usize, (from, to): (usize, usize)) -> (usize, usize) {
    let end = page.tokens.list.len();
    (from.max(at.saturating_sub(LONGEST)), to.min(at + LONGEST).min(end))
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
        let (from, to) = near(page, hit.whole.0, (from, to));
        // Whoever is named after the case and before what is settled.
        let stop = (from..to).rfind(|&n| matches!(page.word(n), "which" | "that" | "who" | "whichever")).unwrap_or(to);
        let start = (from + 1..stop).rev().find(|&n| page.before(n) >= Break::Comma).unwrap_or(from);
        let known = Known::new(page, from, to);
        let by = (start..stop).find_map(|n| known.at(page, n, stop, true));
        // Whoever asks another which of them leads settles nothing.
        let asks = |n: usize| matches!(page.word(n), "ask" | "asks" | "asked");
        if by.as_ref().is_some_and(|by| (by.to..stop).any(asks)) {
            continue;
        }
        let by = by.map(|f| f.body);
        joins.push(Join { by, of: both(page, from, to), anchor: page.anchor(from, to) });
    }
}

/// The two bodies that "both" stands for: those that the sentences before it name.
fn both(page: &Page<'_>, from: usize, to: usize) -> Vec<concordat_register::route::Body> {
    if !(from..to).any(|n| page.word(n) == "both") {
        return Vec::new();
    }
    let start = from.saturating_sub(LONGEST);
    let mut named: Vec<_> = Known::new(page, start, from).all(page, start, from).into_iter().filter(|f| f.body.proper).collect();
    named.retain(|f| f.class == "panel" || f.class.is_empty() && page.letters(f.from));
    named.dedup_by(|b, a| a.body.name == b.body.name);
    if named.len() < 2 { Vec::new() } else { named.into_iter().map(|f| f.body).collect() }
}

/// That a local name is the front door: "the Harbour is the front door", "One front door: the Harbour".
pub(super) fn doors(page: &Page<'_>, notes: &mut Vec<BodyNote>) {
    let end = page.tokens.list.len();
    for at in 0..end {
        let Some(words) = door_words(page, at) else { continue };
        let (from, to) = page.tokens.sentence(page.tokens.sentence_of(at));
        let (from, to) = near(page, at, if at < to { (from, to) } else { (0, end) });
        let known = Known::new(page, from, to);
        let front = words == 2;
        let one = front && (at.saturating_sub(3).max(from)..at).any(|n| matches!(page.word(n), "one" | "single" | "only"));
        let every = page.says(&page.lexicon.every, from, to);
        // A panel, a school and a post may have a point of contact too: that of every concern is the door.
        if !front && !every {
            continue;
        }
        let door = |f: &Found| front || matches!(f.class.as_str(), "" | "team" | "service" | "project" | "front-door");
        let found = after(page, &known, at + words, to).or_else(|| before(page, &known, (from, to), (at, at + words))).filter(door);
        let Some(name) = found.map(|f| f.body.name) else { continue };
        let is = |kind: Note| note(page, &name, kind, from, to);
        tell(notes, is(Note::Is("front-door".into())));
        if one || every && (at..to).any(|n| matches!(page.word(n), "every" | "all" | "any")) {
            tell(notes, is(Note::OneDoor));
        }
    }
}

/// How many words at `at` are those of a way in: "front door", "single point of contact".
fn door_words(page: &Page<'_>, at: usize) -> Option<usize> {
    let goes_on = |words: &[&str]| (1..).zip(words).all(|(n, word)| page.word(at + n) == *word && page.before(at + n) == Break::None);
    match page.word(at) {
        "front" => goes_on(&["door"]).then_some(2),
        "single" | "one" | "first" => ["contact", "access", "entry"].iter().any(|last| goes_on(&["point", "of", last])).then_some(4),
        _ => None,
    }
}

/// Takes a note that is not known yet: a document that says the same of one body on every page says it once.
fn tell(notes: &mut Vec<BodyNote>, one: BodyNote) {
    if notes.len() < MOST && !notes.iter().any(|n| n.name == one.name && n.note == one.note) {
        notes.push(one);
    }
}

/// The name after "front door": past a colon or "is".
fn after(page: &Page<'_>, known: &Known, at: usize, to: usize) -> Option<Found> {
    let mut at = at;
    let marked = page.before(at) == Break::Clause && at < to;
    let called = |n: usize| matches!(page.word(n), "called" | "known" | "as");
    // "The point of contact for every concern about a child is the Harbour."
    let whose = matches!(page.word(at), "for" | "to" | "into" | "of") && !marked;
    let is =
        (at..to.min(at + 12)).find(|&n| page.is(n, flag::BE)).filter(|&is| whose && (at + 1..=is).all(|n| page.before(n) == Break::None));
    at = is.unwrap_or(at);
    while at < to && (called(at) || !marked && (page.is(at, flag::BE) || matches!(page.word(at), "in" | "for"))) {
        at += 1;
    }
    let linked = marked || at.checked_sub(1).is_some_and(|b| page.is(b, flag::BE) || called(b));
    known.at(page, at, to, true).filter(|f| linked && f.body.proper && f.class != "people")
}

/// The name before it: "the Harbour is the front door", "the Harbour, Riverside's front door", "the Harbour acts as the front door".
fn before(page: &Page<'_>, known: &Known, (from, to): (usize, usize), (at, past): (usize, usize)) -> Option<Found> {
    let mut back = at;
    let link = flag::BE | flag::PAST;
    let acts = |n: usize| {
        let verb = n.checked_sub(2).map_or("", |n| page.word(n));
        page.word(n - 1) == "as" && matches!(verb, "acts" | "act" | "serves" | "serve" | "works" | "work" | "known" | "operates")
    };
    // "The Tarn Hub means the front door to social care".
    let means = |n: usize| matches!(page.word(n), "means" | "mean");
    while back > from && page.before(back) == Break::None && !page.is(back - 1, link) && !means(back - 1) && !acts(back) && at - back < 7 {
        back -= 1;
    }
    let acting = back > from && acts(back);
    // "The Lantern Desk, the front door and the police": three bodies.
    let listed = || page.is(past, flag::AND) && known.at(page, past + 1, to, true).is_some_and(|f| f.receives());
    // "At the Tarn Centre, the front door is open": it does something itself, and is said of nobody.
    let does = || page.before(past) == Break::None && (page.is(past, flag::AUXILIARY | flag::PAST) || page.verb(past).third != 0);
    let beside = || page.before(back) >= Break::Comma && !listed() && !does();
    let linked = back > from && (acting || page.is(back - 1, link) || means(back - 1) || beside());
    // "Is not the front door", "is beside the front door".
    let other = (back..at)
        .any(|n| page.is(n, flag::NOT | flag::PREP) || matches!(page.word(n), "beside" | "behind" | "near" | "next" | "opposite"));
    (linked && !other).then_some(())?;
    let mut stop = if acting { back - 2 } else { back };
    while stop > from && (page.is(stop - 1, link | flag::HAVE | flag::ADV | flag::WHO) || means(stop - 1)) {
        stop -= 1;
    }
    // The name ends where the link begins.
    let named = |n: usize| known.at(page, n, stop, true).filter(|f| f.to == stop && f.class != "people" && page.capital(f.from));
    (from..stop).find_map(named).or_else(|| opening(page, from, stop))
}

/// A name of one word that opens the sentence and is said to be the door: "Beacon is the front door". A capital shows nothing there, but
/// nothing other than a name is said to be one.
fn opening(page: &Page<'_>, from: usize, stop: usize) -> Option<Found> {
    let plain = flag::SMALL | flag::NO_BODY | flag::BODY | flag::VAGUE;
    let one = stop == from + 1 && page.capital(from) && page.before(stop) == Break::None;
    // "There is one front door", "This is the front door": what stands there points or names nothing.
    let points = matches!(page.word(from), "there" | "here" | "this" | "that" | "which" | "what" | "today");
    (one && !points && !page.is(from, plain) && page.verb(from).any() == 0 && page.word(from).len() > 3).then(|| Found::named(page, from))
}

/// Names of posts, teams, panels and projects: in capitals, and of posts and teams in small letters too, three words at most.
pub(super) fn names(page: &Page<'_>, mut tell: impl FnMut(usize, usize)) {
    let end = page.tokens.list.len();
    for at in 1..end {
        if !page.is(at, flag::HEAD) || page.before(at) != Break::None {
            continue;
        }
        // "Co-ordinator" is two words, and only the first has a capital.
        let capital = page.capital(at) || page.word(at) == "ordinator" && page.capital(at - 1);
        if !capital {
            if matches!(page.lexicon.head(page.tokens.word(at)), Some("post" | "team")) {
                let own = |n: usize| !page.is(n, flag::SMALL | flag::NO_BODY) && page.verb(n).third == 0;
                let joined = |n: usize| page.before(n + 1) == Break::None && own(n);
                let from = (at.saturating_sub(3)..at).rev().take_while(|&n| joined(n)).last();
                from.into_iter().for_each(|from| tell(from, at + 1));
            }
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
