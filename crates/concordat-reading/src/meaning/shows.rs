//! What each sentence of a document shows that counts, found once for all the windows that hold it.

use super::{
    Spoken,
    classifier::Classifier,
    features::{Feature, features_of, short},
    messages::CompiledMessages,
};
use concordat_register::meaning::Position;

/// What the sentences of a document show.
pub(super) struct Shows<'c> {
    classifier: &'c Classifier,
    /// For each passage, where its sentences begin.
    passages: Vec<usize>,
    sentences: Vec<Shown>,
    /// Places of features by [`Classifier::place`], of each sentence in turn.
    places: Vec<u32>,
    /// Frames that hold, of each sentence in turn.
    frames: Vec<(u16, Position)>,
}

/// What one sentence shows.
struct Shown {
    /// Its stretch of the places: first and one past the last.
    places: (usize, usize),
    /// Its stretch of the frames.
    frames: (usize, usize),
    /// Whether it speaks of any concept.
    speaks: bool,
    words: u32,
}

/// Lists that are filled anew for every window.
#[derive(Default)]
pub(super) struct Weighed {
    places: Vec<u32>,
    /// The log-odds of every slot.
    pub(super) sums: Vec<f64>,
}

impl<'c> Shows<'c> {
    pub(super) fn new(spoken: &Spoken, messages: &CompiledMessages, classifier: &'c Classifier) -> Self {
        let mut made = Self { classifier, passages: Vec::new(), sentences: Vec::new(), places: Vec::new(), frames: Vec::new() };
        let mut items = Vec::new();
        for passage in &spoken.passages {
            made.passages.push(made.sentences.len());
            for sentence in passage {
                let (place, frame) = (made.places.len(), made.frames.len());
                features_of(sentence, messages, &mut items, |feature| {
                    made.places.extend(classifier.place(feature));
                    if let Feature::Frame(message, position) = feature {
                        made.frames.push((message, position));
                    }
                });
                made.sentences.push(Shown {
                    places: (place, made.places.len()),
                    frames: (frame, made.frames.len()),
                    speaks: !sentence.hits.is_empty(),
                    words: sentence.words,
                });
            }
        }
        made
    }

    /// Weighs the sentences of a window together; says whether they speak of any concept, without which they are not weighed.
    pub(super) fn weigh(&self, window: &[(usize, usize)], into: &mut Weighed) -> bool {
        if !self.of(window).any(|s| s.speaks) {
            return false;
        }
        self.weigh_all(window, into);
        true
    }

    /// Weighs the sentences of a window together.
    pub(super) fn weigh_all(&self, window: &[(usize, usize)], into: &mut Weighed) {
        into.places.clear();
        for shown in self.of(window) {
            into.places.extend_from_slice(self.places.get(shown.places.0..shown.places.1).unwrap_or_default());
        }
        let words: u32 = self.of(window).map(|s| s.words).sum();
        into.places.extend(short(words).filter_map(|place| self.classifier.place(Feature::Short(place))));
        into.places.sort_unstable();
        into.places.dedup();
        self.classifier.weigh(&into.places, &mut into.sums);
    }

    /// Whether a frame of `message` holds in a window that shows it to stand so; or, with no position, in whatever way.
    pub(super) fn framed(&self, window: &[(usize, usize)], message: usize, position: Option<Position>) -> bool {
        let frames = self.of(window).flat_map(|s| self.frames.get(s.frames.0..s.frames.1).unwrap_or_default());
        let mut of_message = frames.filter(|(m, _)| usize::from(*m) == message);
        of_message.any(|(_, p)| position.is_none_or(|wanted| wanted == *p))
    }

    fn of(&self, window: &[(usize, usize)]) -> impl Iterator<Item = &Shown> {
        window.iter().filter_map(|&(passage, sentence)| self.sentences.get(self.passages.get(passage)? + sentence))
    }
}
