//! What a document says of contexts and sectors where it deals with each of its themes.

use super::super::{Named, Spoken};
use super::serving::Serving;
use crate::Prepared;
use concordat_register::{
    Anchor, HeadingIndex, Theme,
    meaning::{Depth, FacetCoverage, Point, Said, Side, ThemeCoverage},
};
use concordat_text::ByteSpan;
use std::collections::BTreeMap;

/// A sentence longer than so many bytes is shown by the words that matter in it.
const LONGEST: usize = 320;
/// Places kept of each factor until it is known in which section something is done about it.
const KEPT: usize = 3;
/// Purposes of one sector kept for each theme: those told most plainly.
const PURPOSES: usize = 4;

/// Where something is said: passage and words.
type Place = (usize, ByteSpan);

/// What one sentence says of a context or sector.
#[derive(Debug, Clone, Copy)]
pub(super) struct Telling {
    /// Which, contexts before sectors.
    pub(super) facet: u8,
    /// How far it goes, where it stands.
    pub(super) what: Named,
    /// The lights in which the context is put, and what the sector is engaged for, as bits.
    pub(super) sides: u8,
    pub(super) purposes: u16,
    pub(super) passage: usize,
    /// The words to show.
    pub(super) sentence: ByteSpan,
}

#[derive(Debug, Clone, Copy)]
struct Candidate {
    /// Whether its passage tells which theme it serves, and whether something is done, or is a task.
    told: bool,
    strong: bool,
    place: Place,
    heading: Option<HeadingIndex>,
}

/// Gathers what is said, theme by theme.
pub(super) struct ByTheme<'a> {
    serving: Serving<'a>,
    contexts: usize,
    /// By theme, facet and what is said.
    points: BTreeMap<(usize, u8, Said), Vec<Candidate>>,
    depths: BTreeMap<(usize, u8), Depth>,
    /// Where something is done, by context and section.
    actions: BTreeMap<(u8, HeadingIndex), Place>,
    told: [u32; super::serving::MOST],
    /// The passage read last, and what it serves.
    last: Option<(usize, u8, bool)>,
}

impl<'a> ByTheme<'a> {
    pub(super) fn new(serving: Serving<'a>, contexts: usize) -> Self {
        let told = [0; super::serving::MOST];
        Self { serving, contexts, points: BTreeMap::new(), depths: BTreeMap::new(), actions: BTreeMap::new(), told, last: None }
    }

    /// Takes in what a sentence says. `counts` is asked whether the words are no part of an address or of the title of a law, only
    /// where they would be kept.
    pub(super) fn add(&mut self, prepared: &Prepared<'_>, telling: &Telling, counts: impl Fn() -> bool) {
        let Some(passage) = prepared.passages.get(telling.passage) else { return };
        let sector = usize::from(telling.facet) >= self.contexts;
        let depth = match telling.what {
            Named::Matters(_) => return,
            Named::Bare => Depth::Named,
            Named::Considered(_) => Depth::Considered,
            Named::ActedOn => Depth::ActedOn,
        };
        let (themes, told) = match self.last {
            Some((last, themes, told)) if last == telling.passage => (themes, told),
            _ => {
                let (themes, told) = self.serving.of(passage);
                self.last = Some((telling.passage, themes, told));
                for (_, count) in self.told.iter_mut().enumerate().filter(|(n, _)| told && themes & (1 << n) != 0) {
                    *count += 1;
                }
                (themes, told)
            }
        };
        let said = said(telling, sector);
        let mut counted = None;
        let strong = depth == Depth::ActedOn;
        let heading = passage.passage.heading;
        for theme in (0..super::serving::MOST).filter(|n| themes & (1 << n) != 0) {
            let deeper = self.depths.get(&(theme, telling.facet)).is_none_or(|d| *d < depth);
            for &what in &said {
                let candidate = Candidate { told, strong, place: (telling.passage, telling.sentence), heading };
                let kept = self.points.get(&(theme, telling.facet, what)).map_or(&[][..], Vec::as_slice);
                let wanted = deeper || wants(kept, &candidate, what);
                if wanted && *counted.get_or_insert_with(&counts) {
                    let kept = self.points.entry((theme, telling.facet, what)).or_default();
                    keep(kept, candidate, what);
                    let at = self.depths.entry((theme, telling.facet)).or_insert(depth);
                    *at = depth.max(*at);
                }
            }
        }
        if strong
            && !sector
            && let Some(heading) = heading
            && counted == Some(true)
        {
            self.actions.entry((telling.facet, heading)).or_insert((telling.passage, telling.sentence));
        }
    }

    /// Takes in what the cell `number` says that the agency at the front of its row is for; whether it says anything.
    pub(super) fn cell(&mut self, prepared: &Prepared<'_>, spoken: &Spoken, front: &Telling, number: usize) -> bool {
        let mut says = false;
        for sentence in spoken.passages.get(number).into_iter().flatten().filter(|s| s.purposes != 0) {
            let whole = prepared.passages.get(number).map_or(sentence.span, |p| p.sentence_at(sentence.span.start()));
            let telling = Telling { purposes: sentence.purposes, passage: number, sentence: whole, ..*front };
            self.add(prepared, &telling, || true);
            says = true;
        }
        says
    }

    /// What was gathered, theme by theme, and the sentences it rests on.
    pub(super) fn finish(self, prepared: &Prepared<'_>, themes: &[Theme]) -> (Vec<ThemeCoverage>, Vec<Anchor>) {
        let mut sentences = Sentences { prepared, places: BTreeMap::new(), anchors: Vec::new() };
        let mut made: Vec<ThemeCoverage> = Vec::new();
        let count = themes.len().clamp(1, super::serving::MOST);
        for (place, told) in self.told.iter().enumerate().take(count) {
            let mut coverage = ThemeCoverage { theme: themes.get(place).cloned(), told: *told, facets: Vec::new() };
            for (&(_, facet), &depth) in self.depths.range((place, 0)..(place + 1, 0)) {
                let mut points = self.points_of(place, facet, &mut sentences);
                // A context or sector of which something is told is not only named.
                if points.len() > 1 {
                    points.retain(|p| p.what != Said::Named);
                }
                coverage.facets.push(FacetCoverage { facet, depth, points });
            }
            made.push(coverage);
        }
        (made, sentences.anchors)
    }

    fn points_of(&self, theme: usize, facet: u8, sentences: &mut Sentences<'_, '_>) -> Vec<Point> {
        let held = self.points.range((theme, facet, Said::Factor(Side::Risk))..=(theme, facet, Said::Named));
        let mut best: Vec<(Said, Candidate, Option<Place>)> = held
            .filter_map(|(&(_, _, what), kept)| {
                let (candidate, action) = self.best(facet, what, kept)?;
                Some((what, candidate, action))
            })
            .collect();
        let purpose = |what: Said| matches!(what, Said::For(_));
        while best.iter().filter(|(what, ..)| purpose(*what)).count() > PURPOSES {
            let weakest = best.iter().enumerate().filter(|(_, (what, ..))| purpose(*what));
            let Some((at, _)) = weakest.min_by_key(|(n, (_, c, _))| (c.told, c.strong, std::cmp::Reverse(*n))) else { break };
            best.remove(at);
        }
        // Only where nothing else is known are words kept that tell no more.
        if best.len() > 1 {
            best.retain(|(what, ..)| *what != Said::Named);
        }
        let point = |(what, candidate, action): (Said, Candidate, Option<Place>)| {
            let sentence = sentences.place(candidate.place)?;
            Some(Point { what, sentence, action: action.and_then(|place| sentences.place(place)), inferred: !candidate.told })
        };
        best.into_iter().filter_map(point).collect()
    }

    /// The place to show of those kept: for a factor, one where something is done in the same sentence, else in the same section.
    fn best(&self, facet: u8, what: Said, kept: &[Candidate]) -> Option<(Candidate, Option<Place>)> {
        let first = *kept.first()?;
        if !matches!(what, Said::Factor(_)) {
            return Some((first, None));
        }
        if let Some(done) = kept.iter().find(|c| c.strong) {
            return Some((*done, Some(done.place)));
        }
        let here = |c: &Candidate| self.actions.get(&(facet, c.heading?)).map(|place| (*c, Some(*place)));
        Some(kept.iter().find_map(here).unwrap_or((first, None)))
    }
}

/// What a sentence says of a context or sector.
fn said(telling: &Telling, sector: bool) -> Vec<Said> {
    let mut said = Vec::new();
    if telling.what > Named::Bare || sector {
        let sides = if sector { 0 } else { telling.sides };
        said.extend(Side::ALL.iter().enumerate().filter(|(n, _)| sides & (1 << n) != 0).map(|(_, side)| Said::Factor(*side)));
        let purposes = if sector { telling.purposes } else { 0 };
        said.extend((0..16u8).filter(|n| purposes & (1 << n) != 0).map(Said::For));
        if telling.what == Named::ActedOn && !sector {
            said.push(Said::Done);
        }
    }
    if said.is_empty() {
        said.push(Said::Named);
    }
    said
}

/// How much a place is wanted: the more is told there, the more.
fn rank(candidate: &Candidate) -> (bool, bool) {
    (candidate.told, candidate.strong)
}

fn most(what: Said) -> usize {
    if matches!(what, Said::Factor(_)) { KEPT } else { 1 }
}

fn wants(kept: &[Candidate], candidate: &Candidate, what: Said) -> bool {
    kept.len() < most(what) || kept.iter().any(|c| rank(c) < rank(candidate))
}

/// Keeps the best, the first of equals; places of one section tell no more than its first.
fn keep(kept: &mut Vec<Candidate>, candidate: Candidate, what: Said) {
    if kept.iter().any(|c| c.heading == candidate.heading && rank(c) >= rank(&candidate)) {
        return;
    }
    let at = kept.partition_point(|c| rank(c) >= rank(&candidate));
    kept.insert(at, candidate);
    kept.truncate(most(what));
}

/// Sentences, each kept once.
struct Sentences<'p, 'd> {
    prepared: &'p Prepared<'d>,
    places: BTreeMap<Place, u16>,
    anchors: Vec<Anchor>,
}

impl Sentences<'_, '_> {
    fn place(&mut self, place: Place) -> Option<u16> {
        if let Some(known) = self.places.get(&place) {
            return Some(*known);
        }
        let number = u16::try_from(self.anchors.len()).ok()?;
        let passage = self.prepared.passages.get(place.0)?;
        self.anchors.push(self.prepared.anchor(passage, place.1));
        self.places.insert(place, number);
        Some(number)
    }
}

/// The words to show of a sentence: all of it, unless it is long.
pub(super) fn shown(sentence: ByteSpan, hit: ByteSpan) -> ByteSpan {
    if sentence.len() > LONGEST || !(sentence.start() <= hit.start() && hit.end() <= sentence.end()) { hit } else { sentence }
}
