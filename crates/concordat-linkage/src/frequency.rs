//! How usual each name and school is, over all and within each area.

use crate::hash::{self, Numbers};
use crate::lexicon;
use crate::records::{Code, Entry, Records};

/// Weight of what is known of the population beside what the rows show, in rows.
const POPULATION_ROWS: f64 = 1000.0;
/// Weight of all rows beside those of one area, in rows.
const OVERALL_ROWS: f64 = 200.0;
/// The share of a name that is in no list of usual names.
const RARE: f64 = 0.00003;

/// A column whose values differ in how usual they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Column {
    Forename,
    Surname,
    School,
}

const COLUMNS: [Column; 3] = [Column::Forename, Column::Surname, Column::School];

/// Shares of the values of one column.
#[derive(Default)]
struct Shares {
    /// By code.
    overall: Vec<f64>,
    /// By code, log₂ of how much more usual a value is than the values rows have on the whole.
    bits: Vec<f32>,
    /// The same among rows born on 1 January.
    january: Vec<f32>,
    /// Places in `local` by area and code.
    places: Numbers,
    /// Shares among the rows of an area, and log₂ as above.
    local: Vec<(f64, f32)>,
}

/// log₂ of how much more usual a row's values are than the values rows have on the whole, by column; zero where it has none.
#[derive(Clone, Copy, Default)]
pub(crate) struct Usual {
    /// Within the area of the row.
    near: [f32; 3],
    overall: [f32; 3],
    /// Among rows born on 1 January.
    january: [f32; 3],
}

impl Usual {
    /// How usual one value is: within the area where `near`, and at least as usual as among rows born on 1 January where both were.
    pub(crate) fn bits(&self, column: Column, near: bool, january: bool) -> f64 {
        let of = |bits: &[f32; 3]| bits.get(column as usize).copied().unwrap_or(0.0);
        let bits = if near { of(&self.near) } else { of(&self.overall) };
        f64::from(if january { bits.max(of(&self.january)) } else { bits })
    }
}

/// How usual values are among the rows being linked.
pub(crate) struct Frequencies {
    columns: [Shares; 3],
    /// Places in `local` of the values of each row, by column, in the order the rows were handed in.
    places: Vec<[u32; 3]>,
    /// Rows with each main word, and what the lists of usual names add.
    weight: Vec<f64>,
}

impl Frequencies {
    /// Counts the values of rows. Those of one area had best stand together.
    pub(crate) fn new(records: &Records, entries: &[Entry]) -> Self {
        let (names, mains) = records.sizes();
        let population = [main_shares(records, mains), name_shares(records, names), vec![RARE * 10.0; records.schools.len() + 1]];
        let january = born_in_january(records, entries);
        let mut places = vec![[u32::MAX; 3]; entries.len()];
        let mut weight = Vec::new();
        let mut columns: [Shares; 3] = Default::default();
        for ((column, shares), population) in COLUMNS.into_iter().zip(&mut columns).zip(&population) {
            let codes: Vec<Code> = entries.iter().map(|entry| value(records, entry, column)).collect();
            let counts = counted(codes.iter().copied(), population.len());
            if column == Column::Forename {
                weight = counts.iter().zip(population).map(|(count, share)| count + 2.0 * POPULATION_ROWS * (share - RARE)).collect();
            }
            let of_row;
            (*shares, of_row) = Shares::new(entries, &counts, population, &codes, &january);
            for (to, place) in places.iter_mut().zip(of_row) {
                to.get_mut(column as usize).into_iter().for_each(|to| *to = place);
            }
        }
        Self { columns, places, weight }
    }

    /// Share of a value among rows, or among the rows of an area unless it is zero.
    pub(crate) fn share(&self, column: Column, code: Code, area: u16) -> f64 {
        let Some(shares) = self.columns.get(column as usize) else { return RARE };
        let local = shares.places.get(key(area, code)).and_then(|at| shares.local.get(at as usize)).filter(|_| area != 0);
        local.map_or_else(|| shares.overall.get(code as usize).copied().unwrap_or(RARE), |(share, _)| *share)
    }

    /// How much more usual the values of a row are than values on the whole. `at` is its place among the rows handed in, where it is known.
    pub(crate) fn usual(&self, records: &Records, entry: &Entry, at: Option<u32>) -> Usual {
        let places = at.and_then(|at| self.places.get(at as usize));
        let mut usual = Usual::default();
        let Usual { near, overall, january } = &mut usual;
        for (((column, near), overall), january) in COLUMNS.into_iter().zip(near).zip(overall).zip(january) {
            let code = value(records, entry, column);
            let Some(shares) = self.columns.get(column as usize).filter(|_| code != 0) else { continue };
            let place = match places.and_then(|places| places.get(column as usize)) {
                Some(place) => Some(*place),
                None if entry.area != 0 => shares.places.get(key(entry.area, code)),
                None => None,
            };
            let by_code = |bits: &[f32]| bits.get(code as usize).copied();
            *overall = by_code(&shares.bits).unwrap_or(0.0);
            *near = place.and_then(|at| shares.local.get(at as usize)).map_or(*overall, |(_, bits)| *bits);
            *january = by_code(&shares.january).unwrap_or(f32::MIN);
        }
        usual
    }

    /// Whether two main words of forenames are both names in their own right: the rarer of the two is neither new nor a small share of the other, as a misspelling would be.
    pub(crate) fn both_usual(&self, a: Code, b: Code) -> bool {
        let weight = |code: Code| self.weight.get(code as usize).copied().unwrap_or(0.0);
        let (low, high) = (weight(a).min(weight(b)), weight(a).max(weight(b)));
        low >= 2.5 && low > high * 0.04
    }
}

impl Shares {
    /// Shares of the values of one column, and the place in `local` of each row's.
    fn new(entries: &[Entry], counts: &[f64], population: &[f64], codes: &[Code], january: &[usize]) -> (Self, Vec<u32>) {
        let total: f64 = counts.iter().skip(1).sum();
        let overall: Vec<f64> =
            counts.iter().zip(population).map(|(count, share)| (count + POPULATION_ROWS * share) / (total + POPULATION_ROWS)).collect();
        let mut shares = Self { overall, ..Self::default() };
        let places = shares.count_local(entries, codes);
        let mean = mean(codes.iter().filter(|code| **code != 0).filter_map(|code| shares.overall.get(*code as usize)));
        let near = mean_of(&places, |at| shares.local.get(at as usize).map(|(share, _)| *share));
        shares.bits = shares.overall.iter().map(|share| ratio(*share, mean)).collect();
        shares.local.iter_mut().for_each(|(share, bits)| *bits = ratio(*share, near));
        shares.january = shares.january(january, codes).iter().map(|share| ratio(*share, mean)).collect();
        (shares, places)
    }

    /// Counts values within areas and makes shares of them; the place in `local` of each row's value.
    fn count_local(&mut self, entries: &[Entry], codes: &[Code]) -> Vec<u32> {
        let mut areas = vec![0.0f64; 1 << 16];
        let mut of: Vec<(u16, Code)> = Vec::new();
        let mut of_row = Vec::with_capacity(codes.len());
        for (entry, code) in entries.iter().zip(codes) {
            if *code == 0 || entry.area == 0 {
                of_row.push(u32::MAX);
                continue;
            }
            let next = u32::try_from(self.local.len()).unwrap_or(u32::MAX);
            let at = self.places.get_or_insert(key(entry.area, *code), next);
            if at == next {
                self.local.push((0.0, 0.0));
                of.push((entry.area, *code));
            }
            self.local.get_mut(at as usize).into_iter().for_each(|(count, _)| *count += 1.0);
            areas.get_mut(usize::from(entry.area)).into_iter().for_each(|count| *count += 1.0);
            of_row.push(at);
        }
        for ((count, _), (area, code)) in self.local.iter_mut().zip(of) {
            let rows = areas.get(usize::from(area)).copied().unwrap_or(0.0);
            let all = self.overall.get(code as usize).copied().unwrap_or(RARE);
            *count = (*count + OVERALL_ROWS * all) / (rows + OVERALL_ROWS);
        }
        of_row
    }

    /// Shares among children born on 1 January, which in many lists is given to those whose birth was not recorded: their names are those of where they came from.
    /// `children` are rows that differ in name or birth: a child met on many rows counts once, or a rare name would seem usual among so few.
    fn january(&self, children: &[usize], codes: &[Code]) -> Vec<f64> {
        let counts = counted(children.iter().filter_map(|row| codes.get(*row)).copied(), self.overall.len());
        let total: f64 = counts.iter().skip(1).sum();
        counts.iter().zip(&self.overall).map(|(count, share)| (count + OVERALL_ROWS * share) / (total + OVERALL_ROWS)).collect()
    }
}

/// One row of each child born on 1 January, as far as name and birth tell.
fn born_in_january(records: &Records, entries: &[Entry]) -> Vec<usize> {
    let mut seen = Numbers::default();
    let key = |entry: &Entry| hash::of(&[entry.figures, records.main_of(entry.forename), entry.surname].map(u64::from));
    let of_day = (0..).zip(entries).filter(|(_, entry)| entry.figures & 0xffff == 0x0101);
    of_day.filter(|(at, entry)| seen.get_or_insert(key(entry), *at) == *at).map(|(at, _)| at as usize).collect()
}

fn counted(codes: impl Iterator<Item = Code>, size: usize) -> Vec<f64> {
    let mut counts = vec![0.0; size];
    codes.filter(|code| *code != 0).for_each(|code| counts.get_mut(code as usize).into_iter().for_each(|count| *count += 1.0));
    counts
}

fn mean<'a>(shares: impl Iterator<Item = &'a f64>) -> f64 {
    let (sum, rows) = shares.fold((0.0, 0.0), |(sum, rows), share| (sum + share, rows + 1.0));
    sum / f64::max(rows, 1.0)
}

fn mean_of(places: &[u32], share: impl Fn(u32) -> Option<f64>) -> f64 {
    let (sum, rows) = places.iter().filter_map(|at| share(*at)).fold((0.0, 0.0), |(sum, rows), share| (sum + share, rows + 1.0));
    sum / f64::max(rows, 1.0)
}

#[expect(clippy::cast_possible_truncation, reason = "bits between -7 and 7, of which a thousandth is enough")]
fn ratio(share: f64, mean: f64) -> f32 {
    if mean <= 0.0 { 0.0 } else { libm::log2((share / mean).clamp(0.01, 100.0)) as f32 }
}

fn key(area: u16, code: Code) -> u64 {
    hash::mix(u64::from(area) << 32 | u64::from(code))
}

/// The code whose frequency counts: the main word of a forename, a whole surname, a school.
fn value(records: &Records, entry: &Entry, column: Column) -> Code {
    match column {
        Column::Forename => records.main_of(entry.forename),
        Column::Surname => entry.surname,
        Column::School => entry.school,
    }
}

fn main_shares(records: &Records, size: usize) -> Vec<f64> {
    let mut shares = vec![RARE; size];
    for (name, main) in records.names.iter().zip(&records.mains) {
        let share = name.main().and_then(|word| lexicon::known(&word.text)).map_or(0.0, |known| known.share[0]);
        if let Some(to) = shares.get_mut(*main as usize) {
            *to = RARE + share;
        }
    }
    shares
}

fn name_shares(records: &Records, size: usize) -> Vec<f64> {
    let share = |name: &crate::name::Name| RARE + lexicon::known(name.joined()).map_or(0.0, |known| known.share[1]);
    std::iter::once(RARE).chain(records.names.iter().map(share)).take(size).collect()
}
