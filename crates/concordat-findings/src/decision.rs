//! What people decided about findings.

use concordat_register::Date;
use std::collections::BTreeMap;

/// What somebody may decide about a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ruling {
    /// It is right, and something will be done.
    Accept,
    /// It is right, and somebody is to do something.
    Assign,
    /// Not now: it comes back on the day given, or stays away until it is opened again.
    Defer,
    /// It is not so, or nothing need be done; the reason says which.
    Dismiss,
    /// What was decided before no longer holds.
    Reopen,
}

/// One decision of one person. A decision is never changed: a later one replaces it, and both are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Which decision this is: eight hexadecimal digits, made from the rest of it; eight more behind a hyphen where somebody
    /// changed a decision by hand and both are kept.
    pub key: String,
    /// The finding's id.
    pub finding: String,
    /// What was decided.
    pub ruling: Ruling,
    /// Who decided, as they wrote it. It stays in the file of decisions and goes into no product.
    pub by: String,
    /// When, as RFC 3339 in UTC to the second, so that the order of letters is that of time.
    pub at: String,
    /// Why. Like `by` it stays in the file, since nobody can know what people write there.
    pub reason: Option<String>,
    /// To whom it was given. It stays in the file.
    pub to: Option<String>,
    /// The day on which a deferred finding comes back.
    pub until: Option<Date>,
    /// Keys of the decisions that this one replaces, in order. A decision about a finding that had another id then is named with that
    /// id: `id#key`.
    pub replaces: Vec<String>,
    /// What the finding rested on when it was decided.
    pub seen: Seen,
}

/// What a finding rested on: enough to know it again where its clause or file has another name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen {
    /// The check.
    pub check: String,
    /// Files of the documents, the one to change first.
    pub documents: Vec<String>,
    /// The clause, where the words stand under a number.
    pub section: Option<String>,
    /// The exact words, or the message of a finding that rests on none.
    pub words: String,
    /// What stands around the words; none where the finding rests on none, and in decisions of before this was written down.
    pub around: Option<Around>,
}

/// What stands around the words that a finding rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Around {
    /// Before them in the same passage, as the evidence's prefix.
    pub before: String,
    /// After them, as its suffix.
    pub after: String,
}

/// What stands of the decisions about one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Decisions that no other replaces, by time. More than one that do not agree are a conflict.
    pub heads: Vec<Decision>,
    /// Whether the finding bears another id now than when it was decided: the words are the same, their clause or what else tells them
    /// from others is not.
    pub moved: bool,
}

/// A decision whose finding is no longer raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lapsed {
    /// The latest decision about it.
    pub decision: Decision,
    /// What became of it.
    pub why: Lapse,
}

/// What became of a finding that is no longer raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lapse {
    /// The same clause of the same document raises the same check with other words: the finding of this id.
    Changed(String),
    /// Nothing like it is raised.
    Gone,
}

/// What people decided, held against an audit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Findings that somebody decided about, by id.
    pub standing: BTreeMap<String, Standing>,
    /// Decisions about what is no longer raised, in order.
    pub lapsed: Vec<Lapsed>,
}

/// How a finding stands with those who decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// Nobody has decided, or what was decided no longer holds.
    Open,
    /// People decided differently, each without knowing of the other.
    Conflict,
    /// Accepted.
    Accepted,
    /// Accepted, and given to somebody.
    Assigned,
    /// Put off.
    Deferred,
    /// Dismissed.
    Dismissed,
}

impl Ruling {
    /// Every ruling, in order.
    pub const ALL: &'static [Self] = &[Self::Accept, Self::Assign, Self::Defer, Self::Dismiss, Self::Reopen];

    /// The word for it in the file of decisions.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Assign => "assign",
            Self::Defer => "defer",
            Self::Dismiss => "dismiss",
            Self::Reopen => "reopen",
        }
    }

    /// The ruling a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|r| r.word() == word)
    }
}

impl Stand {
    /// Every stand, in order.
    pub const ALL: &'static [Self] = &[Self::Open, Self::Conflict, Self::Accepted, Self::Assigned, Self::Deferred, Self::Dismissed];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Conflict => "conflict",
            Self::Accepted => "accepted",
            Self::Assigned => "assigned",
            Self::Deferred => "deferred",
            Self::Dismissed => "dismissed",
        }
    }
}

impl Decision {
    /// Whether two decisions come to the same, whoever took them and why.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        (self.ruling, &self.to, self.until) == (other.ruling, &other.to, other.until)
    }
}

impl Standing {
    /// How the finding stands on `day`: a deferred one is open again from the day it comes back.
    #[must_use]
    pub fn on(&self, day: Option<Date>) -> Stand {
        let Some(last) = self.heads.last() else { return Stand::Open };
        if self.heads.iter().any(|head| !head.agrees_with(last)) {
            return Stand::Conflict;
        }
        match last.ruling {
            Ruling::Accept => Stand::Accepted,
            Ruling::Assign => Stand::Assigned,
            Ruling::Defer if last.until.is_some_and(|until| day.is_some_and(|day| day >= until)) => Stand::Open,
            Ruling::Defer => Stand::Deferred,
            Ruling::Dismiss => Stand::Dismissed,
            Ruling::Reopen => Stand::Open,
        }
    }
}

impl Decisions {
    /// How the finding `id` stands on `day`.
    #[must_use]
    pub fn stand(&self, id: &str, day: Option<Date>) -> Stand {
        self.standing.get(id).map_or(Stand::Open, |standing| standing.on(day))
    }

    /// Whether nobody has decided anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.standing.is_empty() && self.lapsed.is_empty()
    }
}
