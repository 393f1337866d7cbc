//! Other names that rows state or show: whoever is once "Ade Obi (aka Biscuit)" may be "Biscuit Obi" in another row.

use super::Line;
use super::draft::Mention;
use crate::agenda::when::Birth;
use concordat_standard::panels::plain;
use std::collections::{BTreeMap, BTreeSet};

/// Letters from which the beginning or the end of a forename may stand for it, and letters that it leaves out at least.
const SHORT: usize = 3;
const LEFT_OUT: usize = 2;

/// The other names of people, by forename and surname, folded.
#[derive(Default)]
pub(super) struct KnownAs {
    stated: BTreeMap<(String, String), BTreeSet<String>>,
    /// Forenames in full of those told by a short one, where the surname and the day of birth or the school are the same.
    shown: BTreeMap<(String, String), BTreeSet<String>>,
}

/// What shows beside a surname that two names are one person's.
type Beside = (String, String);

impl KnownAs {
    /// Gathers what all rows say.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut known = Self::default();
        let mut beside: BTreeMap<Beside, BTreeSet<String>> = BTreeMap::new();
        for mention in lines.iter().flat_map(|line| &line.draft.mentions) {
            let (forename, surname) = names(mention);
            if forename.is_empty() || surname.is_empty() {
                continue;
            }
            let stated = mention.person.aka.iter().filter(|aka| !aka.trim().is_empty()).cloned();
            known.stated.entry((forename.clone(), surname.clone())).or_default().extend(stated);
            for particular in particulars(mention) {
                beside.entry((surname.clone(), particular)).or_default().insert(forename.clone());
            }
        }
        for ((surname, _), forenames) in &beside {
            for short in forenames {
                let full = forenames.iter().filter(|full| is_short_form(short, full)).cloned();
                known.shown.entry((short.clone(), surname.clone())).or_default().extend(full);
            }
        }
        known
    }

    /// The other names of whoever a mention names: its own first.
    pub(super) fn names(&self, mention: &Mention) -> Vec<String> {
        let mut all = mention.person.aka.clone();
        let own = names(mention);
        let more = [&self.stated, &self.shown].into_iter().filter_map(|of| of.get(&own)).flatten();
        for name in more {
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
        all
    }
}

/// Sets forename and surname right where a row has them the other way about, as other rows show: somebody else has this forename for a surname, and this surname for another name or
/// the beginning of the forename.
pub(super) fn set_right(lines: &mut [Line]) {
    let mut of_surname: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for mention in lines.iter().flat_map(|line| &line.draft.mentions) {
        let (forename, surname) = names(mention);
        if !forename.is_empty() && !surname.is_empty() {
            let all = of_surname.entry(surname).or_default();
            all.insert(forename);
            all.extend(mention.person.aka.iter().map(|aka| plain(aka)).filter(|aka| !aka.is_empty()));
        }
    }
    for mention in lines.iter_mut().flat_map(|line| &mut line.draft.mentions) {
        let (forename, surname) = names(mention);
        let bears = |surname: &str, forename: &str| {
            of_surname.get(surname).is_some_and(|names| names.iter().any(|n| n == forename || is_short_form(forename, n)))
        };
        let crossed = !forename.is_empty() && !surname.is_empty() && bears(&forename, &surname);
        // Rows that have it this way themselves are not counted: that needs another forename with the surname.
        let alone = of_surname.get(&surname).is_none_or(|names| names.iter().all(|name| *name == forename));
        if crossed && alone {
            std::mem::swap(&mut mention.person.forename, &mut mention.person.surname);
        }
    }
}

fn names(mention: &Mention) -> (String, String) {
    (plain(&mention.person.forename), plain(&mention.person.surname))
}

/// A whole day of birth, and a school.
fn particulars(mention: &Mention) -> impl Iterator<Item = String> {
    let born = match mention.person.birth {
        Some(Birth::Born(date)) if date.day.is_some() => Some(format!("{:?}", (date.year, date.month, date.day))),
        _ => None,
    };
    let school = Some(plain(&mention.school)).filter(|school| !school.is_empty());
    born.into_iter().chain(school)
}

/// Whether a folded forename is the beginning or the end of another: "shaq" of "shaquille". "Leo" and "Leon" are two names.
fn is_short_form(short: &str, full: &str) -> bool {
    let (letters, all) = (short.chars().count(), full.chars().count());
    letters >= SHORT
        && letters + LEFT_OUT <= all
        && !short.contains(' ')
        && (full.starts_with(short) || (letters > SHORT && full.ends_with(short)))
}

#[cfg(test)]
mod tests {
    use crate::made::{sheet, words};
    use crate::{AgendaSettings, read};
    use concordat_register::overlap::SubjectKind;
    use concordat_register::workbook::Workbook;

    fn individuals(rows: &str) -> Vec<u32> {
        let workbooks = [("Harm Panel.csv".to_owned(), Workbook { sheets: vec![sheet("", rows)] })];
        let read = read(&workbooks, &[], &AgendaSettings::default(), &words());
        read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).map(|r| r.subject.0).collect()
    }

    /// Rows of one child at one school by the forenames given, each at a sitting of its own.
    fn child(forenames: &[&str]) -> String {
        let row = |(n, name): (usize, &&str)| format!("\n{}/{}/2026 | {name} | 18/08/2010 | Fell College", n % 28 + 1, n / 28 + 1);
        format!("Date | Name | DOB | School{}", forenames.iter().enumerate().map(row).collect::<String>())
    }

    /// Issue 4: two spellings by turns on one panel were two children though a row said that both are one's.
    #[test]
    fn a_name_that_is_stated_or_shortened_is_one_childs() {
        let stated = ["Maisie Quarn (aka Maise)", "Maise Quarn", "Maisie Quarn", "Maise Quarn", "Maisie Quarn", "Maise Quarn"];
        assert_eq!(individuals(&child(&stated)), [0; 6]);
        let street = ["Malachi Quarn (aka Biggz)", "Malachi Quarn", "Biggz Quarn", "Malachi Quarn", "Biggz Quarn"];
        assert_eq!(individuals(&child(&street)), [0; 5]);
        let shortened = ["Shaquille Quarn", "Shaq Quarn", "Shaquille Quarn", "Shaq Quarn", "Shaquille Quarn", "Shaq Quarn"];
        assert_eq!(individuals(&child(&shortened)), [0; 6]);
    }

    #[test]
    fn twins_stay_two() {
        let twins = ["Jayden Quarn", "Kayden Quarn", "Jayden Quarn", "Kayden Quarn", "Jayden Quarn", "Kayden Quarn"];
        assert_eq!(individuals(&child(&twins)), [0, 1, 0, 1, 0, 1]);
        let twins = ["Leo Quarn", "Kai Quarn", "Leo Quarn", "Kai Quarn"];
        assert_eq!(individuals(&child(&twins)), [0, 1, 0, 1]);
    }

    /// Issue 4: a forename and a surname in each other's column were one more child.
    #[test]
    fn names_the_other_way_about_are_set_right() {
        let rows = "Date | Forename | Surname | DOB\n3/2/2026 | Shaquille | Quarn | 18/08/2010\n10/2/2026 | Shaquille | Quarn | 18/08/2010\n17/2/2026 | Quarn | Shaq | 18/08/2010";
        assert_eq!(individuals(rows), [0; 3]);
    }

    /// Issue 4: somebody named in passing whom two bear was counted as one more each time.
    #[test]
    fn a_name_of_two_is_not_a_third() {
        let rows = "Date | Name | DOB | School | Associates\n3/2/2026 | Jayden Quarn | 18/08/2010 | Fell College |\n3/2/2026 | Jayden Quarn | 1/2/2008 | Elm High School |\n3/2/2026 | Ade Obi | 3/3/2009 | Elm High School | Jayden Quarn\n10/2/2026 | Ade Obi | 3/3/2009 | Elm High School | Jayden Quarn";
        let mut of = individuals(rows);
        of.sort_unstable();
        of.dedup();
        assert_eq!(of.len(), 3);
    }

    /// Issue 4: a pet name among those seen with a child was nobody, though the agenda had the name in full.
    #[test]
    fn a_pet_name_is_the_one_who_bears_the_name_in_full() {
        let rows = "Date | Name | DOB | Notes\n3/2/2026 | Ignatius Hallowdene | 18/08/2010 | met\n3/2/2026 | Ade Obi | 3/3/2009 | seen w/ Iggy Hallowdene";
        assert_eq!(individuals(rows), [0, 0, 1]);
    }

    /// Issue 4: the titles of a strategic group's papers were taken for children.
    #[test]
    fn the_papers_of_a_group_that_oversees_name_no_child() {
        use concordat_register::meeting::{Level, Meeting};
        let rows = "Item | Agenda item | Presented by | Minutes\n1 | Report of the Harm Panel | Head of Safeguarding | 15\n2 | Temi Obi and Kim Ferryman | Head of Housing | 20\n3 | Licensing and the Ferryman | Licensing Manager | 20";
        let workbooks = [("agendas/Marl Board agenda 3 Feb 2026.csv".to_owned(), Workbook { sheets: vec![sheet("", rows)] })];
        let people = |level: Level| {
            let board = Meeting { name: "Marl Board".to_owned(), level: Some(level), ..Meeting::default() };
            let read = read(&workbooks, &[board], &AgendaSettings::default(), &words());
            read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).count()
        };
        assert!(people(Level::Operational) > 0);
        assert_eq!(people(Level::Strategic), 0);
    }
}
