//! Documents cited by their number in a series: "chapter 4.7 of the manual", "Procedure No. 14", "chapters 2.1 and 2.4".
//!
//! Which series the site has is not known while one document is read, so that all of these only may be citations; the
//! register tells ([`crate::resolve`]). A part of the document itself stays one where the register knows nothing else.

use super::{
    found::Found,
    grammar,
    labels::Labels,
    lexicon::{Cue, Hit, Lexicon},
    line::Line,
    pointer::one_label,
    possible::definite,
};
use crate::series;
use concordat_register::{
    Kind, SeriesNumber,
    citation::{CitationKind, CitedNumber},
};

/// Most numbers read after one noun.
const LISTED: usize = 8;
/// Most words between "of the" and "manual".
const TITLE: usize = 8;
/// Longest words in brackets after a number, in bytes.
const GLOSS: usize = 90;

/// What is known of the citing document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Own<'o> {
    /// The parts it has.
    pub(super) labels: &'o Labels,
    /// The numbers it bears itself.
    pub(super) numbers: &'o [SeriesNumber],
}

/// Adds to `made` the documents that `line` cites by number. `found` is what it cites otherwise.
pub(super) fn find(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], own: Own<'_>, found: &[Found], made: &mut Vec<Found>) {
    let begin = made.len();
    for hit in hits {
        let Some(noun) = noun_at(lexicon, line, *hit) else { continue };
        let at = line.token_at(hit.start);
        let held = found.iter().any(|f| f.kind != CitationKind::InternalSection && f.start < hit.end && hit.start < f.end);
        if held || after_other(line, found, *hit) {
            continue;
        }
        if let Some(one) = by_subject(lexicon, line, hits, *hit, noun, at) {
            made.push(one);
            continue;
        }
        let Some(run) = run(line, at) else { continue };
        let of_manual = manual_before(line, hit.start) || manual_after(line, run.next, noun).is_some();
        let title = manual_after(line, run.next, noun).unwrap_or_default();
        // What is said of the last of a chain is said of all: "chapter 2.1 and chapter 2.4 of the manual".
        let joined = made.get(begin..).and_then(<[Found]>::last).is_some_and(|f| joins(line, f.end, hit.start));
        let before = joined && made.last().and_then(|f| f.number.as_ref()).is_some_and(|n| n.of_manual);
        if of_manual && joined {
            back(line, made.get_mut(begin..).unwrap_or_default(), hit.start);
        }
        let of_manual = of_manual || before;
        if !of_manual && foreign(line, run.next) {
            continue;
        }
        for (nth, mark) in run.marks.into_iter().enumerate() {
            let number = SeriesNumber { noun: noun.to_owned(), mark: series::mark(&mark.printed) };
            if !may_be_cited(&number, of_manual, own) {
                continue;
            }
            let start = if nth == 0 { with_owner(line, at, noun) } else { mark.start };
            let mut one = Found::new(CitationKind::LocalDocument, start, mark.end);
            one.name = named(line, start, hit.start, &title, mark.gloss);
            one.document_kind = Kind::from_word(noun);
            one.proper = true;
            one.number = Some(CitedNumber { number, of_manual });
            one.link = linked(line, start, mark.end);
            made.push(one);
        }
    }
}

/// Takes into names in `found` the numbers that they go on into: "Social Care Procedure 14".
pub(super) fn extend(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], found: &mut [Found]) {
    for one in found.iter_mut().filter(|f| f.kind == CitationKind::LocalDocument && f.number.is_none() && f.year.is_none()) {
        let Some(hit) = hits.iter().find(|h| h.end == one.end && matches!(h.cue, Cue::Head(_)) && one.start <= h.start) else { continue };
        let Some(noun) = noun_at(lexicon, line, *hit) else { continue };
        let Some(run) = run(line, line.token_at(hit.start)) else { continue };
        if let [mark] = run.marks.as_slice() {
            one.end = mark.end;
            let number = SeriesNumber { noun: noun.to_owned(), mark: series::mark(&mark.printed) };
            one.number = Some(CitedNumber { number, of_manual: false });
        }
    }
}

/// The noun of a series that stands at a hit.
fn noun_at(lexicon: &Lexicon, line: &Line<'_, '_>, hit: Hit) -> Option<&'static str> {
    let word = line.text.get(hit.start..hit.end)?;
    match hit.cue {
        Cue::Pointer => series::noun(word),
        Cue::Head(row) => lexicon
            .heads
            .get(usize::from(row))
            .filter(|head| matches!(head.kind, Kind::Procedure | Kind::Protocol | Kind::Policy))
            .and_then(|_| series::noun(word)),
        _ => None,
    }
}

/// Whether a law or guidance named just before is what the number is a part of.
fn after_other(line: &Line<'_, '_>, found: &[Found], hit: Hit) -> bool {
    found.iter().any(|f| {
        matches!(f.kind, CitationKind::NationalGuidance | CitationKind::Legislation)
            && line
                .text
                .get(f.end..hit.start)
                .is_some_and(|gap| gap.len() <= 3 && gap.chars().all(|c| matches!(c, ' ' | ',' | '(' | ':' | '-')))
    })
}

/// A number as it stands in a line.
struct Mark<'l> {
    printed: String,
    start: usize,
    end: usize,
    gloss: Option<&'l str>,
}

/// The numbers after a noun.
struct Run<'l> {
    marks: Vec<Mark<'l>>,
    /// The word after them.
    next: usize,
}

/// `2.1`, `No. 14`, `2.1 and 2.4`, `2.1 (boats), 2.4 (docks)`.
fn run<'l>(line: &Line<'l, '_>, at: usize) -> Option<Run<'l>> {
    let mut next = at + 1;
    // A full stop belongs to a noun cut short: "Ch. 4". After a whole one a sentence ends: "the complaints procedure. A child ...".
    let short = matches!(line.word(at), "ch" | "chap" | "chs" | "sec" | "vol" | "proc");
    if !(line.gap(at) == " " || short && line.gap(at) == ". ") {
        return None;
    }
    if matches!(line.word(next), "no" | "nos" | "number" | "numbers") {
        next += 1;
    }
    let mut marks: Vec<Mark<'l>> = Vec::new();
    while marks.len() < LISTED {
        let start = line.tokens.get(next)?.start;
        let Some((printed, end, after)) = one_label(line, next).filter(|(label, ..)| is_mark(label, marks.is_empty())) else { break };
        let (gloss, past) = gloss(line, end);
        next = if past > end { line.token_at(past) } else { after };
        marks.push(Mark { printed, start, end, gloss });
        let gap = line.tokens.get(next).and_then(|t| line.text.get(past..t.start)).unwrap_or("-");
        let step = match (gap.trim(), line.word(next)) {
            ("" | ",", "and" | "or" | "to") if one_label(line, next + 1).is_some() => 1,
            ("," | "&" | "/", _) if one_label(line, next).is_some() => 0,
            _ => break,
        };
        next += step;
    }
    let last = marks.last()?;
    let counts = ["year", "month", "week", "day", "hour", "minute", "time", "people", "page", "cop", "per", "of "].iter().any(|unit| {
        last.gloss.is_none() && !unit.ends_with(' ') && line.word(next).starts_with(unit) && line.after(last.end).starts_with(' ')
    });
    (!counts).then_some(Run { marks, next })
}

/// Whether a label can be a document's number: digits with points, a letter after them at most, or first of all a letter alone.
fn is_mark(label: &str, first: bool) -> bool {
    let digits = label.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = label.len() - digits.len();
    let number = starts_in_digit(digits) && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    number && letters <= 1 || first && digits.is_empty() && letters == 1
}

fn starts_in_digit(label: &str) -> bool {
    label.starts_with(|c: char| c.is_ascii_digit())
}

/// What stands in brackets after byte `end`, and the byte after it; `end` where nothing does.
fn gloss<'l>(line: &Line<'l, '_>, end: usize) -> (Option<&'l str>, usize) {
    let Some(inside) = line.after(end).strip_prefix(" (") else { return (None, end) };
    match inside.find(')') {
        Some(close) if close <= GLOSS => (inside.get(..close), end + 2 + close + 1),
        _ => (None, end),
    }
}

/// The words of the manual that the numbers are said to be of, where it is one: "of the Harbour Procedures Manual".
fn manual_after(line: &Line<'_, '_>, next: usize, noun: &str) -> Option<String> {
    let before = next.checked_sub(1)?;
    let plain = line.gap(before).trim_end().chars().all(|c| matches!(c, ' ' | ')' | ','));
    if !plain || !matches!(line.word(next), "of" | "in" | "from" | "within" | "on") {
        return None;
    }
    let first = next + 1;
    for at in first..first + TITLE {
        if !line.gap(at - 1).trim().is_empty() || (at > first && grammar::determiner(line.word(at)).is_some()) {
            return None;
        }
        let word = line.word(at);
        let online = (first..at).any(|t| line.word(t) == "online") || line.word(at + 1) == "online";
        let title = word == "procedures"
            && (line.capital(at) || online || noun == "chapter" && line.word(first) == "the")
            && line.word(at + 1) != "manual";
        if word == "manual" || title {
            let words: Vec<&str> = (first..=at).map(|t| line.word(t)).filter(|w| grammar::determiner(w).is_none()).collect();
            return Some(words.join(" "));
        }
        if word.is_empty() || grammar::stop(word) && !matches!(word, "on" | "by") {
            return None;
        }
    }
    None
}

/// Whether a manual is named just before byte `start`: "Procedures Manual, chapter 2.1".
fn manual_before(line: &Line<'_, '_>, start: usize) -> bool {
    let before = line.text.get(..start).unwrap_or_default().trim_end_matches([' ', ',', '(', ':', '-', '\u{2013}']);
    let near = start - before.len() <= 3;
    near && ["manual", "manual's", "procedures online", "online procedures"].iter().any(|end| before.ends_with(end))
}

/// Whether the numbers are said to be of something that is no manual.
fn foreign(line: &Line<'_, '_>, next: usize) -> bool {
    let apart = next.checked_sub(1).map_or("", |before| line.gap(before));
    let of = apart.trim_start_matches(')').trim().is_empty() && matches!(line.word(next), "of" | "in");
    of && !matches!(line.word(next + 1), "this" | "these")
}

/// Whether nothing but a joining word stands between two numbers.
fn joins(line: &Line<'_, '_>, end: usize, start: usize) -> bool {
    let Some(mut between) = line.text.get(end..start) else { return false };
    if let Some(rest) = between.strip_prefix(" (") {
        between = rest.split_once(')').map_or(between, |(_, after)| after);
    }
    matches!(between.trim(), "and" | "or" | "," | ";" | "&" | ", and" | "; and" | "and the")
}

/// Says of the numbers of a chain that ends at byte `start` that they are of a manual.
fn back(line: &Line<'_, '_>, chain: &mut [Found], start: usize) {
    let mut next = start;
    for one in chain.iter_mut().rev() {
        if !joins(line, one.end, next) && one.end != next {
            break;
        }
        if let Some(number) = &mut one.number {
            number.of_manual = true;
        }
        next = one.start;
    }
}

/// Whether a number may be another document's: not the document's own, and no part that it has.
fn may_be_cited(number: &SeriesNumber, of_manual: bool, own: Own<'_>) -> bool {
    if own.numbers.iter().any(|n| series::same(number, of_manual, n)) {
        return false;
    }
    if of_manual {
        return true;
    }
    // In a chapter of a manual a chapter is always another document; elsewhere it may be a part.
    let sibling = own.numbers.iter().any(|n| n.noun == number.noun || n.noun.is_empty() && number.noun == "chapter");
    let has = || own.labels.present(&format!("{} {}", number.noun, number.mark)) == Some(true);
    match number.noun.as_str() {
        "section" | "volume" => false,
        "part" => (sibling || starts_in_digit(&number.mark) && number.mark.contains('.')) && !has(),
        "chapter" => sibling || !has(),
        _ => !has(),
    }
}

/// Where a citation begins whose noun stands at `at`, with the capitals before it: "Children's Social Care Procedure 14".
fn with_owner(line: &Line<'_, '_>, at: usize, noun: &str) -> usize {
    let mut first = at;
    while let Some(before) = first.checked_sub(1).filter(|b| !series::is_part(noun) && at - b <= 5) {
        let joined = line.gap(before) == " " && !(line.opens(before) && grammar::opener(line.word(before)));
        let small = matches!(line.word(before), "social" | "care" | "early" | "help" | "and") && first < at;
        if !joined || !(line.capital(before) || small) || grammar::determiner(line.word(before)).is_some() {
            break;
        }
        first = before;
    }
    while first < at && !line.capital(first) {
        first += 1;
    }
    line.tokens.get(first).map_or(0, |t| t.start)
}

/// The words by which one of several documents of a number is told: its owner, the manual's title and what it is about.
fn named(line: &Line<'_, '_>, start: usize, noun: usize, title: &str, gloss: Option<&str>) -> String {
    let owner = line.text.get(start..noun.max(start)).unwrap_or_default().trim();
    let owner = if owner.starts_with(|c: char| c.is_ascii_digit()) { "" } else { owner };
    match gloss {
        Some(gloss) => format!("{owner} {title} ({gloss})"),
        None => format!("{owner} {title}"),
    }
    .trim()
    .to_owned()
}

/// The target of a link on the words.
fn linked(line: &Line<'_, '_>, start: usize, end: usize) -> Option<String> {
    let span = line.span(start, end);
    let links = &line.passage.passage.links;
    links.iter().find(|l| l.span.start < span.end && span.start < l.span.end).map(|l| l.target.clone())
}

/// "the chapter on harmful sexual behaviour", "the harmful sexual behaviour chapter": a chapter by what it is about.
fn by_subject(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], hit: Hit, noun: &str, at: usize) -> Option<Found> {
    if noun != "chapter" {
        return None;
    }
    let number = || Some(CitedNumber { number: SeriesNumber { noun: noun.to_owned(), mark: String::new() }, of_manual: false });
    if !matches!(line.word(at + 1), "on" | "about" | "for" | "covering") {
        let beside = |h: &&Hit| h.end < hit.start && line.text.get(h.end..hit.start).is_some_and(|gap| matches!(gap, " " | "-"));
        let theme = hits.iter().filter(|h| matches!(h.cue, Cue::Theme(..))).filter(beside).min_by_key(|h| h.start)?;
        let before = line.token_at(theme.start).checked_sub(1)?;
        let mut one = Found::new(CitationKind::LocalDocument, theme.start, hit.end);
        line.text.get(theme.start..theme.end)?.clone_into(&mut one.name);
        one.number = number();
        return (grammar::determiner(line.word(before)) == Some(true)).then_some(one);
    }
    let first = definite(lexicon, line, hits, at)?;
    let mut one = super::possible::described(lexicon, line, hits, hit, Kind::Other)?;
    one.start = line.tokens.get(first)?.start;
    one.document_kind = None;
    one.number = number();
    Some(one)
}
