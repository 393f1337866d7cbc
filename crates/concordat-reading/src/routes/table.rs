//! Rows of tables: columns that say who, what and by when, and cells that are sentences of their own.

use super::body::Found;
use super::limit;
use super::sentence::Drawn;
use super::trigger::{self, Around};
use concordat_register::Anchor;
use concordat_register::route::{Act, BodyNote, Force, Gap, Left, Note, Served, Trigger, Unit};
use concordat_text::{Text, fold_str};

/// What a column holds, by its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// Who does it.
    Who,
    /// By when.
    When,
    /// Whom it goes to.
    To,
    /// A level of need.
    Level,
    /// Who sits for an agency.
    Post,
    /// Anything else.
    Other,
}

/// A cell that has been read.
#[derive(Debug)]
pub(super) struct Cell {
    pub(super) column: u32,
    pub(super) text: Text,
    pub(super) anchor: Anchor,
    pub(super) steps: Vec<(Drawn, Trigger, Text, Anchor, bool)>,
    pub(super) body: Option<Found>,
    pub(super) limits: Vec<limit::Found>,
    pub(super) matter: Option<Text>,
    pub(super) around: Around,
    /// What only some cases have, as its own words say.
    pub(super) own: Vec<Text>,
    /// Whether it says that nobody is settled yet: "to be agreed".
    pub(super) unfilled: bool,
    /// The number that it begins with, where it may be a level of need.
    pub(super) numbered: Option<u8>,
}

/// A table while it is read.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) number: u32,
    pub(super) row: u32,
    pub(super) columns: Vec<(u32, Column)>,
    pub(super) cells: Vec<Cell>,
}

impl Table {
    pub(super) fn column(&self, number: u32) -> Column {
        self.columns.iter().find(|(n, _)| *n == number).map_or(Column::Other, |(_, c)| *c)
    }

    /// What a heading says its column holds.
    pub(super) fn heading(words: &str) -> Column {
        let words = words.trim();
        let has = |list: &[&str]| list.iter().any(|w| words.split(|c: char| !c.is_alphanumeric()).any(|p| p == *w));
        if has(&["when", "time", "timescale", "timescales", "timeframe", "deadline", "within", "limit", "target", "timing", "timeline"])
            || words.contains("how soon")
            || words.contains("by when")
        {
            Column::When
        } else if has(&["who", "agency", "responsible", "responsibility", "lead", "owner", "whom", "body"])
            && !words.contains("tell")
            && !words.contains("contact")
            && !words.contains("refer")
        {
            Column::Who
        } else if words.contains("go to")
            || words.contains("refer to")
            || words.contains("contact")
            || words.contains("goes to")
            || words.contains("first call")
            || words.contains("tell")
            || has(&["destination", "recipient", "route"])
        {
            Column::To
        } else if has(&["post", "posts", "role", "member", "members", "representative", "representatives", "deputy", "seat", "name"]) {
            Column::Post
        } else if has(&["level", "levels", "tier", "tiers", "threshold"]) {
            Column::Level
        } else {
            Column::Other
        }
    }

    /// Who helps at the level of need whose row it is, with the words.
    pub(super) fn served(&self) -> Option<Served> {
        let level = self.cells.iter().find(|c| self.column(c.column) == Column::Level)?;
        let who = self.cells.iter().find(|c| self.column(c.column) == Column::Who)?;
        let number = level.around.levels.first().copied().or(level.numbered)?;
        Some(Served { level: number, body: who.body.as_ref()?.body.clone(), anchor: who.anchor.clone() })
    }

    /// The name that a row gives beside "Front door".
    pub(super) fn door(&self) -> Option<BodyNote> {
        let [label, name] = self.cells.as_slice() else { return None };
        let label = fold_str(&label.text);
        let words = label.trim_end_matches(':').split(' ').filter(|w| !matches!(*w, "the" | "our" | "single" | "one" | "name" | "of"));
        let door = words.eq(["front", "door"]) && !self.columns.iter().any(|(_, kind)| *kind == Column::Post);
        let found = name.body.as_ref().filter(|f| door && f.body.proper)?;
        let whole = name.text.trim_start_matches("the ").trim_start_matches("The ").strip_prefix(found.body.name.as_str())?;
        let local = matches!(found.class.as_str(), "" | "team" | "service" | "project" | "front-door");
        let note = || BodyNote { name: found.body.name.clone(), note: Note::Is("front-door".into()), anchor: Some(name.anchor.clone()) };
        (local && !whole.starts_with([' ', '-'])).then(note)
    }

    /// A row that says what is done, and of who does it only that this is to be agreed.
    pub(super) fn unowned(&self) -> Option<Gap> {
        let who = self.cells.iter().find(|c| self.column(c.column) == Column::Who && c.unfilled)?;
        let what = self.cells.iter().filter(|c| c.column != who.column && c.text.contains(' ')).max_by_key(|c| c.text.len())?;
        let around = &what.around;
        let trigger = Trigger {
            text: what.text.clone(),
            concerns: if around.concerns.is_empty() { around.topic.clone() } else { around.concerns.clone() },
            inherited: around.concerns.is_empty(),
            least: around.ages.0,
            most: around.ages.1,
            narrowed: around.narrowed.clone(),
            levels: around.levels.clone(),
            circumstances: around.circumstances.clone(),
            ..Trigger::default()
        };
        Some(Gap { left: Left::ToNobody, trigger, anchor: what.anchor.clone() })
    }

    /// The steps of the row that has ended, each with its trigger, the words of the act, and its place.
    pub(super) fn row(&mut self) -> Vec<(Drawn, Trigger, Text, Anchor, bool)> {
        let cells = std::mem::take(&mut self.cells);
        let who = cells.iter().find(|c| self.column(c.column) == Column::Who).and_then(|c| c.body.clone());
        let due = cells.iter().find(|c| self.column(c.column) == Column::When);
        let when = due.and_then(|c| c.limits.first()).map(|l| l.limit.clone());
        // The number of a step is no case that it is for.
        let counted = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b')' | b'('));
        let label = cells.first().filter(|c| !counted(&c.text)).map(|c| c.text.clone()).unwrap_or_default();
        let mut made = Vec::new();
        for cell in &cells {
            if self.column(cell.column) == Column::When && !cell.steps.iter().any(|s| s.0.body.is_some()) {
                continue;
            }
            for (drawn, trigger, action, anchor, explained) in &cell.steps {
                let mut drawn = drawn.clone();
                drawn.actor = drawn.actor.or_else(|| who.clone().filter(|_| drawn.order));
                if drawn.order && matches!(drawn.act, Act::Hold | Act::Lead | Act::Decide) {
                    drawn.body = drawn.body.or_else(|| who.clone().filter(Found::receives));
                }
                drawn.limit = drawn.limit.or_else(|| when.clone());
                let mut trigger = trigger.clone();
                if trigger.text.is_empty() && cell.text != label {
                    trigger.text = label.clone();
                }
                // "As soon as enquiries fail": what a row waits for is what its case has.
                if let Some(due) = due.filter(|_| drawn.limit.as_ref().is_some_and(|l| l.unit == Unit::Open)) {
                    trigger.circumstances = trigger::joined(due.own.clone(), &trigger.circumstances);
                }
                made.push((drawn, trigger, action.clone(), anchor.clone(), *explained));
            }
        }
        // A row that says who helps at a level of need, or who sits for an agency, is no step: nobody does anything by it. One that says by
        // when, or where a level goes, is.
        let has = |kind| self.columns.iter().any(|(_, c)| *c == kind);
        if made.is_empty() && (when.is_some() || !has(Column::Post) && (!has(Column::Level) || has(Column::To))) {
            made.extend(self.unworded(&cells, who, when));
        }
        made
    }

    /// A row without a sentence: a step, who takes it and by when; or a case and whom it goes to.
    fn unworded(
        &self,
        cells: &[Cell],
        who: Option<Found>,
        when: Option<concordat_register::route::Limit>,
    ) -> Option<(Drawn, Trigger, Text, Anchor, bool)> {
        let first = cells.first()?;
        let around = &first.around;
        let trigger = |text: Text| Trigger {
            text,
            concerns: if around.concerns.is_empty() { around.topic.clone() } else { around.concerns.clone() },
            inherited: around.concerns.is_empty(),
            least: around.ages.0,
            most: around.ages.1,
            narrowed: around.narrowed.clone(),
            levels: around.levels.clone(),
            circumstances: around.circumstances.clone(),
            ..Trigger::default()
        };
        let drawn = |act, body, actor, limit, matter| Drawn {
            act,
            matter,
            actor,
            body,
            limit,
            force: Force::Does,
            words: (0, 0),
            order: false,
            verb: 0,
        };
        // The number of the step and its name stand in cells of their own: the longest says what is done.
        let others = cells.iter().filter(|c| self.column(c.column) == Column::Other);
        let place = others.max_by_key(|c| (c.text.len(), std::cmp::Reverse(c.column))).unwrap_or(first);
        let said = place.text.split(' ').count() >= 3 || place.matter.is_some();
        let told = who.is_some() && said && self.columns.iter().any(|(_, c)| *c == Column::Who);
        if when.is_some() || told {
            let who = who.filter(Found::receives)?;
            let act = if place.matter.is_some() { Act::Hold } else { Act::Decide };
            let made = drawn(act, Some(who.clone()), Some(who), when, place.matter.clone());
            let mut trigger = trigger(Text::default());
            if made.limit.is_none() {
                // "After three episodes in a month" measures nothing, and says in what case.
                let due = cells.iter().find(|c| self.column(c.column) == Column::When && c.text.contains(' '));
                trigger.text = due.map(|c| c.text.clone()).unwrap_or_default();
                trigger.circumstances = trigger::joined(place.own.clone(), &trigger.circumstances);
                trigger.circumstances = trigger::joined(due.map(|c| c.own.clone()).unwrap_or_default(), &trigger.circumstances);
            }
            return Some((made, trigger, place.text.clone(), place.anchor.clone(), false));
        }
        let to = cells.iter().skip(1).find(|c| self.column(c.column) == Column::To && c.body.as_ref().is_some_and(Found::receives));
        if let Some(cell) = to {
            let limit = cell.limits.first().map(|l| l.limit.clone());
            let made = drawn(Act::Transfer, cell.body.clone(), None, limit, None);
            return Some((made, trigger(first.text.clone()), cell.text.clone(), cell.anchor.clone(), false));
        }
        // "Outreach worker within two working days".
        let cell = cells.iter().skip(1).find(|c| c.body.as_ref().is_some_and(Found::receives) && !c.limits.is_empty())?;
        let limit = cell.limits.first().map(|l| l.limit.clone());
        let made = drawn(Act::Decide, cell.body.clone(), cell.body.clone(), limit, cell.matter.clone());
        Some((made, trigger(first.text.clone()), cell.text.clone(), cell.anchor.clone(), false))
    }
}
