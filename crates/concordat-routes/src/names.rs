//! Which names mean one body.

use concordat_register::{
    DocumentFacts, DocumentIndex,
    route::{Body, Note},
};
use concordat_standard::{Standard, routes::Routes};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of which an area has one, whatever it is called.
const ONE: [&str; 4] = ["social-care", "emergency", "lado", "scheme"];

/// What names are known to mean.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names {
    /// For letters, what they stand for, where documents agree.
    letters: BTreeMap<String, BTreeSet<String>>,
    /// Names of the local front door.
    doors: BTreeSet<String>,
    /// For a name of one word of a body of which no kind is told, the one longer name of the area that ends in it.
    longer: BTreeMap<String, String>,
}

impl Names {
    pub(crate) fn of(documents: &[DocumentFacts], rows: &Routes) -> Self {
        let mut made = Self::default();
        for facts in documents {
            let spelt = facts.citations.acronyms.iter().map(|a| (a.letters.as_str(), a.meaning.as_str()));
            let steps = facts.routes.steps.iter().flat_map(|s| s.actor.iter().chain(&s.body));
            let used = steps.filter_map(|b| Some((b.name.as_str(), b.full.as_deref()?)));
            for (letters, meaning) in
                spelt.chain(used).filter(|(l, _)| l.bytes().filter(u8::is_ascii_uppercase).count() >= 2 && !l.contains(' '))
            {
                made.letters.entry(letters.to_owned()).or_default().insert(comparable(&fold_str(meaning)).to_owned());
            }
            let doors = facts.routes.bodies.iter().filter(|n| matches!(&n.note, Note::Is(kind) if rows.class(kind) == "front-door"));
            made.doors.extend(doors.map(|n| comparable(&fold_str(&n.name)).to_owned()));
        }
        made.longer = longer(documents);
        made
    }

    /// The key of a body of a document's steps.
    pub(crate) fn key(&self, document: DocumentIndex, body: &Body, rows: &Routes) -> String {
        let name = body.full.as_deref().unwrap_or(&body.name);
        self.key_of(document, name, body.kind.as_deref(), body.proper, rows)
    }

    /// The key of a name; `kind` is the kind of body where it is known.
    pub(crate) fn key_of(&self, document: DocumentIndex, name: &str, kind: Option<&str>, proper: bool, rows: &Routes) -> String {
        let folded = fold_str(name);
        let plain = comparable(&folded);
        let class = kind.map_or("", |k| rows.class(k));
        let row = kind.filter(|k| rows.body(k).is_some());
        if let Some(kind) = row.filter(|_| !proper || ONE.contains(&class) || class == "police" && is_police(plain)) {
            return match self.doors.first().filter(|_| kind == "front-door" && self.doors.len() == 1) {
                Some(door) => door.clone(),
                None => format!("kind:{kind}"),
            };
        }
        // "The MACE panel" is MACE, and "the Harbour" the Children's Harbour where the area has no other.
        let name = lettered(name).unwrap_or(name);
        let folded = fold_str(name);
        let plain = comparable(&folded);
        if let Some(long) = self.longer.get(plain).filter(|_| proper && kind.is_none_or(|k| k == "front-door")) {
            return long.clone();
        }
        // "The Lantern Desk at Fenmoor Council" is the Lantern Desk.
        let there = |rest: &str| rest.starts_with(" at ") || rest.starts_with(" in ");
        if let Some(door) = self.doors.iter().find(|door| proper && plain.strip_prefix(door.as_str()).is_some_and(there)) {
            return door.clone();
        }
        if let Some(meanings) = self.letters.get(name).filter(|m| m.len() == 1) {
            return meanings.first().cloned().unwrap_or_default();
        }
        // "The coordinator" of one document is not that of another.
        if proper { plain.to_owned() } else { format!("{plain}@{}", document.0) }
    }
}

/// The longer names that shorter ones stand for, where those that end in them are one name said more and more fully: "Harbour" of
/// "Children's Harbour" and of "Westshire Children's Harbour". A name of several words is another's end only where one word more stands before it.
fn longer(documents: &[DocumentFacts]) -> BTreeMap<String, String> {
    let bodies = documents.iter().flat_map(|d| &d.routes.steps).flat_map(|s| s.actor.iter().chain(&s.body));
    let open = bodies.filter(|b| b.proper && b.kind.as_deref().is_none_or(|k| k == "front-door"));
    let names: BTreeSet<String> = open.map(|b| comparable(&fold_str(b.full.as_deref().unwrap_or(&b.name))).to_owned()).collect();
    // For each end of a name that is a name too, the names that have it.
    let mut longer: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in &names {
        let ends = name.match_indices(' ').filter_map(|(at, _)| names.get(name.get(at + 1..)?)).map(String::as_str);
        for end in ends.filter(|end| end.len() > 3) {
            longer.entry(end).or_default().push(name);
        }
    }
    let mut meant = BTreeMap::new();
    for (short, mut long) in longer {
        long.sort_by_key(|name| name.len());
        let chain = long.windows(2).all(|pair| matches!(pair, [one, two] if two.ends_with(one)));
        let near = |name: &&&str| !short.contains(' ') || name.matches(' ').count() == short.matches(' ').count() + 1;
        if let (true, Some(_), Some(longest)) = (chain, long.first().filter(near), long.last()) {
            meant.insert(short.to_owned(), (*longest).to_owned());
        }
    }
    meant
}

/// The letters of a name that goes on with no more than "panel" or "meeting" after them.
fn lettered(name: &str) -> Option<&str> {
    let (letters, noun) = name.split_once(' ')?;
    let fits = letters.len() >= 3 && letters.bytes().all(|b| b.is_ascii_uppercase());
    (fits && matches!(fold_str(noun).as_str(), "panel" | "meeting" | "conference" | "group" | "forum")).then_some(letters)
}

/// Whether a name is that of the force and not of a part of it.
fn is_police(name: &str) -> bool {
    name.ends_with("police") || name.ends_with("constabulary") || name.ends_with("police officer") || name == "101"
}

/// Whether a folded name has a word of a theme's: "the exploitation inbox" is one theme's own, "the secure inbox" may be anybody's.
#[must_use]
pub fn bears_theme(standard: &Standard, name: &str) -> bool {
    let themes = standard.themes.themes.iter().flat_map(|row| row.names.iter().chain(&row.acronyms));
    let own =
        |word: &str| word.len() >= 3 && !matches!(word, "and" | "child" | "children" | "young" | "people" | "person" | "youth" | "abuse");
    themes.flat_map(|name| name.split(' ')).map(fold_str).filter(|w| own(w)).any(|word| name.split(' ').any(|w| w == word))
}

/// A folded name without its article and possessive.
#[must_use]
pub fn comparable(folded: &str) -> &str {
    // One prefix after another: a search for a string would be made ready anew for every name.
    let mut rest = folded;
    while let Some(after) = rest.strip_prefix("the ") {
        rest = after;
    }
    while let Some(before) = rest.strip_suffix("'s") {
        rest = before;
    }
    rest.trim()
}
