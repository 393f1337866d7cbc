//! Messages, and concepts to read them by, that an area adds to the standard in a file of its own.
//!
//! Such a file has the shape of `meaning/messages.toml`, and may hold concepts besides. It is checked when it is read: nothing of it is
//! taken where a row of it cannot be used, so that a slip of the pen is told and never becomes a finding.

use crate::{
    Standard,
    concepts::{Concept, ConceptRow, Nature},
    messages::{Frame, Message},
};
use concordat_register::{Kind, without_values};
use serde::Deserialize;
use std::{collections::BTreeMap, fmt};
use toml::Spanned;

/// Most concepts that a standard may have: frames hold them as bits.
const MOST_CONCEPTS: usize = 512;
/// Most messages that a standard may have.
const MOST_MESSAGES: usize = 400;
const POSITIONS: [&str; 4] = ["asserts", "partly", "silent", "contradicts"];
const SEVERITIES: [&str; 4] = ["high", "medium", "low", "note"];

/// What an area added, as it was read.
#[derive(Debug, Clone)]
pub struct Addition {
    /// Its file's name, without folders.
    pub file: String,
    /// Its text.
    pub text: String,
    /// The messages in it, by id.
    pub messages: Vec<String>,
    /// The concepts in it, by id.
    pub concepts: Vec<String>,
}

/// What is wrong with a file of an area's own messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdditionError {
    /// Where and what: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl fmt::Display for AdditionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for AdditionError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdditionFile {
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    verbs: BTreeMap<String, String>,
    #[serde(default, rename = "concept")]
    concepts: Vec<Spanned<ConceptRow>>,
    #[serde(default, rename = "message")]
    messages: Vec<Spanned<Message>>,
}

impl Addition {
    /// An error about the row that holds `words`, or about the row `id` where they stand in no line as they are.
    #[must_use]
    pub fn wrong(&self, id: &str, words: &str, what: impl fmt::Display, help: impl Into<String>) -> AdditionError {
        let at = self.text.find(words).or_else(|| self.text.find(&format!("\"{id}\""))).unwrap_or(0);
        wrong(&self.file, &self.text, at, what, help)
    }
}

impl Standard {
    /// Adds the messages and concepts of a file that an area keeps.
    ///
    /// # Errors
    ///
    /// A file that does not parse, or a row that cannot be used: its line, what is wrong with it and what to do. The standard is then as it was.
    pub fn add(&mut self, file: &str, text: &str) -> Result<(), AdditionError> {
        // Editors on Windows put a byte-order mark in front.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let read: AdditionFile = toml::from_str(text).map_err(|e| unread(file, text, &e))?;
        let at_start = |at: usize, what: String, help: &str| wrong(file, text, at, what, help);
        if read.messages.is_empty() && read.concepts.is_empty() {
            return Err(at_start(
                0,
                "there is no message in it".to_owned(),
                "begin one with `[[message]]`; docs/messages.md has an example to copy",
            ));
        }
        let mut concepts = self.concepts.clone();
        concepts.lexicon.extend(read.groups, read.verbs);
        let mut made = Addition { file: file.to_owned(), text: text.to_owned(), messages: Vec::new(), concepts: Vec::new() };
        for row in read.concepts {
            let at = row.span().start;
            let concept = concept(row.into_inner(), &concepts).map_err(|(what, help)| at_start(at, what, help))?;
            made.concepts.push(concept.id.clone());
            concepts.concepts.push(concept);
        }
        let mut messages = self.messages.messages.clone();
        for row in read.messages {
            let at = row.span().start;
            let message = row.into_inner();
            self.usable(&message, |id| concepts.index(id).is_some()).map_err(|(what, help)| at_start(at, what, &help))?;
            if messages.iter().any(|m| m.id == message.id) || messages.len() >= MOST_MESSAGES {
                return Err(at_start(at, format!("there is a message `{}` already", message.id), "give it another `id`"));
            }
            made.messages.push(message.id.clone());
            messages.push(message);
        }
        (self.concepts, self.messages.messages) = (concepts, messages);
        self.additions.push(made);
        Ok(())
    }

    /// Whether a message can be read, shown and counted as the standard's own are.
    fn usable(&self, row: &Message, is_concept: impl Fn(&str) -> bool) -> Result<(), (String, String)> {
        let said = |what: String, help: &str| Err((what, help.to_owned()));
        let id = &row.id;
        if !is_id(id) {
            return said(format!("`{id}` is no id"), "write it in small letters, digits and hyphens, as `school-told-first`");
        }
        for (key, text) in [
            ("name", &row.name),
            ("statement", &row.statement),
            ("why", &row.why),
            ("source", &row.source),
            ("suggestion", &row.suggestion),
        ] {
            if text.trim().is_empty() {
                return said(
                    format!("`{key}` of `{id}` is empty"),
                    "a reader sees it: write a few words, and for `source` who says so and when",
                );
            }
        }
        if !SEVERITIES.contains(&row.severity.as_str()) {
            return said(format!("`{}` is no severity", row.severity), "use `high`, `medium`, `low` or `note`");
        }
        if row.question.is_some() {
            return said(format!("`{id}` has a `question`"), "leave it out: the five questions of the sense-check are the standard's own");
        }
        if let Some(kind) = row.kinds.iter().find(|kind| Kind::from_word(kind).is_none()) {
            let known: Vec<&str> = Kind::ALL.iter().map(|k| k.word()).collect();
            return Err((format!("`{kind}` is no kind of document"), format!("use one of {}", known.join(", "))));
        }
        if let Some(theme) = row.themes.iter().find(|theme| !self.themes.themes.iter().any(|t| t.id == **theme)) {
            let known: Vec<&str> = self.themes.themes.iter().map(|t| t.id.as_str()).collect();
            return Err((format!("`{theme}` is no theme"), format!("use one of {}", known.join(", "))));
        }
        let shown = || row.shown_with.iter().chain(&row.beside).chain(&row.plainly).chain(&row.plainly_partly);
        let frames = || row.asserts.iter().chain(&row.partly).chain(&row.contradicts).chain(shown());
        let named = frames().flat_map(|f: &Frame| &f.parts).flat_map(|p| &p.any).chain(&row.about);
        if let Some(unknown) = named.into_iter().find(|id| !is_concept(id)) {
            let help = "`concordat explain concept/` lists those there are; or write a `[[concept]]` of that id in this file";
            return said(format!("`{id}` names the concept `{unknown}`, which is not listed"), help);
        }
        if row.asserts.is_empty() {
            return said(
                format!("`{id}` has no frame that asserts it"),
                "write `asserts = [\"one-concept & another\"]`: what must stand in one sentence",
            );
        }
        if let Some(example) = row.examples.iter().find(|e| !POSITIONS.contains(&e.position.as_str())) {
            return said(format!("`{}` is no position", example.position), "use `asserts`, `partly`, `silent` or `contradicts`");
        }
        let has = |position: &str| row.examples.iter().any(|e| e.position == position);
        if !has("asserts") || !has("silent") {
            let help =
                "write a sentence that says it (`position = \"asserts\"`) and one that looks so and does not (`position = \"silent\"`)";
            return said(format!("`{id}` has too few examples"), help);
        }
        Ok(())
    }
}

fn concept(row: ConceptRow, concepts: &crate::concepts::Concepts) -> Result<Concept, (String, &'static str)> {
    let id = row.id.clone();
    if !is_id(&id) {
        return Err((format!("`{id}` is no id"), "write it in small letters, digits and hyphens, as `lock-changed`"));
    }
    if concepts.index(&id).is_some() || concepts.concepts.len() >= MOST_CONCEPTS {
        return Err((format!("there is a concept `{id}` already"), "name that one in your frames, or give yours another `id`"));
    }
    if row.nature == Nature::People {
        let help =
            "write `nature = \"thing\"`: pronouns stand for the standard's own people, and a new kind of them would change other messages";
        return Err((format!("`{id}` is of people"), help));
    }
    if row.met.is_empty() {
        return Err((
            format!("`{id}` has no sentence in which it is met"),
            "write `met = [\"A sentence of your own.\"]`: it is the row's test",
        ));
    }
    let help = "see the patterns of the concepts there are for how they are written, and docs/messages.md";
    row.concept(&concepts.lexicon).map_err(|what| (what, help))
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= 60 && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn unread(file: &str, text: &str, error: &toml::de::Error) -> AdditionError {
    let said = without_values(error.message());
    let help = if said.starts_with("missing field") {
        "a message has `id`, `name`, `statement`, `why`, `source`, `kinds`, `severity` and `suggestion`; a concept `id`, `name` and `patterns`"
    } else if said.starts_with("unknown field") {
        "take it out, or correct its spelling; docs/messages.md tells every key"
    } else {
        "see docs/messages.md for how such a file is written"
    };
    wrong(file, text, error.span().map_or(0, |span| span.start), said, help)
}

fn wrong(file: &str, text: &str, at: usize, what: impl fmt::Display, help: impl Into<String>) -> AdditionError {
    let line = text.get(..at.min(text.len())).unwrap_or(text).matches('\n').count() + 1;
    AdditionError { message: format!("{file}:{line}: {what}"), help: help.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROW: &str = r#"
[[concept]]
id = "lock-changed"
name = "a lock that is changed"
patterns = ["lock+ ..2 {be} ..1 changed"]
met = ["The locks are changed."]

[[message]]
id = "locks"
name = "Locks"
statement = "locks are changed after harm"
why = "Doors matter."
source = "Brackwater Partnership, Doors, 2025"
kinds = ["procedure"]
severity = "low"
suggestion = "Say when locks are changed."
asserts = ["lock-changed"]
example = [
  { text = "The locks are changed.", position = "asserts" },
  { text = "The locks are oiled.", position = "silent" },
]
"#;

    fn refused(change: impl Fn(&str) -> String) -> AdditionError {
        let mut standard = Standard::peer_on_peer_abuse().unwrap();
        let (before, concepts) = (standard.messages.messages.len(), standard.concepts.concepts.len());
        let error = standard.add("ours.toml", &change(ROW)).unwrap_err();
        assert_eq!((standard.messages.messages.len(), standard.concepts.concepts.len()), (before, concepts));
        error
    }

    #[test]
    fn a_message_and_its_concept_are_added() {
        let mut standard = Standard::peer_on_peer_abuse().unwrap();
        standard.add("ours.toml", ROW).unwrap();
        assert!(standard.messages.message("locks").is_some() && standard.concepts.index("lock-changed").is_some());
        assert_eq!(standard.additions.len(), 1);
        let again = standard.add("more.toml", ROW).unwrap_err();
        assert_eq!(again.message, "more.toml:2: there is a concept `lock-changed` already");
    }

    #[test]
    fn what_cannot_be_used_is_refused_with_its_line_and_what_to_do() {
        for (from, to, message, help) in [
            (
                "id = \"locks\"",
                "id = \"victim-perpetrator-overlap\"",
                "8: there is a message `victim-perpetrator-overlap` already",
                "another `id`",
            ),
            ("id = \"locks\"", "id = \"Our Locks\"", "8: `Our Locks` is no id", "small letters"),
            ("\"lock-changed\"]", "\"lock-chnaged\"]", "8: `locks` names the concept `lock-chnaged`, which is not listed", "[[concept]]"),
            ("severity = \"low\"", "severity = \"grave\"", "8: `grave` is no severity", "`medium`"),
            ("kinds = [\"procedure\"]", "kinds = [\"procedures\"]", "8: `procedures` is no kind of document", "procedure"),
            ("severity = \"low\"", "severity = \"low\"\nthemes = [\"csx\"]", "8: `csx` is no theme", "cse"),
            ("position = \"silent\"", "position = \"quiet\"", "8: `quiet` is no position", "`silent`"),
            ("why = \"Doors matter.\"\n", "", "8: missing field `why`", "`suggestion`"),
            ("why = ", "whyy = ", "12: unknown field `whyy`", "spelling"),
            ("{be}", "{bee}", "2: `lock-changed`", "patterns"),
            ("name = \"a lock", "nature = \"people\"\nname = \"a lock", "2: `lock-changed` is of people", "thing"),
            ("asserts = [\"lock-changed\"]\n", "", "8: `locks` has no frame that asserts it", "one sentence"),
            ("[[message]]", "[[message]", "8: ", "docs/messages.md"),
        ] {
            assert!(ROW.contains(from), "{from}");
            let error = refused(|row| row.replace(from, to));
            assert!(error.message.starts_with(&format!("ours.toml:{message}")), "{to}: {error}");
            assert!(error.help.contains(help), "{to}: {}", error.help);
        }
        assert_eq!(refused(|_| String::new()).message, "ours.toml:1: there is no message in it");
    }
}
