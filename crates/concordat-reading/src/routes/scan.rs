//! What is known while a document is read: headings, lead-ins, bodies named, and what pronouns stand for.

use super::body::{Found, Known};
use super::page::Page;
use super::sentence::Drawn;
use super::table::Table;
use super::trigger::{self, Around};
use super::{LONGEST, Lead, NAMES, SERVED, STEPS, Scan, after, lexicon};
use concordat_register::Anchor;
use concordat_register::route::{AS_ADULT, AS_CHILD, Act, Body, BodyNote, Force, Mention, Note, Step, Trigger};
use concordat_text::{Text, fold_str};

/// What narrows a case where a heading names it, even where it says no "if".
const NARROWING: [&str; 5] = ["danger", "custody", "out-of-hours", "high-risk", "lower-risk"];

/// Places of each thing that cases turn on that are kept of one document.
const MENTIONS: usize = 2;

/// Words of a line that is a condition and nothing besides.
const LABEL: usize = 10;

/// What a lead-in says of the case of what follows.
fn stated(page: &Page<'_>, from: usize, to: usize) -> Around {
    Around {
        text: Some(trigger::cut(page.source(from, to))),
        concerns: trigger::concerns(page, from, to),
        topic: Vec::new(),
        ages: trigger::ages(page, from, to),
        narrowed: trigger::ids(page, from, to),
        levels: trigger::levels(page, from, to),
        circumstances: trigger::circumstances(page, (from, to), to),
    }
}

/// A panel by its name.
pub(super) fn panel_called(name: &Text) -> Body {
    Body { name: name.clone(), full: None, kind: Some("panel".into()), proper: true }
}

impl Scan {
    /// The panel whose terms of reference these are, or that the heading is about.
    pub(super) fn own_panel(&self) -> Option<Body> {
        let named = |b: &&Body| b.proper && b.kind.as_deref() == Some("panel");
        // Terms of two panels name both in their title, and each in its part.
        let own = self.own.as_ref().map(panel_called);
        let part = || self.recent.iter().rev().find(named).or_else(|| self.parts.last().map(|(_, b)| b)).cloned();
        match own.filter(|panel| !panel.name.contains(" and ")) {
            Some(panel) => Some(panel),
            None => part().or_else(|| self.own.as_ref().map(panel_called)),
        }
    }

    /// A heading: what it is about, and its words.
    pub(super) fn head(&mut self, page: &Page<'_>) {
        let heading = page.passage.passage.heading.and_then(|h| page.prepared.document.headings.get(h.0 as usize));
        let level = heading.map_or(1, |h| h.level);
        self.topics.retain(|(depth, _)| *depth < level);
        self.parts.retain(|(depth, _)| *depth < level);
        self.narrowed.retain(|(depth, _)| *depth < level);
        self.circumstances.retain(|(depth, _)| *depth < level);
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
        match level {
            1 if self.facts.titled.is_empty() => self.facts.titled = found,
            2.. if !found.is_empty() => self.topics.push((level, found)),
            _ => {}
        }
        // "If the risk is high", "Out of hours": what stands below is for that case.
        let supposed = (0..end).any(|n| page.is(n, lexicon::flag::IF));
        let own = |id: &Text| supposed || NARROWING.contains(&id.as_str());
        let narrowed: Vec<Text> = trigger::ids(page, 0, end).into_iter().filter(own).collect();
        if !narrowed.is_empty() && level > 1 {
            self.narrowed.push((level, narrowed));
        }
        let circumstances = trigger::circumstances(page, (0, end), end);
        // Sections may be headings of the first level, as the title is, which stands first.
        let section = level > 1 || page.passage.passage.heading.is_some_and(|h| h.0 > 0);
        if !circumstances.is_empty() && section {
            self.circumstances.push((level, circumstances));
        }
        let all: Vec<Text> = self.circumstances.iter().flat_map(|(_, ids)| ids).cloned().collect();
        self.facts.headed.extend(page.passage.passage.heading.filter(|_| !all.is_empty()).map(|heading| (heading, all)));
        let known = Known::new(page, 0, end);
        let all = known.all(page, 0, end);
        self.actor = after::actor_of(page, &all, end).filter(|_| level > 1);
        // A title may name two panels that share one set of terms.
        let title = fold_str(&self.heading).contains("terms of reference");
        let panel = all.iter().find(|f| f.class == "panel" && f.body.proper).filter(|_| !title);
        self.parts.extend(panel.map(|f| (level, f.body.clone())));
        for found in all.into_iter().filter(|f| f.body.proper && f.receives()) {
            self.met(&found);
        }
    }

    /// What the words around the next passage say of a case.
    pub(super) fn around(&self) -> Around {
        let topic = self.topics.last().map_or_else(|| self.theme.clone(), |(_, t)| t.clone());
        let mut around = match &self.lead {
            Some(lead) => Around { topic, ..lead.around.clone() },
            None => Around { topic, ..Around::default() },
        };
        around.narrowed.extend(self.narrowed.iter().flat_map(|(_, ids)| ids).cloned());
        let heads: Vec<Text> = self.circumstances.iter().flat_map(|(_, ids)| ids).cloned().collect();
        around.circumstances = trigger::joined(heads, &around.circumstances);
        around
    }

    /// What the first cell of a row, or else this one, says of its case.
    pub(super) fn around_cell(&self, page: &Page<'_>, end: usize) -> Around {
        let mut around = self.around();
        // A section on what comes later may end with a table that sums up the whole.
        let staged = |id: &Text| page.lexicon.rows.circumstances.circumstance(id).is_some_and(|row| row.back.is_some());
        let headed = |id: &Text| self.circumstances.iter().any(|(_, ids)| ids.contains(id));
        around.circumstances.retain(|id| !(staged(id) && headed(id)));
        let of_row = self.table.as_ref().and_then(|t| t.cells.first()).map(|c| c.around.clone());
        if let Some(row) = of_row {
            around = Around { topic: around.topic, ..row };
        } else {
            let found = trigger::concerns(page, 0, end);
            around.concerns = if found.is_empty() { around.concerns } else { found };
            around.ages = trigger::ages(page, 0, end);
            around.narrowed = trigger::narrowed(trigger::ids(page, 0, end), &around.narrowed);
            let end = end.min(LONGEST);
            around.circumstances = trigger::joined(trigger::circumstances(page, (0, end), end), &around.circumstances);
        }
        let levels = trigger::levels(page, 0, end.min(LONGEST));
        if !levels.is_empty() {
            around.levels = levels;
        }
        around
    }

    /// Takes note of a lead-in: "The designated safeguarding lead must:".
    pub(super) fn lead_in(&mut self, page: &Page<'_>) {
        let text = page.passage.text.trim_end();
        if !text.ends_with(':') {
            // "If a child is in danger now", in a box, and what to do in the paragraph below.
            let end = page.tokens.list.len();
            let alone = end <= LABEL && page.is(0, lexicon::flag::IF) && !text.ends_with(['.', ';', ',', '!', '?']);
            self.label = alone.then(|| Lead { actor: None, order: Force::Must, around: stated(page, 0, end) });
            return;
        }
        let (from, to) = page.tokens.sentence(page.tokens.sentences.len().saturating_sub(1));
        // What stands right before the colon says who acts; a passage without a full stop is not gone through whole.
        let from = from.max(to.saturating_sub(LONGEST));
        let known = Known::new(page, from, to);
        let order = match (from..to).rev().find(|&n| page.is(n, lexicon::flag::AUXILIARY)) {
            Some(at) if page.is(at, lexicon::flag::SHOULD) => Force::Should,
            Some(at) if page.is(at, lexicon::flag::MAY) => Force::May,
            Some(at) if page.is(at, lexicon::flag::WILL) => Force::Does,
            _ => Force::Must,
        };
        let around = stated(page, from, to);
        let comma = (from..to).rev().find(|&n| page.before(n) == crate::phrase::Break::Comma).unwrap_or(from);
        let actor = known.first(page, comma, to).or_else(|| known.first(page, from, to));
        self.lead = Some(Lead { actor, order, around });
    }

    pub(super) fn keep(&mut self, drawn: Drawn, trigger: Trigger, action: Text, anchor: Anchor, explained: bool) {
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
            held_back: None,
            before: Text::default(),
            next: None,
            by_hand: false,
            anchor,
        };
        self.matter = step.matter.clone().or(self.matter.take());
        if !self.told_who(&step) {
            self.push(step);
        }
    }

    /// Whether a step says no more than who takes the one before it, "The Tarn Project carries it out": that one is theirs then.
    fn told_who(&mut self, step: &Step) -> bool {
        let of_it = |s: &&mut Step| {
            let place = s.act == Act::Hold && s.body.is_none() && s.anchor.paragraph == step.anchor.paragraph;
            place && s.matter == step.matter && s.anchor.span.end <= step.anchor.span.start
        };
        let own = step.act == Act::Hold && step.limit.is_none() && step.body.is_some();
        let Some(before) = self.facts.steps.last_mut().filter(|_| own).filter(of_it) else { return false };
        before.actor = before.actor.take().or_else(|| step.actor.clone());
        before.body.clone_from(&step.body);
        true
    }

    /// Lets "the coordinator", "it" and "we" be the body that was named before, and takes note of bodies named. False where a
    /// pronoun stands for nobody known.
    pub(super) fn resolve(&mut self, page: &Page<'_>, from: usize, drawn: &mut Drawn) -> bool {
        // "The Quay Panel lists the child": for itself.
        let lists = drawn.actor.as_ref().filter(|a| a.body.proper && a.class == "panel").map(|a| a.body.clone());
        for found in drawn.actor.iter_mut().chain(drawn.body.as_mut()).filter(|f| !f.body.proper) {
            match found.class.as_str() {
                "pronoun" | "unsaid" | "number" => {
                    let Some(body) = self.stands_for(page, from, found) else { return false };
                    found.body = body;
                    found.class.clear();
                }
                "own" => {
                    // "The coordinator lists the child": for the panel whose terms these are.
                    let Some(panel) = lists.clone().or_else(|| self.own_panel()) else { return false };
                    found.body = panel;
                    found.class = "panel".to_owned();
                }
                _ => self.name_in_full(page, from, found),
            }
        }
        for found in drawn.actor.clone().iter().chain(drawn.body.clone().iter()) {
            self.met(found);
        }
        true
    }

    /// Lets a noun alone, "the coordinator", be the post, panel or team of that noun that was named before.
    pub(super) fn name_in_full(&self, page: &Page<'_>, from: usize, found: &mut Found) {
        if !matches!(found.class.as_str(), "post" | "panel" | "team" | "project") || found.body.proper || found.body.name.contains(' ') {
            return;
        }
        let name = found.body.name.to_lowercase();
        let ends = |b: &&Body| fold_str(b.full.as_deref().unwrap_or(&b.name)).split(' ').any(|w| w == name);
        if let Some(full) = self.recent.iter().rev().find(ends) {
            found.body.full = Some(full.full.clone().unwrap_or_else(|| full.name.clone()));
            found.body.proper = true;
        } else if let Some(panel) = self.own_panel().filter(|_| found.class == "panel" && name == "panel") {
            // "The panel leads on the plan", in the terms of reference of a panel.
            found.body = panel;
        } else if let Some(inside) = self.inside.iter().rev().find(|b| fold_str(&b.name).ends_with(&name)) {
            // "Tell the designated safeguarding lead. The lead rings the hub."
            found.body = inside.clone();
            found.class = "inside".to_owned();
        } else if let Some(panel) = self.panel_before(page, from, found).filter(|_| found.class == "post") {
            // The coordinator in a panel's terms of reference, or to whom its form is sent, is that panel's.
            found.body.full = Some(format!("{panel} {name}").into());
            found.body.proper = true;
        }
    }

    /// The body that a pronoun stands for, or that a referral goes to where the sentence leaves it unsaid.
    pub(super) fn stands_for(&self, page: &Page<'_>, from: usize, found: &Found) -> Option<Body> {
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
        // "Where the hub sees no need, it closes the case": the one that the condition is about.
        if page.is(from, lexicon::flag::IF) && page.is(found.from, lexicon::flag::PRONOUN) {
            let own = Known::new(page, from, found.from).at(page, from + 1, found.from, true);
            if let Some(own) = own.filter(|f| f.body.proper && f.receives()) {
                return Some(own.body);
            }
        }
        // What the sentence before is about, else what was named last.
        let (start, end) = page.tokens.sentence(page.tokens.sentence_of(from.saturating_sub(1)));
        let before = if from > 0 { Known::new(page, start, end).first(page, start, end) } else { None };
        before.filter(|f| f.body.proper && f.receives()).map(|f| f.body).or_else(|| self.recent.last().cloned())
    }

    /// Whom a telephone number reaches that no name stands beside: the front door, where the words around say which that is.
    pub(super) fn reached_by_number(&self, page: &Page<'_>) -> Option<Body> {
        let passage = page.passage.passage;
        let near = |anchor: &Anchor| anchor.paragraph == passage.paragraph || anchor.heading.is_some() && anchor.heading == passage.heading;
        let door = |n: &&BodyNote| matches!(&n.note, Note::Is(kind) if kind == "front-door") && n.anchor.as_ref().is_some_and(near);
        let note = self.facts.bodies.iter().rev().find(door)?;
        Some(Body { name: note.name.clone(), full: None, kind: Some("front-door".into()), proper: true })
    }

    pub(super) fn met(&mut self, found: &Found) {
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

    /// Takes note of what cases turn on, and of how young people who harm are met.
    pub(super) fn mention(&mut self, page: &Page<'_>) {
        let end = page.tokens.list.len();
        let rows = &page.lexicon.rows.circumstances.turns;
        let hits = page.found(&page.lexicon.mentions, 0, end);
        for hit in &hits {
            let owner = hit.owner as usize;
            let as_adult = owner == rows.len();
            let id = rows.get(owner).map_or(if as_adult { AS_ADULT } else { AS_CHILD }, |row| row.id.as_str());
            let known = |m: &&Mention| m.id == *id;
            let here = |m: &Mention| m.anchor.paragraph == page.passage.passage.paragraph;
            if self.facts.mentions.iter().filter(known).count() >= MENTIONS || self.facts.mentions.iter().filter(known).any(here) {
                continue;
            }
            let sentence = page.tokens.sentence(page.tokens.sentence_of(hit.whole.0));
            let (from, to) = (sentence.0.max(hit.whole.0.saturating_sub(LONGEST)), sentence.1.min(hit.whole.0 + LONGEST).min(end));
            // "Not to be treated as an adult would be" holds the words of the other too. Hits stand in order, and few so near.
            let near = hits.iter().skip(hits.partition_point(|m| m.whole.0 < from)).take_while(|m| m.whole.0 < to);
            let denied = || near.clone().any(|m| m.owner as usize == rows.len() + 1);
            let says = |set| page.says(set, from, to);
            if as_adult && (denied() || !says(&page.lexicon.young) || !says(&page.lexicon.of_harm)) {
                continue;
            }
            let (least, most) = trigger::ages(page, from, to);
            // "Is dealt with as an adult: arrest, charge": what comes of it is no case that it is said of.
            let (concerns, narrowed) = (trigger::concerns(page, from, to), trigger::ids(page, from, hit.whole.0));
            self.facts.mentions.push(Mention { id: id.into(), least, most, concerns, narrowed, anchor: page.anchor(from, to) });
        }
    }

    pub(super) fn name(&mut self, page: &Page<'_>, from: usize, to: usize) {
        let name = page.text(from, to);
        let folded = fold_str(&name);
        if self.named.len() >= NAMES && !self.named.contains_key(&folded) {
            self.facts.more_names = true;
            return;
        }
        self.named.entry(folded).or_insert_with(|| (name, 0)).1 += 1;
    }

    /// The panel whose post a lone noun names: that of the document, or the one whose form is spoken of right before it.
    fn panel_before(&self, page: &Page<'_>, from: usize, found: &Found) -> Option<Text> {
        if self.own.is_some() {
            return self.own_panel().map(|p| p.name);
        }
        let known = Known::new(page, from, found.from);
        let panel = known.all(page, from, found.from).into_iter().rev().find(|f| f.class == "panel" && f.body.proper)?;
        matches!(page.word(panel.to), "form" | "referral" | "checklist" | "list" | "agenda").then_some(panel.body.name)
    }

    /// Keeps a step, or counts it where there are too many.
    pub(super) fn push(&mut self, step: Step) {
        if self.facts.steps.len() >= STEPS {
            self.lose(1);
            return;
        }
        self.facts.steps.push(step);
        self.runs.push(self.run);
    }

    /// Counts what is not kept.
    pub(super) fn lose(&mut self, more: usize) {
        self.facts.lost = self.facts.lost.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
    }

    pub(super) fn end_row(&mut self) {
        if let Some(served) = self.table.as_ref().and_then(Table::served).filter(|_| self.facts.served.len() < SERVED) {
            self.facts.served.push(served);
        }
        self.facts.bodies.extend(self.table.as_ref().and_then(Table::door));
        self.facts.gaps.extend(self.table.as_ref().and_then(Table::unowned));
        let Some(rows) = self.table.as_mut().map(Table::row) else { return };
        for (drawn, trigger, action, anchor, explained) in rows {
            self.keep(drawn, trigger, action, anchor, explained);
        }
    }

    pub(super) fn end_table(&mut self) {
        if self.table.is_some() {
            self.end_row();
            self.table = None;
        }
    }
}
