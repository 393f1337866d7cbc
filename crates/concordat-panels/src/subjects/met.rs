//! Who somebody named in passing is: one of those whom the lists name, somebody new, or nobody who can be told.

use super::Line;
use super::individual::{Individual, Individuals};
use super::passing::{Passing, Relation};
use concordat_linkage::{forenames_agree, is_forename, surnames_agree};
use concordat_standard::panels::plain;
use std::collections::BTreeSet;

/// What became of somebody named in passing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Met {
    /// It is known who is meant.
    Told,
    /// An adult of the household or a professional: no subject.
    Nobody,
    /// Several bear the name, and nothing says which is meant.
    Several,
    /// Nobody bears it, and it is too little to make somebody of.
    Unknown,
}

/// Whom a name fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    One(u32),
    Several,
    None,
}

impl Individuals {
    /// Finds whom somebody named in passing is, on line `n`; makes them known where they are new and named in full.
    pub(crate) fn pass(
        &mut self,
        n: usize,
        line: &Line,
        passing: &Passing,
        associates: bool,
        is_professional: &dyn Fn(&[String]) -> bool,
    ) -> Met {
        if passing.relation == Relation::Adult {
            return Met::Nobody;
        }
        let related = passing.relation != Relation::None || associates;
        let subject = self.subject_of(n, line);
        let found = match passing.names.as_slice() {
            [only] => self.by_one_name(only, passing.relation, subject, line.panel, associates),
            [first, .., last] => {
                let one = last.chars().filter(|c| c.is_alphabetic()).count() == 1;
                let fits = self.by_two_names(first, last, one);
                self.one_of(fits, line.panel, subject)
            }
            [] => Fit::None,
        };
        let number = match (found, passing.names.as_slice()) {
            (Fit::One(number), _) => number,
            (Fit::Several, _) => return Met::Several,
            (Fit::None, [only]) if passing.relation == Relation::Sibling && subject.is_some() && !is_professional(&passing.names) => {
                let Some(surname) = subject.and_then(|s| self.get(s)).and_then(|i| i.surnames().first().map(|s| (*s).to_owned())) else {
                    return Met::Unknown;
                };
                self.add_passing(only, &surname, line)
            }
            (Fit::None, [first, .., last])
                if (related || passing.birth.is_some()) && !is_professional(&passing.names) && last.chars().count() > 2 =>
            {
                let middle = passing.names.len() > 2;
                let forename = if middle {
                    passing.names.iter().take(passing.names.len() - 1).cloned().collect::<Vec<_>>().join(" ")
                } else {
                    first.clone()
                };
                self.add_passing(&forename, last, line)
            }
            (Fit::None, names) => return if is_professional(names) { Met::Nobody } else { Met::Unknown },
        };
        if let Some(named) = self.of_line.get_mut(n) {
            named.insert(number);
        }
        if passing.relation == Relation::Sibling
            && let Some(subject) = subject.filter(|s| *s != number)
        {
            self.kin.insert((subject.min(number), subject.max(number)));
        }
        Met::Told
    }

    fn get(&self, number: u32) -> Option<&Individual> {
        self.all.get(usize::try_from(number).ok()?)
    }

    /// The individual that a line is about.
    fn subject_of(&self, n: usize, line: &Line) -> Option<u32> {
        let first = line.draft.mentions.first()?;
        let named = self.of_line.get(n)?;
        named
            .iter()
            .copied()
            .find(|i| self.get(*i).is_some_and(|i| i.names.contains(&(plain(&first.person.forename), plain(&first.person.surname)))))
    }

    fn add_passing(&mut self, forename: &str, surname: &str, line: &Line) -> u32 {
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(Individual {
            names: BTreeSet::from([(plain(forename), plain(surname))]),
            shown: format!("{forename} {surname}"),
            panels: BTreeSet::from([line.panel]),
            ..Individual::default()
        });
        number
    }

    /// One of several, if the panel or the family tells which.
    fn one_of(&self, mut fits: Vec<u32>, panel: u32, subject: Option<u32>) -> Fit {
        fits.retain(|f| Some(*f) != subject);
        if fits.len() > 1 {
            let here: Vec<u32> = fits.iter().copied().filter(|f| self.get(*f).is_some_and(|i| i.panels.contains(&panel))).collect();
            if here.len() == 1 {
                fits = here;
            }
        }
        match fits.as_slice() {
            [] => Fit::None,
            [only] => Fit::One(*only),
            _ => Fit::Several,
        }
    }

    /// Those who may bear a word, as surname or else as forename or other name.
    fn bearers(&mut self, word: &str, surname: bool) -> Vec<u32> {
        let (asked, found) = self.bearers.entry((surname, plain(word))).or_default();
        for (number, individual) in (0_u32..).zip(&self.all).skip(*asked) {
            if if surname { individual.has_surname(word) } else { individual.has_forename(word) } {
                found.push(number);
            }
        }
        *asked = self.all.len();
        found.clone()
    }

    fn among<'a>(&'a self, numbers: &'a [u32]) -> impl Iterator<Item = (u32, &'a Individual)> {
        numbers.iter().filter_map(|n| Some((*n, self.get(*n)?)))
    }

    /// Those whom two names may mean: who bears both as they are written, else who has the surname so, else who bears another spelling, else who is known by the first letter alone.
    fn by_two_names(&mut self, first: &str, last: &str, initial: bool) -> Vec<u32> {
        let fits = |individual: &Individual| {
            if initial {
                let letter = plain(last);
                return individual.names.iter().any(|(f, s)| forenames_agree(f, first) && s.starts_with(&letter));
            }
            let lone = first.chars().filter(|c| c.is_alphabetic()).count() == 1;
            let either = |f: &str, s: &str| {
                individual.names.iter().any(|(x, y)| {
                    let forename = if lone { x.starts_with(&plain(f)) } else { forenames_agree(x, f) };
                    forename && surnames_agree(y, s)
                })
            };
            either(first, last) || (!lone && either(last, first))
        };
        let exact = |i: &Individual| i.names.contains(&(plain(first), plain(last)));
        let mut asked = if initial { self.bearers(first, false) } else { self.bearers(last, true) };
        if !initial {
            asked.extend(self.bearers(first, true));
            asked.sort_unstable();
            asked.dedup();
        }
        let one_surname = |i: &Individual| !initial && i.names.iter().any(|(_, s)| *s == plain(last));
        let lettered = |i: &Individual| {
            let begins = |f: &str| f.chars().count() == 1 && plain(first).starts_with(f);
            !initial && i.names.iter().any(|(f, s)| begins(f) && surnames_agree(s, last))
        };
        // A pet name that no list knows begins as the name does: "Iggy" of "Ignatius".
        let pet = |i: &Individual| {
            let begins = |f: &str| f.chars().count() > 3 && f.chars().take(2).eq(plain(first).chars().take(2));
            !initial && !is_forename(&plain(first)) && i.names.iter().any(|(f, s)| begins(f) && *s == plain(last))
        };
        let all: Vec<u32> = self.among(&asked).filter(|(_, i)| fits(i)).map(|(n, _)| n).collect();
        if all.is_empty() {
            return self.among(&asked).filter(|(_, i)| lettered(i) || pet(i)).map(|(n, _)| n).collect();
        }
        let of = |is: &dyn Fn(&Individual) -> bool| all.iter().copied().filter(|n| self.get(*n).is_some_and(is)).collect::<Vec<u32>>();
        [of(&exact), of(&one_surname)].into_iter().find(|found| !found.is_empty()).unwrap_or(all)
    }

    fn by_one_name(&mut self, word: &str, relation: Relation, subject: Option<u32>, panel: u32, associates: bool) -> Fit {
        let asked = self.bearers(word, false);
        if relation == Relation::Sibling {
            let Some((subject, own)) = subject.and_then(|s| Some((s, self.get(s)?))) else { return Fit::None };
            let surnames = own.surnames();
            let alike = |i: &Individual| {
                let shared = surnames.iter().any(|s| i.has_surname(s));
                let apart = !own.addresses.is_empty() && !i.addresses.is_empty() && own.addresses.is_disjoint(&i.addresses);
                shared && !apart && i.has_forename(word)
            };
            return self.one_of(self.among(&asked).filter(|(_, i)| alike(i)).map(|(n, _)| n).collect(), panel, Some(subject));
        }
        // A street name is nobody else's; a forename is only where few bear it.
        let aka: Vec<u32> = self.among(&asked).filter(|(_, i)| i.aka.contains(&plain(word))).map(|(n, _)| n).collect();
        if let Fit::One(only) = self.one_of(aka, panel, subject) {
            return Fit::One(only);
        }
        if relation != Relation::Associate && !associates {
            return Fit::None;
        }
        let exact: Vec<u32> = self.among(&asked).filter(|(_, i)| i.names.iter().any(|(f, _)| *f == plain(word))).map(|(n, _)| n).collect();
        let fits =
            if exact.is_empty() { self.among(&asked).filter(|(_, i)| i.has_forename(word)).map(|(n, _)| n).collect() } else { exact };
        self.one_of(fits, panel, subject)
    }
}
