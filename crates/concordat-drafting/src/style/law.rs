//! How law and guidance are cited, and how to cite them.

use super::{Chapter, cell, wording};
use crate::naming::{is_past, titled};
use concordat_findings::Audit;
use concordat_paper::{Block, Role, Table};
use concordat_register::Date;
use concordat_register::PartialDate;
use concordat_standard::{
    Standard,
    instruments::{Instrument, InstrumentKind},
};
use concordat_text::fold_str;
use std::collections::{BTreeMap, BTreeSet};

/// How an instrument is named, and in which documents.
type Met = BTreeMap<String, (String, u32, BTreeSet<String>)>;

pub(super) fn chapter(audit: &Audit, standard: &Standard) -> Chapter {
    let mut met: BTreeMap<&str, Met> = BTreeMap::new();
    for document in audit.documents.iter().filter(|d| !is_past(&d.entry)) {
        for mention in document.currency.instruments.iter().filter(|m| !m.historic) {
            let words = mention.anchor.quote.exact.to_string();
            let known = met.entry(mention.instrument.as_str()).or_default().entry(fold_str(&words)).or_insert((words, 0, BTreeSet::new()));
            known.1 += 1;
            known.2.insert(titled(&document.entry));
        }
    }
    let cites = |i: &&Instrument| {
        matches!(i.kind, InstrumentKind::Legislation | InstrumentKind::StatutoryGuidance | InstrumentKind::NationalGuidance)
    };
    let mut chapter = Chapter::default();
    let mut rows = Vec::new();
    for instrument in standard.instruments.instruments.iter().filter(cites) {
        let Some(found) = met.get(instrument.id.as_str()) else { continue };
        let told = found.values().map(|(words, count, documents)| {
            let all: Vec<&str> = documents.iter().map(String::as_str).collect();
            format!("“{words}” {} ({})", wording::counted(*count), all.join(", "))
        });
        rows.push(vec![cell(cite_as(instrument, audit.as_at)), cell(told.collect::<Vec<_>>().join("; "))]);
    }
    if !rows.is_empty() {
        chapter.paragraph(Role::Body, wording::EDITIONS);
        chapter.blocks.push(Block::Table(Table {
            caption: "Law and guidance that the documents cite".to_owned(),
            header: vec!["Cite as".to_owned(), "Met as".to_owned()],
            widths: vec![2, 3],
            row_headers: true,
            rows,
        }));
    }
    chapter
}

/// An instrument with the year of its edition in force on a day, or what has taken its place.
fn cite_as(instrument: &Instrument, day: Option<Date>) -> String {
    let begun = |date: &str| PartialDate::parse(date).map(PartialDate::first);
    if instrument.ended.as_deref().and_then(begun).zip(day).is_some_and(|(ended, day)| ended <= day) {
        let after = instrument.replaced_by.as_deref().map_or(String::new(), |by| format!(" and was replaced by {by}"));
        return format!("Do not cite {}: it is no longer in force{after}.", instrument.title);
    }
    let mut editions = instrument.editions.iter().filter(|e| !e.amendment);
    let in_force = editions.rfind(|e| begun(&e.published).zip(day).is_none_or(|(published, day)| published <= day));
    let year = in_force.and_then(|e| e.published.get(..4)).filter(|year| !instrument.title.contains(year));
    year.map_or_else(|| instrument.title.clone(), |year| format!("{} ({year})", instrument.title))
}
