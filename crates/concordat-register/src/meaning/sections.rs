//! Sections that are expected of a document, and where it deals with their matter.

use crate::Anchor;
use borsh::{BorshDeserialize, BorshSerialize};

/// How a document deals with the matter of an expected section.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct SectionReading {
    /// The section's id in the standard.
    pub section: String,
    /// Whether it has a section of its own.
    pub own: bool,
    /// Whether it says that another document deals with it.
    pub elsewhere: bool,
    /// Where it is dealt with by provisions for others.
    pub read_into: Option<Anchor>,
    /// Where it is dealt with otherwise, one place a heading.
    pub scattered: Vec<Anchor>,
}
