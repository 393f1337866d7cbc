//! Which concern stands at which level, and which is sent on to children's social care.

use super::{AssessmentReader, KEPT, Page, Scan};
use crate::meaning::definitions::{AgeLimit, age_limits};
use crate::phrase::Break;
use crate::{Prepared, PreparedPassage};
use concordat_register::{Anchor, meaning::LevelReading};

/// Levels named together: "Level 3 or 4".
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// What the scale calls them, in the singular.
    pub(super) scale: String,
    /// The levels.
    pub(super) levels: Vec<u8>,
    /// First word and one past the last.
    pub(super) at: (usize, usize),
}

/// Where a cell stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) table: u32,
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) header: bool,
}

/// A table while it is read.
#[derive(Debug)]
pub(super) struct Table {
    number: u32,
    row: u32,
    /// Levels that head a column.
    columns: Vec<(u32, Named)>,
    /// The column whose head is the word for levels, with the word: its cells are numbered.
    numbered: Option<(u32, String)>,
    /// Ages that head a column.
    ages: Vec<(u32, Option<u8>, Option<u8>)>,
    cells: Vec<CellRead>,
}

/// What a cell says.
#[derive(Debug)]
struct CellRead {
    /// The level it names first.
    level: Option<Named>,
    /// Its segments that speak of a concern or a grade.
    segments: Vec<Segment>,
    /// Whether it sends on or keeps, with the words.
    referred: Option<bool>,
    anchor: Option<Anchor>,
    column: u32,
}

/// Words that speak of one concern or grade.
#[derive(Debug, Clone)]
struct Segment {
    concerns: Vec<u32>,
    grades: Vec<String>,
    at_risk: bool,
    every: bool,
    least: Option<u8>,
    most: Option<u8>,
    anchor: Anchor,
}

/// Words at most in a segment or sentence that is read.
const LONGEST: usize = 45;

impl AssessmentReader {
    /// Levels named in some words, in order; those of training and of stages at school left out.
    pub(super) fn named_levels(&self, page: &Page<'_>, from: usize, to: usize) -> Vec<Named> {
        let Some(set) = self.cues.get("level") else { return Vec::new() };
        let hits = super::found_in(set, page.tokens, from, to);
        if hits.is_empty() {
            return Vec::new();
        }
        let others = self.cues.get("not_level").map(|s| super::found_in(s, page.tokens, from, to)).unwrap_or_default();
        let mut found: Vec<Named> = Vec::new();
        for hit in hits {
            let number =
                |at: usize| page.tokens.get(at).and_then(|t| t.number).and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=6).contains(n));
            let Some(first) = number(hit.shown.0) else { continue };
            if others.iter().any(|o| o.whole.0 <= hit.whole.0 && hit.whole.0 < o.whole.1) || found.iter().any(|n| hit.whole.0 < n.at.1) {
                continue;
            }
            let (mut levels, mut end) = (vec![first], hit.whole.1);
            loop {
                let joined = matches!(page.word(end), "or" | "and" | "to");
                let next = if joined { end + 1 } else { end };
                let next = if matches!(page.word(next), "level" | "tier" | "stage") && joined { next + 1 } else { next };
                let side_by_side = joined
                    || (page.tokens.before(end) <= Break::Comma && number(end).is_some_and(|n| n == levels.last().map_or(0, |l| l + 1)));
                let Some(more) = number(next).filter(|_| side_by_side && next < to) else { break };
                levels.push(more);
                end = next + 1;
            }
            if matches!(page.word(end), "or" | "and") && matches!(page.word(end + 1), "above" | "higher") {
                levels.extend(first + 1..=6);
                end += 2;
            }
            let scale = page.word(hit.whole.0).trim_end_matches('s').to_owned();
            found.push(Named { scale, levels, at: (hit.whole.0, end) });
        }
        found
    }

    /// Reads a cell of a table.
    pub(super) fn cell(&self, scan: &mut Scan, page: &Page<'_>, place: Place) {
        let same = scan.table.as_ref().is_some_and(|t| t.number == place.table);
        if !same || scan.table.as_ref().is_some_and(|t| t.row != place.row) {
            self.end_row(scan, page.prepared);
        }
        if !same {
            scan.table = Some(Table {
                number: place.table,
                row: place.row,
                columns: Vec::new(),
                numbered: None,
                ages: Vec::new(),
                cells: Vec::new(),
            });
        }
        let end = page.tokens.list.len();
        let named = self.named_levels(page, 0, end);
        let level = named.first().cloned().filter(|_| named.len() == 1).or_else(|| numbered(scan, page, place));
        if let Some(one) = &level {
            scan.facts.highest = scan.facts.highest.max(one.levels.iter().copied().max().unwrap_or_default());
        }
        let Some(table) = scan.table.as_mut() else { return };
        table.row = place.row;
        if place.row == 1 && level.is_none() && end <= 3 && matches!(page.word(0), "level" | "levels" | "tier" | "stage" | "band") {
            table.numbered = Some((place.column, page.word(0).trim_end_matches('s').to_owned()));
            return;
        }
        if let Some(one) = level.clone().filter(|n| n.at.0 == 0) {
            // A head in the first column heads its row; it is further to the right that it heads a column.
            if place.row == 1 || (place.header && place.column > 1) {
                table.columns.push((place.column, one));
                return;
            }
            scan.begun += u32::from(place.column == 1);
        }
        if place.row == 1
            && let Some(ages) = age_limits(page.words(0, end)).first()
            && let Some(table) = scan.table.as_mut()
        {
            table.ages.push((place.column, ages.least, ages.most));
        }
        let referred = self.referred(page, 0, end);
        let mut segments = self.segments(page);
        if place.column == 1 && place.row > 1 {
            segments.extend(self.bare_grade(page, end).filter(|_| segments.is_empty()));
        }
        let anchor = Some(page.anchor(0, end));
        if let Some(table) = scan.table.as_mut() {
            table.cells.push(CellRead { level, segments, referred, anchor, column: place.column });
        }
    }

    /// Reads the row that has ended.
    pub(super) fn end_row(&self, scan: &mut Scan, _prepared: &Prepared<'_>) {
        let topic = Self::topic(scan);
        let Some(table) = scan.table.as_mut() else { return };
        let cells = std::mem::take(&mut table.cells);
        let columns = table.columns.clone();
        let mut made = Vec::new();
        // A level at the head of each column.
        for cell in &cells {
            if let Some((_, named)) = columns.iter().find(|(column, _)| *column == cell.column) {
                for segment in cell.segments.iter().filter(|s| !s.concerns.is_empty()) {
                    made.extend(self.readings(segment, Some(named), None, None, &segment.anchor));
                }
            }
        }
        let levels: Vec<&Named> = cells.iter().filter_map(|c| c.level.as_ref()).collect();
        if columns.is_empty()
            && let [named] = levels.as_slice()
        {
            let head = cells.first().is_some_and(|c| c.level.is_some());
            let referred = cells.iter().find_map(|c| c.referred);
            if head {
                let others = cells.iter().skip(1).filter(|c| c.referred.is_none()).flat_map(|c| &c.segments);
                for segment in others.filter(|s| !s.concerns.is_empty()) {
                    made.extend(self.readings(segment, Some(named), referred, None, &segment.anchor));
                }
            } else if let Some(segment) = graded_row(&cells) {
                let at = cells.iter().find(|c| c.level.is_some()).and_then(|c| c.anchor.clone());
                made.extend(self.readings(&segment, Some(named), referred, topic, at.as_ref().unwrap_or(&segment.anchor)));
            }
        } else if columns.is_empty() && levels.len() > 1 {
            made.extend(self.by_age(&cells, &table.ages, topic));
        } else if columns.is_empty() && levels.is_empty() {
            // A row without levels that says what becomes of a grade: "Low | ... | no referral is needed".
            let first = cells.first().and_then(|c| c.segments.first());
            let kept = cells.iter().skip(1).find(|c| c.referred == Some(false));
            if let (Some(segment), Some(cell)) = (first, kept) {
                made.extend(self.readings(segment, None, Some(false), topic, cell.anchor.as_ref().unwrap_or(&segment.anchor)));
            }
        }
        scan.facts.levels.extend(made);
        scan.facts.levels.truncate(KEPT);
    }

    /// A cell at the head of a row that is a grade and no more: "Medium".
    fn bare_grade(&self, page: &Page<'_>, end: usize) -> Option<Segment> {
        let grade =
            self.grade_ids.iter().find(|id| end == 1 && matches!(id.as_str(), "low" | "medium" | "high") && page.word(0) == **id)?;
        let (concerns, grades) = (Vec::new(), vec![grade.clone()]);
        Some(Segment { concerns, grades, at_risk: false, every: false, least: None, most: None, anchor: page.anchor(0, end) })
    }

    /// A row that puts a grade at a level for each of several ages, which head the columns: "Amber | ... | Support at level 2".
    fn by_age(&self, cells: &[CellRead], ages: &[(u32, Option<u8>, Option<u8>)], topic: Option<u32>) -> Vec<LevelReading> {
        let Some(segment) = cells.first().filter(|c| c.level.is_none()).and_then(|c| c.segments.first()) else { return Vec::new() };
        let of_age = cells.iter().skip(1).filter_map(|cell| {
            let (named, anchor) = (cell.level.as_ref()?, cell.anchor.as_ref()?);
            let (_, least, most) = ages.iter().find(|(column, ..)| *column == cell.column)?;
            let aged = Segment { least: *least, most: *most, ..segment.clone() };
            Some(self.readings(&aged, Some(named), cell.referred, topic, anchor))
        });
        of_age.flatten().collect()
    }

    /// Reads prose: sentences that say where something stands or that it is sent on, and what stands under a level's heading.
    pub(super) fn levels_of(&self, scan: &mut Scan, page: &Page<'_>) {
        if scan.facts.levels.len() >= KEPT {
            return;
        }
        for sentence in 0..page.tokens.sentences.len() {
            let (from, to) = page.tokens.sentence(sentence);
            if to - from > LONGEST {
                continue;
            }
            let named = self.named_levels(page, from, to);
            // What is sent on is so by whatever scale.
            let other = !named.is_empty() && self.other_scale(page, from, to);
            let named = if other { Vec::new() } else { named };
            let made = if other && scan.heading.is_some() && self.referred(page, from, to).is_none() {
                Vec::new()
            } else if named.is_empty() {
                self.unnamed(scan, page, from, to)
            } else {
                self.placed(scan, page, &named, (from, to))
            };
            for one in &named {
                scan.facts.highest = scan.facts.highest.max(one.levels.iter().copied().max().unwrap_or_default());
            }
            scan.facts.levels.extend(made);
        }
    }

    /// Whether some words name a scale that is none of need, whose numbers say nothing of levels of need: "level 2 of the police's scale".
    fn other_scale(&self, page: &Page<'_>, from: usize, to: usize) -> bool {
        self.says("other_scale", page.tokens, from, to) && !self.says("of_need", page.tokens, from, to)
    }

    /// A sentence that names no level: under the heading of one, or one that sends on or keeps.
    fn unnamed(&self, scan: &Scan, page: &Page<'_>, from: usize, to: usize) -> Vec<LevelReading> {
        let referred = self.referred(page, from, to);
        if referred.is_none() && scan.heading.is_none() {
            return Vec::new();
        }
        let segment = self.segment(page, from, to);
        if let Some(referred) = referred {
            let graded = !segment.grades.is_empty() || segment.every;
            let topic = if graded { Self::topic(scan) } else { None };
            return if graded || !segment.concerns.is_empty() {
                self.readings(&segment, None, Some(referred), topic, &segment.anchor)
            } else {
                Vec::new()
            };
        }
        let Some((named, _)) = &scan.heading else { return Vec::new() };
        self.segments(page)
            .iter()
            .filter(|s| !s.concerns.is_empty())
            .flat_map(|s| self.readings(s, Some(named), None, None, &s.anchor))
            .collect()
    }

    /// A sentence that says that a concern stands at a level, or a concern at several by its grade.
    fn placed(&self, scan: &Scan, page: &Page<'_>, named: &[Named], (from, to): (usize, usize)) -> Vec<LevelReading> {
        let whole = self.segment(page, from, to);
        let stands = |n: &Named| {
            let colon =
                n.at.0 > from && page.tokens.before(n.at.0) == Break::Clause && to - from <= 25 && !page.words(from, n.at.0).contains('(');
            colon
                || (n.at.0 > from
                    && self
                        .cues
                        .get("stands")
                        .is_some_and(|s| super::found_in(s, page.tokens, from, n.at.0 + 1).iter().any(|m| m.whole.1 == n.at.0 + 1)))
        };
        let first_concern = self.concerns_in(page, from, to).first().map_or(to, |m| m.whole.0);
        match named {
            [one] if stands(one) && first_concern < one.at.0 && !whole.concerns.is_empty() => {
                let kept = if self.referred(page, from, to).is_none() { self.kept_after(page, to) } else { None };
                let referred = if kept.is_some() { Some(false) } else { self.referred(page, from, to) };
                let anchor = kept.map_or_else(|| whole.anchor.clone(), |end| page.anchor(from, end));
                self.readings(&whole, Some(one), referred, None, &anchor)
            }
            [_, _, ..] if named.iter().all(stands) && !whole.concerns.is_empty() => {
                let first = named.first().map_or(from, |n| n.at.0);
                let before = self.graded(page, from, first);
                let mut made = Vec::new();
                for (n, one) in named.iter().enumerate() {
                    let earlier = n.checked_sub(1).and_then(|n| named.get(n)).map_or(from, |n| n.at.1);
                    let later = named.get(n + 1).map_or(to, |n| n.at.0);
                    let (start, stop) = if before { (earlier, one.at.0) } else { (one.at.1, later) };
                    let part = self.segment(page, start, stop);
                    let segment = Segment { concerns: whole.concerns.clone(), anchor: whole.anchor.clone(), ..part };
                    if !segment.grades.is_empty() {
                        made.extend(self.readings(&segment, Some(one), None, None, &whole.anchor));
                    }
                }
                made
            }
            [one] if stands(one) && graded_alone(page, from, one.at.0).is_some() => {
                let grades = graded_alone(page, from, one.at.0).into_iter().collect();
                let segment = Segment { concerns: Vec::new(), grades, ..whole };
                self.readings(&segment, Some(one), self.referred(page, from, to), Self::topic(scan), &segment.anchor)
            }
            _ => self.under_heading(scan, page, &whole, named),
        }
    }

    /// One past the sentence that begins at `from`, where it keeps from children's social care what the one before puts at a level:
    /// it names neither a concern nor a level of its own.
    fn kept_after(&self, page: &Page<'_>, from: usize) -> Option<usize> {
        let number = page.tokens.sentence_of(from);
        let (start, end) = page.tokens.sentence(number);
        let next = start == from && number < page.tokens.sentences.len() && end > start && end - start <= LONGEST;
        let own = || self.concerns_in(page, start, end).is_empty() && self.named_levels(page, start, end).is_empty();
        (next && own() && self.referred(page, start, end) == Some(false)).then_some(end)
    }

    /// A sentence under the heading of the very level that it names.
    fn under_heading(&self, scan: &Scan, page: &Page<'_>, whole: &Segment, named: &[Named]) -> Vec<LevelReading> {
        let same = scan.heading.as_ref().filter(|(over, _)| named.iter().all(|n| n.levels == over.levels));
        let Some((over, _)) = same.filter(|_| !whole.concerns.is_empty() && !page.words(0, 1).is_empty()) else { return Vec::new() };
        self.readings(whole, Some(over), None, None, &whole.anchor)
    }

    /// Whether some words send on to children's social care or keep from it.
    fn referred(&self, page: &Page<'_>, from: usize, to: usize) -> Option<bool> {
        let said = |cue| self.says(cue, page.tokens, from, to);
        if said("only_high") || (said("no_refer") && !said("not_yet")) {
            return Some(false);
        }
        said("refer").then_some(true)
    }

    /// What the segments of a passage speak of: parted by semicolons and full stops.
    fn segments(&self, page: &Page<'_>) -> Vec<Segment> {
        let end = page.tokens.list.len();
        let mut cuts = vec![0];
        cuts.extend((1..end).filter(|&n| page.tokens.before(n) == Break::Sentence || semicolon(page.passage, page, n)));
        cuts.push(end);
        let pairs = cuts.windows(2).filter_map(|w| Some((*w.first()?, *w.last()?)));
        let short = pairs.filter(|(from, to)| from < to && to - from <= LONGEST);
        short.map(|(from, to)| self.segment(page, from, to)).filter(|s| !s.concerns.is_empty() || !s.grades.is_empty()).collect()
    }

    fn segment(&self, page: &Page<'_>, from: usize, to: usize) -> Segment {
        let concerns = self.concerns_in(page, from, to);
        let mut grades: Vec<String> = Vec::new();
        let hits = super::found_in(&self.grades, page.tokens, from, to);
        for hit in &hits {
            // "Harmful sexual behaviour" is the name of a concern; it is a grade where no other is given.
            let in_name = page.word(hit.whole.0) == "harmful" && matches!(page.word(hit.whole.1), "sexual" | "sexualised");
            let joined = matches!(page.word(hit.whole.0.wrapping_sub(1)), "or" | "and") && hit.whole.0 > from;
            if in_name && !joined && hits.len() > 1 {
                continue;
            }
            if let Some(id) = self.grade_ids.get(hit.owner as usize).filter(|id| !grades.contains(id)) {
                grades.push(id.clone());
            }
        }
        grades.sort();
        let ages = self.ages(page, from, to);
        let (least, most) = ages.first().map_or_else(|| year_olds(page, from, to), |a| (a.least, a.most));
        Segment {
            concerns: concerns.iter().map(|m| m.owner).collect(),
            grades,
            at_risk: self.says("at_risk", page.tokens, from, to),
            every: self.says("every", page.tokens, from, to),
            least,
            most,
            anchor: page.anchor(from, to),
        }
    }

    /// The limits of age in some words. The number of a score is none.
    fn ages(&self, page: &Page<'_>, from: usize, to: usize) -> Vec<AgeLimit> {
        let mut ages = age_limits(page.words(from, to));
        let Some(score) = self.cues.get("score").filter(|_| !ages.is_empty()) else { return ages };
        let scores = super::found_in(score, page.tokens, from, to);
        let begins = page.tokens.span(from, to).start();
        let scored = |age: &AgeLimit| {
            scores.iter().any(|s| {
                let span = page.tokens.span(s.whole.0, s.whole.1);
                (span.start()..span.end()).contains(&(begins + age.at))
            })
        };
        ages.retain(|age| !scored(age));
        ages
    }

    /// Whether some words give a grade that is no part of the name of a concern.
    fn graded(&self, page: &Page<'_>, from: usize, to: usize) -> bool {
        let in_name = |at: usize| page.word(at) == "harmful" && matches!(page.word(at + 1), "sexual" | "sexualised");
        super::found_in(&self.grades, page.tokens, from, to).iter().any(|m| !in_name(m.whole.0))
    }

    fn readings(
        &self,
        segment: &Segment,
        named: Option<&Named>,
        referred: Option<bool>,
        topic: Option<u32>,
        anchor: &Anchor,
    ) -> Vec<LevelReading> {
        let concerns: Vec<u32> = if segment.concerns.is_empty() { topic.into_iter().collect() } else { segment.concerns.clone() };
        let made = concerns.iter().filter_map(|&n| self.concern_rows.get(n as usize)).map(|concern| LevelReading {
            concern: concern.id.clone(),
            grades: segment.grades.clone(),
            at_risk: segment.at_risk,
            every: segment.every,
            least: segment.least,
            most: segment.most,
            scale: named.map(|n| n.scale.clone()).unwrap_or_default(),
            levels: named.map(|n| n.levels.clone()).unwrap_or_default(),
            referred,
            anchor: anchor.clone(),
        });
        made.collect()
    }
}

/// What a row is about whose level stands further to the right: its first cell, with the concern of a cell between the two where that
/// one gives only a grade ("Medium | One sign of exploitation | Held at level 2").
fn graded_row(cells: &[CellRead]) -> Option<Segment> {
    let first = cells.first()?.segments.first()?;
    let between = || cells.iter().skip(1).take_while(|c| c.level.is_none()).flat_map(|c| &c.segments).find(|s| !s.concerns.is_empty());
    match between().filter(|_| first.concerns.is_empty()) {
        Some(told) => Some(Segment { grades: first.grades.clone(), ..told.clone() }),
        None => Some(first.clone()),
    }
}

/// The grade of risk that the words `from..to` are, and nothing else, past the number of a paragraph: "Medium: level 3".
fn graded_alone(page: &Page<'_>, from: usize, to: usize) -> Option<String> {
    let counted = |n: &usize| page.tokens.get(*n).is_some_and(|t| t.number.is_some());
    let start = (from..to).find(|n| !counted(n)).filter(|start| start + 1 == to)?;
    match page.word(start) {
        "moderate" => Some("medium".to_owned()),
        grade @ ("low" | "medium" | "high") => Some(grade.to_owned()),
        _ => None,
    }
}

/// The level of a cell that begins with a number, in a column of levels: "3. Family Help".
fn numbered(scan: &Scan, page: &Page<'_>, place: Place) -> Option<Named> {
    let (column, scale) = scan.table.as_ref().filter(|t| t.number == place.table)?.numbered.as_ref()?;
    let number = page.tokens.get(0).and_then(|t| t.number).and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=6).contains(n));
    let number = number.or_else(|| {
        page.passage.passage.label.as_deref().and_then(|l| l.trim_end_matches('.').parse().ok()).filter(|n| (1..=6).contains(n))
    });
    (*column == place.column).then_some(())?;
    Some(Named { scale: scale.clone(), levels: vec![number?], at: (0, 1) })
}

/// "A 16 or 17 year old", which sets no limit but names an age.
fn year_olds(page: &Page<'_>, from: usize, to: usize) -> (Option<u8>, Option<u8>) {
    let ages: Vec<u8> = (from..to)
        .filter(|&n| matches!(page.word(n + 1), "year" | "or" | "and") && (n..n + 5).any(|m| page.word(m) == "year"))
        .filter_map(|n| page.tokens.get(n).and_then(|t| t.number).and_then(|v| u8::try_from(v).ok()).filter(|v| (5..=25).contains(v)))
        .collect();
    (ages.iter().copied().min(), ages.iter().copied().max())
}

/// Whether a semicolon stands before the word at `at`.
pub(super) fn semicolon(passage: &PreparedPassage<'_>, page: &Page<'_>, at: usize) -> bool {
    let text = passage.folded.text.as_str();
    let from = at.checked_sub(1).and_then(|n| page.tokens.get(n)).map_or(0, |t| t.span.end());
    let to = page.tokens.get(at).map_or(text.len(), |t| t.span.start());
    text.get(from..to).is_some_and(|gap| gap.contains(';'))
}
