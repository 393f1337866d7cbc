//! What a Word file says of its tables, rows and cells.

use super::Story;
use crate::xml::Ns;

impl Story<'_, '_> {
    /// Reads `w:tblPr` to its end: the look says which parts stand out, and counts where the style sets them off.
    pub(super) fn table_properties(&mut self) {
        let depth = self.pull.depth();
        let (mut row, mut column) = (false, false);
        let mut heads = (false, false);
        while let Some(element) = self.pull.next_within(depth) {
            match element.name {
                "tblStyle" => heads = element.val().and_then(|id| self.book.styles.get(&id)).map_or((false, false), |s| s.heads),
                "tblLook" => {
                    let bits = element.val().and_then(|v| u32::from_str_radix(&v, 16).ok()).unwrap_or(0);
                    let says = |name: &str, bit: u32| element.attribute(name).map_or(bits & bit != 0, |v| v == "1" || v == "true");
                    row = says("firstRow", 0x20);
                    column = says("firstColumn", 0x80);
                }
                _ => {}
            }
        }
        if let Some(table) = self.tables.current() {
            table.first_row = row && heads.0;
            table.first_column = column && heads.1;
        }
    }

    /// A column of the grid.
    pub(super) fn grid_column(&mut self) {
        if let Some(table) = self.tables.current() {
            table.columns = table.columns.saturating_add(1);
        }
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(table) = self.tables.current() {
            table.begin_row();
            table.header_row = false;
        }
    }

    /// Reads `w:trPr` to its end. A deleted row is passed over whole and counts for nothing.
    pub(super) fn row_properties(&mut self) {
        let depth = self.pull.depth();
        let (mut before, mut header, mut deleted) = (0, false, false);
        while let Some(element) = self.pull.next_within(depth) {
            match element.name {
                "tblHeader" => header = element.is_on(),
                "gridBefore" => before = element.number("val").unwrap_or(0),
                "del" => deleted = true,
                "trPrChange" => self.pull.skip(),
                _ => {}
            }
        }
        if let Some(table) = self.tables.current() {
            table.header_row = header;
            table.skip(before.min(1000));
        }
        if deleted {
            self.pull.skip();
            if let Some(table) = self.tables.current() {
                table.drop_row();
            }
        }
    }

    pub(super) fn begin_cell(&mut self) {
        if let Some(table) = self.tables.current() {
            table.begin_cell();
        }
    }

    /// Reads `w:tcPr` to its end. A deleted cell is passed over whole.
    pub(super) fn cell_properties(&mut self) {
        let depth = self.pull.depth();
        let (mut deleted, mut span) = (false, 1);
        while let Some(element) = self.pull.next_within(depth) {
            match (element.ns, element.name) {
                (Ns::Word, "gridSpan") => span = element.number("val").unwrap_or(1).clamp(1, 1000),
                (Ns::Word, "cellDel") => deleted = true,
                _ => {}
            }
        }
        if let Some(table) = self.tables.current() {
            table.span = span;
        }
        if deleted {
            self.pull.skip();
            self.end_cell();
        }
    }

    pub(super) fn end_cell(&mut self) {
        if let Some(table) = self.tables.current() {
            table.end_cell();
        }
    }
}
