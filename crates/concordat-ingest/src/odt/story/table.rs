//! Tables: which row and column a paragraph stands in, and whether that row is a header.

use crate::draft::Role;

/// The tables open at a place, the innermost last.
pub(super) struct Tables {
    open: Vec<Table>,
    floors: Vec<usize>,
    flat: u32,
    count: u32,
    depth: usize,
}

#[derive(Default)]
struct Table {
    index: u32,
    row: u32,
    column: u32,
    columns: u32,
    header: bool,
    in_cell: bool,
}

impl Tables {
    /// None open; `depth` is how many are told apart.
    pub(super) fn new(depth: u32) -> Self {
        Self { open: Vec::new(), floors: Vec::new(), flat: 0, count: 0, depth: usize::try_from(depth).unwrap_or(usize::MAX).max(1) }
    }

    /// A table begins. A sub-table only splits the cell it stands in, so that cell stays the place.
    pub(super) fn begin(&mut self, is_sub: bool) {
        if self.flat > 0 || is_sub || self.open.len() >= self.depth {
            self.flat += 1;
            return;
        }
        self.count = self.count.saturating_add(1);
        self.open.push(Table { index: self.count, ..Table::default() });
    }

    pub(super) fn end(&mut self) {
        if self.flat > 0 {
            self.flat -= 1;
        } else if self.open.len() > self.floor() {
            self.open.pop();
        }
    }

    pub(super) fn enter(&mut self) {
        self.floors.push(self.open.len());
    }

    pub(super) fn leave(&mut self) {
        if let Some(floor) = self.floors.pop() {
            self.open.truncate(floor);
        }
    }

    fn floor(&self) -> usize {
        self.floors.last().copied().unwrap_or(0)
    }

    fn current(&mut self) -> Option<&mut Table> {
        if self.flat > 0 {
            return None;
        }
        let floor = self.floor();
        self.open.get_mut(floor..).and_then(<[Table]>::last_mut)
    }

    pub(super) fn columns(&mut self, count: u32) {
        if let Some(table) = self.current() {
            table.columns = table.columns.saturating_add(count);
        }
    }

    pub(super) fn header(&mut self, header: bool) {
        if let Some(table) = self.current() {
            table.header = header;
        }
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(table) = self.current() {
            table.row = table.row.saturating_add(1);
            table.column = 0;
            table.in_cell = false;
        }
    }

    /// A cell begins; cells covered by a merged one count as columns too.
    pub(super) fn begin_cell(&mut self) {
        if let Some(table) = self.current() {
            table.column = table.column.saturating_add(1);
            table.in_cell = true;
        }
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(table) = self.current() {
            table.in_cell = false;
        }
    }

    /// The cell a paragraph stands in; none outside tables.
    pub(super) fn cell(&self) -> Option<Role> {
        let table = self.open.get(self.floor()..)?.last().filter(|t| t.in_cell)?;
        Some(Role::Cell { table: table.index, row: table.row, column: table.column, header: table.header })
    }

    /// Whether the innermost table has one column.
    pub(super) fn is_frame(&self) -> bool {
        self.open.last().is_some_and(|t| t.columns == 1)
    }
}
