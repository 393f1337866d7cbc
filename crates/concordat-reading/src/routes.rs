//! Reads steps of referral routes: who does what for which child, to whom it leads, and by when.
//!
//! A step is a sentence, item or row in which somebody moves a case on. Verbs are found first, by what the standard knows of them;
//! only a sentence with one is looked at for bodies, limits of time and conditions. Words are those that the other readers of
//! provisions have cut, so that a document is not gone through again.

mod after;
mod body;
mod by_hand;
mod lexicon;
mod limit;
mod notes;
mod page;
mod scan;
mod sentence;
mod table;
mod trigger;
mod verbs;
mod waits;

use crate::phrase::{Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use after::Drawing;
use body::{Found, Known};
use concordat_register::route::{Act, Awaited, Body, BodyNote, Force, Note, RouteFacts, Step, Trigger};
use concordat_register::{Anchor, Entry, Kind, PassageKind, citation::Acronym};
use concordat_standard::Standard;
use concordat_text::{Text, fold_str};
use lexicon::Lexicon;
use page::Page;
use scan::panel_called;
use sentence::{Before, Drawn, Sentence};
use std::collections::BTreeMap;
use table::{Cell, Column, Table};
use trigger::Around;

/// Steps and gaps kept of one document; those beyond are counted.
const STEPS: usize = 5000;
const GAPS: usize = 500;
/// Names of bodies kept of one document.
const NAMES: usize = 1000;
const JOINS: usize = 20;
const SERVED: usize = 20;
const SPARING: usize = 40;
/// The owners of the cues that a post is not filled, that nobody else need be told, that the front door is told only later, that a case is closed, and that something waits.
const VACANT: u32 = 3;
const ALONE: u32 = 4;
const DOOR_LATER: u32 = 5;
const CLOSED: u32 = 6;
const WAITS: u32 = 7;
/// That of words by which a body is no longer.
const GONE: u32 = 8;
/// That of words by which a body need not be told.
const SPARED: u32 = 9;
/// Words of a sentence that is read.
const LONGEST: usize = 120;

/// Reads steps of routes.
#[derive(Debug)]
pub(crate) struct RouteReader {
    lexicon: Lexicon,
}

/// What is known while a document is read.
#[derive(Debug, Default)]
pub(crate) struct Scan {
    facts: RouteFacts,
    /// Concerns that headings name, by depth.
    topics: Vec<(u8, Vec<Text>)>,
    /// What headings narrow the case to, by depth.
    narrowed: Vec<(u8, Vec<Text>)>,
    /// What only some cases have, as headings say, by depth.
    circumstances: Vec<(u8, Vec<Text>)>,
    /// Panels that headings name, by depth.
    parts: Vec<(u8, Body)>,
    /// Concerns of the document's first theme.
    theme: Vec<Text>,
    /// Words of the heading.
    heading: Text,
    /// The lead-in of the list that follows.
    lead: Option<Lead>,
    /// A condition that stands alone in a line above the next paragraph, as a heading does that is none.
    label: Option<Lead>,
    /// Whoever the heading names, and nobody and nothing besides: "School staff".
    actor: Option<Found>,
    /// What was held, made or decided last.
    matter: Option<Text>,
    /// What stands under the heading of a flow chart or pathway, or after a picture of one.
    drawn: Option<Drawing>,
    /// How many pictures of the document were passed.
    picture: usize,
    table: Option<Table>,
    /// Bodies named last, the latest last.
    recent: Vec<Body>,
    /// Those whom workers tell within their own service, as named in full.
    inside: Vec<Body>,
    /// Letters given in brackets after a name.
    letters: Vec<(Text, Text)>,
    /// The panel whose terms of reference these are.
    own: Option<Text>,
    /// Names in capitals met, folded, with how often.
    named: BTreeMap<String, (Text, u32)>,
    /// The paragraph, list or table that is read, by number.
    run: u32,
    /// For each step, the run it stands in.
    runs: Vec<u32>,
}

/// A lead-in: who is to take the items, how firmly, and in what case.
#[derive(Debug)]
struct Lead {
    actor: Option<Found>,
    order: Force,
    around: Around,
}

impl RouteReader {
    pub(crate) fn new(standard: &Standard, vocabulary: &mut Vocabulary) -> Self {
        Self { lexicon: Lexicon::new(standard, vocabulary) }
    }

    /// Begins a document.
    pub(crate) fn begin(&self, entry: &Entry) -> Scan {
        let theme = entry.themes.first().map(|t| t.0.as_str());
        let own = theme.and_then(|t| self.lexicon.themes.get(t)).into_iter().flatten();
        let panel = (entry.kind == Kind::TermsOfReference).then(|| after::panel_of(&entry.title));
        Scan { theme: own.map(|id| Text::from(id.as_str())).collect(), own: panel.flatten(), ..Scan::default() }
    }

    /// Reads the next passage.
    pub(crate) fn read(&self, scan: &mut Scan, prepared: &Prepared<'_>, passage: &PreparedPassage<'_>, tokens: &Tokens) {
        let page = Page { prepared, passage, tokens, lexicon: &self.lexicon };
        notes::names(&page, |from, to| scan.name(&page, from, to));
        if let Some(drawn) = scan.drawn.as_mut() {
            drawn.words += tokens.list.len();
        }
        scan.mention(&page);
        match passage.passage.kind {
            PassageKind::Heading => {
                scan.end_table();
                (scan.lead, scan.label) = (None, None);
                notes::doors(&page, &mut scan.facts.bodies);
                scan.head(&page);
            }
            PassageKind::Quotation => scan.end_table(),
            PassageKind::Cell { table, row, column, header } => {
                scan.lead = None;
                self.cell(scan, &page, (table, row, column, header));
            }
            PassageKind::ListItem { .. } => {
                scan.end_table();
                self.prose(scan, &page);
            }
            PassageKind::Paragraph | PassageKind::Note | PassageKind::TextBox => {
                scan.end_table();
                scan.lead = scan.label.take();
                scan.run += 1;
                self.prose(scan, &page);
                scan.lead = None;
                scan.lead_in(&page);
            }
        }
        scan.pictured(&page);
        let more = scan.facts.gaps.len().saturating_sub(GAPS);
        scan.facts.gaps.truncate(GAPS);
        scan.lose(more);
    }

    /// What was read; `acronyms` are those the document spells out.
    pub(crate) fn finish(&self, mut scan: Scan, acronyms: &[Acronym]) -> RouteFacts {
        scan.end_table();
        scan.end_drawn();
        let mut facts = scan.facts;
        after::follow(&mut facts.steps, &scan.runs);
        let spelt = |name: &str| {
            let own = scan.letters.iter().find(|(letters, _)| letters == name).map(|(_, full)| full.clone());
            own.or_else(|| acronyms.iter().find(|a| a.letters == name).map(|a| after::trimmed(&a.meaning)))
        };
        for step in &mut facts.steps {
            for body in step.actor.iter_mut().chain(step.body.as_mut()).filter(|b| b.full.is_none()) {
                body.full = after::full(&body.name, &spelt).or_else(|| self.number(body));
                body.kind = body.kind.take().or_else(|| self.kind(body, &facts.bodies));
            }
        }
        for awaited in facts.waits.iter_mut().flat_map(|w| [&mut w.what, &mut w.needs]) {
            if let Awaited::Body(body) = awaited
                && body.full.is_none()
            {
                body.full = after::full(&body.name, &spelt);
            }
        }
        for body in facts.joins.iter_mut().flat_map(|j| &mut j.of).filter(|b| b.full.is_none()) {
            body.full = after::full(&body.name, &spelt);
        }
        // What has no name here is done by whoever is named for it elsewhere in the document.
        let known: Vec<(Text, Body)> =
            facts.steps.iter().filter(|s| s.act == Act::Hold).filter_map(|s| s.matter.clone().zip(s.body.clone())).collect();
        for step in facts.steps.iter_mut().filter(|s| s.act == Act::Hold && s.body.is_none()) {
            let fixed = step.matter.as_deref().and_then(|m| self.lexicon.rows.matter(m)).is_some_and(|m| m.by.is_some());
            if fixed {
                step.body = known.iter().find(|(matter, _)| Some(matter) == step.matter.as_ref()).map(|(_, body)| body.clone());
            }
        }
        if let Some(panel) = scan.own {
            let hearing = |s: &&mut Step| s.body.is_none() && s.matter.as_deref() == Some("hearing");
            facts.steps.iter_mut().filter(hearing).for_each(|step| step.body = Some(panel_called(&panel)));
        }
        let ends: Vec<String> = facts.steps.iter().filter_map(|s| s.body.as_ref()).map(|b| fold_str(&b.name)).collect();
        for (folded, (name, count)) in scan.named {
            let as_end = u32::try_from(ends.iter().filter(|e| **e == folded).count()).unwrap_or(0);
            if count > as_end {
                facts.bodies.push(BodyNote { name, note: Note::Named, anchor: None });
            }
        }
        facts
    }

    /// The kind of a body by what the document says it is, or by the last word of its full name.
    fn kind(&self, body: &Body, notes: &[BodyNote]) -> Option<Text> {
        let said = notes.iter().find_map(|n| match &n.note {
            Note::Is(kind) if n.name.eq_ignore_ascii_case(&body.name) => Some(kind.clone()),
            _ => None,
        });
        let last = || body.full.as_deref().unwrap_or(&body.name).rsplit(' ').next().map(fold_str);
        said.or_else(|| self.lexicon.rows.heads.get(&last()?).map(Text::from))
    }

    /// Whom a telephone number that everybody knows reaches.
    fn number(&self, body: &Body) -> Option<Text> {
        let digits = body.name.bytes().all(|b| b.is_ascii_digit());
        let row = body.kind.as_deref().filter(|_| digits).and_then(|k| self.lexicon.rows.body(k))?;
        Some(after::trimmed(row.reached.as_deref().unwrap_or(&row.name)))
    }

    fn prose(&self, scan: &mut Scan, page: &Page<'_>) {
        let end = page.tokens.list.len();
        let around = scan.around();
        let cues = page.found(&self.lexicon.cues, 0, end);
        if !cues.is_empty() {
            let first = scan.facts.gaps.len();
            notes::read(page, &cues, &around, &mut scan.facts.bodies, &mut scan.facts.gaps);
            scan.keep_lost(first);
        }
        if scan.facts.spared.len() < SPARING {
            notes::spared(page, &cues, &around, &mut scan.facts.spared);
        }
        notes::doors(page, &mut scan.facts.bodies);
        if scan.facts.joins.len() < JOINS {
            notes::joins(page, &mut scan.facts.joins);
        }
        let (first, mut verbs) = (scan.facts.steps.len(), Vec::new());
        // The last sentence with a step.
        let mut last: Option<usize> = None;
        for number in 0..page.tokens.sentences.len() {
            let (from, to) = page.tokens.sentence(number);
            if to - from > LONGEST || !(scan.actor.is_some() || self.lexicon.may_hold(page.tokens, from, to)) {
                continue;
            }
            let explained = page.says(&self.lexicon.explained, from, page.tokens.sentence(number + 1).1.max(to).min(end));
            let around = trigger::carried(page, number, &around);
            let found = self.sentence(scan, page, (from, to), &around, false, explained);
            let told = last.is_some_and(|n| n + 1 == number);
            last = if found.is_empty() { last } else { Some(number) };
            for (drawn, trigger, action, anchor, explained) in found {
                let (verb, before) = (drawn.verb, scan.facts.steps.len());
                scan.keep(drawn, trigger, action, anchor, explained);
                if scan.facts.steps.len() > before {
                    verbs.push(verb);
                    if let Some(step) = scan.facts.steps.last_mut() {
                        step.before = trigger::before(page, number, told);
                    }
                }
            }
        }
        Self::alone(scan, page, &cues, (first, &verbs));
        waits::read(scan, page, &cues);
    }

    /// Marks the step before words that say that nobody else need be told, or that a body is told only later or not at all: of those read in the
    /// passage from the step `first` on, whose verbs stand at `verbs`, or else the last of the passage before.
    fn alone(scan: &mut Scan, page: &Page<'_>, cues: &[crate::phrase::Match], (first, verbs): (usize, &[usize])) {
        let heading = page.passage.passage.heading;
        for cue in cues.iter().filter(|m| matches!(m.owner, ALONE | DOOR_LATER | SPARED)) {
            let back = if cue.owner == ALONE { None } else { notes::held_back(page, cue) };
            if cue.owner != ALONE && back.is_none() || cue.owner == SPARED && notes::asked(page, cue) {
                continue;
            }
            // That a body need not be told says so of the step that it stands beside, and of no other paragraph's.
            let apart = u32::from(cue.owner != SPARED);
            let near = |s: &Step| s.anchor.heading == heading && page.passage.passage.paragraph <= s.anchor.paragraph + apart;
            let before = |n: usize| n.checked_sub(first).is_none_or(|own| verbs.get(own).is_some_and(|verb| *verb < cue.whole.0));
            let sent = |s: &Step| matches!(s.act, Act::Contact | Act::Transfer | Act::Lead);
            let steps = scan.facts.steps.iter().enumerate().skip(first.saturating_sub(2));
            let Some((mut at, _)) = { steps }.rfind(|(n, s)| before(*n) && sent(s) && near(s)) else { continue };
            // Where whoever was told passes it on, it is the first call that stands in the place of the front door's.
            while let Some(by) = scan.facts.steps.get(at).and_then(|s| s.actor.as_ref()).map(|a| a.name.clone()) {
                let own = scan.facts.steps.iter().enumerate().take(at).skip(first);
                let called = own.filter(|(_, s)| sent(s)).find(|(_, s)| s.body.as_ref().is_some_and(|b| is_called(b, &by)));
                let Some((earlier, _)) = called else { break };
                at = earlier;
            }
            if let Some(step) = scan.facts.steps.get_mut(at) {
                match back {
                    None => step.alone = true,
                    Some(back) => step.held_back = Some(back),
                }
            }
        }
    }

    fn sentence(
        &self,
        scan: &mut Scan,
        page: &Page<'_>,
        (from, to): (usize, usize),
        around: &Around,
        bare: bool,
        explained: bool,
    ) -> Vec<(Drawn, Trigger, Text, Anchor, bool)> {
        let from = after::unlabelled(page, from, to);
        let sentence = Sentence::new(page, from, to, bare);
        let own = scan.lead.as_ref().and_then(|l| l.actor.as_ref());
        let before = Before {
            order: scan.lead.as_ref().map_or(Force::Must, |l| l.order),
            actor: own.or(scan.actor.as_ref()),
            listed: own.is_none() && scan.actor.is_some(),
        };
        let steps = sentence.steps(&before);
        // What is said of a narrower case beside says nothing of this one.
        let general = sentence.general();
        let explained = explained && (general == to || page.says(&self.lexicon.explained, from, general));
        if steps.is_empty() {
            return Vec::new();
        }
        // A step for every case is quoted without the narrower one beside it.
        let said = steps.iter().all(|d| d.verb < general);
        let anchor = page.anchor(from, if said { sentence.stop(general) } else { to });
        let first = steps.iter().map(|d| d.words.0).min().unwrap_or(from);
        let made = steps.into_iter().filter_map(|mut drawn| {
            scan.resolve(page, from, &mut drawn).then_some(())?;
            if drawn.matter.as_deref() == Some(sentence::BEFORE) {
                let noun = page.word(drawn.words.0.saturating_sub(1));
                drawn.matter = Some(self.held_before(page, from, noun).or_else(|| scan.matter.clone())?);
            }
            let until = if drawn.verb < general { general } else { to };
            let trigger = trigger::trigger(page, (from, until), (first, drawn.verb), around);
            let action = page.text(drawn.words.0, drawn.words.1);
            Some((drawn, trigger, action, anchor.clone(), explained))
        });
        made.collect()
    }

    /// What "the discussion" stands for: the last before the word `from` that is called so, else the last that is held at all. A
    /// decision is taken and not held.
    fn held_before(&self, page: &Page<'_>, from: usize, noun: &str) -> Option<Text> {
        let row = |owner: u32| self.lexicon.rows.matters.get(owner as usize).map(|row| row.id.as_str());
        let held = |owner: u32| row(owner).is_some_and(|id| !matches!(id, "decision" | "feedback" | "contact"));
        let named: Vec<_> = page.found(&self.lexicon.matters, 0, from).into_iter().filter(|m| held(m.owner)).collect();
        let called = |m: &&crate::phrase::Match| (m.whole.0..m.whole.1).any(|n| page.word(n).starts_with(noun));
        let last = named.iter().filter(called).max_by_key(|m| m.whole.0).or_else(|| named.iter().max_by_key(|m| m.whole.0))?;
        row(last.owner).map(Text::from)
    }

    fn cell(&self, scan: &mut Scan, page: &Page<'_>, (number, row, column, header): (u32, u32, u32, bool)) {
        if scan.table.as_ref().is_some_and(|t| t.number == number && t.row != row) {
            scan.end_row();
        }
        if scan.table.as_ref().is_none_or(|t| t.number != number) {
            scan.end_table();
            scan.run += 1;
            scan.table = Some(Table { number, ..Table::default() });
        }
        let end = page.tokens.list.len();
        let words = page.passage.folded.text.as_str();
        if (header || row == 1) && column > 0 && end <= 6 {
            let kind = Table::heading(words);
            if let Some(table) = scan.table.as_mut() {
                table.columns.push((column, kind));
                table.row = row;
            }
            if header && column > 1 || row == 1 {
                return;
            }
        }
        let bare = scan.table.as_ref().is_some_and(|t| t.column(column) == Column::When);
        let around = scan.around_cell(page, end);
        let cues = page.found(&self.lexicon.cues, 0, end);
        if !cues.is_empty() {
            let first = scan.facts.gaps.len();
            notes::read(page, &cues, &around, &mut scan.facts.bodies, &mut scan.facts.gaps);
            scan.keep_lost(first);
            notes::spared(page, &cues, &around, &mut scan.facts.spared);
        }
        let mut steps = Vec::new();
        for n in 0..page.tokens.sentences.len() {
            let (from, to) = page.tokens.sentence(n);
            if to - from <= LONGEST && self.lexicon.may_hold(page.tokens, from, to) {
                let explained = page.says(&self.lexicon.explained, from, to);
                steps.extend(self.sentence(scan, page, (from, to), &around, bare, explained));
            }
        }
        let known = Known::new(page, 0, end.min(LONGEST));
        let cell = Cell {
            column,
            text: trigger::cut(page.passage.text),
            anchor: page.anchor(0, end),
            steps,
            body: known.at(page, 0, end, true).or_else(|| known.first(page, 0, end.min(12))),
            limits: limit::limits(page, 0, end.min(LONGEST), bare),
            matter: self.matter(page, end),
            own: trigger::circumstances(page, (0, end.min(LONGEST)), end),
            around,
            unfilled: end <= 6 && cues.iter().any(|m| m.owner == VACANT),
            numbered: page.number(0).and_then(|n| u8::try_from(n).ok()).filter(|n| (1..=6).contains(n)),
        };
        if let Some(table) = scan.table.as_mut() {
            table.row = row;
            table.cells.push(cell);
        }
    }

    fn matter(&self, page: &Page<'_>, end: usize) -> Option<Text> {
        let hits = page.found(&self.lexicon.matters, 0, end.min(LONGEST));
        let first = hits.iter().min_by_key(|m| m.owner)?;
        self.lexicon.rows.matters.get(first.owner as usize).map(|row| row.id.as_str().into())
    }
}

/// Whether a body is the one of a name, or that name is its letters: "IDVA" of "independent domestic violence adviser".
fn is_called(body: &Body, name: &str) -> bool {
    let initials = || body.name.split(' ').filter_map(|w| w.chars().next()).flat_map(char::to_uppercase).collect::<String>();
    body.name == *name || name.len() >= 3 && initials().starts_with(name)
}

#[cfg(test)]
mod tests;
