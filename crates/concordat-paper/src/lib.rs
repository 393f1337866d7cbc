//! Papers: headings, paragraphs, lists, tables, figures and comments, to be written as Word, web page or Markdown.
//!
//! A product that people read from top to bottom (a briefing, a draft, a template) is made as a [`Paper`] and knows no file
//! format; a format knows nothing of what the paper is about. Everything a reader is told by looks (a colour, a rule in the
//! margin) is also said in words, since a paper is read aloud and printed in grey.

pub mod address;
mod apostrophe;
mod docx;
#[cfg(test)]
mod fixture;
mod html;
mod markdown;
pub mod outline;

pub use docx::{ZipError, docx};
pub use html::html;
pub use markdown::markdown;

/// What stands before guidance, so that it is told from text that stays.
pub const GUIDANCE: &str = "Guidance: ";

/// A whole paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paper {
    /// Its title, which is also the file's title property.
    pub title: String,
    /// A line below the title.
    pub subtitle: Option<String>,
    /// Protective marking, shown on every page, such as `OFFICIAL`.
    pub marking: Option<String>,
    /// Who the file and its comments are by, as the properties and comments name them.
    pub author: String,
    /// The moment of writing in RFC 3339, for properties and comments. Handed in: nothing here knows the time.
    pub written_at: String,
    /// Whether a table of contents stands after the title.
    pub contents: bool,
    /// What the paper holds, in order.
    pub blocks: Vec<Block>,
}

/// A part of a paper that stands by itself on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading.
    Heading {
        /// From 1 (a chapter) to 4. One that is more than one deeper than the heading before it is written one deeper, since a
        /// reader who goes from heading to heading would look for what is missing.
        level: u8,
        /// Its words.
        text: String,
        /// A name that links can lead to: lower-case letters, digits and hyphens, once in a paper.
        anchor: Option<String>,
    },
    /// A paragraph.
    Paragraph {
        /// What part it plays.
        role: Role,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A list.
    List {
        /// Whether its entries are numbered.
        numbered: bool,
        /// Its entries.
        entries: Vec<Entry>,
    },
    /// A table with a numbered caption and a header row.
    Table(Table),
    /// A picture with a numbered caption.
    Figure(Figure),
    /// What follows begins a new page.
    PageBreak,
}

/// What part a paragraph plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Running text.
    #[default]
    Body,
    /// The sentence or two that begin a paper or chapter.
    Lead,
    /// Words of a document, set off from ours.
    Quote,
    /// Where a quotation stands, below it.
    Source,
    /// A box that the reader should not miss.
    Note,
    /// Guidance for whoever writes on, to be deleted when they have. `Guidance:` stands before the first of several.
    Guidance,
    /// Words that come from the n-th of several documents (from 0): each has a rule of its own in the margin.
    From(u8),
}

/// An entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// How deep it stands, from 0.
    pub depth: u8,
    /// Its words.
    pub text: Vec<Inline>,
}

/// Words within a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Plain(String),
    /// Words that stand out.
    Strong(String),
    /// Words with emphasis; titles of publications.
    Emphasis(String),
    /// A place for the author to fill in, with what belongs there: a content control in Word, in square brackets elsewhere.
    Fill(String),
    /// Words that lead elsewhere.
    Link {
        /// The words.
        words: String,
        /// An address, or `#` and an anchor of this paper.
        to: String,
    },
    /// Words that somebody has commented on. Where a format has no comments, the comment follows in brackets.
    Commented {
        /// The words.
        words: Vec<Inline>,
        /// The comment, a paragraph each.
        comment: Vec<String>,
    },
    /// A place that links can lead to, which shows nothing: a name as a heading's anchor.
    Anchor(String),
    /// A new line in the same paragraph.
    Break,
}

/// A table. A row with fewer cells than another, or than the header, ends with empty ones.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What it shows, without `Table` and its number.
    pub caption: String,
    /// The header row, repeated on every page.
    pub header: Vec<String>,
    /// How the width is shared among columns, in parts; even where empty.
    pub widths: Vec<u16>,
    /// Whether the first cell of each row is the row's header.
    pub row_headers: bool,
    /// The rows.
    pub rows: Vec<Vec<Vec<Inline>>>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// What it shows, without `Figure` and its number.
    pub caption: String,
    /// What a reader who cannot see it needs to know.
    pub alternative: String,
    /// The picture as an `svg` element, for the web page and PDF: markup made by this program, which is taken as it is.
    pub svg: String,
    /// The picture as DrawingML for Word: the content of a run, as `concordat-chart` gives it. Where there is none, Word
    /// shows the alternative text in a box.
    pub drawing: Option<String>,
    /// Width and height in points. One wider than 481, the width of a page within its margins, stands on a turned page, which holds
    /// 728 by some 400.
    pub size: (u32, u32),
}

impl Table {
    /// How many columns there are: at least one.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.rows.iter().map(Vec::len).chain([self.header.len(), 1]).max().unwrap_or(1)
    }
}

impl Paper {
    /// Adds a heading without an anchor.
    pub fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading { level, text: text.into(), anchor: None });
    }

    /// Adds a paragraph of plain words.
    pub fn paragraph(&mut self, role: Role, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph { role, text: vec![Inline::Plain(text.into())] });
    }

    /// Adds a list of plain entries.
    pub fn list(&mut self, numbered: bool, entries: impl IntoIterator<Item = String>) {
        let entries = entries.into_iter().map(|text| Entry { depth: 0, text: vec![Inline::Plain(text)] }).collect();
        self.blocks.push(Block::List { numbered, entries });
    }
}
