//! Values parted by commas, semicolons, tabs or bars, one row a line unless a quotation holds line feeds.

use super::budget::Budget;
use super::{COLUMNS, ROWS};
use crate::Limits;
use crate::decode::decode;
use concordat_register::workbook::{Cell, Sheet, Value, Workbook};
use concordat_register::{Problem, ProblemKind, Read};
use std::borrow::Cow;

/// What may part values, the likeliest first.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
/// Rows and bytes looked at to tell the separator.
const LOOKED_AT: (usize, usize) = (100, 32 << 10);
/// Rows between two questions whether to stop.
const STRIDE: u32 = 1024;

/// Reads a file of separated values as one sheet without a name. Every value is text, as it stands.
pub(super) fn read(bytes: &[u8], budget: &mut Budget, limits: &Limits) -> Read<Workbook> {
    if bytes.len() as u64 > limits.memory / 4 {
        return Read::failed(Problem::new(
            ProblemKind::TooLarge,
            "the file is larger than the memory limit allows",
            "split it, or raise the memory limit",
        ));
    }
    let decoded = decode(bytes);
    let (said, text) = said(&decoded.text);
    let separator = said.unwrap_or_else(|| guess(text));
    let mut problems: Vec<Problem> = decoded.problem.into_iter().collect();
    let mut sheet = Sheet::default();
    let mut rows = Rows { rest: text, separator, unclosed: None, number: 0 };
    while let Some(fields) = rows.next() {
        let mut cells: Vec<Cell> = Vec::new();
        for (column, field) in (0..COLUMNS).zip(fields) {
            budget.cell(&mut cells, column, Value::Text(field.into_owned()));
        }
        budget.row(&mut sheet, rows.number, cells);
        if budget.is_spent() {
            break;
        }
        if rows.number >= ROWS {
            problems.extend((!rows.rest.is_empty()).then(too_many_rows));
            break;
        }
        if rows.number.is_multiple_of(STRIDE) && (limits.stop)() {
            problems.push(crate::limits::stopped());
            break;
        }
    }
    problems.extend(rows.unclosed.map(|row| {
        Problem::new(
            ProblemKind::Partial,
            format!("a quotation mark in row {row} is never closed and was read as it stands"),
            "open the file in a spreadsheet program and look at that row",
        )
    }));
    Read { value: Some(Workbook { sheets: vec![sheet] }), problems }
}

/// Whether text is plainly a table of separated values, whatever the file is called: most of its lines have the same three columns or more,
/// and they are short.
#[must_use]
pub fn is_separated(bytes: &[u8]) -> bool {
    let head = bytes.get(..LOOKED_AT.1).unwrap_or(bytes);
    if crate::decode::is_junk(head) {
        return false;
    }
    let decoded = decode(head);
    let (said, text) = said(&decoded.text);
    if said.is_some() {
        return true;
    }
    let separator = guess(text);
    let counts = counts(text, separator);
    let modal = modal(&counts);
    // Prose has commas, but not as many in each line.
    let agree = counts.iter().filter(|&&c| c == modal).count();
    counts.len() >= 3 && modal >= 3 && agree * 10 >= counts.len() * 8
}

fn too_many_rows() -> Problem {
    Problem::new(ProblemKind::Partial, "it has more rows than a spreadsheet can; what stands before was read", "split the file")
}

/// The separator that a first line such as `sep=;` names, and the text after that line, which no spreadsheet program counts as a row.
fn said(text: &str) -> (Option<char>, &str) {
    let none = (None, text);
    let Some(after) = text.get(..4).filter(|t| t.eq_ignore_ascii_case("sep=")).and_then(|_| text.get(4..)) else { return none };
    let mut rest = after.chars();
    let Some(separator) = rest.next().filter(|c| !matches!(c, '\r' | '\n' | '"')) else { return none };
    let rest = rest.as_str();
    match rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])) {
        Some(rest) => (Some(separator), rest),
        None => none,
    }
}

/// The separator under which most of the first rows have the same number of columns, and many.
fn guess(text: &str) -> char {
    let mut best = (0, ',');
    for separator in SEPARATORS {
        let counts = counts(text, separator);
        let modal = modal(&counts);
        let agree = counts.iter().filter(|&&c| c == modal).count();
        let weight = agree * modal.saturating_sub(1).min(12);
        if weight > best.0 {
            best = (weight, separator);
        }
    }
    best.1
}

/// The number of columns of each of the first rows that have any words.
fn counts(text: &str, separator: char) -> Vec<usize> {
    let mut end = LOOKED_AT.1.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut rows = Rows { rest: text.get(..end).unwrap_or(text), separator, unclosed: None, number: 0 };
    let mut counts = Vec::new();
    while counts.len() < LOOKED_AT.0
        && let Some(fields) = rows.next()
    {
        if fields.iter().any(|f| !f.trim().is_empty()) {
            counts.push(fields.len());
        }
    }
    counts
}

/// The number of columns, above one, that most rows have; of two as frequent the larger.
fn modal(counts: &[usize]) -> usize {
    let mut sorted: Vec<usize> = counts.iter().copied().filter(|&c| c > 1).collect();
    sorted.sort_unstable();
    sorted.chunk_by(|a, b| a == b).max_by_key(|same| same.len()).and_then(|same| same.first().copied()).unwrap_or(1)
}

/// Rows of fields, quotations opened.
struct Rows<'t> {
    rest: &'t str,
    separator: char,
    /// The first row with a quotation mark that is never closed.
    unclosed: Option<u32>,
    /// The row given last, from 1.
    number: u32,
}

impl<'t> Rows<'t> {
    fn next(&mut self) -> Option<Vec<Cow<'t, str>>> {
        if self.rest.is_empty() {
            return None;
        }
        self.number = self.number.saturating_add(1);
        let mut fields = Vec::new();
        loop {
            fields.push(self.field());
            if let Some(rest) = self.rest.strip_prefix(self.separator) {
                self.rest = rest;
                continue;
            }
            let rest = self.rest;
            self.rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
            return Some(fields);
        }
    }

    /// One field; what is left begins with a separator or the end of the line.
    fn field(&mut self) -> Cow<'t, str> {
        let start = self.rest.trim_start_matches(' ');
        // `="007"` keeps Excel from reading a number.
        let quoted = start.strip_prefix("=\"").or_else(|| start.strip_prefix('"'));
        if let Some(inside) = quoted {
            if let Some((text, rest)) = quotation(inside) {
                let (tail, rest) = self.plain(rest);
                self.rest = rest;
                return if tail.trim().is_empty() { text } else { Cow::Owned(text.into_owned() + tail) };
            }
            self.unclosed = self.unclosed.or(Some(self.number));
        }
        let (text, rest) = self.plain(self.rest);
        self.rest = rest;
        Cow::Borrowed(text)
    }

    /// What stands before the next separator or end of line, and the rest.
    fn plain(&self, text: &'t str) -> (&'t str, &'t str) {
        let end = text.find([self.separator, '\r', '\n']).unwrap_or(text.len());
        text.split_at_checked(end).unwrap_or((text, ""))
    }
}

/// What stands before the closing mark, doubled marks made single, and what comes after it; none where it is never closed.
fn quotation(inside: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut doubled = false;
    let mut from = 0;
    loop {
        let at = from + inside.get(from..)?.find('"')?;
        let after = inside.get(at + 1..)?;
        if after.starts_with('"') {
            doubled = true;
            from = at + 2;
            continue;
        }
        let text = inside.get(..at)?;
        let returns = text.contains('\r');
        let mut owned = if doubled { Cow::Owned(text.replace("\"\"", "\"")) } else { Cow::Borrowed(text) };
        if returns {
            owned = Cow::Owned(owned.replace("\r\n", "\n").replace('\r', "\n"));
        }
        return Some((owned, after));
    }
}
