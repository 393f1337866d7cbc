//! Passages to facts: references, uses of terms, dates, and what a document is.
//!
//! [`Reader`] is made once from a standard and reads any number of documents, on any number of threads. Everything it
//! needs of a passage (folded text, sentences, quotations) is prepared once, in [`Prepared`].

pub mod citations;
pub mod concordance;
pub mod copying;
pub mod currency;
pub mod language;
pub mod map;
pub mod meaning;
pub mod meetings;
mod naming;
mod phrase;
mod prepared;
pub mod resolve;
mod routes;
mod series;
mod wording;

pub use prepared::{Prepared, PreparedPassage};

use aho_corasick::AhoCorasickKind;
use concordat_register::{
    Correction, Document, DocumentFacts, Entry,
    route::{Step, by_hand::HandRow},
};
use concordat_standard::Standard;
use std::sync::Arc;

/// Reads documents against one standard.
#[derive(Debug)]
pub struct Reader {
    map: map::MapReader,
    citations: citations::CitationReader,
    language: language::LanguageReader,
    currency: currency::CurrencyReader,
    meaning: Arc<meaning::MeaningReader>,
    meetings: meetings::MeetingReader,
    wording: wording::WordingReader,
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

/// How much a reader is made to read. What it reads is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Load {
    /// A few documents: soon made.
    Few,
    /// Many documents: each is read faster, for which tables are worked out first that take as long as ten documents do.
    #[default]
    Many,
}

impl Load {
    /// How automata are laid out for it.
    fn automaton(self) -> AhoCorasickKind {
        match self {
            Self::Few => AhoCorasickKind::ContiguousNFA,
            Self::Many => AhoCorasickKind::DFA,
        }
    }
}

impl Reader {
    /// A reader for `standard`. Costs a few milliseconds: make one and keep it.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        Self::for_load(standard, Load::default())
    }

    /// A reader for `standard` that is to read a few documents or many.
    #[must_use]
    pub fn for_load(standard: &Standard, load: Load) -> Self {
        let language = language::LanguageReader::new(standard);
        let meaning = Arc::new(meaning::MeaningReader::beside(standard, &language));
        Self {
            meetings: meetings::MeetingReader::new(standard, Arc::clone(&meaning)),
            meaning,
            map: map::MapReader::for_load(standard, load),
            citations: citations::CitationReader::for_load(standard, load),
            language,
            currency: currency::CurrencyReader::for_load(standard, load),
            wording: wording::WordingReader::for_load(standard, load),
        }
    }

    /// What a document is: its title, kind, themes, dates and standing. Nothing else of it is read.
    #[must_use]
    pub fn entry(&self, prepared: &Prepared<'_>, source: &Source) -> Entry {
        self.map.read(prepared, source)
    }

    /// What reads panels and groups: for spreadsheets, which are no documents.
    #[must_use]
    pub fn meetings(&self) -> &meetings::MeetingReader {
        &self.meetings
    }

    /// The step that a row given by hand is: its words are read as those of a document are, and what the row says outright holds.
    /// It stands nowhere yet, and follows upon nothing.
    #[must_use]
    pub fn step_by_hand(&self, row: &HandRow, entry: &Entry) -> Step {
        self.meaning.step_by_hand(row, entry)
    }

    /// Everything read in one document.
    #[must_use]
    pub fn read(&self, document: &Document, source: &Source) -> DocumentFacts {
        let prepared = Prepared::new(document);
        let entry = self.map.read(&prepared, source);
        let citations = self.citations.read(&prepared, &entry);
        // Cut once into words for these two.
        let tokens = self.meaning.tokens(&prepared);
        let mut language = self.language.read_words(&prepared, &tokens);
        language.wordings = self.wording.read(&prepared, &citations);
        let currency = self.currency.read(&prepared, &entry);
        let (meaning, routes) = self.meaning.read_words(&prepared, tokens, &entry, &citations);
        let mut meetings = self.meetings.read(&prepared, &entry);
        self.meaning.remits(&mut meetings);
        let headings = document.headings.clone();
        DocumentFacts { entry, headings, citations, language, currency, meaning, meetings, routes, problems: Vec::new() }
    }
}
