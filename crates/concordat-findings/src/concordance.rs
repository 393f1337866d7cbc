//! A concordance: the words that were looked for, each in its place and context.

use concordat_register::{Anchor, Problem};

/// Every place in which some words stand, document by document.
#[derive(Debug, Clone, Default)]
pub struct Concordance {
    /// What was looked for, in words.
    pub sought: String,
    /// Whether every wording of a referent or concept was looked for, rather than a phrase as it was typed.
    pub meant: bool,
    /// The documents in which it stands, by path.
    pub documents: Vec<Concorded>,
    /// How many documents were read.
    pub read: usize,
    /// Files that could not be read: path and problem.
    pub unread: Vec<(String, Problem)>,
}

/// The places of one document.
#[derive(Debug, Clone)]
pub struct Concorded {
    /// Its title.
    pub title: String,
    /// Its path relative to the folder.
    pub file: String,
    /// The places, in reading order.
    pub lines: Vec<ConcordanceLine>,
}

/// One place.
#[derive(Debug, Clone)]
pub struct ConcordanceLine {
    /// Where, and the words in their context.
    pub anchor: Anchor,
    /// The headings they stand under, outermost first.
    pub headings: Vec<String>,
    /// What the words make of those they speak of, where the standard says.
    pub way: Option<String>,
}

impl Concordance {
    /// How many places there are.
    #[must_use]
    pub fn places(&self) -> usize {
        self.documents.iter().map(|d| d.lines.len()).sum()
    }
}
