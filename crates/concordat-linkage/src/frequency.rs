//! How usual each name and school is, over all and within each area.

use crate::hash::Numbers;
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
    places: Numbers<u32>,
    /// Shares among the rows of an area, and log₂ as above.
    local: Vec<(f64, f32)>,
    /// Place in `local` of each row's value.
    of_row: Vec<u32>,
}

/// How usual values are among the rows being linked.
pub(crate) struct Frequencies {
    columns: [Shares; 3],
    /// Code of each row's value in each column.
    rows: Vec<[Code; 3]>,
    /// Rows with each main word, and what the lists of usual names add.
    weight: Vec<f64>,
}

impl Frequencies {
    pub(crate) fn new(records: &Records) -> Self {
        let (names, mains) = records.sizes();
        let population = [main_shares(records, mains), name_shares(records, names), vec![RARE * 10.0; records.schools.len() + 1]];
        let rows: Vec<[Code; 3]> = records.entries.iter().map(|entry| COLUMNS.map(|column| value(records, entry, column))).collect();
        let january = born_in_january(records, &rows);
        let mut weight = Vec::new();
        let mut columns: [Shares; 3] = Default::default();
        for ((at, shares), population) in columns.iter_mut().enumerate().zip(&population) {
            let code = |row: &[Code; 3]| row.get(at).copied().unwrap_or(0);
            let counts = counted(rows.iter().map(code), population.len());
            if at == 0 {
                weight = counts.iter().zip(population).map(|(count, share)| count + 2.0 * POPULATION_ROWS * (share - RARE)).collect();
            }
            *shares = Shares::new(records, &counts, population, &rows.iter().map(code).collect::<Vec<_>>(), &january);
        }
        Self { columns, rows, weight }
    }

    /// Share of a value among rows, or among the rows of an area unless it is zero.
    pub(crate) fn share(&self, column: Column, code: Code, area: u16) -> f64 {
        let Some(shares) = self.columns.get(column as usize) else { return RARE };
        let local = shares.places.get(&key(area, code)).and_then(|at| shares.local.get(*at as usize)).filter(|_| area != 0);
        local.map_or_else(|| shares.overall.get(code as usize).copied().unwrap_or(RARE), |(share, _)| *share)
    }

    /// log₂ of how much more usual a row's value is than the values rows have on the whole: within its area where `near`, and at least as
    /// usual as among rows born on 1 January where both were.
    pub(crate) fn bits(&self, column: Column, row: u32, near: bool, january: bool) -> f64 {
        let Some(shares) = self.columns.get(column as usize) else { return 0.0 };
        let code = self.rows.get(row as usize).and_then(|codes| codes.get(column as usize)).copied().unwrap_or(0);
        let by_code = |bits: &[f32]| bits.get(code as usize).copied();
        let local = || shares.of_row.get(row as usize).and_then(|at| shares.local.get(*at as usize)).map(|(_, bits)| *bits);
        let bits = if near { local() } else { None }.or_else(|| by_code(&shares.bits)).unwrap_or(0.0);
        let bits = if january { by_code(&shares.january).map_or(bits, |other| bits.max(other)) } else { bits };
        if code == 0 { 0.0 } else { f64::from(bits) }
    }

    /// Whether two main words of forenames are both names in their own right: the rarer of the two is neither new nor a small share of the other, as a misspelling would be.
    pub(crate) fn both_usual(&self, a: Code, b: Code) -> bool {
        let weight = |code: Code| self.weight.get(code as usize).copied().unwrap_or(0.0);
        let (low, high) = (weight(a).min(weight(b)), weight(a).max(weight(b)));
        low >= 2.5 && low > high * 0.04
    }
}

impl Shares {
    fn new(records: &Records, counts: &[f64], population: &[f64], codes: &[Code], january: &[usize]) -> Self {
        let total: f64 = counts.iter().skip(1).sum();
        let overall: Vec<f64> =
            counts.iter().zip(population).map(|(count, share)| (count + POPULATION_ROWS * share) / (total + POPULATION_ROWS)).collect();
        let mut shares = Self { overall, ..Self::default() };
        shares.count_local(records, codes);
        let mean = mean(codes.iter().filter(|code| **code != 0).filter_map(|code| shares.overall.get(*code as usize)));
        let near = mean_of(&shares.of_row, |at| shares.local.get(at as usize).map(|(share, _)| *share));
        shares.bits = shares.overall.iter().map(|share| ratio(*share, mean)).collect();
        shares.local.iter_mut().for_each(|(share, bits)| *bits = ratio(*share, near));
        shares.january = shares.january(january, codes).iter().map(|share| ratio(*share, mean)).collect();
        shares
    }

    /// Counts values within areas and makes shares of them.
    fn count_local(&mut self, records: &Records, codes: &[Code]) {
        let mut areas = vec![0.0f64; 1 << 16];
        let mut of: Vec<u64> = Vec::new();
        self.of_row = Vec::with_capacity(codes.len());
        for (entry, code) in records.entries.iter().zip(codes) {
            if *code == 0 || entry.area == 0 {
                self.of_row.push(u32::MAX);
                continue;
            }
            let next = u32::try_from(self.local.len()).unwrap_or(u32::MAX);
            let at = *self.places.entry(key(entry.area, *code)).or_insert(next);
            if at == next {
                self.local.push((0.0, 0.0));
                of.push(key(entry.area, *code));
            }
            self.local.get_mut(at as usize).into_iter().for_each(|(count, _)| *count += 1.0);
            areas.get_mut(usize::from(entry.area)).into_iter().for_each(|count| *count += 1.0);
            self.of_row.push(at);
        }
        for ((count, _), key) in self.local.iter_mut().zip(of) {
            let rows = areas.get((key >> 32) as usize).copied().unwrap_or(0.0);
            let all = self.overall.get((key & 0xffff_ffff) as usize).copied().unwrap_or(RARE);
            *count = (*count + OVERALL_ROWS * all) / (rows + OVERALL_ROWS);
        }
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
fn born_in_january(records: &Records, rows: &[[Code; 3]]) -> Vec<usize> {
    let mut seen: Numbers<()> = Numbers::default();
    let born = |row: usize| records.entries.get(row).map_or(0, |entry| entry.figures);
    let key = |row: usize, [forename, surname, _]: &[Code; 3]| crate::hash::of(&[born(row), *forename, *surname].map(u64::from));
    let of_day = rows.iter().enumerate().filter(|(row, _)| born(*row) & 0xffff == 0x0101);
    of_day.filter(|(row, codes)| seen.insert(key(*row, codes), ()).is_none()).map(|(row, _)| row).collect()
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
    u64::from(area) << 32 | u64::from(code)
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
