//! The sheets of items as tables, and the names on them, after which no panel is called.

use super::{AgendaSettings, Page, SheetKind, panel_words};
use crate::agenda::{self, Frame, Names, Panels, Table};
use concordat_standard::panels::PanelWords;
use std::collections::{BTreeMap, BTreeSet};

/// The sheets that hold items, by their number, and the names on them.
pub(super) fn tables(
    pages: &[Page<'_>],
    panels: &Panels,
    settings: &AgendaSettings,
    words: &PanelWords,
) -> (BTreeMap<usize, Table>, People) {
    let (mut tables, mut people) = (BTreeMap::new(), People::default());
    for (n, page) in pages.iter().enumerate().filter(|(_, p)| matches!(p.kind, SheetKind::Agenda | SheetKind::Referrals)) {
        let panel_words = panel_words(panels, page);
        let year = settings.files.get(page.file).and_then(|f| f.year);
        let frame = Frame { file: page.file, columns: &settings.columns, year, panel_words: &panel_words, words };
        let table = agenda::read(&page.sheet, &frame);
        let names = agenda::people_on(&table.items, words);
        people.anywhere.extend(names.iter().cloned());
        people.by_file.entry(page.file.to_owned()).or_default().extend(names);
        tables.insert(n, table);
    }
    (tables, people)
}

/// Words of the names on the agendas and lists of an area. They are compared and never shown.
#[derive(Default)]
pub(super) struct People {
    by_file: BTreeMap<String, BTreeSet<String>>,
    anywhere: BTreeSet<String>,
}

impl People {
    /// The names that no panel of a file may bear.
    pub(super) fn on(&self, file: &str) -> Names<'_> {
        Names { here: self.by_file.get(file).unwrap_or(&self.anywhere), anywhere: &self.anywhere }
    }
}

#[cfg(test)]
mod tests {
    use crate::made::{sheet, words};
    use concordat_register::workbook::Workbook;

    /// Issue 4: a file called after a child of its first sheet gave the child's name to the panel of its second.
    #[test]
    fn no_sheet_of_a_file_is_called_after_a_child_of_another() {
        let first = sheet("One", "Missing Panel 5 March 2026\nName | DOB | Notes\nQuillon Abernathwaite | 4/3/2010 | met");
        let second = sheet("Two", "Missing Panel 12 March 2026\nName | DOB | Notes\nLucasta Winterbrand | 4/3/2011 | met");
        let other = sheet("", "Name | DOB | Notes\nAde Obi | 4/3/2011 | met\nKim Lee | 4/3/2011 | met");
        let workbooks = [
            ("Missing Panel - Quillon Abernathwaite.xlsx".to_owned(), Workbook { sheets: vec![first, second] }),
            ("Teen Panel Quillon Abernathwaite 5 March 2026.csv".to_owned(), Workbook { sheets: vec![other] }),
        ];
        let read = crate::read(&workbooks, &[], &crate::AgendaSettings::default(), &words());
        assert_eq!(read.discussions.panels, ["Missing Panel", "Teen Panel"]);
    }
}
