//! `recognition/unsaid`: messages that a document owes and in which we found no sentence that says them.

use crate::{
    Area, Sink,
    declare::declare_check,
    messages::{owes, stand},
    proposed::Proposer,
    reference::pointing::titled,
    sense_check::small,
};
use concordat_findings::Severity;
use concordat_register::{Anchor, DocumentFacts, DocumentIndex, meaning::Position};
use concordat_standard::messages::Message;

declare_check! {
    /// Asks whether a document that speaks of young people who harm says what it owes about them, where no sentence was
    /// found that does.
    ///
    /// It is a question: the words may be there in a form that was not recognised. One question is asked for each message over
    /// all the documents that seem to be without it, with places where they speak of young people who harm. A document is asked
    /// about three messages at most, the gravest. Documents that speak only of those harmed, or of adults who harm, are not asked.
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

/// Messages that one document is asked about.
const ASKED: usize = 3;
/// Documents that a question names, and shows words of.
const NAMED: usize = 5;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let silent: Vec<(DocumentIndex, &DocumentFacts, &Anchor, Vec<&Message>)> =
        area.indexed().filter_map(|(index, document)| Some((index, document, place(area, document)?, unsaid(area, document)))).collect();
    let mut proposer = None;
    for message in &area.standard.messages.messages {
        let about: Vec<_> = silent.iter().filter(|(.., unsaid)| unsaid.iter().any(|m| m.id == message.id)).collect();
        let mut titles: Vec<String> = about.iter().take(NAMED).map(|(_, document, ..)| titled(&document.entry)).collect();
        if let Some(more) = about.len().checked_sub(NAMED).filter(|&n| n > 0) {
            titles.push(if more == 1 { "one other document".to_owned() } else { format!("{more} other documents") });
        }
        let Some(last) = titles.pop() else { continue };
        let asked = if titles.is_empty() { "does it" } else { "do they" };
        let listed = if titles.is_empty() { last } else { format!("{} and {last}", titles.join(", ")) };
        let statement = small(message.statement.trim_end_matches('.'));
        let documents: Vec<DocumentIndex> = about.iter().map(|(index, ..)| *index).collect();
        let mut raised = sink.raise(&documents, format!("We found no sentence in {listed} that says that {statement}; {asked}?"));
        for (index, _, place, _) in about.iter().take(NAMED) {
            raised.evidence(*index, place);
        }
        // Questions about the same documents rest on the same words.
        let proposed = proposer.get_or_insert_with(|| Proposer::of(area)).sentence(message);
        // Asked of fewer documents once one of them says it, it is the same question.
        raised.known_anywhere_by(message.id.as_str()).suggest(message.suggestion.clone()).propose(proposed);
    }
}

/// Where a document speaks of those who harm so that a sentence about them could follow: after a whole sentence, and not where it says
/// who is rung, since what is read there in a hurry is what to do next. What it says already of what they are owed is the best place.
fn place<'a>(area: &Area<'a>, document: &'a DocumentFacts) -> Option<&'a Anchor> {
    let all = &document.meaning.harming;
    let first = all.first()?;
    let rows = &area.standard.messages;
    let of_them = |id: &str| rows.message(id).is_some_and(|m| m.about.iter().any(|concept| rows.harming.contains(concept)));
    let owed = document.meaning.messages.iter().filter(|m| m.position == Position::Asserts && of_them(&m.message)).map(|m| &m.anchor);
    let tells_a_step = |place: &Anchor| document.routes.steps.iter().any(|step| step.anchor.paragraph == place.paragraph);
    let ends = |place: &Anchor| place.quote.exact.ends_with('.') || place.quote.suffix.starts_with('.');
    Some(owed.chain(all).find(|place| ends(place) && !tells_a_step(place)).unwrap_or(first))
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
    fn a_message_is_asked_about_once_and_a_document_about_few() {
        let text = "# Harmful Sexual Behaviour Procedure 2022\n\nAny pupil who has sexually assaulted another pupil is excluded for five days.\n\n";
        let one = raised("recognition/unsaid", &format!("//- a.md\n{text}"));
        assert!((1..=3).contains(&one.len()) && one.iter().all(|f| f.message.ends_with("; does it?")), "{one:#?}");
        let seven: String = ('a'..='g').map(|name| format!("//- {name}.md\n{text}\n")).collect();
        let all = raised("recognition/unsaid", &seven);
        assert_eq!(all.len(), one.len());
        assert!(all.iter().all(|f| f.documents.len() == 7 && f.message.contains(" and 2 other documents that says")), "{all:#?}");
    }

    #[test]
    fn a_sentence_is_proposed_with_the_names_of_the_area() {
        let site = "//- levels.md\n# Levels of Need 2022\n\nThe Lantern is the front door of children's social care.\n//- hsb.md\n# Harmful Sexual Behaviour Procedure 2022\n\nAny pupil who has sexually assaulted another pupil is excluded for five days.\n";
        let found = raised("recognition/unsaid", site);
        let proposed: Vec<&str> = found.iter().filter_map(|f| f.proposed.as_deref()).collect();
        assert_eq!(proposed.len(), found.len());
        assert!(proposed.iter().all(|p| !p.contains('{')) && proposed.iter().any(|p| p.contains("Lantern is told")), "{proposed:?}");
    }

    /// Issue 6: what children who harm are owed was to be put between two lines on whom to ring.
    #[test]
    fn a_sentence_is_put_where_children_who_harm_are_spoken_of_and_not_among_steps() {
        let site = "//- hsb.md\n# Harmful Sexual Behaviour Procedure 2022\n\n## What to do\n\nA pupil who has sexually assaulted another pupil is referred to the police within one working day.\n\n## Who they are\n\nSome pupils who sexually assault others are twelve.\n";
        let found = raised("recognition/unsaid", site);
        let places: Vec<&str> = found.iter().map(|f| &*f.evidence[0].anchor.quote.exact).collect();
        assert!(!places.is_empty() && places.iter().all(|p| p.contains("are twelve")), "{places:?}");
    }

    #[test]
    fn each_question_has_an_id_of_its_own_whichever_others_are_asked() {
        let text = "# Harmful Sexual Behaviour Procedure 2022\n\nAny pupil who has sexually assaulted another pupil is excluded for five days.\n\n";
        let all = raised("recognition/unsaid", &format!("//- a.md\n{text}"));
        let said = "A child who harms is assessed by children's social care and safeguarded as a child, because they are young.\n";
        let fewer = raised("recognition/unsaid", &format!("//- a.md\n{text}{said}"));
        assert!(all.len() > 1, "{all:#?}");
        assert!(all.iter().all(|f| f.id.matches('-').count() == 2), "{all:#?}");
        for one in &fewer {
            assert!(all.iter().all(|f| (f.message == one.message) == (f.id == one.id)), "{one:#?}\n{all:#?}");
        }
    }
}
