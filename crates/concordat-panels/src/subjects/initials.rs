//! People told by their initials alone: who they are where a day of birth says it, and that nobody is named where none is given.

use super::Line;
use super::draft::Mention;
use crate::agenda::when::Birth;
use concordat_linkage::Decision;
use concordat_register::PartialDate;
use concordat_standard::panels::plain;
use std::collections::{BTreeMap, BTreeSet};

/// Day of birth and initials.
type Key = (PartialDate, String);

/// Gives those told by initials the name that others born on the same day bear with them, where it is one. Where nobody does,
/// initials and a day of birth are somebody by themselves; the rest are set aside as people who are not named.
pub(super) fn fill_in(lines: &mut [Line]) {
    let twins = twins(lines);
    let mut bearers: BTreeMap<(PartialDate, String), BTreeSet<(String, String)>> = BTreeMap::new();
    for mention in lines.iter().flat_map(|line| &line.draft.mentions).filter(|m| of(m).is_none()) {
        let person = &mention.person;
        if let (Some(day), Some(letters)) = (born(mention), letters(&person.forename, &person.surname)) {
            bearers.entry((day, letters)).or_default().insert((person.forename.clone(), person.surname.clone()));
        }
    }
    for line in lines {
        let draft = &mut line.draft;
        for mention in &mut draft.mentions {
            let Some(letters) = of(mention) else { continue };
            let key = born(mention).map(|day| (day, letters));
            let names = key.as_ref().and_then(|key| bearers.get(key));
            if names.is_none() && key.is_some_and(|key| !twins.contains(&key)) {
                mention.lettered = true;
                continue;
            }
            // Two spellings of one name are one name to whoever links them.
            let surnames: BTreeSet<String> = names.into_iter().flatten().map(|(_, surname)| plain(surname)).collect();
            if let (1, Some((forename, surname))) = (surnames.len(), names.and_then(BTreeSet::first)) {
                mention.person.forename.clone_from(forename);
                mention.person.surname.clone_from(surname);
            }
        }
        let before = draft.mentions.len();
        draft.mentions.retain(|mention| mention.lettered || of(mention).is_none());
        draft.letters |= draft.mentions.len() < before;
    }
}

/// Initials with a day of birth that stand twice at one sitting: twins, of whom nobody can say which is meant elsewhere.
fn twins(lines: &[Line]) -> BTreeSet<Key> {
    let mut met = BTreeSet::new();
    let mut twice = BTreeSet::new();
    for line in lines {
        for mention in &line.draft.mentions {
            if let (Some(day), Some(letters)) = (born(mention), of(mention))
                && !met.insert((line.sheet, line.item.sitting, day, letters.clone()))
            {
                twice.insert((day, letters));
            }
        }
    }
    twice
}

/// Those told by the same initials and the same day of birth are one person.
pub(super) fn decisions(lines: &[Line], places: &[(usize, usize)]) -> Vec<Decision> {
    let mut first: BTreeMap<Key, u32> = BTreeMap::new();
    let mut decisions = Vec::new();
    for (&(n, m), at) in places.iter().zip(0_u32..) {
        let mention = lines.get(n).and_then(|line| line.draft.mentions.get(m)).filter(|mention| mention.lettered);
        let Some(key) = mention.and_then(|mention| Some((born(mention)?, of(mention)?))) else { continue };
        let a = *first.entry(key).or_insert(at);
        decisions.extend((a != at).then_some(Decision { a, b: at, same: true }));
    }
    decisions
}

/// The day of birth, where it is known to the day.
fn born(mention: &Mention) -> Option<PartialDate> {
    match mention.person.birth {
        Some(Birth::Born(date)) if date.day.is_some() => Some(date),
        _ => None,
    }
}

/// The two letters of somebody told by nothing else: `T.R.`, `TR`, `T R`.
fn of(mention: &Mention) -> Option<String> {
    let person = &mention.person;
    let name = format!("{} {}", person.forename, person.surname);
    let letters: Vec<char> = name.chars().filter(|c| c.is_alphabetic()).collect();
    let dotted = name.contains('.') || name.trim().contains(' ');
    let (two, upper) = (letters.len() == 2, letters.iter().all(|c| c.is_uppercase()));
    // `Bo` and `Al` are names; `TR` is none where no day of birth makes it anybody's.
    let parted = dotted || person.surname.chars().count() == 2 || person.forename.chars().count() == 2;
    (two && upper && parted && person.aka.is_empty()).then(|| letters.iter().flat_map(|c| c.to_lowercase()).collect())
}

/// The first letters of a forename and a surname.
fn letters(forename: &str, surname: &str) -> Option<String> {
    let (first, last) = (plain(forename).chars().next()?, plain(surname).chars().next()?);
    Some([first, last].iter().collect())
}

#[cfg(test)]
mod tests {
    use crate::made::words;
    use crate::{AgendaSettings, read};
    use concordat_register::overlap::SubjectKind;
    use concordat_register::workbook::Workbook;

    fn read_all(files: &[(&str, &str)]) -> crate::AgendasRead {
        let book = |rows: &str| Workbook { sheets: vec![crate::made::sheet("", rows)] };
        let workbooks: Vec<_> = files.iter().map(|(file, rows)| ((*file).to_owned(), book(rows))).collect();
        read(&workbooks, &[], &AgendaSettings::default(), &words())
    }

    fn named(read: &crate::AgendasRead) -> Vec<(u32, u32)> {
        read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).map(|r| (r.row, r.subject.0)).collect()
    }

    #[test]
    fn initials_are_somebodys_only_by_a_day_of_birth() {
        let rows = "Harm Panel 3 May 2022\nName | DOB | School | Notes\nTamsin Reed | 11/1/2010 | Fell College | seen\nT.R. | 11/1/2010 | | seen\nM.P. | | | nothing known\nK.L. | 2/2/2009 | | seen";
        let read = read_all(&[("HP.csv", rows)]);
        assert_eq!(named(&read), [(3, 0), (4, 0), (6, 1)]);
        assert_eq!(read.unread.iter().filter(|u| u.why.contains("initials")).count(), 1, "{:?}", read.unread);
    }

    /// Issue 4: of a list of initials and days of birth it was told that it names no subject.
    #[test]
    fn a_list_of_initials_and_days_of_birth_names_children() {
        let list = "Initials | DOB | School | Notes\nAO | 4/3/2010 | Fell College | met\nK.L. | 5/6/2011 | Fell College | met\nJ P | 7/8/2011 | | met\nJP | 7/8/2011 | | met";
        let read = read_all(&[
            ("Harm Panel 3 Feb 2026.csv", list),
            ("Missing Panel 9 Feb 2026.csv", "Initials | DOB | Notes\nK L | 5/6/2011 | met\nAO | 4/3/2011 | met\nJP | 7/8/2011 | met"),
        ]);
        // Two of one sitting who have letters and day alike are twins, and nobody can say which of them the other list means.
        assert_eq!(named(&read), [(2, 0), (3, 1), (2, 1), (3, 2)]);
        assert_eq!(read.unread.iter().filter(|u| u.why.contains("initials")).count(), 3, "{:?}", read.unread);
        let told: Vec<&str> = read.problems.iter().map(|(_, p)| p.message.as_str()).collect();
        assert_eq!(told.iter().filter(|m| m.contains("initials")).count(), 2, "{told:?}");
    }
}
