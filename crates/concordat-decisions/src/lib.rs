//! What people decided about findings: kept in a file beside the site, merged, and held against an audit.
//!
//! A [`Book`] only ever grows: whoever changes their mind adds a decision that names those it replaces. Two people's books
//! are merged by putting all decisions together, which loses nothing; where both decided about one finding without
//! knowing of the other, two decisions stand that nothing replaces, and that is shown as a conflict. (The same idea as
//! heads in a version history.) [`Book::hold`] finds each decision's finding again in a later audit.

mod book;
mod file;
mod hold;
mod quiet;

pub use book::{Book, Merged, Ordered};
pub use concordat_findings::decision::{Decision, Decisions, Lapse, Lapsed, Ruling, Seen, Stand, Standing};
pub use file::{FileError, NAME};
pub use quiet::{Quiet, quieted};
