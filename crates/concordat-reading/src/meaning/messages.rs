//! Which messages of the standard the windows of a document carry or deny.

use super::{
    ConceptIndex, SentenceSpeaks, Spoken, Stands, Window,
    classifier::{Classifier, Question, slot_of},
    quoting::{Asked, FRAGMENT, Quoted, without_label},
    shows::{Shows, Weighed},
};
use crate::Prepared;
use concordat_register::{
    Anchor, PassageKind,
    meaning::{MessageReading, Position},
};
use concordat_standard::{
    Standard,
    messages::{Frame, Manner},
};

/// How sure the reader is of a message that was never trained and whose frame holds, in hundredths.
const UNTRAINED: u8 = 60;
/// Log-odds by which the bar rises each time a document has twice as many windows: one weak window must not decide.
const PER_DOUBLING: f64 = 0.43;
/// How much of that rise counts against certainty. Passages learnt from carry a message one time in six and windows of documents one
/// time in twenty to a hundred; with this, answers on documents were right as often as they said. See `training/README.md`.
const RARER: f64 = 0.7;
/// By how much more the bar rises where a window names nobody whom a message is about.
const UNNAMED: f64 = 1.5;
/// How much of that rise the bar of saying a message whole rises by: what is only named is read as done by chance too.
const WHOLE: f64 = 0.5;
/// How sure it must be that a document says a part of a message, and that it denies it: what says only a part, and that unsurely, says nothing,
/// and what no frame bears out and is less likely than not to be a denial is none.
const SURE: [f64; 2] = [0.65, 0.5];
/// Readings kept of each message: sentences that say it, say part of it, deny it.
const KEPT: [usize; 3] = [2, 1, 3];

/// How sure the reader is of a sentence that says it plainly, where what is learnt is not surer.
const PLAIN: f64 = 0.8;

/// Places kept where a document speaks of a child who harms: the first may stand among steps, where no sentence about them belongs.
const PLACES: usize = 6;

/// Frames of the messages, as numbers.
#[derive(Debug)]
pub(super) struct CompiledMessages {
    messages: Vec<CompiledMessage>,
    /// Concepts that nothing is weighed by.
    unweighed: Concepts,
}

#[derive(Debug)]
struct CompiledMessage {
    id: String,
    /// Whether a frame denies it by itself.
    frames_deny: bool,
    /// Frames with what each shows, those that deny first.
    frames: Vec<(Position, CompiledFrame)>,
    /// Concepts of which a window should name one; none where any window will do.
    about: Option<Concepts>,
    /// Frames one of which must hold in what is quoted; none where any words will do.
    shown_with: Vec<CompiledFrame>,
    /// Frames none of which may hold there.
    beside: Vec<CompiledFrame>,
    /// Frames so plain that a sentence in which one holds says the message, or a part of it, whatever else there is to read.
    plain: Vec<(Position, CompiledFrame)>,
}

/// For each part how it must stand, and the concepts of which one must.
type CompiledFrame = Vec<(Manner, Concepts)>;

/// Concepts as bits; those past the last bit are never met in a frame.
#[derive(Debug, Clone, Copy, Default)]
struct Concepts([u64; 8]);

impl Concepts {
    fn add(&mut self, concept: ConceptIndex) {
        if let Some(word) = self.0.get_mut(usize::from(concept.0 / 64)) {
            *word |= 1 << (concept.0 % 64);
        }
    }

    fn has(&self, concept: ConceptIndex) -> bool {
        self.0.get(usize::from(concept.0 / 64)).is_some_and(|word| word & 1 << (concept.0 % 64) != 0)
    }

    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }
}

/// The concepts of a sentence by how they stand.
#[derive(Debug, Default)]
struct Standing {
    plain: Concepts,
    denied: Concepts,
    any: Concepts,
}

impl Standing {
    fn of(sentence: &SentenceSpeaks) -> Self {
        let mut made = Self::default();
        for hit in &sentence.hits {
            made.any.add(hit.concept);
            match hit.stands {
                Stands::Plainly => made.plain.add(hit.concept),
                Stands::Denied => made.denied.add(hit.concept),
                Stands::Quoted => {}
            }
        }
        made
    }

    fn holds(&self, parts: &CompiledFrame) -> bool {
        parts.iter().all(|(manner, any)| match manner {
            Manner::Absent => !self.any.meets(any),
            Manner::Denied => self.denied.meets(any),
            Manner::Stands => self.plain.meets(any),
        })
    }
}

impl CompiledMessages {
    pub(super) fn new(standard: &Standard) -> Self {
        let index = |id: &String| standard.concepts.index(id).and_then(|n| u16::try_from(n).ok()).map(ConceptIndex);
        let concepts = |any: &[String]| {
            let mut concepts = Concepts::default();
            any.iter().filter_map(index).for_each(|c| concepts.add(c));
            concepts
        };
        let parts = |frame: &Frame| -> CompiledFrame { frame.parts.iter().map(|p| (p.manner, concepts(&p.any))).collect() };
        let compile = |position: Position, frame: &Frame| (position, parts(frame));
        let messages = standard.messages.messages.iter().map(|m| {
            let denied = m.contradicts.iter().map(|f| compile(Position::Contradicts, f));
            let said = m.asserts.iter().map(|f| compile(Position::Asserts, f));
            let partly = m.partly.iter().map(|f| compile(Position::Partly, f));
            let wholly = m.plainly.iter().map(|f| compile(Position::Asserts, f));
            let in_part = m.plainly_partly.iter().map(|f| compile(Position::Partly, f));
            CompiledMessage {
                id: m.id.clone(),
                frames_deny: m.frames_deny,
                frames: denied.chain(said).chain(partly).collect(),
                about: (!m.about.is_empty()).then(|| concepts(&m.about)),
                shown_with: m.shown_with.iter().map(parts).collect(),
                beside: m.beside.iter().map(parts).collect(),
                plain: wholly.chain(in_part).collect(),
            }
        });
        let mut unweighed = Concepts::default();
        let rows = (0u16..).zip(&standard.concepts.concepts).filter(|(_, c)| !c.weighed);
        rows.for_each(|(n, _)| unweighed.add(ConceptIndex(n)));
        Self { messages: messages.collect(), unweighed }
    }

    /// Whether messages are weighed by `concept`.
    pub(super) fn weighs(&self, concept: ConceptIndex) -> bool {
        !self.unweighed.has(concept)
    }

    /// Whether sentences name any of those whom a message is about.
    pub(super) fn names(&self, spoken: &Spoken, places: &[(usize, usize)], message: usize) -> bool {
        let Some(about) = self.messages.get(message).and_then(|m| m.about.as_ref()) else { return true };
        let mut sentences = places.iter().filter_map(|&(passage, sentence)| spoken.passages.get(passage)?.get(sentence));
        sentences.any(|s| Standing::of(s).any.meets(about))
    }

    /// Whether one of these sentences has what words quoted for a message must have, and none has what makes them beside its point.
    /// What denies it need not have what it is said with.
    pub(super) fn may_show(&self, spoken: &Spoken, places: &[(usize, usize)], (message, denies): (usize, bool)) -> bool {
        let Some(message) = self.messages.get(message) else { return true };
        let holds = |frames: &[CompiledFrame]| {
            let mut sentences = places.iter().filter_map(|&(passage, n)| spoken.passages.get(passage)?.get(n)).map(Standing::of);
            sentences.any(|standing| frames.iter().any(|frame| standing.holds(frame)))
        };
        (denies || message.shown_with.is_empty() || holds(&message.shown_with)) && !holds(&message.beside)
    }

    /// What `sentence` says plainly of a message.
    fn plainly(&self, sentence: &SentenceSpeaks, message: usize) -> Option<Position> {
        let plain = &self.messages.get(message)?.plain;
        let standing = Standing::of(sentence);
        plain.iter().find(|(_, frame)| standing.holds(frame)).map(|(position, _)| *position)
    }

    /// Calls `each` with every message, by its place, of which a frame holds in `sentence`, once for each position.
    pub(super) fn frames_of(&self, sentence: &SentenceSpeaks, mut each: impl FnMut(u16, Position)) {
        if sentence.hits.is_empty() {
            return;
        }
        let standing = Standing::of(sentence);
        for (number, message) in (0u16..).zip(&self.messages) {
            let mut last = None;
            for (position, parts) in &message.frames {
                if last != Some(*position) && standing.holds(parts) {
                    each(number, *position);
                    last = Some(*position);
                }
            }
        }
    }
}

/// Which messages of the standard the windows of a document carry or deny.
#[derive(Debug)]
pub(super) struct MessageReader {
    messages: CompiledMessages,
    classifier: Classifier,
    harming: Vec<ConceptIndex>,
    adults: Vec<ConceptIndex>,
    young: Vec<ConceptIndex>,
}

/// A reading and what it rests on, before the best are chosen.
struct Candidate {
    message: usize,
    position: Position,
    certainty: f64,
    quoted: Quoted,
}

impl MessageReader {
    pub(super) fn new(standard: &Standard, words: &[String]) -> Self {
        let listed = |ids: &[String]| ids.iter().filter_map(|id| standard.concepts.index(id)?.try_into().ok().map(ConceptIndex)).collect();
        let rows = &standard.messages;
        Self {
            messages: CompiledMessages::new(standard),
            classifier: Classifier::new(standard, words),
            harming: listed(&rows.harming),
            adults: listed(&rows.adults),
            young: listed(&rows.young),
        }
    }

    /// Whether `sentences` speak of adults and of nobody young.
    fn is_of_adults(&self, sentences: &[SentenceSpeaks]) -> bool {
        let speaks = |of: &[ConceptIndex]| sentences.iter().flat_map(|s| &s.hits).any(|h| of.contains(&h.concept));
        speaks(&self.adults) && !speaks(&self.young)
    }

    /// The first sentences that speak of a child or young person who harms, headings left out; entries of lists, of which many only go on
    /// with what leads to them, where there are no others.
    pub(super) fn harming(&self, prepared: &Prepared<'_>, spoken: &Spoken) -> Vec<Anchor> {
        let speaks = |s: &SentenceSpeaks| s.hits.iter().any(|h| h.stands == Stands::Plainly && self.harming.contains(&h.concept));
        let of = |wanted: fn(PassageKind) -> bool| -> Vec<Anchor> {
            let passages = prepared.passages.iter().zip(&spoken.passages).filter(|(p, _)| wanted(p.passage.kind));
            let sentences = passages.flat_map(|(p, sentences)| sentences.iter().map(move |s| (p, s)));
            sentences.filter(|(_, s)| speaks(s)).take(PLACES).map(|(p, s)| prepared.anchor(p, without_label(p, s.span))).collect()
        };
        let found = of(|kind| !matches!(kind, PassageKind::Heading | PassageKind::ListItem { .. }));
        if found.is_empty() { of(|kind| matches!(kind, PassageKind::ListItem { .. })) } else { found }
    }

    pub(super) fn messages(&self) -> &CompiledMessages {
        &self.messages
    }

    pub(super) fn read(&self, prepared: &Prepared<'_>, spoken: &Spoken, windows: &[Window]) -> Vec<MessageReading> {
        let count = u32::try_from(windows.len().max(1)).unwrap_or(u32::MAX);
        let raise = PER_DOUBLING * libm::log2(f64::from(count));
        let shows = Shows::new(spoken, &self.messages, &self.classifier);
        let (mut weighed, mut spare) = (Weighed::default(), Weighed::default());
        let mut found = Vec::new();
        for window in windows {
            // A window that speaks of nothing the standard knows carries nothing, whatever its plain words.
            if !shows.weigh(&window.sentences, &mut weighed) {
                continue;
            }
            for message in 0..self.messages.messages.len() {
                let carried = self.position(&shows, window, &weighed.sums, message, raise);
                let raise =
                    if carried.is_some() && !self.messages.names(spoken, &window.sentences, message) { raise * UNNAMED } else { raise };
                if let Some(position) = carried.and_then(|_| self.position(&shows, window, &weighed.sums, message, raise)) {
                    let asked = Asked {
                        shows: &shows,
                        messages: &self.messages,
                        classifier: &self.classifier,
                        prepared,
                        spoken,
                        message,
                        position,
                        raise,
                    };
                    let Some((position, quoted)) = asked.quoted(window, &mut spare) else { continue };
                    let places: Vec<(usize, usize)> = (quoted.first..=quoted.last).map(|n| (quoted.passage, n)).collect();
                    let denied = position == Position::Contradicts;
                    if denied && (self.is_of_adults(quoted.sentences(spoken)) || is_said(&shows, &places, message)) {
                        continue;
                    }
                    let certainty = self.certainty(&weighed.sums, message, position, quoted.alone, raise);
                    let [part, denial] = SURE;
                    let least = match position {
                        Position::Partly => part,
                        Position::Contradicts if !shows.framed(&places, message, Some(Position::Contradicts)) => denial,
                        Position::Contradicts | Position::Asserts | Position::Silent => 0.0,
                    };
                    if raise > 0.0 && certainty < least {
                        continue;
                    }
                    found.push(Candidate { message, position, certainty, quoted });
                }
            }
        }
        if raise > 0.0 {
            self.said_plainly(prepared, spoken, &mut found);
        }
        self.kept(prepared, spoken, found)
    }

    /// Adds the sentences that say a message plainly. They stand for themselves, so the bar does not rise for them with the length of the document.
    fn said_plainly(&self, prepared: &Prepared<'_>, spoken: &Spoken, found: &mut Vec<Candidate>) {
        for (passage, (prepared, sentences)) in prepared.passages.iter().zip(&spoken.passages).enumerate() {
            if prepared.passage.kind == PassageKind::Heading {
                continue;
            }
            for (number, sentence) in sentences.iter().enumerate().filter(|(_, s)| s.words >= FRAGMENT && !s.hits.is_empty()) {
                for message in 0..self.messages.messages.len() {
                    let Some(position) = self.messages.plainly(sentence, message) else { continue };
                    let place = [(passage, number)];
                    if self.is_of_adults(std::slice::from_ref(sentence)) || !self.messages.may_show(spoken, &place, (message, false)) {
                        continue;
                    }
                    let quoted = Quoted { passage, first: number, last: number, alone: 0.0 };
                    let sure = found.iter().filter(|c| c.message == message && c.position == position && c.quoted.meets(&quoted));
                    let least = if self.classifier.knows(message) { PLAIN } else { f64::from(UNTRAINED) / 100.0 };
                    let certainty = sure.map(|c| c.certainty).fold(least, f64::max);
                    found.push(Candidate { message, position, certainty, quoted });
                }
            }
        }
    }

    /// How a window stands to a message; nothing where it is silent. Where nothing was learnt, frames decide.
    fn position(&self, shows: &Shows<'_>, window: &Window, sums: &[f64], message: usize, raise: f64) -> Option<Position> {
        if !self.classifier.knows(message) {
            let framed = |position: Position| shows.framed(&window.sentences, message, Some(position)).then_some(position);
            return framed(Position::Contradicts).or_else(|| framed(Position::Asserts)).or_else(|| framed(Position::Partly));
        }
        let by_frame = self.messages.messages.get(message).is_some_and(|m| m.frames_deny) && !self.classifier.knows_denials(message);
        if by_frame && shows.framed(&window.sentences, message, Some(Position::Contradicts)) {
            return Some(Position::Contradicts);
        }
        // The bar of a denial is high already: it rises half as much, and not at all where a frame bears it out.
        let carried = self.classifier.answer(sums, message, Question::Carried)?;
        let denies = || if shows.framed(&window.sentences, message, Some(Position::Contradicts)) { 0.0 } else { raise / 2.0 };
        if let Some(denied) = self.classifier.answer(sums, message, Question::Denied).filter(|denied| *denied >= 0.0 && *denied >= denies())
            && (carried < raise || denied > carried)
        {
            return Some(Position::Contradicts);
        }
        if carried < raise {
            return None;
        }
        let whole = self.classifier.answer(sums, message, Question::Whole).is_none_or(|whole| whole >= WHOLE * raise);
        Some(if whole { Position::Asserts } else { Position::Partly })
    }

    /// How sure an answer is, from 0 to 1: by what the window and what is quoted of it show.
    fn certainty(&self, sums: &[f64], message: usize, position: Position, alone: f64, raise: f64) -> f64 {
        let question = if position == Position::Contradicts { Question::Denied } else { Question::Carried };
        let together = sums.get(slot_of(message, question)).copied().unwrap_or(f64::NEG_INFINITY);
        let sum = f64::midpoint(together, alone) - RARER * raise;
        self.classifier.certainty(message, question, sum).unwrap_or(f64::from(UNTRAINED) / 100.0)
    }

    /// The best readings of each message and position, best first.
    fn kept(&self, prepared: &Prepared<'_>, spoken: &Spoken, mut found: Vec<Candidate>) -> Vec<MessageReading> {
        let place = |c: &Candidate| (c.quoted.passage, c.quoted.first);
        found.sort_by(|a, b| {
            (a.message, a.position).cmp(&(b.message, b.position)).then(b.certainty.total_cmp(&a.certainty)).then(place(a).cmp(&place(b)))
        });
        let mut readings = Vec::new();
        let mut taken: Vec<Quoted> = Vec::new();
        let mut last = None;
        for one in found {
            let key = (one.message, one.position);
            if last != Some(key) {
                taken.clear();
                last = Some(key);
            }
            if taken.len() >= kept(one.position) || taken.iter().any(|t| t.meets(&one.quoted)) {
                continue;
            }
            taken.push(one.quoted);
            let (Some(message), Some(anchor)) = (self.messages.messages.get(one.message), one.quoted.anchor(prepared, spoken)) else {
                continue;
            };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
            let certainty = (one.certainty * 100.0) as u8;
            readings.push(MessageReading { message: message.id.clone(), position: one.position, certainty, anchor });
        }
        readings
    }
}

/// Whether a frame says the message in these sentences and none denies it: a denial that weights alone find there is doubtful.
fn is_said(shows: &Shows<'_>, places: &[(usize, usize)], message: usize) -> bool {
    let framed = |position: Position| shows.framed(places, message, Some(position));
    !framed(Position::Contradicts) && (framed(Position::Asserts) || framed(Position::Partly))
}

fn kept(position: Position) -> usize {
    let [said, partly, denied] = KEPT;
    match position {
        Position::Asserts => said,
        Position::Contradicts => denied,
        Position::Partly | Position::Silent => partly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::MeaningReader;
    use concordat_register::{Document, Format};

    fn position(reader: &MeaningReader, message: &str, text: &str) -> Position {
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, text);
        let prepared = Prepared::new(&document);
        let spoken = reader.spoken(&prepared);
        let found = reader.messages.read(&prepared, &spoken, &reader.windows(&prepared, &spoken));
        found.iter().find(|r| r.message.as_str() == message).map_or(Position::Silent, |r| r.position)
    }

    #[test]
    fn what_is_said_plainly_is_found_in_a_long_document() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = MeaningReader::new(&standard);
        let rest = "The panel meets in the hall on Tuesdays and its minutes are kept for six years.\n\n".repeat(120);
        let read = |message: &str, text: &str| {
            let document = concordat_fixture::document(&format!("{rest}{text}\n\n{rest}"));
            let prepared = Prepared::new(&document);
            let spoken = reader.spoken(&prepared);
            let found = reader.messages.read(&prepared, &spoken, &reader.windows(&prepared, &spoken));
            found.into_iter().find(|r| r.message == message).map(|r| (r.position, r.anchor.quote.exact.to_string()))
        };
        for (message, said, position) in [
            ("trained-and-alert", "All ward staff complete a refresher every other autumn", Position::Partly),
            ("voices-heard", "Pupils are asked twice a year what would make the corridors safer", Position::Partly),
            ("inclusive-language", "Boys may also be exploited", Position::Partly),
        ] {
            assert_eq!(read(message, &format!("{said}.")), Some((position, said.to_owned())), "{message}");
        }
        assert_eq!(read("trained-and-alert", "No staff have been trained."), None);
        assert_eq!(read("voices-heard", "The officer asks the pupil where the phone is."), None);
    }

    /// Weights are learnt, so a few may go wrong; a message whose frames and weights have come apart shows at once.
    #[test]
    fn nearly_every_example_of_a_message_is_read_as_it_says() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = MeaningReader::new(&standard);
        let (mut all, mut wrong) = (0, Vec::new());
        for message in &standard.messages.messages {
            for example in &message.examples {
                let got = position(&reader, &message.id, &example.text).word();
                let carried = |word: &str| matches!(word, "asserts" | "partly");
                all += 1;
                if carried(got) != carried(&example.position) || (got == "contradicts") != (example.position == "contradicts") {
                    wrong.push(format!("{}: {got}, not {}: {}", message.id, example.position, example.text));
                }
            }
        }
        assert!(wrong.len() * 8 < all, "{} of {all}\n{}", wrong.len(), wrong.join("\n"));
    }

    #[test]
    fn what_is_for_boys_and_girls_alike_leaves_none_of_them_out() {
        let reader = MeaningReader::new(&Standard::peer_on_peer_abuse().unwrap());
        for text in
            ["The questionnaire is for boys and girls from the age of 11.", "The course is used with girls and boys who hurt others."]
        {
            assert_ne!(position(&reader, "inclusive-language", text), Position::Contradicts, "{text}");
        }
        for text in ["The course is only for girls.", "Girls are the victims and boys are the perpetrators."] {
            assert_eq!(position(&reader, "inclusive-language", text), Position::Contradicts, "{text}");
        }
    }

    #[test]
    fn who_is_left_to_the_police_is_not_met_by_social_care() {
        let reader = MeaningReader::new(&Standard::peer_on_peer_abuse().unwrap());
        let text = "A social worker sees the child who was hurt; the pupil who hurt them is left to the police.";
        assert_eq!(position(&reader, "social-care-for-both", text), Position::Contradicts);
    }

    #[test]
    fn a_message_added_by_rows_alone_is_read_by_its_frames() {
        let mut standard = Standard::peer_on_peer_abuse().unwrap();
        let frame = "child-who-harms & safeguarding-response".to_owned().try_into().unwrap();
        let mut added = standard.messages.messages.first().unwrap().clone();
        added.id = "added".to_owned();
        (added.asserts, added.partly, added.contradicts) = (vec![frame], Vec::new(), Vec::new());
        standard.messages.messages.push(added);
        let reader = MeaningReader::new(&standard);
        assert_eq!(position(&reader, "added", "A child who harms others is met by a safeguarding response."), Position::Asserts);
        assert_eq!(position(&reader, "added", "The choir sings."), Position::Silent);
    }

    #[test]
    fn one_weak_sentence_decides_less_in_a_long_document() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = MeaningReader::new(&standard);
        let count = |text: &str| {
            let document = concordat_fixture::document(text);
            let prepared = Prepared::new(&document);
            let spoken = reader.spoken(&prepared);
            reader.messages.read(&prepared, &spoken, &reader.windows(&prepared, &spoken)).len()
        };
        let weak = "Where harm happens may be noted on the form.\n\nThe young person is asked about home.\n\nStaff attend a course.\n\n";
        let long = format!("{weak}{}", "The panel meets in the hall on Tuesdays.\n\n".repeat(2000));
        assert!(count(&long) <= count(weak));
    }
}
