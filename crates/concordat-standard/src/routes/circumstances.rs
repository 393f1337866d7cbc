//! What only some cases have, what some cases turn on, and how a young person who harms is met.

use super::{Cue, CueIn, File};
use crate::{StandardError, pattern::Pattern};
use serde::Deserialize;
use std::collections::BTreeSet;

/// What `routes/circumstances.toml` holds.
#[derive(Debug, Clone)]
pub struct Circumstances {
    /// What only some cases have.
    pub circumstances: Vec<Circumstance>,
    /// What some cases turn on.
    pub turns: Vec<Turn>,
    /// A young person who harms is dealt with as an adult or as an offender.
    pub as_adult: Cue,
    /// They are met as a child.
    pub as_child: Cue,
}

/// What only some cases have.
#[derive(Debug, Clone)]
pub struct Circumstance {
    /// Its id.
    pub id: String,
    /// As it follows "if": "somebody disagrees".
    pub name: String,
    /// Whether it comes out only on the way, so that a step for it is given under its condition.
    pub open: bool,
    /// How it is written.
    pub terms: Vec<Pattern>,
    /// Words that say it.
    pub examples: Vec<String>,
    /// Words that do not.
    pub not: Vec<String>,
}

/// What some cases turn on.
#[derive(Debug, Clone)]
pub struct Turn {
    /// Its id.
    pub id: String,
    /// As it follows "speaks of".
    pub name: String,
    /// How it is written.
    pub terms: Vec<Pattern>,
    /// Words that speak of it.
    pub examples: Vec<String>,
    /// Words that do not.
    pub not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    circumstance: Vec<RowIn>,
    turn: Vec<RowIn>,
    as_adult: CueIn,
    as_child: CueIn,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RowIn {
    id: String,
    name: String,
    #[serde(default)]
    open: bool,
    terms: Vec<String>,
    examples: Vec<String>,
    not: Vec<String>,
}

impl Circumstances {
    pub(super) fn parse(text: &str, file: &File<'_>) -> Result<Self, StandardError> {
        let rows: Rows = file.read(text)?;
        for of_kind in [&rows.circumstance, &rows.turn] {
            let mut seen = BTreeSet::new();
            if let Some(row) = of_kind.iter().find(|row| !seen.insert(&row.id)) {
                return Err(file.wrong(format!("`{}` stands twice", row.id)));
            }
        }
        let circumstance = |row: RowIn| {
            let terms = file.patterns(&row.terms)?;
            Ok(Circumstance { id: row.id, name: row.name, open: row.open, terms, examples: row.examples, not: row.not })
        };
        let turn = |row: RowIn| {
            let terms = file.patterns(&row.terms)?;
            Ok(Turn { id: row.id, name: row.name, terms, examples: row.examples, not: row.not })
        };
        Ok(Self {
            circumstances: rows.circumstance.into_iter().map(circumstance).collect::<Result<_, StandardError>>()?,
            turns: rows.turn.into_iter().map(turn).collect::<Result<_, StandardError>>()?,
            as_adult: file.cue(rows.as_adult)?,
            as_child: file.cue(rows.as_child)?,
        })
    }

    /// What only some cases have, by its id.
    #[must_use]
    pub fn circumstance(&self, id: &str) -> Option<&Circumstance> {
        self.circumstances.iter().find(|c| c.id == id)
    }

    /// What some cases turn on, by its id.
    #[must_use]
    pub fn turn(&self, id: &str) -> Option<&Turn> {
        self.turns.iter().find(|t| t.id == id)
    }
}
