//! The shapes of steps of referral routes.

use super::shape::{EvidenceShape, file};
use concordat_findings::Audit;
use concordat_register::{
    DocumentIndex,
    route::{Gap, Left, Limit, Step},
};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// One step of a referral route.
#[derive(Serialize, JsonSchema)]
pub(super) struct StepShape<'a> {
    /// The file that gives it.
    document: &'a str,
    /// What sets it off, as written; null where the text gives no condition.
    trigger: Option<&'a str>,
    /// Who takes it; null where the text does not say, or speaks to the reader.
    actor: Option<String>,
    /// The act, as written.
    action: &'a str,
    /// To whom it leads; for what is held, led or decided, who does so.
    body: Option<String>,
    timescale: Option<TimescaleShape<'a>>,
    evidence: EvidenceShape<'a>,
    /// What sort of act it is: tell, send, hold, lead or decide.
    act: &'static str,
    /// What is held, made or decided, by its id in the standard.
    matter: Option<&'a str>,
    /// The kind of the body by its id in the standard; null where it could not be told.
    body_kind: Option<&'a str>,
    /// How firmly it is asked: must, should, does or may.
    force: &'static str,
    /// The concerns it is for, by id.
    concerns: Vec<&'a str>,
    /// Whether it is said of every concern.
    every_concern: bool,
    /// Youngest and oldest age it is said of, in years.
    ages: [Option<u8>; 2],
    /// Whether it was given by hand.
    by_hand: bool,
    /// The step of the same document that follows upon it, by its place among that document's steps in this list, from 0.
    next: Option<u32>,
}

/// A limit of time.
#[derive(Serialize, JsonSchema)]
pub(super) struct TimescaleShape<'a> {
    text: &'a str,
    /// An ISO 8601 duration: at once is `PT0S`, the same day `P0D`; null where nothing is measured.
    iso8601: Option<String>,
    working_days: bool,
    /// The event it starts from, by its id in the standard.
    from: Option<&'a str>,
}

super::shape::lists! {
    Routes(audit: &'a Audit) => audit.documents.iter().enumerate().flat_map(|(n, facts)| {
        let document = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
        facts.routes.steps.iter().filter_map(move |step| StepShape::of(audit, document, step))
    });
}

/// A case that a document leaves out or leaves to nobody.
#[derive(Serialize, JsonSchema)]
pub(super) struct GapShape<'a> {
    /// The file that leaves it.
    document: &'a str,
    /// How it is left: `outside` where the document says that it does not cover it, `to-nobody` where it is passed on to nobody in
    /// particular.
    left: &'static str,
    /// The concerns, by id.
    concerns: Vec<&'a str>,
    /// Youngest and oldest age, in years.
    ages: [Option<u8>; 2],
    evidence: EvidenceShape<'a>,
}

super::shape::lists! {
    RouteGaps(audit: &'a Audit) => audit.documents.iter().enumerate().flat_map(|(n, facts)| {
        let document = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
        facts.routes.gaps.iter().filter_map(move |gap| GapShape::of(audit, document, gap))
    });
}

impl<'a> GapShape<'a> {
    fn of(audit: &'a Audit, document: DocumentIndex, gap: &'a Gap) -> Option<Self> {
        Some(Self {
            document: file(audit, document)?,
            left: match gap.left {
                Left::Outside => "outside",
                Left::ToNobody => "to-nobody",
            },
            concerns: gap.trigger.concerns.iter().map(|c| c.as_str()).collect(),
            ages: [gap.trigger.least, gap.trigger.most],
            evidence: EvidenceShape::of(audit, document, &gap.anchor)?,
        })
    }
}

impl<'a> StepShape<'a> {
    fn of(audit: &'a Audit, document: DocumentIndex, step: &'a Step) -> Option<Self> {
        let trigger = &step.trigger;
        Some(Self {
            document: file(audit, document)?,
            trigger: Some(trigger.text.as_str()).filter(|t| !t.is_empty()),
            actor: step.actor.as_ref().map(|b| b.shown()),
            action: &step.action,
            body: step.body.as_ref().map(|b| b.shown()),
            timescale: step.limit.as_ref().map(TimescaleShape::of),
            evidence: EvidenceShape::of(audit, document, &step.anchor)?,
            act: step.act.word(),
            matter: step.matter.as_deref(),
            body_kind: step.body.as_ref().and_then(|b| b.kind.as_deref()),
            force: step.force.word(),
            concerns: trigger.concerns.iter().map(|c| c.as_str()).collect(),
            every_concern: trigger.every,
            ages: [trigger.least, trigger.most],
            by_hand: step.by_hand,
            next: step.next,
        })
    }
}

impl<'a> TimescaleShape<'a> {
    fn of(limit: &'a Limit) -> Self {
        Self { text: &limit.text, iso8601: limit.iso8601(), working_days: limit.working_days(), from: limit.from.as_deref() }
    }
}
