//! `concordat redline`.

use super::standard_of;
use crate::arguments::{RedlineCommand, Shared};
use crate::exit::Exit;
use crate::folder::{Folder, with_deadline};
use crate::notice::{self, Failure, counted};
use crate::output::{self, Record};
use crate::progress::Bar;
use crate::site::{self, Asked, Opened};
use crate::{clock, decisions, typed};
use concordat_audit::{Pack, Site, audit};
use concordat_briefing::Marking;
use concordat_findings::Audit;
use concordat_ingest::{Limits, pdf_letters};
use concordat_redline::{Author, Edit, Hindrance, Outcome, annotate, comment_table, edits, entries, pages_of, redline};
use concordat_register::{DocumentIndex, Format, Problem, ProblemKind};
use std::collections::BTreeMap;

/// Audits a folder and writes its findings into copies of its documents.
pub(crate) fn run(command: &RedlineCommand, shared: &Shared) -> Result<Exit, Failure> {
    let standard = standard_of(&command.site)?;
    typed::checks(&standard, command.only.iter().map(String::as_str))?;
    let decided = decisions::read(&command.site)?;
    let asked = Asked { out: Some(&command.out), ocr: false, as_at: command.judging.as_at.as_deref() };
    let Opened { folder, order } = site::open(&command.site, asked, &standard)?;
    site::threads(command.judging.threads)?;
    let record = output::folder("redline", &[&command.site], &command.out, command.overwrite)?;
    let bar = Bar::new(shared);
    let mut audit = audit(&folder, &order, &Pack::default(), &bar).audit;
    bar.done(&audit);
    audit.decisions = decided.hold(&audit);
    let author = Author { name: command.author.clone(), date: clock::generated_at(order.as_at, false) };
    let marking = Marking::of(&audit, &standard, None).words;
    let mut writer = Writer { audit: &audit, folder: &folder, limits: &order.limits, author, command, record, marking };
    let mut told = String::new();
    let mut exit = Exit::Done;
    for (n, document) in audit.documents.iter().enumerate() {
        let file = document.entry.file.to_string();
        match writer.document(DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX))) {
            Ok(line) => told.push_str(&line.map(|line| format!("{file}: {line}\n")).unwrap_or_default()),
            Err(Trouble::Unread(problem)) => {
                writer.keep(&file);
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
        writer.keep(file);
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
    /// What a table of comments bears: the highest marking of the documents, whose words it quotes.
    marking: String,
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

    /// Lets what an earlier run wrote for a document stand, which could not be read this time.
    fn keep(&mut self, file: &str) {
        self.record.keep(file);
        self.record.keep(&table_of(file));
    }

    /// Writes one document's findings as a table of comments beside it.
    fn table(&mut self, index: DocumentIndex, file: &str) -> Result<String, Trouble> {
        let rows = entries(self.audit, index, &self.command.only);
        let title = self.audit.document(index).map_or(file, |facts| facts.entry.title.as_str());
        let path = table_of(file);
        self.write(&path, &comment_table(title, file, &self.marking, &rows)?)?;
        Ok(format!("{} in a table, {path}", counted(rows.len(), "comment")))
    }

    fn write(&mut self, file: &str, bytes: &[u8]) -> Result<(), Trouble> {
        self.record.write(file, bytes, self.command.overwrite).map_err(Trouble::Unwritten)
    }
}

/// The table of comments on a document.
fn table_of(file: &str) -> String {
    format!("{file} - comments.docx")
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
