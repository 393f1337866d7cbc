//! The working draft of one group: its texts woven into one, with sources marked and comments where something is undecided.

mod section;

use crate::align::Group;
use crate::decide::{Address, Decision, Desk, Matter};
use crate::source::Source;
use crate::unit::{Cut, Form};
use crate::weave::{Part, opening_part, weave_by};
use crate::wording;
use concordat_findings::Finding;
use concordat_paper::{Block, Inline, Paper, Role, Table};
use concordat_register::DocumentFacts;
use concordat_standard::instruments::Markings;
use section::Sections;
use std::collections::BTreeMap;

/// Who drafts and when, handed in since nothing here knows either.
#[derive(Debug, Clone)]
pub struct Writing {
    /// The name that files and comments bear.
    pub author: String,
    /// The moment of writing in RFC 3339.
    pub written_at: String,
    /// The protective marking of every paper: the highest of the documents of the set, so that no draft bears less than the overview
    /// that quotes it.
    pub marking: Option<String>,
}

/// How many passages stand how.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// In every source, in the same words.
    pub same: usize,
    /// In several sources, in different words.
    pub differing: usize,
    /// In several sources but not in all, in the same words.
    pub some: usize,
    /// In one source alone, by source.
    pub only: Vec<usize>,
}

/// A draft, and what the overview keeps of it.
#[derive(Debug, Clone)]
pub struct Drafted {
    /// The draft.
    pub paper: Paper,
    /// How many passages stand how.
    pub counts: Counts,
    /// What is to be decided but for wording, in the order in which to decide it; the draft numbers them in this order from 1.
    pub decisions: Vec<Decision>,
    /// Places where nothing but a wording is to be chosen.
    pub wordings: usize,
}

/// Drafts one document from the documents of a group. `findings` set the sources against each other; their documents are
/// places in `sources`.
///
/// Time: grows with the number of passages and their words, but for two versions of one passage, which are compared word by word.
#[must_use]
pub fn draft(group: &Group, sources: &[Source<'_>], findings: &[Finding], writing: &Writing) -> Drafted {
    let cuts: Vec<Cut> = sources.iter().map(|s| Cut::new(s.document)).collect();
    let desk = Desk::new(sources, &cuts);
    let parts = weave_by(&cuts, &desk.keys());
    let fuller = fuller(&cuts);
    let opening = cuts.get(fuller).and_then(|cut| opening_part(cut, fuller, &parts));
    let found = desk.decisions(&parts, opening, findings);
    let counts = counts(&desk, &parts);
    let numbered = number(&found);
    let sections = Sections::new(&desk, &parts, fuller, opening.unwrap_or(0));
    let areas: Vec<&str> = sources.iter().map(|s| s.area.name).collect();
    let mut paper = Paper {
        title: format!("Working draft: {}", group.title),
        subtitle: Some(format!("From documents of {}", wording::listed(&areas))),
        marking: writing.marking.clone(),
        author: writing.author.clone(),
        written_at: writing.written_at.clone(),
        contents: true,
        blocks: Vec::new(),
    };
    about(&mut paper, group, sources, &counts);
    let together = sections.set_together(&desk, &parts);
    if !together.is_empty() {
        paper.paragraph(Role::Body, wording::set_together(together.len()));
        let entries = together.into_iter().map(|text| concordat_paper::Entry { depth: 0, text }).collect();
        paper.blocks.push(Block::List { numbered: false, entries });
    }
    how_to_read(&mut paper);
    to_decide(&mut paper, &desk, &sections, &numbered);
    paper.heading(1, "The draft");
    let numbers: BTreeMap<Address, Vec<(Option<usize>, &Decision)>> = by_place(&found, &numbered);
    paper.blocks.extend(sections.blocks(&desk, &parts, &numbers));
    paper.heading(1, "What this draft does not carry");
    paper.list(false, wording::NOT_CARRIED.iter().map(|&line| line.to_owned()));
    let wordings = found.values().flatten().filter(|d| d.matter == Matter::Wording).count();
    Drafted { paper, counts, decisions: numbered.into_iter().map(|(_, d)| d.clone()).collect(), wordings }
}

/// The source with most words, the first of several.
fn fuller(cuts: &[Cut]) -> usize {
    let most = cuts.iter().enumerate().max_by_key(|(n, cut)| (cut.words(), std::cmp::Reverse(*n)));
    most.map_or(0, |(n, _)| n)
}

/// What is to be decided but for wording, in the order in which to decide it.
fn number(found: &BTreeMap<Address, Vec<Decision>>) -> Vec<(Address, &Decision)> {
    let all = found.iter().flat_map(|(at, list)| list.iter().map(move |d| (*at, d)));
    let mut listed: Vec<(Address, &Decision)> = all.filter(|(_, d)| d.matter != Matter::Wording).collect();
    listed.sort_by_key(|(at, d)| (d.matter, *at));
    listed
}

fn by_place<'d>(
    found: &'d BTreeMap<Address, Vec<Decision>>,
    numbered: &[(Address, &'d Decision)],
) -> BTreeMap<Address, Vec<(Option<usize>, &'d Decision)>> {
    let mut out: BTreeMap<Address, Vec<(Option<usize>, &Decision)>> = BTreeMap::new();
    for (n, (at, decision)) in numbered.iter().enumerate() {
        out.entry(*at).or_default().push((Some(n + 1), decision));
    }
    for (at, list) in found {
        let wordings = list.iter().filter(|d| d.matter == Matter::Wording);
        out.entry(*at).or_default().extend(wordings.map(|d| (None, d)));
    }
    out
}

fn counts(desk: &Desk<'_>, parts: &[Part]) -> Counts {
    let mut counts = Counts { only: vec![0; desk.sources.len()], ..Counts::default() };
    for place in parts.iter().flat_map(|p| &p.places) {
        let variants = desk.variants(place);
        match (variants.as_slice(), place.held().count()) {
            ([], _) => {}
            ([_], held) if held == desk.sources.len() => counts.same += 1,
            ([one], 1) => {
                if let Some(slot) = one.first().and_then(|(source, _)| counts.only.get_mut(*source)) {
                    *slot += 1;
                }
            }
            ([_], _) => counts.some += 1,
            _ => counts.differing += 1,
        }
    }
    counts
}

/// The highest marking of some documents, in the words of the scheme in force; none where none bears one.
#[must_use]
pub fn marking<'a>(documents: impl Iterator<Item = &'a DocumentFacts>, markings: &Markings) -> Option<String> {
    let highest = markings.highest(documents.map(|d| d.entry.marking.as_deref()))?;
    Some(markings.words(highest.tier).to_owned())
}

fn about(paper: &mut Paper, group: &Group, sources: &[Source<'_>], counts: &Counts) {
    paper.heading(1, "About this draft");
    let areas: Vec<&str> = sources.iter().map(|s| s.area.name).collect();
    let lead = format!(
        "This is a working draft for the people who will write one document for {}. It decides nothing: it holds everything that the documents below say, side by side where they differ.",
        wording::listed(&areas)
    );
    paper.paragraph(Role::Lead, lead);
    paper.paragraph(Role::Body, tally(sources, counts));
    let reasons: Vec<&str> = group.likeness.reasons.iter().map(String::as_str).collect();
    let because = if reasons.is_empty() { String::new() } else { format!(": {}", wording::listed(&reasons)) };
    paper.paragraph(Role::Body, format!("That these documents belong together: {}{because}.", group.likeness.certainty.words()));
    let cell = |text: String| vec![Inline::Plain(text)];
    let rows = sources.iter().map(|s| {
        let entry = &s.facts.entry;
        let year = entry.year.map(|y| y.to_string()).unwrap_or_default();
        vec![cell(s.area.name.to_owned()), cell(s.title().to_owned()), cell(year), cell(entry.file.clone())]
    });
    paper.blocks.push(Block::Table(Table {
        caption: "The documents that this draft comes from".to_owned(),
        header: ["Area", "Document", "Year", "File"].map(str::to_owned).to_vec(),
        widths: vec![2, 5, 1, 4],
        row_headers: true,
        rows: rows.collect(),
    }));
}

fn how_to_read(paper: &mut Paper) {
    paper.heading(2, "How to read it");
    paper.list(false, wording::HOW_TO_READ.iter().map(|&line| line.to_owned()));
}

/// How many passages stand how, as a sentence or two.
fn tally(sources: &[Source<'_>], counts: &Counts) -> String {
    let only: Vec<String> = sources.iter().zip(&counts.only).map(|(s, n)| format!("{n} only in that of {}", s.area.name)).collect();
    let only: Vec<&str> = only.iter().map(String::as_str).collect();
    let all = counts.same + counts.differing + counts.some + counts.only.iter().sum::<usize>();
    let some = if counts.some > 0 { format!("{} stand in some and not in all, ", counts.some) } else { String::new() };
    format!(
        "Of {}, {} stand in every document in the same words, {} are said differently, {some}{}.",
        wording::counted(all, "passage", "passages"),
        counts.same,
        counts.differing,
        wording::listed(&only)
    )
}

fn to_decide(paper: &mut Paper, desk: &Desk<'_>, sections: &Sections, numbered: &[(Address, &Decision)]) {
    paper.blocks.push(Block::Heading { level: 1, text: "To be decided".to_owned(), anchor: Some("to-be-decided".to_owned()) });
    if numbered.is_empty() {
        paper.paragraph(Role::Body, wording::NOTHING_TO_DECIDE);
        return;
    }
    paper.paragraph(Role::Body, wording::DECIDE_FIRST);
    let rows = numbered.iter().enumerate().map(|(n, ((part, _), decision))| {
        let mut what = vec![Inline::Strong(decision.matter.words().to_owned()), Inline::Break];
        what.push(Inline::Plain(decision.ask.clone()));
        let link = Inline::Link { words: sections.named(*part), to: format!("#{}", Sections::decision(n + 1)) };
        vec![vec![Inline::Plain((n + 1).to_string())], what, sides(desk, decision), vec![link]]
    });
    paper.blocks.push(Block::Table(Table {
        caption: "What must be decided, in order".to_owned(),
        header: ["No.", "What", "Who says what", "Where in the draft"].map(str::to_owned).to_vec(),
        widths: vec![1, 5, 6, 3],
        row_headers: true,
        rows: rows.collect(),
    }));
}

/// What each source says, a line each.
fn sides(desk: &Desk<'_>, decision: &Decision) -> Vec<Inline> {
    let mut out = Vec::new();
    for side in &decision.sides {
        if !out.is_empty() {
            out.push(Inline::Break);
        }
        out.push(Inline::Plain(said(desk.area(side.source), &side.clause, &side.words)));
    }
    out
}

/// What one area says, where.
pub(crate) fn said(area: &str, clause: &str, words: &str) -> String {
    let words = if words.is_empty() { "gives none".to_owned() } else { format!("“{}”", words.replace('\n', " ")) };
    format!("{area}, {clause}: {words}")
}

/// A comment's paragraphs: what is to be decided at one place.
fn comment(desk: &Desk<'_>, decisions: &[(Option<usize>, &Decision)]) -> Vec<String> {
    let mut out = Vec::new();
    for (number, decision) in decisions {
        let head = number.map_or_else(|| decision.matter.words().to_owned(), |n| format!("Decision {n}, {}", lower(decision.matter)));
        out.push(format!("{head}. {}", decision.ask));
        out.extend(decision.sides.iter().map(|side| said(desk.area(side.source), &side.clause, &side.words)));
        if !decision.why.is_empty() {
            out.push(decision.why.clone());
        }
        out.extend(decision.suggestions.iter().map(|s| format!("Suggestion: {s}")));
    }
    out
}

fn lower(matter: Matter) -> String {
    matter.words().to_lowercase()
}

/// A unit's depth as a heading.
fn level(form: &Form) -> u8 {
    if let Form::Heading { level } = form { *level } else { 1 }
}
