//! Concepts: what a sentence may speak of, each with the rival wordings that mean it.
//!
//! Concepts are the thesaurus that messages, contexts, sectors and definitions are read with. A row lists patterns; its
//! own sentences are its tests.

use crate::{
    StandardError,
    pattern::{Lexicon, Pattern},
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Every concept of a standard.
#[derive(Debug, Clone, Default)]
pub struct Concepts {
    /// In the order of their files.
    pub concepts: Vec<Concept>,
    /// The groups and verbs that their patterns draw on.
    pub lexicon: Lexicon,
}

/// Something a sentence may speak of.
#[derive(Debug, Clone)]
pub struct Concept {
    /// Its id, such as `child-who-harms`.
    pub id: String,
    /// What it is, in plain words.
    pub name: String,
    /// What sort of thing it is, which says what a denial or another's voice does to it.
    pub nature: Nature,
    /// How it is written.
    pub patterns: Vec<Pattern>,
    /// Patterns that show that something else is meant where they cover a match.
    pub unless: Vec<Pattern>,
    /// Whether messages are learnt from it and weighed by it. Rows that only say what a sentence is not to be quoted for are not.
    pub weighed: bool,
    /// Sentences in which it stands.
    pub met: Vec<String>,
    /// Sentences in which it does not, though they may look so.
    pub not_met: Vec<String>,
}

/// What sort of thing a concept is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nature {
    /// Something done or said of somebody: a denial reaches it.
    #[default]
    Said,
    /// A place, a body or a thing: it is there even where something is denied of it.
    Thing,
    /// People: as a thing, and a pronoun after them stands for them.
    People,
    /// What some hold and a document may reject: also denied where it is held up as wrong, and not the document's own
    /// where others say it.
    Claim,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptFile {
    /// Groups of words that the patterns of this file and of those after it draw on, besides those of
    /// `language/scope.toml`.
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    verbs: BTreeMap<String, String>,
    #[serde(default, rename = "concept")]
    concepts: Vec<ConceptRow>,
    /// Read by [`crate::framing`].
    #[serde(default, rename = "referent")]
    _referents: serde::de::IgnoredAny,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConceptRow {
    pub(crate) id: String,
    name: String,
    #[serde(default)]
    pub(crate) nature: Nature,
    patterns: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default = "yes")]
    weighed: bool,
    #[serde(default)]
    pub(crate) met: Vec<String>,
    #[serde(default)]
    not_met: Vec<String>,
}

fn yes() -> bool {
    true
}

impl ConceptRow {
    /// The concept that the row writes; else what is wrong with a pattern of it.
    pub(crate) fn concept(self, lexicon: &Lexicon) -> Result<Concept, String> {
        let all = |patterns: &[String]| -> Result<Vec<Pattern>, String> {
            patterns.iter().map(|p| lexicon.pattern(p).map_err(|e| format!("`{}`: {e}", self.id))).collect()
        };
        let (patterns, unless) = (all(&self.patterns)?, all(&self.unless)?);
        let Self { id, name, nature, weighed, met, not_met, .. } = self;
        Ok(Concept { id, name, nature, patterns, unless, weighed, met, not_met })
    }
}

impl Concepts {
    /// Reads files of concepts; `lexicon` gives the groups and irregular verbs that all of them may use.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, a pattern that does not parse, or an id used twice.
    pub fn parse(files: &[(&'static str, &str)], lexicon: &Lexicon) -> Result<Self, StandardError> {
        let mut concepts = Vec::new();
        let mut ids = BTreeSet::new();
        let mut own = lexicon.clone();
        for (file, text) in files {
            let wrong = |message: String| StandardError::new(file, message);
            let read: ConceptFile = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
            own.extend(read.groups, read.verbs);
            for row in read.concepts {
                if !ids.insert(row.id.clone()) {
                    return Err(wrong(format!("`{}` stands twice", row.id)));
                }
                concepts.push(row.concept(&own).map_err(wrong)?);
            }
        }
        Ok(Self { concepts, lexicon: own })
    }

    /// The place of a concept in [`Concepts::concepts`], by its id.
    #[must_use]
    pub fn index(&self, id: &str) -> Option<usize> {
        self.concepts.iter().position(|c| c.id == id)
    }
}
