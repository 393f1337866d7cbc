//! `route/loop`.

use super::{COMPARED, Taken, View, taken};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{DocumentIndex, route::Act};
use concordat_routes::NodeIndex;
use std::collections::{BTreeMap, BTreeSet};

declare_check! {
    /// A case is sent round between bodies with no end: each passes it to another of them, and none of them is said to do anything
    /// else with it.
    ///
    /// Raised only where every body of the circle passes cases on and no document says that one of them holds, decides or leads
    /// anything, or sends a case out of the circle. Children's social care, its front door and the police end any circle.
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// The Gangs Panel refers every child who is sexually exploited to the Tarn Exploitation Panel.
    /// //- b.md
    /// # Child Sexual Exploitation Strategy 2022
    ///
    /// The Tarn Exploitation Panel refers every child who is in a gang to the Gangs Panel.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// The Gangs Panel refers every child who is sexually exploited to the Tarn Exploitation Panel.
    /// //- b.md
    /// # Child Sexual Exploitation Strategy 2022
    ///
    /// The Tarn Exploitation Panel refers every child who is in a gang to the Gangs Panel. It decides on each referral within five
    /// working days.
    /// ```
    pub(super) static CHECK = {
        id: "route/loop",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Bodies among which circles are looked for.
const MOST: usize = 1000;
/// Circles told of.
const TOLD: usize = 10;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let view = View::of(area);
    let network = area.network;
    let all = taken(area);
    let rows = &area.standard.routes;
    let find = |index: DocumentIndex, body: Option<&concordat_register::route::Body>| network.find(index, body?, rows);
    // What a body does besides passing cases on ends a circle.
    let mut ends: BTreeSet<NodeIndex> = BTreeSet::new();
    let mut ways: BTreeMap<NodeIndex, Vec<(NodeIndex, Taken<'_>)>> = BTreeMap::new();
    for one in &all {
        let (from, to) = (find(one.0, one.2.actor.as_ref()), find(one.0, one.2.body.as_ref()));
        match one.2.act {
            Act::Hold | Act::Decide | Act::Lead => ends.extend(to.into_iter().chain(from)),
            Act::Transfer => match from.zip(to) {
                Some((from, to)) if from != to => ways.entry(from).or_default().push((to, *one)),
                _ => {}
            },
            Act::Contact | Act::Follow => {}
        }
    }
    let passes = |node: NodeIndex| {
        let known =
            network.node(node).is_some_and(|n| n.proper && matches!(n.class.as_str(), "panel" | "team" | "post" | "project" | "service"));
        known && !ends.contains(&node) && ways.contains_key(&node)
    };
    let mut left: BTreeSet<NodeIndex> = ways.keys().copied().filter(|n| passes(*n)).collect();
    // No area has so many bodies; steps made by a program may.
    if left.len() > MOST {
        return;
    }
    // A body from which a case gets out is in no circle: what is left when none gets out goes round.
    loop {
        let out: Vec<NodeIndex> =
            left.iter().filter(|n| ways.get(n).into_iter().flatten().any(|(to, _)| !left.contains(to))).copied().collect();
        if out.is_empty() {
            break;
        }
        left.retain(|n| !out.contains(n));
    }
    let mut told = 0;
    let mut known: BTreeSet<NodeIndex> = BTreeSet::new();
    while told < TOLD {
        let Some(&start) = left.first() else { return };
        let circle = circle(&ways, start);
        left.retain(|node| !circle.iter().any(|(from, _)| from == node));
        left.remove(&start);
        // A body that only leads into a circle finds the one that was told.
        if !circle.iter().any(|(node, _)| known.contains(node)) {
            raise(&view, sink, &circle);
            told += 1;
        }
        known.extend(circle.iter().map(|(node, _)| *node));
    }
}

/// The steps by which a case goes round, found by going on from `start`.
fn circle<'w, 'a>(ways: &'w BTreeMap<NodeIndex, Vec<(NodeIndex, Taken<'a>)>>, start: NodeIndex) -> Vec<(NodeIndex, &'w Taken<'a>)> {
    let (mut at, mut path): (NodeIndex, Vec<(NodeIndex, &Taken<'_>)>) = (start, Vec::new());
    while let Some((to, one)) = ways.get(&at).and_then(|w| w.first()).filter(|_| path.len() < COMPARED) {
        path.push((at, one));
        if let Some(front) = path.iter().position(|(from, _)| from == to) {
            return path.split_off(front);
        }
        at = *to;
    }
    path
}

fn raise(view: &View<'_, '_>, sink: &mut Sink<'_>, circle: &[(NodeIndex, &Taken<'_>)]) {
    let names: Vec<&str> = circle.iter().filter_map(|(node, _)| Some(view.network.node(*node)?.name.as_str())).collect();
    let mut documents: Vec<DocumentIndex> = Vec::new();
    circle.iter().for_each(|(_, t)| {
        if !documents.contains(&t.0) {
            documents.push(t.0)
        }
    });
    let message = format!(
        "Cases go round between the {}, and no document says that one of them does anything else with a case.",
        names.join(" and the ")
    );
    let mut raised = sink.raise(&documents, message);
    for (_, one) in circle.iter().take(4) {
        raised.evidence(one.0, &one.2.anchor);
    }
    raised.suggest("Say which of them keeps the case where both concerns are met, what it decides and by when.");
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::examples;

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn a_body_that_leads_into_a_circle_does_not_tell_it_again() {
        let found = crate::testing::raised(
            "route/loop",
            "//- a.md\n# Gangs Procedure 2021\n\nThe Weir Panel refers every child to the Brook Panel. The Brook Panel refers every child to the Ford Panel.\n\nThe Ford Panel refers every child to the Brook Panel.\n\nThe Lock Panel refers every child to the Ford Panel.\n",
        );
        assert_eq!(found.len(), 1, "{found:#?}");
    }
}
