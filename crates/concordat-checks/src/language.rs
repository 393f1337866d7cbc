//! `language/…`: discouraged terms in a document's own voice.

use crate::{Check, CheckPage};
use concordat_standard::Standard;

/// The checks of this family.
pub(crate) const CHECKS: &[&Check] = &[];

/// A page for each term of the standard.
pub(crate) fn pages(_standard: &Standard) -> Vec<CheckPage> {
    Vec::new()
}
