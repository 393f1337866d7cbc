//! Words broken at a line's end.

use std::collections::BTreeSet;

/// First parts after which an English compound keeps its hyphen.
const KEEPS: &[&str] = &[
    "multi",
    "non",
    "self",
    "cross",
    "well",
    "co",
    "pre",
    "post",
    "anti",
    "inter",
    "long",
    "short",
    "high",
    "low",
    "full",
    "part",
    "half",
    "one",
    "two",
    "three",
    "follow",
    "drop",
    "day",
    "face",
    "peer",
    "child",
    "adult",
    "trauma",
    "strengths",
    "problem",
    "evidence",
    "age",
    "same",
    "out",
    "in",
    "on",
    "off",
    "up",
    "ex",
    "semi",
    "sub",
    "under",
    "decision",
    "risk",
    "case",
    "time",
    "year",
    "end",
];

/// Bytes of the text that words are learnt from.
const LEARNT: usize = 8 << 20;

/// Tells whether a hyphen at a line's end belongs to the word. It learns from the rest of the text.
#[derive(Debug, Default)]
pub(super) struct Hyphens<'t> {
    text: &'t str,
    words: Option<BTreeSet<&'t str>>,
}

impl<'t> Hyphens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, words: None }
    }

    /// Whether the hyphen between `before` (the line's last word, with its hyphen) and `after` stays.
    pub(super) fn keeps(&mut self, before: &str, after: &str) -> bool {
        let part = before.trim_end_matches('-').trim_start_matches(|c: char| !c.is_alphanumeric());
        let after = after.trim_end_matches(|c: char| !c.is_alphanumeric());
        if part.contains('-') || !part.chars().all(char::is_alphabetic) || !after.starts_with(char::is_lowercase) {
            return true;
        }
        // The front of a long text knows its words; all of one would cost more than the text.
        let mut end = self.text.len().min(LEARNT);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let text = self.text.get(..end).unwrap_or_default();
        let words = self.words.get_or_insert_with(|| text.split(|c: char| !(c.is_alphanumeric() || c == '-')).collect());
        if words.contains(format!("{part}{after}").as_str()) {
            return false;
        }
        words.contains(format!("{part}-{after}").as_str()) || KEEPS.contains(&part.to_lowercase().as_str())
    }
}
