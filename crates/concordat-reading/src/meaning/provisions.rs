//! Reads what documents provide: what they mean by their terms, how they assess, and which sections they have.
//!
//! The readers of these things share one vocabulary, so that a passage is cut into words once for all of them.

use super::definitions::{self, DefinitionReader};
use crate::Prepared;
use crate::phrase::{Tokens, Vocabulary};
use concordat_register::meaning::DefinitionReading;
use concordat_standard::Standard;

/// What a document provides.
#[derive(Debug, Default)]
pub(super) struct Provisions {
    pub(super) definitions: Vec<DefinitionReading>,
}

/// Reads what documents provide.
#[derive(Debug)]
pub(super) struct ProvisionReader {
    vocabulary: Vocabulary,
    definitions: DefinitionReader,
}

impl ProvisionReader {
    pub(super) fn new(standard: &Standard) -> Self {
        let mut vocabulary = Vocabulary::default();
        let definitions = DefinitionReader::new(standard, &mut vocabulary);
        Self { vocabulary, definitions }
    }

    pub(super) fn read(&self, prepared: &Prepared<'_>) -> Provisions {
        let mut definitions = definitions::Scan::default();
        for passage in &prepared.passages {
            let tokens = Tokens::new(passage, &self.vocabulary);
            self.definitions.read(&mut definitions, prepared, passage, &tokens);
        }
        Provisions { definitions: self.definitions.finish(definitions) }
    }
}
