//! What the documents together say: messages, the sense-check, definitions side by side, contexts and sectors.

pub use concordat_register::meaning::Depth;
use concordat_register::{DocumentIndex, Evidence, meaning::Position};
use concordat_text::Text;

/// A message of the standard and how every document stands to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageView {
    /// Its id in the standard.
    pub id: String,
    /// A few words for it.
    pub name: String,
    /// The proposition as one sentence.
    pub statement: String,
    /// Every document that owes it or speaks to it, in order.
    pub positions: Vec<PositionView>,
    /// What they come to.
    pub verdict: Verdict,
}

/// How one document stands to a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionView {
    /// Which document.
    pub document: DocumentIndex,
    /// How it stands.
    pub position: Position,
    /// Whether a document of its kind and theme owes the message.
    pub owed: bool,
    /// How sure the reader is, in hundredths.
    pub certainty: u8,
    /// The words, best first; none where it is silent.
    pub evidence: Vec<Evidence>,
    /// Whether a sentence speaks against the message, though the document as a whole does not.
    pub denied_too: bool,
}

/// What the documents together make of a message. The spelling is that of `audit.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// All that owe it say it, and none denies it.
    Consistent,
    /// Some say it and others are silent, say part or deny it.
    NeedsClarification,
    /// None says it.
    Absent,
}

/// An answer to a question of the sense-check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenseAnswer {
    /// Which document.
    pub document: DocumentIndex,
    /// `a` to `e`.
    pub question: char,
    /// The answer.
    pub answer: Answer,
    /// How sure the reader is, in hundredths.
    pub certainty: u8,
    /// The words that answer, best first.
    pub evidence: Vec<Evidence>,
    /// Why, as one sentence.
    pub reason: String,
}

/// An answer of the sense-check. The spelling is that of `audit.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Answer {
    /// It does.
    Yes,
    /// In part.
    Partly,
    /// It does not, or no sentence was found that does.
    No,
}

/// A definition beside those of the same concept in other documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionView {
    /// The concept's name.
    pub concept: String,
    /// Where it is defined, and the words.
    pub evidence: Evidence,
    /// Other documents that define it in substance alike.
    pub agrees_with: Vec<DocumentIndex>,
    /// The official definition it follows, with its edition.
    pub follows: Option<String>,
}

/// What one document says of every context and sector. What it says where it deals with each of its themes stands in its facts
/// ([`concordat_register::meaning::CoverageFacts::themes`]); the order of `contexts` and `sectors` is the one that these count by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageRow {
    /// Which document.
    pub document: DocumentIndex,
    /// Contexts, in the order of the standard.
    pub contexts: Vec<Coverage>,
    /// Sectors, in the order of the standard.
    pub sectors: Vec<Coverage>,
}

/// A context or sector in one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// Its id in the standard.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// How far the document goes.
    pub depth: Depth,
    /// Words that show it, the best.
    pub evidence: Vec<Evidence>,
}

/// Something that documents set out to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriorityView {
    /// Its id in the standard.
    pub id: String,
    /// What is set out, as words that follow "to": "listen to children and young people".
    pub name: String,
    /// The documents that set it out, those that have been replaced left out.
    pub documents: Vec<DocumentIndex>,
    /// The words of the first few of them, a piece a document.
    pub evidence: Vec<Evidence>,
}

/// What an agency may be engaged for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeView {
    /// Its id in the standard.
    pub id: String,
    /// One word for it.
    pub word: String,
    /// What the agency is to do.
    pub name: String,
}

/// How the documents speak of the same people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FramingView {
    /// The id of those spoken of, in the standard.
    pub referent: String,
    /// Who they are, in plain words.
    pub name: String,
    /// The ways they may be spoken of, in the order of the standard: id and name.
    pub framings: Vec<(String, String)>,
    /// The documents that speak of them, in order.
    pub rows: Vec<FramingRow>,
}

/// How one document speaks of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FramingRow {
    /// Which document.
    pub document: DocumentIndex,
    /// Each way it uses, in the order of [`FramingView::framings`]; those it does not use are left out.
    pub counts: Vec<FramingCount>,
}

/// How often a document speaks of them in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FramingCount {
    /// The way's place in [`FramingView::framings`].
    pub framing: usize,
    /// How often.
    pub count: u32,
    /// The words it uses, those used most first, with how often; at most five.
    pub terms: Vec<(String, u32)>,
    /// A few of the places, in reading order.
    pub evidence: Vec<Evidence>,
}

impl FramingRow {
    /// The way it uses most, where one stands out: more often than any other.
    #[must_use]
    pub fn foremost(&self) -> Option<&FramingCount> {
        let most = self.counts.iter().max_by_key(|c| c.count)?;
        (self.counts.iter().filter(|c| c.count == most.count).count() == 1).then_some(most)
    }
}

impl Verdict {
    /// Every verdict, in order.
    pub const ALL: &'static [Self] = &[Self::Consistent, Self::NeedsClarification, Self::Absent];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::NeedsClarification => "needs-clarification",
            Self::Absent => "absent",
        }
    }
}

impl Answer {
    /// Every answer, in order.
    pub const ALL: &'static [Self] = &[Self::Yes, Self::Partly, Self::No];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::Partly => "partly",
            Self::No => "no",
        }
    }
}
