//! How documents assess: concerns at levels, what a level leads to, and tools.

use crate::{
    StandardError,
    pattern::{Lexicon, Pattern},
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// How statements about levels and tools are found.
#[derive(Debug, Clone, Default)]
pub struct Assessment {
    /// Cues by name; a test keeps the names those that the reader asks for.
    pub cues: BTreeMap<String, Vec<Pattern>>,
    /// What is put at a level or assessed.
    pub concerns: Vec<Concern>,
    /// Grades of a concern.
    pub grades: Vec<Grade>,
    /// Published tools.
    pub tools: Vec<Tool>,
}

/// What is put at a level or assessed.
#[derive(Debug, Clone)]
pub struct Concern {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The theme it belongs to.
    pub theme: String,
    /// How it is written.
    pub terms: Vec<Pattern>,
    /// Narrower concerns that it includes, by id.
    pub covers: Vec<String>,
}

/// A grade of a concern.
#[derive(Debug, Clone)]
pub struct Grade {
    /// Its id.
    pub id: String,
    /// How it is written.
    pub terms: Vec<Pattern>,
}

/// A published tool.
#[derive(Debug, Clone)]
pub struct Tool {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How it is written.
    pub terms: Vec<Pattern>,
    /// The concern it is for, by id; none where it is for any.
    pub concern: Option<String>,
    /// Tools of one family are chosen between by age or setting.
    pub family: Option<String>,
    /// Whether it only screens.
    pub screens: bool,
    /// Whether it is for every child and stands beside specialist ones.
    pub general: bool,
    /// Lowest age that it is for.
    pub least: Option<u8>,
    /// Highest age that it is for.
    pub most: Option<u8>,
    /// Publisher, title, year.
    pub source: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    groups: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    cues: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    concern: Vec<ConcernRow>,
    #[serde(default)]
    grade: Vec<GradeRow>,
    #[serde(default)]
    tool: Vec<ToolRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConcernRow {
    id: String,
    name: String,
    theme: String,
    terms: Vec<String>,
    #[serde(default)]
    covers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GradeRow {
    id: String,
    terms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToolRow {
    id: String,
    name: String,
    terms: Vec<String>,
    concern: Option<String>,
    family: Option<String>,
    stage: Option<Stage>,
    #[serde(default)]
    general: bool,
    least: Option<u8>,
    most: Option<u8>,
    source: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Stage {
    Screening,
}

const FILE: &str = "meaning/assessment.toml";

impl Assessment {
    /// Reads `meaning/assessment.toml`; `lexicon` gives groups and irregular verbs.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, a pattern that does not parse, or a row that names a concern there is not.
    pub fn parse(text: &str, lexicon: &Lexicon) -> Result<Self, StandardError> {
        let wrong = |message: String| StandardError::new(FILE, message);
        let file: File = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
        let mut own = lexicon.clone();
        own.extend(file.groups, BTreeMap::new());
        let patterns = |written: &[String]| -> Result<Vec<Pattern>, StandardError> {
            written.iter().map(|p| own.pattern(p).map_err(&wrong)).collect()
        };
        let mut made = Self::default();
        for (name, written) in &file.cues {
            made.cues.insert(name.clone(), patterns(written)?);
        }
        for row in file.concern {
            let terms = patterns(&row.terms)?;
            made.concerns.push(Concern { id: row.id, name: row.name, theme: row.theme, terms, covers: row.covers });
        }
        for row in file.grade {
            made.grades.push(Grade { terms: patterns(&row.terms)?, id: row.id });
        }
        for row in file.tool {
            let terms = patterns(&row.terms)?;
            let screens = row.stage.is_some();
            let ToolRow { id, name, concern, family, general, least, most, source, .. } = row;
            if let Some(unknown) = concern.as_ref().filter(|c| made.concern(c).is_none()) {
                return Err(wrong(format!("`{id}` names the concern `{unknown}`, which is not listed")));
            }
            made.tools.push(Tool { id, name, terms, concern, family, screens, general, least, most, source });
        }
        Ok(made)
    }

    /// A concern by its id.
    #[must_use]
    pub fn concern(&self, id: &str) -> Option<&Concern> {
        self.concerns.iter().find(|c| c.id == id)
    }

    /// A tool by its id.
    #[must_use]
    pub fn tool(&self, id: &str) -> Option<&Tool> {
        self.tools.iter().find(|t| t.id == id)
    }

    /// Whether two concerns are the same or one includes the other.
    #[must_use]
    pub fn meet(&self, one: &str, other: &str) -> bool {
        let covers = |a: &str, b: &str| self.concern(a).is_some_and(|c| c.covers.iter().any(|id| id == b));
        one == other || covers(one, other) || covers(other, one)
    }
}
