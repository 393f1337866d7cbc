//! Finds what dates a document.

mod edition;
pub(crate) mod instruments;

use crate::Prepared;
use concordat_register::{Entry, currency::CurrencyFacts};
use concordat_standard::Standard;
use instruments::InstrumentMatcher;

/// Finds what dates a document.
#[derive(Debug)]
pub struct CurrencyReader {
    matcher: InstrumentMatcher,
}

impl CurrencyReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        Self { matcher: InstrumentMatcher::new(&standard.instruments) }
    }

    /// Reads one document.
    #[must_use]
    pub fn read(&self, prepared: &Prepared<'_>, _entry: &Entry) -> CurrencyFacts {
        let _ = prepared.passages.iter().map(|p| self.matcher.find(p).len()).sum::<usize>();
        CurrencyFacts::default()
    }
}
