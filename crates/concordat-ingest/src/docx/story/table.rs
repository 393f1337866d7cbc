//! Tables of a story: which row and column a paragraph stands in, and whether that cell is a header.

use crate::docx::styles::Styles;
use crate::draft::Role;
use crate::xml::{Ns, Pull};

/// The tables open at a place, the innermost last.
pub(super) struct Tables {
    open: Vec<Table>,
    /// Where text boxes began: a box in a cell is no cell.
    floors: Vec<usize>,
    /// Tables nested deeper than is told apart.
    flat: u32,
    depth: usize,
}

#[derive(Default)]
struct Table {
    index: u32,
    row: u32,
    column: u32,
    span: u32,
    grid: u32,
    header_row: bool,
    first_row: bool,
    first_column: bool,
    in_cell: bool,
}

impl Tables {
    /// None open; `depth` is how many are told apart.
    pub(super) fn new(depth: u32) -> Self {
        Self { open: Vec::new(), floors: Vec::new(), flat: 0, depth: usize::try_from(depth).unwrap_or(usize::MAX).max(1) }
    }

    pub(super) fn begin(&mut self, count: &mut u32) {
        if self.flat > 0 || self.open.len() >= self.depth {
            self.flat += 1;
            return;
        }
        *count = count.saturating_add(1);
        self.open.push(Table { index: *count, ..Table::default() });
    }

    pub(super) fn end(&mut self) {
        if self.flat > 0 {
            self.flat -= 1;
        } else if self.open.len() > self.floor() {
            self.open.pop();
        }
    }

    /// A text box begins: tables around it do not count inside.
    pub(super) fn enter(&mut self) {
        self.floors.push(self.open.len());
    }

    /// A text box ends.
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

    /// Reads `w:tblPr` to its end: the look says which parts stand out, and counts where the style sets them off.
    pub(super) fn properties(&mut self, pull: &mut Pull<'_>, styles: &Styles) {
        let depth = pull.depth();
        let (mut row, mut column) = (false, false);
        let mut heads = (false, false);
        while let Some(element) = pull.next_within(depth) {
            match element.name {
                "tblStyle" => heads = element.val().and_then(|id| styles.get(&id)).map_or((false, false), |s| s.heads),
                "tblLook" => {
                    let bits = element.val().and_then(|v| u32::from_str_radix(&v, 16).ok()).unwrap_or(0);
                    let says = |name: &str, bit: u32| element.attribute(name).map_or(bits & bit != 0, |v| v == "1" || v == "true");
                    row = says("firstRow", 0x20);
                    column = says("firstColumn", 0x80);
                }
                _ => {}
            }
        }
        if let Some(table) = self.current() {
            table.first_row = row && heads.0;
            table.first_column = column && heads.1;
        }
    }

    pub(super) fn grid_column(&mut self) {
        if let Some(table) = self.current() {
            table.grid = table.grid.saturating_add(1);
        }
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(table) = self.current() {
            table.row = table.row.saturating_add(1);
            table.column = 0;
            table.span = 1;
            table.header_row = false;
            table.in_cell = false;
        }
    }

    pub(super) fn end_row(&mut self) {
        if let Some(table) = self.current() {
            table.in_cell = false;
        }
    }

    /// Reads `w:trPr` to its end. Whether the row was deleted; then the row is to be skipped.
    pub(super) fn row_properties(&mut self, pull: &mut Pull<'_>) -> bool {
        let depth = pull.depth();
        let mut deleted = false;
        let (mut before, mut header) = (0, false);
        while let Some(element) = pull.next_within(depth) {
            match element.name {
                "tblHeader" => header = element.is_on(),
                "gridBefore" => before = element.number("val").unwrap_or(0),
                "del" => deleted = true,
                "trPrChange" => pull.skip(),
                _ => {}
            }
        }
        if let Some(table) = self.current() {
            table.header_row = header;
            table.column = before.min(1000);
        }
        deleted
    }

    /// A deleted row counts for nothing.
    pub(super) fn drop_row(&mut self) {
        if let Some(table) = self.current() {
            table.row = table.row.saturating_sub(1);
        }
    }

    pub(super) fn begin_cell(&mut self) {
        if let Some(table) = self.current() {
            table.span = 1;
            table.in_cell = true;
        }
    }

    /// Reads `w:tcPr` to its end. Whether the cell was deleted; then the cell is to be skipped.
    pub(super) fn cell_properties(&mut self, pull: &mut Pull<'_>) -> bool {
        let depth = pull.depth();
        let mut deleted = false;
        let mut span = 1;
        while let Some(element) = pull.next_within(depth) {
            if element.ns == Ns::Word {
                match element.name {
                    "gridSpan" => span = element.number("val").unwrap_or(1).clamp(1, 1000),
                    "cellDel" => deleted = true,
                    _ => {}
                }
            }
        }
        if let Some(table) = self.current() {
            table.span = span;
        }
        deleted
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(table) = self.current() {
            table.column = table.column.saturating_add(table.span);
            table.in_cell = false;
        }
    }

    /// The cell a paragraph stands in; none outside tables.
    pub(super) fn cell(&self) -> Option<Role> {
        let table = self.open.get(self.floor()..)?.last().filter(|t| t.in_cell)?;
        let column = table.column.saturating_add(1);
        let header = table.header_row || (table.first_row && table.row == 1) || (table.first_column && column == 1);
        Some(Role::Cell { table: table.index, row: table.row, column, header })
    }

    /// Whether the innermost table has one column.
    pub(super) fn is_frame(&self) -> bool {
        self.open.last().is_some_and(|t| t.grid == 1)
    }
}
