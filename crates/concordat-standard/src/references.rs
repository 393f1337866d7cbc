//! Which documents should point to which, and the words of citing.

use crate::StandardError;
use concordat_register::Kind;
use serde::Deserialize;

/// The reference part of a standard.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferenceRules {
    /// Words that end the name of a document.
    #[serde(rename = "head", default)]
    pub heads: Vec<HeadRow>,
    /// Phrases that say of what kind the document is that a name holds them of.
    #[serde(rename = "phrase", default)]
    pub phrases: Vec<PhraseRow>,
    /// Words about and around names.
    #[serde(default)]
    pub words: WordsOfCiting,
    /// Bodies whose documents are national.
    #[serde(default)]
    pub bodies: Bodies,
    /// How laws are named.
    #[serde(default)]
    pub laws: LawNames,
    /// National guidance by title.
    #[serde(default)]
    pub guidance: GuidanceTitles,
    /// What speaks of thresholds.
    #[serde(default)]
    pub thresholds: ThresholdWords,
    /// Ways of speaking of a theme that do not name it.
    #[serde(default)]
    pub speaks: Vec<SpeaksRow>,
    /// Which documents should know which.
    #[serde(rename = "link", default)]
    pub links: Vec<ExpectedLink>,
}

/// Words that end the name of a document of one kind.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadRow {
    /// The kind of document, spelt as in `audit.json`.
    pub kind: String,
    /// Whether a name in small letters counts too.
    #[serde(default)]
    pub loose: bool,
    /// Whether the words are plural and name something only in capitals.
    #[serde(default)]
    pub plural: bool,
    /// Whether the words name a document by themselves.
    #[serde(default)]
    pub whole: bool,
    /// Whether the words name many things that are no documents, so that only a document held on the theme they are said of
    /// is meant: "the missing children checklist".
    #[serde(default)]
    pub themed: bool,
    /// The words, folded.
    pub words: Vec<String>,
}

/// Phrases that say of what kind a document is, wherever they stand in its name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhraseRow {
    /// The kind of document, spelt as in `audit.json`.
    pub kind: String,
    /// The phrases, folded; a longer word that begins with one counts too.
    pub words: Vec<String>,
    /// Words of such a name that tell it from no other, folded and without the ending of a plural.
    pub stems: Vec<String>,
}

/// Words about and around names, all folded.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsOfCiting {
    /// Words that say what a document is about.
    pub subjects: Vec<String>,
    /// Words that stand before a name and are no part of it.
    pub generic: Vec<String>,
    /// Names of papers that every school or employer has of its own: only a title that holds these very words is meant.
    #[serde(default)]
    pub everyday: Vec<String>,
    /// Words right before those of an everyday name that make another name of it.
    #[serde(default)]
    pub everyday_not_after: Vec<String>,
    /// In a sentence: what it speaks of is not dealt with in this document.
    #[serde(default)]
    pub leaves_out: Vec<String>,
    /// Before a name: what follows is past.
    pub past_before: Vec<String>,
    /// After a name: it is past.
    pub past_after: Vec<String>,
    /// Before a code: it numbers no document.
    pub uncoded_before: Vec<String>,
    /// Before a name: it is yet to be written.
    pub planned_before: Vec<String>,
    /// After a name: it is yet to be written.
    pub planned_after: Vec<String>,
    /// Before a name: somebody else holds it.
    pub held_before: Vec<String>,
    /// After a name: somebody else holds it, or where it is kept is said.
    pub held_after: Vec<String>,
    /// In the sentence after a name: somebody else holds it. The words of `held_after` count there too.
    pub held_next: Vec<String>,
    /// Headings and lead-ins after which documents are listed.
    pub list_cues: Vec<String>,
    /// Sections of Acts that are spoken of without their Act.
    pub law_sections: Vec<String>,
    /// Words after a section that show that an Act's is meant.
    pub law_section_words: Vec<String>,
}

/// Bodies whose documents are national. A name with a capital in it is matched as written.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bodies {
    /// Names and acronyms.
    pub names: Vec<String>,
}

/// How laws are named.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LawNames {
    /// Words that a law's name ends in, folded.
    pub heads: Vec<String>,
    /// Laws known by their letters or by a title without such a word; one of capitals only is matched in capitals.
    pub letters: Vec<String>,
    /// Sentences that cite a law and no other document.
    pub examples: Vec<String>,
}

/// National guidance that is known by its title rather than by its last word.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuidanceTitles {
    /// Titles, folded; one of capitals only is matched in capitals.
    pub titles: Vec<String>,
    /// Titles of series, folded, of which each is on something.
    #[serde(default)]
    pub series: Vec<String>,
}

/// What speaks of thresholds and levels of need, folded.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ThresholdWords {
    /// Words that name levels or thresholds.
    pub names: Vec<String>,
    /// Words that sort children by risk or say when to refer.
    pub cues: Vec<String>,
    /// What documents that set thresholds are called in passing, where the site holds one that is called so.
    #[serde(default)]
    pub called: Vec<String>,
}

/// Ways of speaking of one theme without naming it, folded.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeaksRow {
    /// The theme's id.
    pub theme: String,
    /// Ways that leave no doubt.
    #[serde(default)]
    pub names: Vec<String>,
    /// Ways that hint at it.
    #[serde(default)]
    pub cues: Vec<String>,
    /// Words that speak of it only together.
    #[serde(default)]
    pub together: Vec<TogetherRow>,
}

/// Two lists of words, folded: one of each in one sentence speaks of a theme.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TogetherRow {
    /// Who, or where.
    pub who: Vec<String>,
    /// What is done.
    pub what: Vec<String>,
}

/// An expectation that documents on one theme point to those on another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedLink {
    /// Theme of the document that should point; `*` is every theme.
    pub from: String,
    /// Theme of the document pointed at; `thresholds` is the document that sets levels of need, `*` every theme.
    pub to: String,
    /// `high`, `medium`, `low` or `note`, by what follows for a child.
    pub severity: String,
    /// Why, as the end of a sentence.
    pub why: String,
    /// Publisher, title and year.
    pub source: String,
}

impl ReferenceRules {
    /// Reads `references.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, or a kind or severity that is none.
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        let rules: Self = toml::from_str(text).map_err(|e| StandardError::new("references.toml", e.to_string()))?;
        if let Some(row) = rules.heads.iter().find(|row| Kind::from_word(&row.kind).is_none()) {
            return Err(StandardError::new("references.toml", format!("`{}` is no kind of document", row.kind)));
        }
        if let Some(row) = rules.links.iter().find(|row| !["high", "medium", "low", "note"].contains(&row.severity.as_str())) {
            return Err(StandardError::new("references.toml", format!("`{}` is no severity", row.severity)));
        }
        Ok(rules)
    }

    /// What is expected of documents on `from` towards those on `to`.
    #[must_use]
    pub fn link(&self, from: &str, to: &str) -> Option<&ExpectedLink> {
        let row = |from: &str, to: &str| self.links.iter().find(|row| row.from == from && row.to == to);
        row(from, to).or_else(|| row("*", to)).or_else(|| row(from, "*"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_that_is_none_is_refused() {
        let text = "[[head]]\nkind = \"scroll\"\nwords = [\"scroll\"]\n";
        assert!(ReferenceRules::parse(text).unwrap_err().to_string().contains("scroll"));
    }
}
