//! What one sentence hands on to the next: people whom a pronoun stands for, and the lead-in that items of a list share.

use super::ConceptIndex;
use crate::{
    PreparedPassage,
    phrase::{Tokens, Vocabulary},
};
use concordat_register::PassageKind;

/// Sentences over which a pronoun may still stand for people.
const SENTENCES: u8 = 2;

/// People and denials handed on from what went before.
#[derive(Debug, Default)]
pub(super) struct Carried {
    people: Vec<ConceptIndex>,
    /// Sentences since they were named.
    age: u8,
    /// The lead-in of the list that may follow: whom it speaks of, and whether it denies what follows.
    lead: Option<(Vec<ConceptIndex>, bool)>,
    /// Whether the passage is an item of a list with a lead-in, and whether that denies it.
    item: Option<bool>,
}

impl Carried {
    /// Begins a passage.
    pub(super) fn enter(&mut self, kind: PassageKind) {
        self.item = None;
        match kind {
            PassageKind::ListItem { .. } => {
                if let Some((people, denied)) = &self.lead {
                    (self.people, self.age) = (people.clone(), 0);
                    self.item = Some(*denied);
                }
            }
            PassageKind::Paragraph => {}
            _ => self.people.clear(),
        }
    }

    /// Ends a passage; `denies` says whether its words deny what follows them.
    pub(super) fn leave(&mut self, passage: &PreparedPassage<'_>, denies: impl FnOnce() -> bool) {
        match passage.passage.kind {
            PassageKind::ListItem { .. } => {}
            PassageKind::Paragraph => {
                let leads = !passage.text.trim_end().ends_with(['.', '!', '?']);
                self.lead = leads.then(|| (self.people.clone(), denies()));
            }
            _ => self.lead = None,
        }
    }

    /// Whether a lead-in denies the sentence that begins with word `first` of its passage.
    pub(super) fn denied_at(&self, first: usize) -> bool {
        first == 0 && self.item == Some(true)
    }

    /// Takes note of the people that a sentence names.
    pub(super) fn set(&mut self, people: impl Iterator<Item = ConceptIndex>) {
        self.people.clear();
        self.people.extend(people);
        self.people.sort_unstable();
        self.people.dedup();
        self.age = 0;
    }

    /// The words of a sentence that stand for the people handed on: its `pronoun`, or where it opens an item whose lead-in
    /// names them, its first word. None where nobody is handed on.
    pub(super) fn place(&mut self, pronoun: impl FnOnce() -> Option<(usize, usize)>, first: usize) -> Option<(usize, usize)> {
        if self.people.is_empty() {
            return None;
        }
        if self.age >= SENTENCES {
            self.people.clear();
            return None;
        }
        self.age += 1;
        pronoun().or_else(|| (first == 0 && self.item.is_some()).then_some((0, 1)))
    }

    /// The people handed on.
    pub(super) fn people(&self) -> &[ConceptIndex] {
        &self.people
    }
}

/// The words that stand for people named before.
#[derive(Debug)]
pub(super) struct Pronouns {
    alone: Vec<bool>,
    pointing: Vec<bool>,
    young: Vec<bool>,
    child: Vec<bool>,
}

impl Pronouns {
    pub(super) fn new(vocabulary: &mut Vocabulary) -> Self {
        let mut marks = |words: &[&str]| vocabulary.marks(words.iter().copied());
        Self {
            alone: marks(&[
                "they",
                "he",
                "she",
                "them",
                "him",
                "her",
                "their",
                "his",
                "theirs",
                "themselves",
                "himself",
                "herself",
                "both",
                "neither",
                "each",
                "either",
            ]),
            pointing: marks(&["the", "that", "this", "these", "those", "such"]),
            young: marks(&["young"]),
            child: marks(&[
                "child", "children", "person", "people", "boy", "boys", "girl", "girls", "pupil", "pupils", "teenager", "student",
            ]),
        }
    }

    /// The first of them in a sentence: "they", "such young people".
    pub(super) fn find(&self, tokens: &Tokens, (from, to): (usize, usize)) -> Option<(usize, usize)> {
        let is = |marks: &[bool], at: usize| marks.get(tokens.word(at).0 as usize).copied().unwrap_or(false);
        (from..to).find_map(|at| {
            if is(&self.alone, at) {
                return Some((at, at + 1));
            }
            let head = if is(&self.young, at + 1) { at + 2 } else { at + 1 };
            (is(&self.pointing, at) && head < to && is(&self.child, head)).then_some((at, head + 1))
        })
    }
}
