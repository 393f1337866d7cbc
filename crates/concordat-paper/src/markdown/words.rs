//! Words within a block of Markdown.

use super::escaping::{escaped, line_start};
use crate::Inline;
use crate::address::{Target, target};
use crate::outline::Outline;

/// Where words stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    /// A paragraph, which may have several lines.
    Paragraph,
    /// A cell, which is on one line.
    Cell,
}

/// A piece of text, and whether a new line may stand at its feeds.
struct Line<'o> {
    outline: &'o Outline,
    /// Finished lines and the one being written.
    lines: Vec<String>,
}

/// Words as Markdown. Blanks at the ends of lines are left out.
pub(super) fn words(inlines: &[Inline], outline: &Outline, within: Within) -> String {
    let mut line = Line { outline, lines: vec![String::new()] };
    line.add(inlines);
    let lines = line.lines.iter().map(|l| l.trim());
    match within {
        // A new line at the end of a paragraph would show as its mark.
        Within::Paragraph => lines.filter(|l| !l.is_empty()).map(line_start).collect::<Vec<_>>().join("\\\n"),
        Within::Cell => lines.collect::<Vec<_>>().join("<br>").trim_end_matches("<br>").to_owned(),
    }
}

impl Line<'_> {
    fn add(&mut self, inlines: &[Inline]) {
        for (n, inline) in inlines.iter().enumerate() {
            let after = || inlines.get(n + 1).and_then(first).unwrap_or(' ');
            match inline {
                Inline::Plain(text) => self.text(text, escaped),
                Inline::Strong(text) => self.set_off(text, "**", after()),
                Inline::Emphasis(text) => self.set_off(text, "*", after()),
                Inline::Fill(what) => self.text(&format!("[{what}]"), escaped),
                Inline::Link { words, to } => self.link(words, to),
                Inline::Commented { words, comment } => {
                    self.add(words);
                    self.text(&format!(" [Comment: {}]", comment.join(" ").replace('\n', " ")), escaped);
                }
                Inline::Anchor(anchor) if self.outline.has(anchor) && self.outline.is_led_to(anchor) => {
                    self.push(&format!("<a id=\"{anchor}\"></a>"));
                }
                Inline::Anchor(_) => {}
                Inline::Break => self.lines.push(String::new()),
            }
        }
    }

    fn push(&mut self, markup: &str) {
        if let Some(line) = self.lines.last_mut() {
            line.push_str(markup);
        }
    }

    /// Adds text, each line of it as `mark` has it.
    fn text(&mut self, text: &str, mark: impl Fn(&str) -> String) {
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 {
                self.lines.push(String::new());
            }
            self.push(&mark(line));
        }
    }

    /// Adds words between marks, where Markdown would take these as marks: words that begin or end with a mark of
    /// punctuation must not touch a letter there.
    fn set_off(&mut self, text: &str, mark: &str, after: char) {
        let before = self.lines.last().and_then(|l| l.chars().last()).unwrap_or(' ');
        let free = |c: char| c.is_whitespace() || (!c.is_alphanumeric() && c != '*' && c != '\\');
        self.text(text, |line| {
            let inner = line.trim();
            let safe = |edge: Option<char>, beside: char| edge.is_some_and(char::is_alphanumeric) && beside != '*' || free(beside);
            if inner.is_empty() || !safe(inner.chars().next(), before) || !safe(inner.chars().last(), after) {
                return escaped(line);
            }
            let lead = if line.starts_with(char::is_whitespace) { " " } else { "" };
            let end = if line.ends_with(char::is_whitespace) { " " } else { "" };
            format!("{lead}{mark}{}{mark}{end}", escaped(inner))
        });
    }

    fn link(&mut self, words: &str, to: &str) {
        let to = match target(to, self.outline) {
            Target::Here(anchor) => format!("#{anchor}"),
            Target::There(address) => address.replace('(', "%28").replace(')', "%29"),
            Target::Nowhere => return self.text(words, escaped),
        };
        let words = words.replace('\n', " ");
        if words.trim().is_empty() {
            return;
        }
        self.push(&format!("[{}]({to})", escaped(words.trim())));
    }
}

/// The first character that an inline shows.
fn first(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Plain(text) | Inline::Strong(text) | Inline::Emphasis(text) => text.chars().next(),
        Inline::Commented { words, .. } => words.iter().find_map(first),
        Inline::Fill(_) | Inline::Link { .. } => Some('['),
        Inline::Anchor(_) | Inline::Break => Some(' '),
    }
}
