//! Several texts woven into one: which section answers to which, and within them which passage to which.
//!
//! The fuller document gives the order. Passages that are much alike are matched wherever they stand; sections are matched by
//! their headings, by the passages they share, and where they surely say the same under other headings ([`topic`]); what is left of
//! two matched sections is matched more freely. What has no
//! like stands where its own document has it. Every unit of every source ends in exactly one place.

use crate::meet::{Grams, Piece, alike, one_to_one, pairs};
use crate::topic::{self, Said};
use crate::unit::{Cut, Form, Section, Unit};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How alike passages must be to be the same passage wherever they stand, in hundredths.
const ANYWHERE: usize = 50;
/// How alike they must be within sections that are the same.
const WITHIN: usize = 34;
/// How alike headings must be to count.
const HEADINGS: usize = 50;
/// What sections must come to, of their headings' likeness and the words that they share, to be the same.
const SECTIONS: usize = 50;
/// What it counts that both open their document; the same heading counts more.
const OPENING: usize = 60;

/// What stands under one heading of the woven text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// The heading as each source has it; none where no source has one.
    pub heading: Option<Place>,
    /// What stands there, in order.
    pub places: Vec<Place>,
    /// The sources whose section was set here for what it says, under a heading of its own.
    pub said: Vec<usize>,
}

/// One passage of the woven text, as each source has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The unit of each source, by its place in that source's [`Cut::units`]; none for one that lacks it.
    pub units: Vec<Option<usize>>,
}

/// What the key of a unit begins with that defines a concept.
pub(crate) const DEFINITION: &str = "definition ";

/// What a unit is known by beside its words, such as the concept that it defines: by unit, a few words each.
pub(crate) type Keys = BTreeMap<usize, Vec<String>>;

impl Place {
    fn of(sources: usize, source: usize, unit: usize) -> Self {
        let mut place = Self { units: vec![None; sources] };
        place.set(source, unit);
        place
    }

    fn set(&mut self, source: usize, unit: usize) {
        if let Some(slot) = self.units.get_mut(source) {
            *slot = Some(unit);
        }
    }

    fn has(&self, source: usize) -> bool {
        self.units.get(source).is_some_and(Option::is_some)
    }

    /// The sources that have it, each with its unit.
    pub fn held(&self) -> impl Iterator<Item = (usize, usize)> {
        self.units.iter().enumerate().filter_map(|(source, unit)| Some((source, (*unit)?)))
    }
}

/// Weaves documents into one.
#[must_use]
pub fn weave(cuts: &[Cut]) -> Vec<Part> {
    weave_by(cuts, &vec![Keys::new(); cuts.len()])
}

/// Weaves documents into one; units that alone of their documents are known by the same key are the same.
pub(crate) fn weave_by(cuts: &[Cut], keys: &[Keys]) -> Vec<Part> {
    let mut order: Vec<usize> = (0..cuts.len()).collect();
    order.sort_by_key(|&n| Reverse(cuts.get(n).map_or(0, Cut::words)));
    let grams = cuts.iter().map(|cut| cut.units.iter().map(|u| Grams::new(&u.same)).collect()).collect();
    let mut loom = Loom { cuts, keys, grams, parts: Vec::new(), first: order.first().copied() };
    for source in order {
        loom.take_in(source);
    }
    loom.parts
}

/// Sections among which a document's title stands: the name of its owner may stand before it.
const TITLE: usize = 3;

/// The section that opens a document: that of its title, else the first.
pub(crate) fn opening(cut: &Cut) -> usize {
    let title = |s: &Section| s.heading.and_then(|h| cut.units.get(h)).is_some_and(|u| u.form == Form::Heading { level: 1 });
    cut.sections.iter().take(TITLE).position(title).unwrap_or(0)
}

/// The part that the opening of a source stands in.
pub(crate) fn opening_part(cut: &Cut, source: usize, parts: &[Part]) -> Option<usize> {
    let section = cut.sections.get(opening(cut))?;
    let wanted = section.heading.or_else(|| section.units.first().copied())?;
    let holds = |place: &Place| place.units.get(source).copied().flatten() == Some(wanted);
    parts.iter().position(|part| part.heading.iter().chain(&part.places).any(holds))
}

struct Loom<'c> {
    cuts: &'c [Cut],
    keys: &'c [Keys],
    grams: Vec<Vec<Grams>>,
    parts: Vec<Part>,
    /// The source that was taken in first.
    first: Option<usize>,
}

/// What was found of one source's units while it is taken in.
struct Found {
    /// The places of the woven text, as part and place within it.
    places: Vec<(usize, usize)>,
    /// For each unit of the source, the place that it goes to.
    of_unit: Vec<Option<usize>>,
    /// Places that the source has a unit in.
    taken: BTreeSet<usize>,
}

impl Found {
    fn take(&mut self, matched: Vec<(usize, usize)>) {
        for (unit, place) in matched {
            if let Some(slot) = self.of_unit.get_mut(unit).filter(|slot| slot.is_none())
                && self.taken.insert(place)
            {
                *slot = Some(place);
            }
        }
    }

    fn is_free(&self, unit: usize) -> bool {
        self.of_unit.get(unit).is_some_and(Option::is_none)
    }

    /// Where a unit goes, as part and place within it.
    fn landing(&self, unit: usize) -> Option<(usize, usize)> {
        self.places.get((*self.of_unit.get(unit)?)?).copied()
    }
}

impl<'c> Loom<'c> {
    fn take_in(&mut self, source: usize) {
        let Some(cut) = self.cuts.get(source) else { return };
        let places: Vec<(usize, usize)> =
            self.parts.iter().enumerate().flat_map(|(p, part)| (0..part.places.len()).map(move |q| (p, q))).collect();
        let mut found = Found { places, of_unit: vec![None; cut.units.len()], taken: BTreeSet::new() };
        let (ours, theirs) = (self.ours(source, &found, 0..cut.units.len()), self.theirs(&found, 0..found.places.len()));
        found.take(pairs(&ours, &theirs, ANYWHERE));
        let mut sections = self.sections(source, cut, &found);
        let said = self.said(cut, &sections);
        for (_, part) in &said {
            self.parts.get_mut(*part).into_iter().for_each(|part| part.said.push(source));
        }
        sections.extend(said);
        let mut first = 0;
        let starts: Vec<usize> = self
            .parts
            .iter()
            .map(|part| {
                first += part.places.len();
                first - part.places.len()
            })
            .collect();
        for (section, part) in &sections {
            let Some((section, start)) = cut.sections.get(*section).zip(starts.get(*part).copied()) else { continue };
            let length = self.parts.get(*part).map_or(0, |p| p.places.len());
            let ours = self.ours(source, &found, section.units.iter().copied());
            let theirs = self.theirs(&found, start..start + length);
            found.take(pairs(&ours, &theirs, WITHIN));
        }
        let known = self.known(source, &found);
        found.take(known);
        let exact = self.exact(cut, &found);
        found.take(exact);
        self.put(source, cut, &found, &sections.into_iter().collect());
    }

    /// Those of a source's units that are free, headings apart.
    fn ours(&self, source: usize, found: &Found, units: impl Iterator<Item = usize>) -> Vec<Piece<'_>> {
        let (Some(cut), Some(grams)) = (self.cuts.get(source), self.grams.get(source)) else { return Vec::new() };
        units
            .filter_map(|number| {
                let unit = cut.units.get(number).filter(|u| !u.is_heading() && found.is_free(number))?;
                let place = 1000 * number / cut.units.len().max(1);
                Some(Piece { number, place, class: unit.is_row(), grams: grams.get(number)? })
            })
            .collect()
    }

    /// What stands in free places, as every source that is woven in has it.
    fn theirs(&self, found: &Found, among: std::ops::Range<usize>) -> Vec<Piece<'_>> {
        let free = among.filter(|n| !found.taken.contains(n));
        free.flat_map(|number| {
            let place = 1000 * number / found.places.len().max(1);
            self.held(found, number).map(move |(unit, grams)| Piece { number, place, class: unit.is_row(), grams })
        })
        .collect()
    }

    fn held(&self, found: &Found, place: usize) -> impl Iterator<Item = (&'c Unit, &Grams)> {
        let place = found.places.get(place).and_then(|(p, q)| self.parts.get(*p)?.places.get(*q));
        place
            .into_iter()
            .flat_map(Place::held)
            .filter_map(|(source, unit)| Some((self.cuts.get(source)?.units.get(unit)?, self.grams.get(source)?.get(unit)?)))
    }

    /// Which section of a source is which part.
    fn sections(&self, source: usize, cut: &Cut, found: &Found) -> Vec<(usize, usize)> {
        let mut scores: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        let words = |units: &[usize]| units.iter().filter_map(|&u| cut.units.get(u)).map(Unit::words).sum::<usize>();
        for (s, section) in cut.sections.iter().enumerate() {
            let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
            for &unit in &section.units {
                if let (Some((part, _)), Some(unit)) = (found.landing(unit), cut.units.get(unit)) {
                    *shared.entry(part).or_default() += unit.words();
                }
            }
            for (p, shared) in shared {
                let least = words(&section.units).min(self.words(p)).max(1);
                *scores.entry((s, p)).or_default() += (100 * shared / least).min(100);
            }
        }
        for (s, p, alike) in self.headings(source, cut) {
            *scores.entry((s, p)).or_default() += alike;
        }
        // Two sections that alone of their documents define the same concept are those on what words mean, whatever they are called.
        for pair in self.defining(source, cut) {
            *scores.entry(pair).or_default() += SECTIONS;
        }
        // What stands before the first heading is not made to stand under one, but the opening of a document is its opening.
        let bare = |s: usize, p: usize| {
            let ours = cut.sections.get(s).is_some_and(|s| s.heading.is_none());
            let theirs = self.parts.get(p).is_some_and(|p| p.heading.is_none());
            ours != theirs
        };
        scores.retain(|(s, p), _| !bare(*s, *p));
        if let Some(pair) = self.opens(cut) {
            *scores.entry(pair).or_default() += OPENING;
        }
        let mut ranked: Vec<(Reverse<usize>, usize, usize)> =
            scores.into_iter().filter(|(_, score)| *score >= SECTIONS).map(|((s, p), score)| (Reverse(score), s, p)).collect();
        ranked.sort_unstable();
        let mut matched = one_to_one(ranked.into_iter().map(|(_, s, p)| (s, p)));
        matched.sort_unstable();
        matched
    }

    /// Sections and parts that are in no pair yet and surely say the same, under other headings.
    fn said(&self, cut: &'c Cut, matched: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let words = |units: Vec<Option<&'c Unit>>| units.into_iter().flatten().map(|u| u.same.as_str());
        let ours: Vec<Said> = cut
            .sections
            .iter()
            .map(|s| {
                let unit = |u: usize| cut.units.get(u);
                Said::new(words(vec![s.heading.and_then(unit)]), words(s.units.iter().map(|&u| unit(u)).collect()))
            })
            .collect();
        let theirs: Vec<Said> = self
            .parts
            .iter()
            .map(|part| {
                let held = |place: &Place| -> Vec<Option<&'c Unit>> { place.held().map(|(s, u)| self.cuts.get(s)?.units.get(u)).collect() };
                Said::new(words(part.heading.iter().flat_map(held).collect()), words(part.places.iter().flat_map(held).collect()))
            })
            .collect();
        let first = self.first.and_then(|first| opening_part(self.cuts.get(first)?, first, &self.parts));
        let (opens, title) = (opening(cut), first.and_then(|p| theirs.get(p)));
        let titles: Vec<&Said> = ours.get(opens).into_iter().chain(title).collect();
        let free = |(s, p): &(usize, usize)| {
            let headed =
                cut.sections.get(*s).is_some_and(|s| s.heading.is_some()) && self.parts.get(*p).is_some_and(|p| p.heading.is_some());
            headed && *s != opens && Some(*p) != first && matched.iter().all(|(a, b)| a != s && b != p)
        };
        one_to_one(topic::alike(&ours, &theirs, &titles).into_iter().filter(free))
    }

    /// Sections and parts that alone define a concept.
    fn defining(&self, source: usize, cut: &Cut) -> BTreeSet<(usize, usize)> {
        let mut ours: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (s, section) in cut.sections.iter().enumerate() {
            let held = section.units.iter().map(|&unit| (source, unit));
            self.concepts(held).for_each(|key| _ = ours.entry(key).or_default().insert(s));
        }
        let mut theirs: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (p, part) in self.parts.iter().enumerate() {
            let held = part.places.iter().flat_map(Place::held);
            self.concepts(held).for_each(|key| _ = theirs.entry(key).or_default().insert(p));
        }
        let only = |found: &BTreeSet<usize>| found.first().copied().filter(|_| found.len() == 1);
        ours.iter().filter_map(|(key, s)| Some((only(s)?, only(theirs.get(key)?)?))).collect()
    }

    /// The keys of definitions among those of some units.
    fn concepts(&self, held: impl Iterator<Item = (usize, usize)>) -> impl Iterator<Item = &'c str> {
        let keys = self.keys;
        held.filter_map(move |(source, unit)| keys.get(source)?.get(&unit))
            .flatten()
            .map(String::as_str)
            .filter(|k| k.starts_with(DEFINITION))
    }

    /// The section and the part that open a document and the woven text, where both are titles or words before any heading.
    fn opens(&self, cut: &Cut) -> Option<(usize, usize)> {
        let title = |unit: Option<&Unit>| unit.is_none_or(|u| matches!(u.form, Form::Heading { level: 1 }));
        let section = opening(cut);
        let part = self.first.and_then(|first| opening_part(self.cuts.get(first)?, first, &self.parts))?;
        let ours = title(cut.sections.get(section)?.heading.and_then(|h| cut.units.get(h)));
        let heading = self.parts.get(part)?.heading.as_ref();
        let theirs = heading.into_iter().flat_map(Place::held).all(|(s, u)| title(self.cuts.get(s).and_then(|c| c.units.get(u))));
        (ours && theirs).then_some((section, part))
    }

    fn words(&self, part: usize) -> usize {
        let places = self.parts.get(part).map(|p| p.places.as_slice()).unwrap_or_default();
        let first = |place: &Place| place.held().next().and_then(|(s, u)| self.cuts.get(s)?.units.get(u)).map_or(0, Unit::words);
        places.iter().map(first).sum()
    }

    /// Sections and parts with headings that are alike, and how alike.
    fn headings(&self, source: usize, cut: &Cut) -> Vec<(usize, usize, usize)> {
        let Some(own) = self.grams.get(source) else { return Vec::new() };
        let ours: Vec<Piece<'_>> = cut
            .sections
            .iter()
            .enumerate()
            .filter_map(|(number, section)| {
                let grams = own.get(section.heading?)?;
                Some(Piece { number, place: 1000 * number / cut.sections.len().max(1), class: false, grams })
            })
            .collect();
        let theirs: Vec<Piece<'_>> = self
            .parts
            .iter()
            .enumerate()
            .flat_map(|(number, part)| {
                let held = part.heading.iter().flat_map(Place::held);
                let place = 1000 * number / self.parts.len().max(1);
                held.filter_map(move |(s, u)| Some(Piece { number, place, class: false, grams: self.grams.get(s)?.get(u)? }))
            })
            .collect();
        let mut best: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for (score, s, p) in alike(&ours, &theirs, HEADINGS) {
            let most = best.entry((s, p)).or_default();
            *most = score.max(*most);
        }
        best.into_iter().map(|((s, p), score)| (s, p, score)).collect()
    }

    /// Free units and places that alone are known by a key.
    fn known(&self, source: usize, found: &Found) -> Vec<(usize, usize)> {
        let once = |list: &mut BTreeMap<&'c str, Option<usize>>, key: &'c str, n: usize| {
            list.entry(key).and_modify(|at| *at = at.filter(|&at| at == n)).or_insert(Some(n));
        };
        let (mut ours, mut theirs) = (BTreeMap::new(), BTreeMap::new());
        for (unit, keys) in self.keys.get(source).into_iter().flatten() {
            keys.iter().for_each(|key| once(&mut ours, key, *unit));
        }
        for (n, (p, q)) in found.places.iter().enumerate() {
            let Some(place) = self.parts.get(*p).and_then(|p| p.places.get(*q)) else { continue };
            for (s, unit) in place.held() {
                let keys = self.keys.get(s).and_then(|keys| keys.get(&unit));
                keys.into_iter().flatten().for_each(|key| once(&mut theirs, key, n));
            }
        }
        let row = |unit: usize| self.cuts.get(source).and_then(|c| c.units.get(unit)).is_some_and(Unit::is_row);
        let both = ours.into_iter().filter_map(|(key, unit)| Some((unit?, (*theirs.get(key)?)?)));
        one_to_one(both.filter(|&(unit, place)| {
            found.is_free(unit) && !found.taken.contains(&place) && self.held(found, place).all(|(u, _)| u.is_row() == row(unit))
        }))
    }

    /// Free units and places of the very same words: those that stand too often to be told apart, in their order.
    fn exact(&self, cut: &Cut, found: &Found) -> Vec<(usize, usize)> {
        let mut waiting: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
        for n in (0..found.places.len()).rev().filter(|n| !found.taken.contains(n)) {
            if let Some((unit, _)) = self.held(found, n).next() {
                waiting.entry((&unit.same, unit.is_row())).or_default().push(n);
            }
        }
        let free = cut.units.iter().enumerate().filter(|(n, unit)| !unit.is_heading() && found.is_free(*n));
        free.filter_map(|(n, unit)| Some((n, waiting.get_mut(&(unit.same.as_str(), unit.is_row()))?.pop()?))).collect()
    }

    /// Puts a source's units where they were found to go, and the rest where their own document has them.
    fn put(&mut self, source: usize, cut: &Cut, found: &Found, sections: &BTreeMap<usize, usize>) {
        let count = self.cuts.len();
        for unit in 0..cut.units.len() {
            let place = found.landing(unit).and_then(|(p, q)| self.parts.get_mut(p)?.places.get_mut(q));
            if let Some(place) = place {
                place.set(source, unit);
            }
        }
        let mut new_parts: BTreeMap<Option<usize>, Vec<Part>> = BTreeMap::new();
        let mut new_places: BTreeMap<usize, BTreeMap<Option<usize>, Vec<Place>>> = BTreeMap::new();
        let mut after = None;
        for (s, section) in cut.sections.iter().enumerate() {
            let rest = |unit: &&usize| found.is_free(**unit);
            let Some(&part) = sections.get(&s) else {
                let places = section.units.iter().filter(rest).map(|&u| Place::of(count, source, u)).collect();
                let heading = section.heading.map(|h| Place::of(count, source, h));
                new_parts.entry(after).or_default().push(Part { heading, places, said: Vec::new() });
                continue;
            };
            after = Some(part);
            self.name(part, source, section);
            let mut cursor = None;
            for &unit in &section.units {
                match found.landing(unit) {
                    Some((p, q)) if p == part => cursor = Some(q),
                    Some(_) => {}
                    None => {
                        new_places.entry(part).or_default().entry(cursor).or_default().push(Place::of(count, source, unit));
                    }
                }
            }
        }
        self.rebuild(new_parts, new_places);
    }

    fn name(&mut self, part: usize, source: usize, section: &Section) {
        let count = self.cuts.len();
        if let (Some(heading), Some(part)) = (section.heading, self.parts.get_mut(part)) {
            let place = part.heading.get_or_insert_with(|| Place { units: vec![None; count] });
            debug_assert!(!place.has(source), "a part answers to one section of a source");
            place.set(source, heading);
        }
    }

    fn rebuild(
        &mut self,
        mut new_parts: BTreeMap<Option<usize>, Vec<Part>>,
        mut new_places: BTreeMap<usize, BTreeMap<Option<usize>, Vec<Place>>>,
    ) {
        let mut parts = new_parts.remove(&None).unwrap_or_default();
        for (p, mut part) in std::mem::take(&mut self.parts).into_iter().enumerate() {
            if let Some(mut added) = new_places.remove(&p) {
                let mut places = added.remove(&None).unwrap_or_default();
                for (q, place) in part.places.into_iter().enumerate() {
                    places.push(place);
                    places.extend(added.remove(&Some(q)).unwrap_or_default());
                }
                part.places = places;
            }
            parts.push(part);
            parts.extend(new_parts.remove(&Some(p)).unwrap_or_default());
        }
        self.parts = parts;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn woven(texts: &[&str]) -> (Vec<Cut>, Vec<Part>) {
        let cuts: Vec<Cut> = texts.iter().map(|t| Cut::new(&concordat_fixture::document(t))).collect();
        let parts = weave(&cuts);
        (cuts, parts)
    }

    /// The woven text, a line a place: what each source says, or a dash.
    fn lines(texts: &[&str]) -> Vec<String> {
        let (cuts, parts) = woven(texts);
        let line = |place: &Place, mark: &str| {
            let told = place.units.iter().zip(&cuts).map(|(unit, cut)| unit.map_or("-", |u| cut.units[u].text.as_str()));
            format!("{mark}{}", told.collect::<Vec<_>>().join(" / "))
        };
        parts
            .iter()
            .flat_map(|part| part.heading.iter().map(|h| line(h, "# ")).chain(part.places.iter().map(|p| line(p, ""))).collect::<Vec<_>>())
            .collect()
    }

    const ONE: &str = "# Harm Procedure\n\n## 1. First contact\n\nStaff ring the Harbour within one working day of hearing of it.\n\nThe form follows by post.\n\n## 2. Review\n\nThe group reads this again in May.\n";
    const TWO: &str = "# Procedure on harm\n\n## Reviewing this paper\n\nThe group reads this again in June.\n\n## First contact\n\nStaff ring the Gate within 24 hours of hearing of it.\n\nParents are told the same day.\n\n## Training\n\nEverybody is trained every year.\n";

    #[test]
    fn sections_follow_the_fuller_document_and_nothing_is_lost() {
        assert_eq!(
            lines(&[ONE, TWO]),
            [
                "# Harm Procedure / Procedure on harm",
                "# Review / Reviewing this paper",
                "The group reads this again in May. / The group reads this again in June.",
                "# First contact / First contact",
                "Staff ring the Harbour within one working day of hearing of it. / Staff ring the Gate within 24 hours of hearing of it.",
                "The form follows by post. / -",
                "- / Parents are told the same day.",
                "# - / Training",
                "- / Everybody is trained every year.",
            ]
        );
    }

    #[test]
    fn the_same_document_twice_is_the_same_throughout() {
        let (cuts, parts) = woven(&[ONE, ONE, ONE]);
        for place in parts.iter().flat_map(|p| p.heading.iter().chain(&p.places)) {
            let first = place.units[0].expect("all have it");
            assert!(place.units.iter().all(|u| *u == Some(first)), "{place:?} {cuts:?}");
        }
    }

    #[test]
    fn a_passage_that_moved_is_one_passage() {
        let moved = "# Harm Procedure\n\n## Parents\n\nStaff ring the Harbour within one working day of hearing of it.\n";
        let told = lines(&[ONE, moved]);
        let line = "Staff ring the Harbour within one working day of hearing of it.";
        assert_eq!(told.iter().filter(|l| l.contains(line)).count(), 1, "{told:#?}");
    }

    #[test]
    fn words_that_stand_often_are_paired_in_order() {
        let many = "Ring the lead at once and say so.\n\n".repeat(60);
        let (_, parts) = woven(&[&many, &many]);
        assert!(parts[0].places.iter().all(|p| p.units[0] == p.units[1]), "{parts:?}");
    }

    /// Issue 6: two sections of definitions under other headings stood apart.
    #[test]
    fn sections_that_define_the_same_are_one() {
        let one = "# Plan\n\n## What we mean\n\nA tide is what the moon draws up the shore.\n\n## Review\n\nIt is read again.\n";
        let two = "# Scheme\n\n## Definitions\n\nTide: water that comes twice a day.\n\n## Signs\n\nThe harbour is full.\n";
        let cuts: Vec<Cut> = [one, two].iter().map(|t| Cut::new(&concordat_fixture::document(t))).collect();
        let key = |cut: &Cut| {
            let unit = cut.units.iter().position(|u| u.text.to_lowercase().contains("tide")).unwrap();
            Keys::from([(unit, vec![format!("{DEFINITION}tide")])])
        };
        let headed = |keys: &[Keys]| {
            let both = |p: &Part| p.heading.as_ref().is_some_and(|h| h.held().count() == 2);
            weave_by(&cuts, keys).iter().filter(|p| both(p)).count()
        };
        assert_eq!((headed(&[Keys::new(), Keys::new()]), headed(&[key(&cuts[0]), key(&cuts[1])])), (1, 2));
    }

    proptest! {
        #[test]
        fn every_unit_stands_in_exactly_one_place(
            texts in prop::collection::vec(prop::collection::vec((0usize..12, 0usize..9), 0..14), 1..4),
        ) {
            const WORDS: [&str; 9] = ["school", "ring the police", "within two days", "panel", "child", "a form is sent", "no", "lead", "x"];
            let text = |lines: &Vec<(usize, usize)>| -> String {
                let line = |(kind, word): &(usize, usize)| {
                    let (one, two) = (WORDS[*word], WORDS[(*word * 5 + *kind) % 9]);
                    match kind {
                        0 => format!("# {one}\n\n"),
                        1 | 2 => format!("## {one} {two}\n\n"),
                        3 => format!("- {one} {two}\n- {two}\n\n"),
                        4 => format!("| {one} | {two} |\n| --- | --- |\n| {two} | {one} |\n\n"),
                        _ => format!("{one} {two} {one}.\n\n"),
                    }
                };
                lines.iter().map(line).collect()
            };
            let texts: Vec<String> = texts.iter().map(text).collect();
            let (cuts, parts) = woven(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            for (source, cut) in cuts.iter().enumerate() {
                let places = parts.iter().flat_map(|p| p.heading.iter().chain(&p.places));
                let mut held: Vec<usize> = places.filter_map(|p| p.units[source]).collect();
                held.sort_unstable();
                prop_assert_eq!(held, (0..cut.units.len()).collect::<Vec<_>>());
            }
            for part in &parts {
                let headings = part.heading.iter().flat_map(Place::held);
                let all = headings.map(|h| (h, true)).chain(part.places.iter().flat_map(Place::held).map(|h| (h, false)));
                for ((source, unit), heads) in all {
                    prop_assert_eq!(cuts[source].units[unit].is_heading(), heads);
                }
            }
        }
    }
}
