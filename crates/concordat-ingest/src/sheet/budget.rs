//! How many cells one spreadsheet may fill memory with.

use crate::Limits;
use concordat_register::workbook::{Cell, Row, Sheet, Value};
use concordat_register::{Problem, ProblemKind};

/// What a cell costs beside its words, in bytes.
const CELL: u64 = 64;
/// What a row costs beside its cells, in bytes.
const ROW: u64 = 64;

/// What may still be kept of a spreadsheet.
pub(super) struct Budget {
    left: u64,
    spent: bool,
}

impl Budget {
    /// A quarter of the memory limit, since the part that is read takes a quarter too and its text another.
    pub(super) fn new(limits: &Limits) -> Self {
        Self { left: limits.memory / 4, spent: false }
    }

    /// Whether no more may be kept.
    pub(super) fn is_spent(&self) -> bool {
        self.spent
    }

    /// Takes so many bytes; whether there were as many.
    pub(super) fn take(&mut self, bytes: u64) -> bool {
        match self.left.checked_sub(bytes) {
            Some(left) if !self.spent => self.left = left,
            _ => self.spent = true,
        }
        !self.spent
    }

    /// Adds a cell to a row, where it holds something and there is room.
    pub(super) fn cell(&mut self, cells: &mut Vec<Cell>, column: u32, value: Value) {
        let words = match &value {
            Value::Text(words) | Value::Fault(words) => words.as_str(),
            _ => "-",
        };
        if words.trim().is_empty() {
            return;
        }
        if self.take(CELL + words.len() as u64) {
            cells.push(Cell { column, value });
        }
    }

    /// Adds a row to a sheet, where it holds something. Its cells were paid for, so the last one that there is room for is kept too.
    pub(super) fn row(&mut self, sheet: &mut Sheet, number: u32, cells: Vec<Cell>) {
        if !cells.is_empty() {
            self.take(ROW);
            sheet.rows.push(Row { number, cells });
        }
    }

    /// What to say where not everything was kept.
    pub(super) fn problem(&self) -> Option<Problem> {
        self.spent.then(|| {
            Problem::new(
                ProblemKind::Partial,
                "it has more filled cells than the memory limit allows; what stands before was read",
                "split the spreadsheet, or raise the memory limit",
            )
        })
    }
}
