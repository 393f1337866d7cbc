//! What `concordat link` reads and writes: CSV, and Parquet where the program was built with it.

use crate::exit::Exit;
use crate::notice::Failure;
#[cfg(feature = "parquet")]
use concordat_linkage::{BadParquet, Parquet, Values, write_parquet};
use concordat_linkage::{Columns, MOST_ROWS, Tables};
use std::cell::Cell;
use std::io::{Cursor, Read, Write};
use std::path::Path;

/// What a file is by its first bytes, or by its name where they say nothing.
enum Kind {
    Csv,
    Parquet,
    /// Packed, as workbooks and some other files are.
    Workbook,
    /// An older workbook, or one with a password.
    Locked,
}

fn unopened(path: &Path, e: &std::io::Error) -> Failure {
    Failure::with(Exit::Unreadable, format!("{} could not be read: {}", path.display(), e.kind()), "check the name of the file")
}

fn named_parquet(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("parquet"))
}

/// Opens a file and tells its kind. The bytes that tell it are handed on with the rest, since a pipe can be read only once.
#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
fn open(path: &Path) -> Result<(Kind, impl Read), Failure> {
    let mut start = Vec::new();
    let file = std::fs::File::open(path).map_err(|e| unopened(path, &e))?;
    (&file).take(8).read_to_end(&mut start).map_err(|e| unopened(path, &e))?;
    let kind = match start.as_slice() {
        [b'P', b'A', b'R', b'1' | b'E', ..] => Kind::Parquet,
        [b'P', b'K', 3, 4, ..] => Kind::Workbook,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Kind::Locked,
        _ if named_parquet(path) => Kind::Parquet,
        _ => Kind::Csv,
    };
    Ok((kind, Cursor::new(start).chain(file)))
}

/// A workbook is no table this command reads.
fn workbook(path: &Path, locked: bool) -> Failure {
    let path = path.display();
    if locked {
        let met = format!("{path} is a workbook with a password, or one of Excel 97 to 2003");
        return Failure::with(Exit::Locked, met, "open it, take the password off, and save the sheet as CSV in UTF-8");
    }
    let help = "save its sheet as CSV in UTF-8; `concordat overlap` and `concordat audit` read workbooks of agendas as they are";
    Failure::with(Exit::Unsupported, format!("{path} is a workbook or another packed file, and this command reads CSV"), help)
}

/// Adds the rows of a file to those of other files, and says how many rows were blank and are left out. What somebody should know of the file goes to `notes`.
pub(super) fn rows(path: &Path, tables: &mut Tables, notes: &mut Vec<String>) -> Result<u64, Failure> {
    let blank = match open(path)? {
        (Kind::Csv, bytes) => csv_rows(path, bytes, tables, notes)?,
        (Kind::Parquet, bytes) => parquet_rows(path, bytes, tables)?,
        (Kind::Workbook, _) => return Err(workbook(path, false)),
        (Kind::Locked, _) => return Err(workbook(path, true)),
    };
    tables.end();
    Ok(blank)
}

fn no_names(path: &Path) -> Failure {
    Failure::misuse(format!("{} has no column of names", path.display()), "call a column forename, surname or name")
}

/// Refuses more rows than keys can tell apart.
fn room(path: &Path, rows: u64) -> Result<(), Failure> {
    if rows <= MOST_ROWS as u64 {
        return Ok(());
    }
    let met = format!("with {} there are more than {MOST_ROWS} rows", path.display());
    Err(Failure::with(Exit::TooLarge, met, "link fewer rows at a time, as by region or by year of birth"))
}

/// Counts quotation marks as bytes go by: each is closed by another.
struct Quotes<'c, R> {
    bytes: R,
    met: &'c Cell<u64>,
}

impl<R: Read> Read for Quotes<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        let met = buffer.iter().take(read).map(|byte| u64::from(*byte == b'"')).sum::<u64>();
        self.met.set(self.met.get() + met);
        Ok(read)
    }
}

fn csv_rows(path: &Path, bytes: impl Read, tables: &mut Tables, notes: &mut Vec<String>) -> Result<u64, Failure> {
    let quotes = Cell::new(0);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(Quotes { bytes, met: &quotes });
    let columns = Columns::read(reader.headers().map_err(|e| no_csv(path, &e))?).ok_or_else(|| no_names(path))?;
    let mut line = csv::StringRecord::new();
    let (mut number, mut blank) = (1u64, 0);
    // The row of most lines, and how many those are.
    let (mut longest, mut lines) = (0, 1);
    while reader.read_record(&mut line).map_err(|e| no_csv(path, &e))? {
        number += 1;
        let span = line.iter().map(|cell| cell.bytes().filter(|byte| *byte == b'\n').count()).sum::<usize>() + 1;
        if span > lines {
            (longest, lines) = (number, span);
        }
        if line.as_slice().trim_start().is_empty() {
            blank += 1;
        } else {
            room(path, tables.records.len() as u64 + 1)?;
            tables.push(&columns, number, |at| line.get(at).unwrap_or_default());
        }
    }
    if quotes.get() % 2 == 1 && longest > 0 {
        notes.push(format!(
            "note: a quotation mark in {} is not closed, and row {longest} was read as {lines} lines: close it, or what follows it is lost",
            path.display()
        ));
    }
    Ok(blank)
}

fn no_csv(path: &Path, e: &csv::Error) -> Failure {
    let kind = if matches!(e.kind(), csv::ErrorKind::Io(_)) { Exit::Unreadable } else { Exit::Damaged };
    let line = e.position().map_or(String::new(), |place| format!(" at line {}", place.line()));
    let met = format!("{} could not be read{line}", path.display());
    Failure::with(kind, met, "give a CSV file in UTF-8 whose first line names the columns")
}

/// The cells of a table that this command wrote, without its headings, which must begin and end as those of `wanted`.
pub(super) fn table(path: &Path, wanted: &[&str]) -> Result<Vec<Vec<String>>, Failure> {
    match open(path)? {
        (Kind::Csv, bytes) => csv_table(path, bytes, wanted),
        (Kind::Parquet, bytes) => parquet_table(path, bytes, wanted),
        (Kind::Workbook, _) => Err(workbook(path, false)),
        (Kind::Locked, _) => Err(workbook(path, true)),
    }
}

fn csv_table(path: &Path, bytes: impl Read, wanted: &[&str]) -> Result<Vec<Vec<String>>, Failure> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    headed(path, reader.headers().map_err(|e| no_csv(path, &e))?.iter(), wanted)?;
    reader.records().map(|line| line.map(|line| line.iter().map(str::to_owned).collect()).map_err(|e| no_csv(path, &e))).collect()
}

/// Refuses a table with other columns than are read from it: a list of something else would be passed over without a word. Headings are not repeated, since a name may stand there.
fn headed<'h>(path: &Path, headings: impl Iterator<Item = &'h str>, wanted: &[&str]) -> Result<(), Failure> {
    let named: Vec<String> = headings.map(|h| h.trim().trim_start_matches('\u{feff}').to_ascii_lowercase()).collect();
    if wanted.iter().all(|wanted| named.iter().any(|name| name == wanted)) {
        return Ok(());
    }
    let met = format!("{} has no columns called {}", path.display(), wanted.join(", "));
    Err(Failure::misuse(met, "give a file that an earlier run wrote: with --out for --known, with --review or --pairs for --decisions"))
}

#[cfg(not(feature = "parquet"))]
fn without_parquet(path: &Path) -> Failure {
    Failure::with(
        Exit::Unsupported,
        format!("{} is Parquet, which this program was built without", path.display()),
        "give CSV, or build the program with `cargo build --release --features concordat-cli/parquet`",
    )
}

#[cfg(not(feature = "parquet"))]
fn parquet_rows(path: &Path, _: impl Read, _: &mut Tables) -> Result<u64, Failure> {
    Err(without_parquet(path))
}

#[cfg(not(feature = "parquet"))]
fn parquet_table(path: &Path, _: impl Read, _: &[&str]) -> Result<Vec<Vec<String>>, Failure> {
    Err(without_parquet(path))
}

#[cfg(feature = "parquet")]
fn bad_parquet(path: &Path, problem: BadParquet) -> Failure {
    let help = match problem {
        BadParquet::Nested(_) => "write the column as text, or leave it out",
        BadParquet::Bytes(_) => "write the column as text in UTF-8",
        BadParquet::Packed(_) => "write the file again, packed with Snappy or Zstandard",
        _ => "write the file again, without encryption and in pages of a usual size",
    };
    let met = match problem {
        BadParquet::Damaged => format!("{} is {problem}", path.display()),
        _ => format!("{problem}, in {}", path.display()),
    };
    let exit = if matches!(problem, BadParquet::Packed(_)) { Exit::Unsupported } else { Exit::Damaged };
    Failure::with(exit, met, help)
}

#[cfg(feature = "parquet")]
fn parquet(path: &Path, mut bytes: impl Read) -> Result<Parquet, Failure> {
    let mut whole = Vec::new();
    bytes.read_to_end(&mut whole).map_err(|e| unopened(path, &e))?;
    Parquet::open(whole).map_err(|problem| bad_parquet(path, problem))
}

/// Rows are numbered as those of a CSV file of the same rows would be, so that one can stand for the other.
#[cfg(feature = "parquet")]
fn parquet_rows(path: &Path, bytes: impl Read, tables: &mut Tables) -> Result<u64, Failure> {
    let file = parquet(path, bytes)?;
    let columns = Columns::read(file.headings()).ok_or_else(|| no_names(path))?;
    room(path, file.rows_told().saturating_add(tables.records.len() as u64))?;
    let (mut number, mut blank) = (1u64, 0);
    let push = |cells: &[String]| {
        number += 1;
        if cells.iter().all(|cell| cell.trim_start().is_empty()) {
            blank += 1;
        } else {
            tables.push(&columns, number, |at| cells.get(at).map_or("", String::as_str));
        }
    };
    file.rows(|at| columns.reads(at), push).map_err(|problem| bad_parquet(path, problem))?;
    Ok(blank)
}

#[cfg(feature = "parquet")]
fn parquet_table(path: &Path, bytes: impl Read, wanted: &[&str]) -> Result<Vec<Vec<String>>, Failure> {
    let mut rows = Vec::new();
    let file = parquet(path, bytes)?;
    headed(path, file.headings(), wanted)?;
    file.rows(|_| true, |cells| rows.push(cells.to_vec())).map_err(|problem| bad_parquet(path, problem))?;
    Ok(rows)
}

/// A column to be written.
pub(super) enum Column<'a> {
    Text(Vec<&'a str>),
    Whole(Vec<u32>),
    /// Numbers, with as many places in CSV.
    Number(Vec<f64>, usize),
    /// Nothing yet, for a person to fill in.
    Empty,
}

impl Column<'_> {
    fn cell(&self, row: usize, cell: &mut String) {
        use std::fmt::Write as _;
        cell.clear();
        match self {
            Self::Text(values) => cell.push_str(values.get(row).copied().unwrap_or_default()),
            Self::Whole(values) => values.get(row).into_iter().for_each(|value| _ = write!(cell, "{value}")),
            Self::Number(values, places) => values.get(row).into_iter().for_each(|value| _ = write!(cell, "{value:.places$}")),
            Self::Empty => {}
        }
    }
}

#[cfg(feature = "parquet")]
fn values<'a>(column: &Column<'a>, rows: usize) -> Values<'a> {
    match column {
        Column::Text(values) => Values::Text(values.clone()),
        Column::Whole(values) => Values::Whole(values.iter().map(|value| i64::from(*value)).collect()),
        Column::Number(values, _) => Values::Number(values.clone()),
        Column::Empty => Values::Text(vec![""; rows]),
    }
}

fn unwritten(e: &std::io::Error) -> Failure {
    Failure::with(Exit::Unwritten, format!("the output could not be written: {}", e.kind()), "check the folder and the disk")
}

/// Whether two paths lead to one file on a disk, or would once it is written.
pub(super) fn one_place(a: &Path, b: &Path) -> bool {
    match (std::fs::canonicalize(a), std::fs::canonicalize(b)) {
        // A device, as /dev/null, may be written to twice.
        (Ok(a), Ok(b)) => a == b && a.is_file(),
        _ => a == b,
    }
}

/// Whether two files on a disk are byte for byte the same. A pipe has been read by now, and says nothing.
#[expect(clippy::disallowed_methods, reason = "the command line reads files")]
pub(super) fn same(a: &Path, b: &Path) -> bool {
    let size = |path: &Path| std::fs::metadata(path).ok().filter(std::fs::Metadata::is_file).map(|file| file.len());
    if size(a).is_none() || size(a) != size(b) {
        return false;
    }
    let (Ok(a), Ok(b)) = (std::fs::File::open(a), std::fs::File::open(b)) else { return false };
    let (mut one, mut other) = (Vec::new(), Vec::new());
    loop {
        one.clear();
        other.clear();
        let read = ((&a).take(1 << 16).read_to_end(&mut one), (&b).take(1 << 16).read_to_end(&mut other));
        match read {
            (Ok(_), Ok(_)) if one != other => return false,
            (Ok(0), Ok(0)) => return true,
            (Ok(_), Ok(_)) => {}
            _ => return false,
        }
    }
}

/// Refuses a place that cannot be written as its name asks, before any work is done for it.
pub(super) fn can_write(path: &Path) -> Result<(), Failure> {
    #[cfg(not(feature = "parquet"))]
    if named_parquet(path) {
        return Err(Failure::with(
            Exit::Unsupported,
            format!("{} is to be Parquet, which this program was built without", path.display()),
            "name a CSV file, or build the program with `cargo build --release --features concordat-cli/parquet`",
        ));
    }
    let _ = path;
    Ok(())
}

/// Writes columns of `rows` rows: as Parquet where the file is named so, else as CSV; on standard output where there is no file.
pub(super) fn write(path: Option<&Path>, rows: usize, columns: &[(&str, Column<'_>)]) -> Result<(), Failure> {
    #[cfg(feature = "parquet")]
    if let Some(path) = path.filter(|path| named_parquet(path)) {
        let columns: Vec<(&str, Values<'_>)> = columns.iter().map(|(name, column)| (*name, values(column, rows))).collect();
        let file = std::fs::File::create(path).map_err(|e| unwritten(&e))?;
        return write_parquet(&columns, std::io::BufWriter::new(file)).map_err(|e| unwritten(&e));
    }
    text(path, |out| {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(columns.iter().map(|(name, _)| name))?;
        let mut cell = String::new();
        for row in 0..rows {
            for (_, column) in columns {
                column.cell(row, &mut cell);
                table.write_field(&cell)?;
            }
            table.write_record(None::<&[u8]>)?;
        }
        table.flush()
    })
}

/// Writes lines to a file, or on standard output. A reader that goes away, as `head` does, is no failure.
pub(super) fn text(path: Option<&Path>, lines: impl FnOnce(&mut dyn Write) -> std::io::Result<()>) -> Result<(), Failure> {
    match path {
        Some(path) => {
            let mut out = std::io::BufWriter::new(std::fs::File::create(path).map_err(|e| unwritten(&e))?);
            lines(&mut out).and_then(|()| out.flush()).map_err(|e| unwritten(&e))
        }
        None => match lines(&mut std::io::stdout().lock()) {
            Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(unwritten(&e)),
            _ => Ok(()),
        },
    }
}
