//! `route/conflict`.

use super::described::Described;
use super::{Taken, View, ages_meet, bounded, concern_words, concerns_meet, conveners, taken, uncompared, with_article};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{
    Anchor, DocumentIndex, Kind,
    route::{Act, Note},
};
use concordat_routes::{NodeIndex, bears_theme, comparable, guides};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

declare_check! {
    /// Two documents send the same concern to different places, or put different bodies in the lead.
    ///
    /// A document that sends a first concern to a panel, a post or a project is raised where another says that every concern comes to
    /// one front door, or that a form sent to the panel is no referral; unless it sends the concern to the front door as well. So is one
    /// that says that social care need not be told, or only if the body that is told thinks so. The front door is the body that a document
    /// calls so, or where none does the one to which the thresholds document sends what stands at a level of social care, or else the one to
    /// which three documents send a first concern and which decides on it. Two
    /// bodies in the lead are raised where both documents speak of the same harm, or of the same two harms together. Telling social
    /// care of a child only after a panel has met is raised too, and so are different bodies for what only one can do: hold the
    /// strategy discussion or the return interview, convene a meeting that has a name of its own, or make the referral to a national
    /// scheme for all partners. What the text explains is not.
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Child Sexual Exploitation Strategy 2021
    ///
    /// Anyone with a concern sends form X4 to the coordinator of the Exploitation Panel.
    /// //- b.md
    /// # Levels of Need 2022
    ///
    /// The Anchor is the single front door. Every concern about a child comes to the Anchor.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// Where a child in a gang is sexually exploited, the Gangs Panel leads.
    /// //- b.md
    /// # Child Sexual Exploitation Strategy 2022
    ///
    /// Where sexual exploitation is linked with a gang, the Exploitation Panel leads.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Child Exploitation Strategy 2021
    ///
    /// Every concern about exploitation goes first to the duty line of the Tarn Team.
    /// //- b.md
    /// # Criminal Exploitation Procedure 2022
    ///
    /// Anyone with a concern about criminal exploitation rings the front door.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Harmful Sexual Behaviour Procedure 2021
    ///
    /// The chair of the Tarn Group convenes a peer mapping meeting within ten working days.
    /// //- b.md
    /// # Peer Groups Framework 2022
    ///
    /// Only the Places Coordinator may convene a peer mapping meeting.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Harmful Sexual Behaviour Policy 2021
    ///
    /// The school sends the case to the Weir Service, and the Weir Service decides whether the Quayside needs to be rung.
    /// //- b.md
    /// # Levels of Need 2022
    ///
    /// At level 4 ring the Quayside on the same day.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Domestic Abuse Policy 2021
    ///
    /// The MARAC leads on every victim of 16 or 17 at high risk.
    /// //- b.md
    /// # Levels of Need 2022
    ///
    /// The Weir Panel leads on every child of 16 or 17 at high risk of exploitation or of violence from a partner.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Child Exploitation Strategy 2021
    ///
    /// Anyone who thinks that a child is exploited rings the Quayside on the same day. The Quayside decides within one working day.
    /// //- b.md
    /// # Harmful Sexual Behaviour Policy 2021
    ///
    /// The school rings the Quayside about both children.
    /// //- c.md
    /// # Missing Children Protocol 2022
    ///
    /// A worker who fears that a missing child is exploited refers the child to the Quayside.
    /// //- d.md
    /// # County Lines Guidance 2022
    ///
    /// A worker who thinks that a child is criminally exploited rings the coordinator of the Weir Panel. You do not also need to ring the Quayside.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Harmful Sexual Behaviour Policy 2021
    ///
    /// At level 2 the school sends the case to the Weir Service. There is no need to ring the Quayside.
    /// //- b.md
    /// # Levels of Need 2022
    ///
    /// At level 4 ring the Quayside on the same day.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// The chair of the Gangs Panel convenes a planning meeting.
    /// //- b.md
    /// # Peer Groups Framework 2022
    ///
    /// The Places Coordinator convenes a planning meeting.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// A worker with a concern rings the Anchor and sends form G1 to the Gangs Panel.
    /// //- b.md
    /// # Levels of Need 2022
    ///
    /// The Anchor is the single front door. Every concern about a child comes to the Anchor.
    /// ```
    pub(super) static CHECK = {
        id: "route/conflict",
        severity: Severity::High,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// The one way in and where that is said.
struct Door<'a> {
    name: String,
    document: DocumentIndex,
    anchor: &'a Anchor,
    /// Whether it is said or shown to be for every concern.
    every: bool,
}

impl Door<'_> {
    /// What its document says of it, after the name of that document.
    fn said(&self, area: &Area<'_>) -> String {
        let name = with_article(&self.name, &self.anchor.quote);
        let called = area.standard.routes.judging.entrance.stand_in(&fold_str(&self.anchor.quote.exact));
        match (self.every, called) {
            (true, _) => format!("has one front door for every concern, {name}"),
            (false, true) => format!("names {name} as the front door"),
            // Nobody calls it so: it is where several documents send what they are first told.
            (false, false) => format!("sends a first concern to {name}"),
        }
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let view = View::of(area);
    let all = taken(area);
    let door = door(&view, &all);
    if let Some(door) = door.as_ref().map_or_else(|| named_door(&view), |d| Some(Door { name: d.name.clone(), ..*d })) {
        first_contacts(&view, sink, &all, &door, true);
    }
    if let Some(door) = door {
        first_contacts(&view, sink, &all, &door, false);
        told_late(&view, sink, &all, &door);
    }
    leads(&view, sink, &all);
    conveners::check(&view, sink, &all);
    parted(&view, sink, &all);
}

/// The front door that every concern comes to: as a document says outright, else as its steps show.
fn door<'a>(view: &View<'_, 'a>, all: &[Taken<'a>]) -> Option<Door<'a>> {
    let said = view.area.indexed().filter(|(_, d)| guides(d)).find_map(|(document, facts)| {
        let note = facts.routes.bodies.iter().find(|n| n.note == Note::OneDoor)?;
        Some(Door { name: note.name.to_string(), document, anchor: note.anchor.as_ref()?, every: true })
    });
    // Where the thresholds document sends what needs social care is where every concern of that weight goes.
    let weighty =
        |t: &Taken<'_>| t.2.trigger.every || t.2.trigger.levels.iter().any(|l| *l >= view.area.standard.routes.helped) && view.by_anyone(t);
    let shown = all.iter().find(|t| {
        t.1.entry.kind == Kind::Thresholds && weighty(t) && matches!(t.2.act, Act::Contact | Act::Transfer) && view.leads_to_door(t)
    });
    let by_step = || {
        shown.map(|t| Door {
            name: t.2.body.as_ref().map(|b| b.shown()).unwrap_or_default(),
            document: t.0,
            anchor: &t.2.anchor,
            every: true,
        })
    };
    // The sentence that sends every concern there is the plainer evidence.
    let every = said.as_ref().and_then(|d| all.iter().find(|t| t.0 == d.document && t.2.trigger.every && view.leads_to_door(t)));
    match (said, every) {
        (Some(door), Some(step)) => Some(Door { anchor: &step.2.anchor, ..door }),
        (Some(door), None) => Some(door),
        (None, _) => by_step(),
    }
}

/// A body that is said to be the front door, though not that it is for every concern.
fn named_door<'a>(view: &View<'_, 'a>) -> Option<Door<'a>> {
    view.area.indexed().filter(|(_, d)| guides(d)).find_map(|(document, facts)| {
        let note = facts.routes.bodies.iter().find(|n| matches!(&n.note, Note::Is(kind) if kind == "front-door"))?;
        let denied = facts.routes.bodies.iter().find(|n| n.note == Note::NoDoor).and_then(|n| n.anchor.as_ref());
        Some(Door { name: note.name.to_string(), document, anchor: denied.or(note.anchor.as_ref())?, every: false })
    })
}

/// First concerns that are sent elsewhere than to the front door; where `alone`, those that nobody else is told of.
fn first_contacts(view: &View<'_, '_>, sink: &mut Sink<'_>, all: &[Taken<'_>], door: &Door<'_>, alone: bool) {
    let area = view.area;
    let described = Described::of(area);
    let mut to_door: BTreeMap<DocumentIndex, Vec<&Taken<'_>>> = BTreeMap::new();
    for one in all.iter().filter(|t| matches!(t.2.act, Act::Contact | Act::Transfer) && view.leads_to_door(t)) {
        to_door.entry(one.0).or_default().push(one);
    }
    let mut told = BTreeSet::new();
    for one in all
        .iter()
        .filter(|t| t.0 != door.document && t.2.alone == alone && (view.is_entry(t) || alone && t.2.act != Act::Lead) && !t.2.explained)
    {
        let Some(body) = one.2.body.as_ref() else { continue };
        // A body is never told against itself, whatever sort of body its own document takes it for.
        let itself = comparable(&fold_str(&body.shown())) == comparable(&fold_str(&door.name));
        if itself || told.contains(&(one.0, fold_str(&body.name))) || !is_side_door(view, one) || described.is_unknown(area, one, body) {
            continue;
        }
        // The same document sends the same case to the front door too.
        let beside = |t: &&Taken<'_>| {
            let same = t.2.anchor.section == one.2.anchor.section && t.2.anchor.heading == one.2.anchor.heading;
            (t.2.anchor.paragraph == one.2.anchor.paragraph && t.2.trigger.narrowed == one.2.trigger.narrowed
                || same && concerns_meet(area, t.2, one.2) && view.is_entry(t))
                && ages_cover(t.2, one.2)
        };
        if !one.2.alone && to_door.get(&one.0).into_iter().flatten().any(beside) {
            continue;
        }
        told.insert((one.0, fold_str(&body.name)));
        let about = concern_words(area, one.2).map(|c| format!(" about {c}")).unwrap_or_default();
        let (title, other) =
            (one.1.entry.title.as_str(), area.document(door.document).map_or("another document", |d| d.entry.title.as_str()));
        let message = format!("“{title}” sends a first concern{about} to the {}; “{other}” {}.", body.shown(), door.said(area));
        let mut raised = sink.raise(&[one.0, door.document], message);
        raised.evidence(one.0, &one.2.anchor).evidence(door.document, door.anchor);
        if let Some((document, anchor)) = no_door(area, one).filter(|(d, a)| *d != door.document || a.span != door.anchor.span) {
            raised.evidence(document, anchor);
        }
        raised
            .suggest(format!("Send a first concern{about} to the front door, and say when and by whom the {} hears of it.", body.shown()));
    }
}

/// First concerns that two documents send to different places, where one of them says in so many words that its own comes first. Of an
/// area with one door for all, [`first_contacts`] has told already.
fn parted(view: &View<'_, '_>, sink: &mut Sink<'_>, all: &[Taken<'_>]) {
    let area = view.area;
    let names = |t: &Taken<'_>| t.2.trigger.every || !t.2.trigger.inherited;
    let sent = |t: &&Taken<'_>| matches!(t.2.act, Act::Contact | Act::Transfer) && !t.2.explained && view.by_anyone(t) && apart(t);
    let mut doors: Vec<&Taken<'_>> = all.iter().filter(sent).filter(|t| view.leads_to_door(t) && names(t)).collect();
    bounded(&mut doors, |t| (t.2.trigger.concerns.clone(), t.2.trigger.narrowed.clone(), t.2.trigger.least, t.2.trigger.most));
    let mut told = BTreeSet::new();
    for one in all.iter().filter(sent).filter(|t| view.is_entry(t) && !view.leads_to_door(t)) {
        let class = view.class(one.0, one.2.body.as_ref());
        let local = one.2.body.as_ref().is_some_and(|b| b.proper) && class != "police" && area.standard.routes.is_side_door(class);
        if !local || told.contains(&one.0) || !area.standard.routes.judging.first.stand_in(&fold_str(&one.2.anchor.quote.exact)) {
            continue;
        }
        let other = doors.iter().find(|t| t.0 != one.0 && concerns_meet(area, t.2, one.2) && ages_meet(t.2, one.2) && close(t, one));
        let Some(other) = other.filter(|_| told.insert(one.0)) else { continue };
        let about = concern_words(area, one.2).map(|c| format!(" about {c}")).unwrap_or_default();
        let (a, b) = (one.1.entry.title.as_str(), other.1.entry.title.as_str());
        let message = format!("“{a}” sends a first concern{about} to the {}; “{b}” sends it to the {}.", shown(one), shown(other));
        let mut raised = sink.raise(&[one.0, other.0], message);
        raised.evidence(one.0, &one.2.anchor).evidence(other.0, &other.2.anchor);
        raised.suggest("Agree one first contact for this concern and name it in both documents.");
    }
}

/// Whether a step is for no case that has a way of its own: danger now, a disagreement, a place, the night.
fn apart(one: &Taken<'_>) -> bool {
    let own = ["danger", "adult", "disagreement", "out-of-hours", "place", "custody"];
    !one.2.trigger.narrowed.iter().any(|n| own.contains(&n.as_str()))
}

/// Whether what narrows one case narrows the other, where both are narrowed.
fn close(one: &Taken<'_>, other: &Taken<'_>) -> bool {
    let (a, b) = (&one.2.trigger.narrowed, &other.2.trigger.narrowed);
    a.is_empty() || b.is_empty() || a.iter().any(|n| b.contains(n))
}

/// Whether every age of `other` is one of `one`.
fn ages_cover(one: &concordat_register::route::Step, other: &concordat_register::route::Step) -> bool {
    let (a, b) = (&one.trigger, &other.trigger);
    a.least.unwrap_or(0) <= b.least.unwrap_or(0) && a.most.unwrap_or(u8::MAX) >= b.most.unwrap_or(u8::MAX)
}

/// Whether a step leads to a body that a first concern should not be sent to alone.
fn is_side_door(view: &View<'_, '_>, one: &Taken<'_>) -> bool {
    let Some(body) = one.2.body.as_ref() else { return false };
    let name = fold_str(&body.name);
    let class = view.class(one.0, Some(body));
    let routes = &view.area.standard.routes;
    if one.2.alone {
        // What stands below the level of social care needs no call to its door.
        let t = &one.2.trigger;
        let low = !t.levels.is_empty() && t.levels.iter().all(|l| *l < routes.helped) || t.narrowed.iter().any(|n| n == "lower-risk");
        return !low && (class != "project" && routes.is_side_door(class) || routes.told_alone.iter().any(|c| c == class));
    }
    if !routes.is_side_door(class) {
        return false;
    }
    // A panel's own terms of reference say how cases come to it; "also" says that another way is meant as well.
    let words = fold_str(&one.2.anchor.quote.exact);
    let judging = &view.area.standard.routes.judging;
    // "The panel is told" after another body has taken the case.
    let informed = judging.informed.stand_in(&words) && !judging.told.stand_in(&words);
    if informed || judging.besides.stand_in(&words) || one.1.entry.kind == Kind::TermsOfReference {
        return false;
    }
    // A conference for adults takes adults; what it does for young people is told apart.
    let adults = judging.adults.stand_in(&name)
        || one.2.trigger.concerns.iter().all(|c| c == "domestic-abuse") && !one.2.trigger.concerns.is_empty();
    let young = one.2.trigger.most.is_some_and(|m| m < 18);
    let part = judging.part.stand_in(&name);
    let missing = one.2.trigger.concerns.iter().any(|c| c == "missing");
    match class {
        "panel" | "post" => body.proper && (!adults || young),
        // A box that bears the name of social care or its door is read there.
        "inbox" => (body.proper || bears_theme(view.area.standard, &name)) && !judging.care.stand_in(&name) && !of_door(view, &name),
        "police" | "team" => body.proper && part && !missing && (!adults || young),
        _ => false,
    }
}

/// Whether a name bears that of a front door of the area.
fn of_door(view: &View<'_, '_>, name: &str) -> bool {
    let doors = view.network.nodes.iter().filter(|n| n.class == "front-door");
    doors.flat_map(|n| &n.names).any(|door| door.len() >= 3 && name.contains(door.as_str()))
}

/// Where a document says that a form sent to this body, or to any panel, is no referral.
fn no_door<'a>(area: &Area<'a>, one: &Taken<'a>) -> Option<(DocumentIndex, &'a Anchor)> {
    let body = one.2.body.as_ref()?;
    let name = fold_str(&body.shown());
    let of_kind = |note: &str| body.kind.as_deref().is_some_and(|kind| note.strip_suffix('s').unwrap_or(note) == kind);
    area.indexed().find_map(|(document, facts)| {
        let mut notes = facts.routes.bodies.iter().filter(|n| n.note == Note::NoDoor);
        let note = notes.find(|n| Some(fold_str(&n.name)).is_some_and(|n| n.len() >= 3 && (name.contains(n.as_str()) || of_kind(&n))))?;
        Some((document, note.anchor.as_ref()?))
    })
}

/// Young people of whom social care hears only after a panel has met.
fn told_late(view: &View<'_, '_>, sink: &mut Sink<'_>, all: &[Taken<'_>], door: &Door<'_>) {
    let area = view.area;
    for one in all.iter().filter(|t| t.0 != door.document && t.2.act == Act::Contact && view.leads_to_door(t)) {
        let words = fold_str(&one.2.anchor.quote.exact);
        let judging = &area.standard.routes.judging;
        let late = judging.outcome.stand_in(&words) && judging.afterwards.stand_in(&words);
        let young = one.2.trigger.least.is_some_and(|l| l < 18) && one.2.trigger.most.is_some_and(|m| m < 18);
        if !(late && young) {
            continue;
        }
        let theirs = area.document(door.document).and_then(|d| {
            let levels = d.meaning.assessment.levels.iter();
            levels
                .filter(|l| l.least.is_some() && one.2.trigger.concerns.iter().any(|c| area.standard.assessment.meet(c, &l.concern)))
                .map(|l| &l.anchor)
                .next()
        });
        let (title, other) =
            (one.1.entry.title.as_str(), area.document(door.document).map_or("another document", |d| d.entry.title.as_str()));
        let ages = one.2.trigger.least.zip(one.2.trigger.most).map(|(a, b)| format!(" of {a} to {b}")).unwrap_or_default();
        let message = format!(
            "In “{title}” children’s social care hears of young people{ages} only after the panel has met; “{other}” {}.",
            door.said(area)
        );
        let mut raised = sink.raise(&[one.0, door.document], message);
        raised.evidence(one.0, &one.2.anchor);
        if let Some(anchor) = theirs {
            raised.evidence(door.document, anchor);
        }
        raised.evidence(door.document, door.anchor);
        raised.suggest("Refer every young person under 18 to the front door at the same time as to the panel.");
    }
}

/// Different bodies in the lead for the same harms.
fn leads(view: &View<'_, '_>, sink: &mut Sink<'_>, all: &[Taken<'_>]) {
    let area = view.area;
    let mut steps: Vec<&Taken<'_>> = all.iter().filter(|t| t.2.act == Act::Lead && t.2.body.as_ref().is_some_and(|b| b.proper)).collect();
    let left = bounded(&mut steps, |t| (node(view, t), t.2.trigger.concerns.clone(), t.2.trigger.least, t.2.trigger.most));
    let mut told = BTreeSet::new();
    for (n, one) in steps.iter().enumerate() {
        for two in steps.iter().skip(n + 1).filter(|two| two.0 != one.0) {
            let bodies = node(view, one).zip(node(view, two));
            let apart = bodies.is_some_and(|(a, b)| a != b);
            if apart
                && (said(one) && said(two) || one_case(one, two))
                && same_harms(area, one, two)
                && ages_meet(one.2, two.2)
                && one.2.trigger.narrowed == two.2.trigger.narrowed
                && told.insert((one.0, two.0))
            {
                let (a, b) = (shown(one), shown(two));
                let about = concern_words(area, one.2).unwrap_or_else(|| "the same harm".to_owned());
                let message =
                    format!("“{}” puts the {a} in the lead for {about}; “{}” puts the {b} there.", one.1.entry.title, two.1.entry.title);
                let mut raised = sink.raise(&[one.0, two.0], message + &uncompared(left));
                raised.evidence(one.0, &one.2.anchor).evidence(two.0, &two.2.anchor);
                raised.suggest("Agree which body leads where the harms meet, and say so in both documents.");
            }
        }
    }
}

/// Whether a step names its concern itself.
fn said(one: &Taken<'_>) -> bool {
    !one.2.trigger.inherited
}

/// Whether one step names its concern and the other has it from its document's theme, and both are for the same ages and the same
/// narrower case, so that nothing parts them but the body.
fn one_case(one: &Taken<'_>, two: &Taken<'_>) -> bool {
    let (a, b) = (&one.2.trigger, &two.2.trigger);
    let limited = a.least.is_some() && (a.least, a.most) == (b.least, b.most);
    (said(one) || said(two)) && (limited || !a.narrowed.is_empty() && a.narrowed == b.narrowed)
}

/// Whether two steps are about the same harm, or about two harms of which each is the other's.
fn same_harms(area: &Area<'_>, one: &Taken<'_>, two: &Taken<'_>) -> bool {
    let (a, b) = (&one.2.trigger.concerns, &two.2.trigger.concerns);
    let meets = |c: &str, list: &[concordat_text::Text]| list.iter().any(|o| area.standard.assessment.meet(c, o));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    // "In all its forms" takes in what the other document joins it with.
    let wide = |t: &Taken<'_>| area.standard.routes.judging.wide.stand_in(&fold_str(&t.2.anchor.quote.exact));
    let each = |t: &Taken<'_>| area.standard.routes.judging.each.stand_in(&fold_str(&t.2.anchor.quote.exact));
    (wide(two) || each(one) || a.iter().all(|c| meets(c, b)))
        && (wide(one) || each(two) || b.iter().all(|c| meets(c, a)))
        && a.iter().any(|c| meets(c, b))
}

pub(super) fn node(view: &View<'_, '_>, taken: &Taken<'_>) -> Option<NodeIndex> {
    view.network.find(taken.0, taken.2.body.as_ref()?, &view.area.standard.routes)
}

pub(super) fn shown(taken: &Taken<'_>) -> String {
    taken.2.body.as_ref().map(|b| b.shown()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn a_body_that_decides_who_else_is_told_stands_in_the_place_of_the_front_door() {
        let found = |words: &str| {
            let site = format!(
                "//- a.md\n# County Lines Toolkit 2021\n\n{words}\n//- b.md\n# Child Exploitation Strategy 2022\n\nThe Anchor means the front door to children's social care. A worker who suspects that a child is exploited refers the child to the Anchor on the same day.\n"
            );
            raised("route/conflict", &site)
        };
        let desk = "The Tarn Lines Desk is open every day.\n\nEmail the Tarn Lines Desk within 24 hours.";
        let told = found(&format!("{desk} The sergeant decides who else is told."));
        assert_eq!(told.len(), 1);
        assert!(told[0].message.ends_with("names the Anchor as the front door."), "{}", told[0].message);
        assert_eq!(found(&format!("{desk} The sergeant decides what is done.")).len(), 0);
        let sent = |then: &str| format!("A patient of 16 or 17 is referred to the Tarn Panel. {then}");
        assert_eq!(found(&sent("The Anchor is told only if the patient agrees.")).len(), 1);
        assert_eq!(found(&sent("The parents are told only if the patient agrees.")).len(), 0);
        assert_eq!(found(&sent("The Anchor is told, whether or not the patient agrees.")).len(), 0);
    }

    #[test]
    fn a_box_of_one_theme_stands_beside_the_front_door() {
        let site = |inbox: &str| {
            format!(
                "//- a.md\n# Child Exploitation Strategy 2021\n\nAny worker who fears exploitation e-mails the form to the {inbox}, which the coordinator reads each day.\n//- b.md\n# Levels of Need 2022\n\nThe Anchor is the single front door. Every concern about a child comes to the Anchor.\n"
            )
        };
        let found = |inbox: &str| raised("route/conflict", &site(inbox)).len();
        assert_eq!((found("exploitation inbox"), found("secure inbox")), (1, 0));
    }
}
