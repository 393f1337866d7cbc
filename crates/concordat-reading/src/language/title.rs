//! Titles, names of bodies and Acts, known by their capitals, italics and links.

use super::lexis::Lexis;
use concordat_register::{Passage, PassageKind, Style};
use concordat_text::{ByteSpan, Word, words};

/// Bytes looked at either side of a term.
const AROUND: usize = 160;

/// Whether the words at `term` (bytes of `text`) are part of a title or name.
pub(super) fn is_title(lexis: &Lexis, passage: &Passage, text: &str, term: ByteSpan) -> bool {
    let set_apart = passage.styles.iter().any(|s| s.style == Style::Italic && s.span.contains(term) && s.span.len() > term.len())
        || passage.links.iter().any(|l| l.span.contains(term));
    set_apart || in_capitals(lexis, passage, text, term)
}

/// A run of words with capitals around the term, long enough or with a word such as "Policy" in it.
fn in_capitals(lexis: &Lexis, passage: &Passage, text: &str, term: ByteSpan) -> bool {
    let (from, to) = (floor(text, term.start().saturating_sub(AROUND)), floor(text, (term.end() + AROUND).min(text.len())));
    let window = text.get(from..to).unwrap_or_default();
    let all: Vec<Word<'_>> = words(window).collect();
    let within = |w: &Word<'_>| w.span.shifted(from).overlaps(term);
    let Some(first) = all.iter().position(within) else { return false };
    let Some(last) = all.iter().rposition(within) else { return false };
    let mut start = first;
    while let Some(before) = start.checked_sub(1).and_then(|n| all.get(n)) {
        let joined = all.get(start).is_some_and(|now| joins(window, before, now)) && (is_capital(before) || is_link(lexis, before));
        if !joined {
            break;
        }
        start -= 1;
    }
    let mut end = last + 1;
    while let (Some(now), Some(next)) = (all.get(end - 1), all.get(end)) {
        if !(joins(window, now, next) && (is_capital(next) || is_link(lexis, next))) {
            break;
        }
        end += 1;
    }
    let run = all.get(start..end).unwrap_or_default();
    let opens = |w: &Word<'_>| opens_sentence(window, from, w);
    // "a relationship with Mr D, 31": a person's name is no title.
    if all.get(first..=last).unwrap_or_default().iter().any(|w| lexis.honorifics.contains(&w.text.to_lowercase())) {
        return false;
    }
    let capitals = run.iter().filter(|w| is_capital(w) && !opens(w)).count();
    let in_term = all.get(first..=last).unwrap_or_default().iter().any(|w| is_capital(w) && !opens(w));
    let headed = run.iter().any(|w| is_capital(w) && lexis.title_heads.contains(&w.text.to_lowercase()));
    if passage.kind == PassageKind::Heading || shouted(text) {
        return headed && run.len() > 1;
    }
    // "the Peer-on-Peer Abuse toolkit": every word of the term has a capital and a word for a document follows.
    let capital_term = all.get(first..=last).unwrap_or_default().iter().all(|w| is_capital(w) || is_link(lexis, w));
    let next = all.get(last + 1).filter(|n| all.get(last).is_some_and(|now| joins(window, now, n)));
    if last > first && capital_term && next.is_some_and(|w| lexis.title_heads.contains(&w.text.to_lowercase())) {
        return true;
    }
    if !mostly_capitals(lexis, all.get(first..=last).unwrap_or_default()) {
        return false;
    }
    let opening_term = all.get(first).is_some_and(opens);
    (in_term && (capitals >= 3 || headed && capitals >= 2)) || (opening_term && headed && capitals >= 1)
}

/// Whether at least half of the words of a term bear capitals: "sexually active since Year 7" ends in a name and is none.
fn mostly_capitals(lexis: &Lexis, term: &[Word<'_>]) -> bool {
    let said: Vec<&Word<'_>> = term.iter().filter(|w| !is_link(lexis, w)).collect();
    said.iter().filter(|w| is_capital(w)).count() * 2 >= said.len()
}

/// Whether nothing but a space or hyphen stands between two words.
fn joins(window: &str, left: &Word<'_>, right: &Word<'_>) -> bool {
    let between = window.get(left.span.end()..right.span.start()).unwrap_or_default();
    between.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\u{2011}' | '&' | ',' | '(' | ')' | '\u{2019}' | '\''))
        && between.len() <= 4
}

fn is_capital(word: &Word<'_>) -> bool {
    word.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

fn is_link(lexis: &Lexis, word: &Word<'_>) -> bool {
    lexis.title_links.contains(word.text)
}

/// Whether the word begins the passage or follows a full stop.
fn opens_sentence(window: &str, from: usize, word: &Word<'_>) -> bool {
    let before = window
        .get(..word.span.start())
        .unwrap_or_default()
        .trim_end_matches([' ', '\n', '\t', '\u{a0}', '"', '\u{201c}', '\'', '\u{2018}']);
    if before.is_empty() { from == 0 } else { before.ends_with(['.', '?', '!', ':', '\u{2022}', ';']) }
}

/// Whether a passage is set in capitals, which then say nothing.
fn shouted(text: &str) -> bool {
    !text.bytes().take(400).any(|b| b.is_ascii_lowercase())
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
