//! Things that are said in rival words: `wordings.toml`.

use crate::StandardError;
use serde::Deserialize;
use std::collections::BTreeSet;

/// Something that documents say in rival words.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// Its id.
    pub id: String,
    /// What is meant, in neutral words.
    pub name: String,
    /// How its forms differ.
    pub about: Difference,
    /// Its forms.
    #[serde(rename = "form")]
    pub forms: Vec<Form>,
    /// The form of a current official publication, where there is one.
    pub official: Option<OfficialForm>,
}

/// How forms of a wording differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// They are other words.
    Word,
    /// They are one word, written otherwise.
    Hyphen,
}

/// A form of a wording.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// As it is shown.
    pub shown: String,
    /// All its spellings, folded.
    pub words: Vec<String>,
}

/// The form that an official publication uses.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficialForm {
    /// The form, as it is shown.
    pub form: String,
    /// Publisher, title, year.
    pub publication: String,
    /// What it says, after a colon.
    pub says: String,
    /// Whether that was checked.
    pub verified: bool,
}

impl Wording {
    /// The place of the official form among the forms.
    #[must_use]
    pub fn official_form(&self) -> Option<usize> {
        let official = self.official.as_ref()?;
        self.forms.iter().position(|f| f.shown == official.form)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    wording: Vec<Wording>,
}

const FILE: &str = "language/wordings.toml";

/// Reads `wordings.toml`.
///
/// # Errors
///
/// TOML that does not parse, an unknown key, an id or a spelling that stands twice, or an official form that is none.
pub(super) fn parse(text: &str) -> Result<Vec<Wording>, StandardError> {
    let File { wording } = toml::from_str(text).map_err(|e| StandardError::new(FILE, e.to_string()))?;
    let (mut ids, mut spellings) = (BTreeSet::new(), BTreeSet::new());
    for row in &wording {
        let mut words = row.forms.iter().flat_map(|f| &f.words);
        let twice = !ids.insert(&row.id) || words.any(|w| !spellings.insert(w));
        if twice || row.forms.len() < 2 || (row.official.is_some() && row.official_form().is_none()) {
            return Err(StandardError::new(
                FILE,
                format!(
                    "`{}` has an id or a spelling that stands twice, fewer than two forms, or an official form that is none of them",
                    row.id
                ),
            ));
        }
    }
    Ok(wording)
}
