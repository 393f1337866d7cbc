//! What a document means: the messages its sentences carry, definitions, assessment, contexts, sectors, copied passages.

pub mod copying;
mod coverage;

pub use coverage::{CoverageFacts, Depth, FacetCoverage, FacetReading, Point, Said, Sentence, Side, ThemeCoverage, ToldName};
mod assessment;
mod definitions;
pub mod framing;
mod priorities;
mod sections;

pub use assessment::{AssessmentFacts, LevelReading, ToolForce, ToolReading};
pub use definitions::{DefinitionReading, Features};
pub use priorities::PriorityReading;
pub use sections::SectionReading;

use crate::Anchor;
use borsh::{BorshDeserialize, BorshSerialize};

/// What a document means.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub struct MeaningFacts {
    /// Sentences that carry or deny a message of the standard: in its order, the surest few of each position first.
    pub messages: Vec<MessageReading>,
    /// The first sentences that speak of a child or young person who harms: such a document owes messages about them.
    pub harming: Vec<Anchor>,
    /// What is kept to find copied passages.
    pub copying: copying::CopyFacts,
    /// How far it deals with contexts and engages sectors.
    pub coverage: CoverageFacts,
    /// How it speaks of the people it is about, by referent and way in the order of the standard.
    pub framing: Vec<framing::FramingReading>,
    /// What it means by the concepts of its themes, in reading order.
    pub definitions: Vec<DefinitionReading>,
    /// How it assesses.
    pub assessment: AssessmentFacts,
    /// Sections that are expected of it, as far as it deals with their matter.
    pub sections: Vec<SectionReading>,
    /// What it sets out to do, in reading order, as far as it says so under a heading or in a sentence for it.
    pub priorities: Vec<PriorityReading>,
}

/// How a sentence or a document stands to a message. The spelling is that of `audit.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Position {
    /// It says so.
    Asserts,
    /// It says part of it.
    Partly,
    /// It says nothing of it.
    Silent,
    /// It says the opposite.
    Contradicts,
}

/// A sentence that carries or denies a message.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct MessageReading {
    /// The message's id in the standard.
    pub message: String,
    /// How it stands to it; never [`Position::Silent`].
    pub position: Position,
    /// How sure the reader is, in hundredths: of passages read with this certainty, so many in a hundred are right.
    pub certainty: u8,
    /// Where, and the words.
    pub anchor: Anchor,
}

impl Position {
    /// Every position, in order.
    pub const ALL: &'static [Self] = &[Self::Asserts, Self::Partly, Self::Silent, Self::Contradicts];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Partly => "partly",
            Self::Silent => "silent",
            Self::Contradicts => "contradicts",
        }
    }
}
