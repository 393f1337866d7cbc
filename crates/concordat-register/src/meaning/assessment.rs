//! How a document assesses: what it puts at which level, and the tools it has used.

use crate::Anchor;
use borsh::{BorshDeserialize, BorshSerialize};

/// How a document assesses.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub struct AssessmentFacts {
    /// What it puts at which level, or sends on or keeps, in reading order.
    pub levels: Vec<LevelReading>,
    /// The tools it has used, in reading order.
    pub tools: Vec<ToolReading>,
    /// Whether its levels are a scale of its own.
    pub own_scale: bool,
    /// The highest level it names.
    pub highest: u8,
}

/// A concern that is put at a level, or sent on to children's social care, or kept from it.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct LevelReading {
    /// The concern's id in the standard.
    pub concern: String,
    /// Its grades, by id, in order; none where the concern as a whole is meant.
    pub grades: Vec<String>,
    /// Whether it is only of children at risk of it.
    pub at_risk: bool,
    /// Whether every case is meant, however slight.
    pub every: bool,
    /// Youngest age it is said of.
    pub least: Option<u8>,
    /// Oldest age it is said of.
    pub most: Option<u8>,
    /// What the levels are called: `level`, `tier`, `stage`; empty where none is named.
    pub scale: String,
    /// The levels it may be at; none where none is named.
    pub levels: Vec<u8>,
    /// Whether it goes to children's social care, where the text says.
    pub referred: Option<bool>,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// A tool that a document has used.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ToolReading {
    /// The tool's id in the standard; none for a local one.
    pub tool: Option<String>,
    /// Its name, folded, with acronyms of concerns spelt out.
    pub name: String,
    /// The concern's id in the standard.
    pub concern: String,
    /// How it is told to be used.
    pub force: ToolForce,
    /// Whether it only screens.
    pub screens: bool,
    /// Youngest age it is for.
    pub least: Option<u8>,
    /// Oldest age it is for.
    pub most: Option<u8>,
    /// Whether the text tells that it is used with those under 18.
    pub young: bool,
    /// Whether the text tells it apart from another.
    pub told_apart: bool,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// How a tool is told to be used, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum ToolForce {
    /// It is used.
    Used,
    /// It must be used, or for every case.
    Required,
    /// It is the one for its purpose.
    TheOne,
    /// No other may be used.
    Only,
}
