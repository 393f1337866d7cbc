//! Sets lines to a width, with or without colour.

use crate::wording::{self, one_line};
use concordat_findings::Severity;
use concordat_text::{Quote, markup::shows};

const BOLD: &str = "1";
const FAINT: &str = "2";
const MARKED: &str = "1;4";
/// Characters of a document's words shown at most.
const LONGEST: usize = 300;
/// Characters marked beneath at most.
const MARKED_MOST: usize = 120;

/// Gathers lines no wider than a width.
pub(super) struct Writer {
    out: String,
    width: usize,
    colour: bool,
}

impl Writer {
    pub(super) fn new(width: usize, colour: bool) -> Self {
        Self { out: String::new(), width, colour }
    }

    pub(super) fn finish(self) -> String {
        self.out
    }

    pub(super) fn blank(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// A line set as it is, however wide.
    pub(super) fn line(&mut self, text: &str) {
        self.out.extend(text.chars().filter(|&c| shows(c)));
        self.out.push('\n');
    }

    /// A heading, with a blank line before it.
    pub(super) fn heading(&mut self, text: &str) {
        self.blank();
        self.block("", "", text, BOLD);
    }

    pub(super) fn text(&mut self, indent: usize, text: &str) {
        let indent = " ".repeat(indent);
        self.block(&indent, &indent, text, "");
    }

    pub(super) fn faint(&mut self, indent: usize, text: &str) {
        let indent = " ".repeat(indent);
        self.block(&indent, &indent, text, FAINT);
    }

    /// An item of a list with its mark.
    pub(super) fn item(&mut self, mark: &str, text: &str) {
        self.block(&format!("  {mark} "), "    ", text, "");
    }

    /// Text led by `lead`, its further lines set in under its first word.
    pub(super) fn hanging(&mut self, indent: usize, lead: &str, text: &str) {
        let first = format!("{}{lead}", " ".repeat(indent));
        let next = " ".repeat(first.chars().count());
        self.block(&first, &next, text, "");
    }

    /// A finding's first lines: how grave, what, and the check's id.
    pub(super) fn label(&mut self, severity: Severity, message: &str, check: &str) {
        let word = wording::severity(severity).to_lowercase();
        let colour = match severity {
            Severity::High => "1;31",
            Severity::Medium => "1;33",
            Severity::Low => "1;36",
            Severity::Note => BOLD,
        };
        let lead = format!("  {word}: ");
        let lines = wrap(&one_line(message), self.width.saturating_sub(4), lead.chars().count().saturating_sub(4));
        for (n, line) in lines.iter().enumerate() {
            if n == 0 {
                self.out.push_str("  ");
                self.set(&format!("{word}:"), colour);
                self.out.push(' ');
            } else {
                self.out.push_str("    ");
            }
            self.set(line.trim(), BOLD);
            self.out.push('\n');
        }
        self.faint(4, &format!("[{check}]"));
    }

    /// Words in their surroundings behind a rule, marked beneath where there is no colour.
    pub(super) fn quotation(&mut self, indent: usize, quote: &Quote) {
        let (before, exact, after) = wording::in_context(quote);
        let exact = wording::clip(&exact, LONGEST);
        let lead = format!("{}│ ", " ".repeat(indent));
        let room = self.width.saturating_sub(lead.chars().count()).max(16);
        let whole = format!("{before}{exact}{after}");
        let from = before.chars().count() + exact.chars().take_while(|c| *c == ' ').count();
        let to = before.chars().count() + exact.trim_end().chars().count();
        // A long passage, or one quoted whole, is not marked beneath: nothing would stand out.
        let carets = !self.colour && to.saturating_sub(from) <= MARKED_MOST && (from > 0 || to < whole.chars().count());
        let mut place = 0;
        for line in wrap(&whole, room, 0) {
            let length = line.chars().count();
            let shown = line.trim_end().chars().count();
            let start = from.saturating_sub(place).min(shown);
            let end = to.saturating_sub(place).min(shown);
            self.marked(&lead, line.trim_end(), (start, end), carets);
            place += length;
        }
    }

    /// One line of a quotation with its characters from `start` to `end` marked, beneath where `carets` says so.
    fn marked(&mut self, lead: &str, line: &str, (start, end): (usize, usize), carets: bool) {
        let part = |from: usize, to: usize| line.chars().skip(from).take(to.saturating_sub(from)).collect::<String>();
        self.out.push_str(lead);
        self.out.push_str(&part(0, start));
        self.set(&part(start, end), MARKED);
        self.out.push_str(&part(end.max(start), usize::MAX));
        self.out.push('\n');
        if carets && end > start {
            self.out.push_str(lead);
            self.out.push_str(&" ".repeat(start));
            self.out.push_str(&"^".repeat(end - start));
            self.out.push('\n');
        }
    }

    fn block(&mut self, first: &str, next: &str, text: &str, style: &str) {
        let room = self.width.saturating_sub(first.chars().count()).max(16);
        for (n, line) in wrap(&one_line(text), room, 0).iter().enumerate() {
            self.out.push_str(if n == 0 { first } else { next });
            self.set(line.trim(), style);
            self.out.push('\n');
        }
    }

    fn set(&mut self, text: &str, style: &str) {
        if self.colour && !style.is_empty() && !text.is_empty() {
            self.out.push_str(&format!("\u{1b}[{style}m{text}\u{1b}[0m"));
        } else {
            self.out.push_str(text);
        }
    }
}

/// Cuts `text` into lines of at most `room` characters, trailing spaces not counted, the first of which begins at `used`.
/// Put together again the lines are the text. A word longer than a line is cut.
fn wrap(text: &str, room: usize, used: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = used;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end().chars().count();
        if length + bare > room && !(line.is_empty() && used == 0) && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        for c in word.chars() {
            if length >= room && c != ' ' {
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
            line.push(c);
            length += 1;
        }
    }
    if !line.is_empty() || lines.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_keeps_within_the_room(text in "[a-zé ]{0,200}", room in 5usize..40) {
            let lines = wrap(&text, room, 0);
            prop_assert_eq!(lines.concat(), text);
            for line in lines {
                prop_assert!(line.trim_end().chars().count() <= room, "{line:?}");
            }
        }
    }
}
