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

/// Certainty, in hundredths, below which a denial is never graver than low.
const SURE: u8 = 60;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for (index, document) in area.indexed() {
        for group in groups(document) {
            raise(area, sink, index, document, &group);
        }
    }
}

/// The sentences of a document that deny messages, each with the messages that it denies, surest first.
fn groups(document: &DocumentFacts) -> Vec<Vec<&MessageReading>> {
    let mut groups: Vec<Vec<&MessageReading>> = Vec::new();
    for reading in document.meaning.messages.iter().filter(|r| r.position == Position::Contradicts) {
        match groups.iter_mut().find(|g| g.first().is_some_and(|r| r.anchor.span == reading.anchor.span)) {
            Some(group) => group.push(reading),
            None => groups.push(vec![reading]),
        }
    }
    for group in &mut groups {
        group.sort_by(|a, b| b.certainty.cmp(&a.certainty).then(a.message.cmp(&b.message)));
    }
    groups
}

fn raise(area: &Area<'_>, sink: &mut Sink<'_>, index: DocumentIndex, document: &DocumentFacts, group: &[&MessageReading]) {
    let rows: Vec<&Message> = group.iter().filter_map(|r| area.standard.messages.message(&r.message)).collect();
    let (Some(first), Some(row)) = (group.first(), rows.first()) else { return };
    let other = asserting(area, index, &row.id);
    let mut documents = vec![index];
    documents.extend(other.map(|(other, _)| other));
    let mut message = format!(
        "{} of {} is at odds with the message that {}",
        place(document, &first.anchor),
        titled(&document.entry),
        small(row.statement.trim_end_matches('.'))
    );
    for row in rows.iter().skip(1).take(1) {
        message = format!("{message}, and that {}", small(row.statement.trim_end_matches('.')));
    }
    if let Some((other, _)) = other.and_then(|(o, a)| Some((area.document(o)?, a))) {
        message = format!("{message}, which {} carries", titled(&other.entry));
    }
    let mut raised = sink.raise_as(&format!("recognition/{}", row.id), &documents, format!("{message}."));
    raised.evidence(index, &first.anchor).suggest(row.suggestion.clone()).standard(row.source.clone());
    if let Some((other, anchor)) = other {
        raised.evidence(other, anchor);
    }
    let grave = severity(row);
    raised.severity(if first.certainty >= SURE && row.verified { grave } else { grave.max(Severity::Low) });
}

/// The document that says the message most surely, and where; one in force before one that is replaced.
fn asserting<'a>(area: &Area<'a>, but: DocumentIndex, message: &str) -> Option<(DocumentIndex, &'a Anchor)> {
    let says = area.indexed().filter(|(index, _)| *index != but).filter_map(|(index, document)| {
        let stand = stand(document, message);
        let reading = stand.readings.first().filter(|_| stand.position == Position::Asserts)?;
        Some(((document.entry.superseded_by.is_none(), reading.certainty), index, &reading.anchor))
    });
    let best = says.max_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)))?;
    Some((best.1, best.2))
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
        assert_eq!(found[0].documents.len(), 2);
        assert!(found[0].evidence[1].anchor.quote.exact.contains("still a child"), "{found:#?}");
    }
}
