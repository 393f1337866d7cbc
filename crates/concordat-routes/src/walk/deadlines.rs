//! When the time limits of a case's steps end.

use super::{Taken, Walker, Way, meets::Meets};
use crate::{
    calendar::{Due, Moment},
    case::Case,
};
use concordat_findings::DueView;
use concordat_register::{
    DocumentIndex,
    route::{Act, Limit, Unit},
};
use concordat_text::fold_str;
use std::collections::BTreeMap;

/// The latest that what later steps count from can happen, by document; under no document, that of the first that tells.
#[derive(Debug, Default)]
pub(super) struct Clock {
    decided: BTreeMap<Option<DocumentIndex>, Moment>,
    met: BTreeMap<Option<DocumentIndex>, Moment>,
}

/// What a limit counts from where the words name nothing else.
const FIRST: &str = "the first call";
/// What is not sure of a later step's limit then.
const UNSAID: &str = "the words do not say from when";
/// What a limit is counted from where nobody can tell.
const NOWHERE: &str = "a start that the words do not name";

impl Clock {
    pub(super) fn of(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>]) -> Self {
        let mut clock = Self::default();
        for (matter, strategy) in [("decision", false), ("strategy-discussion", true)] {
            let mut found = BTreeMap::new();
            for taken in ways.iter().flat_map(|w| &w.taken) {
                let held = taken.step.matter.as_deref() == Some(matter) && matches!(taken.step.act, Act::Hold | Act::Decide);
                let Some(limit) = taken.step.limit.as_ref().filter(|_| held) else { continue };
                let Some(start) = clock.start(case, taken, limit, walker).0 else { continue };
                if let Some(at) = walker.calendar.deadline(limit, start).due.moment() {
                    found.entry(Some(taken.paper.index)).or_insert(at);
                    found.entry(None).or_insert(at);
                }
            }
            if strategy { clock.met = found } else { clock.decided = found }
        }
        clock
    }

    /// The deadline of a step.
    pub(super) fn due(&self, walker: &Walker<'_>, case: &Case, taken: &Taken<'_, '_>, limit: &Limit) -> DueView {
        let (start, from) = self.start(case, taken, limit, walker);
        let Some(start) = start else {
            let text = if from == NOWHERE { "cannot be worked out" } else { "cannot be worked out before that" };
            return DueView { text: text.to_owned(), iso: None, from, doubt: None };
        };
        let made = walker.calendar.deadline(limit, start);
        let iso = made.due.moment().map(Moment::iso).filter(|_| made.due != Due::Open);
        let unsaid = (limit.from.is_none() && from == FIRST && !is_of_the_one_who_tells(walker, case, taken)).then(|| UNSAID.to_owned());
        DueView { text: made.due.to_string(), iso, from, doubt: made.doubt.map(|d| d.to_string()).or(unsaid) }
    }

    /// What a limit counts from, where that can be known, and in words.
    fn start(&self, case: &Case, taken: &Taken<'_, '_>, limit: &Limit, walker: &Walker<'_>) -> (Option<Moment>, String) {
        let matter = taken.step.matter.as_deref().and_then(|m| walker.standard.routes.matter(m));
        // Where nobody is missing at the time, what is done with each report waits for one.
        if walker.waits_for_report(taken, case) {
            return (None, "the report".to_owned());
        }
        // Of a child who is still missing the call is the report.
        if limit.from.is_none() && walker.is_of_reports(taken) && case.knows("not-found") {
            return (Some(case.at), "the report".to_owned());
        }
        let event = limit.from.as_deref().or_else(|| matter.and_then(|m| m.from.as_deref()));
        let own = Some(taken.paper.index);
        let held = if limit.from.is_none() { held_before(walker, taken) } else { None };
        if held.is_none() && limit.from.is_none() && taken.meets == Meets::Later {
            return (None, "the child’s return".to_owned());
        }
        let Some(event) = event else {
            let own = is_of_the_one_who_tells(walker, case, taken) && limit.unit != Unit::Open;
            return match held {
                Some(name) => (None, name),
                None if own => (Some(case.at), FIRST.to_owned()),
                None => (None, NOWHERE.to_owned()),
            };
        };
        // Another document's decision is meant only where the words speak of one.
        let other = |known: &BTreeMap<Option<DocumentIndex>, Moment>| known.get(&None).copied().filter(|_| limit.from.is_some());
        let latest = |known: &BTreeMap<Option<DocumentIndex>, Moment>| known.get(&own).copied().or_else(|| other(known));
        match event {
            // Of a child who has come back the call says so, and is not the report that they were missing.
            "report" if case.returned.is_some() => (None, "the report".to_owned()),
            "referral" | "incident" | "report" => (Some(case.at), FIRST.to_owned()),
            "decision" => match latest(&self.decided) {
                Some(at) => (Some(at), format!("the decision, at the latest {at}")),
                None if limit.from.is_none() => (None, NOWHERE.to_owned()),
                None => (None, "the decision, for which no document gives a time".to_owned()),
            },
            "strategy-discussion" => match latest(&self.met) {
                Some(at) => (Some(at), format!("the strategy discussion, at the latest {at}")),
                None => (None, "the strategy discussion, for which no document gives a time".to_owned()),
            },
            "return" => match case.returned {
                Some(at) => (Some(at), format!("the child’s return, {at}")),
                None => (None, "the child’s return".to_owned()),
            },
            "meeting" => (None, "the meeting".to_owned()),
            "allocation" => (None, "the day it is allocated".to_owned()),
            "assessment" => (None, "the assessment".to_owned()),
            other => (None, format!("the {other}")),
        }
    }
}

/// Whether a limit of a step starts when somebody is told of the case: one of the front door, or of whoever tells, without a condition
/// that is not met yet.
fn is_of_the_one_who_tells(walker: &Walker<'_>, case: &Case, taken: &Taken<'_, '_>) -> bool {
    let tells = matches!(taken.step.act, Act::Contact | Act::Transfer) && walker.is_by(taken, case);
    let first = tells && (walker.is_plain(taken.step) || !taken.step.trigger.circumstances.is_empty());
    taken.meets == Meets::Now && !walker.is_late(taken) && (walker.is_first(taken) || first)
}

/// What was held before a step that sends on what came of it, by its id.
pub(super) fn sent_on<'a>(walker: &Walker<'_>, taken: &Taken<'_, 'a>) -> Option<&'a str> {
    let step = taken.step;
    if !matches!(step.act, Act::Contact | Act::Transfer) || step.trigger.every {
        return None;
    }
    let before = taken.paper.facts.routes.steps.get(..taken.number)?.iter().rev();
    let here = before.take_while(|s| s.anchor.paragraph == step.anchor.paragraph);
    let matter = { here }.filter(|s| s.act == Act::Hold).find_map(|s| s.matter.as_deref())?;
    let words = format!("{} ", fold_str(&step.anchor.quote.exact));
    walker.standard.routes.judging.came_of.stand_in(&words).then_some(matter)
}

/// What is held or made in the words before a step that sends on what came of it: its time counts from there, and not from the first
/// call. None where nothing is.
pub(super) fn held_before(walker: &Walker<'_>, taken: &Taken<'_, '_>) -> Option<String> {
    let step = taken.step;
    // A first call that says what it is about sends nothing on.
    let is_first_call = walker.is_first(taken) && !step.trigger.text.is_empty();
    let matter = sent_on(walker, taken).filter(|_| !is_first_call)?;
    Some(walker.standard.routes.matter(matter)?.name.clone())
}
