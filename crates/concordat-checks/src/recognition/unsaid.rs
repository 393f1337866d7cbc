//! `recognition/unsaid`: messages that a document owes and in which we found no sentence that says them.

use crate::{
    Area, Sink,
    declare::declare_check,
    messages::{owes, stand},
    reference::pointing::titled,
    sense_check::small,
};
use concordat_findings::Severity;
use concordat_register::{DocumentFacts, meaning::Position};
use concordat_standard::messages::Message;

declare_check! {
    /// Asks whether a document that speaks of young people who harm says what it owes about them, where no sentence was
    /// found that does.
    ///
    /// It is a question: the words may be there in a form that was not recognised. One question is asked of a document,
    /// with the gravest of what seems to be missing and a place where it speaks of young people who harm. Documents that
    /// speak only of those harmed, or of adults who harm, are not asked.
    ///
    /// ```text
    /// raised
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2022
    ///
    /// Any pupil who has sexually assaulted another pupil is excluded for five days and the police are told.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2022
    ///
    /// Children who have been assaulted are offered an advocate and a quiet room.
    /// ```
    pub(crate) static CHECK = {
        id: "recognition/unsaid",
        severity: Severity::Low,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Messages asked about in one question.
const ASKED: usize = 3;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for (index, document) in area.indexed() {
        let Some(place) = document.meaning.harming.first() else { continue };
        let unsaid = unsaid(area, document);
        if unsaid.is_empty() {
            continue;
        }
        let statements: Vec<String> = unsaid.iter().map(|m| small(m.statement.trim_end_matches('.'))).collect();
        let message =
            format!("We found no sentence in {} that says that {}; does it?", titled(&document.entry), statements.join(", or that "));
        let mut raised = sink.raise(&[index], message);
        raised.evidence(index, place);
        raised.suggest(unsaid.iter().map(|m| m.suggestion.as_str()).collect::<Vec<_>>().join(" "));
    }
}

/// The messages that a document owes and does not say, those that answer the sense-check before others, gravest first.
fn unsaid<'a>(area: &Area<'a>, document: &DocumentFacts) -> Vec<&'a Message> {
    let silent = |m: &&Message| stand(document, &m.id).position == Position::Silent;
    let mut found: Vec<&Message> =
        area.standard.messages.messages.iter().filter(|m| weighs(m) && owes(document, m)).filter(silent).collect();
    found.sort_by_key(|m| (Severity::from_word(&m.severity), m.question.is_none()));
    found.truncate(ASKED);
    found
}

/// Whether a message's silence is worth a question: high and medium ones about those who harm.
fn weighs(message: &Message) -> bool {
    message.asked_when_silent && Severity::from_word(&message.severity).is_some_and(|s| s <= Severity::Medium)
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
    fn a_document_is_asked_once() {
        let found = raised(
            "recognition/unsaid",
            "//- hsb.md\n# Harmful Sexual Behaviour Procedure 2022\n\nAny pupil who has sexually assaulted another pupil is excluded for five days.\n\nA pupil who has hurt another writes a letter.\n",
        );
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.ends_with("does it?"), "{}", found[0].message);
    }
}
