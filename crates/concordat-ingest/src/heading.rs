//! Headings that nothing marks as such.

use crate::prose::Prose;
use concordat_register::Style;

/// Longest text, in bytes, that passes for a heading.
const LONGEST: usize = 120;

/// Whether a paragraph is a heading by being short, bold throughout and no sentence.
pub(crate) fn is_bold_heading(prose: &Prose) -> bool {
    let text = prose.text().trim_end();
    if text.len() > LONGEST || !reads_as_heading(text) {
        return false;
    }
    // Stretches that meet (a link within bold words, say) count as one.
    let mut reached = 0;
    for span in prose.spans(Style::Bold) {
        if text.get(reached..span.start()).is_some_and(|gap| gap.trim().is_empty()) || span.start() <= reached {
            reached = reached.max(span.end());
        }
    }
    text.get(reached..).is_none_or(|rest| matches!(rest.trim(), "" | ":"))
}

/// Whether words have the look of a heading: letters in one line, no sentence's end within or after.
pub(crate) fn reads_as_heading(text: &str) -> bool {
    let ends = text.ends_with(['.', ';', ',', '!', '\u{201d}', '"', '-', '\u{2013}']);
    let sentence = text.contains(". ") && !text.starts_with(|c: char| c.is_ascii_digit());
    let words = text.split_whitespace().count();
    !ends && !sentence && words <= 14 && !text.contains('\n') && text.chars().any(char::is_alphabetic)
}
