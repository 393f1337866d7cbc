//! Tells a format from the first bytes and a name.

pub(crate) mod compound;

use crate::decode;
use concordat_register::{Format, Problem, ProblemKind};

/// Bytes in which a PDF's header may stand.
const PDF_WITHIN: usize = 1024;

/// Bytes of a package's ends in which the names of its members are looked for.
const NAMES_WITHIN: usize = 256 << 10;

/// The format of a file, by its bytes first and its extension second.
///
/// # Errors
///
/// A file that is empty, encrypted, damaged past telling or of a kind that is not read, as a problem that says what to do.
pub fn sniff(name: &str, bytes: &[u8]) -> Result<Format, Problem> {
    let extension = extension(name);
    if let Some(problem) = blank(bytes) {
        return Err(problem);
    }
    if let Some(format) = by_bytes(&extension, bytes)? {
        return Ok(format);
    }
    let named = named(&extension);
    if decode::is_junk(bytes) {
        return Err(match named {
            Some(Format::Text | Format::Markdown | Format::Html) => Problem::new(
                ProblemKind::Damaged,
                format!("it is not text although it is called .{extension}"),
                "ask for the file again, or give it the extension of what it is",
            ),
            Some(format) => not_what_it_says(format, &extension),
            None => not_read(&extension),
        });
    }
    match named {
        Some(format @ (Format::Text | Format::Markdown | Format::Html)) => Ok(format),
        // Text that is called a Word document is read as text.
        Some(_) => Ok(if looks_like_html(bytes) { Format::Html } else { Format::Text }),
        None if extension.is_empty() && matches!(name, "" | "-") => Ok(Format::Markdown),
        None => Err(not_read(&extension)),
    }
}

/// A problem for a file with nothing in it.
pub(crate) fn blank(bytes: &[u8]) -> Option<Problem> {
    if !bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return None;
    }
    let met = match bytes {
        [] => "the file is empty",
        _ if bytes.contains(&0) => "the file holds nothing but zeros",
        _ => "the file holds nothing but white space",
    };
    Some(Problem::new(ProblemKind::Damaged, met, "ask for the file again, or delete it"))
}

/// What a person calls a format, with its article.
pub(crate) fn called(format: Format) -> &'static str {
    match format {
        Format::Docx => "a Word document",
        Format::Pdf => "a PDF",
        Format::Html => "a web page",
        Format::Odt => "an OpenDocument text",
        Format::Rtf => "an RTF document",
        Format::Markdown => "Markdown",
        Format::Text => "plain text",
        Format::LegacyDoc => "a Word document of the kind used before 2007",
    }
}

/// Something worth knowing where the bytes and the extension disagree.
pub(crate) fn disagreement(name: &str, format: Format) -> Option<Problem> {
    let extension = extension(name);
    if extension.is_empty() || named(&extension) == Some(format) {
        return None;
    }
    Some(Problem::new(
        ProblemKind::Note,
        format!("it is {} although it is called .{extension}", called(format)),
        "give it the extension of what it is",
    ))
}

/// The part of a file's name after its last full stop, in lower case, where it is short and plain.
pub(crate) fn extension(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let extension = file.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    let plain = extension.len() <= 12 && extension.bytes().all(|b| b.is_ascii_alphanumeric());
    if plain { extension } else { String::new() }
}

/// The format that an extension names.
fn named(extension: &str) -> Option<Format> {
    Some(match extension {
        "docx" | "docm" | "dotx" | "dotm" => Format::Docx,
        "pdf" => Format::Pdf,
        "html" | "htm" | "xhtml" | "xht" => Format::Html,
        "odt" | "ott" | "fodt" => Format::Odt,
        "rtf" => Format::Rtf,
        "doc" | "dot" => Format::LegacyDoc,
        "txt" | "text" => Format::Text,
        "md" | "markdown" | "mdown" | "mkd" => Format::Markdown,
        _ => return None,
    })
}

/// The format that the bytes themselves give away.
fn by_bytes(extension: &str, bytes: &[u8]) -> Result<Option<Format>, Problem> {
    let head = bytes.get(..PDF_WITHIN).unwrap_or(bytes);
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if text.starts_with(b"{\\rtf") {
        return Ok(Some(Format::Rtf));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return package(extension, bytes).map(Some);
    }
    if bytes.starts_with(compound::MAGIC) {
        return compound::format(extension, bytes).map(Some);
    }
    if let Some((met, help)) = other(bytes) {
        return Err(Problem::new(ProblemKind::Unsupported, met, help));
    }
    // A text may speak of PDF: only a file that is none, or has the header at once, is one.
    let header = head.windows(5).position(|w| w == b"%PDF-");
    if header.is_some_and(|at| at < 8 || !matches!(named(extension), Some(Format::Text | Format::Markdown | Format::Html))) {
        return Ok(Some(Format::Pdf));
    }
    if contains(head, b"progid=\"Word.Document\"") || contains(head, b"schemas.microsoft.com/office/2006/xmlPackage") {
        return Err(Problem::new(
            ProblemKind::Unsupported,
            "it is a Word document saved as one XML file, which is not read",
            "open it in Word or LibreOffice and save it as .docx",
        ));
    }
    if matches!(extension, "mht" | "mhtml") || (text.starts_with(b"MIME-Version:") && contains(head, b"multipart/related")) {
        return Err(Problem::new(
            ProblemKind::Unsupported,
            "it is a web page saved as an archive, which is not read",
            "open it and save it as .docx or .html",
        ));
    }
    if contains(head, b"urn:oasis:names:tc:opendocument:xmlns:office:1.0") && text.starts_with(b"<?xml") && !looks_like_html(bytes) {
        return flat(bytes).map(Some);
    }
    let marked = named(extension).is_some_and(|f| f != Format::Html) && looks_like_html(bytes);
    Ok(marked.then_some(Format::Html))
}

/// Whether the text begins as a web page does.
pub(crate) fn looks_like_html(bytes: &[u8]) -> bool {
    let head = bytes.get(..64 << 10).unwrap_or(bytes);
    // UTF-16 without its zeros is near enough to look at.
    let plain: Vec<u8> = head.iter().copied().filter(|&b| b != 0 && b != 0xFE && b != 0xFF).take(4096).collect();
    let mut rest = plain.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&plain).trim_ascii_start();
    loop {
        let end: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<?xml") {
            b"?>"
        } else {
            break;
        };
        let Some(at) = rest.windows(end.len()).position(|w| w == end) else { return false };
        rest = rest.get(at + end.len()..).unwrap_or_default().trim_ascii_start();
    }
    let begins = |mark: &[u8]| rest.get(..mark.len()).is_some_and(|r| r.eq_ignore_ascii_case(mark));
    begins(b"<!doctype html") || begins(b"<html") || begins(b"<head>")
}

/// What a ZIP package holds, by the names of its members.
fn package(extension: &str, bytes: &[u8]) -> Result<Format, Problem> {
    let head = bytes.get(..NAMES_WITHIN).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(NAMES_WITHIN)..).unwrap_or(bytes);
    let holds = |name: &[u8]| contains(head, name) || contains(tail, name);
    let unsupported = |met: &str, help: &str| Err(Problem::new(ProblemKind::Unsupported, met, help));
    // The first member of an OpenDocument package is its media type, as it stands.
    if contains(head.get(..256).unwrap_or(head), b"mimetypeapplication/vnd.oasis.opendocument.") {
        return if contains(head.get(..256).unwrap_or(head), b"opendocument.text") { Ok(Format::Odt) } else { Err(no_text()) };
    }
    if holds(b"mimetypeapplication/epub+zip") {
        return unsupported("it is an electronic book", "save it as .docx or PDF");
    }
    if holds(b"word/") {
        return Ok(Format::Docx);
    }
    if holds(b"xl/workbook") {
        return unsupported(
            "it is a spreadsheet, which is not read as a document",
            "leave it beside the documents, or save its text as .docx",
        );
    }
    if holds(b"ppt/presentation") {
        return unsupported("it is a presentation, which is not read", "save it as PDF, or put its text into a document");
    }
    match named(extension) {
        // Cut short before any telling member: the format's own reader says what is wrong.
        Some(format @ (Format::Docx | Format::Odt)) => Ok(format),
        _ => unsupported("it is a ZIP archive", "unpack it and put the documents themselves in the folder"),
    }
}

/// An OpenDocument file that is one XML file: text is read, sheets and slides are not.
fn flat(bytes: &[u8]) -> Result<Format, Problem> {
    let head = bytes.get(..NAMES_WITHIN).unwrap_or(bytes);
    if contains(head, b"opendocument.spreadsheet") || contains(head, b"opendocument.presentation") {
        return Err(no_text());
    }
    Ok(Format::Odt)
}

fn no_text() -> Problem {
    Problem::new(ProblemKind::Unsupported, "it is an OpenDocument file that is no text", "save what matters in it as .odt, .docx or PDF")
}

/// Kinds of file that are not read: what was met and what to do.
pub(crate) fn other(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const PICTURE: (&str, &str) = ("it is a picture, which is not read", "ask for the document itself, or have its words recognised (OCR)");
    const ARCHIVE: (&str, &str) = ("it is an archive of other files", "unpack it and put the documents themselves in the folder");
    let starts = |marks: &[&[u8]]| marks.iter().any(|m| bytes.starts_with(m));
    let within = |at: usize, mark: &[u8]| bytes.get(at..).is_some_and(|b| b.starts_with(mark));
    if starts(&[b"\x89PNG\r\n", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*"])
        || (bytes.starts_with(b"BM") && decode::is_junk(bytes))
        || (bytes.starts_with(b"RIFF") && within(8, b"WEBP"))
        || within(4, b"ftypheic")
        || within(4, b"ftypmif1")
    {
        return Some(PICTURE);
    }
    if starts(&[b"\x1F\x8B", b"7z\xBC\xAF\x27\x1C", b"Rar!\x1A\x07"]) {
        return Some(ARCHIVE);
    }
    (starts(&[b"ID3", b"OggS"]) || within(4, b"ftyp"))
        .then_some(("it is a recording, which is not read", "put its transcript in the folder"))
}

fn not_read(extension: &str) -> Problem {
    let met = if extension.is_empty() {
        "it is not a kind of document that is read".to_owned()
    } else {
        format!(".{extension} is not a kind of document that is read")
    };
    Problem::new(ProblemKind::Unsupported, met, "save it as .docx, .pdf, .html, .odt, .rtf, .md or .txt")
}

fn not_what_it_says(format: Format, extension: &str) -> Problem {
    Problem::new(
        ProblemKind::Damaged,
        format!("it is not {} although it is called .{extension}", called(format)),
        "ask for the file again; it may have been cut short or overwritten",
    )
}

/// Whether `bytes` hold `wanted`.
pub(crate) fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|w| w == wanted)
}
