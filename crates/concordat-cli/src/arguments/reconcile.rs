//! What is typed after `concordat reconcile`.

use super::Judging;
use clap::Args;
use std::path::PathBuf;

/// Set the documents of two or more areas that become one side by side, and draft one document from each pair.
///
/// Documents are paired by kind, theme, title and headings. For each pair a working draft in Word holds what all say once, what
/// they say differently side by side, and what one alone says, each with its source; comments say what must be decided and why.
/// overview.docx and overview.html list the pairs, what only one area has, and what to decide first.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat reconcile riverside/ fellside/ --out one-area/
  concordat reconcile riverside/ fellside/ --out one-area/ --match riverside/gangs.docx=fellside/violence.docx
  concordat reconcile riverside/ fellside/ moorland/ --out one-area/")]
pub(crate) struct ReconcileCommand {
    /// The folders, one an area; documents anywhere below them are read.
    #[arg(value_name = "FOLDER", num_args = 2.., required = true)]
    pub(crate) sites: Vec<PathBuf>,
    /// Where to write the overview and the drafts: a new folder, or one written by this command before.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// Documents that belong together whatever they look like, one of each area; may be given more than once. Paths as
    /// typed from here, or as they stand in their folder.
    #[arg(long = "match", value_name = "FILE=FILE")]
    pub(crate) matched: Vec<String>,
    /// The name that drafts and their comments bear.
    #[arg(long, value_name = "NAME", default_value = "Concordat")]
    pub(crate) author: String,
    /// Replace drafts even where somebody has worked on them since they were written.
    #[arg(long)]
    pub(crate) overwrite: bool,
    #[command(flatten)]
    pub(crate) judging: Judging,
}
