//! Which concepts each sentence speaks of, and how they stand there.

mod carried;
mod cues;

use super::facets::{FacetFinder, FacetHit};
use crate::phrase::{Match, PatternSet, Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use carried::{Carried, Pronouns};
use concordat_register::PassageKind;
use concordat_standard::{Standard, concepts::Nature};
use concordat_text::ByteSpan;
use cues::Cues;
pub(super) use cues::Denials;

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
    /// It stands in quotation marks, or others say it.
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
    /// Whether the words are a pronoun, or the first of an item of a list, that may stand for those named before. They say who may
    /// be meant; they are nobody's way of speaking of them.
    pub carried: bool,
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
    /// Purposes that an item of a list or a cell of a table speaks of, for the agency that stands before it, as bits.
    pub purposes: u16,
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
    /// What sort of thing each concept is.
    natures: Vec<Nature>,
    patterns: PatternSet,
    unless: PatternSet,
    cues: Cues,
    pronouns: Pronouns,
    /// Contexts and sectors.
    facets: FacetFinder,
    /// For each word of the vocabulary, its place among the plain words.
    plain: Vec<Option<u16>>,
}

/// Lists that are filled anew for every sentence.
#[derive(Default)]
struct Spare {
    found: Vec<Match>,
    other: Vec<Match>,
}

impl ConceptFinder {
    /// `words` are plain words to note besides, each with the forms that are taken for it.
    pub(super) fn new(standard: &Standard, words: &[Vec<String>], vocabulary: &mut Vocabulary) -> Self {
        let (concepts, scope) = (&standard.concepts, &standard.language.scope);
        let (mut patterns, mut unless) = (PatternSet::default(), PatternSet::default());
        for (index, concept) in (0u32..).zip(&concepts.concepts) {
            for pattern in &concept.patterns {
                patterns.add(pattern, index, vocabulary, &scope.common);
            }
            for pattern in &concept.unless {
                unless.add(pattern, index, vocabulary, &scope.common);
            }
        }
        patterns.keep(vocabulary.marks(["not", "never", "no", "cannot", "neither", "nor", "without", "nobody"].into_iter()));
        Self {
            natures: concepts.concepts.iter().map(|c| c.nature).collect(),
            patterns,
            unless,
            cues: Cues::new(scope, vocabulary),
            pronouns: Pronouns::new(vocabulary),
            facets: FacetFinder::new(standard, vocabulary),
            plain: plain_words(words, vocabulary),
        }
    }

    pub(super) fn spoken(&self, prepared: &Prepared<'_>, tokens: &[Tokens]) -> Spoken {
        let mut carried = Carried::default();
        let mut spare = Spare::default();
        let passages = prepared.passages.iter().zip(tokens).map(|(p, t)| self.passage(p, t, &mut carried, &mut spare));
        Spoken { passages: passages.collect() }
    }

    fn passage(&self, passage: &PreparedPassage<'_>, tokens: &Tokens, carried: &mut Carried, spare: &mut Spare) -> Vec<SentenceSpeaks> {
        carried.enter(passage.passage.kind);
        let mut sentences: Vec<SentenceSpeaks> = Vec::with_capacity(tokens.sentences.len());
        for number in 0..tokens.sentences.len() {
            let words = tokens.sentence(number);
            let denied = carried.denied_at(words.0);
            let mut hits = self.hits(passage, tokens, words, denied, spare);
            self.carry(passage, tokens, words, carried, &mut hits);
            let (facets, purposes) = self.facets.sentence(passage, tokens, words, &Denials::new(&self.cues, tokens, words, denied));
            sentences.push(SentenceSpeaks {
                span: passage.folded.source(tokens.span(words.0, words.1)),
                words: u32::try_from(words.1 - words.0).unwrap_or(u32::MAX),
                hits,
                facets,
                purposes,
                plain: self.plain(tokens, words),
            });
        }
        carried.leave(passage, || self.cues.denies_on(tokens));
        sentences
    }

    /// The concepts of one sentence; `denied` where what it belongs to is denied as a whole.
    fn hits(
        &self,
        passage: &PreparedPassage<'_>,
        tokens: &Tokens,
        (from, to): (usize, usize),
        denied: bool,
        Spare { found, other }: &mut Spare,
    ) -> Vec<Hit> {
        found.clear();
        self.patterns.find(tokens, from, to, found);
        if found.is_empty() {
            return Vec::new();
        }
        other.clear();
        self.unless.find(tokens, from, to, other);
        found.retain(|m| !other.iter().any(|u| u.owner == m.owner && u.whole.0 < m.shown.1 && m.shown.0 < u.whole.1));
        without_inner(found);
        let has = |natures: &[Nature]| found.iter().any(|m| natures.contains(&self.nature(m.owner)));
        let scopes = self.cues.read(tokens, (from, to), has(&[Nature::Said, Nature::Claim]), has(&[Nature::Claim]), denied);
        let hits = found.iter().map(|m| {
            let span = passage.folded.source(tokens.span(m.shown.0, m.shown.1));
            let stands = if is_quoted(passage, span) { Stands::Quoted } else { scopes.stands(self.nature(m.owner), m.shown) };
            Hit { concept: concept(m.owner), span, words: (number(m.shown.0), number(m.shown.1)), stands, carried: false }
        });
        hits.collect()
    }

    /// Lets pronouns stand for the people of the sentence before, and takes note of this sentence's own.
    fn carry(&self, passage: &PreparedPassage<'_>, tokens: &Tokens, words: (usize, usize), carried: &mut Carried, hits: &mut Vec<Hit>) {
        let people = |hit: &&Hit| self.natures.get(usize::from(hit.concept.0)) == Some(&Nature::People);
        if hits.iter().any(|h| people(&h)) {
            carried.set(hits.iter().filter(people).map(|h| h.concept));
            return;
        }
        let Some(place) = carried.place(|| self.pronouns.find(tokens, words), words.0) else { return };
        let span = passage.folded.source(tokens.span(place.0, place.1));
        let stands = if is_quoted(passage, span) { Stands::Quoted } else { Stands::Plainly };
        let at = (number(place.0), number(place.1));
        hits.extend(carried.people().iter().map(|&concept| Hit { concept, span, words: at, stands, carried: true }));
        hits.sort_by_key(|h| (h.words, h.concept));
    }

    /// The plain words of a sentence, each once.
    fn plain(&self, tokens: &Tokens, (from, to): (usize, usize)) -> Vec<u16> {
        let mut plain: Vec<u16> = (from..to).filter_map(|at| *self.plain.get(tokens.word(at).0 as usize)?).collect();
        plain.sort_unstable();
        plain.dedup();
        plain
    }

    fn nature(&self, owner: u32) -> Nature {
        self.natures.get(owner as usize).copied().unwrap_or_default()
    }
}

/// For each word of the vocabulary, its place among `words`, whose forms are added to it.
fn plain_words(words: &[Vec<String>], vocabulary: &mut Vocabulary) -> Vec<Option<u16>> {
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
    plain
}

fn concept(owner: u32) -> ConceptIndex {
    ConceptIndex(u16::try_from(owner).unwrap_or(u16::MAX))
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Of matches of one concept that lie in one another, keeps the outermost; leaves them in order of place.
fn without_inner(found: &mut Vec<Match>) {
    found.sort_by_key(|m| (m.owner, m.shown.0, std::cmp::Reverse(m.shown.1)));
    let mut last: Option<(u32, usize)> = None;
    found.retain(|m| {
        let inner = last.is_some_and(|(owner, end)| owner == m.owner && m.shown.1 <= end);
        if !inner {
            last = Some((m.owner, m.shown.1));
        }
        !inner
    });
    found.sort_by_key(|m| (m.shown, m.owner));
}

fn is_quoted(passage: &PreparedPassage<'_>, span: ByteSpan) -> bool {
    let from = passage.quotations.partition_point(|q| q.end() <= span.start());
    passage.passage.kind == PassageKind::Quotation || passage.quotations.get(from).is_some_and(|q| q.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::MeaningReader;
    use concordat_register::{Document, Format};
    use concordat_standard::messages::{Frame, Manner};

    /// How `concept` stands wherever it does in a document of `passages`.
    fn stands(concept: &str, passages: &[(PassageKind, &str)]) -> Vec<Stands> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let wanted = standard.concepts.index(concept).and_then(|n| u16::try_from(n).ok()).map(ConceptIndex);
        let mut document = Document::new(Format::Text);
        for &(kind, text) in passages {
            document.push(kind, text);
        }
        let spoken = MeaningReader::new(&standard).spoken(&Prepared::new(&document));
        let hits = spoken.passages.into_iter().flatten().flat_map(|s| s.hits);
        hits.filter(|h| Some(h.concept) == wanted).map(|h| h.stands).collect()
    }

    const PARAGRAPH: PassageKind = PassageKind::Paragraph;
    const ITEM: PassageKind = PassageKind::ListItem { depth: 1 };

    #[test]
    fn a_denial_reaches_what_is_done_and_not_whom_it_is_done_to() {
        let text = [(PARAGRAPH, "Young people who harm a partner will not be offered counselling, but the panel will ask for mentoring.")];
        assert_eq!(stands("child-who-harms", &text), [Stands::Plainly]);
        assert_eq!(stands("support-or-needs", &text), [Stands::Denied, Stands::Plainly]);
    }

    #[test]
    fn a_lead_in_denies_every_item_of_its_list_and_names_its_people() {
        let list = [
            (PARAGRAPH, "For young people who harm others the plan will not:"),
            (ITEM, "offer counselling"),
            (ITEM, "offer mentoring"),
            (PARAGRAPH, "Counselling is offered at the centre."),
        ];
        assert_eq!(stands("support-or-needs", &list), [Stands::Denied, Stands::Denied, Stands::Plainly]);
        assert_eq!(stands("child-who-harms", &list).len(), 3);
    }

    #[test]
    fn a_pronoun_stands_for_the_people_of_the_sentence_before() {
        let text = "A pupil who has hurt another is seen first. They are then offered a mentor. The hall is booked. Lunch is at noon.";
        assert_eq!(stands("child-who-harms", &[(PARAGRAPH, text)]).len(), 2);
    }

    #[test]
    fn a_claim_that_others_make_or_that_is_called_wrong_is_not_the_documents_own() {
        let own = "These girls chose a risky lifestyle.";
        let others = "Some residents told us that these girls chose a risky lifestyle.";
        let wrong = "It is wrong to say that these girls chose a risky lifestyle.";
        let quoted = "The file spoke of a \u{201c}risky lifestyle choice\u{201d}.";
        assert_eq!(stands("choice-said", &[(PARAGRAPH, own)]), [Stands::Plainly]);
        for text in [others, wrong, quoted] {
            assert!(!stands("choice-said", &[(PARAGRAPH, text)]).contains(&Stands::Plainly), "{text}");
        }
    }

    fn met(finder: &MeaningReader, concept: u16, text: &str) -> bool {
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, text);
        let spoken = finder.spoken(&Prepared::new(&document));
        spoken.passages.iter().flatten().flat_map(|s| &s.hits).any(|h| h.concept == ConceptIndex(concept))
    }

    #[test]
    fn every_concept_stands_in_its_own_sentences_and_in_no_other() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let finder = MeaningReader::new(&standard);
        let mut wrong = Vec::new();
        for (index, concept) in (0u16..).zip(&standard.concepts.concepts) {
            wrong.extend(concept.met.iter().filter(|t| !met(&finder, index, t)).map(|t| format!("{} misses: {t}", concept.id)));
            wrong.extend(concept.not_met.iter().filter(|t| met(&finder, index, t)).map(|t| format!("{} wrongly in: {t}", concept.id)));
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    /// Whether a frame holds of a sentence.
    fn holds(frame: &Frame, sentence: &SentenceSpeaks, standard: &Standard) -> bool {
        frame.parts.iter().all(|part| {
            let is_of = |h: &&Hit| standard.concepts.concepts.get(usize::from(h.concept.0)).is_some_and(|c| part.any.contains(&c.id));
            let mut hits = sentence.hits.iter().filter(is_of);
            match part.manner {
                Manner::Absent => hits.next().is_none(),
                Manner::Denied => hits.any(|h| h.stands == Stands::Denied),
                Manner::Stands => hits.any(|h| h.stands == Stands::Plainly),
            }
        })
    }

    #[test]
    fn the_frames_of_every_message_hold_in_its_own_sentences() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let finder = MeaningReader::new(&standard);
        let mut wrong = Vec::new();
        for (message, example) in standard.messages.messages.iter().flat_map(|m| m.examples.iter().map(move |e| (m, e))) {
            let mut document = Document::new(Format::Text);
            document.push(PARAGRAPH, &example.text);
            let spoken = finder.spoken(&Prepared::new(&document));
            let sentences: Vec<_> = spoken.passages.iter().flatten().collect();
            let any = |frames: &[Frame]| frames.iter().any(|f| sentences.iter().any(|s| holds(f, s, &standard)));
            let frames = [(&message.contradicts, "contradicts"), (&message.asserts, "asserts"), (&message.partly, "partly")];
            let read = frames.into_iter().find(|(f, _)| any(f)).map_or("silent", |(_, position)| position);
            if read != example.position {
                wrong.push(format!("{} {}, read as {read}: {}", message.id, example.position, example.text));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
