//! Definitions that differ, and acronyms that stand for two things.

use super::{Chapter, cell, wording};
use crate::choice::Why;
use crate::definition::{Said, chosen, official, said};
use crate::naming::{is_past, listed, place, titled};
use concordat_findings::{
    Audit,
    wording::{capital, quoted},
};
use concordat_paper::{Block, Role, Table};
use concordat_standard::{Standard, definitions::Official};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn definitions(audit: &Audit, standard: &Standard) -> Chapter {
    let mut chapter = Chapter::default();
    for concept in &standard.definitions.concepts {
        let all: Vec<Said<'_>> = said(audit, standard, &concept.id).into_iter().filter(|s| !is_past(&s.facts.entry)).collect();
        if all.is_empty() {
            continue;
        }
        chapter.heading(capital(&concept.name));
        let current = official(standard, &concept.id, audit.as_at);
        let source = |s: &Said<'_>| format!("{}, {}", titled(&s.facts.entry), place(&s.view.evidence.anchor));
        let winner = chosen(&all, standard, &concept.id, audit.as_at);
        // A document's own definition does not win over an official one that none of them gives.
        let told_by_words = current.filter(|o| o.is_told_by_words());
        let lacks = told_by_words.filter(|o| !all.iter().any(|s| s.view.follows.as_ref() == Some(&o.name)));
        match (lacks, winner) {
            (Some(official), _) => {
                chapter.paragraph(Role::Note, wording::official_definition(&official.name, &official.source));
                official_words(&mut chapter, official);
            }
            (None, Some((said, why))) => {
                chapter.paragraph(Role::Note, wording::definition(&source(&said), &wording::because_defined(&why)));
                // Documents shorten an official definition; an author needs it whole.
                if let (Why::Official(_), Some(official)) = (&why, current) {
                    official_words(&mut chapter, official);
                    chapter.paragraph(Role::Body, wording::AS_GIVEN);
                }
                chapter.paragraph(Role::Quote, quoted(&audit.told(&said.view.evidence)));
                chapter.paragraph(Role::Source, source(&said));
                let others: Vec<String> = all.iter().filter(|s| !s.agrees(&said)).map(source).collect();
                if !others.is_empty() {
                    chapter.paragraph(Role::Body, wording::other_definitions(&listed(&others)));
                }
                continue;
            }
            (None, None) => {
                let documents: BTreeSet<String> = all.iter().map(|s| titled(&s.facts.entry)).collect();
                let question = wording::ask_definition(&concept.name, &listed(&documents.into_iter().collect::<Vec<_>>()));
                chapter.paragraph(Role::Note, &question);
                chapter.questions.push(question);
            }
        }
        chapter.paragraph(Role::Body, wording::WRITTEN_NOW);
        for said in &all {
            chapter.paragraph(Role::Quote, quoted(&audit.told(&said.view.evidence)));
            chapter.paragraph(Role::Source, source(said));
        }
    }
    chapter
}

/// The words of an official definition, else where they stand.
fn official_words(chapter: &mut Chapter, official: &Official) {
    let place = official.place.as_deref().unwrap_or_default();
    match &official.text {
        Some(text) => {
            chapter.paragraph(Role::Body, wording::OFFICIAL_WORDS);
            chapter.paragraph(Role::Quote, format!("“{text}”"));
            chapter.paragraph(Role::Source, wording::official_words(&official.source, place));
        }
        None if !place.is_empty() => chapter.paragraph(Role::Body, wording::official_place(place)),
        None => {}
    }
}

pub(super) fn acronyms(audit: &Audit) -> Chapter {
    let mut meanings: BTreeMap<&str, BTreeMap<String, (String, BTreeSet<String>)>> = BTreeMap::new();
    for document in audit.documents.iter().filter(|d| !is_past(&d.entry)) {
        for acronym in &document.citations.acronyms {
            // Capitals and plurals make no other meaning.
            let key = acronym.meaning.to_lowercase().trim_start_matches("the ").trim_end_matches('s').replace('-', " ");
            let known = meanings.entry(acronym.letters.as_str()).or_default().entry(key);
            known.or_insert_with(|| (acronym.meaning.clone(), BTreeSet::new())).1.insert(titled(&document.entry));
        }
    }
    let mut chapter = Chapter::default();
    let mut rows = Vec::new();
    for (letters, found) in meanings.into_iter().filter(|(_, found)| found.len() > 1) {
        let quoted: Vec<String> = found.values().map(|(meaning, _)| format!("“{meaning}”")).collect();
        chapter.questions.push(wording::ask_acronym(letters, &listed(&quoted)));
        for (meaning, documents) in found.into_values() {
            rows.push(vec![cell(letters), cell(meaning), cell(listed(&documents.into_iter().collect::<Vec<_>>()))]);
        }
    }
    if !rows.is_empty() {
        chapter.paragraph(Role::Body, wording::SPELT_OUT);
        chapter.blocks.push(Block::Table(Table {
            caption: "Acronyms that stand for more than one thing".to_owned(),
            header: vec!["Letters".to_owned(), "Stand for".to_owned(), "In".to_owned()],
            widths: vec![1, 2, 3],
            row_headers: true,
            rows,
        }));
    }
    chapter
}
