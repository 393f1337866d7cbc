//! `route/dead-end`.

use super::described::Described;
use super::{Taken, stuck, taken};
use crate::{Area, Sink, declare::declare_check, reference::titled};
use concordat_findings::{Severity, wording::clip};
use concordat_register::{
    Anchor, DocumentIndex,
    route::{Act, Body, Left, Note, Step},
};
use concordat_routes::{comparable, guides};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

declare_check! {
    /// A route leads to nobody: to a post that is vacant or that no document knows, to a team that has ended, to an inbox that nobody
    /// is said to read, or to no one in particular; or a document leaves some children out and does not say where they go. So it is with a case
    /// that two bodies send to and fro for one want, conditions of which each waits for the other, and a meeting that nobody calls.
    ///
    /// A post is known where any document speaks of it elsewhere, or gives a number or an address for it where it is named. Posts that
    /// every area has, such as the designated safeguarding lead, are always known. A post or team in small letters is raised where it has
    /// a name that no other area would give it, and that name stands nowhere else.
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Child Sexual Exploitation Strategy 2021
    ///
    /// Where the person causing harm is a child, the case is passed to the Young Harm Navigator.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// Other worries about a child will be passed on as appropriate.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Domestic Abuse Policy 2021
    ///
    /// Young people aged 16 and 17 at medium risk fall outside this policy.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Teenage Relationships Procedure 2021
    ///
    /// The worker passes the matter to the Young Persons' Violence Co-ordinator.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Estates Policy 2021
    ///
    /// Where the child complained of is under 10 the report is closed and nothing more is done.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Health Pathway 2021
    ///
    /// Children are referred to the CAMHS liaison practitioner, a post which has been vacant since May.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Missing Children Protocol 2021
    ///
    /// The carer rings the Missing Children Navigator. The post of Missing Children Navigator is vacant.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// Where the risk is low, send the case to the Safe Tarn inbox.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Harmful Sexual Behaviour Procedure 2021
    ///
    /// Each report is signed off by the Tarn Practice Lead (post vacant since May).
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Harmful Sexual Behaviour Procedure 2021
    ///
    /// The school lets the quayside friendship champion know within a day.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Harmful Sexual Behaviour Procedure 2021
    ///
    /// Where the child is under 10, write down what was seen. The case is then closed to the pathway.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// Where the Anchor finds that no mentor is needed, it sends the case to the Tarn Project. The Tarn Project returns to the Anchor any
    /// case without a mentor.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// Each case goes to the Weir Panel. A safety plan is written only once the Weir Panel has met.
    /// //- b.md
    /// # Panel Protocol 2022
    ///
    /// Each case goes to the Weir Panel. The Panel does not consider a case until a safety plan has been signed.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Harmful Sexual Behaviour Procedure 2021
    ///
    /// The school lets the attendance officer know and tells the domestic abuse lead.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// Send the case to the Safe Tarn inbox, which is checked each hour by the duty team.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Child Sexual Exploitation Strategy 2021
    ///
    /// The case is passed to the Young Harm Navigator. Adults fall outside this strategy.
    /// //- b.md
    /// # Harmful Sexual Behaviour Procedure 2021
    ///
    /// The Young Harm Navigator meets each child within a week and sees the plan through.
    /// ```
    pub(super) static CHECK = {
        id: "route/dead-end",
        severity: Severity::High,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let all = taken(area);
    let (described, ended_bodies) = (Described::of(area), all_ended(area));
    let actors: BTreeSet<&str> = all.iter().filter_map(|t| t.2.actor.as_ref()).map(|a| a.name.as_str()).collect();
    let mut told = BTreeSet::new();
    for one in all.iter().filter(|t| matches!(t.2.act, Act::Contact | Act::Transfer)) {
        let Some(body) = one.2.body.as_ref() else { continue };
        let key = (one.0, fold_str(&body.name));
        if told.contains(&key) {
            continue;
        }
        if let Some((by, anchor, of)) = vacant(area, one, body) {
            raise_vacant(area, sink, one, body, (by, anchor, of));
            told.insert(key);
        } else if let Some((by, anchor)) = ended(&ended_bodies, one, body) {
            raise_ended(area, sink, one, body, (by, anchor));
            told.insert(key);
        } else if is_box(area, one, body, &actors) {
            let message = format!("A step sends cases to the {}, and no document says who reads what comes there.", body.name);
            let mut raised = sink.raise(&[one.0], message);
            raised.evidence(one.0, &one.2.anchor).severity(Severity::Medium);
            raised.suggest(format!("Name the team that reads what comes to the {}, how often, and what it does next.", body.name));
            told.insert(key);
        } else if described.is_unknown(area, one, body) {
            let message =
                format!("A step leads to the {}, which no document describes, and nothing is said of what happens next.", body.name);
            let mut raised = sink.raise(&[one.0], message);
            raised.evidence(one.0, &one.2.anchor);
            if !body.proper || body.name.rsplit(' ').next().is_some_and(|w| w.starts_with(char::is_lowercase)) {
                // What is not written as a name may be known to whoever wrote it.
                raised.severity(Severity::Medium);
            }
            raised.suggest(format!(
                "Say who the {} is, how they are reached and what they do next, or name the body that takes the case.",
                body.name
            ));
            told.insert(key);
        }
    }
    held(area, sink, &all, &mut told);
    left(area, sink);
    stuck::check(area, sink, &all);
}

/// What is to be done by a post that is vacant.
fn held(area: &Area<'_>, sink: &mut Sink<'_>, all: &[Taken<'_>], told: &mut BTreeSet<(DocumentIndex, String)>) {
    for one in all.iter().filter(|t| matches!(t.2.act, Act::Hold | Act::Decide | Act::Lead)) {
        let Some(body) = one.2.body.as_ref().filter(|b| b.proper) else { continue };
        let found = vacant(area, one, body).filter(|_| told.insert((one.0, fold_str(&body.name))));
        if let Some((by, anchor, _)) = found {
            let documents = if by == one.0 { vec![one.0] } else { vec![one.0, by] };
            let mut raised = sink.raise(&documents, format!("A step is to be taken by the {}, and that post is not filled.", body.name));
            raised.evidence(one.0, &one.2.anchor).evidence(by, &anchor);
            raised.suggest(format!("Name who does what is left to the {} until that post is filled.", body.name));
        }
    }
}

/// Whether a body is a box for letters that nobody is said to read: nobody who acts bears its name, or the first word of it.
fn is_box(area: &Area<'_>, one: &Taken<'_>, body: &Body, actors: &BTreeSet<&str>) -> bool {
    let rows = &area.standard.routes;
    if body.kind.as_deref().is_none_or(|kind| rows.class(kind) != "inbox") {
        return false;
    }
    let manned = |text: &str| rows.judging.manned.stand_in(&fold_str(text));
    let node = area.network.find(one.0, body, rows).and_then(|n| area.network.node(n));
    let quote = &one.2.anchor.quote;
    let first = body.name.split(' ').next().filter(|w| w.starts_with(char::is_uppercase));
    let of_name = first.is_some_and(|word| actors.iter().any(|a| a.split(' ').any(|w| w == word)));
    // Whoever grades or hears what comes there, as the words after say, reads it.
    let at = one.2.anchor.span;
    let next =
        |s: &Step| s.anchor.paragraph == one.2.anchor.paragraph && s.anchor.span.start >= at.end && s.anchor.span.start <= at.end + 4;
    let read = one.1.routes.steps.iter().any(|s| next(s) && s.act == Act::Decide && s.body.is_some());
    // The box of a unit is read by the unit.
    !read && !body.name.contains(" of ") && !manned(&quote.exact) && !manned(&quote.suffix) && node.is_none_or(|n| !n.named) && !of_name
}

/// Characters of the words that a message shows.
const SHOWN: usize = 120;

/// Cases that documents leave out or leave to nobody.
fn left(area: &Area<'_>, sink: &mut Sink<'_>) {
    for (index, document) in area.indexed().filter(|(_, d)| guides(d)) {
        let title = titled(&document.entry);
        for gap in &document.routes.gaps {
            // The words stand in the message, since a list of steps shows that alone: which document, and whom it leaves out.
            let words = clip(gap.anchor.quote.exact.trim(), SHOWN).into_owned();
            let (message, suggestion) = match gap.left {
                Left::Outside => (
                    format!("{title} leaves young people out (“{words}”) and does not say where they go instead."),
                    format!("Say in {title} which document and which body those come under whom it leaves out, and how they get there."),
                ),
                Left::ToNobody => (
                    format!("A route in {title} leads to nobody in particular (“{words}”): a reader cannot tell whom to turn to."),
                    format!("Name in {title} the body, how it is reached and by when."),
                ),
            };
            let mut raised = sink.raise(&[index], message);
            raised.evidence(index, &gap.anchor).suggest(suggestion);
            if gap.left == Left::ToNobody {
                raised.severity(Severity::Medium);
            }
        }
    }
}

/// Where a document says that the post is vacant.
fn vacant<'a>(area: &Area<'a>, one: &Taken<'a>, body: &Body) -> Option<(DocumentIndex, Anchor, String)> {
    let node = area.network.node(area.network.find(one.0, body, &area.standard.routes)?)?;
    let own = node.notes.iter().find(|(_, note, _)| *note == Note::Vacant).filter(|_| node.proper);
    own.map(|(document, _, anchor)| (*document, anchor.clone(), node.name.clone()))
}

fn raise_vacant(area: &Area<'_>, sink: &mut Sink<'_>, one: &Taken<'_>, body: &Body, (by, anchor, _): (DocumentIndex, Anchor, String)) {
    let _ = area;
    let documents = if by == one.0 { vec![one.0] } else { vec![one.0, by] };
    let mut raised = sink.raise(&documents, format!("A step leads to the {}, and that post is not filled.", body.name));
    raised.evidence(one.0, &one.2.anchor).evidence(by, &anchor);
    raised.suggest(format!("Name who takes the cases of the {} until that post is filled.", body.name));
}

/// Bodies that documents say have ended, by name, with every document that says so.
type Ended<'a> = BTreeMap<&'a str, Vec<(DocumentIndex, &'a Anchor)>>;

fn all_ended<'a>(area: &Area<'a>) -> Ended<'a> {
    let mut found = Ended::new();
    for (index, document) in area.indexed().filter(|(_, d)| guides(d)) {
        for body in document.currency.ended.iter().filter(|e| e.name.contains(' ')) {
            found.entry(&body.name).or_default().push((index, &body.anchor));
        }
    }
    found
}

/// Where another document says that the body has ended. "The desk at Quay House" is the desk.
fn ended<'a>(known: &Ended<'a>, one: &Taken<'a>, body: &Body) -> Option<(DocumentIndex, &'a Anchor)> {
    if !body.proper || known.is_empty() {
        return None;
    }
    let name = fold_str(body.full.as_deref().unwrap_or(&body.name));
    let plain = comparable(&name);
    let fronts = plain.match_indices(" at ").filter_map(|(at, _)| plain.get(..at));
    let found = std::iter::once(plain).chain(fronts).find_map(|n| known.get(n))?;
    found.iter().find(|(index, _)| *index != one.0).copied()
}

fn raise_ended(area: &Area<'_>, sink: &mut Sink<'_>, one: &Taken<'_>, body: &Body, (by, anchor): (DocumentIndex, &Anchor)) {
    let title = area.document(by).map_or("another document", |d| d.entry.title.as_str());
    let message = format!("A step leads to the {}; “{title}” says that it has ended, so the case would reach nobody.", body.name);
    let mut raised = sink.raise(&[one.0, by], message);
    raised.evidence(one.0, &one.2.anchor).evidence(by, anchor);
    raised.suggest(format!("Name what took the place of the {}, with its number and address.", body.name));
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    fn ends(procedure: &str, more: &str) -> usize {
        let other = format!("//- b.md\n# Levels of Need 2022\n\nEvery concern goes to the Anchor, the front door.{more}\n");
        raised("route/dead-end", &format!("//- a.md\n# Gangs Procedure 2021\n\n{procedure}\n{other}")).len()
    }

    #[test]
    fn a_network_that_nobody_describes_is_nowhere() {
        let step = "Children who do not need the panel are moved on to the Tidegate Network.";
        assert_eq!(ends(step, ""), 1);
        assert_eq!(ends(step, "\n\nThe Tidegate Network is run by three charities and meets in the square."), 0);
        assert_eq!(ends("Children who do not need the panel are moved on to the Tidegate Network on 01632 960 888.", ""), 0);
    }

    #[test]
    fn a_panel_that_closes_what_it_does_not_take_leaves_it_to_nobody() {
        let closed = "The case is then closed to the panel.";
        assert_eq!(ends(&format!("A child who will not admit it is not suitable for treatment. {closed}"), ""), 1);
        assert_eq!(ends(&format!("A child who will not admit it is referred to the Anchor. {closed}"), ""), 0);
        assert_eq!(ends(&format!("The plan is reviewed by its members. {closed}"), ""), 0);
    }

    #[test]
    fn a_landlord_who_can_do_little_for_children_leaves_them_out() {
        let little = "As they hold no lease there is little that a landlord can do.";
        assert_eq!(ends(&format!("Teenagers in our homes are hit by a boyfriend. {little}"), ""), 1);
        assert_eq!(ends(&format!("Teenagers in our homes are hit by a boyfriend. {little} Ring the Anchor."), ""), 0);
        assert_eq!(ends(&format!("Adults of 40 in our homes are hit by a neighbour. {little}"), ""), 0);
    }

    #[test]
    fn a_post_for_which_there_is_no_money_is_vacant() {
        let row =
            |words: &str| format!("| If | You |\n|---|---|\n| A group is known | Send the map to the Tidegate Harm Lead ({words}) |\n");
        assert_eq!(ends(&row("the post is not funded this year"), ""), 1);
        let known = "\n\nThe Tidegate Harm Lead reads each map within a week.";
        assert_eq!(ends(&row("the post is not funded this year"), known), 1);
        assert_eq!(ends(&row("a post that is funded by the council"), known), 0);
    }

    #[test]
    fn a_box_whose_letters_somebody_grades_is_read() {
        let step = "Where the risk is low, send the case to the Safe Tarn inbox.";
        assert_eq!(ends(step, ""), 1);
        assert_eq!(ends(&format!("{step} The coordinator grades it within two days."), ""), 0);
    }

    #[test]
    fn a_case_of_which_nothing_more_is_made_is_left() {
        assert_eq!(ends("A pupil aged 15 with fewer than six ticks gets a leaflet and no onward referral is made.", ""), 1);
        assert_eq!(ends("For a pupil aged 15 who already has a social worker no further referral is needed.", ""), 0);
        assert_eq!(ends("Where there is no worry no onward referral is made.", ""), 0);
    }

    #[test]
    fn whoever_is_told_what_comes_of_it_is_not_sent_nowhere() {
        assert_eq!(ends("Boys who carry blades should know that they will be dealt with accordingly.", ""), 0);
        assert_eq!(ends("Other reports about a child are noted and dealt with accordingly.", ""), 1);
    }
}
