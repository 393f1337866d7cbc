//! The Harm Outside the Home Strategic Group: four agendas of papers and decisions, which name places and schools and no child.

use super::paper::{Desk, Page, Truth, brief, long};
use super::sittings::{Year, numbered, workbook};
use super::world::{Chance, World, by_id};
use concordat_fixture::spreadsheet::xlsx_with;
use concordat_register::Date;

const HEADINGS: [&str; 5] = ["Item", "Agenda item", "Paper", "Presented by", "Minutes"];

/// Papers that come to every meeting.
const STANDING: [[&str; 4]; 4] = [
    ["Minutes and actions of the last meeting", "A", "Chair", "10"],
    ["Figures for the quarter: missing, exploitation, violence, harmful sexual behaviour", "B", "Performance Analyst", "20"],
    ["Report of the Exploitation and Missing Panel", "C", "Head of Safeguarding", "15"],
    ["Risk register and budget", "D", "Partnership Manager", "10"],
];

/// What one meeting has beside them: words with a place or a school in braces, and who brings it.
const OWN: [(&str, &str, &str); 6] = [
    ("2025-09-25", "Lighting and door entry at {L02}", "Head of Housing Need"),
    ("2025-12-11", "Request from {S05} for a named officer", "Education Safeguarding Adviser"),
    ("2025-12-11", "Review of the Child Exploitation Strategy", "Head of Safeguarding"),
    ("2026-03-19", "Licensing and {L11}", "Licensing Manager"),
    ("2026-06-18", "What changed at {L02} since the autumn", "Superintendent"),
    ("2026-06-18", "Youth work at {L03}: commissioning for 2026/27", "Head of Youth Service"),
];

pub(crate) fn year(world: &World) -> Year {
    let mut desk = Desk { world, chance: Chance::new(66) };
    let file = "HOHSG agendas 2025-26.xlsx";
    let mut year = Year::default();
    let mut pages = Vec::new();
    for day in ["2025-09-25", "2025-12-11", "2026-03-19", "2026-06-18"] {
        let date = Date::parse(day).unwrap();
        let mut page = Page::new(&brief(date), &[8, 70, 8, 34, 10]);
        page.title("Harm Outside the Home Strategic Group (HOHSG)", 5);
        page.title(&format!("Thursday {}, 10am, Civic Offices. This group does not discuss individual children.", long(date)), 5);
        page.headings(&HEADINGS);
        let mut number = 1.0;
        for item in STANDING {
            page.item(date, Truth::default(), numbered(&mut number, &item));
        }
        for (_, words, by) in OWN.iter().filter(|(on, _, _)| *on == day) {
            let mut truth = Truth { discussed: true, ..Truth::default() };
            let mut said = (*words).to_owned();
            if let Some((id, _)) = words.split_once('{').and_then(|(_, rest)| rest.split_once('}')) {
                let name = if id.starts_with('L') {
                    desk.place(id, &mut truth)
                } else {
                    truth.schools.insert(id.to_owned());
                    desk.said(by_id(&world.schools, id))
                };
                said = said.replace(&format!("{{{id}}}"), &name);
            }
            page.item(date, truth, numbered(&mut number, &[&said, "E", by, "20"]));
        }
        year.lines.extend(page.lines_in(file, "HOHSG"));
        pages.push(page);
    }
    let (book, looks) = workbook(pages);
    year.files.push((file.to_owned(), xlsx_with(&book, &looks)));
    year
}
