//! What dates a document: law, guidance, bodies and tools it names, its review date, drafts it relies on, counts.

use crate::{Anchor, PartialDate};
use borsh::{BorshDeserialize, BorshSerialize};

/// What dates a document.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub struct CurrencyFacts {
    /// Instruments, bodies and tools of the standard, as named.
    pub instruments: Vec<InstrumentMention>,
    /// What it says of its own review.
    pub reviews: Vec<ReviewStatement>,
    /// What it says of its own or another document's standing as a draft.
    pub standings: Vec<Standing>,
    /// Counts in prose and the lists they introduce.
    pub counts: Vec<CountClaim>,
    /// Bodies or teams that this document says have ceased, with what took over.
    pub ended: Vec<EndedBody>,
    /// Teams, panels and other bodies it names with capitals; the first few places of each name.
    pub bodies: Vec<BodyMention>,
    /// Protective markings of the old scheme that stand alone on a line; where there is none, the one that the register read.
    pub markings: Vec<MarkingMention>,
}

/// An instrument, body or tool of the standard, named in a document.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct InstrumentMention {
    /// Its id in the standard.
    pub instrument: String,
    /// The edition cited, where one is.
    pub edition: Option<PartialDate>,
    /// Where, and the words.
    pub anchor: Anchor,
    /// Whether it is named as past: replaced, formerly, then called.
    pub historic: bool,
}

/// A statement of when the document is to be reviewed.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ReviewStatement {
    /// When.
    pub due: PartialDate,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// Whose standing, and how it is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, BorshSerialize, BorshDeserialize)]
pub enum StandingKind {
    /// The document says that it is a draft, or not agreed.
    SelfDraft,
    /// The document says that it has no effect until it is approved.
    SelfNoEffect,
    /// The document, a draft, asks people to work to it.
    SelfInUse,
    /// The document says that another one is in force or followed; the citation is in the anchor's words.
    OtherInForce,
}

/// What a document says of the standing of itself or of another.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Standing {
    /// Which.
    pub kind: StandingKind,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// A count claimed in prose, and how many the list after it has.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CountClaim {
    /// The count claimed.
    pub claimed: u32,
    /// How many items the list has.
    pub listed: u32,
    /// Where the count stands.
    pub anchor: Anchor,
    /// Where the list begins.
    pub list: Anchor,
}

/// A body that a document says has ceased.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct EndedBody {
    /// Its name, made comparable.
    pub name: String,
    /// What took over, as named.
    pub successor: Option<String>,
    /// Where this is said.
    pub anchor: Anchor,
}

/// A team, panel or other body named in a document.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct BodyMention {
    /// Its name, made comparable as [`EndedBody::name`].
    pub name: String,
    /// Where, and the words.
    pub anchor: Anchor,
    /// Whether somebody is sent there or told to ring, write or refer to it.
    pub route: bool,
}

/// A protective marking of the old scheme.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct MarkingMention {
    /// The marking, folded.
    pub words: String,
    /// Where.
    pub anchor: Anchor,
}
