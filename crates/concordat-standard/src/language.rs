//! Discouraged terms, the guides that discourage them, and the words that show how a term is used.
//!
//! Four files: `guides.toml` says who publishes what; `terms.toml` has a row for each term with its patterns, its
//! reasons and its own tests; `scope.toml` holds the words by which a use is told from a mention; `wordings.toml` has what is said
//! in rival words, none of them wrong.

mod guide;
mod scope;
mod term;
mod wording;

pub use guide::Guide;

pub use scope::{Cue, CueKind, Scope};
pub use term::{AppliesTo, Discouraged, Exemption, Gravity, ReferentNeed, Term, Tolerated};
pub use wording::{Difference, Form, OfficialForm, Wording};

use crate::StandardError;
use std::collections::BTreeSet;

/// The language part of a standard.
#[derive(Debug, Clone, Default)]
pub struct Language {
    /// Guides, in the order of their file.
    pub guides: Vec<Guide>,
    /// Terms, in the order of their file.
    pub terms: Vec<Term>,
    /// The words that tell a use from a mention.
    pub scope: Scope,
    /// What is said in rival words, none of them wrong.
    pub wordings: Vec<Wording>,
}

const TERMS: &str = "language/terms.toml";

impl Language {
    /// Reads `language/guides.toml`, `language/terms.toml` and `language/scope.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, a pattern that does not parse, an id used twice, or a guide that is
    /// named by a term and not listed.
    pub fn parse(guides: &str, terms: &str, scope: &str) -> Result<Self, StandardError> {
        let guides = guide::parse(guides)?;
        let scope = scope::parse(scope)?;
        let terms = term::parse(terms, &scope.lexicon)?;
        let known: BTreeSet<&str> = guides.iter().map(|g| g.id.as_str()).collect();
        let mut ids = BTreeSet::new();
        for term in &terms {
            if !ids.insert(term.id.as_str()) {
                return Err(StandardError::new(TERMS, format!("`{}` stands twice", term.id)));
            }
            let named = term.guides.iter().map(|g| &g.id).chain(term.allow.iter().map(|g| &g.id));
            for id in named {
                if !known.contains(id.as_str()) {
                    return Err(StandardError::new(TERMS, format!("`{}` names the guide `{id}`, which is not listed", term.id)));
                }
            }
        }
        Ok(Self { guides, terms, scope, wordings: Vec::new() })
    }

    /// With the rows of `language/wordings.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, an id or a spelling that stands twice, or an official form that is none.
    pub fn with_wordings(self, text: &str) -> Result<Self, StandardError> {
        Ok(Self { wordings: wording::parse(text)?, ..self })
    }

    /// What is said in rival words, by its id.
    #[must_use]
    pub fn wording(&self, id: &str) -> Option<&Wording> {
        self.wordings.iter().find(|w| w.id == id)
    }

    /// A guide by its id.
    #[must_use]
    pub fn guide(&self, id: &str) -> Option<&Guide> {
        self.guides.iter().find(|g| g.id == id)
    }

    /// A term by its id.
    #[must_use]
    pub fn term(&self, id: &str) -> Option<&Term> {
        self.terms.iter().find(|t| t.id == id)
    }
}
