//! Reads again the few documents of which passages seem copied, to set their words side by side.
//!
//! Facts hold no text. Keeping it for every document would cost more memory than all the rest; reading again the few that
//! share a passage costs what reading them cost at first. What came of a pair is kept in the pack, so that a second run reads
//! none of them again.

use crate::{
    Order, Site,
    engine::guarded,
    pack::{Kept, Key},
};
use concordat_reading::{
    Prepared,
    copying::{PassageText, candidates, drift, passage_text},
};
use concordat_register::{
    DocumentFacts, DocumentIndex, Read,
    meaning::copying::{Drift, PassageOf},
};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Documents read again at most. An area with more that share passages is told of the most alike.
const AGAIN: usize = 120;

/// Passages of one origin that have come apart, in order of document and place. What came of each pair is kept.
pub(crate) fn drifts(site: &dyn Site, order: &Order<'_>, documents: &[DocumentFacts], kept: &Kept<'_>) -> Vec<Drift> {
    if order.options.alone || order.options.is_off("duplication/drifted") {
        return Vec::new();
    }
    let pairs: Vec<(Pair, Key)> = pairs(documents).into_iter().map(|pair| (pair, place_of(kept, documents, &pair))).collect();
    let known: Vec<Option<Option<Drift>>> = pairs.iter().map(|(_, place)| kept.other(place)).collect();
    let mut wanted: BTreeMap<DocumentIndex, BTreeSet<u32>> = BTreeMap::new();
    for ((pair, _), _) in pairs.iter().zip(&known).filter(|(_, known)| known.is_none()) {
        for passage in pair {
            wanted.entry(passage.document).or_default().insert(passage.paragraph);
        }
    }
    let texts: BTreeMap<PassageOf, PassageText> =
        wanted.par_iter().flat_map_iter(|(&index, paragraphs)| passages(site, order, documents, index, paragraphs)).collect();
    let mut found = Vec::new();
    for (([a, b], place), known) in pairs.iter().zip(known) {
        let indices = [a.document, b.document];
        let outcome = match known {
            Some(known) => known.map(|drift| Drift { documents: indices, ..drift }),
            None => {
                let (Some(one), Some(two)) = (texts.get(a), texts.get(b)) else { continue };
                let outcome = drift(indices, [one, two], &order.standard.copying, &order.standard.themes);
                kept.keep_other(*place, &outcome);
                outcome
            }
        };
        found.extend(outcome);
    }
    found
}

/// Two passages that seem copied.
type Pair = [PassageOf; 2];

/// The hash of all that what came of a pair depends on: the program with its standard, and the passages of the very files.
fn place_of(kept: &Kept<'_>, documents: &[DocumentFacts], pair: &Pair) -> Key {
    let mut hash = Sha256::new_with_prefix(kept.fingerprint());
    for passage in pair {
        let entry = documents.get(passage.document.0 as usize).map(|d| &d.entry);
        hash.update(entry.map_or("", |e| e.sha256.as_str()));
        hash.update(entry.map_or("", |e| e.file.as_str()));
        hash.update(passage.paragraph.to_le_bytes());
    }
    hash.finalize().into()
}

/// The pairs to look at, in order of document and place.
fn pairs(documents: &[DocumentFacts]) -> Vec<Pair> {
    let mut wanted: BTreeSet<DocumentIndex> = BTreeSet::new();
    let mut pairs = Vec::new();
    for pair in candidates(documents) {
        let more = pair.iter().filter(|p| !wanted.contains(&p.document)).count();
        if wanted.len() + more > AGAIN {
            continue;
        }
        wanted.extend(pair.map(|p| p.document));
        pairs.push(pair);
    }
    pairs.sort_unstable();
    pairs
}

fn passages(
    site: &dyn Site,
    order: &Order<'_>,
    documents: &[DocumentFacts],
    index: DocumentIndex,
    paragraphs: &BTreeSet<u32>,
) -> Vec<(PassageOf, PassageText)> {
    let Some(entry) = documents.get(index.0 as usize).map(|d| &d.entry) else { return Vec::new() };
    // What could be read a moment ago and cannot now has been told of, or will be at the next run.
    let Ok(bytes) = site.read(&entry.file) else { return Vec::new() };
    let limits = order.limits_of.map_or_else(|| order.limits.clone(), |make| make(&order.limits));
    let read = guarded(|| concordat_ingest::read(&entry.file, &bytes, &limits));
    let texts = guarded(|| {
        Read::whole(read.value.map_or_else(Vec::new, |document| {
            let prepared = Prepared::new(&document);
            let text = |&paragraph: &u32| Some((PassageOf { document: index, paragraph }, passage_text(&prepared, paragraph)?));
            paragraphs.iter().filter_map(text).collect()
        }))
    });
    texts.value.unwrap_or_default()
}
