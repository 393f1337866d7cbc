//! What was typed after `concordat briefing`, and where papers go.

use super::Judging;
use clap::Args;
use std::path::PathBuf;

/// Write a briefing on what the documents say together: what they agree on, where they part, what to do next, and the evidence.
///
/// No person is named, and counts of what panels discuss are those that may be shared. A local profile for the introduction can
/// stand under [profile] in concordat.toml.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat briefing documents/                                     write briefing.docx
  concordat briefing documents/ -o briefing.html --note note.docx   and a page for those who chair panels
  concordat briefing documents/ -o - | less                         read it as Markdown")]
pub(crate) struct BriefingCommand {
    /// The folder; documents anywhere below it are read.
    pub(crate) site: PathBuf,
    #[command(flatten)]
    pub(crate) file: PaperFile,
    /// Also write a note of one page for those who chair panels; its ending is the format.
    #[arg(long, value_name = "FILE")]
    pub(crate) note: Option<PathBuf>,
    /// The protective marking to bear on every page. One lower than that of a document that may be quoted is raised to it
    /// [default: the highest of the documents', at least OFFICIAL].
    #[arg(long, value_name = "MARKING")]
    pub(crate) marking: Option<String>,
    /// Who the file is by, as its properties say.
    #[arg(long, value_name = "NAME", default_value = "Concordat")]
    pub(crate) author: String,
    /// Give the same bytes for the same input: the time of writing becomes the day judged at.
    #[arg(long)]
    pub(crate) reproducible: bool,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// Where a paper is written.
#[derive(Debug, Args)]
pub(crate) struct PaperFile {
    /// The file to write; its ending is the format: .docx, .html, .md, or .pdf where the program was built with it. `-` prints Markdown.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Replace the file even where it was changed since this program wrote it, or is somebody else's.
    #[arg(long)]
    pub(crate) overwrite: bool,
}
