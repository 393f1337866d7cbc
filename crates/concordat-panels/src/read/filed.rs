//! Files and sheets that are called after somebody: they are told by panel, day and number, and never by that name.

use super::called::People;
use super::{AgendasRead, Page};
use crate::agenda::{Panels, is_called_after_somebody};
use crate::sheet_kind::SheetKind;
use crate::subjects::Line;
use concordat_register::workbook::Workbook;
use concordat_register::{Date, Problem, ProblemKind};
use concordat_standard::panels::PanelWords;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// What is said in place of the names of files and sheets that are called after somebody. `Debug` shows none.
#[derive(Clone, Default)]
pub struct Filed {
    files: BTreeMap<String, String>,
    sheets: BTreeMap<(String, String), String>,
}

impl fmt::Debug for Filed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filed({} files, {} sheets, hidden)", self.files.len(), self.sheets.len())
    }
}

impl Filed {
    /// Finds the files and sheets of agendas, and of what is nothing else, that are called after somebody.
    pub(super) fn of(
        workbooks: &[(String, Workbook)],
        pages: &[Page<'_>],
        lines: &[Line],
        (panels, people): (&Panels, &People),
        words: &PanelWords,
    ) -> Self {
        let known = panels.words();
        let mut filed = Self::default();
        for (path, workbook) in workbooks {
            // A list of panels or members may be called after whoever keeps it.
            let of = |kinds: &[SheetKind]| pages.iter().any(|p| p.file == path && kinds.contains(&p.kind));
            let lists = of(&[SheetKind::Panels, SheetKind::Members, SheetKind::Matrix, SheetKind::Schools, SheetKind::Gazetteer]);
            if lists && !of(&[SheetKind::Agenda, SheetKind::Referrals]) {
                continue;
            }
            let names = people.on(path);
            let somebody = |name: &str| is_called_after_somebody(name, &names, &known, words);
            for (number, sheet) in (1..).zip(&workbook.sheets) {
                if somebody(&sheet.name) {
                    filed.sheets.insert((path.clone(), sheet.name.clone()), format!("[sheet {number}]"));
                }
            }
            let (folder, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(folder, name)| (folder, name));
            let (stem, extension) = name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
            let number = filed.files.len() + 1;
            let folders: Vec<&str> =
                folder.split('/').filter(|f| !f.is_empty()).map(|f| if somebody(f) { "[folder]" } else { f }).collect();
            let told =
                if somebody(stem) { format!("[{}]{extension}", told_by(path, number, pages, lines, panels)) } else { name.to_owned() };
            let told = folders.into_iter().chain([told.as_str()]).collect::<Vec<_>>().join("/");
            if told != *path {
                // Two files of one name in two folders that are called after somebody.
                let taken = filed.files.values().any(|other| *other == told);
                filed.files.insert(path.clone(), if taken { format!("{told} [{number}]") } else { told });
            }
        }
        filed
    }

    /// What a file is told by.
    #[must_use]
    pub fn told<'a>(&'a self, file: &'a str) -> &'a str {
        self.files.get(file).map_or(file, String::as_str)
    }

    /// A text about a file without the name that it bears.
    #[must_use]
    pub fn without(&self, file: &str, text: &str) -> String {
        self.files.get(file).map_or_else(|| text.to_owned(), |told| text.replace(file, told))
    }

    /// Tells a file of which nothing could be read by a number, and gives what it is told by.
    pub fn number(&mut self, file: &str, number: usize) -> String {
        let extension = file.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')).map_or("", |(_, end)| end);
        let told = format!("[file {number}].{extension}");
        self.files.insert(file.to_owned(), told.clone());
        told
    }

    /// What a sheet is told by.
    #[must_use]
    pub fn sheet<'a>(&'a self, file: &str, sheet: &'a str) -> &'a str {
        self.sheets.get(&(file.to_owned(), sheet.to_owned())).map_or(sheet, String::as_str)
    }
}

/// The panel of a file, the day of its first sitting and a number.
fn told_by(path: &str, number: usize, pages: &[Page<'_>], lines: &[Line], panels: &Panels) -> String {
    let own = || lines.iter().filter(|line| pages.get(line.sheet).is_some_and(|p| p.file == path));
    let panel = own().find_map(|line| panels.name(line.panel));
    let day: Option<Date> = own().filter_map(|line| line.item.sitting).min();
    let said: Vec<String> = panel.into_iter().chain(day.map(|day| day.to_string())).chain([format!("file {number}")]).collect();
    said.join(", ")
}

/// Puts what is told in place of the names, and says so of each file.
pub(super) fn tell(out: &mut AgendasRead) {
    let filed = std::mem::take(&mut out.filed);
    let put = |file: &mut String, sheet: &mut String| {
        *sheet = filed.sheet(file, sheet).to_owned();
        *file = filed.told(file).to_owned();
    };
    out.tables.iter_mut().for_each(|t| put(&mut t.file, &mut t.sheet));
    out.rows.iter_mut().for_each(|r| put(&mut r.file, &mut r.sheet));
    out.unread.iter_mut().for_each(|u| put(&mut u.file, &mut u.sheet));
    for (file, problem) in &mut out.problems {
        problem.message = filed.without(file, &problem.message);
        problem.help = filed.without(file, &problem.help);
        *file = filed.told(file).to_owned();
    }
    for told in filed.files.values() {
        let message = "its file or folder is called after somebody, so it is told by panel, day and number here";
        let help = "call files after the panel and the day of its sitting, as \u{201c}Missing Panel 2026-03-05\u{201d}: a name on a file is read by whoever sees the folder";
        out.problems.push((told.clone(), Problem::new(ProblemKind::Note, message, help)));
    }
    let of_sheets: BTreeSet<&String> = filed.sheets.keys().map(|(file, _)| file).collect();
    for file in of_sheets {
        let message = "sheets of it are called after somebody, so they are told by their numbers here";
        let help = "call sheets after the days of sittings";
        out.problems.push((filed.told(file).to_owned(), Problem::new(ProblemKind::Note, message, help)));
    }
    out.filed = filed;
}

#[cfg(test)]
mod tests {
    use crate::made::{sheet, words};
    use crate::{AgendaSettings, AgendasRead, RowPlace, read};
    use concordat_register::workbook::Workbook;

    fn read_all(files: &[(&str, &str, &str)], decided: &[(&[&str], bool)]) -> AgendasRead {
        let book = |name: &str, rows: &str| Workbook { sheets: vec![sheet("Plan", ""), sheet(name, rows)] };
        let workbooks: Vec<_> = files.iter().map(|(file, name, rows)| ((*file).to_owned(), book(name, rows))).collect();
        let place = |text: &&str| RowPlace::parse(text).unwrap();
        let decided = decided.iter().map(|(places, same)| (places.iter().map(place).collect(), *same)).collect();
        read(&workbooks, &[], &AgendaSettings { decided, ..AgendaSettings::default() }, &words())
    }

    const ROWS: &str =
        "Missing Panel 5 March 2026\nName | DOB | Associates\nZebedee Quillfeather | 4/3/2010 | Hope Green\nAde Obi | 5/3/2011 |";

    /// Issue 4: the name of a file that is called after a child stood in what was told of it.
    #[test]
    fn no_file_is_told_by_a_childs_name() {
        let files = [
            ("meetings/Zebedee Quillfeather.xlsx", "Quillfeather, Zebedee", ROWS),
            ("meetings/QuillfeatherZebedee/list.xlsx", "Z", "Name | DOB\nQuillfeather, Zebedee | 4/3/2010"),
            ("meetings/Missing Panel - Grace Thornbury.xlsx", "List", "Ref | DOB | School\nC1 | 4/3/2010 | Fell College"),
            ("meetings/Missing Panel 12 March 2026.xlsx", "List", "Name | DOB\nKim Lee | 4/3/2010"),
        ];
        let read = read_all(&files, &[]);
        let shown = format!("{read:?} {:?} {:?}", read.rows, read.problems).to_lowercase();
        for planted in ["zebedee", "quillfeather", "thornbury", "grace", "hope"] {
            assert!(!shown.contains(planted), "{planted}: {shown}");
        }
        let told: Vec<&str> = read.rows.iter().map(|r| r.file.as_str()).collect();
        assert!(told.contains(&"meetings/[Missing Panel, 2026-03-05, file 1].xlsx"), "{told:?}");
        assert!(told.contains(&"meetings/Missing Panel 12 March 2026.xlsx"), "{told:?}");
        assert_eq!(read.problems.iter().filter(|(_, p)| p.message.contains("called after somebody")).count(), 4, "{:?}", read.problems);
        assert_eq!(read.filed.told("meetings/Zebedee Quillfeather.xlsx"), "meetings/[Missing Panel, 2026-03-05, file 1].xlsx");
    }

    #[test]
    fn a_row_is_found_by_what_its_file_is_told_by() {
        let files = [("Zebedee Quillfeather.xlsx", "List", ROWS)];
        let of = |places: &[&str]| read_all(&files, &[(places, true)]).problems.iter().any(|(file, _)| file == "concordat.toml");
        assert!(!of(&["[Missing Panel, 2026-03-05, file 1].xlsx#List#3", "Zebedee Quillfeather.xlsx#List#4"]));
        assert!(of(&["[Missing Panel, 2026-03-05, file 7].xlsx#List#3", "Zebedee Quillfeather.xlsx#List#4"]));
    }

    #[test]
    fn names_of_panels_months_and_places_are_nobodys() {
        for file in
            ["Hope Road Panel.xlsx", "MACE April May.xlsx", "Victoria Park contacts.xlsx", "agendas 2025-26.xlsx", "HSB consultations.xlsx"]
        {
            let read = read_all(&[(file, "May 26", "Date | Name | DOB\n3/5/2026 | Ade Obi | 4/3/2010")], &[]);
            assert!(read.problems.is_empty(), "{file}: {:?}", read.problems);
        }
    }
}
