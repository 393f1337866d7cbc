//! Words that do not make a copied passage say something else.

use crate::StandardError;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Words that do not make a copied passage say something else.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CopyingRules {
    /// Words that carry no meaning of their own, folded.
    pub small: BTreeSet<String>,
    /// What a document calls itself, folded.
    pub own_name: BTreeSet<String>,
}

impl CopyingRules {
    /// Reads `meaning/copying.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, or an unknown key.
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        toml::from_str(text).map_err(|e| StandardError::new("meaning/copying.toml", e.to_string()))
    }
}
