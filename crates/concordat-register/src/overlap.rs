//! What panels discuss in common, as counts: no type here can hold the name of a subject.

use crate::Date;

/// A kind of subject that panels discuss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SubjectKind {
    /// A child or young person, or another person the panel takes as a case.
    Individual,
    /// People of one household, brothers and sisters.
    Family,
    /// A school, college or other place of education.
    School,
    /// A group of young people who go about together, by whatever name.
    PeerGroup,
    /// A public space, building, street or children's home.
    Place,
}

impl SubjectKind {
    /// Every kind, in the order of `audit.json`.
    pub const ALL: [Self; 5] = [Self::Individual, Self::Family, Self::School, Self::PeerGroup, Self::Place];

    /// The word for it in `audit.json` and in `concordat overlap --rows`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Individual => "individual",
            Self::Family => "family",
            Self::School => "school",
            Self::PeerGroup => "peer_group",
            Self::Place => "place",
        }
    }
}

/// How many, where that may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Count {
    /// So many.
    Of(u32),
    /// Some, not said: it is small, or would give away one that is small.
    Withheld,
}

impl Count {
    /// The number, where it is said.
    #[must_use]
    pub fn value(self) -> Option<u32> {
        match self {
            Self::Of(n) => Some(n),
            Self::Withheld => None,
        }
    }

    /// Whether it is known to be none.
    #[must_use]
    pub fn is_none(self) -> bool {
        self == Self::Of(0)
    }
}

impl Default for Count {
    fn default() -> Self {
        Self::Of(0)
    }
}

/// Whom the counts are for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Form {
    /// Every count as it is: for the area's own use.
    #[default]
    Exact,
    /// Counts from 1 up to one below `threshold` are withheld, and whatever would give them away.
    Shared {
        /// The smallest count that is said.
        threshold: u32,
    },
}

/// What panels discuss in common.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Overlap {
    /// Whom the counts are for.
    pub form: Form,
    /// Days within which a second discussion counts as a repeat.
    pub window_days: u32,
    /// The first and the last sitting.
    pub period: Option<(Date, Date)>,
    /// The panels whose agendas were read, by name.
    pub panels: Vec<PanelTime>,
    /// One entry for each of [`SubjectKind::ALL`], in that order.
    pub kinds: Vec<KindOverlap>,
    /// What repeats cost.
    pub repeats: RepeatTime,
    /// Schools, groups and places that children are named with, put together by whom they share.
    pub network: Network,
}

/// A panel's year as its agendas show it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PanelTime {
    /// Its short name.
    pub name: String,
    /// Sittings of which an agenda was read.
    pub sittings: u32,
    /// Items discussed at them.
    pub items: Count,
    /// Who sits at it, counted; a guess where the register names nobody.
    pub members: Assumed,
    /// How long a sitting is, in minutes; a guess where nothing says.
    pub minutes: Assumed,
}

impl PanelTime {
    /// Professional hours spent round this table: members, times length, times sittings.
    #[must_use]
    pub fn hours(&self) -> f64 {
        f64::from(self.sittings) * self.hours_a_sitting()
    }

    /// Professional hours that one sitting takes.
    #[must_use]
    pub fn hours_a_sitting(&self) -> f64 {
        f64::from(self.members.value) * f64::from(self.minutes.value) / 60.0
    }
}

/// A number read from the area's papers or, failing that, taken as usual.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Assumed {
    /// The number.
    pub value: u32,
    /// Whether nothing said it.
    pub assumed: bool,
}

/// What panels have in common of one kind of subject.
#[derive(Debug, Clone, PartialEq)]
pub struct KindOverlap {
    /// Which kind.
    pub kind: SubjectKind,
    /// Subjects discussed at all.
    pub total: Count,
    /// Subjects discussed at two panels or more.
    pub at_two_or_more: Count,
    /// Subjects discussed at three panels or more.
    pub at_three_or_more: Count,
    /// Discussions: a subject at a sitting, once.
    pub discussions: Count,
    /// Discussions within the window of the last one of the same subject, at whichever panel.
    pub repeats: Count,
    /// Discussions with one of the same subject at another panel in the window before.
    pub repeats_elsewhere: Count,
    /// Subjects on lists of referrals or incidents; none where no such list was given.
    pub listed: Option<Count>,
    /// Subjects on such lists that no panel discussed.
    pub at_no_panel: Option<Count>,
    /// Subjects each panel discussed, by place in [`Overlap::panels`].
    pub at: Vec<Count>,
    /// Subjects that two panels both discussed: every pair, the lower first, in order.
    pub pairs: Vec<PairCount>,
    /// Month by month, every month of the period.
    pub months: Vec<MonthCount>,
    /// Subjects of this kind in each of [`Network::communities`], in that order.
    pub in_communities: Vec<Count>,
    /// Subjects of this kind in none of them.
    pub in_no_community: Count,
}

impl KindOverlap {
    /// What two panels share, or for one panel what it discussed.
    #[must_use]
    pub fn shared(&self, a: usize, b: usize) -> Count {
        if a == b {
            return self.at.get(a).copied().unwrap_or_default();
        }
        let (low, high) = (a.min(b), a.max(b));
        self.pairs.iter().find(|p| p.panels == (low, high)).map_or(Count::Of(0), |p| p.count)
    }
}

/// How many subjects two panels share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairCount {
    /// The two, by place in [`Overlap::panels`], the lower first.
    pub panels: (usize, usize),
    /// Subjects both discussed.
    pub count: Count,
}

/// One month of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonthCount {
    /// Year.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Discussions.
    pub discussions: Count,
    /// Of these, repeats.
    pub repeats: Count,
    /// Of these, repeats at another panel.
    pub repeats_elsewhere: Count,
}

/// What repeats cost. An item repeats where a case of it was discussed within the window before: its individuals, or its
/// other subjects where it names none.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct RepeatTime {
    /// Items discussed.
    pub items: Count,
    /// Items that repeat.
    pub repeated: Count,
    /// Items whose case was at another panel within the window.
    pub repeated_elsewhere: Count,
    /// Professional hours spent on items that repeat; none where withheld.
    pub hours: Option<f64>,
    /// Professional hours spent on items whose case was at another panel; none where withheld.
    pub hours_elsewhere: Option<f64>,
}

/// Schools, groups and places, and what ties them together. No person is in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Network {
    /// Sets of subjects named with each other more than with the rest, largest first.
    pub communities: Vec<Community>,
    /// Pairs of a school, group or place that children are named with, most shared first.
    pub bridges: Vec<Bridge>,
}

/// Subjects named with each other more than with the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Community {
    /// The panels that discuss any of them, by place in [`Overlap::panels`].
    pub panels: Vec<usize>,
}

/// Two schools, groups or places with children in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bridge {
    /// The two.
    pub ends: (Setting, Setting),
    /// Children named with both.
    pub individuals: Count,
    /// Whether they lie in different communities.
    pub between_communities: bool,
}

/// A school, group or place, told apart by a number that means nothing outside one run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Setting {
    /// Which kind; never an individual or a family.
    pub kind: SubjectKind,
    /// Its number, from 1, in no meaningful order.
    pub number: u32,
}
