//! Concepts that documents define, how a definition is worded, and the official definitions with their dates.

use crate::{
    StandardError,
    pattern::{Lexicon, Pattern},
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How definitions are found and compared.
#[derive(Debug, Clone, Default)]
pub struct Definitions {
    /// How definitions are worded.
    pub cues: DefinitionCues,
    /// What is defined.
    pub concepts: Vec<DefinedConcept>,
    /// Features with values.
    pub choices: Vec<Choice>,
    /// Features that are a number.
    pub counts: Vec<Count>,
    /// Definitions that many documents follow, oldest first within a concept.
    pub official: Vec<Official>,
}

/// How definitions are worded.
#[derive(Debug, Clone, Default)]
pub struct DefinitionCues {
    /// Between a term and its meaning: surely a definition.
    pub strong: Vec<Pattern>,
    /// Between a term and its meaning: a definition if what follows begins like one.
    pub weak: Vec<Pattern>,
    /// After a term: where its meaning stands, which the next sentence may give.
    pub placed: Vec<Pattern>,
    /// Before a term whose meaning follows.
    pub before: Vec<Pattern>,
    /// Before a term whose meaning may stand before it.
    pub inverse: Vec<Pattern>,
    /// By which a document says what it is about.
    pub covers: Vec<Pattern>,
    /// With what a meaning begins that says of whom something is said: "one whose".
    pub whoever: Vec<Pattern>,
    /// What follows the term of such a sentence.
    pub condition: Vec<Pattern>,
    /// What a definition begins with.
    pub starts: Vec<Pattern>,
    /// What only seems to begin one.
    pub not_starts: Vec<Pattern>,
    /// Headings over the definition of a concept that they name.
    pub heading: Vec<Pattern>,
    /// Headings over several definitions.
    pub headings: Vec<Pattern>,
    /// Headings that only seem to stand over definitions.
    pub not_headings: Vec<Pattern>,
    /// Headings that ask for the meaning of what the heading over them, or the title, names.
    pub heading_it: Vec<Pattern>,
    /// Why a definition is what it is, or that two uses are apart.
    pub explained: Vec<Pattern>,
}

/// Which limit of age of a concept is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AgeSense {
    /// The highest age of the child concerned.
    Most,
    /// The lowest age of the people concerned.
    Least,
    /// Both.
    Both,
    /// None, because its ages have several senses.
    None,
}

/// A concept that documents define.
#[derive(Debug, Clone)]
pub struct DefinedConcept {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How it is written where it is defined.
    pub terms: Vec<Pattern>,
    /// What a definition of it begins with, besides the general beginnings.
    pub genus: Vec<Pattern>,
    /// What a document says it is about where it is about this concept.
    pub covered: Vec<Pattern>,
    /// Which limit of age is compared.
    pub age: AgeSense,
    /// Features with values that are compared, by id.
    pub choices: Vec<String>,
    /// Features that are a number, by id.
    pub counts: Vec<String>,
    /// Whether it is a state that somebody is said to be in: "is treated as missing when".
    pub state: bool,
    /// Sentences that define it, our own words: its tests and part of its page.
    pub examples: Vec<String>,
    /// Where law or guidance gives a meaning; not checked against it. None where only official definitions are listed, or none is.
    pub source: Option<String>,
}

/// A feature with values.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What it says, as "who may do it".
    pub name: String,
    /// The value that shuts the others out.
    pub narrow: String,
    /// Its values.
    pub values: Vec<Value>,
}

/// A value of a feature.
#[derive(Debug, Clone)]
pub struct Value {
    /// Its id.
    pub id: String,
    /// Said of a definition that gives only this one.
    pub name: String,
    /// How it is worded.
    pub patterns: Vec<Pattern>,
    /// Words in which it only seems to stand.
    pub unless: Vec<Pattern>,
}

/// A feature that is a number.
#[derive(Debug, Clone)]
pub struct Count {
    /// Its id.
    pub id: String,
    /// What it says.
    pub name: String,
    /// How it is worded, each with what one of its unit counts.
    pub patterns: Vec<(Pattern, u16)>,
}

/// A definition that many documents follow.
#[derive(Debug, Clone)]
pub struct Official {
    /// Its id.
    pub id: String,
    /// The concept, by id.
    pub concept: String,
    /// What it is called.
    pub name: String,
    /// Since when it stands.
    pub from: concordat_register::PartialDate,
    /// Since when another stands in its place.
    pub until: Option<concordat_register::PartialDate>,
    /// Highest age that it covers.
    pub most: Option<u8>,
    /// Lowest age that it covers.
    pub least: Option<u8>,
    /// How many people make a group.
    pub size: Option<u16>,
    /// Words that only it has.
    pub marks: Vec<Pattern>,
    /// How it is referred to.
    pub named: Vec<Pattern>,
    /// Publisher, title, year.
    pub source: String,
    /// Whether that was checked.
    pub verified: bool,
    /// Its words, where they are the Crown's and may be printed under the Open Government Licence v3.0.
    pub text: Option<String>,
    /// Where in its source it stands.
    pub place: Option<String>,
}

impl Official {
    /// Whether a text that gives it can be told from any other by what it says.
    #[must_use]
    pub fn is_told_by_words(&self) -> bool {
        !self.marks.is_empty() || self.size.is_some()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    cues: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    choice: Vec<ChoiceRow>,
    #[serde(default)]
    count: Vec<CountRow>,
    #[serde(default)]
    concept: Vec<ConceptRow>,
    #[serde(default)]
    official: Vec<OfficialRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChoiceRow {
    id: String,
    name: String,
    narrow: String,
    values: Vec<ValueRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueRow {
    id: String,
    name: String,
    patterns: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountRow {
    id: String,
    name: String,
    patterns: Vec<CountPattern>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CountPattern {
    pattern: String,
    each: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptRow {
    id: String,
    name: String,
    terms: Vec<String>,
    #[serde(default)]
    genus: Vec<String>,
    #[serde(default)]
    covered: Vec<String>,
    age: AgeSense,
    #[serde(default)]
    choices: Vec<String>,
    #[serde(default)]
    counts: Vec<String>,
    #[serde(default)]
    state: bool,
    #[serde(default)]
    example: Vec<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OfficialRow {
    id: String,
    concept: String,
    name: String,
    from: String,
    until: Option<String>,
    most: Option<u8>,
    least: Option<u8>,
    size: Option<u16>,
    marks: Vec<String>,
    named: Vec<String>,
    source: String,
    verified: bool,
    text: Option<String>,
    place: Option<String>,
}

const FILE: &str = "meaning/definitions.toml";
const CUES: [&str; 15] = [
    "strong",
    "weak",
    "placed",
    "before",
    "inverse",
    "covers",
    "whoever",
    "condition",
    "starts",
    "not_starts",
    "heading",
    "headings",
    "not_headings",
    "heading_it",
    "explained",
];

impl Definitions {
    /// Reads `meaning/definitions.toml`; `lexicon` gives groups and irregular verbs.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, a pattern or date that does not parse, or a row that names what there is not.
    pub fn parse(text: &str, lexicon: &Lexicon) -> Result<Self, StandardError> {
        let wrong = |message: String| StandardError::new(FILE, message);
        let file: File = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
        let mut own = lexicon.clone();
        own.extend(file.groups, BTreeMap::new());
        let patterns = |written: &[String]| -> Result<Vec<Pattern>, StandardError> {
            written.iter().map(|p| own.pattern(p).map_err(&wrong)).collect()
        };
        if let Some(unknown) = file.cues.keys().find(|k| !CUES.contains(&k.as_str())) {
            return Err(wrong(format!("`{unknown}` is no sort of cue")));
        }
        let cue = |name: &str| file.cues.get(name).map_or_else(|| Ok(Vec::new()), |written| patterns(written));
        let cues = DefinitionCues {
            strong: cue("strong")?,
            weak: cue("weak")?,
            placed: cue("placed")?,
            before: cue("before")?,
            inverse: cue("inverse")?,
            covers: cue("covers")?,
            whoever: cue("whoever")?,
            condition: cue("condition")?,
            starts: cue("starts")?,
            not_starts: cue("not_starts")?,
            heading: cue("heading")?,
            headings: cue("headings")?,
            not_headings: cue("not_headings")?,
            heading_it: cue("heading_it")?,
            explained: cue("explained")?,
        };
        let mut made = Self { cues, ..Self::default() };
        for row in &file.choice {
            made.choices.push(choice(row, &patterns)?);
        }
        for row in &file.count {
            let read = |p: &CountPattern| own.pattern(&p.pattern).map(|pattern| (pattern, p.each)).map_err(&wrong);
            let patterns = row.patterns.iter().map(read).collect::<Result<_, _>>()?;
            made.counts.push(Count { id: row.id.clone(), name: row.name.clone(), patterns });
        }
        for row in file.concept {
            let (terms, genus, covered) = (patterns(&row.terms)?, patterns(&row.genus)?, patterns(&row.covered)?);
            let ConceptRow { id, name, age, choices, counts, state, example: examples, source, .. } = row;
            made.concepts.push(DefinedConcept { id, name, terms, genus, covered, age, choices, counts, state, examples, source });
        }
        for row in file.official {
            made.official.push(official(row, &patterns)?);
        }
        made.check()?;
        Ok(made)
    }

    fn check(&self) -> Result<(), StandardError> {
        for concept in &self.concepts {
            let unknown = concept.choices.iter().find(|id| self.choice(id).is_none());
            let unknown = unknown.or_else(|| concept.counts.iter().find(|id| self.count(id).is_none()));
            if let Some(id) = unknown {
                return Err(StandardError::new(FILE, format!("`{}` names the feature `{id}`, which is not listed", concept.id)));
            }
        }
        match self.official.iter().find(|o| self.concept(&o.concept).is_none()) {
            Some(row) => Err(StandardError::new(FILE, format!("`{}` names the concept `{}`, which is not listed", row.id, row.concept))),
            None => Ok(()),
        }
    }

    /// A concept by its id.
    #[must_use]
    pub fn concept(&self, id: &str) -> Option<&DefinedConcept> {
        self.concepts.iter().find(|c| c.id == id)
    }

    /// A feature with values, by its id.
    #[must_use]
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.choices.iter().find(|c| c.id == id)
    }

    /// A feature that is a number, by its id.
    #[must_use]
    pub fn count(&self, id: &str) -> Option<&Count> {
        self.counts.iter().find(|c| c.id == id)
    }

    /// An official definition by its id.
    #[must_use]
    pub fn official(&self, id: &str) -> Option<&Official> {
        self.official.iter().find(|o| o.id == id)
    }
}

type Read<'a> = dyn Fn(&[String]) -> Result<Vec<Pattern>, StandardError> + 'a;

fn choice(row: &ChoiceRow, patterns: &Read<'_>) -> Result<Choice, StandardError> {
    let value =
        |v: &ValueRow| Ok(Value { id: v.id.clone(), name: v.name.clone(), patterns: patterns(&v.patterns)?, unless: patterns(&v.unless)? });
    let values = row.values.iter().map(value).collect::<Result<Vec<_>, StandardError>>()?;
    if values.iter().all(|v| v.id != row.narrow) {
        return Err(StandardError::new(FILE, format!("`{}` has no value `{}`", row.id, row.narrow)));
    }
    Ok(Choice { id: row.id.clone(), name: row.name.clone(), narrow: row.narrow.clone(), values })
}

fn official(row: OfficialRow, patterns: &Read<'_>) -> Result<Official, StandardError> {
    let date = |text: &str| {
        concordat_register::PartialDate::parse(text).ok_or_else(|| StandardError::new(FILE, format!("`{}`: `{text}` is no date", row.id)))
    };
    let (from, until) = (date(&row.from)?, row.until.as_deref().map(date).transpose()?);
    let (marks, named) = (patterns(&row.marks)?, patterns(&row.named)?);
    let OfficialRow { id, concept, name, most, least, size, source, verified, text, place, .. } = row;
    if text.is_some() && !(verified && place.is_some()) {
        return Err(StandardError::new(FILE, format!("`{id}` gives words without their place, or words that nobody checked")));
    }
    Ok(Official { id, concept, name, from, until, most, least, size, marks, named, source, verified, text, place })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_names_what_there_is_not_is_refused() {
        let row = "[[concept]]\nid = \"x\"\nname = \"x\"\nterms = [\"x\"]\nage = \"most\"\nchoices = [\"who\"]\n";
        let error = Definitions::parse(row, &Lexicon::default()).unwrap_err();
        assert_eq!(error.to_string(), "meaning/definitions.toml: `x` names the feature `who`, which is not listed");
    }
}
