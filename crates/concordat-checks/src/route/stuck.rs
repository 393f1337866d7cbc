//! Cases that come to a stand between bodies: a part of `route/dead-end`.
//!
//! One body hands back what another sent it for the very want that made it send; two conditions wait on each other; a route ends in a
//! meeting that nobody is said to call.

use super::{Taken, concerns_meet};
use crate::{Area, Sink};
use concordat_findings::Severity;
use concordat_register::{
    DocumentIndex,
    route::{Act, Awaited, Body, Wait},
};
use concordat_routes::{NodeIndex, guides};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// Words that two conditions may share without being about one thing, besides the names of the bodies.
const PLAIN: [&str; 22] = [
    "case", "cases", "child", "children", "young", "person", "people", "where", "when", "which", "that", "there", "they", "this", "with",
    "does", "their", "have", "been", "should", "will", "back",
];
/// Letters of a word that says what a condition is about, at least.
const LETTERS: usize = 4;
/// Steps of a document that must name who acts before one that names nobody says something.
const NAMED: usize = 3;

pub(super) fn check(area: &Area<'_>, sink: &mut Sink<'_>, all: &[Taken<'_>]) {
    handed_back(area, sink, all);
    waiting(area, sink);
    uncalled(area, sink, all);
}

/// Cases that one body sends on for want of something and the other returns for the same want, so that neither keeps them.
fn handed_back(area: &Area<'_>, sink: &mut Sink<'_>, all: &[Taken<'_>]) {
    let judging = &area.standard.routes.judging;
    let node = |index, body: Option<&Body>| area.network.find(index, body?, &area.standard.routes);
    let sent = all.iter().filter(|t| t.2.act == Act::Transfer && !t.2.explained);
    let ended = sent.filter_map(|t| Some((node(t.0, t.2.actor.as_ref())?, node(t.0, t.2.body.as_ref())?, t))).filter(|(a, b, _)| a != b);
    let mut onwards: BTreeMap<_, Vec<(&Taken<'_>, BTreeSet<String>)>> = BTreeMap::new();
    let mut back = Vec::new();
    for (from, to, one) in ended {
        let words = fold_str(&one.2.anchor.quote.exact);
        if judging.returned.stand_in(&words) && judging.wanting.stand_in(&words) {
            back.push((from, to, one));
        } else if judging.wanting.stand_in(&format!(" {} ", fold_str(&one.2.trigger.text))) {
            onwards.entry((from, to)).or_default().push((one, wanted(&one.2.trigger.text, area, [from, to])));
        }
    }
    let mut told = BTreeSet::new();
    for (from, to, one) in back {
        let Some(sent) = onwards.get(&(to, from)).filter(|_| !told.contains(&(from, to))) else { continue };
        let own = wanted(&one.2.anchor.quote.exact, area, [from, to]);
        let Some((first, _)) = sent.iter().find(|(_, words)| !words.is_disjoint(&own)) else { continue };
        told.insert((from, to));
        let name = |node| area.network.node(node).map_or("", |n| n.name.as_str());
        let message = format!(
            "The {} sends these cases to the {}, and the {} sends them back: neither keeps them.",
            name(to),
            name(from),
            name(from)
        );
        let mut raised = sink.raise(&both(first.0, one.0), message);
        raised.evidence(first.0, &first.2.anchor).evidence(one.0, &one.2.anchor);
        raised.suggest("Say which of the two keeps such a case, and what it does with it.");
    }
}

/// Words after one that says that something is wanting that may say what.
const WANTED: usize = 4;

/// What is wanting: of the words after each that says so, those that say what it is about. "No mentor is needed", but not
/// "once a mentor has been found and there is no further need".
fn wanted(text: &str, area: &Area<'_>, bodies: [NodeIndex; 2]) -> BTreeSet<String> {
    let folded = fold_str(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let wanting = |word: &str| area.standard.routes.judging.wanting.stand_in(&format!(" {word} "));
    let places = words.iter().enumerate().filter(|(_, word)| wanting(word)).map(|(at, _)| at);
    let after: Vec<&str> = places.flat_map(|at| words.iter().skip(at + 1).take(WANTED).copied()).collect();
    about(&after.join(" "), area, bodies)
}

/// The words that say what a condition is about: neither small ones nor those of bodies' names.
fn about(text: &str, area: &Area<'_>, bodies: [NodeIndex; 2]) -> BTreeSet<String> {
    let folded = fold_str(text);
    let names: Vec<&str> = bodies.iter().filter_map(|b| area.network.node(*b)).flat_map(|n| &n.names).flat_map(|n| n.split(' ')).collect();
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() >= LETTERS && !PLAIN.contains(w) && !names.contains(w));
    words.map(str::to_owned).collect()
}

fn both(one: DocumentIndex, two: DocumentIndex) -> Vec<DocumentIndex> {
    if one == two { vec![one] } else { vec![one, two] }
}

/// What waits or is waited for, over all documents.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum End<'a> {
    Matter(&'a str),
    Body(NodeIndex),
}

/// Two things of which each is begun or taken only once the other is done.
fn waiting(area: &Area<'_>, sink: &mut Sink<'_>) {
    let end = |index: DocumentIndex, awaited: &'_ Awaited| match awaited {
        Awaited::Matter(id) => area.standard.routes.matter(id).map(|row| End::Matter(&row.id)),
        Awaited::Body(body) => area.network.find(index, body, &area.standard.routes).map(End::Body),
    };
    let mut known: BTreeMap<(End<'_>, End<'_>), (DocumentIndex, &Wait)> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for (index, facts) in area.indexed().filter(|(_, d)| guides(d)) {
        for wait in &facts.routes.waits {
            let Some((what, needs)) = end(index, &wait.what).zip(end(index, &wait.needs)).filter(|(a, b)| a != b) else { continue };
            let pair = (what.clone().min(needs.clone()), what.clone().max(needs.clone()));
            if let Some((other, first)) = known.get(&(needs.clone(), what.clone()))
                && told.insert(pair)
            {
                let name = |end: &End<'_>| match end {
                    End::Matter(id) => area.standard.routes.matter(id).map_or_else(String::new, |row| row.name.clone()),
                    End::Body(node) => area.network.node(*node).map_or_else(String::new, |n| format!("the {}", n.name)),
                };
                let message = format!("Each waits for the other, and so neither begins: {} and {}.", name(&needs), name(&what));
                let mut raised = sink.raise(&both(*other, index), message);
                raised.evidence(*other, &first.anchor).evidence(index, &wait.anchor);
                raised.suggest("Say which comes first, and let it go ahead without the other.");
            }
            known.entry((what, needs)).or_insert((index, wait));
        }
    }
}

/// Meetings that are to be called in some case, by nobody: the document names who acts elsewhere, and none says who calls such a meeting.
fn uncalled(area: &Area<'_>, sink: &mut Sink<'_>, all: &[Taken<'_>]) {
    let meeting = |t: &Taken<'_>| t.2.act == Act::Hold && t.2.matter.as_deref() == Some("planning-meeting");
    let owned: Vec<&Taken<'_>> = all.iter().filter(|t| meeting(t) && (t.2.body.is_some() || t.2.actor.is_some())).collect();
    let mut told = BTreeSet::new();
    for one in all.iter().filter(|t| meeting(t) && t.2.body.is_none() && t.2.actor.is_none() && !t.2.trigger.text.is_empty()) {
        let steps = &one.1.routes.steps;
        let named = steps.iter().filter(|s| s.actor.is_some()).count();
        let words = format!(" {} ", fold_str(&one.2.anchor.quote.exact));
        let quote = &one.2.anchor.quote;
        let around = format!(" {} {} {} ", fold_str(&quote.prefix), words, fold_str(&quote.suffix));
        let said =
            [" by the ", " by a ", " by an "].iter().any(|w| words.contains(w)) || area.standard.routes.judging.calling.stand_in(&around);
        if one.2.by_hand || said || named < NAMED || named * 2 < steps.len() {
            continue;
        }
        let known = owned.iter().any(|t| t.0 == one.0 || concerns_meet(area, t.2, one.2));
        if known || !told.insert(one.0) {
            continue;
        }
        let mut raised = sink.raise(&[one.0], "The route leads to a meeting, and no document says who calls it.");
        raised.evidence(one.0, &one.2.anchor).severity(Severity::Medium);
        raised.suggest("Name the body that calls the meeting, by when, and who keeps the plan that comes of it.");
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::raised;

    fn messages(fixture: &str) -> Vec<String> {
        raised("route/dead-end", fixture).into_iter().map(|f| f.message).collect()
    }

    #[test]
    fn a_case_that_goes_to_and_fro_for_one_want_is_told_once() {
        let found = messages(
            "//- a.md\n# Gangs Procedure 2021\n\nWhere the Anchor finds that no mentor is needed, it sends the case to the Tarn Project. The Tarn Project returns to the Anchor any case without a mentor.\n",
        );
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].contains("neither keeps them"), "{found:#?}");
        let found = messages(
            "//- a.md\n# Gangs Procedure 2021\n\nWhere the Anchor finds that no mentor is needed, it sends the case to the Tarn Project. The Tarn Project returns to the Anchor any case in which there is no consent.\n",
        );
        assert!(found.is_empty(), "{found:#?}");
        // Neither a report nor a case that is done with goes to and fro.
        for back in [
            "The Tarn Project reports back to the Anchor if a mentor is not found within six weeks.",
            "The Tarn Project returns the form to the Anchor where the mentor’s signature is not on it.",
            "Once a mentor has been found and there is no further need, the Tarn Project returns the case to the Anchor.",
        ] {
            let found = messages(&format!(
                "//- a.md\n# Gangs Procedure 2021\n\nWhere a child has no mentor, the Anchor sends the case to the Tarn Project. {back}\n"
            ));
            assert!(found.is_empty(), "{back} {found:#?}");
        }
    }

    #[test]
    fn conditions_that_wait_on_each_other_are_told_whatever_document_they_stand_in() {
        let a = "//- a.md\n# Gangs Procedure 2021\n\nThe school sends the case to the Weir Panel. An early help assessment is started only once the Weir Panel has agreed to it.\n";
        let b = "//- b.md\n# Panel Protocol 2022\n\nThe school sends each case to the Weir Panel. The Panel takes only children whose early help assessment is complete.\n";
        let found = messages(&format!("{a}{b}"));
        assert!(found.iter().any(|m| m.starts_with("Each waits for the other")), "{found:#?}");
        assert!(messages(a).is_empty() && messages(b).is_empty());
    }

    #[test]
    fn a_meeting_that_somebody_calls_somewhere_is_no_dead_end() {
        let named =
            "The school rings the police. The police tell the Anchor within a day. The social worker visits the child within five days.";
        let meeting = "Where a child is stabbed, a multi-agency meeting is called.";
        let told = |more: &str| {
            let found = messages(&format!("//- a.md\n# Gangs Procedure 2021\n\n{named}\n\n{meeting}\n{more}"));
            found.iter().filter(|m| m.contains("who calls it")).count()
        };
        assert_eq!(told(""), 1);
        assert_eq!(told("\nThe Anchor calls the multi-agency meeting.\n"), 0);
        let next = format!("//- a.md\n# Gangs Procedure 2021\n\n{named}\n\n{meeting} The Anchor convenes it within three working days.\n");
        assert!(!messages(&next).iter().any(|m| m.contains("who calls it")));
        assert_eq!(
            told("//- b.md\n# Youth Violence Protocol 2022\n\nThe Weir Panel convenes a multi-agency meeting where a child is stabbed.\n"),
            0
        );
    }
}
