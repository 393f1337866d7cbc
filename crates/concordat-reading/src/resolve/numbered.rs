//! Resolves documents cited by their number in a series: "chapter 4.7 of the manual", "Procedure 14".

use super::{
    edition::Choice,
    index::{Candidate, Index},
};
use crate::{naming::Namer, series};
use concordat_register::{
    DocumentFacts, DocumentIndex, SeriesNumber, Status,
    citation::{Citation, CitationKind, CitedNumber, Outcome, Stance},
};
use std::collections::{BTreeMap, BTreeSet};

/// Least fit of a chapter that is told by what it is about.
const FITS: f32 = 0.9;
/// Words of departments and manuals at large, which no owner is told by.
const DEPARTMENTS: &[&str] = &["social", "care", "service", "early", "help", "department", "council", "manual", "online", "csc", "family"];
/// Documents of a series from which on one that is not held is missed.
const KEPT: usize = 2;

/// The documents that bear numbers.
#[derive(Debug)]
pub(super) struct Series {
    by_mark: BTreeMap<String, Vec<(SeriesNumber, DocumentIndex)>>,
    /// Every number, to tell whether a series is held at all.
    held: BTreeSet<(SeriesNumber, DocumentIndex)>,
    /// Documents that are pages of a website, whose series is kept there.
    online: BTreeSet<DocumentIndex>,
    /// Documents that another has replaced.
    replaced: BTreeSet<DocumentIndex>,
}

impl Series {
    pub(super) fn new(documents: &[DocumentFacts]) -> Self {
        let mut made = Self { by_mark: BTreeMap::new(), held: BTreeSet::new(), online: BTreeSet::new(), replaced: BTreeSet::new() };
        for (n, document) in documents.iter().enumerate() {
            let index = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
            let entry = &document.entry;
            for number in &entry.numbers {
                made.by_mark.entry(number.mark.clone()).or_default().push((number.clone(), index));
                made.held.insert((number.clone(), index));
            }
            let file = entry.file.to_ascii_lowercase();
            if [".html", ".htm", ".xhtml", ".mhtml"].iter().any(|end| file.ends_with(end)) {
                made.online.insert(index);
            }
            if entry.status == Status::Superseded || entry.superseded_by.is_some() {
                made.replaced.insert(index);
            }
        }
        made
    }

    /// Makes citations of what may be one by its number, where the site holds the document or others of its series. What
    /// was taken for a part of the document itself, or for a name without its number, makes way.
    pub(super) fn promote(&self, documents: &mut [DocumentFacts], index: &mut Index, namer: &Namer) {
        for (n, document) in documents.iter_mut().enumerate() {
            let from = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
            let facts = &mut document.citations;
            if facts.possible.iter().all(|one| one.number.is_none()) {
                continue;
            }
            let (numbered, rest) = std::mem::take(&mut facts.possible).into_iter().partition(|one| one.number.is_some());
            facts.possible = rest;
            let mut made: Vec<Citation> = numbered;
            made.retain(|one| self.choose(index, namer, from, one).is_some());
            if made.is_empty() {
                continue;
            }
            let spans: Vec<(u32, u32)> = made.iter().map(|one| (one.anchor.span.start, one.anchor.span.end)).collect();
            facts.citations.retain(|one| {
                let span = one.anchor.span;
                one.kind != CitationKind::InternalSection || !spans.iter().any(|(start, end)| *start < span.end && span.start < *end)
            });
            facts.citations.append(&mut made);
            facts.citations.sort_by_key(|one| one.anchor.span.start);
        }
    }

    /// What a citation by number means; none where it bears no number, or one of a series that the site knows nothing of.
    pub(super) fn choose(&self, index: &mut Index, namer: &Namer, from: DocumentIndex, cited: &Citation) -> Option<Choice> {
        let CitedNumber { number, of_manual } = cited.number.as_ref()?;
        if let Some(to) = index.linked(from, cited.link.as_deref()) {
            return Some(Choice { outcome: Outcome::Resolved, to: Some(to), candidates: Vec::new() });
        }
        if number.mark.is_empty() {
            return self.by_subject(index, namer, from, cited, number);
        }
        let fits: Vec<DocumentIndex> = self
            .by_mark
            .get(&number.mark)
            .into_iter()
            .flatten()
            .filter(|(held, document)| *document != from && series::same(number, *of_manual, held))
            .map(|(_, document)| *document)
            .collect();
        if let Some(choice) = self.told_apart(index, namer, &fits, &cited.name) {
            return Some(choice);
        }
        if !fits.is_empty() {
            return None;
        }
        // A bare chapter or part that nobody bears is a part of the document; only a named series can lack one.
        let sibling = self.held.iter().any(|(held, document)| *document == from && series::one_sort(number, held));
        if series::is_part(&number.noun) && !(*of_manual || sibling && number.noun == "chapter") {
            return None;
        }
        let of_series: BTreeSet<DocumentIndex> =
            self.held.iter().filter(|(held, _)| series::one_sort(number, held)).map(|(_, document)| *document).collect();
        if of_series.is_empty() {
            return None;
        }
        let elsewhere = cited.stance != Stance::Relies || of_series.len() < KEPT || of_series.iter().any(|d| self.online.contains(d));
        Some(Choice::new(if elsewhere { Outcome::External } else { Outcome::Dangling }))
    }

    /// Whether a manual is named of which the site holds chapters, so that it cannot be said not to be held.
    pub(super) fn is_manual(&self, cited: &Citation) -> bool {
        let manual = ["manual", "online procedures", "procedures online"].iter().any(|end| cited.name.ends_with(end));
        manual && self.held.iter().any(|(held, _)| series::is_part(&held.noun))
    }

    /// Of the documents that bear a number the one that the words beside it mean: in force, and of the owner named.
    fn told_apart(&self, index: &Index, namer: &Namer, fits: &[DocumentIndex], words: &str) -> Option<Choice> {
        let owner = namer.read(words.split('(').next().unwrap_or_default());
        // Somebody else's manual or department: nothing of its name is known here.
        let foreign = index.unknown(&owner, DEPARTMENTS);
        let name = namer.read(words);
        let mut best: Vec<(usize, DocumentIndex)> = fits.iter().filter(|_| !foreign).map(|&d| (index.shares(&name, d), d)).collect();
        let standing: Vec<(usize, DocumentIndex)> = best.iter().copied().filter(|(_, d)| !self.replaced.contains(d)).collect();
        if !standing.is_empty() {
            best = standing;
        }
        let top = best.iter().map(|(shared, _)| *shared).max()?;
        best.retain(|(shared, _)| *shared == top);
        Some(match best.as_slice() {
            [(_, only)] => Choice { outcome: Outcome::Resolved, to: Some(*only), candidates: Vec::new() },
            many => Choice { outcome: Outcome::Resolved, to: None, candidates: many.iter().map(|(_, d)| *d).collect() },
        })
    }

    /// The one chapter that is about what the words say.
    fn by_subject(&self, index: &mut Index, namer: &Namer, from: DocumentIndex, cited: &Citation, number: &SeriesNumber) -> Option<Choice> {
        let chapter = |document: DocumentIndex| {
            document != from && self.held.iter().any(|(held, d)| *d == document && series::one_sort(number, held))
        };
        let mut found: Vec<Candidate> = index.look_up(&[namer.read(&cited.name)], None);
        found.retain(|c| c.fit >= FITS && chapter(c.document));
        match found.as_slice() {
            [only] => Some(Choice { outcome: Outcome::Resolved, to: Some(only.document), candidates: Vec::new() }),
            _ => None,
        }
    }
}
