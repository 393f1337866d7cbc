//! Findings and the register in the formats of other tools.
//!
//! - [`qdpx`]: a REFI-QDA project for qualitative analysis: the documents' texts with findings as coded segments.
//! - [`workbook`]: findings, documents and references as sheets of a spreadsheet.
//! - [`csl`]: the register as CSL JSON, which reference managers read.
//! - [`annotations`]: every piece of evidence as a W3C Web Annotation.
//!
//! Nothing here opens a file or knows the time. Findings that people dismissed are in none of them, and no person's name has a
//! field to stand in.

mod about;
mod annotations;
mod csl;
mod place;
mod qdpx;
mod uuid;
mod workbook;
mod xml;

#[cfg(test)]
mod fixture;

pub use annotations::annotations;
pub use csl::csl;
pub use qdpx::{CodeNote, QdaProject, qdpx};
pub use workbook::workbook;

/// What a product says of its own making.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// When, in RFC 3339 and UTC: `2026-01-31T09:00:00Z`.
    pub at: &'a str,
    /// The program's version.
    pub version: &'a str,
}
