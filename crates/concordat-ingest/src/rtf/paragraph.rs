//! Paragraphs, cells and notes of an RTF document, put down as passages.

use crate::heading::is_bold_heading;
use crate::prose::{Place, Prose};
use concordat_register::{Document, PassageKind, Style};

/// How words and the paragraph they stand in are set.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    bold: bool,
    italic: bool,
    struck: bool,
    /// The level of the heading that the paragraph is.
    pub(super) heading: Option<u8>,
    /// Whether the paragraph is an item of a list.
    pub(super) listed: bool,
    /// How deep the item is, from 0.
    pub(super) depth: u8,
    pub(super) in_table: bool,
}

impl Layout {
    pub(super) fn plain(&mut self) {
        self.bold = false;
        self.italic = false;
        self.struck = false;
    }

    pub(super) fn set(&mut self, style: Style, on: bool) {
        match style {
            Style::Bold => self.bold = on,
            Style::Italic => self.italic = on,
            Style::Struck => self.struck = on,
        }
    }

    pub(super) fn reset_paragraph(&mut self) {
        *self = Self { bold: self.bold, italic: self.italic, struck: self.struck, ..Self::default() };
    }

    /// Takes over what another layout says of the paragraph.
    pub(super) fn keep_paragraph(&mut self, other: Self) {
        *self = Self { bold: self.bold, italic: self.italic, struck: self.struck, ..other };
    }

    fn styles(self) -> [(Style, bool); 3] {
        [(Style::Bold, self.bold), (Style::Italic, self.italic), (Style::Struck, self.struck)]
    }
}

/// Puts passages down. Notes and text boxes follow the paragraph they stand in.
pub(super) struct Writer {
    pub(super) document: Document,
    prose: Prose,
    label: Option<String>,
    /// The paragraph that a note or text box interrupts, its number, and whether it is a note.
    outer: Option<(Prose, Option<String>, bool)>,
    /// Passages of notes and text boxes that wait for their paragraph.
    waiting: Vec<(Prose, PassageKind)>,
    link: Option<usize>,
    paged: bool,
    page: u32,
    table: u32,
    row: u32,
    column: u32,
    /// Whether the last paragraph was in a table.
    tabled: bool,
    header: bool,
    marked: u8,
}

impl Writer {
    pub(super) fn new(document: Document, paged: bool) -> Self {
        Self {
            document,
            prose: Prose::default(),
            label: None,
            outer: None,
            waiting: Vec::new(),
            link: None,
            paged,
            page: 1,
            table: 0,
            row: 0,
            column: 1,
            tabled: false,
            header: false,
            marked: 0,
        }
    }

    pub(super) fn words(&mut self, words: &str, at: Option<usize>) {
        self.prose.flowing(words, at);
    }

    pub(super) fn line(&mut self) {
        self.prose.line();
    }

    /// Notes the number that stands before the paragraph; a bullet is none.
    pub(super) fn label(&mut self, words: &str) {
        let label = words.trim().trim_matches(['.', '(', ')', ' ', '\t']);
        self.label = Some(if label.chars().any(char::is_alphanumeric) && label.len() <= 16 && label != "o" {
            label.to_owned()
        } else {
            String::new()
        });
    }

    pub(super) fn open_link(&mut self, target: &str, depth: usize) {
        self.prose.open_link(target);
        self.link = Some(depth);
    }

    /// Ends the link if its group, at this many groups deep, has ended.
    pub(super) fn close_links(&mut self, depth: usize) {
        if self.link.is_some_and(|open| open > depth) {
            self.prose.close_link();
            self.link = None;
        }
    }

    /// Ends and begins styles where the layout changes.
    pub(super) fn restyle(&mut self, before: Layout, after: Layout) {
        for ((style, was), (_, is)) in before.styles().into_iter().zip(after.styles()) {
            match (was, is) {
                (false, true) => self.prose.open_style(style),
                (true, false) => self.prose.close_style(style),
                _ => {}
            }
        }
    }

    /// Begins a note or a text box; gives whether it may (one within another may not).
    pub(super) fn enter(&mut self, note: bool, layout: Layout) -> bool {
        if self.outer.is_some() {
            return false;
        }
        self.restyle(layout, Layout::default());
        self.outer = Some((std::mem::take(&mut self.prose), self.label.take(), note));
        true
    }

    /// Ends a note or a text box.
    pub(super) fn leave(&mut self) {
        self.wait();
        if let Some((prose, label, _)) = self.outer.take() {
            self.prose = prose;
            self.label = label;
        }
    }

    /// Puts the passage of a note or text box by.
    fn wait(&mut self) {
        let prose = std::mem::take(&mut self.prose);
        let note = self.outer.as_ref().is_some_and(|(_, _, note)| *note);
        if !prose.text().trim().is_empty() {
            self.waiting.push((prose, if note { PassageKind::Note } else { PassageKind::TextBox }));
        }
    }

    /// Ends a paragraph.
    pub(super) fn paragraph(&mut self, layout: Layout) {
        if self.outer.is_some() {
            return self.wait();
        }
        let place = self.place(layout);
        let label = self.label.take().filter(|l| !l.is_empty());
        let page = self.paged.then_some(self.page);
        self.prose.finish(&mut self.document, &place, label.as_deref(), |p| p.page = page);
        for (mut prose, kind) in std::mem::take(&mut self.waiting) {
            prose.finish(&mut self.document, &Place::Body(kind), None, |p| p.page = page);
        }
    }

    fn place(&mut self, layout: Layout) -> Place {
        if layout.in_table {
            if !self.tabled {
                self.begin_table();
            }
            let (table, row, column, header) = (self.table, self.row.max(1), self.column, self.header);
            return Place::Body(PassageKind::Cell { table, row, column, header });
        }
        self.tabled = false;
        if self.prose.text().trim().is_empty() {
            return Place::Body(PassageKind::Paragraph);
        }
        if let Some(level) = layout.heading {
            self.marked = level;
            return Place::Heading(level);
        }
        if layout.listed || self.label.is_some() {
            return Place::Body(PassageKind::ListItem { depth: layout.depth + 1 });
        }
        if is_bold_heading(&self.prose) {
            return Place::Heading(if self.document.headings.is_empty() { 1 } else { (self.marked + 1).clamp(2, 6) });
        }
        Place::Body(PassageKind::Paragraph)
    }

    fn begin_table(&mut self) {
        self.tabled = true;
        self.table += 1;
        self.row = 1;
        self.column = 1;
    }

    /// A row's definition, which may stand before its cells, after them, or both.
    pub(super) fn row_begins(&mut self) {
        if self.outer.is_none() {
            self.header = false;
        }
    }

    pub(super) fn row_is_header(&mut self) {
        self.header = true;
    }

    pub(super) fn cell(&mut self, layout: Layout) {
        if self.outer.is_some() {
            return self.wait();
        }
        self.paragraph(Layout { in_table: true, ..layout });
        self.column = self.column.saturating_add(1);
    }

    pub(super) fn row_ends(&mut self) {
        self.row = self.row.saturating_add(1);
        self.column = 1;
    }

    /// Begins a page.
    pub(super) fn page(&mut self, ends_paragraph: bool, layout: Layout) {
        if self.outer.is_none() {
            if ends_paragraph && !layout.in_table {
                self.paragraph(layout);
            }
            self.page = self.page.saturating_add(1);
        }
    }

    /// Ends the document.
    pub(super) fn finish(mut self) -> Document {
        if self.outer.is_some() {
            self.leave();
        }
        self.paragraph(Layout::default());
        if self.paged {
            self.document.pages = Some(self.page);
        }
        self.document
    }
}
