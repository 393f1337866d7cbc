//! Which edition of what is named is meant.

use super::{Held, index::Candidate};
use concordat_register::{
    DocumentFacts, DocumentIndex, Entry, Status,
    citation::{Citation, Outcome},
};

/// How much worse than the best a candidate may fit and still be meant.
const TIE: f32 = 0.06;

/// What a citation turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) outcome: Outcome,
    pub(super) to: Option<DocumentIndex>,
    pub(super) candidates: Vec<DocumentIndex>,
}

impl Choice {
    pub(super) fn new(outcome: Outcome) -> Self {
        Self { outcome, to: None, candidates: Vec::new() }
    }

    fn is(to: DocumentIndex) -> Self {
        Self { outcome: Outcome::Resolved, to: Some(to), candidates: Vec::new() }
    }
}

/// Chooses among the documents that a name fits.
pub(super) fn choose(held: &Held<'_>, candidates: &[Candidate], from: DocumentIndex, cited: &Citation) -> Choice {
    let documents = held.documents;
    let best = candidates.first().map_or(0.0, |c| c.fit);
    // They come best first.
    let tier = || candidates.iter().take_while(|c| c.fit >= best - TIE);
    let entry = |c: &Candidate| documents.get(c.document.0 as usize).map(|d| &d.entry);
    match cited.year {
        None => undated(documents, tier(), candidates, from),
        Some(year) => {
            let of_year: Vec<&Candidate> =
                candidates.iter().filter(|c| c.fit >= best - 2.0 * TIE && entry(c).is_some_and(|e| is_of(e, year, cited.until))).collect();
            if !of_year.is_empty() {
                return dated(held, &of_year, from);
            }
            another_year(documents, tier, from, year, cited.until)
        }
    }
}

fn undated<'c>(documents: &[DocumentFacts], tier: impl Iterator<Item = &'c Candidate>, all: &[Candidate], from: DocumentIndex) -> Choice {
    let own = all.iter().find(|c| c.document == from);
    let others: Vec<&Candidate> = tier.filter(|c| c.document != from).collect();
    // A name that fits the citing document best is its own, whatever else it fits.
    if own.is_some_and(|own| others.iter().all(|c| c.fit <= own.fit && (own.same_kind || !c.same_kind))) {
        return Choice::is(from);
    }
    narrow(documents, &others)
}

/// One of several that fit: the one in force, of the very kind, of the best fit, or none of them.
fn narrow(documents: &[DocumentFacts], tier: &[&Candidate]) -> Choice {
    let standing = |c: &&&Candidate| {
        documents.get(c.document.0 as usize).is_some_and(|d| d.entry.status != Status::Superseded && d.entry.superseded_by.is_none())
    };
    let mut left: Vec<&Candidate> = tier.iter().filter(standing).copied().collect();
    if left.is_empty() {
        left = tier.to_vec();
    }
    let keep = |left: &mut Vec<&Candidate>, rule: &dyn Fn(&Candidate) -> bool| {
        let kept: Vec<&Candidate> = left.iter().copied().filter(|c| rule(c)).collect();
        if !kept.is_empty() {
            *left = kept;
        }
    };
    keep(&mut left, &|c| c.same_kind);
    let top = left.iter().map(|c| c.fit).fold(0.0f32, f32::max);
    keep(&mut left, &|c| c.fit >= top - 0.02);
    match left.as_slice() {
        [] => Choice::new(Outcome::Dangling),
        [only] => Choice::is(only.document),
        many => Choice { outcome: Outcome::Resolved, to: None, candidates: many.iter().map(|c| c.document).collect() },
    }
}

/// Documents of the very year cited: the one meant, and whether a newer one is held.
fn dated(held: &Held<'_>, of_year: &[&Candidate], from: DocumentIndex) -> Choice {
    let mut choice = match of_year {
        [only] => Choice::is(only.document),
        many => {
            let others: Vec<&Candidate> = many.iter().copied().filter(|c| c.document != from).collect();
            let top = others.iter().map(|c| c.fit).fold(0.0f32, f32::max);
            let best: Vec<&Candidate> = others.iter().copied().filter(|c| c.fit >= top - TIE).collect();
            narrow(held.documents, &best)
        }
    };
    if let Some(newer) = choice.to.and_then(|to| held.newer.get(to.0 as usize).copied().flatten()) {
        choice.outcome = Outcome::Superseded;
        choice.candidates = vec![newer];
    }
    choice
}

/// No document of the year cited is held: an older edition than the one held, or one that nobody holds.
fn another_year<'c, T: Iterator<Item = &'c Candidate>>(
    documents: &[DocumentFacts],
    tier: impl Fn() -> T,
    from: DocumentIndex,
    year: i16,
    until: Option<i16>,
) -> Choice {
    let entries = || tier().filter_map(|c| documents.get(c.document.0 as usize).map(|d| (c.document, &d.entry)));
    let undated: Vec<DocumentIndex> =
        entries().filter(|(n, e)| e.year.is_none() && e.period.is_none() && *n != from).map(|(n, _)| n).collect();
    if let [only] = undated.as_slice() {
        return Choice::is(*only);
    }
    let newest = entries().filter_map(|(n, e)| e.year.or(e.period.map(|p| p.from)).map(|y| (y, n))).filter(|(y, _)| *y > year).max();
    if let Some((_, newer)) = newest {
        return Choice { outcome: Outcome::Superseded, to: None, candidates: vec![newer] };
    }
    // A year's difference may be that between approval and printing.
    let close: Vec<DocumentIndex> =
        entries().filter(|(n, e)| *n != from && until.is_none() && e.year.is_some_and(|y| year - y == 1)).map(|(n, _)| n).collect();
    match close.as_slice() {
        [only] => Choice::is(*only),
        _ => Choice::new(Outcome::Dangling),
    }
}

/// Whether a document is of the year or years cited.
fn is_of(entry: &Entry, year: i16, until: Option<i16>) -> bool {
    let period = entry.period.map(|p| (p.from, p.to));
    if let (Some((from, to)), Some(until)) = (period, until) {
        return from == year && to == until;
    }
    let covered = period.is_some_and(|(from, to)| from <= year && year <= to) && until.is_none();
    covered || entry.year == Some(year) || entry.approved.is_some_and(|d| d.year == year && until.is_none())
}
