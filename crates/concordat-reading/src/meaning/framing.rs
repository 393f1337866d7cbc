//! How a document speaks of the people it is about: an offender, or a child who does harm.

use super::{ConceptIndex, Hit, SentenceSpeaks, Spoken, Stands};
use crate::{Prepared, PreparedPassage};
use concordat_register::{Anchor, meaning::framing::FramingReading};
use concordat_standard::{Standard, framing::Way};
use concordat_text::ByteSpan;
use std::collections::BTreeMap;

/// Terms kept of each way.
const TERMS: usize = 5;
/// Places kept of each way: enough that a reader of the page finds behind nearly every count all its sentences.
const PLACES: usize = 12;
/// Different terms counted of each way; a document with more is no prose.
const COUNTED: usize = 200;

/// How a document speaks of the people it is about.
#[derive(Debug)]
pub struct FramingReader {
    /// The ways of each referent: ids, and which takes the rest.
    referents: Vec<(String, Vec<Way>)>,
    /// For each concept, the ways it carries: referent, and way or none where the concept only says who is meant.
    carried: Vec<Vec<(usize, Option<usize>)>>,
}

/// A wording in a sentence: whose, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wording {
    /// The referent's place in the standard.
    pub referent: usize,
    /// The way's place in the referent's.
    pub way: usize,
    /// Its words.
    pub hit: Hit,
}

/// What is gathered of one way.
#[derive(Debug, Default)]
struct Gathered {
    count: u32,
    terms: BTreeMap<String, u32>,
    first: Vec<Anchor>,
    again: Vec<Anchor>,
}

impl FramingReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        let mut carried = vec![Vec::new(); standard.concepts.concepts.len()];
        for (number, referent) in standard.framing.referents.iter().enumerate() {
            let meant = referent.concepts.iter().map(|id| (id, None));
            let ways = referent.ways.iter().enumerate().flat_map(|(way, w)| w.concepts.iter().map(move |id| (id, Some(way))));
            for (id, way) in meant.chain(ways) {
                if let Some(list) = standard.concepts.index(id).and_then(|at| carried.get_mut(at)) {
                    list.push((number, way));
                }
            }
        }
        let referents = standard.framing.referents.iter().map(|r| (r.id.clone(), r.ways.clone())).collect();
        Self { referents, carried }
    }

    /// Every wording of a sentence, in order of place; no two of one referent overlap. A pronoun is none: "they" makes nothing of
    /// those it stands for, and whom it stands for is not sure.
    #[must_use]
    pub fn wordings(&self, hits: &[Hit]) -> Vec<Wording> {
        let mut claims: Vec<(bool, Wording)> = Vec::new();
        for &hit in hits.iter().filter(|h| !h.carried) {
            for &(referent, way) in self.ways_of(hit.concept) {
                let rest = || self.referents.get(referent)?.1.iter().position(|w| w.rest);
                if let Some(found) = way.or_else(rest) {
                    claims.push((way.is_none(), Wording { referent, way: found, hit }));
                }
            }
        }
        // What a way claims comes before what only says who is meant; then the way listed first; then the longest.
        claims.sort_by_key(|(rest, w)| (w.referent, *rest, w.way, std::cmp::Reverse(w.hit.words.1 - w.hit.words.0), w.hit.words));
        let mut kept: Vec<Wording> = Vec::new();
        for (_, claim) in claims {
            match kept.iter_mut().find(|k| k.meets(&claim)) {
                None => kept.push(claim),
                // "Young offenders aged 16" is one wording, though two patterns find it.
                Some(held) if held.way == claim.way => held.join(&claim),
                Some(_) => {}
            }
        }
        kept.sort_by_key(|w| (w.hit.words, w.referent));
        kept
    }

    pub(super) fn read(&self, prepared: &Prepared<'_>, spoken: &Spoken) -> Vec<FramingReading> {
        let mut gathered: BTreeMap<(usize, usize), Gathered> = BTreeMap::new();
        for (passage, sentences) in prepared.passages.iter().zip(&spoken.passages) {
            for sentence in speaking(passage, sentences).filter(|s| s.hits.iter().any(|h| !self.ways_of(h.concept).is_empty())) {
                for wording in self.wordings(&sentence.hits).into_iter().filter(|w| w.hit.stands == Stands::Plainly) {
                    gathered.entry((wording.referent, wording.way)).or_default().add(prepared, passage, &wording.hit);
                }
            }
        }
        let reading = |((referent, way), found): ((usize, usize), Gathered)| {
            let (id, ways) = self.referents.get(referent)?;
            Some(found.reading(id.clone(), ways.get(way)?.id.clone()))
        };
        gathered.into_iter().filter_map(reading).collect()
    }

    fn ways_of(&self, concept: ConceptIndex) -> &[(usize, Option<usize>)] {
        self.carried.get(usize::from(concept.0)).map_or(&[], Vec::as_slice)
    }
}

/// The sentences of a passage in which the document speaks: a running header or footer says nothing of its own.
pub(crate) fn speaking<'a>(passage: &PreparedPassage<'_>, sentences: &'a [SentenceSpeaks]) -> impl Iterator<Item = &'a SentenceSpeaks> {
    let own = passage.passage.paragraph != 0;
    sentences.iter().filter(move |_| own)
}

impl Wording {
    /// Whether both are of one referent and share a word.
    fn meets(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.hit.words, other.hit.words);
        self.referent == other.referent && mine.0 < theirs.1 && theirs.0 < mine.1
    }

    /// Takes in the words of another.
    fn join(&mut self, other: &Self) {
        let (mine, theirs) = (self.hit, other.hit);
        self.hit.words = (mine.words.0.min(theirs.words.0), mine.words.1.max(theirs.words.1));
        self.hit.span = ByteSpan::new(mine.span.start().min(theirs.span.start()), mine.span.end().max(theirs.span.end()));
    }
}

impl Gathered {
    fn add(&mut self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, hit: &Hit) {
        self.count += 1;
        let mut term = String::new();
        for word in hit.span.of(passage.text).split_whitespace() {
            if !term.is_empty() {
                term.push(' ');
            }
            term.push_str(&word.to_lowercase());
        }
        let places = if self.terms.contains_key(&term) { &mut self.again } else { &mut self.first };
        if places.len() < PLACES {
            places.push(prepared.anchor(passage, hit.span));
        }
        if self.terms.len() < COUNTED || self.terms.contains_key(&term) {
            *self.terms.entry(term).or_default() += 1;
        }
    }

    fn reading(self, referent: String, way: String) -> FramingReading {
        let mut terms: Vec<(String, u32)> = self.terms.into_iter().collect();
        terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        terms.truncate(TERMS);
        let mut anchors: Vec<Anchor> = self.first.into_iter().chain(self.again).take(PLACES).collect();
        anchors.sort_by_key(|a| a.span.start);
        FramingReading { referent, way, count: self.count, terms, anchors }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::MeaningReader;
    use concordat_register::{Document, Format, PassageKind};

    fn read(text: &str) -> Vec<(String, String, u32)> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, text);
        let prepared = Prepared::new(&document);
        let spoken = MeaningReader::new(&standard).spoken(&prepared);
        let readings = FramingReader::new(&standard).read(&prepared, &spoken);
        readings.into_iter().map(|r| (r.referent, r.way, r.count)).collect()
    }

    fn found(referent: &str, way: &str, count: u32) -> (String, String, u32) {
        (referent.to_owned(), way.to_owned(), count)
    }

    #[test]
    fn an_offender_and_a_child_who_does_harm_are_told_apart() {
        assert_eq!(
            read("The young offender is warned. A young person who harms a partner is seen. Young offenders are moved."),
            [found("child-who-harms", "offender", 2), found("child-who-harms", "child", 1)]
        );
    }

    #[test]
    fn a_pronoun_and_the_first_word_of_an_item_are_no_way_of_speaking() {
        let text = "A young offender is warned. They are told why. Each school is rung. The landlord keeps their keys.";
        assert_eq!(read(text), [found("child-who-harms", "offender", 1)]);
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, "Young people who harm others are discussed with:");
        document.push(PassageKind::ListItem { depth: 1 }, "Brackwater Police;");
        let prepared = Prepared::new(&document);
        let spoken = MeaningReader::new(&standard).spoken(&prepared);
        let readings = FramingReader::new(&standard).read(&prepared, &spoken);
        assert_eq!(readings.iter().map(|r| r.count).sum::<u32>(), 1);
    }

    #[test]
    fn words_that_two_patterns_find_are_one_wording() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, "Young offenders aged 16 are moved.");
        let prepared = Prepared::new(&document);
        let spoken = MeaningReader::new(&standard).spoken(&prepared);
        let readings = FramingReader::new(&standard).read(&prepared, &spoken);
        assert_eq!(readings.iter().map(|r| r.terms.clone()).collect::<Vec<_>>(), [[("young offenders aged 16".to_owned(), 1)]]);
    }

    #[test]
    fn what_is_quoted_or_denied_is_not_the_documents_own_way() {
        assert_eq!(read("Nobody is to write “young offender” in a plan."), []);
    }
}
