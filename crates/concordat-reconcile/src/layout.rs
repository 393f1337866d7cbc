//! Passages of a draft as blocks of a paper: words in bold where versions differ, lists, and rows of tables put together.

use crate::wording;
use concordat_paper::{Block, Entry, Inline, Role, Table};
use concordat_text::ByteSpan;

/// Words of a passage; those of `bold` stand out, and a line feed is a new line.
pub(crate) fn words(text: &str, bold: &[ByteSpan]) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut from = 0;
    for span in bold {
        lines(text.get(from..span.start()).unwrap_or_default(), Inline::Plain, &mut out);
        lines(span.of(text), Inline::Strong, &mut out);
        from = span.end();
    }
    lines(text.get(from..).unwrap_or_default(), Inline::Plain, &mut out);
    out
}

fn lines(text: &str, make: fn(String) -> Inline, out: &mut Vec<Inline>) {
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push(Inline::Break);
        }
        if !line.is_empty() {
            out.push(make(line.to_owned()));
        }
    }
}

/// Words with a comment, if there is anything to say.
pub(crate) fn commented(words: Vec<Inline>, comment: Vec<String>) -> Vec<Inline> {
    if comment.is_empty() { words } else { vec![Inline::Commented { words, comment }] }
}

/// A row of a table while it is put together.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Where it comes from; empty where every source has it.
    pub(crate) from: String,
    /// Its cells.
    pub(crate) cells: Vec<Vec<Inline>>,
}

/// Blocks while they are put together: items of a list and rows of a table follow each other.
#[derive(Debug, Default)]
pub(crate) struct Page {
    blocks: Vec<Block>,
    items: Vec<Entry>,
    header: Option<Vec<String>>,
    rows: Vec<Line>,
    /// What a table is called.
    pub(crate) caption: String,
}

impl Page {
    /// Adds a block that stands by itself.
    pub(crate) fn block(&mut self, block: Block) {
        self.close();
        self.blocks.push(block);
    }

    /// Adds a paragraph.
    pub(crate) fn paragraph(&mut self, role: Role, text: Vec<Inline>) {
        self.block(Block::Paragraph { role, text });
    }

    /// Adds an item of a list, `depth` from 1.
    pub(crate) fn item(&mut self, depth: u8, text: Vec<Inline>) {
        self.close_table();
        // An item is at most one deeper than the one before it.
        let most = self.items.last().map_or(0, |e| e.depth + 1);
        self.items.push(Entry { depth: depth.saturating_sub(1).min(most), text });
    }

    /// Begins a table with a row of headers; a table that stood open ends.
    pub(crate) fn header(&mut self, cells: Vec<String>) {
        self.close();
        self.header = Some(cells);
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, line: Line) {
        self.close_list();
        self.rows.push(line);
    }

    /// Ends a table that stands open.
    pub(crate) fn end_table(&mut self) {
        self.close_table();
    }

    /// Everything that was added.
    pub(crate) fn finish(mut self) -> Vec<Block> {
        self.close();
        self.blocks
    }

    fn close(&mut self) {
        self.close_list();
        self.close_table();
    }

    fn close_list(&mut self) {
        if !self.items.is_empty() {
            self.blocks.push(Block::List { numbered: false, entries: std::mem::take(&mut self.items) });
        }
    }

    fn close_table(&mut self) {
        let rows = std::mem::take(&mut self.rows);
        let header = self.header.take();
        if rows.is_empty() && header.is_none() {
            return;
        }
        let heads = header.unwrap_or_default();
        let columns = rows.iter().map(|r| r.cells.len()).chain([heads.len()]).max().unwrap_or(0).max(1);
        let sourced = rows.iter().any(|r| !r.from.is_empty());
        let mut names = named(&heads, columns);
        let mut widths = vec![3; columns];
        if sourced {
            names.push("Where it stands".to_owned());
            widths.push(2);
        }
        let rows = rows
            .into_iter()
            .map(|mut row| {
                row.cells.resize(columns, Vec::new());
                if sourced {
                    row.cells.push(vec![Inline::Plain(if row.from.is_empty() { "In all".to_owned() } else { row.from })]);
                }
                row.cells
            })
            .collect();
        let unnamed = if heads.is_empty() { wording::NO_HEADS } else { "" };
        let caption = format!("{}{unnamed}", self.caption);
        self.blocks.push(Block::Table(Table { caption, header: names, widths, row_headers: false, rows }));
    }
}

/// The heads of `columns`, with names for those that the documents give none: a reader who hears the table needs each.
fn named(heads: &[String], columns: usize) -> Vec<String> {
    let own = |n: usize| heads.get(n).filter(|h| !h.trim().is_empty());
    let lacking = (1..columns).filter(|&n| own(n).is_none()).count();
    (0..columns)
        .map(|n| match own(n) {
            Some(head) => head.clone(),
            None if n == 0 => wording::FIRST_HEAD.to_owned(),
            None if lacking == 1 => wording::NEXT_HEAD.to_owned(),
            None => format!("{}, {n}", wording::NEXT_HEAD),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_filled_up_and_say_where_they_stand() {
        let plain = |t: &str| vec![Inline::Plain(t.to_owned())];
        let mut page = Page { caption: "Times".to_owned(), ..Page::default() };
        page.header(vec!["Who".to_owned()]);
        page.row(Line { from: String::new(), cells: vec![plain("School"), plain("a day")] });
        page.row(Line { from: "Tarn".to_owned(), cells: vec![plain("Police")] });
        page.paragraph(Role::Body, plain("After."));
        let blocks = page.finish();
        let [Block::Table(table), Block::Paragraph { .. }] = blocks.as_slice() else { panic!("{blocks:?}") };
        assert_eq!(table.header, ["Who", "What it says", "Where it stands"]);
        assert!(table.rows.iter().all(|r| r.len() == 3));
        assert_eq!(table.rows[0][2], plain("In all"));
        assert_eq!(named(&[], 3), ["Entry", "What it says, 1", "What it says, 2"]);
    }

    #[test]
    fn words_keep_their_order_and_their_lines() {
        let told = words("one two\nthree", &[ByteSpan::new(4, 7)]);
        let wanted = [Inline::Plain("one ".into()), Inline::Strong("two".into()), Inline::Break, Inline::Plain("three".into())];
        assert_eq!(told, wanted);
    }
}
