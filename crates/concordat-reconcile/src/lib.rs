//! Two inherited sets of documents as one: aligned, compared and drafted.
//!
//! When areas merge, each brings documents on the same matters. [`align`] says which belong together, and how sure that is;
//! [`reconcile`] weaves the texts of one such group into one order of sections, says of every passage whether all say it, they
//! say it differently or one alone does, and lists what must be decided; [`draft`] and [`overview`] make papers of that.
//!
//! Nothing is decided here: where the sources differ the draft holds every version, and a comment says what must be agreed
//! and why. A group's texts are needed only while it is drafted; what the overview keeps of it is small.

mod across;
mod align;
mod assign;
mod clause;
mod decide;
mod differing;
mod draft;
mod joint;
mod layout;
mod likeness;
mod meet;
mod overview;
mod slug;
mod source;
mod times;
mod topic;
mod unit;
mod weave;
mod wording;

pub use across::{across, in_force};
pub use align::{Alignment, Group, Member, align};
pub use decide::{Decision, Matter, Side};
pub use draft::{Counts, Drafted, Writing, draft, marking};
pub use likeness::{Certainty, Likeness};
pub use overview::{Drawn, Overview, overview};
pub use slug::slugs;
pub use source::{Area, Source};
pub use unit::{Cut, Form, Section, Unit};
pub use weave::{Part, Place, weave};
