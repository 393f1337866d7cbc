//! Names that are citations only if the site holds what they would mean: "its terms of reference" ([`panel`]), "the protocol
//! on missing children", "the continuum", "the peer group framework".

use super::{
    found::{Found, taken},
    grammar,
    lexicon::{Cue, Hit, Lexicon},
    line::Line,
    names::is_owner,
    panel,
};
use crate::Prepared;
use concordat_register::{Kind, PassageKind, citation::CitationKind};

/// Most words after "on" or "about" that may say what a document is about.
const TAIL: usize = 10;
/// Most words of a name before its last.
const LEFT: usize = 8;

/// Adds to `made` the names of this sort that overlap nothing in `found`.
pub(super) fn find(lexicon: &Lexicon, prepared: &Prepared<'_>, line: &Line<'_, '_>, hits: &[Hit], found: &[Found], made: &mut Vec<Found>) {
    for hit in hits {
        let one = match hit.cue {
            Cue::Head(row) => match lexicon.heads.get(usize::from(row)) {
                Some(head) if head.kind == Kind::TermsOfReference => panel::find(
                    line,
                    *hit,
                    prepared.passages.iter().take_while(|p| !std::ptr::eq(*p, line.passage)).collect::<Vec<_>>().into_iter(),
                ),
                Some(head) if head.loose && !head.whole => described(lexicon, line, hits, *hit, head.kind),
                // "The framework on sexual behaviour": such words name many things, and only a document that is held is meant.
                Some(head) if head.kind == Kind::Guidance && !head.plural => {
                    described(lexicon, line, hits, *hit, head.kind).or_else(|| ended(line, *hit))
                }
                Some(head) if !head.whole && !head.plural => ended(line, *hit),
                _ => None,
            },
            Cue::Called => called(line, hits, *hit),
            Cue::Themed(kind) => described(lexicon, line, hits, *hit, kind).or_else(|| themed(line, hits, *hit, kind)),
            _ => None,
        };
        made.extend(
            one.filter(|one| !taken(found, one.start, one.end) && !taken(made, one.start, one.end)).into_iter().collect::<Vec<_>>(),
        );
    }
}

/// "the joint protocol on missing children": the kind of document first, then what it is about.
pub(super) fn described(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], hit: Hit, kind: Kind) -> Option<Found> {
    let at = line.token_at(hit.start);
    let named = line.token_at(hit.end).checked_sub(1)?;
    // "The procedure of 2012 on ...".
    let year = Some(named + 2).filter(|_| matches!(line.word(named + 1), "of" | "from" | "dated") && line.gap(named + 1) == " ");
    let year = year.and_then(|t| line.word(t).parse::<i16>().ok()).filter(|year| (1990..2100).contains(year));
    let last = if year.is_some() { named + 2 } else { named };
    if !matches!(
        line.word(last + 1),
        "on" | "about" | "for" | "to" | "around" | "regarding" | "concerning" | "covering" | "against" | "dealing"
    ) || !line.gap(last).trim().is_empty()
    {
        return None;
    }
    let first = definite(lexicon, line, hits, at).or_else(|| heads_item(line, at).then_some(at))?;
    let (mut end, mut stop, mut next) = (None, last + 2, last + 2);
    while next - last <= TAIL {
        let (Some(token), word) = (line.tokens.get(next), line.word(next)) else { break };
        let small = grammar::connector(word) || matches!(word, "the" | "a" | "an" | "their" | "who" | "which");
        if !small && grammar::stop(word) || matches!(word, "which" | "this" | "that") || word == "and" && line.word(next + 1) == "the" {
            break;
        }
        if !small {
            (end, stop) = (Some(token.end), next);
        }
        let goes_on = matches!(line.gap(next).trim(), "" | "-" | "'" | "/" | "&") && !line.gap(next).is_empty();
        if !goes_on {
            break;
        }
        next += 1;
    }
    let (from, end) = (line.tokens.get(last + 2)?.start, end?);
    let about = (last + 2..=stop).any(|t| lexicon.subjects.contains(line.word(t).trim_end_matches("'s")))
        || hits.iter().any(|h| from <= h.start && h.end <= end && matches!(h.cue, Cue::Theme(..)));
    let mut one = Found::new(CitationKind::LocalDocument, line.tokens.get(first)?.start, end);
    line.text.get(from..end)?.clone_into(&mut one.name);
    (one.document_kind, one.year) = (Some(kind), year);
    about.then_some(one)
}

/// Whether a list item or a cell begins with the word at `at` in capitals: what a table says is to be read.
fn heads_item(line: &Line<'_, '_>, at: usize) -> bool {
    let item = matches!(line.passage.passage.kind, PassageKind::ListItem { .. } | PassageKind::Cell { header: false, .. });
    item && at == 0 && line.base == 0 && line.capital(at)
}

/// "The missing children checklist", "the nurses' gangs flowchart": a theme right before what many things are called.
fn themed(line: &Line<'_, '_>, hits: &[Hit], hit: Hit, kind: Kind) -> Option<Found> {
    let at = line.token_at(hit.start);
    let last = line.token_at(hit.end).checked_sub(1)?;
    if line.gap(last) == " " && grammar::compound(line.word(last + 1)) {
        return None;
    }
    let first = leftmost(line, at);
    let definite = first.checked_sub(1).is_some_and(|t| grammar::determiner(line.word(t)) == Some(true));
    let start = line.tokens.get(first)?.start;
    let themes = hits.iter().filter(|h| start <= h.start && h.end <= hit.start && matches!(h.cue, Cue::Theme(..)));
    let (from, end) = themes.fold((usize::MAX, 0), |(from, end), h| (from.min(h.start), end.max(h.end)));
    let near = from < end && line.text.get(end..hit.start).is_some_and(|gap| gap.split_whitespace().count() <= 1);
    if !definite || !near {
        return None;
    }
    let mut one = Found::new(CitationKind::LocalDocument, from, hit.end);
    line.text.get(from..end)?.clone_into(&mut one.name);
    one.document_kind = Some(kind);
    Some(one)
}

/// The first of the words that run up to the one at `at`, without an article or a stop between.
fn leftmost(line: &Line<'_, '_>, at: usize) -> usize {
    let mut first = at;
    while let Some(token) = first.checked_sub(1).filter(|t| at - t <= LEFT) {
        let word = line.word(token);
        let joined = matches!(line.gap(token).trim(), "" | "-" | "&" | "'") && !line.gap(token).is_empty();
        if !joined || grammar::determiner(word).is_some() || grammar::stop(word) && !grammar::connector(word) {
            break;
        }
        first = token;
    }
    first
}

/// Words in small letters before one that ends the name of many things and of some documents: "the places and groups framework".
/// How many of them belong to the name, the title of the document that is held tells.
fn ended(line: &Line<'_, '_>, hit: Hit) -> Option<Found> {
    let at = line.token_at(hit.start);
    let last = line.token_at(hit.end).checked_sub(1)?;
    if line.gap(last) == " " && grammar::compound(line.word(last + 1)) {
        return None;
    }
    let first = leftmost(line, at);
    let before = first.checked_sub(1).map_or("", |t| line.word(t));
    if at - first < 2 || grammar::determiner(before) == Some(false) {
        return None;
    }
    let mut one = Found::new(CitationKind::LocalDocument, line.tokens.get(first)?.start, hit.end);
    line.text.get(one.start..one.end)?.clone_into(&mut one.name);
    Some(one)
}

/// The first word of a name whose kind stands at `at`, where "the", "our" or an owner stands before it.
pub(super) fn definite(lexicon: &Lexicon, line: &Line<'_, '_>, hits: &[Hit], at: usize) -> Option<usize> {
    let mut first = at;
    while let Some(token) = first.checked_sub(1).filter(|t| at - t <= 4) {
        let word = line.word(token);
        if !line.gap(token).trim().is_empty() {
            return None;
        }
        if grammar::determiner(word) == Some(true) || is_owner(line, hits, token) {
            return Some(first);
        }
        if !(lexicon.generic.contains(word) || lexicon.subjects.contains(word) || grammar::led(word)) {
            return None;
        }
        first = token;
    }
    None
}

/// What a thresholds document is called in passing: "under the continuum".
fn called(line: &Line<'_, '_>, hits: &[Hit], hit: Hit) -> Option<Found> {
    let at = line.token_at(hit.start);
    let last = line.token_at(hit.end).checked_sub(1)?;
    let before = at.checked_sub(1)?;
    let definite = grammar::determiner(line.word(before)) == Some(true) || is_owner(line, hits, before);
    let next = line.word(last + 1);
    // "The continuum of ..." is of something else where it is not one of the names.
    let ends = !line.gap(last).trim().is_empty() || next.is_empty() || (grammar::stop(next) || grammar::connector(next)) && next != "of";
    let longer = hits.iter().any(|h| h.cue == Cue::Called && h.start == hit.start && h.end > hit.end);
    if !definite || !ends || longer || !line.gap(before).trim().is_empty() {
        return None;
    }
    let mut one = Found::new(CitationKind::LocalDocument, hit.start, hit.end);
    line.text.get(hit.start..hit.end)?.clone_into(&mut one.name);
    one.document_kind = Some(Kind::Thresholds);
    Some(one)
}
