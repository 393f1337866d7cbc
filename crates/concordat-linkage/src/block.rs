//! Blocking: which pairs of rows are worth comparing, found by keys that rows of one child are likely to share.
//!
//! No pair is held: for one row at a time the later rows that share any key with it are gathered, sorted and handed on, each once.

use crate::birth::Day;
use crate::hash;
use crate::records::{Code, Entry, More, NO_NUMBER, Records, value_of};
use rayon::prelude::*;

/// Bits of a packed key that hold the row.
const ROW_BITS: u32 = 26;
const ROW_MASK: u64 = (1 << ROW_BITS) - 1;
/// The most rows that can be linked at once.
pub const MOST_ROWS: usize = 1 << ROW_BITS;
/// Rows up to which every pair is compared, and no key is needed.
const ALL_PAIRS: usize = 700;
/// A block of more rows than this is not used: its key is too usual to mean anything, and other keys are narrower. It allows for a child met weekly for years.
const HOT: usize = 300;
/// The same for keys that hold of brothers, sisters and neighbours too: a child met so often has better ones.
const HOT_WEAK: usize = 100;
/// The same for keys of names that say little of where or when.
const HOT_NAMES: usize = 12;
/// The same for keys of one thing alone, which mean something only where it is met a few times.
const HOT_ALONE: usize = 6;
/// Rows up to which keys of one thing alone are used; a longer list has too many who share it by chance.
const SHORT: usize = 50_000;
/// Rows up to which names are keys by themselves, or a forename with a school and a year: in a longer list namesakes are too many.
const LONG: usize = 300_000;
/// Bits of a key that tell its kind, and each kind but the first.
const KIND: u64 = 3 << 62;
const WEAK: u64 = 1 << 62;
const NAMES: u64 = 2 << 62;
const ALONE: u64 = 3 << 62;

/// How many rows are compared by one comparer: long runs, since it remembers the names it met, and enough of them for every core.
pub(crate) fn chunk(rows: usize) -> usize {
    (rows / 32).max(1024)
}

/// How many such runs one thread takes at the least, so that what it remembers serves again.
pub(crate) fn chunks_a_thread() -> usize {
    (32 / (2 * rayon::current_num_threads())).max(1)
}

/// Parts of the keys that are sorted one by one, so that no more than one part stands twice in memory.
const PARTS: u32 = 64;
/// The bits below those of the kind tell the part.
const PART_SHIFT: u32 = 56;
/// Set in the last row of a block.
const LAST: u32 = 1 << 31;

/// Rows that share a key, and where they stand.
///
/// Rows stand here by area, surname and birth and are known by their place in that order, their seat: most rows that share a key sit near
/// each other, and comparing them waits the less for memory.
pub(crate) struct Blocks {
    rows: usize,
    /// The row of each seat.
    order: Vec<u32>,
    /// The entry of each seat.
    entries: Vec<Entry>,
    /// Seats of all blocks, block by block, ascending within each; the last of each is marked.
    members: Vec<u32>,
    /// For each seat, the places in `members` after its own.
    places: Vec<u32>,
    /// For each seat, where its places begin.
    starts: Vec<u32>,
}

/// Candidates of one seat, gathered without being listed twice.
pub(crate) struct Found {
    pub(crate) seats: Vec<u32>,
    /// Their entries, fetched together: memory serves many such requests at once, and comparing would make them one by one.
    pub(crate) entries: Vec<Entry>,
    /// The search each seat was last found in.
    seen: Vec<u32>,
    /// How many searches there were.
    search: u32,
}

impl Found {
    pub(crate) fn new(blocks: &Blocks) -> Self {
        Self { seats: Vec::new(), entries: Vec::new(), seen: vec![0; if blocks.all() { 0 } else { blocks.rows }], search: 0 }
    }

    /// Lets go of the seats that do not fit.
    pub(crate) fn retain(&mut self, fits: impl Fn(u32) -> bool) {
        let mut fitting = self.seats.iter().map(|seat| fits(*seat));
        self.entries.retain(|_| fitting.next().unwrap_or(false));
        self.seats.retain(|seat| fits(*seat));
    }
}

impl Blocks {
    pub(crate) fn new(records: &Records) -> Self {
        let rows = records.len();
        let (order, entries) = seated(records);
        let seated = Self { rows, order, entries, members: Vec::new(), places: Vec::new(), starts: Vec::new() };
        if rows <= ALL_PAIRS {
            return seated;
        }
        let mut parts: Vec<Vec<Vec<u64>>> = (0..PARTS).map(|_| Vec::new()).collect();
        let length = rows.div_ceil(8).max(4096);
        let chunks: Vec<Vec<Vec<u64>>> =
            seated.entries.par_chunks(length).enumerate().map(|(chunk, entries)| keys(records, entries, (chunk * length) as u64)).collect();
        for chunk in chunks {
            for (part, keys) in parts.iter_mut().zip(chunk) {
                part.push(keys);
            }
        }
        let members: Vec<Vec<u32>> = parts.into_par_iter().map(blocks).collect();
        seated.index(by_first(&members, rows))
    }

    /// With the members of all blocks.
    fn index(self, members: Vec<u32>) -> Self {
        let rows = self.rows;
        let mut starts = vec![0u32; rows + 1];
        // The last row of a block has none after it.
        for row in members.iter().filter(|row| *row & LAST == 0) {
            starts.get_mut(*row as usize + 1).into_iter().for_each(|count| *count += 1);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut places = vec![0u32; sum as usize];
        for (place, row) in (1u32..).zip(&members).filter(|(_, row)| *row & LAST == 0) {
            if let Some(next) = next.get_mut(*row as usize) {
                places.get_mut(*next as usize).into_iter().for_each(|to| *to = place);
                *next += 1;
            }
        }
        Self { members, places, starts, ..self }
    }

    /// The row and the entry of a seat.
    pub(crate) fn seat(&self, seat: u32) -> Option<(u32, &Entry)> {
        Some((*self.order.get(seat as usize)?, self.entries.get(seat as usize)?))
    }

    /// The entries of all seats.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The row of a seat.
    pub(crate) fn row(&self, seat: u32) -> u32 {
        self.order.get(seat as usize).copied().unwrap_or(seat)
    }

    /// Whether every pair is compared.
    pub(crate) fn all(&self) -> bool {
        self.rows <= ALL_PAIRS
    }

    /// The seats after `seat` whose rows share a key with its own, each once.
    pub(crate) fn candidates(&self, seat: u32, found: &mut Found) {
        self.gather(seat, found);
        found.entries.clear();
        found.entries.extend(found.seats.iter().filter_map(|seat| self.entries.get(*seat as usize)));
    }

    /// Whether the rows of two seats, the lower first, share a key.
    pub(crate) fn meet(&self, low: usize, high: usize) -> bool {
        let start = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        self.places.get(start(low)..start(low + 1)).unwrap_or_default().iter().any(|place| {
            let block = self.members.get(*place as usize..).unwrap_or_default();
            let rows = block.iter().position(|member| member & LAST != 0).map_or(block.len(), |last| last + 1);
            block.iter().take(rows).any(|member| (member & !LAST) as usize == high)
        })
    }

    fn gather(&self, seat: u32, found: &mut Found) {
        found.seats.clear();
        if self.all() {
            found.seats.extend(seat + 1..u32::try_from(self.rows).unwrap_or(0));
            return;
        }
        found.search += 1;
        let start = |at: usize| self.starts.get(at).map_or(0, |start| *start as usize);
        for place in self.places.get(start(seat as usize)..start(seat as usize + 1)).unwrap_or_default() {
            for member in self.members.get(*place as usize..).unwrap_or_default() {
                let other = member & !LAST;
                if let Some(seen) = found.seen.get_mut(other as usize).filter(|seen| **seen != found.search) {
                    *seen = found.search;
                    found.seats.push(other);
                }
                if member & LAST != 0 {
                    break;
                }
            }
        }
    }
}

/// Rows in the order in which they are compared, and their entries.
fn seated(records: &Records) -> (Vec<u32>, Vec<Entry>) {
    let place = |entry: &Entry| {
        let surname = value_of(&records.shapes, entry.surname).map_or(0, |shape| u64::from(shape.first));
        // Days in this and the last century, or nearly, as 16 bits.
        let born = entry.born().map_or(0, |(day, _)| u64::from(day.wrapping_add(40_000).cast_unsigned() & 0xffff));
        u64::from(entry.area) << 48 | surname << 16 | born
    };
    let mut order: Vec<(u64, u32)> = (0..).zip(&records.entries).map(|(row, entry)| (place(entry), row)).collect();
    order.sort_unstable();
    let entries = order.iter().filter_map(|(_, row)| records.entries.get(*row as usize).copied()).collect();
    (order.into_iter().map(|(_, row)| row).collect(), entries)
}

/// The keys of seats with their seats, by their highest bits.
fn keys(records: &Records, entries: &[Entry], first: u64) -> Vec<Vec<u64>> {
    let size = entries.len() * 16 / PARTS as usize;
    let mut parts: Vec<Vec<u64>> = (0..PARTS).map(|_| Vec::with_capacity(size)).collect();
    for (row, entry) in (first..).zip(entries) {
        row_keys(records, entry, |key| {
            let part = parts.get_mut((key >> PART_SHIFT) as usize % PARTS as usize);
            part.into_iter().for_each(|part| part.push(key & !ROW_MASK | row));
        });
    }
    parts
}

/// The rows of all blocks of one part of the keys: those of more than one row, and of no more than mean anything.
fn blocks(part: Vec<Vec<u64>>) -> Vec<u32> {
    let mut keys = part.concat();
    drop(part);
    keys.sort_unstable();
    keys.dedup();
    let most = |block: &[u64]| match block.first().map_or(0, |key| key & KIND) {
        WEAK => HOT_WEAK,
        NAMES => HOT_NAMES,
        ALONE => HOT_ALONE,
        _ => HOT,
    };
    let mut members = Vec::with_capacity(keys.len() / 2);
    for block in keys.chunk_by(|a, b| a >> ROW_BITS == b >> ROW_BITS).filter(|block| block.len() > 1 && block.len() <= most(block)) {
        members.extend(block.iter().map(|key| u32::try_from(key & ROW_MASK).unwrap_or(0)));
        members.last_mut().into_iter().for_each(|last| *last |= LAST);
    }
    members
}

/// The members of all blocks, blocks whose first row is the same together and in its order, so that the blocks of a row lie near each other.
fn by_first(parts: &[Vec<u32>], rows: usize) -> Vec<u32> {
    let blocks = || parts.iter().flat_map(|part| part.split_inclusive(|member| member & LAST != 0));
    let mut starts = vec![0u32; rows];
    for block in blocks() {
        let first = block.first().map_or(0, |row| *row as usize);
        starts.get_mut(first).into_iter().for_each(|length| *length += u32::try_from(block.len()).unwrap_or(0));
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += std::mem::replace(start, sum);
    }
    let mut members = vec![0u32; sum as usize];
    for block in blocks() {
        if let Some(start) = block.first().and_then(|row| starts.get_mut(*row as usize)) {
            members.iter_mut().skip(*start as usize).zip(block).for_each(|(to, from)| *to = *from);
            *start += u32::try_from(block.len()).unwrap_or(0);
        }
    }
    members
}

/// What the keys of a row are made of.
struct Parts {
    /// Roots of the words of all names; zero where there are fewer.
    roots: [u64; 12],
    /// Roots of forename and surname together, in no order; zero where one is missing.
    both: u64,
    first: u64,
    initials: [u64; 2],
    born: Option<Day>,
    year: u64,
    /// Houses with their numbers; zero where there are fewer.
    houses: [u64; 2],
}

impl Parts {
    fn new(records: &Records, entry: &Entry) -> Self {
        let shape = |code: Code| value_of(&records.shapes, code);
        let More { names: [other, another], house } = if entry.more == 0 { More::default() } else { records.more_of(entry) };
        let mut roots = [0; 12];
        for (to, code) in roots.chunks_mut(3).zip([entry.forename, entry.surname, other, another]) {
            to.iter_mut().zip(shape(code).map(|shape| shape.roots).unwrap_or_default()).for_each(|(to, root)| *to = u64::from(root));
        }
        let (forename, surname) = (shape(entry.forename), shape(entry.surname));
        let first = forename.map_or(0, |shape| u64::from(shape.main));
        let last = surname.map_or(0, |shape| u64::from(shape.first));
        let born = entry.born();
        Self {
            roots,
            both: if first != 0 && last != 0 { hash::of(&[first.min(last), first.max(last)]) } else { 0 },
            first,
            initials: [forename, surname].map(|shape| shape.map_or(0, |shape| u64::from(shape.initial))),
            born: born.filter(|(from, to)| from == to).map(|(day, _)| Day(day)),
            houses: [entry.house, house].map(|house| if house & NO_NUMBER == 0 { house.into() } else { 0 }),
            year: born.map_or(0, |(from, to)| u64::from(Day(i32::midpoint(from, to)).parts().0.unsigned_abs())),
        }
    }
}

/// The keys of one row. Each says which rule it is of, so that values of different rules never meet.
fn row_keys(records: &Records, entry: &Entry, mut put_key: impl FnMut(u64)) {
    let parts = Parts::new(records, entry);
    let [area, outward, school] = [u64::from(entry.area), u64::from(entry.outward), u64::from(entry.school)];
    let postcode = if entry.inward == 0 { 0 } else { u64::from(entry.outward) << 16 | u64::from(entry.inward) };
    let [forename, surname] = parts.initials;
    let mut put = |rule: u64, key: &[u64]| {
        if key.iter().all(|part| *part != 0) {
            let hash = hash::mix(rule ^ hash::of(key));
            let kind = match rule {
                2 | 4 | 6 | 10 | 17 => WEAK,
                3 | 11 | 12 | 14 | 16 | 26 | 27 => NAMES,
                20..=25 => ALONE,
                _ => 0,
            };
            put_key(hash & !KIND | kind);
        }
    };
    if let Some(day) = parts.born {
        let born = u64::from(day.0.unsigned_abs()) + 1;
        parts.roots.iter().for_each(|root| put(1, &[born, *root]));
        put(2, &[born, outward]);
        put(3, &[born, school]);
        put(4, &[born, area, forename]);
    }
    parts.roots.iter().for_each(|root| put(5, &[postcode, *root]));
    put(6, &[postcode, forename]);
    put(17, &[postcode, surname]);
    for house in parts.houses.into_iter().filter(|house| *house != 0) {
        parts.roots.iter().for_each(|root| put(7, &[house, *root]));
    }
    put(8, &[u64::from(entry.family)]);
    put(10, &[parts.both, school]);
    put(11, &[parts.both, parts.year]);
    put(12, &[parts.both, area]);
    put(18, &[u64::from(entry.number)]);
    if records.len() > LONG {
        return;
    }
    put(14, &[parts.both]);
    put(16, &[parts.first, school, parts.year]);
    if records.len() > SHORT {
        return;
    }
    let born = parts.born.map_or(0, |day| u64::from(day.0.unsigned_abs()) + 1);
    put(20, &[born]);
    put(21, &[postcode]);
    parts.houses.iter().for_each(|house| put(22, &[*house]));
    put(23, &[figures(records, entry.number)]);
    put(27, &[u64::from(entry.town), parts.first, surname]);
    for house in [entry.house, if entry.more == 0 { 0 } else { records.more_of(entry).house }] {
        let road = records.house_of(house).map_or(0, |house| u64::from(house.road));
        parts.roots.iter().for_each(|root| put(24, &[road, *root]));
    }
    let turned = any_order((0..8).map(|at| (entry.figures >> (4 * at) & 15).into()).filter(|_| entry.figures != 0));
    parts.roots.iter().for_each(|root| put(19, &[u64::from(entry.telephone), *root]));
    parts.roots.iter().for_each(|root| put(26, &[turned, *root]));
    // Numbers with one figure wrong are the same but for that figure.
    let number = value_of(&records.numbers, entry.number).map_or(&[][..], |number| number.as_bytes());
    for wrong in (1..=number.len() as u64).filter(|_| number.len() <= 12) {
        let others = (1..).zip(number).filter(|(at, _)| *at != wrong);
        put(25, &[others.fold(wrong, |hash, (_, figure)| hash::mix(hash ^ u64::from(*figure)))]);
    }
}

/// The figures of a number whatever their order, so that those with two exchanged share a key; zero where it is not given.
fn figures(records: &Records, number: Code) -> u64 {
    let Some(number) = value_of(&records.numbers, number) else { return 0 };
    any_order(number.bytes().map(u64::from))
}

/// A key of figures whatever their order; zero where there are none.
fn any_order(figures: impl Iterator<Item = u64>) -> u64 {
    figures.map(hash::mix).fold(0, u64::wrapping_add)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::Row;

    #[test]
    fn a_row_asked_for_again_has_the_same_candidates() {
        let mut records = Records::new();
        for row in 0..800 {
            let number = format!("{:06}", 400_000 + row / 2);
            records.push(&Row { surname: "Tregarth".into(), number, ..Row::default() });
        }
        let blocks = Blocks::new(&records);
        let mut found = Found::new(&blocks);
        for seat in [6, 6, 7, 6, 799] {
            blocks.candidates(seat, &mut found);
            assert_eq!(found.seats.contains(&7), seat == 6, "seat {seat}");
        }
    }
}
