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
    /// Words are of those who harm.
    pub of_harm: Cue,
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
    /// Concerns whose cases all have it.
    pub of: Vec<String>,
    /// Every young person is younger than this.
    pub under: Option<u8>,
    /// One of the young people harms.
    pub harms: bool,
    /// Of cases of `of`: whether it is so once a missing child is back, or while they are not.
    pub back: Option<bool>,
    /// Whether all of a passage that opens with it is of it.
    pub passage: bool,
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
    circumstance: Vec<CircumstanceIn>,
    turn: Vec<TurnIn>,
    of_harm: CueIn,
    as_adult: CueIn,
    as_child: CueIn,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CircumstanceIn {
    id: String,
    name: String,
    #[serde(default)]
    open: bool,
    #[serde(default)]
    of: Vec<String>,
    under: Option<u8>,
    #[serde(default)]
    harms: bool,
    back: Option<bool>,
    #[serde(default)]
    passage: bool,
    terms: Vec<String>,
    examples: Vec<String>,
    not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TurnIn {
    id: String,
    name: String,
    terms: Vec<String>,
    examples: Vec<String>,
    not: Vec<String>,
}

impl Circumstances {
    pub(super) fn parse(text: &str, file: &File<'_>) -> Result<Self, StandardError> {
        let rows: Rows = file.read(text)?;
        let circumstances = rows.circumstance.iter().map(|row| &row.id).collect();
        for ids in [circumstances, rows.turn.iter().map(|row| &row.id).collect::<Vec<_>>()] {
            let mut seen = BTreeSet::new();
            if let Some(id) = ids.into_iter().find(|id| !seen.insert(*id)) {
                return Err(file.wrong(format!("`{id}` stands twice")));
            }
        }
        let circumstance = |row: CircumstanceIn| {
            let terms = file.patterns(&row.terms)?;
            let CircumstanceIn { id, name, open, of, under, harms, back, passage, examples, not, .. } = row;
            Ok(Circumstance { id, name, open, of, under, harms, back, passage, terms, examples, not })
        };
        let turn = |row: TurnIn| {
            let terms = file.patterns(&row.terms)?;
            Ok(Turn { id: row.id, name: row.name, terms, examples: row.examples, not: row.not })
        };
        Ok(Self {
            circumstances: rows.circumstance.into_iter().map(circumstance).collect::<Result<_, StandardError>>()?,
            turns: rows.turn.into_iter().map(turn).collect::<Result<_, StandardError>>()?,
            of_harm: file.cue(rows.of_harm)?,
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
