//! The site's `concordat.toml`.

use concordat_checks::Options;
use concordat_ingest::Limits;
use concordat_register::{Correction, Date, Entry};
use concordat_standard::Standard;
use std::collections::BTreeMap;

/// What a site's `concordat.toml` comes to.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The site's name.
    pub name: Option<String>,
    /// The day to judge at.
    pub as_at: Option<Date>,
    /// What it says of documents, by path.
    pub corrections: BTreeMap<String, Correction>,
    /// Guides adopted and checks turned off.
    pub options: Options,
    /// What one document may cost.
    pub limits: Limits,
    /// Paths left out: a file, a folder ending in `/`, or a pattern with stars.
    pub ignore: Vec<String>,
}

/// What is wrong with a `concordat.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError {
    /// Where and what: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Settings {
    /// Reads a `concordat.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key or a value that is none, each with its line.
    pub fn parse(_text: &str, _standard: &Standard) -> Result<Self, SettingsError> {
        Ok(Self::default())
    }
}

/// The register as a table for a terminal of `width` characters.
#[must_use]
pub fn register_table(_entries: &[Entry], _width: usize) -> String {
    String::new()
}

/// The text of a `concordat.toml` with every inference as a commented line; what `existing` says is kept byte for byte.
#[must_use]
pub fn write_settings(existing: Option<&str>, _name: &str, _entries: &[Entry]) -> String {
    existing.unwrap_or_default().to_owned()
}
