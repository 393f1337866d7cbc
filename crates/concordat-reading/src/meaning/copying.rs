//! Prints of passages, by which copies of them are found in other documents.
//!
//! A passage's runs of three words are hashed and the least hashes kept, which is a sample of the runs that two passages with
//! the same wording take alike. Source: Broder, "On the resemblance and containment of documents", 1997 (bottom-k sketch).

use crate::{Prepared, PreparedPassage};
use concordat_register::{
    PassageKind,
    meaning::copying::{CopyFacts, PassagePrint},
};
use concordat_text::words;

/// Words hashed together. Short runs survive more edits; shorter ones are shared by chance.
const RUN: usize = 3;
/// Prints kept. The share of runs that two passages have in common is estimated to within about an eighth.
const KEPT: usize = 16;
/// A passage of fewer words is alike by chance too often.
const LEAST: usize = 18;
/// Words of a passage beyond these tell nothing more of where it came from.
const MOST: usize = 2_000;

/// The prints of every passage long enough to have been copied.
pub(super) fn prints(prepared: &Prepared<'_>) -> CopyFacts {
    let (mut found, mut hashes) = (CopyFacts::default(), Vec::new());
    for passage in prepared.passages.iter().filter(|p| !matches!(p.passage.kind, PassageKind::Heading | PassageKind::Quotation)) {
        print(passage, &mut hashes, &mut found);
    }
    found.shrink();
    found
}

fn print(passage: &PreparedPassage<'_>, hashes: &mut Vec<u32>, found: &mut CopyFacts) {
    // Eighteen words with their spaces fill at least this.
    if passage.text.len() < 2 * LEAST {
        return;
    }
    hashes.clear();
    hashes.extend(words(&passage.folded.text).take(MOST).map(|w| hash_word(w.text)));
    if hashes.len() < LEAST {
        return;
    }
    let whole = hashes.iter().fold(0u64, |all, &word| (all.rotate_left(5) ^ u64::from(word)).wrapping_mul(0x517c_c1b7_2722_0a95));
    let mut prints: Vec<u32> = hashes.windows(RUN).map(|run| run.iter().fold(0, |all, &word| mixed(all ^ word))).collect();
    prints.sort_unstable();
    prints.dedup();
    prints.truncate(KEPT);
    found.push(PassagePrint { paragraph: passage.passage.paragraph, whole, prints: &prints });
}

/// FNV-1a, 32 bits. Source: Fowler, Noll and Vo, IETF draft-eastlake-fnv.
fn hash_word(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Spreads every bit over all others, and depends on order. Source: the finaliser of MurmurHash3, Appleby, 2011.
fn mixed(mut hash: u32) -> u32 {
    hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> CopyFacts {
        prints(&Prepared::new(&concordat_fixture::document(text)))
    }

    const COPIED: &str = "Anyone who is worried about a child should speak to the named lead in the setting before the end of the same working day and write down what was said.";

    #[test]
    fn a_change_of_two_words_leaves_most_prints() {
        let (one, two) = (of(COPIED), of(&COPIED.replace("same working", "next school")));
        let (one, two) = (one.passages().next().unwrap(), two.passages().next().unwrap());
        let shared = one.prints.iter().filter(|p| two.prints.contains(p)).count();
        assert!(shared * 2 > one.prints.len(), "{shared} of {}", one.prints.len());
        assert_ne!(one.whole, two.whole);
    }

    #[test]
    fn case_quotation_marks_and_spaces_change_no_print() {
        assert_eq!(of(COPIED), of(&COPIED.to_uppercase().replace(' ', "\u{a0}")));
    }

    #[test]
    fn short_passages_and_headings_leave_none() {
        assert!(of("# Anyone who is worried about a child should speak to the named lead in the setting before the end of the day\n\nRing the police.\n").passages().next().is_none());
    }
}
