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
    DocumentFacts, DocumentIndex, Problem, ProblemKind, Read,
    meaning::copying::{Drift, PassageOf},
};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Documents read again at most. An area with more that share passages is told of the most alike.
const AGAIN: usize = 120;

/// Passages of one origin that have come apart, in order of document and place, and a note where some were not compared.
/// What came of each pair is kept.
pub(crate) fn drifts(
    site: &dyn Site,
    order: &Order<'_>,
    documents: &[DocumentFacts],
    kept: &Kept<'_>,
) -> (Vec<Drift>, Option<(String, Problem)>) {
    if order.options.alone || order.options.is_off("duplication/drifted") {
        return (Vec::new(), None);
    }
    let (pairs, left) = pairs(documents);
    let pairs: Vec<(Pair, Key)> = pairs.into_iter().map(|pair| (pair, place_of(kept, documents, &pair))).collect();
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
    (found, note_of(documents, &left))
}

/// Says how many pairs of passages were not compared; nothing where none was left.
fn note_of(documents: &[DocumentFacts], left: &[Pair]) -> Option<(String, Problem)> {
    let files: BTreeSet<DocumentIndex> = left.iter().flatten().map(|p| p.document).collect();
    let file = files.first().and_then(|index| documents.get(index.0 as usize))?.entry.file.clone();
    let passages =
        if left.len() == 1 { "one pair of passages that seems".to_owned() } else { format!("{} pairs of passages that seem", left.len()) };
    let others = match files.len() - 1 {
        1 => "one more document".to_owned(),
        n => format!("{n} more documents"),
    };
    let message = format!("{passages} copied, here and in {others}, were not compared: only the {AGAIN} documents most alike are");
    let help = "audit the documents in smaller folders to have the rest compared";
    Some((file, Problem::new(ProblemKind::Note, message, help)))
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

/// The pairs to look at, in order of document and place, and those that are left.
fn pairs(documents: &[DocumentFacts]) -> (Vec<Pair>, Vec<Pair>) {
    let mut wanted: BTreeSet<DocumentIndex> = BTreeSet::new();
    let (mut pairs, mut left) = (Vec::new(), Vec::new());
    for pair in candidates(documents) {
        let more = pair.iter().filter(|p| !wanted.contains(&p.document)).count();
        if wanted.len() + more > AGAIN {
            left.push(pair);
            continue;
        }
        wanted.extend(pair.map(|p| p.document));
        pairs.push(pair);
    }
    pairs.sort_unstable();
    (pairs, left)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_compared_is_counted() {
        let entry = |n: u32| concordat_register::Entry { file: format!("{n}.md"), ..Default::default() };
        let documents: Vec<DocumentFacts> = (0..4).map(|n| DocumentFacts { entry: entry(n), ..Default::default() }).collect();
        let place = |document: u32| PassageOf { document: DocumentIndex(document), paragraph: 1 };
        assert!(note_of(&documents, &[]).is_none());
        let (file, problem) = note_of(&documents, &[[place(1), place(2)], [place(1), place(3)]]).unwrap();
        assert_eq!(file, "1.md");
        assert!(problem.message.starts_with("2 pairs of passages that seem copied, here and in 2 more documents,"), "{}", problem.message);
    }
}
