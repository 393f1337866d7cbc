//! Tables as records: which column is what, by its heading, and rows read from their cells.

use crate::birth::{Birth, Day};
use crate::fold::fold;
use crate::hash::{self, Numbers};
use crate::name::Written;
use crate::records::{Cells, Records};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
enum Role {
    Id,
    Forename,
    Surname,
    Name,
    Aka,
    Birth,
    Age,
    Gender,
    Ethnicity,
    Postcode,
    Address,
    HouseNumber,
    Address2,
    Town,
    School,
    List,
    Date,
    Family,
    Number,
    Telephone,
}

/// Each role with the headings it is known by, folded; the first that stands in a table is taken.
const ROLES: [(Role, &[&str]); 20] = [
    (Role::Id, &["id", "record id", "row id", "unique id", "rec id", "reference", "ref"]),
    (Role::Forename, &["forename", "forenames", "first name", "given name", "given names", "firstname"]),
    (Role::Surname, &["surname", "last name", "family name", "lastname"]),
    (Role::Name, &["name", "full name", "child", "young person", "child name", "name of child"]),
    (Role::Aka, &["aka", "alias", "also known as", "known as", "other names"]),
    (Role::Birth, &["dob", "date of birth", "born", "birth date", "d o b"]),
    (Role::Age, &["age"]),
    (Role::Gender, &["gender", "sex"]),
    (Role::Ethnicity, &["ethnicity", "ethnic group", "ethnic origin"]),
    (Role::Postcode, &["postcode", "post code", "zip", "zip code"]),
    (Role::Address, &["address", "address line", "address 1", "address line 1", "home address", "street", "road"]),
    (Role::HouseNumber, &["street number", "house number", "house no"]),
    (Role::Address2, &["address 2", "address line 2", "second line of address"]),
    (Role::Town, &["town", "suburb", "city", "locality", "village", "post town", "town or city", "town city"]),
    (Role::School, &["school", "education", "school or college", "school name"]),
    (Role::List, &["panel", "list", "register", "meeting"]),
    (Role::Date, &["meeting date", "date", "date of meeting", "sitting"]),
    (Role::Family, &["family", "household", "family id"]),
    (
        Role::Number,
        &[
            "nhs number",
            "nhs no",
            "upn",
            "unique pupil number",
            "national insurance number",
            "ni number",
            "social security number",
            "soc sec id",
            "ssn",
            "case number",
            "case reference",
            "case ref",
            "case id",
        ],
    ),
    (Role::Telephone, &["telephone", "telephone number", "phone", "phone number", "mobile", "mobile number", "tel"]),
];

/// Where each role stands in a table.
#[derive(Clone, Debug)]
pub struct Columns([Option<usize>; ROLES.len()]);

impl Columns {
    /// Knows columns by their headings; `None` where no column holds names.
    pub fn read<'a>(headings: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let folded: Vec<String> = headings.into_iter().map(|heading| fold(&heading.replace('_', " "))).collect();
        let place = |names: &[&str]| names.iter().find_map(|name| folded.iter().position(|heading| heading == name));
        let columns = Self(ROLES.map(|(_, names)| place(names)));
        [Role::Forename, Role::Surname, Role::Name].iter().any(|role| columns.has(*role)).then_some(columns)
    }

    fn place(&self, role: Role) -> Option<usize> {
        self.0.get(role as usize).copied().flatten()
    }

    /// Whether anything is read from a column.
    #[must_use]
    pub fn reads(&self, column: usize) -> bool {
        self.0.contains(&Some(column))
    }

    fn has(&self, role: Role) -> bool {
        self.place(role).is_some()
    }
}

/// Rows of one table or several as records, with the id of each. `Debug` shows only how many there are.
#[derive(Default)]
pub struct Tables {
    /// The rows.
    pub records: Records,
    /// Ids of all rows, one after the other, and where each ends.
    ids: String,
    ends: Vec<usize>,
    /// The row after the last of each table that has ended.
    tables: Vec<u32>,
    lists: Numbers,
    sittings: Numbers,
    families: Numbers,
    address: String,
}

impl std::fmt::Debug for Tables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tables").field("tables", &self.tables.len()).field("rows", &self.ends.len()).finish_non_exhaustive()
    }
}

impl Tables {
    /// Adds a row. `line` is its place in the table, by which it is named where there is no column of ids; `cell` gives the cell of a column.
    pub fn push<'a>(&mut self, columns: &Columns, line: u64, cell: impl Fn(usize) -> &'a str) {
        let get = |role| columns.place(role).map_or("", |at| cell(at).trim());
        let (panel, date) = (get(Role::List), get(Role::Date));
        let list = if panel.is_empty() { hash::of(&[self.tables.len() as u64, 1]) } else { hash::text(panel) };
        let list = number_of(&mut self.lists, list);
        let sitting = (!date.is_empty()).then(|| number_of(&mut self.sittings, hash::of(&[u64::from(list), hash::text(date)])));
        let family = Some(get(Role::Family)).filter(|family| !family.is_empty());
        let family = family.map(|family| number_of(&mut self.families, hash::text(family)));
        let day = Day::read(date);
        let birth = match Birth::read(get(Role::Birth), day) {
            Birth::Unknown => Birth::read(get(Role::Age), day),
            known => known,
        };
        let parted = columns.has(Role::Surname) || columns.has(Role::Forename);
        let written = if parted { Written::default() } else { Written::read(get(Role::Name)) };
        let or = |role, other| if get(role).is_empty() { other } else { get(role) };
        self.address.clear();
        if !get(Role::HouseNumber).is_empty() {
            self.address.extend([get(Role::HouseNumber), " ", get(Role::Address)]);
        }
        self.records.push_cells(&Cells {
            forename: or(Role::Forename, &written.forename),
            surname: or(Role::Surname, &written.surname),
            aka: or(Role::Aka, &written.aka),
            birth,
            gender: get(Role::Gender),
            ethnicity: get(Role::Ethnicity),
            postcode: get(Role::Postcode),
            address: if self.address.is_empty() { get(Role::Address) } else { &self.address },
            address2: get(Role::Address2),
            town: get(Role::Town),
            school: get(Role::School),
            number: get(Role::Number),
            telephone: get(Role::Telephone),
            sitting,
            list: Some(list),
            day,
            family,
        });
        match get(Role::Id) {
            "" => self.ids.extend([(self.tables.len() + 1).to_string(), format!(":{line}")]),
            id => self.ids.push_str(id),
        }
        self.ends.push(self.ids.len());
    }

    /// Ends a table: rows that follow are of another.
    pub fn end(&mut self) {
        self.tables.push(u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
    }

    /// The row after the last of each table that has ended.
    #[must_use]
    pub fn tables(&self) -> &[u32] {
        &self.tables
    }

    /// The id of a row.
    #[must_use]
    pub fn id(&self, row: u32) -> &str {
        let at = row as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|end| self.ids.get(start..*end)).unwrap_or_default()
    }

    /// The ids of all rows.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        (0..u32::try_from(self.ends.len()).unwrap_or(u32::MAX)).map(|row| self.id(row))
    }
}

/// The number of a value given as its hash, counted from zero in order of first sight.
fn number_of(numbers: &mut Numbers, key: u64) -> u32 {
    let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    numbers.get_or_insert(key, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_stands_at_its_own_place() {
        assert!(ROLES.iter().enumerate().all(|(at, (role, _))| *role as usize == at));
    }

    #[test]
    fn columns_are_known_by_their_headings() {
        let headings =
            ["Ref", "First_Name", "SURNAME", "D.O.B", "Street Number", "address_1", "NHS Number", "Phone", "Household", "Shoe size"];
        let rows = [
            ["7", "Jory", "Tangye", "8/3/2010", "12", "Quarry Lane", "943 476 5919", "07700 900123", "H1", "5"],
            ["", "Jory", "Tangye", "2010-03-08", "", "12 Quarry Ln", "9434765919", "+44 7700 900123", "H1", "6"],
        ];
        let columns = Columns::read(headings).unwrap();
        let mut tables = Tables::default();
        for (line, row) in (2..).zip(&rows) {
            tables.push(&columns, line, |at| row[at]);
        }
        assert_eq!(tables.ids().collect::<Vec<_>>(), ["7", "1:3"]);
        let [a, b] = tables.records.entries.as_slice() else { panic!() };
        let shared = |entry: &crate::records::Entry| {
            [entry.forename, entry.surname, entry.figures, entry.house, entry.number, entry.telephone, entry.family, entry.list]
        };
        assert!(shared(a) == shared(b) && !shared(a).contains(&0));
        assert!(Columns::read(["shoe size"]).is_none());
        assert!(!format!("{tables:?}").contains("Jory"));
    }
}
