//! The rows of one or more lists, each column written as numbers so that two rows are compared without their text.

use crate::birth::{Birth, Day};
use crate::fold::fold;
use crate::hash::{self, Numbers};
use crate::name::Name;
use crate::place::{House, Postcode, house, number, school, telephone};
use crate::shape::Shape;

/// One row of a list as it stands, before anything is made of it. Whatever is not known is left empty. `Debug` shows no person.
#[derive(Clone, Default)]
pub struct Row {
    /// Forename or forenames.
    pub forename: String,
    /// Surname, with both parts of a double one.
    pub surname: String,
    /// Other names the person goes by, forenames or surnames, with `;`, `,` or `/` between them.
    pub aka: String,
    /// When the person was born.
    pub birth: Birth,
    /// Gender or sex; the first letter counts.
    pub gender: String,
    /// Ethnicity, in any list's words.
    pub ethnicity: String,
    /// Postcode, whole or its first part.
    pub postcode: String,
    /// Address: house number and road.
    pub address: String,
    /// The second line of the address, or another address.
    pub address2: String,
    /// Town, suburb or village.
    pub town: String,
    /// School by whatever name.
    pub school: String,
    /// A number that is the person's own: NHS number, UPN, case reference, social insurance number.
    pub number: String,
    /// Telephone number.
    pub telephone: String,
    /// Rows with one sitting stood on one agenda: they are rarely one person.
    pub sitting: Option<u32>,
    /// The panel, register or file the row is from.
    pub list: Option<u32>,
    /// Day of the sitting.
    pub day: Option<Day>,
    /// Rows with one family are known to be of one household, from a reference, a heading or the words of the row.
    pub family: Option<u32>,
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Row").field("sitting", &self.sitting).field("list", &self.list).field("day", &self.day).finish_non_exhaustive()
    }
}

/// A [`Row`] whose cells are borrowed, for long files.
#[derive(Clone, Copy, Default)]
#[expect(missing_docs, reason = "the fields are those of `Row`")]
pub struct Cells<'a> {
    pub forename: &'a str,
    pub surname: &'a str,
    pub aka: &'a str,
    pub birth: Birth,
    pub gender: &'a str,
    pub ethnicity: &'a str,
    pub postcode: &'a str,
    pub address: &'a str,
    pub address2: &'a str,
    pub town: &'a str,
    pub school: &'a str,
    pub number: &'a str,
    pub telephone: &'a str,
    pub sitting: Option<u32>,
    pub list: Option<u32>,
    pub day: Option<Day>,
    pub family: Option<u32>,
}

impl std::fmt::Debug for Cells<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cells").field("sitting", &self.sitting).field("list", &self.list).field("day", &self.day).finish_non_exhaustive()
    }
}

/// Number of a value in its column's dictionary; zero is "not given".
pub(crate) type Code = u32;

/// Set in the code of a house of which only the road is known.
pub(crate) const NO_NUMBER: Code = 1 << 31;

/// What few rows have.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct More {
    /// Other names.
    pub(crate) names: [Code; 2],
    /// Another address.
    pub(crate) house: Code,
}

/// Days from first to last of a birth of which nothing is known.
const UNKNOWN_SPAN: u16 = u16::MAX;

/// One row as numbers: what pairs are compared by, in one line of a cache.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Entry {
    pub(crate) forename: Code,
    pub(crate) surname: Code,
    /// Code of what few rows have: other names, and another address.
    pub(crate) more: Code,
    /// First day of birth possible.
    born: i32,
    /// A whole date of birth as eight figures of four bits each, year first; zero where it is not whole.
    pub(crate) figures: u32,
    pub(crate) outward: u32,
    pub(crate) house: Code,
    pub(crate) school: Code,
    pub(crate) sitting: u32,
    pub(crate) list: u32,
    pub(crate) family: u32,
    /// Code of a person's number.
    pub(crate) number: Code,
    pub(crate) telephone: Code,
    /// Days from the first day of birth possible to the last.
    span: u16,
    pub(crate) inward: u16,
    pub(crate) ethnicity: u16,
    /// The postcode area, of the row or of the list it is from.
    pub(crate) area: u16,
    /// Code of the town; zero beyond the first 65,535 of them.
    pub(crate) town: u16,
    pub(crate) gender: u8,
    /// Whether the area is the row's own.
    pub(crate) own_area: bool,
}

impl Entry {
    /// The postcode, as far as it is given.
    pub(crate) fn postcode(&self) -> Postcode {
        Postcode { outward: self.outward, inward: self.inward, area: self.area }
    }

    /// First and last day of birth possible, where anything is known.
    pub(crate) fn born(&self) -> Option<(i32, i32)> {
        (self.span != UNKNOWN_SPAN).then(|| (self.born, self.born + i32::from(self.span)))
    }
}

/// A dictionary of one column: each distinct value has a number, given in order of first sight. Texts are kept as their 64-bit hashes.
#[derive(Clone, Default)]
struct Dictionary {
    codes: Numbers,
    /// Cells as they stood, so that a cell seen before is not read again.
    cells: Numbers,
    size: Code,
}

impl Dictionary {
    /// The number of the value `read` makes of `cell`; a new value is handed to `keep`.
    fn code<T>(&mut self, cell: &str, read: impl FnOnce(&str) -> Option<(u64, T)>, keep: impl FnOnce(T)) -> Code {
        if cell.is_empty() {
            return 0;
        }
        let key = hash::text(cell);
        if let Some(code) = self.cells.get(key) {
            return code;
        }
        let code = match read(cell) {
            None => 0,
            Some((value, kept)) => {
                let (code, new) = self.value(value);
                if new {
                    keep(kept);
                }
                code
            }
        };
        self.cells.get_or_insert(key, code);
        code
    }

    /// The number of a value given as its hash, and whether it is new.
    fn value(&mut self, value: u64) -> (Code, bool) {
        let next = self.size + 1;
        let code = self.codes.get_or_insert(value, next);
        self.size = self.size.max(code);
        (code, code == next)
    }
}

/// What a code of a column stands for.
pub(crate) fn value_of<T>(values: &[T], code: Code) -> Option<&T> {
    values.get(usize::try_from(code).ok()?.checked_sub(1)?)
}

/// Rows ready to be linked. `Debug` shows only how many there are.
#[derive(Clone, Default)]
pub struct Records {
    pub(crate) entries: Vec<Entry>,
    /// Day of the sitting of each row; the earliest of all where it is not known.
    pub(crate) days: Vec<i32>,
    /// Names by code less one; forenames, surnames and other names share one dictionary, so that names in the other order are seen.
    pub(crate) names: Vec<Name>,
    /// Shape of each name, by code less one.
    pub(crate) shapes: Vec<Shape>,
    /// The first letters of each name without spaces, by code less one.
    pub(crate) letters: Vec<[u8; 16]>,
    /// Code of each name's main word, among the main words.
    pub(crate) mains: Vec<Code>,
    /// Other names and second addresses by code less one.
    pub(crate) more: Vec<More>,
    /// Schools by code less one.
    pub(crate) schools: Vec<String>,
    /// Houses by code less one.
    pub(crate) houses: Vec<House>,
    /// Roads by code less one.
    pub(crate) roads: Vec<Box<str>>,
    /// Towns by code less one.
    pub(crate) towns: Vec<String>,
    /// Persons' numbers and telephone numbers by code less one.
    pub(crate) numbers: Vec<Box<str>>,
    name_codes: Dictionary,
    main_codes: Dictionary,
    more_codes: Dictionary,
    town_codes: Dictionary,
    house_codes: Dictionary,
    road_codes: Dictionary,
    school_codes: Dictionary,
    ethnicity_codes: Dictionary,
    number_codes: Dictionary,
}

impl std::fmt::Debug for Records {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Records").field("rows", &self.entries.len()).finish_non_exhaustive()
    }
}

impl Records {
    /// No rows yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a row and gives its number, counted from zero.
    pub fn push(&mut self, row: &Row) -> u32 {
        self.push_cells(&Cells {
            forename: &row.forename,
            surname: &row.surname,
            aka: &row.aka,
            birth: row.birth,
            gender: &row.gender,
            ethnicity: &row.ethnicity,
            postcode: &row.postcode,
            address: &row.address,
            address2: &row.address2,
            town: &row.town,
            school: &row.school,
            number: &row.number,
            telephone: &row.telephone,
            sitting: row.sitting,
            list: row.list,
            day: row.day,
            family: row.family,
        })
    }

    /// Adds a row whose cells are borrowed, and gives its number, counted from zero.
    pub fn push_cells(&mut self, row: &Cells<'_>) -> u32 {
        let postcode = Postcode::read(row.postcode);
        let (born, span, figures) = match row.birth.range() {
            None => (0, UNKNOWN_SPAN, 0),
            Some((first, last)) if first == last => (first.0, 0, figures(first)),
            Some((first, last)) => (first.0, u16::try_from(last.0 - first.0).unwrap_or(UNKNOWN_SPAN - 1), 0),
        };
        let entry = Entry {
            inward: postcode.inward,
            forename: self.name(row.forename),
            surname: self.name(row.surname),
            more: self.more(row),
            born,
            span,
            figures,
            outward: postcode.outward,
            house: self.house(row.address),
            school: self.school(row.school),
            number: self.number(number(row.number), 1),
            telephone: self.number(telephone(row.telephone), 2),
            sitting: row.sitting.map_or(0, |sitting| sitting + 1),
            list: row.list.map_or(0, |list| list + 1),
            family: row.family.map_or(0, |family| family + 1),
            ethnicity: u16::try_from(self.ethnicity_codes.code(row.ethnicity, ethnicity, |()| ())).unwrap_or(0),
            area: postcode.area,
            town: self.town(row.town),
            gender: gender(row.gender),
            own_area: postcode.area != 0,
        };
        self.entries.push(entry);
        self.days.push(row.day.map_or(i32::MIN, |day| day.0));
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX) - 1
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn name(&mut self, cell: &str) -> Code {
        let read = |cell: &str| Name::read(cell).map(|name| (hash::text(name.joined()), name));
        let (names, shapes, letters) = (&mut self.names, &mut self.shapes, &mut self.letters);
        let (mains, main_codes) = (&mut self.mains, &mut self.main_codes);
        self.name_codes.code(cell, read, |name| {
            mains.push(name.main().map_or(0, |word| main_codes.value(hash::text(&word.text)).0));
            shapes.push(Shape::of(&name));
            let mut start = [0; 16];
            start.iter_mut().zip(name.joined().bytes()).for_each(|(to, letter)| *to = letter);
            letters.push(start);
            names.push(name);
        })
    }

    /// The code of the first two of a row's other names and its second address.
    fn more(&mut self, row: &Cells<'_>) -> Code {
        if row.aka.is_empty() && row.address2.is_empty() {
            return 0;
        }
        let mut names = row.aka.split([';', ',', '/']).map(|name| self.name(name.trim())).filter(|code| *code != 0);
        let [first, second] = [names.next().unwrap_or(0), names.next().unwrap_or(0)];
        drop(names);
        let more = More { names: [first, second], house: self.second(row) };
        if more == More::default() {
            return 0;
        }
        let (code, new) = self.more_codes.value(hash::of(&[first, second, more.house].map(u64::from)));
        if new {
            self.more.push(more);
        }
        code
    }

    /// The code of the second address, whose number is that of the first where it has none of its own.
    fn second(&mut self, row: &Cells<'_>) -> Code {
        match self.house(row.address2) {
            0 => 0,
            second if second & NO_NUMBER != 0 => {
                let number = row.address.split_whitespace().next().filter(|word| word.starts_with(|letter: char| letter.is_ascii_digit()));
                number.map_or(second, |number| self.house(&format!("{number} {}", row.address2)))
            }
            second => second,
        }
    }

    fn town(&mut self, cell: &str) -> u16 {
        let read = |cell: &str| Some(fold(cell)).filter(|town| town.len() > 2).map(|town| (hash::text(&town), town));
        let towns = &mut self.towns;
        u16::try_from(self.town_codes.code(cell, read, |town| towns.push(town))).unwrap_or(0)
    }

    fn school(&mut self, cell: &str) -> Code {
        let read = |cell: &str| school(cell).map(|name| (hash::text(&name), name));
        let schools = &mut self.schools;
        self.school_codes.code(cell, read, |name| schools.push(name))
    }

    fn house(&mut self, cell: &str) -> Code {
        let (houses, roads, codes) = (&mut self.houses, &mut self.roads, &mut self.road_codes);
        let read = |cell: &str| {
            let (number, name) = house(cell)?;
            let (road, new) = codes.value(hash::text(&name));
            if new {
                roads.push(name.into());
            }
            Some((hash::of(&[number, u64::from(road)]), House { number, road }))
        };
        let code = self.house_codes.code(cell, read, |house| houses.push(house));
        // Looked up once here and not with every pair.
        let numbered = code == 0 || value_of(houses, code).is_some_and(|house| house.number != 0);
        if numbered { code } else { code | NO_NUMBER }
    }

    /// The code of a number; `kind` keeps numbers of two columns apart.
    fn number(&mut self, number: Option<String>, kind: u64) -> Code {
        let Some(number) = number else { return 0 };
        let (code, new) = self.number_codes.value(hash::of(&[hash::text(&number), kind]));
        if new {
            self.numbers.push(number.into());
        }
        code
    }

    /// The name a code stands for.
    pub(crate) fn name_of(&self, code: Code) -> Option<&Name> {
        value_of(&self.names, code)
    }

    /// The code of a name's main word.
    pub(crate) fn main_of(&self, code: Code) -> Code {
        value_of(&self.mains, code).copied().unwrap_or(0)
    }

    /// What few rows have, of one row.
    pub(crate) fn more_of(&self, entry: &Entry) -> More {
        value_of(&self.more, entry.more).copied().unwrap_or_default()
    }

    /// The house, or the road, of a code.
    pub(crate) fn house_of(&self, code: Code) -> Option<&House> {
        value_of(&self.houses, code & !NO_NUMBER)
    }

    /// How many names and how many main words are known.
    pub(crate) fn sizes(&self) -> (usize, usize) {
        (self.names.len() + 1, usize::try_from(self.main_codes.size).unwrap_or(0) + 1)
    }

    /// Rows in meeting order.
    pub(crate) fn in_meeting_order(&self) -> Vec<u32> {
        let mut order: Vec<(i32, u32)> = self.days.iter().copied().zip(0..).collect();
        order.sort_unstable();
        order.into_iter().map(|(_, row)| row).collect()
    }
}

/// Year, month and day in eight figures of four bits each.
fn figures(day: Day) -> u32 {
    let (year, month, day) = day.parts();
    let decimal = year.unsigned_abs() * 10_000 + month * 100 + day;
    (0..8).fold((0, decimal), |(packed, left), at| (packed | (left % 10) << (4 * at), left / 10)).0
}

fn gender(cell: &str) -> u8 {
    match cell.trim().bytes().next().map(|letter| letter.to_ascii_lowercase()) {
        Some(b'm' | b'b') => 1,
        Some(b'f' | b'g' | b'w') => 2,
        _ => 0,
    }
}

fn ethnicity(cell: &str) -> Option<(u64, ())> {
    const VAGUE: [&str; 14] = [
        "unknown",
        "not known",
        "other",
        "any other",
        "any other ethnic group",
        "not stated",
        "refused",
        "na",
        "n a",
        "none",
        "mixed",
        "tbc",
        "not recorded",
        "prefer not to say",
    ];
    let folded = fold(cell);
    (!folded.is_empty() && !VAGUE.contains(&folded.as_str())).then(|| (hash::text(&folded), ()))
}
