//! Verbs as they are used: who is told to do something, whether it is done or only supposed, and how firmly it is asked.

use super::lexicon::{act, flag};
use super::page::Page;
use crate::phrase::Break;
use concordat_register::route::Force;

/// A verb with its auxiliaries.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// The first word: an auxiliary or adverb, or the verb itself.
    pub(super) start: usize,
    /// The verb.
    pub(super) verb: usize,
    /// Whether something is done to the subject.
    pub(super) passive: bool,
    /// Whether the reader is told to do it.
    pub(super) order: bool,
    /// How firmly.
    pub(super) force: Force,
    /// The acts it may stand for.
    pub(super) acts: u8,
}

/// Where what the act at `at` takes ends: before a denied act that is joined to it, "go to the panel and need not be referred to the hub",
/// else at `to`.
pub(super) fn taken_until(page: &Page<'_>, at: usize, to: usize) -> usize {
    let helps = |n: usize| page.is(n, flag::AUXILIARY) || matches!(page.word(n), "do" | "does");
    let acts = |n: usize| (n + 2..to.min(n + 5)).take_while(|&m| page.before(m) == Break::None).any(|m| page.verb(m).any() != 0);
    (at + 2..to).find(|&n| page.is(n - 1, flag::AND) && helps(n) && page.is(n + 1, flag::NOT) && acts(n)).unwrap_or(to)
}

/// The verbs of a sentence that say what is done, in order of place.
pub(super) fn groups(page: &Page<'_>, from: usize, to: usize, order: Force) -> Vec<Group> {
    let mut made: Vec<Group> = Vec::new();
    for at in from..to {
        // "Is entered on the register and visited": what is said once holds of both.
        let joined = made.last().filter(|g| g.passive && page.verb(at).participle != 0 && at > g.verb + 1 && page.is(at - 1, flag::AND));
        let joined = joined.filter(|_| page.before(at) == Break::None && page.verb(at).third == 0).copied();
        let next =
            group(page, at, from, to, order).or_else(|| joined.map(|g| Group { start: at, verb: at, acts: page.verb(at).participle, ..g }));
        made.extend(next);
    }
    // "Tells the nurse and rings the hub": whoever the row names does both.
    if made.first().is_some_and(|g| g.order && ordered(page, g.verb, g.start)) {
        let joined = |g: &&mut Group| !g.passive && g.start > from && page.is(g.start - 1, flag::AND);
        made.iter_mut().filter(joined).for_each(|g| g.order = true);
    }
    made
}

fn group(page: &Page<'_>, at: usize, from: usize, to: usize, order: Force) -> Option<Group> {
    let verb = page.verb(at);
    // "Has been decided": an auxiliary is no verb of its own.
    let auxiliary =
        page.is(at, flag::HAVE) && (page.is(at + 1, flag::PAST | flag::NOT | flag::ADV | flag::TO) || page.verb(at + 1).participle != 0);
    if verb.any() == 0 || auxiliary || is_name(page, at, to) {
        return None;
    }
    let mut start = at;
    let mut flags = 0;
    while start > from && page.before(start) == Break::None {
        let before = page.flags(start - 1);
        if before & (flag::AUXILIARY | flag::PAST | flag::ADV | flag::TO | flag::NOT) == 0
            || before & flag::WHO != 0 && before & flag::ADV == 0
        {
            break;
        }
        start -= 1;
        flags |= before;
    }
    // Adverbs before the first auxiliary belong to what stands before.
    while start < at && page.flags(start) & (flag::AUXILIARY | flag::PAST | flag::TO | flag::NOT) == 0 && !page.is(start, flag::AND) {
        start += 1;
    }
    // "E-mail" is one verb of two words.
    if start == at && at > from && page.word(at).starts_with("mail") && page.word(at - 1) == "e" && page.before(at) == Break::None {
        start -= 1;
    }
    let opens = start == from || page.before(start) >= Break::Comma && page.bracketed(start, from).is_none();
    let opens = opens && put_in(page, from, start).is_none();
    let group = shape(page, at, start, flags, opens, order)?;
    let not_later = matches!(page.word(at + 2), "later" | "more" | "longer");
    let denied = flags & flag::NOT != 0 || page.is(at + 1, flag::NOT) && at + 1 < to && page.before(at + 1) == Break::None && !not_later;
    (!denied && !supposed(page, &group, from)).then_some(group)
}

/// Words put in between a subject and its verb, at most.
const PUT_IN: usize = 16;

/// Where the subject of a verb in the third person begins and ends that words set off by commas part from it: "the Tarn Desk, which is
/// the front door, decides"; "the social worker, or the Tarn Desk if there is none, holds".
pub(super) fn put_in(page: &Page<'_>, from: usize, start: usize) -> Option<(usize, usize)> {
    if start <= from + 2 || page.before(start) != Break::Comma || page.verb(start).third == 0 {
        return None;
    }
    let inner = page.piece_start(start - 1, from);
    let set_off = inner > from && page.before(inner) == Break::Comma && start - inner <= PUT_IN;
    let beside = page.is(inner, flag::DET | flag::WHO) || page.word(inner) == "or";
    (set_off && beside).then_some(())?;
    let first = page.piece_start(inner - 1, from);
    let plain = !page.is(first, flag::IF | flag::AND | flag::PREP | flag::WHO) && (first..inner).all(|n| page.verb(n).third == 0);
    let named = page.capital(inner - 1) || page.is(inner - 1, flag::HEAD | flag::BODY);
    (plain && named && inner - first <= 10).then_some((first, inner))
}

/// What form the verb has, where it is one and says what is done.
fn shape(page: &Page<'_>, at: usize, start: usize, flags: u32, opens: bool, order: Force) -> Option<Group> {
    let verb = page.verb(at);
    // "Of the checklist being completed": what is being done is no act of its own.
    if start < at && page.word(start) == "being" {
        return None;
    }
    let made = |passive, order, force, acts| Some(Group { start, verb: at, passive, order, force, acts });
    let force = force(page, flags);
    let past = flags & flag::PAST != 0 && flags & (flag::WILL | flag::MUST | flag::SHOULD) == 0;
    if past {
        return None;
    }
    let before = start.checked_sub(1).filter(|_| page.before(start) == Break::None);
    let modal = flags & (flag::MUST | flag::SHOULD | flag::MAY | flag::WILL) != 0;
    if verb.participle != 0 && flags & flag::BE != 0 {
        return made(true, false, force, verb.participle);
    }
    if verb.base != 0 && (modal || flags & flag::TO != 0) {
        let obliged = flags & flag::TO == 0
            || flags & (flag::MUST | flag::SHOULD | flag::BE) != 0
            || flags & flag::HAVE != 0
            || before.is_some_and(|b| page.is(b, flag::OBLIGED));
        return if obliged {
            made(false, false, if flags & flag::TO != 0 { force.min(Force::Should) } else { force }, verb.base)
        } else {
            None
        };
    }
    if flags & (flag::BE | flag::HAVE | flag::PAST | flag::TO) != 0 {
        return None;
    }
    let noun = before.is_some_and(|b| page.is(b, flag::DET | flag::PREP | flag::BY) && !page.is(b, flag::PRONOUN | flag::WHO | flag::AND));
    if let Some(acts) = telegraphic(page, at, start, flags) {
        return made(true, false, Force::Does, acts);
    }
    if verb.third != 0 && opens && ordered(page, at, start) {
        return made(false, true, Force::Does, verb.third);
    }
    if verb.third != 0 {
        // "This policy tells staff what to do": a paper moves no case on by what it says.
        let paper = before.is_some_and(|b| page.is(b, flag::NO_BODY) && !page.capital(b)) && !page.word(at).starts_with("reach");
        let acts = if paper { verb.third & !act::CONTACT } else { verb.third };
        return if noun || opens { None } else { made(false, false, force, acts) };
    }
    if verb.base != 0
        && (opens || before.is_some_and(|b| page.is(b, flag::AND) || matches!(page.word(b), "please" | "otherwise" | "always")))
    {
        return made(false, true, order, verb.base);
    }
    bare(page, at, (start, before, noun), [force, order])
}

/// What form a bare verb has that is neither ordered nor in the third person, where it says what is done.
fn bare(page: &Page<'_>, at: usize, (start, before, noun): (usize, Option<usize>, bool), [force, order]: [Force; 2]) -> Option<Group> {
    let verb = page.verb(at);
    let made = |passive, order, force, acts| Some(Group { start, verb: at, passive, order, force, acts });
    // "At level 4 ring the Anchor", "Out of hours ring the duty team".
    let placed = verb.base & act::CONTACT != 0
        && !noun
        && matches!(page.word(page.piece_start(start, 0)), "at" | "in" | "for" | "out" | "outside" | "on")
        && page.is(at + 1, flag::DET | flag::BODY) | page.capital(at + 1);
    if placed {
        return made(false, true, order, verb.base);
    }
    // "Those aged 16 or over go to the panel".
    let aged = matches!(page.word(at), "go" | "come")
        && before
            .is_some_and(|b| matches!(page.word(b), "over" | "above" | "under" | "older" | "younger" | "risk") || page.number(b).is_some());
    // "The school and the social worker agree a plan".
    let two = || verb.base & (act::HOLD | act::CONTACT | act::TRANSFER) != 0 && before.is_some_and(|b| conjoined(page, b));
    if verb.base != 0 && (aged || !noun && (before.is_some_and(|b| plural(page, b)) || two())) {
        return made(false, false, force, verb.base);
    }
    // "Officers who arrest a child tell the Anchor by noon".
    // "Crew who see a child ring the office": the verb shows that they are several.
    let several = |n: usize| plural(page, n - 1) || !page.word(n + 1).ends_with('s') && !page.is(n + 1, flag::SMALL);
    let who = |n: &usize| *n > 0 && page.word(*n) == "who" && several(*n);
    let told = page.is(at + 1, flag::DET) || page.capital(at + 1);
    let from = page.piece_start(start, 0);
    if verb.base & (act::CONTACT | act::TRANSFER) != 0 && !noun && told && (from + 1..start.saturating_sub(1)).any(|n| who(&n)) {
        return made(false, false, force, verb.base & (act::CONTACT | act::TRANSFER));
    }
    let by = before.is_some_and(|b| page.is(b, flag::BY));
    let led = verb.gerund & (act::CONTACT | act::TRANSFER);
    if by && led != 0 {
        return made(false, true, force, led);
    }
    None
}

/// Words of what a note says is done, before the verb.
const NOTED: usize = 6;

/// The acts of a participle without its auxiliary, as lists and tables in the style of notes have it: "Hub rung the same day, police
/// told", "Return interview: offered by the project". Whoever is told, or what is held or sent, stands before it and opens the piece.
fn telegraphic(page: &Page<'_>, at: usize, start: usize, flags: u32) -> Option<u8> {
    use concordat_register::PassageKind::{Cell, ListItem, Paragraph};
    let acts = page.verb(at).participle;
    let listed = matches!(page.passage.passage.kind, Cell { .. } | ListItem { .. } | Paragraph) && page.tokens.list.len() <= 40;
    if acts == 0 || flags != 0 || start != at || !listed {
        return None;
    }
    let from = page.piece_start(at, 0);
    let free = |n: usize| !page.is(n, flag::AUXILIARY | flag::PAST | flag::WHO | flag::IF | flag::PRONOUN);
    let end = (at + 1..page.tokens.list.len()).find(|&n| page.before(n) >= Break::Comma).unwrap_or(page.tokens.list.len());
    if at - from > NOTED || !(from..end).all(free) || page.verb(at).third != 0 {
        return None;
    }
    let matters = |from: usize, to: usize| page.found(&page.lexicon.matters, from, to).iter().any(|m| m.whole.1 == to);
    let opened = page.before(from) >= Break::Clause || from == 0 || page.before(from) == Break::Comma;
    // "Return interview: offered by the project".
    if from == at {
        let start = page.tokens.sentence(page.tokens.sentence_of(at.saturating_sub(1))).0;
        return (acts & act::HOLD != 0 && page.before(at) == Break::Clause && at > start && matters(start, at)).then_some(act::HOLD);
    }
    let told = acts & act::CONTACT != 0 && whole_body(page, from, at) && ends_or_timed(page, at + 1, end);
    let linked = matches!(page.word(at + 1), "to" | "at" | "with" | "by" | "for") && at + 1 < end;
    let sent = acts & (act::TRANSFER | act::DECIDE) != 0 && linked && noted(page.word(at - 1)) && at - from <= 3;
    let held = acts & act::HOLD != 0 && matters(from, at) && ends_or_timed(page, at + 1, end);
    let kept = if told { act::CONTACT } else { 0 }
        | if sent { acts & (act::TRANSFER | act::DECIDE) } else { 0 }
        | if held { act::HOLD } else { 0 };
    (opened && kept != 0).then_some(kept)
}

/// Whether the words are a body's name and nothing besides.
fn whole_body(page: &Page<'_>, from: usize, to: usize) -> bool {
    let found = super::body::Known::new(page, from, to).at(page, from, to, false);
    found.is_some_and(|f| f.to == to && f.receives())
}

/// Whether a piece ends at `at`, or goes on with a time or a small word, so that nothing is done to what follows.
fn ends_or_timed(page: &Page<'_>, at: usize, end: usize) -> bool {
    let timed = || super::limit::limits(page, at, end, false).first().is_some_and(|l| l.from <= at + 1);
    at >= end || page.is(at, flag::PREP | flag::BY | flag::AND) || timed()
}

/// Whether a noun is one of what notes say is sent, booked or heard.
fn noted(word: &str) -> bool {
    matches!(
        word,
        "case"
            | "slot"
            | "form"
            | "referral"
            | "report"
            | "notification"
            | "copy"
            | "place"
            | "record"
            | "summary"
            | "letter"
            | "checklist"
    )
}

/// Whether the words of a cell begin with what whoever the row names does: "Tells the nurse and rings the hub".
fn ordered(page: &Page<'_>, at: usize, start: usize) -> bool {
    let cell = matches!(page.passage.passage.kind, concordat_register::PassageKind::Cell { .. });
    let told = page.is(at + 1, flag::DET | flag::BODY) || page.capital(at + 1);
    cell && start == 0 && at == 0 && page.before(at + 1) == Break::None && told
}

fn force(page: &Page<'_>, flags: u32) -> Force {
    let _ = page;
    if flags & flag::MUST != 0 {
        Force::Must
    } else if flags & flag::SHOULD != 0 {
        Force::Should
    } else if flags & flag::MAY != 0 && flags & flag::WILL == 0 {
        Force::May
    } else {
        Force::Does
    }
}

/// Whether a word may be the end of a subject of several.
fn plural(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let verb = page.verb(at).third != 0 && !page.is(at, flag::HEAD);
    word.ends_with('s') && !word.ends_with("ss") && !verb
        || page.is(at, flag::PRONOUN)
        || matches!(word, "police" | "staff" | "people" | "children")
}

/// Whether two bodies joined by "and" end at a word and open their piece: a subject of several.
fn conjoined(page: &Page<'_>, end: usize) -> bool {
    let from = page.piece_start(end, 0);
    let body = |n: usize| page.is(n, flag::HEAD | flag::BODY);
    let and = (from + 1..end).find(|&n| page.word(n) == "and");
    let plain = !(from..end).any(|n| page.is(n, flag::IF | flag::WHO | flag::TO | flag::PREP | flag::AUXILIARY) || page.verb(n).third != 0);
    plain && body(end) && and.is_some_and(|and| (from..and).any(body)) && end - from <= 10
}

/// Whether the verb only says on what condition, or of whom: "if the police notify", "a worker who rings".
fn supposed(page: &Page<'_>, group: &Group, from: usize) -> bool {
    let piece = page.piece_start(group.start, from);
    let finite = |after: usize| {
        (after + 1..group.start).any(|n| page.is(n, flag::AUXILIARY | flag::PAST) || page.verb(n).third != 0 || finite_ending(page.word(n)))
    };
    for at in (piece..group.start).rev() {
        let word = page.word(at);
        if page.is(at, flag::IF) && !matches!(word, "should" | "so" | "since") && !(word == "once" && at + 1 == group.start) {
            // "After each episode the child is offered": an event, and then who it is done to.
            if matches!(word, "after" | "before" | "until" | "since") && after_event(page, at, group.start) {
                return false;
            }
            // "If they work with children": what a pronoun does is the condition.
            let done = (at + 1..group.start).any(|n| page.is(n, flag::PRONOUN) && n + 2 < group.start);
            return !(finite(at) || done) || group.start == at + 1;
        }
        if page.is(at, flag::WHO) && !matches!(word, "that" | "what") {
            // ", who lists the child": of one that was just named.
            return if at + 1 == group.start {
                page.before(at) != Break::Comma && !page.closes_bracket(at)
            } else {
                !finite(at) && group.start < at + 2
            };
        }
        if word == "that" && at + 1 == group.start {
            return true;
        }
    }
    false
}

/// Whether a noun stands after the word at `at` and another, with an article of its own, right behind it: the first is an event and the
/// second the subject.
fn after_event(page: &Page<'_>, at: usize, start: usize) -> bool {
    let opens = |n: usize| page.is(n, flag::DET) && !page.is(n, flag::WHO);
    let own = |n: usize| opens(n) && !page.is(n - 1, flag::AND | flag::PREP | flag::TO | flag::BY | flag::DET);
    opens(at + 1) && (at + 3..start).any(own)
}

/// Whether the word opens a name and is no verb: "Contact Harbour decides".
fn is_name(page: &Page<'_>, at: usize, to: usize) -> bool {
    let capitals = page.capital(at) && at + 1 < to && page.capital(at + 1) && page.before(at + 1) == Break::None;
    let told = |n: usize| page.before(n) == Break::None && (page.is(n, flag::AUXILIARY) || page.verb(n).third != 0);
    let inside = at > 0 && page.before(at) < Break::Sentence && page.before(at) == Break::None;
    capitals && (inside || at + 2 < to && told(at + 2))
}

/// Whether a word looks like a verb in the third person: "believes", "suspects".
fn finite_ending(word: &str) -> bool {
    matches!(
        word,
        "believes"
            | "suspects"
            | "thinks"
            | "learns"
            | "sees"
            | "knows"
            | "identifies"
            | "has"
            | "fears"
            | "becomes"
            | "receives"
            | "finds"
            | "shows"
            | "suggests"
            | "meets"
            | "lives"
            | "believe"
            | "suspect"
            | "become"
            | "think"
            | "identify"
            | "meet"
            | "goes"
            | "appears"
            | "discloses"
            | "involves"
            | "occurs"
            | "arises"
            | "continues"
            | "remains"
            | "refuses"
            | "fails"
            | "returns"
            | "comes"
            | "says"
            | "scores"
            | "reaches"
            | "hears"
            | "notices"
            | "discovers"
            | "considers"
            | "requires"
            | "needs"
            | "know"
            | "see"
            | "learn"
            | "need"
            | "require"
    )
}
