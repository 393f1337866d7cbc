//! Which documents should point to which, and the words of citing.

use crate::StandardError;
use serde::Deserialize;

/// The reference part of a standard.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceRules {}

impl ReferenceRules {
    /// Reads `references.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, or an unknown key.
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        toml::from_str(text).map_err(|e| StandardError::new("references.toml", e.to_string()))
    }
}
