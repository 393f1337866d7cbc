//! A spreadsheet as it was read: sheets of rows of cells, each with its place in the file.

use crate::Date;

/// A workbook, or a file of separated values as a workbook of one unnamed sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Workbook {
    /// Its sheets, in the order of their tabs; hidden ones too, marked.
    pub sheets: Vec<Sheet>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq)]
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
#[derive(Debug, Clone, PartialEq)]
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

impl Row {
    /// What stands in a column.
    #[must_use]
    pub fn at(&self, column: u32) -> Option<&Value> {
        self.cells.binary_search_by_key(&column, |cell| cell.column).ok().and_then(|n| self.cells.get(n)).map(|cell| &cell.value)
    }
}
