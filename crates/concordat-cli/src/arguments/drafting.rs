//! Arguments of the commands that help authors.

use super::{Judging, PaperFile};
use clap::Args;
use std::path::PathBuf;

/// Begin a new document from a template, with guidance and the sense-check built in.
///
/// Places that are to be filled in are marked; with --site, those that the documents of an area settle are filled: its front door,
/// panels, thresholds, definitions, and the documents that the new one is read with; terms of reference begin with what those of the
/// panel say now.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat new procedure --theme da --section \"16 and 17 year olds\"
  concordat new protocol --theme missing --site documents/ -o missing-protocol.docx
  concordat new terms-of-reference --theme cce --site documents/ -o -      print it as Markdown")]
pub(crate) struct NewCommand {
    /// What to begin: policy, procedure, protocol, strategy, terms-of-reference or minutes.
    pub(crate) kind: String,
    /// What it is about, by a theme's id, such as hsb, cse, cce, syv, da, missing. Terms of reference and minutes can do without: with
    /// one, they are those of the panel that takes it.
    #[arg(long, value_name = "THEME")]
    pub(crate) theme: Option<String>,
    /// A section that it is to have besides those of its kind, by its heading; may be given more than once.
    #[arg(long, value_name = "HEADING")]
    pub(crate) section: Vec<String>,
    /// The folder of documents that it joins, whose names and definitions it takes.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) site: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) file: PaperFile,
    /// Protective marking, shown on every page.
    #[arg(long, value_name = "MARKING")]
    pub(crate) marking: Option<String>,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// Write the style and terminology sheet of a folder of documents: how each says the same thing, which way wins, and why.
///
/// The official edition in force decides, then the newest document, then the majority; a tie is put to you. Findings that were
/// dismissed are left out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat style documents/
  concordat style documents/ -o style.html
  concordat style documents/ -o - | less")]
pub(crate) struct StyleCommand {
    #[command(flatten)]
    pub(crate) of: PaperOf,
}

/// Write the specification for commissioning one author: scope, documents in and out, what is wrong in each, what must be kept,
/// outlines, the style sheet, and the commands by which the work is accepted.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat commission documents/
  concordat commission documents/ -o specification.html --marking OFFICIAL")]
pub(crate) struct CommissionCommand {
    #[command(flatten)]
    pub(crate) of: PaperOf,
}

/// A paper about one folder of documents.
#[derive(Debug, Args)]
pub(crate) struct PaperOf {
    /// The folder; documents anywhere below it are read.
    pub(crate) site: PathBuf,
    #[command(flatten)]
    pub(crate) file: PaperFile,
    /// Protective marking, shown on every page. One lower than that of a document that is quoted is raised to it.
    #[arg(long, value_name = "MARKING")]
    pub(crate) marking: Option<String>,
    #[command(flatten)]
    pub(crate) judging: Judging,
}
