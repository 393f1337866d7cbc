//! Cases to walk through an area's routes, with the people who tell of them and the settings.

use crate::{StandardError, assessment::Assessment, routes::JudgingWords};
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
    /// For a concern, by id, others that a case may have in its place where words join it with another.
    pub stands_for: BTreeMap<String, Vec<String>>,
    /// Whose words on victims are not of a young person who hurts somebody at home.
    pub hurt_at_home: HurtAtHome,
    /// Documents that speak to some only.
    #[serde(rename = "audience")]
    pub audiences: Vec<Audience>,
    /// For a grade of a concern, by id, what a case must be known to have for it.
    pub graded: BTreeMap<String, String>,
    /// For a grade of a concern, by id, what a case that has it cannot be known to have.
    pub not_graded: BTreeMap<String, String>,
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

/// Where the young person hurts somebody at home, what a document on such abuse says of a victim is not of them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HurtAtHome {
    /// What is known of such a case, by its id.
    pub knows: String,
    /// Concerns in which they are harmed or harm besides.
    pub unless: Vec<String>,
    /// Concerns of the documents.
    pub about: Vec<String>,
}

/// Whom a document speaks to, by its title.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// It applies where the case came to light there, by id.
    pub setting: String,
    /// Or where one of this class of body tells of it.
    pub class: String,
    /// How titles say so.
    pub title: JudgingWords,
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
    /// What is known of every case that came to light there, as in [`CaseRow::knows`].
    #[serde(default)]
    pub knows: Vec<String>,
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
    fn titles_speak_to_their_audience_and_no_others_and_settings_know_what_steps_ask_for() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let rows = &standard.cases;
        for one in &rows.audiences {
            assert!(rows.setting(&one.setting).is_some() && standard.routes.bodies.iter().any(|b| b.class == one.class), "{one:?}");
            assert!(!one.title.examples.is_empty() && !one.title.not.is_empty());
            one.title.examples.iter().for_each(|e| assert!(one.title.stand_in(&concordat_text::fold_str(e)), "{e}"));
            one.title.not.iter().for_each(|e| assert!(!one.title.stand_in(&concordat_text::fold_str(e)), "not {e}"));
        }
        let circumstances = &standard.routes.circumstances;
        let known = |id: &String| circumstances.circumstance(id).is_some();
        assert!(rows.settings.iter().flat_map(|s| &s.knows).all(known));
        assert!(known(&rows.hurt_at_home.knows) && rows.needs.values().all(known));
        let concern = |id: &String| standard.assessment.concern(id).is_some();
        assert!(circumstances.circumstances.iter().flat_map(|c| &c.of).all(concern));
        assert!(rows.hurt_at_home.unless.iter().chain(&rows.hurt_at_home.about).chain(rows.besides.values().flatten()).all(concern));
    }

    #[test]
    fn a_case_of_what_is_no_concern_is_refused() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let text = include_str!("../../../standard/peer-on-peer-abuse/routes/cases.toml").replace("[\"cce\"]", "[\"moonlight\"]");
        let error = super::Cases::parse(&text, &standard.assessment).unwrap_err().to_string();
        assert!(error.contains("`moonlight`, which is no concern"), "{error}");
    }
}
