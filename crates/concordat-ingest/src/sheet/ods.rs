//! OpenDocument spreadsheets: packages (`.ods`) and single files (`.fods`).

use super::budget::Budget;
use super::{COLUMNS, ROWS, serial};
use crate::Limits;
use crate::package::{Package, locked};
use crate::xml::{Element, Ns, Pull, Source, Token, resolve};
use concordat_register::workbook::{Cell, Merged, Sheet, Value, Workbook};
use concordat_register::{Problem, ProblemKind, Read};
use std::collections::BTreeSet;

/// Reads an opened package.
pub(super) fn read(mut package: Package<'_>, budget: &mut Budget, limits: &Limits) -> Read<Workbook> {
    let manifest = package.read("META-INF/manifest.xml").ok().flatten().map(|part| part.bytes).unwrap_or_default();
    if manifest.windows(15).any(|w| w == b"encryption-data") {
        return Read::failed(locked());
    }
    let (content, damaged) = match package.read("content.xml") {
        Ok(Some(part)) if !part.bytes.is_empty() => (Source::new(part.bytes), part.damaged || package.salvaged),
        Ok(_) => return Read::failed(no_sheets()),
        Err(problem) => return Read::failed(problem),
    };
    let mut read = content_of(&content, budget, limits);
    if damaged {
        read.problems.insert(0, super::xlsx::cut_short());
    }
    read
}

/// Reads a spreadsheet that is one XML file.
pub(super) fn read_flat(bytes: &[u8], budget: &mut Budget, limits: &Limits) -> Read<Workbook> {
    if bytes.len() as u64 > limits.memory / 4 {
        return Read::failed(Problem::new(
            ProblemKind::TooLarge,
            "the file is larger than the memory limit allows",
            "split it, or raise the memory limit",
        ));
    }
    content_of(&Source::new(bytes.to_vec()), budget, limits)
}

fn no_sheets() -> Problem {
    Problem::new(
        ProblemKind::Damaged,
        "the file holds no OpenDocument spreadsheet, or its sheets are lost",
        "ask for the file again, or open it in LibreOffice, repair it and save a copy",
    )
}

fn content_of(source: &Source, budget: &mut Budget, limits: &Limits) -> Read<Workbook> {
    let mut pull = Pull::new(source, limits);
    let mut hidden_styles = BTreeSet::new();
    let mut style = String::new();
    let mut book = Workbook::default();
    while let Some(token) = pull.next() {
        let Token::Open(element) = token else { continue };
        if element.is(Ns::Style, "style") {
            style = element.attribute("name").unwrap_or_default().into_owned();
        } else if element.is(Ns::Style, "table-properties") && element.attribute("display").is_some_and(|d| d == "false") {
            hidden_styles.insert(std::mem::take(&mut style));
        } else if element.is(Ns::Table, "tracked-changes") {
            // Cells that were deleted stand here.
            pull.skip();
        } else if element.is(Ns::Table, "table") {
            let mut sheet = Sheet { name: element.attribute("name").unwrap_or_default().into_owned(), ..Sheet::default() };
            sheet.hidden = element.attribute("style-name").is_some_and(|name| hidden_styles.contains(&*name));
            if table(&mut pull, &mut sheet, budget) {
                book.sheets.push(sheet);
            }
        }
    }
    if book.sheets.is_empty() {
        return Read::failed(no_sheets());
    }
    let problems = pull.problem("the spreadsheet").into_iter().collect();
    Read { value: Some(book), problems }
}

/// Reads the table opened last, past its end. Whether it is a sheet of this file and not a copy of another's.
fn table(pull: &mut Pull<'_>, sheet: &mut Sheet, budget: &mut Budget) -> bool {
    let depth = pull.depth();
    let (mut next_row, mut own) = (1u32, true);
    while let Some(token) = pull.next() {
        match token {
            Token::Open(element) if element.is(Ns::Table, "table-source") => own = false,
            Token::Open(element) if element.is(Ns::Table, "table-row") => {
                let times = element.number("number-rows-repeated").unwrap_or(1).max(1);
                let cells = row(pull, next_row, sheet, budget);
                if !cells.is_empty() {
                    for number in (next_row..next_row.saturating_add(times)).take_while(|&n| n <= ROWS) {
                        let words: usize = cells.iter().map(|c| if let Value::Text(t) = &c.value { t.len() } else { 0 }).sum();
                        if number > next_row && !budget.take(words as u64 + 64 * cells.len() as u64) {
                            break;
                        }
                        budget.row(sheet, number, cells.clone());
                    }
                }
                next_row = next_row.saturating_add(times);
            }
            // Drawings over the cells, and forms.
            Token::Open(element) if element.is(Ns::Table, "shapes") || element.is(Ns::Office, "forms") => pull.skip(),
            Token::Close(..) if pull.depth() < depth => break,
            _ => {}
        }
    }
    own
}

/// The cells of the row opened last; reads past its end.
fn row(pull: &mut Pull<'_>, number: u32, sheet: &mut Sheet, budget: &mut Budget) -> Vec<Cell> {
    let depth = pull.depth();
    let mut cells = Vec::new();
    let mut column = 0u32;
    while let Some(token) = pull.next() {
        match token {
            Token::Open(element) if element.ns == Ns::Table && matches!(element.name, "table-cell" | "covered-table-cell") => {
                let covered = element.name == "covered-table-cell";
                let head = head(&element);
                if let Some(merged) = head.merged(number, column)
                    && budget.take(size_of::<Merged>() as u64)
                {
                    sheet.merged.push(merged);
                }
                let value = value(pull, &head).filter(|_| !covered);
                if let Some(value) = value {
                    for at in (column..column.saturating_add(head.times)).take_while(|&c| c < COLUMNS) {
                        budget.cell(&mut cells, at, value.clone());
                        if budget.is_spent() {
                            break;
                        }
                    }
                }
                column = column.saturating_add(head.times);
            }
            Token::Close(..) if pull.depth() < depth => break,
            _ => {}
        }
    }
    cells
}

/// What a cell says of itself before its words.
#[derive(Default)]
struct Head {
    times: u32,
    columns: u32,
    rows: u32,
    kind: String,
    value: Option<String>,
    fault: bool,
}

impl Head {
    fn merged(&self, first_row: u32, first_column: u32) -> Option<Merged> {
        let last_row = first_row.checked_add(self.rows.saturating_sub(1)).filter(|&r| r <= ROWS)?;
        let last_column = first_column.checked_add(self.columns.saturating_sub(1)).filter(|&c| c < COLUMNS)?;
        (self.rows > 1 || self.columns > 1).then_some(Merged { first_row, first_column, last_row, last_column })
    }
}

fn head(element: &Element<'_>) -> Head {
    let mut head = Head { times: 1, ..Head::default() };
    for (name, value) in element.attributes() {
        let number = || value.trim().parse::<u32>().unwrap_or(1);
        match name.split_once(':').unwrap_or(("", name)) {
            // LibreOffice marks a formula that failed in a namespace of its own.
            ("calcext", "value-type") => head.fault = value == "error",
            (_, "number-columns-repeated") => head.times = number().max(1),
            (_, "number-columns-spanned") => head.columns = number(),
            (_, "number-rows-spanned") => head.rows = number(),
            (_, "value-type") => head.kind = value.into_owned(),
            (_, "value" | "date-value" | "time-value" | "boolean-value" | "string-value") => head.value = Some(value.into_owned()),
            _ => {}
        }
    }
    head
}

/// The value of the cell opened last; reads past its end.
fn value(pull: &mut Pull<'_>, head: &Head) -> Option<Value> {
    let words = words(pull);
    let raw = head.value.as_deref().unwrap_or_default().trim();
    let shown = |words: String| Some(Value::Text(if words.is_empty() { raw.to_owned() } else { words }));
    if head.fault {
        return Some(Value::Fault(words));
    }
    match head.kind.as_str() {
        "float" | "currency" | "percentage" => match raw.parse::<f64>() {
            Ok(number) if number.is_finite() => Some(Value::Number(number)),
            _ => shown(words),
        },
        "date" => match serial::iso(raw) {
            Some(date) => Some(Value::Date(date)),
            None => shown(words),
        },
        "boolean" => Some(Value::Truth(raw == "true")),
        "time" => match time(raw) {
            Some(part) => Some(Value::Number(part)),
            None => shown(words),
        },
        _ => shown(words),
    }
}

/// A length of time such as `PT09H30M00S` as a part of a day, the number Excel keeps for it.
fn time(raw: &str) -> Option<f64> {
    let mut seconds = 0.0;
    let mut digits = String::new();
    for c in raw.strip_prefix("PT")?.chars() {
        let unit = match c {
            '0'..='9' | '.' => {
                digits.push(c);
                continue;
            }
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += digits.parse::<f64>().ok()? * unit;
        digits.clear();
    }
    Some(seconds / 86_400.0)
}

/// The paragraphs of the cell opened last, parted by line feeds, without remarks and drawings; reads past its end.
fn words(pull: &mut Pull<'_>) -> String {
    let depth = pull.depth();
    let mut text = String::new();
    let mut paragraphs = 0;
    // Outside a paragraph white space is only for whoever reads the XML.
    let mut inside = 0;
    while let Some(token) = pull.next() {
        match token {
            Token::Open(element) if element.ns != Ns::Text => pull.skip(),
            Token::Open(element) => match element.name {
                "p" | "h" => {
                    if paragraphs > 0 {
                        text.push('\n');
                    }
                    paragraphs += 1;
                    inside = pull.depth();
                }
                "s" => text.extend(std::iter::repeat_n(' ', element.number("c").unwrap_or(1).min(1000) as usize)),
                "tab" => text.push('\t'),
                "line-break" => text.push('\n'),
                "ruby-text" => pull.skip(),
                _ => {}
            },
            Token::Text(raw, _) if inside > 0 => append(&mut text, raw),
            Token::Reference(raw, _) if inside > 0 => text.extend(resolve(raw)),
            Token::Close(..) if pull.depth() < depth => break,
            Token::Close(..) if pull.depth() < inside => inside = 0,
            _ => {}
        }
    }
    text
}

/// Adds characters as OpenDocument means them: any run of white space is one space.
fn append(text: &mut String, raw: &str) {
    for c in raw.chars() {
        if !matches!(c, ' ' | '\t' | '\r' | '\n') {
            text.push(c);
        } else if !text.ends_with([' ', '\n', '\t']) && !text.is_empty() {
            text.push(' ');
        }
    }
}
