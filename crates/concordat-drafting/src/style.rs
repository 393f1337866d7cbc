//! The style and terminology sheet of a set: how the documents say the same things, which way wins, and why.
//!
//! Every sentence that this module and those below it write stands in [`wording`], so that it can be read whole.

mod avoided;
mod law;
mod meanings;
mod names;
mod wording;
mod words;

use crate::Imprint;
use concordat_findings::Audit;
use concordat_paper::{Block, Inline, Paper, Role};
use concordat_standard::{Standard, language::Difference};

/// One chapter of the sheet, and what people have to decide.
#[derive(Debug, Default)]
pub(crate) struct Chapter {
    pub(crate) blocks: Vec<Block>,
    pub(crate) questions: Vec<String>,
}

impl Chapter {
    fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading { level: 2, text: text.into(), anchor: None });
    }

    fn paragraph(&mut self, role: Role, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph { role, text: vec![Inline::Plain(text.into())] });
    }
}

/// The sheet. It rests on what the audit holds and on nothing else.
#[must_use]
pub fn style(audit: &Audit, standard: &Standard, imprint: &Imprint) -> Paper {
    let mut paper = Paper {
        title: wording::title(&audit.site),
        subtitle: audit.as_at.map(wording::subtitle),
        marking: imprint.marking.clone(),
        author: imprint.author.clone(),
        written_at: imprint.written_at.clone(),
        contents: true,
        blocks: Vec::new(),
    };
    paper.paragraph(Role::Lead, wording::LEAD);
    paper.paragraph(Role::Body, wording::HOW);
    body(&mut paper, audit, standard);
    paper
}

/// The chapters, after what is to be decided.
pub(crate) fn body(paper: &mut Paper, audit: &Audit, standard: &Standard) {
    let chapters = [
        (wording::WORDS, words::chapter(audit, standard, Difference::Word)),
        (wording::SPELLING, words::chapter(audit, standard, Difference::Hyphen)),
        (wording::AVOIDED, avoided::chapter(audit, standard)),
        (wording::DEFINITIONS, meanings::definitions(audit, standard)),
        (wording::ACRONYMS, meanings::acronyms(audit)),
        (wording::NAMES, names::chapter(audit)),
        (wording::LAW, law::chapter(audit, standard)),
    ];
    let questions: Vec<&String> = chapters.iter().flat_map(|(_, c)| &c.questions).collect();
    paper.heading(1, wording::DECIDE);
    if questions.is_empty() {
        paper.paragraph(Role::Body, wording::NOTHING_TO_DECIDE);
    } else {
        paper.paragraph(Role::Body, wording::TIES);
        paper.list(true, questions.into_iter().cloned());
    }
    for (heading, chapter) in chapters {
        paper.heading(1, heading);
        if chapter.blocks.is_empty() {
            paper.paragraph(Role::Body, wording::NOTHING);
        }
        paper.blocks.extend(chapter.blocks);
    }
}

/// A cell of plain words.
fn cell(words: impl Into<String>) -> Vec<Inline> {
    vec![Inline::Plain(words.into())]
}
