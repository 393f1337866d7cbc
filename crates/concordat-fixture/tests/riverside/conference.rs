//! The MARAC: a file of separated values a quarter; from January it comes out of a new system, with semicolons and other headings.

use super::paper::{Desk, Page, Style, month};
use super::sittings::{Year, every, words};
use super::world::{Case, Chance, World, by_id};
use concordat_fixture::spreadsheet::{separated, text};
use concordat_register::Date;
use concordat_register::workbook::Value;

const OLD: [&str; 10] =
    ["Case", "Date of conference", "Victim", "DOB", "Perpetrator", "Perp DOB", "Relationship", "Children (age)", "Address", "Notes"];

const NEW: [&str; 11] = [
    "CaseRef",
    "ConferenceDate",
    "PersonAtRisk",
    "PersonAtRiskDoB",
    "AllegedPerpetrator",
    "AllegedPerpetratorDoB",
    "Relationship",
    "ChildrenInHousehold",
    "Address",
    "Notes",
    "Status",
];

/// Files, and the months from September that each holds.
const FILES: [(&str, usize, usize); 5] = [
    ("MARAC list 2025 Q3.csv", 0, 1),
    ("MARAC list 2025 Q4.csv", 1, 4),
    ("marac_export_2026_1.csv", 4, 7),
    ("marac_export_2026_2.csv", 7, 10),
    ("marac_export_2026_3.csv", 10, 12),
];

pub(crate) fn year(world: &World) -> Year {
    let mut desk = Desk { world, chance: Chance::new(44) };
    let days = every((9, 4), 14, 26);
    let mut year = Year::default();
    for (file, from, to) in FILES {
        let new_system = from >= 4;
        let mut page = Page::new("", &[]);
        if new_system {
            page.headings(&NEW);
        } else {
            page.push(words(&["Riverside MARAC case list"]));
            page.blank();
            page.headings(&OLD);
        }
        for &day in days.iter().filter(|d| (from..to).contains(&month(**d))) {
            sitting(&mut desk, &mut page, day, new_system);
        }
        year.lines.extend(page.lines_in(file, "MARAC"));
        let body = separated(&page.sheet, if new_system { ';' } else { ',' });
        // The old list was saved by Excel for Windows, which begins with a mark of the encoding.
        let whole = if new_system { format!("sep=;\r\n{body}") } else { format!("\u{feff}{body}") };
        year.files.push((file.to_owned(), whole.into_bytes()));
    }
    year
}

fn sitting(desk: &mut Desk<'_>, page: &mut Page, day: Date, new_system: bool) {
    let early = day.day <= 15;
    // Each case of a month is heard at the first or the second conference of it.
    let heard = |n: usize, case: &Case| case.months.contains(&month(day)) && n.is_multiple_of(2) == early;
    let cases = desk.world.cases.iter().enumerate().filter(|(n, case)| heard(*n, case)).map(|(_, case)| case);
    for (number, case) in (1..).zip(cases) {
        item(desk, page, (day, number), case, new_system);
    }
}

fn item(desk: &mut Desk<'_>, page: &mut Page, (day, number): (Date, u32), case: &Case, new_system: bool) {
    let world = desk.world;
    let (victim, by) = (world.person(&case.victim), world.person(&case.by));
    let mut truth = desk.truth(victim);
    desk.names(&mut truth, by);
    let mut children: Vec<String> = Vec::new();
    for child in case.children.iter().map(|id| world.person(id)) {
        desk.names(&mut truth, child);
        let age = day.year - child.born.year - i16::from((day.month, day.day) < (child.born.month, child.born.day));
        let alone = child.last == victim.last || desk.chance.percent(40);
        children.push(if alone { format!("{} ({age})", child.first) } else { format!("{} {} ({age})", child.first, child.last) });
    }
    let address = victim.family.as_ref().map_or("Address withheld", |f| &world.families[f].0);
    let mut notes = match (&case.place, case.children.first()) {
        (Some(place), _) if desk.chance.percent(70) => format!("Last incident at {}", desk.place(place, &mut truth)),
        (_, Some(child)) if desk.chance.percent(30) => {
            let school = &world.person(child).school;
            truth.schools.insert(school.clone());
            format!("School to be told: {}", desk.said(by_id(&world.schools, school)))
        }
        _ => (*desk.chance.pick(&["Repeat", "Third conference this year", "", "Safety plan with IDVA", "Refuge place sought"])).to_owned(),
    };
    truth.discussed = desk.chance.percent(95);
    if !truth.discussed && !new_system {
        notes = "Withdrawn before conference, not heard".to_owned();
    }
    let status = if truth.discussed { "Heard" } else { "Withdrawn – not heard" };
    let style = if new_system { Style::Plain } else { Style::Reversed };
    let (victim_name, by_name) = (desk.name(victim, style), desk.name(by, style));
    let reference = format!("R{}/{number:02}", month(day) * 10 + usize::from(day.day));
    let together = children.join(if new_system { ", " } else { "; " });
    let mut values = words(&[&reference, "", &victim_name, "", &by_name, "", &case.relation, &together, address, &notes]);
    if new_system {
        values.push(text(status));
    }
    values[1] = if new_system { text(&day.to_string()) } else { Some(Value::Date(day)) };
    let as_date = if new_system { 100 } else { 70 };
    (values[3], values[5]) = (desk.born(victim, as_date), desk.born(by, as_date));
    page.item(day, truth, values);
}
