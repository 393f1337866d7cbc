//! A document's line in the register.

use crate::{Date, PartialDate};
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_text::Text;

/// A theme's id in the standard, such as `cse`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct Theme(pub Text);

/// What kind of document it is. The spelling is that of `audit.json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, BorshSerialize, BorshDeserialize)]
pub enum Kind {
    /// Where the area wants to be and by when.
    Strategy,
    /// What an organisation holds to.
    Policy,
    /// What is done, step by step.
    Procedure,
    /// How to do it well.
    Guidance,
    /// What several agencies have agreed between them.
    Protocol,
    /// Levels of need and what they lead to.
    Thresholds,
    /// Terms of reference of a panel or group.
    TermsOfReference,
    /// Minutes of a meeting.
    Minutes,
    /// A report, review or needs assessment.
    Report,
    /// None of these, or not known.
    #[default]
    Other,
}

/// Whether it is in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, BorshSerialize, BorshDeserialize)]
pub enum Status {
    /// Not yet agreed.
    Draft,
    /// In force.
    Current,
    /// Replaced by another document.
    Superseded,
    /// The document does not say.
    #[default]
    Unknown,
}

/// Whose law a document stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, BorshSerialize, BorshDeserialize)]
pub enum Nation {
    /// England, which is also what is assumed.
    #[default]
    England,
    /// Wales.
    Wales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

/// A document's number in a series.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct SeriesNumber {
    /// What the series counts, in small letters: `chapter`, `procedure`. Empty where only a number with points is printed.
    pub noun: String,
    /// The number as printed, in small letters: `4.7`, `14`, `b`. Empty where a chapter is meant by what it is about.
    pub mark: String,
}

/// The years a strategy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct Period {
    /// First year.
    pub from: i16,
    /// Last year.
    pub to: i16,
}

/// The fields of an [`Entry`] that can be inferred and corrected. The spelling is that of `concordat.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Field {
    /// Title.
    Title,
    /// Kind.
    Kind,
    /// Themes.
    Themes,
    /// Year.
    Year,
    /// Period.
    Period,
    /// Status.
    Status,
    /// Superseded by.
    SupersededBy,
    /// Owner.
    Owner,
    /// Approved.
    Approved,
    /// Review due.
    ReviewDue,
    /// Protective marking.
    Marking,
    /// Audience.
    Audience,
    /// Nation.
    Nation,
    /// Version.
    Version,
}

/// A document's line in the register: what it is, said or inferred.
#[derive(Debug, Clone, PartialEq, Eq, Default, BorshSerialize, BorshDeserialize)]
pub struct Entry {
    /// A stable slug made from the file's path; unique within the site.
    pub id: String,
    /// Path relative to the site, with forward slashes.
    pub file: String,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// Title.
    pub title: String,
    /// Other names the document gives itself: a running title, a sub-title, a defined short form ("the HSB procedure").
    pub also_called: Vec<String>,
    /// Kind.
    pub kind: Kind,
    /// The numbers it bears in a series: chapter 4.7 of a manual, procedure 14 of a department.
    pub numbers: Vec<SeriesNumber>,
    /// What it is about, strongest first.
    pub themes: Vec<Theme>,
    /// The year it is of.
    pub year: Option<i16>,
    /// The years it is for.
    pub period: Option<Period>,
    /// Whether it is in force.
    pub status: Status,
    /// The file that replaces it, where this site holds it.
    pub superseded_by: Option<String>,
    /// The title of the national publication that this is a copy of: a text that is not the area's own.
    pub publication: Option<String>,
    /// When it was approved.
    pub approved: Option<PartialDate>,
    /// When it is to be reviewed.
    pub review_due: Option<PartialDate>,
    /// The body or post that owns it. Never a person's name.
    pub owner: Option<String>,
    /// Version as printed, such as `2.0`.
    pub version: Option<String>,
    /// Protective marking as printed, such as `OFFICIAL-SENSITIVE`.
    pub marking: Option<String>,
    /// Who it is for.
    pub audience: Option<String>,
    /// Whose law it stands under.
    pub nation: Nation,
    /// Words, as `concordat_text::count_words` counts.
    pub words: u32,
    /// Which fields were inferred rather than corrected by hand.
    pub inferred: Vec<Field>,
}

/// What `concordat.toml` says of one document; what is said wins over what was inferred.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correction {
    /// Title.
    pub title: Option<String>,
    /// Kind.
    pub kind: Option<Kind>,
    /// Themes, strongest first.
    pub themes: Option<Vec<Theme>>,
    /// Year.
    pub year: Option<i16>,
    /// Period.
    pub period: Option<Period>,
    /// Status.
    pub status: Option<Status>,
    /// File that replaces it.
    pub superseded_by: Option<String>,
    /// Approved.
    pub approved: Option<PartialDate>,
    /// Review due.
    pub review_due: Option<PartialDate>,
    /// Owner.
    pub owner: Option<String>,
    /// Version.
    pub version: Option<String>,
    /// Marking.
    pub marking: Option<String>,
    /// Audience.
    pub audience: Option<String>,
    /// Nation.
    pub nation: Option<Nation>,
}

macro_rules! spelling {
    ($type:ty, $($variant:ident => $word:literal),+ $(,)?) => {
        impl $type {
            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it in `audit.json` and `concordat.toml`.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// The value a word stands for; none where it stands for none.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

spelling!(Kind, Strategy => "strategy", Policy => "policy", Procedure => "procedure", Guidance => "guidance", Protocol => "protocol",
    Thresholds => "thresholds", TermsOfReference => "terms-of-reference", Minutes => "minutes", Report => "report", Other => "other");
spelling!(Status, Draft => "draft", Current => "current", Superseded => "superseded", Unknown => "unknown");
spelling!(Nation, England => "england", Wales => "wales", Scotland => "scotland", NorthernIreland => "northern-ireland");
spelling!(Field, Title => "title", Kind => "kind", Themes => "themes", Year => "year", Period => "period", Status => "status",
    SupersededBy => "superseded_by", Owner => "owner", Approved => "approved", ReviewDue => "review_due", Marking => "marking",
    Audience => "audience", Nation => "nation", Version => "version");

impl Entry {
    /// The day a document is judged at when it is judged by its own time: the day it was approved, else the end of its year.
    #[must_use]
    pub fn written(&self) -> Option<Date> {
        self.approved.map(PartialDate::last).or_else(|| self.year.map(|year| PartialDate::year(year).last()))
    }

    /// Whether it is about `theme` above all else.
    #[must_use]
    pub fn is_mainly_about(&self, theme: &Theme) -> bool {
        self.themes.first() == Some(theme)
    }
}
