//! Questions that the documents of a case answer, and whether they answer alike.

use super::{Taken, Walker, Way, assess, deadlines, is_special, plain, remits};
use crate::{Node, NodeIndex, case::Case, names::comparable};
use concordat_findings::{AnswerView, PointView, Question};
use concordat_register::{
    Anchor, Evidence,
    meeting::PanelReading,
    route::{Act, Body, Limit, Step, Unit},
};
use concordat_standard::routes::{JudgingWords, Routes};
use concordat_text::fold_str;
use std::collections::BTreeMap;

/// Pieces of evidence of one answer.
const SHOWN: usize = 4;
/// Answers of one question.
const ANSWERS: usize = 8;

/// Answers by the key by which they are the same, each question's in the order met.
pub(super) struct Answers<'w> {
    /// Words for meetings, by which a short name is known in a long one.
    tables: &'w JudgingWords,
    found: BTreeMap<Question, Vec<(String, AnswerView)>>,
}

impl Answers<'_> {
    fn add(&mut self, question: Question, key: &str, answer: &str, taken: &Taken<'_, '_>) {
        self.put(question, key, answer, Evidence { document: taken.paper.index, anchor: taken.step.anchor.clone() });
    }

    pub(super) fn put(&mut self, question: Question, key: &str, answer: &str, evidence: Evidence) {
        let list = self.found.entry(question).or_default();
        let of_body = is_of_a_body(question);
        // "The Tasking Group" is the Serious Violence Tasking Group.
        let same = |known: &str| {
            if !of_body {
                return known == key;
            }
            let (long, short) = if known.len() > key.len() { (known, key) } else { (key, known) };
            let rest = long.strip_prefix(short).unwrap_or_default();
            let noun = rest.starts_with(' ') && !rest.trim_start().contains(' ') && self.tables.stand_in(rest);
            long == short || noun || long.strip_suffix(short).is_some_and(|before| before.ends_with(' '))
        };
        if let Some((_, view)) = list.iter_mut().find(|(known, _)| same(known)) {
            if view.evidence.len() < SHOWN && view.evidence.iter().all(|e| e.document != evidence.document) {
                view.evidence.push(evidence);
            }
        } else if list.len() < ANSWERS {
            list.push((key.to_owned(), AnswerView { answer: answer.to_owned(), evidence: vec![evidence] }));
        }
    }
}

/// Whether a question is answered with a body, of which a short name may stand for a long one. "Told to social care" is no short way
/// to say "not told to social care".
fn is_of_a_body(question: Question) -> bool {
    matches!(question, Question::First | Question::Convener | Question::Panel | Question::Lead | Question::Joining | Question::Interviewer)
}

pub(super) fn points(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>]) -> Vec<PointView> {
    let mut answers = Answers { tables: &walker.standard.routes.judging.table, found: BTreeMap::new() };
    for way in ways {
        // Whoever reports a missing child to the police still tells social care: that is no parting.
        let first = way
            .first
            .and_then(|n| way.taken.get(n))
            .filter(|t| walker.class(t.step.body.as_ref(), t.to) != "police" || walker.is_part_of_police(t.step));
        if let Some(first) = first {
            let (key, shown) = service(walker, first);
            answers.add(Question::First, &key, &shown, first);
        }
        let firsts = way.taken.iter().filter(|t| walker.is_first(t) && !walker.is_late(t));
        one_time(&mut answers, Question::FirstTime, firsts);
        for taken in &way.taken {
            // A sentence that sends the case to the front door too makes no rival of the panel.
            let to_door = |t: &Taken<'_, '_>| matches!(walker.class(t.step.body.as_ref(), t.to), "front-door" | "social-care");
            let beside = way.taken.iter().any(|t| t.step.anchor.span == taken.step.anchor.span && to_door(t));
            // A panel that says itself that it considers such children is one, whatever its document is about above all.
            let own = taken.step.act == Act::Lead || taken.step.act == Act::Decide && !taken.step.trigger.inherited;
            held(walker, &mut answers, taken, !beside && (way.rank < 2 || own));
        }
        for panel in &way.remits {
            let evidence = Evidence { document: way.paper.index, anchor: remits::words(panel, case, walker).clone() };
            let name = walker.body_of(panel, way, &evidence.anchor).map_or(panel.name.as_str(), |node| node.name.as_str());
            answers.put(Question::Panel, comparable(&fold_str(name)), name, evidence);
        }
        let of = |matter: &'static str| way.taken.iter().filter(move |t| t.step.matter.as_deref() == Some(matter) && holds(t));
        // What a panel or a coordinator decides is no decision on the referral.
        let on_referral =
            |t: &&Taken<'_, '_>| matches!(walker.class(t.step.body.as_ref(), t.to), "" | "front-door" | "social-care" | "worker");
        one_time(&mut answers, Question::Decision, of("decision").filter(on_referral));
        one_time(&mut answers, Question::Strategy, of("strategy-discussion"));
        one_time(&mut answers, Question::Interview, of("return-interview"));
        let passed = way.taken.iter().filter(|t| deadlines::sent_on(walker, t).is_some_and(|matter| matter == "return-interview"));
        one_time(&mut answers, Question::Passed, passed);
    }
    told_after(walker, ways, &mut answers);
    joining(walker, ways, &mut answers);
    assess::answer(walker, case, ways, &mut answers);
    // Who settles which of several leads is no question where there is one.
    let several = |q| answers.found.get(&q).is_some_and(|list: &Vec<_>| list.len() > 1);
    if !several(Question::Panel) && !several(Question::Lead) {
        answers.found.remove(&Question::Joining);
    }
    answers
        .found
        .into_iter()
        .map(|(question, list)| PointView { question, answers: list.into_iter().map(|(_, view)| view).collect() })
        .collect()
}

/// Who settles which panel leads. What is said of two that are named is said of a case that both of them know.
fn joining(walker: &Walker<'_>, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    for way in ways.iter().filter(|w| w.rank < 2) {
        for (join, by) in way.paper.facts.routes.joins.iter().filter_map(|j| Some((j, j.by.as_ref()?))) {
            let told =
                |body: &&Body| answers.found.get(&Question::Panel).is_some_and(|l| l.iter().any(|(key, _)| walker.is_called(body, key)));
            if join.of.is_empty() || join.of.iter().filter(told).count() > 1 {
                let evidence = Evidence { document: way.paper.index, anchor: join.anchor.clone() };
                answers.put(Question::Joining, &plain(by), &by.shown(), evidence);
            }
        }
    }
}

/// Where a meeting for adults hears of a case of the young, and children's social care is told only what came of it, the meeting is
/// told first. A first contact of the same document that has a condition of its own is no way in for these: "those who score below 14".
fn told_after(walker: &Walker<'_>, ways: &[Way<'_, '_>], answers: &mut Answers<'_>) {
    let judging = &walker.standard.routes.judging;
    let narrow = |way: &Way<'_, '_>| way.first.and_then(|n| way.taken.get(n)).is_none_or(|t| !walker.is_plain(t.step));
    for way in ways.iter().filter(|w| narrow(w)) {
        for (n, taken) in way.taken.iter().enumerate() {
            let care = matches!(walker.class(taken.step.body.as_ref(), taken.to), "front-door" | "social-care");
            let young = taken.step.trigger.least.is_some_and(|age| age < 18);
            if !(care && young && is_told_after(taken.step, &walker.standard.routes)) {
                continue;
            }
            let sends = |t: &&Taken<'_, '_>| {
                let named = t.step.body.as_ref().is_some_and(|b| b.proper && judging.adults.stand_in(&fold_str(&b.shown())));
                t.step.anchor.paragraph == taken.step.anchor.paragraph && matches!(t.step.act, Act::Contact | Act::Transfer) && named
            };
            if let Some(sent) = way.taken.iter().take(n).rev().find(sends) {
                let (key, shown) = service(walker, sent);
                answers.add(Question::First, &key, &shown, taken);
            }
        }
    }
}

/// Whether somebody is told by a step only what came of a meeting, once it is over. Words that were corrected by hand say so no longer.
pub(crate) fn is_told_after(step: &Step, rows: &Routes) -> bool {
    let (words, judging) = (fold_str(&step.anchor.quote.exact), &rows.judging);
    !step.by_hand && judging.informed.stand_in(&words) && judging.outcome.stand_in(&words) && judging.afterwards.stand_in(&words)
}

/// Who holds, discusses and leads.
fn held(walker: &Walker<'_>, answers: &mut Answers<'_>, taken: &Taken<'_, '_>, rival: bool) {
    let step = taken.step;
    if step.body.is_some() && holds(taken) && !is_special(step) {
        let (key, shown) = service(walker, taken);
        match step.matter.as_deref() {
            Some("strategy-discussion") => answers.add(Question::Convener, &key, &shown, taken),
            Some("return-interview") if step.body.as_ref().is_some_and(|b| b.proper) => {
                answers.add(Question::Interviewer, &key, &shown, taken);
            }
            _ => {}
        }
    }
    if let Some(panel) = walker.table(taken) {
        let name = walker.network.node(panel).map(|n| n.name.clone()).unwrap_or_default();
        // "The next meeting of the panel" is the panel's.
        let name = name.strip_prefix("meeting of the ").unwrap_or(&name).to_owned();
        let question = if step.act == Act::Lead { Question::Lead } else { Question::Panel };
        if rival {
            answers.add(question, comparable(&fold_str(&name)), &name, taken);
        }
    } else if step.act == Act::Lead && step.body.as_ref().is_some_and(|b| b.proper) && !is_special(step) && !step.trigger.inherited {
        let (key, shown) = service(walker, taken);
        answers.add(Question::Lead, &key, &shown, taken);
    }
}

/// The one time that a document gives for a question. Where it gives several they are for several cases, and are not compared.
fn one_time<'t, 'w: 't, 'a: 'w>(answers: &mut Answers<'_>, question: Question, steps: impl Iterator<Item = &'t Taken<'w, 'a>>) {
    let timed = |t: &&Taken<'_, '_>| measured(t).is_some() && !is_special(t.step);
    let steps: Vec<&Taken<'_, '_>> = steps.filter(timed).collect();
    let Some((one, limit)) = steps.first().and_then(|t| Some((*t, measured(t)?))) else { return };
    if steps.iter().filter_map(|t| measured(t)).all(|l| l.same_time(limit) && l.from == limit.from) {
        let key = format!("{} {:?}", limit.iso8601().unwrap_or_default(), limit.unit);
        answers.add(question, &key, &limit.text, one);
    }
}

fn measured<'a>(taken: &Taken<'_, 'a>) -> Option<&'a Limit> {
    taken.step.limit.as_ref().filter(|l| l.unit != Unit::Open)
}

fn holds(taken: &Taken<'_, '_>) -> bool {
    matches!(taken.step.act, Act::Hold | Act::Decide)
}

/// The body of a step: children's social care, its workers and its front door are one service.
fn service(walker: &Walker<'_>, taken: &Taken<'_, '_>) -> (String, String) {
    let Some(body) = taken.step.body.as_ref() else { return Default::default() };
    let class = walker.class(Some(body), taken.to);
    if matches!(class, "front-door" | "social-care" | "worker") {
        let door = walker.network.door().and_then(|(node, ..)| walker.network.node(node)).map(|n| n.name.clone());
        let shown = if class == "front-door" { door.unwrap_or_else(|| body.shown()) } else { body.shown() };
        return ("social-care".to_owned(), shown);
    }
    let node = taken.to.and_then(|n| walker.network.node(n));
    (node.map_or_else(|| plain(body), |n| comparable(&fold_str(&n.name)).to_owned()), body.shown())
}

impl Walker<'_> {
    /// The body that steps of a panel's own document have discuss the case, where they call it by one of the names of its terms or by its
    /// letters, or where they stand in the words that say whom the one panel of the document takes: a document that is called after its
    /// area's conference may call it "the conference".
    fn body_of(&self, panel: &PanelReading, way: &Way<'_, '_>, words: &Anchor) -> Option<&Node> {
        let called: Vec<String> = panel.also.iter().chain(&panel.acronym).chain([&panel.name]).map(|name| fold_str(name)).collect();
        let alone = way.remits.len() == 1;
        let is_it = |taken: &Taken<'_, '_>, node: &Node| {
            let named = called.iter().any(|name| node.names.contains(comparable(name)));
            named || alone && taken.step.anchor.paragraph == words.paragraph
        };
        way.taken.iter().find_map(|taken| self.network.node(self.table(taken)?).filter(|node| is_it(taken, node)))
    }

    /// Whether a body is the panel of a name made comparable, by that name or by its letters.
    fn is_called(&self, body: &Body, panel: &str) -> bool {
        let own = plain(body);
        let node = || self.network.nodes.iter().any(|n| n.names.contains(&own) && n.names.contains(panel));
        let folded = |name: &str| comparable(&fold_str(name)).to_owned();
        let terms = || {
            let mut panels = self.papers.iter().flat_map(|p| remits::of(p.facts));
            panels.any(|p| folded(&p.name) == panel && p.acronym.as_ref().is_some_and(|a| folded(a) == own))
        };
        own == panel || node() || terms()
    }

    /// Whether a step tells the front door or social care of a concern, whoever takes it.
    pub(super) fn is_first(&self, taken: &Taken<'_, '_>) -> bool {
        let by = self.class(taken.step.actor.as_ref(), taken.from);
        let class = self.class(taken.step.body.as_ref(), taken.to);
        let by_one = taken.step.actor.is_none() || matches!(by, "anyone" | "people" | "inside" | "school" | "health");
        matches!(taken.step.act, Act::Contact | Act::Transfer) && matches!(class, "front-door" | "social-care") && by_one
    }

    /// The panel or meeting at which a step has one young person discussed, or which it puts in the lead.
    pub(super) fn table(&self, taken: &Taken<'_, '_>) -> Option<NodeIndex> {
        let step = taken.step;
        let body = step.body.as_ref().filter(|b| b.proper)?;
        // What a document sends to a group without naming a concern is mostly figures.
        if step.trigger.concerns.is_empty() || step.act == Act::Follow {
            return None;
        }
        let at = match self.class(Some(body), taken.to) {
            "panel" => taken.to?,
            // The coordinator of a panel stands for it.
            "post" => {
                let name = plain(body);
                let panels = self.network.nodes.iter().enumerate().filter(|(_, n)| n.class == "panel" && n.proper);
                let mut of = panels.filter(|(_, n)| n.names.iter().any(|panel| panel.len() > 4 && name.contains(panel.as_str())));
                NodeIndex(u32::try_from(of.next()?.0).ok()?)
            }
            _ => return None,
        };
        let name = fold_str(&self.network.node(at)?.name);
        let plans = name.split(' ').any(|w| self.standard.cases.governance.iter().any(|g| g == w));
        (!plans).then_some(at)
    }
}
