//! Weighs the features of a window by what was learnt from labelled passages.

use super::features::{Feature, FeatureNames};
use concordat_standard::{Standard, model::Decision};
use std::collections::HashMap;

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
    /// For each feature but words, what it adds to which slot. Looked up, never listed.
    weights: HashMap<Feature, Vec<(u16, f64)>>,
    /// The same for each plain word, by its place.
    words: Vec<Vec<(u16, f64)>>,
    /// For each slot its decision; none where nothing was learnt.
    slots: Vec<Option<Slot>>,
}

#[derive(Debug)]
struct Slot {
    base: f64,
    bar: f64,
    decision: Decision,
}

impl Classifier {
    /// `words` are the names of the plain words, in the reader's order.
    pub(super) fn new(standard: &Standard, words: &[String]) -> Self {
        let names = FeatureNames::new(standard, words);
        let mut made = Self { words: vec![Vec::new(); words.len()], ..Self::default() };
        for message in &standard.messages.messages {
            let learnt = standard.model.messages.get(&message.id);
            let decisions = [learnt.map(|m| &m.carried), learnt.and_then(|m| m.whole.as_ref()), learnt.and_then(|m| m.denied.as_ref())];
            for decision in decisions {
                let slot = u16::try_from(made.slots.len()).unwrap_or(u16::MAX);
                for (name, weight) in decision.iter().flat_map(|d| &d.weights) {
                    // A row names a concept that the standard may have lost since: it then adds nothing.
                    let list = match names.feature(name) {
                        Some(Feature::Word(word)) => made.words.get_mut(usize::from(word)),
                        Some(feature) => Some(made.weights.entry(feature).or_default()),
                        None => None,
                    };
                    if let Some(list) = list {
                        list.push((slot, *weight));
                    }
                }
                made.slots.push(decision.map(|d| Slot {
                    base: d.base,
                    bar: d.bar,
                    decision: Decision { weights: Default::default(), ..d.clone() },
                }));
            }
        }
        made
    }

    /// The log-odds of every slot for a window with `features`.
    pub(super) fn weigh(&self, features: &[Feature], sums: &mut Vec<f64>) {
        sums.clear();
        sums.extend(self.slots.iter().map(|s| s.as_ref().map_or(f64::NEG_INFINITY, |s| s.base)));
        for feature in features {
            let list = match feature {
                Feature::Word(word) => self.words.get(usize::from(*word)),
                feature => self.weights.get(feature),
            };
            for &(slot, weight) in list.into_iter().flatten() {
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

    /// The log-odds of one answer, by how far it stands above its bar, and how often such an answer is right; nothing
    /// where nothing was learnt of it.
    pub(super) fn answer(&self, sums: &[f64], message: usize, question: Question) -> Option<(f64, f64)> {
        let at = slot_of(message, question);
        let (slot, sum) = (self.slots.get(at)?.as_ref()?, sums.get(at)?);
        Some((sum - slot.bar, slot.decision.certainty(*sum)))
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
