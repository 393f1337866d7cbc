//! What a document says of contexts and sectors where it deals with each of its themes.

use super::super::{Named, Spoken};
use super::serving::Serving;
use crate::Prepared;
use concordat_register::{
    Anchor, Entry, HeadingIndex,
    meaning::{Depth, FacetCoverage, Point, Said, Sentence, Side, ThemeCoverage},
};
use concordat_text::ByteSpan;
use std::collections::BTreeMap;

/// A sentence longer than so many bytes is shown by the words that matter in it.
const LONGEST: usize = 320;
/// A document of so many words has room for one sentence, and for so many in all. One for each theme and facet is kept in any case.
const WORDS: u32 = 250;
const LEAST: usize = 16;
const MOST: usize = 80;
/// Places kept of each factor and purpose until it is known in which section something is done about it, and which sentences are
/// shown in any case.
const KEPT: usize = 16;
/// Purposes of one sector kept for each theme: those told most plainly.
const PURPOSES: usize = 3;

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
    /// By theme and facet: how far the document goes there, and whether some of it is said where nothing tells for which theme.
    depths: BTreeMap<(usize, u8), (Depth, bool)>,
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
            let known = self.depths.get(&(theme, telling.facet));
            let deeper = known.is_none_or(|(d, general)| *d < depth || !(told || *general));
            for &what in &said {
                let candidate = Candidate { told, strong, place: (telling.passage, telling.sentence), heading };
                let kept = self.points.get(&(theme, telling.facet, what)).map_or(&[][..], Vec::as_slice);
                let wanted = deeper || wants(kept, &candidate, what);
                if wanted && *counted.get_or_insert_with(&counts) {
                    let kept = self.points.entry((theme, telling.facet, what)).or_default();
                    keep(kept, candidate, what);
                    let (at, general) = self.depths.entry((theme, telling.facet)).or_insert((depth, false));
                    *at = depth.max(*at);
                    *general |= !told;
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
    pub(super) fn finish(self, prepared: &Prepared<'_>, entry: &Entry) -> (Vec<ThemeCoverage>, Vec<Sentence>) {
        let room = usize::try_from(entry.words / WORDS).unwrap_or(MOST).clamp(LEAST, MOST);
        let mut sentences = Sentences { prepared, places: BTreeMap::new(), list: Vec::new() };
        let mut chosen: Vec<(usize, FacetCoverage, Vec<Chosen>)> = Vec::new();
        // First the best point of each, then the others as far as there is room.
        for (&(theme, facet), &(depth, general)) in &self.depths {
            let mut points = self.chosen(theme, facet, &sentences);
            points.sort_by_key(|(what, c, action)| (action.is_none(), !c.told, !c.strong, *what));
            let mut coverage = FacetCoverage { facet, depth, general, points: Vec::new() };
            coverage.points.extend(points.first().and_then(|point| sentences.point(point)));
            chosen.push((theme, coverage, points));
        }
        let count = entry.themes.len().clamp(1, super::serving::MOST);
        let of = |place: usize| entry.themes.get(place).cloned();
        let mut made: Vec<ThemeCoverage> = (0..count)
            .map(|place| ThemeCoverage { theme: of(place), told: self.told.get(place).copied().unwrap_or(0), facets: Vec::new() })
            .collect();
        for (theme, mut coverage, points) in chosen {
            let more = points.iter().skip(1);
            let held = |point: &Chosen, sentences: &Sentences<'_, '_>| sentences.holds(point) || sentences.list.len() < room;
            for point in more {
                if held(point, &sentences) {
                    coverage.points.extend(sentences.point(point));
                }
            }
            coverage.points.sort_by_key(|p| p.what);
            if let Some(of) = made.get_mut(theme) {
                of.facets.push(coverage);
            }
        }
        (made, sentences.list)
    }

    /// What is worth showing of a facet under a theme.
    fn chosen(&self, theme: usize, facet: u8, sentences: &Sentences<'_, '_>) -> Vec<Chosen> {
        let held = self.points.range((theme, facet, Said::Factor(Side::Risk))..=(theme, facet, Said::Named));
        let mut best: Vec<Chosen> = held
            .filter_map(|(&(_, _, what), kept)| {
                let (candidate, action) = self.best(facet, what, kept, sentences)?;
                Some((what, candidate, action))
            })
            .collect();
        let purpose = |what: Said| matches!(what, Said::For(_));
        while best.iter().filter(|(what, ..)| purpose(*what)).count() > PURPOSES {
            let weakest = best.iter().enumerate().filter(|(_, (what, ..))| purpose(*what));
            let Some((at, _)) = weakest.min_by_key(|(n, (_, c, _))| (c.told, c.strong, std::cmp::Reverse(*n))) else { break };
            best.remove(at);
        }
        // Words that tell no more than the others are not kept: a bare name, and what is done where it is done about a factor.
        let acted = best.iter().any(|(.., action)| action.is_some());
        let more = best.len() > 1;
        best.retain(|(what, ..)| !(more && *what == Said::Named || acted && *what == Said::Done));
        best
    }

    /// The place to show of those kept: for a factor, one where something is done in the same sentence, else in the same section.
    fn best(&self, facet: u8, what: Said, kept: &[Candidate], sentences: &Sentences<'_, '_>) -> Option<(Candidate, Option<Place>)> {
        let best = *kept.first()?;
        // Of places that tell as much, one that is shown already.
        let alike = kept.iter().take_while(|c| rank(c) == rank(&best));
        let first = alike.clone().find(|c| sentences.places.contains_key(&c.place)).copied().unwrap_or(best);
        if !matches!(what, Said::Factor(_)) {
            return Some((first, None));
        }
        if let Some(done) = Some(first).filter(|c| c.strong).or_else(|| kept.iter().find(|c| c.strong).copied()) {
            return Some((done, Some(done.place)));
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
    if matches!(what, Said::Factor(_) | Said::For(_)) { KEPT } else { 1 }
}

fn wants(kept: &[Candidate], candidate: &Candidate, what: Said) -> bool {
    kept.len() < most(what) || kept.iter().any(|c| rank(c) < rank(candidate))
}

/// Keeps the best, the first of equals. Of a factor, places of one section tell no more than its first.
fn keep(kept: &mut Vec<Candidate>, candidate: Candidate, what: Said) {
    let factor = matches!(what, Said::Factor(_));
    if kept.iter().any(|c| rank(c) >= rank(&candidate) && if factor { c.heading == candidate.heading } else { c.place == candidate.place })
    {
        return;
    }
    let at = kept.partition_point(|c| rank(c) >= rank(&candidate));
    kept.insert(at, candidate);
    kept.truncate(most(what));
}

/// Something said, the place to show of it, and for a factor where it is said what is done.
type Chosen = (Said, Candidate, Option<Place>);

/// Sentences, each kept once.
struct Sentences<'p, 'd> {
    prepared: &'p Prepared<'d>,
    places: BTreeMap<Place, u16>,
    list: Vec<Sentence>,
}

impl Sentences<'_, '_> {
    fn holds(&self, (_, candidate, action): &Chosen) -> bool {
        self.places.contains_key(&candidate.place) && action.is_none_or(|place| self.places.contains_key(&place))
    }

    fn point(&mut self, (what, candidate, action): &Chosen) -> Option<Point> {
        let sentence = self.place(candidate.place)?;
        Some(Point { what: *what, sentence, action: action.and_then(|place| self.place(place)), inferred: !candidate.told })
    }

    fn place(&mut self, place: Place) -> Option<u16> {
        if let Some(known) = self.places.get(&place) {
            return Some(*known);
        }
        let number = u16::try_from(self.list.len()).ok()?;
        let passage = self.prepared.passages.get(place.0)?;
        let Anchor { section, page, printed_page, paragraph, quote, span, .. } = self.prepared.anchor(passage, place.1);
        self.list.push(Sentence { exact: quote.exact, section, page, printed_page, paragraph, span });
        self.places.insert(place, number);
        Some(number)
    }
}

/// The words to show of a sentence: all of it, unless it is long.
pub(super) fn shown(sentence: ByteSpan, hit: ByteSpan) -> ByteSpan {
    if sentence.len() > LONGEST || !(sentence.start() <= hit.start() && hit.end() <= sentence.end()) { hit } else { sentence }
}
