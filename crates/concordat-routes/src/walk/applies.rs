//! Which documents and steps a case takes.

use super::{
    Walker,
    meets::{Meets, for_role},
    remits,
};
use crate::{NodeIndex, bears_theme, case::Case, guides};
use concordat_register::{
    DocumentFacts, DocumentIndex, Kind, Status,
    meeting::{PanelReading, RemitKind},
    route::{Act, Force, Gap, Step, Trigger, Unit},
};
use concordat_standard::{Standard, assessment::Concern, cases::Person};
use concordat_text::{Text, fold_str};
use std::collections::BTreeSet;

/// Who takes a step and to whom it leads.
pub(super) type Ends = (Option<NodeIndex>, Option<NodeIndex>);

/// A document that cases can be walked through.
#[derive(Debug)]
pub(super) struct Paper<'a> {
    pub(super) index: DocumentIndex,
    pub(super) facts: &'a DocumentFacts,
    /// The concerns that it is about above all else.
    pub(super) about: Vec<&'a str>,
    /// Those of them that are not its theme's own.
    besides: Vec<&'a str>,
    /// Those that its title names, and its theme does not have.
    titled: Vec<&'a str>,
    /// Whether it is for every concern.
    pub(super) general: bool,
    /// Who takes each step and to whom it leads.
    pub(super) ends: Vec<Ends>,
    /// For each step whether no case comes to anybody by it: figures or papers are sent now and then, or it says what somebody does.
    idle: Vec<bool>,
    /// The concerns that its steps name, each once, and whether one of them is for every concern: of most documents no step is of a case,
    /// which is asked before their steps are.
    named: Vec<&'a str>,
    every: bool,
}

/// A step that a case takes.
#[derive(Debug, Clone)]
pub(super) struct Taken<'w, 'a> {
    pub(super) paper: &'w Paper<'a>,
    pub(super) number: usize,
    pub(super) step: &'a Step,
    pub(super) from: Option<NodeIndex>,
    pub(super) to: Option<NodeIndex>,
    /// For which of the young people, by place.
    pub(super) people: Vec<usize>,
    /// Whether it is one now, later or under a condition.
    pub(super) meets: Meets,
}

/// What a case takes of one document.
#[derive(Debug)]
pub(super) struct Way<'w, 'a> {
    pub(super) paper: &'w Paper<'a>,
    /// About its concerns, for every concern, or with a step for it.
    pub(super) rank: u8,
    pub(super) why: String,
    pub(super) taken: Vec<Taken<'w, 'a>>,
    /// The step with which the one who tells begins, by place in `taken`.
    pub(super) first: Option<usize>,
    /// Panels whose terms stand there and which take the case.
    pub(super) remits: Vec<&'a PanelReading>,
}

impl<'a> Paper<'a> {
    pub(super) fn of(index: DocumentIndex, facts: &'a DocumentFacts, standard: &'a Standard, ends: Vec<Ends>) -> Self {
        debug_assert!(guides(facts), "only documents that guide are walked");
        let theme = facts.entry.themes.first().map(|t| t.0.as_str());
        let of_theme = |id: &str| standard.routes.themes.get(id).or_else(|| standard.cases.wide.get(id));
        let besides = theme.and_then(|id| standard.cases.besides.get(id));
        let beside: Vec<&str> = besides.into_iter().flatten().map(String::as_str).collect();
        let mut about: Vec<&str> = theme.and_then(of_theme).into_iter().chain(besides).flatten().map(String::as_str).collect();
        // What is for every concern is about none above the others.
        let titled = facts.routes.titled.iter().map(|id| &**id).filter(|id| theme.is_some() && !about.contains(id));
        let titled: Vec<&str> = titled.collect();
        about.extend(&titled);
        let general = facts.entry.kind == Kind::Thresholds || theme.is_none();
        let idle = facts.routes.steps.iter().map(|step| is_idle(step) || crate::is_of_figures(step, &standard.routes)).collect();
        let every = facts.routes.steps.iter().any(|step| step.trigger.every);
        let named: BTreeSet<&str> = facts.routes.steps.iter().flat_map(|step| &step.trigger.concerns).map(|c| &**c).collect();
        let named = named.into_iter().collect();
        Self { index, facts, about, besides: beside, titled, general, ends, idle, named, every }
    }
}

impl<'a> Walker<'a> {
    /// What a case takes of a document; none where it does not apply.
    ///
    /// `high` is whether its level of need is one at which children's social care helps.
    pub(super) fn way<'w>(&'w self, paper: &'w Paper<'a>, case: &Case, high: bool) -> Option<Way<'w, 'a>> {
        if !self.speaks_to(paper, case) {
            return None;
        }
        // The concern that the case itself names, before one that includes it.
        let named = case.row.concerns.iter().find_map(|id| paper.about.iter().find(|c| *c == id));
        let about = named.or_else(|| paper.about.iter().find(|c| case.is_of(c))).copied();
        let mut remits: Vec<&PanelReading> = remits::of(paper.facts).filter(|panel| self.is_taken_by(panel, case)).collect();
        let open = paper.general || paper.every || !remits.is_empty();
        if about.is_none() && !open && !paper.named.iter().any(|c| case.is_of(c)) {
            return None;
        }
        let whole = about.is_some() || !remits.is_empty();
        let mut taken = Vec::new();
        let mut last = None;
        for (number, step) in paper.facts.routes.numbered() {
            if paper.idle.get(number) != Some(&false) || !self.concerned(paper, step, case, whole, &mut last) {
                continue;
            }
            let meets = self.meets(paper, step, case, high);
            let people = self.people(step, self.is_for_adults(paper, number, step), case);
            // The name of the emergency duty team speaks of an emergency, and its step does not.
            let duty = step.body.as_ref().and_then(|b| b.kind.as_deref()) == Some("out-of-hours");
            // Whom to ring in danger is worth knowing in every case, and a child who is missing may be in it.
            let danger = self.is_for_danger(paper, number, step) || step.trigger.circumstances.iter().any(|c| c == "not-found");
            if people.is_empty() || meets == Meets::No || !self.narrow_fits(&step.trigger, case, duty || danger) {
                continue;
            }
            let (from, to) = paper.ends.get(number).copied().unwrap_or_default();
            taken.push(Taken { paper, number, step, from, to, people, meets });
        }
        once(&mut taken);
        // Terms that say that such children are heard elsewhere have no other step for them.
        let away = |t: &Taken<'_, 'a>| self.standard.routes.judging.elsewhere.stand_in(&fold_str(&t.step.anchor.quote.exact));
        let own = |t: &Taken<'_, 'a>| !t.step.trigger.inherited && !t.step.trigger.concerns.is_empty();
        if paper.facts.entry.kind == Kind::TermsOfReference && taken.iter().any(|t| away(t) && own(t)) {
            taken.retain(away);
            remits.clear();
        }
        // Whom to ring in danger stands in every document, and is no route of its own; nor is it one to be pointed elsewhere.
        let pointed = about.is_none() && !paper.general && taken.iter().all(|t: &Taken<'_, 'a>| t.step.act == Act::Follow);
        if remits.is_empty() && pointed {
            return None;
        }
        if remits.is_empty() && taken.iter().all(|t: &Taken<'_, 'a>| self.is_for_danger(t.paper, t.number, t.step)) {
            return None;
        }
        // Nor does a document apply that only says that somebody else takes such children.
        if remits.is_empty() && about.is_none() && taken.iter().all(away) {
            return None;
        }
        let name = |id: &str| self.standard.assessment.concern(id).map_or_else(|| id.to_owned(), |c| c.name.clone());
        let (rank, why) = match about {
            Some(concern) => (0, format!("it is about {}", name(concern))),
            None if paper.general => (1, "it is for every concern".to_owned()),
            None => {
                let own = taken.iter().flat_map(|t| &t.step.trigger.concerns).find(|c| case.is_of(c));
                let steps = own.map(|c| format!("it has steps for {}", name(c)));
                (2, steps.unwrap_or_else(|| "its panel takes such cases".to_owned()))
            }
        };
        let why = match paper.facts.entry.status {
            Status::Draft => format!("{why}; it is a draft"),
            _ => why,
        };
        let first = self.first(&taken, case, rank);
        Some(Way { paper, rank, why, taken, first, remits })
    }

    /// Whether a step is for the case's concerns: its own, else those of a document that applies as a whole.
    ///
    /// `last` keeps the concerns asked about last, whether the case is of one: steps of one heading share theirs.
    fn concerned<'s>(&self, paper: &Paper<'a>, step: &'s Step, case: &Case, about: bool, last: &mut Option<(&'s [Text], bool)>) -> bool {
        let trigger = &step.trigger;
        if trigger.every {
            return true;
        }
        let of_kind = |k: &RemitKind| k.concerns.iter().any(|c| case.is_of(c)) && self.is_kind(k, case);
        let of_none = !trigger.kinds.is_empty() && !trigger.kinds.iter().any(of_kind);
        if of_none || !self.has_joint(paper, trigger, case) {
            return false;
        }
        // A document that a case comes to by what it is about besides its theme, a knife and gangs, has the steps of its theme for it.
        let own = |c: &&&str| !paper.besides.contains(*c) && !paper.titled.contains(*c) && case.is_of(c);
        let beside = |c: &&&str| paper.besides.contains(*c) && case.is_of(c);
        // Where only the title is of the case, what a step says of another concern is not.
        let whole = trigger.inherited || paper.about.iter().any(|c| beside(&c));
        if about && whole && !paper.about.iter().any(|c| own(&c)) && trigger.concerns.iter().any(|c| paper.about.contains(&c.as_str())) {
            return true;
        }
        // What a step of another theme's document takes from its heading says nothing of this case.
        let whole = about || paper.general;
        if trigger.concerns.is_empty() || trigger.inherited && !whole {
            return whole && trigger.concerns.is_empty();
        }
        let meets = match last {
            Some((concerns, meets)) if *concerns == trigger.concerns.as_slice() => *meets,
            _ => last.insert((&trigger.concerns, trigger.concerns.iter().any(|c| case.is_of(c)))).1,
        };
        // "All such cases, including those with a gang": each is meant for itself, where the document is about them.
        let own = || paper.about.iter().any(|c| case.is_of(c));
        let each = || own() && self.standard.routes.judging.each.stand_in(&fold_str(&step.anchor.quote.exact));
        meets
            && !self.is_other_form(paper, trigger, case)
            && (step.act != Act::Lead || trigger.inherited || each() || trigger.concerns.iter().all(|c| self.is_near(c, case)))
    }

    /// Whether a step speaks of a harm with several forms, "exploited", in a document about a form that the case is not of: there it is
    /// that form which is meant.
    fn is_other_form(&self, paper: &Paper<'a>, trigger: &Trigger, case: &Case) -> bool {
        let covers = |c: &Text| self.standard.assessment.concern(c).map_or(&[][..], |row| row.covers.as_slice());
        let of_paper = |c: &Text| covers(c).len() > 1 && covers(c).iter().any(|form| paper.about.contains(&form.as_str()));
        // Of most steps the document is about a concern of the case, and nothing more need be asked.
        let mut own = trigger.concerns.iter().filter(|c| case.is_of(c));
        !paper.about.iter().any(|c| case.is_of(c)) && own.all(of_paper)
    }

    /// Whether a case has each of the concerns that a step joins to one harm. What the document is about above all, it says of its cases.
    fn has_joint(&self, paper: &Paper<'a>, trigger: &Trigger, case: &Case) -> bool {
        let about = |c: &str| paper.about.contains(&c) && !paper.titled.contains(&c) && !paper.besides.contains(&c);
        let comes = paper.about.iter().any(|c| case.is_of(c));
        trigger.joint.iter().all(|group| group.iter().any(|c| case.is_of(c) || self.stands(c, case) || comes && about(c)))
    }

    /// Whether a case has what a concern stands for: whoever is exploited sexually is hurt sexually.
    pub(super) fn stands(&self, concern: &str, case: &Case) -> bool {
        let others = self.standard.cases.stands_for.get(concern);
        others.is_some_and(|others| others.iter().any(|o| case.is_of(o)))
    }

    /// Whether a concern is one of the case or is told with one of it in one breath, as forms of exploitation are.
    fn is_near(&self, concern: &str, case: &Case) -> bool {
        let wide = |row: &&Concern| row.covers.len() == 2 && row.covers.iter().any(|c| c == concern);
        case.is_of(concern) || self.standard.assessment.concerns.iter().filter(wide).any(|row| row.covers.iter().any(|c| case.is_of(c)))
    }

    /// The young people a step is for, by place. One who is 18 or over is met only by steps that say so.
    fn people(&self, step: &Step, adults: bool, case: &Case) -> Vec<usize> {
        let trigger = &step.trigger;
        let one = trigger.narrowed.iter().any(|n| n == "child-who-harms" || n == "child-harmed");
        let both = one && self.standard.routes.judging.both.stand_in(&fold_str(&step.anchor.quote.exact));
        let told = trigger.least.is_some() || trigger.most.is_some();
        let fits = |person: &Person| {
            let age = person.age.is_none_or(|age| {
                let within = trigger.least.is_none_or(|l| l <= age) && trigger.most.is_none_or(|m| age <= m);
                within && (age < 18 || told || adults)
            });
            age && for_role(step, person, both)
        };
        case.row.people.iter().enumerate().filter(|(_, p)| fits(p)).map(|(n, _)| n).collect()
    }

    /// The young people that a gap leaves, by place.
    fn people_of(&self, trigger: &Trigger, case: &Case) -> Vec<usize> {
        let harms = trigger.narrowed.iter().any(|n| n == "child-who-harms");
        let told = trigger.least.is_some() || trigger.most.is_some();
        let fits = |person: &Person| {
            let within = |age: u8| trigger.least.is_none_or(|l| l <= age) && trigger.most.is_none_or(|m| age <= m) && (age < 18 || told);
            person.age.is_none_or(within) && (!harms || person.role.harms())
        };
        case.row.people.iter().enumerate().filter(|(_, p)| fits(p)).map(|(n, _)| n).collect()
    }

    /// Whether a step rings the emergency services.
    fn is_for_danger(&self, paper: &Paper<'a>, number: usize, step: &Step) -> bool {
        self.class(step.body.as_ref(), paper.ends.get(number).and_then(|e| e.1)) == "emergency"
    }

    /// Whether a step leads to a service for adults, or is one for whoever is in danger.
    fn is_for_adults(&self, paper: &Paper<'a>, number: usize, step: &Step) -> bool {
        let node = paper.ends.get(number).and_then(|e| e.1);
        matches!(self.class(step.body.as_ref(), node), "adult-services" | "emergency")
    }

    /// Whether what narrows a step is so in the case, or is not known to be otherwise.
    fn narrow_fits(&self, trigger: &Trigger, case: &Case, duty: bool) -> bool {
        trigger.narrowed.iter().all(|narrow| match narrow.as_str() {
            "child-who-harms" | "child-harmed" => true,
            "danger" if duty => true,
            "out-of-hours" => !self.calendar.is_open(case.at),
            // How high the risk is found to be comes out on the way: the step is given with its condition.
            "high-risk" => true,
            "lower-risk" => !case.knows("high-risk"),
            other => case.knows(other),
        })
    }

    /// Whether a gap leaves the case.
    pub(super) fn gap_fits(&self, paper: &Paper<'a>, gap: &Gap, case: &Case) -> bool {
        let about = paper.general || paper.about.iter().any(|c| case.is_of(c));
        let concerns = &gap.trigger.concerns;
        let concerned = if concerns.is_empty() || gap.trigger.inherited { about } else { concerns.iter().any(|c| case.is_of(c)) };
        let victim = self.is_of_a_victim_at_home(paper, &gap.anchor.quote.exact, case);
        concerned && !victim && !self.people_of(&gap.trigger, case).is_empty() && self.narrow_fits(&gap.trigger, case, false)
    }

    /// The step with which the one who tells begins: out of hours to the duty team, else to the front door, else to another body that
    /// is named. A body named before the front door, under another heading, comes first.
    fn first(&self, taken: &[Taken<'_, 'a>], case: &Case, rank: u8) -> Option<usize> {
        let told = |t: &Taken<'_, 'a>| {
            let sends = matches!(t.step.act, Act::Contact | Act::Transfer) && !self.asks_advice(t);
            // What is told of one of the children alone, and a report that a child is missing who is back, begins nothing.
            let one = t.step.trigger.narrowed.iter().any(|n| n == "child-harmed") && !t.step.alone;
            let back = case.returned.is_some() && self.class(t.step.body.as_ref(), t.to) == "police";
            self.is_by(t, case) && sends && !one && !back && !self.waits_for_report(t, case) && t.meets == Meets::Now && !self.is_late(t)
        };
        let written = |t: &Taken<'_, 'a>| t.step.matter.as_deref() == Some("written-referral");
        // What is put in writing was told before, unless writing is all there is.
        let spoken = taken.iter().any(|t| told(t) && !written(t));
        let mut sent = taken.iter().enumerate().filter(|(_, t)| told(t) && !(spoken && written(t)));
        let night = |t: &Taken<'_, 'a>| t.step.body.as_ref().and_then(|b| b.kind.as_deref()) == Some("out-of-hours");
        let (mut side, mut door, mut police) = (None, None, None);
        // A child who is still missing is looked for before anything else.
        let sought = |t: &Taken<'_, 'a>| t.step.trigger.circumstances.iter().any(|c| c == "not-found");
        let force = |t: &Taken<'_, 'a>| self.class(t.step.body.as_ref(), t.to) == "police";
        if let Some((n, _)) = sent.clone().find(|(_, t)| sought(t) && force(t)) {
            return Some(n);
        }
        let closed = !self.calendar.is_open(case.at);
        if closed && let Some((n, _)) = sent.clone().find(|(_, t)| night(t)) {
            return Some(n);
        }
        for (n, one) in sent.by_ref() {
            match self.class(one.step.body.as_ref(), one.to) {
                "front-door" | "social-care" if !night(one) => door = door.or(Some(n)),
                "police" if !self.is_part_of_police(one.step) && self.is_plain(one.step) => police = police.or(Some(n)),
                class if self.is_beside(class, one.step) && self.is_side_door(one, rank) => side = side.or(Some(n)),
                _ => {}
            }
        }
        let door = door.map(|n| self.plainer(taken, n, told));
        let under = |n: usize| taken.get(n).map(|t| t.step.anchor.heading);
        // Social care that "is told" in a later paragraph hears of it from the other body.
        let late = |n: usize| {
            let words = taken.get(n).map(|t| fold_str(&t.step.anchor.quote.exact)).unwrap_or_default();
            self.standard.routes.judging.informed.stand_in(&words)
        };
        let paragraph = |n: usize| taken.get(n).map(|t| t.step.anchor.paragraph);
        // "Anyone sends the form to the unit. Those at high risk are passed to social care."
        let onward = |side: usize, door: usize| {
            let step = |n: usize| taken.get(n).map(|t| t.step);
            let (side, door) = (step(side), step(door));
            side.is_some_and(|s| s.actor.is_some())
                && door.is_some_and(|d| d.actor.is_none())
                && side.map(|s| s.anchor.span) != door.map(|d| d.anchor.span)
        };
        let limited = |n: usize| taken.get(n).is_some_and(|t| t.step.trigger.least.is_some() || t.step.trigger.most.is_some());
        match (side, door) {
            (Some(side), _) if taken.get(side).is_some_and(|t| t.step.alone) => Some(side),
            (Some(side), Some(door)) if side < door && late(door) && (paragraph(side) != paragraph(door) || onward(side, door)) => {
                Some(side)
            }
            // What takes over for some ages only is no way in for all.
            (Some(side), Some(door)) if side < door && limited(door) => Some(side),
            (Some(side), Some(door)) if side > door || under(side) == under(door) => Some(door),
            (side, door) => side.or(door).or(police),
        }
    }

    /// The call to the front door that says by when and asks for no level of need, where the one at `first` says no time or is of a level.
    fn plainer(&self, taken: &[Taken<'_, 'a>], first: usize, told: impl Fn(&Taken<'_, 'a>) -> bool) -> usize {
        let Some(call) = taken.get(first).filter(|t| t.step.limit.is_none() || !t.step.trigger.levels.is_empty()) else { return first };
        let plain = |t: &Taken<'_, 'a>| {
            let step = t.step;
            let open = step.trigger.levels.is_empty() && step.trigger.circumstances.is_empty() && !super::is_special(step);
            let timed = step.limit.as_ref().is_some_and(|l| l.unit != Unit::Open && l.from.is_none());
            open && timed && t.to == call.to && t.to.is_some() && self.is_plain(step) && step.matter.is_none()
        };
        let later = taken.iter().enumerate().skip(first + 1).filter(|(_, t)| told(t));
        { later }.find(|(_, t)| plain(t)).map_or(first, |(n, _)| n)
    }

    /// Whether a step sends a first concern to a body that is not the front door, without condition.
    fn is_side_door(&self, taken: &Taken<'_, 'a>, rank: u8) -> bool {
        let step = taken.step;
        let judging = &self.standard.routes.judging;
        let words = fold_str(&step.anchor.quote.exact);
        let besides = judging.besides.stand_in(&words) || judging.advice.stand_in(&words);
        let concern = rank == 0 || !step.trigger.concerns.is_empty();
        let wide = taken.paper.facts.entry.kind != Kind::TermsOfReference && rank < 2 && concern;
        // "E-mails the tool to the exploitation inbox": that is how the concern is told.
        let body = step.body.as_ref();
        let boxed = self.class(body, taken.to) == "inbox" && body.is_some_and(|b| bears_theme(self.standard, &fold_str(&b.name)));
        let plain = self.is_plain(step) && !super::is_special(step) && (step.matter.is_none() || boxed && step.act == Act::Transfer);
        // Of ages that are all told elsewhere, and alone, the case is one: it was asked before whether its people are of them.
        let plain = plain || step.alone && step.trigger.least.is_some() && step.trigger.levels.is_empty();
        // A conference for adults takes adults; what it does for young people is told apart.
        let adults = judging.adults.stand_in(&words) && !step.alone;
        (boxed || body.is_some_and(|b| b.proper)) && wide && plain && !besides && !adults
    }

    /// Whether a body of a class may stand in the place of the front door, where a step is told to it: one more sort may, where it is told
    /// alone.
    fn is_beside(&self, class: &str, step: &Step) -> bool {
        let rows = &self.standard.routes;
        rows.is_side_door(class) || step.alone && rows.told_alone.iter().any(|c| c == class)
    }

    /// Whether a step has no condition but that somebody is worried.
    pub(super) fn is_plain(&self, step: &Step) -> bool {
        let condition = fold_str(&step.trigger.text);
        // The number and short name of a step in a table are no condition; what is longer may be one.
        let numbered = condition
            .split_once('.')
            .is_some_and(|(n, name)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()) && name.split_whitespace().count() <= 3);
        // A child who is not found is what the case is about, where such a step is one of it.
        let sought = step.trigger.circumstances.iter().any(|c| c == "not-found");
        numbered || sought || condition.is_empty() || self.standard.routes.judging.worry.stand_in(&condition)
    }

    /// Whether somebody is asked or consulted, and no concern told. What the terms of a group say in the same sentence is how a case is
    /// brought to it for advice.
    pub(super) fn asks_advice(&self, taken: &Taken<'_, '_>) -> bool {
        let own = taken.paper.facts.entry.kind == Kind::TermsOfReference;
        let action = fold_str(&taken.step.action);
        let words = if own { fold_str(&taken.step.anchor.quote.exact) } else { action.split(' ').next().unwrap_or_default().to_owned() };
        self.standard.routes.judging.asks.stand_in(&words)
    }

    /// Whether the one who tells of the case takes a step, or the text leaves open who does.
    pub(super) fn is_by(&self, taken: &Taken<'_, 'a>, case: &Case) -> bool {
        let class = self.class(taken.step.actor.as_ref(), taken.from);
        // "Anybody who works with children may refer": a parent is not meant.
        let judging = &self.standard.routes.judging;
        let step = taken.step;
        let works = || {
            let by = step.actor.as_ref().map(|b| b.name.as_str()).unwrap_or_default();
            judging.works.stand_in(&fold_str(&format!("{by} {}", step.trigger.text)))
        };
        // "Anybody who works with children may refer. The referral goes to the hub."
        let referrer = || {
            let before = fold_str(&step.anchor.quote.prefix);
            step.actor.is_none() && judging.refers.stand_in(&before) && judging.works.stand_in(&before)
        };
        let lay = case.classes.iter().all(|c| c == "people");
        if lay && (referrer() || class == "anyone" && works()) {
            return false;
        }
        step.actor.is_none() || class == "anyone" || case.classes.iter().any(|c| c == class)
    }
}

/// Leaves out what is told once more, as a table does that sums up the text above it: the same thing held by the same body in the same
/// time.
fn once(taken: &mut Vec<Taken<'_, '_>>) {
    let same = |one: &Taken<'_, '_>, other: &Taken<'_, '_>| {
        let (a, b) = (one.step, other.step);
        let held = |s: &Step| matches!(s.act, Act::Hold | Act::Decide) && s.matter.is_some();
        let timed = a.limit.as_ref().zip(b.limit.as_ref()).is_some_and(|(a, b)| {
            let from = a.from == b.from || a.from.is_none() || b.from.is_none();
            a.same_time(b) && from
        });
        let whom = one.people == other.people && one.meets == other.meets && a.trigger.narrowed == b.trigger.narrowed;
        held(a) && held(b) && a.matter == b.matter && one.to.is_some() && one.to == other.to && timed && whom && b.trigger.text.is_empty()
    };
    let mut kept: Vec<Taken<'_, '_>> = Vec::new();
    for one in taken.drain(..) {
        if !kept.iter().any(|before| same(before, &one)) {
            kept.push(one);
        }
    }
    *taken = kept;
}

/// Whether a row only says what somebody does, and no case comes to anybody by it: "Education | Attendance, exclusions".
fn is_idle(step: &Step) -> bool {
    // "The panel may ask the school what it knows".
    if step.force == Force::May && step.act == Act::Contact && step.action.starts_with("ask") {
        return true;
    }
    if step.limit.is_some() || step.actor.is_none() || step.actor != step.body {
        return false;
    }
    // "Social care | Assessments, family history": what a member brings to a meeting.
    let brought = step.act == Act::Hold && step.matter.as_deref() == Some("assessment") && step.action == step.anchor.quote.exact;
    // "The nurse sees every child in care": whom it is for is said, and the case is one of them where it is walked.
    let trigger = &step.trigger;
    let whom = !trigger.circumstances.is_empty() || !trigger.inherited && !trigger.concerns.is_empty();
    let done = step.act == Act::Decide && step.matter.is_none() && !whom;
    // "Charity that carries out interviews": what somebody is.
    let (exact, action) = (step.anchor.quote.exact.trim_end_matches('.'), step.action.trim_end_matches('.'));
    let said = |joint: &str| exact.contains(&format!(" {joint} {action}")) || exact == action && action.contains(&format!(" {joint} "));
    done || brought || step.act == Act::Hold && (said("that") || said("which"))
}
