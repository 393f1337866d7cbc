//! Which posts and teams that steps lead to some document describes: a part of `route/dead-end`.
//!
//! The documents are gone through once for all the names that are asked for, so that a thousand documents cost a thousand looks.

use super::{Taken, taken};
use crate::Area;
use concordat_register::route::{Act, Body, Note};
use concordat_register::{Anchor, DocumentFacts, DocumentIndex};
use concordat_routes::{NodeIndex, comparable};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// What documents say of the posts and teams that steps lead to.
pub(super) struct Described<'a> {
    /// Names asked for that some document speaks of elsewhere.
    spoken: BTreeSet<String>,
    /// Bodies that take a step themselves.
    acting: BTreeSet<NodeIndex>,
    /// Letters that some document spells out.
    letters: BTreeSet<&'a str>,
    /// Words of names of bodies that documents speak of.
    words: BTreeSet<String>,
    /// Whether a document names more bodies than are known.
    more: bool,
}

impl<'a> Described<'a> {
    pub(super) fn of(area: &Area<'a>) -> Self {
        let wanted: BTreeSet<String> = taken(area)
            .iter()
            .filter(|t| matches!(t.2.act, Act::Contact | Act::Transfer))
            .filter_map(|t| t.2.body.as_ref().filter(|b| is_post(b)))
            .map(key)
            .collect();
        let mut made = Self {
            spoken: BTreeSet::new(),
            acting: area.network.edges.iter().filter_map(|e| e.from).collect(),
            letters: area.documents.iter().flat_map(|d| &d.citations.acronyms).map(|a| a.letters.as_str()).collect(),
            words: BTreeSet::new(),
            more: area.documents.iter().any(|d| d.routes.more_names),
        };
        if wanted.is_empty() {
            return made;
        }
        // A short name of two words or more stands for every longer one that ends in it.
        let mut short: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
        for name in &wanted {
            endings(name).filter(|end| end.contains(' ')).for_each(|end| short.entry(end).or_default().push(name));
        }
        let mut told: BTreeSet<String> = BTreeSet::new();
        let mut hear = |name: &str| {
            let folded = fold_str(name);
            let plain = comparable(&folded);
            if told.insert(plain.to_owned()) {
                made.spoken.extend(endings(plain).filter(|end| wanted.contains(*end)).map(str::to_owned));
                made.spoken.extend(short.get(plain).into_iter().flatten().map(|n| (*n).clone()));
            }
        };
        for facts in area.documents {
            let named = facts.routes.bodies.iter().filter(|n| n.note == Note::Named);
            named.for_each(|n| hear(&n.name));
            facts.meetings.panels.iter().for_each(|p| hear(&p.name));
        }
        let owners: BTreeSet<String> = area.documents.iter().filter_map(|d| d.entry.owner.as_deref()).map(fold_str).collect();
        made.spoken.extend(wanted.iter().filter(|name| owners.iter().any(|o| o.contains(name.as_str()))).cloned());
        made.words = told.iter().flat_map(|name| name.split(' ')).map(str::to_owned).collect();
        made
    }

    /// Whether the post or team that a step leads to is known to nobody: no document speaks of it elsewhere, and no number stands
    /// beside it.
    pub(super) fn is_unknown(&self, area: &Area<'_>, one: &Taken<'_>, body: &Body) -> bool {
        if !area.options.alone && is_joint(area, body) && !is_reached(one) {
            return !elsewhere(area, one, body);
        }
        if area.options.alone || !is_post(body) || self.spoken.contains(&key(body)) || is_reached(one) {
            return false;
        }
        let words: Vec<&str> = body.name.split(' ').collect();
        let node = area.network.find(one.0, body, &area.standard.routes);
        let acts = node.is_none_or(|n| self.acting.contains(&n));
        let named = node.and_then(|n| area.network.node(n)).is_some_and(|n| n.named);
        let lettered = words.iter().any(|w| self.letters.contains(w) || w.len() >= 3 && w.bytes().all(|b| b.is_ascii_uppercase()));
        !acts && !named && !lettered && (in_capitals(&words) && body.proper || self.is_own_unknown(area, one, body, &words))
    }

    /// Whether it is a post or team in small letters, that no area has but this: "the quayside desk". A name in the definite is bound to
    /// be told somewhere; posts that all areas have, and those of a theme, are not.
    fn is_own_unknown(&self, area: &Area<'_>, one: &Taken<'_>, body: &Body, words: &[&str]) -> bool {
        let Some((_, before)) = words.split_last().filter(|(_, before)| (1..=3).contains(&before.len())) else { return false };
        let ordinary = |w: &str| area.standard.routes.judging.ordinary.stand_in(&fold_str(w));
        let capital = |w: &str| w.starts_with(char::is_uppercase);
        // "The Kingfisher coordinator" is known where the Kingfisher Project is.
        let known = before.iter().any(|w| capital(w) && (ordinary(w) || self.words.contains(&fold_str(w))));
        let quote = format!(" {} ", fold_str(&one.2.anchor.quote.exact));
        let name = fold_str(&body.name);
        let definite = ["the", "its", "their", "our"].iter().any(|det| quote.contains(&format!(" {det} {name}")));
        let made = area.standard.routes.judging.own.stand_in(&fold_str(words.last().copied().unwrap_or_default()));
        let possessive = before.iter().any(|w| w.ends_with("'s") || w.ends_with("’s") || w.ends_with('’') || w.ends_with('\''));
        !self.more && !known && definite && made && !possessive && !one.2.explained && !before.iter().all(|w| ordinary(w))
    }
}

/// Whether a body is a post or team by the noun in which its name ends.
fn is_post(body: &Body) -> bool {
    matches!(body.kind.as_deref(), Some("post" | "team")) && body.name.contains(' ')
}

/// Whether a body bears a name in capitals that ends in a noun of bodies that are neither panel nor team: "the Tidegate Network".
fn is_joint(area: &Area<'_>, body: &Body) -> bool {
    let words: Vec<&str> = body.name.split(' ').collect();
    let ends = || words.last().is_some_and(|last| area.standard.routes.judging.joint.stand_in(&fold_str(last)));
    body.kind.is_none() && body.proper && in_capitals(&words) && ends()
}

/// Whether any document names a body in another place than the one that sends somebody there.
fn elsewhere(area: &Area<'_>, one: &Taken<'_>, body: &Body) -> bool {
    let name = key(body);
    let is = |other: &str| {
        let folded = fold_str(other);
        let other = comparable(&folded);
        other == name || other.ends_with(&format!(" {name}")) || name.ends_with(&format!(" {other}"))
    };
    let apart = |index: DocumentIndex, anchor: &Anchor| (index, anchor.paragraph) != (one.0, one.2.anchor.paragraph);
    let named = |(index, facts): (DocumentIndex, &DocumentFacts)| {
        let said = facts.currency.bodies.iter().any(|b| is(&b.name) && apart(index, &b.anchor));
        let stepped = facts.routes.steps.iter().filter(|s| apart(index, &s.anchor));
        said || stepped.flat_map(|s| s.actor.iter().chain(&s.body)).any(|b| is(&b.name)) || is(&facts.entry.title)
    };
    area.indexed().any(named) || area.meetings.iter().any(|m| is(&m.name) || m.also.iter().any(|name| is(name)))
}

/// A body's name, made comparable.
fn key(body: &Body) -> String {
    comparable(&fold_str(&body.name)).to_owned()
}

/// "The coordinator of the panel" is known where the panel is: only a name that is whole in capitals is one of its own.
fn in_capitals(words: &[&str]) -> bool {
    words.len() >= 2 && words.iter().all(|w| w.starts_with(char::is_uppercase))
}

/// Whether a number or an address stands beside it.
fn is_reached(one: &Taken<'_>) -> bool {
    let quote = &one.2.anchor.quote;
    let reached = |text: &str| text.contains('@') || text.bytes().filter(u8::is_ascii_digit).count() >= 6;
    reached(&quote.exact) || reached(&quote.suffix)
}

/// A name and what it ends in, from word to word.
fn endings(name: &str) -> impl Iterator<Item = &str> {
    std::iter::once(name).chain(name.match_indices(' ').filter_map(|(at, _)| name.get(at + 1..)))
}
