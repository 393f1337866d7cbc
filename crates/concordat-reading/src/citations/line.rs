//! A stretch of folded text cut into words, with the way back to the source.

use super::acronyms;
use crate::PreparedPassage;
use concordat_text::ByteSpan;

/// How a word is set in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Begins with a small letter.
    Lower,
    /// Begins with a capital.
    Title,
    /// Two capitals or more and no small letter.
    Upper,
    /// Begins with a digit.
    Number,
}

/// A word of the folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) case: Case,
}

/// A stretch of one passage's folded text.
#[derive(Debug)]
pub(super) struct Line<'p, 'd> {
    pub(super) passage: &'p PreparedPassage<'d>,
    /// Where the stretch begins in the passage's folded text.
    pub(super) base: usize,
    pub(super) text: &'p str,
    pub(super) tokens: Vec<Token>,
    /// Words right behind which letters in brackets were left out, in order.
    asides: Vec<usize>,
}

/// Longest stretch read at once, in bytes: no sentence is longer, and each name in a stretch is held against all that was met in it.
const LONGEST: usize = 1 << 13;

/// The stretches of a passage's folded text: nearly always one.
pub(super) fn stretches(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = folded.get(at..).filter(|rest| !rest.is_empty())?;
        let mut end = rest.len();
        if end > LONGEST {
            end = LONGEST;
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            // A stretch ends at a sentence if it can, else at a word.
            let head = rest.get(..end).unwrap_or_default();
            end = head.rfind(". ").map(|n| n + 2).or_else(|| head.rfind(' ').map(|n| n + 1)).unwrap_or(end).max(1);
            while !rest.is_char_boundary(end) {
                end += 1;
            }
        }
        let base = at;
        at += end;
        rest.get(..end).map(|text| (base, text))
    })
}

impl<'p, 'd> Line<'p, 'd> {
    /// A line that is not cut into words.
    pub(super) fn bare(passage: &'p PreparedPassage<'d>, base: usize, text: &'p str) -> Self {
        Self { passage, base, text, tokens: Vec::new(), asides: Vec::new() }
    }

    /// Cuts `text` into words.
    pub(super) fn new(passage: &'p PreparedPassage<'d>, base: usize, text: &'p str) -> Self {
        let mut line = Self { passage, base, text, tokens: Vec::new(), asides: Vec::new() };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&b) = bytes.get(at) {
            let length = word_part(text, at, b);
            if length == 0 {
                at += 1;
                continue;
            }
            let start = at;
            let number = b.is_ascii_digit();
            while let Some(&b) = bytes.get(at) {
                let joins = matches!(b, b'\'' | b'-')
                    && !number
                    && bytes.get(at + 1).is_some_and(|&n| word_part(text, at + 1, n) > 0 && !n.is_ascii_digit());
                let length = if joins { 1 } else { word_part(text, at, b) };
                if length == 0 {
                    break;
                }
                at += length;
            }
            let case = line.case(start, at);
            line.tokens.push(Token { start, end: at, case });
        }
        line.leave_out();
        line
    }

    /// Leaves out letters in brackets that stand for the words before them and after which a name may go on: "the Sexual
    /// Behaviour at Sea (SBS) Protocol". What stands last in its sentence is no part of a name that goes on.
    fn leave_out(&mut self) {
        if !self.text.contains('(') {
            return;
        }
        let spelt = |line: &Self, n: usize| {
            let (Some(token), Some(next)) = (line.tokens.get(n), line.tokens.get(n + 1)) else { return false };
            let (before, after) =
                (line.text.get(..token.start).unwrap_or_default(), line.text.get(token.end..next.start).unwrap_or_default());
            let before = before.trim_end_matches(['\'', '"']);
            token.case == Case::Upper
                && before.ends_with(" (")
                && after.trim_start_matches(['\'', '"']) == ") "
                && next.case != Case::Number
                && acronyms::meaning(before.trim_end_matches(" ("), line.source(token.start, token.end)).is_some()
        };
        let mut at = 1;
        while at < self.tokens.len() {
            if spelt(self, at) {
                self.tokens.remove(at);
                self.asides.push(at - 1);
            }
            at += 1;
        }
    }

    /// The letters in brackets that were left out between two bytes.
    pub(super) fn letters_left_out(&self, start: usize, end: usize) -> Option<&'p str> {
        self.asides.iter().find_map(|&n| {
            let (left, right) = (self.tokens.get(n)?, self.tokens.get(n + 1)?);
            let within = start <= left.start && right.start <= end;
            let between = self.text.get(left.end..right.start).filter(|_| within)?;
            Some(between.trim_matches(|c: char| !c.is_alphanumeric()))
        })
    }

    /// The text between two bytes without the letters in brackets that were left out.
    pub(super) fn without_asides(&self, start: usize, end: usize) -> String {
        let (mut made, mut from) = (String::new(), start);
        for &n in &self.asides {
            let (Some(left), Some(right)) = (self.tokens.get(n), self.tokens.get(n + 1)) else { continue };
            if from < left.end && right.start <= end {
                made.push_str(self.text.get(from..left.end).unwrap_or_default());
                made.push(' ');
                from = right.start;
            }
        }
        made.push_str(self.text.get(from..end).unwrap_or_default());
        made
    }

    /// The source of a stretch, as written.
    pub(super) fn source(&self, start: usize, end: usize) -> &'p str {
        self.span(start, end).of(self.passage.text)
    }

    /// The bytes of the passage that a stretch of the line came from.
    pub(super) fn span(&self, start: usize, end: usize) -> ByteSpan {
        self.passage.folded.source(ByteSpan::new(self.base + start, self.base + end))
    }

    fn case(&self, start: usize, end: usize) -> Case {
        let source = self.source(start, end);
        let mut chars = source.chars();
        match chars.next() {
            Some(c) if c.is_ascii_digit() => Case::Number,
            Some(c) if c.is_uppercase() => {
                let word = source.trim_end_matches("'s").trim_end_matches("\u{2019}s");
                let capitals = word.chars().filter(|c| c.is_uppercase()).count();
                let small = word.chars().filter(|c| c.is_lowercase()).count();
                if capitals >= 2 && small <= 1 { Case::Upper } else { Case::Title }
            }
            _ => Case::Lower,
        }
    }

    /// The folded word at `at`; empty past the end.
    pub(super) fn word(&self, at: usize) -> &'p str {
        self.tokens.get(at).and_then(|t| self.text.get(t.start..t.end)).unwrap_or_default()
    }

    /// The folded text between the word at `at` and the next.
    pub(super) fn gap(&self, at: usize) -> &'p str {
        let (Some(left), Some(right)) = (self.tokens.get(at), self.tokens.get(at + 1)) else { return "" };
        if self.asides.contains(&at) {
            return " ";
        }
        self.text.get(left.end..right.start).unwrap_or_default()
    }

    /// How the word at `at` is set.
    pub(super) fn case_at(&self, at: usize) -> Option<Case> {
        self.tokens.get(at).map(|t| t.case)
    }

    /// Whether the word at `at` begins with a capital.
    pub(super) fn capital(&self, at: usize) -> bool {
        matches!(self.case_at(at), Some(Case::Title | Case::Upper))
    }

    /// The first word that begins at or after byte `at`.
    pub(super) fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.start < at)
    }

    /// Whether a sentence, cell or item begins with the word at `at`.
    pub(super) fn opens(&self, at: usize) -> bool {
        match at.checked_sub(1) {
            None => true,
            Some(before) => {
                self.gap(before).contains(['.', '?', '!', ':', ';', '\n', '\u{2022}', '\u{b7}', '\u{25cf}', '\u{25aa}', '\u{f0b7}', '|'])
            }
        }
    }

    /// The text after byte `at`.
    pub(super) fn after(&self, at: usize) -> &'p str {
        self.text.get(at..).unwrap_or_default()
    }
}

/// The bytes of the letter or digit that begins at `at`; none where none begins there.
fn word_part(text: &str, at: usize, b: u8) -> usize {
    if b < 0x80 {
        return usize::from(b.is_ascii_alphanumeric());
    }
    let c = text.get(at..).and_then(|t| t.chars().next());
    c.filter(|c| c.is_alphanumeric()).map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_passage_is_read_in_stretches() {
        let text = "word é. ".repeat(20_000);
        let parts: Vec<_> = stretches(&text).collect();
        assert!(parts.len() > 2);
        assert_eq!(parts.iter().map(|(_, t)| t.len()).sum::<usize>(), text.len());
        assert!(parts.iter().all(|(_, t)| t.len() <= LONGEST));
        assert_eq!(stretches("").count(), 0);
    }
}
