//! Weighs the features of a window by what was learnt from labelled passages.

use super::features::{Feature, FeatureNames};
use concordat_standard::{Standard, model::Decision};
use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};

/// What is decided of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    /// Whether a window carries it, in whole or in part.
    Carried,
    /// Whether a window that carries it does so in whole.
    Whole,
    /// Whether a window denies it.
    Denied,
}

const QUESTIONS: usize = 3;

/// What was learnt, ready to be applied.
#[derive(Debug, Default)]
pub(super) struct Classifier {
    /// For each feature that counts, in their order, what it adds to which slot.
    weights: Vec<Vec<(u16, f64)>>,
    /// The place of each such feature but words, by [`Feature::key`]. Looked up, never listed.
    places: HashMap<u64, u32, BuildHasherDefault<KeyHasher>>,
    /// The same for each plain word.
    words: Vec<Option<u32>>,
    /// For each slot its decision; none where nothing was learnt.
    slots: Vec<Option<Slot>>,
}

#[derive(Debug)]
struct Slot {
    base: f64,
    bar: f64,
    decision: Decision,
}

/// Spreads a key over all bits. The keys are made from the standard, so nobody can choose them to collide.
#[derive(Debug, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u64(&mut self, key: u64) {
        let spread = (self.0 ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        self.0 = spread ^ (spread >> 32);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Classifier {
    /// `words` are the names of the plain words, in the reader's order.
    pub(super) fn new(standard: &Standard, words: &[String]) -> Self {
        let names = FeatureNames::new(standard, words);
        let mut made = Self { words: vec![None; words.len()], ..Self::default() };
        let mut weights: BTreeMap<Feature, Vec<(u16, f64)>> = BTreeMap::new();
        for message in &standard.messages.messages {
            let learnt = standard.model.messages.get(&message.id);
            let decisions = [learnt.map(|m| &m.carried), learnt.and_then(|m| m.whole.as_ref()), learnt.and_then(|m| m.denied.as_ref())];
            for decision in decisions {
                let slot = u16::try_from(made.slots.len()).unwrap_or(u16::MAX);
                for (name, weight) in decision.iter().flat_map(|d| &d.weights) {
                    // A row names a concept that the standard may have lost since: it then adds nothing.
                    if let Some(feature) = names.feature(name) {
                        weights.entry(feature).or_default().push((slot, *weight));
                    }
                }
                made.slots.push(decision.map(|d| Slot {
                    base: d.base,
                    bar: d.bar,
                    decision: Decision { weights: Default::default(), ..d.clone() },
                }));
            }
        }
        for (place, (feature, list)) in (0u32..).zip(weights) {
            made.weights.push(list);
            match feature {
                Feature::Word(word) => made.words.get_mut(usize::from(word)).into_iter().for_each(|slot| *slot = Some(place)),
                feature => drop(made.places.insert(feature.key(), place)),
            }
        }
        made
    }

    /// The place of a feature among those that count.
    pub(super) fn place(&self, feature: Feature) -> Option<u32> {
        match feature {
            Feature::Word(word) => *self.words.get(usize::from(word))?,
            feature => self.places.get(&feature.key()).copied(),
        }
    }

    /// The log-odds of every slot for a window with the features at `places`, which are in order.
    pub(super) fn weigh(&self, places: &[u32], sums: &mut Vec<f64>) {
        sums.clear();
        sums.extend(self.slots.iter().map(|s| s.as_ref().map_or(f64::NEG_INFINITY, |s| s.base)));
        for &place in places {
            for &(slot, weight) in self.weights.get(place as usize).into_iter().flatten() {
                if let Some(sum) = sums.get_mut(usize::from(slot)) {
                    *sum += weight;
                }
            }
        }
    }

    /// Whether anything was learnt of a message, by its place.
    pub(super) fn knows(&self, message: usize) -> bool {
        self.slots.get(message * QUESTIONS).is_some_and(Option::is_some)
    }

    /// Whether anything was learnt of its denials.
    pub(super) fn knows_denials(&self, message: usize) -> bool {
        self.slots.get(slot_of(message, Question::Denied)).is_some_and(Option::is_some)
    }

    /// How far the log-odds of one answer stand above its bar; nothing where nothing was learnt of it.
    pub(super) fn answer(&self, sums: &[f64], message: usize, question: Question) -> Option<f64> {
        let at = slot_of(message, question);
        Some(sums.get(at)? - self.slots.get(at)?.as_ref()?.bar)
    }

    /// How often an answer at these log-odds is right, from 0 to 1; nothing where nothing was learnt of it.
    pub(super) fn certainty(&self, message: usize, question: Question, log_odds: f64) -> Option<f64> {
        Some(self.slots.get(slot_of(message, question))?.as_ref()?.decision.certainty(log_odds))
    }
}

/// The place of an answer among the sums.
pub(super) fn slot_of(message: usize, question: Question) -> usize {
    message * QUESTIONS
        + match question {
            Question::Carried => 0,
            Question::Whole => 1,
            Question::Denied => 2,
        }
}
