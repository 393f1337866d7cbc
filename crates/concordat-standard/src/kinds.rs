//! Kinds of document, the labels of document control, and the words that tell a body or post from a person.

use crate::StandardError;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What `kinds.toml` holds. Every word is folded: lower case, straight quotation marks.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kinds {
    /// Kinds, in the order they are tried. One kind may have several rows.
    #[serde(rename = "kind")]
    pub kinds: Vec<KindRow>,
    /// Labels of document control, by the field they fill: `review` has `next review`.
    pub labels: BTreeMap<String, Vec<String>>,
    /// Words that show what is and is not a title.
    pub titles: TitleWords,
    /// Words that tell a body or post from a person.
    pub owners: OwnerWords,
    /// Cues of nations.
    #[serde(rename = "nation")]
    pub nations: Vec<NationRow>,
}

/// A kind of document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRow {
    /// The kind, as `audit.json` spells it.
    pub id: String,
    /// Words that say it in a title, a file name or after "this".
    pub words: Vec<String>,
    /// Words after which the noun only describes another.
    #[serde(default)]
    pub not_before: Vec<String>,
    /// Whether it wins over any other kind named in the same title.
    #[serde(default)]
    pub decides: bool,
}

/// Words that show what is and is not a title.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleWords {
    /// Headings and lines that are no title.
    pub generic: Vec<String>,
    /// File properties that say nothing.
    pub empty_properties: Vec<String>,
    /// Words at the end of a line that show that it goes on.
    pub open_ends: Vec<String>,
    /// Words at the start of a line that show that it goes on from the one before.
    pub open_starts: Vec<String>,
    /// What panels and groups are called: the last word of a name beside which "Terms of reference" are theirs.
    pub panels: Vec<String>,
}

/// Words that tell a body or post from a person.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnerWords {
    /// Words of a body.
    pub bodies: Vec<String>,
    /// Words of a post.
    pub posts: Vec<String>,
    /// Words that describe a post and are no part of a name.
    pub describing: Vec<String>,
    /// Titles before a person's name.
    pub honorifics: Vec<String>,
    /// Given names common in England.
    pub given_names: Vec<String>,
}

/// Cues of one nation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NationRow {
    /// The nation, as `concordat.toml` spells it.
    pub id: String,
    /// Cues that count three.
    pub strong: Vec<String>,
    /// Cues that count one.
    pub cues: Vec<String>,
}

impl Kinds {
    /// Reads `kinds.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, or a kind or nation that there is not.
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        let kinds: Self = toml::from_str(text).map_err(|e| StandardError::new("kinds.toml", e.to_string()))?;
        if let Some(row) = kinds.kinds.iter().find(|row| concordat_register::Kind::from_word(&row.id).is_none()) {
            return Err(StandardError::new("kinds.toml", format!("unknown document kind `{}`", row.id)));
        }
        if let Some(row) = kinds.nations.iter().find(|row| concordat_register::Nation::from_word(&row.id).is_none()) {
            return Err(StandardError::new("kinds.toml", format!("unknown nation `{}`", row.id)));
        }
        Ok(kinds)
    }
}
