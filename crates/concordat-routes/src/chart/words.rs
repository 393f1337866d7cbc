//! The words of charts: short names of documents, ages, lists.

use concordat_register::{DocumentFacts, route::Trigger};

/// The most characters of a document's short name.
const NAME: usize = 30;

/// A name of a document short enough to stand beside an arrow: its own short name, else its title without what follows a colon, a
/// bracket or the years.
pub(super) fn short_name(facts: &DocumentFacts) -> String {
    let title = facts.entry.title.trim();
    let end = [": ", " – ", " - ", " ("].iter().filter_map(|stop| title.find(stop)).min().unwrap_or(title.len());
    let head = title.get(..end).unwrap_or(title);
    let head = head.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '–' | '-' | '/' | ','));
    let head = if head.is_empty() { title } else { head };
    clip(head, NAME)
}

/// The first words of a text, at most so many characters of it.
pub(super) fn clip(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut made = String::new();
    for word in text.split_whitespace() {
        if made.chars().count() + word.chars().count() + 2 > most {
            break;
        }
        if !made.is_empty() {
            made.push(' ');
        }
        made.push_str(word);
    }
    if made.is_empty() {
        made = text.chars().take(most - 1).collect();
    }
    made.push('…');
    made
}

/// With a capital at its beginning.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The ages that a step is for; none where it is for all.
pub(super) fn ages(trigger: &Trigger) -> Option<String> {
    match (trigger.least, trigger.most) {
        (Some(a), Some(b)) if a == b => Some(format!("aged {a}")),
        (Some(a), Some(b)) if b == a + 1 => Some(format!("aged {a} or {b}")),
        (Some(a), Some(b)) => Some(format!("aged {a} to {b}")),
        (Some(a), None) => Some(format!("aged {a} and over")),
        (None, Some(b)) => Some(format!("under {}", u16::from(b) + 1)),
        (None, None) => None,
    }
}

/// "3 steps", "1 step".
pub(super) fn count(n: usize, word: &str) -> String {
    format!("{n} {word}{}", if n == 1 { "" } else { "s" })
}
