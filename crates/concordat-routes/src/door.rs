//! What an area calls the front door of its children's social care.

use crate::{Network, NodeIndex, comparable, guides, indexed};
use concordat_register::{
    DocumentFacts, DocumentIndex, Kind,
    route::{Act, Body, BodyNote, Note, Step},
};
use concordat_standard::routes::Routes;
use concordat_text::{Text, fold_str};
use std::collections::{BTreeMap, BTreeSet};

/// Takes note of the front door of an area in which no document calls any body so: the body, of a name of its own, to which a
/// thresholds document sends what stands at a level of social care, or whatever it is, more often than to any other; where there is no such
/// document, the one to which several send a first concern and which decides on it. Gives the network of the documents where one was made
/// and still holds.
pub(crate) fn infer(documents: &mut [DocumentFacts], rows: &Routes) -> Option<Network> {
    let door = |b: &Body| b.proper && b.kind.as_deref().is_some_and(|k| rows.class(k) == "front-door" && k != "out-of-hours");
    let noted = |d: &DocumentFacts| d.routes.bodies.iter().any(|n| matches!(&n.note, Note::Is(kind) if rows.class(kind) == "front-door"));
    if documents.iter().any(|d| noted(d) || d.routes.steps.iter().filter_map(|s| s.body.as_ref()).any(door)) {
        return None;
    }
    let network = Network::of(documents, rows);
    let mut found: BTreeMap<NodeIndex, Vec<(DocumentIndex, usize)>> = BTreeMap::new();
    for (index, facts) in indexed(documents).filter(|(_, d)| guides(d) && d.entry.kind == Kind::Thresholds) {
        for (number, step) in facts.routes.numbered().filter(|(_, s)| sends_to_door(s, rows)) {
            if let Some(node) = step.body.as_ref().and_then(|b| network.find(index, b, rows)) {
                found.entry(node).or_default().push((index, number));
            }
        }
    }
    if found.is_empty() {
        found = by_use(documents, &network, rows);
    }
    let Some(most) = found.values().map(Vec::len).max() else { return Some(network) };
    let mut first = found.iter().filter(|(_, steps)| steps.len() == most);
    let (Some((&node, steps)), None) = (first.next(), first.next()) else { return Some(network) };
    let &(document, number) = steps.first()?;
    let facts = documents.get_mut(document.0 as usize)?;
    let step = facts.routes.steps.get(number);
    let (name, anchor) = step.and_then(|s| Some((s.body.as_ref()?.name.clone(), s.anchor.clone())))?;
    facts.routes.bodies.push(BodyNote { name, note: Note::Is("front-door".into()), anchor: Some(anchor) });
    for (number, facts) in documents.iter_mut().enumerate() {
        let index = DocumentIndex(u32::try_from(number).unwrap_or(u32::MAX));
        let bodies = facts.routes.steps.iter_mut().flat_map(|s| s.actor.iter_mut().chain(s.body.as_mut()).chain(s.held_back.as_mut()));
        bodies.filter(|b| network.find(index, b, rows) == Some(node)).for_each(|b| b.kind = Some("front-door".into()));
    }
    None
}

/// Documents from which on what they send a first concern to is taken for the front door.
const SENDING: usize = 3;

/// The bodies that decide on what reaches them and to which several documents send a first concern, with the first such step of each
/// document. A project that cases are sent to, and what only holds an interview or an assessment, is none.
fn by_use(documents: &[DocumentFacts], network: &Network, rows: &Routes) -> BTreeMap<NodeIndex, Vec<(DocumentIndex, usize)>> {
    let guiding = || indexed(documents).filter(|(_, d)| guides(d));
    let decides = |(index, facts): (DocumentIndex, &DocumentFacts)| -> Vec<NodeIndex> {
        let steps = facts.routes.steps.iter().filter(|s| s.act == Act::Decide);
        steps.filter_map(|s| network.find(index, s.actor.as_ref().or(s.body.as_ref())?, rows)).collect()
    };
    let deciding: BTreeSet<NodeIndex> = guiding().flat_map(decides).collect();
    let mut found: BTreeMap<NodeIndex, Vec<(DocumentIndex, usize)>> = BTreeMap::new();
    for (index, facts) in guiding() {
        let mut sent: BTreeMap<NodeIndex, usize> = BTreeMap::new();
        let project = |s: &Step| s.body.as_ref().and_then(|b| b.kind.as_deref()).is_some_and(|kind| rows.class(kind) == "project");
        for (number, step) in facts.routes.numbered().filter(|(_, s)| sends_first(s, rows) && !project(s)) {
            if let Some(node) = step.body.as_ref().and_then(|b| network.find(index, b, rows)).filter(|n| deciding.contains(n)) {
                sent.entry(node).or_insert(number);
            }
        }
        sent.into_iter().for_each(|(node, number)| found.entry(node).or_default().push((index, number)));
    }
    found.retain(|_, sent| sent.len() >= SENDING);
    found
}

/// Gives a body that some document calls the front door that kind in every document. "The Lantern Desk" is a desk, by the last word of its
/// name, only while nothing more is known of it: what is said of it outright weighs more, wherever it is said.
pub(crate) fn spread(documents: &mut [DocumentFacts], network: &Network, rows: &Routes) {
    let guiding: Vec<bool> = documents.iter().map(guides).collect();
    let kind_of = |node: NodeIndex| {
        let node = network.node(node)?;
        let said = |(document, note, _): &(DocumentIndex, Note, _)| match note {
            Note::Is(kind) if rows.class(kind) == "front-door" && guiding.get(document.0 as usize) == Some(&true) => Some(kind.clone()),
            _ => None,
        };
        let denied = node.notes.iter().any(|(_, note, _)| *note == Note::NoDoor);
        node.notes.iter().find_map(said).filter(|_| !denied)
    };
    let doors = named(documents, rows);
    for (number, facts) in documents.iter_mut().enumerate() {
        let document = DocumentIndex(u32::try_from(number).unwrap_or(u32::MAX));
        let bodies = facts.routes.steps.iter_mut().flat_map(|s| s.actor.iter_mut().chain(s.body.as_mut()).chain(s.held_back.as_mut()));
        let mut bodies: Vec<&mut Body> = bodies.collect();
        for body in &mut bodies {
            if let Some(kind) = run_by(body, &doors, rows) {
                body.kind = Some(kind);
            }
        }
        let bodies = bodies.into_iter();
        // A kind of the standard is told by the whole name, and one of its last word has no row of its own.
        for body in bodies.filter(|b| b.kind.as_deref().is_none_or(|k| rows.body(k).is_none())) {
            if let Some(kind) = network.find(document, body, rows).and_then(kind_of) {
                body.kind = Some(kind);
            }
        }
    }
}

/// The names that documents call a front door, with its kind; none that any of them says is no way in.
fn named(documents: &[DocumentFacts], rows: &Routes) -> BTreeMap<String, Text> {
    let notes = || documents.iter().filter(|d| guides(d)).flat_map(|d| &d.routes.bodies);
    let key = |note: &BodyNote| comparable(&fold_str(&note.name)).to_owned();
    let denied: BTreeSet<String> = notes().filter(|n| n.note == Note::NoDoor).map(key).collect();
    let door = |note: &BodyNote| match &note.note {
        Note::Is(kind) if rows.class(kind) == "front-door" => Some((key(note), kind.clone())),
        _ => None,
    };
    notes().filter_map(door).filter(|(name, _)| !denied.contains(name)).collect()
}

/// The kind of the front door that a post bears the name of: "the Tarn Hub manager" acts for it, and is nobody's own manager. "Tarn Hub
/// Homes manager" bears another name.
fn run_by(body: &Body, doors: &BTreeMap<String, Text>, rows: &Routes) -> Option<Text> {
    let post = body.kind.as_deref().is_some_and(|kind| matches!(rows.class(kind), "inside" | "post"));
    let words: Vec<&str> = body.name.split(' ').collect();
    let (_, before) = words.split_last().filter(|(_, before)| post && body.proper && !before.is_empty())?;
    let named = |to: usize| {
        let (name, rest) = before.split_at_checked(to)?;
        let plain = rest.iter().all(|word| word.starts_with(char::is_lowercase));
        doors.get(comparable(&fold_str(&name.join(" ")))).filter(|_| plain)
    };
    (1..=before.len()).rev().find_map(named).cloned()
}

/// Whether anybody sends what needs social care, or every concern, to a body of its own name and no known kind.
fn sends_to_door(step: &Step, rows: &Routes) -> bool {
    let weighty = step.trigger.every || step.trigger.levels.iter().any(|l| *l >= rows.helped);
    weighty && sends_first(step, rows)
}

/// Whether anybody sends a case to a body of its own name and no known kind.
fn sends_first(step: &Step, rows: &Routes) -> bool {
    let by = step.actor.as_ref().and_then(|b| b.kind.as_deref()).map_or("", |k| rows.class(k));
    let anyone = step.actor.is_none() || matches!(by, "anyone" | "people" | "inside" | "school" | "health");
    let to = step.body.as_ref().filter(|b| b.proper).map(|b| b.kind.as_deref().map_or("", |k| rows.class(k)));
    matches!(step.act, Act::Contact | Act::Transfer) && anyone && matches!(to, Some("" | "team" | "service" | "project"))
}

/// The name that most documents by which people go today give to the front door, with "the" where they write it so; none where none names it.
#[must_use]
pub fn front_door(documents: &[DocumentFacts], routes: &Routes) -> Option<String> {
    let is_door = |kind: &str| routes.class(kind) == "front-door" && kind != "out-of-hours";
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for document in documents.iter().filter(|d| crate::guides(d)) {
        let noted = document.routes.bodies.iter().filter(|b| matches!(&b.note, Note::Is(kind) if is_door(kind))).map(|b| &b.name);
        let led = document.routes.steps.iter().filter_map(|s| s.body.as_ref());
        let led = led.filter(|b| b.proper && b.kind.as_deref().is_some_and(is_door)).map(|b| &b.name);
        let names: BTreeSet<&str> = noted.chain(led).map(|n| n.as_str()).filter(|n| n.starts_with(char::is_uppercase)).collect();
        for name in names {
            *found.entry(name).or_default() += 1;
        }
    }
    let most = found.values().copied().max()?;
    let name = found.into_iter().find(|(_, count)| *count == most)?.0;
    Some(with_article(documents, name))
}

/// A body's name with "the" where some document writes it so.
fn with_article(documents: &[DocumentFacts], name: &str) -> String {
    let written = format!("the {}", name.to_lowercase());
    let steps = documents.iter().flat_map(|d| d.routes.steps.iter().map(|s| &s.anchor));
    let notes = documents.iter().flat_map(|d| d.routes.bodies.iter().filter_map(|b| b.anchor.as_ref()));
    let any = steps.chain(notes).any(|anchor| anchor.quote.exact.to_lowercase().contains(&written));
    if any { format!("the {name}") } else { name.to_owned() }
}
