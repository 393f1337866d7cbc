//! What is kept of a document's passages to find copies of them in other documents.

use crate::{Anchor, DocumentIndex};
use borsh::{BorshDeserialize, BorshSerialize};

/// The passages of a document that are long enough to have been copied.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CopyFacts {
    /// In order of paragraph.
    pub passages: Vec<PassagePrint>,
}

/// A passage as a few numbers: enough to tell that another shares most of its words, and nothing that could be read.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct PassagePrint {
    /// Its paragraph, as in [`Anchor::paragraph`].
    pub paragraph: u32,
    /// A print of all its words: the same for the same words.
    pub whole: u64,
    /// The least prints of its runs of words, in ascending order, each once.
    pub prints: Vec<u32>,
}

/// A passage of a document of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PassageOf {
    /// Which document.
    pub document: DocumentIndex,
    /// Its paragraph.
    pub paragraph: u32,
}

/// Two passages of one origin that no longer say the same.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Drift {
    /// The documents; the first has the lower index.
    pub documents: [DocumentIndex; 2],
    /// The sentences that differ, side by side: where one has no counterpart, the other stands alone.
    pub differences: Vec<[Option<Anchor>; 2]>,
    /// Words that only one of them has, as they stand there, in order: `five`, `one`.
    pub words: [Vec<String>; 2],
    /// How many sentences they still have word for word alike.
    pub alike: usize,
}
