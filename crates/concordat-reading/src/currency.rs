//! Finds what dates a document: law and guidance with their editions, bodies, reviews, drafts, counts, markings.

mod beside;
mod clause;
mod counts;
mod cues;
mod date;
mod edition;
mod ended;
pub(crate) mod instruments;
mod lazy;
mod marking;
mod mentions;
mod reviews;
mod stance;
mod standings;

use crate::{Load, Prepared, PreparedPassage};
use concordat_register::{Entry, currency::CurrencyFacts};
use concordat_standard::Standard;
use concordat_text::ByteSpan;
use counts::CountReader;
use cues::{Cue, CueReader};
use ended::{Bodies, BodyReader};
use marking::MarkingReader;
use mentions::MentionReader;
use reviews::ReviewReader;
use stance::StanceReader;
use standings::StandingReader;

/// Finds what dates a document.
#[derive(Debug)]
pub struct CurrencyReader {
    mentions: MentionReader,
    cues: CueReader,
    stance: StanceReader,
    reviews: ReviewReader,
    standings: StandingReader,
    counts: CountReader,
    bodies: BodyReader,
    markings: MarkingReader,
}

impl CurrencyReader {
    /// Made once from a standard.
    #[must_use]
    pub fn new(standard: &Standard) -> Self {
        Self::for_load(standard, Load::default())
    }

    /// Made once from a standard for reading a few documents or many.
    #[must_use]
    pub fn for_load(standard: &Standard, load: Load) -> Self {
        Self {
            mentions: MentionReader::new(&standard.instruments, load),
            cues: CueReader::new(),
            stance: StanceReader::new(),
            reviews: ReviewReader::new(),
            standings: StandingReader::new(),
            counts: CountReader::new(),
            bodies: BodyReader::new(),
            markings: MarkingReader::new(&standard.instruments.markings),
        }
    }

    /// Reads one document.
    #[must_use]
    pub fn read(&self, prepared: &Prepared<'_>, entry: &Entry) -> CurrencyFacts {
        let mut facts = CurrencyFacts { instruments: self.mentions.read(prepared, &self.stance), ..CurrencyFacts::default() };
        let mut bodies = Bodies::default();
        for (at, passage) in prepared.passages.iter().enumerate() {
            self.read_passage(prepared, at, passage, entry, &mut facts, &mut bodies);
            facts.counts.extend(self.counts.read(prepared, at));
            facts.markings.extend(self.markings.alone(prepared, passage));
        }
        if facts.markings.is_empty() {
            facts.markings.extend(self.markings.of_register(prepared, entry));
        }
        facts.reviews.extend(reviews::where_inferred(prepared, entry, &facts.reviews));
        facts.standings = standings::settle(std::mem::take(&mut facts.standings), entry);
        // What is said to have ended here is not also sent people to.
        facts.ended = bodies.ended;
        facts.bodies = bodies.mentions;
        facts
    }

    fn read_passage(
        &self,
        prepared: &Prepared<'_>,
        at: usize,
        passage: &PreparedPassage<'_>,
        entry: &Entry,
        facts: &mut CurrencyFacts,
        bodies: &mut Bodies,
    ) {
        // A sentence is read once for each kind of cue, however many of them it holds.
        let mut read_until = [0; 2];
        for met in self.cues.find(passage) {
            match met.cue {
                Cue::Review | Cue::Standing => {
                    let slot = usize::from(met.cue == Cue::Standing);
                    let place = passage.folded.source(ByteSpan::new(met.start, met.end)).start();
                    let Some(until) = read_until.get_mut(slot).filter(|until| place >= **until) else { continue };
                    *until = sentence_end(passage, place);
                    if met.cue == Cue::Standing {
                        self.standings.read(prepared, at, &met, &mut facts.standings);
                    } else {
                        facts.reviews.extend(self.reviews.read(prepared, at, &met, entry));
                    }
                }
                Cue::Ended => self.bodies.ended(prepared, at, &met, bodies),
                Cue::Body => self.bodies.mention(prepared, at, &met, &self.stance, bodies),
            }
        }
    }
}

/// Where the sentence at `place` ends, in bytes of the passage's text.
fn sentence_end(passage: &PreparedPassage<'_>, place: usize) -> usize {
    let after = passage.sentences.partition_point(|s| s.start() <= place);
    after.checked_sub(1).and_then(|n| passage.sentences.get(n)).map_or(passage.text.len(), |s| s.end())
}
