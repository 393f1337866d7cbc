//! Places in a text, counted in bytes or in characters.

use borsh::{BorshDeserialize, BorshSerialize};

/// A stretch of a `str`, in bytes. The end is excluded. Both ends stand on character boundaries of the text it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, BorshSerialize, BorshDeserialize)]
pub struct ByteSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A stretch of text in Unicode scalar values, as `audit.json` counts. The end is excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, BorshSerialize, BorshDeserialize)]
pub struct CharSpan {
    /// First character.
    pub start: u32,
    /// One past the last character.
    pub end: u32,
}

impl ByteSpan {
    /// The span from `start` to `end`, in bytes; an end before the start gives an empty span. Offsets past 4 GiB saturate.
    #[must_use]
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        let end = u32::try_from(end).unwrap_or(u32::MAX);
        Self { start, end: end.max(start) }
    }

    /// First byte, as an index.
    #[must_use]
    #[inline]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte, as an index.
    #[must_use]
    #[inline]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds nothing.
    #[must_use]
    #[inline]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within this span.
    #[must_use]
    #[inline]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    #[inline]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same stretch, `by` bytes further on.
    #[must_use]
    #[inline]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start() + by, self.end() + by)
    }

    /// The words of `text` that this span covers; empty where it does not fit the text.
    #[must_use]
    #[inline]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start()..self.end()).unwrap_or_default()
    }
}

/// Characters between two checkpoints of a [`CharIndex`], in bytes.
const STRIDE: usize = 512;

/// Turns byte offsets of one text into character offsets without counting from the start each time.
#[derive(Debug, Clone)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// Characters that begin before byte `i * STRIDE`.
    before: Vec<u32>,
}

impl<'t> CharIndex<'t> {
    /// Counts `text` once.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut seen = 0u32;
        for block in text.as_bytes().chunks(STRIDE) {
            before.push(seen);
            seen += starts(block);
        }
        Self { text, before }
    }

    /// Characters before byte `at`; past the end, the length of the text in characters.
    #[must_use]
    pub fn chars_before(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        let block = at / STRIDE;
        let Some(&known) = self.before.get(block) else {
            let last = self.before.len().saturating_sub(1);
            let tail = self.text.as_bytes().get(last * STRIDE..at).unwrap_or_default();
            return self.before.last().copied().unwrap_or(0) + starts(tail);
        };
        let tail = self.text.as_bytes().get(block * STRIDE..at).unwrap_or_default();
        known + starts(tail)
    }

    /// The span in characters.
    #[must_use]
    pub fn chars(&self, span: ByteSpan) -> CharSpan {
        CharSpan { start: self.chars_before(span.start()), end: self.chars_before(span.end()) }
    }
}

/// How many characters begin in these bytes of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    let count = bytes.iter().filter(|&&b| (b & 0xC0) != 0x80).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_across_checkpoints() {
        let text = "é’x".repeat(700);
        let index = CharIndex::new(&text);
        for (n, (at, _)) in text.char_indices().enumerate() {
            assert_eq!(index.chars_before(at) as usize, n);
        }
        assert_eq!(index.chars_before(usize::MAX), 2100);
        assert_eq!(CharIndex::new("").chars_before(3), 0);
    }
}
