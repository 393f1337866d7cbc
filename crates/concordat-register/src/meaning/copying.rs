//! What is kept of a document's passages to find copies of them in other documents.

use crate::{Anchor, DocumentIndex};
use borsh::{BorshDeserialize, BorshSerialize};

/// The passages of a document that are long enough to have been copied.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CopyFacts {
    /// In order of paragraph: the paragraph, the print of all its words, and where its least prints end.
    #[borsh(deserialize_with = "crate::facts::listed")]
    passages: Vec<(u32, u64, u32)>,
    /// The least prints of all passages, one after the other.
    #[borsh(deserialize_with = "crate::facts::listed")]
    prints: Vec<u32>,
}

/// A passage as a few numbers: enough to tell that another shares most of its words, and nothing that could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassagePrint<'p> {
    /// Its paragraph, as in [`Anchor::paragraph`].
    pub paragraph: u32,
    /// A print of all its words: the same for the same words.
    pub whole: u64,
    /// The least prints of its runs of words, in ascending order, each once.
    pub prints: &'p [u32],
}

impl CopyFacts {
    /// Adds a passage that stands after all others.
    pub fn push(&mut self, passage: PassagePrint<'_>) {
        self.prints.extend_from_slice(passage.prints);
        // A document of four thousand million prints is beyond any that is read.
        let end = u32::try_from(self.prints.len()).unwrap_or(u32::MAX);
        self.passages.push((passage.paragraph, passage.whole, end));
    }

    /// The passages in order of paragraph.
    pub fn passages(&self) -> impl Iterator<Item = PassagePrint<'_>> {
        let mut start = 0;
        self.passages.iter().map(move |&(paragraph, whole, end)| {
            let prints = self.prints.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            PassagePrint { paragraph, whole, prints }
        })
    }

    /// Gives back room that was taken for more.
    pub fn shrink(&mut self) {
        self.passages.shrink_to_fit();
        self.prints.shrink_to_fit();
    }
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
