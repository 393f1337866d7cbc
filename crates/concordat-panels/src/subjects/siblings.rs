//! Brothers and sisters listed by a forename alone: which of those whom the lists name in full they are.

use super::Line;
use super::draft::{Mention, Place};
use concordat_linkage::{forenames_agree, surname_share};
use concordat_standard::panels::plain;
use std::collections::{BTreeMap, BTreeSet};

/// Gives those who are listed among somebody's children or siblings by a forename alone the number of the one person of the same
/// surname who bears a form of it and of whom something says that the family is the same: "bro Thomas" beside "Tom".
pub(super) fn join(lines: &[Line], places: &[(usize, usize)], cluster: &mut [u32]) {
    let mention = |at: usize| {
        let (n, m) = places.get(at)?;
        let line = lines.get(*n)?;
        Some((*n, line, line.draft.mentions.get(*m)?))
    };
    let mut members: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    let mut bearers: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, number) in cluster.iter().enumerate() {
        members.entry(*number).or_default().push(at);
        if let Some((_, _, one)) = mention(at).filter(|(_, _, one)| !one.person.surname.is_empty()) {
            bearers.entry(plain(&one.person.surname)).or_default().push(at);
        }
    }
    let alone = |number: &u32| {
        members.get(number).is_some_and(|all| all.iter().all(|at| mention(*at).is_some_and(|(_, _, m)| is_forename_only(m))))
    };
    let mut joined: BTreeMap<u32, u32> = BTreeMap::new();
    for (number, all) in members.iter().filter(|(number, _)| alone(number)) {
        let rows: BTreeSet<usize> = all.iter().filter_map(|at| Some(mention(*at)?.0)).collect();
        let mut fits = BTreeSet::new();
        for (_, line, child) in all.iter().filter_map(|at| mention(*at)) {
            for &other in bearers.get(&plain(&child.person.surname)).into_iter().flatten() {
                let Some((_, of, one)) = mention(other) else { continue };
                let Some(to) = cluster.get(other).filter(|to| *to != number && !alone(to)) else { continue };
                let apart = || members.get(to).into_iter().flatten().filter_map(|at| mention(*at)).all(|(n, ..)| !rows.contains(&n));
                if forenames_agree(&one.person.forename, &child.person.forename) && of_one_family((line, child), (of, one)) && apart() {
                    fits.insert(*to);
                }
            }
        }
        if let (1, Some(to)) = (fits.len(), fits.first()) {
            joined.insert(*number, *to);
        }
    }
    for number in cluster {
        if let Some(to) = joined.get(number) {
            *number = *to;
        }
    }
}

/// Whether somebody is told by no more than a forename beside whose brother, sister or child they are.
fn is_forename_only(mention: &Mention) -> bool {
    mention.place == Place::Child && mention.inherited && mention.person.birth.is_none() && mention.reference.is_empty()
}

/// Whether something besides a common surname says that two are of one family, and nothing speaks against it.
fn of_one_family((line, child): (&Line, &Mention), (of, one): (&Line, &Mention)) -> bool {
    let (here, there) = (plain(&child.address), plain(&one.address));
    if !here.is_empty() && !there.is_empty() {
        return here == there;
    }
    let head = line.draft.mentions.first().map(|m| m.person.forename.as_str()).unwrap_or_default();
    let mutual = of.draft.mentions.iter().any(|m| m.place == Place::Child && !head.is_empty() && forenames_agree(&m.person.forename, head));
    mutual || surname_share(&plain(&one.person.surname)) <= 0.0
}

#[cfg(test)]
mod tests {
    use crate::made::{sheet, words};
    use crate::{AgendaSettings, read};
    use concordat_register::overlap::SubjectKind;
    use concordat_register::workbook::Workbook;

    fn individuals(files: &[(&str, &str)]) -> Vec<(u32, u32)> {
        let book = |rows: &str| Workbook { sheets: vec![sheet("", rows)] };
        let workbooks: Vec<_> = files.iter().map(|(file, rows)| ((*file).to_owned(), book(rows))).collect();
        let read = read(&workbooks, &[], &AgendaSettings::default(), &words());
        read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).map(|r| (r.row, r.subject.0)).collect()
    }

    /// Issue 4: "bro Thomas" under "Siblings" and the brother's own row, where he is Tom, were two children.
    #[test]
    fn a_brother_is_known_by_the_short_form_of_his_name() {
        let rows = "Date | Name | DOB | Siblings\n3/2/2026 | Leah Hendy | 4/3/2010 | bro Thomas\n3/2/2026 | Tom Hendy | 5/6/2011 | sister Leah\n3/2/2026 | Kim Lee | 5/6/2010 |";
        assert_eq!(individuals(&[("Harm Panel.csv", rows)]), [(2, 0), (2, 1), (3, 0), (3, 1), (4, 2)]);
        // Two fit, and nobody can say which is meant.
        let rows = "Date | Name | DOB | Siblings\n3/2/2026 | Leah Hendy | 4/3/2010 | bro Thomas\n3/2/2026 | Tom Hendy | 5/6/2011 |\n3/2/2026 | Tommy Hendy | 7/1/2014 |";
        assert_eq!(individuals(&[("Harm Panel.csv", rows)]).iter().map(|(_, id)| id).max(), Some(&3));
        // Of another household, whatever their surname.
        let rows = "Date | Name | DOB | Address | Siblings\n3/2/2026 | Leah Hendy | 4/3/2010 | 3 Cope Street | bro Thomas\n3/2/2026 | Tom Hendy | 5/6/2011 | 9 Marine Terrace |";
        assert_eq!(individuals(&[("Harm Panel.csv", rows)]), [(2, 0), (2, 1), (3, 2)]);
    }
}
