//! Templates of documents: their kinds and sections, the places to fill in, and which documents a set should have.
//!
//! `documents.toml` lists the sections of each kind of document, `sections.toml` gives their text, `places.toml` says what belongs in
//! each place, `harms.toml` how each theme is spoken of, and `expected.toml` which documents a set should have.

use crate::{StandardError, messages::Messages, sections::Sections, themes::Themes};
use serde::{Deserialize, de::DeserializeOwned};

/// Everything from which a document can be begun.
#[derive(Debug, Clone, Default)]
pub struct Templates {
    /// Kinds of document.
    pub documents: Vec<DocumentTemplate>,
    /// Sections, of any kind.
    pub sections: Vec<SectionTemplate>,
    /// The questions of the sense-check, shortly and in words that answer nothing.
    pub questions: Vec<Question>,
    /// Places to fill in.
    pub places: Vec<Place>,
    /// How themes are spoken of.
    pub harms: Vec<Harm>,
    /// Documents that a set should have.
    pub expected: Vec<Expected>,
}

/// A kind of document that can be begun.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentTemplate {
    /// The kind, as `audit.json` spells it.
    pub kind: String,
    /// Its title, with places.
    pub title: String,
    /// Its sections in order, by id.
    pub sections: Vec<String>,
    /// Where its parts come from: publisher, title, year.
    pub source: String,
    /// When it was written, as `2026-11-22`.
    pub date: String,
    /// Nation.
    pub nation: String,
    /// Whether its parts were held against the source.
    pub verified: bool,
}

/// A section of a template.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionTemplate {
    /// Its id.
    pub id: String,
    /// Its heading; empty for the one that stands for any other.
    pub heading: String,
    /// What it is for, as one sentence.
    pub purpose: String,
    /// Guidance to whoever writes, a paragraph each.
    #[serde(default)]
    pub guidance: Vec<String>,
    /// Its text, a paragraph each, with places ([`pieces`]); `- ` begins an entry of a list and `# ` a numbered one.
    #[serde(default)]
    pub text: Vec<String>,
    /// A table after the text.
    pub table: Option<TableTemplate>,
    /// Messages of the standard that it carries, by id.
    #[serde(default)]
    pub serves: Vec<String>,
    /// Themes of which it is a part; none means all.
    #[serde(default)]
    pub themes: Vec<String>,
    /// Words by which it is asked for where it is not a part.
    #[serde(default)]
    pub asked: Vec<String>,
    /// The part of terms of reference that it is, by its word.
    pub part: Option<String>,
    /// The expected section that it is, by its id in `meaning/sections.toml`.
    pub section: Option<String>,
}

/// A table of a template.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableTemplate {
    /// What it shows.
    pub caption: String,
    /// Its header row.
    pub header: Vec<String>,
    /// How its width is shared among columns.
    pub widths: Vec<u16>,
    /// Its rows, with places.
    pub rows: Vec<Vec<String>>,
}

/// A question of the sense-check as a template puts it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// `a` to `e`.
    pub letter: String,
    /// The question.
    pub text: String,
}

/// A place to fill in.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// Its id, as `{id}` stands in a text.
    pub id: String,
    /// What belongs there.
    pub what: String,
    /// Plain words that fit.
    pub example: String,
    /// What stands there in a proposed sentence where the area's own name is not known.
    pub plain: Option<String>,
}

/// How a theme is spoken of.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Harm {
    /// The theme's id.
    pub theme: String,
    /// In a title.
    pub title: String,
    /// After "about" and "by".
    pub words: String,
    /// Concepts that a document on it defines, by id.
    #[serde(default)]
    pub concepts: Vec<String>,
    /// Messages that it adds, by id.
    #[serde(default)]
    pub messages: Vec<String>,
}

/// A document that a set should have.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// The theme's id; `*` for one that is for all.
    pub theme: String,
    /// Kinds of which any will do, as `audit.json` spells them.
    pub kinds: Vec<String>,
    /// Why; it follows "because".
    pub why: String,
    /// Publisher, title, year.
    pub source: String,
    /// Whether that was checked.
    pub verified: bool,
}

/// A piece of a text with places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Words.
    Words(&'t str),
    /// A place, by its id.
    Place(&'t str),
    /// The sentence that the standard proposes for a message, by its id.
    Say(&'t str),
}

/// Places whose content follows from what the document is, and not from its author.
pub const GIVEN: &[&str] = &["title", "kind", "theme-title", "area-name", "harm", "messages", "definitions", "read-with"];

/// Cuts a text at its places. What stands in braces that are not closed is words.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((inside, next)) = after.split_once('}') else { break };
        if !before.is_empty() {
            pieces.push(Piece::Words(before));
        }
        pieces.push(inside.strip_prefix("say:").map_or(Piece::Place(inside), Piece::Say));
        rest = next;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest));
    }
    pieces
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DocumentsFile {
    document: Vec<DocumentTemplate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SectionsFile {
    section: Vec<SectionTemplate>,
    question: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PlacesFile {
    place: Vec<Place>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HarmsFile {
    harm: Vec<Harm>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFile {
    expected: Vec<Expected>,
}

const DOCUMENTS: &str = "templates/documents.toml";
const SECTIONS: &str = "templates/sections.toml";
const PLACES: &str = "templates/places.toml";
const HARMS: &str = "templates/harms.toml";
const EXPECTED: &str = "templates/expected.toml";

impl Templates {
    /// The rows that the program ships with; `messages`, `sections` and `themes` are those of the same standard.
    ///
    /// # Errors
    ///
    /// As for [`Templates::parse`].
    pub fn peer_on_peer_abuse(messages: &Messages, sections: &Sections, themes: &Themes) -> Result<Self, StandardError> {
        let files = [
            include_str!("../../../standard/peer-on-peer-abuse/templates/documents.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/templates/sections.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/templates/places.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/templates/harms.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/templates/expected.toml"),
        ];
        let read = Self::parse(files)?;
        read.hold(messages, sections, themes)?;
        Ok(read)
    }

    /// Reads the files of `templates/`, in the order documents, sections, places, harms, expected.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, or an unknown key.
    pub fn parse([documents, sections, places, harms, expected]: [&str; 5]) -> Result<Self, StandardError> {
        let SectionsFile { section, question } = read(SECTIONS, sections)?;
        Ok(Self {
            documents: read::<DocumentsFile>(DOCUMENTS, documents)?.document,
            sections: section,
            questions: question,
            places: read::<PlacesFile>(PLACES, places)?.place,
            harms: read::<HarmsFile>(HARMS, harms)?.harm,
            expected: read::<ExpectedFile>(EXPECTED, expected)?.expected,
        })
    }

    /// A kind of document, by its word.
    #[must_use]
    pub fn document(&self, kind: &str) -> Option<&DocumentTemplate> {
        self.documents.iter().find(|d| d.kind == kind)
    }

    /// A section, by its id.
    #[must_use]
    pub fn section(&self, id: &str) -> Option<&SectionTemplate> {
        self.sections.iter().find(|s| s.id == id)
    }

    /// A place, by its id.
    #[must_use]
    pub fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|p| p.id == id)
    }

    /// How a theme is spoken of, where it has a row.
    #[must_use]
    pub fn harm(&self, theme: &str) -> Option<&Harm> {
        self.harms.iter().find(|h| h.theme == theme)
    }

    /// Whatever names something must name something there is.
    fn hold(&self, messages: &Messages, sections: &Sections, themes: &Themes) -> Result<(), StandardError> {
        let theme = |id: &str| themes.themes.iter().any(|t| t.id == id);
        for document in &self.documents {
            known(DOCUMENTS, &document.kind, "kind", concordat_register::Kind::from_word(&document.kind).is_some())?;
            for id in &document.sections {
                known(DOCUMENTS, id, "section", self.section(id).is_some())?;
            }
            self.hold_text(DOCUMENTS, &document.title, messages)?;
        }
        for section in &self.sections {
            let cells = section.table.iter().flat_map(|t| t.rows.iter().flatten());
            for text in section.text.iter().chain(cells) {
                self.hold_text(SECTIONS, text, messages)?;
            }
            for id in &section.serves {
                known(SECTIONS, id, "message", messages.message(id).is_some())?;
            }
            for id in &section.themes {
                known(SECTIONS, id, "theme", theme(id))?;
            }
            let expected = |id: &String| sections.sections.iter().any(|s| s.id == *id);
            known(SECTIONS, &section.id, "expected section", section.section.as_ref().is_none_or(expected))?;
            let narrow = |t: &TableTemplate| t.widths.len() == t.header.len() && t.rows.iter().all(|r| r.len() == t.header.len());
            known(SECTIONS, &section.id, "table with as many cells as columns", section.table.as_ref().is_none_or(narrow))?;
        }
        for harm in &self.harms {
            known(HARMS, &harm.theme, "theme", theme(&harm.theme))?;
            for id in &harm.messages {
                known(HARMS, id, "message", messages.message(id).is_some_and(|m| m.proposed.is_some()))?;
            }
        }
        for row in &self.expected {
            known(EXPECTED, &row.theme, "theme", row.theme == "*" || theme(&row.theme))?;
            let all = row.kinds.iter().all(|k| concordat_register::Kind::from_word(k).is_some());
            known(EXPECTED, &row.theme, "kind", all)?;
        }
        messages.messages.iter().filter_map(|m| m.proposed.as_ref()).try_for_each(|t| self.hold_text("meaning/messages.toml", t, messages))
    }

    fn hold_text(&self, file: &'static str, text: &str, messages: &Messages) -> Result<(), StandardError> {
        for piece in pieces(text) {
            match piece {
                Piece::Words(_) => {}
                Piece::Place(id) => known(file, id, "place", GIVEN.contains(&id) || self.place(id).is_some())?,
                Piece::Say(id) => {
                    known(file, id, "message with a proposed sentence", messages.message(id).is_some_and(|m| m.proposed.is_some()))?;
                }
            }
        }
        Ok(())
    }
}

fn known(file: &'static str, id: &str, what: &str, is: bool) -> Result<(), StandardError> {
    if is { Ok(()) } else { Err(StandardError::new(file, format!("`{id}` names no {what} that there is"))) }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, StandardError> {
    toml::from_str(text).map_err(|e| StandardError::new(file, e.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Standard;

    #[test]
    fn a_text_is_cut_at_its_places() {
        let cut = pieces("Ring {front-door} now. {say:environments}");
        assert_eq!(cut, [Piece::Words("Ring "), Piece::Place("front-door"), Piece::Words(" now. "), Piece::Say("environments")]);
        assert_eq!(pieces("no {end"), [Piece::Words("no {end")]);
    }

    #[test]
    fn every_place_is_used_and_says_what_belongs_there() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let templates = &standard.templates;
        let cells = templates.sections.iter().filter_map(|s| s.table.as_ref()).flat_map(|t| t.rows.iter().flatten());
        let texts = templates.sections.iter().flat_map(|s| &s.text).chain(cells).chain(templates.documents.iter().map(|d| &d.title));
        let proposed = standard.messages.messages.iter().filter_map(|m| m.proposed.as_ref());
        let used: Vec<Piece<'_>> = texts.chain(proposed).flat_map(|t| pieces(t)).collect();
        // What the code fills itself stands in no text.
        let by_code = ["definition", "concept", "related"];
        for place in &templates.places {
            assert!(used.contains(&Piece::Place(&place.id)) || by_code.contains(&place.id.as_str()), "{} stands nowhere", place.id);
            assert!(!place.what.is_empty() && !place.example.is_empty(), "{}", place.id);
        }
    }

    #[test]
    fn terms_of_reference_have_every_expected_part() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let document = standard.templates.document("terms-of-reference").unwrap();
        let parts: Vec<&str> = document.sections.iter().filter_map(|id| standard.templates.section(id)?.part.as_deref()).collect();
        for row in standard.terms.parts.parts.iter().filter(|p| p.expected) {
            assert!(parts.contains(&row.id.as_str()), "no section is {}", row.name);
        }
    }
}
