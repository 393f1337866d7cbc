//! The documents reviewed: what each is, how it stands, and what could not be read.

use crate::desk::{Desk, counted, entry, heading, plain};
use crate::wording;
use concordat_findings::wording::{clip, date, one_line, small, theme};
use concordat_paper::{Block, Inline, Paper, Role, Table};
use concordat_register::{DocumentFacts, Entry, Problem, Status};

/// Documents listed; the report has them all.
const ROWS: usize = 300;
/// Files not read that are listed.
const UNREAD: usize = 60;

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    heading(paper, 1, wording::REVIEWED, "documents-reviewed");
    let documents = &desk.audit.documents;
    if documents.is_empty() {
        paper.paragraph(Role::Note, wording::NOTHING_READ);
    } else {
        let past = documents.iter().filter(|d| is_past(desk, &d.entry)).count();
        let drafts = documents.iter().filter(|d| d.entry.status == Status::Draft).count();
        let replaced = documents.iter().filter(|d| d.entry.status == Status::Superseded).count();
        paper.paragraph(Role::Body, wording::reviewed(documents.len(), past, drafts, replaced));
        paper.blocks.push(Block::Table(Table {
            caption: wording::REVIEWED_CAPTION.to_owned(),
            header: wording::REVIEWED_HEADER.map(str::to_owned).to_vec(),
            widths: vec![7, 4, 6, 3, 4, 4],
            row_headers: true,
            rows: documents.iter().take(ROWS).map(|facts| row(desk, facts)).collect(),
        }));
        if let Some(more) = documents.len().checked_sub(ROWS).filter(|&n| n > 0) {
            paper.paragraph(Role::Body, wording::more_documents(more));
        }
    }
    unread(paper, desk);
}

fn row(desk: &Desk<'_>, facts: &DocumentFacts) -> Vec<Vec<Inline>> {
    let entry = &facts.entry;
    let themes: Vec<String> = entry.themes.iter().take(3).map(|t| small(&theme(desk.audit, t))).collect();
    let year = match (entry.period, entry.year) {
        (Some(period), _) => format!("{} to {}", period.from, period.to),
        (None, Some(year)) => year.to_string(),
        (None, None) => wording::NOT_SAID.to_owned(),
    };
    let review = entry
        .review_due
        .map_or_else(|| wording::NOT_SAID.to_owned(), |due| if is_past(desk, entry) { wording::passed(&date(due)) } else { date(due) });
    let themes = if themes.is_empty() { wording::EVERY_THEME.to_owned() } else { themes.join("; ") };
    let title = one_line(concordat_findings::wording::title(facts));
    [clip(&title, 160).into_owned(), wording::kind(entry.kind).to_owned(), themes, year, status(desk, entry), review].map(plain).to_vec()
}

fn status(desk: &Desk<'_>, entry: &Entry) -> String {
    let by = entry.superseded_by.as_ref().and_then(|file| desk.audit.documents.iter().find(|d| d.entry.file == *file));
    wording::status(entry.status, by.map(|d| one_line(concordat_findings::wording::title(d))).as_deref())
}

/// Whether the day on which a document was to be reviewed has gone by. One that was replaced needs no review.
fn is_past(desk: &Desk<'_>, entry: &Entry) -> bool {
    let due = entry.review_due.filter(|_| entry.status != Status::Superseded);
    due.is_some_and(|due| desk.audit.as_at.is_some_and(|day| due.last() < day))
}

/// Files that could not be read at all. Spreadsheets and notes on files that were read are for the report.
fn unread(paper: &mut Paper, desk: &Desk<'_>) {
    let unread: Vec<&(String, Problem)> = desk.audit.unread.iter().filter(|(_, p)| p.kind.is_fatal()).collect();
    if unread.is_empty() {
        return;
    }
    heading(paper, 2, wording::NOT_READ, "not-read");
    paper.paragraph(Role::Body, wording::not_read(&counted(unread.len(), "file", "files"), unread.len()));
    let line = |(file, problem): &&(String, Problem)| entry_of(file, problem);
    let mut entries: Vec<_> = unread.iter().take(UNREAD).map(line).collect();
    if unread.len() > UNREAD {
        entries.push(entry(plain(wording::more_files(unread.len() - UNREAD))));
    }
    paper.blocks.push(Block::List { numbered: false, entries });
}

fn entry_of(file: &str, problem: &Problem) -> concordat_paper::Entry {
    entry(vec![Inline::Emphasis(one_line(file)), Inline::Plain(format!(": {}. To mend it: {}.", problem.message, problem.help))])
}
