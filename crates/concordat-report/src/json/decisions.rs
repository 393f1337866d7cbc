//! The shapes of what people decided. Who decided, for whom and why stays in the file of decisions: it may name people.

use super::schema;
use concordat_findings::decision::{Lapse, Lapsed};
use concordat_findings::{Audit, Finding};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// What people decided about a finding.
#[derive(Serialize, JsonSchema)]
pub(super) struct DecisionShape {
    /// How it stands on the day judged at.
    #[schemars(schema_with = "schema::stand")]
    stand: &'static str,
    /// The day of the latest decision, as year-month-day.
    on: String,
    /// The day on which a deferred finding comes back.
    until: Option<String>,
    /// Whether the words stand elsewhere now than when it was decided.
    moved: bool,
}

/// A decision about a finding that is no longer raised.
#[derive(Serialize, JsonSchema)]
pub(super) struct LapsedShape<'a> {
    /// The finding's id when it was decided.
    finding: &'a str,
    check: &'a str,
    documents: &'a [String],
    section: Option<&'a str>,
    /// Words it rested on.
    words: &'a str,
    /// What was decided.
    #[schemars(schema_with = "schema::ruling")]
    decided: &'static str,
    /// The finding raised now about the same clause with other words; null where there is none.
    now: Option<&'a str>,
}

super::shape::lists! {
    LapsedDecisions(audit: &'a Audit) => audit.decisions.lapsed.iter().map(LapsedShape::of);
}

impl DecisionShape {
    pub(super) fn of(audit: &Audit, finding: &Finding) -> Option<Self> {
        let standing = audit.decisions.standing.get(&finding.id)?;
        let last = standing.heads.last()?;
        Some(Self {
            stand: standing.on(audit.as_at).word(),
            on: last.at.chars().take(10).collect(),
            until: last.until.map(|day| day.to_string()),
            moved: standing.moved,
        })
    }
}

impl<'a> LapsedShape<'a> {
    fn of(lapsed: &'a Lapsed) -> Self {
        let decision = &lapsed.decision;
        let now = match &lapsed.why {
            Lapse::Changed(id) => Some(id.as_str()),
            Lapse::Gone => None,
        };
        Self {
            finding: &decision.finding,
            check: &decision.seen.check,
            documents: &decision.seen.documents,
            section: decision.seen.section.as_deref(),
            words: &decision.seen.words,
            decided: decision.ruling.word(),
            now,
        }
    }
}
