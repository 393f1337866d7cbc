//! Items kept as blocks of labels and values, a line for each label, made into a table with a row for each item.

use concordat_register::workbook::{Cell, Row, Sheet, Value};
use concordat_standard::panels::{PanelWords, plain};
use std::collections::{BTreeMap, BTreeSet};

/// What begins an item: labels of these roles.
const SUBJECTS: [&str; 8] = ["name", "forename", "surname", "item", "place", "group", "school", "kind"];

/// What no list of kinds of subject holds: only forms have these labels.
const TELLING: [&str; 9] = ["dob", "age", "notes", "address", "lead", "discussed", "reference", "sitting", "associates"];

/// A label with what stands beside it.
struct Pair {
    /// The label, folded.
    label: String,
    /// The label as written, without its colon.
    shown: String,
    /// What the label speaks of, where that is known.
    role: String,
    value: Option<Value>,
}

/// What one row of a form is.
enum Line {
    /// Labels and values.
    Pairs(Vec<Pair>),
    /// More of the value above.
    More(Value),
    /// Neither.
    Plain,
}

/// How often each label is met, and where first.
type Met = BTreeMap<String, (usize, usize)>;

/// The sheet with its blocks as rows under a row of headings, each at the row of its first label; none where it is no such form.
pub(crate) fn table_of(sheet: &Sheet, words: &PanelWords) -> Option<Sheet> {
    let lines = lines(sheet, words)?;
    let first = starter(&lines)?;
    let mut records = Records { current: None, done: Vec::new(), begun: false };
    let mut last = 0;
    for (row, line) in sheet.rows.iter().zip(lines) {
        let gap = row.number > last + 1;
        last = row.number;
        match line {
            Line::Pairs(pairs) => {
                let begins = pairs.first().is_some_and(|p| records.begins(p, &first, gap));
                let stray =
                    !begins && pairs.first().is_some_and(|p| matches!(p.role.as_str(), "sitting" | "panel") && !records.has(&p.label));
                if begins {
                    records.close();
                    records.begun = true;
                    records.current = Some((row.number, pairs));
                } else if stray || records.current.is_none() {
                    records.plain(row);
                } else if let Some((_, held)) = &mut records.current {
                    held.extend(pairs);
                }
            }
            Line::More(value) if !gap && records.current.is_some() => {
                if let Some(pair) = records.current.as_mut().and_then(|(_, held)| held.last_mut()) {
                    pair.value = joined(pair.value.take(), Some(value));
                }
            }
            Line::More(_) | Line::Plain => records.plain(row),
        }
    }
    records.close();
    Some(records.table(sheet))
}

/// What each row of a sheet is; none where too few are labels and values, or they are those of a panel.
fn lines(sheet: &Sheet, words: &PanelWords) -> Option<Vec<Line>> {
    let leads: Vec<Option<u32>> = sheet.rows.iter().map(|r| pairs(r, words).and_then(|_| r.cells.first()).map(|c| c.column)).collect();
    let met: BTreeSet<u32> = leads.iter().flatten().copied().collect();
    let column = met.into_iter().max_by_key(|c| (leads.iter().flatten().filter(|l| *l == c).count(), u32::MAX - c))?;
    let lines: Vec<Line> = sheet
        .rows
        .iter()
        .map(|row| match (row.cells.first().map(|c| c.column), pairs(row, words)) {
            (Some(at), Some(pairs)) if at == column => Line::Pairs(pairs),
            (Some(at), _) if at > column => {
                row.cells.iter().map(|c| Some(c.value.clone())).fold(None, joined).map_or(Line::Plain, Line::More)
            }
            _ => Line::Plain,
        })
        .collect();
    let all = || lines.iter().filter_map(|l| if let Line::Pairs(pairs) = l { Some(pairs) } else { None });
    let (labelled, rows) = (all().count(), sheet.rows.len());
    let points = sheet.rows.iter().zip(&lines).filter(|(r, l)| matches!(l, Line::Pairs(_)) && has_colon(r)).count();
    let labels: BTreeSet<&str> = all().flatten().map(|p| p.label.as_str()).collect();
    let roles: BTreeSet<&str> = all().flatten().map(|p| p.role.as_str()).collect();
    let telling = TELLING.iter().filter(|t| roles.contains(*t)).count();
    let subject = SUBJECTS.iter().any(|s| roles.contains(s));
    // Without colons a column of kinds of subject may look like labels.
    let enough = if points * 2 > labelled { telling > 0 } else { telling > 1 };
    let panels = words.sheets.kinds.iter().find(|k| k.id == "panels");
    let of_panels = panels.map_or(0, |k| k.needs.iter().filter(|n| labels.contains(plain(n).as_str())).count());
    (labelled >= 4 && labelled * 2 > rows && labels.len() >= 3 && subject && enough && of_panels < 2).then_some(lines)
}

fn has_colon(row: &Row) -> bool {
    matches!(row.cells.first().map(|c| &c.value), Some(Value::Text(text)) if text.contains(':'))
}

/// The labels of a row with their values; none where it begins with none.
fn pairs(row: &Row, words: &PanelWords) -> Option<Vec<Pair>> {
    let mut pairs: Vec<Pair> = Vec::new();
    for (n, cell) in row.cells.iter().enumerate() {
        let found = if let Value::Text(text) = &cell.value { label(text, n == 0, row.cells.len(), words) } else { None };
        match (found, pairs.last_mut()) {
            (Some(pair), _) => pairs.push(pair),
            (None, Some(last)) => last.value = joined(last.value.take(), Some(cell.value.clone())),
            (None, None) => return None,
        }
    }
    (!pairs.is_empty()).then_some(pairs)
}

/// The label that a cell is, or begins with.
fn label(text: &str, first: bool, cells: usize, words: &PanelWords) -> Option<Pair> {
    let text = text.trim();
    let pair = |shown: &str, role: String, value: Option<Value>| Pair { label: plain(shown), shown: shown.to_owned(), role, value };
    if let Some(shown) = text.strip_suffix(':').map(str::trim) {
        let short = !shown.is_empty() && shown.split_whitespace().count() <= 5;
        let role = words.role_of(shown).map(|(r, _)| r.id.clone());
        return if short && (first || role.is_some()) { Some(pair(shown, role.unwrap_or_default(), None)) } else { None };
    }
    let whole = |shown: &str| words.role_of(shown).filter(|(_, whole)| *whole).map(|(r, _)| r.id.clone());
    if let Some((shown, value)) = text.split_once(':')
        && let Some(role) = whole(shown)
    {
        return Some(pair(shown.trim(), role, Some(Value::Text(value.trim().to_owned()))));
    }
    let role = whole(text).filter(|_| first && cells <= 2)?;
    Some(pair(text, role, None))
}

/// The label with which items begin: of those met about as often as any the first; where there is but one item, its name.
fn starter(lines: &[Line]) -> Option<String> {
    let mut met = Met::new();
    let mut named: Option<&str> = None;
    let mut at = 0;
    for line in lines {
        let Line::Pairs(pairs) = line else { continue };
        for pair in pairs {
            met.entry(pair.label.clone()).or_insert((0, at)).0 += 1;
            at += 1;
        }
        named = named
            .or_else(|| pairs.first().filter(|p| matches!(p.role.as_str(), "name" | "forename" | "surname")).map(|p| p.label.as_str()));
    }
    let most = met.values().map(|(times, _)| *times).max()?;
    if most < 2 {
        return named.filter(|_| met.len() >= 4).map(str::to_owned);
    }
    met.into_iter().filter(|(_, (times, _))| *times > 1 && times * 2 >= most).min_by_key(|(_, (_, at))| *at).map(|(label, _)| label)
}

/// Two values of one label.
fn joined(before: Option<Value>, after: Option<Value>) -> Option<Value> {
    match (before, after) {
        (Some(a), Some(b)) => Some(Value::Text(format!("{}; {}", typed(&a), typed(&b)))),
        (a, b) => a.or(b),
    }
}

fn typed(value: &Value) -> String {
    match value {
        Value::Text(text) => text.trim().to_owned(),
        Value::Number(n) => n.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Truth(true) => "yes".to_owned(),
        Value::Truth(false) => "no".to_owned(),
        Value::Fault(_) => String::new(),
    }
}

/// A row of the table to be made.
enum Made {
    Plain(Row),
    Item(u32, Vec<Pair>),
}

/// Items as they are put together.
struct Records {
    current: Option<(u32, Vec<Pair>)>,
    done: Vec<Made>,
    begun: bool,
}

impl Records {
    fn begins(&self, pair: &Pair, first: &str, gap: bool) -> bool {
        pair.label == first || (self.begun && (gap || self.current.is_none()) && SUBJECTS.contains(&pair.role.as_str()))
    }

    fn has(&self, label: &str) -> bool {
        self.done.iter().any(|m| matches!(m, Made::Item(_, pairs) if pairs.iter().any(|p| p.label == label)))
    }

    fn close(&mut self) {
        self.done.extend(self.current.take().map(|(row, pairs)| Made::Item(row, pairs)));
    }

    fn plain(&mut self, row: &Row) {
        self.close();
        self.done.push(Made::Plain(row.clone()));
    }

    /// The table: its columns stand right of all that the sheet holds, so that no other row is read as one of them.
    fn table(self, sheet: &Sheet) -> Sheet {
        let right = sheet.rows.iter().filter_map(|r| r.cells.last()).map(|c| c.column + 1).max().unwrap_or_default();
        let mut columns: Vec<(String, String, bool)> = Vec::new();
        for pair in self.done.iter().filter_map(|m| if let Made::Item(_, pairs) = m { Some(pairs) } else { None }).flatten() {
            if !columns.iter().any(|(label, _, _)| *label == pair.label) {
                columns.push((pair.label.clone(), pair.shown.clone(), !pair.role.is_empty()));
            }
        }
        let number = |label: &str| columns.iter().zip(right..).find(|((l, _, _), _)| l == label).map(|(_, n)| n);
        let mut headings = Some(
            columns
                .iter()
                .zip(right..)
                .filter(|((_, _, known), _)| *known)
                .map(|((_, shown, _), column)| Cell { column, value: Value::Text(shown.clone()) })
                .collect::<Vec<_>>(),
        );
        let mut rows = Vec::new();
        for made in self.done {
            match made {
                Made::Plain(row) => rows.push(row),
                Made::Item(at, pairs) => {
                    rows.extend(headings.take().map(|cells| Row { number: at.saturating_sub(1).max(1), cells }));
                    let mut cells: BTreeMap<u32, Option<Value>> = BTreeMap::new();
                    for pair in pairs {
                        if let Some(column) = number(&pair.label) {
                            let held = cells.entry(column).or_default();
                            *held = joined(held.take(), pair.value);
                        }
                    }
                    let cells = cells.into_iter().filter_map(|(column, value)| Some(Cell { column, value: value? })).collect();
                    rows.push(Row { number: at, cells });
                }
            }
        }
        Sheet { rows, merged: Vec::new(), ..sheet.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::made::{sheet, words};

    fn rows(lines: &str) -> Option<Vec<(u32, Vec<String>)>> {
        let table = table_of(&sheet("Sheet1", lines), &words())?;
        let texts = |r: &Row| r.cells.iter().map(|c| typed(&c.value)).collect();
        Some(table.rows.iter().map(|r| (r.number, texts(r))).collect())
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|c| (*c).to_owned()).collect())
    }

    #[test]
    fn blocks_are_items_at_the_row_of_their_first_label() {
        let made = rows(
            "MACE\nDate: | 3 May 2022\n\nName: | Ade Obi\nDOB: | 1/2/07\nPeers: | the Sevens\n | Temi Obi\nOutcome: | mentor\n\nName: | Jo Poe\nDOB: | 2/2/07\nOutcome: | closed\n\nLocation: | Alder Park\nOutcome: | lights\n\nEnd of papers",
        )
        .unwrap();
        assert_eq!(made[2], row(3, &["Name", "DOB", "Peers", "Outcome", "Location"]));
        assert_eq!(made[3], row(4, &["Ade Obi", "1/2/07", "the Sevens; Temi Obi", "mentor"]));
        assert_eq!(made[4], row(10, &["Jo Poe", "2/2/07", "closed"]));
        assert_eq!(made[5], row(14, &["lights", "Alder Park"]));
        assert_eq!(made.len(), 7);
    }

    #[test]
    fn labels_may_stand_in_another_column_or_with_their_values() {
        let other =
            rows(" | Name | Ade Obi\n | DOB | 1/2/07\n | Notes | seen\n | Name | Jo Poe\n | DOB | 2/2/07\n | Notes | seen").unwrap();
        assert_eq!(other[1], row(1, &["Ade Obi", "1/2/07", "seen"]));
        assert_eq!(other[2], row(4, &["Jo Poe", "2/2/07", "seen"]));
        let one = rows("Name: Ade Obi\nAge: 14\nNotes: seen\nName: Jo Poe\nAge: 15\nNotes: met").unwrap();
        assert_eq!(one[2], row(4, &["Jo Poe", "15", "met"]));
        let wide = rows("Name: | Ade Obi | DOB: | 1/2/07\nNotes: | seen\nName: | Jo Poe | DOB: | 2/2/07\nNotes: | met").unwrap();
        assert_eq!(wide[2], row(3, &["Jo Poe", "2/2/07", "met"]));
    }

    #[test]
    fn tables_and_registers_are_left_alone() {
        for lines in [
            "No | Name | DOB | School | Notes\n1 | Ade Obi | 1/2/07 | Elm High | -\n2 | Jo Poe | 2/2/07 | Elm High | -",
            "Type | Subject\nChild | Ade Obi\nLocation | Alder Park\nSchool | Elm High\nChild | Jo Poe",
            "Name: | MACE\nChair: | A Bee\nFrequency: | Monthly\nQuorum: | 4\nNotes: | none",
        ] {
            assert!(rows(lines).is_none(), "{lines}");
        }
    }
}
