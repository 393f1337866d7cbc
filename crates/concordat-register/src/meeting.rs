//! Panels and groups: what a terms of reference, a spreadsheet or `concordat.toml` says of a meeting.

use crate::{Anchor, DocumentIndex, Theme};
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_text::Text;

/// What a meeting is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Level {
    /// It discusses cases: a panel.
    Operational,
    /// It oversees: a group or board.
    Strategic,
}

impl Level {
    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Operational => "operational",
            Self::Strategic => "strategic",
        }
    }
}

/// Somebody who sits at a meeting: any part may be unknown, but not all.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, BorshSerialize, BorshDeserialize)]
pub struct Member {
    /// The organisation, as written.
    pub agency: Option<Text>,
    /// The post, as written.
    pub role: Option<Text>,
    /// The professional's name, as written. Never a child's.
    pub person: Option<Text>,
}

/// One panel or group of the area, put together from everything that speaks of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Meeting {
    /// A stable slug.
    pub id: String,
    /// Its name in full, or its acronym where that is all that is known.
    pub name: String,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Names it had before, and rival spellings.
    pub also: Vec<String>,
    /// What it is for, where it can be told.
    pub level: Option<Level>,
    /// The themes of its remit.
    pub themes: Vec<Theme>,
    /// Its remit in the source's words.
    pub remit: Option<String>,
    /// Ages it takes: lowest and highest, in years, either open.
    pub ages: (Option<u8>, Option<u8>),
    /// Contexts it discusses, by their ids in the standard.
    pub contexts: Vec<String>,
    /// Who takes the chair.
    pub chair: Option<Member>,
    /// Who sits at it.
    pub members: Vec<Member>,
    /// How often it sits, in the source's words.
    pub cadence: Option<String>,
    /// Sittings a year, where the cadence can be read.
    pub sittings_a_year: Option<f64>,
    /// How long a sitting is, in minutes, where it is said.
    pub minutes: Option<u32>,
    /// How many must be there, in the source's words.
    pub quorum: Option<String>,
    /// The meeting it answers to, as written.
    pub reports_to: Option<String>,
    /// How cases come to it and where they go, as written.
    pub referral: (Option<String>, Option<String>),
    /// When its terms are looked at again, as written.
    pub review: Option<String>,
    /// Where all this was read.
    pub sources: Vec<Source>,
}

/// Where something of a meeting was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A passage of a document.
    Document {
        /// Which.
        document: DocumentIndex,
        /// Where in it.
        anchor: Anchor,
    },
    /// A row of a spreadsheet.
    Sheet {
        /// The file, relative to the site.
        file: String,
        /// The sheet; empty for separated values.
        sheet: String,
        /// The row, from 1.
        row: u32,
    },
    /// `concordat.toml`.
    Settings,
}
