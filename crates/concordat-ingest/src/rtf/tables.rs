//! What the tables at the head of an RTF document say: fonts, styles, and what the document says of itself.

use super::codepage;
use concordat_register::Properties;
use encoding_rs::Encoding;
use std::collections::BTreeMap;

/// Fonts and styles by their numbers.
#[derive(Debug, Default)]
pub(super) struct Tables {
    fonts: BTreeMap<i32, &'static Encoding>,
    symbols: BTreeMap<i32, ()>,
    headings: BTreeMap<i32, u8>,
    /// The font being defined.
    pub(super) font: i32,
    /// The style being defined: its number, the heading level its outline level gives, and its name so far.
    pub(super) style: (i32, Option<u8>, String),
}

impl Tables {
    /// Notes the character set of the font being defined.
    pub(super) fn charset(&mut self, charset: i32) {
        if charset == 2 {
            self.symbols.insert(self.font, ());
        } else if let Some(encoding) = codepage::of_charset(charset) {
            self.fonts.insert(self.font, encoding);
        }
    }

    /// The encoding of a font's characters, where it has one of its own.
    pub(super) fn encoding(&self, font: i32) -> Option<&'static Encoding> {
        self.fonts.get(&font).copied()
    }

    /// Whether a font has pictures for characters.
    pub(super) fn is_symbol(&self, font: i32) -> bool {
        self.symbols.contains_key(&font)
    }

    /// Notes the style whose definition has ended.
    pub(super) fn end_style(&mut self) {
        let (number, outline, name) = std::mem::take(&mut self.style);
        let name = name.trim().trim_end_matches(';').to_ascii_lowercase();
        let named = name.strip_prefix("heading ").and_then(|n| n.trim().parse().ok()).filter(|n| (1..=9).contains(n));
        let title = (name == "title").then_some(1);
        if let Some(level) = named.or(outline).or(title) {
            self.headings.insert(number, level);
        }
    }

    /// The level of the headings set in a style.
    pub(super) fn heading(&self, style: i32) -> Option<u8> {
        self.headings.get(&style).copied()
    }
}

/// What is being read in the `info` group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Info {
    Title,
    Subject,
    Author,
    Company,
    Keywords,
    Created,
    Modified,
}

impl Info {
    /// The field that a control word opens.
    pub(super) fn named(word: &str) -> Option<Self> {
        Some(match word {
            "title" => Self::Title,
            "subject" => Self::Subject,
            "author" => Self::Author,
            "company" => Self::Company,
            "keywords" => Self::Keywords,
            "creatim" => Self::Created,
            "revtim" => Self::Modified,
            _ => return None,
        })
    }

    /// Sets the field to what was read.
    pub(super) fn set(self, properties: &mut Properties, words: &str, day: (i32, i32, i32)) {
        let (year, month, date) = day;
        let value = match self {
            Self::Created | Self::Modified if year > 0 => format!("{year:04}-{:02}-{:02}", month.clamp(1, 12), date.clamp(1, 31)),
            _ => words.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        if value.is_empty() {
            return;
        }
        let field = match self {
            Self::Title => &mut properties.title,
            Self::Subject => &mut properties.subject,
            Self::Author => &mut properties.author,
            Self::Company => &mut properties.company,
            Self::Keywords => &mut properties.keywords,
            Self::Created => &mut properties.created,
            Self::Modified => &mut properties.modified,
        };
        *field = Some(value);
    }
}
