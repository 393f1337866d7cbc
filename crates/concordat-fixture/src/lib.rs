//! A test site from one string. For tests only.
//!
//! Files are parted by lines such as `//- documents/x.md`; each is Markdown. What stands before the first such line is
//! ignored, so that a fixture can begin with a remark.

pub mod spreadsheet;

use concordat_ingest::Limits;
use concordat_register::Document;

/// One file of a fixture.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path in the invented site.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files of a fixture, in order.
#[must_use]
pub fn files(fixture: &str) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    for line in fixture.lines() {
        if let Some(path) = line.trim_start().strip_prefix("//- ") {
            files.push(File { path: path.trim().to_owned(), text: String::new() });
        } else if let Some(file) = files.last_mut() {
            file.text.push_str(line);
            file.text.push('\n');
        }
    }
    files
}

/// Reads Markdown as ingest reads it; a document with no passages where nothing could be read.
#[must_use]
pub fn document(markdown: &str) -> Document {
    concordat_ingest::read("fixture.md", markdown.as_bytes(), &Limits::default())
        .value
        .unwrap_or_else(|| Document::new(concordat_register::Format::Markdown))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_parted_by_their_lines() {
        let made = files("remark\n//- a.md\n# A\n\nText.\n//- b/c.md\n# B\n");
        assert_eq!(made.len(), 2);
        assert_eq!(made[1].path, "b/c.md");
        assert_eq!(document(&made[0].text).passages.len(), 2);
    }
}
