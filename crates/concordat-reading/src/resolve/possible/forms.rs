//! Other forms of held titles: the letters that stand for them, and their words without the name of the place.

use super::{folded_words, names};
use crate::{citations::covers, naming::Namer};
use concordat_register::{DocumentFacts, DocumentIndex, Entry, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// Most words of a place's name.
const PLACE: usize = 3;

/// Letters that documents of the area spell out as the title of a held document, folded, each with the documents so called.
/// Letters that mean a theme, or that some document spells out as anything else, mean no document.
pub(super) fn letters(
    documents: &[DocumentFacts],
    places: &Places,
    namer: &Namer,
    telling: impl Fn(&[String], &str, &Entry) -> bool,
) -> Vec<(String, DocumentIndex)> {
    let titles = titles(documents, places);
    let spelt = documents.iter().flat_map(|d| &d.citations.acronyms).map(|a| (a.letters.as_str(), a.meaning.as_str()));
    let titled = documents.iter().filter_map(|d| lettered(&d.entry.title));
    // The same letters are spelt out in document after document.
    let spelt: BTreeSet<(&str, &str)> = spelt.chain(titled).filter(|(letters, _)| letters.len() >= 3).collect();
    let mut known: BTreeMap<&str, Option<BTreeSet<DocumentIndex>>> = BTreeMap::new();
    for (letters, meaning) in spelt {
        if !namer.read(letters).themes.is_empty() {
            continue;
        }
        let words = bare(meaning);
        let kinds = !namer.read(meaning).kinds.is_empty();
        let of = |words: &[String]| titles.get(&words.join(" ")).into_iter().flatten().copied();
        let tells = |n: &DocumentIndex| kinds || documents.get(n.0 as usize).is_some_and(|d| telling(&words, meaning, &d.entry));
        let called: BTreeSet<DocumentIndex> = of(&words).chain(of(places.without(&words))).filter(tells).collect();
        let held = known.entry(letters).or_insert_with(|| Some(BTreeSet::new()));
        match held {
            Some(held) if !called.is_empty() => held.extend(called),
            _ => *held = None,
        }
    }
    let called = known.into_iter().flat_map(|(letters, held)| held.into_iter().flatten().map(move |n| (letters.to_lowercase(), n)));
    called.collect()
}

/// The documents that have each title, as it stands and without the place that it begins with. Terms of reference are left out: their
/// letters mean the panel.
fn titles(documents: &[DocumentFacts], places: &Places) -> BTreeMap<String, Vec<DocumentIndex>> {
    let mut titles: BTreeMap<String, Vec<DocumentIndex>> = BTreeMap::new();
    for (n, document) in (0u32..).zip(documents).filter(|(_, d)| d.entry.kind != Kind::TermsOfReference) {
        for name in names(&document.entry) {
            let whole = bare(lettered(name).map_or(name, |(_, words)| words));
            let short = places.without(&whole).to_vec();
            for words in [whole, short].into_iter().filter(|words| words.len() >= 2) {
                titles.entry(words.join(" ")).or_default().push(DocumentIndex(n));
            }
        }
    }
    titles
}

/// The words of a title without years and a leading article.
fn bare(title: &str) -> Vec<String> {
    let mut words = folded_words(title);
    words.retain(|w| !w.bytes().all(|b| b.is_ascii_digit()));
    if words.first().is_some_and(|first| first == "the") {
        words.remove(0);
    }
    words
}

/// The letters in brackets that a title ends in, with the words before them, where they stand for all of these.
fn lettered(title: &str) -> Option<(&str, &str)> {
    let (words, letters) = title.trim_end().strip_suffix(')')?.rsplit_once(" (")?;
    let capitals = letters.len() >= 3 && letters.bytes().all(|b| b.is_ascii_uppercase());
    let begins = words.chars().next().map(|c| c.to_ascii_uppercase()) == letters.chars().next();
    (capitals && begins && covers(words, letters)).then_some((letters, words))
}

/// Words that titles of the area begin with and that name its place.
pub(super) struct Places(BTreeSet<Vec<String>>);

impl Places {
    /// Those that two titles or more begin with, or a title and the name of its owner, and that say nothing else: `ordinary` knows the
    /// sector's own words.
    pub(super) fn new(documents: &[DocumentFacts], ordinary: impl Fn(&str) -> bool) -> Self {
        let mut met: BTreeMap<Vec<String>, BTreeSet<&str>> = BTreeMap::new();
        for document in documents {
            let words = folded_words(&document.entry.title);
            let owner = document.entry.owner.as_deref().map(folded_words).unwrap_or_default();
            for long in 1..=PLACE.min(words.len()) {
                let Some(first) = words.get(..long).filter(|first| !first.iter().any(|w| ordinary(w) || super::joins(w))) else { break };
                let titles = met.entry(first.to_vec()).or_default();
                titles.insert(&document.entry.title);
                if let Some(owner) = document.entry.owner.as_deref().filter(|_| owner.starts_with(first)) {
                    titles.insert(owner);
                }
            }
        }
        Self(met.into_iter().filter(|(_, titles)| titles.len() > 1).map(|(words, _)| words).collect())
    }

    /// A title without the place that it begins with.
    pub(super) fn without<'w>(&self, words: &'w [String]) -> &'w [String] {
        let long = (1..=PLACE).rev().find(|n| words.get(..*n).is_some_and(|first| self.0.contains(first)));
        long.and_then(|n| words.get(n..)).unwrap_or(words)
    }
}
