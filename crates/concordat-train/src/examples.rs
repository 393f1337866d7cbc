//! Passages as rows of features.

use crate::{Label, Passage};
use concordat_reading::{
    Prepared,
    meaning::{Feature, FeatureNames, MeaningReader, Window},
};
use concordat_register::{Document, Format, PassageKind};
use concordat_standard::Standard;
use std::collections::{BTreeMap, BTreeSet};

/// Passages as rows of features, and the features' names.
#[derive(Debug)]
pub struct Examples {
    /// For each passage, its features by number, sorted.
    pub rows: Vec<Vec<u32>>,
    /// The features' names by number, sorted by name.
    pub names: Vec<String>,
    /// For each passage, what it is labelled, by message id.
    pub labels: Vec<BTreeMap<String, Label>>,
    /// For each passage its group: passages of one group are never on both sides of a split.
    pub groups: Vec<String>,
    /// For each passage the file it stands in.
    pub files: Vec<String>,
    /// For each passage the messages it is labelled for, where not all.
    pub only: Vec<Option<BTreeSet<String>>>,
    /// The plain words, each with the forms taken for it.
    pub words: BTreeMap<String, Vec<String>>,
}

impl Examples {
    /// Reads `passages`. The plain words are those that stand in at least `least` passages.
    #[must_use]
    pub fn new(standard: &Standard, passages: &[Passage], least: usize) -> Self {
        let words = plain_words(passages, least);
        Self::with_words(standard, passages, words)
    }

    /// Reads `passages` with given plain words.
    #[must_use]
    pub fn with_words(standard: &Standard, passages: &[Passage], words: BTreeMap<String, Vec<String>>) -> Self {
        let reader = MeaningReader::with_words(standard, &words);
        let listed: Vec<String> = words.keys().cloned().collect();
        let names = FeatureNames::new(standard, &listed);
        let found: Vec<Vec<Feature>> = passages.iter().map(|p| features(&reader, &p.text)).collect();
        let all: BTreeSet<Feature> = found.iter().flatten().copied().collect();
        let mut named: Vec<(String, Feature)> = all.into_iter().map(|f| (names.name(f), f)).collect();
        named.sort();
        let numbers: BTreeMap<Feature, u32> = named.iter().zip(0u32..).map(|((_, f), n)| (*f, n)).collect();
        let row = |features: &Vec<Feature>| {
            let mut row: Vec<u32> = features.iter().filter_map(|f| numbers.get(f).copied()).collect();
            row.sort_unstable();
            row
        };
        Self {
            rows: found.iter().map(row).collect(),
            names: named.into_iter().map(|(name, _)| name).collect(),
            labels: passages.iter().map(|p| p.answers.clone()).collect(),
            groups: passages.iter().map(|p| format!("{} {}", p.file, p.theme)).collect(),
            files: passages.iter().map(|p| p.file.clone()).collect(),
            only: passages.iter().map(|p| p.only.clone()).collect(),
            words,
        }
    }
}

/// The features of a passage read as one window: what it is labelled is said of all of it.
fn features(reader: &MeaningReader, text: &str) -> Vec<Feature> {
    let mut document = Document::new(Format::Text);
    document.push(PassageKind::Paragraph, text);
    let prepared = Prepared::new(&document);
    let spoken = reader.spoken(&prepared);
    let places = spoken.passages.iter().enumerate().flat_map(|(p, sentences)| (0..sentences.len()).map(move |s| (p, s)));
    reader.features(&spoken, &Window { sentences: places.collect() })
}

/// Words of at least `least` passages, their endings taken together: name to forms.
#[must_use]
pub fn plain_words(passages: &[Passage], least: usize) -> BTreeMap<String, Vec<String>> {
    let mut forms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for passage in passages {
        let lower = passage.text.to_lowercase().replace('\u{2019}', "'");
        let words: BTreeSet<&str> = lower.split(|c: char| !(c.is_alphanumeric() || c == '\'')).collect();
        let mut stems = BTreeSet::new();
        for word in words.into_iter().map(|w| w.trim_matches('\'')).map(|w| w.strip_suffix("'s").unwrap_or(w)) {
            if word.is_empty() || word.chars().any(|c| c.is_ascii_digit()) {
                continue;
            }
            let stem = stem(word);
            forms.entry(stem.clone()).or_default().insert(word.to_owned());
            stems.insert(stem);
        }
        for stem in stems {
            *counts.entry(stem).or_default() += 1;
        }
    }
    forms.retain(|stem, _| counts.get(stem).is_some_and(|&n| n >= least));
    forms.into_iter().map(|(stem, forms)| (stem, forms.into_iter().collect())).collect()
}

/// A word without its commonest endings. It need not be a word; it only has to be the same for the forms of one.
fn stem(word: &str) -> String {
    let cut = |end: &str, least: usize| word.strip_suffix(end).filter(|s| s.chars().count() >= least);
    let mut made = if let Some(s) = cut("ies", 2) {
        format!("{s}y")
    } else if word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word.to_owned()
    } else if let Some(s) = cut("ing", 3).or_else(|| cut("ed", 3)) {
        undouble(s)
    } else if let Some(s) = cut("s", 3) {
        s.to_owned()
    } else {
        word.to_owned()
    };
    if let Some(s) = made.strip_suffix('e').filter(|s| s.chars().count() >= 3) {
        made = s.to_owned();
    }
    made
}

/// `stopp` to `stop`.
fn undouble(text: &str) -> String {
    let mut ending = text.chars().rev();
    match (ending.next(), ending.next()) {
        (Some(a), Some(b)) if a == b && !matches!(a, 'l' | 's' | 'e' | 'o') => text.chars().take(text.chars().count() - 1).collect(),
        _ => text.to_owned(),
    }
}
