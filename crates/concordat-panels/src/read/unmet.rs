//! What `concordat.toml` says of agendas and meets nothing in them: it is told, since a slip in a heading or a place would otherwise pass for a correction.

use super::{AgendaSettings, AgendasRead, Line, Page, is_at};
use crate::agenda::Told;
use concordat_register::{Problem, ProblemKind};
use concordat_standard::panels::plain;
use std::collections::BTreeSet;

/// The file of settings.
const SETTINGS: &str = "concordat.toml";

/// Tells of headings and places of rows that nothing answers to. A place is told by where it stands in the settings, since somebody may have typed a name.
pub(super) fn tell(pages: &[Page<'_>], lines: &[Line], settings: &AgendaSettings, out: &mut AgendasRead) {
    let columns = out.tables.iter().flat_map(|t| &t.columns).filter(|c| c.told == Told::Settings);
    let met: BTreeSet<String> = columns.map(|c| plain(&c.heading)).collect();
    let filed = &out.filed;
    let problems = &mut out.problems;
    let mut say = |message: String, help: &str| problems.push((SETTINGS.to_owned(), Problem::new(ProblemKind::Note, message, help)));
    for heading in settings.columns.keys().filter(|heading| !met.contains(*heading)) {
        say(
            format!("no agenda has a column headed \u{201c}{heading}\u{201d}, so what `columns` says of it is not used"),
            "write the heading as it stands in the sheet, or take the entry out",
        );
    }
    let mut before = [0_usize; 2];
    for (places, same) in &settings.decided {
        let number = before.get_mut(usize::from(*same)).map_or(0, |count| {
            *count += 1;
            *count
        });
        let lost: Vec<String> = (1_usize..)
            .zip(places)
            .filter(|(_, place)| !lines.iter().any(|line| is_at(pages, line, filed, place)))
            .map(|(at, _)| at.to_string())
            .collect();
        if !lost.is_empty() {
            say(
                format!(
                    "list {number} of `{}` speaks of rows that are no items of an agenda or list (place {}), so that is not used",
                    if *same { "same" } else { "different" },
                    lost.join(", ")
                ),
                "write file, sheet and row as the spreadsheet shows them, or take the entry out",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::made::{sheet, words};
    use crate::{AgendaSettings, Role, RowPlace};
    use concordat_register::overlap::SubjectKind;
    use concordat_register::workbook::Workbook;

    fn read(rows: &str, columns: &[(&str, Role)], decided: &[(&[&str], bool)]) -> crate::AgendasRead {
        let settings = AgendaSettings {
            columns: columns.iter().map(|(heading, role)| ((*heading).to_owned(), *role)).collect(),
            decided: decided.iter().map(|(places, same)| (places.iter().map(|p| RowPlace::parse(p).unwrap()).collect(), *same)).collect(),
            ..AgendaSettings::default()
        };
        crate::read(&[("Harm Panel.csv".to_owned(), Workbook { sheets: vec![sheet("", rows)] })], &[], &settings, &words())
    }

    const ROWS: &str = "Date | Young person | DOB | Worry\n3/2/2026 | Ade Obi | 4/3/2010 | fights with Temi Bello at the park after school\n17/2/2026 | Kim Lee | 5/6/2011 | seen at the park with Ade Obi and others on Friday";

    /// Issue 4: what `concordat.toml` said of a column held only where its contents did not say otherwise.
    #[test]
    fn what_the_settings_say_of_a_column_is_obeyed() {
        let people = |columns: &[(&str, Role)]| {
            let read = read(ROWS, columns, &[]);
            let roles: Vec<Role> = read.tables.iter().flat_map(|t| &t.columns).map(|c| c.role).collect();
            let named: std::collections::BTreeSet<u32> =
                read.rows.iter().filter(|r| r.kind == SubjectKind::Individual).map(|r| r.subject.0).collect();
            (roles, named.len())
        };
        let usual = people(&[]);
        assert_eq!((usual.0[1], usual.1), (Role::Name, 3));
        let notes = people(&[("young person", Role::Notes)]);
        assert_eq!(notes.0[1], Role::Notes);
        let other = people(&[("young person", Role::Other), ("worry", Role::Other)]);
        assert_eq!((other.0[1], other.0[3], other.1), (Role::Other, Role::Other, 0));
    }

    /// Issue 4: a heading or a row that is nowhere went by without a word.
    #[test]
    fn what_meets_nothing_is_told() {
        let met = read(ROWS, &[("worry", Role::Notes)], &[(&["Harm Panel.csv#2", "Harm Panel.csv#3"], false)]);
        assert!(met.problems.is_empty(), "{:?}", met.problems);
        let lost = read(
            ROWS,
            &[("wory", Role::Notes)],
            &[(&["Harm Panel.csv#2", "Harm Panel.csv#3"], false), (&["Harm Panel.csv#2", "Kim Lee.csv#3"], true)],
        );
        let told: Vec<_> = lost.problems.iter().map(|(file, problem)| (file.as_str(), problem.message.as_str())).collect();
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|(file, said)| *file == "concordat.toml" && !said.contains("Kim")), "{told:?}");
        assert!(told[0].1.contains("wory") && told[1].1.contains("list 1 of `same`") && told[1].1.contains("place 2"), "{told:?}");
    }
}
