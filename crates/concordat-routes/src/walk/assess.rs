//! Where the documents of a case part on its level of need, on the tool that assesses it, and on how a young person who harms is met.

use super::{Walker, Way, points::Answers};
use crate::case::Case;
use concordat_findings::Question;
use concordat_register::{
    Evidence, Kind,
    meaning::{LevelReading, ToolForce, ToolReading},
    route::{AS_ADULT, AS_CHILD},
};
use std::collections::BTreeSet;

/// What documents of one case say of levels or tools is compared up to so many statements.
const COMPARED: usize = 60;

/// Answers the questions of level, tool and standing where documents part.
pub(super) fn answer(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    levels(walker, case, ways, answers);
    tools(walker, case, ways, answers);
    standing(case, ways, answers);
}

/// Whether an age limit lets in one of the young people.
fn of_age(case: &Case, least: Option<u8>, most: Option<u8>) -> bool {
    let fits = |age: u8| least.is_none_or(|l| l <= age) && most.is_none_or(|m| age <= m);
    case.row.people.iter().any(|p| p.age.is_none_or(fits))
}

fn levels(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    let own = |r: &&LevelReading| case.is_of(&r.concern, walker.standard) && of_age(case, r.least, r.most);
    let known = |r: &&LevelReading| !(case.knows("high-risk") && r.grades.iter().any(|g| matches!(g.as_str(), "low" | "medium")));
    let said: Vec<(&Way<'_, '_>, &LevelReading)> = ways
        .iter()
        .flat_map(|w| w.paper.facts.meaning.assessment.levels.iter().filter(own).filter(known).map(move |r| (w, r)))
        .take(COMPARED)
        .collect();
    let helped = walker.standard.routes.helped;
    for (n, one) in said.iter().enumerate() {
        let others = said.iter().skip(n + 1).filter(|two| two.0.paper.index != one.0.paper.index && two.1.concern == one.1.concern);
        for two in others {
            if part(&said, one, two, helped) {
                for (way, reading) in [one, two] {
                    let evidence = Evidence { document: way.paper.index, anchor: reading.anchor.clone() };
                    let shown = level(reading, helped);
                    answers.put(Question::Level, &shown, &shown, evidence);
                }
                return;
            }
        }
    }
}

/// Whether two statements of one concern cannot both be followed: other levels of one scale for the same grade, or one sends on every
/// case of what the other keeps.
fn part(
    said: &[(&Way<'_, '_>, &LevelReading)],
    one: &(&Way<'_, '_>, &LevelReading),
    two: &(&Way<'_, '_>, &LevelReading),
    helped: u8,
) -> bool {
    let (a, b) = (one.1, two.1);
    let grade = |a: &LevelReading, b: &LevelReading| {
        let grades = match (a.grades.is_empty(), b.grades.is_empty()) {
            (false, false) => a.grades.iter().any(|g| b.grades.contains(g)),
            (one, two) => one && two,
        };
        grades && a.at_risk == b.at_risk
    };
    let shared = |w: &Way<'_, '_>| w.paper.facts.entry.kind == Kind::Thresholds || !w.paper.facts.meaning.assessment.own_scale;
    let anchored = [one.0, two.0].iter().any(|w| w.paper.facts.entry.kind == Kind::Thresholds);
    let scale = !a.scale.is_empty() && a.scale == b.scale && shared(one.0) && shared(two.0) && anchored;
    // A concern that a document puts at several levels may be at any of them.
    let all = |of: &(&Way<'_, '_>, &LevelReading), other: &LevelReading| -> BTreeSet<u8> {
        let own = said.iter().filter(|s| s.0.paper.index == of.0.paper.index && s.1.concern == of.1.concern && grade(s.1, other));
        own.flat_map(|s| s.1.levels.iter().copied()).collect()
    };
    let (levels, others) = (all(one, b), all(two, a));
    let apart = scale && grade(a, b) && !levels.is_empty() && !others.is_empty() && levels.is_disjoint(&others);
    let high = |r: &LevelReading| r.referred == Some(true) || !r.levels.is_empty() && r.levels.iter().all(|l| *l > helped);
    let sends = |r: &LevelReading| r.referred != Some(false) && high(r);
    let keeps = |r: &LevelReading| r.referred == Some(false);
    let outcome = |a: &LevelReading, b: &LevelReading| sends(a) && keeps(b) && (grade(a, b) || a.every || a.grades.is_empty());
    apart || outcome(a, b) || outcome(b, a)
}

/// What a statement comes to.
fn level(reading: &LevelReading, helped: u8) -> String {
    let listed = reading.levels.iter().map(u8::to_string).collect::<Vec<_>>().join(" or ");
    let scale = if reading.scale.is_empty() { "level" } else { reading.scale.as_str() };
    let social = match reading.referred {
        Some(true) => ", told to children’s social care",
        Some(false) => ", not told to children’s social care",
        None => "",
    };
    match (reading.levels.is_empty(), reading.referred) {
        (false, _) => format!("{scale} {listed}{social}"),
        (true, Some(true)) => "told to children’s social care".to_owned(),
        (true, Some(false)) => "not told to children’s social care".to_owned(),
        (true, None) => format!("below {scale} {helped}"),
    }
}

fn tools(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    let own = |r: &&ToolReading| case.is_of(&r.concern, walker.standard) && of_age(case, r.least, r.most);
    let mut said: Vec<(&Way<'_, '_>, &ToolReading)> =
        ways.iter().flat_map(|w| w.paper.facts.meaning.assessment.tools.iter().filter(own).map(move |r| (w, r))).collect();
    said.sort_by_key(|(way, reading)| (std::cmp::Reverse(reading.force), way.paper.index, reading.anchor.span));
    said.truncate(COMPARED);
    for (n, one) in said.iter().enumerate() {
        if let Some(two) = said.iter().skip(n + 1).find(|two| exclude(walker, &said, one, two)) {
            for (way, reading) in [one, two] {
                let evidence = Evidence { document: way.paper.index, anchor: reading.anchor.clone() };
                answers.put(Question::Tool, &reading.name, &reading.name, evidence);
            }
            return;
        }
    }
}

/// Whether two tools cannot both be the one to use.
fn exclude(
    walker: &Walker<'_>,
    said: &[(&Way<'_, '_>, &ToolReading)],
    one: &(&Way<'_, '_>, &ToolReading),
    two: &(&Way<'_, '_>, &ToolReading),
) -> bool {
    let (a, b) = (one.1, two.1);
    let (most, least) = (a.force.max(b.force), a.force.min(b.force));
    let alone = most >= ToolForce::TheOne || least >= ToolForce::Required;
    let row = |t: &ToolReading| t.tool.as_deref().and_then(|id| walker.standard.assessment.tool(id)).and_then(|t| t.family.clone());
    let family = row(a).is_some_and(|f| row(b) == Some(f));
    let staged = most < ToolForce::Only && (a.screens != b.screens || family);
    // A document that uses the other's tool as well knows of both.
    let knows = |of: &Way<'_, '_>, tool: &ToolReading| said.iter().any(|s| s.0.paper.index == of.paper.index && same(s.1, tool));
    let ages = a.least.max(b.least).unwrap_or(0) <= a.most.unwrap_or(u8::MAX).min(b.most.unwrap_or(u8::MAX));
    let apart = one.0.paper.index != two.0.paper.index && walker.standard.assessment.meet(&a.concern, &b.concern);
    apart && alone && !staged && ages && !same(a, b) && !knows(one.0, b) && !knows(two.0, a)
}

/// Whether two readings are of one tool.
fn same(one: &ToolReading, two: &ToolReading) -> bool {
    if let (Some(a), Some(b)) = (&one.tool, &two.tool) {
        return a == b;
    }
    let small = ["the", "tool", "child", "children", "of", "and", "for"];
    let words = |name: &str| name.split(' ').filter(|w| !small.contains(w)).map(str::to_owned).collect::<BTreeSet<String>>();
    let (a, b) = (words(&one.name), words(&two.name));
    a.is_subset(&b) || b.is_subset(&a)
}

/// One document of the case deals with a young person who harms as with an adult or offender, and another meets them as a child.
fn standing(case: &Case, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    if !case.children().any(|p| p.role.harms()) {
        return;
    }
    let of = |id: &str| {
        let papers = ways.iter().filter(|w| w.rank < 2).map(|w| w.paper);
        let found = papers.filter_map(|p| Some((p.index, p.facts.routes.mentions.iter().find(|m| m.id == *id)?)));
        found.map(|(document, m)| Evidence { document, anchor: m.anchor.clone() }).collect::<Vec<_>>()
    };
    for (id, shown) in [(AS_ADULT, "as an adult or an offender"), (AS_CHILD, "as a child")] {
        of(id).into_iter().for_each(|evidence| answers.put(Question::Standing, id, shown, evidence));
    }
}
