//! Changes that could settle what is open.

use super::{Change, Place};
use crate::{
    guides,
    walk::{Walker, is_told_after},
};
use concordat_findings::{AnswerView, CaseView, Cause, PointView, Question, Undetermined};
use concordat_register::{
    Anchor, DocumentFacts, DocumentIndex, Evidence, Kind,
    route::{Act, Body, Force, Left, Limit, Step, Trigger, Unit},
};
use concordat_standard::Standard;
use concordat_text::CharSpan;

/// What candidates are made from.
struct Maker<'m> {
    documents: &'m [DocumentFacts],
    door: Body,
    care: Body,
    /// Where what holds for every concern is said: the thresholds document, else the first that guides.
    host: Option<(DocumentIndex, &'m Anchor)>,
    standard: &'m Standard,
    made: Vec<Change>,
}

pub(super) fn candidates(walker: &Walker<'_>, documents: &[DocumentFacts], views: &[CaseView], standard: &Standard) -> Vec<Change> {
    let network = walker.network();
    let door = network.door().and_then(|(node, ..)| network.node(node));
    let door = door.or_else(|| network.nodes.iter().find(|n| n.class == "front-door" && n.proper));
    let care = standard.routes.body("childrens-social-care").map_or_else(|| "children’s social care".to_owned(), |b| b.name.clone());
    let care = body(&care, "childrens-social-care");
    let with = || crate::indexed(documents).filter(|(_, d)| guides(d) && !d.routes.steps.is_empty());
    let host = with().find(|(_, d)| d.entry.kind == Kind::Thresholds).or_else(|| with().next());
    // What holds for every case stands after steps for every case, and not after what is done when somebody disagrees.
    let plain = |s: &&Step| s.trigger.circumstances.is_empty() && s.trigger.narrowed.is_empty() && s.act != Act::Follow;
    let place = |d: &DocumentFacts| d.routes.steps.iter().rposition(|s| plain(&s)).unwrap_or(d.routes.steps.len().saturating_sub(1));
    let mut maker = Maker {
        documents,
        door: door.map_or_else(|| care.clone(), |node| body(&node.name, "front-door")),
        care,
        host: host.and_then(|(index, d)| Some((index, &d.routes.steps.get(place(d))?.anchor))),
        standard,
        made: Vec::new(),
    };
    for view in views {
        for open in &view.undetermined {
            maker.answer(view, open);
        }
    }
    maker.made
}

fn body(name: &str, kind: &str) -> Body {
    Body { name: name.into(), full: None, kind: Some(kind.into()), proper: true }
}

/// What is said of a change.
struct Said<'s> {
    wording: String,
    choose: Vec<String>,
    reason: &'s str,
}

fn sends(step: &Step) -> bool {
    matches!(step.act, Act::Contact | Act::Transfer)
}

fn leads(step: &Step) -> bool {
    step.act == Act::Lead
}

/// The answers that most documents give. Where they are several, nothing in the documents speaks for one of them.
fn equal<'v>(answers: impl Iterator<Item = &'v AnswerView> + Clone) -> Vec<String> {
    let most = answers.clone().map(|a| a.evidence.len()).max().unwrap_or(0);
    answers.filter(|a| a.evidence.len() == most).map(|a| a.answer.clone()).collect()
}

/// Those among which people must choose, where the one proposed is no better than another.
fn chosen_among(equal: &[String], proposed: &str) -> Vec<String> {
    if equal.len() > 1 && equal.iter().any(|a| a == proposed) { equal.to_vec() } else { Vec::new() }
}

impl Maker<'_> {
    fn answer(&mut self, view: &CaseView, open: &Undetermined) {
        let point = |question| view.points.iter().find(|p| p.question == question);
        match open.cause {
            Cause::FirstContactParts => point(Question::First).into_iter().for_each(|p| self.send_to_the_door(p)),
            Cause::LeadParts => point(Question::Lead).into_iter().for_each(|p| self.one_lead(p)),
            Cause::TimeParts => {
                for question in [Question::FirstTime, Question::Decision, Question::Strategy, Question::Interview, Question::Passed] {
                    point(question).filter(|p| p.parts()).into_iter().for_each(|p| self.one_time(p));
                }
            }
            Cause::NoTime => {
                open.evidence.iter().for_each(|e| self.give_a_time(e));
                self.every_concern();
            }
            Cause::NoDocument | Cause::NoFirstContact | Cause::NoSocialCare => self.every_concern(),
            Cause::NoDiscussion | Cause::NoConvener => self.one_discussion(),
            Cause::SeveralDiscussions => self.care_leads(view),
            Cause::Nobody => open.evidence.iter().for_each(|e| {
                self.take_up(e);
                self.tell_of_both(e);
            }),
            Cause::NotSpokenOf => self.speak(view),
            Cause::LevelParts => {
                point(Question::Level).into_iter().for_each(|p| self.one_of(p, "Documents put it at different levels of need."))
            }
            Cause::ToolParts => {
                point(Question::Tool).into_iter().for_each(|p| self.one_of(p, "Documents have it assessed with different tools."))
            }
            Cause::JoiningParts => point(Question::Joining)
                .into_iter()
                .for_each(|p| self.one_of(p, "Documents name different bodies to settle which panel leads.")),
            Cause::StandingParts => point(Question::Standing)
                .into_iter()
                .for_each(|p| self.one_of(p, "A young person under 18 who harms is a child, and other documents say so.")),
        }
    }

    fn put(&mut self, change: Change) {
        let same = |c: &Change| {
            c.document == change.document && c.place == change.place && c.wording == change.wording && c.near.span == change.near.span
        };
        if !self.made.iter().any(same) {
            self.made.push(change);
        }
    }

    /// A step by its document and place: of several in one sentence the first that is `meant`, else the first.
    fn step(&self, evidence: &Evidence, meant: impl Fn(&Step) -> bool) -> Option<(usize, Step)> {
        let steps = &self.documents.get(evidence.document.0 as usize)?.routes.steps;
        let mut here = steps.iter().enumerate().filter(|(_, s)| s.anchor.span == evidence.anchor.span);
        let first = here.clone().next();
        here.find(|(_, s)| meant(s)).or(first).map(|(n, s)| (n, s.clone()))
    }

    /// Changes the step that is meant of the words to which a piece of evidence leads.
    fn amend(&mut self, evidence: &Evidence, meant: impl Fn(&Step) -> bool, change: impl Fn(&mut Step), said: Said<'_>) {
        let Some((number, mut step)) = self.step(evidence, meant) else { return };
        change(&mut step);
        step.by_hand = true;
        let near = evidence.anchor.clone();
        self.put(Change {
            document: evidence.document,
            place: Place::Step(number),
            step,
            near,
            wording: said.wording,
            choose: said.choose,
            reason: said.reason.to_owned(),
        });
    }

    fn send_to_the_door(&mut self, point: &PointView) {
        let door = self.door.clone();
        for answer in &point.answers {
            for evidence in &answer.evidence {
                let step = self.step(evidence, sends).map(|(_, s)| s);
                if step.as_ref().is_some_and(|s| is_told_after(s, &self.standard.routes)) {
                    self.tell_before(evidence, &answer.answer);
                    continue;
                }
                let to = step.and_then(|s| s.body).and_then(|b| b.kind);
                if matches!(to.as_deref(), Some("front-door" | "childrens-social-care" | "out-of-hours")) {
                    continue;
                }
                let wording = format!("Tell {} first; {} tells the {} the same day.", the(&door), the(&door), answer.answer);
                let body = door.clone();
                let to_door = move |step: &mut Step| {
                    step.body = Some(body.clone());
                    step.alone = false;
                };
                let reason = "Other documents send the first concern to the front door, and a reader must know one place.";
                self.amend(evidence, sends, to_door, Said { wording, choose: Vec::new(), reason });
            }
        }
    }

    /// That the front door is told at once of whom it hears only when the meeting is over.
    fn tell_before(&mut self, evidence: &Evidence, meeting: &str) {
        let door = self.door.clone();
        let wording = format!("Tell {} of each of them on the same working day; {} tells the {meeting}.", the(&door), the(&door));
        let at_once = |step: &mut Step| {
            step.body = Some(door.clone());
            step.limit = Some(same_day());
        };
        let reason = "Social care hears of these young people only when the meeting is over, and every other concern comes to it first.";
        let late =
            |s: &Step| sends(s) && matches!(s.body.as_ref().and_then(|b| b.kind.as_deref()), Some("front-door" | "childrens-social-care"));
        self.amend(evidence, late, at_once, Said { wording, choose: Vec::new(), reason });
    }

    fn one_lead(&mut self, point: &PointView) {
        let known: Vec<(Body, &Evidence, &str)> = point
            .answers
            .iter()
            .filter_map(|a| Some((self.step(a.evidence.first()?, leads)?.1.body?, a.evidence.first()?, a.answer.as_str())))
            .collect();
        let equal = equal(point.answers.iter());
        for (body, _, name) in &known {
            for answer in point.answers.iter().filter(|a| a.answer != *name) {
                for evidence in &answer.evidence {
                    let wording =
                        format!("Where these harms meet, the {name} leads, and the {} takes part in its discussion.", answer.answer);
                    let lead = |step: &mut Step| step.body = Some(body.clone());
                    let reason = "Two documents put different bodies in the lead for the same harms.";
                    self.amend(evidence, leads, lead, Said { wording, choose: chosen_among(&equal, name), reason });
                }
            }
        }
    }

    /// The shortest time in the place of the others: nobody would propose that a child waits longer.
    fn one_time(&mut self, point: &PointView) {
        // Of several steps of one sentence, the one with the time that was answered.
        let limit = |a: &AnswerView| {
            let own = |s: &Step| s.limit.as_ref().is_some_and(|l| *l.text == *a.answer);
            a.evidence.first().and_then(|e| self.step(e, own)).and_then(|(_, s)| s.limit)
        };
        let shortest = point.answers.iter().filter_map(|a| Some((limit(a)?, a))).min_by_key(|(limit, _)| minutes(limit));
        if let Some((limit, kept)) = shortest {
            for other in point.answers.iter().filter(|a| a.answer != kept.answer) {
                for evidence in &other.evidence {
                    let wording = format!("“{}” in the place of “{}”.", kept.answer, other.answer);
                    let time = |step: &mut Step| step.limit = Some(limit.clone());
                    let own = |s: &Step| s.limit.as_ref().is_some_and(|l| *l.text == *other.answer);
                    let reason = "Documents give different times for the same step.";
                    self.amend(evidence, own, time, Said { wording, choose: Vec::new(), reason });
                }
            }
        }
    }

    /// That social care is told of both children, where a step has it told of the one who is harmed alone.
    fn tell_of_both(&mut self, evidence: &Evidence) {
        let one = |s: &Step| s.trigger.narrowed.iter().any(|n| n == "child-harmed");
        if self.step(evidence, one).is_some_and(|(_, s)| one(&s)) {
            let both = |step: &mut Step| step.trigger.narrowed.retain(|n| n != "child-harmed");
            let wording = "Children’s social care is told of the child who is harmed and of the child who harms.".to_owned();
            let reason = "The one who harms is a child too, and no step brings social care to them.";
            self.amend(evidence, one, both, Said { wording, choose: Vec::new(), reason });
        }
    }

    /// One answer in the place of the others.
    fn one_of(&mut self, point: &PointView, reason: &str) {
        // Nobody would propose to meet a child as an adult, or to lower what the thresholds document says.
        let documents = self.documents;
        let thresholds = |e: &Evidence| documents.get(e.document.0 as usize).is_some_and(|d| d.entry.kind == Kind::Thresholds);
        let held = point.answers.iter().any(|a| a.evidence.iter().any(thresholds));
        let kept = |a: &&AnswerView| match point.question {
            Question::Level => !held || a.evidence.iter().any(thresholds),
            Question::Standing => a.answer.ends_with("child"),
            _ => true,
        };
        let equal = equal(point.answers.iter().filter(kept));
        for kept in point.answers.iter().filter(kept) {
            for other in point.answers.iter().filter(|a| a.answer != kept.answer) {
                for evidence in &other.evidence {
                    let wording = match point.question {
                        // How documents meet them is told in words of ours, which none of them could take over.
                        Question::Standing => "Say here that a young person under 18 who harms is met as a child.".to_owned(),
                        _ => format!("“{}” in the place of “{}”.", kept.answer, other.answer),
                    };
                    let (near, step) = (evidence.anchor.clone(), self.sent());
                    let (choose, reason) = (chosen_among(&equal, &kept.answer), reason.to_owned());
                    self.put(Change { document: evidence.document, place: Place::Words, step, near, wording, choose, reason });
                }
            }
        }
    }

    /// Words on what a case turns on, of which no document speaks.
    fn speak(&mut self, view: &CaseView) {
        let turns = self.standard.cases.case(&view.id).map(|row| row.turns.clone()).unwrap_or_default();
        for (number, row) in self.standard.routes.circumstances.turns.iter().enumerate().filter(|(_, row)| turns.contains(&row.id)) {
            let Some((document, near)) = self.host.map(|(d, a)| (d, a.clone())) else { continue };
            let wording = format!("Say what is done for {}: whom to tell, by when, and who leads.", row.name);
            let reason = "No document that applies speaks of it, and the case turns on it.".to_owned();
            let step = self.sent();
            self.put(Change { document, place: Place::Said(number), step, near, wording, choose: Vec::new(), reason });
        }
    }

    fn give_a_time(&mut self, evidence: &Evidence) {
        let time = |step: &mut Step| step.limit = Some(same_day());
        let (wording, reason) = ("Add: on the same working day.".to_owned(), "No document says by when the first call is to be made.");
        self.amend(evidence, sends, time, Said { wording, choose: Vec::new(), reason });
    }

    fn take_up(&mut self, evidence: &Evidence) {
        let gaps = self.documents.get(evidence.document.0 as usize).map_or(&[][..], |d| &d.routes.gaps);
        let Some(gap) = gaps.iter().find(|g| g.anchor.span == evidence.anchor.span).cloned() else { return };
        let wording = format!("These young people come to {} on the same working day, as every other child does.", the(&self.door));
        let reason = match gap.left {
            Left::Outside => "The document leaves them out and does not say where they go instead.",
            Left::ToNobody => "The document passes the case on to nobody in particular.",
        };
        let step = Step { trigger: gap.trigger.clone(), anchor: gap.anchor.clone(), ..self.sent() };
        let (near, reason) = (gap.anchor, reason.to_owned());
        self.put(Change { document: evidence.document, place: Place::Gap, step, near, wording, choose: Vec::new(), reason });
    }

    fn every_concern(&mut self) {
        let wording = format!("Every concern about a child comes to {} on the same working day.", the(&self.door));
        let step = Step { trigger: every(), ..self.sent() };
        self.add(step, wording, "A reader must know whom to tell first and by when, whatever the concern.");
    }

    fn one_discussion(&mut self) {
        let wording = "Children’s social care calls one strategy discussion, to which every agency and panel concerned comes.".to_owned();
        let step = Step {
            act: Act::Hold,
            matter: Some("strategy-discussion".into()),
            body: Some(self.care.clone()),
            limit: None,
            trigger: every(),
            ..self.sent()
        };
        self.add(step, wording, "Nothing brings the agencies together, or nobody is said to call them.");
    }

    /// Children's social care leads where just these harms meet, so that no lead that is settled elsewhere is disturbed.
    fn care_leads(&mut self, view: &CaseView) {
        let names: Vec<&str> = view.concerns.iter().map(|(_, name)| name.as_str()).collect();
        let wording = format!(
            "Where {} meet, children’s social care leads: the case is discussed once, and each panel brings what it knows to that discussion.",
            names.join(" and ")
        );
        let trigger = Trigger { concerns: view.concerns.iter().map(|(id, _)| id.as_str().into()).collect(), ..Trigger::default() };
        let step = Step { act: Act::Lead, body: Some(self.care.clone()), limit: None, trigger, ..self.sent() };
        self.add(step, wording, "Several panels would each discuss the case and nothing says which leads.");
    }

    /// Adds a step to the document in which what holds for every concern is said.
    fn add(&mut self, step: Step, wording: String, reason: &str) {
        let Some((document, near)) = self.host.map(|(d, a)| (d, a.clone())) else { return };
        // It stands for itself, at no place of the text yet.
        let place = u32::MAX - u32::try_from(self.made.len()).unwrap_or(0);
        let anchor = Anchor { span: CharSpan { start: place, end: place }, ..near.clone() };
        let (step, reason) = (Step { anchor, ..step }, reason.to_owned());
        self.put(Change { document, place: Place::Added, step, near, wording, choose: Vec::new(), reason });
    }

    /// Somebody tells the front door on the same working day.
    fn sent(&self) -> Step {
        Step {
            trigger: Trigger::default(),
            actor: None,
            action: "comes to the front door".into(),
            act: Act::Transfer,
            matter: None,
            body: Some(self.door.clone()),
            limit: Some(same_day()),
            next: None,
            force: Force::Must,
            explained: false,
            alone: false,
            held_back: None,
            before: concordat_text::Text::default(),
            by_hand: true,
            anchor: self.host.map_or_else(|| Anchor::running(concordat_text::Quote::default(), None), |(_, a)| a.clone()),
        }
    }
}

/// About how long a limit is, in minutes, by which two are set in order.
fn minutes(limit: &Limit) -> u32 {
    let amount = u32::from(limit.amount);
    match limit.unit {
        Unit::AtOnce => 0,
        Unit::Minutes => amount,
        Unit::Hours => amount * 60,
        Unit::SameDay => 12 * 60,
        Unit::NextDay | Unit::Days | Unit::WorkingDays => amount * 24 * 60,
        Unit::Weeks => amount * 7 * 24 * 60,
        Unit::Months => amount * 30 * 24 * 60,
        Unit::Open => u32::MAX,
    }
}

fn every() -> Trigger {
    Trigger { every: true, ..Trigger::default() }
}

fn same_day() -> Limit {
    Limit { text: "on the same working day".into(), amount: 0, unit: Unit::SameDay, from: None, by: None }
}

/// A body's name with its article, where it has one.
fn the(body: &Body) -> String {
    if body.kind.as_deref() == Some("childrens-social-care") {
        "children’s social care".to_owned()
    } else {
        format!("the {}", body.name.trim_start_matches("the "))
    }
}
