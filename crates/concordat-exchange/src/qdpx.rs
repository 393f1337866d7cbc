//! A REFI-QDA project: the documents' texts, a codebook of checks and messages, and the evidence as coded segments.
//!
//! Source: REFI, QDA-XML 1.0, `Project.xsd`, 2019. Positions count characters of the plain text with the end left out; the text is
//! UTF-8 without a byte order mark, its lines end in a line feed. Programs that count in units of UTF-16 would drift at characters
//! beyond U+FFFF, and so each of those is one U+FFFD in the text.

mod codebook;
mod project;
mod segments;

use crate::Making;
use crate::uuid::uuid;
use codebook::Codebook;
use concordat_findings::Audit;
use concordat_register::{DocumentIndex, Problem, ProblemKind};
use segments::{Segment, Segments};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// What a codebook says of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeNote {
    /// The check's id; one that ends in a star stands for those of its family that have no note of their own.
    pub check: String,
    /// What its family is called.
    pub family: String,
    /// What it raises, in a sentence; empty where nothing is known.
    pub about: String,
}

/// A packed project.
#[derive(Debug, Clone)]
pub struct QdaProject {
    /// The `.qdpx` file.
    pub bytes: Vec<u8>,
    /// Documents in it.
    pub sources: usize,
    /// Coded segments in it.
    pub segments: usize,
    /// Segments left out because the words no longer stand where they were read.
    pub moved: usize,
}

/// A document as the project holds it.
struct Source {
    document: DocumentIndex,
    uuid: String,
    name: String,
    segments: Vec<Segment>,
}

/// The audit as a REFI-QDA project. `notes` describe the checks; `text_of` gives a document's text again, and nothing where it can
/// no longer be read: that document is then left out.
///
/// # Errors
///
/// Never in practice: packing in memory.
pub fn qdpx(
    audit: &Audit,
    notes: &[CodeNote],
    making: Making<'_>,
    mut text_of: impl FnMut(DocumentIndex) -> Option<String>,
) -> Result<QdaProject, Problem> {
    let (book, mut found) = Segments::gather(audit, Codebook::new(notes));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut names = Names::default();
    let mut sources = Vec::new();
    let mut moved = 0;
    for (n, facts) in audit.documents.iter().enumerate() {
        let document = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
        let Some(text) = text_of(document) else { continue };
        let (segments, lost) = found.take(document).standing_in(&text);
        moved += lost;
        let id = uuid("source", &format!("{}\0{}", facts.entry.file, facts.entry.sha256));
        zip.start_file(format!("sources/{id}.txt"), options).map_err(|_| unpacked())?;
        zip.write_all(plain(&text).as_bytes()).map_err(|_| unpacked())?;
        sources.push(Source { document, uuid: id, name: names.source(crate::place::title(facts)), segments });
    }
    zip.start_file("project.qde", options).map_err(|_| unpacked())?;
    zip.write_all(project::write(audit, &book, &sources, making).as_bytes()).map_err(|_| unpacked())?;
    let segments = sources.iter().map(|s| s.segments.len()).sum();
    Ok(QdaProject { bytes: zip.finish().map_err(|_| unpacked())?.into_inner(), sources: sources.len(), segments, moved })
}

fn unpacked() -> Problem {
    Problem::new(ProblemKind::TooLarge, "the project cannot be packed", "export fewer documents at once")
}

/// The text as it is written: as many characters as before, none of which programs count or read differently.
fn plain(text: &str) -> String {
    let one = |c: char| match c {
        '\n' | '\t' => c,
        // A carriage return would be taken for part of a line's end.
        '\r' => '\n',
        // The first is taken for a byte order mark where it comes first.
        '\u{feff}' | '\u{10000}'.. => '\u{fffd}',
        c if c.is_control() => ' ',
        c => c,
    };
    text.chars().map(one).collect()
}

/// Names already given, each with the last number put behind it. Programs take names of sources for names of files, and names of codes for keys.
#[derive(Debug, Default)]
struct Names {
    given: BTreeMap<String, usize>,
}

impl Names {
    /// Longest name of a source, in bytes: with an ending and a number it must fit a file's name.
    const LONGEST: usize = 160;

    /// `title` as a name that no other source has and that can be a file's.
    fn source(&mut self, title: &str) -> String {
        let fits = |c: char| if c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { ' ' } else { c };
        let fitting: String = title.chars().map(fits).collect();
        let mut name = String::new();
        for word in fitting.split_whitespace() {
            if name.len() + word.len() >= Self::LONGEST {
                break;
            }
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word);
        }
        self.only(name.trim_end_matches('.'))
    }

    /// `name`, with a number behind it where it was given before; large and small letters count as alike.
    fn only(&mut self, name: &str) -> String {
        let name = if name.is_empty() { "Untitled" } else { name };
        let mut made = name.to_owned();
        // The last number given is kept, so that ten thousand documents of one title cost no more than as many of their own.
        let mut number = self.given.get(&name.to_lowercase()).copied().unwrap_or(1);
        while self.given.contains_key(&made.to_lowercase()) {
            number += 1;
            made = format!("{name} ({number})");
        }
        self.given.insert(name.to_lowercase(), number);
        self.given.entry(made.to_lowercase()).or_insert(1);
        made
    }
}

#[cfg(test)]
mod tests;
