//! What a sentence says around its terms, found in one pass and kept while its terms are judged.

use super::lexis::{Lexis, Owner};
use crate::PreparedPassage;
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
    /// Reads sentence `index` of `tokens`, the words of `passage`.
    pub(super) fn read(lexis: &Lexis, tokens: &Tokens, passage: &PreparedPassage<'_>, index: usize) -> Self {
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
        let ages = (words.0..words.1).filter(|&at| is_age(tokens, passage, at));
        made.cues.extend(ages.map(|at| (CueKind::Child, (at - 1, at + 1))));
        let initials = (words.0..words.1).filter(|&at| is_initials(lexis, tokens, passage, at));
        made.cues.extend(initials.map(|at| (CueKind::Pronoun, (at, at + 1))));
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

/// "Erin (15)": a name, and in brackets after it the years of a child.
fn is_age(tokens: &Tokens, passage: &PreparedPassage<'_>, at: usize) -> bool {
    let (Some(token), Some(name)) = (tokens.get(at), at.checked_sub(1).and_then(|name| tokens.get(name))) else { return false };
    if !token.number.is_some_and(|years| (8..=17).contains(&years)) {
        return false;
    }
    let source = passage.folded.source(token.span);
    let before = passage.text.get(..source.start()).unwrap_or_default();
    let after = passage.text.get(source.end()..).unwrap_or_default();
    let named = passage.text.get(passage.folded.source(name.span).start()..).is_some_and(|t| t.starts_with(char::is_uppercase));
    named && before.ends_with('(') && after.starts_with([')', ','])
}

/// Initials that name no person.
const NO_PERSON: [&str; 14] = ["A", "I", "UK", "US", "EU", "IT", "PE", "HR", "GP", "SW", "PC", "MP", "CE", "DV"];

/// "K is", "AB has": initials in the place of a name.
fn is_initials(lexis: &Lexis, tokens: &Tokens, passage: &PreparedPassage<'_>, at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|t| t.span.len() <= 2) else { return false };
    if !lexis.finite.get(tokens.word(at + 1).0 as usize).copied().unwrap_or(false) {
        return false;
    }
    let source = passage.folded.source(token.span);
    let word = passage.text.get(source.start()..source.end()).unwrap_or_default();
    word.bytes().all(|b| b.is_ascii_uppercase()) && !NO_PERSON.contains(&word)
}
