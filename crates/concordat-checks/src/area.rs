//! What checks see of a site.

use concordat_findings::CaseView;
use concordat_register::{
    Date, DocumentFacts, DocumentIndex,
    citation::Reference,
    meaning::copying::Drift,
    meeting::{Meeting, MeetingCorrection},
    overlap::Overlap,
    route::by_hand::HandRows,
};
use concordat_routes::Network;
use concordat_standard::Standard;
use std::collections::{BTreeMap, BTreeSet};

/// A site as the checks see it.
#[derive(Debug, Clone, Copy)]
pub struct Area<'a> {
    /// The documents, by path.
    pub documents: &'a [DocumentFacts],
    /// Their citations, resolved, in order of document and place.
    pub references: &'a [Reference],
    /// Passages of one origin that have come apart, in order of document and place.
    pub drifts: &'a [Drift],
    /// Spreadsheets that meetings rest on, as documents with an entry and headings; their indices go on after the documents'.
    pub spreadsheets: &'a [DocumentFacts],
    /// Panels and groups.
    pub meetings: &'a [Meeting],
    /// What panels discuss in common, in the form that may be shared: findings go into every product.
    pub overlap: Option<&'a Overlap>,
    /// The steps of the documents' routes as a graph.
    pub network: &'a Network,
    /// Cases of the standard walked through the documents' routes.
    pub cases: &'a [CaseView],
    /// What they are held against.
    pub standard: &'a Standard,
    /// What the site chose.
    pub options: &'a Options,
    /// The day everything is judged at.
    pub as_at: Date,
}

/// What a site chose in `concordat.toml`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Options {
    /// Guides to language it has adopted, by id; none means every guide.
    pub guides: Option<BTreeSet<String>>,
    /// Checks it has turned off: an id such as `language/lifestyle-choice`, or a family such as `currency/`.
    pub off: BTreeSet<String>,
    /// The same for one document each, by its file.
    pub off_in: BTreeMap<String, BTreeSet<String>>,
    /// Whether this is one document outside any site. What its area holds is then unknown, and nothing is said of it.
    pub alone: bool,
    /// What it says of meetings.
    pub meetings: Vec<MeetingCorrection>,
    /// Steps of routes given by hand.
    pub routes: HandRows,
    /// Minutes that a sitting is taken to last where nothing says how long; none means [`SITTING_MINUTES`].
    pub sitting_minutes: Option<u32>,
}

/// Minutes that a sitting is taken to last where nothing says how long.
pub const SITTING_MINUTES: u32 = 120;

impl<'a> Area<'a> {
    /// The documents with their indices.
    pub fn indexed(&self) -> impl Iterator<Item = (DocumentIndex, &'a DocumentFacts)> + use<'a> {
        self.documents.iter().enumerate().map(|(n, d)| (DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX)), d))
    }

    /// A document's facts, or those of a spreadsheet.
    #[must_use]
    pub fn document(&self, index: DocumentIndex) -> Option<&'a DocumentFacts> {
        let n = index.0 as usize;
        self.documents.get(n).or_else(|| self.spreadsheets.get(n.checked_sub(self.documents.len())?))
    }
}

impl Options {
    /// Minutes that a sitting is taken to last where nothing says how long.
    #[must_use]
    pub fn sitting_minutes(&self) -> u32 {
        self.sitting_minutes.unwrap_or(SITTING_MINUTES)
    }

    /// Whether a check is turned off, by its id or by its family.
    #[must_use]
    pub fn is_off(&self, check: &str) -> bool {
        holds(&self.off, check)
    }

    /// Whether a check is turned off for the document of this file.
    #[must_use]
    pub fn is_off_in(&self, file: &str, check: &str) -> bool {
        self.off_in.get(file).is_some_and(|off| holds(off, check))
    }
}

/// Whether `off` names a check or its family.
fn holds(off: &BTreeSet<String>, check: &str) -> bool {
    if off.is_empty() {
        return false;
    }
    let family = check.split_once('/').map(|(family, _)| format!("{family}/"));
    off.contains(check) || family.is_some_and(|f| off.contains(&f))
}
