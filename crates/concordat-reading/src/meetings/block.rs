//! A stretch of a document that is about one panel, read part by part.

use super::{Grid, GridCell, GridRow, MeetingReader, mentions::lead};
use crate::{Prepared, PreparedPassage};
use concordat_register::{
    Anchor, PassageKind,
    meeting::{PanelReading, Part, PartReading},
};
use concordat_text::{ByteSpan, fold_str};
use std::collections::BTreeSet;
use std::ops::Range;

/// Bytes of a value kept at most.
const VALUE: usize = 700;
/// Readings kept of one part.
const KEPT: usize = 3;
/// Readings kept of one part where a list gives them.
const KEPT_OF_A_LIST: usize = 8;
/// Words before a colon that may be a label.
const LABEL: usize = 7;

/// What has been met in a block so far.
#[derive(Default)]
struct Met {
    /// The parts that the heading in force is about.
    under: Vec<Part>,
    /// Parts of which a value was taken from under that heading.
    taken: Vec<Part>,
    /// Parts of which anything at all was met.
    dealt_with: BTreeSet<Part>,
    /// The part that an unfinished sentence is about, and the list beneath it: "The panel considers".
    led: Option<Led>,
}

/// A sentence that the list beneath it ends.
struct Led {
    part: Part,
    /// Its words and those of the items so far.
    words: String,
    /// Where among the panel's parts it stands; a sentence that only says "the members are" stands nowhere.
    at: Option<usize>,
    /// Whether an item has been met.
    listed: bool,
}

impl MeetingReader {
    /// Reads the passages `range` as being about `panel`.
    pub(super) fn block(&self, prepared: &Prepared<'_>, range: Range<usize>, panel: &mut PanelReading) {
        let mut met = Met::default();
        let mut n = range.start;
        while n < range.end {
            let Some(passage) = prepared.passages.get(n) else { break };
            if let PassageKind::Cell { table, .. } = passage.passage.kind {
                let rest = prepared.passages.iter().take(range.end).skip(n);
                let cells = rest.take_while(|p| matches!(p.passage.kind, PassageKind::Cell { table: t, .. } if t == table)).count();
                self.table(prepared, n..n + cells, panel, &mut met);
                n += cells.max(1);
                continue;
            }
            self.passage(prepared, passage, panel, &mut met);
            n += 1;
        }
        if panel.terms {
            let lacks = |part: &&Part| !met.dealt_with.contains(part);
            panel.lacking.extend(self.lexicon.expected().iter().filter(lacks));
        }
    }

    fn passage(&self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, panel: &mut PanelReading, met: &mut Met) {
        let folded = passage.folded.text.as_str();
        met.dealt_with.extend(self.lexicon.signs(folded));
        if passage.passage.kind == PassageKind::Heading {
            let words = passage
                .passage
                .heading
                .and_then(|h| prepared.document.headings.get(h.0 as usize))
                .map_or(folded.to_owned(), |h| fold_str(&h.text));
            met.under = self.lexicon.labelled(words.trim_end_matches([':', '?', '.']));
            met.taken.clear();
            met.dealt_with.extend(met.under.iter().copied());
            return;
        }
        if let Some(part) = self.is_label(passage, panel, met) {
            met.under = vec![part];
            met.taken.clear();
            met.dealt_with.insert(part);
            met.led = None;
            return;
        }
        if let Some((label, from)) = before_colon(passage.text) {
            let parts = self.lexicon.labelled(&fold_str(label));
            if !parts.is_empty() {
                met.dealt_with.extend(parts.iter().copied());
                let value = passage.text.get(from..).unwrap_or_default();
                if value.trim().is_empty() {
                    // "Members:" with a list beneath it.
                    met.under = parts;
                    met.taken.clear();
                } else {
                    let lead = value.len() - value.trim_start().len();
                    let span = ByteSpan::new(from + lead, passage.text.trim_end().len().max(from + lead));
                    for part in parts {
                        self.take(prepared, passage, span, part, panel);
                    }
                }
                return;
            }
        }
        let listed = matches!(passage.passage.kind, PassageKind::ListItem { .. });
        // Three commas part members from each other; one or two part a name from a post.
        let several = !listed && passage.text.matches([',', ';']).count() >= 3;
        if listed && self.goes_on(prepared, passage, panel, met) {
            return;
        }
        met.led = None;
        let short = passage.sentences.len() == 1 && passage.text.len() < 140;
        if met.under.contains(&Part::Membership) && (listed || short && !several) {
            let is_list = listed || !passage.text.trim_end().ends_with('.');
            if is_list && let Some((member, chair)) = self.lexicon.member(passage.text) {
                self.seat(panel, member, chair, &prepared.anchor(passage, whole(passage.text)));
                return;
            }
        }
        let before = panel.parts.len();
        self.sentences(prepared, passage, panel, met);
        if !passage.text.trim_end().ends_with(['.', '?', '!', ';']) {
            met.led = self.led(passage, panel, before);
        }
    }

    /// The part that a paragraph is the label of, as the terms of a list of definitions are: it says nothing else.
    fn is_label(&self, passage: &PreparedPassage<'_>, panel: &PanelReading, met: &Met) -> Option<Part> {
        let folded = passage.folded.text.trim().trim_end_matches([':', '?']);
        let alone = passage.passage.kind == PassageKind::Paragraph && !folded.is_empty();
        let part = self.lexicon.heads(folded).filter(|_| alone && self.lexicon.is_label(folded))?;
        // The first of those who sit may be the chair.
        (part != Part::Chair || !met.under.contains(&Part::Membership) || !panel.members.is_empty()).then_some(part)
    }

    /// The unfinished sentence at the end of a passage, of whose parts those from `before` on were taken.
    fn led(&self, passage: &PreparedPassage<'_>, panel: &PanelReading, before: usize) -> Option<Led> {
        let telling = |part: Part| matches!(part, Part::Remit | Part::Membership);
        if let Some((at, taken)) = panel.parts.iter().enumerate().skip(before).rfind(|(_, p)| telling(p.part)) {
            return Some(Led { part: taken.part, words: taken.words.to_string(), at: Some(at), listed: false });
        }
        let sentence = passage.sentences.last()?.of(passage.text);
        let part = self.lexicon.said(&fold_str(sentence)).into_iter().find(|part| telling(*part))?;
        Some(Led { part, words: String::new(), at: None, listed: false })
    }

    /// Takes an item of a list that ends the sentence above it; false where none stands above.
    fn goes_on(&self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, panel: &mut PanelReading, met: &mut Met) -> bool {
        let Some(led) = &mut met.led else { return false };
        if led.part == Part::Membership {
            let Some((member, chair)) = self.lexicon.member(passage.text) else { return false };
            self.seat(panel, member, chair, &prepared.anchor(passage, whole(passage.text)));
            return true;
        }
        let Some(first) = led.at.and_then(|at| panel.parts.get_mut(at)) else { return false };
        led.words.push(' ');
        led.words.push_str(passage.text.trim());
        first.words = clipped(&led.words).into();
        if !led.listed {
            // The first item shows better than the words before it what is taken.
            first.anchor = prepared.anchor(passage, whole(passage.text));
        } else if panel.parts.iter().filter(|p| p.part == led.part).count() < KEPT_OF_A_LIST {
            let (part, anchor) = (led.part, prepared.anchor(passage, whole(passage.text)));
            panel.parts.push(PartReading { part, words: clipped(passage.text.trim()).into(), settled: true, kinds: Vec::new(), anchor });
        }
        led.listed = true;
        true
    }

    /// Sentences that say something of a part, whatever they stand under; and under a heading the first that says nothing else.
    fn sentences(&self, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, panel: &mut PanelReading, met: &mut Met) {
        let mut elsewhere = false;
        for sentence in &passage.sentences {
            let text = sentence.of(passage.text);
            let folded = fold_str(text);
            // A sentence that begins with another panel is about that one, and so is the next that only says "it".
            let own = (panel.name.clone(), panel.acronym.clone());
            let begin = lead(text);
            let other = self.lexicon.names(text).into_iter().next().filter(|n| n.start <= begin + 4 && !super::mentions::is_of(n, &own));
            let goes_on = text.get(begin..).is_some_and(|rest| rest.starts_with("It ") || rest.starts_with("Its "));
            elsewhere = other.is_some() || elsewhere && goes_on;
            if elsewhere {
                continue;
            }
            let mut parts = self.lexicon.said(&folded);
            // What a heading calls for is the stronger reading of a sentence beneath it.
            let fresh: Vec<Part> = met.under.iter().copied().filter(|p| !met.taken.contains(p)).collect();
            if parts.is_empty() && fresh.len() == 1 {
                parts.clone_from(&fresh);
            }
            // Whom a group does not discuss is part of what it is for, wherever it is said.
            if parts.is_empty() && self.lexicon.refuses_people(&folded) && panel.parts.iter().any(|p| p.part == Part::Remit) {
                parts.push(Part::Remit);
            }
            // Who must be there is no list of who may be: "half of its members, and among them the police".
            if parts.contains(&Part::Quorum) {
                parts.retain(|part| *part != Part::Membership);
            }
            for part in parts {
                met.dealt_with.insert(part);
                if met.under.contains(&part) {
                    met.taken.push(part);
                }
                self.take(prepared, passage, *sentence, part, panel);
            }
        }
    }

    /// Takes the words of `span` as what is said of `part`.
    pub(super) fn take(
        &self,
        prepared: &Prepared<'_>,
        passage: &PreparedPassage<'_>,
        span: ByteSpan,
        part: Part,
        panel: &mut PanelReading,
    ) {
        let words = span.of(passage.text).trim();
        // The number of a clause is where it stands and no word of it.
        let words = if span.start() == 0 { without_number(words, passage.section) } else { words };
        let folded = fold_str(words);
        let label = folded.split(' ').count() <= 3 && self.lexicon.heads(folded.trim_end_matches([':', '?'])) == Some(part);
        if self.lexicon.is_blank(&folded) || label {
            return;
        }
        let anchor = prepared.anchor(passage, span);
        if part == Part::Membership {
            for member in self.lexicon.listed(words) {
                self.seat(panel, member, false, &anchor);
            }
        }
        // What is taken may be told in several places, and the items of a list are readings too.
        let kept = if part == Part::Remit { KEPT_OF_A_LIST } else { KEPT };
        if panel.parts.iter().filter(|p| p.part == part).count() < kept {
            let settled = !self.lexicon.is_open(&folded);
            panel.parts.push(PartReading { part, words: clipped(words).into(), settled, kinds: Vec::new(), anchor });
        }
    }

    /// A table within a block: labels with values, or members.
    fn table(&self, prepared: &Prepared<'_>, range: Range<usize>, panel: &mut PanelReading, met: &mut Met) {
        let grid = grid_of(prepared, range.clone());
        for passage in prepared.passages.iter().take(range.end).skip(range.start) {
            met.dealt_with.extend(self.lexicon.signs(&passage.folded.text));
            let PassageKind::Cell { column, .. } = passage.passage.kind else { continue };
            if column <= 1 {
                met.dealt_with.extend(self.lexicon.labelled(passage.folded.text.trim_end_matches([':', '?'])));
            }
        }
        if self.member_table(panel, &grid, 0) {
            met.dealt_with.insert(Part::Membership);
            return;
        }
        let labelled = self.label_rows(panel, &grid);
        if !labelled && met.under.contains(&Part::Membership) {
            for row in &grid.rows {
                let line = row.cells.iter().map(|c| c.text.trim()).collect::<Vec<_>>().join(", ");
                if let (Some((member, chair)), Some(first)) = (self.lexicon.member(&line), row.cells.first()) {
                    self.seat(panel, member, chair, &first.anchor);
                }
            }
        }
    }
}

/// The name of a panel with the word before it that says how often it sits: "Weekly Harbour Meeting".
pub(super) fn how_often(text: &str, name: &str) -> Option<ByteSpan> {
    const OFTEN: [&str; 5] = ["daily", "weekly", "fortnightly", "monthly", "quarterly"];
    let at = text.find(name)?;
    let before = text.get(..at)?.trim_end();
    let word = before.rsplit(' ').next()?;
    let told = OFTEN.contains(&word.to_lowercase().as_str()) && word.len() < at;
    told.then(|| ByteSpan::new(before.len() - word.len(), at + name.len()))
}

/// The cells of one table as a grid.
pub(super) fn grid_of(prepared: &Prepared<'_>, range: Range<usize>) -> Grid {
    let mut grid = Grid::default();
    for passage in prepared.passages.iter().take(range.end).skip(range.start) {
        let PassageKind::Cell { row, column, .. } = passage.passage.kind else { continue };
        if grid.rows.last().is_none_or(|r| r.number != row) {
            grid.rows.push(GridRow { number: row, cells: Vec::new() });
        }
        let Some(held) = grid.rows.last_mut() else { continue };
        match held.cells.last_mut().filter(|c| c.column == column) {
            // Several paragraphs of one cell.
            Some(cell) => {
                cell.text.push('\n');
                cell.text.push_str(passage.text);
            }
            None => {
                let anchor = prepared.anchor(passage, whole(passage.text));
                held.cells.push(GridCell { column, text: passage.text.to_owned(), anchor });
            }
        }
    }
    grid
}

/// Words without the number typed before them, where that is the passage's own: "5.1 The panel sits" under 5.1.
fn without_number<'w>(words: &'w str, section: Option<&str>) -> &'w str {
    let rest = section.and_then(|number| words.strip_prefix('(').unwrap_or(words).strip_prefix(number.trim_matches(['(', ')', '.'])));
    rest.filter(|rest| rest.starts_with(['.', ')', ' ', '\t'])).map_or(words, |rest| rest.trim_start_matches(['.', ')', ' ', '\t']))
}

/// The words before a colon that could be a label, and where what follows begins.
fn before_colon(text: &str) -> Option<(&str, usize)> {
    let at = text.find(':')?;
    let label = text.get(..at)?.trim();
    (!label.is_empty() && label.split(' ').count() <= LABEL).then_some((label, at + 1))
}

fn whole(text: &str) -> ByteSpan {
    ByteSpan::new(0, text.len())
}

fn clipped(words: &str) -> &str {
    let end = (0..=VALUE.min(words.len())).rev().find(|&n| words.is_char_boundary(n)).unwrap_or(0);
    words.get(..end).unwrap_or(words)
}

/// An anchor for a stretch of a passage, for callers that have no block.
pub(super) fn anchor_of(prepared: &Prepared<'_>, passage: &PreparedPassage<'_>) -> Anchor {
    let end = clipped(passage.text).len();
    prepared.anchor(passage, ByteSpan::new(0, end))
}
