//! Sheets made of a few lines of text. For tests only.

use concordat_register::workbook::{Cell, Row, Sheet, Value};
use concordat_standard::panels::PanelWords;

/// The words that the program ships with.
pub(crate) fn words() -> PanelWords {
    PanelWords::peer_on_peer_abuse().expect("the shipped words parse")
}

/// A sheet: a line a row, cells parted by `|`; a blank line is a blank row, `=` before a number makes it a number.
pub(crate) fn sheet(name: &str, lines: &str) -> Sheet {
    let rows = lines.lines().zip(1..).map(|(line, number)| Row { number, cells: cells(line) }).filter(|r| !r.cells.is_empty()).collect();
    Sheet { name: name.to_owned(), rows, ..Sheet::default() }
}

fn cells(line: &str) -> Vec<Cell> {
    let cell = |(text, column): (&str, u32)| {
        let text = text.trim();
        let number = text.strip_prefix('=').and_then(|n| n.parse().ok());
        (!text.is_empty()).then(|| Cell { column, value: number.map_or_else(|| Value::Text(text.to_owned()), Value::Number) })
    };
    line.split('|').zip(0..).filter_map(cell).collect()
}

/// A panel of which only its names are known.
pub(crate) fn meeting(name: &str, acronym: &str) -> concordat_register::meeting::Meeting {
    concordat_register::meeting::Meeting {
        id: concordat_standard::panels::plain(name).replace(' ', "-"),
        name: name.to_owned(),
        acronym: Some(acronym.to_owned()).filter(|a| !a.is_empty()),
        level: Some(concordat_register::meeting::Level::Operational),
        ..Default::default()
    }
}
