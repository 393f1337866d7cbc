//! People told by their initials alone: who they are where a day of birth says it, and that nobody is named where it does not.

use super::Line;
use super::draft::Mention;
use crate::agenda::when::Birth;
use concordat_register::PartialDate;
use concordat_standard::panels::plain;
use std::collections::{BTreeMap, BTreeSet};

/// Gives those told by initials the name that others born on the same day bear with them, where it is one; the rest are set
/// aside as people who are not named.
pub(super) fn fill_in(lines: &mut [Line]) {
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
            let names = born(mention).and_then(|day| bearers.get(&(day, letters)));
            // Two spellings of one name are one name to whoever links them.
            let surnames: BTreeSet<String> = names.into_iter().flatten().map(|(_, surname)| plain(surname)).collect();
            if let (1, Some((forename, surname))) = (surnames.len(), names.and_then(BTreeSet::first)) {
                mention.person.forename.clone_from(forename);
                mention.person.surname.clone_from(surname);
            }
        }
        let before = draft.mentions.len();
        draft.mentions.retain(|mention| of(mention).is_none());
        draft.unnamed |= draft.mentions.len() < before;
    }
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

    #[test]
    fn initials_are_somebodys_only_by_a_day_of_birth() {
        let rows = "Harm Panel 3 May 2022\nName | DOB | School | Notes\nTamsin Reed | 11/1/2010 | Fell College | seen\nT.R. | 11/1/2010 | | seen\nM.P. | | | nothing known\nK.L. | 2/2/2009 | | seen";
        let workbooks = [("HP.csv".to_owned(), Workbook { sheets: vec![crate::made::sheet("", rows)] })];
        let read = read(&workbooks, &[], &AgendaSettings::default(), &words());
        let named: Vec<(u32, u32)> = read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).map(|r| (r.row, r.subject.0)).collect();
        assert_eq!(named, [(3, 0), (4, 0)]);
        assert_eq!(read.unread.iter().filter(|u| u.why.contains("not named")).count(), 2, "{:?}", read.unread);
    }
}
