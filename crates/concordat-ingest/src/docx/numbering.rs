//! Automatic numbers, computed as Word shows them.
//!
//! A paragraph names a list (`numId`), itself or through its style; the list names an abstract list, whose levels say how each is counted
//! and written. Lists that share an abstract list count on together, unless one starts a level afresh (`startOverride`).

use super::styles::{NumberProperties, Resolved, Styles};
use crate::Limits;
use crate::numeral::Numeral;
use crate::xml::{Element, Ns, Pull, Source};
use std::collections::{BTreeMap, BTreeSet};

/// Levels of a list.
const LEVELS: usize = 9;

/// How one level is counted and written.
#[derive(Debug, Clone)]
struct Level {
    start: u32,
    format: Numeral,
    /// `%1.%2` with whatever stands around.
    text: String,
    /// Whether every number in it is written in digits.
    legal: bool,
    /// Which level, from 1, starts it afresh; 0 for none. Where it says nothing, any level above.
    restart: Option<u32>,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Self { start: 0, format: Numeral::Decimal, text: String::new(), legal: false, restart: None, style: None }
    }
}

#[derive(Debug, Default)]
struct Abstract {
    levels: BTreeMap<u8, Level>,
    /// The numbering style this list takes its levels from.
    link: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    abstract_id: u32,
    starts: BTreeMap<u8, u32>,
    levels: BTreeMap<u8, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: BTreeMap<u32, Abstract>,
    lists: BTreeMap<u32, List>,
}

/// Where the counting stands.
#[derive(Debug, Default)]
pub(super) struct Counters {
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    started: BTreeSet<(u32, u8)>,
}

/// A paragraph's place in a list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Depth from 1.
    pub(super) depth: u8,
    /// Its number as shown; none for a bullet.
    pub(super) label: Option<String>,
}

impl Numbering {
    /// Reads the numbering part.
    pub(super) fn read(source: &Source, limits: &Limits) -> Self {
        let mut pull = Pull::new(source, limits);
        let mut all = Self::default();
        while let Some(element) = pull.next_within(0) {
            if element.is(Ns::Word, "abstractNum") {
                if let Some(id) = element.number("abstractNumId") {
                    let read = read_abstract(&mut pull);
                    all.abstracts.insert(id, read);
                }
            } else if element.is(Ns::Word, "num")
                && let Some(id) = element.number("numId")
            {
                let read = read_list(&mut pull);
                all.lists.insert(id, read);
            }
        }
        all
    }

    /// Counts a paragraph and says what number it shows; none where it is in no list.
    pub(super) fn count(&self, direct: NumberProperties, style: &Resolved, styles: &Styles, counters: &mut Counters) -> Option<Numbered> {
        let id = direct.id.or(style.number.id).filter(|&id| id != 0)?;
        let list = self.lists.get(&id)?;
        let abstract_id = self.home(list.abstract_id, styles);
        let home = self.abstracts.get(&abstract_id)?;
        let own = if direct.id.is_some() { None } else { style_level(home, style) };
        let level = direct.level.or(own).or(style.number.level).unwrap_or(0).min(8);
        let get = |at: u8| list.levels.get(&at).or_else(|| home.levels.get(&at));
        let this = get(level)?;
        let counts = counters.counts.entry(abstract_id).or_default();
        let start_of = |at: u8| list.starts.get(&at).copied().or_else(|| get(at).map(|l| l.start)).unwrap_or(0);
        if counters.started.insert((id, level))
            && let Some(start) = list.starts.get(&level)
            && let Some(count) = counts.get_mut(usize::from(level))
        {
            *count = start.checked_sub(1);
            if start == &0 {
                *count = None;
            }
        }
        for (at, count) in (0..level).zip(counts.iter_mut()) {
            // A level above that was passed over counts as begun: it shows its first number, and its next is the second.
            *count = Some(count.unwrap_or_else(|| start_of(at)));
        }
        let count = counts.get_mut(usize::from(level))?;
        *count = Some(count.map_or_else(|| start_of(level), |n| n.saturating_add(1)));
        for (at, count) in (level + 1..).zip(counts.iter_mut().skip(usize::from(level) + 1)) {
            let restart = get(at).and_then(|l| l.restart);
            if restart.is_none_or(|by| u32::from(level) < by) {
                *count = None;
            }
        }
        Some(Numbered { depth: level + 1, label: label(this, counts, get) })
    }

    /// The abstract list that holds the levels: a linked one takes them through its style.
    fn home(&self, id: u32, styles: &Styles) -> u32 {
        let mut id = id;
        for _ in 0..8 {
            let Some(list) = self.abstracts.get(&id) else { break };
            let Some(link) = list.link.as_deref().filter(|_| list.levels.is_empty()) else { break };
            let next = styles.get(link).and_then(|s| s.number.id).and_then(|n| self.lists.get(&n)).map(|l| l.abstract_id);
            match next {
                Some(next) if next != id => id = next,
                _ => break,
            }
        }
        id
    }
}

/// The level that names the style, or one the style is based on.
fn style_level(home: &Abstract, style: &Resolved) -> Option<u8> {
    style.chain.iter().find_map(|id| home.levels.iter().find(|(_, l)| l.style.as_deref() == Some(id)).map(|(&at, _)| at))
}

fn label<'l>(this: &Level, counts: &[Option<u32>; LEVELS], get: impl Fn(u8) -> Option<&'l Level>) -> Option<String> {
    if this.format == Numeral::Bullet || this.text.is_empty() {
        return None;
    }
    let mut out = String::new();
    let mut chars = this.text.chars().peekable();
    while let Some(c) = chars.next() {
        let digit = (c == '%').then(|| chars.peek().and_then(|d| d.to_digit(10))).flatten().filter(|&d| d > 0);
        let Some(digit) = digit else {
            out.push(c);
            continue;
        };
        chars.next();
        let at = u8::try_from(digit - 1).unwrap_or(8);
        let Some(count) = counts.get(usize::from(at)).copied().flatten() else { continue };
        let format = get(at).map_or(Numeral::Decimal, |l| l.format);
        let format = if this.legal && format != Numeral::None { Numeral::Decimal } else { format };
        format.write(count, &mut out);
    }
    Some(out).filter(|l| l.chars().any(char::is_alphanumeric))
}

fn read_abstract(pull: &mut Pull<'_>) -> Abstract {
    let depth = pull.depth();
    let mut read = Abstract::default();
    while let Some(element) = pull.next_within(depth) {
        if element.is(Ns::Word, "lvl") {
            let at = level_of(&element);
            let level = read_level(pull);
            read.levels.insert(at, level);
        } else if element.is(Ns::Word, "numStyleLink") {
            read.link = element.val().map(std::borrow::Cow::into_owned);
        }
    }
    read
}

fn read_list(pull: &mut Pull<'_>) -> List {
    let depth = pull.depth();
    let mut read = List::default();
    let mut at = 0;
    while let Some(element) = pull.next_within(depth) {
        match element.name {
            "abstractNumId" => read.abstract_id = element.number("val").unwrap_or(0),
            "lvlOverride" => at = level_of(&element),
            "startOverride" => {
                read.starts.insert(at, element.number("val").unwrap_or(0));
            }
            "lvl" => {
                let at = level_of(&element);
                let level = read_level(pull);
                read.levels.insert(at, level);
            }
            _ => {}
        }
    }
    read
}

fn level_of(element: &Element<'_>) -> u8 {
    u8::try_from(element.number("ilvl").unwrap_or(0).min(8)).unwrap_or(8)
}

fn read_level(pull: &mut Pull<'_>) -> Level {
    let depth = pull.depth();
    let mut level = Level::default();
    while let Some(element) = pull.next_within(depth) {
        match element.name {
            "start" => level.start = element.number("val").unwrap_or(0),
            "numFmt" => level.format = Numeral::of(&element.val().unwrap_or_default()),
            "lvlText" => level.text = element.val().unwrap_or_default().chars().take(64).collect(),
            "isLgl" => level.legal = element.is_on(),
            "lvlRestart" => level.restart = element.number("val"),
            "pStyle" => level.style = element.val().map(std::borrow::Cow::into_owned),
            _ => {}
        }
    }
    level
}
