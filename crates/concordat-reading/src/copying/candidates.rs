//! Which passages of different documents are worth setting side by side.
//!
//! Passages with the same words are one, and the first stands for all. The rest meet where they share one of their least
//! prints; no other pair is looked at, so the cost grows with the number of passages.

use concordat_register::{
    DocumentFacts, DocumentIndex, Entry, Status,
    meaning::copying::{PassageOf, PassagePrint},
};
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// Prints by which passages meet: two that share half their wording share one of these with 98 chances in a hundred.
const MEETING: usize = 12;
/// Passages that share a print and are compared; a print that more share is a form of words.
const BUCKET: usize = 32;
/// Prints shared, in hundredths of the least prints of both, at least.
const ALIKE: usize = 15;
/// Pairs that are looked at again at most, the most alike first.
const PAIRS: usize = 400;
/// Pairs kept at once while looking.
const HELD: usize = 100_000;

/// Prints are hashes already, of words that nobody chose to make them collide.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |all, &byte| all.rotate_left(8) ^ u64::from(byte));
    }

    fn write_u32(&mut self, print: u32) {
        // The table asks the highest and the lowest bits.
        self.0 = u64::from(print).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_u64(&mut self, print: u64) {
        self.0 = print.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

/// A pair with how alike it is; in this order the most alike come first.
type Found = (Reverse<usize>, [PassageOf; 2]);

/// Pairs of passages of different documents that share much of their wording and not all, the most alike first.
///
/// Editions of one document, and documents that another replaces, are left out: their text is meant to have moved on.
#[must_use]
pub fn candidates(documents: &[DocumentFacts]) -> Vec<[PassageOf; 2]> {
    let passages = distinct(documents);
    let met = meetings(&passages);
    let mut found: Vec<Found> = Vec::new();
    for bucket in met.chunk_by(|a, b| a.0 == b.0).filter(|b| (2..=BUCKET).contains(&b.len())) {
        for (n, (_, a)) in bucket.iter().enumerate() {
            found.extend(bucket.iter().skip(n + 1).filter_map(|(_, b)| pair(documents, &passages, *a, *b)));
        }
        if found.len() > HELD {
            best(&mut found);
        }
    }
    best(&mut found);
    found.into_iter().map(|(_, pair)| pair).collect()
}

/// Every print by which two passages can meet, with the passage, in order of print and place.
///
/// Most prints of a large site stand alone, and the rest are mostly forms of words that hundreds share; sorting all of them
/// would cost more than all else. They are first counted in a table in which several share a slot: it tells those that
/// certainly stand alone, and those that may be shared by too many, which alone are counted one by one.
fn meetings(passages: &[(PassageOf, PassagePrint<'_>)]) -> Vec<(u32, u32)> {
    let all = || (0u32..).zip(passages).flat_map(|(n, (_, print))| print.prints.iter().take(MEETING).map(move |&p| (p, n)));
    let slots = (4 * MEETING * passages.len()).next_power_of_two();
    let slot = |print: u32| print as usize & (slots - 1);
    let mut table = vec![0u8; slots];
    for (print, _) in all() {
        if let Some(count) = table.get_mut(slot(print)) {
            *count = count.saturating_add(1);
        }
    }
    let counted = |print: u32| usize::from(table.get(slot(print)).copied().unwrap_or(0));
    let mut crowded: HashMap<u32, usize, BuildHasherDefault<AsItIs>> = HashMap::default();
    for (print, _) in all().filter(|(print, _)| counted(*print) > BUCKET) {
        *crowded.entry(print).or_default() += 1;
    }
    let meets = |print: u32| match counted(print) {
        n if n > BUCKET => crowded.get(&print).is_some_and(|n| (2..=BUCKET).contains(n)),
        n => n >= 2,
    };
    let mut met: Vec<(u32, u32)> = all().filter(|(print, _)| meets(*print)).collect();
    met.sort_unstable();
    met
}

fn best(found: &mut Vec<Found>) {
    found.sort_unstable();
    found.dedup();
    found.truncate(PAIRS);
}

fn pair(documents: &[DocumentFacts], passages: &[(PassageOf, PassagePrint<'_>)], a: u32, b: u32) -> Option<Found> {
    let ((one, left), (two, right)) = (passages.get(a as usize)?, passages.get(b as usize)?);
    let alike = resemblance(left.prints, right.prints);
    (alike >= ALIKE && comparable(documents, one.document, two.document)).then_some((Reverse(alike), [*one, *two]))
}

/// One passage for every wording, in order of place. A document that is replaced stands for none, or it would hide the one
/// in force that says the same.
fn distinct(documents: &[DocumentFacts]) -> Vec<(PassageOf, PassagePrint<'_>)> {
    let mut wordings: HashSet<u64, BuildHasherDefault<AsItIs>> = HashSet::default();
    let all = (0u32..).map(DocumentIndex).zip(documents).filter(|(_, facts)| !is_replaced(&facts.entry)).flat_map(|(document, facts)| {
        let passages = facts.meaning.copying.passages();
        passages.map(move |print| (PassageOf { document, paragraph: print.paragraph }, print))
    });
    all.filter(|(_, print)| wordings.insert(print.whole)).collect()
}

/// How much of their wording two passages share, in hundredths: of the least prints of both together, those that both have.
/// Source: Broder 1997, as [`MEETING`]'s sample.
fn resemblance(one: &[u32], two: &[u32]) -> usize {
    let most = one.len().max(two.len());
    let (mut a, mut b, mut shared, mut all) = (0, 0, 0, 0);
    while all < most
        && let (Some(x), Some(y)) = (one.get(a), two.get(b))
    {
        all += 1;
        shared += usize::from(x == y);
        a += usize::from(x <= y);
        b += usize::from(y <= x);
    }
    100 * shared / most.max(1)
}

fn comparable(documents: &[DocumentFacts], one: DocumentIndex, two: DocumentIndex) -> bool {
    let entry = |index: DocumentIndex| documents.get(index.0 as usize).map(|d| &d.entry);
    let (Some(a), Some(b)) = (entry(one), entry(two)) else { return false };
    one != two && a.title != b.title
}

fn is_replaced(entry: &Entry) -> bool {
    entry.status == Status::Superseded || entry.superseded_by.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn resemblance_is_what_both_have_of_the_least_prints() {
        assert_eq!(resemblance(&[1, 2, 3, 4], &[1, 2, 3, 4]), 100);
        assert_eq!(resemblance(&[1, 2, 9, 10], &[1, 2, 5, 6]), 50);
        assert_eq!(resemblance(&[1], &[2]), 0);
        assert_eq!(resemblance(&[], &[]), 0);
    }

    #[test]
    fn a_replaced_document_does_not_stand_for_one_in_force() {
        let document = |title: &str, status: Status, whole: u64, prints: &[u32]| {
            let mut facts = DocumentFacts::default();
            facts.entry.title = title.into();
            facts.entry.status = status;
            facts.meaning.copying.push(PassagePrint { paragraph: 1, whole, prints });
            facts
        };
        let old = document("Old", Status::Superseded, 1, &[1, 2, 3, 4]);
        let new = document("New", Status::Current, 1, &[1, 2, 3, 4]);
        let other = document("Other", Status::Current, 2, &[1, 2, 3, 9]);
        let found = candidates(&[old, new, other]);
        assert_eq!(found.iter().map(|p| p.map(|p| p.document.0)).collect::<Vec<_>>(), [[1, 2]]);
    }

    proptest! {
        #[test]
        fn prints_meet_as_if_all_were_sorted(prints in prop::collection::vec(prop::collection::btree_set(0u32..600, 0..20), 0..120)) {
            let prints: Vec<Vec<u32>> = prints.into_iter().map(|p| p.into_iter().collect()).collect();
            let place = PassageOf { document: DocumentIndex(0), paragraph: 1 };
            let passage = |p| (place, PassagePrint { paragraph: 1, whole: 0, prints: p });
            let passages: Vec<(PassageOf, PassagePrint<'_>)> = prints.iter().map(|p| passage(p.as_slice())).collect();
            let mut all: Vec<(u32, u32)> = Vec::new();
            for (n, print) in (0u32..).zip(&prints) {
                all.extend(print.iter().take(MEETING).map(|&p| (p, n)));
            }
            all.sort_unstable();
            let met = |all: &[(u32, u32)]| -> Vec<(u32, u32)> {
                all.chunk_by(|a, b| a.0 == b.0).filter(|b| (2..=BUCKET).contains(&b.len())).flatten().copied().collect()
            };
            prop_assert_eq!(met(&meetings(&passages)), met(&all));
        }

        #[test]
        fn resemblance_is_the_same_from_both_sides(
            a in prop::collection::btree_set(0u32..50, 0..16),
            b in prop::collection::btree_set(0u32..50, 0..16),
        ) {
            let (a, b): (Vec<u32>, Vec<u32>) = (a.into_iter().collect(), b.into_iter().collect());
            prop_assert_eq!(resemblance(&a, &b), resemblance(&b, &a));
            prop_assert!(resemblance(&a, &b) <= 100);
        }
    }
}
