//! Panels and groups: what their terms of reference say, how they are named, what they take and who sits at them.

use crate::StandardError;
use serde::{Deserialize, de::DeserializeOwned};

/// What is known of panels and groups.
#[derive(Debug, Clone)]
pub struct Terms {
    /// The parts of terms of reference and the words for them.
    pub parts: PartRows,
    /// How panels are named.
    pub bodies: Bodies,
    /// What remits take.
    pub remit: RemitRows,
    /// How often meetings sit.
    pub cadences: Vec<Cadence>,
    /// Sectors that panels on a theme need.
    pub seats: Vec<Seat>,
}

/// `panels/terms.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartRows {
    /// What stands where something has yet to be settled. Folded, as all words here.
    pub open: Vec<String>,
    /// What stands beside such words where the part is covered all the same.
    pub covered: Vec<String>,
    /// Where no more than this stands, nothing is said.
    pub blank: Vec<String>,
    /// Whole values that say nothing firm of how often a meeting sits.
    pub loose: Vec<String>,
    /// The parts.
    #[serde(rename = "part")]
    pub parts: Vec<PartRow>,
    /// Columns that are about the panel or the person.
    pub columns: Columns,
}

/// A part of terms of reference.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartRow {
    /// Its word, as `concordat_register::meeting::Part` spells it.
    pub id: String,
    /// What it is, as "a quorum".
    pub name: String,
    /// Whether terms of reference without it lack something.
    pub expected: bool,
    /// Words of a label that is about it.
    pub labels: Vec<String>,
    /// Phrases that only look like such a label.
    pub not: Vec<String>,
    /// Phrases of a sentence that says it.
    pub says: Vec<String>,
    /// Phrases that show that it is dealt with.
    pub signs: Vec<String>,
    /// Sentences that say it.
    pub examples: Vec<String>,
}

/// Headings of columns in a list of panels or members.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Columns {
    /// Which panel.
    pub panel: Vec<String>,
    /// The name of whatever the list is of.
    pub name: Vec<String>,
    /// A panel's acronym.
    pub acronym: Vec<String>,
    /// A panel's former or other names.
    pub former: Vec<String>,
    /// A member's name.
    pub person: Vec<String>,
    /// A member's organisation.
    pub agency: Vec<String>,
    /// A member's post.
    pub role: Vec<String>,
    /// A panel's themes.
    pub themes: Vec<String>,
    /// A panel's contexts.
    pub contexts: Vec<String>,
    /// Columns of papers about children.
    pub child: Vec<String>,
    /// Cells that tick somebody off as a member.
    pub ticks: Vec<String>,
    /// Of those, the ones that say who takes the chair.
    pub chairs: Vec<String>,
}

/// `panels/bodies.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bodies {
    /// Words that the name of a panel or group ends in.
    pub nouns: Vec<String>,
    /// Of those, the ones that are too ordinary to make a name alone.
    pub weak: Vec<String>,
    /// Meetings for one child, and gatherings that are no standing body.
    pub not_panels: Vec<String>,
    /// Words of a name that make it strategic.
    pub strategic_names: Vec<String>,
    /// Words said of it that make it strategic.
    pub strategic_says: Vec<String>,
    /// Words of a name that make it operational.
    pub operational_names: Vec<String>,
    /// Words said of it that make it operational.
    pub operational_says: Vec<String>,
    /// Words of a post.
    pub posts: Vec<String>,
    /// Words of an organisation.
    pub organisations: Vec<String>,
    /// Ranks and forms of address before a name.
    pub titles: Vec<String>,
    /// Posts so general that two people who hold one need not be the same.
    pub general_posts: Vec<String>,
    /// Panels known by name.
    pub known: Vec<Known>,
}

/// A panel known by name the country over.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// Its names and letters.
    pub names: Vec<String>,
    /// What it is usually about.
    pub themes: Vec<String>,
    /// Its usual level.
    pub level: String,
}

/// `panels/remit.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemitRows {
    /// Words by theme.
    #[serde(rename = "theme")]
    pub themes: Vec<WordsOf>,
    /// Words by what is taken.
    pub takes: Vec<WordsOf>,
    /// Words that say how two panels divide the work.
    pub division: Vec<String>,
    /// Words that do not, though one of those stands in them.
    pub not_division: Vec<String>,
    /// Words that say of all panels who settles which of them leads.
    pub settled: Vec<String>,
    /// Words of a sentence that says the opposite.
    pub not_settled: Vec<String>,
    /// Sentences that settle it.
    pub examples_settled: Vec<String>,
    /// Sentences that do not.
    pub examples_not_settled: Vec<String>,
    /// Phrases of a clause that says what is not taken.
    pub refuses: Vec<String>,
    /// Sentences that divide.
    pub examples_division: Vec<String>,
    /// Sentences that do not.
    pub examples_no_division: Vec<String>,
}

/// Words that mean one thing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordsOf {
    /// What they mean.
    pub id: String,
    /// The words.
    pub words: Vec<String>,
}

/// Words for how often a meeting sits.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cadence {
    /// The words.
    pub words: Vec<String>,
    /// Sittings a year.
    pub year: f64,
}

/// Sectors that panels on some themes need at their table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seat {
    /// The themes.
    pub themes: Vec<String>,
    /// Sectors that every such panel needs.
    pub core: Vec<String>,
    /// Sectors that most do.
    pub more: Vec<String>,
    /// Publisher, title, year.
    pub source: String,
    /// Whether that was checked.
    pub verified: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cadences {
    cadence: Vec<Cadence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Seats {
    seat: Vec<Seat>,
}

impl Terms {
    /// The rows that the program ships with.
    ///
    /// # Errors
    ///
    /// A row that does not parse; a test keeps the shipped rows free of these.
    pub fn peer_on_peer_abuse() -> Result<Self, StandardError> {
        Self::parse([
            include_str!("../../../standard/peer-on-peer-abuse/panels/terms.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/panels/bodies.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/panels/remit.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/panels/cadence.toml"),
            include_str!("../../../standard/peer-on-peer-abuse/panels/seats.toml"),
        ])
    }

    /// Reads the files of `panels/`, in the order terms, bodies, remit, cadence, seats.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, or an unknown key.
    pub fn parse([terms, bodies, remit, cadence, seats]: [&str; 5]) -> Result<Self, StandardError> {
        Ok(Self {
            parts: read("panels/terms.toml", terms)?,
            bodies: read("panels/bodies.toml", bodies)?,
            remit: read("panels/remit.toml", remit)?,
            cadences: read::<Cadences>("panels/cadence.toml", cadence)?.cadence,
            seats: read::<Seats>("panels/seats.toml", seats)?.seat,
        })
    }

    /// A part's row, by its word.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<&PartRow> {
        self.parts.parts.iter().find(|row| row.id == id)
    }
}

fn read<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, StandardError> {
    toml::from_str(text).map_err(|e| StandardError::new(file, e.to_string()))
}
