//! Words.

use crate::ByteSpan;

/// A word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word<'t> {
    /// The word: letters and digits, with apostrophes and hyphens between them.
    pub text: &'t str,
    /// Its bytes.
    pub span: ByteSpan,
}

/// The words of `text` in order. Apostrophes and hyphens count as part of a word where letters or digits stand on both sides.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = loop {
            let (letter, length) = letter_at(text, at)?;
            if letter {
                break at;
            }
            at += length;
        };
        while let Some((letter, length)) = letter_at(text, at) {
            let within = letter || joins(text, at) && letter_at(text, at + length).is_some_and(|(next, _)| next);
            if !within {
                break;
            }
            at += length;
        }
        let span = ByteSpan::new(start, at);
        Some(Word { text: span.of(text), span })
    })
}

/// Whether the character at `at` is a letter or digit, and its length in bytes; nothing at the end.
fn letter_at(text: &str, at: usize) -> Option<(bool, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        return Some((byte.is_ascii_alphanumeric(), 1));
    }
    let c = text.get(at..)?.chars().next()?;
    Some((c.is_alphanumeric(), c.len_utf8()))
}

/// How many words `text` has, as [`words`] counts them.
#[must_use]
pub fn count_words(text: &str) -> usize {
    if !text.is_ascii() {
        return words(text).count();
    }
    // A word begins at each letter or digit that follows no other, not even past one joiner.
    let (mut last, mut before) = (false, false);
    let begins = text.bytes().filter(|&b| {
        let now = b.is_ascii_alphanumeric();
        let begins = now & !last & !before;
        before = last & ((b == b'\'') | (b == b'-'));
        last = now;
        begins
    });
    begins.count()
}

/// Whether the character at `at` may stand within a word.
fn joins(text: &str, at: usize) -> bool {
    let joiner = |c: char| matches!(c, '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}' | '\u{ad}');
    text.get(at..).is_some_and(|rest| rest.starts_with(joiner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_agrees_with_cutting() {
        for text in ["", "one", "it's peer-on-peer", "a--b '-' x-' -y 4.1", "end-", "-a'b'", "a-b-c d", "caf\u{e9}-bar x"] {
            assert_eq!(count_words(text), words(text).count(), "{text}");
        }
    }

    #[test]
    fn words_keep_their_joints() {
        let found: Vec<_> = words("The child’s peer-on-peer plan, 4.1 – agreed.").map(|w| w.text).collect();
        assert_eq!(found, ["The", "child’s", "peer-on-peer", "plan", "4", "1", "agreed"]);
    }
}
