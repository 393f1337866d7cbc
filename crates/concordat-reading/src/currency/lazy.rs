//! Regular expressions that are compiled when they are first asked: most short documents ask none of them.

use regex::{Regex, bytes};
use std::ops::Deref;
use std::sync::OnceLock;

/// A regular expression that is compiled when it is first asked.
#[derive(Debug)]
pub(super) struct Lazy<R> {
    pattern: &'static str,
    compile: fn(&str) -> R,
    made: OnceLock<R>,
}

impl<R> Deref for Lazy<R> {
    type Target = R;

    fn deref(&self) -> &R {
        self.made.get_or_init(|| (self.compile)(self.pattern))
    }
}

/// A pattern written in this crate.
pub(super) fn compile(pattern: &'static str) -> Lazy<Regex> {
    #[expect(clippy::unwrap_used, reason = "every pattern is a constant of this crate, compiled by its tests")]
    Lazy { pattern, compile: |pattern| Regex::new(pattern).unwrap(), made: OnceLock::new() }
}

/// A pattern written in this crate for folded text, in which its classes and word boundaries mean ASCII alone.
///
/// Its gaps of "up to eighty characters" then need an eighth of the states, and most of what these patterns cost is
/// making states. A byte of a letter outside ASCII counts as one of a word.
pub(super) fn compile_plain(pattern: &'static str) -> Lazy<bytes::Regex> {
    Lazy { pattern, compile: plain, made: OnceLock::new() }
}

fn plain(pattern: &str) -> bytes::Regex {
    let words = [(r"[\w", r"[\w\x80-\xFF"), (r"\w+", r"[\w\x80-\xFF]+"), (r"\w*", r"[\w\x80-\xFF]*")];
    let pattern = words.iter().fold(pattern.to_owned(), |pattern, (unicode, ascii)| pattern.replace(unicode, ascii));
    #[expect(clippy::unwrap_used, reason = "every pattern is a constant of this crate, compiled by its tests")]
    bytes::RegexBuilder::new(&pattern).unicode(false).build().unwrap()
}
