//! Reads which expected sections a document has, and where else it deals with their matter.

use super::cues::{found_in, set};
use crate::phrase::{PatternSet, Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use concordat_register::{HeadingIndex, PassageKind, meaning::SectionReading};
use concordat_standard::Standard;

/// Places kept where a matter is scattered.
const KEPT: usize = 3;
/// Words at most in a heading that is looked at, and in a run-in heading.
const HEADING: usize = 16;
const RUN_IN: usize = 6;

/// Reads expected sections.
#[derive(Debug)]
pub(super) struct SectionReader {
    ids: Vec<String>,
    heading: PatternSet,
    not_heading: PatternSet,
    matter: PatternSet,
    read_into: PatternSet,
    elsewhere: PatternSet,
}

/// What is known while a document is read.
#[derive(Debug, Default)]
pub(super) struct Scan {
    found: Vec<(SectionReading, Vec<Option<HeadingIndex>>)>,
}

impl SectionReader {
    pub(super) fn new(standard: &Standard, vocabulary: &mut Vocabulary) -> Self {
        let rows = &standard.sections.sections;
        let common = &standard.language.scope.common;
        let indexed = || (0u32..).zip(rows);
        Self {
            ids: rows.iter().map(|r| r.id.clone()).collect(),
            heading: set(indexed().flat_map(|(n, r)| r.heading.iter().map(move |p| (n, p))), vocabulary, common),
            not_heading: set(indexed().flat_map(|(n, r)| r.not_heading.iter().map(move |p| (n, p))), vocabulary, common),
            matter: set(indexed().flat_map(|(n, r)| r.matter.iter().map(move |p| (n, p))), vocabulary, common),
            read_into: set(indexed().flat_map(|(n, r)| r.read_into.iter().map(move |p| (n, p))), vocabulary, common),
            elsewhere: set(indexed().flat_map(|(n, r)| r.elsewhere.iter().map(move |p| (n, p))), vocabulary, common),
        }
    }

    /// Reads the next passage of a document.
    pub(super) fn read(&self, scan: &mut Scan, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, tokens: &Tokens) {
        let end = tokens.list.len();
        match passage.passage.kind {
            PassageKind::Heading if end <= HEADING => return self.heading(scan, tokens, end),
            PassageKind::Heading | PassageKind::Cell { header: true, .. } => return,
            _ => {}
        }
        let (_, first) = tokens.sentence(0);
        if first <= RUN_IN && first < end {
            self.heading(scan, tokens, first);
        }
        for hit in found_in(&self.matter, tokens, 0, end) {
            let Some(at) = self.slot(scan, hit.owner) else { continue };
            let Some((reading, headings)) = scan.found.get_mut(at) else { continue };
            let (from, to) = tokens.sentence(tokens.sentence_of(hit.whole.0));
            let said = |patterns: &PatternSet| found_in(patterns, tokens, from, to).iter().any(|m| m.owner == hit.owner);
            reading.elsewhere |= said(&self.elsewhere);
            let anchor = || prepared.anchor(passage, passage.folded.source(tokens.span(from, to)));
            if said(&self.read_into) {
                reading.read_into.get_or_insert_with(anchor);
            } else if reading.scattered.len() < KEPT && !headings.contains(&passage.passage.heading) {
                headings.push(passage.passage.heading);
                reading.scattered.push(anchor());
            }
        }
    }

    /// What was read, in the order of the standard.
    pub(super) fn finish(scan: Scan) -> Vec<SectionReading> {
        scan.found.into_iter().map(|(reading, _)| reading).collect()
    }

    fn heading(&self, scan: &mut Scan, tokens: &Tokens, end: usize) {
        for hit in found_in(&self.heading, tokens, 0, end) {
            let only_seems = found_in(&self.not_heading, tokens, 0, end)
                .iter()
                .any(|m| m.owner == hit.owner && m.whole.0 <= hit.whole.0 && hit.whole.1 <= m.whole.1);
            if only_seems {
                continue;
            }
            if let Some((reading, _)) = self.slot(scan, hit.owner).and_then(|at| scan.found.get_mut(at)) {
                reading.own = true;
            }
        }
    }

    /// The place of a section's reading, which is made where there is none.
    fn slot(&self, scan: &mut Scan, owner: u32) -> Option<usize> {
        let id = self.ids.get(owner as usize)?;
        if let Some(at) = scan.found.iter().position(|(reading, _)| reading.section == *id) {
            return Some(at);
        }
        let reading = SectionReading { section: id.clone(), own: false, elsewhere: false, read_into: None, scattered: Vec::new() };
        scan.found.push((reading, Vec::new()));
        Some(scan.found.len() - 1)
    }
}
