//! What words look like: a person's name, a heading of a sitting.

use super::when;
use concordat_register::workbook::{Row, Value};
use concordat_standard::panels::{PanelWords, holds, plain};

/// Whether `text` looks like the name of one person or a few: two to five words, each with a capital, no kind of thing among them.
pub(crate) fn looks_like_a_name(text: &str, words: &PanelWords) -> bool {
    let bare = without_brackets(text);
    let parts: Vec<&str> = bare.split([' ', ',', '\n']).filter(|w| !w.is_empty() && w.chars().any(char::is_alphabetic)).collect();
    if !(2..=7).contains(&parts.len()) || bare.len() > 60 {
        return false;
    }
    let capital = |w: &&&str| w.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    let full = words.in_full(&bare);
    let last = full.last().map(String::as_str).unwrap_or_default();
    let thing = words.named.kinds.iter().any(|k| k.id != "street" && k.id != "home" && k.words.iter().any(|w| w == last));
    !thing && parts.iter().filter(capital).count() >= 2
}

/// `text` without what stands in round brackets.
pub(crate) fn without_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

/// Whether any cell of a row gives a day.
pub(crate) fn holds_day(row: &Row) -> bool {
    row.cells
        .iter()
        .any(|c| matches!(&c.value, Value::Date(_)) || matches!(&c.value, Value::Text(text) if !when::days(text, Some(2000)).is_empty()))
}

/// The words that stand in one column of a row.
pub(super) fn text_at(row: &Row, column: u32) -> Option<&str> {
    match row.at(column) {
        Some(Value::Text(text)) => Some(text.trim()).filter(|t| !t.is_empty()),
        _ => None,
    }
}

/// The words of a row's cells, in order.
pub(crate) fn texts(row: &Row) -> Vec<&str> {
    row.cells
        .iter()
        .filter_map(|c| match &c.value {
            Value::Text(text) => Some(text.trim()),
            _ => None,
        })
        .filter(|t| !t.is_empty())
        .collect()
}

/// Words beside a day: those of a panel's name and the furniture of a meeting, and any others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Beside {
    /// Words of panels' names and of meetings.
    pub(super) known: usize,
    /// Any others, without figures.
    pub(super) other: usize,
}

/// What a row of one or two cells says beside its days.
pub(super) fn beside_a_day(text: &str, panel_words: &[String], lists: &PanelWords) -> Beside {
    let folded = plain(text);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let mut taken = vec![false; words.len()];
    for found in when::days(text, Some(2000)) {
        taken.iter_mut().take(found.words.1).skip(found.words.0).for_each(|t| *t = true);
    }
    let (mut known, mut other) = (0, 0);
    for word in words.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(w, _)| w) {
        if lists.items.furniture.words.iter().any(|f| f == word) || panel_words.iter().any(|p| p == word) {
            known += 1;
        } else {
            other += usize::from(!word.bytes().all(|b| b.is_ascii_digit()));
        }
    }
    Beside { known, other }
}

/// Whether a row of one or two cells that holds a day heads a sitting: it says little else, and some of that is of panels and meetings.
/// A name beside a day says nothing of them, and is an item.
pub(super) fn is_heading_of_a_sitting(text: &str, panel_words: &[String], lists: &PanelWords) -> bool {
    let beside = beside_a_day(text, panel_words, lists);
    beside.other == 0 || beside.known > 0 && beside.other <= 4
}

/// The words by which an area's panels may be called in a title: those of the known ones and of the file.
pub(crate) fn words_of<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut words: Vec<String> = names.into_iter().flat_map(|n| plain(n).split(' ').map(str::to_owned).collect::<Vec<_>>()).collect();
    words.sort();
    words.dedup();
    words
}

/// Whether the item was put off or withdrawn, by what a remark says.
pub(crate) fn says_not_taken(text: &str, words: &PanelWords) -> bool {
    let folded = plain(text);
    let not = &words.items.not_taken;
    let mut rest = folded.clone();
    for unless in &not.unless {
        if holds(&rest, unless) {
            rest = rest.replace(unless.as_str(), " ");
        }
    }
    not.phrases.iter().any(|p| holds(&rest, p))
}

/// Whether a cell that names the subject is about the meeting itself.
pub(crate) fn is_procedural(text: &str, words: &PanelWords) -> bool {
    let folded = plain(text);
    let says = &words.items.procedural;
    says.whole.contains(&folded)
        || says.starts.iter().any(|s| folded.strip_prefix(s.as_str()).is_some_and(|r| r.is_empty() || r.starts_with(' ')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::words;

    #[test]
    fn items_are_read_as_their_examples_say() {
        let words = words();
        let (procedural, not) = (&words.items.procedural, &words.items.not_taken);
        procedural.examples.iter().for_each(|t| assert!(is_procedural(t, &words), "{t}"));
        procedural.not.iter().for_each(|t| assert!(!is_procedural(t, &words), "{t}"));
        not.examples.iter().for_each(|t| assert!(says_not_taken(t, &words), "{t}"));
        not.not.iter().for_each(|t| assert!(!says_not_taken(t, &words), "{t}"));
    }

    #[test]
    fn names_look_like_names() {
        let words = words();
        for text in ["OBI, Ade (aka Biscuit)", "Ade Obi", "A. Obi", "Ade OBI & Temi OBI"] {
            assert!(looks_like_a_name(text, &words), "{text}");
        }
        for text in ["Cobden Park", "Orme High School", "matters arising", "seen in the park with others on Friday night", "12"] {
            assert!(!looks_like_a_name(text, &words), "{text}");
        }
    }

    #[test]
    fn sittings_are_headed_by_days() {
        let (own, words) = (words_of(["MACE"]), words());
        assert!(is_heading_of_a_sitting("MACE Mon 3 May 22, 10am Room 4", &own, &words));
        assert!(is_heading_of_a_sitting("Tues 3 May 22", &own, &words));
        assert!(!is_heading_of_a_sitting("Ottilie Fell 3 May 2011", &own, &words));
        assert!(!is_heading_of_a_sitting("Fight outside Cobden library on 3 May 2022, two hurt, CCTV asked for", &own, &words));
    }
}
