//! A document as ingest leaves it: passages of text, each with its place.

use concordat_text::{ByteSpan, CharSpan, Text};
use std::fmt;

/// What bytes a document came as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Word, Office Open XML (`.docx`, `.docm`, `.dotx`).
    Docx,
    /// Portable Document Format.
    Pdf,
    /// A web page.
    Html,
    /// OpenDocument text (`.odt`).
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// Word before 2007 (`.doc`): named, not read.
    LegacyDoc,
}

/// A document's text and the place of every part of it.
///
/// INVARIANT (text holds passages): `text` is the passages in order, joined by one line feed each, and each passage's
/// `bytes` and `chars` are its stretch of `text`. Use [`Document::push`], which keeps it so.
#[derive(Debug, Clone)]
pub struct Document {
    /// What it came as.
    pub format: Format,
    /// All the text that is the document's own: no running headers or footers, no comments, no navigation.
    pub text: String,
    /// The passages, in reading order.
    pub passages: Vec<Passage>,
    /// The outline, in reading order.
    pub headings: Vec<Heading>,
    /// What the file says of itself.
    pub properties: Properties,
    /// Running headers and footers, once each; only [`Document::add_furniture`] adds to them. Protective markings and versions
    /// often stand only there.
    pub furniture: Vec<Furniture>,
    /// Comments and annotations, apart from the text.
    pub remarks: Vec<Remark>,
    /// Pictures and drawings that stand in the text, in reading order; only [`Document::add_picture`] adds to them.
    pub pictures: Vec<Picture>,
    /// Names of the package members or streams that [`SourceRun::part`] counts into, such as `word/document.xml`.
    /// Formats with one stream have one empty name.
    pub parts: Vec<String>,
    /// How many pages it has, where the format says.
    pub pages: Option<u32>,
    /// Whether the words were recognised from pictures of pages and are therefore a guess.
    pub recognised: bool,
    chars: u32,
}

/// Which heading of the document's outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct HeadingIndex(pub u32);

/// A heading of the outline.
#[derive(Debug, Clone, PartialEq, Eq, borsh::BorshSerialize, borsh::BorshDeserialize)]
pub struct Heading {
    /// Depth from 1. A title is 1.
    pub level: u8,
    /// Its number as the reader sees it (`4.1`, `Appendix B`), without a closing full stop; none where it has none.
    pub label: Option<Text>,
    /// Its words, without the number.
    pub text: Text,
    /// The heading it stands under.
    pub parent: Option<HeadingIndex>,
}

impl fmt::Display for Heading {
    /// Its number, if it has one, and its words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(label) = &self.label {
            f.write_str(label)?;
            f.write_str(" ")?;
        }
        f.write_str(&self.text)
    }
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassageKind {
    /// A heading; its entry in the outline is [`Passage::heading`].
    Heading,
    /// Running prose.
    Paragraph,
    /// An item of a list, `depth` from 1.
    ListItem {
        /// How deep the list is nested, from 1.
        depth: u8,
    },
    /// A cell of a table. Tables, rows and columns count from 1 within the document.
    Cell {
        /// Which table.
        table: u32,
        /// Which row.
        row: u32,
        /// Which column; a merged cell has its first.
        column: u32,
        /// Whether it heads its column or row.
        header: bool,
    },
    /// A footnote or endnote.
    Note,
    /// Words in a text box.
    TextBox,
    /// A block quotation.
    Quotation,
}

/// A paragraph, heading, list item, cell or note, with its place.
#[derive(Debug, Clone)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Its stretch of [`Document::text`] in bytes.
    pub bytes: ByteSpan,
    /// Its stretch of [`Document::text`] in characters.
    pub chars: CharSpan,
    /// Its number as the reader sees it, without a closing full stop or bracket: computed where Word numbers
    /// automatically (then it is not in the text), read off the text where it was typed. `4.1`, `a`, `iv`.
    pub label: Option<String>,
    /// The heading it stands under; for a heading, its own entry.
    pub heading: Option<HeadingIndex>,
    /// Which page, counted from 1, where the format or its last printing says.
    pub page: Option<u32>,
    /// The page's number as printed, where it is known and differs from the count.
    pub printed_page: Option<String>,
    /// Which paragraph of the document, from 1.
    pub paragraph: u32,
    /// Hyperlinks, in bytes of the passage.
    pub links: Vec<Link>,
    /// Italic, bold and underlined stretches, in bytes of the passage.
    pub styles: Vec<StyledSpan>,
    /// The exact map back to the file: which bytes of which part each stretch of the passage came from, in order.
    pub runs: Vec<SourceRun>,
}

/// A hyperlink.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words that are the link, in bytes of the passage.
    pub span: ByteSpan,
    /// Where it leads: an address, a relative file, or `#anchor`.
    pub target: String,
}

/// How a stretch of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Italic: often a title.
    Italic,
    /// Bold.
    Bold,
    /// Struck through.
    Struck,
}

/// A stretch of a passage set in a style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StyledSpan {
    /// Bytes of the passage.
    pub span: ByteSpan,
    /// How it is set.
    pub style: Style,
}

/// A stretch of a passage and the bytes of the source it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceRun {
    /// Bytes of the passage.
    pub text: ByteSpan,
    /// Which of [`Document::parts`].
    pub part: u16,
    /// Bytes of that part (after decompression). For PDF, the page's content stream is not addressable: `part` is the
    /// page's part and the span counts glyphs on the page.
    pub source: ByteSpan,
}

/// What the file says of itself; every field as written there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Properties {
    /// Title.
    pub title: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// Author: kept to infer an owner; a person's name never leaves the program.
    pub author: Option<String>,
    /// Organisation.
    pub company: Option<String>,
    /// Keywords.
    pub keywords: Option<String>,
    /// Status ("Draft", "Final").
    pub status: Option<String>,
    /// When it was made, as `2014-03-19`.
    pub created: Option<String>,
    /// When it was last changed, as `2014-03-19`.
    pub modified: Option<String>,
    /// Language tag, such as `en-GB`.
    pub language: Option<String>,
}

/// A running header or footer, or words drawn behind the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Furniture {
    /// Its words, in one line or several.
    pub text: String,
    /// The first page it stands on, counted from 1, where that is known.
    pub page: Option<u32>,
}

/// Most headers and footers kept of one document; one with more has none that run along its pages.
const FURNITURE: usize = 1000;

/// A comment or annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Its words.
    pub text: String,
    /// The passage it is about, where known.
    pub passage: Option<u32>,
}

/// A picture or drawing large enough to tell something: what it shows is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// How many passages are begun before it.
    pub after: u32,
    /// The page, from 1, where that is known.
    pub page: Option<u32>,
    /// The words its author gave for those who cannot see it; none where there are none.
    pub alt: Option<String>,
}

/// Most pictures kept of one document, and characters of the words for one.
const PICTURES: usize = 400;
const ALT: usize = 2000;

impl Document {
    /// A document with no passages yet.
    #[must_use]
    pub fn new(format: Format) -> Self {
        Self {
            format,
            text: String::new(),
            passages: Vec::new(),
            headings: Vec::new(),
            properties: Properties::default(),
            furniture: Vec::new(),
            remarks: Vec::new(),
            pictures: Vec::new(),
            parts: vec![String::new()],
            pages: None,
            recognised: false,
            chars: 0,
        }
    }

    /// Adds a passage of `text` at the end and gives it its place; the caller fills in what else is known of it.
    /// It stands under the last heading. Line feeds in `text` are kept. A text with nothing but white space adds nothing.
    pub fn push(&mut self, kind: PassageKind, text: &str) -> Option<&mut Passage> {
        if text.trim().is_empty() {
            return None;
        }
        if !self.passages.is_empty() {
            self.text.push('\n');
            self.chars += 1;
        }
        let start = self.text.len();
        self.text.push_str(text);
        let count = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let chars = CharSpan { start: self.chars, end: self.chars.saturating_add(count) };
        self.chars = chars.end;
        let heading = u32::try_from(self.headings.len()).ok().and_then(|n| n.checked_sub(1)).map(HeadingIndex);
        self.passages.push(Passage {
            kind,
            bytes: ByteSpan::new(start, self.text.len()),
            chars,
            label: None,
            heading,
            page: None,
            printed_page: None,
            paragraph: u32::try_from(self.passages.len() + 1).unwrap_or(u32::MAX),
            links: Vec::new(),
            styles: Vec::new(),
            runs: Vec::new(),
        });
        self.passages.last_mut()
    }

    /// Adds a heading: an entry in the outline and its passage. `words` is the passage as it stands in the file; a
    /// typed number at its front is split off into the outline's label unless `label` is given.
    pub fn push_heading(&mut self, level: u8, label: Option<&str>, words: &str) -> Option<&mut Passage> {
        if words.trim().is_empty() {
            return None;
        }
        let level = level.max(1);
        let (typed, rest) = crate::document::split_label(words);
        let label = label.map(|l| l.trim_end_matches(['.', ')', ' ']).to_owned()).filter(|l| !l.is_empty()).or(typed);
        // What stands between a heading and its parent is deeper than the heading, so the way up passes it over.
        let mut parent = u32::try_from(self.headings.len()).ok().and_then(|n| n.checked_sub(1)).map(HeadingIndex);
        while let Some(above) = parent.and_then(|HeadingIndex(n)| self.headings.get(n as usize)).filter(|h| h.level >= level) {
            parent = above.parent;
        }
        self.headings.push(Heading { level, label: label.as_deref().map(Text::from), text: rest.trim().into(), parent });
        let passage = self.push(PassageKind::Heading, words)?;
        passage.label = label;
        Some(passage)
    }

    /// Adds a running header or footer, unless there is one of the same words or there are too many.
    pub fn add_furniture(&mut self, text: &str, page: Option<u32>) {
        if !text.is_empty() && self.furniture.len() < FURNITURE && self.furniture.iter().all(|f| f.text != text) {
            self.furniture.push(Furniture { text: text.to_owned(), page });
        }
    }

    /// Adds a picture that stands after the passages so far and `ahead` more.
    pub fn add_picture(&mut self, alt: Option<&str>, page: Option<u32>, ahead: u32) {
        if self.pictures.len() < PICTURES {
            let alt = alt.map(str::trim).filter(|words| !words.is_empty()).map(|words| words.chars().take(ALT).collect());
            let after = u32::try_from(self.passages.len()).unwrap_or(u32::MAX).saturating_add(ahead);
            self.pictures.push(Picture { after, page, alt });
        }
    }

    /// The words of its running headers and footers, in order.
    pub fn running_words(&self) -> impl Iterator<Item = &str> {
        self.furniture.iter().map(|f| f.text.as_str())
    }

    /// The words of a passage of this document.
    #[must_use]
    pub fn words_of(&self, passage: &Passage) -> &str {
        passage.bytes.of(&self.text)
    }
}

/// Splits a typed number off the front of a heading or paragraph: `4.1 First contact` gives `4.1` and the rest;
/// `Appendix B: Forms` gives `Appendix B`. Where there is none, all of it comes back.
///
/// A number must be followed by space and be short; a year is not one.
#[must_use]
pub fn split_label(text: &str) -> (Option<String>, &str) {
    let trimmed = text.trim_start();
    for name in ["appendix ", "annex ", "schedule ", "section ", "part ", "chapter "] {
        if let Some(after) = trimmed
            .get(name.len()..)
            .filter(|_| trimmed.as_bytes().get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())))
        {
            let end = after.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(after.len());
            let mark = after.get(..end).unwrap_or_default().trim_end_matches('.');
            let short = mark.chars().all(|c| c.is_ascii_digit() || c == '.') || mark.len() == 1 || is_roman(mark);
            let counts = (short && mark.len() <= 4) || is_number_word(mark);
            let rest = after.get(end..).unwrap_or_default();
            let closes = rest.is_empty() || rest.starts_with([':', '.', '-', '\u{2013}', '\u{2014}', ' ', ')', '\t']);
            if counts && !mark.is_empty() && closes {
                let label = trimmed.get(..name.len() + mark.len()).unwrap_or_default();
                return (
                    Some(label.to_owned()),
                    rest.trim_start_matches([':', '.', '-', '\u{2013}', '\u{2014}', ' ', ')', '\t', '\u{a0}']),
                );
            }
        }
    }
    let end = trimmed.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(trimmed.len());
    let number = trimmed.get(..end).unwrap_or_default();
    let rest = trimmed.get(end..).unwrap_or_default();
    let digits = number.trim_end_matches('.');
    let year = digits.len() == 4 && !digits.contains('.');
    // "16 and 17 year olds" counts people: a whole number alone is followed by a capital, a bracket or a mark.
    let whole = !number.contains('.') && rest.starts_with([' ', '\t', '\u{a0}']);
    let quantity = whole && rest.trim_start().starts_with(char::is_lowercase);
    let plain = !digits.is_empty() && !year && !quantity && digits.split('.').all(|part| (1..=3).contains(&part.len()));
    if plain && (rest.starts_with([' ', '\t', '\u{a0}', ')', ':']) || (rest.is_empty() && number.contains('.'))) {
        return (Some(digits.to_owned()), rest.trim_start_matches([' ', '\t', '\u{a0}', ')', ':']));
    }
    (None, text)
}

fn is_roman(text: &str) -> bool {
    text.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'))
}

fn is_number_word(text: &str) -> bool {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_numbers_are_split_off() {
        assert_eq!(split_label("4.1 First contact"), (Some("4.1".into()), "First contact"));
        assert_eq!(split_label("3. Scope"), (Some("3".into()), "Scope"));
        assert_eq!(split_label("Appendix B: Forms"), (Some("Appendix B".into()), "Forms"));
        assert_eq!(split_label("Appendix B \u{2013} Forms"), (Some("Appendix B".into()), "Forms"));
        assert_eq!(split_label("Section 4 \u{2014} Forms"), (Some("Section 4".into()), "Forms"));
        assert_eq!(split_label("Part three: Forms"), (Some("Part three".into()), "Forms"));
        assert_eq!(split_label("2014 was a hard year"), (None, "2014 was a hard year"));
        assert_eq!(split_label("Part time staff"), (None, "Part time staff"));
        assert_eq!(split_label("7 First contact"), (Some("7".into()), "First contact"));
        assert_eq!(split_label("16 and 17 year olds"), (None, "16 and 17 year olds"));
    }

    #[test]
    fn passages_keep_their_place() {
        let mut document = Document::new(Format::Markdown);
        document.push_heading(1, None, "1. Réferral");
        document.push(PassageKind::Paragraph, "Ring – first.");
        assert!(document.push(PassageKind::Paragraph, "  ").is_none());
        document.push_heading(2, None, "1.1 Who");
        let passage = document.push(PassageKind::Paragraph, "Anyone.").unwrap().clone();
        assert_eq!(document.words_of(&passage), "Anyone.");
        assert_eq!(passage.chars.start as usize, document.text.chars().count() - 7);
        assert_eq!(passage.heading, Some(HeadingIndex(1)));
        assert_eq!(document.headings[1].parent, Some(HeadingIndex(0)));
        assert_eq!(document.headings[0].text, "Réferral");
    }
}
