//! The names behind the numbers: for the restricted list, and for nothing else.

use crate::SubjectId;
use concordat_register::PartialDate;
use concordat_register::overlap::SubjectKind;
use std::fmt;

/// Everybody and everything discussed, by name. It is OFFICIAL-SENSITIVE: it leaves the program only encrypted, and its
/// `Debug` shows nothing.
#[derive(Clone, Default)]
pub struct Roll {
    /// In order of kind and subject.
    pub entries: Vec<RollEntry>,
}

/// One subject by name.
#[derive(Clone)]
pub struct RollEntry {
    /// What kind of subject.
    pub kind: SubjectKind,
    /// Which.
    pub subject: SubjectId,
    /// The name as first written in full.
    pub name: String,
    /// Other names, folded.
    pub also: Vec<String>,
    /// When born, for an individual of whom that is given.
    pub born: Option<PartialDate>,
}

impl fmt::Debug for Roll {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Roll({} subjects, hidden)", self.entries.len())
    }
}

impl fmt::Debug for RollEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RollEntry").field("kind", &self.kind).field("subject", &self.subject).finish_non_exhaustive()
    }
}
