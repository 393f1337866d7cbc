//! Bytes to passages: Word, PDF, web pages, OpenDocument, RTF, Markdown and plain text.
//!
//! [`read`] takes the bytes of one file and gives what could be read and what could not; [`read_workbook`] does so for a spreadsheet.
//! Nothing here opens a file, starts a program or looks at a clock; broken input is data, never a panic.

mod assemble;
mod clause;
mod decode;
mod docx;
mod draft;
#[cfg(test)]
mod fixture;
mod heading;
mod html;
mod legacy;
mod limits;
mod markdown;
mod markup;
mod numbering;
mod numeral;
mod odt;
mod package;
mod pdf;
mod prose;
mod relationships;
mod rtf;
mod sheet;
mod sniff;
mod table;
mod text;
mod xml;

pub use limits::Limits;
pub use pdf::{from_recognised_pages, pdf_letters};
pub use sheet::{is_separated, read as read_workbook};
pub use sniff::sniff;

use concordat_register::{Document, Format, Read};

/// Reads one document.
///
/// `name` is the file's name; its extension is a hint that the bytes overrule. Problems say what was met and what to do,
/// and hold no words of the document.
#[must_use]
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Read<Document> {
    let format = match sniff(name, bytes) {
        Err(problem) => return Read::failed(problem),
        Ok(format) => format,
    };
    let mut read = match format {
        Format::Docx => docx::read(bytes, limits),
        Format::Pdf => pdf::read(bytes, limits),
        Format::Html => html::read(bytes, limits),
        Format::Odt => odt::read(bytes, limits),
        Format::Rtf => rtf::read(bytes, limits),
        Format::Markdown => markdown::read(bytes, limits),
        Format::Text => text::read(bytes, limits),
        Format::LegacyDoc => legacy::read(),
    };
    read.problems.extend(sniff::disagreement(name, format));
    read
}
