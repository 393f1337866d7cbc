//! Exact words with a little of the text either side.

use crate::{ByteSpan, Text};
use borsh::{BorshDeserialize, BorshSerialize};

/// A W3C Web Annotation TextQuoteSelector.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, BorshSerialize, BorshDeserialize)]
pub struct Quote {
    /// The words themselves, as they stand in the extracted text.
    pub exact: Text,
    /// What stands before them in the same passage, at most 48 characters, cut at a word.
    pub prefix: Text,
    /// What stands after them in the same passage, at most 48 characters, cut at a word.
    pub suffix: Text,
}

/// Bytes of context either side, at most. A cut never falls inside a character.
pub const AROUND: usize = 48;

/// Quotes `span` of `passage` with its surroundings.
#[must_use]
pub fn quote(passage: &str, span: ByteSpan) -> Quote {
    let before = tail(passage.get(..span.start()).unwrap_or_default()).len();
    let after = head(passage.get(span.end()..).unwrap_or_default()).len();
    // A span that does not fit the passage quotes nothing.
    let Some(all) = passage.get(span.start() - before..span.end() + after) else { return Quote::default() };
    let all = Text::from(all);
    let end = before + span.len();
    Quote { exact: all.part(before..end), prefix: all.part(0..before), suffix: all.part(end..end + after) }
}

/// The last words of `text` that fit.
fn tail(text: &str) -> &str {
    if text.len() <= AROUND {
        return text;
    }
    let mut from = text.len() - AROUND;
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let cut = text.get(from..).unwrap_or_default();
    match cut.find(' ') {
        Some(space) => cut.get(space + 1..).unwrap_or_default(),
        None => cut,
    }
}

/// The first words of `text` that fit.
fn head(text: &str) -> &str {
    if text.len() <= AROUND {
        return text;
    }
    let mut to = AROUND;
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    let cut = text.get(..to).unwrap_or_default();
    match cut.rfind(' ') {
        Some(space) => cut.get(..space).unwrap_or_default(),
        None => cut,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_keeps_whole_words_around_it() {
        let text = "Some girls make a lifestyle choice to stay with older men, and nobody in this long sentence says otherwise.";
        let at = text.find("lifestyle").unwrap();
        let made = quote(text, ByteSpan::new(at, at + 16));
        assert_eq!(made.exact, "lifestyle choice");
        assert_eq!(made.prefix, "Some girls make a ");
        assert!(text.contains(&format!("{}{}{}", made.prefix, made.exact, made.suffix)));
        assert!(made.suffix.len() <= AROUND);
    }
}
