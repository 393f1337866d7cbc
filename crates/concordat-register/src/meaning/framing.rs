//! How a document speaks of the people it is about.

use crate::Anchor;
use borsh::{BorshDeserialize, BorshSerialize};

/// How often a document speaks of some people in one way.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct FramingReading {
    /// The people's id in the standard.
    pub referent: String,
    /// The way's id in the standard.
    pub way: String,
    /// How often, in the document's own voice.
    pub count: u32,
    /// Words it uses, those used most first, with how often; at most five.
    pub terms: Vec<(String, u32)>,
    /// The places, at most twelve: different words first, in reading order.
    pub anchors: Vec<Anchor>,
}
