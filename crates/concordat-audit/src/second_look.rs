//! Reads again the few documents of which passages seem copied, to set their words side by side.
//!
//! Facts hold no text. Keeping it for every document would cost more memory than all the rest; reading again the few that
//! share a passage costs what reading them cost at first.

use crate::{Order, Site, engine::guarded};
use concordat_reading::{
    Prepared,
    copying::{PassageText, candidates, drift, passage_text},
};
use concordat_register::{
    DocumentFacts, DocumentIndex, Read,
    meaning::copying::{Drift, PassageOf},
};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Documents read again at most. An area with more that share passages is told of the most alike.
const AGAIN: usize = 120;

/// Passages of one origin that have come apart, in order of document and place.
pub(crate) fn drifts(site: &dyn Site, order: &Order<'_>, documents: &[DocumentFacts]) -> Vec<Drift> {
    if order.options.alone || order.options.is_off("duplication/drifted") {
        return Vec::new();
    }
    let mut wanted: BTreeMap<DocumentIndex, BTreeSet<u32>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for pair in candidates(documents) {
        let more = pair.iter().filter(|p| !wanted.contains_key(&p.document)).count();
        if wanted.len() + more > AGAIN {
            continue;
        }
        for place in pair {
            wanted.entry(place.document).or_default().insert(place.paragraph);
        }
        pairs.push(pair);
    }
    pairs.sort_unstable();
    let texts: BTreeMap<PassageOf, PassageText> =
        wanted.par_iter().flat_map_iter(|(&index, paragraphs)| passages(site, order, documents, index, paragraphs)).collect();
    let compare = |[a, b]: &[PassageOf; 2]| {
        drift([a.document, b.document], [texts.get(a)?, texts.get(b)?], &order.standard.copying, &order.standard.themes)
    };
    pairs.iter().filter_map(compare).collect()
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
