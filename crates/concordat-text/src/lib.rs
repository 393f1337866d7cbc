//! Spans, quotes, sentences and folding of prose; knows no file format.
//!
//! - [`CharSpan`] and [`ByteSpan`] say what they count; [`CharIndex`] turns one into the other.
//! - [`Quote`] is the W3C Web Annotation TextQuoteSelector: exact words with a little either side.
//! - [`Text`] is a string that shares its allocation with others of its document.
//! - [`fold`] makes text comparable (case, quotation marks, dashes, soft hyphens, spaces) and keeps the way back.
//! - [`markup`] escapes text for XML and HTML, and says which characters show.
//! - [`sentences`] and [`words`] cut prose up; [`quotations`] finds what stands in quotation marks.

mod fold;
pub mod markup;
mod quotation;
mod quote;
mod sentence;
mod shared;
mod span;
mod word;

pub use fold::{Folded, fold, fold_str};
pub use quotation::quotations;
pub use quote::{AROUND, Quote, quote};
pub use sentence::sentences;
pub use shared::{Text, gather, share};
pub use span::{ByteSpan, CharIndex, CharSpan};
pub use word::{Word, count_words, words};
