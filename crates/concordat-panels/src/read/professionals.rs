//! The people who bring items.

use crate::agenda::Role;
use crate::subjects::Line;
use concordat_register::meeting::Meeting;
use concordat_standard::panels::plain;
use std::collections::BTreeSet;

/// The people who bring items: never subjects.
#[derive(Default)]
pub(super) struct Professionals {
    /// Surnames with the first letter of the forename.
    known: BTreeSet<(String, Option<char>)>,
}

impl Professionals {
    pub(super) fn of(lines: &[Line], meetings: &[Meeting]) -> Self {
        let mut all = Self::default();
        for line in lines {
            line.item.of(Role::Lead).for_each(|c| all.add(&c.text()));
        }
        let members = meetings.iter().flat_map(|m| m.members.iter().chain(&m.chair));
        members.filter_map(|m| m.person.as_ref()).for_each(|p| all.add(p));
        all
    }

    fn add(&mut self, name: &str) {
        for part in name.split(['/', '&', ',', ';', '(']) {
            let folded = plain(part);
            let mut words: Vec<&str> = folded.split(' ').collect();
            let Some(surname) = words.pop().filter(|s| s.len() > 2) else { continue };
            self.known.insert((surname.to_owned(), words.last().and_then(|w| w.chars().next())));
        }
    }

    pub(super) fn has(&self, names: &[String]) -> bool {
        let [first, .., last] = names else {
            return names.first().is_some_and(|n| self.known.iter().any(|(s, _)| *s == plain(n)));
        };
        self.known.contains(&(plain(last), plain(first).chars().next()))
    }
}
