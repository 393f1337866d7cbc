//! What an area's documents call its panels, its front door and its documents, for places in a template.

use crate::definition::{chosen, official, said};
use crate::naming::{cited, guides_practice, in_force, listed, place, titled};
use crate::terms::{self, Terms};
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
    /// What the terms of the panel say at present, where they are to be written anew.
    pub terms: Option<Terms>,
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
    /// What the documents of `audit` give for a new document of a kind on `theme`; without a theme, what holds for every one.
    #[must_use]
    pub fn of(audit: &Audit, standard: &Standard, kind: Kind, theme: Option<&str>) -> Self {
        let mut names = BTreeMap::new();
        let mut put = |place: &str, name: Option<String>| {
            if let Some(name) = name.filter(|n| !n.is_empty()) {
                names.insert(place.to_owned(), name);
            }
        };
        put("area", Some(audit.site.clone()));
        put("front-door", front_door(&audit.documents, &standard.routes));
        put("thresholds", thresholds(audit).map(|d| cited(&d.entry)));
        put("partnership", partnership(audit));
        let Some(theme) = theme else {
            return Self { names, related: levels(audit).into_iter().collect(), ..Self::default() };
        };
        let panel = panel(audit, theme);
        put("panel", panel.map(bare));
        put("panel-takes", panel.map(|panel| terms::with_its_ages(&bare(panel), panel)));
        put("chair", panel.and_then(|panel| terms::chair(audit, panel)));
        put("group", group(audit, theme).map(bare));
        let terms = panel.filter(|_| kind == Kind::TermsOfReference).and_then(|panel| Terms::of(audit, panel));
        Self { names, related: related(audit, standard, kind, theme), definitions: definitions(audit, standard, theme), terms }
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

/// Meetings of one level that take a theme.
fn taking<'a>(audit: &'a Audit, theme: &str, level: Level) -> Vec<&'a Meeting> {
    let takes = |m: &&Meeting| m.level == Some(level) && m.themes.iter().any(|t| t.0 == theme);
    audit.meetings.iter().filter(takes).collect()
}

/// The panel that takes a theme; none where several do, since which of them is meant is for the author to say.
fn panel<'a>(audit: &'a Audit, theme: &str) -> Option<&'a Meeting> {
    only(&taking(audit, theme, Level::Operational))
}

/// The strategic group to which a theme's panel answers: the one that the panels which take the theme name. Where they name another
/// body, or none, only a single group with the theme of its own is it, and not against what a panel says.
fn group<'a>(audit: &'a Audit, theme: &str) -> Option<&'a Meeting> {
    let panels = taking(audit, theme, Level::Operational);
    let mut named: Vec<&Meeting> = Vec::new();
    for panel in &panels {
        let answers: Vec<&Meeting> = panel.answers_to.iter().filter_map(|&n| audit.meetings.get(n)).collect();
        if answers.is_empty() && panel.reports_to.is_some() {
            // It answers to a body that is not among the groups of the register.
            return None;
        }
        named.extend(answers);
    }
    named.dedup_by(|a, b| a.id == b.id);
    if named.is_empty() { only(&taking(audit, theme, Level::Strategic)) } else { only(&named) }
}

fn only<'a>(meetings: &[&'a Meeting]) -> Option<&'a Meeting> {
    match meetings {
        [one] => Some(one),
        _ => None,
    }
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

/// The thresholds document, to be read with any other.
fn levels(audit: &Audit) -> Option<Related> {
    thresholds(audit).map(|levels| Related { title: cited(&levels.entry), why: "levels of need".to_owned() })
}

/// Themes of a document that count: those after them it only touches.
const THEMES: usize = 3;

/// The thresholds document, those in force on themes that the standard says a document on `theme` should know, and the terms of the
/// panels that take it.
fn related(audit: &Audit, standard: &Standard, kind: Kind, theme: &str) -> Vec<Related> {
    let mut found: Vec<Related> = levels(audit).into_iter().collect();
    let mut wanted: Vec<&str> = vec![theme];
    wanted.extend(
        standard.references.links.iter().filter(|l| l.from == theme || l.to == theme).flat_map(|l| [l.from.as_str(), l.to.as_str()]),
    );
    let on = |entry: &Entry| -> Vec<String> {
        let themes = entry.themes.iter().take(THEMES).filter(|t| wanted.contains(&t.0.as_str()));
        themes.map(|t| small(audit.theme_name(t))).collect()
    };
    let others = current(audit).filter(|d| d.entry.kind != Kind::Thresholds && guides_practice(&d.entry));
    found.extend(others.map(|d| Related { title: cited(&d.entry), why: listed(&on(&d.entry)) }).filter(|r| !r.why.is_empty()));
    // The terms of a panel are not read with those that are to take their place.
    if kind != Kind::TermsOfReference {
        let panels = taking(audit, theme, Level::Operational).into_iter();
        let terms = panels.filter_map(|panel| Some((terms::document(audit, panel)?, panel)));
        let terms = terms.filter(|(d, _)| d.entry.kind == Kind::TermsOfReference && in_force(&d.entry));
        found.extend(terms.map(|(d, panel)| Related { title: cited(&d.entry), why: format!("the {}", bare(panel)) }));
    }
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
        let now = official(standard, concept, audit.as_at);
        let differs =
            |o: &Official| winner.view.follows.as_ref() != Some(&o.name) && (winner.view.follows.is_some() || o.is_told_by_words());
        let outdated = now.is_some_and(differs);
        let source = format!("{}, {}", titled(&winner.facts.entry), place(&winner.view.evidence.anchor));
        // Nor is what a draft says, which is not agreed.
        (!outdated && in_force(&winner.facts.entry))
            .then(|| (concept.clone(), (audit.told(&winner.view.evidence).exact.to_string(), source)))
    };
    concepts.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::Theme;

    fn meeting(name: &str, level: Level, themes: &[&str]) -> Meeting {
        let themes = themes.iter().map(|t| Theme((*t).into())).collect();
        Meeting { id: name.to_owned(), name: name.to_owned(), level: Some(level), themes, ..Meeting::default() }
    }

    fn told(meetings: Vec<Meeting>, theme: &str) -> [Option<String>; 2] {
        let audit = Audit { meetings, ..Audit::default() };
        [panel(&audit, theme), group(&audit, theme)].map(|m| m.map(|m| m.name.clone()))
    }

    /// Issue 6: the one strategic group of an area was put as that to which every panel reports.
    #[test]
    fn whom_a_panel_answers_to_is_never_guessed() {
        let board = || meeting("Quay Board", Level::Strategic, &["cse"]);
        let panel = |themes: &[&str]| meeting("Tide Panel", Level::Operational, themes);
        let some = |name: &str| Some(name.to_owned());
        assert_eq!(told(vec![board(), panel(&["da"])], "da"), [some("Tide Panel"), None]);
        assert_eq!(told(vec![board(), panel(&["cse"])], "cse"), [some("Tide Panel"), some("Quay Board")]);
        let elsewhere = Meeting { reports_to: Some("The panel reports to the Shore Partnership.".to_owned()), ..panel(&["cse"]) };
        assert_eq!(told(vec![board(), elsewhere], "cse"), [some("Tide Panel"), None]);
        let named = Meeting { reports_to: some("It reports to the Quay Board."), answers_to: vec![0], ..panel(&["da"]) };
        assert_eq!(told(vec![board(), named], "da"), [some("Tide Panel"), some("Quay Board")]);
    }

    #[test]
    fn where_two_panels_take_a_theme_the_author_says_which() {
        let two = vec![meeting("Tide Panel", Level::Operational, &["cce"]), meeting("Quay Panel", Level::Operational, &["syv", "cce"])];
        assert_eq!(told(two.clone(), "cce"), [None, None]);
        assert_eq!(told(two, "syv")[0].as_deref(), Some("Quay Panel"));
    }
}
