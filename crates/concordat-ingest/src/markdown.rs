//! Markdown: CommonMark with tables, footnotes and front matter.

mod front_matter;

use crate::Limits;
use crate::decode::decode;
use crate::markup;
use crate::prose::{Place, Prose};
use concordat_register::{Document, Format, PassageKind, Problem, Read, Style};
use concordat_text::ByteSpan;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// Bytes parsed at a time: a parser's tree takes many times its text, so a huge file is parsed in stretches.
const STRETCH: usize = 4 << 20;

/// Reads one document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Read<Document> {
    let decoded = decode(bytes);
    let mut problems: Vec<Problem> = decoded.problem.into_iter().collect();
    let mut reader = Reader::new(&decoded.text, decoded.offset);
    for stretch in stretches(&decoded.text) {
        if (limits.stop)() {
            problems.push(crate::limits::stopped());
            break;
        }
        if !reader.read(stretch, limits.passages()) {
            problems.push(crate::limits::too_long());
            break;
        }
    }
    Read { value: Some(reader.document), problems }
}

/// Cuts a text that is too long for one tree at blank lines; where there is none, at the next line or anywhere.
fn stretches(text: &str) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    let mut start = 0;
    while text.len() - start > STRETCH {
        let mut end = start + STRETCH;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let window = text.get(start..end).unwrap_or_default();
        let cut = window.rfind("\n\n").map(|at| at + 2).or_else(|| window.rfind([' ', '\n']).map(|at| at + 1));
        end = start + cut.unwrap_or(window.len());
        found.push(ByteSpan::new(start, end));
        start = end;
    }
    found.push(ByteSpan::new(start, text.len()));
    found
}

/// Where the reader is in the tree, and what it has made so far.
struct Reader<'t> {
    source: &'t str,
    /// Added to an offset of `source` to find the byte of the file; none where the file had another encoding.
    offset: Option<usize>,
    document: Document,
    prose: Prose,
    /// The next number of each open list, where it is ordered.
    lists: Vec<Option<u64>>,
    /// The number of the item that has not had its first passage yet.
    item: Option<String>,
    quotes: u32,
    note: Option<String>,
    tables: u32,
    cell: Option<Cell>,
    /// How many elements are open whose words are dropped.
    dropped: u32,
    /// How many raw tags are open whose words are struck.
    struck: u32,
    /// The block of raw HTML in hand, and where it begins in the source.
    raw: (usize, String),
    metadata: bool,
    /// The level of the last heading marked as one; a bold paragraph that acts as one stands below it.
    marked: u8,
}

/// The most letters of a line that was not ended for want of room.
const NARROWEST: usize = 60;

/// Whether the line after a break within a paragraph is one of its own. Lines of a cover ("Approved on 14 May 2019", "Next review: May
/// 2022") are often written one under the other, which Markdown takes for one line; there the next word had room on the line before.
fn begins_anew(source: &str, line_end: &Range<usize>) -> bool {
    let before = source.get(..line_end.start).and_then(|s| s.lines().next_back()).unwrap_or_default().trim();
    let after = source.get(line_end.end..).and_then(|s| s.lines().next()).unwrap_or_default().trim_start_matches(['*', '_', '>', ' ']);
    let word = after.split_whitespace().next().unwrap_or_default();
    let room = before.chars().count() + 1 + word.chars().count() <= NARROWEST;
    let named = before.split_whitespace().next_back().is_some_and(|last| last.chars().any(|c| c.is_uppercase() || c.is_ascii_digit()));
    let open = before.trim_end_matches(['*', '_']).ends_with(|c: char| !c.is_alphanumeric() && c != ')');
    room && named && !open && word.starts_with(char::is_uppercase)
}

/// Which cell of the table in hand.
struct Cell {
    row: u32,
    column: u32,
    head: bool,
    /// Whether the head row has no words: the first column then heads the rows.
    headless: bool,
}

impl<'t> Reader<'t> {
    fn new(source: &'t str, offset: Option<usize>) -> Self {
        Self {
            source,
            offset,
            document: Document::new(Format::Markdown),
            prose: Prose::default(),
            lists: Vec::new(),
            item: None,
            quotes: 0,
            note: None,
            tables: 0,
            cell: None,
            dropped: 0,
            struck: 0,
            raw: (0, String::new()),
            metadata: false,
            marked: 0,
        }
    }

    /// Reads one stretch of the source; gives whether the document still has fewer than `most` passages.
    fn read(&mut self, stretch: ByteSpan, most: usize) -> bool {
        let mut options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_HEADING_ATTRIBUTES;
        if stretch.start == 0 {
            options |= Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
        }
        for (event, range) in Parser::new_ext(stretch.of(self.source), options).into_offset_iter() {
            if self.document.passages.len() >= most {
                return false;
            }
            let range = range.start + stretch.start()..range.end + stretch.start();
            match event {
                Event::Start(tag) => self.start(tag, &range),
                Event::End(tag) => self.end(tag, &range),
                Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words, &range),
                Event::Code(words) => self.code(&words, &range),
                Event::Html(line) => {
                    if self.raw.1.is_empty() {
                        self.raw.0 = range.start;
                    }
                    self.raw.1.push_str(&line);
                }
                Event::InlineHtml(tag) => self.inline_html(&tag),
                Event::SoftBreak if begins_anew(self.source, &range) => self.prose.line(),
                Event::SoftBreak => self.prose.space(),
                Event::HardBreak => self.prose.line(),
                Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            }
        }
        self.flush(None);
        true
    }

    /// Adds words, with their place in the source where they stand there as they are.
    fn words(&mut self, words: &str, range: &Range<usize>) {
        if self.metadata {
            front_matter::read(words, &mut self.document.properties);
        } else if self.dropped == 0 && self.struck == 0 {
            match self.offset.filter(|_| self.source.get(range.clone()) == Some(words)) {
                Some(offset) => self.prose.literal(words, range.start + offset),
                None => self.prose.drawn(words),
            }
        }
    }

    /// Adds words set as code, which stand within marks.
    fn code(&mut self, words: &str, range: &Range<usize>) {
        let within = self.source.get(range.clone()).and_then(|marked| marked.find(words));
        match within {
            Some(at) => self.words(words, &(range.start + at..range.start + at + words.len())),
            None => self.words(words, range),
        }
    }

    /// Reads a raw tag within a line. Its words come as text of their own.
    fn inline_html(&mut self, tag: &str) {
        for piece in markup::pieces(tag) {
            if let markup::Piece::Tag { name, close } = piece {
                self.tag(&name, close);
            }
        }
    }

    /// Reads a block of raw HTML: its words stay.
    fn html_block(&mut self) {
        let (at, raw) = std::mem::take(&mut self.raw);
        let literal = self.offset.filter(|_| self.source.get(at..at + raw.len()) == Some(&raw));
        for piece in markup::pieces(&raw) {
            match piece {
                markup::Piece::Text { words, at: within } if self.struck == 0 => {
                    self.prose.flowing(words, literal.map(|offset| at + within + offset))
                }
                markup::Piece::Entity(words) if self.struck == 0 => self.prose.drawn(&words),
                markup::Piece::Tag { name, close } => self.tag(&name, close),
                _ => {}
            }
        }
        self.flush(None);
    }

    fn tag(&mut self, name: &str, close: bool) {
        match name {
            "br" => self.prose.line(),
            "del" | "s" | "strike" if close => self.struck = self.struck.saturating_sub(1),
            "del" | "s" | "strike" => self.struck += 1,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" if close => {
                let level = name.get(1..).and_then(|n| n.parse().ok()).unwrap_or(6);
                self.flush(Some(level));
            }
            _ if markup::is_block(name) && self.cell.is_none() => self.flush(None),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock => self.flush(None),
            Tag::BlockQuote(_) => {
                self.flush(None);
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.flush(None);
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush(None);
                self.item = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    let number = next.to_string();
                    *next = next.saturating_add(1);
                    number
                });
            }
            Tag::FootnoteDefinition(name) => {
                self.flush(None);
                self.note = Some(name.to_string());
            }
            Tag::Table(_) => {
                self.flush(None);
                self.tables += 1;
                self.cell = Some(Cell { row: 0, column: 0, head: false, headless: true });
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(cell) = &mut self.cell {
                    cell.row += 1;
                    cell.column = 0;
                    cell.head = cell.row == 1;
                }
            }
            Tag::TableCell => {
                if let Some(cell) = &mut self.cell {
                    cell.column += 1;
                }
            }
            Tag::Emphasis => self.prose.open_style(Style::Italic),
            Tag::Strong => self.prose.open_style(Style::Bold),
            // Struck words are not in force. One tilde may only mean "about".
            Tag::Strikethrough if self.source.get(range.clone()).is_some_and(|s| s.starts_with("~~")) => self.dropped += 1,
            Tag::Link { dest_url, .. } => self.prose.open_link(&dest_url),
            Tag::Image { .. } => {
                self.dropped += 1;
                let alt = self.source.get(range.clone()).and_then(|s| s.strip_prefix("![")?.split_once("](")).map(|(alt, _)| alt);
                self.document.add_picture(alt, None, u32::from(!self.prose.is_empty()));
            }
            Tag::MetadataBlock(_) => self.metadata = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Heading(level) => self.flush(Some(level as u8)),
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::TableCell => self.flush(None),
            TagEnd::BlockQuote(_) => {
                self.flush(None);
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.flush(None);
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush(None);
                self.item = None;
            }
            TagEnd::FootnoteDefinition => {
                self.flush(None);
                self.note = None;
            }
            TagEnd::Table => self.cell = None,
            TagEnd::Emphasis => self.prose.close_style(Style::Italic),
            TagEnd::Strong => self.prose.close_style(Style::Bold),
            TagEnd::Strikethrough if self.source.get(range.clone()).is_some_and(|s| s.starts_with("~~")) => {
                self.dropped = self.dropped.saturating_sub(1)
            }
            TagEnd::Link => self.prose.close_link(),
            TagEnd::Image => self.dropped = self.dropped.saturating_sub(1),
            TagEnd::MetadataBlock(_) => self.metadata = false,
            _ => {}
        }
    }

    /// Adds the passage in hand, if it has words.
    fn flush(&mut self, heading: Option<u8>) {
        self.struck = 0;
        if self.prose.is_empty() {
            self.prose.clear();
            return;
        }
        let label = if heading.is_none() && self.cell.is_none() { self.note.clone().or_else(|| self.item.take()) } else { None };
        let place = self.place(heading);
        self.prose.finish(&mut self.document, &place, label.as_deref(), |_| {});
    }

    /// What the passage in hand is.
    fn place(&mut self, heading: Option<u8>) -> Place {
        if let Some(level) = heading {
            self.marked = level;
            return Place::Heading(level);
        }
        if let Some(cell) = &mut self.cell {
            cell.headless &= !cell.head;
            let header = cell.head || (cell.headless && cell.column == 1);
            return Place::Body(PassageKind::Cell { table: self.tables, row: cell.row, column: cell.column, header });
        }
        if self.note.is_some() {
            return Place::Body(PassageKind::Note);
        }
        if self.quotes > 0 {
            return Place::Body(PassageKind::Quotation);
        }
        if !self.lists.is_empty() {
            return Place::Body(PassageKind::ListItem { depth: u8::try_from(self.lists.len()).unwrap_or(u8::MAX) });
        }
        if crate::heading::is_bold_heading(&self.prose) {
            let level = if self.document.headings.is_empty() { 1 } else { (self.marked + 1).clamp(2, 6) };
            return Place::Heading(level);
        }
        Place::Body(PassageKind::Paragraph)
    }
}
