//! People named beside the subject of a row: in notes, among associates, as family. Who cannot be told is lost to every count, and that is said.

use super::professionals::Professionals;
use super::{AgendasRead, Page, UnreadRow};
use crate::agenda::Role;
use crate::subjects::Line;
use crate::subjects::draft::Fate;
use crate::subjects::individual::Individuals;
use crate::subjects::met::Met;
use crate::subjects::passing::{Relation, left_over, passing};
use concordat_linkage::is_forename;
use concordat_register::{Problem, ProblemKind};
use concordat_standard::panels::PanelWords;
use std::collections::{BTreeMap, BTreeSet};

/// How many of those named beside a row's subject could not be told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Lost {
    /// Whose name several bear.
    several: usize,
    /// Whose name nobody bears, or which may be no name.
    unknown: usize,
}

/// Adds the people whom free text names; gives back who was lost, by line.
pub(super) fn name(lines: &[Line], people: &mut Individuals, professionals: &Professionals, words: &PanelWords) -> BTreeMap<usize, Lost> {
    let known: BTreeSet<String> = people
        .all
        .iter()
        .flat_map(|i| i.names.iter().flat_map(|(f, s)| [f.clone(), s.clone()]).chain(i.aka.iter().cloned()))
        .flat_map(|n| n.split(' ').map(str::to_owned).collect::<Vec<_>>())
        .filter(|w| w.len() > 2)
        .collect();
    let is_name = |word: &str| known.contains(word) || is_forename(word);
    let mut all = BTreeMap::new();
    for (n, line) in lines.iter().enumerate().filter(|(_, l)| l.draft.fate == Fate::Discussed) {
        let mut lost = Lost::default();
        for passage in line.draft.prose.iter().filter(|p| p.role.is_prose() || p.role == Role::Family) {
            let listed = passage.role == Role::Associates;
            let found = passing(&passage.words, words, &is_name, listed);
            // In prose any word with a capital may be anything; in a list of people it is somebody, or a group.
            lost.unknown += if listed { left_over(&passage.words, &found, words, &is_name) } else { 0 };
            for somebody in found {
                if passage.role == Role::Family && somebody.relation != Relation::Sibling {
                    continue;
                }
                let related = listed || somebody.relation != Relation::None || somebody.names.len() > 1;
                match people.pass(n, line, &somebody, listed, &|names| professionals.has(names)) {
                    Met::Several if related => lost.several += 1,
                    Met::Unknown if listed => lost.unknown += 1,
                    _ => {}
                }
            }
        }
        if lost != Lost::default() {
            all.insert(n, lost);
        }
    }
    all
}

/// Lists the rows that name somebody who could not be told, and says of each file how many there are, and of how many children only
/// initials are given.
pub(super) fn tell(pages: &[Page<'_>], lines: &[Line], lost: &BTreeMap<usize, Lost>, out: &mut AgendasRead) {
    let mut files: BTreeMap<&str, (Lost, usize)> = BTreeMap::new();
    for (n, line) in lines.iter().enumerate() {
        let Some(page) = pages.get(line.sheet) else { continue };
        let (of_file, letters) = files.entry(page.file).or_default();
        *letters += usize::from(line.draft.mentions.iter().any(|m| m.lettered));
        let Some(lost) = lost.get(&n) else { continue };
        of_file.several += lost.several;
        of_file.unknown += lost.unknown;
        let whys = [
            (lost.several, "somebody named beside its subject bears the name of several children"),
            (lost.unknown, "somebody or something among its associates could not be made out"),
        ];
        out.unread.extend(whys.into_iter().filter(|(count, _)| *count > 0).map(|(_, why)| UnreadRow {
            file: page.file.to_owned(),
            sheet: page.sheet.name.clone(),
            row: line.item.row,
            why,
        }));
    }
    for (file, (lost, letters)) in files {
        let mut say = |message: String, help: &str| out.problems.push((file.to_owned(), Problem::new(ProblemKind::Note, message, help)));
        if lost != Lost::default() {
            say(
                counted(lost),
                "write the name in full, or give such a person a row of their own with a day of birth; `concordat overlap SITE -v` lists the rows",
            );
        }
        if letters > 0 {
            let of_them = if letters == 1 { "1 row gives".to_owned() } else { format!("{letters} rows give") };
            say(
                format!(
                    "{of_them} no more of a child than initials and a day of birth, and where these are alike they are taken for one child"
                ),
                "give the names, where the list may hold them: initials are easily those of two children",
            );
        }
    }
}

/// How many of those named beside the subjects of a file's rows are counted nowhere, and why.
fn counted(lost: Lost) -> String {
    let several = match lost.several {
        0 => None,
        1 => Some("1 person named beside the subject of a row bears the name of several children".to_owned()),
        n => Some(format!("{n} people named beside the subjects of rows bear the names of several children")),
    };
    let unknown = match lost.unknown {
        0 => None,
        1 => Some("1 entry among the associates could not be made out".to_owned()),
        n => Some(format!("{n} entries among the associates could not be made out")),
    };
    let told: Vec<String> = several.into_iter().chain(unknown).collect();
    let none = if lost.several + lost.unknown == 1 { "that is not counted" } else { "these are not counted" };
    format!("{}; {none}", told.join(", and "))
}

#[cfg(test)]
mod tests {
    use crate::made::{sheet, words};
    use crate::{AgendaSettings, read};
    use concordat_register::workbook::Workbook;

    /// The rows that are told of with the first word of why, and the notes.
    fn told(rows: &str) -> (Vec<(u32, &'static str)>, Vec<String>) {
        let books = [("Harm Panel.csv".to_owned(), Workbook { sheets: vec![sheet("", rows)] })];
        let read = read(&books, &[], &AgendaSettings::default(), &words());
        let first = |why: &'static str| if why.contains("several") { "several" } else { "unknown" };
        (read.unread.iter().map(|u| (u.row, first(u.why))).collect(), read.problems.into_iter().map(|(_, p)| p.message).collect())
    }

    /// Issue 4: an associate whose name two children bear, and one whose name may be a place's, went by without a word.
    #[test]
    fn nobody_named_beside_is_lost_without_a_word() {
        let head = "Date | Name | DOB | Associates | Notes\n3/2/2026 | Jaydon Quill | 1/1/2010 | | met\n3/2/2026 | Jaydon Quill | 9/9/2012 | | met";
        for (cell, why) in [
            ("Jaydon Quill", "several"),
            ("Jaydon", "several"),
            ("Hope Green", "unknown"),
            ("Zebo", "unknown"),
            ("KO", "unknown"),
            ("Ade Obi; Hope Green", "unknown"),
        ] {
            let (rows, notes) = told(&format!("{head}\n10/2/2026 | Kim Lee | 5/6/2011 | {cell} | met"));
            assert_eq!(rows, [(4, why)], "{cell}");
            assert_eq!(notes.len(), 1, "{notes:?}");
            assert!(notes[0].starts_with('1') && !notes[0].contains("Quill") && !notes[0].contains("Hope"), "{notes:?}");
        }
        let (rows, _) = told(&format!("{head}\n10/2/2026 | Kim Lee | 5/6/2011 | | seen with Jaydon Quill on Friday"));
        assert_eq!(rows, [(4, "several")]);
        for cell in [
            "Ade Obi",
            "older boys",
            "Older Boys",
            "unknown male",
            "none",
            "N/K",
            "Social Worker",
            "the Pump Lane Crew",
            "PC Orme",
            "Friend from school",
            "mum",
            "Mum",
        ] {
            let (rows, notes) =
                told(&format!("{head}\n10/2/2026 | Kim Lee | 5/6/2011 | {cell} | met\n17/2/2026 | Kim Lee | 5/6/2011 | {cell} | met"));
            assert!(rows.is_empty() && notes.is_empty(), "{cell}: {rows:?} {notes:?}");
        }
    }
}
