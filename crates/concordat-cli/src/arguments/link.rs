//! Arguments of `link`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Find which rows of lists speak of one child, and say how sure that is.
///
/// Columns are known by their headings: forename, surname or name, aka, dob or age, gender, ethnicity, postcode, address, second address line, town, school, panel, meeting date.
/// The output holds ids and no names: cluster and household of each row. Nothing leaves this machine.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat link dedupe agendas.csv > clusters.csv
  concordat link dedupe agendas.csv --review doubt.csv         pairs for a person to decide
  concordat link dedupe agendas.csv --decisions doubt.csv      with what was decided in its last column: yes or no
  concordat link dedupe agendas.csv june.csv --known clusters.csv    new rows join old clusters, whose numbers stay
  concordat link link school.csv police.csv --pairs pairs.csv  pairs between files only
  concordat link dedupe agendas.csv --explain 12 845           why two rows are one child, or not")]
pub(crate) struct LinkCommand {
    /// dedupe: rows of all files with each other; link: only rows of different files, of which there are two or more.
    #[arg(value_enum)]
    pub(crate) kind: LinkKind,
    /// CSV files whose first line names the columns; Parquet too, in a program built with `--features concordat-cli/parquet`.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Where to write the cluster and household of each row [default: standard output]. A file named `.parquet` is written as such, of
    /// the other tables too.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) out: Option<PathBuf>,
    /// Write scored pairs, as Splink names their columns.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) pairs: Option<PathBuf>,
    /// The least probability of a pair in --pairs.
    #[arg(long, value_name = "P", default_value_t = 0.01)]
    pub(crate) keep: f64,
    /// Write pairs in doubt, with an empty last column for a person to fill in.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) review: Option<PathBuf>,
    /// Read what people decided: a file written by --review, with yes or no in its last column. A decision on an id that more than one row
    /// bears is left out, and said to be.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) decisions: Option<PathBuf>,
    /// Read the clusters of an earlier run: rows in it keep them.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) known: Option<PathBuf>,
    /// Use a model and do not train: Splink settings in JSON, as written by --model-out.
    #[arg(long, value_name = "FILE.json")]
    pub(crate) model: Option<PathBuf>,
    /// Write the model used as Splink settings in JSON.
    #[arg(long, value_name = "FILE.json")]
    pub(crate) model_out: Option<PathBuf>,
    /// Use the model as it comes and do not train it on the rows.
    #[arg(long, conflicts_with = "model")]
    pub(crate) untrained: bool,
    /// Print why two rows are taken for one child, or not, and nothing else.
    #[arg(long, num_args = 2, value_name = "ID")]
    pub(crate) explain: Option<Vec<String>>,
    /// How many threads are used [default: one for each core]. The result does not depend on it.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

/// Which rows are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LinkKind {
    /// All rows with each other.
    Dedupe,
    /// Only rows of different files.
    Link,
}
