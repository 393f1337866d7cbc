//! The shapes of cases walked through the routes.

use super::shape::{EvidenceShape, file};
use concordat_findings::{AnswerView, Audit, CaseRoute, CaseStep, CaseView, LeftOut, PointView, ProposalView, Undetermined};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A case and the routes that documents give for it. No case is a real person.
#[derive(Serialize, JsonSchema)]
pub(super) struct CaseShape<'a> {
    /// Its id in the standard; empty for one that was typed.
    id: &'a str,
    title: &'a str,
    sentence: &'a str,
    /// Concerns, by id.
    concerns: Vec<&'a str>,
    people: Vec<PersonShape>,
    setting: &'a str,
    actor: &'a str,
    /// When somebody is told, as `2026-11-20T17:30`.
    at: &'a str,
    /// Why offices are closed then; null where they are open.
    closed: Option<&'a str>,
    /// Whether every question that must have an answer has one.
    determined: bool,
    routes: Vec<RouteShape<'a>>,
    /// How many more documents apply.
    more: usize,
    left_out: Vec<LeftOutShape<'a>>,
    /// Questions that documents answer: one answer where they agree.
    points: Vec<PointShape<'a>>,
    undetermined: Vec<UndeterminedShape<'a>>,
}

/// A young person of a case.
#[derive(Serialize, JsonSchema)]
pub(super) struct PersonShape {
    /// harmed, harming or both.
    role: &'static str,
    age: Option<u8>,
}

/// One document's route.
#[derive(Serialize, JsonSchema)]
pub(super) struct RouteShape<'a> {
    document: &'a str,
    /// Why it applies.
    why: &'a str,
    steps: Vec<CaseStepShape<'a>>,
    more: usize,
}

/// A step that the case takes.
#[derive(Serialize, JsonSchema)]
pub(super) struct CaseStepShape<'a> {
    /// Its place, from 0, among the steps of its document in `routes`; null where it is what a panel's terms say whom it takes.
    step: Option<usize>,
    /// danger now, first contact, decision, discussed together, assessment and plan, lead, told or sent on, another document.
    stage: &'static str,
    /// Whether the one who tells begins here.
    entry: bool,
    when: Option<&'a str>,
    whom: Option<&'a str>,
    rule: Option<&'a str>,
    /// The limit worked out, as `2026-11-23T17:30`; null where it cannot be.
    due: Option<&'a str>,
    /// What it is counted from.
    from: Option<&'a str>,
    /// What is not sure about it.
    doubt: Option<&'a str>,
    /// What a reader must know before taking it: that there is no such team any longer, or that nobody says who a post is.
    caution: Option<&'a str>,
}

/// A document that says it leaves the case out.
#[derive(Serialize, JsonSchema)]
pub(super) struct LeftOutShape<'a> {
    document: &'a str,
    why: &'a str,
    evidence: EvidenceShape<'a>,
}

/// A question and its answers.
#[derive(Serialize, JsonSchema)]
pub(super) struct PointShape<'a> {
    /// first-contact, first-contact-time, decision-time, convener, strategy-discussion-time, panel, lead, joining (who settles which
    /// of several panels leads), return-interview, return-interview-time, return-interview-passed-time, level, tool or standing.
    question: &'static str,
    answers: Vec<AnswerShape<'a>>,
}

/// An answer and the words it rests on.
#[derive(Serialize, JsonSchema)]
pub(super) struct AnswerShape<'a> {
    answer: &'a str,
    evidence: Vec<EvidenceShape<'a>>,
}

/// What no document settles.
#[derive(Serialize, JsonSchema)]
pub(super) struct UndeterminedShape<'a> {
    /// no-document, no-first-contact, first-contact-parts, no-social-care, no-discussion, several-discussions, lead-parts,
    /// no-convener, no-time, time-parts, nobody, not-spoken-of, level-parts, tool-parts, joining-parts or standing-parts.
    cause: &'static str,
    message: &'a str,
    documents: Vec<&'a str>,
    evidence: Vec<EvidenceShape<'a>>,
}

super::shape::lists! {
    Cases(audit: &'a Audit) => audit.cases.iter().map(|c| CaseShape::of(audit, c));
}

impl<'a> CaseShape<'a> {
    pub(super) fn of(audit: &'a Audit, case: &'a CaseView) -> Self {
        Self {
            id: &case.id,
            title: &case.title,
            sentence: &case.sentence,
            concerns: case.concerns.iter().map(|(id, _)| id.as_str()).collect(),
            people: case.people.iter().map(|p| PersonShape { role: p.role, age: p.age }).collect(),
            setting: &case.setting.0,
            actor: &case.actor.0,
            at: &case.at_iso,
            closed: case.closed.as_deref(),
            determined: case.is_determined(),
            routes: case.routes.iter().filter_map(|r| RouteShape::of(audit, r)).collect(),
            more: case.more,
            left_out: case.left_out.iter().filter_map(|l| LeftOutShape::of(audit, l)).collect(),
            points: case.points.iter().map(|p| PointShape::of(audit, p)).collect(),
            undetermined: case.undetermined.iter().map(|u| UndeterminedShape::of(audit, u)).collect(),
        }
    }
}

impl<'a> RouteShape<'a> {
    fn of(audit: &'a Audit, route: &'a CaseRoute) -> Option<Self> {
        let steps = route.steps.iter().map(CaseStepShape::of).collect();
        Some(Self { document: file(audit, route.document)?, why: &route.why, steps, more: route.more })
    }
}

impl<'a> CaseStepShape<'a> {
    fn of(step: &'a CaseStep) -> Self {
        let due = step.due.as_ref();
        Self {
            step: step.step,
            stage: step.stage.word(),
            entry: step.entry,
            when: step.when.as_deref(),
            whom: step.whom.as_deref(),
            rule: step.rule.as_deref(),
            due: due.and_then(|d| d.iso.as_deref()),
            from: due.map(|d| d.from.as_str()),
            doubt: due.and_then(|d| d.doubt.as_deref()),
            caution: step.caution.as_deref(),
        }
    }
}

impl<'a> LeftOutShape<'a> {
    fn of(audit: &'a Audit, left: &'a LeftOut) -> Option<Self> {
        let evidence = EvidenceShape::of(audit, left.document, &left.anchor)?;
        Some(Self { document: file(audit, left.document)?, why: left.why, evidence })
    }
}

impl<'a> PointShape<'a> {
    fn of(audit: &'a Audit, point: &'a PointView) -> Self {
        let answer = |a: &'a AnswerView| AnswerShape { answer: &a.answer, evidence: words(audit, &a.evidence) };
        Self { question: point.question.id(), answers: point.answers.iter().map(answer).collect() }
    }
}

impl<'a> UndeterminedShape<'a> {
    fn of(audit: &'a Audit, one: &'a Undetermined) -> Self {
        let documents = one.documents.iter().filter_map(|&d| file(audit, d)).collect();
        Self { cause: one.cause.id(), message: &one.message, documents, evidence: words(audit, &one.evidence) }
    }
}

fn words<'a>(audit: &'a Audit, evidence: &'a [concordat_register::Evidence]) -> Vec<EvidenceShape<'a>> {
    evidence.iter().filter_map(|e| EvidenceShape::of(audit, e.document, &e.anchor)).collect()
}

/// Changes after which more cases are determined. Wording is a proposal: people decide.
#[derive(Serialize, JsonSchema)]
pub(super) struct ProposalShape<'a> {
    /// How many cases were walked, and how many of them can be followed to an end today and with the changes.
    cases: usize,
    determined_today: usize,
    determined_then: usize,
    changes: Vec<ChangeShape<'a>>,
    /// What would still be open: the case, and what.
    remaining: Vec<[&'a str; 2]>,
}

/// A change to one document.
#[derive(Serialize, JsonSchema)]
pub(super) struct ChangeShape<'a> {
    document: &'a str,
    /// Whether it is a step more, after the evidence and not in its place.
    added: bool,
    wording: &'a str,
    /// Answers of which the documents give no reason to prefer one, the one in the wording among them; empty where there is a reason.
    choose: &'a [String],
    reason: &'a str,
    /// Titles of the cases that depend on it.
    cases: &'a [String],
    evidence: EvidenceShape<'a>,
}

impl<'a> ProposalShape<'a> {
    pub(super) fn of(audit: &'a Audit, proposal: &'a ProposalView) -> Self {
        let change = |c: &'a concordat_findings::ChangeView| {
            let evidence = EvidenceShape::of(audit, c.document, &c.near)?;
            let document = file(audit, c.document)?;
            let (wording, choose, reason, cases) = (&c.wording, &c.choose, &c.reason, &c.cases);
            Some(ChangeShape { document, added: c.added, wording, choose, reason, cases, evidence })
        };
        Self {
            cases: proposal.cases,
            determined_today: proposal.today,
            determined_then: proposal.then,
            changes: proposal.changes.iter().filter_map(change).collect(),
            remaining: proposal.remaining.iter().map(|(case, what)| [case.as_str(), what.as_str()]).collect(),
        }
    }
}
