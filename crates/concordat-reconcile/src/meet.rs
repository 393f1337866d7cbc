//! Which pieces of text are alike: candidates from rare words they share, so that the cost grows with the number of pieces.

use std::cmp::Reverse;

/// Pieces that share a word or pair of words; one that more share tells nothing.
const BUCKET: usize = 24;
/// Pieces that one is compared with at most, those that share most first.
const COMPARED: usize = 6;

/// The words and pairs of neighbouring words of a piece, as hashes, in order and once each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grams(Vec<u64>);

impl Grams {
    /// Those of folded words. A piece of short words only is known by its whole.
    pub(crate) fn new(same: &str) -> Self {
        let hashes: Vec<(u64, bool)> = same.split(' ').map(|w| (hash(w), tells(w))).collect();
        let mut grams: Vec<u64> = hashes.iter().filter(|(_, tells)| *tells).map(|(h, _)| *h).collect();
        grams.extend(hashes.iter().zip(hashes.iter().skip(1)).filter(|(a, b)| a.1 || b.1).map(|(a, b)| mixed(a.0.rotate_left(17) ^ b.0)));
        if grams.is_empty() {
            grams.push(hash(same));
        }
        grams.sort_unstable();
        grams.dedup();
        Self(grams)
    }

    /// How alike two pieces are, in hundredths: what both have, twice, of what each has (Dice 1945).
    pub(crate) fn alike(&self, other: &Self) -> usize {
        let (mut a, mut b, mut shared) = (0, 0, 0);
        while let (Some(x), Some(y)) = (self.0.get(a), other.0.get(b)) {
            shared += usize::from(x == y);
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        200 * shared / (self.0.len() + other.0.len()).max(1)
    }
}

/// A piece of one side: its number there, its place from the front in thousandths, and a class that must be that of its like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'g> {
    pub(crate) number: usize,
    pub(crate) place: usize,
    pub(crate) class: bool,
    pub(crate) grams: &'g Grams,
}

/// Pairs of pieces, one of each side, that are alike by at least `floor` hundredths: most alike first, and of those equally
/// alike the ones nearest to each other in their texts. No piece is in two pairs; `others` may hold a number several times.
pub(crate) fn pairs(ours: &[Piece<'_>], others: &[Piece<'_>], floor: usize) -> Vec<(usize, usize)> {
    one_to_one(alike(ours, others, floor).into_iter().map(|(_, a, b)| (a, b)))
}

/// Pieces of both sides that are alike by at least `floor` hundredths, in the order of [`pairs`], with how alike they are. One that is
/// alike to several stands in several.
pub(crate) fn alike(ours: &[Piece<'_>], others: &[Piece<'_>], floor: usize) -> Vec<(usize, usize, usize)> {
    let mut index: Vec<(u64, u32)> = (0u32..).zip(others).flat_map(|(n, piece)| piece.grams.0.iter().map(move |&gram| (gram, n))).collect();
    index.sort_unstable();
    let mut found = Vec::new();
    let mut met: Vec<u32> = Vec::new();
    for piece in ours {
        met.clear();
        for &gram in &piece.grams.0 {
            let from = index.partition_point(|(g, _)| *g < gram);
            let bucket = index.get(from..).unwrap_or_default().iter().take(BUCKET + 1).take_while(|(g, _)| *g == gram);
            if bucket.clone().count() <= BUCKET {
                met.extend(bucket.map(|(_, n)| *n));
            }
        }
        met.sort_unstable();
        let mut tally: Vec<(Reverse<usize>, usize, u32)> = met
            .chunk_by(|a, b| a == b)
            .filter_map(|run| {
                let n = *run.first()?;
                let other = others.get(n as usize).filter(|o| o.class == piece.class)?;
                Some((Reverse(run.len()), other.place.abs_diff(piece.place), n))
            })
            .collect();
        tally.sort_unstable();
        for &(_, apart, n) in tally.iter().take(COMPARED) {
            let Some(other) = others.get(n as usize) else { continue };
            let alike = piece.grams.alike(other.grams);
            if alike >= floor {
                found.push((Reverse(alike), apart, piece.number, other.number));
            }
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(Reverse(alike), _, a, b)| (alike, a, b)).collect()
}

/// The pairs of which neither side was in a pair before.
pub(crate) fn one_to_one(pairs: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, usize)> {
    let (mut left, mut right) = (std::collections::BTreeSet::new(), std::collections::BTreeSet::new());
    pairs
        .filter(|(a, b)| {
            let free = !left.contains(a) && !right.contains(b);
            if free {
                left.insert(*a);
                right.insert(*b);
            }
            free
        })
        .collect()
}

/// Whether a word tells anything by itself.
fn tells(word: &str) -> bool {
    word.len() > 2 || word.bytes().any(|b| b.is_ascii_digit())
}

/// FNV-1a, 64 bits. Source: Fowler, Noll and Vo, IETF draft-eastlake-fnv.
pub(crate) fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Spreads every bit over all others. Source: the finaliser of MurmurHash3, Appleby, 2011.
fn mixed(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(all: &[Grams]) -> Vec<Piece<'_>> {
        all.iter().enumerate().map(|(number, grams)| Piece { number, place: 1000 * number / all.len(), class: false, grams }).collect()
    }

    fn met(ours: &[&str], others: &[&str], floor: usize) -> Vec<(usize, usize)> {
        let (a, b): (Vec<Grams>, Vec<Grams>) =
            (ours.iter().map(|t| Grams::new(t)).collect(), others.iter().map(|t| Grams::new(t)).collect());
        let left = pieces(&a);
        let right = pieces(&b);
        let mut out = pairs(&left, &right, floor);
        out.sort_unstable();
        out
    }

    #[test]
    fn most_alike_pieces_meet_and_equal_ones_keep_their_order() {
        let ours = ["ring the police at once", "keep the note", "keep the note"];
        let others = ["keep the note", "ring the police within one hour", "keep the note"];
        assert_eq!(met(&ours, &others, 40), [(0, 1), (1, 0), (2, 2)]);
        assert_eq!(met(&["schools close in july"], &["the panel sits on tuesdays"], 30), []);
    }
}
