//! Which column holds what: by its heading, and by what stands in it.

use super::role::Role;
use super::shape;
use super::when;
use concordat_register::workbook::{Row, Value};
use concordat_standard::panels::{PanelWords, holds, plain};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How a column was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// By its heading.
    Heading,
    /// By what stands in it.
    Content,
    /// By `concordat.toml`.
    Settings,
}

/// One column of one table. `Debug` hides its heading: what was taken for a row of headings can be a row of names.
#[derive(Clone, PartialEq, Eq)]
pub struct Column {
    /// Counted from 0.
    pub number: u32,
    /// Its heading, as written; empty where it has none.
    pub heading: String,
    /// What it holds.
    pub role: Role,
    /// How that was told.
    pub told: Told,
    /// Whether the heading is one of the field's own, so that it can be shown: any other could be somebody's name.
    pub known: bool,
}

impl fmt::Debug for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Column").field("number", &self.number).field("role", &self.role).field("told", &self.told).finish_non_exhaustive()
    }
}

/// Whether a row is one of headings.
pub(crate) fn is_heading(row: &Row, words: &PanelWords, columns: &BTreeMap<String, Role>) -> bool {
    let mut cells = 0_usize;
    let mut points = 0_usize;
    let mut telling = 0_usize;
    for cell in &row.cells {
        match &cell.value {
            Value::Text(text) if text.chars().count() <= 60 && !text.contains(['@', ';']) && text.trim().parse::<f64>().is_err() => {
                cells += 1;
                telling += usize::from(words.role_of(text).is_some_and(|(r, _)| r.id != "other" && r.id != "item"));
                points += if columns.contains_key(&plain(text)) {
                    2
                } else {
                    match words.role_of(text) {
                        Some((_, true)) => 2,
                        // A phrase among other words: a heading only where it is short.
                        Some((_, false)) => usize::from(text.split_whitespace().count() <= 5),
                        None => 0,
                    }
                };
            }
            Value::Text(_) | Value::Date(_) | Value::Number(_) | Value::Truth(_) | Value::Fault(_) => return false,
        }
    }
    let enough = if is_coded(row) { 3 } else { cells };
    cells >= 2 && telling >= 1 && points >= 3.max(if cells == 2 { 4 } else { enough }) && !shape::holds_day(row)
}

/// Whether a row is of the names that a case system gives its fields, of which some may be its own: `S1_DOB`, `OWN_USR`.
fn is_coded(row: &Row) -> bool {
    let mut joined = 0;
    for cell in &row.cells {
        let Value::Text(text) = &cell.value else { return false };
        if text.is_empty() || !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
            return false;
        }
        joined += usize::from(text.trim_matches('_').contains('_'));
    }
    row.cells.len() >= 4 && joined * 2 >= row.cells.len()
}

/// The columns that a row of headings gives to kinds of subject.
pub(super) fn of_kinds(headings: &Row, words: &PanelWords, settings: &BTreeMap<String, Role>) -> Vec<u32> {
    of_headings(headings, &[], words, settings).iter().filter(|c| c.role == Role::Kind).map(|c| c.number).collect()
}

/// Whether words head a column of names and nothing else.
pub(super) fn is_of_names(text: &str, words: &PanelWords, settings: &BTreeMap<String, Role>) -> bool {
    match settings.get(&plain(text)) {
        Some(role) => *role == Role::Name,
        None => words.role_of(text).is_some_and(|(role, whole)| whole && role.id == "name"),
    }
}

/// Whether words are a kind of subject and nothing else.
pub(super) fn is_kind(text: &str, words: &PanelWords) -> bool {
    let folded = plain(text);
    words.people.status.values().flatten().any(|kind| *kind == folded)
}

/// Headings over several columns that say whose particulars stand in them.
const OTHERS: [Role; 4] = [Role::Lead, Role::Family, Role::Associates, Role::Children];

/// Particulars of a person, of whom a heading above may say who it is.
const PERSONAL: [Role; 6] = [Role::Name, Role::Forename, Role::Surname, Role::Birth, Role::Address, Role::Reference];

/// The columns that a row of headings makes; `above` are those of a row right above it that heads several of them.
pub(super) fn of_headings(row: &Row, above: &[Column], words: &PanelWords, settings: &BTreeMap<String, Role>) -> Vec<Column> {
    let mut columns: BTreeMap<u32, Column> = above.iter().map(|c| (c.number, c.clone())).collect();
    for cell in &row.cells {
        let Value::Text(text) = &cell.value else { continue };
        let over = above.iter().rev().find(|c| c.number <= cell.column).map(|c| c.role);
        let (role, told) = match settings.get(&plain(text)) {
            Some(role) => (*role, Told::Settings),
            None => (words.role_of(text).and_then(|(r, _)| Role::from_word(&r.id)).unwrap_or(Role::Other), Told::Heading),
        };
        // `Name` under `Referrer` is the referrer's, and no subject.
        let role = match over {
            Some(whose) if told == Told::Heading && OTHERS.contains(&whose) && PERSONAL.contains(&role) => whose,
            _ => role,
        };
        let known = told == Told::Settings || words.role_of(text).is_some_and(|(_, whole)| whole);
        columns.insert(cell.column, Column { number: cell.column, heading: text.trim().to_owned(), role, told, known });
    }
    let mut columns: Vec<Column> = columns.into_values().collect();
    // `Last` beside `Surname` is the last score, or the last sitting.
    let short = |c: &Column| ["first", "last"].contains(&plain(&c.heading).as_str());
    for role in [Role::Forename, Role::Surname] {
        if columns.iter().any(|c| c.role == role && !short(c)) {
            columns.iter_mut().filter(|c| c.role == role && c.told == Told::Heading && short(c)).for_each(|c| c.role = Role::Other);
        }
    }
    columns
}

/// What stands in one column, as shares of its cells.
#[derive(Debug, Default)]
struct Content {
    cells: usize,
    days: usize,
    small: usize,
    numbers: usize,
    names: usize,
    long: usize,
    letters: usize,
    schools: usize,
    places: usize,
    births: usize,
    kinds: usize,
    /// Cells that are a kind of subject and nothing else.
    only_kinds: usize,
    /// Cells of a few letters: `P`, `LOC`.
    codes: usize,
    answers: usize,
    /// The first and last year of its days.
    years: Option<(i16, i16)>,
}

/// Years that the sittings of one sheet do not lie apart, and the births of those on it do.
const APART: i16 = 4;

/// Holds the columns to what stands in them: a heading such as `Case`, `Date` or `Status` may mean more than one thing, and
/// a column without a heading is told by its cells alone. `year` is that of the sheet's sittings, where it is given.
pub(super) fn settle(columns: &mut Vec<Column>, body: &[&Row], year: Option<i16>, words: &PanelWords) {
    let numbers: Vec<u32> = {
        let mut all: Vec<u32> = body.iter().flat_map(|r| r.cells.iter().map(|c| c.column)).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    for number in numbers {
        if !columns.iter().any(|c| c.number == number) {
            columns.push(Column { number, heading: String::new(), role: Role::Other, told: Told::Content, known: false });
        }
    }
    columns.sort_by_key(|c| c.number);
    let contents: Vec<Content> = columns.iter().map(|c| content(c.number, body, year, words)).collect();
    let named = columns.iter().any(|c| matches!(c.role, Role::Name | Role::Forename | Role::Surname));
    for (column, content) in columns.iter_mut().zip(&contents) {
        if column.told != Told::Settings && content.cells > 0 {
            let role = by_content(column, content, named, words);
            if role != column.role {
                column.role = role;
                column.told = Told::Content;
            }
        }
    }
    whole_names(columns, &contents);
    if !columns.iter().any(|c| matches!(c.role, Role::Name | Role::Surname | Role::Forename)) {
        name_column(columns, &contents);
    }
    forename_and_name(columns);
    others_beside(columns, &contents, words);
    births_beside_sittings(columns, &contents);
    who_is_with(columns, body);
    // `What` and `Who` side by side: the item, and who brings it.
    let named: Vec<usize> = columns.iter().enumerate().filter(|(_, c)| c.role == Role::Name).map(|(n, _)| n).collect();
    if named.len() > 1 {
        let by_content = columns.iter().any(|c| c.role == Role::Name && c.told == Told::Content);
        // `Who` at the end of a row that begins with whom it is about is who acts.
        let about = columns.iter().position(|c| c.role == Role::Name && c.known && plain(&c.heading) != "who");
        let acts: Option<u32> = about.and_then(|at| columns.iter().skip(at + 2).last()).map(|c| c.number);
        let few = |number: u32| {
            let cells: Vec<String> = body.iter().filter_map(|r| shape::text_at(r, number)).map(plain).collect();
            let distinct: BTreeSet<&String> = cells.iter().collect();
            // Initials are those of colleagues, whom everybody round the table knows.
            let initials = cells.iter().filter(|c| c.len() <= 3 && c.bytes().all(|b| b.is_ascii_alphabetic())).count();
            cells.len() >= 4 && (distinct.len() * 2 <= cells.len() || initials * 4 >= cells.len() * 3)
        };
        // A few people bring all the items of a year; the children are many.
        for column in columns.iter_mut().filter(|c| c.role == Role::Name && plain(&c.heading) == "who" && c.told == Told::Heading) {
            if by_content || few(column.number) || acts == Some(column.number) {
                column.role = Role::Lead;
                column.told = Told::Content;
            }
        }
    }
}

/// What a column holds, with regard to its heading; `named` where another heading says that it holds the names.
fn by_content(column: &Column, content: &Content, named: bool, words: &PanelWords) -> Role {
    let most = |part: usize| part * 2 > content.cells;
    let bare = column.heading.is_empty();
    // `YP / group / place` heads subjects of any kind, or which kind each is.
    let of_kinds = content.only_kinds * 5 >= content.cells * 4;
    match column.role {
        Role::Name | Role::Associates | Role::Group | Role::Place | Role::Other if of_kinds && !bare => Role::Kind,
        // Whom it says was discussed, and not whether.
        Role::Discussed if most(content.names) => Role::Name,
        Role::Lead if !column.known && most(content.long) => Role::Notes,
        // `Placement` and `Setting` are words of homes, schools and places alike.
        Role::Address | Role::Discussed if content.schools * 3 >= content.cells * 2 && content.cells > 1 => Role::School,
        Role::School if most(content.places) && content.schools == 0 => Role::Place,
        Role::Place if !column.known && most(content.schools) => Role::School,
        Role::Item if most(content.letters) => Role::Name,
        Role::Seen if most(content.answers) => Role::Discussed,
        Role::Name if most(content.small) => Role::Item,
        Role::Sitting if !most(content.days) && most(content.letters) => {
            if ["panel", "meeting", "group"].contains(&plain(&column.heading).as_str()) { Role::Panel } else { Role::Notes }
        }
        Role::Other if plain(&column.heading) == "date" && most(content.days) => {
            if most(content.births) {
                Role::Birth
            } else {
                Role::Sitting
            }
        }
        // `What` may be a kind of subject, the subject itself, or what was said of it.
        Role::Kind if most(content.long) => Role::Notes,
        // `Type` beside `Name` is of kinds, in whatever letters the clerk has for them.
        Role::Kind if content.kinds * 2 < content.cells && !most(content.codes) && (!named || plain(&column.heading) == "what") => {
            Role::Name
        }
        // `Site` is any place to a panel, and a school of theirs to a group of schools.
        Role::Place if ["site", "base", "campus"].contains(&plain(&column.heading).as_str()) && content.schools * 3 >= content.cells => {
            Role::School
        }
        Role::Discussed | Role::Address if most(content.long) && content.cells > 3 && column.role == Role::Discussed => Role::Notes,
        Role::Other if most(content.long) => Role::Notes,
        Role::Other if bare || words.role_of(&column.heading).is_none() => unheaded(content, bare),
        role => role,
    }
}

/// What a column without a heading that is understood holds.
fn unheaded(content: &Content, bare: bool) -> Role {
    let most = |part: usize| part * 2 > content.cells;
    if most(content.days) {
        return if most(content.births) { Role::Birth } else { Role::Sitting };
    }
    if most(content.small) {
        return if bare { Role::Item } else { Role::Other };
    }
    if most(content.schools) {
        return Role::School;
    }
    if most(content.long) {
        return Role::Notes;
    }
    // Of one or two cells nobody can say so.
    if most(content.places) && content.places > 2 { Role::Place } else { Role::Other }
}

/// A column of surnames, or of forenames, beside which no other holds the rest of the names is one of whole names where they are whole.
fn whole_names(columns: &mut [Column], contents: &[Content]) {
    let (mut parts, mut at) = (0, None);
    for (n, column) in columns.iter().enumerate().filter(|(_, c)| matches!(c.role, Role::Forename | Role::Surname | Role::Name)) {
        parts += 1;
        at = Some(n).filter(|_| column.told != Told::Settings && column.role != Role::Name);
    }
    if let (1, Some(n)) = (parts, at)
        && let (Some(column), Some(content)) = (columns.get_mut(n), contents.get(n))
        && content.names * 10 >= content.letters.max(content.names) * 7
        && content.names > 0
    {
        column.role = Role::Name;
        column.told = Told::Content;
    }
}

/// The likeliest column of names, where no heading says so.
fn name_column(columns: &mut [Column], contents: &[Content]) {
    let best = columns
        .iter()
        .zip(contents)
        .enumerate()
        .filter(|(_, (c, content))| {
            c.told != Told::Settings
                && matches!(c.role, Role::Other | Role::Notes | Role::Family | Role::Lead | Role::Children)
                && content.names * 5 >= content.cells * 2
                && content.names > 0
        })
        // The share of names first; of two alike the first column.
        .max_by_key(|(n, (_, content))| (content.names * 100 / content.cells.max(1), usize::MAX - n))
        .map(|(n, _)| n);
    if let Some(column) = best.and_then(|n| columns.get_mut(n)) {
        column.role = Role::Name;
        column.told = Told::Content;
    }
}

/// `Who / where` beside `Child` is who and what comes up with the child: the item is about the child. It may be about either where the
/// column of children is filled less often.
fn others_beside(columns: &mut [Column], contents: &[Content], words: &PanelWords) {
    let of_any = |c: &Column| c.role == Role::Name && c.told == Told::Heading && words.offers_other_subjects(&c.heading);
    let filled = |wanted: bool| {
        let named = columns.iter().zip(contents).filter(|(c, _)| c.role == Role::Name && c.known && of_any(c) == wanted);
        named.map(|(_, content)| content.cells).max()
    };
    if let (Some(people), Some(others)) = (filled(false), filled(true))
        && people >= others
    {
        for column in columns.iter_mut().filter(|c| of_any(c)) {
            column.role = Role::Associates;
            column.told = Told::Content;
        }
    }
}

/// Days many years apart beside the days of sittings are those of birth, whatever they stand under.
fn births_beside_sittings(columns: &mut [Column], contents: &[Content]) {
    let told = columns.iter().any(|c| c.role == Role::Birth);
    // Of two columns of days of which neither has a heading, the one that ends years before the other begins.
    let begun = columns.iter().zip(contents).filter(|(c, _)| c.role == Role::Sitting).filter_map(|(_, t)| t.years).map(|(y, _)| y).max();
    if !told && let Some(begun) = begun {
        for (column, content) in columns.iter_mut().zip(contents) {
            let before = content.years.is_some_and(|(_, last)| last + APART <= begun);
            if before && column.role == Role::Sitting && column.told == Told::Content {
                column.role = Role::Birth;
            }
        }
    }
    let told = columns.iter().any(|c| c.role == Role::Birth);
    if told || !columns.iter().any(|c| c.role == Role::Sitting && c.told != Told::Content) {
        return;
    }
    for (column, content) in columns.iter_mut().zip(contents) {
        if column.role == Role::Sitting && column.told == Told::Content && content.years.is_some_and(|(first, last)| last - first >= APART)
        {
            column.role = Role::Birth;
        }
    }
}

/// `With` heads those a child is seen with, or the few officers with whom all the items of a list are.
fn who_is_with(columns: &mut [Column], body: &[&Row]) {
    for column in columns.iter_mut().filter(|c| c.role == Role::Associates && c.told == Told::Heading && plain(&c.heading) == "with") {
        let cells: Vec<&str> = body.iter().filter_map(|r| shape::text_at(r, column.number)).collect();
        let distinct: BTreeSet<String> = cells.iter().map(|t| plain(t)).collect();
        let short = cells.iter().all(|t| t.split_whitespace().count() <= 2 && !t.contains([',', ';', '/', '&']));
        if cells.len() >= 6 && short && distinct.len() * 2 <= cells.len() {
            column.role = Role::Lead;
            column.told = Told::Content;
        }
    }
}

/// `Name` beside `Surname` is a forename, and beside `Forename` a surname.
fn forename_and_name(columns: &mut [Column]) {
    let has = |role: Role, columns: &[Column]| columns.iter().any(|c| c.role == role);
    let missing = match (has(Role::Forename, columns), has(Role::Surname, columns)) {
        (true, false) => Role::Surname,
        (false, true) => Role::Forename,
        _ => return,
    };
    if let Some(column) = columns.iter_mut().find(|c| c.role == Role::Name && c.told != Told::Settings) {
        column.role = missing;
    }
}

fn content(number: u32, body: &[&Row], sat: Option<i16>, words: &PanelWords) -> Content {
    let mut out = Content::default();
    let of = |what: &str| -> Vec<&str> {
        words.named.kinds.iter().filter(|k| k.of == what).flat_map(|k| k.words.iter().map(String::as_str)).collect()
    };
    let (schools, places) = (of("school"), of("place"));
    for value in body.iter().take(400).filter_map(|row| row.at(number)) {
        out.cells += 1;
        if let Some(day) = when::day_in(value, None) {
            out.days += 1;
            out.years = Some(out.years.map_or((day.year, day.year), |(first, last)| (first.min(day.year), last.max(day.year))));
            // Nobody sits on a panel's list for twenty years: a column of days well in the past is one of births.
            out.births += usize::from(
                day.year < 1997
                    || sat.is_some_and(|year| day.year + APART <= year)
                    || matches!(when::birth_in(value, None), Some(when::Birth::Aged(_) | when::Birth::YearGroup(_))),
            );
        }
        match value {
            Value::Number(n) if n.fract() == 0.0 && (0.0..200.0).contains(n) => out.small += 1,
            Value::Number(_) => out.numbers += 1,
            Value::Text(text) => {
                let text = text.trim();
                if text.parse::<u16>().is_ok_and(|n| n < 200) {
                    out.small += 1;
                }
                let digits = text.bytes().any(|b| b.is_ascii_digit());
                out.letters += usize::from(text.chars().any(char::is_alphabetic) && !digits);
                let folded = plain(text);
                let answer = folded.split(' ').next().unwrap_or_default();
                out.answers += usize::from(["yes", "no", "y", "n"].contains(&answer));
                out.names += usize::from(shape::looks_like_a_name(text, words));
                out.long += usize::from(text.split_whitespace().count() >= 5);
                let full = words.in_full(text).join(" ");
                // `High` alone is a grade of risk.
                out.schools += usize::from(full.contains(' ') && schools.iter().any(|k| holds(&full, k)));
                out.places += usize::from(full.contains(' ') && places.iter().any(|k| full.ends_with(k)));
                out.kinds += usize::from(words.people.status.values().flatten().any(|k| *k == folded || k.len() > 2 && holds(&folded, k)));
                out.only_kinds += usize::from(is_kind(text, words));
                out.codes += usize::from(text.chars().count() <= 4);
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agenda::{Frame, Table, read};
    use crate::made::{sheet, words};

    fn table(lines: &str) -> Table {
        let words = words();
        read(
            &sheet("Sheet1", lines),
            &Frame { file: "agendas/MACE.xlsx", columns: &BTreeMap::new(), year: None, panel_words: &[], words: &words },
        )
    }

    fn roles(table: &Table) -> Vec<&'static str> {
        table.columns.iter().flat_map(|(_, c)| c.iter().map(|c| c.role.word())).collect()
    }

    #[test]
    fn two_rows_of_headings_are_one() {
        let made = table(
            "List of cases\n\nSitting | No. | Young person | | Referrer | Outcome\n(date) | | Name | Age | Name | Decision\n3 May 2022 | 1 | Ade Obi | 14 | Jo Poe | mentor\n | 2 | Temi Obi | 12 | Jo Poe | closed",
        );
        assert_eq!(roles(&made), ["sitting", "item", "name", "dob", "lead", "notes"]);
        // The day of the first row holds for the next.
        assert!(made.items.len() == 2 && made.items.iter().all(|i| i.sitting == concordat_register::Date::new(2022, 5, 3)));
    }

    #[test]
    fn who_and_where_beside_a_child_is_what_comes_up_with_it() {
        let child = table(
            "Ref | Child | DoB | Who / where | Action\n1 | Ade Obi | 1/2/07 | the Orme lot; Elm Park | mentor\n2 | Temi Obi | 2/3/09 | | close",
        );
        assert_eq!(roles(&child), ["reference", "name", "dob", "associates", "notes"]);
        let any = table("Name | Who / where | Notes\n | Elm Park | lights are out\nAde Obi | Ade Obi | closed\n | Orme lot | new film");
        assert_eq!(roles(&any)[1], "name");
    }

    #[test]
    fn ambiguous_headings_are_told_by_what_stands_beneath() {
        let trust = table(
            "When | Pupil | | Site | Worry\n | Name | Year / DOB | |\n3 May 2022 | Ade Obi | 1/2/07 | Elm High School | fights\n3 May 2022 | Temi Obi | Y9 | Elm High School | late\n17 May 2022 | Kai Orme | 4/5/08 | Ash College | knife in bag",
        );
        assert_eq!(roles(&trust), ["sitting", "name", "dob", "school", "notes"]);
        let street = table(
            "When | Who | | Site | What we know\n3 May 2022 | Ade Obi | 1/2/04 | Elm Park | said to sell to a group of pupils there\n17 May 2022 | Temi Obi | 2/3/09 | Ash Lane | with the group who fought there on Friday",
        );
        assert_eq!(roles(&street), ["sitting", "name", "dob", "place", "notes"]);
        let seen = |with: [&str; 6]| {
            let names = ["Ade Obi", "Temi Obi", "Kai Orme", "Jo Poe", "Lou Tarn", "Sam Fell"];
            let rows: Vec<String> = names.iter().zip(with).map(|(name, with)| format!("{name} | quiet this month | {with}")).collect();
            roles(&table(&format!("Name | Detail | With\n{}", rows.join("\n"))))[2]
        };
        assert_eq!(seen(["Eddy", "Maybin", "Eddy", "Maybin", "Eddy", "Maybin"]), "lead");
        assert_eq!(seen(["Kai Orme", "Jo Poe", "Ade Obi, Jo Poe", "Temi Obi", "Sam Fell", "Kai Orme"]), "associates");
    }

    #[test]
    fn other_business_ends_with_the_sitting() {
        let made = table(
            "Date | Child | DoB | Notes\n3 May 2022 | Ade Obi | 1/2/07 | mentor\n | Any other business | |\n | Minutes agreed | |\n17 May 2022 | Temi Obi | 2/3/09 | closed\n | Jo Poe | 4/5/08 | new",
        );
        let parts: Vec<_> = made.items.iter().map(|i| i.part == Some(crate::agenda::Part::Procedural)).collect();
        assert_eq!(parts, [false, true, false, false], "{:?}", made.items.iter().map(|i| i.row).collect::<Vec<_>>());
    }

    #[test]
    fn headings_of_exports_are_spelt_out() {
        let made = table(
            "yp_id | yp_fn | yp_sn | yp_dob | est_nm | loc_txt | mtg_dt | outcome_cd\nA17 | Ade | Obi | 2009-03-02 | ELM HIGH | Alder Park | 2022-05-03 | RVW",
        );
        assert_eq!(roles(&made), ["reference", "forename", "surname", "dob", "school", "place", "sitting", "discussed"]);
        let made = table(
            "CASE_REF | CONF_DT | SEQ | S1_FNM | S1_SNM | S1_DOB | S2_NM_FULL | S2_DOB | REL_CD | DEP_TXT | RPT_FLG | OWN_USR\nD-1 | 20190122 | 001 | JO | POE | 19810412 | LEE POE | 19761029 | SPO | KAI POE 14/03/2004 M | N | TARN1",
        );
        assert_eq!(
            roles(&made),
            ["reference", "sitting", "item", "forename", "surname", "dob", "name", "dob", "other", "children", "other", "lead"]
        );
    }

    /// Issue 4: the births of a list without headings were taken for its sittings.
    #[test]
    fn births_without_a_heading_are_no_sittings() {
        let words = words();
        let read = |file: &str, lines: &str| {
            let none = BTreeMap::new();
            read(&sheet("", lines), &Frame { file, columns: &none, year: None, panel_words: &[], words: &words })
        };
        let dated = read("youth panel 3 Feb 2026.csv", "Ade Obi | 4/5/2010 | Elm High School\nKim Lee | 4/5/2011 | Elm High School");
        assert_eq!(roles(&dated), ["name", "dob", "school"]);
        assert!(dated.items.iter().all(|i| i.sitting == concordat_register::Date::new(2026, 2, 3)));
        let both = read("list.csv", "3/2/2026 | Ade Obi | 4/5/2010 | Elm High School\n3/3/2026 | Kim Lee | 4/5/2011 | Elm High School");
        assert_eq!(roles(&both), ["sitting", "name", "dob", "school"]);
    }

    #[test]
    fn last_beside_a_surname_and_who_at_the_end_name_nobody() {
        let risk = table("Item | First name | Surname | DoB | Notes | Last | Now\n1 | Ade | Obi | 1/2/07 | seen | Med | High");
        assert_eq!(roles(&risk)[5..], ["other", "other"]);
        let acts = table(
            "Name(s) | School | What we know | To do | Who\nAde Obi 14 | Elm High | fights | ring home | Mr Poe\nKai Orme | Elm High | late | | Jo Tarn",
        );
        assert_eq!(roles(&acts), ["name", "school", "notes", "notes", "lead"]);
    }
}
