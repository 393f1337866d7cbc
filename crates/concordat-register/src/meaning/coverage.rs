//! How far a document deals with contexts and engages sectors.

use crate::{Anchor, Theme};
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_text::{CharSpan, Quote, Text};

/// How far a document deals with contexts and engages sectors.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct CoverageFacts {
    /// Contexts, in the order of the standard.
    pub contexts: Vec<FacetReading>,
    /// Sectors, in the order of the standard.
    pub sectors: Vec<FacetReading>,
    /// The same for each theme it deals with, in the order of its entry; one without a theme where it has none.
    pub themes: Vec<ThemeCoverage>,
    /// The sentences that `themes` rests on, in no order.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub sentences: Vec<Sentence>,
    /// Organisations that it says are of a sector whose names tell nothing: "Haven, a local charity".
    pub told: Vec<ToldName>,
    /// Where it has such a sector nowhere: the names in capitals that it uses, each at its first place.
    pub names: Vec<Anchor>,
}

/// An organisation and the sector that a document says it is of.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ToldName {
    /// The sector, by its id.
    pub sector: Text,
    /// The name, folded.
    pub name: Text,
}

/// A sentence, or the words that matter in a long one. Less than an [`Anchor`], because every document has many.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Sentence {
    /// The words.
    pub exact: Text,
    /// The nearest number: the passage's own, else its heading's.
    pub section: Option<Text>,
    /// The page, counted from 1.
    pub page: Option<u32>,
    /// The page's number as printed, where it is known and differs from the count.
    pub printed_page: Option<Text>,
    /// The paragraph, from 1.
    pub paragraph: u32,
    /// Its stretch of the extracted text, in characters.
    pub span: CharSpan,
}

impl Sentence {
    /// The sentence as an anchor under no heading.
    #[must_use]
    pub fn anchor(&self) -> Anchor {
        let quote = Quote { exact: self.exact.clone(), prefix: Text::default(), suffix: Text::default() };
        let (section, printed_page) = (self.section.clone(), self.printed_page.clone());
        Anchor { heading: None, section, page: self.page, printed_page, paragraph: self.paragraph, quote, span: self.span }
    }
}

/// What a document says of contexts and sectors where it deals with one theme.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct ThemeCoverage {
    /// Which theme; none where the document has none.
    pub theme: Option<Theme>,
    /// How many of the passages that name a context or sector say by their own words, or by the heading above, that they serve it.
    pub told: u32,
    /// Contexts and sectors found there: contexts in the order of the standard, then sectors.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub facets: Vec<FacetCoverage>,
}

/// What a document says of a context or sector where it deals with one theme.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct FacetCoverage {
    /// Its place among the contexts of the standard, or, past them, among its sectors.
    pub facet: u8,
    /// How far the document goes with it there; never [`Depth::Absent`].
    pub depth: Depth,
    /// Whether some of it is said where nothing tells for which theme: it may be meant for all of them.
    pub general: bool,
    /// What is said of it, each once, in order.
    pub points: Vec<Point>,
}

/// One thing that is said of a context or sector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Point {
    /// What.
    pub what: Said,
    /// Where it is said: a place in [`CoverageFacts::sentences`].
    pub sentence: u16,
    /// For a factor: where it is said what is done there, in the same sentence or section. None where it is only named.
    pub action: Option<u16>,
    /// Nothing tells which theme it serves, so that it stands under the document's first.
    pub inferred: bool,
}

/// What is said of a context or sector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Said {
    /// A factor of this sort lies in the context.
    Factor(Side),
    /// Something is done in the context or with those who are there.
    Done,
    /// The sector is engaged for a purpose: its place among the standard's.
    For(u8),
    /// It is named, or the sector is given a part, and no more was told.
    Named,
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

impl Side {
    /// Every side, in order.
    pub const ALL: &'static [Self] = &[Self::Risk, Self::Strength, Self::Vulnerability];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Strength => "strength",
            Self::Vulnerability => "vulnerability",
        }
    }
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
