//! Documents read once more with their words, and what those of several areas say against each other.
//!
//! An audit lets the texts go. What is made of a few documents at a time, such as a draft of two that are to become one,
//! reads them again here.

use crate::engine::guarded;
use crate::{Order, Site};
use concordat_checks::{Area, Options};
use concordat_findings::Finding;
use concordat_reading::{Load, Reader, Source};
use concordat_register::{Date, Document, DocumentFacts, Read, Status};
use concordat_routes::Network;
use concordat_standard::Standard;

/// Checks that set documents against each other.
const AGAINST: &[&str] = &["definition/divergence", "assessment/threshold", "assessment/tool", "route/timescale", "route/conflict"];

/// Reads documents once more.
#[derive(Debug)]
pub struct Again<'s> {
    standard: &'s Standard,
    reader: Reader,
}

impl<'s> Again<'s> {
    /// What reads documents once more against `standard`. Costs as much as ten documents: make one and keep it.
    #[must_use]
    pub fn new(standard: &'s Standard) -> Self {
        Self { standard, reader: Reader::for_load(standard, Load::Many) }
    }

    /// A document of a site with its words and everything read in it. `audited` is what the audit of the site keeps of it: its
    /// line in the register, and its routes as the whole site tells who is who.
    pub fn read(&self, site: &dyn Site, order: &Order<'_>, audited: &DocumentFacts) -> Read<(Document, DocumentFacts)> {
        let file = &audited.entry.file;
        let bytes = match site.read(file) {
            Ok(bytes) => bytes,
            Err(problem) => return Read::failed(problem),
        };
        let limits = order.limits_of.map_or_else(|| order.limits.clone(), |make| make(&order.limits));
        let mut read = guarded(|| concordat_ingest::read(file, &bytes, &limits));
        if read.value.is_none()
            && let Some(recognised) = site.recognise(file)
        {
            read = recognised;
        }
        let Some(document) = read.value else { return Read { value: None, problems: read.problems } };
        let correction = order.corrections.get(file).cloned().unwrap_or_default();
        let source = Source { file: file.clone(), sha256: audited.entry.sha256.clone(), correction };
        let facts = guarded(|| Read::whole(self.reader.read(&document, &source)));
        let Some(mut facts) = facts.value else { return Read { value: None, problems: facts.problems } };
        facts.entry = audited.entry.clone();
        facts.routes = audited.routes.clone();
        Read { value: Some((document, facts)), problems: read.problems }
    }

    /// What documents of different areas say against each other: definitions, thresholds, tools, times and who is told. Each comes
    /// with its area's name, by which findings name it. Findings' documents are places in `documents`.
    #[must_use]
    pub fn against(&self, as_at: Date, documents: &[(&str, &DocumentFacts)]) -> Vec<Finding> {
        let mut facts: Vec<DocumentFacts> = documents.iter().map(|(area, facts)| apart(area, facts)).collect();
        concordat_routes::settle(&mut facts, &self.standard.routes);
        let options = Options::default();
        let network = Network::of(&facts, &self.standard.routes);
        let area = Area {
            documents: &facts,
            references: &[],
            drifts: &[],
            spreadsheets: &[],
            meetings: &[],
            overlap: None,
            network: &network,
            cases: &[],
            standard: self.standard,
            options: &options,
            as_at,
        };
        let found = concordat_checks::run(&area);
        found.into_iter().filter(|f| AGAINST.contains(&f.check.as_str()) && f.documents.len() > 1).collect()
    }
}

/// A document as one of several areas: named by its area, and in force, since it is to be set against its like and not against
/// what replaces it.
fn apart(area: &str, facts: &DocumentFacts) -> DocumentFacts {
    let mut facts = facts.clone();
    facts.entry.title = format!("{area}: {}", facts.entry.title);
    facts.entry.id = format!("{area}/{}", facts.entry.id);
    facts.entry.file = format!("{area}/{}", facts.entry.file);
    facts.entry.superseded_by = None;
    if facts.entry.status == Status::Superseded {
        facts.entry.status = Status::Unknown;
    }
    facts
}
