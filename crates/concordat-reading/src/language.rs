//! Finds discouraged terms and tells use from mention.

use crate::Prepared;
use concordat_register::{Entry, language::LanguageFacts};
use concordat_standard::Standard;

/// Finds discouraged terms and tells use from mention.
#[derive(Debug)]
pub struct LanguageReader {}

impl LanguageReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(_standard: &Standard) -> Self {
        Self {}
    }

    /// Reads one document.
    #[must_use]
    pub fn read(&self, _prepared: &Prepared<'_>, _entry: &Entry) -> LanguageFacts {
        LanguageFacts::default()
    }
}
