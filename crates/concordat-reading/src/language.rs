//! Finds discouraged terms and tells use from mention.
//!
//! Patterns are matched from their rarest word outwards, and for each term found the sentence around it says in whose voice it
//! stands.

mod clause;
mod lexis;
mod referent;
mod sentence;
mod setting;
mod title;
mod voice;

use crate::phrase::{Match, Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use concordat_register::{
    Anchor, Entry, PassageKind,
    language::{LanguageFacts, TermUse, Voice},
};
use concordat_standard::Standard;
use concordat_text::{ByteSpan, CharIndex, CharSpan, Text, quote};
use lexis::{LOOSE, Lexis};
use referent::Surroundings;
use sentence::Sentence;
use setting::Settings;
use std::collections::BTreeMap;

/// Finds discouraged terms and tells use from mention.
#[derive(Debug)]
pub struct LanguageReader {
    lexis: Lexis,
}

/// A term found and judged.
struct Judged {
    found: Match,
    voice: Voice,
    source: ByteSpan,
    /// Whether a comma stands among its words.
    parted: bool,
}

impl LanguageReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        Self { lexis: Lexis::new(&standard.language) }
    }

    /// The words that it looks for.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.lexis.vocabulary
    }

    /// Reads one document: every term with its voice, in reading order. Where one term stands inside another, only the
    /// longer is kept.
    #[must_use]
    pub fn read(&self, prepared: &Prepared<'_>, _entry: &Entry) -> LanguageFacts {
        let tokens: Vec<Tokens> = prepared.passages.iter().map(|p| Tokens::new(p, &self.lexis.vocabulary)).collect();
        self.read_words(prepared, &tokens)
    }

    /// The same of a document whose passages are cut into `tokens`, by the words of this reader and perhaps others.
    pub(crate) fn read_words(&self, prepared: &Prepared<'_>, tokens: &[Tokens]) -> LanguageFacts {
        let mut settings = Settings::new(&self.lexis, prepared);
        let mut facts = LanguageFacts::default();
        for (at, (passage, tokens)) in prepared.passages.iter().zip(tokens).enumerate() {
            self.read_passage(passage, at, tokens, &mut settings, &mut facts);
        }
        facts
    }

    fn read_passage(
        &self,
        passage: &PreparedPassage<'_>,
        at: usize,
        tokens: &Tokens,
        settings: &mut Settings<'_, '_>,
        facts: &mut LanguageFacts,
    ) {
        let mut found = Vec::new();
        self.lexis.finder.find(tokens, 0, tokens.list.len(), &mut found);
        if found.is_empty() {
            return;
        }
        found.sort_by_key(|m| (m.shown, m.owner, m.whole));
        found.dedup_by_key(|m| (m.shown, m.owner));
        let judged = self.judge(passage, at, tokens, &found, settings);
        let index = CharIndex::new(passage.text);
        for one in without_overlaps(judged) {
            let Some(term) = self.lexis.terms.get(one.found.owner as usize) else { continue };
            facts.uses.push(TermUse { term: Text::from(&term.id), anchor: anchor(passage, &index, one.source), voice: one.voice });
        }
    }

    fn judge(
        &self,
        passage: &PreparedPassage<'_>,
        at: usize,
        tokens: &Tokens,
        found: &[Match],
        settings: &mut Settings<'_, '_>,
    ) -> Vec<Judged> {
        let above = settings.above(at);
        let about_children = settings.about_children();
        let mut sentences: BTreeMap<usize, Sentence> = BTreeMap::new();
        let mut judged = Vec::new();
        for &one in found {
            let index = tokens.sentence_of(one.shown.0);
            // Matches come in order, so only this sentence and those beside it are needed again.
            sentences.retain(|&n, _| n + 1 >= index);
            for n in index.saturating_sub(1)..=index + 1 {
                sentences.entry(n).or_insert_with(|| Sentence::read(&self.lexis, tokens, passage, n));
            }
            let (loose, one) = (one.owner & LOOSE != 0, Match { owner: one.owner & !LOOSE, ..one });
            let (Some(sentence), Some(term)) = (sentences.get(&index), self.lexis.terms.get(one.owner as usize)) else { continue };
            let previous = index.checked_sub(1).and_then(|n| sentences.get(&n));
            if loose && !sentence.speaks_of_harm(one.shown) && !previous.is_some_and(|s| s.speaks_of_harm(one.shown)) {
                continue;
            }
            let source = passage.folded.source(tokens.span(one.shown.0, one.shown.1));
            let place = voice::Place {
                term,
                number: one.owner,
                clauses: clause::Clauses { lexis: &self.lexis, tokens, sentence, passage },
                around: Surroundings { previous, next: sentences.get(&(index + 1)), above: above.people },
                above,
                passage,
                whole: one.whole,
                shown: one.shown,
                source,
                about_children,
                opens_document: at == 0 && passage.passage.kind == PassageKind::Heading,
            };
            if let Some(voice) = place.voice(&self.lexis) {
                let parted = source.of(passage.text).contains(',');
                judged.push(Judged { found: one, voice, source, parted });
            }
        }
        judged
    }
}

/// Keeps the longest of terms that overlap; another sense of a word gives way to a term that holds, and one that reaches over a comma
/// to one that does not.
fn without_overlaps(mut judged: Vec<Judged>) -> Vec<Judged> {
    judged.sort_by_key(|j| {
        (j.voice == Voice::OtherSense, j.parted, std::cmp::Reverse(j.found.shown.1 - j.found.shown.0), j.found.shown, j.found.owner)
    });
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    judged.retain(|j| {
        let (from, to) = j.found.shown;
        let free = taken.range(..to).next_back().is_none_or(|(_, &end)| end <= from);
        if free {
            taken.insert(from, to);
        }
        free
    });
    judged.sort_by_key(|j| j.found.shown);
    judged
}

/// Where `span`, in bytes of the passage's text, stands; as [`Prepared::anchor`], but without counting from the start.
fn anchor(passage: &PreparedPassage<'_>, index: &CharIndex<'_>, span: ByteSpan) -> Anchor {
    let chars = index.chars(span);
    let start = passage.passage.chars.start;
    Anchor {
        heading: passage.passage.heading,
        section: passage.section.map(Text::from),
        page: passage.passage.page,
        printed_page: passage.passage.printed_page.as_deref().map(Text::from),
        paragraph: passage.passage.paragraph,
        quote: quote(passage.text, span),
        span: CharSpan { start: start + chars.start, end: start + chars.end },
    }
}

#[cfg(test)]
mod tests;
