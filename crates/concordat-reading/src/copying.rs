//! Passages of one origin in several documents, and what changed between the copies.
//!
//! Facts keep only prints of passages. [`candidates`] finds the passages worth a second look from those alone, in time that
//! grows with the number of passages; the engine then reads the few documents again, and [`drift`] sets the words side by side.

mod align;
mod candidates;
mod compare;

pub use candidates::candidates;
pub use compare::{PassageText, drift, passage_text};
