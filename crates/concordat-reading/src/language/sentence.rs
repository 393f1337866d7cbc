//! What a sentence says around its terms, found in one pass and kept while its terms are judged.

use super::lexis::{Lexis, Owner};
use crate::PreparedPassage;
use crate::phrase::{Tokens, Word};
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
        let ages: Vec<usize> = (words.0..words.1).filter(|&at| is_age(lexis, tokens, passage, at, &made)).collect();
        made.cues.extend(ages.into_iter().map(|at| (CueKind::Child, (at - 1, at + 1))));
        let initials = (words.0..words.1).filter(|&at| is_initials(lexis, tokens, passage, at));
        made.cues.extend(initials.map(|at| (CueKind::Pronoun, (at, at + 1))));
        let owners = (words.0..words.1).filter(|&at| is_owner(lexis, tokens, passage, at));
        made.cues.extend(owners.map(|at| (CueKind::Pronoun, (at, at + 1))));
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

    /// Whether harm is spoken of outside the words of `term`.
    pub(super) fn speaks_of_harm(&self, term: Stretch) -> bool {
        self.of(CueKind::Harm).any(|cue| cue.1 <= term.0 || term.1 <= cue.0)
    }

    /// Whether list `list` of the context of `term` holds.
    pub(super) fn has(&self, term: u32, list: u32) -> bool {
        self.contexts.binary_search(&(term, list)).is_ok()
    }
}

/// "Erin (15)", "Erin, 15, is": a name, and after it the years of a child. "Police (12)" counts officers and "Larkmouth (12)" whatever a
/// list is of, so a word that is no given name must be followed by what it is or does.
fn is_age(lexis: &Lexis, tokens: &Tokens, passage: &PreparedPassage<'_>, at: usize, known: &Sentence) -> bool {
    let (Some(token), Some(name)) = (tokens.get(at), at.checked_sub(1).and_then(|name| tokens.get(name))) else { return false };
    if !token.number.is_some_and(|years| (8..=17).contains(&years)) {
        return false;
    }
    let source = passage.folded.source(token.span);
    let before = passage.text.get(..source.start()).unwrap_or_default();
    let after = passage.text.get(source.end()..).unwrap_or_default();
    let named = passage.text.get(passage.folded.source(name.span).start()..).is_some_and(|t| t.starts_with(char::is_uppercase));
    let is = |kind: CueKind| known.of(kind).any(|cue| cue.0 < at && at <= cue.1);
    let a_name = is(CueKind::Pronoun) || name.word == Word::OTHER && lexis.is_finite(tokens, at + 1);
    let apart = before.ends_with('(') && after.starts_with([')', ',']) || before.ends_with(", ") && after.starts_with(',');
    named && apart && a_name && !is(CueKind::Professional) && !is(CueKind::Adult)
}

/// "Grace's", "Mason's": words that are names too are read as names where they own something and bear a capital.
fn is_owner(lexis: &Lexis, tokens: &Tokens, passage: &PreparedPassage<'_>, at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let source = passage.folded.source(token.span);
    let owns = passage.text.get(source.end()..).is_some_and(|rest| rest.starts_with("'s") || rest.starts_with("\u{2019}s"));
    owns && passage
        .text
        .get(source.start()..source.end())
        .is_some_and(|word| word.starts_with(char::is_uppercase) && lexis.also_names.contains(&word.to_lowercase()))
}

/// "K is", "AB has": initials in the place of a name. "Appendix B is" numbers an appendix.
fn is_initials(lexis: &Lexis, tokens: &Tokens, passage: &PreparedPassage<'_>, at: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|t| t.span.len() <= 2) else { return false };
    if !lexis.is_finite(tokens, at + 1) || at.checked_sub(1).is_some_and(|before| lexis.is_lettered(tokens, before)) {
        return false;
    }
    let source = passage.folded.source(token.span);
    let word = passage.text.get(source.start()..source.end()).unwrap_or_default();
    word.bytes().all(|b| b.is_ascii_uppercase()) && !lexis.no_initials.contains(word)
}
