//! Which definition of a concept wins in a set of documents.

use crate::choice::{Use, Why, winner};
use crate::naming::in_force;
use concordat_findings::{Audit, DefinitionView};
use concordat_register::{Date, DocumentFacts, DocumentIndex};
use concordat_standard::{Standard, definitions::Official};

/// A definition as one document gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said<'a> {
    pub(crate) document: DocumentIndex,
    pub(crate) facts: &'a DocumentFacts,
    pub(crate) view: &'a DefinitionView,
}

impl Said<'_> {
    /// Whether two mean the same as far as they can be compared: the same official definition, or the same in substance.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        match (&self.view.follows, &other.view.follows) {
            (Some(a), Some(b)) => a == b,
            // Each names only the first documents that agree with it, so either may name the other.
            _ => {
                self.view.evidence == other.view.evidence
                    || self.view.agrees_with.contains(&other.document)
                    || other.view.agrees_with.contains(&self.document)
            }
        }
    }
}

/// Every definition of a concept (by its id), in order of document and place.
pub(crate) fn said<'a>(audit: &'a Audit, standard: &Standard, concept: &str) -> Vec<Said<'a>> {
    let name = standard.definitions.concepts.iter().find(|c| c.id == concept).map(|c| c.name.as_str());
    let of = |view: &'a DefinitionView| {
        let document = view.evidence.document;
        Some(Said { document, facts: audit.document(document)?, view })
    };
    audit.definitions.iter().filter(|v| Some(v.concept.as_str()) == name).filter_map(of).collect()
}

/// The official definition of a concept on a day.
pub(crate) fn official<'s>(standard: &'s Standard, concept: &str, day: Option<Date>) -> Option<&'s Official> {
    let holds = |o: &&Official| match (o.until, day) {
        (None, _) => true,
        (Some(until), Some(day)) => until.first() > day,
        (Some(_), None) => false,
    };
    let begun = |o: &&Official| day.is_none_or(|day| o.from.first() <= day);
    standard.definitions.official.iter().filter(|o| o.concept == concept).filter(begun).filter(holds).max_by_key(|o| o.from.first())
}

/// The definition that wins among `all`, with the reason; none where there is none or people must decide. Drafts do not decide.
pub(crate) fn chosen<'a>(all: &[Said<'a>], standard: &Standard, concept: &str, day: Option<Date>) -> Option<(Said<'a>, Why)> {
    let held: Vec<Said<'a>> = all.iter().copied().filter(|s| in_force(&s.facts.entry)).collect();
    let mut ways: Vec<Said<'a>> = Vec::new();
    for said in all {
        if !ways.iter().any(|way| way.agrees(said)) {
            ways.push(*said);
        }
    }
    // A draft that has the official definition brings it into the set, though it decides nothing else.
    let follows = |official: &&Official| {
        let said = all.iter().find(|s| s.view.follows.as_ref() == Some(&official.name))?;
        ways.iter().position(|way| way.agrees(said))
    };
    let current = official(standard, concept, day).and_then(|o| Some((follows(&o)?, o.name.as_str())));
    let mut uses: Vec<(DocumentIndex, Use)> = Vec::new();
    for said in &held {
        let way = ways.iter().position(|way| way.agrees(said)).unwrap_or(0);
        if uses.last().is_none_or(|(document, _)| *document != said.document) {
            uses.push((said.document, Use { written: said.facts.entry.written(), counts: vec![0; ways.len()] }));
        }
        if let Some(count) = uses.last_mut().and_then(|(_, u)| u.counts.get_mut(way)) {
            *count += 1;
        }
    }
    let documents: Vec<DocumentIndex> = uses.iter().map(|(d, _)| *d).collect();
    let weighed: Vec<Use> = uses.into_iter().map(|(_, u)| u).collect();
    let (way, why) = winner(ways.len(), current, &weighed)?;
    let like = ways.get(way)?;
    // Of documents that give the winning one, the newest shows it.
    let shown = match why {
        Why::Newest(n) => documents.get(n).and_then(|d| held.iter().find(|s| s.document == *d && s.agrees(like))),
        _ => {
            let newest = |s: &&Said<'a>| (in_force(&s.facts.entry), s.facts.entry.written(), std::cmp::Reverse(s.document));
            // One that agrees need not have the official words, and is not shown for them.
            let own = |s: &&Said<'a>| match &why {
                Why::Official(name) => s.view.follows.as_ref() == Some(name),
                _ => true,
            };
            all.iter().filter(|s| s.agrees(like)).filter(own).max_by_key(newest)
        }
    };
    Some((*shown?, why))
}
