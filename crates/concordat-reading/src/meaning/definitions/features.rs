//! What a definition says, read into features.

use super::ages::age_limits;
use crate::phrase::{Match, PatternSet, Tokens, Vocabulary};
use concordat_register::meaning::Features;
use concordat_standard::{
    definitions::{AgeSense, DefinedConcept, Definitions},
    language::Scope,
};

/// Reads features of definitions.
#[derive(Debug)]
pub(super) struct FeatureReader {
    /// Values; the owner is the place in `names`.
    values: PatternSet,
    unless: PatternSet,
    /// Feature and value.
    names: Vec<(String, String)>,
    /// Values that shut the others of their feature out.
    narrow: Vec<(String, String)>,
    counts: PatternSet,
    /// Feature and what one of the unit counts.
    units: Vec<(String, u16)>,
}

/// Sentences of a definition, in words of its passage.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch {
    pub(super) from: usize,
    pub(super) to: usize,
}

impl FeatureReader {
    pub(super) fn new(definitions: &Definitions, vocabulary: &mut Vocabulary, scope: &Scope) -> Self {
        let mut made = Self {
            values: PatternSet::default(),
            unless: PatternSet::default(),
            names: Vec::new(),
            narrow: definitions.choices.iter().map(|c| (c.id.clone(), c.narrow.clone())).collect(),
            counts: PatternSet::default(),
            units: Vec::new(),
        };
        for choice in &definitions.choices {
            for value in &choice.values {
                let owner = u32::try_from(made.names.len()).unwrap_or(u32::MAX);
                made.names.push((choice.id.clone(), value.id.clone()));
                value.patterns.iter().for_each(|p| {
                    made.values.add(p, owner, vocabulary, &scope.common);
                });
                value.unless.iter().for_each(|p| {
                    made.unless.add(p, owner, vocabulary, &scope.common);
                });
            }
        }
        for count in &definitions.counts {
            for (pattern, each) in &count.patterns {
                let owner = u32::try_from(made.units.len()).unwrap_or(u32::MAX);
                made.units.push((count.id.clone(), *each));
                made.counts.add(pattern, owner, vocabulary, &scope.common);
            }
        }
        made
    }

    /// What `stretch` says of `concept`; `text` is the folded text of the passage.
    pub(super) fn read(&self, concept: &DefinedConcept, text: &str, tokens: &Tokens, stretch: Stretch) -> Features {
        let mut features = Features::default();
        let words =
            text.get(tokens.span(stretch.from, stretch.to).start()..tokens.span(stretch.from, stretch.to).end()).unwrap_or_default();
        read_ages(concept.age, words, &mut features);
        if !concept.choices.is_empty() {
            self.read_values(concept, tokens, stretch, &mut features);
        }
        if !concept.counts.is_empty() {
            self.read_counts(concept, text, tokens, stretch, &mut features);
        }
        if concept.age == AgeSense::Least && features.least.is_none() && between_adults(words) {
            features.least = Some(18);
        }
        features
    }

    /// Adds what a following sentence says; whether that was anything new. Ages and numbers only from the next sentence, and
    /// only where the definition gives none: later ones speak of examples. A value that shuts others out stands in the
    /// definition itself or nowhere.
    pub(super) fn add(&self, features: &mut Features, more: Features, next: bool) -> bool {
        let before = features.clone();
        let wide: Vec<&String> = more.values.iter().filter(|v| !self.narrow.contains(v)).map(|(choice, _)| choice).collect();
        for value in &more.values {
            if wide.contains(&&value.0) && !features.values.contains(value) {
                features.values.push(value.clone());
            }
        }
        features.values.sort();
        if next && features.least.is_none() && features.most.is_none() {
            (features.least, features.most) = (more.least, more.most);
        }
        if next && features.counts.is_empty() {
            features.counts = more.counts;
        }
        *features != before
    }

    fn read_values(&self, concept: &DefinedConcept, tokens: &Tokens, stretch: Stretch, features: &mut Features) {
        let (mut found, mut spare) = (Vec::new(), Vec::new());
        self.values.find(tokens, stretch.from, stretch.to, &mut found);
        self.unless.find(tokens, stretch.from, stretch.to, &mut spare);
        let seeming = |m: &Match| spare.iter().any(|u: &Match| u.owner == m.owner && u.whole.0 < m.whole.1 && m.whole.0 < u.whole.1);
        for hit in found.iter().filter(|m| m.whole.1 <= stretch.to && m.whole.0 >= stretch.from && !seeming(m)) {
            let Some(name) = self.names.get(hit.owner as usize).filter(|(choice, _)| concept.choices.contains(choice)) else { continue };
            if !features.values.contains(name) {
                features.values.push(name.clone());
            }
        }
        features.values.sort();
    }

    fn read_counts(&self, concept: &DefinedConcept, text: &str, tokens: &Tokens, stretch: Stretch, features: &mut Features) {
        let mut found = Vec::new();
        self.counts.find(tokens, stretch.from, stretch.to, &mut found);
        found.sort_by_key(|m| m.whole);
        for hit in found {
            let Some((count, each)) = self.units.get(hit.owner as usize).filter(|(count, _)| concept.counts.contains(count)) else {
                continue;
            };
            if features.counts.iter().any(|(known, _)| known == count) {
                continue;
            }
            let Some(number) = tokens.get(hit.shown.0).and_then(|t| t.number.or_else(|| spelt(t.span.of(text)))) else { continue };
            features.counts.push((count.clone(), number.saturating_mul(*each)));
        }
        features.counts.sort();
    }
}

/// Numbers that are no number words.
fn spelt(word: &str) -> Option<u16> {
    match word {
        "a" | "an" | "one" | "any" | "once" => Some(1),
        "twice" => Some(2),
        _ => None,
    }
}

/// Whether it is between adults, by the word alone.
fn between_adults(text: &str) -> bool {
    ["between adults", "between adult ", "by one adult to another", "between two adults"].iter().any(|words| text.contains(words))
}

fn read_ages(sense: AgeSense, text: &str, features: &mut Features) {
    if sense == AgeSense::None {
        return;
    }
    if sense == AgeSense::Both
        && ["of whatever age", "of any age", "whatever their age", "of every age"].iter().any(|words| text.contains(words))
    {
        features.least = Some(0);
    }
    for limit in age_limits(text) {
        let both = sense == AgeSense::Both;
        if (sense == AgeSense::Most || both) && features.most.is_none() && !(limit.of_adults && sense == AgeSense::Most) {
            features.most = limit.most;
        }
        if (sense == AgeSense::Least || both) && features.least.is_none() {
            features.least = limit.least;
        }
    }
}
