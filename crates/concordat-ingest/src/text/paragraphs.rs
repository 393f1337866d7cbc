//! Lines put together into headings, paragraphs and items of lists.

use super::hyphen::Hyphens;
use super::lines::Line;
use crate::Limits;
use crate::clause::clause_label;
use crate::heading::reads_as_heading;
use crate::prose::{Place, Prose};
use concordat_register::{Document, PassageKind};

/// Longest line, in characters, that passes for a heading.
const LONGEST_HEADING: usize = 80;

/// Widest lines, in characters, that are taken for broken paragraphs; a wider line is a paragraph itself.
const WIDEST: usize = 160;

/// Writes the passages of a text. Gives whether it came to the end before it was told to stop.
pub(super) fn write(text: &str, lines: &[Line<'_>], offset: Option<usize>, limits: &Limits, document: &mut Document) -> bool {
    let mut writer = Writer {
        lines,
        offset,
        document,
        prose: Prose::default(),
        hyphens: Hyphens::new(text),
        item: None,
        marks: Vec::new(),
        page: None,
        bare: false,
    };
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if at.is_multiple_of(16_384) && (limits.stop)() {
            return false;
        }
        if at > 0 && writer.begins(at, line) {
            writer.flush();
        }
        at += match writer.heading(at, line) {
            Some((level, taken)) if writer.prose.is_empty() => {
                writer.add_heading(at, level, taken);
                taken
            }
            _ => {
                writer.add(at, line);
                1
            }
        };
    }
    writer.flush();
    true
}

struct Writer<'t, 'd> {
    lines: &'t [Line<'t>],
    offset: Option<usize>,
    document: &'d mut Document,
    prose: Prose,
    hyphens: Hyphens<'t>,
    /// How deep the item in hand is, where the passage is one.
    item: Option<u8>,
    /// The bullets of the lists that are open, outermost first.
    marks: Vec<char>,
    page: Option<u32>,
    /// Whether the passage so far is only a bullet or a number, whose words come on a line of their own.
    bare: bool,
}

impl Writer<'_, '_> {
    /// Whether line `at` begins a passage.
    fn begins(&self, at: usize, line: &Line<'_>) -> bool {
        if self.prose.is_empty() && !self.bare {
            return true;
        }
        if bullet(line.words).is_some() {
            return true;
        }
        if self.bare {
            return false;
        }
        let Some(before) = at.checked_sub(1).and_then(|n| self.lines.get(n)) else { return true };
        let ended = before.words.ends_with(['.', ':', ';', '?', '!', ')', '\u{201d}', '\u{2019}', '"', '\'']);
        let small = line.words.starts_with(char::is_lowercase);
        if line.gap {
            // A page's end or a stray blank line may part a sentence.
            let full = before.length * 2 > before.width && !ended && clause_label(line.words).is_none();
            return !(full && (small || leaves_open(before.words)));
        }
        if before.width > WIDEST {
            return true;
        }
        let word = line.words.split_whitespace().next().map_or(0, |w| w.chars().count());
        let short = (before.length + 1 + word) * 10 < before.width * 7;
        if self.follows(line) {
            return true;
        }
        if clause_label(line.words).is_some() || is_bare_label(line.words) {
            let listed = before.words.ends_with(" and") || before.words.ends_with(" or") || before.words.ends_with(',');
            return short || ended || listed;
        }
        if small || before.words.ends_with([',', '-', '\u{ad}']) {
            return false;
        }
        (short && (ended || !line.words.starts_with(|c: char| c.is_ascii_digit()))) || self.heading(at, line).is_some_and(|_| ended)
    }

    /// Whether a line's number is the next after that of the passage in hand.
    fn follows(&self, line: &Line<'_>) -> bool {
        match (clause_label(self.prose.text()), clause_label(line.words)) {
            (Some(before), Some(now)) => is_next(before, now),
            _ => false,
        }
    }

    /// Whether words that look like a heading may stand here as one: not in the middle of a list or a table.
    fn may_head(&self, line: &Line<'_>) -> bool {
        let Some(last) = self.document.passages.last() else { return true };
        let words = self.document.words_of(last);
        let listed = last.kind == PassageKind::Paragraph
            && matches!((&last.label, clause_label(line.words)), (Some(before), Some(now)) if is_next(before, now));
        let ended = words.ends_with(['.', ':', ';', '?', '!', ')', '\u{201d}', '\u{2019}']);
        !listed && (ended || last.kind != PassageKind::Paragraph || clause_label(line.words).is_some())
    }

    /// Whether line `at` is a heading: its level, and how many lines it takes with what underlines it.
    fn heading(&self, at: usize, line: &Line<'_>) -> Option<(u8, usize)> {
        let next = self.lines.get(at + 1);
        if let Some(level) = next.filter(|n| !n.gap).and_then(|n| underline(n.words))
            && line.length <= 2 * LONGEST_HEADING
        {
            return Some((level, 2));
        }
        if line.length > LONGEST_HEADING || bullet(line.words).is_some() || !reads_as_heading(line.words) {
            return None;
        }
        let ends = line.words.ends_with([':', '?', ')']);
        let apart = line.gap
            || at == 0
            || at
                .checked_sub(1)
                .and_then(|n| self.lines.get(n))
                .is_some_and(|b| (b.length + 12) * 10 < b.width * 7 || b.words.ends_with(['.', ':']));
        let alone = next.is_none_or(|n| n.gap);
        let deliberate =
            alone || next.is_some_and(|n| (line.length + 1 + n.words.split_whitespace().next().map_or(0, str::len)) * 10 < line.width * 8);
        if !apart {
            return None;
        }
        if is_capitals(line.words) {
            return self.capitals(at);
        }
        if !deliberate || !self.may_head(line) {
            return None;
        }
        // "4.1 First contact" is a heading where prose follows it.
        let (label, rest) = concordat_register::split_label(line.words);
        if let Some(label) = label
            && (label.contains(' ') || rest.starts_with(char::is_uppercase))
            && line.length <= 60
            && !ends
            && next.is_some_and(|n| n.words.starts_with(|c: char| !c.is_lowercase()))
        {
            let parts = label.split('.').count();
            return Some((if label.contains(' ') { 1 } else { u8::try_from(parts + 1).unwrap_or(6).min(6) }, 1));
        }
        let follows = next.is_some_and(|n| {
            n.length > line.length
                && n.length >= 40
                && (n.words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || bullet(n.words).is_some())
        });
        let titled = line.words.starts_with(char::is_uppercase) && line.length <= 60 && line.words.split_whitespace().count() <= 8;
        (titled && follows && !ends && clause_label(line.words).is_none()).then_some((2, 1))
    }

    /// A heading in capitals, with the lines of it that follow.
    fn capitals(&self, at: usize) -> Option<(u8, usize)> {
        let more = self.lines.get(at + 1..).unwrap_or_default().iter().take(2).take_while(|l| !l.gap && is_capitals(l.words)).count();
        // Many lines in capitals are a notice and no heading.
        let again = self.lines.get(at + 1 + more).is_some_and(|l| !l.gap && is_capitals(l.words));
        (!again).then_some((1, 1 + more))
    }

    fn add_heading(&mut self, at: usize, level: u8, taken: usize) {
        let lines: Vec<Line<'_>> = self.lines.get(at..at + taken).unwrap_or_default().to_vec();
        self.page = lines.first().and_then(|l| l.page);
        for line in lines.iter().filter(|l| underline(l.words).is_none()) {
            self.prose.space();
            self.prose.flowing(line.words, self.offset.map(|o| o + line.at));
        }
        self.marks.clear();
        let page = self.page;
        self.prose.finish(self.document, &Place::Heading(level), None, |p| p.page = page);
    }

    /// Adds a line to the passage in hand.
    fn add(&mut self, at: usize, line: &Line<'_>) {
        let (mut words, mut from) = (line.words, line.at);
        if self.prose.is_empty() && !self.bare {
            self.page = line.page;
            if let Some((mark, length)) = bullet(words) {
                from += length;
                words = words.get(length..).unwrap_or_default();
                self.item = Some(self.depth(mark));
                self.bare = words.is_empty();
            } else if underline(words).is_some() {
                return;
            }
        } else {
            self.prose.space();
        }
        if !words.is_empty() {
            self.bare = is_bare_label(words) && self.prose.is_empty();
        }
        let whole = self.without_hyphen(at, words);
        self.prose.flowing(whole, self.offset.map(|o| o + from));
        if words.ends_with(['-', '\u{ad}']) && self.joins(at) {
            self.joined();
        }
    }

    /// Whether the next line goes on with the word that this one breaks.
    fn joins(&self, at: usize) -> bool {
        self.lines.get(at + 1).is_some_and(|n| !n.gap && n.words.starts_with(char::is_alphabetic) && bullet(n.words).is_none())
    }

    /// The line without a hyphen that only breaks its last word.
    fn without_hyphen<'w>(&mut self, at: usize, words: &'w str) -> &'w str {
        if let Some(rest) = words.strip_suffix('\u{ad}') {
            return rest;
        }
        if !words.ends_with('-') || !self.joins(at) {
            return words;
        }
        let before = words.split_whitespace().next_back().unwrap_or_default();
        let after = self.lines.get(at + 1).and_then(|n| n.words.split_whitespace().next()).unwrap_or_default();
        if before.len() < 2 || self.hyphens.keeps(before, after) { words } else { words.strip_suffix('-').unwrap_or(words) }
    }

    /// Notes that the next line's first word goes on with this line's last.
    fn joined(&mut self) {
        self.prose.glue();
    }

    /// How deep an item with this bullet stands.
    fn depth(&mut self, mark: char) -> u8 {
        match self.marks.iter().position(|&m| m == mark) {
            Some(level) => self.marks.truncate(level + 1),
            None => self.marks.push(mark),
        }
        u8::try_from(self.marks.len()).unwrap_or(u8::MAX)
    }

    fn flush(&mut self) {
        let kind = match self.item.take() {
            Some(depth) => PassageKind::ListItem { depth },
            None => {
                self.marks.clear();
                PassageKind::Paragraph
            }
        };
        self.bare = false;
        let page = self.page;
        self.prose.finish(self.document, &Place::Body(kind), None, |p| p.page = page);
    }
}

/// Whether one clause's number comes right after another's: `2.2` after `2.1`, `b` after `a`.
fn is_next(before: &str, now: &str) -> bool {
    let (stem, last) = before.rsplit_once('.').unwrap_or(("", before));
    let (now_stem, now_last) = now.rsplit_once('.').unwrap_or(("", now));
    let figures = matches!((last.parse::<u32>(), now_last.parse::<u32>()), (Ok(a), Ok(b)) if b == a.saturating_add(1));
    let letters = matches!((last.as_bytes(), now_last.as_bytes()), ([a], [b]) if a.is_ascii_alphabetic() && *b == a.saturating_add(1));
    stem == now_stem && (figures || letters)
}

/// Whether a line ends with a word that cannot end a sentence.
fn leaves_open(words: &str) -> bool {
    let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    matches!(
        last,
        "the"
            | "a"
            | "an"
            | "of"
            | "and"
            | "or"
            | "to"
            | "in"
            | "for"
            | "with"
            | "by"
            | "on"
            | "at"
            | "from"
            | "across"
            | "that"
            | "which"
            | "their"
            | "its"
            | "is"
            | "are"
            | "as"
            | "be"
    )
}

/// A bullet at the front of a line: which, and its length with the space after it.
fn bullet(words: &str) -> Option<(char, usize)> {
    let mark = words.chars().next()?;
    let certain = matches!(
        mark,
        '\u{2022}'
            | '\u{25e6}'
            | '\u{25aa}'
            | '\u{2023}'
            | '\u{25cf}'
            | '\u{25cb}'
            | '\u{25a0}'
            | '\u{25a1}'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{2043}'
            | '\u{b7}'
            | '\u{27a2}'
            | '\u{2713}'
    );
    let after = words.get(mark.len_utf8()..)?;
    let spaces = after.len() - after.trim_start().len();
    let length = mark.len_utf8() + spaces;
    if certain {
        return Some((mark, length));
    }
    let likely = matches!(mark, '-' | '\u{2013}' | '*' | 'o' | '+');
    (likely && spaces > 0 && !after.trim_start().is_empty())
        .then_some((mark, length))
        .filter(|_| mark != 'o' || spaces > 1 || after.trim_start().starts_with(char::is_uppercase))
}

/// Whether a line is only a clause's number, whose words come on the next.
fn is_bare_label(words: &str) -> bool {
    words.len() <= 8
        && (words.contains('.') || words.ends_with(')'))
        && clause_label(&format!("{words} A")).is_some()
        && !words.contains(char::is_whitespace)
}

/// Whether a line underlines the one before: the level of the heading it makes.
fn underline(words: &str) -> Option<u8> {
    let all = |mark: char| words.len() >= 3 && words.chars().all(|c| c == mark);
    if all('=') {
        Some(1)
    } else if all('-') || all('~') {
        Some(2)
    } else {
        None
    }
}

/// Whether a line is set in capitals.
fn is_capitals(words: &str) -> bool {
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && !words.chars().any(char::is_lowercase)
        && !words.ends_with('.')
        && words.split_whitespace().any(|w| w.chars().filter(|c| c.is_alphabetic()).count() >= 4)
}
