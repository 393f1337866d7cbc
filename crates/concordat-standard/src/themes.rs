//! Themes, with the words they are known by.

use crate::StandardError;
use serde::Deserialize;

/// Every theme of the standard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Themes {
    /// Themes, in the order they are shown.
    #[serde(rename = "theme")]
    pub themes: Vec<ThemeRow>,
}

/// A theme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThemeRow {
    /// Its id in `audit.json`, such as `cse`.
    pub id: String,
    /// Its name as the sector says it.
    pub name: String,
    /// Names and acronyms that mean the theme wherever they stand, folded: `child sexual exploitation`, `cse`.
    pub names: Vec<String>,
    /// Words that speak of it without naming it, folded.
    #[serde(default)]
    pub cues: Vec<String>,
    /// Letters that mean the theme only when written in capitals, as written: `DA`.
    #[serde(default)]
    pub acronyms: Vec<String>,
    /// Phrases in which a name or cue is an ordinary word, folded; they are passed over.
    #[serde(default)]
    pub ordinary: Vec<String>,
}

impl Themes {
    /// Reads `themes.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, or a row without id, name or names.
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        toml::from_str(text).map_err(|e| StandardError::new("themes.toml", e.to_string()))
    }
}
