//! Phrases found as whole words in folded text.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::BTreeMap;

/// Phrases, each with its owners.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    automaton: Option<AhoCorasick>,
    owners: Vec<Vec<u16>>,
}

/// A phrase where it stands, in bytes of the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) owner: u16,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Phrases {
    /// Phrases with what they stand for; the longest wins where several begin at one place.
    pub(super) fn new<'w>(phrases: impl IntoIterator<Item = (&'w str, u16)>) -> Self {
        let mut by_word: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
        for (word, owner) in phrases {
            by_word.entry(word).or_default().push(owner);
        }
        let (words, owners): (Vec<&str>, Vec<Vec<u16>>) = by_word.into_iter().unzip();
        let automaton =
            AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).match_kind(MatchKind::LeftmostLongest).build(words).ok();
        Self { automaton, owners }
    }

    /// Phrases that all stand for one thing.
    pub(super) fn one<'w>(phrases: impl IntoIterator<Item = &'w String>) -> Self {
        Self::new(phrases.into_iter().map(|word| (word.as_str(), 0)))
    }

    /// Phrases by the lists they stand in.
    pub(super) fn lists<'w>(lists: impl IntoIterator<Item = &'w Vec<String>>) -> Self {
        Self::new((0u16..).zip(lists).flat_map(|(owner, list)| list.iter().map(move |word| (word.as_str(), owner))))
    }

    /// Where they stand as whole words, in order; once for each owner.
    pub(super) fn find<'t>(&'t self, folded: &'t str) -> impl Iterator<Item = Hit> + 't {
        let bytes = folded.as_bytes();
        let letter = move |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
        let found = self.automaton.iter().flat_map(move |a| a.find_iter(folded));
        let whole = found.filter(move |found| {
            let (start, end) = (found.start(), found.end());
            let runs_on = |inner: Option<usize>, outer: Option<usize>| letter(inner) && letter(outer);
            let (front, back) = (runs_on(Some(start), start.checked_sub(1)), runs_on(end.checked_sub(1), Some(end)));
            !front && !back
        });
        whole.flat_map(move |found| {
            let owners = self.owners.get(found.pattern().as_usize()).map(Vec::as_slice).unwrap_or_default();
            owners.iter().map(move |owner| Hit { owner: *owner, start: found.start(), end: found.end() })
        })
    }

    /// Whether any of them stands in `folded`.
    pub(super) fn stand_in(&self, folded: &str) -> bool {
        self.find(folded).next().is_some()
    }

    /// Whether one of them is the whole of `folded`.
    pub(super) fn is(&self, folded: &str) -> bool {
        self.find(folded).any(|hit| hit.start == 0 && hit.end == folded.len())
    }

    /// What stands in `folded`, each owner once, in order of owner.
    pub(super) fn owners(&self, folded: &str) -> Vec<u16> {
        let mut owners: Vec<u16> = self.find(folded).map(|hit| hit.owner).collect();
        owners.sort_unstable();
        owners.dedup();
        owners
    }
}
