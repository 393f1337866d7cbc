//! Finds what a document cites.

use crate::Prepared;
use concordat_register::{Entry, citation::CitationFacts};
use concordat_standard::Standard;

/// Finds what a document cites.
#[derive(Debug)]
pub struct CitationReader {}

impl CitationReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(_standard: &Standard) -> Self {
        Self {}
    }

    /// Reads one document.
    #[must_use]
    pub fn read(&self, _prepared: &Prepared<'_>, _entry: &Entry) -> CitationFacts {
        CitationFacts::default()
    }
}
