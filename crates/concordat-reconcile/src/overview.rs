//! The overview of a whole reconciliation: pairs, what only one area has, and what to decide first.

use crate::align::{Alignment, Member};
use crate::decide::{Decision, Matter};
use crate::draft::{Counts, Writing, said};
use crate::likeness::kind_name;
use crate::source::Area;
use crate::wording;
use concordat_findings::wording::in_prose;
use concordat_paper::{Block, Inline, Paper, Role, Table};
use concordat_register::Problem;
use std::collections::BTreeMap;

/// Decisions that the overview lists at most; the drafts hold all.
const LISTED: usize = 200;

/// A draft as the overview tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawn {
    /// Which of [`Alignment::groups`].
    pub group: usize,
    /// The file that holds the draft; none where it could not be drafted.
    pub file: Option<String>,
    /// How many passages stand how.
    pub counts: Counts,
    /// What is to be decided, in the draft's order. A side's source is the place among the group's members.
    pub decisions: Vec<Decision>,
    /// Places where nothing but a wording is to be chosen.
    pub wordings: usize,
}

/// What an overview tells of.
#[derive(Debug, Clone, Copy)]
pub struct Overview<'a> {
    /// The areas.
    pub areas: &'a [Area<'a>],
    /// Which documents belong together.
    pub alignment: &'a Alignment,
    /// The drafts, by group.
    pub drawn: &'a [Drawn],
    /// The documents that [`Overview::across`] speaks of.
    pub documents: &'a [Member],
    /// What documents that are in no one draft say against each other; a side's source is a place in `documents`.
    pub across: &'a [Decision],
    /// What could not be read of an area's files: area, path and problem.
    pub problems: &'a [(usize, String, Problem)],
}

/// The overview as a paper.
#[must_use]
pub fn overview(told: &Overview<'_>, writing: &Writing) -> Paper {
    let names: Vec<&str> = told.areas.iter().map(|a| a.name).collect();
    let mut paper = Paper {
        title: format!("Bringing together the documents of {}", wording::listed(&names)),
        subtitle: None,
        marking: writing.marking.clone(),
        author: writing.author.clone(),
        written_at: writing.written_at.clone(),
        contents: true,
        blocks: Vec::new(),
    };
    told.lead(&mut paper);
    told.decisions(&mut paper);
    told.pairs(&mut paper);
    told.apart(&mut paper);
    told.alone(&mut paper);
    told.replaced(&mut paper);
    told.problems(&mut paper);
    paper.heading(1, "What this does not tell");
    paper.list(false, wording::LIMITS.iter().map(|&line| line.to_owned()));
    paper
}

fn cell(text: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Plain(text.into())]
}

/// Letters of a title that a narrow column repeats.
const TITLE: usize = 48;

/// A title cut at a word.
fn shortened(title: &str) -> String {
    let mut short = String::new();
    for word in title.split_whitespace() {
        if !short.is_empty() && short.chars().count() + 1 + word.chars().count() > TITLE {
            return format!("{}…", short.trim_end_matches([':', ',']));
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

impl<'a> Overview<'a> {
    fn title(&self, member: Member) -> &'a str {
        let facts = self.areas.get(member.area).and_then(|a| a.audit.document(member.document));
        facts.map_or("a document", |f| if f.entry.title.is_empty() { f.entry.file.as_str() } else { f.entry.title.as_str() })
    }

    fn area(&self, area: usize) -> &'a str {
        self.areas.get(area).map_or("an area", |a| a.name)
    }

    fn lead(&self, paper: &mut Paper) {
        paper.heading(1, "In short");
        let documents: usize = self.areas.iter().map(|a| a.audit.documents.len()).sum();
        let decided: usize = self.drawn.iter().map(|d| d.decisions.len()).sum();
        let lead = format!(
            "The areas hold {} between them. {} on the same matter in several areas, with a working draft of each; {} in one area alone. In the drafts, {} to be decided.",
            wording::counted(documents, "document", "documents"),
            match self.alignment.groups.len() {
                0 => "None is".to_owned(),
                1 => "One group of them is".to_owned(),
                n => format!("{n} groups of them are"),
            },
            match self.alignment.alone.len() {
                1 => "one document stands".to_owned(),
                n => format!("{n} documents stand"),
            },
            match decided {
                1 => "one matter is".to_owned(),
                n => format!("{n} matters are"),
            },
        );
        paper.paragraph(Role::Lead, lead);
        let rows = self.areas.iter().enumerate().map(|(n, area)| {
            let count = |list: &[Member]| list.iter().filter(|m| m.area == n).count().to_string();
            let paired = self.alignment.groups.iter().filter(|g| g.members.iter().any(|m| m.area == n)).count();
            let unread = self.problems.iter().filter(|(a, _, p)| *a == n && p.kind.is_fatal()).count();
            vec![
                cell(area.name),
                cell(area.audit.documents.len().to_string()),
                cell(paired.to_string()),
                cell(count(&self.alignment.alone)),
                cell(count(&self.alignment.replaced)),
                cell(unread.to_string()),
            ]
        });
        paper.blocks.push(Block::Table(Table {
            caption: "What each area brings".to_owned(),
            header: ["Area", "Documents", "With a like elsewhere", "Alone", "Replaced", "Not read at all"].map(str::to_owned).to_vec(),
            widths: vec![4, 2, 3, 2, 2, 2],
            row_headers: true,
            rows: rows.collect(),
        }));
    }

    fn decisions(&self, paper: &mut Paper) {
        paper.heading(1, "What to decide first");
        let mut all: Vec<(Matter, usize, usize)> = Vec::new();
        let mut counts: BTreeMap<Matter, usize> = BTreeMap::new();
        for (d, drawn) in self.drawn.iter().enumerate() {
            for (n, decision) in drawn.decisions.iter().enumerate() {
                *counts.entry(decision.matter).or_default() += 1;
                // What one document alone brings along stands in its draft.
                if decision.matter == Matter::Message
                    || decision.sides.iter().any(|s| Some(s.source) != decision.sides.first().map(|f| f.source))
                {
                    all.push((decision.matter, d, n));
                }
            }
        }
        if counts.is_empty() {
            paper.paragraph(Role::Body, wording::NOTHING_TO_DECIDE);
            return;
        }
        all.sort_unstable();
        paper.paragraph(Role::Body, wording::DECIDE_FIRST);
        let told: Vec<String> = counts.iter().map(|(matter, n)| format!("{}: {n}", matter.words())).collect();
        let wordings: usize = self.drawn.iter().map(|d| d.wordings).sum();
        paper.list(false, told.into_iter().chain([format!("{}: {wordings}, in the drafts", Matter::Wording.words())]));
        if all.is_empty() {
            return;
        }
        paper.paragraph(Role::Body, wording::LISTED);
        let rows = all.iter().take(LISTED).filter_map(|&(matter, d, n)| {
            let drawn = self.drawn.get(d)?;
            let decision = drawn.decisions.get(n)?;
            let what = vec![Inline::Strong(matter.words().to_owned()), Inline::Break, Inline::Plain(decision.ask.clone())];
            Some(vec![what, self.sides(drawn, decision), self.draft(drawn, Some(n + 1))])
        });
        let caption = match all.len() {
            n if n > LISTED => format!("The first {LISTED} of {n} matters to decide; the drafts hold all"),
            _ => "What to decide, in order".to_owned(),
        };
        paper.blocks.push(Block::Table(Table {
            caption,
            header: ["What", "Who says what", "Draft"].map(str::to_owned).to_vec(),
            widths: vec![5, 6, 4],
            row_headers: false,
            rows: rows.collect(),
        }));
    }

    fn sides(&self, drawn: &Drawn, decision: &Decision) -> Vec<Inline> {
        let members = self.alignment.groups.get(drawn.group).map(|g| g.members.as_slice()).unwrap_or_default();
        let mut out = Vec::new();
        for side in &decision.sides {
            if !out.is_empty() {
                out.push(Inline::Break);
            }
            let area = members.get(side.source).map_or("an area", |m| self.area(m.area));
            out.push(Inline::Plain(said(area, &side.clause, &side.words)));
        }
        out
    }

    /// The file of a draft, and which of its decisions is meant.
    fn draft(&self, drawn: &Drawn, number: Option<usize>) -> Vec<Inline> {
        let title = self.alignment.groups.get(drawn.group).map_or("", |g| g.title.as_str());
        let mut out = match &drawn.file {
            Some(file) => vec![Inline::Link { words: shortened(title), to: file.clone() }],
            None => vec![Inline::Plain("could not be drafted".to_owned())],
        };
        if let Some(number) = number {
            out.push(Inline::Plain(format!(", decision {number}")));
        }
        out
    }

    fn pairs(&self, paper: &mut Paper) {
        paper.heading(1, "Documents on the same matter");
        if self.alignment.groups.is_empty() {
            paper.paragraph(Role::Body, "No document of one area was found to be on the same matter as one of another.");
            return;
        }
        let rows = self.drawn.iter().filter_map(|drawn| {
            let group = self.alignment.groups.get(drawn.group)?;
            let mut documents = Vec::new();
            for member in &group.members {
                if !documents.is_empty() {
                    documents.push(Inline::Break);
                }
                documents.push(Inline::Plain(format!("{}: {}", self.area(member.area), self.title(*member))));
            }
            let why = format!("{}: {}", group.likeness.certainty.words(), group.likeness.reasons.join("; "));
            let counts = &drawn.counts;
            let only: Vec<String> =
                group.members.iter().zip(&counts.only).map(|(m, n)| format!("{n} only {}", self.area(m.area))).collect();
            let some = if counts.some > 0 { format!(", {} in some", counts.some) } else { String::new() };
            let passages = format!("{} the same, {} differ{some}, {}", counts.same, counts.differing, only.join(", "));
            let decide = format!("{}, and {}", drawn.decisions.len(), wording::counted(drawn.wordings, "wording", "wordings"));
            Some(vec![documents, cell(why), cell(passages), cell(decide), self.draft(drawn, None)])
        });
        paper.blocks.push(Block::Table(Table {
            caption: "Documents on the same matter, with their drafts".to_owned(),
            header: ["Documents", "How sure", "Passages", "To decide", "Draft"].map(str::to_owned).to_vec(),
            widths: vec![5, 4, 3, 2, 4],
            row_headers: true,
            rows: rows.collect(),
        }));
    }

    /// What documents of different drafts say against each other.
    fn apart(&self, paper: &mut Paper) {
        if self.across.is_empty() {
            return;
        }
        paper.heading(1, "Where documents of different drafts disagree");
        paper.paragraph(Role::Body, wording::ACROSS);
        let rows = self.across.iter().take(LISTED).map(|decision| {
            let what = vec![Inline::Strong(decision.matter.words().to_owned()), Inline::Break, Inline::Plain(decision.ask.clone())];
            let mut sides = Vec::new();
            for side in &decision.sides {
                if !sides.is_empty() {
                    sides.push(Inline::Break);
                }
                let member = self.documents.get(side.source);
                let (area, title) = member.map_or(("an area", ""), |m| (self.area(m.area), self.title(*m)));
                sides.push(Inline::Plain(said(area, &format!("{}, {}", shortened(title), side.clause), &side.words)));
            }
            vec![what, sides]
        });
        let caption = match self.across.len() {
            n if n > LISTED => format!("The first {LISTED} of {n} matters between documents of different drafts"),
            _ => "What documents of different drafts say, in order".to_owned(),
        };
        paper.blocks.push(Block::Table(Table {
            caption,
            header: ["What", "Who says what"].map(str::to_owned).to_vec(),
            widths: vec![2, 3],
            row_headers: false,
            rows: rows.collect(),
        }));
    }

    fn alone(&self, paper: &mut Paper) {
        paper.heading(1, "Documents that one area alone has");
        if self.alignment.alone.is_empty() {
            paper.paragraph(Role::Body, "There is none.");
            return;
        }
        paper.paragraph(Role::Body, wording::ALONE);
        self.listed(paper, &self.alignment.alone, "Documents that one area alone has");
    }

    fn replaced(&self, paper: &mut Paper) {
        if self.alignment.replaced.is_empty() {
            return;
        }
        paper.heading(1, "Documents that were replaced");
        paper.paragraph(Role::Body, wording::REPLACED);
        self.listed(paper, &self.alignment.replaced, "Documents that were replaced");
    }

    fn listed(&self, paper: &mut Paper, members: &[Member], caption: &str) {
        let rows = members.iter().filter_map(|m| {
            let area = self.areas.get(m.area)?;
            let entry = &area.audit.document(m.document)?.entry;
            let theme = entry.themes.first().map(|t| area.audit.theme_name(t).to_owned()).unwrap_or_default();
            let year = entry.year.map(|y| y.to_string()).unwrap_or_default();
            Some(vec![cell(area.name), cell(self.title(*m)), cell(kind_name(entry.kind).trim_start_matches("a ")), cell(theme), cell(year)])
        });
        paper.blocks.push(Block::Table(Table {
            caption: caption.to_owned(),
            header: ["Area", "Document", "Kind", "Main theme", "Year"].map(str::to_owned).to_vec(),
            widths: vec![2, 5, 2, 3, 1],
            row_headers: false,
            rows: rows.collect(),
        }));
    }

    fn problems(&self, paper: &mut Paper) {
        if self.problems.is_empty() {
            return;
        }
        paper.heading(1, "What could not be read in full");
        let rows = self.problems.iter().map(|(area, file, problem)| {
            vec![cell(self.area(*area)), cell(file.as_str()), cell(in_prose(&problem.message)), cell(in_prose(&problem.help))]
        });
        paper.blocks.push(Block::Table(Table {
            caption: "Files that could not be read in full".to_owned(),
            header: ["Area", "File", "What was met", "What to do"].map(str::to_owned).to_vec(),
            widths: vec![2, 4, 4, 4],
            row_headers: false,
            rows: rows.collect(),
        }));
    }
}
