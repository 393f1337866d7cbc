//! Reads what sentences mean.
//!
//! [`Spoken`] says, once for a document, which concepts of the standard each sentence speaks of and how they stand there.
//! The readers beside it (messages, definitions, contexts and the rest) work from that and never search the text again.

mod acting;
mod additions;
mod assessment;
mod classifier;
mod concepts;
mod copying;
mod coverage;
pub(crate) mod cues;
mod definitions;
mod facets;
mod features;
pub mod framing;
mod messages;
mod priorities;
mod provisions;
mod quoting;
mod sections;
mod shows;
mod windows;

pub use additions::hold_additions;
pub use concepts::{ConceptIndex, Hit, SentenceSpeaks, Spoken, Stands};
pub use facets::{FacetHit, Named};
pub use features::{Feature, FeatureNames, Item};
pub use windows::Window;

pub(crate) use definitions::age_limits;

use crate::{
    Prepared,
    language::LanguageReader,
    phrase::{Tokens, Vocabulary},
};
use acting::Acting;
use concepts::ConceptFinder;
use concordat_register::{
    Entry,
    citation::CitationFacts,
    meaning::MeaningFacts,
    meeting::MeetingFacts,
    route::{RouteFacts, Step, by_hand::HandRow},
};
use concordat_standard::Standard;
use coverage::CoverageReader;
use framing::FramingReader;
use messages::MessageReader;
use provisions::ProvisionReader;
use std::collections::BTreeMap;

/// Reads what sentences mean.
#[derive(Debug)]
pub struct MeaningReader {
    /// Every word that some reader looks for, so that a passage is cut into words once for all of them.
    vocabulary: Vocabulary,
    finder: ConceptFinder,
    messages: MessageReader,
    coverage: CoverageReader,
    acting: Acting,
    framing: FramingReader,
    provisions: ProvisionReader,
}

impl MeaningReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        Self::with_words(standard, &standard.model.words)
    }

    /// The same, that cuts passages into words for `language` too.
    pub(crate) fn beside(standard: &Standard, language: &LanguageReader) -> Self {
        Self::made(standard, &standard.model.words, language.vocabulary().clone())
    }

    /// The same with other plain words than those of the model: for training. Each has a name and the forms taken for it.
    #[must_use]
    pub fn with_words(standard: &Standard, words: &BTreeMap<String, Vec<String>>) -> Self {
        Self::made(standard, words, Vocabulary::default())
    }

    fn made(standard: &Standard, words: &BTreeMap<String, Vec<String>>, mut vocabulary: Vocabulary) -> Self {
        let forms: Vec<Vec<String>> = words.values().cloned().collect();
        let names: Vec<String> = words.keys().cloned().collect();
        Self {
            finder: ConceptFinder::new(standard, &forms, &mut vocabulary),
            messages: MessageReader::new(standard, &names),
            coverage: CoverageReader::new(standard),
            acting: Acting::new(standard),
            framing: FramingReader::new(standard),
            provisions: ProvisionReader::new(standard, &mut vocabulary),
            vocabulary,
        }
    }

    /// The stretches of a document that are read together.
    #[must_use]
    pub fn windows(&self, prepared: &Prepared<'_>, spoken: &Spoken) -> Vec<Window> {
        windows::windows(prepared, spoken)
    }

    /// What a window shows: its features, sorted, each once.
    #[must_use]
    pub fn features(&self, spoken: &Spoken, window: &Window) -> Vec<Feature> {
        let mut found = Vec::new();
        features::features(spoken, window, self.messages.messages(), &mut found);
        found
    }

    /// Which concepts the sentences of a document speak of.
    #[must_use]
    pub fn spoken(&self, prepared: &Prepared<'_>) -> Spoken {
        self.finder.spoken(prepared, &self.tokens(prepared))
    }

    /// The words of every passage.
    pub(crate) fn tokens(&self, prepared: &Prepared<'_>) -> Vec<Tokens> {
        prepared.passages.iter().map(|p| Tokens::new(p, &self.vocabulary)).collect()
    }

    /// The step that a row given by hand is.
    pub(crate) fn step_by_hand(&self, row: &HandRow, entry: &Entry) -> Step {
        self.provisions.routes().step_by_hand(row, entry, &self.vocabulary)
    }

    /// Reads of whom the remits of panels are.
    pub(crate) fn remits(&self, meetings: &mut MeetingFacts) {
        self.provisions.routes().remits(meetings, &self.vocabulary);
    }

    /// Reads one document: what it means, and the routes that it sets out.
    #[must_use]
    pub fn read(&self, prepared: &Prepared<'_>, entry: &Entry, citations: &CitationFacts) -> (MeaningFacts, RouteFacts) {
        self.read_words(prepared, self.tokens(prepared), entry, citations)
    }

    /// The same of a document whose passages are cut into `tokens` by [`Self::tokens`].
    pub(crate) fn read_words(
        &self,
        prepared: &Prepared<'_>,
        tokens: Vec<Tokens>,
        entry: &Entry,
        citations: &CitationFacts,
    ) -> (MeaningFacts, RouteFacts) {
        let mut spoken = self.finder.spoken(prepared, &tokens);
        let windows = self.windows(prepared, &spoken);
        let provisions = self.provisions.read(prepared, &tokens, entry, &citations.acronyms);
        drop(tokens);
        let messages = self.messages.read(prepared, &spoken, &windows);
        self.acting.mark(&mut spoken, prepared, &messages);
        let meaning = MeaningFacts {
            messages,
            harming: self.messages.harming(prepared, &spoken),
            coverage: self.coverage.read(prepared, &spoken, entry, citations),
            copying: copying::prints(prepared),
            framing: self.framing.read(prepared, &spoken),
            definitions: provisions.definitions,
            assessment: provisions.assessment,
            sections: provisions.sections,
            priorities: provisions.priorities,
        };
        (meaning, provisions.routes)
    }
}
