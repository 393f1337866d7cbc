//! Words as bits, by which nearly every word that cannot stand in a place is told at once.

use super::tokens::{Break, Tokens, Word};

/// A set of words in which several share a bit: a word without its bit is certainly not in it.
pub(super) type Bits = u128;

/// Where anything may stand, or nothing.
pub(super) const ANY: Bits = Bits::MAX;

/// The bit of every word that no pattern knows, and of nothing at all.
const NONE: Bits = 1 << 127;

/// The bit of a word.
pub(super) fn bit(word: Word) -> Bits {
    if word == Word::OTHER { NONE } else { 1 << (word.0 & 127) }
}

/// The bit of the word `there` if nothing but a space parts the word at `at` from the one before it.
pub(super) fn beside(tokens: &Tokens, at: usize, there: Option<usize>) -> Bits {
    match there {
        Some(there) if tokens.before(at) == Break::None => bit(tokens.word(there)),
        _ => NONE,
    }
}

/// As [`Bits`], but finer: for what is asked of one word after another.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sieve([u64; 8]);

impl Sieve {
    pub(super) fn add(&mut self, word: Word) {
        if let Some(bits) = self.0.get_mut((word.0 >> 6 & 7) as usize) {
            *bits |= 1 << (word.0 & 63);
        }
    }

    /// Whether `word` may be one of those added. No pattern has [`Word::OTHER`], whose bit few share.
    pub(super) fn may_hold(&self, word: Word) -> bool {
        self.0.get((word.0 >> 6 & 7) as usize).is_some_and(|bits| bits >> (word.0 & 63) & 1 == 1)
    }
}
