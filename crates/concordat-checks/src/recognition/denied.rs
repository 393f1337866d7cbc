//! `recognition/*`: sentences that speak against a message of the standard.

use super::severity;
use crate::{
    Area, Sink,
    declare::declare_check,
    messages::stand,
    reference::pointing::{place, titled},
    sense_check::small,
};
use concordat_findings::Severity;
use concordat_register::{
    Anchor, DocumentFacts, DocumentIndex,
    meaning::{MessageReading, Position},
};
use concordat_standard::messages::Message;
use std::collections::BTreeMap;

declare_check! {
    /// Raises a sentence that speaks against a message of the standard: that a young person who harms is dealt with as
    /// an adult would be, or chose to be exploited.
    ///
    /// Where another document of the site says the opposite, its words stand beside it, since the two cannot both be
    /// followed. Sentences about adults, and words quoted or denied, are not raised. Each message has a page of its own.
    ///
    /// ```text
    /// raised
    /// //- partners.md
    /// # Teenage Relationships Policy 2022
    ///
    /// A young person of 16 or 17 who abuses a partner will be dealt with in the same way as any adult perpetrator.
    /// //- gangs.md
    /// # Gangs Procedure 2022
    ///
    /// A child who harms others is not to be treated like an adult offender, because he or she is still a child.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- partners.md
    /// # Teenage Relationships Policy 2022
    ///
    /// Adult perpetrators are responsible for what they do and are managed by probation.
    /// ```
    pub(crate) static CHECK = {
        id: "recognition/*",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016; each message names its own",
        run: run,
    }
}

/// Certainty, in hundredths, below which a denial is a question: never graver than low, and told as what may be. It is the bar
/// below which the page calls a reading not certain.
const SURE: u8 = 65;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let mut carried = Carried { area, surest: BTreeMap::new() };
    for (index, document) in area.indexed() {
        for group in groups(area, document) {
            raise(&mut carried, sink, index, document, &group);
        }
    }
}

/// The sentences of a document that deny messages, each with the messages that it denies, gravest and then surest first.
fn groups<'a>(area: &Area<'_>, document: &'a DocumentFacts) -> Vec<Vec<&'a MessageReading>> {
    let mut groups: Vec<Vec<&MessageReading>> = Vec::new();
    for reading in document.meaning.messages.iter().filter(|r| r.position == Position::Contradicts) {
        match groups.iter_mut().find(|g| g.first().is_some_and(|r| r.anchor.span == reading.anchor.span)) {
            Some(group) => group.push(reading),
            None => groups.push(vec![reading]),
        }
    }
    let grave = |reading: &MessageReading| area.standard.messages.message(&reading.message).map(severity);
    for group in &mut groups {
        group.sort_by(|a, b| (grave(a), b.certainty, &a.message).cmp(&(grave(b), a.certainty, &b.message)));
    }
    groups
}

fn raise<'a>(carried: &mut Carried<'a>, sink: &mut Sink<'_>, index: DocumentIndex, document: &DocumentFacts, group: &[&'a MessageReading]) {
    let area = carried.area;
    let rows: Vec<&Message> = group.iter().filter_map(|r| area.standard.messages.message(&r.message)).collect();
    let (Some(first), Some(row)) = (group.first(), rows.first()) else { return };
    let other = carried.by(&row.id, index);
    let sure = first.certainty >= SURE;
    let mut message = format!(
        "{} of {} {} at odds with the message that {}",
        place(document, &first.anchor),
        titled(&document.entry),
        if sure { "is" } else { "may be" },
        small(row.statement.trim_end_matches('.'))
    );
    for row in rows.iter().skip(1).take(1) {
        message = format!("{message}, and that {}", small(row.statement.trim_end_matches('.')));
    }
    if let Some((other, _)) = other.and_then(|(o, a)| Some((area.document(o)?, a))) {
        message = format!("{message}, which {} carries", titled(&other.entry));
    }
    // It is about the one document alone: which other is shown beside it may be another one tomorrow.
    let mut raised = sink.raise_as(&format!("recognition/{}", row.id), &[index], format!("{message}."));
    raised.evidence(index, &first.anchor).suggest(row.suggestion.clone()).standard(row.source.clone());
    if let Some((other, anchor)) = other {
        raised.evidence(other, anchor);
    }
    let grave = severity(row);
    raised.severity(if sure && row.verified { grave } else { grave.max(Severity::Low) });
}

/// Which documents carry a message. Each message is looked for once, however many sentences deny it.
struct Carried<'a> {
    area: &'a Area<'a>,
    /// The two documents that say a message most surely, so that one of them is left for either.
    surest: BTreeMap<&'a str, Vec<Says<'a>>>,
}

/// Whether a document is in force and how sure its reading is, which document, and where.
type Says<'a> = ((bool, u8), DocumentIndex, &'a Anchor);

impl<'a> Carried<'a> {
    /// The document other than `but` that says the message most surely, and where; one in force before one that is replaced.
    fn by(&mut self, message: &'a str, but: DocumentIndex) -> Option<(DocumentIndex, &'a Anchor)> {
        let area = self.area;
        let surest = self.surest.entry(message).or_insert_with(|| surest(area, message));
        surest.iter().find(|(_, index, _)| *index != but).map(|(_, index, anchor)| (*index, *anchor))
    }
}

fn surest<'a>(area: &Area<'a>, message: &str) -> Vec<Says<'a>> {
    let mut best: Vec<Says<'a>> = Vec::new();
    for (index, document) in area.indexed() {
        let stand = stand(document, message);
        let Some(reading) = stand.readings.first().filter(|_| stand.position == Position::Asserts) else { continue };
        let rank = (document.entry.superseded_by.is_none(), reading.certainty);
        // Of two that are as sure the earlier stands first.
        let at = best.iter().position(|(other, _, _)| rank > *other).unwrap_or(best.len());
        best.insert(at, (rank, index, &reading.anchor));
        best.truncate(2);
    }
    best
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn words_of_a_document_that_says_the_opposite_stand_beside() {
        let found = raised(
            "recognition/differ-from-adults",
            "//- partners.md\n# Teenage Relationships Policy 2022\n\nA young person of 16 or 17 who abuses a partner will be dealt with in the same way as any adult perpetrator.\n//- gangs.md\n# Gangs Procedure 2022\n\nA child who harms others is not to be treated like an adult offender, because he or she is still a child.\n",
        );
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!((found[0].documents.len(), found[0].evidence.len()), (1, 2));
        assert!(found[0].evidence[1].anchor.quote.exact.contains("still a child"), "{found:#?}");
    }
}
