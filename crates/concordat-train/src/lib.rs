//! Learns from labelled passages how much each feature of a window speaks for each message of the standard.
//!
//! Passages in, [`Model`] out, and figures of how well it holds on passages it was not trained on. The same passages and rows
//! give the same model to the last digit written.

mod examples;
mod figures;
mod passage;
mod settings;
mod solver;
mod train;

pub use examples::{Examples, plain_words};
pub use figures::{Figure, Outcome, figures, table};
pub use passage::{Label, Passage, ROWS, of_rows, parse};
pub use settings::Settings;
pub use train::{Scores, across, cross_validate, held_out, learn, trained_on, written};
