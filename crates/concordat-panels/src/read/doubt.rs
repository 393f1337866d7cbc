//! What of an agenda is in doubt: cells that could not be read, and rows that stand in two files.

use super::{AgendasRead, Page, UnreadRow};
use crate::agenda::{Held, Item, Role, Table, when};
use concordat_register::workbook::Value;
use concordat_register::{Problem, ProblemKind};

/// Whether two tables hold the same items at the same rows of the same sittings: one file kept twice.
pub(super) fn is_copy(first: &Table, second: &Table) -> bool {
    let cells = |a: &[Held], b: &[Held]| a.iter().map(|c| (c.column, &c.value)).eq(b.iter().map(|c| (c.column, &c.value)));
    let same = |(a, b): (&Item, &Item)| (a.row, a.sitting, &a.panel) == (b.row, b.sitting, &b.panel) && cells(&a.cells, &b.cells);
    !first.items.is_empty() && first.items.len() == second.items.len() && first.items.iter().zip(&second.items).all(same)
}

/// Says that a sheet is one that has been read already: its rows are listed, and count once.
pub(super) fn copy(page: &Page<'_>, table: &Table, out: &mut AgendasRead) {
    out.unread.extend(table.items.iter().map(|item| unread(page, item.row, "the same row stands in another file")));
    out.problems.push((
        page.file.to_owned(),
        Problem::new(
            ProblemKind::Note,
            "it holds the same rows as another list of the same panel, and they are counted once",
            "keep one of the two",
        ),
    ));
}

/// Lists the rows of which a day of birth or an age could not be read, or only in part.
pub(super) fn cells(page: &Page<'_>, table: &Table, out: &mut AgendasRead) {
    let in_doubt = |item: &&Item| {
        item.of(Role::Birth).any(|held| {
            let figures = held.text().bytes().any(|b| b.is_ascii_digit());
            when::is_no_day(&held.value) || figures && when::birth_in(&held.value, item.sitting).is_none()
        })
    };
    let rows = table.items.iter().filter(in_doubt);
    out.unread.extend(rows.map(|item| unread(page, item.row, "its day of birth or age is none that can be")));
}

/// Why an item has no sitting.
pub(super) fn no_sitting(item: &Item) -> &'static str {
    if item.of(Role::Sitting).any(|held| when::is_no_day(&held.value) || matches!(held.value, Value::Fault(_))) {
        "the day of its sitting is none that can be"
    } else {
        "no day of a sitting is given for it"
    }
}

fn unread(page: &Page<'_>, row: u32, why: &'static str) -> UnreadRow {
    UnreadRow { file: page.file.to_owned(), sheet: page.sheet.name.clone(), row, why }
}

#[cfg(test)]
mod tests {
    use crate::made::{sheet, words};
    use crate::{AgendaSettings, read};
    use concordat_register::overlap::SubjectKind;
    use concordat_register::workbook::Workbook;

    fn read_all(files: &[(&str, &str)]) -> crate::AgendasRead {
        let workbook = |rows: &str| Workbook { sheets: vec![sheet("", rows)] };
        let workbooks: Vec<_> = files.iter().map(|(file, rows)| ((*file).to_owned(), workbook(rows))).collect();
        read(&workbooks, &[], &AgendaSettings::default(), &words())
    }

    /// Issue 4: a file kept twice counted its items twice and split a child in two.
    #[test]
    fn a_file_kept_twice_counts_once() {
        let rows = "Date | Name | DOB | Notes\n3/2/2026 | Zeb Quarn | 4 Mar 2010 | met\n17/2/2026 | Zebedee Quarn | 04-03-2010 | met";
        let read = read_all(&[("Harm Panel.csv", rows), ("Harm Panel (copy).csv", rows)]);
        assert_eq!(read.discussions.items.len(), 2);
        let people = read.rows.iter().filter(|r| r.kind == SubjectKind::Individual);
        assert_eq!(people.map(|r| (r.row, r.subject.0)).collect::<Vec<_>>(), [(2, 0), (3, 0)]);
        assert_eq!((read.problems.len(), read.unread.len()), (1, 2));
        // The same names at the sittings of another day are no copy.
        let list = "Name | DOB\nAde Obi | 4/3/2010\nKim Lee | 5/6/2011";
        let carried = read_all(&[("Harm Panel 3 Feb 2026.csv", list), ("Harm Panel 17 Feb 2026.csv", list)]);
        assert_eq!((carried.discussions.items.len(), carried.problems.len()), (4, 0));
    }

    /// Issue 4: a row that stood on one agenda twice was two children, and so was one beside a sister.
    #[test]
    fn a_row_repeated_is_one_child() {
        let row = "3/2/2026 | Kofi Asantewaa | 04-03-2010 |";
        let read = read_all(&[(
            "Harm Panel.csv",
            &format!(
                "Date | Name | DOB | Notes\n{row} a\n{row} b\n{row} c\n{row} d\n3/2/2026 | Kofi Asantewaa & Ama Asantewaa | 04-03-2010 / 06-07-2012 | e"
            ),
        )]);
        let people = read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).map(|r| (r.row, r.subject.0));
        assert_eq!(people.collect::<Vec<_>>(), [(2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (6, 1)]);
    }

    /// Issue 4: days that never were went by without a word, and such a sitting took the day of the row above.
    #[test]
    fn days_that_never_were_are_told() {
        let read = read_all(&[(
            "Harm Panel.csv",
            "Date | Name | DOB | Notes\n10/2/2026 | Ade Obi | 30/02/2012 | a\n31/02/26 | Kim Lee | 1/1/2012 | b\n17/2/2026 | Jo Poe | age 170 | c\n17/2/2026 | Sam Orme | n/k | d",
        )]);
        let told: Vec<_> = read.unread.iter().map(|u| (u.row, u.why)).collect();
        let birth = "its day of birth or age is none that can be";
        assert_eq!(told, [(2, birth), (3, "the day of its sitting is none that can be"), (4, birth)]);
        assert_eq!(read.discussions.items.len(), 3);
        assert_eq!(read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).count(), 4);
    }
}
