//! Names whose last word says little ("the places framework"), settled by the titles that hold their words in order.

use super::{Candidate, joins, narrowed, plain, year_after};
use concordat_register::{DocumentIndex, citation::Citation};
use concordat_standard::references::WordsOfCiting;
use concordat_text::{ByteSpan, words};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest words that tell what a document is about, beside the last.
const TELLING: usize = 2;
/// Most words of a title that a name may leave out between its first and its last.
const SKIPPED: usize = 3;
/// Titles that share a word beyond which the word finds nobody.
const COMMON: usize = 400;

/// The titles of held documents.
pub(super) struct Endings {
    titles: Vec<(Vec<String>, DocumentIndex)>,
    by_word: BTreeMap<String, Vec<u32>>,
    /// Words that say what a document is about: a name that leaves one out is another's.
    subjects: BTreeSet<String>,
    /// Words that belong to no name, and those of national bodies among them.
    generic: BTreeSet<String>,
}

impl Endings {
    pub(super) fn new(words: &WordsOfCiting) -> Self {
        let set = |list: &mut dyn Iterator<Item = &String>| list.map(|w| plain(w)).collect();
        Self {
            titles: Vec::new(),
            by_word: BTreeMap::new(),
            subjects: set(&mut words.subjects.iter()),
            generic: set(&mut words.generic.iter()),
        }
    }

    pub(super) fn add(&mut self, title: Vec<String>, document: DocumentIndex) {
        let number = u32::try_from(self.titles.len()).unwrap_or(u32::MAX);
        for word in title.iter().collect::<BTreeSet<_>>() {
            self.by_word.entry(word.clone()).or_default().push(number);
        }
        self.titles.push((title, document));
    }

    /// `one` cut to the words that a held title has, with the documents so called; none where there is none.
    pub(super) fn citation(&self, mut one: Citation) -> Option<(Citation, Vec<Candidate>)> {
        let exact = one.anchor.quote.exact.clone();
        let spans: Vec<ByteSpan> = words(&exact).map(|w| w.span).collect();
        let name: Vec<String> = spans.iter().map(|span| plain(span.of(&exact))).collect();
        let postings = name.iter().map(|word| self.by_word.get(word).map_or(&[][..], Vec::as_slice)).filter(|list| !list.is_empty());
        let nearby = postings.min_by_key(|list| list.len()).filter(|list| list.len() <= COMMON)?;
        let last = name.last()?;
        if !self.by_word.contains_key(last) {
            return None;
        }
        // Words that the rarest word's titles lack stand before the name.
        for first in 0..name.len().saturating_sub(TELLING) {
            let part = name.get(first..)?;
            if joins(part.first()?) || self.generic.contains(part.first()?) {
                continue;
            }
            let telling = part.iter().rev().skip(1).filter(|w| !joins(w) && !self.generic.contains(*w)).count();
            if telling < TELLING {
                return None;
            }
            let found: BTreeSet<DocumentIndex> = nearby
                .iter()
                .filter_map(|n| self.titles.get(*n as usize))
                .filter(|(title, _)| self.fits(title, part))
                .map(|(_, document)| *document)
                .collect();
            if !found.is_empty() {
                let national = first.checked_sub(1).and_then(|b| name.get(b)).is_some_and(|w| w == "national");
                let anchor = narrowed(&one.anchor, spans.get(first)?.start(), spans.last()?.end());
                one.year = year_after(&anchor.quote.suffix);
                (one.anchor, one.name) = (anchor, part.join(" ").into());
                let candidates = found.into_iter().map(|document| Candidate { document, fit: 1.0, same_kind: true }).collect();
                return (!national).then_some((one, candidates));
            }
        }
        None
    }

    /// Whether `title` has the words of `name` in their order, and nothing between them but a place, an owner or an article.
    fn fits(&self, title: &[String], name: &[String]) -> bool {
        let starts = title.iter().enumerate().filter(|(_, word)| Some(*word) == name.first()).map(|(n, _)| n);
        starts.into_iter().any(|start| {
            let (mut wanted, mut skipped) = (name.iter().peekable(), 0);
            for word in title.get(start..).unwrap_or_default() {
                let Some(next) = wanted.peek() else { break };
                if *next == word {
                    wanted.next();
                    continue;
                }
                skipped += 1;
                if skipped > SKIPPED || self.subjects.contains(word) {
                    return false;
                }
            }
            wanted.peek().is_none()
        })
    }
}
