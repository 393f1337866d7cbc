//! A spreadsheet as it was read: sheets of rows of cells, each with its place in the file.
//!
//! What cells hold can be a child's name, so no `Debug` here shows it: not a cell's words, numbers or days, nor a tab's name.

use crate::Date;
use std::fmt;

/// A workbook, or a file of separated values as a workbook of one unnamed sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Workbook {
    /// Its sheets, in the order of their tabs; hidden ones too, marked.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Clone, Default, PartialEq)]
pub struct Sheet {
    /// The name on its tab; empty for a file of separated values.
    pub name: String,
    /// Whether it is hidden from whoever opens the file.
    pub hidden: bool,
    /// Rows that hold something, in order. Blank rows are not kept; their numbers are passed over.
    pub rows: Vec<Row>,
    /// Cells merged into one.
    pub merged: Vec<Merged>,
}

/// One row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// As the spreadsheet counts: from 1, blank rows included.
    pub number: u32,
    /// Cells that hold something, in order of column.
    pub cells: Vec<Cell>,
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Counted from 0: column A is 0.
    pub column: u32,
    /// What it holds; for a formula, the value last worked out.
    pub value: Value,
}

/// What a cell holds.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// Words, as they stand, inner line feeds kept.
    Text(String),
    /// A number that is not shown as a date.
    Number(f64),
    /// A number that the cell's format shows as a date, and its day.
    Date(Date),
    /// True or false.
    Truth(bool),
    /// A formula that failed, such as `#REF!`.
    Fault(String),
}

/// Cells merged into one; the value stands in the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merged {
    /// First row, from 1.
    pub first_row: u32,
    /// First column, from 0.
    pub first_column: u32,
    /// Last row, from 1.
    pub last_row: u32,
    /// Last column, from 0.
    pub last_column: u32,
}

impl fmt::Debug for Sheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sheet")
            .field("hidden", &self.hidden)
            .field("rows", &self.rows)
            .field("merged", &self.merged)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(hidden)",
            Self::Number(_) => "Number(hidden)",
            Self::Date(_) => "Date(hidden)",
            Self::Truth(_) => "Truth(hidden)",
            Self::Fault(_) => "Fault(hidden)",
        })
    }
}

impl Row {
    /// What stands in a column.
    #[must_use]
    pub fn at(&self, column: u32) -> Option<&Value> {
        self.cells.binary_search_by_key(&column, |cell| cell.column).ok().and_then(|n| self.cells.get(n)).map(|cell| &cell.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cells_hold_is_not_shown() {
        let cell = |column, value| Cell { column, value };
        let born = Date { year: 2011, month: 4, day: 23 };
        let held = [Value::Text("Zebedee".to_owned()), Value::Number(4711.0), Value::Date(born), Value::Fault("#ZEBEDEE".to_owned())];
        let cells = (0..).zip(held).map(|(column, value)| cell(column, value)).collect();
        let sheet = Sheet { name: "Zebedee".to_owned(), rows: vec![Row { number: 7, cells }], ..Sheet::default() };
        let shown = format!("{:#?}", Workbook { sheets: vec![sheet] });
        assert!(shown.contains("number: 7") && shown.contains("column: 1"), "{shown}");
        for planted in ["zebedee", "4711", "2011"] {
            assert!(!shown.to_lowercase().contains(planted), "{planted} is shown");
        }
    }
}
