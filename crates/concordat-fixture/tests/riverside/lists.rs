//! What lies beside the agendas: the register of panels, contacts with the front door, schools and places.

use super::paper::{Desk, Line, Page, Truth, after, month};
use super::sittings::{File, Heard, sheet, words};
use super::world::{Chance, Person, World};
use concordat_fixture::spreadsheet::{Look, separated, text, xlsx_with};
use concordat_register::Date;
use concordat_register::workbook::{Value, Workbook};

const PANELS: [[&str; 8]; 5] = [
    [
        "Exploitation and Missing Panel",
        "EMP",
        "Operational",
        "Head of Safeguarding",
        "Every four weeks",
        "2½ hours",
        "Four members, one each from social care and the police",
        "Harm Outside the Home Strategic Group",
    ],
    [
        "Youth Violence Panel",
        "YVP",
        "Operational",
        "Neighbourhood Inspector",
        "Every three weeks",
        "2 hours",
        "",
        "Community Safety Partnership",
    ],
    [
        "Multi-Agency Risk Assessment Conference",
        "MARAC",
        "Operational",
        "Detective Inspector, Public Protection",
        "Fortnightly",
        "Half a day",
        "Police, health, housing and the IDVA service",
        "Domestic Abuse Partnership Board",
    ],
    [
        "HSB Consultation Group",
        "HSBCG",
        "Operational",
        "Practice Lead, Kingfisher Project",
        "Monthly",
        "90 minutes",
        "Three members",
        "Harm Outside the Home Strategic Group",
    ],
    [
        "Harm Outside the Home Strategic Group",
        "HOHSG",
        "Strategic",
        "Director of Children's Services",
        "Quarterly",
        "2 hours",
        "Half of the members",
        "Executive Group of the Partnership",
    ],
];

const MEMBERS: [[&str; 4]; 31] = [
    ["EMP", "Children's social care", "Head of Safeguarding (chair)", "Angela Frome"],
    ["EMP", "Children's social care", "Harbour Team Manager", "Rukhsana Mir"],
    ["EMP", "Estuary Police", "Missing Coordinator", "Gareth Pym"],
    ["EMP", "NHS Estuary Integrated Care Board", "Designated Nurse", "Oonagh Tait"],
    ["EMP", "Youth Justice Service", "Operational Manager", "Delroy Vance"],
    ["EMP", "Riverside Council, Education", "Education Safeguarding Adviser", "Helen Stroud"],
    ["EMP", "Kingfisher Project", "Project Manager", "Bex Lomas"],
    ["YVP", "Estuary Police", "Neighbourhood Inspector (chair)", "Insp. Karl Dace"],
    ["YVP", "Children's social care", "Harbour Team Manager", "Rukhsana Mir"],
    ["YVP", "Estuary Police", "Missing Coordinator", "Gareth Pym"],
    ["YVP", "Youth Justice Service", "Operational Manager", "Delroy Vance"],
    ["YVP", "Riverside Council, Education", "Education Safeguarding Adviser", "Helen Stroud"],
    ["YVP", "Riverside Council, Community Safety", "Community Safety Officer", "Sunil Bhatt"],
    ["MARAC", "Estuary Police", "Detective Inspector, Public Protection (chair)", "DI Fran Okell"],
    ["MARAC", "Weirside Refuge", "Independent Domestic Violence Adviser", "Celia Brandt"],
    ["MARAC", "Riverside Homes", "Tenancy Support Manager", "Pat Lowther"],
    ["MARAC", "NHS Estuary Integrated Care Board", "Named Nurse for Adults", "Joy Etim"],
    ["MARAC", "Probation Service", "Senior Probation Officer", "Neil Carrow"],
    ["MARAC", "Children's social care", "Assistant Team Manager", "Sophie Wragg"],
    ["HSBCG", "Kingfisher Project", "Practice Lead (chair)", "Hannah Obi"],
    ["HSBCG", "Children's social care", "Advanced Practitioner", "Priya Nair"],
    ["HSBCG", "NHS Estuary Integrated Care Board", "Clinical Psychologist, CAMHS", "Dr Ruth Adler"],
    ["HSBCG", "Youth Justice Service", "AIM assessor", "Tom Ashworth"],
    ["HOHSG", "Riverside Council", "Director of Children's Services (chair)", "Marion Teale"],
    ["HOHSG", "Estuary Police", "Superintendent, Local Policing", "Supt Owen Rudd"],
    ["HOHSG", "NHS Estuary Integrated Care Board", "Deputy Chief Nurse", "Ifeoma Nkemdirim"],
    ["HOHSG", "Riverside Council, Housing", "Head of Housing Need", "Clive Mott"],
    ["HOHSG", "Schools Forum", "Head teacher, Marlhaven High School", "Dawn Petrie"],
    ["HOHSG", "Youth Justice Service", "Head of Service", "Alison Beck-Moss"],
    ["HOHSG", "Voluntary sector", "Chief Executive, Kingfisher Project", "Lena Farrier"],
    ["HOHSG", "Children's social care", "Head of Safeguarding", "Angela Frome"],
];

/// The workbook of panels: who they are, who sits, and when they sat.
pub(crate) fn register(sat: &[(&str, &str, Heard)]) -> File {
    let mut panels = vec![
        words(&["Panels and groups, 2025/26"]),
        words(&["Panel", "Short name", "Level", "Chair (post)", "Meets", "Length", "Quorum", "Reports to"]),
    ];
    panels.extend(PANELS.iter().map(|p| words(p)));
    let mut members = vec![words(&["Panel", "Agency", "Post", "Name"])];
    members.extend(MEMBERS.iter().map(|m| words(m)));
    let mut sittings = vec![words(&["Panel", "Date of sitting", "Place", "Cases heard"])];
    let mut rows: Vec<(Date, Vec<Option<Value>>)> = Vec::new();
    for (panel, place, heard) in sat {
        for (day, cases) in heard {
            rows.push((*day, vec![text(panel), Some(Value::Date(*day)), text(place), Some(Value::Number(*cases as f64))]));
        }
    }
    rows.sort_by_key(|(day, _)| *day);
    sittings.extend(rows.into_iter().map(|(_, row)| row));
    let mut panels = sheet("Panels", panels);
    panels.merged.push(concordat_fixture::spreadsheet::merged_across(1, 7));
    let book = Workbook { sheets: vec![panels, sheet("Members", members), sheet("Sittings", sittings)] };
    let looks = [
        Look { widths: vec![40, 12, 13, 38, 18, 12, 44, 40], titles: vec![1], headings: vec![2] },
        Look { widths: vec![10, 38, 44, 24], titles: Vec::new(), headings: vec![1] },
        Look { widths: vec![40, 16, 28, 12], titles: Vec::new(), headings: vec![1] },
    ];
    ("panel-meetings-2025-26.xlsx".to_owned(), xlsx_with(&book, &looks))
}

/// Contacts with the Harbour about harm outside the home: most of the children that panels know, and some that no panel does.
pub(crate) fn contacts(world: &World) -> (File, Vec<Line>) {
    let file = "Harbour contacts 2025-26.tsv";
    let mut desk = Desk { world, chance: Chance::new(55) };
    let found = received(&mut desk);
    let mut page = Page::new("", &[]);
    page.headings(&[
        "Contact ref",
        "Received",
        "Surname",
        "First name",
        "Date of birth",
        "School or college",
        "Address",
        "From",
        "Worry",
        "Decision",
    ]);
    for (number, (day, child)) in found.into_iter().enumerate() {
        let mut truth = Truth { discussed: true, ..desk.truth(child) };
        let (school, address) = (desk.school(child, &mut truth), desk.lives(child, &mut truth));
        let mut worry = (*desk.chance.pick(&[
            "Missing overnight",
            "Hurt by other young people",
            "Older friends, new phone",
            "Sexual harm between pupils",
            "Frightened to go to school",
        ]))
        .to_owned();
        if !child.places.is_empty() && desk.chance.percent(20) {
            let id = desk.chance.pick(&child.places).clone();
            worry = format!("{worry} ({})", desk.place(&id, &mut truth));
        }
        let decision = *desk.chance.pick(&["Assessment", "Early help", "No further action", "To panel"]);
        let from = *desk.chance.pick(&["School", "Police", "Parent", "Health", "Youth worker"]);
        let born = desk.born(child, 60);
        let (last, first) = (desk.slip(&child.last), desk.forename(child));
        let reference = format!("HC{:04}", 1101 + number);
        let mut values = words(&[&reference, "", &last, &first, "", &school, &address, from, &worry, decision]);
        (values[1], values[4]) = (Some(Value::Date(day)), born);
        page.item(day, truth, values);
    }
    let lines = page.lines_in(file, "");
    ((file.to_owned(), separated(&page.sheet, '\t').into_bytes()), lines)
}

/// Which child was brought to the front door when: those marked for it, and some of those that panels then heard.
fn received<'w>(desk: &mut Desk<'w>) -> Vec<(Date, &'w Person)> {
    let start = Date::new(2025, 9, 1).unwrap();
    let mut found: Vec<(Date, &Person)> = Vec::new();
    for child in desk.world.children() {
        for &(panel, first, _) in &child.listed {
            if panel == 'C' || desk.chance.percent(35) {
                let from = (0..400).map(|d| after(start, d)).find(|d| month(*d) == first).unwrap();
                found.push((after(from, desk.chance.below(27)), child));
            }
        }
    }
    found.sort_by_key(|(day, child)| (*day, child.id.clone()));
    found
}

/// The schools, under the headings of the national register's download.
pub(crate) fn schools(world: &World) -> File {
    let mut page = Page::new("", &[]);
    page.headings(&[
        "URN",
        "LA (name)",
        "EstablishmentName",
        "TypeOfEstablishment (name)",
        "EstablishmentStatus (name)",
        "Street",
        "Town",
        "Postcode",
    ]);
    for school in &world.schools {
        let [kind, street, town, postcode, urn] = school.rest.as_slice() else { panic!("{}", school.name) };
        page.push(words(&[urn, "Riverside", &school.name, kind, "Open", street, town, postcode]));
    }
    ("schools-riverside.csv".to_owned(), separated(&page.sheet, ',').into_bytes())
}

/// The council's list of places, with what people call them.
pub(crate) fn places(world: &World) -> File {
    let mut page = Page::new("", &[]);
    page.headings(&["Place", "Also called", "Kind", "Street", "Area"]);
    for place in &world.places {
        let [kind, street, area] = place.rest.as_slice() else { panic!("{}", place.name) };
        page.push(words(&[&place.name, &place.also.join("; "), kind, street, area]));
    }
    ("places-riverside.csv".to_owned(), separated(&page.sheet, ',').into_bytes())
}
