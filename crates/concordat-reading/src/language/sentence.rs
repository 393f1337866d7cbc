//! What a sentence says around its terms, found in one pass and kept while its terms are judged.

use super::lexis::{Lexis, Owner};
use crate::phrase::Tokens;
use concordat_standard::language::CueKind;

/// A stretch of words: first and one past the last.
pub(super) type Stretch = (usize, usize);

/// The cues of one sentence, in order of place.
#[derive(Debug, Default)]
pub(super) struct Sentence {
    /// Cues and where they stand.
    pub(super) cues: Vec<(CueKind, Stretch)>,
    /// Contexts of terms that hold: term and list.
    pub(super) contexts: Vec<(u32, u32)>,
}

impl Sentence {
    /// Reads sentence `index` of `tokens`.
    pub(super) fn read(lexis: &Lexis, tokens: &Tokens, index: usize) -> Self {
        let words = tokens.sentence(index);
        let mut found = Vec::new();
        lexis.around.find(tokens, words.0, words.1, &mut found);
        let mut made = Self::default();
        for one in found {
            match Owner::of(one.owner) {
                Some(Owner::Cue(kind)) => made.cues.push((kind, one.whole)),
                Some(Owner::Context { term, list }) => made.contexts.push((term, list)),
                None => {}
            }
        }
        made.cues.sort_by_key(|&(kind, place)| (place, kind));
        made.cues.dedup();
        made.contexts.sort_unstable();
        made.contexts.dedup();
        made
    }

    /// Where cues of `kind` stand.
    pub(super) fn of(&self, kind: CueKind) -> impl Iterator<Item = Stretch> + '_ {
        self.cues.iter().filter(move |c| c.0 == kind).map(|c| c.1)
    }

    /// Whether list `list` of the context of `term` holds.
    pub(super) fn has(&self, term: u32, list: u32) -> bool {
        self.contexts.binary_search(&(term, list)).is_ok()
    }
}
