//! Resolves citations against the register.

use concordat_register::{DocumentFacts, citation::Reference};
use concordat_standard::Standard;

/// Every citation of every document, resolved, in order of document and place.
#[must_use]
pub fn resolve(_documents: &[DocumentFacts], _standard: &Standard) -> Vec<Reference> {
    Vec::new()
}
