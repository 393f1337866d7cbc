//! `concordat redline`.

use super::standard;
use crate::arguments::{RedlineCommand, Shared};
use crate::exit::Exit;
use crate::folder::{Folder, OUTPUT_MARK, with_deadline};
use crate::notice::{self, Failure};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use crate::{clock, decisions};
use concordat_audit::{Pack, Site, audit};
use concordat_findings::Audit;
use concordat_ingest::Limits;
use concordat_redline::{Author, Edit, Hindrance, Outcome, comment_table, edits, entries, redline};
use concordat_register::{DocumentIndex, Format, Problem, ProblemKind};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Audits a folder and writes its findings into copies of its documents.
pub(crate) fn run(command: &RedlineCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard()?;
    let decided = decisions::read(&command.site)?;
    let asked = Asked { out: Some(&command.out), ocr: false, as_at: command.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(&command.site, asked, &standard)?;
    site::threads(command.judging.threads)?;
    prepare(&command.site, &command.out)?;
    let bar = Bar::new(shared);
    let mut audit = audit(&folder, &order, &Pack::default(), &bar).audit;
    bar.clear();
    audit.decisions = decided.hold(&audit);
    let author = Author { name: command.author.clone(), date: clock::generated_at(order.as_at, false) };
    let mut told = String::new();
    let mut exit = Exit::Done;
    for (n, document) in audit.documents.iter().enumerate() {
        let file = document.entry.file.to_string();
        let index = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
        match one(&audit, index, &folder, &order.limits, &author, command) {
            Ok(line) => told.push_str(&line.map(|line| format!("{file}: {line}\n")).unwrap_or_default()),
            Err(Trouble::File(problem)) => {
                notice::problem(&file, &problem);
                exit = Exit::of(problem.kind);
            }
            Err(Trouble::Command(failure)) => return Err(failure),
        }
    }
    for (file, problem) in audit.unread.iter().filter(|(_, p)| p.kind.is_fatal()) {
        notice::problem(file, problem);
    }
    if told.is_empty() {
        told.push_str("There is no finding to write into a document.\n");
    } else {
        told.push_str(&format!("Written to {}\n", command.out.display()));
    }
    if !shared.quiet {
        notice::print(&told)?;
    }
    Ok(exit)
}

/// What went wrong with one document: only with that, or with the command.
enum Trouble {
    File(Problem),
    Command(Failure),
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::File(problem)
    }
}

/// Writes one document's findings. Gives what was written; nothing where there is no finding.
fn one(
    audit: &Audit,
    index: DocumentIndex,
    folder: &Folder,
    limits: &Limits,
    author: &Author,
    command: &RedlineCommand,
) -> Result<Option<String>, Trouble> {
    let Some(facts) = audit.document(index) else { return Ok(None) };
    let file = facts.entry.file.to_string();
    let edits = edits(audit, index, &command.only);
    if edits.is_empty() {
        return Ok(None);
    }
    let bytes = folder.read(&file)?;
    if concordat_ingest::sniff(&file, &bytes)? != Format::Docx {
        let rows = entries(audit, index, &command.only);
        let table = comment_table(&facts.entry.title, &file, &rows)?;
        let path = table_path(&file);
        write(&command.out.join(&path), &table).map_err(Trouble::Command)?;
        return Ok(Some(format!("{} in a table, {}", counted(rows.len(), "comment"), path.display())));
    }
    let read = concordat_ingest::read(&file, &bytes, &with_deadline(limits));
    let document = read.value.ok_or_else(|| read.problems.into_iter().next().unwrap_or_else(unread))?;
    let done = redline(&bytes, &document, &edits, author)?;
    write(&command.out.join(&file), &done.bytes).map_err(Trouble::Command)?;
    Ok(Some(summary(&edits, &done.outcomes)))
}

/// What was written, and what could not be as it was meant, by reason.
fn summary(edits: &[Edit], outcomes: &[Outcome]) -> String {
    use concordat_redline::Change;
    let (mut changes, mut comments) = (0, 0);
    let mut hindered: BTreeMap<(&str, Hindrance), usize> = BTreeMap::new();
    for (edit, outcome) in edits.iter().zip(outcomes) {
        let left = matches!(outcome, Outcome::Left(_));
        changes += usize::from(*outcome == Outcome::Made && edit.change != Change::None);
        comments += usize::from(!left && !edit.comment.is_empty());
        let met = match outcome {
            Outcome::Made => continue,
            Outcome::CommentedOnly(why) => ("only commented on", *why),
            Outcome::AtTheBeginning(why) => ("commented on at the beginning", *why),
            Outcome::Left(why) => ("left out", *why),
        };
        *hindered.entry(met).or_default() += 1;
    }
    let mut line = format!("{}, {}", counted(changes, "tracked change"), counted(comments, "comment"));
    for ((what, why), count) in hindered {
        line.push_str(&format!("; {count} {what}, because {}", why.words()));
    }
    line
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

pub(super) fn unread() -> Problem {
    Problem::new(ProblemKind::Damaged, "the file cannot be read again", "close it in other programs and run again")
}

/// `a/policy.pdf` gets `a/policy - comments.docx`; one beside a namesake of another kind keeps its extension in the name.
fn table_path(file: &str) -> PathBuf {
    let path = Path::new(file);
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!("{name} - comments.docx"))
}

/// Makes the folder that is written to. It must be new, empty, or written by this program before, so that nobody's document is ever
/// written over.
fn prepare(site: &Path, out: &Path) -> Result<(), Failure> {
    let unwritten = |e: std::io::Error| {
        Failure::with(Exit::Unwritten, format!("`{}` cannot be written: {}", out.display(), e.kind()), "name another folder with --out")
    };
    fs::create_dir_all(out).map_err(unwritten)?;
    let real = |path: &Path| fs::canonicalize(path).ok();
    let marked = out.join(OUTPUT_MARK).exists();
    let empty = fs::read_dir(out).map_err(unwritten)?.next().is_none();
    if real(site) == real(out) || !(marked || empty) {
        return Err(Failure::misuse(
            format!("`{}` holds files that this program did not write", out.display()),
            "name a new or empty folder with --out",
        ));
    }
    write(&out.join(OUTPUT_MARK), b"Written by concordat. This folder is not audited.\n")
}

#[expect(clippy::disallowed_methods, reason = "the command line is what writes")]
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(path, bytes)).map_err(|e| {
        Failure::with(
            Exit::Unwritten,
            format!("`{}` cannot be written: {}", path.display(), e.kind()),
            "check the disk, or name another folder with --out",
        )
    })
}
