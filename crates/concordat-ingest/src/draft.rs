//! A paragraph in the making: its words, how they are set, and which bytes of the file they came from.

use crate::prose;
use crate::xml::Source;
use concordat_register::{Link, SourceRun, Style, StyledSpan};
use concordat_text::ByteSpan;

/// Which part of the package words come from.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'s> {
    /// Its number in `Document::parts`.
    pub(crate) part: u16,
    /// Its text.
    pub(crate) source: &'s Source,
}

/// How a stretch is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Setting {
    /// Bold.
    pub(crate) bold: bool,
    /// Italic.
    pub(crate) italic: bool,
    /// Struck through.
    pub(crate) struck: bool,
    /// Size in half points; 0 where unknown.
    pub(crate) size: u16,
}

/// What a paragraph is, before it is known which bold lines are headings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading by its style, with its level from 1.
    Heading(u8),
    /// Prose, or a heading that is only bold.
    Paragraph,
    /// A list item, depth from 1.
    ListItem(u8),
    /// A table cell.
    Cell {
        /// Which table, from 1.
        table: u32,
        /// Which row, from 1.
        row: u32,
        /// Which column, from 1.
        column: u32,
        /// Whether the file says it is a header.
        header: bool,
    },
    /// A footnote or endnote.
    Note,
    /// Words in a text box.
    TextBox,
    /// A block quotation.
    Quotation,
}

/// How many page breaks stand before a paragraph's first word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Breaks {
    /// Breaks recorded when the document was last laid out.
    pub(crate) recorded: u32,
    /// Breaks the author put in.
    pub(crate) explicit: u32,
}

/// Pictures, each with the words its author gave for it.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    /// Those in paragraphs of their own before this one.
    pub(crate) before: Vec<Option<String>>,
    /// Those among its words.
    pub(crate) within: Vec<Option<String>>,
}

/// A paragraph as it was read.
#[derive(Debug)]
pub(crate) struct Draft {
    /// What it is.
    pub(crate) role: Role,
    /// Its words.
    pub(crate) words: Words,
    /// Its automatic number as shown, with its punctuation.
    pub(crate) label: Option<String>,
    /// Page breaks before it.
    pub(crate) breaks: Breaks,
    /// Comments that begin in it, by their ids.
    pub(crate) comments: Vec<String>,
    /// Pictures that stand in it, and those that stand alone before it.
    pub(crate) pictures: Pictures,
    /// Whether it stands in a table of contents, where that is known only once the contents have ended.
    pub(crate) contents: bool,
}

/// Text with its settings, links and source runs. Leading white space is never taken in.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// The text so far.
    pub(crate) text: String,
    /// Where it came from.
    pub(crate) runs: Vec<SourceRun>,
    /// Italic, bold and struck stretches.
    pub(crate) styles: Vec<StyledSpan>,
    /// Hyperlinks.
    pub(crate) links: Vec<Link>,
    /// Characters that are no white space, and how many of them are bold.
    pub(crate) inked: u32,
    /// See `inked`.
    pub(crate) bold: u32,
    /// The largest size, in half points.
    pub(crate) size: u16,
}

impl Words {
    /// Adds characters as they stand in the source at `at`, free of references. Control characters, line ends among them, become
    /// spaces; with `collapse`, a run of white space becomes one space.
    pub(crate) fn push_raw(&mut self, raw: &str, at: usize, origin: Origin<'_>, setting: Setting, collapse: bool) {
        let skipped = if self.text.is_empty() { raw.len() - raw.trim_start().len() } else { 0 };
        let raw = raw.get(skipped..).unwrap_or_default();
        let at = at + skipped;
        if raw.is_empty() {
            return;
        }
        let plain = !raw.bytes().any(|b| b < 0x20) && !(collapse && (self.text.ends_with(' ') || raw.contains("  ")));
        if plain {
            self.stretch(raw, at, raw.len(), origin, setting);
            return;
        }
        let mut chars = raw.char_indices().peekable();
        while let Some((offset, c)) = chars.next() {
            let blank = c <= ' ';
            let mut end = offset + c.len_utf8();
            if blank && collapse {
                while let Some(&(next, c)) = chars.peek() {
                    if c > ' ' {
                        break;
                    }
                    end = next + 1;
                    chars.next();
                }
            }
            if blank {
                if !collapse || !self.text.ends_with([' ', '\n']) {
                    self.stretch(" ", at + offset, end - offset, origin, setting);
                }
            } else {
                let mut buffer = [0; 4];
                self.stretch(c.encode_utf8(&mut buffer), at + offset, c.len_utf8(), origin, setting);
            }
        }
    }

    /// Adds one character that a stretch of the source stands for: a reference, a tab element, a symbol.
    pub(crate) fn push_char(&mut self, c: char, span: (usize, usize), origin: Origin<'_>, setting: Setting) {
        if self.text.is_empty() && c.is_whitespace() {
            return;
        }
        let mut buffer = [0; 4];
        self.stretch(c.encode_utf8(&mut buffer), span.0, span.1.saturating_sub(span.0), origin, setting);
    }

    fn stretch(&mut self, text: &str, at: usize, taken: usize, origin: Origin<'_>, setting: Setting) {
        let start = self.text.len();
        self.text.push_str(text);
        if origin.source.is_exact() {
            self.run(start, self.text.len(), origin.part, at, at + taken, text.len() == taken);
        } else if text.len() == taken && taken > 1 {
            // Bytes differ in number from the part's, so each character is mapped alone.
            for (offset, c) in text.char_indices() {
                let (from, to) = (at + offset, at + offset + c.len_utf8());
                self.run(
                    start + offset,
                    start + offset + c.len_utf8(),
                    origin.part,
                    origin.source.offset(from),
                    origin.source.offset(to),
                    false,
                );
            }
        } else {
            self.run(start, self.text.len(), origin.part, origin.source.offset(at), origin.source.offset(at + taken), false);
        }
        self.set(start, self.text.len(), setting);
        let inked = u32::try_from(text.chars().filter(|c| !c.is_whitespace()).count()).unwrap_or(u32::MAX);
        self.inked = self.inked.saturating_add(inked);
        if setting.bold {
            self.bold = self.bold.saturating_add(inked);
        }
        if inked > 0 {
            self.size = self.size.max(setting.size);
        }
    }

    /// Adds a run, or lengthens the last one where both sides go on byte for byte.
    fn run(&mut self, start: usize, end: usize, part: u16, from: usize, to: usize, exact: bool) {
        let (text, source) = (ByteSpan::new(start, end), ByteSpan::new(from, to));
        if exact
            && let Some(last) = self.runs.last_mut()
            && last.part == part
            && last.text.end == text.start
            && last.source.end == source.start
            && last.text.len() == last.source.len()
        {
            last.text.end = text.end;
            last.source.end = source.end;
            return;
        }
        self.runs.push(SourceRun { text, part, source });
    }

    fn set(&mut self, start: usize, end: usize, setting: Setting) {
        let span = ByteSpan::new(start, end);
        for (on, style) in [(setting.bold, Style::Bold), (setting.italic, Style::Italic), (setting.struck, Style::Struck)] {
            if !on {
                continue;
            }
            // The last few spans suffice: one of each style at most ends here.
            match self.styles.iter_mut().rev().take(3).find(|s| s.style == style && s.span.end == span.start) {
                Some(last) => last.span.end = span.end,
                None => self.styles.push(StyledSpan { span, style }),
            }
        }
    }

    /// Marks what was added since `start` as a link.
    pub(crate) fn link(&mut self, start: usize, target: &str) {
        let start = start.min(self.text.len());
        if start < self.text.len() && !target.is_empty() {
            self.links.push(Link { span: ByteSpan::new(start, self.text.len()), target: target.to_owned() });
        }
    }

    /// Drops white space at the end, and what spanned it.
    pub(crate) fn finish(&mut self) {
        let length = self.text.trim_end().len();
        if length == self.text.len() {
            return;
        }
        self.text.truncate(length);
        let end = u32::try_from(length).unwrap_or(u32::MAX);
        while let Some(last) = self.runs.last_mut() {
            if last.text.start >= end {
                self.runs.pop();
                continue;
            }
            if last.text.end > end {
                // Only byte-for-byte runs are longer than one character, so both ends move alike.
                last.source.end -= last.text.end - end;
                last.text.end = end;
            }
            break;
        }
        for style in &mut self.styles {
            style.span.end = style.span.end.min(end);
        }
        self.styles.retain(|s| s.span.start < s.span.end);
        for link in &mut self.links {
            link.span.end = link.span.end.min(end);
        }
        self.links.retain(|l| l.span.start < l.span.end);
    }

    /// Itself, or pieces of it where it is longer than a passage may be.
    pub(crate) fn cut(self) -> Vec<Self> {
        if self.text.len() <= prose::LONGEST {
            return vec![self];
        }
        let piece = |piece: ByteSpan| Self {
            text: piece.of(&self.text).to_owned(),
            runs: prose::runs_within(&self.runs, piece),
            styles: prose::styles_within(&self.styles, piece),
            links: prose::links_within(&self.links, piece),
            ..Self::default()
        };
        prose::pieces(&self.text).into_iter().map(piece).collect()
    }

    /// Whether every mark of it is bold.
    pub(crate) fn is_bold(&self) -> bool {
        self.inked > 0 && self.bold == self.inked
    }

    /// What holding it costs, about, in bytes.
    pub(crate) fn cost(&self) -> u64 {
        (self.text.capacity() + self.runs.capacity() * 20 + self.styles.capacity() * 12 + self.links.capacity() * 32) as u64
    }
}
