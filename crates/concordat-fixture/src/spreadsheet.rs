//! Spreadsheets from their cells: Excel workbooks, OpenDocument spreadsheets and separated values. For tests and examples.
//!
//! The same cells give the same bytes on every machine: members are stored and not packed, and bear no time.

mod ods;
mod xlsx;

pub use ods::{ods, ods_with};
pub use xlsx::{xlsx, xlsx_with};

use concordat_register::workbook::{Cell, Row, Sheet, Value};
use concordat_register::{Date, workbook::Merged};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// How a sheet looks. It changes nothing of what is in it.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// Widths of columns, in characters.
    pub widths: Vec<u32>,
    /// Rows in large bold type, by number.
    pub titles: Vec<u32>,
    /// Rows in bold type on a grey ground, by number.
    pub headings: Vec<u32>,
}

/// A row of cells side by side from column A; `None` leaves a cell blank.
#[must_use]
pub fn row(number: u32, values: Vec<Option<Value>>) -> Row {
    let cells = (0..).zip(values).filter_map(|(column, value)| Some(Cell { column, value: value? })).collect();
    Row { number, cells }
}

/// Words as a cell's value; none where there are none.
#[must_use]
pub fn text(words: &str) -> Option<Value> {
    (!words.is_empty()).then(|| Value::Text(words.to_owned()))
}

/// Cells of one row merged from column A to `last_column`.
#[must_use]
pub fn merged_across(row: u32, last_column: u32) -> Merged {
    Merged { first_row: row, first_column: 0, last_row: row, last_column }
}

/// A sheet as separated values, one line a row, blank rows as blank lines. Dates are written `14/04/2026`.
#[must_use]
pub fn separated(sheet: &Sheet, separator: char) -> String {
    let mut out = String::new();
    let mut next = 1;
    let width = sheet.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + 1).max().unwrap_or(0);
    for row in &sheet.rows {
        while next < row.number {
            out.push_str("\r\n");
            next += 1;
        }
        for column in 0..width {
            if column > 0 {
                out.push(separator);
            }
            out.push_str(&quoted(&row.at(column).map(shown).unwrap_or_default(), separator));
        }
        out.push_str("\r\n");
        next += 1;
    }
    out
}

fn quoted(words: &str, separator: char) -> String {
    let plain = !words.contains([separator, '"', '\n', '\r']) && !words.starts_with(' ');
    if plain { words.to_owned() } else { format!("\"{}\"", words.replace('"', "\"\"")) }
}

/// A value as a spreadsheet shows it.
fn shown(value: &Value) -> String {
    match value {
        Value::Text(words) | Value::Fault(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        Value::Date(date) => format!("{:02}/{:02}/{:04}", date.day, date.month, date.year),
        Value::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
    }
}

/// A package of these members, in this order.
fn package(members: &[(String, String)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in members {
        // Memory takes whatever is written to it.
        let _ = writer.start_file(name.as_str(), options);
        let _ = writer.write_all(text.as_bytes());
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Text as XML has it. What XML cannot hold is left out.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\u{fffe}' | '\u{ffff}' => {}
            c if c < ' ' => {}
            c => out.push(c),
        }
    }
    out
}

/// Days from 30 December 1899 to a date: the number that spreadsheets keep for a day after 1 March 1900.
fn serial(date: Date) -> i64 {
    let (year, month) = (i64::from(date.year), i64::from(date.month));
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let from_march = 365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5;
    from_march + i64::from(date.day) - 1 - 719_468 + 25_569
}

/// The name of a column: A for 0.
fn letters(column: u32) -> String {
    let mut name = String::new();
    let mut left = column + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_ingest::{Limits, read_workbook};
    use concordat_register::workbook::Workbook;
    use proptest::prelude::*;

    /// Words with what is awkward in XML, in Excel's escapes and in separated values.
    fn words() -> impl Strategy<Value = String> {
        let piece = prop_oneof![
            "[A-Za-z]{1,8}",
            Just("O'Dea & Sons <Ltd>".to_owned()),
            Just("_x000D_".to_owned()),
            Just("\"quoted\"; so, | it\tgoes".to_owned()),
            Just("two\nlines".to_owned()),
            Just("  spaced  out  ".to_owned()),
            Just("שרה مريم Zoë 😀".to_owned()),
            Just("30/02/2011".to_owned()),
        ];
        proptest::collection::vec(piece, 1..3).prop_map(|p| p.concat())
    }

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            words().prop_map(Value::Text),
            (-1e9f64..1e9).prop_map(Value::Number),
            (0u16..200).prop_map(|n| Value::Number(f64::from(n))),
            (1901i16..2100, 1u8..13, 1u8..29).prop_map(|(y, m, d)| Value::Date(Date::new(y, m, d).unwrap())),
            any::<bool>().prop_map(Value::Truth),
            Just(Value::Fault("#REF!".to_owned())),
        ]
    }

    fn sheet() -> impl Strategy<Value = Sheet> {
        let cells = proptest::collection::btree_map(0u32..60, value(), 1..6);
        let rows = proptest::collection::btree_map(1u32..2000, cells, 0..8);
        (rows, "[A-Za-z&' ]{1,20}", any::<bool>()).prop_map(|(rows, name, hidden)| {
            let rows: Vec<Row> = rows
                .into_iter()
                .map(|(number, cells)| Row { number, cells: cells.into_iter().map(|(column, value)| Cell { column, value }).collect() })
                .collect();
            // A cell whose first column is free can be merged over what is not there.
            let merged = if rows.is_empty() { vec![merged_across(2500, 3)] } else { Vec::new() };
            Sheet { name, hidden, rows, merged }
        })
    }

    fn read(name: &str, bytes: &[u8]) -> Workbook {
        let read = read_workbook(name, bytes, &Limits::default());
        assert_eq!(read.problems, []);
        read.value.unwrap()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn what_is_written_is_read(sheets in proptest::collection::vec(sheet(), 1..3)) {
            let book = Workbook { sheets };
            prop_assert_eq!(&read("a.xlsx", &xlsx(&book)), &book);
            prop_assert_eq!(&read("a.ods", &ods(&book)), &book);
        }

        #[test]
        fn separated_values_that_are_written_are_read(sheet in sheet(), separator in proptest::sample::select(vec![',', ';', '\t', '|'])) {
            let written = format!("sep={separator}\r\n{}", separated(&sheet, separator));
            let mut expected = sheet;
            for cell in expected.rows.iter_mut().flat_map(|row| &mut row.cells) {
                cell.value = Value::Text(shown(&cell.value));
            }
            let got = read("a.csv", written.as_bytes()).sheets.remove(0);
            prop_assert_eq!(got.rows, expected.rows);
        }
    }

    #[test]
    fn the_same_cells_give_the_same_bytes() {
        let sheet = Sheet { name: "Cases".to_owned(), rows: vec![row(3, vec![text("a"), None, text("b")])], ..Sheet::default() };
        let book = Workbook { sheets: vec![sheet] };
        assert_eq!(xlsx(&book), xlsx(&book));
        assert_eq!(letters(16_383), "XFD");
        assert_eq!(serial(Date::new(2026, 4, 14).unwrap()), 46_126);
    }
}
