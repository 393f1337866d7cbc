//! PDF.

mod content;
mod decode;
mod font;
mod outline;
mod properties;
mod tags;


use crate::Limits;
use concordat_register::{Document, Problem, ProblemKind, Read};

/// Reads one document.
pub(crate) fn read(_bytes: &[u8], _limits: &Limits) -> Read<Document> {
    Read::failed(Problem::new(ProblemKind::Unsupported, "not read yet", "wait"))
}
