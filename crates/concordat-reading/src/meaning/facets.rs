//! Which contexts and sectors each sentence names, how far it goes with them, and for what it engages agencies.

mod purposes;

use super::concepts::Denials;
use crate::PreparedPassage;
use crate::phrase::{Break, Match, PatternSet, Tokens, Vocabulary};
use concordat_register::{PassageKind, meaning::Side};
use concordat_standard::{
    Standard,
    coverage::{self, Cue, Facet},
    pattern::{Choice, Pattern},
};
use concordat_text::ByteSpan;
use purposes::PurposeFinder;

/// A context or sector that a sentence names: the contexts of the standard in order, then its sectors.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FacetHit {
    /// Which context or sector.
    pub facet: u8,
    /// How far the sentence goes with it.
    pub what: Named,
    /// The words that show it, in bytes of the passage's text.
    pub span: ByteSpan,
    /// For a context: the lights in which the sentence puts it, as bits in the order of [`Side::ALL`].
    pub sides: u8,
    /// For a sector: what it is engaged for, as bits in the order of the standard's purposes.
    pub purposes: u16,
}

/// How far a sentence goes with a context or sector, least first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// It does not name it, but shows why it matters; the more, the more telling.
    Matters(u8),
    /// It names it.
    Bare,
    /// It says what comes of it, or gives the sector a role; for a context, in which light.
    Considered(Option<Side>),
    /// Something is done about it, or the sector has a task.
    ActedOn,
}

/// Finds contexts and sectors among the words of a passage.
#[derive(Debug)]
pub(super) struct FacetFinder {
    names: PatternSet,
    unless: PatternSet,
    /// Cues beside a name, and around it where they hold a place for it; the owner is a [`Cue`].
    beside: PatternSet,
    around: PatternSet,
    purposes: PurposeFinder,
    /// How many of the facets are contexts.
    contexts: u32,
}

/// Words between a name and a cue beside it at most.
const BESIDE: usize = 10;
/// Words between a name and a cue that shows a second side of it, at most.
const CLOSE: usize = 3;
/// Kinds of name, as the lowest digit of an owner.
const SORTS: u32 = 16;
const PLAIN: u32 = 0;
const PROPER: u32 = 1;
const ALONE: u32 = 2;
const ACTION: u32 = 3;
/// The first of the words that show why it matters; the most telling come first.
const MATTERS: u32 = 4;
/// Words shown before and after those that show why it matters.
const SHOWN: (usize, usize) = (2, 3);
/// The number of the cue for strengths.
const STRENGTH: u32 = 1;
/// Cues by their number; those of contexts and of sectors never stand for each other.
const CUES: [(Cue, Named); 6] = [
    (Cue::Risk, Named::Considered(Some(Side::Risk))),
    (Cue::Strength, Named::Considered(Some(Side::Strength))),
    (Cue::Vulnerability, Named::Considered(Some(Side::Vulnerability))),
    (Cue::Action, Named::ActedOn),
    (Cue::Role, Named::Considered(None)),
    (Cue::Task, Named::ActedOn),
];

impl FacetFinder {
    pub(super) fn new(standard: &Standard, vocabulary: &mut Vocabulary) -> Self {
        let common = &standard.language.scope.common;
        let mut made = Self {
            names: PatternSet::default(),
            unless: PatternSet::default(),
            beside: PatternSet::default(),
            around: PatternSet::default(),
            purposes: PurposeFinder::new(standard, vocabulary),
            contexts: u32::try_from(standard.contexts.facets.len()).unwrap_or(0),
        };
        for (index, facet) in (0u32..).zip(standard.contexts.facets.iter().chain(&standard.sectors.facets)) {
            made.add(index, facet, vocabulary, common);
        }
        for (number, (cue, _)) in (0u32..).zip(CUES) {
            for pattern in patterns_of(&standard.contexts, cue).chain(patterns_of(&standard.sectors, cue)) {
                let placed = pattern.elements.iter().any(|e| e.choice == Choice::Here);
                let set = if placed { &mut made.around } else { &mut made.beside };
                set.add(pattern, number, vocabulary, common);
            }
        }
        made
    }

    fn add(&mut self, index: u32, facet: &Facet, vocabulary: &mut Vocabulary, common: &[String]) {
        let lists = [(PLAIN, &facet.patterns), (PROPER, &facet.proper), (ALONE, &facet.alone), (ACTION, &facet.action)];
        for (sort, patterns) in lists {
            for pattern in patterns {
                self.names.add(pattern, index * SORTS + sort, vocabulary, common);
            }
        }
        for (sort, pattern) in (MATTERS..SORTS).chain(std::iter::repeat(SORTS - 1)).zip(&facet.matters) {
            self.names.add(pattern, index * SORTS + sort, vocabulary, common);
        }
        for pattern in &facet.unless {
            self.unless.add(pattern, index, vocabulary, common);
        }
    }

    /// For each context and sector that the words `from..to` name, where they go farthest with it; and, of an item of a list or a
    /// cell of a table, every purpose that it speaks of, as bits. What is denied is neither done nor a strength.
    pub(super) fn sentence(
        &self,
        passage: &PreparedPassage<'_>,
        tokens: &Tokens,
        (from, to): (usize, usize),
        denials: &Denials<'_>,
    ) -> (Vec<FacetHit>, u16) {
        let item = matches!(passage.passage.kind, PassageKind::ListItem { .. } | PassageKind::Cell { header: false, .. });
        let item = item && !denials.by_lead();
        let of_items = || if item { self.purposes.all(tokens, (from, to)) } else { 0 };
        let found = self.names(passage, tokens, (from, to));
        if found.is_empty() {
            return (Vec::new(), of_items());
        }
        let mut cues = Vec::new();
        if found.first().is_some_and(|m| m.owner / SORTS < self.contexts) {
            self.beside.find(tokens, from, to, &mut cues);
            drop_within(&mut cues);
            cues.retain(|c| c.owner != STRENGTH || !denials.reach(c.shown));
        }
        let mut best: Vec<Going> = Vec::new();
        for m in &found {
            let facet = u8::try_from(m.owner / SORTS).unwrap_or(u8::MAX);
            let last = best.last_mut().filter(|last| last.facet == facet);
            let sides = sides(tokens, m, &cues);
            if let Some(last) = last {
                last.sides |= sides;
                if last.what != Named::ActedOn {
                    let (what, words) = self.goes(tokens, m, &cues, denials);
                    if what > last.what {
                        (last.what, last.words) = (what, words);
                    }
                }
            } else {
                let (what, words) = self.goes(tokens, m, &cues, denials);
                best.push(Going { facet, what, words, sides });
            }
        }
        let agencies = found.iter().filter(|m| m.owner / SORTS >= self.contexts && m.owner % SORTS < MATTERS);
        let spots: Vec<(usize, usize, u8)> =
            agencies.map(|m| (m.shown.0, m.shown.1, u8::try_from(m.owner / SORTS).unwrap_or(u8::MAX))).collect();
        let engaged = if spots.is_empty() { Vec::new() } else { self.purposes.engaged(tokens, (from, to), spots, denials) };
        let hits = best.into_iter().map(|Going { facet, what, words, sides }| FacetHit {
            facet,
            what,
            span: passage.folded.source(tokens.span(words.0, words.1)),
            sides,
            purposes: engaged.iter().filter(|(f, _)| *f == facet).fold(0, |all, (_, bits)| all | bits),
        });
        (hits.collect(), of_items())
    }

    /// The names of contexts and sectors among the words `from..to`, by facet and place.
    fn names(&self, passage: &PreparedPassage<'_>, tokens: &Tokens, (from, to): (usize, usize)) -> Vec<Match> {
        let (mut found, mut covers) = (Vec::new(), Vec::new());
        self.names.find(tokens, from, to, &mut found);
        if found.is_empty() {
            return found;
        }
        self.unless.find(tokens, from, to, &mut covers);
        found.retain(|m| {
            let covered = covers.iter().any(|u: &Match| u.owner == m.owner / SORTS && u.whole.0 < m.shown.1 && m.shown.0 < u.whole.1);
            let named = match m.owner % SORTS {
                PROPER => is_proper(passage, tokens, m.shown),
                ALONE => is_alone(tokens, m.shown),
                _ => true,
            };
            !covered && named
        });
        drop_within_names(&mut found);
        found.sort_by_key(|m| (m.owner / SORTS, m.shown));
        found
    }

    /// How far the words around a name go with it, and those words.
    fn goes(&self, tokens: &Tokens, name: &Match, cues: &[Match], denials: &Denials<'_>) -> (Named, (usize, usize)) {
        match name.owner % SORTS {
            ACTION if denials.reach(name.shown) => return (Named::Bare, name.shown),
            ACTION => return (Named::ActedOn, name.shown),
            sort @ MATTERS.. => {
                let telling = u8::try_from(SORTS - sort).unwrap_or(0);
                return (Named::Matters(telling), widened(tokens, name.shown));
            }
            _ => {}
        }
        let context = name.owner / SORTS < self.contexts;
        let around = if context { &[3u32][..] } else { &[5, 4][..] };
        for &number in around {
            let Some((_, what)) = CUES.get(number as usize) else { continue };
            let mut held = self.around.matches_at(tokens, name.shown, number);
            if held.any(|m| !is_denied(name.shown, m.whole, denials)) {
                return (*what, name.shown);
            }
        }
        if context {
            let near = cues.iter().filter(|c| c.shown != name.shown && gap(tokens, name.shown, c.shown).is_some());
            if let Some(cue) = near.min_by_key(|c| (gap(tokens, name.shown, c.shown), c.owner))
                && let Some((_, what)) = CUES.get(cue.owner as usize)
            {
                return (*what, (name.shown.0.min(cue.shown.0), name.shown.1.max(cue.shown.1)));
            }
        }
        let what = if !context && heads_item(tokens, name.shown) { Named::Considered(None) } else { Named::Bare };
        (what, name.shown)
    }
}

/// Whether what is said around a name, in all the words `whole`, is denied: before it, within it, or behind a verb that it ends with.
fn is_denied(name: (usize, usize), whole: (usize, usize), denials: &Denials<'_>) -> bool {
    denials.reach(whole) || (whole.1 > name.1 && denials.follow(whole))
}

/// How far a sentence goes with one facet.
struct Going {
    facet: u8,
    what: Named,
    words: (usize, usize),
    sides: u8,
}

/// The lights in which the words around a name put it, as bits: that of the nearest cue, and of others close by.
fn sides(tokens: &Tokens, name: &Match, cues: &[Match]) -> u8 {
    if cues.is_empty() || name.owner % SORTS >= MATTERS {
        return 0;
    }
    let near = cues.iter().filter_map(|c| Some((gap(tokens, name.shown, c.shown)?, c.owner)));
    let Some(least) = near.clone().map(|(gap, _)| gap).min() else { return 0 };
    let light = |owner: u32| match CUES.get(owner as usize) {
        Some((_, Named::Considered(Some(side)))) => Side::ALL.iter().position(|s| s == side).map_or(0, |n| 1u8 << n),
        _ => 0,
    };
    near.filter(|(gap, _)| *gap == least || *gap <= CLOSE).fold(0, |all, (_, owner)| all | light(owner))
}

/// A cue within a longer one ("protect" in "fails to protect") says nothing of its own.
fn drop_within(cues: &mut Vec<Match>) {
    let longer: Vec<(usize, usize)> = cues.iter().map(|c| c.shown).filter(|(from, to)| to - from > 1).collect();
    if !longer.is_empty() {
        cues.retain(|c| !longer.iter().any(|l| *l != c.shown && l.0 <= c.shown.0 && c.shown.1 <= l.1));
    }
}

/// A body's proper name ("Calder Homes") names what that body is, and no other context or sector whose word it has.
fn drop_within_names(found: &mut Vec<Match>) {
    let proper: Vec<Match> = found.iter().filter(|m| m.owner % SORTS == PROPER).copied().collect();
    if !proper.is_empty() {
        let other = |m: &Match, p: &Match| m.owner / SORTS != p.owner / SORTS && p.shown.0 <= m.shown.0 && m.shown.1 <= p.shown.1;
        found.retain(|m| !proper.iter().any(|p| other(m, p)));
    }
}

fn patterns_of(facets: &coverage::Facets, cue: Cue) -> impl Iterator<Item = &Pattern> {
    facets.cues.iter().filter(move |(kind, _)| *kind == cue).map(|(_, pattern)| pattern)
}

/// Words between two stretches of one clause; none where they are too far apart, or overlap.
fn gap(tokens: &Tokens, a: (usize, usize), b: (usize, usize)) -> Option<usize> {
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    let between = second.0.checked_sub(first.1)?;
    let parted = (first.1..=second.0).any(|n| tokens.before(n) >= Break::Clause);
    (between <= BESIDE && !parted).then_some(between)
}

/// Whether the words begin with capitals in the text, and so does a name before them: "Fernhill Project", not "The Project".
fn is_proper(passage: &PreparedPassage<'_>, tokens: &Tokens, words: (usize, usize)) -> bool {
    const NO_NAMES: &[&str] = &["The", "This", "That", "Our", "A", "Each", "Any", "Every", "All", "Its", "Their", "Your", "Such", "No"];
    let text = |at: usize| passage.folded.source(tokens.span(at, at + 1)).of(passage.text);
    let capital = |at: usize| text(at).starts_with(char::is_uppercase);
    let Some(before) = words.0.checked_sub(1) else { return false };
    tokens.before(words.0) == Break::None && capital(words.0) && capital(before) && !NO_NAMES.contains(&text(before))
}

/// Whether a passage is these words and nothing else, or begins with them before a colon, a dash or a bracket.
fn is_alone(tokens: &Tokens, words: (usize, usize)) -> bool {
    words.0 == 0 && tokens.before(words.1) >= Break::Clause
}

/// Whether a passage begins with these words, and says more of them after a colon, a dash or a bracket.
fn heads_item(tokens: &Tokens, words: (usize, usize)) -> bool {
    words.0 <= 1 && tokens.before(words.1) == Break::Clause && tokens.list.len() > words.1 + 3
}

/// The words with a few on either side, within their clause.
fn widened(tokens: &Tokens, (from, to): (usize, usize)) -> (usize, usize) {
    let before = (1..=SHOWN.0.min(from)).take_while(|n| tokens.before(from + 1 - n) == Break::None).count();
    let after = (0..SHOWN.1).take_while(|n| tokens.before(to + n) == Break::None).count();
    (from - before, to + after)
}
