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
mod sentence;
mod table;
mod trigger;
mod verbs;

use crate::phrase::{Tokens, Vocabulary};
use crate::{Prepared, PreparedPassage};
use after::Drawing;
use body::{Found, Known};
use concordat_register::route::{Act, Body, BodyNote, Force, Note, RouteFacts, Step, Trigger};
use concordat_register::{Anchor, Entry, Kind, PassageKind, citation::Acronym};
use concordat_standard::Standard;
use concordat_text::{Text, fold_str};
use lexicon::Lexicon;
use page::Page;
use sentence::{Before, Drawn, Sentence};
use std::collections::BTreeMap;
use table::{Cell, Column, Table};
use trigger::Around;

/// Steps, notes and gaps kept of one document.
const STEPS: usize = 160;
const NOTES: usize = 160;
const GAPS: usize = 20;
const JOINS: usize = 20;
const SERVED: usize = 20;
/// The owner of the cues that nobody else need be told.
const ALONE: u32 = 4;
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
    /// Concerns of the document's first theme.
    theme: Vec<Text>,
    /// Words of the heading.
    heading: Text,
    /// The lead-in of the list that follows.
    lead: Option<Lead>,
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
        match passage.passage.kind {
            PassageKind::Heading => {
                scan.end_table();
                scan.lead = None;
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
                scan.lead = None;
                scan.run += 1;
                self.prose(scan, &page);
                scan.lead_in(&page);
            }
        }
        scan.pictured(&page);
        scan.facts.steps.truncate(STEPS);
        scan.facts.gaps.truncate(GAPS);
    }

    /// What was read; `acronyms` are those the document spells out.
    pub(crate) fn finish(&self, mut scan: Scan, acronyms: &[Acronym]) -> RouteFacts {
        scan.end_table();
        scan.end_drawn();
        let mut facts = scan.facts;
        facts.steps.truncate(STEPS);
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
            for step in facts.steps.iter_mut().filter(hearing) {
                step.body = Some(Body { name: panel.clone(), full: None, kind: Some("panel".into()), proper: true });
            }
        }
        let ends: Vec<String> = facts.steps.iter().filter_map(|s| s.body.as_ref()).map(|b| fold_str(&b.name)).collect();
        for (folded, (name, count)) in scan.named {
            let as_end = u32::try_from(ends.iter().filter(|e| **e == folded).count()).unwrap_or(0);
            if count > as_end && facts.bodies.len() < NOTES {
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
        if !cues.is_empty() && scan.facts.gaps.len() < GAPS {
            let first = scan.facts.gaps.len();
            notes::read(page, &cues, &around, &mut scan.facts.bodies, &mut scan.facts.gaps);
            scan.keep_lost(first);
        }
        notes::doors(page, &mut scan.facts.bodies);
        if scan.facts.joins.len() < JOINS {
            notes::joins(page, &mut scan.facts.joins);
        }
        let first = scan.facts.steps.len();
        for number in 0..page.tokens.sentences.len() {
            let (from, to) = page.tokens.sentence(number);
            if scan.facts.steps.len() >= STEPS
                || to - from > LONGEST
                || !(scan.actor.is_some() || self.lexicon.may_hold(page.tokens, from, to))
            {
                continue;
            }
            let explained = page.says(&self.lexicon.explained, from, page.tokens.sentence(number + 1).1.max(to).min(end));
            let around = trigger::carried(page, number, &around);
            for (drawn, trigger, action, anchor, explained) in self.sentence(scan, page, (from, to), &around, false, explained) {
                scan.keep(drawn, trigger, action, anchor, explained);
            }
        }
        Self::alone(scan, page, &cues, first);
    }

    /// Marks the last step of a passage that says that nobody else need be told.
    fn alone(scan: &mut Scan, page: &Page<'_>, cues: &[crate::phrase::Match], first: usize) {
        if !cues.iter().any(|m| m.owner == ALONE) {
            return;
        }
        let heading = page.passage.passage.heading;
        let near = |s: &&mut Step| s.anchor.heading == heading && page.passage.passage.paragraph <= s.anchor.paragraph + 1;
        let sent = |s: &&mut Step| matches!(s.act, Act::Contact | Act::Transfer | Act::Lead);
        let mut steps = scan.facts.steps.iter_mut().skip(first.saturating_sub(2)).filter(sent);
        if let Some(step) = steps.rfind(near) {
            step.alone = true;
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
                let beside = page.found(&self.lexicon.matters, 0, from);
                let named = beside.iter().max_by_key(|m| m.whole.0).and_then(|m| self.lexicon.rows.matters.get(m.owner as usize));
                drawn.matter = Some(named.map(|row| row.id.as_str().into()).or_else(|| scan.matter.clone())?);
            }
            let until = if drawn.verb < general { general } else { to };
            let trigger = trigger::trigger(page, (from, until), (first, drawn.verb), around);
            let action = page.text(drawn.words.0, drawn.words.1);
            Some((drawn, trigger, action, anchor.clone(), explained))
        });
        made.collect()
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
        let mut around = scan.around();
        let of_row = scan.table.as_ref().and_then(|t| t.cells.first()).map(|c| c.around.clone());
        if let Some(row) = of_row {
            around = Around { topic: around.topic, ..row };
        } else {
            let found = trigger::concerns(page, 0, end);
            around.concerns = if found.is_empty() { around.concerns } else { found };
            around.ages = trigger::ages(page, 0, end);
            around.narrowed = trigger::ids(page, 0, end);
        }
        let levels = trigger::levels(page, 0, end.min(LONGEST));
        if !levels.is_empty() {
            around.levels = levels;
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
            around,
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

impl Scan {
    /// A heading: what it is about, and its words.
    fn head(&mut self, page: &Page<'_>) {
        let heading = page.passage.passage.heading.and_then(|h| page.prepared.document.headings.get(h.0 as usize));
        let level = heading.map_or(1, |h| h.level);
        self.topics.retain(|(depth, _)| *depth < level);
        self.run += 1;
        self.recent.clear();
        (self.actor, self.matter) = (None, None);
        if self.drawn.as_ref().is_some_and(|d| level <= d.level) {
            self.end_drawn();
        }
        let end = page.tokens.list.len();
        if end > 24 {
            return;
        }
        if level > 1 {
            self.begin_drawn(page, level);
        }
        self.heading = trigger::cut(heading.map_or(page.passage.text, |h| h.text.as_str()));
        let found = trigger::concerns(page, 0, end);
        if !found.is_empty() && level > 1 {
            self.topics.push((level, found));
        }
        let known = Known::new(page, 0, end);
        let all = known.all(page, 0, end);
        self.actor = after::actor_of(page, &all, end).filter(|_| level > 1);
        for found in all.into_iter().filter(|f| f.body.proper && f.receives()) {
            self.met(&found);
        }
    }

    /// What the words around the next passage say of a case.
    fn around(&self) -> Around {
        let topic = self.topics.last().map_or_else(|| self.theme.clone(), |(_, t)| t.clone());
        match &self.lead {
            Some(lead) => Around { topic, ..lead.around.clone() },
            None => Around { topic, ..Around::default() },
        }
    }

    /// Takes note of a lead-in: "The designated safeguarding lead must:".
    fn lead_in(&mut self, page: &Page<'_>) {
        if !page.passage.text.trim_end().ends_with(':') {
            return;
        }
        let (from, to) = page.tokens.sentence(page.tokens.sentences.len().saturating_sub(1));
        let known = Known::new(page, from, to);
        let order = match (from..to).rev().find(|&n| page.is(n, lexicon::flag::AUXILIARY)) {
            Some(at) if page.is(at, lexicon::flag::SHOULD) => Force::Should,
            Some(at) if page.is(at, lexicon::flag::MAY) => Force::May,
            Some(at) if page.is(at, lexicon::flag::WILL) => Force::Does,
            _ => Force::Must,
        };
        let around = Around {
            text: Some(trigger::cut(page.source(from, to))),
            concerns: trigger::concerns(page, from, to),
            topic: Vec::new(),
            ages: trigger::ages(page, from, to),
            narrowed: trigger::ids(page, from, to),
            levels: trigger::levels(page, from, to),
        };
        let comma = (from..to).rev().find(|&n| page.before(n) == crate::phrase::Break::Comma).unwrap_or(from);
        let actor = known.first(page, comma, to).or_else(|| known.first(page, from, to));
        self.lead = Some(Lead { actor, order, around });
    }

    fn keep(&mut self, drawn: Drawn, trigger: Trigger, action: Text, anchor: Anchor, explained: bool) {
        if self.facts.steps.len() >= STEPS {
            return;
        }
        let kept = drawn.body_kept();
        let actor = drawn.actor.map(|a| a.body);
        let Drawn { act, matter, limit, force, .. } = drawn;
        if force == Force::May && !matches!(act, Act::Contact | Act::Transfer) {
            return;
        }
        let step = Step {
            trigger,
            actor,
            action,
            act,
            matter,
            body: kept,
            limit,
            force,
            explained,
            alone: false,
            next: None,
            by_hand: false,
            anchor,
        };
        self.matter = step.matter.clone().or(self.matter.take());
        self.facts.steps.push(step);
        self.runs.push(self.run);
    }

    /// Lets "the coordinator", "it" and "we" be the body that was named before, and takes note of bodies named. False where a
    /// pronoun stands for nobody known.
    fn resolve(&mut self, page: &Page<'_>, from: usize, drawn: &mut Drawn) -> bool {
        for found in drawn.actor.iter_mut().chain(drawn.body.as_mut()).filter(|f| !f.body.proper) {
            match found.class.as_str() {
                "pronoun" | "unsaid" | "number" => {
                    let Some(body) = self.stands_for(page, from, found) else { return false };
                    found.body = body;
                    found.class.clear();
                }
                "post" | "panel" | "team" | "project" if !found.body.name.contains(' ') => {
                    let name = found.body.name.to_lowercase();
                    let ends = |b: &&Body| fold_str(b.full.as_deref().unwrap_or(&b.name)).split(' ').any(|w| w == name);
                    if let Some(full) = self.recent.iter().rev().find(ends) {
                        found.body.full = Some(full.full.clone().unwrap_or_else(|| full.name.clone()));
                        found.body.proper = true;
                    } else if let Some(inside) = self.inside.iter().rev().find(|b| fold_str(&b.name).ends_with(&name)) {
                        // "Tell the designated safeguarding lead. The lead rings the hub."
                        found.body = inside.clone();
                        found.class = "inside".to_owned();
                    }
                }
                _ => {}
            }
        }
        for found in drawn.actor.clone().iter().chain(drawn.body.clone().iter()) {
            self.met(found);
        }
        true
    }

    /// The body that a pronoun stands for, or that a referral goes to where the sentence leaves it unsaid.
    fn stands_for(&self, page: &Page<'_>, from: usize, found: &Found) -> Option<Body> {
        if found.class == "unsaid" {
            let before = Known::new(page, 0, from).all(page, 0, from);
            return before.into_iter().rev().find(|f| matches!(f.class.as_str(), "social-care" | "front-door")).map(|f| f.body);
        }
        if found.class == "number" {
            return self.reached_by_number(page);
        }
        if found.body.name.eq_ignore_ascii_case("we") {
            let door = self.facts.bodies.iter().find(|n| matches!(&n.note, Note::Is(kind) if kind == "front-door"))?;
            return Some(Body { name: door.name.clone(), full: None, kind: Some("front-door".into()), proper: true });
        }
        if found.class == "pronoun" && !page.is(found.from, lexicon::flag::PRONOUN) && self.recent.is_empty() {
            return None;
        }
        // What the sentence before is about, else what was named last.
        let (start, end) = page.tokens.sentence(page.tokens.sentence_of(from.saturating_sub(1)));
        let before = if from > 0 { Known::new(page, start, end).first(page, start, end) } else { None };
        before.filter(|f| f.body.proper && f.receives()).map(|f| f.body).or_else(|| self.recent.last().cloned())
    }

    /// Whom a telephone number reaches that no name stands beside: the front door, where the words around say which that is.
    fn reached_by_number(&self, page: &Page<'_>) -> Option<Body> {
        let passage = page.passage.passage;
        let near = |anchor: &Anchor| anchor.paragraph == passage.paragraph || anchor.heading.is_some() && anchor.heading == passage.heading;
        let door = |n: &&BodyNote| matches!(&n.note, Note::Is(kind) if kind == "front-door") && n.anchor.as_ref().is_some_and(near);
        let note = self.facts.bodies.iter().rev().find(door)?;
        Some(Body { name: note.name.clone(), full: None, kind: Some("front-door".into()), proper: true })
    }

    fn met(&mut self, found: &Found) {
        if let Some(letters) = &found.letters
            && !self.letters.iter().any(|(l, _)| l == letters)
        {
            let full = found.body.name.rsplit(" of the ").next().map_or_else(|| found.body.name.clone(), Text::from);
            self.letters.push((letters.clone(), full));
        }
        if found.class == "inside" && found.body.name.contains(' ') && self.inside.len() < 12 {
            self.inside.push(found.body.clone());
        }
        if found.body.proper && found.receives() {
            self.recent.push(found.body.clone());
            if self.recent.len() > 12 {
                self.recent.remove(0);
            }
        }
    }

    fn name(&mut self, page: &Page<'_>, from: usize, to: usize) {
        if self.named.len() >= NOTES {
            return;
        }
        let name = page.text(from, to);
        self.named.entry(fold_str(&name)).or_insert_with(|| (name, 0)).1 += 1;
    }

    fn end_row(&mut self) {
        if let Some(served) = self.table.as_ref().and_then(Table::served).filter(|_| self.facts.served.len() < SERVED) {
            self.facts.served.push(served);
        }
        let Some(rows) = self.table.as_mut().map(Table::row) else { return };
        for (drawn, trigger, action, anchor, explained) in rows {
            self.keep(drawn, trigger, action, anchor, explained);
        }
    }

    fn end_table(&mut self) {
        if self.table.is_some() {
            self.end_row();
            self.table = None;
        }
    }
}

#[cfg(test)]
mod tests;
