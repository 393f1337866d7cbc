//! `route/timescale`.

use super::{Taken, View, ages_meet, bounded, called, concerns_meet, one_concern, taken, uncompared};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{
    DocumentIndex, Kind,
    route::{Act, Limit, Step, Unit},
};
use concordat_routes::NodeIndex;
use concordat_text::{CharSpan, fold_str, words};
use std::collections::{BTreeMap, BTreeSet};

declare_check! {
    /// Two places give different times for the same step: 24 hours here, one working day there, at once in a third.
    ///
    /// Steps are the same where the same thing is held or decided (a strategy discussion, a return interview, the decision on a
    /// referral), where a child is listed for the same panel or a case sent to it after the same event, where a meeting of one name is held for the same concern within a time of the
    /// same event, where the same concern is first told to the front door, or where the words are nearly the same. Nothing is raised
    /// where the limits start from different events, where one is for a narrower case (custody, high risk, a child in care), or where
    /// the text says why it differs.
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// Children's social care holds a strategy discussion within three working days.
    /// //- b.md
    /// # Levels of Need 2022
    ///
    /// Children's social care holds a strategy discussion within one working day.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Missing Children Protocol 2021
    ///
    /// The Tarn Project offers a return home interview within 72 hours of return.
    /// //- b.md
    /// # Child Sexual Exploitation Strategy 2022
    ///
    /// A child who has been missing is offered a return interview within three working days of their return.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// The chair of the Tarn Group convenes a planning meeting within five working days of the incident.
    /// //- b.md
    /// # Youth Violence Protocol 2022
    ///
    /// The school holds a planning meeting within ten working days of the incident.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// Where the risk is high, the worker sends the form to the Weir Panel coordinator within two working days of the incident.
    /// //- b.md
    /// # Youth Violence Protocol 2022
    ///
    /// ## If the risk is high
    ///
    /// Send the form to the Weir Panel coordinator within five working days of the incident.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// The social worker holds a strategy discussion within two working days of the decision. Where a weapon was used the discussion is held
    /// within six hours.
    /// //- b.md
    /// # Levels of Need 2022
    ///
    /// A strategy discussion is held by the social worker within two working days of the decision.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Harmful Sexual Behaviour Procedure 2021
    ///
    /// If the child is in custody, the strategy discussion is held within four hours, because the custody clock runs.
    /// //- b.md
    /// # Levels of Need 2022
    ///
    /// Children's social care holds a strategy discussion within one working day.
    /// ```
    pub(super) static CHECK = {
        id: "route/timescale",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "Department for Education, Working Together to Safeguard Children, 2023: timescales are agreed and published",
        run: run,
    }
}

/// Pieces of evidence shown of one finding.
const SHOWN: usize = 3;
/// Steps of the same act and body that are compared by their words.
const ALIKE: usize = 40;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let mut all: Vec<Taken<'_>> = taken(area).into_iter().filter(|t| measured(t).is_some() && !t.2.explained).collect();
    except(&mut all);
    let view = View::of(area);
    let mut told = Told::default();
    let mut by_matter: BTreeMap<&str, Vec<Taken<'_>>> = BTreeMap::new();
    for one in &all {
        let row = one.2.matter.as_deref().and_then(|m| area.standard.routes.matter(m)).filter(|row| row.compared);
        let Some(row) = row else { continue };
        let matter = row.id.as_str();
        if matches!(one.2.act, Act::Hold | Act::Decide) || row.sent && one.2.act == Act::Transfer {
            by_matter.entry(matter).or_default().push(*one);
        }
    }
    for (matter, steps) in &by_matter {
        let name = area.standard.routes.matter(matter).map_or(*matter, |row| row.name.as_str());
        let default = area.standard.routes.matter(matter).and_then(|row| row.from.as_deref());
        // A panel's time is its own; what only one service can do has one time.
        let by = area.standard.routes.matter(matter).is_some_and(|row| row.by.is_some());
        let service = |t: &Taken<'_>| matches!(view.class(t.0, t.2.body.as_ref()), "" | "social-care" | "front-door" | "worker" | "anyone");
        let one_body = *matter == "hearing" || area.standard.routes.matter(matter).is_some_and(|row| row.sent);
        let fits = |a: &Taken<'_>, b: &Taken<'_>| if by { service(a) && service(b) } else { !one_body || same_body(&view, a, b) };
        compare(sink, steps, &mut told, name, |a, b| same_event(a, b, default) && fits(a, b));
    }
    let entries: Vec<Taken<'_>> =
        all.iter().filter(|t| t.2.act == Act::Contact && view.leads_to_door(t) && view.is_entry(t)).copied().collect();
    compare(sink, &entries, &mut told, "the first call to the front door", |a, b| {
        concerns_meet(area, a.2, b.2) && !a.2.trigger.inherited && !b.2.trigger.inherited && same_event(a, b, Some("incident"))
    });
    // What stands at one level of need is told to the front door by one time.
    let at_level = |t: &&Taken<'_>| matches!(t.2.act, Act::Contact | Act::Transfer) && view.leads_to_door(t) && view.by_anyone(t);
    let at_level: Vec<Taken<'_>> = all.iter().filter(|t| !t.2.trigger.levels.is_empty()).filter(at_level).copied().collect();
    compare(sink, &at_level, &mut told, "the call to the front door", |a, b| {
        a.2.trigger.levels == b.2.trigger.levels && a.2.act == b.2.act && same_event(a, b, Some("incident"))
    });
    // What is sent to one panel or post after one event has one time.
    for (name, steps) in sent_to_one(&view, &all) {
        compare(sink, &steps, &mut told, &name, |a, b| same_event(a, b, None) && concerns_meet(area, a.2, b.2));
    }
    for (name, steps) in called(area, &all) {
        compare(sink, &steps, &mut told, &format!("the {name}"), |a, b| one_concern(area, a.2, b.2));
    }
    alike(sink, &all, &mut told);
}

/// Words that open a case beside the general one.
const IF: [&str; 6] = ["where ", "if ", "when ", "for a ", "for any ", "in the case "];

/// Leaves out what is an exception to the step before it in the same paragraph: the same thing, by another time, in a case that its own
/// sentence opens with. "The meeting is held within three days. Where evidence may be lost it is held the same day."
fn except(all: &mut Vec<Taken<'_>>) {
    let opens = |step: &Step| {
        let words = fold_str(&step.anchor.quote.exact);
        IF.iter().any(|word| words.starts_with(word))
    };
    let mut general: BTreeMap<_, Vec<(CharSpan, Limit)>> = BTreeMap::new();
    let place = |t: &Taken<'_>| t.2.matter.clone().map(|matter| (t.0, t.2.anchor.paragraph, matter));
    for one in all.iter().filter(|t| !opens(t.2)) {
        if let (Some(place), Some(limit)) = (place(one), measured(one)) {
            general.entry(place).or_default().push((one.2.anchor.span, limit.clone()));
        }
    }
    let beside = |t: &Taken<'_>| place(t).and_then(|place| general.get(&place)).into_iter().flatten();
    let before = |t: &Taken<'_>| {
        let at = t.2.anchor.span;
        beside(t).any(|(span, limit)| span.start < at.start && measured(t).is_some_and(|own| !own.same_time(limit)))
    };
    all.retain(|t| !(opens(t.2) && before(t)));
}

/// One thing, a case or a form, that is sent to one panel or post of a name of its own, within a time from an event that the words
/// give. What it is stands before the "to" of the action; a chronology and a form may have times of their own.
fn sent_to_one<'a>(view: &View<'_, 'a>, all: &[Taken<'a>]) -> Vec<(String, Vec<Taken<'a>>)> {
    let mut found: BTreeMap<(NodeIndex, String), Vec<Taken<'a>>> = BTreeMap::new();
    for one in all.iter().filter(|t| t.2.act == Act::Transfer && measured(t).is_some_and(|l| l.from.is_some())) {
        let body = one.2.body.as_ref().filter(|b| b.proper && matches!(view.class(one.0, Some(b)), "panel" | "post"));
        if let Some(node) = body.and_then(|b| view.network.find(one.0, b, &view.area.standard.routes)) {
            let action = fold_str(&one.2.action);
            let thing = action.split_once(" to ").and_then(|(before, _)| before.rsplit(' ').next()).unwrap_or_default();
            found.entry((node, thing.to_owned())).or_default().push(*one);
        }
    }
    let name = |node: NodeIndex| view.network.node(node).map_or("", |n| n.name.as_str());
    found.into_iter().map(|((node, _), steps)| (format!("what is sent to the {}", name(node)), steps)).collect()
}

/// What was told: by name and documents, and by the two steps, so that one pair is not told under two names.
#[derive(Default)]
struct Told {
    named: BTreeSet<(String, DocumentIndex, DocumentIndex)>,
    pairs: BTreeSet<[(DocumentIndex, CharSpan); 2]>,
}

impl Told {
    /// Takes note of a pair; whether it is new.
    fn is_new(&mut self, name: &str, one: &Taken<'_>, two: &Taken<'_>) -> bool {
        let mut pair = [(one.0, one.2.anchor.span), (two.0, two.2.anchor.span)];
        pair.sort();
        let named = (name.to_owned(), one.0.min(two.0), one.0.max(two.0));
        !self.pairs.contains(&pair) && self.named.insert(named) && self.pairs.insert(pair)
    }
}

/// Whether two steps lead to one body.
fn same_body(view: &View<'_, '_>, one: &Taken<'_>, two: &Taken<'_>) -> bool {
    let node = |t: &Taken<'_>| view.network.find(t.0, t.2.body.as_ref()?, &view.area.standard.routes);
    node(one).is_some() && node(one) == node(two)
}

/// Sets steps beside each other: each document's against those of the document that the others are held to.
fn compare(sink: &mut Sink<'_>, steps: &[Taken<'_>], told: &mut Told, name: &str, same: impl Fn(&Taken<'_>, &Taken<'_>) -> bool) {
    let mut steps: Vec<&Taken<'_>> = steps.iter().collect();
    // The thresholds document is what the others are held against.
    let time = |t: &Taken<'_>| measured(t).map(|l| (l.amount, l.unit, l.from.clone()));
    let left = bounded(&mut steps, |t| (time(t), t.2.trigger.narrowed.clone(), t.2.trigger.least, t.2.trigger.most));
    steps.sort_by_key(|(index, d, s)| (d.entry.kind != Kind::Thresholds, *index, s.anchor.span));
    for (n, one) in steps.iter().enumerate() {
        for two in steps.iter().skip(n + 1) {
            let apart = one.0 != two.0 || one.2.anchor.paragraph != two.2.anchor.paragraph;
            let fits =
                apart && differ(one, two) && same(one, two) && ages_meet(one.2, two.2) && one.2.trigger.narrowed == two.2.trigger.narrowed;
            if !fits {
                continue;
            }
            // One document that gives both times for two cases says so somewhere that was not read.
            let held = steps
                .iter()
                .take(n)
                .any(|r| r.0 != two.0 && !differ(r, one) && same(r, one) && r.2.trigger.narrowed == one.2.trigger.narrowed);
            let both = held || one.0 == two.0 && steps.iter().any(|t| t.0 != one.0 && !differ(t, one));
            // Where a third document agrees with the second and was set against the first, that finding has told both.
            let told_of = |r: &&Taken<'_>| {
                let three = r.0 != one.0 && r.0 != two.0 && !differ(r, two) && differ(r, one);
                three && same(r, one) && ages_meet(r.2, one.2) && r.2.trigger.narrowed == one.2.trigger.narrowed
            };
            let again = one.0 != two.0 && steps.iter().take(n).any(told_of);
            if !both && !again && told.is_new(name, one, two) {
                raise(sink, one, two, name, (&steps, left));
            }
        }
    }
}

/// A step with the words that tell what it says.
type Worded<'a> = (Taken<'a>, BTreeSet<String>);

/// Steps of one act and body whose words are nearly the same.
fn alike(sink: &mut Sink<'_>, all: &[Taken<'_>], told: &mut Told) {
    let mut groups: BTreeMap<(Act, String), Vec<Worded<'_>>> = BTreeMap::new();
    for one in all {
        let Some(body) = one.2.body.as_ref() else { continue };
        let list = groups.entry((one.2.act, fold_str(&body.name))).or_default();
        if list.len() < ALIKE {
            list.push((*one, content(&one.2.anchor.quote.exact)));
        }
    }
    for list in groups.values() {
        for (n, (one, words)) in list.iter().enumerate() {
            for (two, others) in list.iter().skip(n + 1).filter(|(two, _)| two.0 != one.0) {
                let shared = words.intersection(others).count();
                let near = shared * 10 >= words.union(others).count() * 6 && shared >= 5;
                // A third document with the very words of the second was set against the first.
                let again = list.iter().take(n).any(|(r, same)| {
                    let narrowed = r.2.trigger.narrowed == one.2.trigger.narrowed;
                    r.0 != one.0 && same == others && !differ(r, two) && differ(r, one) && narrowed
                });
                if near && !again && differ(one, two) && one.2.trigger.narrowed == two.2.trigger.narrowed && told.is_new("words", one, two)
                {
                    let worded: Vec<&Taken<'_>> = list.iter().filter(|(_, w)| w == words).map(|(t, _)| t).collect();
                    raise(sink, one, two, "the same step", (&worded, 0));
                }
            }
        }
    }
}

/// The words of a sentence that are neither numbers nor units.
fn content(text: &str) -> BTreeSet<String> {
    let folded = fold_str(text);
    let time = [
        "within", "working", "minute", "minutes", "hour", "hours", "day", "days", "one", "two", "three", "four", "five", "ten", "the", "a",
        "of", "and", "to",
    ];
    words(&folded).map(|w| w.text.to_owned()).filter(|w| !time.contains(&w.as_str()) && !w.bytes().all(|b| b.is_ascii_digit())).collect()
}

fn measured<'a>(taken: &Taken<'a>) -> Option<&'a Limit> {
    taken.2.limit.as_ref().filter(|l| l.unit != Unit::Open)
}

fn differ(one: &Taken<'_>, two: &Taken<'_>) -> bool {
    measured(one).zip(measured(two)).is_some_and(|(a, b)| !a.same_time(b))
}

/// Whether two limits start from one event, taking `default` where the text names none.
fn same_event(one: &Taken<'_>, two: &Taken<'_>, default: Option<&str>) -> bool {
    let event = |t: &Taken<'_>| measured(t).and_then(|l| l.from.clone());
    match (event(one), event(two)) {
        (Some(a), Some(b)) => a == b,
        (Some(a), None) | (None, Some(a)) => {
            default.is_none_or(|d| a == d) || matches!((a.as_str(), default), ("referral", Some("decision")))
        }
        (None, None) => true,
    }
}

fn raise(sink: &mut Sink<'_>, one: &Taken<'_>, two: &Taken<'_>, name: &str, (all, left): (&[&Taken<'_>], usize)) {
    let time = |t: &Taken<'_>| measured(t).map(|l| l.text.to_string()).unwrap_or_default();
    let (a, b) = (one.1.entry.title.as_str(), two.1.entry.title.as_str());
    let message = if one.0 == two.0 {
        format!("“{b}” gives two times for {name}: “{}” and “{}”.", time(one), time(two))
    } else {
        format!("“{b}” and “{a}” give different times for {name}: “{}” against “{}”.", time(two), time(one))
    };
    let documents = if one.0 == two.0 { vec![two.0] } else { vec![two.0, one.0] };
    let mut raised = sink.raise(&documents, message + &uncompared(left));
    raised.evidence(two.0, &two.2.anchor).evidence(one.0, &one.2.anchor);
    // Others that agree with the time that is departed from.
    let agree = all.iter().filter(|t| t.0 != one.0 && t.0 != two.0 && !differ(t, one) && t.2.trigger.narrowed == one.2.trigger.narrowed);
    for other in agree.take(SHOWN - 2) {
        raised.evidence(other.0, &other.2.anchor);
    }
    raised.suggest("Agree one time and the event it starts from, or say in the text why this case differs.");
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{examples, raised};

    #[test]
    fn the_manager_of_the_front_door_acts_for_it() {
        let site = |procedure: &str| {
            format!(
                "//- a.md\n# Harmful Sexual Behaviour Procedure 2021\n\n{procedure}\n//- b.md\n# Child Exploitation Strategy 2022\n\nThe Anchor means the front door to children's social care. The Anchor manager shall determine the referral, and inform the referrer of the determination, within one working day of receipt.\n"
            )
        };
        let found = |procedure: &str| raised("route/timescale", &site(procedure)).len();
        assert_eq!(found("4.3 The Anchor informs the named nurse of its decision within three working days of the referral."), 1);
        assert_eq!(found("4.3 The Anchor informs the named nurse of its decision within one working day of the referral."), 0);
    }

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn a_time_that_two_documents_share_is_set_against_a_third_once() {
        let site = |time: &str| format!("The independent visitor offers the child a return interview within {time}.\n");
        let three = format!(
            "//- a.md\n# Missing Protocol 2018\n\n{}//- b.md\n# Exploitation Procedure 2023\n\n{}//- c.md\n# Gangs Procedure 2021\n\n{}",
            site("72 hours"),
            site("five working days"),
            site("72 hours")
        );
        let found = raised("route/timescale", &three);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert_eq!(found[0].evidence.len(), 3, "the third is shown: {found:#?}");
    }
}
