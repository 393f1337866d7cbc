//! What a sheet of a spreadsheet is: an agenda, a register, a list of referrals, or nothing of interest.

mod staff;

use crate::agenda::{column::is_heading, record, shape};
use concordat_register::workbook::{Row, Sheet, Value};
use concordat_standard::panels::{PanelWords, SheetRow, holds, plain};
use std::collections::{BTreeMap, BTreeSet};

/// What a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SheetKind {
    /// Items that a panel discussed, or was to.
    Agenda,
    /// Panels, a row or a sheet each.
    Panels,
    /// People who sit at panels.
    Members,
    /// Agencies down, panels across, with marks.
    Matrix,
    /// Referrals or incidents: people who may or may not have come to a panel.
    Referrals,
    /// A register of schools.
    Schools,
    /// A register of places.
    Gazetteer,
    /// None of these.
    Other,
}

/// Headings of panels in one row that are too many for a list of cases.
const OF_PANELS: usize = 4;

/// How far down a heading row is sought.
const TOP: usize = 40;

impl SheetKind {
    /// Every kind, in the order they are documented.
    pub const ALL: [Self; 8] =
        [Self::Agenda, Self::Panels, Self::Members, Self::Matrix, Self::Referrals, Self::Schools, Self::Gazetteer, Self::Other];

    /// The word for it in `concordat.toml`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::Panels => "panels",
            Self::Members => "members",
            Self::Matrix => "matrix",
            Self::Referrals => "referrals",
            Self::Schools => "schools",
            Self::Gazetteer => "places",
            Self::Other => "other",
        }
    }

    /// The kind that a word of `concordat.toml` stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.word() == word)
    }

    /// Whether a reader of panels and members has use for it.
    #[must_use]
    pub fn is_register(self) -> bool {
        matches!(self, Self::Panels | Self::Members | Self::Matrix)
    }
}

/// What the sheet of `file` is. A sheet is judged by its headings first, then by its name and its file's.
#[must_use]
pub fn sheet_kind(file: &str, sheet: &Sheet, words: &PanelWords) -> SheetKind {
    if let Some(table) = record::table_of(sheet, words) {
        return kind_of_table(file, &table, words);
    }
    kind_of_table(file, sheet, words)
}

fn kind_of_table(file: &str, sheet: &Sheet, words: &PanelWords) -> SheetKind {
    let named = name_words(file, &sheet.name);
    let own = plain(&sheet.name);
    if sheet.rows.is_empty() {
        return SheetKind::Other;
    }
    let people = people_columns(sheet, words);
    // A sheet called `Sittings` may be a list of dates, or the agenda itself.
    if !people.case_columns() && words.sheets.aside.words.contains(&own) {
        return SheetKind::Other;
    }
    if let Some(kind) = ["schools", "gazetteer"].into_iter().find(|id| people.births == 0 && row_of_headings(sheet, words, id)) {
        return if kind == "schools" { SheetKind::Schools } else { SheetKind::Gazetteer };
    }
    // Headings of panels that no list of cases has, and enough of them, whatever a column beside them could hold elsewhere.
    if people.births == 0 && people.notes == 0 && most_headings(sheet, words, "panels") >= OF_PANELS {
        return SheetKind::Panels;
    }
    let case = people.case_columns();
    // A panel's own sheet, with labels down its side, whatever its name speaks of.
    if people.births == 0 && people.notes == 0 && labels_down(sheet, words) >= 4 {
        return SheetKind::Panels;
    }
    if !case && is_matrix(sheet, words) {
        return SheetKind::Matrix;
    }
    if !case
        && (row_of_headings(sheet, words, "panels")
            || labels_down(sheet, words) >= if row_of_headings(sheet, words, "members") { 2 } else { 3 })
    {
        return SheetKind::Panels;
    }
    let bare = people.notes == 0 && people.personal == 0 && people.sittings == 0;
    if !case && row_of_headings(sheet, words, "members") && (bare || people.posts > 0) {
        return SheetKind::Members;
    }
    if people.births == 0 && staff::is_staff(sheet, words) {
        return SheetKind::Members;
    }
    let says = |id: &str| words.sheets.kinds.iter().filter(|k| k.id == id).flat_map(|k| &k.words).any(|w| holds(&named, &plain(w)));
    let agenda = words.sheets.agenda.words.iter().any(|w| holds(&named, w) && w != "list" && w != "cases");
    if says("referrals") && !agenda && (people.subject > 0 || people.other > 0) {
        return SheetKind::Referrals;
    }
    if people.subject > 0 || people.personal > 0 || (people.notes > 0 && people.other >= 2) {
        return if !agenda && people.sittings == 0 && row_of_headings(sheet, words, "referrals") && says("referrals") {
            SheetKind::Referrals
        } else {
            SheetKind::Agenda
        };
    }
    let listed = words.sheets.agenda.words.iter().any(|w| holds(&named, w));
    if is_bare_list(sheet, words) && (listed || sheet.rows.iter().take(TOP).any(shape::holds_day)) {
        return SheetKind::Agenda;
    }
    if listed && sheet.rows.iter().filter(|r| r.cells.len() >= 2).count() >= 2 { SheetKind::Agenda } else { SheetKind::Other }
}

/// Whether a sheet is a list of names and nothing else, under a heading that says so or none: the plainest agenda there is.
pub(crate) fn is_bare_list(sheet: &Sheet, words: &PanelWords) -> bool {
    let single: Vec<&str> = sheet.rows.iter().filter(|r| r.cells.len() == 1).flat_map(texts).collect();
    let names = single.iter().filter(|t| shape::looks_like_a_name(t, words) && !staff::is_staff_word(t, words)).count();
    let headed = single.iter().any(|t| words.role_of(t).is_some_and(|(role, whole)| whole && role.id == "name"));
    single.len() == sheet.rows.len() && names >= 2 && (headed && names * 2 >= single.len() || names * 4 >= single.len() * 3)
}

/// The file's stem, its folder and the sheet's name as words.
fn name_words(file: &str, sheet: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    plain(&format!("{stem} {sheet}"))
}

/// Which roles of an agenda the likeliest heading row has.
#[derive(Default, Clone, Copy)]
struct Columns {
    /// Names of subjects.
    subject: usize,
    /// Dates of birth, ages, schools, groups, places, addresses.
    personal: usize,
    /// Anything else an agenda has.
    other: usize,
    /// Days of birth and ages, which no register of things has.
    births: usize,
    /// Columns of prose.
    notes: usize,
    /// Days of sittings.
    sittings: usize,
    /// Agencies and posts: more likely a list of members.
    posts: usize,
}

impl Columns {
    fn case_columns(self) -> bool {
        self.personal > 0 && self.personal + self.subject > self.posts
    }
}

fn people_columns(sheet: &Sheet, words: &PanelWords) -> Columns {
    let mut best = Columns::default();
    for row in sheet.rows.iter().take(TOP).filter(|r| is_heading(r, words, &BTreeMap::new())) {
        let mut found = Columns::default();
        for text in texts(row) {
            let Some((role, whole)) = words.role_of(text) else { continue };
            found.births += usize::from(matches!(role.id.as_str(), "dob" | "age"));
            found.notes += usize::from(role.id == "notes");
            match role.id.as_str() {
                "name" | "forename" | "surname" if whole || text.len() < 40 => found.subject += 1,
                "dob" | "age" | "school" | "group" | "address" | "children" | "associates" | "seen" | "gender" | "kind" => {
                    found.personal += 1;
                }
                "place" | "notes" | "item" | "discussed" | "reference" => found.other += 1,
                "sitting" => found.sittings += 1,
                "lead" => found.posts += 1,
                _ => {}
            }
        }
        if found.subject + found.personal + found.other > best.subject + best.personal + best.other {
            best = found;
        }
    }
    best
}

/// Whether a row can be one of headings: two cells or more, none long, none a number or date.
fn is_heading_like(row: &Row) -> bool {
    row.cells.len() >= 2 && row.cells.iter().all(|c| matches!(&c.value, Value::Text(text) if text.chars().count() <= 60))
}

fn texts(row: &Row) -> impl Iterator<Item = &str> {
    row.cells.iter().filter_map(|c| match &c.value {
        Value::Text(text) => Some(text.trim()),
        _ => None,
    })
}

fn row_of_headings(sheet: &Sheet, words: &PanelWords, id: &str) -> bool {
    let Some(kind) = words.sheets.kinds.iter().find(|k| k.id == id) else { return false };
    sheet.rows.iter().take(TOP).filter(|r| is_heading_like(r)).any(|row| {
        let cells: Vec<String> = texts(row).map(plain).collect();
        is_row_of(&cells, kind)
    })
}

/// The most headings of a kind of sheet in one row of them.
fn most_headings(sheet: &Sheet, words: &PanelWords, id: &str) -> usize {
    let Some(kind) = words.sheets.kinds.iter().find(|k| k.id == id) else { return 0 };
    let met = |row: &Row| {
        let cells: Vec<String> = texts(row).map(plain).collect();
        if is_row_of(&cells, kind) { cells.iter().filter(|c| kind.headings.iter().any(|h| plain(h) == **c)).count() } else { 0 }
    };
    sheet.rows.iter().take(TOP).filter(|r| is_heading_like(r)).map(met).max().unwrap_or(0)
}

/// Whether cells are the headings of a kind of sheet: enough of them, at least half of all, and one that only it has.
fn is_row_of(cells: &[String], kind: &SheetRow) -> bool {
    let met: BTreeSet<&str> = cells.iter().map(String::as_str).filter(|c| kind.headings.iter().any(|h| plain(h) == *c)).collect();
    let needed = kind.needs.is_empty() || kind.needs.iter().any(|n| met.contains(plain(n).as_str()));
    needed
        && met.len() >= kind.least
        && (met.len() * 2 >= cells.len() || kind.id == "schools")
        && (kind.least != 2 || met.len() * 3 >= cells.len() * 2)
}

/// How many labels of a panel stand down the first column, with what they say beside them.
fn labels_down(sheet: &Sheet, words: &PanelWords) -> usize {
    let Some(kind) = words.sheets.kinds.iter().find(|k| k.id == "panels") else { return 0 };
    let labels: BTreeSet<String> = sheet
        .rows
        .iter()
        .take(TOP)
        .filter(|r| r.cells.len() >= 2)
        .filter_map(|r| texts(r).next())
        .map(|t| plain(t.trim_end_matches(':')))
        .filter(|label| kind.headings.iter().any(|h| plain(h) == *label))
        .collect();
    let needed = kind.needs.iter().any(|n| labels.contains(&plain(n)));
    if needed { labels.len() } else { 0 }
}

/// Whether the body is agencies down, panels across and short marks between.
fn is_matrix(sheet: &Sheet, words: &PanelWords) -> bool {
    let Some(head) = sheet.rows.iter().take(TOP).position(|r| r.cells.len() >= 3 && is_heading_like(r)) else { return false };
    let corner = sheet.rows.get(head).and_then(|r| texts(r).next()).map(plain).unwrap_or_default();
    let first = sheet.rows.get(head).and_then(|r| r.cells.first()).map_or(0, |c| c.column);
    if first == 0 && !words.sheets.matrix.corner.iter().any(|c| *c == corner || holds(&corner, c)) {
        return false;
    }
    // Beside the first column there may be others that tell who somebody is.
    let members = words.sheets.kinds.iter().find(|k| k.id == "members");
    let tells_who = |text: &str| members.is_some_and(|kind| kind.headings.iter().any(|h| plain(h) == plain(text)));
    let fronts: BTreeSet<u32> = sheet.rows.get(head).map_or_else(BTreeSet::new, |row| {
        let cells = row.cells.iter().skip(1).take_while(|c| matches!(&c.value, Value::Text(text) if tells_who(text)));
        cells.map(|c| c.column).collect()
    });
    let inner = |column: u32| column > 0 && !fronts.contains(&column);
    let body = || sheet.rows.iter().skip(head + 1).flat_map(|r| r.cells.iter().filter(|c| inner(c.column))).take(2000);
    let (mut marks, mut all) = (0, 0);
    for cell in body() {
        all += 1;
        let shown = match &cell.value {
            Value::Text(text) => plain(text),
            Value::Number(n) if *n <= 1.0 => "1".to_owned(),
            Value::Truth(_) => "y".to_owned(),
            _ => continue,
        };
        marks += usize::from(words.sheets.matrix.marks.iter().any(|m| plain(m) == shown));
    }
    all >= 4 && marks * 4 >= all * 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::{sheet, words};

    #[test]
    fn a_sheet_is_told_by_its_headings() {
        let words = words();
        for kind in &words.sheets.kinds {
            let cells = |line: &String| line.split('|').map(plain).collect::<Vec<_>>();
            for line in &kind.examples {
                assert!(is_row_of(&cells(line), kind), "{line}");
            }
            for line in &kind.not {
                assert!(!is_row_of(&cells(line), kind), "{line}");
            }
        }
    }

    #[test]
    fn sheets_as_they_are_kept() {
        let words = words();
        let kind = |file: &str, rows: &str| sheet_kind(file, &sheet("Sheet1", rows), &words);
        assert_eq!(
            kind("mace.xlsx", "MACE 3 May 2022\nNo | Name | DOB | School | Notes\n1 | Ade Obi | 1/2/07 | Elm High | -"),
            SheetKind::Agenda
        );
        assert_eq!(kind("register.xlsx", "Panel | Chair | Meets | Quorum\nMACE | A Bee | Monthly | 4"), SheetKind::Panels);
        assert_eq!(
            kind(
                "register.xlsx",
                "Meetings, May 2022\nMeeting | Short name | What it is for | Level | Chair | How often | Quorum\nExploitation Panel | EP | Plans | Operational | A Bee | Monthly | 4"
            ),
            SheetKind::Panels
        );
        assert_eq!(kind("one.xlsx", "Name: | MACE\nChair: | A Bee\nFrequency: | Monthly\nQuorum | 4"), SheetKind::Panels);
        assert_eq!(kind("m.xlsx", "Panel | Name | Agency | Role\nMACE | A Bee | Police | DI"), SheetKind::Members);
        assert_eq!(kind("m.xlsx", "Agency | MACE | Gangs | Missing\nPolice | x | x | x\nHealth | x |  | x"), SheetKind::Matrix);
        assert_eq!(
            kind(
                "m.xlsx",
                "Name | Post | MACE | MARAC\nA Bee | Ward Inspector, police | Chair |\nB Orr | Duty Nurse | Member | Deputy\nC Ode | Head of Homes | | Chair\nD Pell | Teacher | Member | Member"
            ),
            SheetKind::Matrix
        );
        assert_eq!(kind("gias.csv", "URN | EstablishmentName | Town\n1001 | Elm High | Orme"), SheetKind::Schools);
        assert_eq!(
            kind("referrals 2022.csv", "Date received | Name | DOB | Source\n1/2/22 | Ade Obi | 1/2/07 | Police"),
            SheetKind::Referrals
        );
        assert_eq!(kind("x.csv", "a | b\n1 | 2"), SheetKind::Other);
    }

    /// Issue 4: a list of those round the table was read as an agenda, and they as children.
    #[test]
    fn people_round_the_table_are_no_agenda() {
        let words = words();
        let kind = |rows: &str| sheet_kind("register of meetings.xlsx", &sheet("People", rows), &words);
        for rows in [
            "Who goes to what\nMeeting | Who | Job | From\nMACE | Ade Obi | Detective Inspector | Orme Police\nMACE | Kim Lee | Designated Nurse | NHS Orme\nGP | Jo Poe | Team Manager | Housing",
            "Who we are | What they do | Works for | Ring\nAde Obi | Detective Inspector | Orme Police | 01632 960001\nKim Lee | Designated Nurse | NHS Orme | 01632 960002\nJo Poe | Team Manager | Housing | 01632 960003",
            "Person | Hat | E-mail\nAde Obi | Detective Inspector | ade@orme.example\nKim Lee | Designated Nurse | kim@orme.example\nJo Poe | Team Manager | jo@orme.example",
        ] {
            assert_eq!(kind(rows), SheetKind::Members, "{rows}");
        }
        for rows in [
            "Meeting | Who | School | From\n3 May 2022 | Ade Obi | Elm High School | Police\n3 May 2022 | Kim Lee | Ash College | Housing\n3 May 2022 | Jo Poe | Elm High School | Social care",
            "Who | Why | Social worker | Agency\nAde Obi | knife | Jo Poe, Social Worker | Social care\nKim Lee | gifts | Lou Tarn, Nurse | Health\nSam Fell | missing | Lou Tarn, Nurse | Health",
            "Name | DOB | Post | Agency\nAde Obi | 1/2/2007 | Social Worker | Social care\nKim Lee | 2/2/2007 | Nurse | Health\nSam Fell | 3/2/2007 | Nurse | Health",
        ] {
            assert_eq!(kind(rows), SheetKind::Agenda, "{rows}");
        }
    }

    /// Issue 4: a sheet of nothing but names fell away.
    #[test]
    fn a_list_of_names_is_an_agenda() {
        let words = words();
        let kind = |file: &str, rows: &str| sheet_kind(file, &sheet("3 Mar", rows), &words);
        let rows = "Missing Panel 3 March 2026\nName\nAde Obi\nKim Lee";
        assert_eq!(kind("Missing Panel.xlsx", rows), SheetKind::Agenda);
        assert_eq!(kind("spring.xlsx", rows), SheetKind::Agenda);
        assert_eq!(kind("spring.xlsx", "Places to meet\nElm Park\nAsh Library"), SheetKind::Other);
        assert_eq!(kind("spring.xlsx", "Name\nAde Obi\nKim Lee"), SheetKind::Other);
    }
}
