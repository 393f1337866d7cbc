//! Which messages of the standard each sentence carries or denies.

use super::{ConceptIndex, SentenceSpeaks, Spoken, Stands};
use crate::Prepared;
use concordat_register::meaning::{MessageReading, Position};
use concordat_standard::{
    Standard,
    messages::{Frame, Manner},
};

/// Which messages of the standard each sentence carries or denies.
#[derive(Debug)]
pub(super) struct MessageReader {
    messages: Vec<CompiledMessage>,
}

#[derive(Debug)]
struct CompiledMessage {
    id: String,
    /// Frames with what each shows, those that deny first.
    frames: Vec<(Position, CompiledFrame)>,
}

/// For each part how it must stand, and the concepts of which one must.
type CompiledFrame = Vec<(Manner, Vec<ConceptIndex>)>;

impl MessageReader {
    pub(super) fn new(standard: &Standard) -> Self {
        let index = |id: &String| standard.concepts.index(id).and_then(|n| u16::try_from(n).ok()).map(ConceptIndex);
        let compile = |position: Position, frame: &Frame| {
            (position, frame.parts.iter().map(|p| (p.manner, p.any.iter().filter_map(index).collect())).collect())
        };
        let messages = standard.messages.messages.iter().map(|m| {
            let denied = m.contradicts.iter().map(|f| compile(Position::Contradicts, f));
            let said = m.asserts.iter().map(|f| compile(Position::Asserts, f));
            let partly = m.partly.iter().map(|f| compile(Position::Partly, f));
            CompiledMessage { id: m.id.clone(), frames: denied.chain(said).chain(partly).collect() }
        });
        Self { messages: messages.collect() }
    }

    pub(super) fn read(&self, prepared: &Prepared<'_>, spoken: &Spoken) -> Vec<MessageReading> {
        let mut readings = Vec::new();
        for (passage, sentences) in prepared.passages.iter().zip(&spoken.passages) {
            for sentence in sentences.iter().filter(|s| !s.hits.is_empty()) {
                for message in &self.messages {
                    let Some((position, _)) = message.frames.iter().find(|(_, parts)| holds(sentence, parts)) else { continue };
                    readings.push(MessageReading {
                        message: message.id.clone(),
                        position: *position,
                        certainty: 50,
                        anchor: prepared.anchor(passage, sentence.span),
                    });
                }
            }
        }
        readings
    }
}

fn holds(sentence: &SentenceSpeaks, parts: &CompiledFrame) -> bool {
    parts.iter().all(|(manner, any)| {
        let mut hits = sentence.hits.iter().filter(|h| any.contains(&h.concept));
        match manner {
            Manner::Absent => hits.next().is_none(),
            Manner::Denied => hits.any(|h| h.stands == Stands::Denied),
            Manner::Stands => hits.any(|h| h.stands == Stands::Plainly),
        }
    })
}
