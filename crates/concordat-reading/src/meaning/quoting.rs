//! Which words of a window are quoted for what the window says, and whether any may be.
//!
//! A window is recognised by all that it shows; what is quoted has to say it alone. So the bar of quoting is another than the
//! bar of recognising: a sentence is quoted that carries the message by itself, or two that follow each other and do together.

use super::{
    SentenceSpeaks, Spoken, Window,
    classifier::{Classifier, Question, slot_of},
    messages::CompiledMessages,
    shows::{Shows, Weighed},
};
use crate::{Prepared, PreparedPassage};
use concordat_register::{Anchor, PassageKind, meaning::Position, split_label};
use concordat_text::ByteSpan;

/// How much of the rise of a document's bar a sentence must show by itself.
const OWN: f64 = 0.25;
/// The same where it names nobody whom the message is about.
const UNNAMED: f64 = 0.75;
/// The same of sentences that say it only between them.
const RUN: f64 = 1.0;
/// Log-odds against the whole message up to which a sentence by itself is still quoted for the whole.
const WHOLE: f64 = -0.5;
/// Words below which a sentence is a fragment.
pub(super) const FRAGMENT: u32 = 4;
/// Words below which a cell or an item of a list is one.
const FRAGMENT_OF_LIST: u32 = 6;
/// Words that two sentences quoted together have at most.
const TOGETHER: u32 = 60;

/// Sentences of one passage, and how far they speak for an answer by themselves.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quoted {
    /// The passage's place.
    pub(super) passage: usize,
    /// Its first sentence that is quoted.
    pub(super) first: usize,
    /// Its last, which may be the same.
    pub(super) last: usize,
    /// Log-odds of the answer for these sentences alone.
    pub(super) alone: f64,
}

impl Quoted {
    /// Whether some sentence is in both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.passage == other.passage && self.first <= other.last && other.first <= self.last
    }

    /// The sentences.
    pub(super) fn sentences<'s>(&self, spoken: &'s Spoken) -> &'s [SentenceSpeaks] {
        spoken.passages.get(self.passage).and_then(|p| p.get(self.first..=self.last)).unwrap_or_default()
    }

    /// Where they stand, without the number typed before them.
    pub(super) fn anchor(&self, prepared: &Prepared<'_>, spoken: &Spoken) -> Option<Anchor> {
        let passage = prepared.passages.get(self.passage)?;
        let sentences = self.sentences(spoken);
        let span = ByteSpan::new(sentences.first()?.span.start(), sentences.last()?.span.end());
        Some(prepared.anchor(passage, without_label(passage, span)))
    }
}

/// How far words say a message by themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd)]
enum Holds {
    Not,
    Partly,
    Wholly,
}

/// Words that were judged as a quotation.
#[derive(Debug, Clone, Copy)]
struct Judged {
    holds: Holds,
    worth: f64,
    quoted: Quoted,
}

/// What is asked of the sentences of a window.
pub(super) struct Asked<'a> {
    pub(super) shows: &'a Shows<'a>,
    pub(super) messages: &'a CompiledMessages,
    pub(super) classifier: &'a Classifier,
    pub(super) prepared: &'a Prepared<'a>,
    pub(super) spoken: &'a Spoken,
    pub(super) message: usize,
    pub(super) position: Position,
    /// How far the bar of the document has risen; 0 where it is one window, which is then asked about as a whole.
    pub(super) raise: f64,
}

impl Asked<'_> {
    /// The best words of `window` to quote, and how far they say it: the whole message, where they are to say it whole, or a
    /// part. Nothing where none of its sentences says even that by itself.
    pub(super) fn quoted(&self, window: &Window, spare: &mut Weighed) -> Option<(Position, Quoted)> {
        let each = || window.sentences.iter().map(|&place| [place]);
        let alone = self.best(each().map(|place| self.judged(&place, spare)));
        if let Some(Judged { holds: Holds::Wholly, quoted, .. }) = alone {
            return Some((self.position, quoted));
        }
        // Two sentences are quoted only where one of them says part of it: two that say nothing do not say it together. What
        // denies it may lie in the two together: what is done for one child, and then what is done with the other.
        let denies = self.position == Position::Contradicts;
        let part = |place: (usize, usize), spare: &mut Weighed| denies || self.says(&[place], spare).holds >= Holds::Partly;
        let pairs = window.sentences.windows(2).filter(|pair| follow(pair));
        let borne: Vec<&[(usize, usize)]> = pairs.filter(|pair| pair.iter().any(|&place| part(place, spare))).collect();
        match self.best(borne.into_iter().map(|pair| self.judged(pair, spare))) {
            Some(Judged { holds: Holds::Wholly, quoted, .. }) => return Some((self.position, quoted)),
            _ if self.raise <= 0.0 => return alone.map(|j| (self.position, j.quoted)),
            _ => {}
        }
        if let Some(quoted) = self.run(window, spare) {
            return Some((self.position, quoted));
        }
        alone.filter(|j| j.holds == Holds::Partly).map(|j| (Position::Partly, j.quoted))
    }

    /// The best run of two or three sentences that say the whole message between them, none of which says it alone: "they" and "both" of
    /// one sentence are named in the one before. Such a run has to reach the bar of the document by itself, to name those whom the
    /// message is about, and to have a frame that bears it out.
    fn run(&self, window: &Window, spare: &mut Weighed) -> Option<Quoted> {
        if self.position != Position::Asserts {
            return None;
        }
        let runs = [2, 3].into_iter().flat_map(|length| window.sentences.windows(length));
        let borne = |run: &&[(usize, usize)]| self.shows.framed(run, self.message, Some(Position::Asserts));
        let runs = runs.filter(|run| run.windows(2).all(follow) && self.messages.names(self.spoken, run, self.message)).filter(borne);
        let judged = runs.map(|run| self.unless_beside(run, self.judged_by(run, RUN, spare)));
        self.best(judged).filter(|j| j.holds == Holds::Wholly).map(|j| j.quoted)
    }

    /// The best of what was judged: what holds more, then what is worth more; the first of those that are alike.
    fn best(&self, judged: impl Iterator<Item = Judged>) -> Option<Judged> {
        judged.fold(None, |best: Option<Judged>, one| match best {
            Some(best) if (best.holds, best.worth) >= (one.holds, one.worth) => Some(best),
            _ => Some(one),
        })
    }

    /// How far sentences that follow each other say the message by themselves, where each has a part in it and they are not beside the point.
    fn judged(&self, places: &[(usize, usize)], spare: &mut Weighed) -> Judged {
        self.unless_beside(places, self.says(places, spare))
    }

    /// The same, beside the point or not: of two sentences only both together need be to the point.
    fn says(&self, places: &[(usize, usize)], spare: &mut Weighed) -> Judged {
        let named = if self.messages.names(self.spoken, places, self.message) { OWN } else { UNNAMED };
        self.judged_by(places, named, spare)
    }

    /// The same by a bar that is `of_rise` of the rise of the document's.
    fn judged_by(&self, places: &[(usize, usize)], of_rise: f64, spare: &mut Weighed) -> Judged {
        self.shows.weigh_all(places, spare);
        let denies = self.position == Position::Contradicts;
        let question = if denies { Question::Denied } else { Question::Carried };
        let framed = self.shows.framed(places, self.message, denies.then_some(Position::Contradicts));
        let (first, last) = (places.first().copied().unwrap_or_default(), places.last().copied().unwrap_or_default());
        let by_frame = if framed { 0.0 } else { f64::NEG_INFINITY };
        let learnt = spare.sums.get(slot_of(self.message, question)).copied().filter(|sum| sum.is_finite());
        let quoted = Quoted { passage: first.0, first: first.1, last: last.1, alone: learnt.unwrap_or(by_frame) };
        let (worth, holds) = match self.classifier.answer(&spare.sums, self.message, question).filter(|own| own.is_finite()) {
            // Where nothing was learnt, frames decide.
            None => (by_frame, if framed { Holds::Wholly } else { Holds::Not }),
            Some(own) => {
                let whole = self.classifier.answer(&spare.sums, self.message, Question::Whole);
                let whole = whole.filter(|_| self.position == Position::Asserts).unwrap_or(0.0).min(0.0);
                // A denial that a frame bears out is read as one whatever else there is to read.
                let of_rise = if denies && framed { 0.0 } else { of_rise };
                let holds = match own >= of_rise * self.raise {
                    true if whole >= WHOLE => Holds::Wholly,
                    true => Holds::Partly,
                    false => Holds::Not,
                };
                (own + whole / 2.0, holds)
            }
        };
        let holds = if self.is_fragment(&quoted) { Holds::Not } else { holds };
        Judged { holds, worth, quoted }
    }

    fn unless_beside(&self, places: &[(usize, usize)], judged: Judged) -> Judged {
        let holds = if judged.holds > Holds::Not && self.is_beside(places) { Holds::Not } else { judged.holds };
        Judged { holds, ..judged }
    }

    /// Whether what is quoted of a document is beside the point, by what its message must and must not be shown with; or is to deny the message
    /// and names nobody and nothing that the message is about, as a sentence on when pupils use their phones.
    fn is_beside(&self, places: &[(usize, usize)]) -> bool {
        let denies = self.position == Position::Contradicts;
        let unnamed = || denies && !self.messages.names(self.spoken, places, self.message);
        self.raise > 0.0 && (!self.messages.may_show(self.spoken, places, (self.message, denies)) || unnamed())
    }

    /// Whether too few words to say anything are quoted, or too many to check.
    fn is_fragment(&self, quoted: &Quoted) -> bool {
        let words: u32 = quoted.sentences(self.spoken).iter().map(|s| s.words).sum();
        let kind = self.prepared.passages.get(quoted.passage).map(|p| p.passage.kind);
        let listed = matches!(kind, Some(PassageKind::Cell { .. } | PassageKind::ListItem { .. }));
        let least = if listed { FRAGMENT_OF_LIST } else { FRAGMENT };
        words < least || quoted.first < quoted.last && words > TOGETHER
    }
}

/// Whether two sentences follow each other in the same passage.
fn follow(pair: &[(usize, usize)]) -> bool {
    matches!(pair, [one, other] if one.0 == other.0 && one.1 + 1 == other.1)
}

/// A sentence without the number typed before it, which the anchor gives as its section.
pub(super) fn without_label(passage: &PreparedPassage<'_>, span: ByteSpan) -> ByteSpan {
    let (label, rest) = split_label(span.of(passage.text));
    if span.start() > 0 || label.is_none() || rest.trim().is_empty() {
        return span;
    }
    ByteSpan::new(span.end() - rest.len(), span.end())
}

#[cfg(test)]
mod tests {
    use crate::{Prepared, meaning::MeaningReader};
    use concordat_register::meaning::Position;
    use concordat_standard::Standard;

    /// What is quoted for `message` in a document of forty paragraphs besides `text`.
    fn quoted(message: &str, text: &str) -> Vec<(Position, String)> {
        let rest = "The panel meets in the hall on Tuesdays.\n\n".repeat(40);
        let document = concordat_fixture::document(&format!("{text}\n\n{rest}"));
        let prepared = Prepared::new(&document);
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let reader = MeaningReader::new(&standard);
        let spoken = reader.spoken(&prepared);
        let found = reader.messages.read(&prepared, &spoken, &reader.windows(&prepared, &spoken));
        found.into_iter().filter(|r| r.message == message).map(|r| (r.position, r.anchor.quote.exact.to_string())).collect()
    }

    #[test]
    fn the_sentence_that_says_it_is_quoted_and_not_the_one_beside_it() {
        let said = "Where a child is at risk of significant harm, the lead refers the child to children's social care";
        let found = quoted("social-care-threshold", &format!("Forms are kept by the clerk. {said}. The clerk keeps a list of names."));
        assert_eq!(found, [(Position::Asserts, said.to_owned())]);
    }

    #[test]
    fn what_only_looks_like_a_message_is_not_quoted_for_it() {
        for (message, words) in [
            ("routes-meet", "The forum brings together the police, health and a charity, and makes one plan for each young person."),
            ("environments", "Most had been approached in an arcade, at the station or on a bus."),
            ("information-shared", "An analyst will be shared by the trust and the police."),
            ("social-care-threshold", "Where exploitation is suspected, the carer or social worker completes the screening checklist."),
            ("social-care-for-both", "A mother who goes back to a violent man is referred to children's social care."),
            ("no-consent-to-exploitation", "Adult dealers who use children in this town do so by choice and for money."),
            ("voices-heard", "We count the number of young people and groups heard by the panel."),
        ] {
            assert_eq!(quoted(message, words), [], "{message}: {words}");
        }
        let met = quoted(
            "routes-meet",
            "Where a child is known to both panels, the two chairs hold one joint meeting and agree which of them leads.",
        );
        assert_eq!(met.len(), 1, "{met:?}");
    }

    #[test]
    fn a_denial_names_what_it_denies() {
        let denied = |text: &str| quoted("child-protection-matter", text).iter().any(|(position, _)| *position == Position::Contradicts);
        assert!(!denied("Messages between midnight and one are a part of school life."));
        assert!(denied("Being groped by another pupil is just a part of school life."));
        let girls = "Reports on boys are about theft and reports on girls about sex, and we may be overlooking the reverse.";
        assert_eq!(quoted("inclusive-language", girls), []);
    }

    #[test]
    fn a_fragment_is_not_quoted_in_a_document() {
        let found = quoted("social-care-threshold", "People to ring:\n\n- Children's social care\n- Police");
        assert!(found.iter().all(|(_, words)| words != "Children's social care"), "{found:?}");
    }

    #[test]
    fn what_speaks_of_nobody_who_harms_says_nothing_of_them() {
        let adults = "The conference agrees a safety plan for each adult at high risk and for their children.";
        assert_eq!(quoted("safeguarding-because-young", adults), []);
    }
}
