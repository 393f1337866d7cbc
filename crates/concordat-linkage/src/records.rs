//! The rows of one or more lists, each column written as numbers so that two rows are compared without their text.

use crate::birth::{Birth, Day};
use crate::fold::fold;
use crate::hash::{self, Numbers};
use crate::name::Name;
use crate::place::{Postcode, house, school};

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
    /// School by whatever name.
    pub school: String,
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
    pub school: &'a str,
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

/// One row as numbers.
#[derive(Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) postcode: u64,
    pub(crate) forename: Code,
    pub(crate) surname: Code,
    pub(crate) aka: [Code; 2],
    /// First and last day of birth possible; `first > last` where nothing is known.
    pub(crate) born: (i32, i32),
    /// A whole date of birth as eight figures of four bits each, year first; zero where it is not whole.
    pub(crate) figures: u32,
    pub(crate) outward: u32,
    pub(crate) house: Code,
    pub(crate) school: Code,
    pub(crate) sitting: u32,
    pub(crate) list: u32,
    pub(crate) family: u32,
    pub(crate) day: i32,
    pub(crate) ethnicity: u16,
    /// The postcode area, of the row or of the list it is from.
    pub(crate) area: u16,
    pub(crate) gender: u8,
    /// Whether the area is the row's own.
    pub(crate) own_area: bool,
}

/// A dictionary of one column: each distinct value has a number, given in order of first sight. Texts are kept as their 64-bit hashes.
#[derive(Clone, Default)]
struct Dictionary {
    codes: Numbers<Code>,
    /// Cells as they stood, so that a cell seen before is not read again.
    cells: Numbers<Code>,
    size: Code,
}

impl Dictionary {
    /// The number of the value `read` makes of `cell`, and whether it is new.
    fn code(&mut self, cell: &str, read: impl Fn(&str) -> Option<String>) -> (Code, bool) {
        if cell.is_empty() {
            return (0, false);
        }
        let key = hash::text(cell);
        if let Some(code) = self.cells.get(&key) {
            return (*code, false);
        }
        let (code, new) = self.value(read(cell).as_deref());
        self.cells.insert(key, code);
        (code, new)
    }

    /// The number of a value.
    fn value(&mut self, value: Option<&str>) -> (Code, bool) {
        let Some(value) = value else { return (0, false) };
        let next = self.size + 1;
        let code = *self.codes.entry(hash::text(value)).or_insert(next);
        self.size = self.size.max(code);
        (code, code == next)
    }
}

/// Rows ready to be linked. `Debug` shows only how many there are.
#[derive(Clone, Default)]
pub struct Records {
    pub(crate) entries: Vec<Entry>,
    /// Names by code less one; forenames, surnames and other names share one dictionary, so that names in the other order are seen.
    pub(crate) names: Vec<Name>,
    /// Code of each name's main word, among the main words.
    pub(crate) mains: Vec<Code>,
    /// Schools by code less one.
    pub(crate) schools: Vec<String>,
    name_codes: Dictionary,
    main_codes: Dictionary,
    house_codes: Dictionary,
    school_codes: Dictionary,
    ethnicity_codes: Dictionary,
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
            school: &row.school,
            sitting: row.sitting,
            list: row.list,
            day: row.day,
            family: row.family,
        })
    }

    /// Adds a row whose cells are borrowed, and gives its number, counted from zero.
    pub fn push_cells(&mut self, row: &Cells<'_>) -> u32 {
        let postcode = Postcode::read(row.postcode);
        let born = row.birth.range().map_or((1, 0), |(first, last)| (first.0, last.0));
        let mut others = row.aka.split([';', ',', '/']).map(|name| self.name(name.trim())).filter(|code| *code != 0);
        let aka = [others.next().unwrap_or(0), others.next().unwrap_or(0)];
        let entry = Entry {
            postcode: postcode.whole,
            forename: self.name(row.forename),
            surname: self.name(row.surname),
            aka,
            born,
            figures: if born.0 == born.1 { figures(Day(born.0)) } else { 0 },
            outward: postcode.outward,
            house: self.house_codes.value(house(row.address).as_deref()).0,
            school: self.school(row.school),
            sitting: row.sitting.map_or(0, |sitting| sitting + 1),
            list: row.list.map_or(0, |list| list + 1),
            family: row.family.map_or(0, |family| family + 1),
            day: row.day.map_or(i32::MIN, |day| day.0),
            ethnicity: u16::try_from(self.ethnicity_codes.code(row.ethnicity, ethnicity).0).unwrap_or(0),
            area: postcode.area,
            gender: gender(row.gender),
            own_area: postcode.area != 0,
        };
        self.entries.push(entry);
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
        let (code, new) = self.name_codes.code(cell, |cell| Name::read(cell).map(|name| name.joined().to_owned()));
        if let (true, Some(name)) = (new, Name::read(cell)) {
            let main = name.main().map_or(0, |word| self.main_codes.code(&word.text, |word| Some(word.to_owned())).0);
            self.mains.push(main);
            self.names.push(name);
        }
        code
    }

    fn school(&mut self, cell: &str) -> Code {
        let (code, new) = self.school_codes.code(cell, school);
        if let (true, Some(name)) = (new, school(cell)) {
            self.schools.push(name);
        }
        code
    }

    /// The name a code stands for.
    pub(crate) fn name_of(&self, code: Code) -> Option<&Name> {
        self.names.get(usize::try_from(code).ok()?.checked_sub(1)?)
    }

    /// The code of a name's main word.
    pub(crate) fn main_of(&self, code: Code) -> Code {
        let at = usize::try_from(code).ok().and_then(|code| code.checked_sub(1));
        at.and_then(|at| self.mains.get(at)).copied().unwrap_or(0)
    }

    /// How many names and how many main words are known.
    pub(crate) fn sizes(&self) -> (usize, usize) {
        (self.names.len() + 1, usize::try_from(self.main_codes.size).unwrap_or(0) + 1)
    }

    /// How many distinct schools are known, and the name of one.
    pub(crate) fn school_of(&self, code: Code) -> Option<&str> {
        self.schools.get(usize::try_from(code).ok()?.checked_sub(1)?).map(String::as_str)
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

fn ethnicity(cell: &str) -> Option<String> {
    let folded = fold(cell);
    let vague = [
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
    (!folded.is_empty() && !vague.contains(&folded.as_str())).then_some(folded)
}
