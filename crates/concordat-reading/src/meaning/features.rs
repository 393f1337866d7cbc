//! What a window shows of itself: the readable features that a classifier weighs.

use super::{ConceptIndex, SentenceSpeaks, Spoken, Stands, Window, messages::CompiledMessages};
use concordat_register::meaning::Position;
use concordat_standard::Standard;

/// A concept as it stands in a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Item {
    /// Which concept.
    pub concept: ConceptIndex,
    /// Whether it is denied there.
    pub denied: bool,
}

/// Something that a window shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Feature {
    /// A sentence speaks of it.
    Speaks(Item),
    /// It stands in quotation marks.
    Quotes(ConceptIndex),
    /// One sentence speaks of both, the lesser first.
    Together(Item, Item),
    /// A frame of a message, by its place among the messages, holds.
    Frame(u16, Position),
    /// A plain word stands there, by its place in the reader's list.
    Word(u16),
    /// It has at most [`LENGTHS`] words of this place: what little there is to read shows less.
    Short(u8),
}

impl Feature {
    /// A number of its own.
    pub(super) fn key(self) -> u64 {
        let item = |i: Item| u64::from(i.concept.0) << 1 | u64::from(i.denied);
        match self {
            Self::Speaks(one) => item(one),
            Self::Quotes(concept) => 1 << 60 | u64::from(concept.0),
            Self::Together(one, other) => 2 << 60 | item(one) << 20 | item(other),
            Self::Frame(message, position) => 3 << 60 | u64::from(message) << 4 | position as u64,
            Self::Word(word) => 4 << 60 | u64::from(word),
            Self::Short(place) => 5 << 60 | u64::from(place),
        }
    }
}

/// Words up to which a window is short.
pub(super) const LENGTHS: [u32; 3] = [15, 25, 40];

/// Names features and reads their names.
#[derive(Debug)]
pub struct FeatureNames<'s> {
    standard: &'s Standard,
    words: &'s [String],
}

impl<'s> FeatureNames<'s> {
    /// `words` are the names of the plain words, in their order.
    #[must_use]
    pub fn new(standard: &'s Standard, words: &'s [String]) -> Self {
        Self { standard, words }
    }

    /// A feature's name.
    #[must_use]
    pub fn name(&self, feature: Feature) -> String {
        match feature {
            Feature::Speaks(item) => format!("{} {}", if item.denied { "denies" } else { "says" }, self.concept(item.concept)),
            Feature::Quotes(concept) => format!("quotes {}", self.concept(concept)),
            Feature::Together(a, b) => format!("{} with {}", self.item(a), self.item(b)),
            Feature::Frame(message, position) => {
                let id = self.standard.messages.messages.get(usize::from(message)).map_or("", |m| m.id.as_str());
                format!("frame {id} {}", position.word())
            }
            Feature::Short(place) => format!("words at-most-{}", LENGTHS.get(usize::from(place)).copied().unwrap_or(0)),
            Feature::Word(word) => format!("word {}", self.words.get(usize::from(word)).map_or("", String::as_str)),
        }
    }

    /// The feature of a name; nothing where the standard has no such concept, message or word any more.
    #[must_use]
    pub fn feature(&self, name: &str) -> Option<Feature> {
        let words: Vec<&str> = name.split(' ').collect();
        match words.as_slice() {
            ["says", id] => Some(Feature::Speaks(Item { concept: self.index(id)?, denied: false })),
            ["denies", id] => Some(Feature::Speaks(Item { concept: self.index(id)?, denied: true })),
            ["quotes", id] => Some(Feature::Quotes(self.index(id)?)),
            ["word", word] => self.words.iter().position(|w| w == word).and_then(|n| u16::try_from(n).ok()).map(Feature::Word),
            ["words", most] => {
                let most = most.strip_prefix("at-most-")?.parse().ok()?;
                LENGTHS.iter().position(|l| *l == most).and_then(|n| u8::try_from(n).ok()).map(Feature::Short)
            }
            ["frame", id, position] => {
                let message = self.standard.messages.messages.iter().position(|m| m.id == *id)?;
                let position = Position::ALL.iter().find(|p| p.word() == *position)?;
                Some(Feature::Frame(u16::try_from(message).ok()?, *position))
            }
            _ => {
                let (left, right) = name.split_once(" with ")?;
                let (a, b) = (self.parse_item(left)?, self.parse_item(right)?);
                Some(Feature::Together(a.min(b), a.max(b)))
            }
        }
    }

    fn concept(&self, index: ConceptIndex) -> &str {
        self.standard.concepts.concepts.get(usize::from(index.0)).map_or("", |c| c.id.as_str())
    }

    fn item(&self, item: Item) -> String {
        format!("{}{}", if item.denied { "not " } else { "" }, self.concept(item.concept))
    }

    fn index(&self, id: &str) -> Option<ConceptIndex> {
        self.standard.concepts.index(id).and_then(|n| u16::try_from(n).ok()).map(ConceptIndex)
    }

    fn parse_item(&self, text: &str) -> Option<Item> {
        let (denied, id) = match text.strip_prefix("not ") {
            Some(id) => (true, id),
            None => (false, text),
        };
        Some(Item { concept: self.index(id)?, denied })
    }
}

/// The features of a window, sorted, each once.
pub(super) fn features(spoken: &Spoken, window: &Window, messages: &CompiledMessages, into: &mut Vec<Feature>) {
    into.clear();
    let mut items = Vec::new();
    for sentence in sentences(spoken, window) {
        features_of(sentence, messages, &mut items, |feature| into.push(feature));
    }
    let words: u32 = sentences(spoken, window).map(|s| s.words).sum();
    into.extend(short(words).map(Feature::Short));
    into.sort_unstable();
    into.dedup();
}

/// Calls `each` with everything that one sentence shows, in no order; `items` is room to work in.
pub(super) fn features_of(sentence: &SentenceSpeaks, messages: &CompiledMessages, items: &mut Vec<Item>, mut each: impl FnMut(Feature)) {
    items.clear();
    for hit in sentence.hits.iter().filter(|hit| messages.weighs(hit.concept)) {
        match hit.stands {
            Stands::Quoted => each(Feature::Quotes(hit.concept)),
            stands => items.push(Item { concept: hit.concept, denied: stands == Stands::Denied }),
        }
    }
    items.sort_unstable();
    items.dedup();
    sentence.plain.iter().for_each(|&w| each(Feature::Word(w)));
    messages.frames_of(sentence, |message, position| each(Feature::Frame(message, position)));
    for (n, &item) in items.iter().enumerate() {
        each(Feature::Speaks(item));
        let others = items.iter().skip(n + 1).filter(|other| other.concept != item.concept);
        others.for_each(|&other| each(Feature::Together(item, other)));
    }
}

/// The places of the lengths that a window of so many words does not exceed.
pub(super) fn short(words: u32) -> impl Iterator<Item = u8> {
    (0u8..).zip(LENGTHS).filter(move |(_, most)| words <= *most).map(|(place, _)| place)
}

/// The sentences of a window.
pub(super) fn sentences<'s>(spoken: &'s Spoken, window: &'s Window) -> impl Iterator<Item = &'s SentenceSpeaks> {
    window.sentences.iter().filter_map(|&(passage, sentence)| spoken.passages.get(passage)?.get(sentence))
}
