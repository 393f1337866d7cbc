//! How a document stands to what it cites: relies on it, or names it as past, planned or held elsewhere.

use super::{found::Found, line::Line};
use concordat_register::citation::Stance;
use concordat_standard::references::WordsOfCiting;

/// Bytes either side of a citation in which its stance is looked for.
const REACH: usize = 110;

/// The stance of `one`, and whether the document says that it replaces it. `others` bound how far the words reach.
pub(super) fn stance(words: &WordsOfCiting, line: &Line<'_, '_>, one: &Found, others: &[(usize, usize)]) -> (Stance, bool) {
    let before = before(line, one, others);
    let after = after(line, one, others);
    let replaced = words.past_before.iter().any(|cue| near_end(before, cue));
    if replaced || words.past_after.iter().any(|cue| has(after, cue)) {
        let says = replaced && ["replac", "supersed", "took over"].iter().any(|stem| before.contains(stem));
        return (Stance::Historic, says);
    }
    if words.planned_after.iter().any(|cue| has(after, cue)) || words.planned_before.iter().any(|cue| near_end(before, cue)) {
        return (Stance::Planned, false);
    }
    if words.held_after.iter().any(|cue| has(after, cue)) || words.held_before.iter().any(|cue| near_end(before, cue)) {
        return (Stance::HeldElsewhere, false);
    }
    (Stance::Relies, false)
}

/// What stands before the citation in its sentence, back to the citation before it.
fn before<'p>(line: &Line<'p, '_>, one: &Found, others: &[(usize, usize)]) -> &'p str {
    let text = line.text.get(..one.start).unwrap_or_default();
    let mut from = text.len().saturating_sub(REACH);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from = others.iter().filter(|(_, end)| *end <= one.start).map(|(_, end)| *end).fold(from, usize::max);
    let near = text.get(from..).unwrap_or_default();
    near.rfind(". ").map_or(near, |n| near.get(n + 2..).unwrap_or_default())
}

/// What stands after the citation in its sentence, up to the next citation.
fn after<'p>(line: &Line<'p, '_>, one: &Found, others: &[(usize, usize)]) -> &'p str {
    let text = line.after(one.end);
    let mut to = text.len().min(REACH);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    to = others.iter().filter(|(start, _)| *start >= one.end).map(|(start, _)| *start - one.end).fold(to, usize::min);
    let near = text.get(..to).unwrap_or_default();
    near.find(". ").map_or(near, |n| near.get(..n).unwrap_or_default())
}

/// Whether `cue` stands in `text` as whole words.
fn has(text: &str, cue: &str) -> bool {
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|t| t.find(cue)).map(|n| n + from) {
        let clear = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        if clear(text.get(..at).and_then(|t| t.chars().next_back())) && clear(text.get(at + cue.len()..).and_then(|t| t.chars().next())) {
            return true;
        }
        from = at + cue.len();
    }
    false
}

/// Whether `cue` stands within a few words of the end of `text`.
fn near_end(text: &str, cue: &str) -> bool {
    let mut from = text.len().saturating_sub(cue.len() + 32);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    has(text.get(from..).unwrap_or_default(), cue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_only() {
        assert!(has(" which was withdrawn in 2009", "was withdrawn"));
        assert!(!has("unplanned", "planned"));
        assert!(near_end("this strategy replaces the ", "replaces"));
    }
}
