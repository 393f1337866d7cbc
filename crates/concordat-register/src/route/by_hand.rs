//! Steps of routes as people give them by hand: rows of `concordat.toml` and `routes.toml`.

use super::{Act, Force};
use crate::Problem;

/// What people gave by hand, and what could not be used of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandRows {
    /// The rows that can be used, in order.
    pub rows: Vec<HandRow>,
    /// What could not, each with the file and row it stands in.
    pub problems: Vec<(String, Problem)>,
}

/// One row: a step that a document has and that was not read, or was read wrongly.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandRow {
    /// The file it stands in, such as `routes.toml`.
    pub file: String,
    /// Which row of that file, from 1.
    pub row: u32,
    /// The path of the document whose step it is.
    pub document: String,
    /// What sets it off, in words.
    pub trigger: Option<String>,
    /// Concerns, by id.
    pub concerns: Vec<String>,
    /// Youngest and oldest age, in years.
    pub ages: (Option<u8>, Option<u8>),
    /// Who takes it.
    pub actor: Option<String>,
    /// What is done, in words.
    pub action: Option<String>,
    /// What sort of act it is, where the words do not tell.
    pub act: Option<Act>,
    /// To whom it leads, or who does it.
    pub body: Option<String>,
    /// By when, in words.
    pub within: Option<String>,
    /// The event the limit starts from, by its id in the standard.
    pub from: Option<String>,
    /// How firmly it is asked.
    pub force: Option<Force>,
    /// A name by which other rows speak of it.
    pub id: Option<String>,
    /// What follows: the id of a row, or the words or clause of a step of the same document.
    pub next: Option<String>,
    /// The step it corrects, by its words or clause.
    pub replaces: Option<String>,
    /// Whether the step it corrects is no step at all and is left out.
    pub ignore: bool,
}

impl HandRow {
    /// Where it stands, as `routes.toml, row 3`.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}, row {}", self.file, self.row)
    }

    /// What it says, as one line.
    #[must_use]
    pub fn words(&self) -> String {
        let mut said: Vec<String> = [&self.trigger, &self.actor, &self.action].into_iter().flatten().cloned().collect();
        said.extend(self.body.as_ref().map(|body| format!("to or by {body}")));
        said.extend(self.within.clone());
        said.join("; ")
    }
}
