//! Steps of referral routes: who does what for which child, to whom it leads, and by when.
//!
//! A [`Step`] is one sentence, item or row that moves a case on. Bodies are kept under the name that the document gives them, with
//! the kind of body the standard takes it for; steps are joined into a graph by `concordat-routes`, which sees all documents.

pub mod by_hand;

use crate::{Anchor, HeadingIndex, meeting::RemitKind};
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_text::Text;

/// What a document says of routes.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct RouteFacts {
    /// The steps, in reading order. One that corrects another by hand stands in its place; others given by hand stand last.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub steps: Vec<Step>,
    /// What the document says of bodies by name: what they are, their letters, whether a post is filled.
    pub bodies: Vec<BodyNote>,
    /// Populations that it says it leaves out, and cases that it leaves to nobody.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub gaps: Vec<Gap>,
    /// Cases of which it says that a body need not be told.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub spared: Vec<Spared>,
    /// Headings of flow charts and routes under which no step and few words stand, and pictures of routes: the route seems to be only
    /// drawn.
    pub pictures: Vec<Anchor>,
    /// Who settles which of several bodies that know one child leads.
    pub joins: Vec<Join>,
    /// What is begun or taken only once something else is done.
    pub waits: Vec<Wait>,
    /// Who helps at which level of need, as tables of levels give it.
    pub served: Vec<Served>,
    /// What it speaks of that some cases turn on, and how it has young people who harm met: the first places of each.
    #[borsh(deserialize_with = "crate::facts::listed")]
    pub mentions: Vec<Mention>,
    /// Concerns that its title names.
    pub titled: Vec<Text>,
    /// Headings that say in what case their text is, with what only such cases have, by id.
    pub headed: Vec<(HeadingIndex, Vec<Text>)>,
    /// How many steps and gaps more the document has than are kept.
    pub lost: u32,
    /// Whether it names more bodies than are kept, so that one that is not among them may be named all the same.
    pub more_names: bool,
}

/// One step of a route.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Step {
    /// What sets it off, and for whom.
    pub trigger: Trigger,
    /// Who takes it; none where the text does not say, or speaks to the reader.
    pub actor: Option<Body>,
    /// What is done, as written: "rings", "sends form RF1".
    pub action: Text,
    /// What sort of act it is.
    pub act: Act,
    /// What is held, made or decided, by its id in the standard: `strategy-discussion`, `return-interview`. None for others.
    pub matter: Option<Text>,
    /// To whom it leads; for what is held, led or decided, who does so. None where the text does not say.
    pub body: Option<Body>,
    /// By when.
    pub limit: Option<Limit>,
    /// How firmly it is asked.
    pub force: Force,
    /// Whether the text says why it is done otherwise here than elsewhere.
    pub explained: bool,
    /// Whether the text says that nobody else need be told.
    pub alone: bool,
    /// Whoever the text says is told only later, or only where this step's body thinks so; none where it says no such thing.
    pub held_back: Option<Body>,
    /// The sentence before its own, where that may say of whom or of what it is: "Otherwise ring the desk." Empty where it may not.
    pub before: Text,
    /// The step of the same document that follows upon it, by its place among the steps; none where the text does not say.
    pub next: Option<u32>,
    /// Whether it was given by hand.
    pub by_hand: bool,
    /// The sentence, item or cell.
    pub anchor: Anchor,
}

/// What sets a step off, and for whom.
#[derive(Debug, Clone, Default, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Trigger {
    /// The words: a condition, the rows or heading it stands under. Empty where there are none.
    pub text: Text,
    /// Concerns by their id in the standard, in order.
    pub concerns: Vec<Text>,
    /// The same concerns in groups where the words join them to one harm, "a gang that exploits a child": the case has one of each group.
    /// Empty where any of them is enough.
    pub joint: Vec<Vec<Text>>,
    /// The kinds of child that the words name, where there are several: a case is of one of them.
    pub kinds: Vec<RemitKind>,
    /// Whether the concerns are only those of the heading or the document, and not of the step's own words.
    pub inherited: bool,
    /// Whether every concern is meant, whatever it is.
    pub every: bool,
    /// Youngest age it is said of, in years.
    pub least: Option<u8>,
    /// Oldest age it is said of, in years.
    pub most: Option<u8>,
    /// Ids of what narrows the case, in order: `danger`, `custody`, `high-risk`, `child-who-harms`.
    pub narrowed: Vec<Text>,
    /// Levels of need that its words name, lowest first; none where they name none.
    pub levels: Vec<u8>,
    /// Ids of what only some cases have, in order: `moving-on`, `disagreement`. They are kept apart from what narrows it, since steps
    /// are set beside each other without regard to them.
    pub circumstances: Vec<Text>,
}

/// Somebody who acts or is turned to.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Body {
    /// Its name as written, without article.
    pub name: Text,
    /// What the name stands for where the document says so: acronyms spelt out, "the coordinator" of a panel just named.
    pub full: Option<Text>,
    /// The kind of body by its id in the standard; none where the words do not tell, which is to be said.
    pub kind: Option<Text>,
    /// Whether it is named with capitals, as one body and not as a sort of them.
    pub proper: bool,
}

/// What sort of act a step is. The order is that in which one step is preferred to another of the same words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Act {
    /// Somebody is told: rung, notified, consulted.
    Contact,
    /// A case, form or concern is sent or goes to somebody.
    Transfer,
    /// A meeting, assessment, interview or visit is held or made.
    Hold,
    /// A body takes the lead.
    Lead,
    /// A body decides, replies, considers, sees or allocates.
    Decide,
    /// Another document is followed; its name stands in the action.
    Follow,
}

/// How firmly a step is asked, firmest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Force {
    /// Must, shall, is required to; also an order to the reader.
    Must,
    /// Should, is expected to.
    Should,
    /// It is told as what happens: "is", "will".
    Does,
    /// May, can.
    May,
}

/// A limit of time.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Limit {
    /// The words.
    pub text: Text,
    /// How many of the unit; 0 for at once and for the same day.
    pub amount: u16,
    /// What is counted.
    pub unit: Unit,
    /// The event it starts from, by its id in the standard; none where the text does not say.
    pub from: Option<Text>,
    /// By when on the day on which it ends; none where the words name no time of day.
    pub by: Option<By>,
}

/// A time of the day on which a limit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum By {
    /// A time by the clock, in minutes since midnight.
    Minute(u16),
    /// Before the day begins: before registration, before the start of the day.
    Opening,
}

/// A place at which a document speaks of something that cases turn on.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Mention {
    /// What, by its id in the standard; [`AS_ADULT`] and [`AS_CHILD`] for how young people who harm are met.
    pub id: Text,
    /// Youngest age it is said of.
    pub least: Option<u8>,
    /// Oldest age it is said of.
    pub most: Option<u8>,
    /// Concerns that its words name, by their id.
    pub concerns: Vec<Text>,
    /// Ids of what narrows the case that its words are of.
    pub narrowed: Vec<Text>,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// The id of a mention that has young people who harm dealt with as adults or as offenders.
pub const AS_ADULT: &str = "as-adult";
/// The id of a mention that has them met as children.
pub const AS_CHILD: &str = "as-child";

/// What a limit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Unit {
    /// At once, without delay.
    AtOnce,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// By the end of the same day.
    SameDay,
    /// The day after: by a time of the next day, where `amount` is 1.
    NextDay,
    /// Days of the calendar.
    Days,
    /// Working days; school days count as these.
    WorkingDays,
    /// Weeks.
    Weeks,
    /// Months.
    Months,
    /// No measure: as soon as possible, before leaving, after the meeting.
    Open,
}

/// Who settles which of several bodies that know one child leads.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Join {
    /// Who settles it; none where the words do not tell.
    pub by: Option<Body>,
    /// The bodies that it is said of, "where both know a child"; empty where it is said of any.
    pub of: Vec<Body>,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// What is begun, or taken by a body, only once something else is done.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Wait {
    /// What waits.
    pub what: Awaited,
    /// What it waits for.
    pub needs: Awaited,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// What waits, or is waited for.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Awaited {
    /// Something held, made or decided, by its id in the standard.
    Matter(Text),
    /// A body that takes or considers a case.
    Body(Body),
}

/// Who helps at a level of need.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Served {
    /// The level, from 1.
    pub level: u8,
    /// Who helps.
    pub body: Body,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// What a document says of a body.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct BodyNote {
    /// Its name as written, without article.
    pub name: Text,
    /// What is said.
    pub note: Note,
    /// Where, and the words; none where it is only named.
    pub anchor: Option<Anchor>,
}

/// What is said of a body.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub enum Note {
    /// It is named elsewhere than as the end of a step.
    Named,
    /// It is of this kind, by its id in the standard: "the Harbour is the front door".
    Is(Text),
    /// It is the one way in for every concern.
    OneDoor,
    /// It is no way in: a form sent to it is no referral.
    NoDoor,
    /// The post is vacant or yet to be filled.
    Vacant,
    /// There is no such team or post any longer.
    Gone,
}

/// A case that a document leaves out or leaves to nobody.
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Gap {
    /// How it is left.
    pub left: Left,
    /// Who or what is left.
    pub trigger: Trigger,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// A case of which a body need not be told: "the Anchor does not need to know".
#[derive(Debug, Clone, PartialEq, Eq, BorshSerialize, BorshDeserialize)]
pub struct Spared {
    /// Who need not be told.
    pub body: Body,
    /// Of whom or what.
    pub trigger: Trigger,
    /// Where, and the words.
    pub anchor: Anchor,
}

/// How a case is left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub enum Left {
    /// The document says that it does not cover it, and names nowhere to go.
    Outside,
    /// It is passed on to nobody in particular.
    ToNobody,
}

impl Limit {
    /// As an ISO 8601 duration; none where nothing is measured. At once is `PT0S`, the same day `P0D`.
    #[must_use]
    pub fn iso8601(&self) -> Option<String> {
        let n = self.amount;
        Some(match self.unit {
            Unit::AtOnce => "PT0S".to_owned(),
            Unit::Minutes => format!("PT{n}M"),
            Unit::Hours => format!("PT{n}H"),
            Unit::SameDay => "P0D".to_owned(),
            Unit::NextDay | Unit::Days | Unit::WorkingDays => format!("P{n}D"),
            Unit::Weeks => format!("P{n}W"),
            Unit::Months => format!("P{n}M"),
            Unit::Open => return None,
        })
    }

    /// Whether only working days count.
    #[must_use]
    pub fn working_days(&self) -> bool {
        self.unit == Unit::WorkingDays
    }

    /// Whether two limits give the same time. Hours and days are told apart: 24 hours end in the night, one working day does not.
    #[must_use]
    pub fn same_time(&self, other: &Self) -> bool {
        let least = |l: &Self| match l.unit {
            Unit::Weeks => (Unit::Days, l.amount.saturating_mul(7)),
            Unit::Hours => (Unit::Minutes, l.amount.saturating_mul(60)),
            unit => (unit, l.amount),
        };
        least(self) == least(other)
    }
}

impl Act {
    /// Every sort of act.
    pub const ALL: [Self; 6] = [Self::Contact, Self::Transfer, Self::Hold, Self::Lead, Self::Decide, Self::Follow];

    /// The sort of act that a word is for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Contact => "tell",
            Self::Transfer => "send",
            Self::Hold => "hold",
            Self::Lead => "lead",
            Self::Decide => "decide",
            Self::Follow => "follow",
        }
    }
}

impl Force {
    /// How firmly a step may be asked, firmest first.
    pub const ALL: [Self; 4] = [Self::Must, Self::Should, Self::Does, Self::May];

    /// The firmness that a word is for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|force| force.word() == word)
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Does => "does",
            Self::May => "may",
        }
    }
}

impl Body {
    /// What it is called where only one name is shown: in full, with its letters where they were written.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.full {
            Some(full) if !full.contains(self.name.as_str()) => format!("{full} ({})", self.name),
            Some(full) => full.to_string(),
            None => self.name.to_string(),
        }
    }
}

impl RouteFacts {
    /// The step's place: an index that stands while the document does.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Step)> {
        self.steps.iter().enumerate()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limit(amount: u16, unit: Unit) -> Limit {
        Limit { text: Text::default(), amount, unit, from: None, by: None }
    }

    #[test]
    fn limits_are_told_by_iso_8601() {
        assert_eq!(limit(24, Unit::Hours).iso8601().as_deref(), Some("PT24H"));
        assert_eq!(limit(30, Unit::Minutes).iso8601().as_deref(), Some("PT30M"));
        assert_eq!(limit(1, Unit::WorkingDays).iso8601().as_deref(), Some("P1D"));
        assert_eq!(limit(0, Unit::Open).iso8601(), None);
    }

    #[test]
    fn a_day_of_hours_is_no_working_day() {
        assert!(!limit(24, Unit::Hours).same_time(&limit(1, Unit::WorkingDays)));
        assert!(limit(60, Unit::Minutes).same_time(&limit(1, Unit::Hours)));
        assert!(!limit(24, Unit::Hours).same_time(&limit(1, Unit::Days)));
        assert!(limit(2, Unit::Weeks).same_time(&limit(14, Unit::Days)));
    }
}
