//! One sheet of an Excel workbook, cell by cell.

use super::strings::{plain, rich};
use super::{Book, Missing};
use crate::Limits;
use crate::sheet::budget::Budget;
use crate::sheet::serial;
use crate::sheet::{COLUMNS, ROWS};
use crate::xml::{Cut, Element, Ns, Pull, Source, Token};
use concordat_register::Problem;
use concordat_register::workbook::{Cell, Merged, Sheet, Value};

/// What a cell says of itself before its value.
struct Head {
    column: u32,
    kind: Kind,
    format: usize,
}

/// How a cell's value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Words,
    Truth,
    Fault,
    Day,
}

/// Reads a sheet piece by piece, since a sheet may have a million rows that were formatted and never filled.
pub(super) struct Reader<'r> {
    book: &'r Book,
    sheet: &'r mut Sheet,
    missing: &'r mut Missing,
    budget: &'r mut Budget,
    limits: &'r Limits,
    row: u32,
    next_column: u32,
    cells: Vec<Cell>,
    /// The tags that open and close what a piece from the middle stands in.
    around: Option<(String, String)>,
    /// What was wrong first.
    problem: Option<Problem>,
}

impl<'r> Reader<'r> {
    /// Reads rows and merged cells into `sheet`.
    pub(super) fn new(book: &'r Book, sheet: &'r mut Sheet, missing: &'r mut Missing, budget: &'r mut Budget, limits: &'r Limits) -> Self {
        Self { book, sheet, missing, budget, limits, row: 0, next_column: 0, cells: Vec::new(), around: None, problem: None }
    }

    /// Reads the next piece; whether more is wanted.
    pub(super) fn read(&mut self, piece: Vec<u8>, last: bool) -> bool {
        let (opening, closing) = self.around.as_ref().map_or(("", ""), |(opening, closing)| (opening, closing));
        let source = if opening.is_empty() && last {
            Source::new(piece)
        } else {
            // A first piece that is not the last says itself what it must be closed with.
            let own = if opening.is_empty() { around(&String::from_utf8_lossy(&piece)).1 } else { closing.to_owned() };
            Source::new([opening.as_bytes(), &piece, if last { &[] } else { own.as_bytes() }].concat())
        };
        if self.around.is_none() {
            self.around = Some(around(source.text()));
        }
        let mut pull = Pull::new(&source, self.limits);
        let stopped = self.rows(&mut pull);
        self.problem = self.problem.take().or_else(|| pull.problem(""));
        !stopped && !self.budget.is_spent()
    }

    /// Puts in order what was read. A problem where the sheet, called `what`, ends early.
    pub(super) fn finish(mut self, what: &str) -> Option<Problem> {
        self.end_row();
        order_rows(self.sheet);
        let problem = self.problem.filter(|_| !self.budget.is_spent())?;
        Some(Problem::new(problem.kind, format!("{what} is damaged or took too long; what stands before was read"), problem.help))
    }

    fn end_row(&mut self) {
        self.budget.row(self.sheet, self.row.max(1), in_order(std::mem::take(&mut self.cells)));
    }

    /// Reads the rows of a piece; whether reading was told to stop.
    fn rows(&mut self, pull: &mut Pull<'_>) -> bool {
        while let Some(token) = pull.next() {
            match token {
                Token::Open(element) if element.ns == Ns::Sheet => self.open(pull, &element),
                Token::Close(Ns::Sheet, "row") => self.end_row(),
                _ => {}
            }
            if self.budget.is_spent() {
                break;
            }
        }
        pull.cut == Some(Cut::Stopped)
    }

    fn open(&mut self, pull: &mut Pull<'_>, element: &Element<'_>) {
        match element.name {
            "row" => {
                self.row = element.number("r").filter(|r| (1..=ROWS).contains(r)).unwrap_or(self.row + 1).min(ROWS);
                self.next_column = 0;
            }
            "c" => {
                let head = head(element, self.next_column);
                self.next_column = head.column + 1;
                if let Some(value) = value(pull, &head, self.book, self.missing)
                    && head.column < COLUMNS
                {
                    self.budget.cell(&mut self.cells, head.column, value);
                }
            }
            "mergeCell" => {
                if let Some(merged) = element.attribute("ref").and_then(|r| area(&r))
                    && self.budget.take(size_of::<Merged>() as u64)
                {
                    self.sheet.merged.push(merged);
                }
            }
            _ => {}
        }
    }
}

/// The last place in part of a sheet at which a row begins.
pub(super) fn between_rows(bytes: &[u8]) -> Option<usize> {
    let mut end = bytes.len();
    while let Some(at) = bytes.get(..end)?.windows(4).rposition(|w| w == b"row " || w == b"row>") {
        // `<row` or, with a prefix, `<x:row`.
        let before = bytes.get(..at)?;
        let name = before.iter().rev().take_while(|b| b.is_ascii_alphanumeric() || **b == b':').count();
        let start = at - name;
        let opens = start.checked_sub(1).filter(|&tag| bytes.get(tag) == Some(&b'<'));
        if let Some(tag) = opens.filter(|&tag| tag > 0 && (name == 0 || before.last() == Some(&b':'))) {
            return Some(tag);
        }
        end = at + 3;
    }
    None
}

/// The tags inside which the rows stand: those that open them, with what prefixes stand for and the encoding, and those that close them.
fn around(text: &str) -> (String, String) {
    let find = || {
        let (before, _) = text.split_once("sheetData")?;
        let prefix = before.rsplit_once('<')?.1;
        let (head, rest) = before.split_once(&format!("<{prefix}worksheet"))?;
        let (root, _) = rest.split_once('>')?;
        let declaration = head.find("?>").and_then(|end| head.get(..end + 2)).unwrap_or_default();
        let opening = format!("{declaration}<{prefix}worksheet{root}><{prefix}sheetData>");
        Some((opening, format!("</{prefix}sheetData></{prefix}worksheet>")))
    };
    find().unwrap_or_default()
}

fn head(element: &Element<'_>, next: u32) -> Head {
    let mut head = Head { column: next, kind: Kind::Number, format: 0 };
    for (name, value) in element.attributes() {
        match name {
            "r" => head.column = place(&value).map_or(next, |(column, _)| column),
            "s" => head.format = value.trim().parse().unwrap_or(0),
            "t" => {
                head.kind = match &*value {
                    "s" => Kind::Shared,
                    "str" | "inlineStr" => Kind::Words,
                    "b" => Kind::Truth,
                    "e" => Kind::Fault,
                    "d" => Kind::Day,
                    _ => Kind::Number,
                }
            }
            _ => {}
        }
    }
    head
}

/// The value of the cell opened last; reads past its end.
fn value(pull: &mut Pull<'_>, head: &Head, book: &Book, missing: &mut Missing) -> Option<Value> {
    let depth = pull.depth();
    let (mut written, mut formula) = (None, false);
    while let Some(token) = pull.next() {
        match token {
            Token::Open(element) if element.is(Ns::Sheet, "v") => {
                let raw = pull.content();
                written = Some(of(&raw, head, book, missing));
            }
            Token::Open(element) if element.is(Ns::Sheet, "is") => written = Some(Some(Value::Text(rich(pull)))),
            Token::Open(element) if element.is(Ns::Sheet, "f") => {
                formula = true;
                pull.skip();
            }
            Token::Close(..) if pull.depth() < depth => break,
            _ => {}
        }
    }
    let value = written.flatten();
    // A formula that gives no words has them written as empty; one whose number is not written was never worked out.
    if value.is_none() && formula {
        missing.values += 1;
    }
    value
}

fn of(raw: &str, head: &Head, book: &Book, missing: &mut Missing) -> Option<Value> {
    let trimmed = raw.trim();
    if trimmed.is_empty() && head.kind != Kind::Words {
        return None;
    }
    Some(match head.kind {
        Kind::Shared => {
            let Some(words) = trimmed.parse().ok().and_then(|number| book.strings.get(number)) else {
                missing.words += 1;
                return None;
            };
            Value::Text(words.to_owned())
        }
        Kind::Words => Value::Text(plain(raw)),
        Kind::Truth => Value::Truth(matches!(trimmed, "1" | "true" | "TRUE")),
        Kind::Fault => Value::Fault(trimmed.to_owned()),
        Kind::Day => serial::iso(trimmed).map_or_else(|| Value::Text(raw.to_owned()), Value::Date),
        Kind::Number => match trimmed.parse::<f64>() {
            Ok(number) if number.is_finite() && book.formats.shows_day(head.format) => serial::day(number, book.epoch),
            Ok(number) if number.is_finite() => Value::Number(number),
            _ => Value::Text(raw.to_owned()),
        },
    })
}

/// Column, from 0, and row, from 1, of a cell's name such as `AB12`.
fn place(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().trim_start_matches('$');
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = name.split_at_checked(letters)?;
    let column = letters.bytes().try_fold(0u32, |sum, b| {
        let sum = sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1;
        (sum <= COLUMNS).then_some(sum)
    })?;
    Some((column.checked_sub(1)?, digits.trim_start_matches('$').parse().ok()?))
}

/// Merged cells such as `A1:C2`.
fn area(name: &str) -> Option<Merged> {
    let (first, last) = name.split_once(':')?;
    let ((first_column, first_row), (last_column, last_row)) = (place(first)?, place(last)?);
    let sound = first_row >= 1 && first_row <= last_row && first_column <= last_column && last_row <= ROWS;
    sound.then_some(Merged { first_row, first_column, last_row, last_column })
}

/// Cells in order of column; of two in one place the last counts, as it does for Excel.
fn in_order(mut cells: Vec<Cell>) -> Vec<Cell> {
    if cells.is_sorted_by(|a, b| a.column < b.column) {
        return cells;
    }
    cells.reverse();
    cells.sort_by_key(|cell| cell.column);
    cells.dedup_by_key(|cell| cell.column);
    cells
}

/// Puts rows that a damaged file holds out of order, or twice, where they belong.
fn order_rows(sheet: &mut Sheet) {
    if sheet.rows.is_sorted_by(|a, b| a.number < b.number) {
        return;
    }
    sheet.rows.sort_by_key(|row| row.number);
    sheet.rows.dedup_by(|later, first| {
        let same = later.number == first.number;
        if same {
            first.cells.append(&mut later.cells);
            first.cells = in_order(std::mem::take(&mut first.cells));
        }
        same
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cells_name_is_its_place() {
        assert_eq!(place("A1"), Some((0, 1)));
        assert_eq!(place("$ab$12"), Some((27, 12)));
        assert_eq!(place("XFD1048576"), Some((16_383, 1_048_576)));
        for bad in ["XFE1", "ZZZZZZZZZZ1", "12", "A", "A1x", ""] {
            assert_eq!(place(bad), None, "{bad}");
        }
    }
}
