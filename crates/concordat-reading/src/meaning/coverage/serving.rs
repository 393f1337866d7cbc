//! Which of a document's themes a passage serves.

use crate::{Prepared, PreparedPassage};
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use concordat_register::{Entry, HeadingIndex, PassageKind};
use concordat_standard::Standard;
use concordat_text::fold_str;
use std::collections::BTreeMap;

/// Themes of one document at most, those it is about first.
pub(super) const MOST: usize = 4;
/// From so many themes in one passage on, it only lists them.
const LISTED: u32 = 3;

/// Finds the words of themes.
#[derive(Debug)]
pub(super) struct ThemeWords {
    automaton: Option<AhoCorasick>,
    /// What each pattern says: which themes, and how plainly. Ordinary phrases say nothing of any.
    says: Vec<Vec<(usize, Plainly)>>,
    ids: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Plainly {
    Named,
    /// Letters that name it in capitals.
    Letters,
    Cue,
}

/// The themes of one document and what tells that a passage serves them.
pub(super) struct Serving<'a> {
    words: &'a ThemeWords,
    /// Each of the standard's themes by its place among the document's.
    places: Vec<Option<usize>>,
    all: u8,
    /// For each heading, the themes that it or the nearest above it names, as bits.
    headings: Vec<u8>,
}

impl ThemeWords {
    pub(super) fn new(standard: &Standard) -> Self {
        let mut by_words: BTreeMap<String, Vec<(usize, Plainly)>> = BTreeMap::new();
        let themes = &standard.themes.themes;
        for (n, theme) in themes.iter().enumerate() {
            let mut add = |word: &str, plainly| by_words.entry(word.to_lowercase()).or_default().push((n, plainly));
            theme.names.iter().for_each(|w| add(w, Plainly::Named));
            theme.acronyms.iter().for_each(|w| add(w, Plainly::Letters));
            theme.cues.iter().for_each(|w| add(w, Plainly::Cue));
        }
        for phrase in themes.iter().flat_map(|t| &t.ordinary) {
            by_words.insert(phrase.clone(), Vec::new());
        }
        let automaton = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::LeftmostLongest)
            .build(by_words.keys())
            .ok();
        Self { automaton, says: by_words.into_values().collect(), ids: themes.iter().map(|t| t.id.clone()).collect() }
    }

    /// Calls `met` for each theme that words of `folded` speak of. `written` gives a stretch of it as it stands in the file.
    fn find<'t>(&self, folded: &str, written: impl Fn(usize, usize) -> &'t str, mut met: impl FnMut(usize, bool)) {
        let Some(automaton) = &self.automaton else { return };
        let bytes = folded.as_bytes();
        let inner = |at: Option<usize>| at.and_then(|n| bytes.get(n)).is_some_and(u8::is_ascii_alphanumeric);
        for m in automaton.find_iter(folded) {
            if inner(m.start().checked_sub(1)) || inner(Some(m.end())) {
                continue;
            }
            for (theme, plainly) in self.says.get(m.pattern().as_usize()).into_iter().flatten() {
                let capitals = || written(m.start(), m.end()).chars().all(|c| !c.is_lowercase() || c == 's');
                if *plainly != Plainly::Letters || capitals() {
                    met(*theme, *plainly != Plainly::Cue);
                }
            }
        }
    }
}

impl<'a> Serving<'a> {
    pub(super) fn new(words: &'a ThemeWords, prepared: &Prepared<'_>, entry: &Entry) -> Self {
        let themes: Vec<&str> = entry.themes.iter().take(MOST).map(|t| t.0.as_str()).collect();
        let places: Vec<Option<usize>> = words.ids.iter().map(|id| themes.iter().position(|t| t == id)).collect();
        let all = themes.iter().fold(0u8, |all, _| (all << 1) | 1);
        let mut made = Self { words, places, all, headings: Vec::new() };
        if made.several() {
            let title = fold_str(&entry.title);
            for heading in &prepared.document.headings {
                let folded = fold_str(&heading.text);
                let own = if folded == title { 0 } else { made.named(&folded, |_, _| &heading.text).0 };
                let own = if own == made.all { 0 } else { own };
                let above = heading.parent.and_then(|HeadingIndex(n)| made.headings.get(n as usize)).copied().unwrap_or(0);
                made.headings.push(if own == 0 { above } else { own });
            }
        }
        made
    }

    fn several(&self) -> bool {
        self.all.count_ones() > 1
    }

    /// The document's themes that some words name, as bits, and how often they speak of each without naming it.
    fn named<'t>(&self, folded: &str, written: impl Fn(usize, usize) -> &'t str) -> (u8, [u8; MOST]) {
        let (mut named, mut cues) = (0u8, [0u8; MOST]);
        self.words.find(folded, written, |theme, names| {
            let Some(place) = self.places.get(theme).copied().flatten() else { return };
            if names {
                named |= 1 << place;
            } else if let Some(count) = cues.get_mut(place) {
                *count = count.saturating_add(1);
            }
        });
        (named, cues)
    }

    /// The themes that a passage serves, as bits in the order of the document's, and whether its own words or the headings over
    /// it tell so. What nothing tells serves the first.
    pub(super) fn of(&self, passage: &PreparedPassage<'_>) -> (u8, bool) {
        if !self.several() {
            return (1, true);
        }
        let written = |from, to| passage.folded.source(concordat_text::ByteSpan::new(from, to)).of(passage.text);
        let (named, cues) = self.named(&passage.folded.text, written);
        if named != 0 && named.count_ones() < LISTED {
            return (named, true);
        }
        let above = passage.passage.heading.and_then(|HeadingIndex(n)| self.headings.get(n as usize)).copied().unwrap_or(0);
        if above != 0 && above.count_ones() < LISTED && passage.passage.kind != PassageKind::Heading {
            return (above, true);
        }
        let most = cues.iter().copied().max().unwrap_or(0);
        let mut foremost = cues.iter().enumerate().filter(|(_, n)| **n == most && most > 0).map(|(place, _)| 1u8 << place);
        match (foremost.next(), foremost.next()) {
            (Some(one), None) => (one, true),
            _ => (1, false),
        }
    }
}
