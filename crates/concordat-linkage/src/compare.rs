//! Two rows compared: the level each comparison reaches.

use crate::frequency::Frequencies;
use crate::hash::mix;
use crate::name::{Likeness, Name};
use crate::pattern::{NULL, Pattern, birth, equal, forename, home, number, school, sitting, surname};
use crate::records::{Code, Entry, NO_NUMBER, Records, value_of};
use crate::similarity::{jaro_winkler, one_slip};

/// Compares rows, keeping the outcome for pairs of values met before. One a thread.
pub(crate) struct Comparer<'a> {
    records: &'a Records,
    frequencies: &'a Frequencies,
    /// Pair of values, kind of column and level, packed; a later pair with the same place takes it.
    met: Vec<u64>,
}

/// The most pairs of values remembered.
const REMEMBERED: usize = 1 << 18;

/// Columns whose pairs of values are remembered.
#[derive(Clone, Copy)]
enum Kind {
    Forename = 1,
    Surname,
    School,
    Road,
    Number,
    Town,
}

/// What two addresses share.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Address {
    Other,
    Road,
    House,
}

impl<'a> Comparer<'a> {
    pub(crate) fn new(records: &'a Records, frequencies: &'a Frequencies) -> Self {
        Self { records, frequencies, met: Vec::new() }
    }

    /// The pattern two rows make.
    pub(crate) fn compare(&mut self, a: &Entry, b: &Entry) -> Pattern {
        self.compare_named(a, b, self.named(a, b))
    }

    /// The patterns one row makes with others, each handed on with the place of the other.
    pub(crate) fn compare_all(&mut self, a: &Entry, others: &[Entry], names: &mut Vec<[u8; 2]>, mut each: impl FnMut(usize, Pattern)) {
        // What is known of all their names is fetched together: memory serves many such requests at once, where comparing would make them one by one.
        names.clear();
        names.extend(others.iter().map(|b| self.named(a, b)));
        for (at, (b, named)) in others.iter().zip(names).enumerate() {
            each(at, self.compare_named(a, b, *named));
        }
    }

    /// The levels of forename and surname, as far as they are known without the letters of the names.
    fn named(&self, a: &Entry, b: &Entry) -> [u8; 2] {
        [
            self.known(a.forename, b.forename, Kind::Forename, forename::OTHER),
            self.known(a.surname, b.surname, Kind::Surname, surname::OTHER),
        ]
    }

    fn compare_named(&mut self, a: &Entry, b: &Entry, named: [u8; 2]) -> Pattern {
        let (forename, surname) = self.names(a, b, named);
        Pattern::of([
            forename,
            surname,
            births(a, b),
            self.homes(a, b),
            self.school(a.school, b.school),
            alike(a.gender.into(), b.gender.into()),
            alike(a.ethnicity.into(), b.ethnicity.into()),
            sittings(a, b),
            self.number(a.number, b.number),
            self.number(a.telephone, b.telephone),
        ])
    }

    fn names(&mut self, a: &Entry, b: &Entry, [first, last]: [u8; 2]) -> (u8, u8) {
        let mut first = if first == UNKNOWN { self.spelt_forenames(a.forename, b.forename) } else { first };
        let mut last = if last == UNKNOWN { self.spelt_surnames(a.surname, b.surname) } else { last };
        if matches!(first, forename::OTHER | forename::LIKE) && matches!(last, surname::OTHER | surname::LIKE) && self.crossed(a, b) {
            return (forename::SAME, surname::CROSSED);
        }
        if a.more | b.more != 0 {
            if matches!(first, forename::OTHER | NULL) && self.aka(a, b, a.forename, b.forename) {
                first = forename::AKA;
            }
            if last == surname::OTHER && self.aka(a, b, a.surname, b.surname) {
                last = surname::PART;
            }
        }
        (first, last)
    }

    /// Whether the shapes of two names show that they are not alike.
    fn far(&self, a: Code, b: Code) -> bool {
        match (value_of(&self.records.shapes, a), value_of(&self.records.shapes, b)) {
            (Some(a), Some(b)) => a.far(b),
            _ => false,
        }
    }

    /// The level two names reach, as far as it is known without their letters.
    fn known(&self, a: Code, b: Code, kind: Kind, other: u8) -> u8 {
        if a == 0 || b == 0 {
            return NULL;
        }
        if a == b {
            return SAME;
        }
        if self.far(a, b) {
            return other;
        }
        let key = pair_key(a, b, kind);
        self.met.get(place(key, self.met.len())).filter(|slot| **slot >> 4 == key).map_or(UNKNOWN, |slot| (*slot & 15) as u8)
    }

    fn forenames(&mut self, a: Code, b: Code) -> u8 {
        match self.known(a, b, Kind::Forename, forename::OTHER) {
            UNKNOWN => self.spelt_forenames(a, b),
            level => level,
        }
    }

    fn surnames(&mut self, a: Code, b: Code) -> u8 {
        match self.known(a, b, Kind::Surname, surname::OTHER) {
            UNKNOWN => self.spelt_surnames(a, b),
            level => level,
        }
    }

    /// The level two different forenames reach by their letters.
    fn spelt_forenames(&mut self, a: Code, b: Code) -> u8 {
        let (records, frequencies) = (self.records, self.frequencies);
        self.remember(a, b, Kind::Forename, |a, b| {
            let apart = || frequencies.both_usual(records.main_of(a), records.main_of(b));
            match likeness(records, a, b, Name::as_forename) {
                Likeness::Same => forename::SAME,
                Likeness::Spelling | Likeness::Nickname => forename::KNOWN,
                Likeness::Part => forename::PART,
                Likeness::Initial => forename::INITIAL,
                Likeness::Near | Likeness::Like if apart() => forename::TWO_NAMES,
                Likeness::Near => forename::NEAR,
                Likeness::Like => forename::LIKE,
                Likeness::Other => forename::OTHER,
            }
        })
    }

    /// The level two different surnames reach by their letters.
    fn spelt_surnames(&mut self, a: Code, b: Code) -> u8 {
        let records = self.records;
        self.remember(a, b, Kind::Surname, |a, b| match likeness(records, a, b, Name::as_surname) {
            Likeness::Same => surname::SAME,
            Likeness::Spelling | Likeness::Nickname => surname::KNOWN,
            Likeness::Part => surname::PART,
            Likeness::Initial => surname::INITIAL,
            Likeness::Near => surname::NEAR,
            Likeness::Like => surname::LIKE,
            Likeness::Other => surname::OTHER,
        })
    }

    /// Forename of one against surname of the other, both ways. Where the surname is written alike the forename may be in a short form.
    fn crossed(&mut self, a: &Entry, b: &Entry) -> bool {
        if a.forename == 0 || b.forename == 0 {
            return false;
        }
        let close = |level: u8| matches!(level, surname::SAME | surname::KNOWN | surname::NEAR);
        if close(self.surnames(a.forename, b.surname)) && close(self.surnames(a.surname, b.forename)) {
            return true;
        }
        let short = |level: u8| matches!(level, forename::SAME | forename::KNOWN);
        a.forename == b.surname && a.surname != 0 && short(self.forenames(a.surname, b.forename))
            || a.surname == b.forename && b.surname != 0 && short(self.forenames(a.forename, b.surname))
    }

    /// Whether another name of one row is a name of the other.
    fn aka(&mut self, a: &Entry, b: &Entry, name_a: Code, name_b: Code) -> bool {
        let (aka_a, aka_b) = (self.records.more_of(a).names, self.records.more_of(b).names);
        let mut among = |names: [Code; 2], theirs: [Code; 3]| {
            names.iter().filter(|name| **name != 0).any(|name| {
                theirs.iter().any(|other| *other != 0 && matches!(self.forenames(*name, *other), forename::SAME | forename::KNOWN))
            })
        };
        let [b0, b1] = aka_b;
        among(aka_a, [name_b, b0, b1]) || among(aka_b, [name_a, 0, 0])
    }

    fn school(&mut self, a: Code, b: Code) -> u8 {
        if a == 0 || b == 0 {
            return NULL;
        }
        if a == b {
            return school::SAME;
        }
        let records = self.records;
        self.remember(a, b, Kind::School, |a, b| {
            let (Some(left), Some(right)) = (value_of(&records.schools, a), value_of(&records.schools, b)) else { return NULL };
            let within = |short: &str, long: &str| short.split(' ').all(|word| long.split(' ').any(|other| other == word));
            let like = jaro_winkler(left.as_bytes(), right.as_bytes()) >= 0.92 || within(left, right) || within(right, left);
            if like { school::LIKE } else { school::OTHER }
        })
    }

    /// Numbers of persons, or of telephones.
    fn number(&mut self, a: Code, b: Code) -> u8 {
        if a == 0 || b == 0 {
            return NULL;
        }
        if a == b {
            return number::SAME;
        }
        let records = self.records;
        self.remember(a, b, Kind::Number, |a, b| {
            let (Some(left), Some(right)) = (value_of(&records.numbers, a), value_of(&records.numbers, b)) else { return NULL };
            if one_slip(left.as_bytes(), right.as_bytes()) { number::SLIP } else { number::OTHER }
        })
    }

    fn homes(&mut self, a: &Entry, b: &Entry) -> u8 {
        if a.family != 0 && a.family == b.family {
            return home::HOUSE;
        }
        let one_area = a.area == b.area;
        let one_town = self.town(a.town, b.town);
        if a.inward != 0 && b.inward != 0 {
            if (a.outward, a.inward) == (b.outward, b.inward) {
                return if self.address(a, b) == Address::House { home::HOUSE } else { home::POSTCODE };
            }
            let near = one_area || one_town;
            if (near || (a.house != 0 && a.house == b.house)) && a.postcode().slip(b.postcode()) {
                return match self.address(a, b) {
                    Address::House => home::HOUSE_ALONE,
                    Address::Road => home::ROAD,
                    Address::Other => home::SLIP,
                };
            }
        }
        // Two postcodes that are far apart are two roads, unless the town says otherwise.
        let open = a.inward == 0 || b.inward == 0;
        if one_town || (open && (one_area || a.area == 0 || b.area == 0)) {
            match self.address(a, b) {
                Address::House => return home::HOUSE_ALONE,
                Address::Road => return home::ROAD,
                Address::Other => {}
            }
        }
        if a.outward != 0 && a.outward == b.outward {
            return home::OUTWARD;
        }
        if one_town {
            return home::TOWN;
        }
        match (a.area, b.area) {
            (0, _) | (_, 0) => NULL,
            (x, y) if x != y => home::OTHER,
            _ if a.own_area && b.own_area => home::AREA,
            _ => home::LIST_AREA,
        }
    }

    fn town(&mut self, a: u16, b: u16) -> bool {
        if a == 0 || b == 0 || a == b {
            return a != 0 && a == b;
        }
        let records = self.records;
        self.slip(a.into(), b.into(), Kind::Town, |code| value_of(&records.towns, code).map(String::as_bytes))
    }

    /// Whether two long enough texts are a slip apart.
    fn slip<'t>(&mut self, a: Code, b: Code, kind: Kind, text: impl Fn(Code) -> Option<&'t [u8]>) -> bool {
        let level = self.remember(a, b, kind, |x, y| {
            let (Some(left), Some(right)) = (text(x), text(y)) else { return 0 };
            u8::from(left.len().min(right.len()) >= 4 && one_slip(left, right))
        });
        level == 1
    }

    /// The most that two rows have in common of a house number and a road, or two roads a slip apart; any address of one may be any of the other.
    fn address(&mut self, a: &Entry, b: &Entry) -> Address {
        if a.more | b.more == 0 {
            return self.houses(a.house, b.house);
        }
        let [one, other] = [a, b].map(|entry| [entry.house, self.records.more_of(entry).house]);
        let pairs = one.into_iter().flat_map(|x| other.map(|y| (x, y)));
        pairs.map(|(x, y)| self.houses(x, y)).max().unwrap_or(Address::Other)
    }

    fn houses(&mut self, a: Code, b: Code) -> Address {
        if a == 0 || b == 0 {
            return Address::Other;
        }
        if a == b {
            return if a & NO_NUMBER == 0 { Address::House } else { Address::Road };
        }
        let records = self.records;
        let (Some(left), Some(right)) = (records.house_of(a), records.house_of(b)) else { return Address::Other };
        let (x, y) = (left.road, right.road);
        if x != y && !self.slip(x, y, Kind::Road, |code| value_of(&records.roads, code).map(|road| road.as_bytes())) {
            return Address::Other;
        }
        if left.number == right.number && left.number != 0 { Address::House } else { Address::Road }
    }

    fn remember(&mut self, a: Code, b: Code, kind: Kind, level: impl FnOnce(Code, Code) -> u8) -> u8 {
        if self.met.is_empty() {
            self.met = vec![0; REMEMBERED.min((self.records.len() * 4).next_power_of_two().max(1 << 12))];
        }
        let key = pair_key(a, b, kind);
        let at = place(key, self.met.len());
        match self.met.get_mut(at) {
            Some(slot) if *slot >> 4 == key => (*slot & 15) as u8,
            Some(slot) => {
                let level = level(a.min(b), a.max(b));
                *slot = key << 4 | u64::from(level);
                level
            }
            None => level(a.min(b), a.max(b)),
        }
    }
}

/// A level that is not known yet.
const UNKNOWN: u8 = u8::MAX;
/// The level of both names where they are the same.
const SAME: u8 = forename::SAME;
const _: () = assert!(forename::SAME == surname::SAME);

/// The key of a pair of values of a column.
fn pair_key(a: Code, b: Code, kind: Kind) -> u64 {
    (u64::from(a.max(b)) << 28 | u64::from(a.min(b))) << 3 | kind as u64
}

/// Where a key stands in a table as long as a power of two.
fn place(key: u64, length: usize) -> usize {
    usize::try_from(mix(key)).unwrap_or(0) & length.wrapping_sub(1)
}

/// How two different names stand to each other, from their letters alone where that is enough.
fn likeness(records: &Records, a: Code, b: Code, whole: impl Fn(&Name, &Name) -> Likeness) -> Likeness {
    let plain = || {
        let shapes = (value_of(&records.shapes, a)?, value_of(&records.shapes, b)?);
        shapes.0.likeness(shapes.1, [value_of(&records.letters, a)?, value_of(&records.letters, b)?])
    };
    plain().or_else(|| Some(whole(records.name_of(a)?, records.name_of(b)?))).unwrap_or(Likeness::Other)
}

fn alike(a: u32, b: u32) -> u8 {
    match (a, b) {
        (0, _) | (_, 0) => NULL,
        _ if a == b => equal::SAME,
        _ => equal::OTHER,
    }
}

fn births(a: &Entry, b: &Entry) -> u8 {
    let (Some(left), Some(right)) = (a.born(), b.born()) else { return NULL };
    let (from, to) = (left.0.max(right.0), left.1.min(right.1));
    if a.figures != 0 && b.figures != 0 {
        if a.figures == b.figures {
            return if a.figures & 0xffff == FIRST_JANUARY { birth::SAME_FIRST_JANUARY } else { birth::SAME };
        }
        if let Some(level) = slipped(a.figures, b.figures) {
            return level;
        }
    }
    match (from - to).max(0) {
        0 => birth::FITS,
        1..=300 => birth::MONTHS,
        301..=1095 => birth::THREE_YEARS,
        1096..=2922 => birth::EIGHT_YEARS,
        _ => birth::OTHER,
    }
}

/// Month and day of 1 January, four bits a figure.
const FIRST_JANUARY: u32 = 0x0101;

/// Two different days, four bits a figure, that a clerk may have made of one.
fn slipped(a: u32, b: u32) -> Option<u8> {
    let differ = a ^ b;
    if differ >> 16 == 0 {
        if a & 0xffff == FIRST_JANUARY || b & 0xffff == FIRST_JANUARY {
            return Some(birth::YEAR_FIRST_JANUARY);
        }
        if a & 0xff == b >> 8 & 0xff && b & 0xff == a >> 8 & 0xff {
            return Some(birth::EXCHANGED);
        }
    }
    let (low, high) = (differ.trailing_zeros() / 4, 7 - differ.leading_zeros() / 4);
    let figure = |packed: u32, at: u32| packed >> (4 * at) & 15;
    // One figure, two neighbours exchanged, or the year before or after.
    let one = low == high || (low + 1 == high && figure(a, low) == figure(b, high) && figure(a, high) == figure(b, low));
    let years = |packed: u32| (4..8).rev().fold(0, |year, at| year * 10 + figure(packed, at));
    (one || (differ & 0xffff == 0 && years(a).abs_diff(years(b)) == 1)).then_some(birth::DIGIT)
}

fn sittings(a: &Entry, b: &Entry) -> u8 {
    if a.sitting != 0 && a.sitting == b.sitting {
        return sitting::SAME;
    }
    match (a.list, b.list) {
        (0, _) | (_, 0) => NULL,
        (x, y) if x == y => sitting::LIST,
        _ => sitting::OTHER,
    }
}
