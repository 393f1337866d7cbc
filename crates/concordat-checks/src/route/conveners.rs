//! Different bodies for what only one can do: a part of `route/conflict`.

use super::conflict::{node, shown};
use super::{Taken, View, ages_meet, bounded, called, one_concern, uncompared};
use crate::Sink;
use concordat_findings::Severity;
use concordat_register::route::{Act, Step};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// Words before "meeting" that give it no name of its own.
const PLAIN: [&str; 40] = [
    "a",
    "an",
    "the",
    "this",
    "that",
    "each",
    "every",
    "any",
    "of",
    "in",
    "at",
    "for",
    "to",
    "and",
    "or",
    "next",
    "first",
    "further",
    "initial",
    "joint",
    "multi-agency",
    "multi",
    "agency",
    "inter-agency",
    "planning",
    "strategy",
    "review",
    "professionals",
    "professionals'",
    "network",
    "team",
    "emergency",
    "regular",
    "weekly",
    "monthly",
    "urgent",
    "same",
    "such",
    "one",
    "another",
];

pub(super) fn check(view: &View<'_, '_>, sink: &mut Sink<'_>, all: &[Taken<'_>]) {
    for matter in ["strategy-discussion", "return-interview"] {
        let held = |t: &&Taken<'_>| t.2.act == Act::Hold && t.2.matter.as_deref() == Some(matter) && !t.2.explained && t.2.body.is_some();
        let name = view.area.standard.routes.matter(matter).map_or(matter, |m| m.name.as_str());
        let differ =
            |a: &Taken<'_>, b: &Taken<'_>| if matter == "return-interview" { other_people(view, a, b) } else { other_service(view, a, b) };
        compare(view, sink, &all.iter().filter(held).copied().collect::<Vec<_>>(), name, &differ);
    }
    let mut named: BTreeMap<String, Vec<Taken<'_>>> = BTreeMap::new();
    for one in all.iter().filter(|t| t.2.act == Act::Hold && !t.2.explained && t.2.body.is_some()) {
        if let Some(name) = own_name(one.2) {
            named.entry(name).or_default().push(*one);
        }
    }
    for (name, steps) in named {
        compare(view, sink, &steps, &format!("the {name}"), &|a, b| other_service(view, a, b));
    }
    for (name, steps) in called(view.area, all) {
        let held: Vec<Taken<'_>> = steps.into_iter().filter(|t| t.2.body.is_some()).collect();
        let one = |a: &Taken<'_>, b: &Taken<'_>| other_service(view, a, b) && one_concern(view.area, a.2, b.2);
        compare(view, sink, &held, &format!("the {name}"), &one);
    }
    schemes(view, sink, all);
}

/// Whether a word before a noun makes a name with it: "planning meeting", and no "first meeting".
pub(super) fn names(word: &str) -> bool {
    const KINDS: [&str; 11] = [
        "planning",
        "strategy",
        "review",
        "professionals",
        "network",
        "mapping",
        "safety",
        "support",
        "risk",
        "joint-planning",
        "multi-agency",
    ];
    word.len() > 3 && (!PLAIN.contains(&word) || KINDS.contains(&word))
}

/// Whether a worker of social care or the service itself does the one, and another body the other.
fn other_service(view: &View<'_, '_>, one: &Taken<'_>, two: &Taken<'_>) -> bool {
    let of_care = |t: &Taken<'_>| matches!(view.class(t.0, t.2.body.as_ref()), "social-care" | "front-door" | "worker" | "anyone" | "");
    !(of_care(one) && of_care(two))
}

/// Whether both are named as one body each, or one is and the other is a social worker.
fn other_people(view: &View<'_, '_>, one: &Taken<'_>, two: &Taken<'_>) -> bool {
    let proper = |t: &Taken<'_>| t.2.body.as_ref().is_some_and(|b| b.proper);
    let worker = |t: &Taken<'_>| view.class(t.0, t.2.body.as_ref()) == "worker";
    proper(one) && proper(two) || proper(one) && worker(two) || worker(one) && proper(two)
}

/// The name of its own that a meeting has: "peer mapping meeting".
fn own_name(step: &Step) -> Option<String> {
    let words = fold_str(&step.anchor.quote.exact);
    let words: Vec<&str> = words.split(|c: char| !(c.is_alphanumeric() || c == '-' || c == '\'')).filter(|w| !w.is_empty()).collect();
    let action = fold_str(&step.action);
    words.windows(3).find_map(|w| {
        let [a, b, noun] = w else { return None };
        let own = matches!(*noun, "meeting" | "conference" | "conversation") && !PLAIN.contains(a) && !PLAIN.contains(b);
        own.then(|| format!("{a} {b} {noun}")).filter(|name| action.contains(name))
    })
}

fn compare(view: &View<'_, '_>, sink: &mut Sink<'_>, steps: &[Taken<'_>], name: &str, differ: &dyn Fn(&Taken<'_>, &Taken<'_>) -> bool) {
    let mut told = BTreeSet::new();
    let mut steps: Vec<&Taken<'_>> = steps.iter().collect();
    let left = bounded(&mut steps, |t| (node(view, t), t.2.trigger.narrowed.clone(), t.2.trigger.least, t.2.trigger.most));
    for (n, one) in steps.iter().enumerate() {
        for two in steps.iter().skip(n + 1).filter(|two| two.0 != one.0) {
            let apart = node(view, one).zip(node(view, two)).is_some_and(|(a, b)| a != b);
            let one_case = one.2.trigger.narrowed == two.2.trigger.narrowed && ages_meet(one.2, two.2);
            if apart && one_case && differ(one, two) && told.insert((one.0, two.0)) {
                let (a, b) = (one.1.entry.title.as_str(), two.1.entry.title.as_str());
                let message = format!("“{a}” has {name} held by the {}, “{b}” by the {}.{}", shown(one), shown(two), uncompared(left));
                let mut raised = sink.raise(&[one.0, two.0], message);
                raised.evidence(one.0, &one.2.anchor).evidence(two.0, &two.2.anchor).severity(Severity::Medium);
                raised.suggest("Agree who does this and name the same body in both documents.");
            }
        }
    }
}

/// Different bodies that make the referral to a national scheme, where one document says that its own does it for all.
fn schemes(view: &View<'_, '_>, sink: &mut Sink<'_>, all: &[Taken<'_>]) {
    let area = view.area;
    let acts = |t: &&Taken<'_>| {
        let known = !matches!(view.class(t.0, t.2.actor.as_ref()), "" | "anyone" | "people" | "inside");
        t.2.act == Act::Transfer && known && view.class(t.0, t.2.body.as_ref()) == "scheme" && !t.2.explained
    };
    let actor = |t: &Taken<'_>| view.network.find(t.0, t.2.actor.as_ref()?, &area.standard.routes);
    let mut steps: Vec<&Taken<'_>> = all.iter().filter(acts).collect();
    bounded(&mut steps, |t| (node(view, t), actor(t)));
    let sole = |t: &Taken<'_>| area.standard.routes.judging.sole.stand_in(&fold_str(&t.2.anchor.quote.exact));
    let mut told = BTreeSet::new();
    for one in steps.iter().filter(|t| sole(t)) {
        let other = steps.iter().find(|t| t.0 != one.0 && node(view, t) == node(view, one) && actor(t) != actor(one));
        let Some(other) = other.filter(|other| told.insert((one.0, other.0))) else { continue };
        let by = |t: &Taken<'_>| t.2.actor.as_ref().map(|b| b.shown()).unwrap_or_default();
        let (a, b) = (one.1.entry.title.as_str(), other.1.entry.title.as_str());
        let message = format!("“{a}” has the {} make every referral to the {}; in “{b}” the {} makes it.", by(one), shown(one), by(other));
        let mut raised = sink.raise(&[one.0, other.0], message);
        raised.evidence(one.0, &one.2.anchor).evidence(other.0, &other.2.anchor).severity(Severity::Medium);
        raised.suggest("Agree who makes this referral and name the same body in both documents.");
    }
}
