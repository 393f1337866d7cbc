//! Walks a case through the documents: which apply, their steps for it with deadlines, where they part, and what none settles.
//!
//! A walk is a pure function of the documents, the standard and the case. Every step is looked at a fixed number of times and no
//! route is followed from step to step, so that loops and thousands of steps cost no more than their number.

mod applies;
mod assess;
mod caution;
mod deadlines;
mod meets;
mod points;
mod remits;
mod undetermined;

pub(crate) use points::is_told_after;

use crate::{Network, NodeIndex, calendar::Calendar, case::Case, guides, names::comparable};
use applies::{Ends, Paper, Taken, Way};
use concordat_findings::{CaseRoute, CaseStep, CaseView, LeftOut, PersonView, Stage};
use concordat_register::{
    DocumentFacts, DocumentIndex, Nation,
    meeting::PanelReading,
    route::{Act, Body, Left, Step},
};
use concordat_standard::{Standard, cases::Person};
use concordat_text::fold_str;
use deadlines::Clock;
use remits::remit_step;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// Documents of a case that are given.
const DOCUMENTS: usize = 24;
/// Steps of one that are given.
const STEPS: usize = 40;

/// What is held that several agencies have a part in.
const TOGETHER: [&str; 3] = ["strategy-discussion", "planning-meeting", "initial-conference"];

/// Documents ready to be walked through.
#[derive(Debug)]
pub struct Walker<'a> {
    documents: &'a [DocumentFacts],
    standard: &'a Standard,
    network: Cow<'a, Network>,
    calendar: Calendar,
    papers: Vec<Paper<'a>>,
}

impl<'a> Walker<'a> {
    /// Makes documents ready: those that guide and have steps or leave a case out.
    #[must_use]
    pub fn new(documents: &'a [DocumentFacts], standard: &'a Standard) -> Self {
        Self::through(documents, Cow::Owned(Network::of(documents, &standard.routes)), standard)
    }

    /// Makes documents ready whose network is known.
    #[must_use]
    pub fn over(documents: &'a [DocumentFacts], network: &'a Network, standard: &'a Standard) -> Self {
        Self::through(documents, Cow::Borrowed(network), standard)
    }

    fn through(documents: &'a [DocumentFacts], network: Cow<'a, Network>, standard: &'a Standard) -> Self {
        let mut ends: BTreeMap<DocumentIndex, Vec<Ends>> = BTreeMap::new();
        for edge in &network.edges {
            ends.entry(edge.document).or_default().push((edge.from, edge.to));
        }
        let speaks = |d: &DocumentFacts| !d.routes.steps.is_empty() || !d.routes.gaps.is_empty() || remits::of(d).next().is_some();
        let with = crate::indexed(documents).filter(|(_, d)| guides(d) && speaks(d));
        let papers: Vec<Paper<'a>> =
            with.map(|(index, facts)| Paper::of(index, facts, standard, ends.remove(&index).unwrap_or_default())).collect();
        let calendar = Calendar::of(&standard.holidays, nation(&papers));
        Self { documents, standard, network, calendar, papers }
    }

    /// The network of the documents.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// Whether some document is about a concern of the case, so that walking it tells of this area.
    #[must_use]
    pub fn has_documents_for(&self, case: &Case) -> bool {
        self.papers.iter().any(|p| !p.facts.routes.steps.is_empty() && p.about.iter().any(|c| case.is_of(c)))
    }

    /// Walks a case.
    #[must_use]
    pub fn walk(&self, case: &Case) -> CaseView {
        let ways = self.ways(case);
        let clock = Clock::of(self, case, &ways);
        let points = points::points(self, case, &ways);
        let undetermined = undetermined::undetermined(self, case, &ways, &points);
        let routes: Vec<CaseRoute> = ways.iter().take(DOCUMENTS).map(|way| self.route(case, way, &clock)).collect();
        let row = &case.row;
        let concern = |id: &String| (id.clone(), self.standard.assessment.concern(id).map_or_else(|| id.clone(), |c| c.name.clone()));
        let mut themes: Vec<String> =
            row.concerns.iter().filter_map(|c| Some(self.standard.assessment.concern(c)?.theme.clone())).collect();
        themes.sort();
        themes.dedup();
        let setting = self.standard.cases.setting(&row.setting).map(|s| s.name.clone()).unwrap_or_default();
        let actor = self.standard.cases.actor(&row.actor).map(|a| a.name.clone()).unwrap_or_default();
        CaseView {
            id: row.id.clone(),
            title: row.title.clone(),
            sentence: row.sentence.clone(),
            concerns: row.concerns.iter().map(concern).collect(),
            themes,
            people: row.people.iter().map(|p| PersonView { role: p.role.word(), age: p.age }).collect(),
            setting: (row.setting.clone(), setting),
            actor: (row.actor.clone(), actor),
            at: case.at.to_string(),
            at_iso: case.at.iso(),
            closed: self.closed(case),
            look_for: row.look_for.clone(),
            source: row.source.clone(),
            more: ways.len().saturating_sub(routes.len()),
            routes,
            left_out: self.left_out(case),
            points,
            undetermined,
        }
    }

    /// Why offices are closed when the case is told.
    fn closed(&self, case: &Case) -> Option<String> {
        if self.calendar.is_open(case.at) {
            return None;
        }
        Some(match self.calendar.holiday(case.at.date) {
            Some(name) => format!("it is a bank holiday, {name}"),
            None if case.at.date.weekday() >= 5 => "it is a weekend".to_owned(),
            None => "it is out of office hours".to_owned(),
        })
    }

    /// The documents that apply, those about its concerns first, then those for every concern, then those with a step for it.
    fn ways<'w>(&'w self, case: &Case) -> Vec<Way<'w, 'a>> {
        let high = self.is_high(case);
        let mut ways: Vec<Way<'w, 'a>> = self.papers.iter().filter_map(|p| self.way(p, case, high)).collect();
        ways.sort_by_key(|w| (w.rank, w.paper.index));
        ways
    }

    fn route(&self, case: &Case, way: &Way<'_, 'a>, clock: &Clock) -> CaseRoute {
        let mut steps: Vec<CaseStep> = Vec::new();
        let mut last: Option<&Step> = None;
        // Danger comes before everything, wherever the document says so.
        let sought =
            |taken: &Taken<'_, '_>| taken.meets == meets::Meets::Now && taken.step.trigger.circumstances.iter().any(|c| c == "not-found");
        let danger = |taken: &Taken<'_, '_>| {
            self.stage(taken) == Stage::Danger || sought(taken) && self.class(taken.step.body.as_ref(), taken.to) == "police"
        };
        // What stands in one sentence with it comes with it.
        let first: BTreeSet<_> = way.taken.iter().filter(|t| danger(t)).map(|t| t.step.anchor.span).collect();
        let danger = |taken: &Taken<'_, '_>| first.contains(&taken.step.anchor.span);
        let mut order: Vec<(usize, &Taken<'_, '_>)> = way.taken.iter().enumerate().collect();
        // Of more steps than are given, danger and where to begin are among them wherever they stand.
        order.sort_by_key(|(n, taken)| (!danger(taken), way.first != Some(*n), *n));
        order.truncate(STEPS);
        order.sort_by_key(|(n, taken)| (!danger(taken), *n));
        for (n, taken) in order {
            let step = self.step(case, taken, way.first == Some(n), clock);
            // One sentence that names several bodies is one step to a reader.
            let same = |before: &Step| before.anchor.span == taken.step.anchor.span && before.action == taken.step.action;
            match steps.last_mut().filter(|_| last.is_some_and(same)) {
                Some(before) => join(before, &step),
                None => steps.push(step),
            }
            last = Some(taken.step);
        }
        // What a panel takes is told once.
        let told = |panel: &&PanelReading| {
            let paragraph = remits::words(panel, case, self).paragraph;
            let same = |t: &Taken<'_, '_>| t.step.anchor.paragraph == paragraph && self.stage(t) == Stage::Discussion;
            !way.taken.iter().any(same)
        };
        let remits = way.remits.iter().copied().filter(told);
        steps.extend(remits.filter_map(|panel| remit_step(panel, case, self)));
        CaseRoute { document: way.paper.index, why: way.why.clone(), steps, more: way.taken.len().saturating_sub(STEPS) }
    }

    fn step(&self, case: &Case, taken: &Taken<'_, 'a>, entry: bool, clock: &Clock) -> CaseStep {
        let step = taken.step;
        let shown = |body: Option<&Body>| body.map(Body::shown);
        CaseStep {
            step: Some(taken.number),
            stage: if entry { Stage::First } else { self.stage(taken) },
            entry,
            when: self.when(case, taken),
            whom: whom(case, taken),
            who: shown(step.actor.as_ref()),
            what: step.action.to_string(),
            words: whole(step),
            to: shown(step.body.as_ref()),
            rule: step.limit.as_ref().map(|l| l.text.to_string()),
            due: step.limit.as_ref().map(|limit| clock.due(self, case, taken, limit)),
            caution: self.caution(taken),
        }
    }

    /// The condition of a step as written; where its words hold none, that which comes out on the way, or the level of need it is for.
    fn when(&self, case: &Case, taken: &Taken<'_, 'a>) -> Option<String> {
        let trigger = &taken.step.trigger;
        let scale = &self.standard.routes.scale;
        let told = |words: &str| fold_str(words).split(|c: char| !c.is_alphanumeric()).any(|w| scale.contains(w));
        let known = trigger.levels.is_empty() || told(&trigger.text) || told(&taken.step.anchor.quote.exact);
        let levels = trigger.levels.iter().map(u8::to_string).collect::<Vec<_>>().join(" or ");
        let level = (!known).then(|| format!("at level {levels}"));
        let text = Some(trigger.text.to_string()).filter(|t| !t.is_empty());
        // What only the heading says is told too.
        let heading = || self.narrowed(taken.step).filter(|_| text.is_none());
        let open = self.perhaps(taken.step, case).filter(|_| text.is_none()).or_else(heading);
        // What stands in its words is not told before them once more.
        let stands = |words: &String| taken.step.anchor.quote.exact.contains(words.as_str());
        let alone = open.is_none() && level.is_none();
        let parts: Vec<String> = [open, level, text.clone().filter(|t| alone || !stands(t))].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// Whether a step sends on what came of something held before, or tells what a meeting came to: it is nobody's beginning.
    fn is_late(&self, taken: &Taken<'_, 'a>) -> bool {
        let step = taken.step;
        let after = step.limit.as_ref().and_then(|l| l.from.as_deref());
        let held = matches!(after, Some("return" | "meeting" | "strategy-discussion" | "assessment" | "allocation"));
        if held || taken.meets == meets::Meets::Later {
            return true;
        }
        let words = fold_str(&step.anchor.quote.exact);
        let judging = &self.standard.routes.judging;
        let came = step.trigger.circumstances.iter().any(|c| c == "returned") && judging.came_of.stand_in(&words);
        let told = came || judging.informed.stand_in(&words) && (judging.outcome.stand_in(&words) || judging.afterwards.stand_in(&words));
        told || deadlines::held_before(self, taken).is_some()
    }

    /// What part of a route a step is.
    fn stage(&self, taken: &Taken<'_, 'a>) -> Stage {
        let step = taken.step;
        let class = self.class(step.body.as_ref(), taken.to);
        let by_several = step.act == Act::Transfer && self.standard.routes.judging.discussed.stand_in(&fold_str(&step.action));
        let together = by_several || step.matter.as_deref().is_some_and(|m| TOGETHER.contains(&m) || m == "hearing");
        match step.act {
            Act::Follow => Stage::Follow,
            Act::Lead => Stage::Lead,
            _ if class == "emergency" => Stage::Danger,
            _ if together || matches!(class, "meeting" | "panel") => Stage::Discussion,
            // What the front door answers within a time is what it has decided.
            Act::Decide if step.matter.as_deref() == Some("decision") || class == "front-door" && step.limit.is_some() => Stage::Decision,
            Act::Hold => Stage::Work,
            Act::Decide => Stage::Work,
            Act::Contact | Act::Transfer if matches!(class, "front-door") && !self.asks_advice(taken) => Stage::First,
            Act::Contact | Act::Transfer => Stage::Onward,
        }
    }

    /// Whether a step leads to a part of the police that is named, and not to the police as anybody rings them.
    fn is_part_of_police(&self, step: &Step) -> bool {
        step.body.as_ref().is_some_and(|b| b.proper && self.standard.routes.judging.part.stand_in(&plain(b)))
    }

    /// What sort of body it is; empty where no document tells.
    fn class<'s>(&'s self, body: Option<&'s Body>, node: Option<NodeIndex>) -> &'s str {
        let own = body.and_then(|b| b.kind.as_deref()).map_or("", |kind| self.standard.routes.class(kind));
        if own.is_empty() { node.and_then(|n| self.network.node(n)).map_or("", |n| n.class.as_str()) } else { own }
    }

    /// The documents that say they leave the case out.
    fn left_out(&self, case: &Case) -> Vec<LeftOut> {
        let mut left = Vec::new();
        for paper in &self.papers {
            for gap in &paper.facts.routes.gaps {
                if self.gap_fits(paper, gap, case) {
                    let why = match gap.left {
                        Left::Outside => "it says that it leaves this out, and not where it goes instead",
                        Left::ToNobody => "it passes this on to nobody in particular",
                    };
                    left.push(LeftOut { document: paper.index, why, anchor: gap.anchor.clone() });
                }
            }
        }
        left.truncate(DOCUMENTS);
        left
    }
}

/// Marks that end a sentence, and those that may stand before them.
const ENDS: [char; 4] = ['.', '!', '?', '…'];
const CLOSES: [char; 5] = [')', ']', '"', '”', '’'];

/// The sentence of a step, with the one before it where that may say of whom it is.
fn whole(step: &Step) -> String {
    let quote = &step.anchor.quote;
    let own = quote.exact.trim();
    let open = own.matches('(').count() > own.matches(')').count();
    let close = if open { ")" } else { "" };
    let rest = quote.suffix.trim_start();
    let rest = rest.strip_prefix(close).unwrap_or(rest);
    // What is left out of a sentence is for a narrower case beside, and its place is marked.
    let ended = own.ends_with(ENDS) || rest.is_empty() || rest.starts_with(ENDS) || rest.starts_with(CLOSES);
    let more = if ended { "" } else { " …" };
    let before = step.before.trim_end_matches('.');
    let joint = if before.ends_with('…') { " " } else { ". " };
    if before.is_empty() { format!("{own}{close}{more}") } else { format!("{before}{joint}{own}{close}{more}") }
}

/// Adds to a step the body of another of the same words.
fn join(before: &mut CaseStep, step: &CaseStep) {
    before.entry |= step.entry;
    if step.entry || before.stage == Stage::Onward && step.stage == Stage::First {
        before.stage = step.stage;
    }
    match (&mut before.to, &step.to) {
        (Some(to), Some(more)) if to.split(", ").all(|one| one != more) => {
            to.push_str(", ");
            to.push_str(more);
        }
        (None, Some(_)) => before.to.clone_from(&step.to),
        _ => {}
    }
}

/// Whom of the young people a step is for, where that is not every one.
fn whom(case: &Case, taken: &Taken<'_, '_>) -> Option<String> {
    let trigger = &taken.step.trigger;
    // A step for the one who harms whose words are for all is for all.
    let only = |id: &str| trigger.narrowed.iter().any(|n| n == id) && taken.people.len() < case.row.people.len();
    let harms = only("child-who-harms")
        .then(|| "the one who harms".to_owned())
        .or_else(|| only("child-harmed").then(|| "the one who is harmed".to_owned()));
    let ages = match (trigger.least, trigger.most) {
        (Some(least), Some(most)) if least == most => Some(format!("aged {least}")),
        (Some(least), Some(most)) => Some(format!("aged {least} to {most}")),
        (Some(least), None) => Some(format!("aged {least} or over")),
        (None, Some(most)) => Some(format!("aged {most} or under")),
        (None, None) => None,
    };
    let some = taken.people.len() < case.row.people.len();
    harms
        .or(ages)
        .or_else(|| some.then(|| taken.people.iter().filter_map(|&n| case.row.people.get(n)).map(told).collect::<Vec<_>>().join(", ")))
}

/// A young person in words.
fn told(person: &Person) -> String {
    let role = match person.role.word() {
        "harming" => "the one who harms",
        "both" => "the one who is harmed and harms",
        _ => "the one who is harmed",
    };
    person.age.map_or_else(|| role.to_owned(), |age| format!("{role}, aged {age}"))
}

/// The nation that most of the documents stand under.
fn nation(papers: &[Paper<'_>]) -> Nation {
    let count = |nation: &Nation| papers.iter().filter(|p| p.facts.entry.nation == *nation).count();
    // The last of equals is taken, and England is the first.
    Nation::ALL.iter().rev().copied().max_by_key(count).unwrap_or_default()
}

/// A body's name made comparable.
fn plain(body: &Body) -> String {
    comparable(&fold_str(body.full.as_deref().unwrap_or(&body.name))).to_owned()
}

/// Whether a step says why it is otherwise here than elsewhere, or is for some cases of a kind only.
fn is_special(step: &Step) -> bool {
    step.explained || !step.trigger.narrowed.is_empty() || step.trigger.least.is_some() || step.trigger.most.is_some()
}

#[cfg(test)]
mod tests;
