//! Spreadsheets that list panels or members, as facts like those of a document: sheets are headings, rows are paragraphs.

use crate::{SheetKind, sheet_kind};
use concordat_reading::meetings::{Grid, GridCell, GridRow, MeetingReader};
use concordat_register::{
    Anchor, DocumentFacts, Entry, Heading, HeadingIndex,
    workbook::{Sheet, Value, Workbook},
};
use concordat_standard::panels::PanelWords;
use concordat_text::{ByteSpan, CharSpan, quote};

/// Rows of a sheet looked at: a list of panels or members is never so long.
const ROWS: usize = 3000;

/// What the workbook at `file` says of panels; its facts have an entry, headings and panels, and nothing else. None where it
/// says nothing of them. An agenda and a list of referrals are passed over: nobody on them is a member.
#[must_use]
pub fn sheet_facts(file: &str, workbook: &Workbook, reader: &MeetingReader, words: &PanelWords) -> Option<DocumentFacts> {
    let mut facts = DocumentFacts { entry: entry(file), ..DocumentFacts::default() };
    for (n, sheet) in (0u32..).zip(&workbook.sheets) {
        let name = if sheet.name.is_empty() { "Sheet" } else { &sheet.name };
        facts.headings.push(Heading { level: 1, label: None, text: name.into(), parent: None });
        let other = [SheetKind::Agenda, SheetKind::Referrals, SheetKind::Schools, SheetKind::Gazetteer];
        let grid = grid(sheet, HeadingIndex(n));
        let another = || other.contains(&sheet_kind(file, sheet, words)) && !reader.is_register(&grid);
        if sheet.hidden || another() {
            continue;
        }
        let read = reader.grid(&grid);
        // A list of the people of one panel needs no column to say which.
        let one = || if sheet_kind(file, sheet, words) == SheetKind::Members { reader.seats_of(&grid, stem(file)) } else { None };
        let seats = if read.is_empty() { one() } else { None };
        facts.meetings.panels.extend(read.into_iter().chain(seats));
    }
    (!facts.meetings.panels.is_empty()).then_some(facts)
}

fn stem(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn entry(file: &str) -> Entry {
    let title = file.rsplit('/').next().unwrap_or(file);
    Entry { id: file.replace(['/', ' ', '.'], "-").to_lowercase(), file: file.to_owned(), title: title.to_owned(), ..Entry::default() }
}

/// A sheet as words in rows and columns, each with its place.
fn grid(sheet: &Sheet, heading: HeadingIndex) -> Grid {
    let rows = sheet.rows.iter().take(ROWS).map(|row| {
        let cells = row.cells.iter().filter_map(|cell| {
            let text = shown(&cell.value)?;
            let anchor = Anchor {
                heading: Some(heading),
                section: None,
                page: None,
                printed_page: None,
                paragraph: row.number,
                quote: quote(&text, ByteSpan::new(0, text.len())),
                span: CharSpan { start: 0, end: 0 },
            };
            Some(GridCell { column: cell.column, text, anchor })
        });
        GridRow { number: row.number, cells: cells.collect() }
    });
    Grid { name: sheet.name.clone(), rows: rows.filter(|r| !r.cells.is_empty()).collect() }
}

/// A cell's words as a reader sees them.
fn shown(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Date(date) => Some(date.to_string()),
        Value::Truth(true) => Some("yes".to_owned()),
        Value::Truth(false) => Some("no".to_owned()),
        Value::Fault(_) => None,
    }
}
