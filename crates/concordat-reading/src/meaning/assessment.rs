//! Reads how documents assess: which concern they put at which level, what they send on, and which tools they have used.
//!
//! Levels are read where they are tied to a concern: in a row or column of a table, under a heading that names a level, or in a
//! sentence that says where something stands. Tools are read with how they are told to be used.

mod levels;
mod tools;

use super::cues::{found_in, set};
use crate::phrase::{Match, PatternSet, Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use concordat_register::{Entry, HeadingIndex, PassageKind, meaning::AssessmentFacts};
use concordat_standard::Standard;
use std::collections::BTreeMap;

/// Statements kept of each sort in one document.
const KEPT: usize = 120;

/// Reads how documents assess.
#[derive(Debug)]
pub(super) struct AssessmentReader {
    concerns: PatternSet,
    grades: PatternSet,
    tools: PatternSet,
    cues: BTreeMap<&'static str, PatternSet>,
    concern_rows: Vec<concordat_standard::assessment::Concern>,
    grade_ids: Vec<String>,
    tool_rows: Vec<concordat_standard::assessment::Tool>,
}

/// The cues that the reader asks for; a test holds them against the standard.
const CUES: [&str; 21] = [
    "any_age",
    "apart",
    "at_risk",
    "every",
    "for_all",
    "gone",
    "level",
    "must",
    "no_refer",
    "not_level",
    "not_yet",
    "of_need",
    "only",
    "only_high",
    "other_scale",
    "past",
    "refer",
    "score",
    "stands",
    "the",
    "used",
];

/// What is known while a document is read.
#[derive(Debug, Default)]
pub(super) struct Scan {
    facts: AssessmentFacts,
    /// The level that a heading gives, with its place in the outline.
    heading: Option<(levels::Named, u8)>,
    /// Concerns that the headings name, by depth.
    topics: Vec<(u8, u32)>,
    table: Option<levels::Table>,
    /// The tool spoken of last and the passage it stood in.
    last_tool: Option<(tools::Mention, u32)>,
    /// Letters by which named tools are known further on.
    acronyms: Vec<(String, tools::Mention)>,
    /// Headings and heads of rows that begin with a level.
    begun: u32,
    /// The concern of the document's first theme.
    theme: Option<u32>,
}

/// A passage with what was found in it.
struct Page<'p> {
    prepared: &'p Prepared<'p>,
    passage: &'p PreparedPassage<'p>,
    tokens: &'p Tokens,
}

impl AssessmentReader {
    pub(super) fn new(standard: &Standard, vocabulary: &mut Vocabulary) -> Self {
        let (rows, common) = (&standard.assessment, &standard.language.scope.common);
        let mut cues = BTreeMap::new();
        for name in CUES {
            let patterns = rows.cues.get(name).map(Vec::as_slice).unwrap_or_default();
            cues.insert(name, set(patterns.iter().map(|p| (0, p)), vocabulary, common));
        }
        Self {
            concerns: set((0u32..).zip(&rows.concerns).flat_map(|(n, c)| c.terms.iter().map(move |p| (n, p))), vocabulary, common),
            grades: set((0u32..).zip(&rows.grades).flat_map(|(n, c)| c.terms.iter().map(move |p| (n, p))), vocabulary, common),
            tools: set((0u32..).zip(&rows.tools).flat_map(|(n, c)| c.terms.iter().map(move |p| (n, p))), vocabulary, common),
            cues,
            concern_rows: rows.concerns.clone(),
            grade_ids: rows.grades.iter().map(|g| g.id.clone()).collect(),
            tool_rows: rows.tools.clone(),
        }
    }

    /// Begins a document.
    pub(super) fn begin(&self, entry: &Entry) -> Scan {
        let theme = entry.themes.first();
        let concern = theme.and_then(|t| self.concern_rows.iter().position(|c| c.theme == t.0));
        Scan { theme: concern.and_then(|n| u32::try_from(n).ok()), ..Scan::default() }
    }

    /// Reads the next passage.
    pub(super) fn read(&self, scan: &mut Scan, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, tokens: &Tokens) {
        let page = Page { prepared, passage, tokens };
        match passage.passage.kind {
            PassageKind::Heading => {
                self.end_row(scan, prepared);
                scan.table = None;
                self.heading(scan, &page);
            }
            PassageKind::Cell { table, row, column, header } => {
                self.cell(scan, &page, levels::Place { table, row, column, header });
                self.tools_of(scan, &page);
            }
            _ => {
                self.end_row(scan, prepared);
                scan.table = None;
                self.levels_of(scan, &page);
                self.tools_of(scan, &page);
            }
        }
    }

    /// What was read, in reading order.
    pub(super) fn finish(&self, mut scan: Scan, prepared: &Prepared<'_>) -> AssessmentFacts {
        self.end_row(&mut scan, prepared);
        let mut facts = scan.facts;
        facts.own_scale = scan.begun >= 3;
        facts.levels.truncate(KEPT);
        facts.tools.truncate(KEPT);
        facts
    }

    fn heading(&self, scan: &mut Scan, page: &Page<'_>) {
        let level = level_of(page.prepared, page.passage.passage.heading);
        scan.topics.retain(|(depth, _)| *depth < level);
        if scan.heading.as_ref().is_some_and(|(_, depth)| level <= *depth) {
            scan.heading = None;
        }
        let end = page.tokens.list.len();
        if end > 16 {
            return;
        }
        if let Some(concern) = self.concerns_in(page, 0, end).first() {
            scan.topics.push((level, concern.owner));
        }
        let named = self.named_levels(page, 0, end);
        if let [one] = named.as_slice() {
            scan.begun += u32::from(one.at.0 == 0);
            scan.facts.highest = scan.facts.highest.max(one.levels.iter().copied().max().unwrap_or_default());
            scan.heading = Some((one.clone(), level));
        }
    }

    /// The concerns spoken of in some words, those that others cover or include left out.
    fn concerns_in(&self, page: &Page<'_>, from: usize, to: usize) -> Vec<Match> {
        let mut found = found_in(&self.concerns, page.tokens, from, to);
        found.sort_by_key(|m| (m.owner, m.whole));
        found.dedup_by_key(|m| m.owner);
        let includes = |wide: &Match, other: &Match| {
            let row = self.concern_rows.get(wide.owner as usize);
            let id = self.concern_rows.get(other.owner as usize).map(|c| &c.id);
            row.zip(id).is_some_and(|(row, id)| row.covers.contains(id))
        };
        let all = found.clone();
        found.retain(|m| !all.iter().any(|o| o.owner != m.owner && includes(m, o)));
        found.sort_by_key(|m| (m.whole.0, m.owner));
        found
    }

    /// The concern of the words around: of the nearest heading that names one, else of the document.
    fn topic(scan: &Scan) -> Option<u32> {
        scan.topics.last().map(|(_, concern)| *concern).or(scan.theme)
    }

    fn says(&self, cue: &'static str, tokens: &Tokens, from: usize, to: usize) -> bool {
        self.cues.get(cue).is_some_and(|set| super::cues::any(set, tokens, from, to))
    }
}

impl Page<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.span.of(&self.passage.folded.text))
    }

    /// The folded words `from..to`.
    fn words(&self, from: usize, to: usize) -> &str {
        self.tokens.span(from, to).of(&self.passage.folded.text)
    }

    fn anchor(&self, from: usize, to: usize) -> concordat_register::Anchor {
        self.prepared.anchor(self.passage, self.passage.folded.source(self.tokens.span(from, to)))
    }
}

fn level_of(prepared: &Prepared<'_>, heading: Option<HeadingIndex>) -> u8 {
    heading.and_then(|h| prepared.document.headings.get(h.0 as usize)).map_or(1, |h| h.level)
}
