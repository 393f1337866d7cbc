//! Facts to findings: one file a check, grouped by the families of `audit.json`.
//!
//! A check is a pure function from an [`Area`] to findings. It reads no text, knows no file format and has no clock:
//! the day it judges by is [`Area::as_at`].

mod area;
mod assessment;
mod context;
mod coverage;
mod currency;
mod declare;
mod definition;
mod doors;
mod duplication;
mod framing;
mod language;
mod messages;
mod panel;
mod priorities;
mod proposed;
mod recognition;
mod reference;
mod route;
mod sector;
mod sense_check;
mod sink;
mod structure;
#[cfg(test)]
mod testing;

pub use area::{Area, Options, SITTING_MINUTES};
pub use coverage::{at_the_door, coverage, purposes};
pub use declare::{Check, CheckPage};
pub use sink::Sink;

use concordat_findings::{CaseView, DefinitionView, Finding, FramingView, MessageView, PriorityView, SenseAnswer, SharedMembers, Strength};
use concordat_register::DocumentFacts;
use concordat_routes::{Network, case::Case, walk::Walker};
use concordat_standard::Standard;

/// Every check written in Rust, in the order of its families.
#[must_use]
pub fn checks() -> Vec<&'static Check> {
    [
        language::CHECKS,
        reference::CHECKS,
        definition::CHECKS,
        assessment::CHECKS,
        route::CHECKS,
        structure::CHECKS,
        context::CHECKS,
        sector::CHECKS,
        currency::CHECKS,
        duplication::CHECKS,
        panel::CHECKS,
        recognition::CHECKS,
    ]
    .concat()
}

/// Every check there is a page for: those written in Rust, and one for each row of the standard that has its own id.
#[must_use]
pub fn pages(standard: &Standard) -> Vec<CheckPage> {
    let mut pages: Vec<CheckPage> = checks().into_iter().filter(|c| !c.id.ends_with('*')).map(CheckPage::from).collect();
    pages.extend(language::pages(standard));
    pages.extend(recognition::pages(standard));
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

/// The cases of the standard that an area has documents for, walked through the documents, whose network is `network`.
#[must_use]
pub fn cases(documents: &[DocumentFacts], network: &Network, standard: &Standard) -> Vec<CaseView> {
    let walker = Walker::over(documents, network, standard);
    Case::library(standard).iter().filter(|case| walker.has_documents_for(case)).map(|case| walker.walk(case)).collect()
}

/// What the documents do well, as plain sentences with evidence: told before what they do not.
#[must_use]
pub fn strengths(area: &Area<'_>, findings: &[Finding]) -> Vec<Strength> {
    [recognition::strengths(area, findings), reference::strengths(area), currency::strengths(area)].concat()
}

/// The messages of the standard and how every document stands to each; `findings` are what [`run`] gave for the same area.
#[must_use]
pub fn messages(area: &Area<'_>, findings: &[Finding]) -> Vec<MessageView> {
    messages::messages(area, findings)
}

/// The sense-check's questions answered for every document; `findings` are what [`run`] gave for the same area.
#[must_use]
pub fn sense_check(area: &Area<'_>, findings: &[Finding]) -> Vec<SenseAnswer> {
    sense_check::sense_check(area, findings)
}

/// What the documents set out to do, each with those that do.
#[must_use]
pub fn priorities(area: &Area<'_>) -> Vec<PriorityView> {
    priorities::views(area)
}

/// Definitions beside each other.
#[must_use]
pub fn definitions(area: &Area<'_>) -> Vec<DefinitionView> {
    definition::views(area)
}

/// Meetings that share members, by name or by post.
#[must_use]
pub fn shared_members(area: &Area<'_>) -> Vec<SharedMembers> {
    panel::shared_members(area)
}

/// How the documents speak of the same people.
#[must_use]
pub fn framing(area: &Area<'_>) -> Vec<FramingView> {
    framing::views(area)
}
