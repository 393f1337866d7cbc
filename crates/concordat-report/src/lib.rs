//! What leaves the program: audit.json and its schema, the web page, SARIF, CSV and Markdown.
//!
//! - Nothing here reads or writes a disk or knows the time: the moment of writing is handed in.
//! - Only this crate derives `Serialize`. What leaves has its own shape, which borrows from the audit.
//! - No person's name and no author property has a field to stand in.

mod by_theme;
mod case_rows;
mod concordance;
mod csv;
mod decided;
mod diagram;
mod explanation;
mod html;
mod json;
mod markdown;
mod meetings;
mod overlap;
mod route_rows;
mod sarif;
mod terminal;
mod together;
mod wording;

#[cfg(test)]
mod fixture;

pub use concordance::{concordance_csv, concordance_json, concordance_markdown, concordance_text};
pub use csv::csv;
pub use explanation::Explanation;
pub use html::index_html;
pub use json::{audit_json, cases_json, proposal_json, schema_json};
pub use markdown::{cases_markdown, markdown, proposal_markdown};
pub use sarif::sarif;
pub use terminal::{
    TerminalStyle, case_list, case_overview, cases, finding, proposal, register_of_meetings, sense_check, structures, terminal,
};

/// What the family of a check is called, as a heading: `Language` for `language/offender`.
#[must_use]
pub fn family_name(check: &str) -> &'static str {
    wording::family(check).1
}
