//! Tables of a story: which row and column a paragraph stands in, and whether that cell is a header.
//!
//! Word and OpenDocument number their cells alike; what a file says of a table, row or cell is read by their own readers.

use crate::draft::Role;

/// The tables open at a place, the innermost last.
#[derive(Debug)]
pub(crate) struct Tables {
    open: Vec<Table>,
    /// Where text boxes and notes began: a box in a cell is no cell.
    floors: Vec<usize>,
    /// Tables nested deeper than is told apart, and those that only split a cell.
    flat: u32,
    depth: usize,
    /// Tables met.
    count: u32,
}

/// A table in hand.
#[derive(Debug, Default)]
pub(crate) struct Table {
    index: u32,
    row: u32,
    /// Columns before the cell in hand.
    column: u32,
    /// Columns that the cell in hand takes.
    pub(crate) span: u32,
    /// Columns of the table, as it says beforehand.
    pub(crate) columns: u32,
    /// Whether the row in hand is a header.
    pub(crate) header_row: bool,
    /// Whether the first row is one.
    pub(crate) first_row: bool,
    /// Whether the first column is one.
    pub(crate) first_column: bool,
    in_cell: bool,
}

impl Tables {
    /// None open; `depth` is how many are told apart, and `count` how many were met before.
    pub(crate) fn new(depth: u32, count: u32) -> Self {
        let depth = usize::try_from(depth).unwrap_or(usize::MAX).max(1);
        Self { open: Vec::new(), floors: Vec::new(), flat: 0, depth, count }
    }

    /// How many were met.
    pub(crate) fn count(&self) -> u32 {
        self.count
    }

    /// A table begins.
    pub(crate) fn begin(&mut self) {
        if self.flat > 0 || self.open.len() >= self.depth {
            self.flat += 1;
            return;
        }
        self.count = self.count.saturating_add(1);
        self.open.push(Table { index: self.count, ..Table::default() });
    }

    /// A table begins that only splits the cell it stands in, so that cell stays the place.
    pub(crate) fn begin_within_cell(&mut self) {
        self.flat += 1;
    }

    /// A table ends.
    pub(crate) fn end(&mut self) {
        if self.flat > 0 {
            self.flat -= 1;
        } else if self.open.len() > self.floor() {
            self.open.pop();
        }
    }

    /// A text box or note begins: tables around it do not count inside.
    pub(crate) fn enter(&mut self) {
        self.floors.push(self.open.len());
    }

    /// A text box or note ends.
    pub(crate) fn leave(&mut self) {
        if let Some(floor) = self.floors.pop() {
            self.open.truncate(floor);
        }
    }

    fn floor(&self) -> usize {
        self.floors.last().copied().unwrap_or(0)
    }

    /// The innermost table; none outside tables and in one that is not told apart.
    pub(crate) fn current(&mut self) -> Option<&mut Table> {
        if self.flat > 0 {
            return None;
        }
        let floor = self.floor();
        self.open.get_mut(floor..).and_then(<[Table]>::last_mut)
    }

    /// The cell a paragraph stands in; none outside tables.
    pub(crate) fn cell(&self) -> Option<Role> {
        let table = self.open.get(self.floor()..)?.last().filter(|t| t.in_cell)?;
        let column = table.column.saturating_add(1);
        let header = table.header_row || (table.first_row && table.row == 1) || (table.first_column && column == 1);
        Some(Role::Cell { table: table.index, row: table.row, column, header })
    }

    /// Whether the innermost table has one column: such a table is a frame around text.
    pub(crate) fn is_frame(&self) -> bool {
        self.open.last().is_some_and(|t| t.columns == 1)
    }
}

impl Table {
    /// A row begins.
    pub(crate) fn begin_row(&mut self) {
        self.row = self.row.saturating_add(1);
        self.column = 0;
        self.in_cell = false;
    }

    /// The row in hand counts for nothing.
    pub(crate) fn drop_row(&mut self) {
        self.row = self.row.saturating_sub(1);
    }

    /// The row in hand leaves out `columns` at its front.
    pub(crate) fn skip(&mut self, columns: u32) {
        self.column = columns;
    }

    /// A cell begins, of one column until it says otherwise.
    pub(crate) fn begin_cell(&mut self) {
        self.span = 1;
        self.in_cell = true;
    }

    /// The cell in hand ends, or the row with it.
    pub(crate) fn end_cell(&mut self) {
        if self.in_cell {
            self.column = self.column.saturating_add(self.span);
        }
        self.in_cell = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_in_a_cell_is_no_cell_and_a_split_cell_stays_one() {
        let mut tables = Tables::new(2, 4);
        tables.begin();
        let place = |tables: &Tables| match tables.cell() {
            Some(Role::Cell { table, row, column, header }) => Some((table, row, column, header)),
            _ => None,
        };
        let table = tables.current().unwrap();
        table.first_column = true;
        table.begin_row();
        table.begin_cell();
        table.span = 2;
        assert_eq!(place(&tables), Some((5, 1, 1, true)));
        tables.enter();
        assert_eq!(place(&tables), None);
        tables.leave();
        tables.begin_within_cell();
        assert!(tables.current().is_none());
        assert_eq!(place(&tables), Some((5, 1, 1, true)));
        tables.end();
        let table = tables.current().unwrap();
        table.end_cell();
        table.begin_cell();
        assert_eq!((place(&tables), tables.count()), (Some((5, 1, 3, false)), 5));
    }
}
