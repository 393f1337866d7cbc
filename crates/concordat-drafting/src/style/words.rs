//! Things that documents say in rival words, or spell in rival ways.

use super::{Chapter, cell, wording};
use crate::choice::{Use, Why, winner};
use crate::naming::{in_force, is_past, listed, place, titled};
use concordat_findings::{Audit, wording::capital};
use concordat_paper::{Block, Role, Table};
use concordat_register::{DocumentFacts, language::WordingUse};
use concordat_standard::{
    Standard,
    language::{Difference, Wording},
};

/// A wording of which several forms are used.
struct Rivals<'a> {
    row: &'a Wording,
    /// Documents that use any form, with their uses.
    documents: Vec<(&'a DocumentFacts, Vec<&'a WordingUse>)>,
    /// The form that wins, with the reason.
    won: Option<(usize, Why)>,
    /// The document that decides, where the newest does.
    newest: String,
}

fn rivals<'a>(audit: &'a Audit, standard: &'a Standard, about: Difference) -> Vec<Rivals<'a>> {
    let rows = standard.language.wordings.iter().filter(|w| w.about == about);
    rows.filter_map(|row| rivals_of(audit, row)).collect()
}

fn rivals_of<'a>(audit: &'a Audit, row: &'a Wording) -> Option<Rivals<'a>> {
    let uses = |d: &'a DocumentFacts| d.language.wordings.iter().filter(|u| u.wording == row.id.as_str()).collect::<Vec<_>>();
    let held = audit.documents.iter().filter(|d| !is_past(&d.entry)).map(|d| (d, uses(d)));
    let documents: Vec<(&DocumentFacts, Vec<&WordingUse>)> = held.filter(|(_, uses)| !uses.is_empty()).collect();
    let mut met: Vec<u8> = documents.iter().flat_map(|(_, uses)| uses.iter().map(|u| u.form)).collect();
    met.sort_unstable();
    met.dedup();
    if met.len() < 2 {
        return None;
    }
    let deciding: Vec<&(&DocumentFacts, Vec<&WordingUse>)> = documents.iter().filter(|(d, _)| in_force(&d.entry)).collect();
    let weighed: Vec<Use> = deciding.iter().map(|(d, uses)| weigh(row, d, uses)).collect();
    let official = row.official_form().zip(row.official.as_ref().map(|o| o.publication.as_str()));
    let won = winner(row.forms.len(), official, &weighed);
    let newest = match &won {
        Some((_, Why::Newest(n))) => deciding.get(*n).map(|(d, _)| titled(&d.entry)).unwrap_or_default(),
        _ => String::new(),
    };
    Some(Rivals { row, documents, won, newest })
}

fn weigh(row: &Wording, document: &DocumentFacts, uses: &[&WordingUse]) -> Use {
    let mut counts = vec![0; row.forms.len()];
    for one in uses {
        if let Some(count) = counts.get_mut(usize::from(one.form)) {
            *count += one.count;
        }
    }
    Use { written: document.entry.written(), counts }
}

pub(super) fn chapter(audit: &Audit, standard: &Standard, about: Difference) -> Chapter {
    let mut chapter = Chapter::default();
    for rivals in rivals(audit, standard, about) {
        tell(&mut chapter, &rivals);
    }
    chapter
}

fn tell(chapter: &mut Chapter, rivals: &Rivals<'_>) {
    let row = rivals.row;
    chapter.heading(capital(&row.name));
    match &rivals.won {
        Some((form, Why::Official(_))) => {
            let official = row.official.as_ref();
            let says = official.map(|o| format!("after {}: {}", o.publication, o.says)).unwrap_or_default();
            chapter.paragraph(Role::Note, wording::write(&shown(row, *form), &says));
            if official.is_some_and(|o| !o.verified) {
                chapter.paragraph(Role::Source, wording::UNCHECKED);
            }
        }
        Some((form, why)) => {
            chapter.paragraph(Role::Note, wording::write(&shown(row, *form), &wording::because(why, &rivals.newest)));
        }
        None => {
            let mut met: Vec<u8> = rivals.documents.iter().flat_map(|(_, uses)| uses.iter().map(|u| u.form)).collect();
            met.sort_unstable();
            met.dedup();
            let forms: Vec<String> = met.into_iter().map(|f| format!("“{}”", shown(row, usize::from(f)))).collect();
            let question = wording::ask(&row.name, &listed(&forms));
            chapter.paragraph(Role::Note, &question);
            chapter.questions.push(question);
        }
    }
    let say = |u: &&WordingUse| wording::used(&shown(row, usize::from(u.form)), u.count, &place(&u.first));
    let line = |(document, uses): &(&DocumentFacts, Vec<&WordingUse>)| {
        vec![cell(titled(&document.entry)), cell(uses.iter().map(say).collect::<Vec<_>>().join("; "))]
    };
    chapter.blocks.push(Block::Table(Table {
        caption: format!("How the documents write {}", row.name),
        header: vec!["Document".to_owned(), "What it writes".to_owned()],
        widths: vec![2, 3],
        row_headers: true,
        rows: rivals.documents.iter().map(line).collect(),
    }));
}

fn shown(row: &Wording, form: usize) -> String {
    row.forms.get(form).map(|f| f.shown.clone()).unwrap_or_default()
}
