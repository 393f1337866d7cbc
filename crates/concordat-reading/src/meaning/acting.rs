//! What a sentence that is shown as acting on a context does in it: one report must not say yes to a message and show nothing done in the table.

use super::{Spoken, facets::Named};
use crate::Prepared;
use concordat_register::meaning::{MessageReading, Position};
use concordat_standard::Standard;

/// Certainty, in hundredths, from which a sentence is taken at its word.
const SURE: u8 = 65;

/// Messages that want something done, with the contexts in which they want it, by their place.
#[derive(Debug)]
pub(super) struct Acting {
    wanted: Vec<(String, Vec<u8>)>,
}

impl Acting {
    pub(super) fn new(standard: &Standard) -> Self {
        let rows = || (0u8..).zip(&standard.contexts.facets);
        let places = |ids: &[String]| rows().filter(|(_, row)| ids.contains(&row.id)).map(|(n, _)| n).collect::<Vec<u8>>();
        let messages = standard.messages.messages.iter().filter(|m| !m.acts_in.is_empty());
        Self { wanted: messages.map(|m| (m.id.clone(), places(&m.acts_in))).collect() }
    }

    /// Marks the contexts that the sentences of `readings` name as acted on where these say the whole of such a message.
    pub(super) fn mark(&self, spoken: &mut Spoken, prepared: &Prepared<'_>, readings: &[MessageReading]) {
        for reading in readings.iter().filter(|r| r.position == Position::Asserts && r.certainty >= SURE) {
            let Some((_, wanted)) = self.wanted.iter().find(|(id, _)| *id == *reading.message) else { continue };
            let (from, to) = (reading.anchor.span.start, reading.anchor.span.end);
            let passages = prepared.passages.iter().zip(&mut spoken.passages);
            for (passage, sentences) in passages.filter(|(p, _)| p.passage.chars.start < to && from < p.passage.chars.end) {
                let start = |at: usize| {
                    let before = passage.text.get(..at).map_or(0, |t| t.chars().count());
                    passage.passage.chars.start + u32::try_from(before).unwrap_or(u32::MAX)
                };
                let said = sentences.iter_mut().filter(|s| start(s.span.start()) < to && from < start(s.span.end()));
                for hit in said.flat_map(|s| &mut s.facets).filter(|hit| wanted.contains(&hit.facet)) {
                    if matches!(hit.what, Named::Bare | Named::Considered(_)) {
                        hit.what = Named::ActedOn;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Prepared, meaning::MeaningReader};
    use concordat_register::{Entry, citation::CitationFacts, meaning::Depth};
    use concordat_standard::Standard;

    #[test]
    fn what_is_quoted_as_acting_on_a_place_is_acted_on_in_the_table() {
        let text = "Tell the hub about the place and the group as well as the child, because it can ask the college or the landlord to change things.\n\nThe office is open on weekdays.";
        let document = concordat_fixture::document(text);
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let read = MeaningReader::new(&standard).read(&Prepared::new(&document), &Entry::default(), &CitationFacts::default()).0;
        assert!(read.messages.iter().any(|m| m.message == "environments"), "{:?}", read.messages);
        assert!(read.coverage.contexts.iter().any(|c| c.depth == Depth::ActedOn), "{:?}", read.coverage.contexts);
    }
}
