//! Counting of lists and headings in an OpenDocument text.

use crate::numeral::Numeral;
use std::collections::BTreeMap;

/// Levels of a list.
const LEVELS: usize = 10;

/// How one level is counted and written.
#[derive(Debug, Clone)]
pub(super) struct Level {
    pub(super) numeral: Numeral,
    pub(super) prefix: String,
    pub(super) suffix: String,
    /// How many levels, this one and those above, the number shows.
    pub(super) shown: u32,
    pub(super) start: u32,
    /// LibreOffice's own pattern, such as `%1%.%2%)`; it wins over the others.
    pub(super) pattern: Option<String>,
}

/// The levels of a list style, from 1.
#[derive(Debug, Clone, Default)]
pub(super) struct ListStyle {
    pub(super) levels: BTreeMap<u8, Level>,
}

/// Where the counting of one list stands.
#[derive(Debug, Clone, Default)]
pub(super) struct Counts([Option<u32>; LEVELS]);

impl Counts {
    /// Counts an item at `level` (from 1) and gives its number as shown; none for a bullet. `start` begins afresh.
    pub(super) fn count(&mut self, level: u8, start: Option<u32>, style: &ListStyle) -> Option<String> {
        let at = usize::from(level.max(1)) - 1;
        let first = |at: usize| u8::try_from(at + 1).ok().and_then(|l| style.levels.get(&l)).map_or(1, |l| l.start);
        let count = self.0.get_mut(at)?;
        *count = Some(start.unwrap_or_else(|| count.map_or_else(|| first(at), |n| n.saturating_add(1))));
        for deeper in self.0.iter_mut().skip(at + 1) {
            *deeper = None;
        }
        let this = style.levels.get(&level)?;
        if this.numeral == Numeral::Bullet || (this.numeral == Numeral::None && this.pattern.is_none()) {
            return None;
        }
        let number = |at: usize, out: &mut String| {
            let numeral = u8::try_from(at + 1).ok().and_then(|l| style.levels.get(&l)).map_or(Numeral::Decimal, |l| l.numeral);
            numeral.write(self.0.get(at).copied().flatten().unwrap_or_else(|| first(at)), out);
        };
        let label = match &this.pattern {
            Some(pattern) => by_pattern(pattern, number),
            None => {
                let shown = usize::try_from(this.shown.max(1)).unwrap_or(1);
                let mut out = this.prefix.clone();
                let mut numbers = Vec::new();
                for at in (at + 1).saturating_sub(shown)..=at {
                    let mut one = String::new();
                    number(at, &mut one);
                    if !one.is_empty() {
                        numbers.push(one);
                    }
                }
                out.push_str(&numbers.join("."));
                out + &this.suffix
            }
        };
        Some(label).filter(|l| l.chars().any(char::is_alphanumeric))
    }
}

fn by_pattern(pattern: &str, number: impl Fn(usize, &mut String)) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        match after.split_once('%').and_then(|(n, rest)| n.parse::<usize>().ok().map(|n| (n, rest))) {
            Some((n, left)) if (1..=LEVELS).contains(&n) => {
                number(n - 1, &mut out);
                rest = left;
            }
            _ => {
                out.push('%');
                rest = after;
            }
        }
    }
    out + rest
}
