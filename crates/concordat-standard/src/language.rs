//! Discouraged terms, the guides that discourage them, and the words that show how a term is used.

use crate::StandardError;
use serde::Deserialize;

/// The language part of a standard.
#[derive(Debug, Clone, Default)]
pub struct Language {
    /// Terms.
    pub terms: Vec<Term>,
}

/// A discouraged term.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// Its id; the check is `language/<id>`.
    pub id: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsFile {
    #[serde(default)]
    term: Vec<Term>,
}

impl Language {
    /// Reads `language/guides.toml`, `language/terms.toml` and `language/scope.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, or an unknown key.
    pub fn parse(_guides: &str, terms: &str, _scope: &str) -> Result<Self, StandardError> {
        let file: TermsFile = toml::from_str(terms).map_err(|e| StandardError::new("language/terms.toml", e.to_string()))?;
        Ok(Self { terms: file.term })
    }
}
