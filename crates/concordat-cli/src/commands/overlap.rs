//! `concordat overlap`.

use super::standard_of;
use crate::arguments::{OverlapCommand, Shared};
use crate::exit::Exit;
use crate::notice::{self, Failure};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use concordat_audit::{Pack, audit};
use concordat_panels::{AgendasRead, NamedRow, TableRead, Told, UnreadRow};
use concordat_register::overlap::SubjectKind;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Reads the agendas, says how, and writes which row names which subject.
pub(crate) fn run(command: &OverlapCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard_of(&command.site)?;
    site::threads(command.judging.threads)?;
    let asked = Asked { as_at: command.judging.as_at.as_deref(), ..Asked::default() };
    let Opened { folder, order } = site::open(&command.site, asked, &standard)?;
    let bar = Bar::new(shared);
    let outcome = audit(&folder, &order, &Pack::default(), &bar);
    bar.done(&outcome.audit);
    let read = outcome.agendas;
    for (file, problem) in &outcome.audit.unread {
        notice::problem(file, problem);
    }
    if read.tables.is_empty() {
        return Err(Failure::with(
            Exit::Nothing,
            format!("there is no spreadsheet in `{}`", command.site.display()),
            "name a folder that holds agendas as .xlsx, .ods or .csv",
        ));
    }
    if !shared.quiet {
        notice::print(&told(&read, shared.verbose))?;
    }
    if let Some(path) = &command.rows {
        write(path, &csv(&read.rows))?;
        if !shared.quiet {
            notice::print(&format!("\nWritten: {}\n", path.display()))?;
        }
    }
    Ok(Exit::Done)
}

/// How each sheet was read, which rows were not, and how many subjects there are. No word of any row is in it.
fn told(read: &AgendasRead, verbose: bool) -> String {
    let mut out = String::new();
    let mut last = None;
    for table in &read.tables {
        if last != Some((&table.file, &table.sheet)) {
            out.push_str(&sheet_line(table));
            last = Some((&table.file, &table.sheet));
        }
        if !table.columns.is_empty() {
            out.push_str(&format!("  {}\n", columns(table)));
        }
    }
    let mut whys: BTreeMap<&str, Vec<&UnreadRow>> = BTreeMap::new();
    for row in &read.unread {
        whys.entry(row.why).or_default().push(row);
    }
    if !whys.is_empty() {
        out.push_str("\nRows not read, or not wholly:\n");
    }
    for (why, rows) in whys {
        out.push_str(&format!("  {:>5}  {why}\n", rows.len()));
        if verbose {
            for row in rows {
                let sheet = if row.sheet.is_empty() { String::new() } else { format!(" [{}]", row.sheet) };
                out.push_str(&format!("         {}{sheet} row {}\n", row.file, row.row));
            }
        }
    }
    out.push('\n');
    for kind in SubjectKind::ALL {
        let mut subjects: Vec<_> = read.discussions.all.iter().filter(|d| d.kind == kind).map(|d| d.subject).collect();
        subjects.sort_unstable();
        subjects.dedup();
        out.push_str(&format!("  {:>5}  {}\n", subjects.len(), kind.word().replace('_', " ")));
    }
    out.push_str("\nA column taken wrongly is put right by its heading under [agendas.columns] in concordat.toml.\n");
    out
}

fn sheet_line(table: &TableRead) -> String {
    let sheet = if table.sheet.is_empty() { String::new() } else { format!(" [{}]", table.sheet) };
    let panel = table.panel.as_ref().map(|p| format!(" of {p}")).unwrap_or_default();
    format!("{}{sheet}: {}{panel}\n", table.file, table.kind.word())
}

/// The columns of a table by letter. A heading is given only where it is one we know: anything else could be a name.
fn columns(table: &TableRead) -> String {
    let shown: Vec<String> = table
        .columns
        .iter()
        .map(|c| {
            let mark = if c.told == Told::Content { "~" } else { "" };
            let heading = if c.known { format!(" \"{}\"", c.heading) } else { String::new() };
            format!("{}{heading} {mark}{}", letters(c.number), c.role.word())
        })
        .collect();
    shown.join(" | ")
}

/// The letters by which spreadsheets call a column.
fn letters(number: u32) -> String {
    let mut out = Vec::new();
    let mut left = number + 1;
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        out.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    out.iter().rev().collect()
}

fn csv(rows: &[NamedRow]) -> String {
    let mut out = String::from("file,sheet,row,kind,subject\n");
    for row in rows {
        let kind = row.kind.word();
        out.push_str(&format!("{},{},{},{kind},{kind}-{}\n", cell(&row.file), cell(&row.sheet), row.row, row.subject.0));
    }
    out
}

/// A cell as RFC 4180 has it.
fn cell(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[expect(clippy::disallowed_methods, reason = "the command line is what writes")]
fn write(path: &Path, text: &str) -> Result<(), Failure> {
    fs::write(path, text).map_err(|e| {
        Failure::with(Exit::Unwritten, format!("`{}` cannot be written: {}", path.display(), e.kind()), "name another file with --rows")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
    }
}
