//! What could not be read, and what to do about it.

use borsh::{BorshDeserialize, BorshSerialize};

/// What a reader gives: what could be read, and where it could not. Broken input is data, not an error.
#[derive(Debug, Clone)]
pub struct Read<T> {
    /// What could be read; none where nothing could.
    pub value: Option<T>,
    /// What went wrong, in the order met.
    pub problems: Vec<Problem>,
}

/// Something about a file a person should know.
///
/// Messages are lower case without a full stop, hold no words of the document and no personal data.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Problem {
    /// Which kind.
    pub kind: ProblemKind,
    /// What was met, and where in the file if that is known.
    pub message: String,
    /// What the reader of the message can do.
    pub help: String,
}

/// Kinds of problem, from the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum ProblemKind {
    /// The file could not be opened or read from disk.
    Unreadable,
    /// Encrypted with a password.
    Locked,
    /// Not what its extension says, or cut short, so that nothing was read.
    Damaged,
    /// A limit (memory, time, depth, expansion) was reached and nothing was read.
    TooLarge,
    /// A kind of file that is not read, such as `.doc`, or one with no text, such as a scan.
    Unsupported,
    /// Part of it could not be read; the rest was.
    Partial,
    /// Read, with something worth knowing.
    Note,
}

impl Problem {
    /// A problem with its message and help.
    #[must_use]
    pub fn new(kind: ProblemKind, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { kind, message: message.into(), help: help.into() }
    }
}

impl ProblemKind {
    /// Whether the document could not be audited at all.
    #[must_use]
    pub fn is_fatal(self) -> bool {
        !matches!(self, Self::Partial | Self::Note)
    }
}

impl<T> Read<T> {
    /// Nothing could be read, for this reason.
    #[must_use]
    pub fn failed(problem: Problem) -> Self {
        Self { value: None, problems: vec![problem] }
    }

    /// All was read.
    #[must_use]
    pub fn whole(value: T) -> Self {
        Self { value: Some(value), problems: Vec::new() }
    }
}
