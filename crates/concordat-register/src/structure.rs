//! Other ways for panels to sit, and what the year's agendas say of each: counts and hours, no names of subjects.

use crate::overlap::{Count, Form};

/// A way for panels to sit together, or to know of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Structure {
    /// The chair of the first sits at the second too.
    SharedChair,
    /// Once a month they sit jointly on the cases both have.
    JointSittings,
    /// A few people set the agendas beside each other once a month, and each case is given one panel.
    PreMeeting,
    /// A few people give every new case one panel, every week.
    WeeklyTriage,
    /// They become one.
    Merger,
}

impl Structure {
    /// Every structure, the lightest change first.
    pub const ALL: [Self; 5] = [Self::SharedChair, Self::JointSittings, Self::PreMeeting, Self::WeeklyTriage, Self::Merger];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::SharedChair => "shared-chair",
            Self::JointSittings => "joint-sittings",
            Self::PreMeeting => "pre-meeting",
            Self::WeeklyTriage => "weekly-triage",
            Self::Merger => "merger",
        }
    }

    /// Its name as people say it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SharedChair => "A chair who sits at both",
            Self::JointSittings => "Joint sittings",
            Self::PreMeeting => "One pre-meeting",
            Self::WeeklyTriage => "Weekly triage",
            Self::Merger => "A merger",
        }
    }
}

/// One structure for certain panels, with the agendas replayed under it.
#[derive(Debug, Clone, PartialEq)]
pub struct WhatIf {
    /// Which structure.
    pub structure: Structure,
    /// For which panels, by name; for a shared chair, the panel that lends its chair first.
    pub panels: Vec<String>,
    /// Duplicate discussions (of a case that another of these panels had within the window) that would not take place.
    pub avoided: Count,
    /// Duplicate discussions that would take place, but with somebody at the table who was at the other.
    pub known: Count,
    /// Duplicate discussions between these panels as they sit now.
    pub duplicates: Count,
    /// Professional hours more (or, below 0, fewer) over the period.
    pub hours: f64,
    /// People round the largest table it makes.
    pub table: u32,
    /// Whether the members of a table were taken as usual, since nothing names them.
    pub assumed: bool,
    /// What it would gain, as plain sentences.
    pub gains: Vec<String>,
    /// What would be lost, as plain sentences.
    pub losses: Vec<String>,
    /// Limits of `concordat.toml` that it breaks, as plain sentences; none where it keeps within them.
    pub barred: Vec<String>,
}

/// Structures that can be had together, none touching the panels of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// What it is the best at, as a few words.
    pub aim: String,
    /// Places in [`Structures::what_ifs`].
    pub of: Vec<usize>,
    /// Duplicate discussions avoided by all.
    pub avoided: Count,
    /// Professional hours more or fewer by all, over the period.
    pub hours: f64,
}

/// Every structure looked at, and the best few together.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Structures {
    /// Whom the counts are for. In a form for sharing, counts are to the nearest five and hours to the nearest ten.
    pub form: Form,
    /// Months over which agendas were replayed.
    pub months: u32,
    /// Professional hours as the panels sit now, over the period.
    pub hours: f64,
    /// Duplicate discussions as the panels sit now.
    pub duplicates: Count,
    /// Every structure, by kind and panels.
    pub what_ifs: Vec<WhatIf>,
    /// Proposals that keep within the limits set, each the best at something.
    pub packages: Vec<Package>,
    /// What the reckoning rests on, as plain sentences.
    pub assumptions: Vec<String>,
}
