//! Agendas kept as a table within a document: of Word, OpenDocument, HTML or PDF. They hold children's names, so they are read as sheets are, and never as a document whose words are
//! kept and quoted.

use crate::agenda::{Role, column, shape};
use crate::{AgendaSettings, SheetKind, read, sheet_kind};
use concordat_register::overlap::SubjectKind;
use concordat_register::workbook::{Cell, Row, Sheet, Value, Workbook};
use concordat_register::{Document, Passage, PassageKind};
use concordat_standard::panels::{PanelWords, holds, plain};
use std::collections::{BTreeMap, BTreeSet};

/// How much of a document's text stands in tables, at least, of every ten letters: guidance with the table of an example is a document.
const OF_TEN: usize = 4;
/// Words of a line above or between tables that may say which panel sat, and when.
const LINE: usize = 16;

/// Headings of names, which lists of members have as well.
const NAMES: [&str; 3] = ["name", "forename", "surname"];

/// The document's tables as one sheet, where they list whom a panel discusses: a column of names beside one of births, or under a heading that says it is an agenda.
#[must_use]
pub fn agenda_in(path: &str, document: &Document, words: &PanelWords) -> Option<Workbook> {
    let is_cell = |p: &&Passage| matches!(p.kind, PassageKind::Cell { .. });
    let cells: usize = document.passages.iter().filter(is_cell).map(|p| p.bytes.len()).sum();
    if cells == 0 || cells * 10 < document.text.len() * OF_TEN {
        return None;
    }
    let sheet = sheet_of(document)?;
    let none = BTreeMap::new();
    let heading = sheet.rows.iter().find(|row| column::is_heading(row, words, &none))?;
    let roles: BTreeSet<Role> = heading
        .cells
        .iter()
        .filter_map(|cell| if let Value::Text(text) = &cell.value { words.role_of(text) } else { None })
        .filter_map(|(role, _)| Role::from_word(&role.id))
        .collect();
    let named = [Role::Name, Role::Forename, Role::Surname].iter().any(|role| roles.contains(role));
    if !named || !names_somebody(&sheet, heading, words) || sheet_kind(path, &sheet, words) != SheetKind::Agenda {
        return None;
    }
    let born = roles.contains(&Role::Birth);
    let posts = words.sheets.kinds.iter().filter(|kind| kind.id == "members").flat_map(|kind| &kind.headings).map(|h| plain(h));
    let posts: BTreeSet<String> =
        posts.filter(|heading| words.role_of(heading).is_none_or(|(role, _)| !NAMES.contains(&role.id.as_str()))).collect();
    let of_members = heading.cells.iter().any(|cell| matches!(&cell.value, Value::Text(text) if posts.contains(&plain(text))));
    if !born && (of_members || !says_agenda(path, &sheet, words)) {
        return None;
    }
    let workbook = Workbook { sheets: vec![sheet] };
    let workbooks = [(path.to_owned(), workbook)];
    let found = read(&workbooks, &[], &AgendaSettings::default(), words);
    let people: BTreeSet<u32> = found.rows.iter().filter(|row| row.kind == SubjectKind::Individual).map(|row| row.row).collect();
    // Attendance, a directory or a blank form names no child, and most rows of an agenda do.
    let rows = found.discussions.items.len().max(found.rows.iter().map(|row| row.row).collect::<BTreeSet<_>>().len());
    let [(_, workbook)] = workbooks;
    (!people.is_empty() && people.len() * 2 >= rows).then_some(workbook)
}

/// Whether a row below the headings has a name in full: "A" and "Child B" are nobody's.
fn names_somebody(sheet: &Sheet, heading: &Row, words: &PanelWords) -> bool {
    let role = |cell: &Cell| {
        if let Value::Text(text) = &cell.value { words.role_of(text).and_then(|(r, _)| Role::from_word(&r.id)) } else { None }
    };
    let of = |wanted: &[Role]| -> Vec<u32> {
        heading.cells.iter().filter(|cell| role(cell).is_some_and(|r| wanted.contains(&r))).map(|cell| cell.column).collect()
    };
    let (whole, parts) = (of(&[Role::Name]), of(&[Role::Forename, Role::Surname]));
    let long = |cell: &Cell| matches!(&cell.value, Value::Text(text) if text.chars().filter(|c| c.is_alphabetic()).count() > 2);
    let full = |cell: &Cell| matches!(&cell.value, Value::Text(text) if shape::looks_like_a_name(text, words));
    sheet.rows.iter().filter(|row| row.number > heading.number).any(|row| {
        let in_two = row.cells.iter().filter(|cell| parts.contains(&cell.column) && long(cell)).count() > 1;
        in_two || row.cells.iter().any(|cell| whole.contains(&cell.column) && full(cell))
    })
}

/// Whether the file, or a line above the first table, says that this is an agenda or a list of cases.
fn says_agenda(path: &str, sheet: &Sheet, words: &PanelWords) -> bool {
    let titles = sheet.rows.iter().take_while(|row| row.cells.len() < 2).flat_map(|row| &row.cells);
    let texts = titles.filter_map(|cell| if let Value::Text(text) = &cell.value { Some(plain(text)) } else { None });
    let stem = path.rsplit('/').next().unwrap_or(path);
    let says =
        |text: &str| words.sheets.agenda.words.iter().any(|word| holds(text, word)) || (holds(text, "actions") && holds(text, "children"));
    texts.chain([plain(stem)]).any(|text| says(&text))
}

/// The tables of a document as one sheet in reading order, with the short lines above and between them; each row has the number of its first paragraph.
fn sheet_of(document: &Document) -> Option<Sheet> {
    let mut rows: Vec<Row> = Vec::new();
    let mut last: Option<(u32, u32)> = None;
    for passage in &document.passages {
        let text = document.text.get(passage.bytes.start()..passage.bytes.end()).unwrap_or_default().trim();
        if text.is_empty() {
            continue;
        }
        let value = Value::Text(text.to_owned());
        match passage.kind {
            PassageKind::Cell { table, row, column, .. } => {
                let column = column.saturating_sub(1);
                if last == Some((table, row)) {
                    put(rows.last_mut()?, column, value);
                } else {
                    rows.push(Row { number: passage.paragraph, cells: vec![Cell { column, value }] });
                }
                last = Some((table, row));
            }
            PassageKind::Heading | PassageKind::Paragraph if text.split_whitespace().count() <= LINE => {
                rows.push(Row { number: passage.paragraph, cells: vec![Cell { column: 0, value }] });
                last = None;
            }
            _ => last = None,
        }
    }
    // What stands below the last table is about the meeting.
    while rows.last().is_some_and(|row| row.cells.len() < 2) {
        rows.pop();
    }
    (!rows.is_empty()).then(|| Sheet { rows, ..Sheet::default() })
}

/// Adds to a row; what stands in one cell as several paragraphs is one text.
fn put(row: &mut Row, column: u32, value: Value) {
    match row.cells.iter_mut().find(|cell| cell.column == column) {
        Some(cell) => {
            if let (Value::Text(held), Value::Text(more)) = (&mut cell.value, value) {
                held.push('\n');
                held.push_str(&more);
            }
        }
        None => {
            row.cells.push(Cell { column, value });
            row.cells.sort_by_key(|cell| cell.column);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::words;

    fn rows(markdown: &str) -> Option<Vec<(usize, String)>> {
        let document = concordat_fixture::document(markdown);
        let workbook = agenda_in("papers/list.docx", &document, &words())?;
        let text =
            |row: &Row| row.cells.iter().map(|c| if let Value::Text(t) = &c.value { t.as_str() } else { "" }).collect::<Vec<_>>().join("|");
        Some(workbook.sheets[0].rows.iter().map(|row| (row.cells.len(), text(row))).collect())
    }

    /// Issue 4: an agenda in a Word file was read as a document, and its names stood in the cache.
    #[test]
    fn a_table_of_children_is_an_agenda() {
        let born = rows("# Missing Panel 10 March 2026\n\n| Name | DOB | Notes |\n|---|---|---|\n| Ade Obi | 1/2/2010 | met |\n| Kim Lee | 3/4/2011 | met |\n").unwrap();
        assert_eq!(born[0].1, "Missing Panel 10 March 2026");
        assert_eq!(born[2], (3, "Ade Obi|1/2/2010|met".to_owned()));
        let titled =
            rows("# Harm Panel agenda, 10 March 2026\n\n| Young person | Update |\n|---|---|\n| Ade Obi | met |\n| Kim Lee | met |\n");
        assert!(titled.is_some());
    }

    #[test]
    fn members_forms_and_examples_are_documents() {
        for text in [
            "# Harm Panel: members\n\n| Name | Agency | Role |\n|---|---|---|\n| Ade Obi | Police | Sergeant |\n| Kim Lee | Health | Named nurse |\n",
            "# Harm Panel agenda\n\n| Name | Agency | Role |\n|---|---|---|\n| Ade Obi | Police | Sergeant |\n| Kim Lee | Health | Named nurse |\n",
            "# Referral form\n\n| Name | DOB | Address |\n|---|---|---|\n| | | |\n",
            "# What words mean\n\n| Term | Meaning |\n|---|---|\n| Child | Anybody under 18 |\n| Peer | Somebody of much the same age |\n",
            "# Timescales\n\n| Child | Age | Within |\n|---|---|---|\n| A | 12 | one day |\n| B | 15 | two days |\n",
        ] {
            assert!(rows(text).is_none(), "{text}");
        }
        let example = format!(
            "# Guidance\n\n{}\n\n| Name | DOB |\n|---|---|\n| Ade Obi | 1/2/2010 |\n",
            "The lead professional writes down what was agreed and who will do it. ".repeat(12)
        );
        assert!(rows(&example).is_none());
    }
}
