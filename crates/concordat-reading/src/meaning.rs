//! Reads what sentences mean.
//!
//! [`Spoken`] says, once for a document, which concepts of the standard each sentence speaks of and how they stand there.
//! The readers beside it (messages, definitions, contexts and the rest) work from that and never search the text again.

mod concepts;
mod copying;
mod coverage;
mod facets;
mod messages;

pub use concepts::{ConceptIndex, Hit, SentenceSpeaks, Spoken, Stands};
pub use facets::{FacetHit, Named};

use crate::Prepared;
use concepts::ConceptFinder;
use concordat_register::{Entry, citation::CitationFacts, meaning::MeaningFacts};
use concordat_standard::Standard;
use coverage::CoverageReader;
use messages::MessageReader;

/// Reads what sentences mean.
#[derive(Debug)]
pub struct MeaningReader {
    finder: ConceptFinder,
    messages: MessageReader,
    coverage: CoverageReader,
}

impl MeaningReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        Self { finder: ConceptFinder::new(standard), messages: MessageReader::new(standard), coverage: CoverageReader::new(standard) }
    }

    /// Which concepts the sentences of a document speak of.
    #[must_use]
    pub fn spoken(&self, prepared: &Prepared<'_>) -> Spoken {
        self.finder.spoken(prepared)
    }

    /// Reads one document.
    #[must_use]
    pub fn read(&self, prepared: &Prepared<'_>, _entry: &Entry, citations: &CitationFacts) -> MeaningFacts {
        let spoken = self.spoken(prepared);
        MeaningFacts {
            messages: self.messages.read(prepared, &spoken),
            coverage: self.coverage.read(prepared, &spoken, citations),
            copying: copying::prints(prepared),
        }
    }
}
