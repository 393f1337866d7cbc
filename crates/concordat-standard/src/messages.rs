//! Messages: propositions that a set of documents should carry.
//!
//! A row states the proposition, why it matters, who says so, which documents owe it, and how sentences carry it: frames
//! of concepts that meet in one sentence. Its sentences are its tests and its page.

use crate::{StandardError, concepts::Concepts};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Every message of a standard.
#[derive(Debug, Clone, Default)]
pub struct Messages {
    /// In the order they are shown.
    pub messages: Vec<Message>,
    /// Concepts, by id, of which a document that speaks deals with young people who harm.
    pub harming: Vec<String>,
    /// Concepts, by id, that speak of adults, and those that speak of children and young people: a sentence with only the
    /// first denies nothing that is said of the young.
    pub adults: Vec<String>,
    /// See [`Messages::adults`].
    pub young: Vec<String>,
}

/// A proposition that a set of documents should carry.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// Its id in `audit.json`, such as `victim-perpetrator-overlap`.
    pub id: String,
    /// A few words for it, for tables.
    pub name: String,
    /// The proposition as one sentence.
    pub statement: String,
    /// Why it matters, for its page and for findings.
    pub why: String,
    /// Who says so: publisher, title, year.
    pub source: String,
    /// The question of the sense-check that it answers, `a` to `e`.
    pub question: Option<String>,
    /// Whether the source was read and says so.
    #[serde(default)]
    pub verified: bool,
    /// Nation of the source.
    #[serde(default = "england")]
    pub nation: String,
    /// Themes that owe it; none means every theme of harm between young people.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Kinds of document that owe it, as `audit.json` spells them.
    pub kinds: Vec<String>,
    /// How grave its absence or denial is: `high`, `medium`, `low`, `note`.
    pub severity: String,
    /// What to write, for the finding.
    pub suggestion: String,
    /// A sentence that says it, for documents that do not: our own words, with places ([`crate::templates::pieces`]).
    pub proposed: Option<String>,
    /// Whether a document that speaks of young people who harm and leaves it out is asked about it.
    #[serde(default)]
    pub asked_when_silent: bool,
    /// Frames by which a sentence asserts it.
    #[serde(default)]
    pub asserts: Vec<Frame>,
    /// Frames by which a sentence carries part of it.
    #[serde(default)]
    pub partly: Vec<Frame>,
    /// Frames by which a sentence denies it.
    #[serde(default)]
    pub contradicts: Vec<Frame>,
    /// Whether such a frame denies it by itself where nothing was learnt of its denials. Only for frames that nothing but a denial meets.
    #[serde(default)]
    pub frames_deny: bool,
    /// Whether steps that lead to children's social care or its front door, under the name the area gives it, say it too.
    #[serde(default)]
    pub told_by_steps: bool,
    /// Contexts, by id, in one of which something must be done for more than a place to be named.
    #[serde(default)]
    pub acts_in: Vec<String>,
    /// Checks whose findings show that what a document says of it cannot be followed beside what another one says.
    #[serde(default)]
    pub at_odds: Vec<String>,
    /// Concepts of which a stretch of a document should name one before it is read as saying the message: in a long document a
    /// stretch that names none of those it is about is more often misread.
    #[serde(default)]
    pub about: Vec<String>,
    /// Frames one of which must hold in what a document is quoted with; none where any words will do. A stretch may look like the message by
    /// all it shows and hold no sentence that a reader would take for it.
    #[serde(default)]
    pub shown_with: Vec<Frame>,
    /// Frames of words that look like the message and are beside its point: where one holds, a document is not quoted with them.
    #[serde(default)]
    pub beside: Vec<Frame>,
    /// Frames so plain that a sentence in which one holds says the message, however long its document is.
    #[serde(default)]
    pub plainly: Vec<Frame>,
    /// Frames as plain, by which a sentence carries part of it.
    #[serde(default)]
    pub plainly_partly: Vec<Frame>,
    /// Sentences and what they do; they are its tests and stand on its page.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

/// Concepts that must meet.
///
/// Written `child-who-harms & safeguarding-response & !adult`: all those without a mark in one sentence, none of those with
/// `!`. `a|b` is either. A concept written `~a` must stand denied ("is not a lifestyle choice"), any other undenied.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Frame {
    /// Each must hold.
    pub parts: Vec<Part>,
    /// As written.
    pub text: String,
}

/// One part of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Any of these concepts, by id.
    pub any: Vec<String>,
    /// How it must stand.
    pub manner: Manner,
}

/// How a concept of a frame must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// In the sentence and not denied.
    Stands,
    /// In the sentence and denied.
    Denied,
    /// Not in the sentence at all.
    Absent,
}

/// A passage and what it does with the message.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The passage, our own words.
    pub text: String,
    /// `asserts`, `partly`, `silent` or `contradicts`.
    pub position: String,
}

fn england() -> String {
    "england".to_owned()
}

impl TryFrom<String> for Frame {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut parts = Vec::new();
        for piece in text.split('&').map(str::trim) {
            let (manner, rest) = match (piece.strip_prefix('!'), piece.strip_prefix('~')) {
                (Some(rest), _) => (Manner::Absent, rest),
                (_, Some(rest)) => (Manner::Denied, rest),
                _ => (Manner::Stands, piece),
            };
            let any: Vec<String> = rest.split('|').map(|id| id.trim().to_owned()).collect();
            if any.iter().any(String::is_empty) {
                return Err(format!("`{text}` has an empty part"));
            }
            parts.push(Part { any, manner });
        }
        if parts.iter().all(|p| p.manner == Manner::Absent) {
            return Err(format!("nothing in `{text}` must be there"));
        }
        Ok(Self { parts, text })
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MessageFile {
    #[serde(default)]
    harming: Vec<String>,
    #[serde(default)]
    adults: Vec<String>,
    #[serde(default)]
    young: Vec<String>,
    #[serde(default, rename = "message")]
    messages: Vec<Message>,
}

const FILE: &str = "meaning/messages.toml";

impl Messages {
    /// Reads `meaning/messages.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, a frame that names a concept there is not, or an id used twice.
    pub fn parse(text: &str, concepts: &Concepts) -> Result<Self, StandardError> {
        let file: MessageFile = toml::from_str(text).map_err(|e| StandardError::new(FILE, e.to_string()))?;
        let mut ids = BTreeSet::new();
        for message in &file.messages {
            if !ids.insert(message.id.as_str()) {
                return Err(StandardError::new(FILE, format!("`{}` stands twice", message.id)));
            }
            let shown = message.shown_with.iter().chain(&message.beside);
            let plain = message.plainly.iter().chain(&message.plainly_partly);
            let frames = message.asserts.iter().chain(&message.partly).chain(&message.contradicts).chain(shown).chain(plain);
            let unknown = frames.flat_map(|f| &f.parts).flat_map(|p| &p.any).find(|id| concepts.index(id).is_none());
            if let Some(id) = unknown {
                return Err(StandardError::new(FILE, format!("`{}` names the concept `{id}`, which is not listed", message.id)));
            }
        }
        if let Some(id) = file.harming.iter().find(|id| concepts.index(id).is_none()) {
            return Err(StandardError::new(FILE, format!("`harming` names the concept `{id}`, which is not listed")));
        }
        Ok(Self { messages: file.messages, harming: file.harming, adults: file.adults, young: file.young })
    }

    /// A message by its id.
    #[must_use]
    pub fn message(&self, id: &str) -> Option<&Message> {
        self.messages.iter().find(|m| m.id == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_says_what_must_meet() {
        let frame = Frame::try_from("child-who-harms & ~choice|consent & !adult".to_owned()).unwrap();
        assert_eq!(frame.parts.len(), 3);
        assert_eq!(frame.parts[1], Part { any: vec!["choice".into(), "consent".into()], manner: Manner::Denied });
        assert!(Frame::try_from("!adult".to_owned()).is_err());
        assert!(Frame::try_from("child & ".to_owned()).is_err());
    }
}
