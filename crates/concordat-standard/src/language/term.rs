//! Discouraged terms: `terms.toml`.

use crate::StandardError;
use crate::pattern::{Lexicon, Pattern};
use serde::Deserialize;

/// A discouraged term.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its id; the check is `language/<id>`.
    pub id: String,
    /// Its name, as a page's heading.
    pub name: String,
    /// How it is written.
    pub patterns: Vec<Pattern>,
    /// Other ways, so common in harmless papers that they count only where harm is spoken of beside them.
    pub loose: Vec<Pattern>,
    /// Of whom it is discouraged.
    pub applies: AppliesTo,
    /// How surely it must be said of such a person.
    pub referent: ReferentNeed,
    /// Whether whoever stands before it is its subject, so that somebody at work counts as an adult.
    pub subject: bool,
    /// How much follows for a child.
    pub severity: Gravity,
    /// In what kind of writing: records, strategies, speech to a child; `any` for all.
    pub audience: String,
    /// Whether at least one guide was checked to say so.
    pub verified: bool,
    /// Why it is discouraged.
    pub why: String,
    /// The guides that discourage it, each with what it prefers.
    pub guides: Vec<Discouraged>,
    /// Guides and law that use or allow it.
    pub allow: Vec<Tolerated>,
    /// Patterns of which one of every list must stand in the sentence or the one before it.
    pub needs: Vec<Vec<Pattern>>,
    /// Patterns that show another sense.
    pub unless: Vec<Pattern>,
    /// Kinds of mention that this term is prone to besides those that hold for all.
    pub exempt: Vec<Exemption>,
    /// A wording that fits in its place in grammar whatever stands around it; none for nearly all.
    pub replacement: Option<String>,
    /// What else an editor should know.
    pub notes: Option<String>,
    /// Sentences that raise it.
    pub raised: Vec<String>,
    /// Sentences that do not.
    pub quiet: Vec<String>,
}

/// A guide that discourages a term.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Discouraged {
    /// The guide's id.
    pub id: String,
    /// The year from which it does so, where that is not its first.
    pub since: Option<i16>,
    /// What it prefers, where it says.
    pub prefer: Option<String>,
    /// Whether that was checked against the guide.
    #[serde(default = "yes")]
    pub verified: bool,
}

/// A guide or law that uses or allows a term.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tolerated {
    /// The guide's id.
    pub id: String,
    /// What it says.
    pub says: String,
}

/// Of whom a term is discouraged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AppliesTo {
    /// Of a child.
    Child,
    /// Of an adult.
    Adult,
    /// Of anybody.
    Any,
}

/// How surely a term must be said of a child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferentNeed {
    /// Assumed unless an adult is spoken of.
    Assumed,
    /// Assumed in a document about children.
    #[default]
    Default,
    /// A child must be named near, or a pronoun stand for one.
    Near,
}

/// How much follows for a child; the spelling is that of `audit.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gravity {
    /// A child may go unprotected.
    High,
    /// Staff will act differently.
    Medium,
    /// Little effect on what is done.
    Low,
    /// Worth knowing.
    Note,
}

/// A kind of mention that only some terms are prone to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exemption {
    /// Part of an offence, an Act or what a court does.
    Offence,
    /// Part of an official definition.
    Definition,
    /// Said only to look so.
    Appearance,
    /// Part of the document's own title.
    Title,
}

fn yes() -> bool {
    true
}

fn any() -> String {
    "any".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermsFile {
    #[serde(default)]
    term: Vec<TermRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TermRow {
    id: String,
    name: String,
    patterns: Vec<String>,
    #[serde(default)]
    loose: Vec<String>,
    applies: AppliesTo,
    #[serde(default)]
    referent: ReferentNeed,
    #[serde(default)]
    subject: bool,
    severity: Gravity,
    #[serde(default = "any")]
    audience: String,
    #[serde(default = "yes")]
    verified: bool,
    why: String,
    guides: Vec<Discouraged>,
    #[serde(default)]
    allow: Vec<Tolerated>,
    #[serde(default)]
    needs: Vec<Vec<String>>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    exempt: Vec<Exemption>,
    replacement: Option<String>,
    notes: Option<String>,
    raised: Vec<String>,
    quiet: Vec<String>,
}

pub(super) fn parse(text: &str, lexicon: &Lexicon) -> Result<Vec<Term>, StandardError> {
    let wrong = |message: String| StandardError::new("language/terms.toml", message);
    let file: TermsFile = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
    file.term.into_iter().map(|row| row.read(lexicon).map_err(wrong)).collect()
}

impl TermRow {
    fn read(self, lexicon: &Lexicon) -> Result<Term, String> {
        let all = |patterns: &[String]| -> Result<Vec<Pattern>, String> {
            patterns.iter().map(|p| lexicon.pattern(p).map_err(|e| format!("`{}`: {e}", self.id))).collect()
        };
        if self.raised.is_empty() || self.quiet.is_empty() || self.guides.is_empty() {
            return Err(format!("`{}` lacks a sentence that raises it, one that does not, or a guide", self.id));
        }
        Ok(Term {
            patterns: all(&self.patterns)?,
            loose: all(&self.loose)?,
            needs: self.needs.iter().map(|list| all(list)).collect::<Result<_, _>>()?,
            unless: all(&self.unless)?,
            id: self.id,
            name: self.name,
            applies: self.applies,
            referent: self.referent,
            subject: self.subject,
            severity: self.severity,
            audience: self.audience,
            verified: self.verified,
            why: self.why,
            guides: self.guides,
            allow: self.allow,
            exempt: self.exempt,
            replacement: self.replacement,
            notes: self.notes,
            raised: self.raised,
            quiet: self.quiet,
        })
    }
}
