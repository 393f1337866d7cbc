//! Discouraged terms as a document uses or mentions them.

use crate::Anchor;
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_text::Text;

/// The discouraged terms met in a document.
#[derive(Debug, Clone, Default, BorshSerialize, BorshDeserialize)]
pub struct LanguageFacts {
    /// In reading order.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub uses: Vec<TermUse>,
    /// What is said in rival words, none of them discouraged: in the order of the standard.
    pub wordings: Vec<WordingUse>,
}

/// How often a document says something in one of several rival ways.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct WordingUse {
    /// What is said: its id in the standard, such as `child-on-child-abuse`.
    pub wording: Text,
    /// In which way: its place among the standard's forms.
    pub form: u8,
    /// How often; titles of other documents are not counted.
    pub count: u32,
    /// Where it stands first.
    pub first: Anchor,
}

/// A discouraged term where it stands.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct TermUse {
    /// The term's id in the standard, such as `lifestyle-choice`.
    pub term: Text,
    /// Where, and the words.
    pub anchor: Anchor,
    /// How it is used.
    pub voice: Voice,
}

/// In whose voice, and to what end, a term is used. Only the document's own voice is raised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Voice {
    /// The document says it itself, of a child.
    Own,
    /// In quotation marks or a block quotation.
    Quoted,
    /// Denied: "is not a lifestyle choice".
    Negated,
    /// Held up as wrong.
    Criticised,
    /// Somebody else is said to have said it.
    Attributed,
    /// Listed as language to avoid, defined or explained.
    Listed,
    /// Part of a title, an Act, an offence or a body's name.
    Title,
    /// Said of an adult.
    Adult,
    /// An official definition in its own words.
    Definition,
    /// Another sense of the word.
    OtherSense,
}

impl Voice {
    /// Why a use in this voice is not raised, as a phrase; for [`Voice::Own`], none.
    #[must_use]
    pub fn reason(self) -> Option<&'static str> {
        match self {
            Self::Own => None,
            Self::Quoted => Some("quoted"),
            Self::Negated => Some("denied"),
            Self::Criticised => Some("criticised"),
            Self::Attributed => Some("attributed to somebody else"),
            Self::Listed => Some("listed, defined or explained"),
            Self::Title => Some("part of a title or name"),
            Self::Adult => Some("said of an adult"),
            Self::Definition => Some("an official definition"),
            Self::OtherSense => Some("another sense of the word"),
        }
    }
}
