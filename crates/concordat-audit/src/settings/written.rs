//! `concordat.toml` as it is typed. This only says whether it can be read; what it means is worked out afterwards.

use super::{
    SettingsError,
    keys::names_of,
    nearest,
    overlap::{WrittenOverlap, WrittenStructures},
    profile::WrittenProfile,
};
use concordat_register::without_values;
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// A word, list or table with the place where it stands.
pub(super) type Placed<T> = Option<Spanned<T>>;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) name: Option<String>,
    pub(super) as_at: Placed<Day>,
    pub(super) standards: Option<Vec<Spanned<String>>>,
    pub(super) guides: Option<Vec<Spanned<String>>>,
    pub(super) off: Option<Vec<Spanned<String>>>,
    pub(super) ignore: Option<Vec<String>>,
    pub(super) messages: Option<Vec<String>>,
    #[serde(default)]
    pub(super) limits: WrittenLimits,
    #[serde(default)]
    pub(super) overlap: WrittenOverlap,
    #[serde(default)]
    pub(super) structures: WrittenStructures,
    #[serde(default)]
    pub(super) documents: BTreeMap<String, WrittenDocument>,
    #[serde(default)]
    pub(super) agendas: WrittenAgendas,
    #[serde(default)]
    pub(super) spreadsheets: BTreeMap<String, WrittenSpreadsheet>,
    #[serde(default)]
    pub(super) panels: WrittenPanels,
    #[serde(default)]
    pub(super) panel: Vec<WrittenPanel>,
    #[serde(default)]
    pub(super) profile: WrittenProfile,
    /// Kept as they are, so that one that cannot be read costs no other.
    #[serde(default)]
    pub(super) route: Vec<toml::Value>,
}

/// `[agendas]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenAgendas {
    #[serde(default)]
    pub(super) columns: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    pub(super) same: Vec<Vec<Spanned<String>>>,
    #[serde(default)]
    pub(super) different: Vec<Vec<Spanned<String>>>,
}

/// `[spreadsheets."path"]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenSpreadsheet {
    pub(super) kind: Placed<String>,
    pub(super) panel: Option<String>,
    pub(super) year: Placed<i64>,
}

/// `[panels]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenPanels {
    pub(super) minutes: Placed<i64>,
}

/// `[[panel]]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenPanel {
    pub(super) name: Placed<String>,
    pub(super) acronym: Option<String>,
    #[serde(default)]
    pub(super) also: Vec<String>,
    #[serde(default)]
    pub(super) ignore: bool,
    pub(super) level: Placed<String>,
    pub(super) themes: Option<Vec<Spanned<String>>>,
    pub(super) remit: Option<String>,
    pub(super) ages: Placed<Vec<i64>>,
    pub(super) contexts: Option<Vec<Spanned<String>>>,
    pub(super) chair: Option<String>,
    pub(super) members: Option<Vec<String>>,
    pub(super) cadence: Option<String>,
    pub(super) sittings_a_year: Placed<Decimal>,
    pub(super) minutes: Placed<i64>,
    pub(super) quorum: Option<String>,
    pub(super) reports_to: Option<String>,
    pub(super) review: Option<String>,
}

/// A number with or without a point.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
pub(super) enum Decimal {
    Whole(i32),
    Point(f64),
}

/// `[limits]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenLimits {
    pub(super) memory_mib: Placed<i64>,
    pub(super) depth: Placed<i64>,
}

/// `[documents."path"]`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenDocument {
    pub(super) title: Option<String>,
    pub(super) kind: Placed<String>,
    pub(super) themes: Option<Vec<Spanned<String>>>,
    pub(super) year: Placed<i64>,
    pub(super) period: Placed<Vec<i64>>,
    pub(super) status: Placed<String>,
    pub(super) superseded_by: Option<String>,
    pub(super) off: Option<Vec<Spanned<String>>>,
    pub(super) owner: Option<String>,
    pub(super) approved: Placed<Day>,
    pub(super) review_due: Placed<Day>,
    pub(super) marking: Option<String>,
    pub(super) audience: Option<String>,
    pub(super) nation: Placed<String>,
    pub(super) version: Placed<Day>,
}

/// A date or version however it is typed: in quotation marks, as a TOML date, or as a bare number.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Day {
    Words(String),
    Date(toml::value::Datetime),
    Number(i64),
    Decimal(f64),
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Words(words) => f.write_str(words),
            Self::Date(date) => write!(f, "{date}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Decimal(number) => write!(f, "{number:?}"),
        }
    }
}

/// Tables whose keys are told from each other by their names, the one at the top last.
const TABLES: [&str; 12] = [
    "documents",
    "limits",
    "panel",
    "panels",
    "overlap",
    "structures",
    "agendas",
    "spreadsheets",
    "profile.paragraph",
    "profile.figure",
    "profile",
    "",
];

/// Reads the file as typed.
pub(super) fn parse(text: &str) -> Result<Written, SettingsError> {
    // Editors on Windows put a byte-order mark in front.
    let bare = text.strip_prefix('\u{feff}').unwrap_or(text);
    toml::from_str(bare).map_err(|error| {
        let at = error.span().map_or(0, |span| span.start);
        let said = error.message();
        let Some(key) = said.strip_prefix("unknown field `").and_then(|rest| rest.split('`').next()) else {
            return SettingsError::at(bare, at, without_values(said), "see the settings page for what each key takes");
        };
        // The list of what was expected tells which table the key stands in.
        let table = TABLES.into_iter().find(|table| names_of(table).all(|name| said.contains(&format!("`{name}`")))).unwrap_or_default();
        let mut known: Vec<&str> = names_of(table).collect();
        if table.is_empty() {
            known.extend([
                "limits",
                "documents",
                "panels",
                "panel",
                "agendas",
                "spreadsheets",
                "overlap",
                "structures",
                "route",
                "profile",
            ]);
        }
        if table == "profile" {
            known.extend(["paragraph", "figure"]);
        }
        SettingsError::at(bare, at, format_args!("unknown key `{key}`"), nearest::help(key, &known))
    })
}
