//! A case walked through an area's routes: which documents apply, their steps with deadlines, where they part, what nobody says.

use concordat_register::{Anchor, DocumentIndex, Evidence};

/// A case walked through the documents.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseView {
    /// Its id in the standard; empty for one that was typed.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What has happened.
    pub sentence: String,
    /// Its concerns: id and name.
    pub concerns: Vec<(String, String)>,
    /// Ids of the themes that its concerns belong to, in order.
    pub themes: Vec<String>,
    /// The young people.
    pub people: Vec<PersonView>,
    /// Where it came to light: id and words.
    pub setting: (String, String),
    /// Who tells of it: id and name.
    pub actor: (String, String),
    /// When, as a person says it.
    pub at: String,
    /// When, as `2026-11-20T17:30`.
    pub at_iso: String,
    /// Why offices are closed then; none where they are open.
    pub closed: Option<String>,
    /// What to look for.
    pub look_for: Vec<String>,
    /// Where the kind of case is told of; empty for one that was typed.
    pub source: String,
    /// The documents that apply, those about its concerns first.
    pub routes: Vec<CaseRoute>,
    /// How many more documents apply than are given.
    pub more: usize,
    /// The documents that say they leave it out.
    pub left_out: Vec<LeftOut>,
    /// Questions that documents answer, each with its answers: one where they agree.
    pub points: Vec<PointView>,
    /// What no document settles.
    pub undetermined: Vec<Undetermined>,
}

/// A young person of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PersonView {
    /// `harmed`, `harming` or `both`.
    pub role: &'static str,
    /// Age in years.
    pub age: Option<u8>,
}

/// One document's route for a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRoute {
    /// Which document.
    pub document: DocumentIndex,
    /// Why it applies, as words that can follow "because": "it is about going missing".
    pub why: String,
    /// Its steps for this case, in reading order.
    pub steps: Vec<CaseStep>,
    /// How many more steps it has for this case than are given.
    pub more: usize,
}

/// A step that a case takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseStep {
    /// Its place among the document's steps; none where it is what a panel's terms say whom it takes.
    pub step: Option<usize>,
    /// What part of the route it is.
    pub stage: Stage,
    /// Whether it is where the one who tells of the case begins.
    pub entry: bool,
    /// The condition it stands under, as written; none where there is none.
    pub when: Option<String>,
    /// Whom of the young people it is for, where not for all: "aged 16 or 17", "the one who harms".
    pub whom: Option<String>,
    /// Who takes it; none where the text does not say, or speaks to the reader.
    pub who: Option<String>,
    /// What is done, as written.
    pub what: String,
    /// The whole sentence, as written. What is done may hang on words of it that are in none of the parts above.
    pub words: String,
    /// To whom it leads or who does it; none where the text does not say.
    pub to: Option<String>,
    /// The time limit as written; none where there is none.
    pub rule: Option<String>,
    /// The limit worked out.
    pub due: Option<DueView>,
    /// What a reader must know before taking it: that another document says that there is no such team any longer, or that nobody says
    /// who a post is.
    pub caution: Option<String>,
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueView {
    /// As a person says it: "Tuesday 24 November 2026, 17:30"; why not, where it cannot be worked out.
    pub text: String,
    /// As `2026-11-24T17:30`, the end of a day as `2026-11-24T23:59`; none where it cannot be worked out.
    pub iso: Option<String>,
    /// What it is counted from: "the first call".
    pub from: String,
    /// What is not sure about it.
    pub doubt: Option<String>,
}

/// What part of a route a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Danger now.
    Danger,
    /// Somebody is told for the first time.
    First,
    /// What will be done is decided.
    Decision,
    /// Several agencies speak of the case together.
    Discussion,
    /// An assessment, interview, visit or plan.
    Work,
    /// Somebody leads.
    Lead,
    /// Somebody else is told, or the case is sent on.
    Onward,
    /// Another document is to be followed.
    Follow,
}

impl Stage {
    /// The words for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Danger => "danger now",
            Self::First => "first contact",
            Self::Decision => "decision",
            Self::Discussion => "discussed together",
            Self::Work => "assessment and plan",
            Self::Lead => "lead",
            Self::Onward => "told or sent on",
            Self::Follow => "another document",
        }
    }
}

/// A document that says it leaves a case out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Which document.
    pub document: DocumentIndex,
    /// What it says of it.
    pub why: &'static str,
    /// The words.
    pub anchor: Anchor,
}

/// A question that documents answer for a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Question {
    /// Who is told first.
    First,
    /// By when.
    FirstTime,
    /// By when it is decided what will be done.
    Decision,
    /// Who holds the strategy discussion.
    Convener,
    /// By when it is held.
    Strategy,
    /// Which panel or meeting discusses the case.
    Panel,
    /// Who leads.
    Lead,
    /// Who settles which of several panels leads.
    Joining,
    /// Who offers the return interview.
    Interviewer,
    /// By when.
    Interview,
    /// By when what the child said is passed on.
    Passed,
    /// At what level of need it is, and whether children's social care is told.
    Level,
    /// With what tool it is assessed.
    Tool,
    /// Whether a young person who harms is met as a child.
    Standing,
}

impl Question {
    /// The question.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::First => "Who is told first?",
            Self::FirstTime => "By when are they told?",
            Self::Decision => "By when is it decided what will be done?",
            Self::Convener => "Who holds the strategy discussion?",
            Self::Strategy => "By when is the strategy discussion held?",
            Self::Panel => "Which panel or meeting discusses it?",
            Self::Lead => "Who leads?",
            Self::Joining => "Where several panels know the child, who settles which leads?",
            Self::Interviewer => "Who offers the return interview?",
            Self::Interview => "By when is the return interview offered?",
            Self::Passed => "By when is what the child said passed on?",
            Self::Level => "At what level of need is it, and is children’s social care told?",
            Self::Tool => "With what is it assessed?",
            Self::Standing => "Is the young person who harms met as a child?",
        }
    }

    /// The id in `audit.json`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::First => "first-contact",
            Self::FirstTime => "first-contact-time",
            Self::Decision => "decision-time",
            Self::Convener => "convener",
            Self::Strategy => "strategy-discussion-time",
            Self::Panel => "panel",
            Self::Lead => "lead",
            Self::Joining => "joining",
            Self::Interviewer => "return-interview",
            Self::Interview => "return-interview-time",
            Self::Passed => "return-interview-passed-time",
            Self::Level => "level",
            Self::Tool => "tool",
            Self::Standing => "standing",
        }
    }
}

/// A question and what the documents answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointView {
    /// The question.
    pub question: Question,
    /// The answers, each with the words it rests on: one where documents agree.
    pub answers: Vec<AnswerView>,
}

impl PointView {
    /// Whether two documents or more answer, and all give the same answer.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.answers.len() == 1 && self.answers.iter().any(|a| a.evidence.len() > 1)
    }

    /// Whether documents answer differently.
    #[must_use]
    pub fn parts(&self) -> bool {
        self.answers.len() > 1
    }
}

/// An answer and the documents that give it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerView {
    /// What they say.
    pub answer: String,
    /// Their words, one piece a document.
    pub evidence: Vec<Evidence>,
}

/// What no document settles for a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undetermined {
    /// What is missing.
    pub cause: Cause,
    /// It in one plain sentence.
    pub message: String,
    /// The documents that should settle it.
    pub documents: Vec<DocumentIndex>,
    /// The words that come nearest.
    pub evidence: Vec<Evidence>,
}

/// What is missing in a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// No document applies.
    NoDocument,
    /// Nobody is to be told first.
    NoFirstContact,
    /// Documents send a first concern to different places.
    FirstContactParts,
    /// It does not come to children's social care.
    NoSocialCare,
    /// No step brings agencies together.
    NoDiscussion,
    /// Several panels would discuss it and nothing says which leads.
    SeveralDiscussions,
    /// Documents put different bodies in the lead.
    LeadParts,
    /// A discussion is to be held, and nobody is said to hold it.
    NoConvener,
    /// No first contact has a time limit.
    NoTime,
    /// Documents give different times for one step.
    TimeParts,
    /// A document leaves it to nobody.
    Nobody,
    /// No document speaks of what the case turns on.
    NotSpokenOf,
    /// Documents put it at different levels, or one sends on what another keeps.
    LevelParts,
    /// Documents require different tools.
    ToolParts,
    /// Documents name different bodies to settle which panel leads.
    JoiningParts,
    /// One document has the young person who harms met as an adult or offender, and another as a child.
    StandingParts,
}

impl Cause {
    /// The id in `audit.json`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::NoDocument => "no-document",
            Self::NoFirstContact => "no-first-contact",
            Self::FirstContactParts => "first-contact-parts",
            Self::NoSocialCare => "no-social-care",
            Self::NoDiscussion => "no-discussion",
            Self::SeveralDiscussions => "several-discussions",
            Self::LeadParts => "lead-parts",
            Self::NoConvener => "no-convener",
            Self::NoTime => "no-time",
            Self::TimeParts => "time-parts",
            Self::Nobody => "nobody",
            Self::NotSpokenOf => "not-spoken-of",
            Self::LevelParts => "level-parts",
            Self::ToolParts => "tool-parts",
            Self::JoiningParts => "joining-parts",
            Self::StandingParts => "standing-parts",
        }
    }
}

impl CaseView {
    /// Whether every question that must have an answer has one.
    #[must_use]
    pub fn is_determined(&self) -> bool {
        self.undetermined.is_empty()
    }
}

/// Changes after which more cases are determined. Wording is a proposal: people decide.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProposalView {
    /// How many cases were walked.
    pub cases: usize,
    /// How many of them are determined today.
    pub today: usize,
    /// How many would be.
    pub then: usize,
    /// The changes, by document and place.
    pub changes: Vec<ChangeView>,
    /// What would still be open: the case, and what.
    pub remaining: Vec<(String, String)>,
}

/// A change to one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeView {
    /// Which document.
    pub document: DocumentIndex,
    /// Whether it is a step more, and not in the place of what stands there.
    pub added: bool,
    /// The clause that it changes or stands after.
    pub near: Anchor,
    /// Words that could stand there.
    pub wording: String,
    /// Answers of which the documents give no reason to prefer one, the one in the wording among them: people must choose. None where
    /// there is a reason.
    pub choose: Vec<String>,
    /// Why.
    pub reason: String,
    /// Titles of the cases that depend on it.
    pub cases: Vec<String>,
}
