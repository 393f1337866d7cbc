//! Sheets that may be agendas and are not read as such: somebody should know of them.

use super::{AgendaSettings, AgendasRead};
use crate::sheet_kind::{SheetKind, is_bare_list, sheet_kind};
use concordat_register::workbook::{Sheet, Workbook};
use concordat_register::{Problem, ProblemKind};
use concordat_standard::panels::PanelWords;

/// Tells of sheets that nobody sees who opens the workbook, and of lists of nothing but names. A sheet is told by its number, since it
/// may be called after somebody.
pub(super) fn tell(workbooks: &[(String, Workbook)], settings: &AgendaSettings, words: &PanelWords, out: &mut AgendasRead) {
    for (file, workbook) in workbooks {
        if settings.files.get(file).is_some_and(|f| f.kind.is_some()) {
            continue;
        }
        let help = format!("if it is one, write `kind = \"agenda\"` under `[spreadsheets.\"{file}\"]` in concordat.toml");
        for (number, what) in (1..).zip(&workbook.sheets).filter_map(|(n, sheet)| Some((n, unread(file, sheet, words)?))) {
            let message = format!("its sheet {number} {what}, and was not read");
            out.problems.push((file.clone(), Problem::new(ProblemKind::Note, message, help.clone())));
        }
    }
}

/// What a sheet that was passed over may be.
fn unread(file: &str, sheet: &Sheet, words: &PanelWords) -> Option<&'static str> {
    let kind = || sheet_kind(file, sheet, words);
    if sheet.hidden {
        return (kind() == SheetKind::Agenda).then_some("is hidden and may be an agenda");
    }
    (is_bare_list(sheet, words) && kind() == SheetKind::Other).then_some("is a list of names and may be an agenda")
}

#[cfg(test)]
mod tests {
    use crate::made::{sheet, words};
    use crate::{AgendaSettings, read};
    use concordat_register::workbook::Workbook;

    /// Issue 4: such sheets fell away without a word.
    #[test]
    fn what_may_be_an_agenda_is_told() {
        let told = |hidden: bool, rows: &str| {
            let mut page = sheet("Zebedee Quillfeather", rows);
            page.hidden = hidden;
            let books = [("spring.xlsx".to_owned(), Workbook { sheets: vec![sheet("Notes", "a"), page] })];
            let read = read(&books, &[], &AgendaSettings::default(), &words());
            read.problems.into_iter().map(|(_, p)| p.message).collect::<Vec<_>>()
        };
        assert_eq!(told(false, "Name\nAde Obi\nKim Lee"), ["its sheet 2 is a list of names and may be an agenda, and was not read"]);
        assert_eq!(told(true, "Child | DOB\nAde Obi | 1/2/2010"), ["its sheet 2 is hidden and may be an agenda, and was not read"]);
        assert!(told(true, "Codes\nHigh\nLow").is_empty());
        assert!(told(false, "Places\nElm Park\nAsh Library").is_empty());
    }
}
