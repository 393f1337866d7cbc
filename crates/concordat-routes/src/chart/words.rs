//! The words of charts: short names of documents, ages, lists.

use concordat_register::{DocumentFacts, route::Trigger};
use std::collections::BTreeSet;

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
    spoken((trigger.least, trigger.most))
}

/// The ages of several steps that one arrow stands for, each once: "under 16" and "aged 16 or 17" are together those under 18. None
/// where they come to all ages.
pub(super) fn ages_together(steps: &BTreeSet<Ages>) -> Vec<String> {
    let mut joined: Vec<Ages> = Vec::new();
    // A range without a lowest age comes first.
    for &(least, most) in steps {
        match joined.last_mut() {
            Some((_, end)) if end.is_none_or(|end| least.is_none_or(|least| least <= end.saturating_add(1))) => {
                *end = end.zip(most).map(|(a, b)| a.max(b));
            }
            _ => joined.push((least, most)),
        }
    }
    joined.into_iter().filter_map(spoken).collect()
}

/// The lowest and the highest age of those whom a step is for, either open.
pub(super) type Ages = (Option<u8>, Option<u8>);

fn spoken(ages: Ages) -> Option<String> {
    match ages {
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Issue 6: an arrow said "aged 16 or 17, under 16", of whom nobody can be both.
    #[test]
    fn ages_that_meet_are_one() {
        let told = |steps: &[Ages]| ages_together(&steps.iter().copied().collect()).join(" or ");
        assert_eq!(told(&[(Some(16), Some(17)), (None, Some(15))]), "under 18");
        assert_eq!(told(&[(Some(10), None), (None, Some(12))]), "");
        assert_eq!(told(&[(None, Some(9)), (Some(16), Some(17))]), "under 10 or aged 16 or 17");
        assert_eq!(told(&[(Some(16), None)]), "aged 16 and over");
    }
}
