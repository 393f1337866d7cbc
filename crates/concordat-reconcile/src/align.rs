//! Which documents of several areas belong together.

use crate::assign::{Edge, best};
use crate::joint::titles;
use crate::likeness::{Certainty, FLOOR, Likeness, Profile, likeness};
use crate::source::Area;
use concordat_register::{DocumentFacts, DocumentIndex, Status};
use concordat_text::{fold_str, words};
use std::collections::{BTreeMap, BTreeSet};

/// A document of one of the areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Member {
    /// Which area, from 0.
    pub area: usize,
    /// Which document of its audit.
    pub document: DocumentIndex,
}

/// Documents that belong together, at most one of an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What the document that is made from them is called.
    pub title: String,
    /// The documents, by area; at least two.
    pub members: Vec<Member>,
    /// How sure it is that they belong together, and why.
    pub likeness: Likeness,
}

/// Every document of every area, once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Documents that belong together.
    pub groups: Vec<Group>,
    /// Documents that only one area has.
    pub alone: Vec<Member>,
    /// Documents that their own area holds to be replaced: they are not drafted from.
    pub replaced: Vec<Member>,
}

/// A group while it grows.
struct Growing {
    members: Vec<Member>,
    likeness: Option<(usize, Likeness)>,
}

/// Says which documents belong together: those that `by_hand` names together first, then one to one by kind, theme, words of
/// the title, headings and year, so that the whole fits best.
///
/// Each next area is set beside the groups so far. Documents that their area holds to be replaced are left out, unless they are
/// named by hand. Of a list given by hand only the first document of each area counts.
#[must_use]
pub fn align(areas: &[Area<'_>], by_hand: &[Vec<Member>]) -> Alignment {
    let names: BTreeSet<String> = areas.iter().flat_map(|a| folded_words(a.name)).collect();
    let profiles: Vec<Vec<Profile>> = areas.iter().map(|a| a.audit.documents.iter().map(|d| Profile::new(d, &names)).collect()).collect();
    let named = named(areas, by_hand);
    let held: BTreeSet<Member> = named.iter().flatten().copied().collect();
    let mut groups: Vec<Growing> = named
        .into_iter()
        .map(|members| {
            let likeness = Likeness { certainty: Certainty::ByHand, reasons: vec!["they were matched by hand".to_owned()] };
            Growing { members, likeness: Some((usize::MAX, likeness)) }
        })
        .collect();
    let mut replaced = Vec::new();
    for (n, area) in areas.iter().enumerate() {
        let mut fresh = Vec::new();
        for member in members(n, area).filter(|m| !held.contains(m)) {
            let old = area.audit.document(member.document).is_some_and(is_replaced);
            if old { replaced.push(member) } else { fresh.push(member) }
        }
        join(&mut groups, n, &fresh, &profiles);
    }
    let mut alignment = Alignment { replaced, ..Alignment::default() };
    for mut group in groups {
        group.members.sort_unstable();
        match (group.likeness, group.members.as_slice()) {
            (Some((_, likeness)), [_, _, ..]) => alignment.groups.push(Group { title: String::new(), members: group.members, likeness }),
            (_, alone) => alignment.alone.extend(alone),
        }
    }
    alignment.groups.sort_by(|a, b| a.members.cmp(&b.members));
    let members: Vec<Vec<Member>> = alignment.groups.iter().map(|g| g.members.clone()).collect();
    for (group, title) in alignment.groups.iter_mut().zip(titles(areas, &members)) {
        group.title = title;
    }
    alignment.alone.sort_unstable();
    alignment
}

/// Sets the documents of area `n` beside the groups so far.
fn join(groups: &mut Vec<Growing>, n: usize, fresh: &[Member], profiles: &[Vec<Profile>]) {
    let profile = |m: &Member| profiles.get(m.area)?.get(m.document.0 as usize);
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (g, group) in groups.iter().enumerate().filter(|(_, g)| g.members.iter().all(|m| m.area != n)) {
        let keys: BTreeSet<&str> = group.members.iter().filter_map(profile).flat_map(Profile::keys).collect();
        keys.into_iter().for_each(|key| by_key.entry(key).or_default().push(g));
    }
    let mut edges: Vec<Edge> = Vec::new();
    let mut why: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
    for (f, member) in fresh.iter().enumerate() {
        let Some(own) = profile(member) else { continue };
        let met: BTreeSet<usize> = own.keys().filter_map(|key| by_key.get(key)).flatten().copied().collect();
        for g in met {
            let others = groups.get(g).map(|g| g.members.as_slice()).unwrap_or_default();
            let scored = others.iter().filter_map(profile).map(|other| likeness(other, own));
            let Some((score, reasons)) = scored.max_by_key(|(score, _)| *score).filter(|(score, _)| *score >= FLOOR) else { continue };
            edges.push((g, f, score));
            why.insert((g, f), reasons);
        }
    }
    edges.sort_unstable();
    let mut placed = BTreeSet::new();
    for (g, f) in best(groups.len(), fresh.len(), &edges) {
        let score = edges.iter().find(|e| (e.0, e.1) == (g, f)).map_or(0, |e| e.2);
        let (Some(group), Some(member)) = (groups.get_mut(g), fresh.get(f)) else { continue };
        placed.insert(f);
        group.members.push(*member);
        // A group is as sure as its least sure member.
        if group.likeness.as_ref().is_none_or(|(least, _)| score < *least) {
            let reasons = why.remove(&(g, f)).unwrap_or_default();
            group.likeness = Some((score, Likeness { certainty: Certainty::of(score), reasons }));
        }
    }
    let rest = fresh.iter().enumerate().filter(|(f, _)| !placed.contains(f));
    groups.extend(rest.map(|(_, member)| Growing { members: vec![*member], likeness: None }));
}

/// What was matched by hand: one document of an area, each document once, at least two.
fn named(areas: &[Area<'_>], by_hand: &[Vec<Member>]) -> Vec<Vec<Member>> {
    let mut used: BTreeSet<Member> = BTreeSet::new();
    let mut groups = Vec::new();
    for list in by_hand {
        let mut group: Vec<Member> = Vec::new();
        for member in list {
            let known = areas.get(member.area).is_some_and(|a| (member.document.0 as usize) < a.audit.documents.len());
            if known && !used.contains(member) && group.iter().all(|m| m.area != member.area) {
                group.push(*member);
            }
        }
        if group.len() >= 2 {
            used.extend(&group);
            groups.push(group);
        }
    }
    groups
}

fn members(n: usize, area: &Area<'_>) -> impl Iterator<Item = Member> + use<> {
    let count = u32::try_from(area.audit.documents.len()).unwrap_or(u32::MAX);
    (0..count).map(move |d| Member { area: n, document: DocumentIndex(d) })
}

fn is_replaced(facts: &DocumentFacts) -> bool {
    facts.entry.status == Status::Superseded || facts.entry.superseded_by.is_some()
}

pub(crate) fn folded_words(text: &str) -> Vec<String> {
    let folded = fold_str(text);
    words(&folded).map(|w| w.text.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_findings::Audit;
    use concordat_register::{Kind, Theme};

    fn area(documents: &[(&str, Kind, &str)]) -> Audit {
        let facts = documents.iter().map(|(title, kind, theme)| {
            let mut facts = DocumentFacts::default();
            facts.entry.title = (*title).to_owned();
            facts.entry.file = format!("{title}.md");
            facts.entry.kind = *kind;
            facts.entry.themes = vec![Theme((*theme).into())];
            facts.entry.sha256 = (*title).to_owned();
            facts
        });
        Audit { documents: facts.collect(), ..Audit::default() }
    }

    fn told(audits: &[(&str, &Audit)], by_hand: &[Vec<Member>]) -> (Vec<String>, Vec<String>) {
        let areas: Vec<Area<'_>> = audits.iter().map(|(name, audit)| Area { name, audit }).collect();
        let title = |m: &Member| areas[m.area].audit.documents[m.document.0 as usize].entry.title.clone();
        let found = align(&areas, by_hand);
        let groups = found.groups.iter().map(|g| {
            let titles: Vec<String> = g.members.iter().map(title).collect();
            format!("{} ({})", titles.join(" = "), g.likeness.certainty.words())
        });
        (groups.collect(), found.alone.iter().map(title).collect())
    }

    fn first() -> Audit {
        area(&[
            ("Tarn Harmful Sexual Behaviour Procedure 2022", Kind::Procedure, "hsb"),
            ("Gangs Strategy", Kind::Strategy, "gangs"),
            ("Terms of the Violence Panel", Kind::TermsOfReference, "gangs"),
        ])
    }

    #[test]
    fn documents_of_one_matter_are_paired_and_others_stand_alone() {
        let second = area(&[
            ("Fell Strategy on Gangs and Violence", Kind::Strategy, "gangs"),
            ("Harmful Sexual Behaviour: Protocol", Kind::Protocol, "hsb"),
            ("Missing Children Protocol", Kind::Protocol, "missing"),
        ]);
        let (pairs, alone) = told(&[("Tarn", &first()), ("Fell", &second)], &[]);
        assert_eq!(
            pairs,
            [
                "Tarn Harmful Sexual Behaviour Procedure 2022 = Harmful Sexual Behaviour: Protocol (likely)",
                "Gangs Strategy = Fell Strategy on Gangs and Violence (likely)"
            ]
        );
        assert_eq!(alone, ["Terms of the Violence Panel", "Missing Children Protocol"]);
    }

    #[test]
    fn what_is_matched_by_hand_wins() {
        let second = area(&[("Harmful Sexual Behaviour Procedure", Kind::Procedure, "hsb")]);
        let member = |area, n| Member { area, document: DocumentIndex(n) };
        let (pairs, alone) = told(&[("Tarn", &first()), ("Fell", &second)], &[vec![member(0, 1), member(1, 0)]]);
        assert_eq!(pairs, ["Gangs Strategy = Harmful Sexual Behaviour Procedure (matched by hand)"]);
        assert_eq!(alone.len(), 2);
    }

    #[test]
    fn three_areas_meet_and_an_empty_one_changes_nothing() {
        let one = first();
        let empty = area(&[]);
        let (pairs, alone) = told(&[("Tarn", &one), ("None", &empty), ("Fell", &one), ("Beck", &one)], &[]);
        assert_eq!((pairs.len(), alone.len()), (3, 0));
        assert!(pairs.iter().all(|p| p.matches(" = ").count() == 2 && p.ends_with("(sure)")), "{pairs:?}");
    }

    #[test]
    fn minutes_are_not_merged_for_being_minutes_of_one_theme() {
        let minutes = |title| area(&[(title, Kind::Minutes, "cse")]);
        let (pairs, alone) = told(&[("Tarn", &minutes("Panel of May")), ("Fell", &minutes("Group in July"))], &[]);
        assert!(pairs.is_empty() && alone.len() == 2);
    }
}
