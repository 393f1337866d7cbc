//! The site's `concordat.toml`: what it may say, what it comes to, and how it is written.
//!
//! It is typed twice: as written ([`Key`] lists what may stand in it), then resolved to [`Settings`]. A site without the
//! file has every default.

mod agendas;
mod keys;
pub(crate) mod nearest;
mod overlap;
mod panels;
mod profile;
mod quiet;
mod resolve;
mod routes;
mod table;
mod writer;
mod written;

pub use keys::{KEYS, Key};
pub use quiet::write_off;
pub use routes::parse_routes;
pub use table::register_table;
pub use writer::{write_meetings, write_settings};

use concordat_checks::Options;
use concordat_ingest::Limits;
use concordat_panels::{AgendaSettings, OverlapOptions, StructureOptions};
use concordat_register::{Correction, Date, Profile};
use concordat_standard::Standard;
use std::collections::BTreeMap;

/// What a site's `concordat.toml` comes to.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The site's name.
    pub name: Option<String>,
    /// The day to judge at.
    pub as_at: Option<Date>,
    /// What it says of documents, by path.
    pub corrections: BTreeMap<String, Correction>,
    /// Guides adopted and checks turned off.
    pub options: Options,
    /// How agendas are read, overlap is counted, and what other structures must keep within.
    pub panels: PanelSettings,
    /// What one document may cost.
    pub limits: Limits,
    /// Paths left out: a file, a folder ending in `/`, or a pattern with stars.
    pub ignore: Vec<String>,
    /// What is known of the area besides its documents.
    pub profile: Profile,
}

/// What a site's `concordat.toml` says of agendas, of overlap and of structures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PanelSettings {
    /// How agendas are read.
    pub agendas: AgendaSettings,
    /// How overlap is counted. Minutes are those of [`Options::sitting_minutes`].
    pub overlap: OverlapOptions,
    /// What other structures must keep within.
    pub structures: StructureOptions,
}

/// As much of a `concordat.toml` as names files of messages.
#[derive(Debug, Default, serde::Deserialize)]
struct MessagesOf {
    #[serde(default)]
    messages: Vec<toml::Spanned<String>>,
}

/// What is wrong with a `concordat.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettingsError {
    /// Where and what: lower case, no full stop.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Settings {
    /// Reads a `concordat.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key or a value that is none, each with its line and what may have been meant.
    ///
    /// # Examples
    ///
    /// ```
    /// # let standard = concordat_standard::Standard::peer_on_peer_abuse().unwrap();
    /// let wrong = concordat_audit::Settings::parse("[documents.\"a.docx\"]\nkind = \"protocl\"", &standard).unwrap_err();
    /// assert_eq!(wrong.message, "concordat.toml:2: unknown document kind `protocl`");
    /// assert_eq!(wrong.help, "did you mean `protocol`?");
    /// ```
    pub fn parse(text: &str, standard: &Standard) -> Result<Self, SettingsError> {
        resolve::resolve(written::parse(text)?, text, standard)
    }

    /// The files in which a `concordat.toml` says that the area keeps messages of its own, each with its line. They belong to the standard
    /// that all else in it is read against, so they are asked for first; what else is wrong with the file, [`Settings::parse`] tells.
    #[must_use]
    pub fn messages_of(text: &str) -> Vec<(String, usize)> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let read: MessagesOf = toml::from_str(text).unwrap_or_default();
        let line = |at: usize| text.get(..at).unwrap_or_default().matches('\n').count() + 1;
        read.messages.into_iter().map(|name| (name.get_ref().clone(), line(name.span().start))).collect()
    }
}

impl SettingsError {
    /// An error on the line that holds byte `at` of `text`.
    fn at(text: &str, at: usize, what: impl std::fmt::Display, help: impl Into<String>) -> Self {
        let before = text.get(..at.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        Self { message: format!("concordat.toml:{line}: {what}"), help: help.into() }
    }
}

#[cfg(test)]
mod tests;
