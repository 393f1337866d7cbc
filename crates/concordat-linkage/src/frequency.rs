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
    /// By area and code.
    local: Numbers<f64>,
    /// The mean share over rows: overall and within areas.
    mean: (f64, f64),
}

/// How usual values are among the rows being linked.
pub(crate) struct Frequencies {
    columns: [Shares; 3],
    /// Rows with each main word, and what the lists of usual names add.
    weight: Vec<f64>,
}

impl Frequencies {
    pub(crate) fn new(records: &Records) -> Self {
        let (names, mains) = records.sizes();
        let sizes = [mains, names, records.schools.len() + 1];
        let mut counts = sizes.map(|size| vec![0.0; size]);
        let mut local: [Numbers<f64>; 3] = Default::default();
        let mut totals = [0.0; 3];
        let mut areas: [Numbers<f64>; 3] = Default::default();
        for entry in &records.entries {
            for (i, column) in COLUMNS.into_iter().enumerate() {
                let code = value(records, entry, column);
                if let (true, Some(counts), Some(local), Some(total), Some(areas)) =
                    (code != 0, counts.get_mut(i), local.get_mut(i), totals.get_mut(i), areas.get_mut(i))
                {
                    counts.get_mut(code as usize).into_iter().for_each(|count| *count += 1.0);
                    *total += 1.0;
                    if entry.area != 0 {
                        *local.entry(key(entry.area, code)).or_default() += 1.0;
                        *areas.entry(u64::from(entry.area)).or_default() += 1.0;
                    }
                }
            }
        }
        let population = [main_shares(records, mains), name_shares(records), vec![RARE * 10.0; records.schools.len() + 1]];
        let weight = counts
            .first()
            .into_iter()
            .flatten()
            .zip(population.first().into_iter().flatten())
            .map(|(count, share)| count + 2.0 * POPULATION_ROWS * (share - RARE))
            .collect();
        let mut columns: [Shares; 3] = Default::default();
        for ((((shares, counts), population), total), (local, areas)) in
            columns.iter_mut().zip(counts).zip(population).zip(totals).zip(local.into_iter().zip(areas))
        {
            shares.overall =
                counts.iter().zip(population).map(|(count, share)| (count + POPULATION_ROWS * share) / (total + POPULATION_ROWS)).collect();
            shares.local = local;
            // The counts of an area become shares; the order of this walk reaches nothing.
            #[expect(clippy::iter_over_hash_type, reason = "each value is changed by itself")]
            for (key, count) in &mut shares.local {
                let rows = areas.get(&(key >> 32)).copied().unwrap_or(0.0);
                let all = shares.overall.get((key & 0xffff_ffff) as usize).copied().unwrap_or(RARE);
                *count = (*count + OVERALL_ROWS * all) / (rows + OVERALL_ROWS);
            }
        }
        let mut frequencies = Self { columns, weight };
        frequencies.set_means(records);
        frequencies
    }

    fn set_means(&mut self, records: &Records) {
        for (i, column) in COLUMNS.into_iter().enumerate() {
            let (mut sums, mut rows) = ([0.0; 2], [0.0f64; 2]);
            for entry in &records.entries {
                let code = value(records, entry, column);
                for (near, (sum, rows)) in sums.iter_mut().zip(&mut rows).enumerate() {
                    if code != 0 && (near == 0 || entry.area != 0) {
                        *sum += self.share(column, code, if near == 1 { entry.area } else { 0 });
                        *rows += 1.0;
                    }
                }
            }
            if let (Some(shares), [all, near], [rows, near_rows]) = (self.columns.get_mut(i), sums, rows) {
                shares.mean = (all / rows.max(1.0), near / near_rows.max(1.0));
            }
        }
    }

    /// Share of a value among rows, or among the rows of an area unless it is zero.
    pub(crate) fn share(&self, column: Column, code: Code, area: u16) -> f64 {
        let Some(shares) = self.columns.get(column as usize) else { return RARE };
        let overall = shares.overall.get(code as usize).copied().unwrap_or(RARE);
        if area == 0 { overall } else { shares.local.get(&key(area, code)).copied().unwrap_or(overall) }
    }

    /// How much more usual a value is than the values rows have on the whole; within an area unless it is zero.
    pub(crate) fn ratio(&self, column: Column, code: Code, area: u16) -> f64 {
        let mean = self.columns.get(column as usize).map_or(0.0, |shares| if area == 0 { shares.mean.0 } else { shares.mean.1 });
        if mean <= 0.0 || code == 0 { 1.0 } else { (self.share(column, code, area) / mean).clamp(0.01, 100.0) }
    }

    /// Whether two main words of forenames are both names in their own right: the rarer of the two is neither new nor a small share of the other, as a misspelling would be.
    pub(crate) fn both_usual(&self, a: Code, b: Code) -> bool {
        let weight = |code: Code| self.weight.get(code as usize).copied().unwrap_or(0.0);
        let (low, high) = (weight(a).min(weight(b)), weight(a).max(weight(b)));
        low >= 2.5 && low > high * 0.04
    }
}

fn key(area: u16, code: Code) -> u64 {
    u64::from(area) << 32 | u64::from(code)
}

/// The code whose frequency counts: the main word of a forename, a whole surname, a school.
pub(crate) fn value(records: &Records, entry: &Entry, column: Column) -> Code {
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

fn name_shares(records: &Records) -> Vec<f64> {
    let share = |name: &crate::name::Name| RARE + lexicon::known(name.joined()).map_or(0.0, |known| known.share[1]);
    std::iter::once(RARE).chain(records.names.iter().map(share)).collect()
}
