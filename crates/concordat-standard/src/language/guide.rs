//! Published guides to language.

use crate::StandardError;
use serde::Deserialize;

/// A guide to language: who publishes it and when.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Its id, as a site names it in `concordat.toml`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// When, as its editions are known: `2017, 2018, 2022`.
    pub years: String,
    /// What it is about.
    pub scope: String,
    /// Where it was read.
    pub source: String,
    /// Whose law and practice it stands under.
    pub nation: String,
    /// Whether its date and publisher were checked against its source.
    pub verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GuidesFile {
    #[serde(default)]
    guide: Vec<Guide>,
}

pub(super) fn parse(text: &str) -> Result<Vec<Guide>, StandardError> {
    let file: GuidesFile = toml::from_str(text).map_err(|e| StandardError::new("language/guides.toml", e.to_string()))?;
    Ok(file.guide)
}

impl Guide {
    /// Publisher, title and years, as a reference is written.
    #[must_use]
    pub fn cited(&self) -> String {
        format!("{}, {} ({})", self.publisher, self.title, self.years)
    }
}
