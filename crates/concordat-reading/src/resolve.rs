//! Resolves citations against the register.
//!
//! Names are compared by what they name: themes, kind of document, and words of their own, the rarer the weightier. Each
//! distinct name is looked up once ([`index`]), and which edition of what it names is meant is decided for each citation
//! by its year ([`edition`]). Nothing is guessed: what two documents answer equally well stays open.

mod edition;
mod index;
mod numbered;
mod possible;
#[cfg(test)]
mod tests;

use crate::naming::Namer;
use concordat_register::{
    DocumentFacts, DocumentIndex, Kind,
    citation::{Citation, CitationKind, Outcome, Reference, Stance},
};
use concordat_standard::Standard;
use edition::{Choice, choose};
use index::{Candidate, Index};
use numbered::Series;
use std::collections::{BTreeMap, HashMap};

/// A distinct name: its words and the kind its last word says.
type Key<'d> = (&'d str, Option<concordat_register::Kind>);

/// Every citation of every document, resolved, in order of document and place. What only may be a citation becomes one
/// beforehand where the site holds what it names, and is dropped where it does not.
#[must_use]
pub fn resolve(documents: &mut [DocumentFacts], standard: &Standard) -> Vec<Reference> {
    let namer = Namer::new(standard);
    let mut index = Index::new(documents, &namer);
    let newer = newer(documents);
    let series = Series::new(documents);
    series.promote(documents, &mut index, &namer);
    let acronyms: BTreeMap<String, String> =
        acronyms(documents).into_iter().map(|(letters, meaning)| (letters.to_owned(), meaning.to_owned())).collect();
    let seeds = possible::promote(documents, &newer, &mut index, &namer, standard, &acronyms);
    let documents = &*documents;
    let mut known: HashMap<Key<'_>, Vec<Candidate>> =
        seeds.iter().map(|((name, kind), found)| ((name.as_str(), *kind), found.clone())).collect();
    let names = Names { held: Held { documents, newer: &newer }, series: &series, namer: &namer, acronyms: &acronyms };
    let mut made = Vec::with_capacity(documents.iter().map(|d| d.citations.citations.len()).sum());
    for (n, document) in documents.iter().enumerate() {
        let from = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
        for (citation, cited) in document.citations.citations.iter().enumerate() {
            let choice = match cited.kind {
                CitationKind::InternalSection if cited.present == Some(false) => Choice::new(match cited.stance {
                    Stance::HeldElsewhere | Stance::Planned => Outcome::External,
                    Stance::Relies | Stance::Historic => Outcome::Dangling,
                }),
                CitationKind::InternalSection => Choice { outcome: Outcome::Resolved, to: Some(from), candidates: Vec::new() },
                CitationKind::LocalDocument => match series.choose(&mut index, &namer, from, cited) {
                    Some(choice) => choice,
                    None => names.local(&mut index, &mut known, from, cited),
                },
                CitationKind::Url | CitationKind::NationalGuidance | CitationKind::Legislation => {
                    match index.linked(from, cited.link.as_deref()).or_else(|| own_title(&index, documents, from, cited)) {
                        Some(to) => Choice { outcome: Outcome::Resolved, to: Some(to), candidates: Vec::new() },
                        None => Choice::new(Outcome::External),
                    }
                }
            };
            made.push(Reference { from, citation, to: choice.to, candidates: choice.candidates, outcome: choice.outcome });
        }
    }
    made
}

/// The documents, and for each the newer edition that is held.
#[derive(Debug, Clone, Copy)]
struct Held<'d> {
    documents: &'d [DocumentFacts],
    newer: &'d [Option<DocumentIndex>],
}

/// For each document the one that has taken its place.
fn newer(documents: &[DocumentFacts]) -> Vec<Option<DocumentIndex>> {
    let number = |n: usize| DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
    let by_file: BTreeMap<&str, DocumentIndex> = documents.iter().enumerate().map(|(n, d)| (d.entry.file.as_str(), number(n))).collect();
    documents.iter().map(|d| d.entry.superseded_by.as_deref().and_then(|file| by_file.get(file).copied())).collect()
}

/// What a name is looked up by.
struct Names<'a> {
    held: Held<'a>,
    series: &'a Series,
    namer: &'a Namer,
    acronyms: &'a BTreeMap<String, String>,
}

impl Names<'_> {
    fn local<'d>(
        &self,
        index: &mut Index,
        known: &mut HashMap<Key<'d>, Vec<Candidate>>,
        from: DocumentIndex,
        cited: &'d Citation,
    ) -> Choice {
        if let Some(to) = index.linked(from, cited.link.as_deref()) {
            return Choice { outcome: Outcome::Resolved, to: Some(to), candidates: Vec::new() };
        }
        if index.is_shelf(self.namer, &cited.name) && index.titled(&cited.anchor.quote.exact).is_none() {
            return Choice::new(Outcome::External);
        }
        let candidates = known
            .entry((cited.name.as_str(), cited.document_kind))
            .or_insert_with(|| index.look_up(&spelt_out(self.namer, &cited.name, self.acronyms), cited.document_kind));
        // A school's own behaviour policy is no document on harmful sexual behaviour.
        let everyday = self.namer.everyday(&cited.name);
        let titled = |c: &Candidate, words: &str| {
            let entry = self.held.documents.get(c.document.0 as usize).map(|d| &d.entry);
            entry.is_some_and(|e| std::iter::once(&e.title).chain(&e.also_called).any(|name| self.namer.holds_everyday(name, words)))
        };
        let kept: Vec<Candidate>;
        let candidates = match everyday {
            Some(words) => {
                kept = candidates.iter().copied().filter(|c| titled(c, words)).collect();
                &kept
            }
            None => &*candidates,
        };
        let mut choice = choose(&self.held, candidates, from, cited);
        // A document without a date may be the one that says it replaced what is cited by its year.
        let dated = |to: DocumentIndex| self.held.documents.get(to.0 as usize).is_some_and(|d| d.entry.year.is_some());
        if cited.year.is_some()
            && choice.to.is_some_and(|to| !dated(to))
            && let Some(by) = index.replaced(self.namer, from, cited)
        {
            choice = Choice { outcome: Outcome::Superseded, to: None, candidates: vec![by] };
        }
        if matches!(choice.outcome, Outcome::Dangling) {
            if let Some(by) = index.replaced(self.namer, from, cited) {
                choice = Choice { outcome: Outcome::Superseded, to: None, candidates: vec![by] };
            } else if cited.stance == Stance::HeldElsewhere || in_passing(cited) || self.series.is_manual(cited) {
                choice = Choice::new(Outcome::External);
            }
        }
        // What is yet to be written is no held document of another kind on the same theme.
        let kind = |to: DocumentIndex| candidates.iter().any(|c| c.document == to && c.same_kind);
        if cited.stance == Stance::Planned && choice.to.is_some_and(|to| !kind(to)) {
            choice = Choice::new(Outcome::External);
        }
        choice
    }
}

/// The document of the area that bears the very title which a national one also has, in an edition that is not another.
fn own_title(index: &Index, documents: &[DocumentFacts], from: DocumentIndex, cited: &Citation) -> Option<DocumentIndex> {
    if cited.kind != CitationKind::NationalGuidance {
        return None;
    }
    let to = index.titled(&cited.anchor.quote.exact).filter(|to| *to != from)?;
    let entry = &documents.get(to.0 as usize)?.entry;
    let within = |year: i16| entry.year == Some(year) || entry.period.is_some_and(|p| p.from <= year && year <= p.to);
    cited.year.is_none_or(within).then_some(to)
}

/// Whether a name may be no document at all: "the Millford levels of need" in small letters.
fn in_passing(cited: &Citation) -> bool {
    !cited.proper && cited.document_kind == Some(Kind::Thresholds) && cited.name.ends_with(" of need")
}

/// Acronyms and their meanings over the whole site; one that documents spell out differently means nothing.
fn acronyms(documents: &[DocumentFacts]) -> BTreeMap<&str, &str> {
    let mut known: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for acronym in documents.iter().flat_map(|d| &d.citations.acronyms) {
        let meaning = acronym.meaning.as_str();
        known
            .entry(acronym.letters.as_str())
            .and_modify(|held| {
                if held.is_some_and(|h| !h.eq_ignore_ascii_case(meaning)) {
                    *held = None;
                }
            })
            .or_insert(Some(meaning));
    }
    known.into_iter().filter_map(|(letters, meaning)| meaning.map(|m| (letters, m))).collect()
}

/// A name, with what its acronyms mean beside them.
fn spelt_out(namer: &Namer, name: &str, acronyms: &BTreeMap<String, String>) -> Vec<crate::naming::Name> {
    let mut readings = vec![namer.read(name)];
    let mut longer = String::new();
    let mut spelt = false;
    for word in name.split(' ') {
        let letters = word.to_uppercase();
        match acronyms.get(&letters) {
            Some(meaning) => {
                longer.push_str(meaning);
                spelt = true;
            }
            None => longer.push_str(word),
        }
        longer.push(' ');
    }
    if spelt {
        readings.push(namer.read(&longer));
    }
    readings
}
