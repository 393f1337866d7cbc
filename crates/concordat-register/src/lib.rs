//! What an area has, as plain typed facts: documents, passages and what was read in them.
//!
//! Ingest fills [`Document`]; reading turns it into [`DocumentFacts`]; checks compare those. Nothing here reads,
//! judges or writes anything.

pub mod citation;
pub mod currency;
mod date;
mod document;
mod entry;
mod facts;
pub mod language;
mod letters;
pub mod meaning;
pub mod meeting;
pub mod overlap;
mod problem;
mod profile;
pub mod route;
pub mod structure;
pub mod workbook;

pub use date::{Date, MONTHS, PartialDate, month_named};
pub use document::{
    Document, Format, Furniture, Heading, HeadingIndex, Link, Passage, PassageKind, Picture, Properties, Remark, SourceRun, Style,
    StyledSpan, split_label,
};
pub use entry::{Correction, Entry, Field, Kind, Nation, Period, SeriesNumber, Status, Theme};
pub use facts::{Anchor, DocumentFacts, DocumentIndex, Evidence};
pub use letters::PageLetters;
pub use problem::{Problem, ProblemKind, Read, without_values};
pub use profile::{Profile, ProfileFigure, ProfileParagraph};
