//! `concordat redline`.

use super::standard;
use crate::arguments::{RedlineCommand, Shared};
use crate::exit::Exit;
use crate::folder::{Folder, OUTPUT_MARK, with_deadline};
use crate::notice::{self, Failure, counted};
use crate::output::Record;
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use crate::{clock, decisions, typed};
use concordat_audit::{Pack, Site, audit};
use concordat_findings::Audit;
use concordat_ingest::{Limits, pdf_letters};
use concordat_redline::{Author, Edit, Hindrance, Outcome, annotate, comment_table, edits, entries, pages_of, redline};
use concordat_register::{DocumentIndex, Format, Problem, ProblemKind};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Audits a folder and writes its findings into copies of its documents.
pub(crate) fn run(command: &RedlineCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard()?;
    typed::checks(&standard, command.only.iter().map(String::as_str))?;
    let decided = decisions::read(&command.site)?;
    let asked = Asked { out: Some(&command.out), ocr: false, as_at: command.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(&command.site, asked, &standard)?;
    site::threads(command.judging.threads)?;
    let record = prepare(&[&command.site], &command.out, command.overwrite)?;
    let bar = Bar::new(shared);
    let mut audit = audit(&folder, &order, &Pack::default(), &bar).audit;
    bar.done(&audit);
    audit.decisions = decided.hold(&audit);
    let author = Author { name: command.author.clone(), date: clock::generated_at(order.as_at, false) };
    let mut writer = Writer { audit: &audit, folder: &folder, limits: &order.limits, author, command, record };
    let mut told = String::new();
    let mut exit = Exit::Done;
    for (n, document) in audit.documents.iter().enumerate() {
        let file = document.entry.file.to_string();
        match writer.document(DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX))) {
            Ok(line) => told.push_str(&line.map(|line| format!("{file}: {line}\n")).unwrap_or_default()),
            Err(Trouble::Unread(problem)) => {
                notice::problem(&file, &problem);
                exit = Exit::of(problem.kind);
            }
            Err(Trouble::Unwritten(failure)) => {
                notice::say(&format!("not written: {file}: {}\n  help: {}", failure.message, failure.help));
                exit = failure.exit;
            }
        }
    }
    for (file, problem) in audit.unread.iter().filter(|(_, p)| p.kind.is_fatal()) {
        notice::problem(file, problem);
    }
    let removed = writer.record.clear()?;
    if told.is_empty() && exit == Exit::Done {
        told.push_str("There is no finding to write into a document.\n");
    } else if !told.is_empty() {
        told.push_str(&format!("Written to {}\n", command.out.display()));
    }
    for file in removed {
        told.push_str(&format!("Taken away, as nothing is found there any more: {}\n", command.out.join(file).display()));
    }
    if !shared.quiet {
        notice::print(&told)?;
    }
    Ok(exit)
}

/// What went wrong with one document.
enum Trouble {
    /// It could not be read again.
    Unread(Problem),
    /// What was made of it could not be written.
    Unwritten(Failure),
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Unread(problem)
    }
}

/// Writes the findings of an audit into copies of its documents.
struct Writer<'a> {
    audit: &'a Audit,
    folder: &'a Folder,
    limits: &'a Limits,
    author: Author,
    command: &'a RedlineCommand,
    record: Record,
}

impl Writer<'_> {
    /// Writes one document's findings. Gives what was written; nothing where there is no finding.
    fn document(&mut self, index: DocumentIndex) -> Result<Option<String>, Trouble> {
        let Some(facts) = self.audit.document(index) else { return Ok(None) };
        let file = facts.entry.file.to_string();
        let edits = edits(self.audit, index, &self.command.only);
        if edits.is_empty() {
            return Ok(None);
        }
        let bytes = self.folder.read(&file)?;
        let format = concordat_ingest::sniff(&file, &bytes)?;
        if !matches!(format, Format::Docx | Format::Pdf) {
            return self.table(index, &file).map(Some);
        }
        let read = concordat_ingest::read(&file, &bytes, &with_deadline(self.limits));
        let document = read.value.ok_or_else(|| read.problems.into_iter().next().unwrap_or_else(unread))?;
        let changed = if format == Format::Pdf {
            let letters = pdf_letters(&bytes, &pages_of(&document, &edits), &with_deadline(self.limits));
            annotate(&bytes, &document, &edits, &self.author, &letters)
                .map(|done| (done.bytes, format!("{}, {}", counted(done.highlights, "highlight"), counted(done.notes, "note"))))
        } else {
            redline(&bytes, &document, &edits, &self.author).map(|done| (done.bytes, summary(&edits, &done.outcomes)))
        };
        match changed {
            Ok((bytes, told)) => {
                self.write(&file, &bytes)?;
                Ok(Some(told))
            }
            // A file that must not or cannot be changed was read all the same, and its findings go into a table.
            Err(refused) => {
                let line = self.table(index, &file)?;
                notice::say(&format!("not changed: {file}: {}\n  help: {}", refused.message, refused.help));
                Ok(Some(format!("{line}, because the file itself was not changed")))
            }
        }
    }

    /// Writes one document's findings as a table of comments beside it.
    fn table(&mut self, index: DocumentIndex, file: &str) -> Result<String, Trouble> {
        let rows = entries(self.audit, index, &self.command.only);
        let title = self.audit.document(index).map_or(file, |facts| facts.entry.title.as_str());
        let path = format!("{file} - comments.docx");
        self.write(&path, &comment_table(title, file, &rows)?)?;
        Ok(format!("{} in a table, {path}", counted(rows.len(), "comment")))
    }

    fn write(&mut self, file: &str, bytes: &[u8]) -> Result<(), Trouble> {
        self.record.write(file, bytes, self.command.overwrite).map_err(Trouble::Unwritten)
    }
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

pub(super) fn unread() -> Problem {
    Problem::new(ProblemKind::Damaged, "the file cannot be read again", "close it in other programs and run again")
}

/// Makes the folder that is written to, and gives the record of what earlier runs wrote there. The folder must be new, empty, or one
/// that this command wrote, and nobody may have worked on what stands there since, unless `overwrite`.
pub(super) fn prepare(sites: &[&Path], out: &Path, overwrite: bool) -> Result<Record, Failure> {
    let unwritten = |e: std::io::Error| {
        Failure::with(Exit::Unwritten, format!("`{}` cannot be written: {}", out.display(), e.kind()), "name another folder with --out")
    };
    fs::create_dir_all(out).map_err(unwritten)?;
    let real = |path: &Path| fs::canonicalize(path).ok();
    let ours = out.join(OUTPUT_MARK).exists() && Record::stands_in(out);
    let empty = fs::read_dir(out).map_err(unwritten)?.next().is_none();
    if sites.iter().any(|site| real(site) == real(out)) || !(ours || empty) {
        return Err(Failure::misuse(
            format!("`{}` holds files that this command did not write", out.display()),
            "name a new or empty folder with --out",
        ));
    }
    let mut record = Record::of(out);
    if let [first, others @ ..] = record.changed().as_slice()
        && !overwrite
    {
        let more = if others.is_empty() { String::new() } else { format!(" and {}", counted(others.len(), "other file")) };
        return Err(Failure::misuse(
            format!("somebody changed `{}`{more} since it was written", out.join(first).display()),
            "name another folder with --out, or give --overwrite: what was done in these files is then lost",
        ));
    }
    record.write(OUTPUT_MARK, b"Written by concordat. This folder is not audited.\n", true)?;
    Ok(record)
}
