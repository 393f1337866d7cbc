//! What an area's documents call its panels, its front door and its documents, for places in a template.

use crate::definition::{chosen, official, said};
use crate::naming::{cited, guides_practice, in_force, place, titled};
use concordat_findings::{Audit, wording::small};
use concordat_register::{
    DocumentFacts, Entry, Kind,
    meeting::{Level, Meeting},
};
use concordat_routes::door::front_door;
use concordat_standard::{Standard, definitions::Official};
use std::collections::BTreeMap;

/// An area's own names and documents; nothing where no area is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Local {
    /// What belongs in places of templates, by the place's id.
    pub names: BTreeMap<String, String>,
    /// Documents to be read with the new one.
    pub related: Vec<Related>,
    /// Definitions that win in the area, by concept: the words, and where they come from.
    pub definitions: BTreeMap<String, (String, String)>,
}

/// A document to be read with a new one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Related {
    /// Its title and year.
    pub title: String,
    /// What it is needed for.
    pub why: String,
}

impl Local {
    /// What the documents of `audit` give for a new document on `theme`.
    #[must_use]
    pub fn of(audit: &Audit, standard: &Standard, theme: &str) -> Self {
        let mut names = BTreeMap::new();
        let mut put = |place: &str, name: Option<String>| {
            if let Some(name) = name.filter(|n| !n.is_empty()) {
                names.insert(place.to_owned(), name);
            }
        };
        put("area", Some(audit.site.clone()));
        put("front-door", front_door(&audit.documents, &standard.routes));
        put("thresholds", thresholds(audit).map(|d| cited(&d.entry)));
        put("panel", meeting(audit, theme, Level::Operational).map(bare));
        put("group", meeting(audit, theme, Level::Strategic).map(bare));
        put("partnership", partnership(audit));
        Self { names, related: related(audit, standard, theme), definitions: definitions(audit, standard, theme) }
    }

    /// The invented names that stand as examples in the standard, for every place.
    #[must_use]
    pub fn examples(standard: &Standard) -> Self {
        let names = standard.templates.places.iter().map(|p| (p.id.clone(), p.example.clone())).collect();
        Self { names, ..Self::default() }
    }
}

/// Without an article, since the template's text has one.
fn bare(meeting: &Meeting) -> String {
    let name = meeting.name.as_str();
    name.strip_prefix("The ").or_else(|| name.strip_prefix("the ")).unwrap_or(name).to_owned()
}

fn current(audit: &Audit) -> impl Iterator<Item = &DocumentFacts> {
    audit.documents.iter().filter(|d| in_force(&d.entry))
}

/// The newest thresholds document in force.
fn thresholds(audit: &Audit) -> Option<&DocumentFacts> {
    current(audit).filter(|d| d.entry.kind == Kind::Thresholds).max_by_key(|d| d.entry.written())
}

/// The panel or group of a theme: one whose remit names it first, else one that takes it.
fn meeting<'a>(audit: &'a Audit, theme: &str, level: Level) -> Option<&'a Meeting> {
    let of = |m: &&Meeting| m.level == Some(level);
    let first = |m: &&Meeting| m.themes.first().is_some_and(|t| t.0 == theme);
    let takes = |m: &&Meeting| m.themes.iter().any(|t| t.0 == theme);
    let all = || audit.meetings.iter().filter(of);
    all().find(first).or_else(|| all().find(takes)).or_else(|| all().next().filter(|_| level == Level::Strategic && all().count() == 1))
}

/// The safeguarding partnership that owns most documents.
fn partnership(audit: &Audit) -> Option<String> {
    let mut owners: BTreeMap<&str, usize> = BTreeMap::new();
    let is = |owner: &&str| {
        let folded = owner.to_lowercase();
        folded.contains("safeguarding") && folded.ends_with("partnership")
    };
    for owner in current(audit).filter_map(|d| d.entry.owner.as_deref()).filter(is) {
        *owners.entry(owner).or_default() += 1;
    }
    let most = owners.values().copied().max()?;
    owners.into_iter().find(|(_, count)| *count == most).map(|(owner, _)| owner.to_owned())
}

/// The thresholds document, and those in force on themes that the standard says a document on `theme` should know.
fn related(audit: &Audit, standard: &Standard, theme: &str) -> Vec<Related> {
    let mut found: Vec<Related> = Vec::new();
    if let Some(levels) = thresholds(audit) {
        found.push(Related { title: cited(&levels.entry), why: "levels of need".to_owned() });
    }
    let mut wanted: Vec<&str> = vec![theme];
    wanted.extend(
        standard.references.links.iter().filter(|l| l.from == theme || l.to == theme).flat_map(|l| [l.from.as_str(), l.to.as_str()]),
    );
    let on = |entry: &Entry| entry.themes.first().is_some_and(|t| wanted.contains(&t.0.as_str()));
    let theme_name = |entry: &Entry| entry.themes.first().map(|t| small(audit.theme_name(t))).unwrap_or_default();
    let others = current(audit).filter(|d| d.entry.kind != Kind::Thresholds && guides_practice(&d.entry) && on(&d.entry));
    found.extend(others.map(|d| Related { title: cited(&d.entry), why: theme_name(&d.entry) }));
    found.dedup();
    found
}

/// The definitions that win, of the concepts that a document on `theme` defines.
fn definitions(audit: &Audit, standard: &Standard, theme: &str) -> BTreeMap<String, (String, String)> {
    let concepts = standard.templates.harm(theme).map(|h| h.concepts.as_slice()).unwrap_or_default();
    let of = |concept: &String| {
        let all = said(audit, standard, concept);
        let (winner, _) = chosen(&all, standard, concept, audit.as_at)?;
        // What a document says that is not the official definition in force is not carried on.
        let in_force = official(standard, concept, audit.as_at);
        let differs =
            |o: &Official| winner.view.follows.as_ref() != Some(&o.name) && (winner.view.follows.is_some() || o.is_told_by_words());
        let outdated = in_force.is_some_and(differs);
        let source = format!("{}, {}", titled(&winner.facts.entry), place(&winner.view.evidence.anchor));
        (!outdated).then(|| (concept.clone(), (winner.view.evidence.anchor.quote.exact.to_string(), source)))
    };
    concepts.iter().filter_map(of).collect()
}
