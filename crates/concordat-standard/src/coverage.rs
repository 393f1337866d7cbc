//! Contexts and sectors: where harm happens and is prevented, and whose agencies have a part in it.
//!
//! Both are [`Facet`]s of a document. A row lists the many names of a facet and the look-alikes that are none, says which themes
//! and kinds of document owe it and why, and carries sentences that are its tests and stand on its page.

use crate::{
    StandardError,
    pattern::{Lexicon, Pattern},
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// Purposes at most.
const MOST_PURPOSES: usize = 16;

/// The contexts or the sectors of a standard.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// In the order they are shown.
    pub facets: Vec<Facet>,
    /// Words beside a facet that show how far the document goes with it.
    pub cues: Vec<(Cue, Pattern)>,
    /// Words of a title or an owner by which a document is one organisation's own, which owes no facet. Folded.
    pub own: Vec<String>,
    /// Words in a heading or at a table's head by which each row says what the agency at its front is to do. Folded.
    pub duties: Vec<String>,
    /// With fewer facets of this sort than so many, a document is of another scope and owes none.
    pub least: usize,
    /// What agencies are engaged for, in the order they are shown. Contexts have none.
    pub purposes: Vec<Purpose>,
}

/// What an agency is engaged for.
#[derive(Debug, Clone)]
pub struct Purpose {
    /// Its id in `audit.json`, such as `share-information`.
    pub id: String,
    /// One word for it, for tables: "inform".
    pub word: String,
    /// What the agency is to do: "share information".
    pub name: String,
    /// Words beside an agency's name that show it.
    pub patterns: Vec<Pattern>,
    /// Sentences that engage the police, say, for it: its tests.
    pub examples: Vec<PurposeExample>,
}

/// A sentence and which agency it engages for a purpose.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PurposeExample {
    /// The sentence, our own words.
    pub text: String,
    /// Ids of the sectors it engages for the purpose; other sectors in it are not.
    pub sectors: Vec<String>,
}

/// What words beside a facet show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cue {
    /// Harm comes from there.
    Risk,
    /// Safety comes from there.
    Strength,
    /// What is there makes harm likelier.
    Vulnerability,
    /// Something is done there or with it.
    Action,
    /// Before an agency: somebody does something with it.
    Role,
    /// After an agency: it does something.
    Task,
}

/// A context or a sector.
#[derive(Debug, Clone)]
pub struct Facet {
    /// Its id in `audit.json`, such as `public-places`.
    pub id: String,
    /// Its name, for tables.
    pub name: String,
    /// Its name within a sentence: "friends and peers".
    pub called: String,
    /// Its names.
    pub patterns: Vec<Pattern>,
    /// Names that count only where they begin with a capital and so does the word before them: "the Fernhill Project".
    pub proper: Vec<Pattern>,
    /// Names that count only where a passage is nothing else, or begins with them before a colon or dash: "Health".
    pub alone: Vec<Pattern>,
    /// What covers a name and means something else.
    pub unless: Vec<Pattern>,
    /// Wordings that name it and show that something is done about it.
    pub action: Vec<Pattern>,
    /// Words which, in a document without it, show why it matters there, the most telling first.
    pub matters: Vec<Pattern>,
    /// Of a sector: whether the front door belongs to it, under whatever name an area gives that.
    pub door: bool,
    /// Of a sector: whether its organisations bear names that tell nothing, so that what one document of an area calls one of them is one
    /// wherever it is named.
    pub by_name: bool,
    /// Why a document owes it, to complete a finding.
    pub why: String,
    /// What to write, for the finding.
    pub suggestion: String,
    /// Who says so: publisher, title, year.
    pub source: String,
    /// Whether the source was read and says so.
    pub verified: bool,
    /// Which documents owe it.
    pub owed: Vec<Owed>,
    /// Sentences and how far each goes: its tests and part of its page.
    pub examples: Vec<FacetExample>,
    /// Sentences that do not name it though they may look so.
    pub not_met: Vec<String>,
}

/// Documents that owe a facet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Owed {
    /// One of the document's main themes; none means any theme.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Kinds of document, as `audit.json` spells them.
    pub kinds: Vec<String>,
    /// Only where the document has words that show why it matters.
    #[serde(default)]
    pub shown: bool,
    /// How grave its absence is: `high`, `medium`, `low`, `note`.
    pub severity: String,
}

/// A sentence and how far it goes with a facet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FacetExample {
    /// The sentence, our own words.
    pub text: String,
    /// `named`, `considered` or `acted-on`, as `audit.json` spells them.
    pub depth: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FacetFile {
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    verbs: BTreeMap<String, String>,
    least: usize,
    #[serde(default)]
    own: Vec<String>,
    #[serde(default)]
    duties: Vec<String>,
    #[serde(default, rename = "cue")]
    cues: Vec<CueRow>,
    #[serde(default, rename = "purpose")]
    purposes: Vec<PurposeRow>,
    #[serde(default, rename = "context", alias = "sector")]
    facets: Vec<FacetRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PurposeRow {
    id: String,
    word: String,
    name: String,
    patterns: Vec<String>,
    #[serde(rename = "example")]
    examples: Vec<PurposeExample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueRow {
    kind: Cue,
    patterns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FacetRow {
    id: String,
    name: String,
    called: String,
    patterns: Vec<String>,
    #[serde(default)]
    proper: Vec<String>,
    #[serde(default)]
    alone: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    action: Vec<String>,
    #[serde(default)]
    matters: Vec<String>,
    #[serde(default)]
    door: bool,
    #[serde(default)]
    by_name: bool,
    why: String,
    suggestion: String,
    source: String,
    verified: bool,
    #[serde(default)]
    owed: Vec<Owed>,
    #[serde(default, rename = "example")]
    examples: Vec<FacetExample>,
    #[serde(default)]
    not_met: Vec<String>,
}

impl Facets {
    /// Reads `meaning/contexts.toml` or `meaning/sectors.toml`; `lexicon` gives the groups and irregular verbs that all files may use.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, a pattern that does not parse, or an id used twice.
    pub fn parse(file: &'static str, text: &str, lexicon: &Lexicon) -> Result<Self, StandardError> {
        let wrong = |message: String| StandardError::new(file, message);
        let read: FacetFile = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
        let mut own = lexicon.clone();
        own.extend(read.groups, read.verbs);
        let all = |at: &str, patterns: &[String]| -> Result<Vec<Pattern>, StandardError> {
            patterns.iter().map(|p| own.pattern(p).map_err(|e| wrong(format!("`{at}`: {e}")))).collect()
        };
        let mut ids = BTreeSet::new();
        let mut facets = Vec::new();
        for row in read.facets {
            if !ids.insert(row.id.clone()) {
                return Err(wrong(format!("`{}` stands twice", row.id)));
            }
            facets.push(Facet {
                patterns: all(&row.id, &row.patterns)?,
                proper: all(&row.id, &row.proper)?,
                alone: all(&row.id, &row.alone)?,
                unless: all(&row.id, &row.unless)?,
                action: all(&row.id, &row.action)?,
                matters: all(&row.id, &row.matters)?,
                door: row.door,
                by_name: row.by_name,
                id: row.id,
                name: row.name,
                called: row.called,
                why: row.why,
                suggestion: row.suggestion,
                source: row.source,
                verified: row.verified,
                owed: row.owed,
                examples: row.examples,
                not_met: row.not_met,
            });
        }
        let mut cues = Vec::new();
        for row in read.cues {
            cues.extend(all("cue", &row.patterns)?.into_iter().map(|pattern| (row.kind, pattern)));
        }
        let mut purposes: Vec<Purpose> = Vec::new();
        for row in read.purposes {
            // Readers keep the purposes of a sentence as the bits of one number.
            if purposes.len() == MOST_PURPOSES || purposes.iter().any(|p| p.id == row.id) {
                return Err(wrong(format!("`{}` stands twice, or is one purpose more than {MOST_PURPOSES}", row.id)));
            }
            purposes.push(Purpose {
                patterns: all(&row.id, &row.patterns)?,
                id: row.id,
                word: row.word,
                name: row.name,
                examples: row.examples,
            });
        }
        Ok(Self { facets, cues, own: read.own, duties: read.duties, least: read.least, purposes })
    }
}
