//! Facts to findings: one file a check, grouped by the families of `audit.json`.
//!
//! A check is a pure function from an [`Area`] to findings. It reads no text, knows no file format and has no clock:
//! the day it judges by is [`Area::as_at`].

mod area;
mod context;
mod coverage;
mod currency;
mod declare;
mod duplication;
mod language;
mod reference;
mod sector;
mod sink;
#[cfg(test)]
mod testing;

pub use area::{Area, Options};
pub use coverage::coverage;
pub use declare::{Check, CheckPage};
pub use sink::Sink;

use concordat_findings::{DefinitionView, Finding, MessageView, SenseAnswer, Strength};
use concordat_standard::Standard;

/// Every check written in Rust, in the order of its families.
#[must_use]
pub fn checks() -> Vec<&'static Check> {
    [language::CHECKS, reference::CHECKS, context::CHECKS, sector::CHECKS, currency::CHECKS, duplication::CHECKS].concat()
}

/// Every check there is a page for: those written in Rust, and one for each row of the standard that has its own id.
#[must_use]
pub fn pages(standard: &Standard) -> Vec<CheckPage> {
    let mut pages: Vec<CheckPage> = checks().into_iter().filter(|c| !c.id.ends_with('*')).map(CheckPage::from).collect();
    pages.extend(language::pages(standard));
    pages.sort_by(|a, b| a.id.cmp(&b.id));
    pages
}

/// Runs every check over `area`. Findings come gravest first, then by document and place; the order and the ids are the
/// same for the same area.
#[must_use]
pub fn run(area: &Area<'_>) -> Vec<Finding> {
    let mut sink = Sink::new(area);
    for check in checks() {
        sink.begin(check);
        (check.run)(area, &mut sink);
    }
    sink.finish()
}

/// What the documents do well, as plain sentences with evidence: told before what they do not.
#[must_use]
pub fn strengths(area: &Area<'_>) -> Vec<Strength> {
    [reference::strengths(area), currency::strengths(area)].concat()
}

/// The messages of the standard and how every document stands to each.
#[must_use]
pub fn messages(_area: &Area<'_>) -> Vec<MessageView> {
    Vec::new()
}

/// The sense-check's questions answered for every document.
#[must_use]
pub fn sense_check(_area: &Area<'_>) -> Vec<SenseAnswer> {
    Vec::new()
}

/// Definitions beside each other.
#[must_use]
pub fn definitions(_area: &Area<'_>) -> Vec<DefinitionView> {
    Vec::new()
}
