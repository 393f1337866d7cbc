//! Passages that deal with a theme.

use super::{
    lexicon::{Cue, Hit, Lexicon},
    line::Line,
};
use crate::Prepared;
use concordat_register::{PassageKind, Theme, citation::ThemeMention};
use concordat_text::{ByteSpan, Text, fold_str};
use std::collections::BTreeMap;

/// Most passages kept for each theme.
const KEPT: usize = 3;
/// From this many themes in one sentence on, none of them is dealt with.
const LISTED: usize = 3;
/// Most words of pairs kept of one sentence.
const MOST_HALVES: usize = 64;
/// The theme under which passages about thresholds are kept.
pub const THRESHOLDS: &str = "thresholds";

/// A sentence that deals with a theme, before it has its place.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    strength: u16,
    passage: usize,
    span: ByteSpan,
}

/// Gathers the best passages for each theme.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    best: BTreeMap<u16, Vec<Candidate>>,
    /// Themes named by the heading that the passage stands under.
    under: Vec<u16>,
    /// Whether the heading announces a glossary, contacts or the like.
    aside: bool,
}

/// What one sentence says of one theme.
#[derive(Default)]
struct Tally {
    theme: u16,
    names: Vec<(usize, usize)>,
    cues: Vec<(usize, usize)>,
    /// Whether the theme itself is named, and not only what happens described.
    noun: bool,
}

/// What one sentence says, while its words come in.
#[derive(Default)]
struct Sentence {
    span: ByteSpan,
    tallies: Vec<Tally>,
    /// Words of pairs met: which pair, who or what, and where.
    halves: Vec<(u16, bool, (usize, usize))>,
}

impl Sentence {
    /// Takes in words of a theme.
    fn add(&mut self, line: &Line<'_, '_>, theme: u16, name: bool, noun: bool, (start, end): (usize, usize)) {
        let tally = match self.tallies.iter_mut().position(|t| t.theme == theme) {
            Some(n) => self.tallies.get_mut(n),
            None => {
                self.tallies.push(Tally { theme, ..Tally::default() });
                self.tallies.last_mut()
            }
        };
        let Some(tally) = tally else { return };
        tally.noun |= noun;
        let into = if name { &mut tally.names } else { &mut tally.cues };
        // Words within words met already, and the same words again, add nothing.
        let text = line.text.get(start..end);
        if into.len() < 4 && !into.iter().any(|(s, e)| (*s <= start && end <= *e) || line.text.get(*s..*e) == text) {
            into.push((start, end));
        }
    }

    /// Turns pairs of which both halves stand apart in the sentence into names of their theme.
    fn join(&mut self, lexicon: &Lexicon, line: &Line<'_, '_>) {
        let halves = std::mem::take(&mut self.halves);
        for (row, _, (start, end)) in halves.iter().filter(|(_, who, _)| *who) {
            let other = halves.iter().find(|(r, who, (s, e))| r == row && !who && (*e <= *start || *end <= *s));
            let (Some((_, _, what)), Some(theme)) = (other, lexicon.together.get(usize::from(*row))) else { continue };
            self.add(line, *theme, true, false, *what);
        }
    }
}

/// Whether quotation marks hold hardly more than these words.
fn quoted_alone(line: &Line<'_, '_>, (start, end): (usize, usize)) -> bool {
    /// The marks themselves, in bytes.
    const MARKS: usize = 6;
    let words = line.span(start, end);
    line.passage.quotations.iter().any(|q| q.start() <= words.start() && words.end() <= q.end() && q.len() <= words.len() + MARKS)
}

const ASIDES: &[&str] = &[
    "glossary",
    "abbreviation",
    "acronym",
    "contents",
    "contact",
    "useful number",
    "useful address",
    "references",
    "bibliography",
    "further reading",
    "related document",
    "related polic",
    "legislation",
    "version control",
    "document control",
];

impl Mentions {
    /// Notes the words of the heading that what follows stands under.
    pub(super) fn heading(&mut self, folded: &str, hits: &[Hit]) {
        self.aside = ASIDES.iter().any(|word| folded.contains(word));
        self.under = hits.iter().filter_map(|h| if let Cue::Theme(theme, true) = h.cue { Some(theme) } else { None }).collect();
    }

    /// Takes in the themes that a line speaks of outside the names in `named`.
    pub(super) fn line(&mut self, lexicon: &Lexicon, line: &Line<'_, '_>, number: usize, hits: &[Hit], named: &[(usize, usize)]) {
        if self.aside
            || matches!(
                line.passage.passage.kind,
                PassageKind::Heading | PassageKind::Note | PassageKind::Cell { header: true, .. } | PassageKind::Quotation
            )
        {
            return;
        }
        let mut sentence = Sentence::default();
        for hit in hits.iter().filter(|h| h.cue.themed()) {
            if named.iter().any(|(start, end)| *start < hit.end && hit.start < *end) {
                continue;
            }
            let at = line.span(hit.start, hit.end).start();
            if !(sentence.span.start() <= at && at < sentence.span.end()) {
                self.close(lexicon, number, line, &mut sentence);
                sentence.span = line.passage.sentence_at(at);
            }
            let place = (hit.start, hit.end);
            // A word alone in quotation marks is somebody else's for the thing: the "boyfriend" may be no partner.
            if matches!(hit.cue, Cue::Speaks(..) | Cue::Together(..)) && quoted_alone(line, place) {
                continue;
            }
            match hit.cue {
                Cue::Theme(theme, name) => sentence.add(line, theme, name, name, place),
                Cue::Speaks(theme, name) => sentence.add(line, theme, name, false, place),
                Cue::Threshold(name) => sentence.add(line, u16::MAX, name, false, place),
                Cue::Together(row, who) if sentence.halves.len() < MOST_HALVES => sentence.halves.push((row, who, place)),
                _ => {}
            }
        }
        self.close(lexicon, number, line, &mut sentence);
    }

    fn close(&mut self, lexicon: &Lexicon, passage: usize, line: &Line<'_, '_>, sentence: &mut Sentence) {
        sentence.join(lexicon, line);
        let span = sentence.span;
        let said = if sentence.tallies.is_empty() { String::new() } else { fold_str(span.of(line.passage.text)) };
        let left_out = lexicon.leaves_out.iter().any(|words| said.contains(words.as_str()));
        // A sentence that only lists themes deals with none; one that says what happens is no list.
        let themes = sentence.tallies.iter().filter(|t| t.noun).count();
        for tally in sentence.tallies.drain(..) {
            let names = tally.names.len().min(3);
            let cues = tally.cues.iter().filter(|(s, e)| !tally.names.iter().any(|(a, b)| a < e && s < b)).count().min(3);
            let bare = tally.names.first().is_some_and(|(s, e)| span.len() <= (e - s) + 12) && names == 1 && cues == 0;
            let listed = themes >= LISTED && (tally.noun || tally.names.is_empty()) && tally.theme != u16::MAX;
            let mut strength = if bare || listed { 1 } else { 2 * names + cues };
            if !listed && self.under.contains(&tally.theme) && line.passage.passage.kind == PassageKind::Paragraph {
                strength += 1;
            }
            let strength = if left_out { 1 } else { u16::try_from(strength).unwrap_or(1) };
            let kept = self.best.entry(tally.theme).or_default();
            let at = kept.partition_point(|c| c.strength >= strength);
            if at < KEPT {
                kept.insert(at, Candidate { strength, passage, span });
                kept.truncate(KEPT);
            }
        }
    }

    /// The best passages of each theme, themes in the order of the standard and thresholds last.
    pub(super) fn finish(self, prepared: &Prepared<'_>, lexicon: &Lexicon) -> Vec<ThemeMention> {
        let mut made = Vec::new();
        for (theme, kept) in self.best {
            let id = lexicon.themes.get(usize::from(theme)).map_or_else(|| THRESHOLDS.into(), Text::clone);
            for candidate in kept {
                let Some(passage) = prepared.passages.get(candidate.passage) else { continue };
                made.push(ThemeMention {
                    theme: Theme(Text::clone(&id)),
                    anchor: prepared.anchor(passage, candidate.span),
                    strength: candidate.strength,
                });
            }
        }
        made
    }
}
