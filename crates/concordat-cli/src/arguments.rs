//! What was typed.

mod briefing;
mod drafting;
mod link;
mod reconcile;

pub(crate) use briefing::{BriefingCommand, PaperFile};
pub(crate) use drafting::{CommissionCommand, NewCommand, PaperOf, StyleCommand};
pub(crate) use link::{LinkCommand, LinkKind};
pub(crate) use reconcile::ReconcileCommand;

use crate::exit;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads an area's own safeguarding documents and shows, with page, paragraph and exact words, where they do not know
/// each other, speak of children in words the sector has given up, or have gone out of date.
///
/// Nothing leaves this machine. People decide; the program never scores a child.
#[derive(Debug, Parser)]
#[command(name = "concordat", version, max_term_width = 100, after_help = exit::HELP, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) shared: Shared,
}

/// What every command takes.
#[derive(Debug, Args)]
pub(crate) struct Shared {
    /// Say only what went wrong.
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say more: every file as it is read, and why things were not raised.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Colour: on a terminal, always or never.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Audit(AuditCommand),
    Check(CheckCommand),
    Concordance(ConcordanceCommand),
    Map(MapCommand),
    Overlap(OverlapCommand),
    Structures(StructuresCommand),
    Review(ReviewCommand),
    Route(RouteCommand),
    Link(LinkCommand),
    Briefing(BriefingCommand),
    Redline(RedlineCommand),
    Reconcile(ReconcileCommand),
    Export(ExportCommand),
    Style(StyleCommand),
    Commission(CommissionCommand),
    New(NewCommand),
    Explain(ExplainCommand),
    Completions(CompletionsCommand),
}

/// Audit a folder of documents and write the report.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat audit documents/                        read the folder, write documents/concordat-report/
  concordat audit documents/ --as-at 2015-10-01     judge it as it stood on that day
  concordat audit documents/ --fail-on high         exit 1 if anything grave is found
  concordat audit documents/ --format sarif         also write report.sarif
  concordat audit documents/ --for-sharing          withhold small counts in audit.json too")]
pub(crate) struct AuditCommand {
    /// The folder; documents anywhere below it are read.
    pub(crate) site: PathBuf,
    #[command(flatten)]
    pub(crate) judging: Judging,
    /// Where to write the report [default: concordat-report inside the folder].
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: Option<PathBuf>,
    /// What to write besides audit.json and index.html; may be given more than once.
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Vec<Extra>,
    /// Exit 1 if a finding of this severity or graver is raised: high, medium, low or note.
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<String>,
    /// Exit with the code of the gravest problem if any file could not be read.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Read scans with `tesseract` and `pdftoppm`, where they are installed. The words are then a guess, and marked so.
    #[arg(long)]
    pub(crate) ocr: bool,
    /// Read everything again and keep nothing for the next run.
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Withhold small counts of what panels discuss, and whatever would give them away, in audit.json too. The page and
    /// everything else hold that form in any case.
    #[arg(long)]
    pub(crate) for_sharing: bool,
    /// Also write a list, with names, of who and what is at several panels or at none: OFFICIAL-SENSITIVE, and always
    /// encrypted.
    #[arg(long, value_name = "FILE")]
    pub(crate) restricted: Option<PathBuf>,
    /// Replace what stands where the report or the restricted list goes, even if this program did not write it or somebody changed
    /// it since. A folder that holds the report alone is written anew in any case.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Who may open the restricted list: a public age key (`age1…`). May be given more than once.
    #[arg(long, value_name = "AGE-KEY", requires = "restricted")]
    pub(crate) recipient: Vec<String>,
    /// Give the same bytes for the same input: the time of writing becomes the day judged at.
    #[arg(long)]
    pub(crate) reproducible: bool,
}

/// What a judgement depends on.
#[derive(Debug, Args)]
pub(crate) struct Judging {
    /// The day everything is judged at [default: today].
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) as_at: Option<String>,
    /// How many documents are read at once [default: one for each core].
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

/// What `--format` adds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Extra {
    /// SARIF 2.1.0, for tools that show findings in place.
    Sarif,
    /// A row a finding, for a spreadsheet.
    Csv,
    /// A report in Markdown.
    Md,
    /// audit.json, which is written in any case.
    Json,
    /// index.html, which is written in any case.
    Html,
}

/// Check one document (or a folder, or what is piped in) and print what is found.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat check draft.docx
  concordat check draft.docx --format json > draft.json
  concordat check --sense draft.docx --site documents/   the five questions, beside the documents of a folder
  pandoc notes.rst -t markdown | concordat check -")]
pub(crate) struct CheckCommand {
    /// A document, a folder, or `-` for Markdown or plain text from standard input.
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) judging: Judging,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Print::Text, value_name = "FORMAT")]
    pub(crate) format: Print,
    /// Exit 1 if a finding of this severity or graver is raised: high, medium, low or note.
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) fail_on: Option<String>,
    /// Read a scan with `tesseract` and `pdftoppm`, where they are installed.
    #[arg(long)]
    pub(crate) ocr: bool,
    /// Ask the five questions of the sense-check of one draft: each answer with its reason, the words, and what to add.
    #[arg(long)]
    pub(crate) sense: bool,
    /// The folder whose documents the draft is to stand beside: questions c and d depend on them.
    #[arg(long, value_name = "FOLDER", requires = "sense")]
    pub(crate) site: Option<PathBuf>,
}

/// How `check` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Print {
    /// For a person.
    Text,
    /// As audit.json.
    Json,
    /// SARIF 2.1.0.
    Sarif,
    /// A row a finding.
    Csv,
    /// Markdown.
    Md,
}

/// Show every place in which documents speak of some people, or use a phrase, in its context.
///
/// People whom the standard knows ("young people who harm", "parents and carers") are found in all their wordings; anything
/// else is found as it is typed, in any inflection.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat concordance documents/ \"young people who harm\"
  concordat concordance documents/ \"strategy meeting\" --format csv > meetings.csv
  concordat concordance documents/ offender --literal")]
pub(crate) struct ConcordanceCommand {
    /// The folder, or one document.
    pub(crate) folder: PathBuf,
    /// Whom or what to look for.
    #[arg(value_name = "WORDS")]
    pub(crate) words: String,
    /// Look for the words themselves, whatever they may mean.
    #[arg(long)]
    pub(crate) literal: bool,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Lines::Text, value_name = "FORMAT")]
    pub(crate) format: Lines,
    /// How many documents are read at once [default: one for each core].
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

/// How `concordance` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lines {
    /// In aligned columns.
    Text,
    /// A row a place.
    Csv,
    /// A table a document.
    Md,
    /// As evidence in audit.json.
    Json,
}

/// Show what each document was taken for, and write it to concordat.toml to be corrected.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat map documents/             print the register and write documents/concordat.toml
  concordat map documents/ --dry-run   print it and write nothing")]
pub(crate) struct MapCommand {
    /// The folder.
    pub(crate) site: PathBuf,
    #[command(flatten)]
    pub(crate) judging: Judging,
    /// Print the register and write nothing.
    #[arg(long)]
    pub(crate) dry_run: bool,
}

/// Read the agendas of panels, show how their columns were taken, and count what panels discuss in common.
///
/// Names are read, linked and forgotten: what is printed and written holds none.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat overlap site/                       how each agenda was read, and which rows were not
  concordat overlap site/ --rows rows.csv       which row names which subject, as numbers that mean nothing elsewhere")]
pub(crate) struct OverlapCommand {
    /// The folder; spreadsheets anywhere below it are read.
    pub(crate) site: PathBuf,
    /// Write a line for every subject that a row names: file, sheet, row, kind, subject.
    #[arg(long, value_name = "FILE.csv")]
    pub(crate) rows: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// Replay the agendas as if panels sat otherwise: what each structure would spare, cost and lose.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat structures documents/           figures that may be shared
  concordat structures documents/ --exact   exact figures, for the area's own use
Limits (panels that stay apart, the largest table, hours) are set under [structures] in concordat.toml.")]
pub(crate) struct StructuresCommand {
    /// The folder; documents and spreadsheets anywhere below it are read.
    pub(crate) site: PathBuf,
    /// Give exact figures. They are for the area's own use: do not share them.
    #[arg(long)]
    pub(crate) exact: bool,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// Decide about findings: accept, dismiss with a reason, put off, or assign. Decisions stay while their evidence stands.
///
/// They are kept in concordat-decisions.toml in the folder, which people and version control can read and merge. Without further
/// flags, findings are gone through one by one at the terminal.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat review documents/                                       go through what nobody has decided about
  concordat review documents/ --severity high --document gangs      only grave findings about files with gangs in their name
  concordat review documents/ --list --all                          print them, each with its id and how it stands
  concordat review documents/ --finding ID --dismiss \"a quotation\"  decide about one without being asked
  concordat review documents/ --merge theirs.toml                   put somebody else's decisions beside yours
  concordat review documents/ --to-rules                            turn off, in concordat.toml, what was always dismissed")]
pub(crate) struct ReviewCommand {
    /// The folder.
    pub(crate) site: PathBuf,
    #[command(flatten)]
    pub(crate) judging: Judging,
    /// Who decides; it is written beside each decision [default: the name you are logged in with].
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Only findings of this severity or graver: high, medium, low or note.
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) severity: Option<String>,
    /// Only findings of this check or family.
    #[arg(long, value_name = "CHECK")]
    pub(crate) check: Option<String>,
    /// Only findings about documents with this in their file name or title.
    #[arg(long, value_name = "WORDS")]
    pub(crate) document: Option<String>,
    /// Also those that somebody has decided about.
    #[arg(long)]
    pub(crate) all: bool,
    /// Print the findings with their ids and how they stand, and ask nothing.
    #[arg(long, group = "way")]
    pub(crate) list: bool,
    /// Decide about this finding, without being asked.
    #[arg(long, value_name = "ID", group = "way", requires = "ruling")]
    pub(crate) finding: Option<String>,
    /// With --finding: it is right, and something will be done.
    #[arg(long, group = "ruling", requires = "finding")]
    pub(crate) accept: bool,
    /// With --finding: it is not so, or nothing need be done, for this reason.
    #[arg(long, value_name = "REASON", group = "ruling", requires = "finding")]
    pub(crate) dismiss: Option<String>,
    /// With --finding: not before this day.
    #[arg(long, value_name = "YYYY-MM-DD", group = "ruling", requires = "finding")]
    pub(crate) defer: Option<String>,
    /// With --finding: this body or person is to do something.
    #[arg(long, value_name = "WHO", group = "ruling", requires = "finding")]
    pub(crate) assign: Option<String>,
    /// With --finding: what was decided no longer holds.
    #[arg(long, group = "ruling", requires = "finding")]
    pub(crate) reopen: bool,
    /// Put the decisions of another file beside those of the folder; nothing is lost, and differences are shown.
    #[arg(long, value_name = "FILE", group = "way")]
    pub(crate) merge: Option<PathBuf>,
    /// Turn off, in concordat.toml, each check whose findings about a document were all dismissed.
    #[arg(long, group = "way")]
    pub(crate) to_rules: bool,
}

/// Walk a case through the documents' referral routes: who is told, by when, where documents part and what none settles.
///
/// Cases are kinds of case and nobody's own. Type no name and nothing of a real child.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat route documents/                                 every case of the library, in short
  concordat route documents/ --case gang-associated-exploitation
  concordat route documents/ --theme cse --theme syv --age 15 --role both --setting school --actor school --at 2026-11-20T17:30
  concordat route documents/ --chart routes.svg              draw the routes of the area
  concordat route documents/ --chart hsb.docx --theme hsb    draw those of one theme
  concordat route documents/ --propose                       changes that would join the routes
  concordat route --list                                     the library")]
pub(crate) struct RouteCommand {
    /// The folder; documents anywhere below it are read.
    #[arg(required_unless_present = "list")]
    pub(crate) site: Option<PathBuf>,
    /// A case of the library, by its id; may be given more than once.
    #[arg(long, value_name = "ID", conflicts_with_all = ["theme", "list"])]
    pub(crate) case: Vec<String>,
    /// List the cases of the library.
    #[arg(long)]
    pub(crate) list: bool,
    /// Draw the routes instead, of the area or of the one theme given by --theme: a file that ends with .svg, .docx, .bpmn, .mmd
    /// (Mermaid), .dot (Graphviz) or .txt (the same in words).
    #[arg(long, value_name = "FILE", conflicts_with_all = ["case", "list", "age", "role", "setting", "actor", "at", "knows"])]
    pub(crate) chart: Option<PathBuf>,
    /// With --chart: replace the file even if this program did not write it, or somebody changed it since.
    #[arg(long, requires = "chart")]
    pub(crate) overwrite: bool,
    /// Propose the fewest changes found after which every case can be followed to an end. People decide.
    #[arg(long, conflicts_with_all = ["case", "theme", "list"])]
    pub(crate) propose: bool,
    /// A theme or concern of a case of your own, such as hsb, cse, cce, syv, da, missing, gang, partner-abuse; may be given
    /// more than once.
    #[arg(long, value_name = "THEME")]
    pub(crate) theme: Vec<String>,
    /// Age of the young person, in years; with two young people give --age and --role twice.
    #[arg(long, value_name = "YEARS", requires = "theme", value_parser = clap::value_parser!(u8).range(0..=25))]
    pub(crate) age: Vec<u8>,
    /// Whether the young person is harmed, harms others, or both [default: harmed].
    #[arg(long, value_enum, requires = "theme", value_name = "ROLE")]
    pub(crate) role: Vec<RoleWord>,
    /// Where it came to light: home, school, care, neighbourhood, peer-group or online [default: neighbourhood].
    #[arg(long, requires = "theme", value_name = "SETTING")]
    pub(crate) setting: Option<String>,
    /// Who tells of it: anyone, school, health, police, social-worker, youth-justice, carer, parent, community or voluntary
    /// [default: anyone].
    #[arg(long, requires = "theme", value_name = "WHO")]
    pub(crate) actor: Option<String>,
    /// When it is told, by the clock [default: 09:00 of the day judged at].
    #[arg(long, requires = "theme", value_name = "YYYY-MM-DDTHH:MM")]
    pub(crate) at: Option<String>,
    /// What else is known: danger, custody, high-risk, in-care, placed-elsewhere, repeated, adult, parent-hurt,
    /// learning-disability or under-thirteen; may be given more than once.
    #[arg(long, requires = "theme", value_name = "FACT")]
    pub(crate) knows: Vec<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = RoutePrint::Text, value_name = "FORMAT")]
    pub(crate) format: RoutePrint,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// How a young person stands to the harm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoleWord {
    /// Harmed by others.
    Harmed,
    /// Harms others.
    Harming,
    /// Both.
    Both,
}

/// How `route` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RoutePrint {
    /// For a person.
    Text,
    /// As `cases` of audit.json.
    Json,
    /// Markdown.
    Md,
}

/// Write the findings into copies of the documents: tracked changes where there is a wording to propose, comments for the rest.
///
/// Word files are copied with nothing changed but the words proposed; a comment gives each finding's reason, its standard and
/// the other document's words. A PDF gets highlights and notes, and keeps every byte it had. For any other file, and for one that must
/// not be changed, a table of comments is written as a Word file. The folder itself is never changed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat redline documents/ --out redlines/
  concordat redline documents/ --out redlines/ --author \"Policy team\" --only language --only reference/missing")]
pub(crate) struct RedlineCommand {
    /// The folder; documents anywhere below it are read.
    pub(crate) site: PathBuf,
    /// Where to write the redlined copies: a new folder, or one written by this command before. What it wrote there then and would not
    /// write now is taken away.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) out: PathBuf,
    /// Replace redlined copies that somebody changed since they were written. What was done in them is lost.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// The name that changes and comments bear.
    #[arg(long, value_name = "NAME", default_value = "Concordat")]
    pub(crate) author: String,
    /// Only findings of this check (`reference/missing`) or family (`language`); may be given more than once.
    #[arg(long, value_name = "CHECK")]
    pub(crate) only: Vec<String>,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// Write what was found for another tool: qualitative analysis, spreadsheets, reference managers, annotation.
///
/// Findings that people dismissed are left out of .qdpx, .xlsx and annotations, and marked in SARIF and CSV; nothing says who
/// decided. A .qdpx holds the whole text of the documents: it may go where they may go. docs/exchange.md tells what each is for.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat export documents/ -o findings.xlsx          findings, documents and references as sheets
  concordat export documents/ -o area.qdpx              a REFI-QDA project for QualCoder, NVivo, MAXQDA or ATLAS.ti
  concordat export documents/ -o register.csl.json      the register, for Zotero
  concordat export documents/ --to annotations -o findings.json")]
pub(crate) struct ExportCommand {
    /// The folder; documents anywhere below it are read.
    pub(crate) site: PathBuf,
    /// The format [default: what the file's name ends in].
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) to: Option<ExportFormat>,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Replace the file even if this program did not write it, or somebody changed it since.
    #[arg(long)]
    pub(crate) overwrite: bool,
    /// Give the same bytes for the same input: the time of writing becomes the day judged at.
    #[arg(long)]
    pub(crate) reproducible: bool,
    #[command(flatten)]
    pub(crate) judging: Judging,
}

/// What `export` writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// A REFI-QDA project: the documents' texts with findings, messages and definitions as coded segments (.qdpx).
    Qdpx,
    /// A workbook with a sheet each of findings, documents and references (.xlsx).
    Xlsx,
    /// The register of documents as CSL JSON (.csl.json).
    Csl,
    /// Each piece of evidence as a W3C Web Annotation in JSON-LD (.jsonld).
    Annotations,
    /// SARIF 2.1.0, as `audit --format sarif` (.sarif).
    Sarif,
    /// A row a finding, as `audit --format csv` (.csv).
    Csv,
}

/// Explain a check, message, concept, context, sector or tool: what it is, why, where it comes from, and examples.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  concordat explain reference/missing
  concordat explain victim-perpetrator-overlap
  concordat explain message/            list every message
  concordat explain message/ --site documents/   those that an area added too
  concordat explain                     list every check")]
pub(crate) struct ExplainCommand {
    /// Its id, or the beginning of one; none lists every check.
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,

    /// The folder of an area, whose own messages have pages too; they are checked on the way.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) site: Option<PathBuf>,
}

/// Print a completion script for a shell.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  concordat completions bash > ~/.local/share/bash-completion/completions/concordat")]
pub(crate) struct CompletionsCommand {
    /// Which shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
