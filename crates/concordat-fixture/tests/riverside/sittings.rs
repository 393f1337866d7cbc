//! What the panels' years have in common: days, lists, files.

use super::paper::{Line, Page, Truth, after, month};
use super::world::{Chance, Person, World};
use concordat_fixture::spreadsheet::{Look, text};
use concordat_register::Date;
use concordat_register::workbook::{Sheet, Value, Workbook};

/// A file of the example: its path in `meetings/` and its bytes.
pub(crate) type File = (String, Vec<u8>);

/// A panel's sittings: day and number of items heard.
pub(crate) type Heard = Vec<(Date, usize)>;

/// A panel's year.
#[derive(Default)]
pub(crate) struct Year {
    pub(crate) files: Vec<File>,
    pub(crate) lines: Vec<Line>,
}

impl Year {
    /// Items heard at each sitting.
    pub(crate) fn heard(&self) -> Heard {
        let mut all = Heard::new();
        for line in self.lines.iter().filter(|l| l.truth.discussed) {
            match all.last_mut() {
                Some(last) if last.0 == line.day => last.1 += 1,
                _ => all.push((line.day, 1)),
            }
        }
        all
    }
}

/// So many days of sitting, from a day of autumn 2025.
pub(crate) fn every(first: (u8, u8), days: usize, count: usize) -> Vec<Date> {
    let first = Date::new(2025, first.0, first.1).unwrap();
    (0..count).map(|n| after(first, n * days)).collect()
}

/// The children a panel hears at a sitting: all that are new, and most that it knows.
pub(crate) fn heard<'w>(world: &'w World, panel: char, day: Date, chance: &mut Chance) -> Vec<&'w Person> {
    let new = |p: &Person| p.listed.iter().any(|&(at, first, _)| at == panel && first == month(day));
    let mut list = world.listed(panel, month(day));
    list.retain(|p| new(p) || chance.percent(62));
    // The order in which they were referred.
    for n in (1..list.len()).rev() {
        list.swap(n, chance.below(n + 1));
    }
    list
}

pub(crate) fn workbook(pages: Vec<Page>) -> (Workbook, Vec<Look>) {
    let (sheets, looks) = pages.into_iter().map(|p| (p.sheet, p.look)).unzip();
    (Workbook { sheets }, looks)
}

/// Words side by side; empty ones leave their cell blank.
pub(crate) fn words(fields: &[&str]) -> Vec<Option<Value>> {
    fields.iter().map(|w| text(w)).collect()
}

/// Words side by side after a number.
pub(crate) fn numbered(number: &mut f64, fields: &[&str]) -> Vec<Option<Value>> {
    let mut values = vec![Some(Value::Number(*number))];
    values.extend(words(fields));
    *number += 1.0;
    values
}

/// An item that names nobody to be discussed.
pub(crate) fn procedural(page: &mut Page, day: Date, values: Vec<Option<Value>>) {
    page.item(day, Truth::default(), values);
}

/// A sheet of a name with rows from the top.
pub(crate) fn sheet(name: &str, rows: Vec<Vec<Option<Value>>>) -> Sheet {
    let rows = (1..).zip(rows).map(|(n, values)| concordat_fixture::spreadsheet::row(n, values)).collect();
    Sheet { name: name.to_owned(), rows, ..Sheet::default() }
}
