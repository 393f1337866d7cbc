//! Columns of names in which the surname stands first though no comma says so: `Obi Ade`.

use super::{Held, Item, Role, shape};
use crate::subjects::person::IsForename;
use concordat_register::workbook::Value;
use concordat_standard::panels::{PanelWords, holds, plain};
use std::collections::BTreeMap;

/// So many names must be the surname first, at least, before a column is taken to be.
const LEAST: usize = 3;

/// Sets a comma after the surname in columns where it stands first: whoever keeps a list writes all its names one way, so those
/// whose order is known tell that of the others.
pub(crate) fn set_right(items: &mut [Item], words: &PanelWords, is_forename: IsForename<'_>) {
    let mut seen: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for (column, first, last) in items.iter().flat_map(|item| &item.cells).filter_map(|held| two_words(held, words)) {
        let (forward, backward) = seen.entry(column).or_default();
        match (is_forename(&plain(first)), is_forename(&plain(last))) {
            (true, false) => *forward += 1,
            (false, true) => *backward += 1,
            _ => {}
        }
    }
    let reversed = |column: u32| seen.get(&column).is_some_and(|(forward, backward)| *backward >= LEAST && *backward > forward * 3);
    for held in items.iter_mut().flat_map(|item| &mut item.cells) {
        let set =
            two_words(held, words).filter(|(column, ..)| reversed(*column)).map(|(_, surname, forename)| format!("{surname}, {forename}"));
        if let Some(text) = set {
            held.value = Value::Text(text);
        }
    }
}

/// The two words of a cell that is nothing but a name of two words, with its column.
fn two_words<'h>(held: &'h Held, words: &PanelWords) -> Option<(u32, &'h str, &'h str)> {
    let Value::Text(text) = &held.value else { return None };
    let (first, last) = text.trim().split_once(' ')?;
    let last = last.trim();
    let bare = |word: &str| word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '\u{2019}' | '-'));
    let folded = plain(text);
    let unnamed = || words.people.unnamed.words.iter().any(|w| holds(&folded, w)) || words.people.titles.plain.contains(&plain(first));
    (held.role == Role::Name && bare(first) && bare(last) && shape::looks_like_a_name(text, words) && !unnamed()).then_some((
        held.column,
        first,
        last,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::words;
    use concordat_linkage::is_forename;

    fn after(names: &[&str]) -> Vec<String> {
        let held = |name: &str| Held { column: 1, role: Role::Name, value: Value::Text(name.to_owned()) };
        let item = |name: &&str| Item { row: 1, sitting: None, panel: None, part: None, cells: vec![held(name)] };
        let mut items: Vec<Item> = names.iter().map(item).collect();
        set_right(&mut items, &words(), &is_forename);
        items.iter().map(|item| item.cells[0].text()).collect()
    }

    #[test]
    fn a_column_of_surnames_first_is_set_right() {
        let names = ["Okafor Grace", "Whitlock Daniel", "Pendry Sarah", "Quillfeather Zebedee", "Tide Lads", "Child B", "Obi, Ade"];
        let right = ["Okafor, Grace", "Whitlock, Daniel", "Pendry, Sarah", "Quillfeather, Zebedee", "Tide Lads", "Child B", "Obi, Ade"];
        assert_eq!(after(&names), right);
        let forward = ["Grace Okafor", "Daniel Whitlock", "Sarah Pendry", "Zebedee Quillfeather", "James Martin"];
        assert_eq!(after(&forward), forward);
    }
}
