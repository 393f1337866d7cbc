//! The codebook: a tree of codes, each with one name in the whole book.

use super::{CodeNote, Names};
use crate::uuid::uuid;
use concordat_findings::MessageView;
use concordat_register::meaning::Position;
use std::collections::BTreeMap;

/// Which code of the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CodeIndex(usize);

/// A code, or a heading over codes.
#[derive(Debug)]
pub(super) struct Code {
    /// Its identifier, the same in every project.
    pub(super) uuid: String,
    /// Its name, unlike any other: programs take it for a key.
    pub(super) name: String,
    /// What it stands for; empty where nothing is known.
    pub(super) about: String,
    /// Its colour, as `#RRGGBB`; a heading, which no segment bears, has none.
    pub(super) colour: Option<&'static str>,
    /// Codes under it, in the order of their keys.
    under: BTreeMap<String, CodeIndex>,
}

/// The codes asked for so far.
#[derive(Debug)]
pub(super) struct Codebook<'a> {
    notes: &'a [CodeNote],
    codes: Vec<Code>,
    top: BTreeMap<String, CodeIndex>,
    names: Names,
}

/// A code as it is asked for.
struct Wanted<'s> {
    /// What kind it is, and its id among those of its kind.
    id: (&'static str, &'s str),
    /// Its place among those beside it.
    key: &'s str,
    name: &'s str,
    about: &'s str,
    colour: Option<&'static str>,
}

/// The headings at the top: key, name and what stands under them.
const FOUND: [&str; 3] = ["1", "What was found", "Findings, by family and check."];
const SAID: [&str; 3] = ["2", "What documents say", "Messages of the standard, and how the words stand to them."];
const DEFINED: [&str; 3] = ["3", "How concepts are defined", "Words by which a document defines a concept."];

const BLUE: &str = "#1D70B8";
const GREEN: &str = "#00703C";
const AMBER: &str = "#F47738";
const RED: &str = "#D4351C";
const PURPLE: &str = "#4C2C92";

impl<'a> Codebook<'a> {
    /// A book in which `notes` describe the checks.
    pub(super) fn new(notes: &'a [CodeNote]) -> Self {
        Self { notes, codes: Vec::new(), top: BTreeMap::new(), names: Names::default() }
    }

    /// The code of a check.
    pub(super) fn check(&mut self, check: &str) -> CodeIndex {
        let of_family = |n: &&CodeNote| n.check.strip_suffix('*').is_some_and(|stem| check.starts_with(stem));
        let note = self.notes.iter().find(|n| n.check == check).or_else(|| self.notes.iter().find(of_family));
        let own = check.split('/').next().unwrap_or_default();
        let (family, about) = note.map_or((own, ""), |n| (n.family.as_str(), n.about.as_str()));
        let top = self.heading(FOUND);
        let over = self.under(Some(top), &Wanted { id: ("family", own), key: own, name: family, about: "", colour: None });
        self.under(Some(over), &Wanted { id: ("check", check), key: check, name: check, about, colour: Some(BLUE) })
    }

    /// The code of a message said, said in part or contradicted. `order` is the message's place in the standard.
    pub(super) fn message(&mut self, order: usize, message: &MessageView, position: Position) -> CodeIndex {
        let MessageView { id, name, statement, .. } = message;
        let top = self.heading(SAID);
        let order = format!("{order:06}");
        let over = self.under(Some(top), &Wanted { id: ("message", id), key: &order, name, about: statement, colour: None });
        let (key, word, colour) = match position {
            Position::Asserts => ("1", "said", GREEN),
            Position::Partly => ("2", "said in part", AMBER),
            Position::Silent => ("3", "not said", BLUE),
            Position::Contradicts => ("4", "contradicted", RED),
        };
        let (id, name) = (format!("{id}/{}", position.word()), format!("{name}: {word}"));
        self.under(Some(over), &Wanted { id: ("position", &id), key, name: &name, about: statement, colour: Some(colour) })
    }

    /// The code of a concept's definitions.
    pub(super) fn concept(&mut self, concept: &str) -> CodeIndex {
        let top = self.heading(DEFINED);
        let name = format!("{concept}: defined");
        self.under(Some(top), &Wanted { id: ("concept", concept), key: concept, name: &name, about: "", colour: Some(PURPLE) })
    }

    /// A code by its place.
    pub(super) fn get(&self, index: CodeIndex) -> Option<&Code> {
        self.codes.get(index.0)
    }

    /// What stands under a code, in order; with none, what stands at the top.
    pub(super) fn below(&self, over: Option<CodeIndex>) -> impl Iterator<Item = CodeIndex> {
        over.map_or(Some(&self.top), |over| self.get(over).map(|code| &code.under)).into_iter().flat_map(|codes| codes.values().copied())
    }

    fn heading(&mut self, [key, name, about]: [&str; 3]) -> CodeIndex {
        self.under(None, &Wanted { id: ("heading", key), key, name, about, colour: None })
    }

    /// The code asked for, made where it is the first time.
    fn under(&mut self, over: Option<CodeIndex>, wanted: &Wanted<'_>) -> CodeIndex {
        let next = CodeIndex(self.codes.len());
        let beside = match over.and_then(|CodeIndex(n)| self.codes.get_mut(n)) {
            Some(code) => &mut code.under,
            None => &mut self.top,
        };
        if let Some(known) = beside.get(wanted.key) {
            return *known;
        }
        beside.insert(wanted.key.to_owned(), next);
        let (kind, id) = wanted.id;
        self.codes.push(Code {
            uuid: uuid(kind, id),
            name: self.names.only(wanted.name),
            about: wanted.about.to_owned(),
            colour: wanted.colour,
            under: BTreeMap::new(),
        });
        next
    }
}
