//! Reads what documents provide: what they mean by their terms, how they assess, and which sections they have.
//!
//! The readers of these things share one vocabulary, so that a passage is cut into words once for all of them.

use super::assessment::AssessmentReader;
use super::definitions::{self, DefinitionReader};
use super::priorities::PriorityReader;
use super::sections::{self, SectionReader};
use crate::Prepared;
use crate::phrase::{Tokens, Vocabulary};
use crate::routes::RouteReader;
use concordat_register::{
    Entry,
    citation::Acronym,
    meaning::{AssessmentFacts, DefinitionReading, PriorityReading, SectionReading},
    route::RouteFacts,
};
use concordat_standard::Standard;

/// What a document provides.
#[derive(Debug, Default)]
pub(super) struct Provisions {
    pub(super) definitions: Vec<DefinitionReading>,
    pub(super) assessment: AssessmentFacts,
    pub(super) sections: Vec<SectionReading>,
    pub(super) priorities: Vec<PriorityReading>,
    pub(super) routes: RouteFacts,
}

/// Reads what documents provide.
#[derive(Debug)]
pub(super) struct ProvisionReader {
    definitions: DefinitionReader,
    assessment: AssessmentReader,
    sections: SectionReader,
    priorities: PriorityReader,
    routes: RouteReader,
}

impl ProvisionReader {
    pub(super) fn new(standard: &Standard, vocabulary: &mut Vocabulary) -> Self {
        let definitions = DefinitionReader::new(standard, vocabulary);
        let assessment = AssessmentReader::new(standard, vocabulary);
        let sections = SectionReader::new(standard, vocabulary);
        let priorities = PriorityReader::new(standard, vocabulary);
        let routes = RouteReader::new(standard, vocabulary);
        Self { definitions, assessment, sections, priorities, routes }
    }

    pub(super) fn routes(&self) -> &RouteReader {
        &self.routes
    }

    pub(super) fn read(&self, prepared: &Prepared<'_>, tokens: &[Tokens], entry: &Entry, acronyms: &[Acronym]) -> Provisions {
        let (mut definitions, mut sections) = (definitions::Scan::default(), sections::Scan::default());
        let mut assessment = self.assessment.begin(entry);
        let mut priorities = self.priorities.begin(entry);
        let mut routes = self.routes.begin(entry);
        for (passage, tokens) in prepared.passages.iter().zip(tokens) {
            self.definitions.read(&mut definitions, prepared, passage, tokens);
            self.assessment.read(&mut assessment, prepared, passage, tokens);
            self.sections.read(&mut sections, prepared, passage, tokens);
            self.priorities.read(&mut priorities, prepared, passage, tokens);
            self.routes.read(&mut routes, prepared, passage, tokens);
        }
        Provisions {
            definitions: self.definitions.finish(definitions),
            assessment: self.assessment.finish(assessment, prepared),
            sections: SectionReader::finish(sections),
            priorities: PriorityReader::finish(priorities),
            routes: self.routes.finish(routes, acronyms),
        }
    }
}
