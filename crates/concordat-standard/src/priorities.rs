//! How documents state their priorities, and what these are about.

use crate::{
    StandardError,
    pattern::{Lexicon, Pattern},
};
use serde::Deserialize;

/// How priorities are stated, and what they may be about.
#[derive(Debug, Clone, Default)]
pub struct Priorities {
    /// Kinds of document that are read, as `audit.json` spells them.
    pub kinds: Vec<String>,
    /// Headings under which they stand.
    pub heading: Vec<Pattern>,
    /// Headings that only look so.
    pub not_heading: Vec<Pattern>,
    /// Headings under which they stand in documents of [`Priorities::deeds_kinds`].
    pub deeds: Vec<Pattern>,
    /// Kinds of document in which what will be done is a priority and no step.
    pub deeds_kinds: Vec<String>,
    /// Sentences that open a list of them.
    pub opens: Vec<Pattern>,
    /// Sentences that state one wherever they stand.
    pub states: Vec<Pattern>,
    /// Sentences that state one under such a heading.
    pub says: Vec<Pattern>,
    /// Sentences that state none.
    pub denied: Vec<Pattern>,
    /// What they may be about, in the order of the file.
    pub subjects: Vec<Subject>,
}

/// What a priority may be about.
#[derive(Debug, Clone)]
pub struct Subject {
    /// Its id.
    pub id: String,
    /// What is set out, as words that follow "to": "listen to children and young people".
    pub name: String,
    /// Words that are about it.
    pub matter: Vec<Pattern>,
    /// Sentences that are about it; they are its tests.
    pub met: Vec<String>,
    /// Sentences that only look so.
    pub not_met: Vec<String>,
    /// Publisher, title, year.
    pub source: String,
    /// Whether that was checked.
    pub verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kinds: Vec<String>,
    heading: Vec<String>,
    not_heading: Vec<String>,
    deeds: Vec<String>,
    deeds_kinds: Vec<String>,
    opens: Vec<String>,
    states: Vec<String>,
    says: Vec<String>,
    denied: Vec<String>,
    subject: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    name: String,
    matter: Vec<String>,
    met: Vec<String>,
    #[serde(default)]
    not_met: Vec<String>,
    source: String,
    verified: bool,
}

const FILE: &str = "meaning/priorities.toml";

impl Priorities {
    /// Reads `meaning/priorities.toml`; `lexicon` gives groups and irregular verbs.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, or a pattern that does not parse.
    pub fn parse(text: &str, lexicon: &Lexicon) -> Result<Self, StandardError> {
        let file: File = toml::from_str(text).map_err(|e| StandardError::new(FILE, e.to_string()))?;
        let read = |written: &[String]| -> Result<Vec<Pattern>, StandardError> {
            written.iter().map(|p| lexicon.pattern(p).map_err(|e| StandardError::new(FILE, e))).collect()
        };
        let subject = |row: Row| -> Result<Subject, StandardError> {
            let matter = read(&row.matter)?;
            let Row { id, name, met, not_met, source, verified, .. } = row;
            Ok(Subject { id, name, matter, met, not_met, source, verified })
        };
        Ok(Self {
            heading: read(&file.heading)?,
            not_heading: read(&file.not_heading)?,
            deeds: read(&file.deeds)?,
            opens: read(&file.opens)?,
            states: read(&file.states)?,
            says: read(&file.says)?,
            denied: read(&file.denied)?,
            kinds: file.kinds,
            deeds_kinds: file.deeds_kinds,
            subjects: file.subject.into_iter().map(subject).collect::<Result<_, _>>()?,
        })
    }

    /// What a priority is about, by its id.
    #[must_use]
    pub fn subject(&self, id: &str) -> Option<&Subject> {
        self.subjects.iter().find(|s| s.id == id)
    }
}
