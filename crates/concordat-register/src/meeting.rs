//! Panels and groups: what a terms of reference, a spreadsheet or `concordat.toml` says of a meeting.

use crate::{Anchor, Evidence, Theme, overlap::SubjectKind};
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

    /// The level a word stands for; none where it stands for none.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Operational, Self::Strategic].into_iter().find(|level| level.word() == word)
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

/// A part of the terms of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Part {
    /// What it is for and whom it takes.
    Remit,
    /// Who takes the chair.
    Chair,
    /// Who sits at it.
    Membership,
    /// How often it sits.
    Cadence,
    /// How long a sitting is.
    Length,
    /// How many must be there.
    Quorum,
    /// The meeting it answers to.
    ReportsTo,
    /// How cases come to it.
    ReferralIn,
    /// Where cases go from it.
    ReferralOut,
    /// When its terms are looked at again.
    Review,
    /// What it is for: cases, or oversight.
    Level,
    /// The ages it takes.
    Ages,
}

/// What one document or one spreadsheet says of meetings.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct MeetingFacts {
    /// Panels and groups it describes, in reading order.
    pub panels: Vec<PanelReading>,
    /// Where it says how two of them divide the work, in reading order.
    pub divisions: Vec<Division>,
}

/// A panel or group as one place describes it.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct PanelReading {
    /// Its name, or its acronym where that is all that stands there.
    pub name: Text,
    /// Its acronym.
    pub acronym: Option<Text>,
    /// Names it had before, and other names for it.
    pub also: Vec<Text>,
    /// Whether this is meant to be the whole of its terms: terms of reference, or a row of a list of panels.
    pub terms: bool,
    /// What it is for, where it can be told.
    pub level: Option<Level>,
    /// The themes of its remit and name, in the order of the standard.
    pub themes: Vec<Theme>,
    /// The themes that its remit itself names; a name alone says less.
    pub remit_themes: Vec<Theme>,
    /// Ages it takes: lowest and highest, in years.
    pub ages: (Option<u8>, Option<u8>),
    /// Contexts its remit names, by their ids.
    pub contexts: Vec<Text>,
    /// What it takes: children, families, schools, groups, places.
    pub takes: Vec<Taken>,
    /// What is said of its parts, in reading order.
    pub parts: Vec<PartReading>,
    /// Who sits at it, in reading order.
    pub members: Vec<MemberReading>,
    /// Parts that are expected here and of which nothing was met.
    pub lacking: Vec<Part>,
    /// Where it is named.
    pub anchor: Anchor,
}

/// What a panel takes. The same as [`SubjectKind`], as kept in a cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Taken {
    /// Children and young people.
    Children,
    /// Adults, as victims or otherwise.
    Adults,
    /// Groups of young people.
    Groups,
    /// Schools.
    Schools,
    /// Places.
    Places,
}

/// What is said of one part of a meeting's terms.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct PartReading {
    /// Which part.
    pub part: Part,
    /// What it comes to, in the source's words.
    pub words: Text,
    /// Whether it says something; not where it is vacant, or yet to be agreed.
    pub settled: bool,
    /// Of a remit, the kinds of child that it names.
    pub kinds: Vec<RemitKind>,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// A kind of child that a remit names: "every child who has been missing twice".
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct RemitKind {
    /// Concerns by their id in the standard.
    pub concerns: Vec<Text>,
    /// Ids of what only some cases have.
    pub circumstances: Vec<Text>,
}

/// Somebody who sits at a meeting, as one place says.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct MemberReading {
    /// Who.
    pub member: Member,
    /// Whether they take the chair.
    pub chair: bool,
    /// Sectors of their agency and post, by id.
    pub sectors: Vec<Text>,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// Words that say how two meetings divide the work between them.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Division {
    /// The meetings, as named there; none where it is said of all panels.
    pub meetings: Vec<Text>,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// One panel or group of the area, put together from everything that speaks of it.
#[derive(Debug, Clone, Default, PartialEq)]
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
    /// The themes that its remit itself names, or that `concordat.toml` gives it.
    pub remit_themes: Vec<Theme>,
    /// Its remit in the source's words.
    pub remit: Option<String>,
    /// Ages it takes: lowest and highest, in years, either open.
    pub ages: (Option<u8>, Option<u8>),
    /// Contexts it discusses, by their ids in the standard.
    pub contexts: Vec<String>,
    /// What it takes.
    pub takes: Vec<Taken>,
    /// Who takes the chair.
    pub chair: Option<Member>,
    /// Who sits at it, the chair too where it is known to be one of them.
    pub members: Vec<Member>,
    /// Sectors at its table, by their ids in the standard.
    pub sectors: Vec<String>,
    /// How many members' sectors cannot be told.
    pub unplaced: usize,
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
    /// The meetings of this register that it answers to, by their places in it.
    pub answers_to: Vec<usize>,
    /// How cases come to it and where they go, as written.
    pub referral: (Option<String>, Option<String>),
    /// When its terms are looked at again, as written.
    pub review: Option<String>,
    /// What other terms and lists say of how often it sits and how long, where that comes to something else than what is taken.
    pub rivals: Vec<Rival>,
    /// What each source says of each part, in order of source.
    pub parts: Vec<PartSource>,
    /// Where its members are listed, in the order of [`Meeting::members`] as far as they stand in a source.
    pub members_at: Vec<Evidence>,
    /// Where all this was read.
    pub sources: Vec<Source>,
    /// Where it is said how it and another meeting divide the work: the other's place in the register, and the words.
    pub divisions: Vec<(usize, Evidence)>,
    /// Fields that the settings give, by their keys; all others were inferred.
    pub corrected: Vec<&'static str>,
}

/// What one source says of a part that another says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Rival {
    /// Which part: how often it sits, or how long.
    pub part: Part,
    /// What it comes to: sittings a year, or minutes.
    pub value: f64,
    /// Where, and the words.
    pub evidence: Evidence,
}

/// What one source says of a part, or that it says nothing where it should.
#[derive(Debug, Clone, PartialEq)]
pub struct PartSource {
    /// Which part.
    pub part: Part,
    /// How it stands there.
    pub standing: Standing,
    /// Where: the words themselves, or for a part that is lacking where the meeting is named.
    pub evidence: Evidence,
}

/// How a part of a meeting's terms stands in one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// It is there.
    Settled,
    /// It is there as a gap: vacant, or yet to be agreed.
    Open,
    /// It is expected there and is not.
    Lacking,
}

/// Where something of a meeting was read.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// A passage of a document, or a row of a spreadsheet: an index past the documents counts the spreadsheets, whose sheets
    /// are headings and whose rows are paragraphs.
    Words(Evidence),
    /// `concordat.toml`.
    Settings,
}

/// What `concordat.toml` says of one meeting; what is said wins over what was inferred.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MeetingCorrection {
    /// Its name, acronym or another of its names, by which it is found.
    pub name: String,
    /// Its acronym.
    pub acronym: Option<String>,
    /// Other names for it: what goes by one of them is this meeting.
    pub also: Vec<String>,
    /// Whether it is no panel or group at all, and is left out.
    pub ignore: bool,
    /// What it is for.
    pub level: Option<Level>,
    /// Themes.
    pub themes: Option<Vec<Theme>>,
    /// Remit.
    pub remit: Option<String>,
    /// Lowest and highest age.
    pub ages: Option<(Option<u8>, Option<u8>)>,
    /// Contexts, by id.
    pub contexts: Option<Vec<String>>,
    /// Chair, as agency, post, name.
    pub chair: Option<Member>,
    /// Members.
    pub members: Option<Vec<Member>>,
    /// How often it sits.
    pub cadence: Option<String>,
    /// Sittings a year.
    pub sittings_a_year: Option<f64>,
    /// Minutes of a sitting.
    pub minutes: Option<u32>,
    /// Quorum.
    pub quorum: Option<String>,
    /// The meeting it answers to.
    pub reports_to: Option<String>,
    /// When its terms are looked at again.
    pub review: Option<String>,
}

impl Part {
    /// Every part, in order.
    pub const ALL: &'static [Self] = &[
        Self::Remit,
        Self::Chair,
        Self::Membership,
        Self::Cadence,
        Self::Length,
        Self::Quorum,
        Self::ReportsTo,
        Self::ReferralIn,
        Self::ReferralOut,
        Self::Review,
        Self::Level,
        Self::Ages,
    ];

    /// Its word in the standard.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Remit => "remit",
            Self::Chair => "chair",
            Self::Membership => "membership",
            Self::Cadence => "cadence",
            Self::Length => "length",
            Self::Quorum => "quorum",
            Self::ReportsTo => "reports-to",
            Self::ReferralIn => "referral-in",
            Self::ReferralOut => "referral-out",
            Self::Review => "review",
            Self::Level => "level",
            Self::Ages => "ages",
        }
    }

    /// The part a word stands for; none where it stands for none.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.word() == word)
    }
}

impl Taken {
    /// Every kind, in order.
    pub const ALL: &'static [Self] = &[Self::Children, Self::Adults, Self::Groups, Self::Schools, Self::Places];

    /// Its word in the standard.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Children => "children",
            Self::Adults => "adults",
            Self::Groups => "groups",
            Self::Schools => "schools",
            Self::Places => "places",
        }
    }

    /// The kind of subject it is counted as.
    #[must_use]
    pub fn kind(self) -> SubjectKind {
        match self {
            Self::Children | Self::Adults => SubjectKind::Individual,
            Self::Groups => SubjectKind::PeerGroup,
            Self::Schools => SubjectKind::School,
            Self::Places => SubjectKind::Place,
        }
    }
}

impl Meeting {
    /// What it is called in a narrow place: its acronym, else its name.
    #[must_use]
    pub fn short(&self) -> &str {
        self.acronym.as_deref().unwrap_or(&self.name)
    }

    /// Whether it goes by a name, whichever of its names that is; capitals, spaces and marks do not count.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        let mut names = self.acronym.iter().chain([&self.name, &self.id]).chain(&self.also);
        plain(name).next().is_some() && names.any(|n| plain(n).eq(plain(name)))
    }

    /// Hours a year that its members spend round the table, each counted once a sitting; none where the cadence or the
    /// membership is not known. `minutes` is taken where its sittings' length is not said.
    #[must_use]
    pub fn hours_a_year(&self, minutes: u32) -> Option<f64> {
        let members = u32::try_from(self.members.len()).ok().filter(|&n| n > 0)?;
        let sittings = self.sittings_a_year?;
        Some(f64::from(members) * sittings * f64::from(self.minutes.unwrap_or(minutes)) / 60.0)
    }
}

/// The letters and figures of a name in small letters.
fn plain(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}
