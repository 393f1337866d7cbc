//! How the documents speak of the same people.

use crate::Area;
use concordat_findings::{FramingCount, FramingRow, FramingView};
use concordat_register::{DocumentFacts, DocumentIndex, Evidence};
use concordat_standard::framing::Referent;

/// A view for every referent of the standard that some document speaks of.
pub(crate) fn views(area: &Area<'_>) -> Vec<FramingView> {
    let of = |referent: &Referent| FramingView {
        referent: referent.id.clone(),
        name: referent.name.clone(),
        framings: referent.ways.iter().map(|w| (w.id.clone(), w.name.clone())).collect(),
        rows: area.indexed().filter_map(|(document, facts)| row(referent, document, facts)).collect(),
    };
    area.standard.framing.referents.iter().map(of).filter(|view| !view.rows.is_empty()).collect()
}

fn row(referent: &Referent, document: DocumentIndex, facts: &DocumentFacts) -> Option<FramingRow> {
    let mine = facts.meaning.framing.iter().filter(|reading| reading.referent == referent.id);
    let counts: Vec<FramingCount> = mine
        .filter_map(|reading| {
            Some(FramingCount {
                framing: referent.ways.iter().position(|w| w.id == reading.way)?,
                count: reading.count,
                terms: reading.terms.clone(),
                evidence: reading.anchors.iter().map(|anchor| Evidence { document, anchor: anchor.clone() }).collect(),
            })
        })
        .collect();
    (!counts.is_empty()).then_some(FramingRow { document, counts })
}
