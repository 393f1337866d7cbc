//! How far a document deals with contexts and engages sectors.

use crate::Anchor;
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_text::Text;

/// How far a document deals with contexts and engages sectors.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CoverageFacts {
    /// Contexts, in the order of the standard.
    pub contexts: Vec<FacetReading>,
    /// Sectors, in the order of the standard.
    pub sectors: Vec<FacetReading>,
}

/// A context or sector as a document deals with it.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct FacetReading {
    /// Its id in the standard.
    pub id: Text,
    /// How far the document goes.
    pub depth: Depth,
    /// In which lights it is considered, each once, in order.
    pub sides: Vec<Side>,
    /// The words that show it best. Where it is absent: words that show why it matters there, if any do.
    pub evidence: Vec<Anchor>,
}

/// How far a document deals with a context, or engages a sector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Depth {
    /// It is nowhere.
    Absent,
    /// It is named.
    Named,
    /// It is spoken of as a source of risk, strength or vulnerability, or the sector is given a role.
    Considered,
    /// Something is to be done about it, or the sector has a task.
    ActedOn,
}

/// The light in which a context is considered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Side {
    /// Harm comes from there.
    Risk,
    /// Safety comes from there.
    Strength,
    /// What is there makes harm likelier.
    Vulnerability,
}

impl Depth {
    /// Every depth, in order.
    pub const ALL: &'static [Self] = &[Self::Absent, Self::Named, Self::Considered, Self::ActedOn];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Absent => "absent",
            Self::Named => "named",
            Self::Considered => "considered",
            Self::ActedOn => "acted-on",
        }
    }
}
