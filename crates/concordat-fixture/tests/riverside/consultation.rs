//! The HSB Consultation Group: one sheet for the year, the date of each sitting merged over its rows.

use super::paper::{Desk, Page, Style, after};
use super::sittings::{Year, heard, procedural, words, workbook};
use super::world::{Chance, Person, World};
use concordat_fixture::spreadsheet::{merged_across, xlsx_with};
use concordat_register::Date;
use concordat_register::workbook::{Merged, Value};

const ASKED: [&str; 5] = [
    "AIM assessment",
    "Safety plan for school",
    "Advice on contact at home",
    "Second opinion on the plan",
    "Where to be seated, and how to travel",
];

const HEADINGS: [&str; 8] = ["Date", "Child", "DOB or age", "School", "Other children", "What was asked", "Worker", "Seen?"];

pub(crate) fn year(world: &World) -> Year {
    let mut desk = Desk { world, chance: Chance::new(33) };
    let file = "HSB consultations 2025-26.xlsx";
    let mut page = Page::new("Consultations", &[14, 26, 16, 26, 40, 44, 20, 14]);
    page.title("HSB Consultation Group: children brought, 2025/26", 8);
    page.sheet.merged.push(merged_across(page.next(), 7));
    page.push(words(&["First Wednesday of the month, Kingfisher Project. Practice Lead: Hannah Obi"]));
    page.headings(&HEADINGS);
    // A first Wednesday has no other in its month before it.
    let wednesdays = (0..52).map(|n| after(Date::new(2025, 9, 3).unwrap(), n * 7));
    for day in wednesdays.filter(|d| d.day <= 7) {
        sitting(&mut desk, &mut page, day);
    }
    let lines = page.lines_in(file, "HSBCG");
    let (book, looks) = workbook(vec![page]);
    Year { files: vec![(file.to_owned(), xlsx_with(&book, &looks))], lines }
}

fn sitting(desk: &mut Desk<'_>, page: &mut Page, day: Date) {
    let start = page.next();
    let children = heard(desk.world, 'H', day, &mut desk.chance);
    let mut done: Vec<&str> = Vec::new();
    for child in &children {
        if !done.contains(&child.id.as_str()) {
            done.extend(item(desk, page, (day, start), child, &children));
        }
    }
    if page.next() == start {
        let mut values = words(&["", "No children brought"]);
        values[0] = Some(Value::Date(day));
        procedural(page, day, values);
    }
    if page.next() - start > 1 {
        page.sheet.merged.push(Merged { first_row: start, first_column: 0, last_row: page.next() - 1, last_column: 0 });
    }
}

/// One row; gives the twin that stands in it too.
fn item<'w>(desk: &mut Desk<'_>, page: &mut Page, (day, start): (Date, u32), child: &Person, children: &[&'w Person]) -> Option<&'w str> {
    let mut truth = desk.truth(child);
    truth.discussed = desk.chance.percent(93);
    let twin = children.iter().find(|o| o.family == child.family && o.born == child.born && o.id != child.id);
    let name = match twin {
        Some(twin) => {
            desk.names(&mut truth, twin);
            format!("{} & {} {} (twins)", child.first, twin.first, child.last)
        }
        None => desk.name(child, Style::Initial),
    };
    let born = if desk.chance.percent(35) { desk.age(child, day) } else { desk.born(child, 60) };
    let school = desk.school(child, &mut truth);
    let mut other = String::new();
    let listed: Vec<&&Person> = children.iter().filter(|o| o.id != child.id && o.family != child.family).collect();
    if !listed.is_empty() && desk.chance.percent(35) {
        let friend = *desk.chance.pick(&listed);
        desk.names(&mut truth, friend);
        other = format!("{} (same year)", desk.mention(friend));
    } else if desk.chance.percent(30) {
        other = desk.company(child, &mut truth);
    }
    let mut asked = (*desk.chance.pick(&ASKED)).to_owned();
    if !child.places.is_empty() && desk.chance.percent(25) {
        let id = desk.chance.pick(&child.places).clone();
        asked = format!("{asked}; incident at {}", desk.place(&id, &mut truth));
    }
    let seen = if truth.discussed { "Yes" } else { "No – carried over" };
    let worker = *desk.chance.pick(&["Bex Lomas", "Priya Nair", "Hannah Obi"]);
    let mut values = words(&["", &name, "", &school, &other, &asked, worker, seen]);
    values[0] = (page.next() == start).then_some(Value::Date(day));
    values[2] = born;
    page.item(day, truth, values);
    twin.map(|t| t.id.as_str())
}
