//! What an area calls the front door of its children's social care.

use concordat_register::{DocumentFacts, route::Note};
use concordat_standard::routes::Routes;
use std::collections::{BTreeMap, BTreeSet};

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
