//! Blocking: which pairs of rows are worth comparing, found by keys that rows of one child are likely to share.
//!
//! No pair is held: for one row at a time the later rows that share any key with it are gathered, sorted and handed on, each once.

use crate::birth::Day;
use crate::hash;
use crate::records::{Code, Entry, Records};
use rayon::prelude::*;

/// Bits of a packed key that hold the row.
const ROW_BITS: u32 = 26;
const ROW_MASK: u64 = (1 << ROW_BITS) - 1;
/// The most rows that can be linked at once.
pub const MOST_ROWS: usize = 1 << ROW_BITS;
/// Rows up to which every pair is compared, and no key is needed.
const ALL_PAIRS: usize = 700;
/// A block of more rows than this is not used: its key is too usual to mean anything, and other keys are narrower.
const HOT: usize = 300;
/// The same for keys of names that say little of where or when.
const HOT_NAMES: usize = 100;
/// Set in keys of the second kind.
const NAMES: u64 = 1 << 63;

/// How many rows are compared by one comparer: long runs, since it remembers the names it met, and enough of them for every core.
pub(crate) fn chunk(rows: usize) -> usize {
    (rows / 32).max(1024)
}

/// Where blocks begin and end in the sorted keys, for each row.
pub(crate) struct Blocks {
    rows: usize,
    /// Key and row, packed; sorted.
    keys: Vec<u64>,
    /// For each row, places in `keys` of the row and the end of its block.
    spans: Vec<(u32, u32)>,
    /// For each row, where its spans begin.
    starts: Vec<u32>,
}

impl Blocks {
    pub(crate) fn new(records: &Records) -> Self {
        let rows = records.len();
        if rows <= ALL_PAIRS {
            return Self { rows, keys: Vec::new(), spans: Vec::new(), starts: Vec::new() };
        }
        let mut keys: Vec<u64> = records
            .entries
            .par_chunks(4096)
            .enumerate()
            .flat_map_iter(|(chunk, entries)| {
                let mut keys = Vec::with_capacity(entries.len() * 16);
                let mut own = Vec::with_capacity(32);
                for (row, entry) in (chunk as u64 * 4096..).zip(entries) {
                    own.clear();
                    row_keys(records, entry, &mut own);
                    own.sort_unstable();
                    own.dedup();
                    keys.extend(own.iter().map(|key| key & !ROW_MASK | row));
                }
                keys
            })
            .collect();
        keys.par_sort_unstable();
        Self::index(rows, keys)
    }

    fn index(rows: usize, keys: Vec<u64>) -> Self {
        let mut counts = vec![0u32; rows + 1];
        let blocks = || keys.chunk_by(|a, b| a >> ROW_BITS == b >> ROW_BITS);
        // The last row of a block has none after it.
        let most = |block: &[u64]| if block.first().is_some_and(|key| key & NAMES != 0) { HOT_NAMES } else { HOT };
        let used = |block: &[u64]| block.len() > 1 && block.len() <= most(block);
        for block in blocks().filter(|block| used(block)) {
            for key in block.iter().take(block.len() - 1) {
                counts.get_mut((key & ROW_MASK) as usize + 1).into_iter().for_each(|count| *count += 1);
            }
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        let starts = counts.clone();
        let mut spans = vec![(0u32, 0u32); sum as usize];
        let mut at = 0u32;
        for block in blocks() {
            let end = at + u32::try_from(block.len()).unwrap_or(0);
            if used(block) {
                for (place, key) in (at + 1..).zip(block.iter().take(block.len() - 1)) {
                    if let Some(next) = counts.get_mut((key & ROW_MASK) as usize) {
                        spans.get_mut(*next as usize).into_iter().for_each(|span| *span = (place, end));
                        *next += 1;
                    }
                }
            }
            at = end;
        }
        Self { rows, keys, spans, starts }
    }

    /// Whether every pair is compared.
    pub(crate) fn all(&self) -> bool {
        self.rows <= ALL_PAIRS
    }

    /// The rows after `row` that share a key with it, each once and in order.
    pub(crate) fn candidates(&self, row: u32, found: &mut Vec<u32>) {
        found.clear();
        if self.all() {
            found.extend(row + 1..u32::try_from(self.rows).unwrap_or(0));
            return;
        }
        let span = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        for (from, to) in self.spans.get(span(row as usize)..span(row as usize + 1)).unwrap_or_default() {
            let block = self.keys.get(*from as usize..*to as usize).unwrap_or_default();
            found.extend(block.iter().map(|key| u32::try_from(key & ROW_MASK).unwrap_or(0)));
        }
        found.sort_unstable();
        found.dedup();
    }
}

/// What the keys of a row are made of.
struct Parts {
    /// Roots of all words of all names.
    roots: Vec<u64>,
    /// Roots of forename and surname together, in no order; zero where one is missing.
    both: u64,
    first: u64,
    initials: [u64; 2],
    born: Option<Day>,
    year: u64,
}

impl Parts {
    fn new(records: &Records, entry: &Entry) -> Self {
        let words = |code: Code| records.name_of(code).map(|name| name.words.as_slice()).unwrap_or_default();
        let initial = |code: Code| words(code).first().and_then(|word| word.text.bytes().next()).map_or(0, u64::from);
        let names = [entry.forename, entry.surname, entry.aka[0], entry.aka[1]];
        let first = records.name_of(entry.forename).and_then(|name| name.main()).map_or(0, |word| u64::from(word.root()));
        let last = words(entry.surname).first().map_or(0, |word| u64::from(word.root()));
        let (from, to) = entry.born;
        Self {
            roots: names.into_iter().flat_map(words).filter(|word| word.text.len() > 1).map(|word| u64::from(word.root())).collect(),
            both: if first != 0 && last != 0 { hash::of(&[first.min(last), first.max(last)]) } else { 0 },
            first,
            initials: [initial(entry.forename), initial(entry.surname)],
            born: (from == to).then_some(Day(from)),
            year: if from <= to { u64::from(Day(i32::midpoint(from, to)).parts().0.unsigned_abs()) } else { 0 },
        }
    }
}

/// The keys of one row. Each says which rule it is of, so that values of different rules never meet.
fn row_keys(records: &Records, entry: &Entry, keys: &mut Vec<u64>) {
    let parts = Parts::new(records, entry);
    let [area, outward, house, school, list] =
        [u64::from(entry.area), u64::from(entry.outward), u64::from(entry.house), u64::from(entry.school), u64::from(entry.list)];
    let [forename, surname] = parts.initials;
    let mut put = |rule: u64, key: &[u64]| {
        if key.iter().all(|part| *part != 0) {
            let hash = hash::mix(rule ^ hash::of(key));
            keys.push(if matches!(rule, 11..=14) { hash | NAMES } else { hash & !NAMES });
        }
    };
    if let Some(day) = parts.born {
        let born = u64::from(day.0.unsigned_abs()) + 1;
        let (_, month, of_month) = day.parts();
        parts.roots.iter().for_each(|root| put(1, &[born, *root]));
        put(2, &[born, outward]);
        put(3, &[born, school]);
        put(4, &[born, area, forename]);
        put(15, &[parts.both, u64::from(month.max(of_month)), u64::from(month.min(of_month))]);
    }
    parts.roots.iter().for_each(|root| put(5, &[entry.postcode, *root]));
    put(6, &[entry.postcode, forename]);
    put(17, &[entry.postcode, surname]);
    parts.roots.iter().for_each(|root| put(7, &[house, *root]));
    put(8, &[u64::from(entry.family)]);
    put(9, &[parts.both, outward]);
    put(10, &[parts.both, school]);
    put(11, &[parts.both, parts.year]);
    put(12, &[parts.both, area]);
    put(13, &[parts.both, list]);
    put(14, &[parts.both]);
    put(16, &[parts.first, school, parts.year]);
}
