//! How documents may speak of the same people: referents, and the ways of speaking of each.

use crate::{StandardError, concepts::Concepts};
use serde::{Deserialize, de::IgnoredAny};

/// Those whom documents speak of in more than one way.
#[derive(Debug, Clone, Default)]
pub struct Framing {
    /// In the order they are shown.
    pub referents: Vec<Referent>,
}

/// People whom documents speak of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Referent {
    /// Its id, such as `child-who-harms`.
    pub id: String,
    /// Who they are, in plain words.
    pub name: String,
    /// Concepts that mean them, by id; none where only the ways below say who is meant.
    pub concepts: Vec<String>,
    /// Concepts that only name them, by id: a concordance finds these too.
    #[serde(default)]
    pub wordings: Vec<String>,
    /// Who says that the way of speaking matters: publisher, title, year.
    pub source: String,
    /// The ways of speaking of them, in the order they are shown; where two claim the same words, the first has them.
    #[serde(rename = "way")]
    pub ways: Vec<Way>,
}

/// A way of speaking of some people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// Its id, such as `offender`.
    pub id: String,
    /// What it makes of them, in plain words.
    pub name: String,
    /// Concepts whose words carry it, by id.
    #[serde(default)]
    pub concepts: Vec<String>,
    /// Whether it takes every wording of the referent that no other way claims.
    #[serde(default)]
    pub rest: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FramingFile {
    #[serde(default, rename = "referent")]
    referents: Vec<Referent>,
    #[serde(default, rename = "groups")]
    _groups: IgnoredAny,
    #[serde(default, rename = "concept")]
    _concepts: IgnoredAny,
}

const FILE: &str = "meaning/framing.toml";

impl Framing {
    /// Reads `meaning/framing.toml`, whose concepts `concepts` already holds.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, or a concept that is not listed.
    pub fn parse(text: &str, concepts: &Concepts) -> Result<Self, StandardError> {
        let file: FramingFile = toml::from_str(text).map_err(|e| StandardError::new(FILE, e.to_string()))?;
        for referent in &file.referents {
            let named = referent.concepts.iter().chain(&referent.wordings).chain(referent.ways.iter().flat_map(|w| &w.concepts));
            if let Some(id) = named.into_iter().find(|id| concepts.index(id).is_none()) {
                return Err(StandardError::new(FILE, format!("`{}` names the concept `{id}`, which is not listed", referent.id)));
            }
        }
        Ok(Self { referents: file.referents })
    }
}
