//! Agendas: from sheets to items, each with its panel, its sitting and what its cells hold.

pub(crate) mod column;
#[cfg(test)]
mod kept;
mod panel;
pub(crate) mod record;
pub(crate) mod reversed;
mod role;
pub(crate) mod shape;
pub(crate) mod when;

pub use column::{Column, Told};
pub(crate) use panel::{Names, Panels, Place, is_called_after_somebody, people_on};
pub use role::Role;

use concordat_register::Date;
use concordat_register::workbook::{Cell, Row, Sheet, Value};
use concordat_standard::panels::{PanelWords, plain};
use std::collections::BTreeMap;
use std::fmt;

/// What the items under a heading of a part are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// People.
    Person,
    /// Schools.
    School,
    /// Peer groups.
    Group,
    /// Places.
    Place,
    /// The meeting itself.
    Procedural,
}

/// One row of an agenda that is an item, or goes on with one.
#[derive(Clone)]
pub(crate) struct Item {
    /// The row, from 1.
    pub(crate) row: u32,
    /// The day of the sitting, where it is given.
    pub(crate) sitting: Option<Date>,
    /// The panel as the row itself gives it.
    pub(crate) panel: Option<String>,
    /// The part of the agenda it stands in.
    pub(crate) part: Option<Part>,
    /// What its cells hold, in order of column.
    pub(crate) cells: Vec<Held>,
}

/// One cell of an item.
#[derive(Clone)]
pub(crate) struct Held {
    /// Counted from 0.
    pub(crate) column: u32,
    /// What the column holds.
    pub(crate) role: Role,
    /// What the cell holds.
    pub(crate) value: Value,
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Item").field("row", &self.row).field("sitting", &self.sitting).field("part", &self.part).finish_non_exhaustive()
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Held").field("column", &self.column).field("role", &self.role).finish_non_exhaustive()
    }
}

impl Held {
    /// The cell's words; a number as it would be typed.
    pub(crate) fn text(&self) -> String {
        match &self.value {
            Value::Text(text) => text.trim().to_owned(),
            Value::Number(n) => n.to_string(),
            Value::Date(date) => date.to_string(),
            Value::Truth(true) => "yes".to_owned(),
            Value::Truth(false) => "no".to_owned(),
            Value::Fault(_) => String::new(),
        }
    }
}

impl Item {
    /// The cells of a role, in order of column.
    pub(crate) fn of(&self, role: Role) -> impl Iterator<Item = &Held> {
        self.cells.iter().filter(move |c| c.role == role)
    }

    /// The words of the first cell of a role.
    pub(crate) fn first(&self, role: Role) -> Option<String> {
        self.of(role).map(Held::text).find(|t| !t.is_empty())
    }
}

/// A sheet read as an agenda.
#[derive(Clone, Default)]
pub(crate) struct Table {
    /// Its items.
    pub(crate) items: Vec<Item>,
    /// Its columns, for each row of headings (0 where it has none).
    pub(crate) columns: Vec<(u32, Vec<Column>)>,
    /// Rows that could not be read as items, and why.
    pub(crate) unread: Vec<(u32, &'static str)>,
    /// What stands above the first row of headings.
    pub(crate) titles: Vec<String>,
    /// Whether the day of its sittings is only known by its month.
    pub(crate) by_month: bool,
}

/// What is known of a sheet before it is read.
pub(crate) struct Frame<'a> {
    /// The file, relative to the site.
    pub(crate) file: &'a str,
    /// Columns that `concordat.toml` settles, by their folded headings.
    pub(crate) columns: &'a BTreeMap<String, Role>,
    /// The year that `concordat.toml` gives for the file.
    pub(crate) year: Option<i16>,
    /// Words by which panels are called.
    pub(crate) panel_words: &'a [String],
    /// The words of the field.
    pub(crate) words: &'a PanelWords,
}

/// What a row is.
enum Line {
    Headings,
    Sitting(Date),
    Part(Part),
    Title,
    Item,
}

/// Reads a sheet as an agenda.
pub(crate) fn read(sheet: &Sheet, frame: &Frame<'_>) -> Table {
    let rows = filled(sheet);
    let headings = heading_rows(&rows, frame);
    let first = headings.iter().position(|h| *h);
    let mut table = Table::default();
    let above = first.unwrap_or_else(|| titles_of(&rows, frame));
    table.titles = rows.iter().take(above).flat_map(|r| shape::texts(r)).map(str::to_owned).collect();
    let year = year_of(sheet, frame, &table.titles);
    let lines = lines(&rows, &headings, above, year, frame);
    let blocks = blocks(&rows, &lines, year, frame);
    let mut state = State { sitting: whole_day(sheet, frame, &table.titles, year), part: None, carried: None };
    if state.sitting.is_none() {
        state.sitting = by_month(sheet, frame, &table.titles);
        table.by_month = state.sitting.is_some();
    }
    let mut block = 0;
    for (row, line) in rows.iter().zip(&lines) {
        match line {
            Line::Headings => {
                block += 1;
                state.carried = None;
                state.part = state.part.filter(|part| *part != Part::Procedural);
            }
            Line::Sitting(day) => {
                state.sitting = Some(*day);
                state.carried = None;
                state.part = None;
                table.by_month = false;
                let beside = shape::beside_a_day(&shape::texts(row).join(" "), frame.panel_words, frame.words);
                table.unread.extend((beside.other > 0).then_some((row.number, "it was taken for the heading of a sitting")));
            }
            Line::Part(part) => state.part = Some(*part),
            Line::Title => table.unread.extend(title_unread(row, &rows, above, frame.words).map(|why| (row.number, why))),
            Line::Item => {
                let columns = blocks.get(block).map(Vec::as_slice).unwrap_or_default();
                if let Some(item) = item(row, columns, &mut state, year) {
                    table.by_month &= item.of(Role::Sitting).next().is_none();
                    table.items.push(item);
                } else {
                    table.unread.push((row.number, "none of its cells stands in a column that names a subject"));
                }
            }
        }
    }
    table.columns = named_blocks(&rows, &lines, blocks);
    table
}

/// What is carried from row to row.
struct State {
    sitting: Option<Date>,
    part: Option<Part>,
    /// The day last given in a column of days, for rows that leave it out.
    carried: Option<Date>,
}

/// The rows with merged cells filled in downwards: an item of three rows has its name once.
fn filled(sheet: &Sheet) -> Vec<Row> {
    let mut rows = sheet.rows.clone();
    for merged in sheet.merged.iter().filter(|m| m.last_row > m.first_row && m.last_row - m.first_row < 200).take(10_000) {
        let top = rows.binary_search_by_key(&merged.first_row, |r| r.number).ok().and_then(|n| rows.get(n));
        let Some(value) = top.and_then(|r| r.at(merged.first_column)).cloned() else { continue };
        let start = rows.partition_point(|r| r.number <= merged.first_row);
        for row in rows.iter_mut().skip(start).take_while(|r| r.number <= merged.last_row) {
            if let Err(at) = row.cells.binary_search_by_key(&merged.first_column, |c| c.column) {
                row.cells.insert(at, Cell { column: merged.first_column, value: value.clone() });
            }
        }
    }
    for row in &mut rows {
        row.cells.retain(|c| !matches!(&c.value, Value::Text(text) if text.trim().is_empty()));
    }
    rows.retain(|r| !r.cells.is_empty());
    rows
}

/// How many rows stand as titles above items without headings: those of one cell; in a list of nothing but names, those above the first.
fn titles_of(rows: &[Row], frame: &Frame<'_>) -> usize {
    let named = |row: &Row| !shape::holds_day(row) && shape::texts(row).iter().any(|t| shape::looks_like_a_name(t, frame.words));
    if is_single(rows) {
        return rows.iter().position(named).unwrap_or(rows.len());
    }
    rows.iter().take_while(|r| r.cells.len() < 2).count()
}

fn is_single(rows: &[Row]) -> bool {
    rows.iter().all(|r| r.cells.len() == 1)
}

fn heading_rows(rows: &[Row], frame: &Frame<'_>) -> Vec<bool> {
    let mut headings: Vec<bool> = rows.iter().map(|r| column::is_heading(r, frame.words, frame.columns)).collect();
    // An item about a school says "school" in the column of kinds, and is no row of headings for it.
    if let Some(first) = headings.iter().position(|h| *h).and_then(|at| rows.get(at)) {
        let kinds = column::of_kinds(first, frame.words, frame.columns);
        for (row, heading) in rows.iter().zip(headings.iter_mut()).filter(|(row, _)| row.number != first.number) {
            *heading &= !kinds.iter().any(|at| matches!(row.at(*at), Some(Value::Text(text)) if column::is_kind(text, frame.words)));
        }
    }
    // In a list of nothing but names the one word above them is their heading.
    let heads_names = |row: &Row| shape::texts(row).iter().any(|t| column::is_of_names(t, frame.words, frame.columns));
    let single = || rows.iter().position(heads_names).filter(|_| is_single(rows));
    if !headings.contains(&true)
        && let Some(at) = odd_headings(rows).or_else(single)
        && let Some(heading) = headings.get_mut(at)
    {
        *heading = true;
    }
    headings
}

/// A row of headings in words we do not know: the first of three short texts or more, with numbers or days beneath it.
fn odd_headings(rows: &[Row]) -> Option<usize> {
    let at = rows.iter().take(10).position(|r| r.cells.len() >= 3)?;
    let row = rows.get(at)?;
    let short = |v: &Value| matches!(v, Value::Text(t) if t.chars().count() <= 30 && !t.bytes().any(|b| b.is_ascii_digit()));
    let below = rows.get(at + 1..)?;
    let typed = row.cells.iter().any(|c| {
        let cells: Vec<&Value> = below.iter().take(20).filter_map(|r| r.at(c.column)).collect();
        !cells.is_empty()
            && cells
                .iter()
                .filter(|v| !matches!(v, Value::Text(t) if t.parse::<f64>().is_err() && when::days(t, Some(2000)).is_empty()))
                .count()
                * 2
                > cells.len()
    });
    (typed && row.cells.iter().all(|c| short(&c.value))).then_some(at)
}

/// What each row is.
fn lines(rows: &[Row], headings: &[bool], above: usize, year: Option<i16>, frame: &Frame<'_>) -> Vec<Line> {
    let mut columns: Vec<Column> = Vec::new();
    let mut made = Vec::with_capacity(rows.len());
    for (n, (row, heading)) in rows.iter().zip(headings).enumerate() {
        if *heading {
            let over = if matches!(made.last(), Some(Line::Headings)) { columns } else { Vec::new() };
            columns = column::of_headings(row, &over, frame.words, frame.columns);
            made.push(Line::Headings);
        } else {
            made.push(line(row, n < above, &columns, year, frame));
        }
    }
    made
}

/// Whether the days of a row of two cells or fewer stand where its headings have days of birth, or beside something under the heading of
/// sittings: it is an item of which the rest is not filled in.
fn is_bare_item(row: &Row, columns: &[Column], year: Option<i16>) -> bool {
    let mut days = row.cells.iter().filter(|c| match &c.value {
        Value::Date(_) => true,
        Value::Text(text) => !when::days(text, year).is_empty(),
        _ => false,
    });
    let under = |role: Role, cell: &Cell| columns.iter().any(|c| c.number == cell.column && c.role == role);
    let Some(first) = days.next() else { return false };
    let several = days.next().is_some();
    several || under(Role::Birth, first) || (row.cells.len() == 2 && under(Role::Sitting, first))
}

/// What a row that holds no headings is; `columns` are those of the headings above it.
fn line(row: &Row, above: bool, columns: &[Column], year: Option<i16>, frame: &Frame<'_>) -> Line {
    if let Some(day) = labelled_day(row, year, frame) {
        return Line::Sitting(day);
    }
    let texts = shape::texts(row);
    let only = row.cells.len() <= 2 && texts.len() <= 2;
    let dated = row.cells.iter().find_map(|c| match &c.value {
        Value::Date(day) => Some(*day),
        Value::Text(text) => when::days(text, year).first().map(|f| f.day),
        _ => None,
    });
    let joined = texts.join(" ");
    if (only || above)
        && let Some(day) = dated
        && !(only && is_bare_item(row, columns, year))
        && shape::is_heading_of_a_sitting(&joined, frame.panel_words, frame.words)
        && row.cells.iter().all(|c| !matches!(c.value, Value::Number(_)))
    {
        return Line::Sitting(day);
    }
    if row.cells.len() == 1
        && let Some(part) = part_of(&joined, frame.words)
    {
        return Line::Part(part);
    }
    if above { Line::Title } else { Line::Item }
}

/// The day beside a label such as `Date of meeting:`.
fn labelled_day(row: &Row, year: Option<i16>, frame: &Frame<'_>) -> Option<Date> {
    if row.cells.len() > 6 {
        return None;
    }
    row.cells.iter().zip(row.cells.iter().skip(1)).find_map(|(label, value)| {
        let Value::Text(text) = &label.value else { return None };
        let short = text.trim().trim_end_matches(':');
        let says = frame.words.role_of(short).is_some_and(|(role, whole)| whole && (role.id == "sitting" || plain(short) == "date"));
        if says { when::day_in(&value.value, year) } else { None }
    })
}

/// The part of the agenda that a row heads: `Part B: Locations`.
fn part_of(text: &str, words: &PanelWords) -> Option<Part> {
    let folded = plain(text);
    let bare: Vec<&str> = folded
        .split(' ')
        .skip_while(|w| ["part", "section", "item", "items"].contains(w) || w.len() == 1 || w.bytes().all(|b| b.is_ascii_digit()))
        .collect();
    let bare = bare.join(" ");
    let found = words.items.parts.iter().find(|(_, phrases)| phrases.contains(&bare))?;
    Some(match found.0.as_str() {
        "school" => Part::School,
        "group" => Part::Group,
        "place" => Part::Place,
        "procedural" => Part::Procedural,
        _ => Part::Person,
    })
}

/// The columns of each block of rows: the first is what stands before any heading.
fn blocks(rows: &[Row], lines: &[Line], year: Option<i16>, frame: &Frame<'_>) -> Vec<Vec<Column>> {
    let mut made: Vec<(Vec<Column>, Vec<&Row>)> = vec![(Vec::new(), Vec::new())];
    let mut last_heading: Option<u32> = None;
    for (row, line) in rows.iter().zip(lines) {
        match line {
            Line::Headings => {
                let right_above = last_heading.is_some_and(|n| n + 1 == row.number);
                let above = if right_above { made.last().map(|(c, _)| c.clone()).unwrap_or_default() } else { Vec::new() };
                made.push((column::of_headings(row, &above, frame.words, frame.columns), Vec::new()));
                last_heading = Some(row.number);
            }
            Line::Item => {
                if let Some((_, body)) = made.last_mut() {
                    body.push(row);
                }
            }
            _ => {}
        }
    }
    // Blocks with the same headings are judged together: a sitting of two items tells little.
    let key = |columns: &[Column]| columns.iter().map(|c| (c.number, plain(&c.heading))).collect::<Vec<_>>();
    let mut bodies: BTreeMap<Vec<(u32, String)>, Vec<&Row>> = BTreeMap::new();
    for (columns, body) in &made {
        bodies.entry(key(columns)).or_default().extend(body);
    }
    made.into_iter()
        .map(|(mut columns, _)| {
            let body = bodies.get(&key(&columns)).map(Vec::as_slice).unwrap_or_default();
            column::settle(&mut columns, body, year, frame.words);
            columns
        })
        .collect()
}

/// The blocks that hold items, with the rows of their headings.
fn named_blocks(rows: &[Row], lines: &[Line], blocks: Vec<Vec<Column>>) -> Vec<(u32, Vec<Column>)> {
    let headed: Vec<u32> = rows.iter().zip(lines).filter(|(_, l)| matches!(l, Line::Headings)).map(|(r, _)| r.number).collect();
    let mut out: Vec<(u32, Vec<Column>)> = Vec::new();
    for (row, columns) in std::iter::once(0).chain(headed.iter().copied()).zip(blocks) {
        // The upper of two rows of headings makes no table of its own.
        if headed.contains(&(row + 1)) && row > 0 {
            continue;
        }
        let same =
            |other: &(u32, Vec<Column>)| other.1.iter().map(|c| (&c.heading, c.role)).eq(columns.iter().map(|c| (&c.heading, c.role)));
        if !columns.is_empty() && !out.iter().any(same) {
            out.push((row, columns));
        }
    }
    out
}

/// An item from its row; nothing where no cell stands in a column that says anything.
fn item(row: &Row, columns: &[Column], state: &mut State, year: Option<i16>) -> Option<Item> {
    let cells: Vec<Held> = row
        .cells
        .iter()
        .filter_map(|cell| {
            let column = columns.iter().find(|c| c.number == cell.column);
            // Of what `concordat.toml` says to name no subject nothing is read, its prose neither.
            let set_aside = column.is_some_and(|c| c.role == Role::Other && c.told == Told::Settings);
            let role = column.map_or(Role::Other, |c| c.role);
            (!set_aside).then(|| Held { column: cell.column, role, value: cell.value.clone() })
        })
        .collect();
    let given = cells.iter().filter(|c| c.role == Role::Sitting).find_map(|c| when::day_in(&c.value, year));
    // In a running list the next sitting, or a person with a day of birth, comes after the other business of the last.
    let is_case = given.is_some() && given != state.carried || cells.iter().any(|c| c.role == Role::Birth);
    if is_case && state.part == Some(Part::Procedural) {
        state.part = None;
    }
    if given.is_some() {
        state.carried = given;
    }
    // A day that never was is no reason to take the sitting of the row above.
    let no_day = given.is_none() && cells.iter().any(|c| c.role == Role::Sitting && when::is_no_day(&c.value));
    let speaks = cells.iter().any(|c| !matches!(c.role, Role::Item | Role::Sitting | Role::Lead));
    speaks.then(|| Item {
        row: row.number,
        sitting: if no_day { None } else { given.or(state.carried).or(state.sitting) },
        panel: cells.iter().find(|c| c.role == Role::Panel).map(Held::text),
        part: state.part,
        cells,
    })
}

/// Why a title is listed as unread: any that stands beneath the headings, and above them what may be an item.
fn title_unread(row: &Row, rows: &[Row], above: usize, words: &PanelWords) -> Option<&'static str> {
    let is_above = rows.get(above).is_some_and(|first| row.number < first.number);
    let named = || shape::texts(row).iter().any(|t| shape::looks_like_a_name(t, words));
    match is_above {
        false => Some("it is no item: a note or title"),
        true if row.cells.len() >= 3 || (shape::holds_day(row) && named()) => Some("it stands above the headings"),
        true => None,
    }
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The year that days without one are in.
fn year_of(sheet: &Sheet, frame: &Frame<'_>, titles: &[String]) -> Option<i16> {
    let from_title = || titles.iter().find_map(|t| when::year_in(t).or_else(|| when::month_year(t).map(|m| m.year)));
    let named = |text: &str| when::year_in(text).or_else(|| when::month_year(text).map(|m| m.year));
    frame.year.or_else(from_title).or_else(|| named(&sheet.name)).or_else(|| named(stem(frame.file))).or_else(|| when::year_in(frame.file))
}

/// The day that a sheet's name, its titles or its file's name gives for everything on it.
fn whole_day(sheet: &Sheet, frame: &Frame<'_>, titles: &[String], year: Option<i16>) -> Option<Date> {
    let day = |text: &str| when::days(text, year).first().map(|f| f.day);
    day(&sheet.name).or_else(|| titles.iter().find_map(|t| day(t))).or_else(|| day(stem(frame.file)))
}

/// The first of the month that a sheet's name, its titles or its file's name gives, where no day is given at all.
fn by_month(sheet: &Sheet, frame: &Frame<'_>, titles: &[String]) -> Option<Date> {
    let month = |text: &str| when::month_year(text).map(concordat_register::PartialDate::first);
    month(&sheet.name).or_else(|| titles.iter().find_map(|t| month(t))).or_else(|| month(stem(frame.file)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::{sheet, words};

    fn table(lines: &str) -> Table {
        let words = words();
        let own = shape::words_of(["Harm Panel"]);
        read(&sheet("", lines), &Frame { file: "list.csv", columns: &BTreeMap::new(), year: None, panel_words: &own, words: &words })
    }

    /// Issue 4: a row of two cells, one of them a day, was taken for the heading of a sitting and fell away.
    #[test]
    fn a_name_beside_a_day_is_an_item() {
        let day = |y, m, d| Date::new(y, m, d);
        let made = table(
            "Harm Panel\nSitting of 3 March 2026\nName | DOB | School\nAde Obi | 4/3/2010 | Fell College\nOttilie Fell | 5/5/2011\n | 6/6/2011\nSitting of 10 March 2026\nKim Lee | 7/7/2010",
        );
        let items: Vec<_> = made.items.iter().map(|i| (i.row, i.sitting)).collect();
        let (third, tenth) = (day(2026, 3, 3), day(2026, 3, 10));
        assert_eq!(items, [(4, third), (5, third), (6, third), (8, tenth)]);
        let running = table(
            "Date | Name | DOB | School\n3/3/2026 | Ade Obi | 4/3/2010 | Fell College\n17/3/2026 | Sun Li\n | Kim Lee | 5/5/2011\n24/3/2026 | | 6/6/2011",
        );
        let items: Vec<_> = running.items.iter().map(|i| (i.row, i.sitting)).collect();
        let later = day(2026, 3, 17);
        assert_eq!(items, [(2, third), (3, later), (4, later), (5, day(2026, 3, 24))]);
    }

    /// Issue 4: a list of names and nothing else was all titles.
    #[test]
    fn names_alone_are_items() {
        let rows = |made: &Table| made.items.iter().map(|i| (i.row, i.sitting)).collect::<Vec<_>>();
        let day = Date::new(2026, 3, 3);
        assert_eq!(rows(&table("Harm Panel 3 March 2026\nName\nAde Obi\nKim Lee\nAOB")), [(3, day), (4, day)]);
        assert_eq!(rows(&table("Harm Panel 3 March 2026\nAde Obi\nKim Lee")), [(2, day), (3, day)]);
    }

    /// Every row that holds something is an item, is listed as unread, or is furniture in which no other word stands.
    #[test]
    fn no_row_falls_away() {
        let made = table(
            "Harm Panel\nOttilie Fell | 5/5/2011\nAde Obi | 4/3/2010 | Fell College\nName | DOB | School\nKim Lee | 7/7/2010 | Fell College\nHarm Panel with Jo Poe 3 May 2026\nSam Orme 1/2/2009",
        );
        let listed: Vec<u32> = made.unread.iter().map(|(row, _)| *row).collect();
        assert_eq!((listed, made.items.iter().map(|i| i.row).collect::<Vec<_>>()), (vec![2, 3, 6], vec![5, 7]));
    }
}
