//! Law, statutory guidance, bodies and tools, with their editions and dates.

use crate::StandardError;
use serde::Deserialize;

/// Every dated instrument of the standard.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instruments {
    /// In the order of the file.
    #[serde(rename = "instrument", default)]
    pub instruments: Vec<Instrument>,
}

/// Which sort of instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstrumentKind {
    /// An Act, Regulations or another rule of law.
    Legislation,
    /// Statutory guidance.
    StatutoryGuidance,
    /// Other national guidance, strategies and advice.
    NationalGuidance,
    /// A body, team or role.
    Body,
    /// An assessment tool or form.
    Tool,
    /// A definition or category.
    Definition,
}

/// A law, guidance, body or tool.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its id.
    pub id: String,
    /// Its full title.
    pub title: String,
    /// Which sort.
    pub kind: InstrumentKind,
    /// How else it is named, as written; matched folded. An alias of capitals only is matched in capitals.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Its editions, oldest first. An Act has one.
    #[serde(rename = "edition", default)]
    pub editions: Vec<Edition>,
    /// Nations it is of.
    #[serde(default)]
    pub nations: Vec<String>,
    /// Whether an old document citing it is none the worse for it.
    #[serde(default)]
    pub valid_when_old: bool,
    /// What replaced the whole of it: an instrument's id, or words.
    pub replaced_by: Option<String>,
    /// Since when it has been replaced or gone, as `2019-09-29`, `2019-09` or `2019`.
    pub ended: Option<String>,
    /// What a citing document should change.
    pub advice: Option<String>,
    /// How the row is known.
    pub source: String,
    /// Whether the dates were checked against that source.
    #[serde(default)]
    pub verified: bool,
}

/// An edition of an instrument.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// When it was published, as `2018-07`.
    pub published: String,
    /// When it was replaced, as `2023-12-15`.
    pub superseded: Option<String>,
}

impl Instruments {
    /// Reads `instruments.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, or an unknown key.
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        toml::from_str(text).map_err(|e| StandardError::new("instruments.toml", e.to_string()))
    }
}
