//! Names of documents made comparable: themes, kind, and the words that are a name's own.

use crate::citations::led;
use aho_corasick::{AhoCorasick, MatchKind};
use concordat_register::Kind;
use concordat_standard::{Standard, references::PhraseRow};
use concordat_text::{Text, fold_str, words};
use std::collections::{BTreeMap, BTreeSet};

/// Reads names against one standard.
#[derive(Debug)]
pub(crate) struct Namer {
    automaton: Option<AhoCorasick>,
    /// For each pattern its theme.
    themes: Vec<Text>,
    kinds: BTreeMap<String, Kind>,
    generic: BTreeSet<String>,
    /// Phrases that tell a kind, each row with its kind.
    phrases: Vec<(Kind, PhraseRow)>,
    /// Names of papers that every school or employer has, and words before them that make other names of them.
    everyday: Vec<String>,
    everyday_not_after: Vec<String>,
}

/// A name made comparable.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name {
    /// Themes it names.
    pub(crate) themes: BTreeSet<Text>,
    /// Its own words, without those of themes and kinds, each cut to its stem.
    pub(crate) own: BTreeSet<String>,
    /// All its words that are not generic.
    pub(crate) all: BTreeSet<String>,
    /// The kinds of document that it says it is.
    pub(crate) kinds: BTreeSet<Kind>,
}

/// Words that say little in any name.
const SLIGHT: &[&str] = &[
    "the",
    "a",
    "an",
    "of",
    "for",
    "and",
    "or",
    "in",
    "on",
    "to",
    "with",
    "from",
    "at",
    "by",
    "who",
    "our",
    "its",
    "may",
    "be",
    "are",
    "is",
    "into",
    "this",
    "that",
    "their",
    "children",
    "child",
    "young",
    "people",
    "person",
    "draft",
    "final",
    "version",
    "document",
    "documents",
    "page",
    "copy",
    "v1",
    "v2",
    "v3",
    "v4",
    "policies",
    "practice",
    "tackling",
    "responding",
    "response",
    "working",
    "pdf",
    "docx",
    "md",
    "html",
];

impl Namer {
    /// Made once from a standard.
    pub(crate) fn new(standard: &Standard) -> Self {
        let mut patterns = Vec::new();
        let mut themes = Vec::new();
        for row in &standard.themes.themes {
            for word in row.names.iter().chain(&row.acronyms) {
                patterns.push(fold_str(word));
                themes.push(Text::from(&row.id));
            }
        }
        let mut kinds = BTreeMap::new();
        for row in &standard.references.heads {
            let Some(kind) = Kind::from_word(&row.kind) else { continue };
            for word in row.words.iter().filter(|w| !w.contains(' ')) {
                kinds.insert(word.clone(), kind);
            }
        }
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns).ok();
        let generic = standard.references.words.generic.iter().cloned().collect();
        let phrases = standard.references.phrases.iter().filter_map(|row| Some((Kind::from_word(&row.kind)?, row.clone()))).collect();
        let words = &standard.references.words;
        let (everyday, everyday_not_after) = (words.everyday.clone(), words.everyday_not_after.clone());
        Self { automaton, themes, kinds, generic, phrases, everyday, everyday_not_after }
    }

    /// The everyday name that `name` ends in, where it is no more than that and whose it is.
    pub(crate) fn everyday(&self, name: &str) -> Option<&str> {
        let folded = fold_str(name);
        let mut ending = self.everyday.iter().map(String::as_str).filter(|words| folded.ends_with(words));
        ending.find(|words| self.stands_in(&folded, words).is_some_and(|end| end == folded.len()))
    }

    /// Whether a title holds the very words of an everyday name.
    pub(crate) fn holds_everyday(&self, title: &str, words: &str) -> bool {
        self.stands_in(&fold_str(title), words).is_some()
    }

    /// Where the first `words` in `folded` end that stand whole and that no word before makes another name of.
    fn stands_in(&self, folded: &str, words: &str) -> Option<usize> {
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        folded.match_indices(words).map(|(at, _)| (at, at + words.len())).find_map(|(at, end)| {
            let before = folded.get(..at)?;
            let whole = edge(before.chars().next_back()) && edge(folded.get(end..)?.chars().next());
            let last = before.trim_end().rsplit(' ').next().unwrap_or_default();
            (whole && !self.everyday_not_after.iter().any(|word| word == last)).then_some(end)
        })
    }

    /// Reads a name.
    pub(crate) fn read(&self, name: &str) -> Name {
        let folded = fold_str(name);
        let mut made = Name::default();
        let mut spans = Vec::new();
        let bytes = folded.as_bytes();
        for found in self.automaton.iter().flat_map(|a| a.find_iter(&folded)) {
            let edge = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_none_or(|b| !b.is_ascii_alphanumeric());
            let whole = edge(found.start().checked_sub(1)) && edge(Some(found.end()));
            if whole && let Some(theme) = self.themes.get(found.pattern().as_usize()) {
                made.themes.insert(theme.clone());
                spans.push((found.start(), found.end()));
            }
        }
        for word in words(&folded) {
            let text = word.text.trim_end_matches("'s");
            if let Some(kind) = self.kinds.get(text) {
                made.kinds.insert(*kind);
                continue;
            }
            let number = text.bytes().all(|b| b.is_ascii_digit());
            if SLIGHT.contains(&text) || number || self.generic.contains(text) || led(text) {
                continue;
            }
            let stem = stem(text);
            let (at, end) = (word.span.start(), word.span.end());
            if !spans.iter().any(|(s, e)| *s <= at && end <= *e) {
                made.own.insert(stem.clone());
            }
            made.all.insert(stem);
        }
        for (kind, row) in self.phrases.iter().filter(|(_, row)| row.words.iter().any(|w| folded.contains(w.as_str()))) {
            made.kinds.insert(*kind);
            for stem in &row.stems {
                made.own.remove(stem);
            }
        }
        made
    }
}

/// A word without the ending of its plural.
fn stem(word: &str) -> String {
    let cut = match word {
        w if w.len() > 4 && w.ends_with("ies") => return format!("{}y", w.get(..w.len() - 3).unwrap_or_default()),
        w if w.len() > 3 && w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us") => w.get(..w.len() - 1),
        w => Some(w),
    };
    cut.unwrap_or(word).to_owned()
}

/// Whether documents of these kinds may go by each other's name in passing: a procedure is often called a protocol.
pub(crate) fn near(a: Kind, b: Kind) -> bool {
    let steps = |k| matches!(k, Kind::Procedure | Kind::Protocol | Kind::Guidance | Kind::Policy);
    a == b || (steps(a) && steps(b)) || a == Kind::Other || b == Kind::Other
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_themes_a_kind_and_words_of_its_own() {
        let namer = Namer::new(&Standard::peer_on_peer_abuse().unwrap());
        let name = namer.read("the Harbourside HSB and Gangs Procedures");
        assert_eq!(name.themes.iter().map(Text::as_str).collect::<Vec<_>>(), ["hsb", "syv"]);
        assert_eq!(name.own.iter().map(String::as_str).collect::<Vec<_>>(), ["harbourside"]);
        assert!(name.kinds.contains(&Kind::Procedure));
        let levels = namer.read("Levels of need in Millford");
        assert!(levels.kinds.contains(&Kind::Thresholds));
        assert_eq!(levels.own.iter().map(String::as_str).collect::<Vec<_>>(), ["millford"]);
        let standard = Standard::peer_on_peer_abuse().unwrap();
        assert_eq!(namer.phrases.len(), standard.references.phrases.len());
    }
}
