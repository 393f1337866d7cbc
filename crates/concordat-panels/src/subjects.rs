//! Subjects: who and what the items of agendas speak of, of five kinds.

pub(crate) mod draft;
pub(crate) mod form;
pub(crate) mod individual;
mod initials;
mod known_as;
pub(crate) mod met;
pub(crate) mod passing;
pub(crate) mod person;
pub(crate) mod prose;
pub(crate) mod registers;
mod siblings;
pub(crate) mod things;
mod union;

use crate::agenda::Item;
use draft::Draft;

/// One row of an agenda or list, with all that it names.
#[derive(Clone)]
pub(crate) struct Line {
    /// Which sheet: an index into the sheets read.
    pub(crate) sheet: usize,
    /// Which panel, or which list.
    pub(crate) panel: u32,
    /// Whether it is of a list of referrals or incidents.
    pub(crate) listed: bool,
    /// The row as it stands.
    pub(crate) item: Item,
    /// What was made of it.
    pub(crate) draft: Draft,
}
