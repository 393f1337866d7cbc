//! A citation before it has its place.

use concordat_register::{
    Kind,
    citation::{CitationKind, CitedNumber},
};

/// A citation found in a line, in bytes of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: CitationKind,
    /// The name made comparable; empty for one that points back ("that strategy").
    pub(super) name: String,
    pub(super) year: Option<i16>,
    pub(super) until: Option<i16>,
    pub(super) document_kind: Option<Kind>,
    pub(super) instrument: Option<String>,
    pub(super) link: Option<String>,
    pub(super) section: Option<String>,
    pub(super) proper: bool,
    pub(super) number: Option<CitedNumber>,
}

impl Found {
    /// One of `kind` between two bytes.
    pub(super) fn new(kind: CitationKind, start: usize, end: usize) -> Self {
        Self {
            start,
            end,
            kind,
            name: String::new(),
            year: None,
            until: None,
            document_kind: None,
            instrument: None,
            link: None,
            section: None,
            proper: false,
            number: None,
        }
    }
}

/// Whether `start..end` overlaps one that was found already.
pub(super) fn taken(found: &[Found], start: usize, end: usize) -> bool {
    found.iter().any(|f| f.start < end && start < f.end)
}
