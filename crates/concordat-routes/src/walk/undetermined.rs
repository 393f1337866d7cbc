//! What no document settles for a case.

use super::{TOGETHER, Taken, Walker, Way};
use crate::case::Case;
use concordat_findings::{Cause, PointView, Question, Undetermined};
use concordat_register::{
    Anchor, DocumentIndex, Evidence,
    route::{Act, Note},
};
use concordat_text::fold_str;

/// Pieces of evidence shown of one cause.
const SHOWN: usize = 4;

pub(super) fn undetermined(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], points: &[PointView]) -> Vec<Undetermined> {
    if ways.is_empty() {
        let message = if case.children().next().is_none() {
            "No document says what happens for a young person who is no longer a child."
        } else {
            "No document of this area has a step for this case."
        };
        return vec![made(Cause::NoDocument, message.to_owned(), ways, Vec::new())];
    }
    let mut found = Vec::new();
    first(walker, ways, points, &mut found);
    reached(walker, ways, &mut found);
    together(walker, ways, points, &mut found);
    times(points, &mut found);
    partings(points, &mut found);
    nobody(walker, case, &mut found);
    told_of_one(walker, case, ways, &mut found);
    unspoken(walker, case, ways, &mut found);
    found
}

fn made(cause: Cause, message: String, ways: &[Way<'_, '_>], evidence: Vec<Evidence>) -> Undetermined {
    let mut documents: Vec<DocumentIndex> = evidence.iter().map(|e| e.document).collect();
    if documents.is_empty() {
        documents = ways.iter().filter(|w| w.rank < 2).map(|w| w.paper.index).take(SHOWN).collect();
    }
    documents.dedup();
    Undetermined { cause, message, documents, evidence }
}

/// The words of steps, one piece a document.
fn words<'t, 'w: 't, 'a: 'w>(steps: impl Iterator<Item = &'t Taken<'w, 'a>>) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = Vec::new();
    for taken in steps {
        if evidence.len() < SHOWN && evidence.iter().all(|e| e.document != taken.paper.index) {
            evidence.push(Evidence { document: taken.paper.index, anchor: taken.step.anchor.clone() });
        }
    }
    evidence
}

fn of(points: &[PointView], question: Question) -> Option<&PointView> {
    points.iter().find(|p| p.question == question)
}

/// The answers of a point with the first words of each.
fn sides(point: &PointView) -> (String, Vec<Evidence>) {
    let names: Vec<String> = point.answers.iter().map(|a| format!("“{}”", a.answer)).collect();
    (names.join(", "), point.answers.iter().filter_map(|a| a.evidence.first().cloned()).take(SHOWN).collect())
}

/// Whether somebody is told first, one body, and by when.
fn first(walker: &Walker<'_>, ways: &[Way<'_, '_>], points: &[PointView], found: &mut Vec<Undetermined>) {
    let firsts: Vec<&Taken<'_, '_>> = ways.iter().filter_map(|w| w.taken.get(w.first?)).collect();
    // A document that names the front door may send concerns there in words that were not read as a step.
    let door = |note: &Note| *note == Note::OneDoor || matches!(note, Note::Is(kind) if walker.standard.routes.class(kind) == "front-door");
    let named = walker.network.nodes.iter().any(|n| n.notes.iter().any(|(_, note, _)| door(note)));
    if firsts.is_empty() {
        // Somebody whom no document tells the kind of is somebody all the same.
        let told = |t: &Taken<'_, '_>| matches!(t.step.act, Act::Contact | Act::Transfer) && t.step.body.is_some();
        if named || ways.iter().flat_map(|w| &w.taken).any(told) {
            return;
        }
        let message = "No document says whom the one who learns of it tells first.".to_owned();
        found.push(made(Cause::NoFirstContact, message, ways, words(ways.iter().flat_map(|w| w.taken.first()))));
        return;
    }
    if let Some(point) = of(points, Question::First).filter(|p| p.parts()) {
        let (names, evidence) = sides(point);
        found.push(made(
            Cause::FirstContactParts,
            format!("Documents send the first concern to different places: {names}."),
            ways,
            evidence,
        ));
    }
    let timed = ways.iter().flat_map(|w| &w.taken).any(|t| {
        t.step.limit.is_some() && (walker.is_first(t) || firsts.iter().any(|f| f.number == t.number && f.paper.index == t.paper.index))
    });
    let several = firsts.len() > 1 || firsts.iter().any(|f| walker.is_first(f));
    if !timed && several && !firsts.iter().any(|t| speaks_of_time(walker, &t.step.anchor)) {
        let message = "No document says by when the first call is to be made.".to_owned();
        found.push(made(Cause::NoTime, message, ways, words(firsts.into_iter())));
    }
}

/// Whether words about a step speak of time, which may be a limit that was not read.
fn speaks_of_time(walker: &Walker<'_>, anchor: &Anchor) -> bool {
    let near = fold_str(&format!("{} {} {}", anchor.quote.prefix, anchor.quote.exact, anchor.quote.suffix));
    walker.standard.routes.judging.time.stand_in(&near)
}

/// Whether a step leads to a body by a name of its own, of which no document tells what it is: it may be the front door.
fn leads_to_unknown(walker: &Walker<'_>, ways: &[Way<'_, '_>]) -> bool {
    ways.iter().flat_map(|w| &w.taken).any(|t| {
        let body = t.step.body.as_ref();
        matches!(t.step.act, Act::Contact | Act::Transfer) && body.is_some_and(|b| b.proper) && walker.class(body, t.to).is_empty()
    })
}

/// Whether it comes to children's social care.
fn reached(walker: &Walker<'_>, ways: &[Way<'_, '_>], found: &mut Vec<Undetermined>) {
    let is_care = |class: &str| matches!(class, "front-door" | "social-care" | "worker");
    let mut steps = ways.iter().flat_map(|w| &w.taken);
    let led = steps.any(|t| is_care(walker.class(t.step.body.as_ref(), t.to)) || is_care(walker.class(t.step.actor.as_ref(), t.from)));
    // A document that names it elsewhere may say it in words that were not read as a step.
    let named = ways.iter().any(|w| {
        let notes = &w.paper.facts.routes.bodies;
        notes.iter().any(|n| {
            matches!(&n.note, Note::Is(kind) if is_care(walker.standard.routes.class(kind)))
                || walker.standard.routes.judging.care.stand_in(&fold_str(&n.name))
        })
    });
    if !led && !named && !leads_to_unknown(walker, ways) {
        let message = "No step for it leads to children’s social care or its front door.".to_owned();
        found.push(made(Cause::NoSocialCare, message, ways, words(ways.iter().flat_map(|w| w.taken.first()))));
    }
}

/// Whether agencies come together over it once, and who calls them.
fn together(walker: &Walker<'_>, ways: &[Way<'_, '_>], points: &[PointView], found: &mut Vec<Undetermined>) {
    let panels = of(points, Question::Panel);
    let leads = of(points, Question::Lead);
    let all = || ways.iter().flat_map(|w| &w.taken);
    let meets = |t: &&Taken<'_, '_>| {
        t.step.matter.as_deref().is_some_and(|m| TOGETHER.contains(&m)) || matches!(walker.class(t.step.body.as_ref(), t.to), "meeting")
    };
    let held: Vec<&Taken<'_, '_>> = all().filter(meets).collect();
    // Whoever leads by the words of some step, be they a heading's, is told there.
    let leads_it = |t: &Taken<'_, '_>| t.step.act == Act::Lead && t.step.body.is_some();
    let named = all()
        .flat_map(|t| t.step.body.iter().chain(&t.step.actor))
        .any(|b| walker.standard.routes.judging.table.stand_in(&fold_str(&b.shown())));
    if panels.is_none() && leads.is_none() && held.is_empty() && !named {
        let message = "No step for it brings agencies together: no strategy discussion, meeting or panel.".to_owned();
        found.push(made(Cause::NoDiscussion, message, ways, words(ways.iter().flat_map(|w| w.taken.first()))));
    }
    let passive =
        |t: &&&Taken<'_, '_>| t.step.matter.as_deref() == Some("strategy-discussion") && matches!(t.step.act, Act::Hold | Act::Decide);
    let mut strategies = held.iter().filter(passive).peekable();
    if strategies.peek().is_some() && held.iter().filter(passive).all(|t| t.step.body.is_none()) {
        let message = "A strategy discussion is to be held, and no document that applies says who calls it.".to_owned();
        found.push(made(Cause::NoConvener, message, ways, words(strategies.copied())));
    }
    if let Some(point) = leads.filter(|p| p.parts()) {
        let (names, evidence) = sides(point);
        found.push(made(Cause::LeadParts, format!("Documents put different bodies in the lead: {names}."), ways, evidence));
    } else if let Some(point) = panels.filter(|p| p.parts() && leads.is_none() && !joined(ways) && !all().any(leads_it)) {
        let (names, evidence) = sides(point);
        let message = format!("Each of these would discuss it, and no document says which leads or how they join: {names}.");
        found.push(made(Cause::SeveralDiscussions, message, ways, evidence));
    }
}

/// Whether a document of the case says how it is settled which of several panels leads.
fn joined(ways: &[Way<'_, '_>]) -> bool {
    ways.iter().any(|w| w.rank < 2 && !w.paper.facts.routes.joins.is_empty())
}

/// Whether documents give one time for one step.
fn times(points: &[PointView], found: &mut Vec<Undetermined>) {
    for question in [Question::FirstTime, Question::Decision, Question::Strategy, Question::Interview, Question::Passed] {
        if let Some(point) = of(points, question).filter(|p| p.parts()) {
            let (names, evidence) = sides(point);
            found.push(made(Cause::TimeParts, format!("{} Documents differ: {names}.", question.words()), &[], evidence));
        }
    }
}

/// Whether documents part on anything else that must have one answer.
fn partings(points: &[PointView], found: &mut Vec<Undetermined>) {
    let asked = [
        (
            Question::Level,
            Cause::LevelParts,
            "Documents put it at different levels of need, or part on whether children’s social care is told",
        ),
        (Question::Tool, Cause::ToolParts, "Documents have it assessed with different tools, each as the one to use"),
        (Question::Joining, Cause::JoiningParts, "Documents name different bodies to settle which panel leads"),
        (Question::Standing, Cause::StandingParts, "Documents part on how the young person who harms is met"),
    ];
    for (question, cause, words) in asked {
        if let Some(point) = of(points, question).filter(|p| p.parts()) {
            let (names, evidence) = sides(point);
            found.push(made(cause, format!("{words}: {names}."), &[], evidence));
        }
    }
}

/// Whether social care is told of the one who is harmed alone, where another harms.
fn told_of_one(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], found: &mut Vec<Undetermined>) {
    if !case.children().any(|p| p.role.harms()) {
        return;
    }
    let care = |t: &&Taken<'_, '_>| matches!(walker.class(t.step.body.as_ref(), t.to), "front-door" | "social-care" | "worker");
    let narrowed = |t: &Taken<'_, '_>, id: &str| t.step.trigger.narrowed.iter().any(|n| n == id);
    // A paragraph that has social care told of the one who harms in words of their own leaves nobody out.
    let each = |w: &Way<'_, '_>, t: &Taken<'_, '_>| {
        let here = w.taken.iter().filter(|o| o.step.anchor.paragraph == t.step.anchor.paragraph);
        here.clone().filter(care).any(|o| narrowed(o, "child-who-harms"))
    };
    let told = ways.iter().flat_map(|w| w.taken.iter().filter(care).map(move |t| (w, t)));
    for (_, taken) in told.filter(|(w, t)| narrowed(t, "child-harmed") && !each(w, t)).take(1) {
        let evidence = vec![Evidence { document: taken.paper.index, anchor: taken.step.anchor.clone() }];
        let title = taken.paper.facts.entry.title.as_str();
        let message = format!("“{title}”: children’s social care is told of the one who is harmed, and not of the one who harms.");
        found.push(made(Cause::Nobody, message, &[], evidence));
    }
}

/// Whether some document that applies speaks of all that the case turns on.
fn unspoken(walker: &Walker<'_>, case: &Case, ways: &[Way<'_, '_>], found: &mut Vec<Undetermined>) {
    for id in &case.row.turns {
        let spoken = ways.iter().any(|w| w.paper.facts.routes.mentions.iter().any(|m| m.id == *id));
        if let Some(turn) = walker.standard.routes.circumstances.turn(id).filter(|_| !spoken) {
            let message = format!("No document that applies speaks of {}, on which this case turns.", turn.name);
            found.push(made(Cause::NotSpokenOf, message, ways, Vec::new()));
        }
    }
}

/// Whether a document leaves it to nobody.
fn nobody(walker: &Walker<'_>, case: &Case, found: &mut Vec<Undetermined>) {
    for left in walker.left_out(case) {
        let evidence = vec![Evidence { document: left.document, anchor: left.anchor }];
        let title = walker.documents.get(left.document.0 as usize).map_or("a document", |d| d.entry.title.as_str());
        found.push(made(Cause::Nobody, format!("“{title}”: {}.", left.why), &[], evidence));
    }
}
