//! Patterns of the standard looked for among the words of a passage.
//!
//! A passage is cut into words once ([`Tokens`]); a [`PatternSet`] then finds every pattern from its rarest word outwards, so
//! that the cost is that of the words met and not of the patterns known.

mod bits;
mod element;
mod matcher;
mod reach;
mod tokens;

pub(crate) use matcher::{Match, PatternSet};
pub(crate) use reach::Reach;
pub(crate) use tokens::{Break, Tokens, Vocabulary, Word};
