//! Law, statutory guidance, bodies, tools, definitions and markings, with their editions and dates.

mod marking;

pub use marking::{Highest, Marking, MarkingPolicy, Markings, PrintedMarkings, Scheme, Tier};

use crate::StandardError;
use serde::Deserialize;

/// Every dated instrument of the standard.
#[derive(Debug, Clone, Default)]
pub struct Instruments {
    /// In the order of the files: legislation, guidance, bodies, tools, definitions.
    pub instruments: Vec<Instrument>,
    /// Protective markings.
    pub markings: Markings,
    /// Publishers whose names stand beside the year of a publication.
    pub publishers: Vec<Publisher>,
}

/// Which sort of instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstrumentKind {
    /// An Act, Regulations, an order or another rule of law.
    Legislation,
    /// Statutory guidance.
    StatutoryGuidance,
    /// Other national guidance, strategies and advice.
    NationalGuidance,
    /// A body, team or role.
    Body,
    /// An assessment tool or form.
    Tool,
    /// A definition, category or process.
    Definition,
}

/// How much it matters that a document still holds to what was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Only the name is old.
    Label,
    /// An old edition or arrangement; most of what it asks is asked still.
    #[default]
    Edition,
    /// The law or rule itself is another one now: somebody following the document would do the wrong thing.
    Law,
}

/// How fully the editions of an instrument are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Complete {
    /// Some may be missing, so that a date not listed means nothing.
    #[default]
    No,
    /// Every year that has an edition is listed.
    Year,
    /// Every month that has an edition is listed.
    Month,
}

/// A law, guidance, body, tool or definition.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its id.
    pub id: String,
    /// Its full title; matched folded, except for bodies, tools and definitions, whose titles explain.
    pub title: String,
    /// Which sort.
    pub kind: InstrumentKind,
    /// How else it is named; matched folded.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Names matched only in exactly these capitals: acronyms, and titles that are also ordinary words.
    #[serde(default)]
    pub cased: Vec<String>,
    /// Acronyms that mean other things too: matched in exactly these capitals, and only in a document that also names the
    /// instrument in full.
    #[serde(default)]
    pub short: Vec<String>,
    /// Words of which the sentence must hold one (folded); none means any sentence.
    #[serde(default)]
    pub only_with: Vec<String>,
    /// Its editions, oldest first. Law, bodies and tools usually have none listed.
    #[serde(rename = "edition", default)]
    pub editions: Vec<Edition>,
    /// Nations it is of, spelt as in the register; none means all.
    #[serde(default)]
    pub nations: Vec<String>,
    /// Whether age alone is no fault.
    #[serde(default)]
    pub valid_when_old: bool,
    /// What replaced the whole of it, in words that can follow "replaced by".
    pub replaced_by: Option<String>,
    /// Names of what replaced it, folded: a sentence that names one of these too explains itself.
    #[serde(default)]
    pub successors: Vec<String>,
    /// Since when it has been replaced or gone, as `2019-09-29`, `2019-09` or `2019`.
    pub ended: Option<String>,
    /// How much it matters.
    #[serde(default)]
    pub weight: Weight,
    /// How fully its editions are listed.
    #[serde(default)]
    pub complete: Complete,
    /// What a citing document should change, as a sentence.
    pub advice: Option<String>,
    /// How the row is known: publisher, title, year.
    pub source: String,
    /// Whether the dates were checked against that source. A row that was not is raised as a note.
    #[serde(default)]
    pub verified: bool,
    /// Sentences that are raised and sentences that are not; each is a test.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// An edition of an instrument.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Edition {
    /// When it was published or came into force, as `2018-07`.
    pub published: String,
    /// When it was replaced, as `2023-12-15`.
    pub superseded: Option<String>,
    /// Whether the day it was replaced was checked, where the row as a whole was.
    #[serde(default = "yes")]
    pub superseded_verified: bool,
    /// Names of this edition alone, matched in exactly these capitals, such as `WT18`.
    #[serde(default)]
    pub names: Vec<String>,
    /// Other months that it is rightly dated by, such as that of a reprint.
    #[serde(default)]
    pub also_dated: Vec<String>,
    /// Whether it only amended the edition before it, which stayed in force under its own date.
    #[serde(default)]
    pub amendment: bool,
}

/// A sentence and whether it is raised.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// A sentence that is raised.
    pub raised: Option<String>,
    /// A sentence that is not.
    pub quiet: Option<String>,
    /// The day it is judged at, as `2015-10-01`.
    pub as_at: String,
    /// When its document was approved, as `2014-11`; none means that the document does not say.
    pub written: Option<String>,
}

/// A publisher whose name or letters stand beside the year of a publication.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Publisher {
    /// Who it is, for readers of the file.
    pub name: String,
    /// Names and letters, folded.
    pub words: Vec<String>,
    /// A citation of "the guidance" by it.
    pub example: String,
    /// The date that is to be read there, as `2009-03`.
    pub date: String,
    /// Publisher, title, year.
    pub source: String,
    /// Whether that was checked.
    #[serde(default)]
    pub verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    instrument: Vec<Instrument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Publishers {
    #[serde(default)]
    publisher: Vec<Publisher>,
}

fn yes() -> bool {
    true
}

impl Instruments {
    /// Reads files of instruments, each with its name for messages, and the files of markings and of publishers.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, an id given twice, or a date that is none.
    pub fn parse(
        files: &[(&'static str, &str)],
        markings: (&'static str, &str),
        publishers: (&'static str, &str),
    ) -> Result<Self, StandardError> {
        let mut instruments: Vec<Instrument> = Vec::new();
        for &(name, text) in files {
            let file: File = toml::from_str(text).map_err(|e| StandardError::new(name, e.to_string()))?;
            for row in file.instrument {
                if instruments.iter().any(|other| other.id == row.id) {
                    return Err(StandardError::new(name, format!("instrument `{}` is given twice", row.id)));
                }
                row.check_dates().map_err(|date| StandardError::new(name, format!("instrument `{}`: `{date}` is no date", row.id)))?;
                instruments.push(row);
            }
        }
        let markings: Markings = toml::from_str(markings.1).map_err(|e| StandardError::new(markings.0, e.to_string()))?;
        let publishers: Publishers = toml::from_str(publishers.1).map_err(|e| StandardError::new(publishers.0, e.to_string()))?;
        Ok(Self { instruments, markings, publishers: publishers.publisher })
    }

    /// The instrument with this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|row| row.id == id)
    }
}

impl Instrument {
    /// Whether it is an Act, guidance or another thing with a title, rather than a body, tool or definition.
    #[must_use]
    pub fn is_publication(&self) -> bool {
        matches!(self.kind, InstrumentKind::Legislation | InstrumentKind::StatutoryGuidance | InstrumentKind::NationalGuidance)
    }

    fn check_dates(&self) -> Result<(), String> {
        let editions =
            self.editions.iter().flat_map(|e| [Some(&e.published), e.superseded.as_ref()].into_iter().flatten().chain(&e.also_dated));
        let examples = self.examples.iter().flat_map(|e| [Some(&e.as_at), e.written.as_ref()].into_iter().flatten());
        for date in self.ended.iter().chain(editions).chain(examples) {
            concordat_register::PartialDate::parse(date).ok_or_else(|| date.clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Standard;

    #[test]
    fn rows_that_can_be_raised_say_what_to_change() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        for row in &standard.instruments.instruments {
            let dated = row.ended.is_some() || row.editions.iter().any(|e| e.superseded.is_some());
            assert_eq!(dated, row.advice.is_some(), "{}", row.id);
            assert_eq!(row.ended.is_some(), row.replaced_by.is_some(), "{}", row.id);
            assert!(row.ended.is_none() || row.examples.iter().any(|e| e.raised.is_some()), "{} has no example raised", row.id);
            assert!(row.ended.is_none() || row.examples.iter().any(|e| e.quiet.is_some()), "{} has no quiet example", row.id);
        }
    }

    #[test]
    fn a_bad_date_is_named() {
        let row = "[[instrument]]\nid = \"x\"\ntitle = \"X\"\nkind = \"body\"\nsource = \"s\"\nended = \"2014-13\"\n";
        let error = Instruments::parse(&[("bodies.toml", row)], ("markings.toml", ""), ("publishers.toml", "")).unwrap_err();
        assert_eq!(error.to_string(), "bodies.toml: instrument `x`: `2014-13` is no date");
    }
}
