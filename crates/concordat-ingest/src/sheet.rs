//! Spreadsheets: Excel workbooks, OpenDocument spreadsheets and files of separated values.

mod budget;
mod ods;
mod separated;
mod serial;
#[cfg(test)]
mod tests;
mod xlsx;

pub use separated::is_separated;

use crate::package::{Package, locked};
use crate::sniff::{self, compound};
use crate::{Limits, decode};
use budget::Budget;
use concordat_register::workbook::Workbook;
use concordat_register::{Problem, ProblemKind, Read};

/// Rows a spreadsheet can have in today's programs.
const ROWS: u32 = 1_048_576;
/// Columns a spreadsheet can have in today's programs.
const COLUMNS: u32 = 16_384;
/// Bytes in which what a text begins as is looked for.
const HEAD: usize = 4096;

/// Reads one spreadsheet: `.xlsx`, `.xlsm`, `.ods`, `.fods`, or values parted by commas, semicolons, tabs or bars.
///
/// The bytes say which; `name` is the file's name, whose extension only adds a note where it says otherwise. Cells stand as they are: a
/// date of 30 February and an age of 170 are for whoever reads the rows to doubt. Problems hold no words of the file.
#[must_use]
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Read<Workbook> {
    let extension = sniff::extension(name);
    if let Some(problem) = sniff::blank(bytes).or_else(|| not_read(bytes)) {
        return Read::failed(problem);
    }
    let mut budget = Budget::new(limits);
    let (mut read, kind) = if bytes.starts_with(b"PK") {
        package(bytes, &mut budget, limits)
    } else if is_flat(bytes) {
        (ods::read_flat(bytes, &mut budget, limits), Kind::Ods)
    } else if decode::is_junk(bytes) {
        return Read::failed(Problem::new(
            ProblemKind::Damaged,
            "it is neither a spreadsheet nor text",
            "ask for the file again; it may have been cut short or overwritten",
        ));
    } else {
        (separated::read(bytes, &mut budget, limits), Kind::Separated)
    };
    read.problems.extend(budget.problem());
    if read.value.is_some() {
        read.problems.extend(kind.disagreement(&extension));
    }
    read
}

/// What a spreadsheet is written as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Ods,
    Separated,
}

impl Kind {
    fn disagreement(self, extension: &str) -> Option<Problem> {
        let (called, own): (_, &[&str]) = match self {
            Self::Xlsx => ("an Excel workbook", &["xlsx", "xlsm", "xltx", "xltm"]),
            Self::Ods => ("an OpenDocument spreadsheet", &["ods", "ots", "fods"]),
            Self::Separated => ("text of separated values", &["csv", "tsv", "tab", "txt", "text"]),
        };
        if extension.is_empty() || own.contains(&extension) {
            return None;
        }
        Some(Problem::new(
            ProblemKind::Note,
            format!("it is {called} although it is called .{extension}"),
            "give it the extension of what it is",
        ))
    }
}

/// A ZIP package of either kind.
fn package(bytes: &[u8], budget: &mut Budget, limits: &Limits) -> (Read<Workbook>, Kind) {
    let failed = |problem| (Read::failed(problem), Kind::Xlsx);
    let unsupported = |met: &str, help: &str| failed(Problem::new(ProblemKind::Unsupported, met, help));
    let package = match Package::open(bytes, limits) {
        Ok(package) => package,
        Err(problem) => return failed(problem),
    };
    let holds = |folder: &str| package.names().any(|n| n.starts_with(folder));
    if package.has("xl/workbook.bin") {
        return unsupported("it is a binary Excel workbook (.xlsb), which is not read", "open it in Excel and save it as .xlsx");
    }
    if holds("xl/") {
        return (xlsx::read(package, budget, limits), Kind::Xlsx);
    }
    if package.has("content.xml") || package.has("mimetype") {
        return (ods::read(package, budget, limits), Kind::Ods);
    }
    if holds("word/") || holds("ppt/") {
        return unsupported("it is a document or presentation under the name of a spreadsheet", "give it its right extension");
    }
    if package.has("index/document.iwa") {
        return unsupported("it is a Numbers spreadsheet, which is not read", "open it in Numbers and export it as .xlsx");
    }
    if package.salvaged || package.has("[Content_Types].xml") {
        return failed(Problem::new(
            ProblemKind::Damaged,
            "the file is cut short before its first sheet",
            "ask for the file again, or open it in the program it came from and save a copy",
        ));
    }
    unsupported("it is a ZIP archive", "unpack it and put the spreadsheets themselves in the folder")
}

/// What is plainly not a spreadsheet that is read, and what to do about it.
fn not_read(bytes: &[u8]) -> Option<Problem> {
    let unsupported = |met: &str, help: &str| Some(Problem::new(ProblemKind::Unsupported, met, help));
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if bytes.starts_with(compound::MAGIC) {
        if compound::holds(bytes, "EncryptedPackage") || compound::holds(bytes, "EncryptionInfo") {
            return Some(locked());
        }
        return unsupported(
            "it is a spreadsheet of the kind used before 2007 (.xls), which is not read",
            "open it in Excel or LibreOffice and save it as .xlsx",
        );
    }
    // The records that begin workbooks of Excel 2 to 4, before compound files.
    if [b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00"].iter().any(|mark| bytes.starts_with(*mark)) {
        return unsupported("it is a spreadsheet of the 1990s, which is not read", "open it in LibreOffice and save it as .xlsx");
    }
    if let Some((met, help)) = sniff::other(bytes) {
        return unsupported(met, help);
    }
    if bytes.starts_with(b"%PDF-") {
        return unsupported(
            "it is a PDF under the name of a spreadsheet",
            "ask for the spreadsheet itself, or give it its right extension",
        );
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if text.starts_with(b"{\\rtf") {
        return unsupported("it is an RTF document under the name of a spreadsheet", "give it its right extension");
    }
    if sniff::contains(head, b"Excel.Sheet") || sniff::contains(head, b"urn:schemas-microsoft-com:office:spreadsheet") {
        return unsupported(
            "it is a spreadsheet saved as XML or as a web page, which is not read",
            "open it in Excel or LibreOffice and save it as .xlsx",
        );
    }
    let table = text.get(..6).is_some_and(|t| t.eq_ignore_ascii_case(b"<table"));
    if table || sniff::looks_like_html(bytes) {
        return unsupported("it is a web page under the name of a spreadsheet", "open it in Excel or LibreOffice and save it as .xlsx");
    }
    None
}

/// Whether it is an OpenDocument spreadsheet as one XML file.
fn is_flat(bytes: &[u8]) -> bool {
    let head = bytes.get(..64 << 10).unwrap_or(bytes);
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    text.starts_with(b"<") && sniff::contains(head, b"urn:oasis:names:tc:opendocument:xmlns:office:1.0")
}
