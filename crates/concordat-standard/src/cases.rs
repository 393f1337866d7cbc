//! Cases to walk through an area's routes, with the people who tell of them and the settings.

use crate::{StandardError, assessment::Assessment};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const FILE: &str = "routes/cases.toml";

/// The library of cases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cases {
    /// Words in the name of a body that discusses no one young person, folded.
    pub governance: Vec<String>,
    /// For each wide theme, by id, the concerns that its documents are about.
    pub wide: BTreeMap<String, Vec<String>>,
    /// For a theme, by id, what a case must be known to have for its documents to apply, by the ids of `routes/circumstances.toml`.
    pub needs: BTreeMap<String, String>,
    /// For a theme, by id, concerns that its documents are about besides its own.
    pub besides: BTreeMap<String, Vec<String>>,
    /// Who tells somebody of a case.
    #[serde(rename = "actor")]
    pub actors: Vec<Actor>,
    /// Where cases come to light.
    #[serde(rename = "setting")]
    pub settings: Vec<Setting>,
    /// The cases, in the order of their file.
    #[serde(rename = "case")]
    pub cases: Vec<CaseRow>,
}

/// Who tells somebody of a case.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actor {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Classes of body in `routes/bodies.toml` whose steps are theirs.
    pub classes: Vec<String>,
}

/// Where cases come to light.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// Its id.
    pub id: String,
    /// As it stands in a sentence: "at home".
    pub name: String,
}

/// One case. It is nobody's own.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseRow {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What has happened, in one sentence.
    pub sentence: String,
    /// Concerns by their ids.
    pub concerns: Vec<String>,
    /// The young people.
    pub people: Vec<Person>,
    /// Where it came to light, by id.
    pub setting: String,
    /// Who tells of it, by id.
    pub actor: String,
    /// When, as `2026-11-20T17:30`.
    pub at: String,
    /// When a missing child came back, as `2026-11-20T17:30`; none where they have not.
    pub returned: Option<String>,
    /// What is known that narrows a step, by the ids of `routes/limits.toml` and `routes/circumstances.toml`.
    #[serde(default)]
    pub knows: Vec<String>,
    /// What the case turns on, by the ids of `routes/circumstances.toml`: it is open where no document speaks of it.
    #[serde(default)]
    pub turns: Vec<String>,
    /// What to look for in the routes.
    pub look_for: Vec<String>,
    /// Publisher, title, year.
    pub source: String,
}

/// A young person of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Whether they are harmed, harm others, or both.
    pub role: Role,
    /// Age in years; none where it is left open.
    pub age: Option<u8>,
}

/// How a young person stands to the harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Harmed by others.
    Harmed,
    /// Harms others.
    Harming,
    /// Both.
    Both,
}

impl Role {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Harmed => "harmed",
            Self::Harming => "harming",
            Self::Both => "both",
        }
    }

    /// Whether they harm others.
    #[must_use]
    pub fn harms(self) -> bool {
        self != Self::Harmed
    }
}

impl Cases {
    /// Reads `routes/cases.toml`; `concerns` are those that cases may be of.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, an id used twice, or a concern, setting or actor that is not known.
    pub fn parse(text: &str, concerns: &Assessment) -> Result<Self, StandardError> {
        let wrong = |message: String| StandardError::new(FILE, message);
        let rows: Self = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
        let mut seen = BTreeSet::new();
        for case in &rows.cases {
            let id = &case.id;
            if !seen.insert(id) {
                return Err(wrong(format!("`{id}` stands twice")));
            }
            if let Some(other) = case.concerns.iter().find(|c| concerns.concern(c).is_none()) {
                return Err(wrong(format!("`{id}` is of `{other}`, which is no concern")));
            }
            if case.concerns.is_empty() || case.people.is_empty() {
                return Err(wrong(format!("`{id}` needs a concern and a person")));
            }
            if rows.actor(&case.actor).is_none() || rows.setting(&case.setting).is_none() {
                return Err(wrong(format!("`{id}` has an actor or a setting that is not known")));
            }
        }
        Ok(rows)
    }

    /// Who tells of a case, by id.
    #[must_use]
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.actors.iter().find(|a| a.id == id)
    }

    /// A setting, by id.
    #[must_use]
    pub fn setting(&self, id: &str) -> Option<&Setting> {
        self.settings.iter().find(|s| s.id == id)
    }

    /// A case, by id.
    #[must_use]
    pub fn case(&self, id: &str) -> Option<&CaseRow> {
        self.cases.iter().find(|c| c.id == id)
    }
}

#[cfg(test)]
mod tests {
    use crate::Standard;

    #[test]
    fn there_are_a_dozen_cases_and_every_source_has_a_year() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let rows = &standard.cases;
        assert!(rows.cases.len() >= 12, "{}", rows.cases.len());
        for case in &rows.cases {
            let year = |w: &str| w.len() == 4 && w.bytes().all(|b| b.is_ascii_digit());
            assert!(case.source.split(|c: char| !c.is_alphanumeric()).any(year), "{}", case.id);
            assert!(!case.look_for.is_empty() && case.sentence.ends_with('.'), "{}", case.id);
            let rows = &standard.routes.circumstances;
            let known = |id: &String| standard.routes.narrows.iter().any(|n| n.id == *id) || rows.circumstance(id).is_some();
            assert!(case.knows.iter().all(known), "{}", case.id);
            assert!(case.turns.iter().all(|id| rows.turn(id).is_some()), "{}", case.id);
        }
    }

    #[test]
    fn a_case_of_what_is_no_concern_is_refused() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let text = include_str!("../../../standard/peer-on-peer-abuse/routes/cases.toml").replace("[\"cce\"]", "[\"moonlight\"]");
        let error = super::Cases::parse(&text, &standard.assessment).unwrap_err().to_string();
        assert!(error.contains("`moonlight`, which is no concern"), "{error}");
    }
}
