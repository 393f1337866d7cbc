//! A case as it is walked: what is known of it, from the standard or as typed.

use crate::calendar::Moment;
use concordat_standard::{
    Standard,
    cases::{CaseRow, Person},
};

/// A case.
#[derive(Debug, Clone)]
pub struct Case {
    /// What was written of it.
    pub row: CaseRow,
    /// When somebody is told of it.
    pub at: Moment,
    /// When a missing child came back; none where they have not.
    pub returned: Option<Moment>,
    /// Classes of body whose steps are those of the one who tells.
    pub classes: Vec<String>,
    /// What is known of every case of its setting.
    setting: Vec<String>,
    /// Its concerns, and those that include one of them or are included in one.
    met: Vec<String>,
}

impl Case {
    /// A case of a row.
    ///
    /// # Errors
    ///
    /// What is not known in it, in words for a person.
    pub fn of(row: &CaseRow, standard: &Standard) -> Result<Self, String> {
        let time = |text: &str| Moment::parse(text).ok_or_else(|| format!("`{text}` is no time: write it as 2026-11-20T17:30"));
        let actor = standard.cases.actor(&row.actor).ok_or_else(|| {
            let known: Vec<&str> = standard.cases.actors.iter().map(|a| a.id.as_str()).collect();
            format!("`{}` is nobody who tells of a case: {}", row.actor, known.join(", "))
        })?;
        let setting = standard.cases.setting(&row.setting).ok_or_else(|| {
            let known: Vec<&str> = standard.cases.settings.iter().map(|s| s.id.as_str()).collect();
            format!("`{}` is no setting: {}", row.setting, known.join(", "))
        })?;
        if let Some(other) = row.concerns.iter().find(|c| standard.assessment.concern(c).is_none()) {
            let known: Vec<&str> = standard.assessment.concerns.iter().map(|c| c.id.as_str()).collect();
            return Err(format!("`{other}` is no concern: {}", known.join(", ")));
        }
        // A walk asks of every step, so what is met is worked out once.
        let rows = standard.assessment.concerns.iter().map(|c| &c.id);
        let met = rows.filter(|id| row.concerns.iter().any(|c| standard.assessment.meet(c, id))).cloned().collect();
        Ok(Self {
            met,
            at: time(&row.at)?,
            returned: row.returned.as_deref().map(time).transpose()?,
            classes: actor.classes.clone(),
            setting: setting.knows.clone(),
            row: row.clone(),
        })
    }

    /// The cases of the standard, in its order.
    #[must_use]
    pub fn library(standard: &Standard) -> Vec<Self> {
        standard.cases.cases.iter().filter_map(|row| Self::of(row, standard).ok()).collect()
    }

    /// Whether one of its concerns is `concern` or includes it or is included in it.
    #[must_use]
    pub fn is_of(&self, concern: &str) -> bool {
        self.met.iter().any(|c| c == concern)
    }

    /// Whether something that narrows a step is known of it, also by where it came to light.
    #[must_use]
    pub fn knows(&self, narrow: &str) -> bool {
        self.row.knows.iter().chain(&self.setting).any(|k| k == narrow)
    }

    /// The young people under 18, or of no age that is told.
    pub fn children(&self) -> impl Iterator<Item = &Person> {
        self.row.people.iter().filter(|p| p.age.is_none_or(|age| age < 18))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_case_of_the_standard_can_be_walked_and_what_is_not_known_is_named() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        assert_eq!(Case::library(&standard).len(), standard.cases.cases.len());
        let wrong = |change: fn(&mut CaseRow)| {
            let mut row = standard.cases.cases.first().unwrap().clone();
            change(&mut row);
            Case::of(&row, &standard).unwrap_err()
        };
        assert!(wrong(|r| r.at = "Friday".to_owned()).starts_with("`Friday` is no time"));
        assert!(wrong(|r| r.actor = "uncle".to_owned()).contains("school, health"));
        assert!(wrong(|r| r.setting = "moon".to_owned()).contains("home, school"));
        assert!(wrong(|r| r.concerns = vec!["rain".to_owned()]).contains("hsb, cse"));
    }
}
