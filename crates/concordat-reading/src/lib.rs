//! Passages to facts: references, uses of terms, dates, and what a document is.
//!
//! [`Reader`] is made once from a standard and reads any number of documents, on any number of threads. Everything it
//! needs of a passage (folded text, sentences, quotations) is prepared once, in [`Prepared`].

pub mod citations;
pub mod copying;
pub mod currency;
pub mod language;
pub mod map;
pub mod meaning;
mod naming;
mod phrase;
mod prepared;
pub mod resolve;

pub use prepared::{Prepared, PreparedPassage};

use concordat_register::{Correction, Document, DocumentFacts};
use concordat_standard::Standard;

/// Reads documents against one standard.
#[derive(Debug)]
pub struct Reader {
    map: map::MapReader,
    citations: citations::CitationReader,
    language: language::LanguageReader,
    currency: currency::CurrencyReader,
    meaning: meaning::MeaningReader,
}

/// What is known of a document besides its bytes.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Its path relative to the site, with forward slashes.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// What `concordat.toml` says of it.
    pub correction: Correction,
}

impl Reader {
    /// A reader for `standard`. Costs a few milliseconds: make one and keep it.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        Self {
            map: map::MapReader::new(standard),
            citations: citations::CitationReader::new(standard),
            language: language::LanguageReader::new(standard),
            currency: currency::CurrencyReader::new(standard),
            meaning: meaning::MeaningReader::new(standard),
        }
    }

    /// Everything read in one document.
    #[must_use]
    pub fn read(&self, document: &Document, source: &Source) -> DocumentFacts {
        let prepared = Prepared::new(document);
        let entry = self.map.read(&prepared, source);
        let citations = self.citations.read(&prepared, &entry);
        let language = self.language.read(&prepared, &entry);
        let currency = self.currency.read(&prepared, &entry);
        let meaning = self.meaning.read(&prepared, &entry);
        DocumentFacts { entry, headings: document.headings.clone(), citations, language, currency, meaning, problems: Vec::new() }
    }
}
