//! How a document stands to what it cites: relies on it, or names it as past, planned or held elsewhere.

use super::{found::Found, line::Line};
use aho_corasick::AhoCorasick;
use concordat_register::citation::Stance;
use concordat_standard::references::WordsOfCiting;

/// Bytes either side of a citation in which its stance is looked for.
const REACH: usize = 110;

/// Words of stance, by where they stand and what they say of a citation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    PastBefore,
    PastAfter,
    PlannedBefore,
    PlannedAfter,
    HeldBefore,
    HeldAfter,
    /// In the sentence after the citation's own.
    HeldNext,
}

/// How many roles there are.
const ROLES: usize = 7;

impl Role {
    fn is_after(self) -> bool {
        matches!(self, Self::PastAfter | Self::PlannedAfter | Self::HeldAfter | Self::HeldNext)
    }
}

/// The words of stance in one automaton, so that what stands around a citation is read once.
#[derive(Debug)]
pub(super) struct StanceReader {
    automaton: Option<AhoCorasick>,
    /// For each pattern what it says.
    roles: Vec<Role>,
}

impl StanceReader {
    pub(super) fn new(words: &WordsOfCiting) -> Self {
        let lists = [
            (Role::PastBefore, &words.past_before),
            (Role::PastAfter, &words.past_after),
            (Role::PlannedBefore, &words.planned_before),
            (Role::PlannedAfter, &words.planned_after),
            (Role::HeldBefore, &words.held_before),
            (Role::HeldAfter, &words.held_after),
            (Role::HeldNext, &words.held_next),
        ];
        let (roles, cues): (Vec<Role>, Vec<&str>) =
            lists.iter().flat_map(|(role, cues)| cues.iter().map(|cue| (*role, cue.as_str()))).unzip();
        Self { automaton: AhoCorasick::new(cues).ok(), roles }
    }

    /// The stance of `one`, and whether the document says that it replaces it. `others` bound how far the words reach.
    pub(super) fn read(&self, line: &Line<'_, '_>, one: &Found, others: &[(usize, usize)]) -> (Stance, bool) {
        let before = before(line, one, others);
        let mut said = [false; ROLES];
        self.mark(before, false, &mut said);
        self.mark(after(line, one, others), true, &mut said);
        let says = |role: Role| said.get(role as usize).copied().unwrap_or(false);
        let replaced = says(Role::PastBefore);
        if replaced || says(Role::PastAfter) {
            let replaces = replaced && ["replac", "supersed", "took over"].iter().any(|stem| before.contains(stem));
            return (Stance::Historic, replaces);
        }
        if says(Role::PlannedAfter) || says(Role::PlannedBefore) || self.planned_next(line, one, others) {
            return (Stance::Planned, false);
        }
        if says(Role::HeldAfter) || says(Role::HeldBefore) || self.held_next(line, one, others) {
            return (Stance::HeldElsewhere, false);
        }
        (Stance::Relies, false)
    }

    /// Whether the next sentence says that it is yet to be written.
    fn planned_next(&self, line: &Line<'_, '_>, one: &Found, others: &[(usize, usize)]) -> bool {
        let next = next_sentence(line, one, others);
        let mut said = [false; ROLES];
        let letters = || next.strip_prefix("the ").and_then(|rest| rest.split(' ').next());
        if next.starts_with("it is ") || next.starts_with("it has ") || letters().is_some_and(|word| initials(&one.name) == word) {
            self.mark(next, true, &mut said);
        }
        said.get(Role::PlannedAfter as usize) == Some(&true)
    }

    /// Whether the next sentence says who holds it.
    fn held_next(&self, line: &Line<'_, '_>, one: &Found, others: &[(usize, usize)]) -> bool {
        let next = next_sentence(line, one, others);
        let mut said = [false; ROLES];
        if speaks_of_it(next) {
            self.mark(next, true, &mut said);
        }
        [Role::HeldAfter, Role::HeldNext].iter().any(|role| said.get(*role as usize) == Some(&true))
    }

    /// Marks what the words of `text` say, those for after a citation or those for before it.
    fn mark(&self, text: &str, after: bool, said: &mut [bool; ROLES]) {
        for met in self.automaton.iter().flat_map(|a| a.find_overlapping_iter(text)) {
            let Some(role) = self.roles.get(met.pattern().as_usize()).filter(|role| role.is_after() == after) else { continue };
            let from = if after { 0 } else { near_end(text, met.len()) };
            if met.start() >= from
                && stands_alone(text, from, met.start(), met.end())
                && let Some(mark) = said.get_mut(*role as usize)
            {
                *mark = true;
            }
        }
    }
}

/// The sentence after the citation's own, where no other citation stands before its end.
fn next_sentence<'p>(line: &Line<'p, '_>, one: &Found, others: &[(usize, usize)]) -> &'p str {
    let text = line.after(one.end);
    let Some(begin) = text.find(". ").map(|n| n + 2).filter(|n| *n <= REACH) else { return "" };
    let rest = text.get(begin..).unwrap_or_default();
    let stop = rest.find(". ").unwrap_or(rest.len());
    let cited = others.iter().any(|(start, _)| *start >= one.end && *start < one.end + begin + stop);
    rest.get(..stop).filter(|sentence| !cited && sentence.len() <= 2 * REACH).unwrap_or_default()
}

/// The first letters of a name's words.
fn initials(name: &str) -> String {
    name.split([' ', '-']).filter(|w| w.len() > 3).filter_map(|w| w.chars().next()).collect()
}

/// Whether a sentence goes on about what the one before it named.
fn speaks_of_it(sentence: &str) -> bool {
    ["it ", "they ", "this ", "a copy", "copies", "ask ", "contact ", "the document", "both ", "that document", "these "]
        .iter()
        .any(|begin| sentence.starts_with(begin))
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

/// Whether `start..end` of `text` are whole words of what stands from byte `from` on.
fn stands_alone(text: &str, from: usize, start: usize, end: usize) -> bool {
    let clear = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    clear(text.get(from..start).and_then(|t| t.chars().next_back())) && clear(text.get(end..).and_then(|t| t.chars().next()))
}

/// From where on words of `length` bytes stand within a few words of the end of `text`.
fn near_end(text: &str, length: usize) -> usize {
    let mut from = text.len().saturating_sub(length + 32);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    from
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, after: bool) -> [bool; ROLES] {
        let one = |word: &str| vec![word.to_owned()];
        let words = WordsOfCiting {
            past_before: one("replaces"),
            past_after: one("was withdrawn"),
            planned_before: one("planned"),
            ..WordsOfCiting::default()
        };
        let mut said = [false; ROLES];
        StanceReader::new(&words).mark(text, after, &mut said);
        said
    }

    #[test]
    fn whole_words_on_their_own_side() {
        assert_eq!(said(" which was withdrawn in 2009", true), [false, true, false, false, false, false, false]);
        assert_eq!(said("this strategy replaces the ", false), [true, false, false, false, false, false, false]);
        assert_eq!(said("unplanned", false), [false; ROLES]);
        assert_eq!(said(" which was withdrawn in 2009", false), [false; ROLES]);
        assert_eq!(said("replaces what stood here for a long time, and it follows the ", false), [false; ROLES]);
    }
}
