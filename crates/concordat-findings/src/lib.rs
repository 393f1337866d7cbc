//! Findings, their evidence, and the audit that holds them.

mod case;
mod concordance;
pub mod decision;
mod meaning;
mod overlap;
pub mod together;
pub mod wording;

pub use case::{
    AnswerView, CaseRoute, CaseStep, CaseView, Cause, ChangeView, DueView, LeftOut, PersonView, PointView, ProposalView, Question, Stage,
    Undetermined,
};
pub use concordance::{Concordance, ConcordanceLine, Concorded};
pub use meaning::{
    Answer, Coverage, CoverageRow, DefinitionView, Depth, FramingCount, FramingRow, FramingView, MessageView, PositionView, PriorityView,
    PurposeView, SenseAnswer, Verdict,
};

mod passed_over;
mod people;

pub use overlap::OverlapView;
pub use passed_over::PassedOver;
pub use people::{NAME, People};

use concordat_chart::Chart;
use concordat_register::{
    DocumentFacts, DocumentIndex, Evidence, Theme,
    citation::Reference,
    language::{TermUse, Voice},
    meeting::Meeting,
};
use concordat_text::Text;
use std::collections::BTreeMap;

/// How much follows for a child if nothing is done. Never a count of faults.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Somebody following the document could leave a child unprotected, or harm one.
    High,
    /// Staff will act differently depending on which document they hold.
    Medium,
    /// Out of step, with little effect on what is done.
    Low,
    /// Worth knowing; or the rule behind it has not been checked against its source.
    Note,
}

impl Severity {
    /// Every severity, gravest first.
    pub const ALL: &'static [Self] = &[Self::High, Self::Medium, Self::Low, Self::Note];

    /// The word for it in `audit.json`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::Note => "note",
        }
    }

    /// The severity a word stands for; none where it stands for none.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|s| s.word() == word)
    }
}

/// Exact words and what could stand in their place. Offered, never made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The words to replace.
    pub exact: String,
    /// What to put.
    pub with: String,
}

/// Whether a check is the one that somebody names, or of the family: `language`, `language/` and `language/*` name all of that family.
#[must_use]
pub fn is_of(check: &str, named: &str) -> bool {
    let named = named.trim_end_matches(['*', '/']);
    check == named || check.strip_prefix(named).is_some_and(|rest| rest.starts_with('/'))
}

/// One thing found, with its evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable across runs while the evidence stands: made from the check, the documents and the exact words.
    pub id: String,
    /// The check, such as `language/lifestyle-choice`.
    pub check: Text,
    /// How much follows.
    pub severity: Severity,
    /// The documents it is about, the one to change first.
    pub documents: Vec<DocumentIndex>,
    /// One plain sentence. It names documents and clauses, never an agency as culpable.
    pub message: String,
    /// The words it rests on. Empty only where the finding is that something is absent.
    pub evidence: Vec<Evidence>,
    /// What to do about it.
    pub suggestion: Option<Text>,
    /// A replacement, where one is safe to offer.
    pub replacement: Option<Replacement>,
    /// A sentence that the document could say, where something is not said that should be.
    pub proposed: Option<Text>,
    /// Where the expectation comes from: publisher, title, year.
    pub standard: Text,
}

/// The highest protective marking of the documents, in the scheme in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handling {
    /// Its words.
    pub words: String,
    /// How many documents come to it.
    pub documents: usize,
    /// How many of them bear it in so many words, and not one that was abolished or is not known.
    pub printed: usize,
}

/// An audit of a site: what it holds, how its documents point to each other, and what was found.
#[derive(Debug, Clone, Default)]
pub struct Audit {
    /// The site's name.
    pub site: String,
    /// Standards audited against, as `peer-on-peer-abuse@1`.
    pub standards: Vec<String>,
    /// The day everything is judged at.
    pub as_at: Option<concordat_register::Date>,
    /// Themes of the standard with their names as the sector says them, in the order they are shown.
    pub themes: Vec<(Theme, String)>,
    /// What agencies are engaged for, in the order of the standard.
    pub purposes: Vec<PurposeView>,
    /// What the documents set out to do, in the order of the standard.
    pub priorities: Vec<PriorityView>,
    /// The protective marking that the documents come to; none where none bears one.
    pub handling: Option<Handling>,
    /// The documents, by path.
    pub documents: Vec<DocumentFacts>,
    /// Spreadsheets that findings and meetings rest on, by path, as documents with an entry and headings: sheets are headings
    /// and rows are paragraphs. Their indices go on after the documents'.
    pub spreadsheets: Vec<DocumentFacts>,
    /// Panels and groups, by level and name.
    pub meetings: Vec<Meeting>,
    /// Who sits at them, so that nothing that leaves names them.
    pub people: People,
    /// Meetings that share members, by their places in [`Audit::meetings`].
    pub shared_members: Vec<SharedMembers>,
    /// Minutes that a sitting is taken to last where nothing says how long.
    pub sitting_minutes: u32,
    /// Files seen and left alone, with the reason: path, reason.
    pub left_alone: Vec<(String, String)>,
    /// Files that could not be audited: path and problem.
    pub unread: Vec<(String, concordat_register::Problem)>,
    /// Every citation resolved, in order of document and place.
    pub references: Vec<Reference>,
    /// What was found, gravest first.
    pub findings: Vec<Finding>,
    /// What the set does well, as plain sentences with evidence: shown before the findings.
    pub strengths: Vec<Strength>,
    /// The messages of the standard and how every document stands to each, in the order of the standard.
    pub messages: Vec<MessageView>,
    /// The sense-check's answers, by document and question.
    pub sense_check: Vec<SenseAnswer>,
    /// Definitions found, by concept and document.
    pub definitions: Vec<DefinitionView>,
    /// Contexts and sectors, by document.
    pub coverage: Vec<CoverageRow>,
    /// How the documents speak of the same people, in the order of the standard.
    pub framing: Vec<FramingView>,
    /// What panels discuss in common; none where no agenda was read.
    pub overlap: Option<OverlapView>,
    /// Cases of the standard walked through the documents' routes, in the order of the standard.
    pub cases: Vec<CaseView>,
    /// The joined route that is proposed; none where every case can be followed, or where the area has too many steps for an audit to
    /// look for one.
    pub proposal: Option<JoinedRoute>,
    /// How many steps the area has, where they are too many for an audit to look for a joined route and some case cannot be followed.
    pub unproposed: Option<usize>,
    /// What people decided about the findings.
    pub decisions: decision::Decisions,
    /// Referral routes to be drawn: that of the whole area first, then one a theme.
    pub charts: Vec<AreaChart>,
}

/// A chart of referral routes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaChart {
    /// The id of the theme it is of; none for the whole area.
    pub theme: Option<String>,
    /// The chart. A mark's number is the same in all charts of an audit, and its link the id of a finding.
    pub chart: Chart,
}

/// The joined route that is proposed: the changes, and the area's chart as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JoinedRoute {
    /// The changes and what they settle.
    pub view: ProposalView,
    /// The chart of the area after them. A mark's number is the place of a change, from 1; what is changed is called new.
    pub chart: Option<Chart>,
}

/// Two meetings that share members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedMembers {
    /// Their places in [`Audit::meetings`], the lower first.
    pub meetings: [usize; 2],
    /// How many members.
    pub count: u32,
}

/// Something the documents do well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// One plain sentence.
    pub message: String,
    /// The words it rests on.
    pub evidence: Vec<Evidence>,
}

impl Audit {
    /// A document's facts, or those of a spreadsheet; none for an index of another audit.
    #[must_use]
    pub fn document(&self, index: DocumentIndex) -> Option<&DocumentFacts> {
        let n = index.0 as usize;
        self.documents.get(n).or_else(|| self.spreadsheets.get(n.checked_sub(self.documents.len())?))
    }

    /// How people stand to a finding on the day judged at.
    #[must_use]
    pub fn stand(&self, finding: &Finding) -> decision::Stand {
        self.decisions.stand(&finding.id, self.as_at)
    }

    /// Findings that nobody has dismissed, gravest first.
    pub fn undismissed(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|f| self.stand(f) != decision::Stand::Dismissed)
    }

    /// Puts the counts that may be shared in the place of the exact ones, everywhere.
    pub fn for_sharing(&mut self) {
        if let Some(overlap) = &mut self.overlap {
            overlap.exact = overlap.shared.clone();
            overlap.exact_structures.clone_from(&overlap.shared_structures);
        }
    }

    /// The name of a theme; its id where the audit has no name for it.
    #[must_use]
    pub fn theme_name<'a>(&'a self, theme: &'a Theme) -> &'a str {
        self.themes.iter().find(|(known, _)| known == theme).map_or(&theme.0, |(_, name)| name)
    }

    /// Discouraged terms that were met and not raised, by the reason, in order of document and place.
    #[must_use]
    pub fn not_raised(&self) -> Vec<(&'static str, Vec<(DocumentIndex, &TermUse)>)> {
        let mut by_voice: BTreeMap<Voice, Vec<(DocumentIndex, &TermUse)>> = BTreeMap::new();
        for (n, facts) in self.documents.iter().enumerate() {
            let document = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
            for term in facts.language.uses.iter().filter(|u| u.voice.reason().is_some()) {
                by_voice.entry(term.voice).or_default().push((document, term));
            }
        }
        by_voice.into_iter().filter_map(|(voice, uses)| Some((voice.reason()?, uses))).collect()
    }
}
