//! Sets of patterns as the readers of provisions use them.

use crate::phrase::{Match, PatternSet, Tokens, Vocabulary};
use concordat_standard::pattern::Pattern;

/// A set of `patterns`, each with its owner.
pub(crate) fn set<'p>(patterns: impl Iterator<Item = (u32, &'p Pattern)>, vocabulary: &mut Vocabulary, common: &[String]) -> PatternSet {
    let mut made = PatternSet::default();
    patterns.for_each(|(owner, pattern)| {
        made.add(pattern, owner, vocabulary, common);
    });
    made
}

/// Every match that lies within the words `from..to`, in order of place.
pub(crate) fn found_in(patterns: &PatternSet, tokens: &Tokens, from: usize, to: usize) -> Vec<Match> {
    let mut found = Vec::new();
    patterns.find(tokens, from, to, &mut found);
    found.retain(|m| from <= m.whole.0 && m.whole.1 <= to);
    found.sort_by_key(|m| (m.whole, m.owner));
    found
}

/// Whether some pattern matches within the words `from..to`.
pub(crate) fn any(patterns: &PatternSet, tokens: &Tokens, from: usize, to: usize) -> bool {
    let mut found = Vec::new();
    patterns.find(tokens, from, to, &mut found);
    found.iter().any(|m| from <= m.whole.0 && m.whole.1 <= to)
}
