//! How coordinators write names, dates, schools and places, and what of it is true.

use super::world::{Chance, Named, Person, World, by_id};
use concordat_fixture::spreadsheet::{Look, text};
use concordat_register::Date;
use concordat_register::workbook::{Merged, Row, Sheet, Value};
use std::collections::BTreeSet;

/// What a row of an agenda names.
#[derive(Default, Clone)]
pub(crate) struct Truth {
    pub(crate) discussed: bool,
    pub(crate) individuals: BTreeSet<String>,
    pub(crate) families: BTreeSet<String>,
    pub(crate) schools: BTreeSet<String>,
    pub(crate) groups: BTreeSet<String>,
    pub(crate) places: BTreeSet<String>,
}

/// One line of the truth, as written to its file.
pub(crate) struct Line {
    pub(crate) file: String,
    pub(crate) sheet: String,
    pub(crate) row: u32,
    pub(crate) panel: &'static str,
    pub(crate) day: Date,
    pub(crate) truth: Truth,
}

/// A sheet as it is filled from the top.
#[derive(Default)]
pub(crate) struct Page {
    pub(crate) sheet: Sheet,
    pub(crate) look: Look,
    pub(crate) lines: Vec<(u32, Date, Truth)>,
    next: u32,
}

impl Page {
    pub(crate) fn new(name: &str, widths: &[u32]) -> Self {
        let look = Look { widths: widths.to_vec(), ..Look::default() };
        Self { sheet: Sheet { name: name.to_owned(), ..Sheet::default() }, look, lines: Vec::new(), next: 1 }
    }

    /// The number of the row that comes next.
    pub(crate) fn next(&self) -> u32 {
        self.next
    }

    pub(crate) fn blank(&mut self) {
        self.next += 1;
    }

    pub(crate) fn push(&mut self, values: Vec<Option<Value>>) {
        let row: Row = concordat_fixture::spreadsheet::row(self.next, values);
        if !row.cells.is_empty() {
            self.sheet.rows.push(row);
        }
        self.next += 1;
    }

    /// A title over so many columns, merged.
    pub(crate) fn title(&mut self, words: &str, columns: u32) {
        self.look.titles.push(self.next);
        if columns > 1 {
            self.sheet.merged.push(Merged { first_row: self.next, first_column: 0, last_row: self.next, last_column: columns - 1 });
        }
        self.push(vec![text(words)]);
    }

    pub(crate) fn headings(&mut self, words: &[&str]) {
        self.look.headings.push(self.next);
        self.push(words.iter().map(|w| text(w)).collect());
    }

    /// An item of a sitting.
    pub(crate) fn item(&mut self, day: Date, truth: Truth, values: Vec<Option<Value>>) {
        self.lines.push((self.next, day, if truth.discussed { truth } else { Truth::default() }));
        self.push(values);
    }

    pub(crate) fn lines_in(&self, file: &str, panel: &'static str) -> Vec<Line> {
        let sheet = self.sheet.name.clone();
        self.lines
            .iter()
            .map(|(row, day, truth)| Line {
                file: file.to_owned(),
                sheet: sheet.clone(),
                row: *row,
                panel,
                day: *day,
                truth: truth.clone(),
            })
            .collect()
    }
}

/// A coordinator at work: the town, and chance.
pub(crate) struct Desk<'w> {
    pub(crate) world: &'w World,
    pub(crate) chance: Chance,
}

/// How a name is written in a name column.
#[derive(Clone, Copy)]
pub(crate) enum Style {
    /// `MARSH, Kayden (aka KD)`.
    Reversed,
    /// `Kayden MARSH`.
    Plain,
    /// `K Marsh`, `K. Marsh`.
    Initial,
}

impl Desk<'_> {
    pub(crate) fn truth(&self, child: &Person) -> Truth {
        let mut truth = Truth { discussed: true, ..Truth::default() };
        self.names(&mut truth, child);
        truth
    }

    /// Notes that a row names somebody, and with them their family.
    pub(crate) fn names(&self, truth: &mut Truth, person: &Person) {
        truth.individuals.insert(person.id.clone());
        truth.families.extend(person.family.clone());
    }

    /// A forename as somebody writes it: a nickname, a slip of the fingers.
    pub(crate) fn forename(&mut self, person: &Person) -> String {
        let short = person.also.iter().find(|a| !a.contains(' '));
        match short {
            Some(short) if self.chance.percent(18) => short.clone(),
            _ => self.slip(&person.first),
        }
    }

    /// Now and then two letters change places, or one is left out or doubled.
    pub(crate) fn slip(&mut self, name: &str) -> String {
        let mut letters: Vec<char> = name.chars().collect();
        if letters.len() < 6 || !self.chance.percent(6) {
            return name.to_owned();
        }
        let at = 2 + self.chance.below(letters.len() - 4);
        match self.chance.below(3) {
            0 => letters.swap(at, at + 1),
            1 => drop(letters.remove(at)),
            _ => letters.insert(at, letters[at]),
        }
        letters.into_iter().collect()
    }

    pub(crate) fn name(&mut self, person: &Person, style: Style) -> String {
        let (first, last) = (self.forename(person), self.slip(&person.last));
        match style {
            Style::Reversed => {
                let aka = person.also.first().filter(|a| **a != first && !a.contains(' '));
                let aka = aka.filter(|_| self.chance.percent(40)).map(|a| format!(" (aka {a})")).unwrap_or_default();
                format!("{}, {first}{aka}", last.to_uppercase())
            }
            Style::Plain if self.chance.percent(5) => format!("{last} {first}"),
            Style::Plain if self.chance.percent(40) => format!("{first} {}", last.to_uppercase()),
            Style::Plain => format!("{first} {last}"),
            // An initial that would do for a brother or sister too is not used.
            Style::Initial if self.world.siblings(person).iter().any(|s| s.first.chars().next() == person.first.chars().next()) => {
                format!("{first} {last}")
            }
            Style::Initial => {
                let initial: String = person.first.chars().take(1).collect();
                if self.chance.percent(50) { format!("{initial}. {last}") } else { format!("{initial} {last}") }
            }
        }
    }

    /// Somebody named in passing, in running text.
    pub(crate) fn mention(&mut self, person: &Person) -> String {
        let alone = person.also.iter().find(|a| self.world.is_unique(a) && !a.contains(' ') && a.len() > 2).cloned();
        match alone {
            Some(alone) if self.chance.percent(20) => format!("\"{alone}\""),
            _ if self.world.is_unique(&person.first) && self.chance.percent(12) => {
                format!("{} {}", person.first, person.last.chars().take(1).collect::<String>())
            }
            _ => format!("{} {}", self.forename(person), person.last),
        }
    }

    /// A date of birth: a date, or text in one of the ways it is typed; sometimes blank, seldom wrong.
    pub(crate) fn born(&mut self, person: &Person, as_date: usize) -> Option<Value> {
        if self.chance.percent(8) {
            return text(if self.chance.percent(30) { "not known" } else { "" });
        }
        let mut born = person.born;
        if self.chance.percent(4) {
            born = match self.chance.below(3) {
                0 => Date::new(born.year, born.day, born.month).unwrap_or(born),
                1 => Date::new(born.year + 1, born.month, born.day).unwrap_or(born),
                _ => Date::new(born.year, born.month, (born.day + 9) % 28 + 1).unwrap_or(born),
            };
        }
        if self.chance.percent(1) {
            return text(&format!("30/02/{}", born.year));
        }
        if self.chance.percent(as_date) {
            return Some(Value::Date(born));
        }
        let month = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][usize::from(born.month) - 1];
        let Date { year, month: number, day } = born;
        let two = year % 100;
        let typed = match self.chance.below(5) {
            0 => format!("{day:02}.{number:02}.{two:02}"),
            1 => format!("{day} {month} {year}"),
            2 => format!("{day:02}-{month}-{two:02}"),
            _ => format!("{day:02}/{number:02}/{year}"),
        };
        text(&typed)
    }

    /// An age in years on a day, as a number or in words.
    pub(crate) fn age(&mut self, person: &Person, on: Date) -> Option<Value> {
        let had = (on.month, on.day) >= (person.born.month, person.born.day);
        let age = on.year - person.born.year - i16::from(!had);
        match self.chance.below(40) {
            0 => text(""),
            1 => Some(Value::Number(f64::from(age) * 10.0 + 10.0)),
            2 | 3 => text(&format!("{age} yrs")),
            4 => text(&format!("{}yo", age)),
            _ => Some(Value::Number(f64::from(age))),
        }
    }

    pub(crate) fn school(&mut self, child: &Person, truth: &mut Truth) -> String {
        if self.chance.percent(7) {
            return (*self.chance.pick(&["", "Not in education", "EHE", "tbc"])).to_owned();
        }
        truth.schools.insert(child.school.clone());
        by_id(&self.world.schools, &child.school).said(&mut self.chance)
    }

    pub(crate) fn place(&mut self, id: &str, truth: &mut Truth) -> String {
        truth.places.insert(id.to_owned());
        by_id(&self.world.places, id).said(&mut self.chance)
    }

    pub(crate) fn group(&mut self, id: &str, truth: &mut Truth) -> String {
        truth.groups.insert(id.to_owned());
        by_id(&self.world.groups, id).said(&mut self.chance)
    }

    /// One of a list of things, as somebody calls it.
    pub(crate) fn said(&mut self, thing: &Named) -> String {
        thing.said(&mut self.chance)
    }

    /// Where a child lives: a home, which is a place, or a family's address, which is none.
    pub(crate) fn lives(&mut self, child: &Person, truth: &mut Truth) -> String {
        if let Some(home) = &child.home {
            return self.place(home, truth);
        }
        let Some(family) = &child.family else { return String::new() };
        truth.families.insert(family.clone());
        let (address, postcode) = &self.world.families[family];
        let parents: Vec<&Person> =
            self.world.people.iter().filter(|p| p.id.starts_with('A') && p.family.as_ref() == Some(family)).collect();
        match parents.first() {
            Some(parent) if self.chance.percent(35) => {
                let called = if parent.girl { "mother" } else { "father" };
                format!("with {called}, {} {}, {address}", parent.first, parent.last)
            }
            _ if self.chance.percent(50) => format!("{address}, {postcode}"),
            _ if self.chance.percent(30) => format!("with grandmother, {address}"),
            _ => address.clone(),
        }
    }

    /// Whom a child was with: friends, a brother or sister, a group, somebody unknown. Empty more often than not.
    pub(crate) fn company(&mut self, child: &Person, truth: &mut Truth) -> String {
        let mut said: Vec<String> = Vec::new();
        let friends = self.world.friends(child);
        if !friends.is_empty() && self.chance.percent(40) {
            let friend = *self.chance.pick(&friends);
            self.names(truth, friend);
            said.push(self.mention(friend));
            let other = *self.chance.pick(&friends);
            if other.id != friend.id && self.chance.percent(35) {
                self.names(truth, other);
                said.push(self.mention(other));
            }
        }
        let siblings = self.world.siblings(child);
        if !siblings.is_empty() && self.chance.percent(15) {
            let sibling = *self.chance.pick(&siblings);
            self.names(truth, sibling);
            let called = if sibling.girl { "sister" } else { "brother" };
            said.push(if self.chance.percent(50) {
                format!("{called} {}", sibling.first)
            } else {
                format!("{} ({called})", self.mention(sibling))
            });
        }
        if !child.groups.is_empty() && self.chance.percent(25) {
            let group = self.chance.pick(&child.groups).clone();
            said.push(self.group(&group, truth));
        }
        if self.chance.percent(5) {
            said.push((*self.chance.pick(&["unknown male, 20s", "older male known only as \"Dreads\"", "two unknown females"])).to_owned());
        }
        said.join(if self.chance.percent(70) { ", " } else { " and " })
    }
}

/// So many days after a day.
pub(crate) fn after(day: Date, days: usize) -> Date {
    let mut day = day;
    for _ in 0..days {
        day = Date::new(day.year, day.month, day.day + 1)
            .or_else(|| Date::new(day.year, day.month + 1, 1))
            .or_else(|| Date::new(day.year + 1, 1, 1))
            .unwrap();
    }
    day
}

/// Months since September 2025.
pub(crate) fn month(day: Date) -> usize {
    usize::try_from((i32::from(day.year) - 2025) * 12 + i32::from(day.month) - 9).unwrap()
}

pub(crate) const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// `2 September 2025`.
pub(crate) fn long(day: Date) -> String {
    format!("{} {} {}", day.day, MONTHS[usize::from(day.month) - 1], day.year)
}

/// `2 Sep`.
pub(crate) fn brief(day: Date) -> String {
    format!("{} {}", day.day, &MONTHS[usize::from(day.month) - 1][..3])
}
