//! Tables.

use super::body::{Body, Setting, WIDTH};
use crate::Table;
use crate::outline::one_line;
use crate::outline::shares;
use concordat_text::markup::{escape, put};

/// Rows of a table that stays on one page where it fits one.
const SMALL: usize = 4;

impl Body<'_> {
    /// A table below its caption. The header row is repeated on every page; no row is broken between two.
    pub(super) fn table(&mut self, table: &Table, number: usize) {
        self.caption("Table", number, &table.caption, Setting { keep: true, ..Setting::default() });
        let columns = table.columns();
        let widths = shares(&table.widths, columns, WIDTH);
        let heads: Vec<String> = table.header.iter().map(|h| one_line(h)).filter(|h| !h.is_empty()).collect();
        let rows = table.rows.len();
        put(
            &mut self.out,
            format_args!(
                "<w:tbl><w:tblPr><w:tblStyle w:val=\"PaperTable\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
                 <w:tblLook w:val=\"{}\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"{}\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>\
                 <w:tblCaption w:val=\"{}\"/><w:tblDescription w:val=\"{}\"/></w:tblPr><w:tblGrid>",
                if table.row_headers { "06A0" } else { "0620" },
                u8::from(table.row_headers),
                escape(&one_line(&table.caption)),
                escape(&format!("Columns: {}. {rows} row{} below the header row.", heads.join(", "), if rows == 1 { "" } else { "s" }))
            ),
        );
        for width in &widths {
            put(&mut self.out, format_args!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.out.push_str("</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (n, width) in widths.iter().enumerate() {
            self.cell(*width, |body| {
                body.open(Setting { style: "TableHeader", ..Setting::default() });
                super::words::styled(&mut body.out, &table.header.get(n).map(|h| one_line(h)).unwrap_or_default(), None);
                body.close();
            });
        }
        self.out.push_str("</w:tr>\n");
        for (at, row) in table.rows.iter().enumerate() {
            // A small table that is torn apart looks like two.
            let keep = rows <= SMALL && at + 1 < rows;
            self.out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (n, width) in widths.iter().enumerate() {
                self.cell(*width, |body| {
                    body.open(Setting { style: "TableText", keep, ..Setting::default() });
                    body.words(row.get(n).map(Vec::as_slice).unwrap_or_default());
                    body.close();
                });
            }
            self.out.push_str("</w:tr>\n");
        }
        self.out.push_str("</w:tbl>\n");
        self.after_block = true;
    }

    fn cell(&mut self, width: u32, content: impl FnOnce(&mut Self)) {
        put(&mut self.out, format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"));
        content(self);
        self.out.push_str("</w:tc>");
    }
}
