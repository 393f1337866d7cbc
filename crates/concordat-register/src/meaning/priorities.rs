//! What a document says it sets out to do.

use crate::Anchor;
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_text::Text;

/// A sentence or item in which a document states a priority, an aim or a commitment of its own.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct PriorityReading {
    /// What it is about, by ids of the standard, in its order; empty where the standard has no word for it.
    pub subjects: Vec<Text>,
    /// Where, and the words.
    pub anchor: Anchor,
}
