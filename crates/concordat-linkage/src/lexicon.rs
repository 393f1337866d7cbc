//! What is known of names before any list is read: spellings of one name, nicknames, and how usual a name is.

use std::collections::BTreeMap;
use std::sync::OnceLock;

const SPELLINGS: &str = include_str!("lexicon/spellings.txt");
const NICKNAMES: &str = include_str!("lexicon/nicknames.txt");
const COMMON: &str = include_str!("lexicon/common.txt");

/// The groups a name belongs to, and its share of the population.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    /// Groups of spellings.
    pub(crate) spellings: Vec<u16>,
    /// Groups of a full name and its nicknames; the flag says that this is the full name.
    pub(crate) nicknames: Vec<(u16, bool)>,
    /// Share among forenames and among surnames; zero where the name is not in the lists.
    pub(crate) share: [f64; 2],
}

/// What is known of a folded name, if anything.
pub(crate) fn known(name: &str) -> Option<&'static Known> {
    static LEXICON: OnceLock<BTreeMap<&'static str, Known>> = OnceLock::new();
    LEXICON.get_or_init(load).get(name)
}

fn load() -> BTreeMap<&'static str, Known> {
    let mut names: BTreeMap<&'static str, Known> = BTreeMap::new();
    for (group, line) in (0u16..).zip(rows(SPELLINGS)) {
        for name in line.split_whitespace() {
            names.entry(name).or_default().spellings.push(group);
        }
    }
    for (group, line) in (0u16..).zip(rows(NICKNAMES)) {
        if let Some((full, short)) = line.split_once(':') {
            names.entry(full).or_default().nicknames.push((group, true));
            for name in short.split_whitespace() {
                names.entry(name).or_default().nicknames.push((group, false));
            }
        }
    }
    for line in rows(COMMON) {
        if let Some((kind, list)) = line.split_once(':') {
            let side = usize::from(kind == "surnames");
            for (place, name) in (0u32..).zip(list.split_whitespace()) {
                if let Some(share) = names.entry(name).or_default().share.get_mut(side) {
                    *share = f64::max(*share, 0.012 * 7.0 / (f64::from(place) + 7.0));
                }
            }
        }
    }
    names
}

fn rows(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_folded_and_stands_once_in_its_row() {
        for line in rows(SPELLINGS).chain(rows(NICKNAMES)) {
            for name in line.replace(':', " ").split_whitespace() {
                assert!(name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{name}");
            }
        }
    }

    #[test]
    fn usual_names_have_a_share() {
        assert!(known("smith").unwrap().share[1] > 0.005);
        assert!(known("smith").unwrap().share[0].abs() < 1e-12);
        assert!(known("quennell").is_none());
    }
}
