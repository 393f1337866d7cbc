//! The sense-check: five questions asked of every document, each answered in words.

use crate::desk::{Desk, heading, plain};
use crate::wording;
use concordat_findings::{
    SenseAnswer,
    wording::{QUESTIONS, answer, is_sure},
};
use concordat_paper::{Block, Inline, Paper, Role, Table};
use concordat_register::DocumentIndex;
use std::collections::BTreeMap;

/// Documents of the table; the report has them all.
const ROWS: usize = 120;

pub(crate) fn write(paper: &mut Paper, desk: &Desk<'_>) {
    if desk.audit.sense_check.is_empty() {
        return;
    }
    heading(paper, 1, wording::SENSE, "sense-check");
    paper.paragraph(Role::Body, wording::SENSE_ABOUT);
    let question = |(letter, _, full): &(char, &str, &str)| crate::desk::entry(vec![strong(*letter), Inline::Plain(format!(" {full}"))]);
    paper.blocks.push(Block::List { numbered: false, entries: QUESTIONS.iter().map(question).collect() });
    let mut documents: BTreeMap<DocumentIndex, Vec<&SenseAnswer>> = BTreeMap::new();
    for answer in &desk.audit.sense_check {
        documents.entry(answer.document).or_default().push(answer);
    }
    let header = [wording::DOCUMENT.to_owned()].into_iter().chain(QUESTIONS.map(|(letter, name, _)| format!("{letter}. {name}")));
    let row = |(document, answers): (&DocumentIndex, &Vec<&SenseAnswer>)| {
        let cells = QUESTIONS.map(|(letter, ..)| plain(told(answers.iter().find(|a| a.question == letter).copied())));
        [plain(desk.title(*document))].into_iter().chain(cells).collect()
    };
    paper.blocks.push(Block::Table(Table {
        caption: wording::SENSE_CAPTION.to_owned(),
        header: header.collect(),
        widths: vec![9, 6, 6, 6, 6, 7],
        row_headers: true,
        rows: documents.iter().take(ROWS).map(row).collect(),
    }));
    if documents.len() > ROWS {
        paper.paragraph(Role::Body, wording::more_documents(documents.len() - ROWS));
    }
}

fn strong(letter: char) -> Inline {
    Inline::Strong(format!("{letter}."))
}

fn told(found: Option<&SenseAnswer>) -> String {
    match found {
        None => wording::NOT_ASKED.to_owned(),
        Some(found) if !is_sure(found.certainty) => wording::please_check(answer(found.answer)),
        Some(found) => answer(found.answer).to_owned(),
    }
}
