//! Finds what dates a document.

use crate::Prepared;
use concordat_register::{Entry, currency::CurrencyFacts};
use concordat_standard::Standard;

/// Finds what dates a document.
#[derive(Debug)]
pub struct CurrencyReader {}

impl CurrencyReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(_standard: &Standard) -> Self {
        Self {}
    }

    /// Reads one document.
    #[must_use]
    pub fn read(&self, _prepared: &Prepared<'_>, _entry: &Entry) -> CurrencyFacts {
        CurrencyFacts::default()
    }
}
