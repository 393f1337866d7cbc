//! What is expected as a section of its own.

use crate::{
    StandardError,
    pattern::{Lexicon, Pattern},
};
use serde::Deserialize;

/// Sections that documents are expected to have.
#[derive(Debug, Clone, Default)]
pub struct Sections {
    /// In the order of the file.
    pub sections: Vec<Section>,
}

/// A section that some documents are expected to have.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its id.
    pub id: String,
    /// What it is about, as "young people of 16 and 17".
    pub name: String,
    /// Themes of the documents that owe it.
    pub themes: Vec<String>,
    /// Kinds of the documents that owe it, as `audit.json` spells them.
    pub kinds: Vec<String>,
    /// Headings that make it one.
    pub heading: Vec<Pattern>,
    /// Headings that only look so.
    pub not_heading: Vec<Pattern>,
    /// Sentences that deal with its matter.
    pub matter: Vec<Pattern>,
    /// That it is dealt with by provisions for others.
    pub read_into: Vec<Pattern>,
    /// That another document deals with it.
    pub elsewhere: Vec<Pattern>,
    /// Whether it is only missed where its matter is dealt with by provisions for others.
    pub only_read_into: bool,
    /// Why it is expected.
    pub why: String,
    /// What to do.
    pub suggestion: String,
    /// Publisher, title, year.
    pub source: String,
    /// Whether that was checked.
    pub verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    section: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    name: String,
    themes: Vec<String>,
    kinds: Vec<String>,
    heading: Vec<String>,
    #[serde(default)]
    not_heading: Vec<String>,
    matter: Vec<String>,
    #[serde(default)]
    read_into: Vec<String>,
    #[serde(default)]
    elsewhere: Vec<String>,
    #[serde(default)]
    only_read_into: bool,
    why: String,
    suggestion: String,
    source: String,
    verified: bool,
}

const FILE: &str = "meaning/sections.toml";

impl Sections {
    /// Reads `meaning/sections.toml`; `lexicon` gives groups and irregular verbs.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, or a pattern that does not parse.
    pub fn parse(text: &str, lexicon: &Lexicon) -> Result<Self, StandardError> {
        let file: File = toml::from_str(text).map_err(|e| StandardError::new(FILE, e.to_string()))?;
        let read = |written: &[String]| -> Result<Vec<Pattern>, StandardError> {
            written.iter().map(|p| lexicon.pattern(p).map_err(|e| StandardError::new(FILE, e))).collect()
        };
        let mut made = Self::default();
        for row in file.section {
            made.sections.push(Section {
                heading: read(&row.heading)?,
                not_heading: read(&row.not_heading)?,
                matter: read(&row.matter)?,
                read_into: read(&row.read_into)?,
                elsewhere: read(&row.elsewhere)?,
                only_read_into: row.only_read_into,
                id: row.id,
                name: row.name,
                themes: row.themes,
                kinds: row.kinds,
                why: row.why,
                suggestion: row.suggestion,
                source: row.source,
                verified: row.verified,
            });
        }
        Ok(made)
    }
}
