//! The register of meetings: what documents, spreadsheets and `concordat.toml` say, put together to one [`Meeting`] each.

mod identity;
mod merge;
mod sheets;

pub use sheets::sheet_facts;

use concordat_reading::meetings::{Cadences, MeetingReader};
use concordat_register::{
    DocumentFacts, DocumentIndex, Evidence,
    meeting::{Level, Meeting, MeetingCorrection, PanelReading, Part},
};
use concordat_standard::Standard;
use identity::{Identity, Key, normal};

/// A reading and the document or spreadsheet that it is of.
#[derive(Debug, Clone, Copy)]
struct Said<'a> {
    document: DocumentIndex,
    reading: &'a PanelReading,
}

impl Said<'_> {
    fn at(&self, anchor: &concordat_register::Anchor) -> Evidence {
        Evidence { document: self.document, anchor: anchor.clone() }
    }
}

/// The meetings of an area, in order of level and name. `spreadsheets` are counted on after the documents. `reader` is called
/// only where `concordat.toml` gives a remit.
#[must_use]
pub fn register<'r>(
    documents: &[DocumentFacts],
    spreadsheets: &[DocumentFacts],
    corrections: &[MeetingCorrection],
    standard: &Standard,
    reader: &dyn Fn() -> &'r MeetingReader,
) -> Vec<Meeting> {
    let index = |n: usize| DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
    let all: Vec<Said<'_>> = documents
        .iter()
        .chain(spreadsheets)
        .enumerate()
        .flat_map(|(n, facts)| facts.meetings.panels.iter().map(move |reading| Said { document: index(n), reading }))
        .collect();
    if all.is_empty() && corrections.is_empty() {
        return Vec::new();
    }
    let cadences = Cadences::new(standard);
    let mut meetings: Vec<(Meeting, Vec<Key>)> = Vec::new();
    for group in identity::groups(&all, corrections) {
        let said: Vec<Said<'_>> = group.readings.iter().filter_map(|&n| all.get(n).copied()).collect();
        let correction = group.correction.and_then(|n| corrections.get(n));
        if correction.is_some_and(|c| c.ignore) || (correction.is_none() && !is_standing(&said, standard)) {
            continue;
        }
        meetings.push((merge::meeting(&said, correction, &cadences, reader), group.keys));
    }
    let rank = |m: &Meeting| (m.level.is_none(), m.level, m.name.to_lowercase());
    meetings.sort_by_key(|(meeting, _)| rank(meeting));
    let identity = Identity::new(meetings.iter().map(|(_, keys)| keys.as_slice()));
    let mut meetings: Vec<Meeting> = meetings.into_iter().map(|(meeting, _)| meeting).collect();
    name_ids(&mut meetings);
    for (n, meeting) in meetings.iter_mut().enumerate() {
        let named = meeting.reports_to.as_deref().map(|said| identity.named_in(said)).unwrap_or_default();
        meeting.answers_to = named.into_iter().filter(|&to| to != n).collect();
    }
    divide(&mut meetings, documents, &identity, &|words| concordat_reading::meetings::divides(standard, words));
    meetings
}

/// Whether what is said is enough to take it for a standing panel or group, and not a word in passing.
fn is_standing(said: &[Said<'_>], standard: &Standard) -> bool {
    let parts = || said.iter().flat_map(|s| &s.reading.parts);
    let count = Part::ALL.iter().filter(|part| parts().any(|p| p.part == **part)).count();
    let terms = said.iter().any(|s| s.reading.terms && (!s.reading.parts.is_empty() || !s.reading.members.is_empty()));
    if terms || said.iter().any(|s| s.reading.members.len() >= 2) {
        return true;
    }
    let bodies = &standard.terms.bodies;
    let named = said.iter().any(|s| {
        let name = normal(&s.reading.name);
        let last = name.rsplit(' ').next().unwrap_or_default();
        bodies.nouns.iter().any(|noun| noun == last) && name.contains(' ') || bodies.known.iter().any(|k| k.names.contains(&name))
    });
    named && count >= 2
}

/// Gives every meeting its slug.
fn name_ids(meetings: &mut [Meeting]) {
    let mut taken: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    for meeting in meetings {
        let stem = normal(meeting.short()).replace(' ', "-");
        let stem = if stem.is_empty() { "meeting".to_owned() } else { stem };
        let count = taken.entry(stem.clone()).or_default();
        *count += 1;
        meeting.id = if *count == 1 { stem } else { format!("{stem}-{count}") };
    }
}

/// Notes where it is said how meetings divide the work: in sentences of documents, and in a remit that names another meeting.
fn divide(meetings: &mut [Meeting], documents: &[DocumentFacts], identity: &Identity, divides: &dyn Fn(&str) -> bool) {
    let mut found: Vec<(usize, usize, Evidence)> = Vec::new();
    let mut add = |places: Vec<usize>, evidence: &Evidence| {
        for (at, a) in places.iter().enumerate() {
            found.extend(places.iter().skip(at + 1).filter(|b| *b != a).map(|b| (*a.min(b), *a.max(b), evidence.clone())));
        }
    };
    for (n, facts) in documents.iter().enumerate() {
        for division in &facts.meetings.divisions {
            let panel = |n: &usize| meetings.get(*n).is_some_and(|m| m.level == Some(Level::Operational));
            let mut places: Vec<usize> = match division.meetings.as_slice() {
                [] => (0..meetings.len()).filter(panel).collect(),
                named => named.iter().filter_map(|name| identity.of(name)).collect(),
            };
            places.sort_unstable();
            places.dedup();
            let document = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
            add(places, &Evidence { document, anchor: division.anchor.clone() });
        }
    }
    for (n, meeting) in meetings.iter().enumerate() {
        for part in meeting.parts.iter().filter(|p| matches!(p.part, Part::Remit | Part::ReferralOut | Part::ReferralIn)) {
            let words = part.evidence.anchor.quote.exact.as_str();
            let others: Vec<usize> = identity.named_in(words).into_iter().filter(|&m| m != n).collect();
            if !others.is_empty() && divides(words) {
                add(others.into_iter().chain([n]).collect(), &part.evidence);
            }
        }
    }
    for (a, b, evidence) in found {
        for (own, other) in [(a, b), (b, a)] {
            if let Some(meeting) = meetings.get_mut(own) {
                meeting.divisions.push((other, evidence.clone()));
            }
        }
    }
}

#[cfg(test)]
mod tests;
