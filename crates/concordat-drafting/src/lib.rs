//! Help for authors: the style sheet of a set, what to commission, and new documents to fill in.
//!
//! [`style`] says how the documents of a set say the same things in different words, and which words win; [`commission`] is what
//! somebody needs who is to write them anew; [`template`] is a document to fill in. All three are [`concordat_paper::Paper`]s. Why
//! one wording wins over another stands in [`choice`], and is the same for all three.

mod choice;
mod commission;
mod definition;
mod local;
mod naming;
mod style;
mod template;
mod terms;

pub use commission::{Acceptance, acceptance, commission};
pub use local::{Local, Related};
pub use style::style;
pub use template::{Wanted, needs_theme, template};
pub use terms::Terms;

/// Whose a paper is and when it was written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Who the file is by.
    pub author: String,
    /// The moment of writing in RFC 3339.
    pub written_at: String,
    /// Protective marking.
    pub marking: Option<String>,
}
