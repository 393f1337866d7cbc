//! Definitions as they were read.

use crate::Anchor;
use borsh::{BorshDeserialize, BorshSerialize};

/// A document's definition of a concept, read into features that can be compared.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct DefinitionReading {
    /// The concept's id in the standard.
    pub concept: String,
    /// Where, and the words.
    pub anchor: Anchor,
    /// What it says.
    pub features: Features,
    /// The official definition whose words it has, or that it says it follows.
    pub follows: Option<String>,
    /// Whether the text says why it is as it is, or that another use is apart from it.
    pub explained: bool,
}

/// What a definition says, as far as it can be compared.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Features {
    /// Lowest age that it covers, in years.
    pub least: Option<u8>,
    /// Highest age that it covers, in years: 17 for "under 18".
    pub most: Option<u8>,
    /// Values it gives, as feature and value, in order.
    pub values: Vec<(String, String)>,
    /// Numbers it gives, as feature and number, in order.
    pub counts: Vec<(String, u16)>,
}

impl Features {
    /// Whether there is anything to compare.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
