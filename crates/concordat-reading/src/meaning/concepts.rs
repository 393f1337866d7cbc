//! Which concepts each sentence speaks of, and how they stand there.

use super::facets::{FacetFinder, FacetHit};
use crate::phrase::{Break, Match, PatternSet, Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use concordat_standard::{Standard, language::CueKind};
use concordat_text::ByteSpan;

/// A concept's place in [`Concepts::concepts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConceptIndex(pub u16);

/// How a concept stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stands {
    /// The document says it in its own voice.
    Plainly,
    /// A denial reaches it.
    Denied,
    /// It stands in quotation marks.
    Quoted,
}

/// A concept where a sentence speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which concept.
    pub concept: ConceptIndex,
    /// Its words, in bytes of the passage's text.
    pub span: ByteSpan,
    /// Its words, by their number in the passage: first and one past the last.
    pub words: (u32, u32),
    /// How it stands.
    pub stands: Stands,
}

/// A sentence and the concepts it speaks of, in order of place.
#[derive(Debug, Clone)]
pub struct SentenceSpeaks {
    /// Its bytes of the passage's text.
    pub span: ByteSpan,
    /// Words of it.
    pub words: u32,
    /// The concepts.
    pub hits: Vec<Hit>,
    /// The contexts and sectors that it names, each once.
    pub facets: Vec<FacetHit>,
    /// Which of the plain words that the reader was given stand in it, by their place in that list, each once.
    pub plain: Vec<u16>,
}

/// The concepts that a document speaks of: for each passage its sentences, as [`Prepared::passages`] has them.
#[derive(Debug, Clone, Default)]
pub struct Spoken {
    /// For each passage, its sentences.
    pub passages: Vec<Vec<SentenceSpeaks>>,
}

impl SentenceSpeaks {
    /// Whether it speaks of `concept` without denying it.
    #[must_use]
    pub fn says(&self, concept: ConceptIndex) -> bool {
        self.hits.iter().any(|h| h.concept == concept && h.stands != Stands::Denied)
    }
}

/// Finds the concepts of a standard.
#[derive(Debug)]
pub(super) struct ConceptFinder {
    vocabulary: Vocabulary,
    patterns: PatternSet,
    unless: PatternSet,
    /// Cues of denial; the owner is 0 for a denial and 1 for what looks like one.
    denials: PatternSet,
    /// Contexts and sectors.
    facets: FacetFinder,
    /// For each word of the vocabulary, its place among the plain words.
    plain: Vec<Option<u16>>,
}

/// Words a denial reaches at most. As for discouraged terms.
const REACH: usize = 14;

impl ConceptFinder {
    /// `words` are plain words to note besides, each with the forms that are taken for it.
    pub(super) fn new(standard: &Standard, words: &[Vec<String>]) -> Self {
        let (concepts, scope) = (&standard.concepts, &standard.language.scope);
        let mut vocabulary = Vocabulary::default();
        let (mut patterns, mut unless, mut denials) = (PatternSet::default(), PatternSet::default(), PatternSet::default());
        for (index, concept) in (0u32..).zip(&concepts.concepts) {
            for pattern in &concept.patterns {
                patterns.add(pattern, index, &mut vocabulary, &scope.common);
            }
            for pattern in &concept.unless {
                unless.add(pattern, index, &mut vocabulary, &scope.common);
            }
        }
        for cue in &scope.cues {
            let owner = match cue.kind {
                CueKind::Negation => 0,
                CueKind::NoNegation => 1,
                _ => continue,
            };
            denials.add(&cue.pattern, owner, &mut vocabulary, &scope.common);
        }
        let facets = FacetFinder::new(standard, &mut vocabulary);
        let mut plain = Vec::new();
        for (index, forms) in (0u16..).zip(words) {
            for form in forms {
                let at = vocabulary.add(form).0 as usize;
                if plain.len() <= at {
                    plain.resize(at + 1, None);
                }
                if let Some(slot) = plain.get_mut(at) {
                    *slot = Some(index);
                }
            }
        }
        Self { vocabulary, patterns, unless, denials, facets, plain }
    }

    pub(super) fn spoken(&self, prepared: &Prepared<'_>) -> Spoken {
        Spoken { passages: prepared.passages.iter().map(|p| self.passage(p)).collect() }
    }

    fn passage(&self, passage: &PreparedPassage<'_>) -> Vec<SentenceSpeaks> {
        let tokens = Tokens::new(passage, &self.vocabulary);
        let (mut found, mut spare) = (Vec::new(), Vec::new());
        (0..tokens.sentences.len()).map(|n| self.sentence(passage, &tokens, n, &mut found, &mut spare)).collect()
    }

    fn sentence(
        &self,
        passage: &PreparedPassage<'_>,
        tokens: &Tokens,
        index: usize,
        found: &mut Vec<Match>,
        spare: &mut Vec<Match>,
    ) -> SentenceSpeaks {
        let (from, to) = tokens.sentence(index);
        let source = |words: (usize, usize)| passage.folded.source(tokens.span(words.0, words.1));
        found.clear();
        self.patterns.find(tokens, from, to, found);
        if !found.is_empty() {
            spare.clear();
            self.unless.find(tokens, from, to, spare);
            found.retain(|m| !spare.iter().any(|u| u.owner == m.owner && u.whole.0 < m.shown.1 && m.shown.0 < u.whole.1));
        }
        found.sort_by_key(|m| (m.shown, m.owner));
        found.dedup_by_key(|m| (m.shown, m.owner));
        let denials = if found.is_empty() { Vec::new() } else { self.denials_of(tokens, (from, to), spare) };
        let hits = found.iter().map(|m| {
            let span = source(m.shown);
            let stands = if passage.quotations.iter().any(|q| q.overlaps(span)) {
                Stands::Quoted
            } else if denials.iter().any(|&d| reaches(tokens, d, m.shown.0)) {
                Stands::Denied
            } else {
                Stands::Plainly
            };
            let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let concept = ConceptIndex(u16::try_from(m.owner).unwrap_or(u16::MAX));
            Hit { concept, span, words: (number(m.shown.0), number(m.shown.1)), stands }
        });
        let hits = hits.collect();
        let mut plain: Vec<u16> = (from..to).filter_map(|at| *self.plain.get(tokens.word(at).0 as usize)?).collect();
        plain.sort_unstable();
        plain.dedup();
        let facets = self.facets.sentence(passage, tokens, (from, to));
        SentenceSpeaks { span: source((from, to)), words: u32::try_from(to - from).unwrap_or(u32::MAX), hits, facets, plain }
    }

    /// One past the last word of every denial in the sentence.
    fn denials_of(&self, tokens: &Tokens, (from, to): (usize, usize), spare: &mut Vec<Match>) -> Vec<usize> {
        spare.clear();
        self.denials.find(tokens, from, to, spare);
        let looks = |m: &Match| spare.iter().any(|o| o.owner == 1 && o.whole.0 <= m.whole.0 && m.whole.1 <= o.whole.1);
        spare.iter().filter(|m| m.owner == 0 && !looks(m)).map(|m| m.whole.1).collect()
    }
}

/// Whether a denial that ends before word `denial` reaches the word `at`: not past the end of its clause.
fn reaches(tokens: &Tokens, denial: usize, at: usize) -> bool {
    denial <= at && at - denial <= REACH && !(denial..=at).any(|n| tokens.before(n) >= Break::Clause)
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::{Document, Format, PassageKind};

    fn met(finder: &ConceptFinder, concept: u16, text: &str) -> bool {
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, text);
        let spoken = finder.spoken(&Prepared::new(&document));
        spoken.passages.iter().flatten().flat_map(|s| &s.hits).any(|h| h.concept == ConceptIndex(concept))
    }

    #[test]
    fn every_concept_stands_in_its_own_sentences_and_in_no_other() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let finder = ConceptFinder::new(&standard, &[]);
        let mut wrong = Vec::new();
        for (index, concept) in (0u16..).zip(&standard.concepts.concepts) {
            wrong.extend(concept.met.iter().filter(|t| !met(&finder, index, t)).map(|t| format!("{} misses: {t}", concept.id)));
            wrong.extend(concept.not_met.iter().filter(|t| met(&finder, index, t)).map(|t| format!("{} wrongly in: {t}", concept.id)));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
