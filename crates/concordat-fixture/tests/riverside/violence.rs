//! The Youth Violence Panel: an OpenDocument sheet a term, the sittings one under another, each under its own date.

use super::paper::{Desk, Page, Truth, long};
use super::sittings::{Year, every, heard, procedural, words, workbook};
use super::world::{Chance, Person, World};
use concordat_fixture::spreadsheet::ods_with;
use concordat_register::Date;

const WORRIES: [&str; 7] = [
    "Fight after school, injury to hand",
    "Carrying a knife, found by staff",
    "Threatened, afraid to travel",
    "Arrested with others, released under investigation",
    "Chased by older boys",
    "Filming and sharing of an assault",
    "Debt to an older person, family frightened",
];

const AUTUMN: [&str; 9] =
    ["Ref", "Forename", "Surname", "Age", "Group / associates", "Location", "School / college", "Reason", "Referred by"];

const LATER: [&str; 9] =
    ["Ref", "Surname", "Forename", "DOB", "Group / associates", "Location", "School / college", "Reason", "Referred by"];

pub(crate) fn year(world: &World) -> Year {
    let mut desk = Desk { world, chance: Chance::new(22) };
    let days = every((9, 2), 21, 18);
    let mut year = Year::default();
    let term = |day: &Date| match (day.year, day.month) {
        (2025, _) => 0,
        (_, 1..=4) => 1,
        _ => 2,
    };
    let files = [("YVP autumn 25.ods", "Autumn term"), ("YVP spring 26.ods", "Spring term"), ("YVP summer 26.ods", "Summer term")];
    for (number, (file, tab)) in files.into_iter().enumerate() {
        let mut page = Page::new(tab, &[8, 18, 20, 12, 40, 36, 26, 44, 20]);
        page.title("YOUTH VIOLENCE PANEL", 9);
        for &day in days.iter().filter(|d| term(d) == number) {
            page.blank();
            sitting(&mut desk, &mut page, day, number > 0);
        }
        year.lines.extend(page.lines_in(file, "YVP"));
        let (book, looks) = workbook(vec![page]);
        year.files.push((file.to_owned(), ods_with(&book, &looks)));
    }
    year
}

/// The reference of the next item of a sitting.
fn next(number: &mut u32) -> String {
    *number += 1;
    format!("Y{number}")
}

fn sitting(desk: &mut Desk<'_>, page: &mut Page, day: Date, later: bool) {
    page.title(&format!("Sitting of Tuesday {} – Tollbridge police station, 2pm", long(day)), 9);
    page.headings(if later { &LATER } else { &AUTUMN });
    let mut number = 0;
    procedural(page, day, words(&[&next(&mut number), "", "", "", "", "", "", "Minutes of last sitting and matters arising"]));
    for child in heard(desk.world, 'Y', day, &mut desk.chance) {
        item(desk, page, (day, &next(&mut number)), child, later);
    }
    if desk.chance.percent(60) {
        let mut truth = Truth { discussed: true, ..Truth::default() };
        let id = *desk.chance.pick(&["G01", "G03", "G05", "G02"]);
        let group = desk.group(id, &mut truth);
        let place = if desk.chance.percent(50) { desk.place("L02", &mut truth) } else { String::new() };
        let reason = "Group item: tension with others, mapping agreed";
        page.item(day, truth, words(&[&next(&mut number), "", "", "", &group, &place, "", reason, "Police"]));
    }
    if desk.chance.percent(60) {
        let mut truth = Truth { discussed: true, ..Truth::default() };
        let id = *desk.chance.pick(&["L02", "L02", "L01", "L10", "L03"]);
        let place = desk.place(id, &mut truth);
        let reason = "Place item: lighting and patrols";
        page.item(day, truth, words(&[&next(&mut number), "", "", "", "", &place, "", reason, "Community safety"]));
    }
    procedural(page, day, words(&[&next(&mut number), "", "", "", "", "", "", "AOB"]));
}

fn item(desk: &mut Desk<'_>, page: &mut Page, (day, reference): (Date, &str), child: &Person, later: bool) {
    let held = !desk.chance.percent(94);
    let mut truth = desk.truth(child);
    truth.discussed = !held;
    let (first, last) = (desk.forename(child), desk.slip(&child.last));
    // Now and then the two names stand in each other's columns.
    let (left, right) = if later != desk.chance.percent(4) { (last, first) } else { (first, last) };
    let third = if later { desk.born(child, 80) } else { desk.age(child, day) };
    let company = desk.company(child, &mut truth);
    let mut place = String::new();
    if !child.places.is_empty() && desk.chance.percent(55) {
        let id = desk.chance.pick(&child.places).clone();
        place = desk.place(&id, &mut truth);
    }
    let school = desk.school(child, &mut truth);
    let reason = if held { "NOT DISCUSSED – deferred to next sitting" } else { *desk.chance.pick(&WORRIES) };
    let by = *desk.chance.pick(&["Police", "YJS", "School", "Housing", "Youth work"]);
    let mut values = words(&[reference, &left, &right, "", &company, &place, &school, reason, by]);
    values[3] = third;
    page.item(day, truth, values);
}
