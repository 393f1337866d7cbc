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
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let start = loop {
            let (at, c) = chars.next()?;
            if c.is_alphanumeric() {
                break (at, at + c.len_utf8());
            }
        };
        let (start, mut end) = start;
        while let Some(&(at, c)) = chars.peek() {
            let within = c.is_alphanumeric() || (is_joiner(c) && next_is_word(text, at + c.len_utf8()));
            if !within {
                break;
            }
            end = at + c.len_utf8();
            chars.next();
        }
        let span = ByteSpan::new(start, end);
        Some(Word { text: span.of(text), span })
    })
}

/// How many words `text` has, as [`words`] counts them.
#[must_use]
pub fn count_words(text: &str) -> usize {
    if !text.is_ascii() {
        return words(text).count();
    }
    // A word begins at each letter or digit that follows no other, not even past one joiner.
    let (mut count, mut last, mut before) = (0, false, false);
    for &b in text.as_bytes() {
        let now = b.is_ascii_alphanumeric();
        count += usize::from(now && !last && !before);
        before = last && matches!(b, b'\'' | b'-');
        last = now;
    }
    count
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

fn next_is_word(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
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
