//! Document control: what tables, lines and running headers say of a document, as labels and values.

use crate::Prepared;
use concordat_register::PassageKind;
use concordat_standard::kinds::Kinds;
use concordat_text::fold_str;
use std::collections::BTreeMap;

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slot {
    Title,
    ShortTitle,
    Kind,
    Owner,
    Author,
    ApprovedBy,
    Approved,
    Issued,
    Version,
    Status,
    Review,
    LastReview,
    Audience,
    Marking,
    Period,
}

impl Slot {
    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "title" => Self::Title,
            "short_title" => Self::ShortTitle,
            "kind" => Self::Kind,
            "owner" => Self::Owner,
            "author" => Self::Author,
            "approved_by" => Self::ApprovedBy,
            "approved" => Self::Approved,
            "issued" => Self::Issued,
            "version" => Self::Version,
            "status" => Self::Status,
            "review" => Self::Review,
            "last_review" => Self::LastReview,
            "audience" => Self::Audience,
            "marking" => Self::Marking,
            "period" => Self::Period,
            _ => return None,
        })
    }
}

/// Labels by their folded words.
#[derive(Debug)]
pub(super) struct Labels(BTreeMap<String, Slot>);

/// What a document's control says, in the order met.
#[derive(Debug, Default)]
pub(super) struct Control {
    pairs: Vec<(Slot, String)>,
}

/// How many passages at the front, and at the back, may hold document control.
pub(super) const FRONT: usize = 80;
pub(super) const BACK: usize = 60;

/// The longest line that is read as a label and its value, in bytes.
const LINE: usize = 400;

impl Labels {
    pub(super) fn new(kinds: &Kinds) -> Self {
        let mut labels = BTreeMap::new();
        for (slot, words) in &kinds.labels {
            let Some(slot) = Slot::from_word(slot) else { continue };
            for word in words {
                labels.insert(word.clone(), slot);
            }
        }
        Self(labels)
    }

    /// What `label` asks for: `Document owner (post):` is `Owner`.
    pub(super) fn slot(&self, label: &str) -> Option<Slot> {
        if label.len() > 60 {
            return None;
        }
        let folded = fold_str(label);
        let bare = folded
            .split('(')
            .next()
            .unwrap_or_default()
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '*' | '?' | '-' | '|'));
        if let Some(slot) = self.0.get(bare) {
            return Some(*slot);
        }
        const FRONTS: &[&str] =
            &["document ", "policy ", "procedure ", "protocol ", "strategy ", "guidance ", "current ", "this ", "the ", "of "];
        let mut rest = bare;
        while let Some(shorter) = FRONTS.iter().find_map(|front| rest.strip_prefix(front)) {
            if let Some(slot) = self.0.get(shorter) {
                return Some(*slot);
            }
            rest = shorter;
        }
        None
    }

    /// Splits `Next review March 2015` where no mark parts label and value. Only for lines of document control.
    fn bare_label<'l>(&self, line: &'l str) -> Option<(Slot, &'l str)> {
        let mut cut = line.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at).take(4).collect::<Vec<_>>();
        cut.reverse();
        for at in cut {
            let (label, value) = (line.get(..at)?, line.get(at..)?.trim());
            let starts = value.chars().next()?;
            let marked = starts.is_uppercase() || starts.is_ascii_digit();
            // One word is too little to go by, save where it is hardly ever anything else.
            let telling = label.contains(' ')
                || matches!(label, "Version" | "Owner" | "Author" | "Approved" | "Ratified" | "Adopted" | "Status" | "Audience");
            if marked
                && telling
                && let Some(slot) = self.slot(label)
            {
                return Some((slot, value));
            }
        }
        None
    }
}

impl Control {
    /// Reads the front and the back of a document, and what runs along its pages.
    pub(super) fn read(prepared: &Prepared<'_>, labels: &Labels) -> Self {
        let mut control = Self::default();
        let mut rows: BTreeMap<(u32, u32), Vec<(u32, &str)>> = BTreeMap::new();
        let total = prepared.passages.len();
        let mut waiting: Option<Slot> = None;
        for (index, passage) in prepared.passages.iter().enumerate() {
            if index >= FRONT && index + BACK < total {
                continue;
            }
            if let PassageKind::Cell { table, row, column, .. } = passage.passage.kind {
                rows.entry((table, row)).or_default().push((column, passage.text));
                continue;
            }
            if passage.text.len() > LINE && !passage.text.contains('\n') {
                waiting = None;
                continue;
            }
            for line in passage.text.lines() {
                if let Some(slot) = waiting.take().filter(|_| line.len() < 120 && labels.slot(line).is_none()) {
                    control.push(slot, line);
                }
                waiting = control.line(line, labels);
            }
        }
        control.tables(&rows, labels);
        for line in prepared.document.running_words() {
            for part in line.split(['|', '\t', '\n']).flat_map(|p| p.split("  ")) {
                control.line(part, labels);
            }
        }
        control
    }

    /// Every value of a slot, in the order met.
    pub(super) fn all(&self, slot: Slot) -> impl Iterator<Item = &str> {
        self.pairs.iter().filter(move |(s, _)| *s == slot).map(|(_, value)| value.as_str())
    }

    /// The first value of a slot.
    pub(super) fn first(&self, slot: Slot) -> Option<&str> {
        self.pairs.iter().find(|(s, _)| *s == slot).map(|(_, value)| value.as_str())
    }

    fn push(&mut self, slot: Slot, value: &str) {
        let value = value.trim().trim_start_matches([':', '-', '\u{2013}', '\u{2014}']).trim();
        if !value.is_empty() && !is_blank(value) {
            self.pairs.push((slot, value.to_owned()));
        }
    }

    /// Reads one line; gives the slot that waits for its value on the next.
    fn line(&mut self, line: &str, labels: &Labels) -> Option<Slot> {
        let line = line.trim();
        if line.is_empty() || line.len() > LINE {
            return None;
        }
        for part in line.split(['|', ';', '\t']).flat_map(sentences) {
            let part = part.trim();
            let split = part.split_once(':').or_else(|| part.split_once(" \u{2013} ")).or_else(|| part.split_once(" - "));
            if let Some((label, value)) = split
                && let Some(slot) = labels.slot(label)
            {
                if value.trim().is_empty() {
                    return Some(slot);
                }
                self.push(slot, value);
            } else if part.len() <= 120
                && let Some((slot, value)) = labels.bare_label(part)
            {
                self.push(slot, value);
            }
        }
        None
    }

    fn tables(&mut self, rows: &BTreeMap<(u32, u32), Vec<(u32, &str)>>, labels: &Labels) {
        let mut heads: Option<(u32, Vec<(u32, Slot)>)> = None;
        let mut best: Option<(u32, Vec<(Slot, String)>)> = None;
        for ((table, row), cells) in rows {
            if heads.as_ref().is_some_and(|(t, _)| t != table) {
                heads = None;
                self.settle(best.take());
            }
            let slots: Vec<(u32, Slot)> = cells.iter().filter_map(|&(column, text)| Some((column, labels.slot(text)?))).collect();
            // A first row of labels heads a history of versions: "Version, Date, Author".
            if heads.is_none()
                && cells.len() >= 3
                && slots.len() >= 2
                && slots.len() * 2 >= cells.len()
                && !(slots.len() * 2 == cells.len() && alternate(&slots))
            {
                heads = Some((*table, slots));
                continue;
            }
            if let Some((_, columns)) = &heads {
                let made: Vec<(Slot, String)> = columns
                    .iter()
                    .filter_map(|&(column, slot)| cells.iter().find(|(c, _)| *c == column).map(|&(_, text)| (slot, text.to_owned())))
                    .collect();
                // The row of the highest version speaks for the document, whichever way the history runs.
                let rank = made.iter().find(|(slot, _)| *slot == Slot::Version).map_or(*row, |(_, v)| rank_of(v));
                if best.as_ref().is_none_or(|(r, _)| rank >= *r) {
                    best = Some((rank, made));
                }
                continue;
            }
            if *row <= 1 && heads_people(cells, rows.get(&(*table, row + 1)), labels) {
                continue;
            }
            let pair = cells.len() == 2;
            let mut cells = cells.iter().peekable();
            while let Some((_, label)) = cells.next() {
                if let Some(slot) = labels.slot(label) {
                    let value = cells.next_if(|(_, text)| pair || slot == Slot::Status || labels.slot(text).is_none());
                    if let Some((_, value)) = value {
                        self.push(slot, value);
                    }
                } else if label.len() <= 160 {
                    for line in label.lines() {
                        self.line(line, labels);
                    }
                }
            }
        }
        self.settle(best);
    }

    fn settle(&mut self, best: Option<(u32, Vec<(Slot, String)>)>) {
        for (slot, value) in best.into_iter().flat_map(|(_, made)| made) {
            self.push(slot, &value);
        }
    }
}

/// Whether a first row heads a list of people, "Name, Agency", or a table of things that have names, and is no label with its value: what follows under it is no label.
fn heads_people(cells: &[(u32, &str)], next: Option<&Vec<(u32, &str)>>, labels: &Labels) -> bool {
    let name = cells.first().is_some_and(|(_, text)| matches!(fold_str(text).trim(), "name" | "names" | "subject"));
    // "Tier, Name, What it looks like": a column of names in a table that goes on as wide.
    let column = cells.len() > 2
        && next.is_some_and(|row| row.len() == cells.len())
        && cells.iter().any(|(_, text)| labels.slot(text) == Some(Slot::Title));
    (name || column) && next.and_then(|row| row.first()).is_some_and(|(_, text)| labels.slot(text).is_none())
}

/// Whether labels stand in every other column, as in a table of label, value, label, value.
fn alternate(slots: &[(u32, Slot)]) -> bool {
    slots.windows(2).all(|pair| matches!(pair, [(a, _), (b, _)] if b - a >= 2))
}

/// The sentences of a line: parted by a full stop, a space and a capital.
fn sentences(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(at) = rest
        .match_indices(". ")
        .find(|(at, _)| rest.get(at + 2..).and_then(|r| r.chars().next()).is_some_and(char::is_uppercase))
        .map(|(at, _)| at)
    {
        parts.push(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    parts.push(rest.trim_end_matches('.'));
    parts
}

/// Values that say that there is none.
fn is_blank(value: &str) -> bool {
    let folded = fold_str(value);
    matches!(
        folded.trim_matches(['.', '-', '_', ' ']),
        "" | "tbc" | "tba" | "n/a" | "na" | "none" | "not applicable" | "to be confirmed" | "to be agreed" | "pending" | "xx" | "not set"
    )
}

/// A version as one number that orders: 2.1 is 2001.
fn rank_of(version: &str) -> u32 {
    let digits = version.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mut parts = digits.split(|c: char| !c.is_ascii_digit()).map(|p| p.parse::<u32>().unwrap_or(0));
    let major = parts.next().unwrap_or(0).min(4_000_000);
    major * 1000 + parts.next().unwrap_or(0).min(999)
}
