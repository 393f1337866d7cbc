//! Referral routes joined: bodies under all their names, and the steps between them as a graph.
//!
//! [`Network::of`] takes the steps of all documents. A body that one document names in full and another by letters is one node; "the
//! front door" is the local one where the area has one. What cannot be joined stands alone under the name it was given.

pub mod calendar;
pub mod case;
pub mod chart;
pub mod door;
mod names;
pub mod partings;
pub mod propose;
pub mod walk;

use concordat_register::{
    Anchor, DocumentFacts, DocumentIndex, Kind, Status,
    route::{Act, Body, Note, Step},
};
use concordat_standard::routes::Routes;
use concordat_text::fold_str;
use names::Names;
use std::collections::{BTreeMap, BTreeSet, HashMap};

pub use names::{bears_theme, comparable};

/// Nodes by all of a body that they rest on: its name, full name and kind, whether it is proper and, where it is not, its document. Looked
/// up, never listed.
type Met<'d> = HashMap<(Option<DocumentIndex>, &'d str, Option<&'d str>, Option<&'d str>, bool), NodeIndex>;

/// Which node of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIndex(pub u32);

/// A body under all its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// What it is called: the longest name a document gives it.
    pub name: String,
    /// Its kind by its id in the standard; none where no document tells.
    pub kind: Option<String>,
    /// What sort of body it is; empty where that is not known.
    pub class: String,
    /// Whether some document names it with capitals, as one body and not as a sort of them.
    pub proper: bool,
    /// Its names, made comparable, in order.
    pub names: BTreeSet<String>,
    /// Whether a document speaks of it elsewhere than as the end of a step.
    pub named: bool,
    /// What documents say of it, with the place.
    pub notes: Vec<(DocumentIndex, Note, Anchor)>,
}

/// A step between bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edge {
    /// The document that gives it.
    pub document: DocumentIndex,
    /// Its place among that document's steps.
    pub step: u32,
    /// Who takes it; none where the text does not say.
    pub from: Option<NodeIndex>,
    /// To whom it leads; none where the text does not say.
    pub to: Option<NodeIndex>,
}

/// The routes of an area.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// The bodies, by name.
    pub nodes: Vec<Node>,
    /// The steps, by document and place.
    pub edges: Vec<Edge>,
    keys: BTreeMap<String, NodeIndex>,
    /// For each body the bodies to which a step of its own leads.
    ways: BTreeMap<NodeIndex, BTreeSet<NodeIndex>>,
    names: Names,
}

impl Network {
    /// Joins the steps of `documents`.
    #[must_use]
    pub fn of(documents: &[DocumentFacts], rows: &Routes) -> Self {
        let mut made = Self { names: Names::of(documents, rows), ..Self::default() };
        // A body that is met again adds nothing: its names are folded once.
        let mut met = Met::new();
        for (document, facts) in indexed(documents) {
            for (number, step) in facts.routes.numbered() {
                let from = step.actor.as_ref().map(|b| made.node_of(document, b, rows, &mut met));
                let to = step.body.as_ref().map(|b| made.node_of(document, b, rows, &mut met));
                made.edges.push(Edge { document, step: u32::try_from(number).unwrap_or(u32::MAX), from, to });
                if let Some((from, to)) = from.zip(to) {
                    made.ways.entry(from).or_default().insert(to);
                }
            }
        }
        for (document, facts) in indexed(documents) {
            for note in &facts.routes.bodies {
                let key = made.names.key_of(document, &note.name, None, true, rows);
                let Some(node) = made.keys.get(&key).and_then(|n| made.nodes.get_mut(n.0 as usize)) else { continue };
                node.named |= note.note == Note::Named;
                if let Note::Is(kind) = &note.note
                    && node.kind.is_none()
                {
                    node.kind = Some(kind.to_string());
                    rows.class(kind).clone_into(&mut node.class);
                }
                if let Some(anchor) = &note.anchor {
                    node.notes.push((document, note.note.clone(), anchor.clone()));
                }
            }
        }
        made
    }

    /// A node.
    #[must_use]
    pub fn node(&self, index: NodeIndex) -> Option<&Node> {
        self.nodes.get(index.0 as usize)
    }

    /// The node that a body of a document's steps is.
    #[must_use]
    pub fn find(&self, document: DocumentIndex, body: &Body, rows: &Routes) -> Option<NodeIndex> {
        self.keys.get(&self.names.key(document, body, rows)).copied()
    }

    /// The one way in for every concern, where a document says that there is one, with the place.
    #[must_use]
    pub fn door(&self) -> Option<(NodeIndex, DocumentIndex, &Anchor)> {
        (0u32..).zip(&self.nodes).find_map(|(n, node)| {
            let (document, _, anchor) = node.notes.iter().find(|(_, note, _)| *note == Note::OneDoor)?;
            Some((NodeIndex(n), *document, anchor))
        })
    }

    /// Whether a way leads from `from` to a body of one of `classes`, over steps that name both their ends.
    #[must_use]
    pub fn reaches(&self, from: NodeIndex, classes: &[&str]) -> bool {
        let mut seen = BTreeSet::from([from]);
        let mut next = vec![from];
        while let Some(at) = next.pop() {
            if self.node(at).is_some_and(|n| classes.contains(&n.class.as_str())) {
                return true;
            }
            next.extend(self.ways.get(&at).into_iter().flatten().filter(|to| seen.insert(**to)));
        }
        false
    }

    /// The step of an edge.
    #[must_use]
    pub fn step<'d>(&self, documents: &'d [DocumentFacts], edge: &Edge) -> Option<&'d Step> {
        documents.get(edge.document.0 as usize)?.routes.steps.get(edge.step as usize)
    }

    fn node_of<'d>(&mut self, document: DocumentIndex, body: &'d Body, rows: &Routes, met: &mut Met<'d>) -> NodeIndex {
        let key = ((!body.proper).then_some(document), body.name.as_str(), body.full.as_deref(), body.kind.as_deref(), body.proper);
        *met.entry(key).or_insert_with(|| self.put(document, body, rows))
    }

    fn put(&mut self, document: DocumentIndex, body: &Body, rows: &Routes) -> NodeIndex {
        let key = self.names.key(document, body, rows);
        let next = NodeIndex(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let at = *self.keys.entry(key).or_insert(next);
        let shown = body.full.as_deref().unwrap_or(&body.name);
        if at == next {
            let kind = body.kind.as_ref().map(ToString::to_string);
            let class = kind.as_deref().map(|k| rows.class(k).to_owned()).unwrap_or_default();
            self.nodes.push(Node {
                name: shown.to_owned(),
                kind,
                class,
                proper: false,
                names: BTreeSet::new(),
                named: false,
                notes: Vec::new(),
            });
        }
        if let Some(node) = self.nodes.get_mut(at.0 as usize) {
            node.names.insert(comparable(&fold_str(&body.name)).to_owned());
            node.names.insert(comparable(&fold_str(shown)).to_owned());
            node.proper |= body.proper;
            if body.proper && shown.len() > node.name.len() {
                shown.clone_into(&mut node.name);
            }
            if let Some(kind) = body.kind.as_deref().filter(|_| node.kind.is_none()) {
                node.kind = Some(kind.to_owned());
                rows.class(kind).clone_into(&mut node.class);
            }
        }
        at
    }
}

/// Gives bodies whose kind their own document does not tell the kind that another document of the area tells, and marks steps by which
/// the front door or social care is told only later.
pub fn settle(documents: &mut [DocumentFacts], rows: &Routes) {
    let network = door::infer(documents, rows).unwrap_or_else(|| Network::of(documents, rows));
    door::spread(documents, &network, rows);
    for (number, facts) in documents.iter_mut().enumerate() {
        let document = DocumentIndex(u32::try_from(number).unwrap_or(u32::MAX));
        let told = |body: &Body| network.find(document, body, rows).and_then(|n| network.node(n)).and_then(|n| n.kind.as_deref());
        for body in facts.routes.spared.iter_mut().map(|s| &mut s.body).filter(|b| b.kind.is_none()) {
            body.kind = told(body).map(Into::into);
        }
        for step in &mut facts.routes.steps {
            for body in step.actor.iter_mut().chain(step.body.as_mut()).chain(step.held_back.as_mut()).filter(|b| b.kind.is_none()) {
                body.kind = told(body).map(Into::into);
            }
            let back = step.held_back.as_ref().and_then(|b| b.kind.as_deref()).map(|k| rows.class(k));
            step.alone |= matches!(back, Some("front-door" | "social-care"));
        }
    }
}

/// Whether a document tells people what to do now, and so gives steps of the routes that are judged and drawn.
#[must_use]
pub fn guides(document: &DocumentFacts) -> bool {
    let entry = &document.entry;
    entry.status != Status::Superseded && entry.superseded_by.is_none() && !matches!(entry.kind, Kind::Minutes | Kind::Report)
}

/// Whether a step sends figures, results or papers now and then, and no case.
#[must_use]
pub fn is_of_figures(step: &Step, rows: &Routes) -> bool {
    matches!(step.act, Act::Contact | Act::Transfer) && rows.judging.figures.stand_in(&fold_str(&step.anchor.quote.exact))
}

fn indexed(documents: &[DocumentFacts]) -> impl Iterator<Item = (DocumentIndex, &DocumentFacts)> {
    documents.iter().enumerate().map(|(n, d)| (DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX)), d))
}

#[cfg(test)]
mod tests;
