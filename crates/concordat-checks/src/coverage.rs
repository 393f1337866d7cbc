//! Contexts and sectors by document, and which of them a document owes and has nowhere.

use crate::{Area, Sink, reference};
use concordat_findings::{Coverage, CoverageRow, PurposeView, Severity};
use concordat_register::{
    Anchor, DocumentFacts, DocumentIndex, Entry, Evidence, Status,
    meaning::{Depth, FacetReading},
};
use concordat_standard::{
    Standard,
    coverage::{Facet, Facets, Owed, Purpose},
};

/// Contexts and sectors of every document.
#[must_use]
pub fn coverage(area: &Area<'_>) -> Vec<CoverageRow> {
    let rows = area.indexed().map(|(document, facts)| CoverageRow {
        document,
        contexts: cells(document, &area.standard.contexts, &facts.meaning.coverage.contexts),
        sectors: cells(document, &area.standard.sectors, &facts.meaning.coverage.sectors),
    });
    rows.collect()
}

/// What agencies are engaged for.
#[must_use]
pub fn purposes(standard: &Standard) -> Vec<PurposeView> {
    let view = |p: &Purpose| PurposeView { id: p.id.clone(), word: p.word.clone(), name: p.name.clone() };
    standard.sectors.purposes.iter().map(view).collect()
}

fn cells(document: DocumentIndex, facets: &Facets, readings: &[FacetReading]) -> Vec<Coverage> {
    let cell = |facet: &Facet| {
        let reading = readings.iter().find(|r| *r.id == *facet.id);
        let depth = reading.map_or(Depth::Absent, |r| r.depth);
        // What an absent one keeps shows why it matters there and not that it is there.
        let shown = reading.filter(|_| depth != Depth::Absent).into_iter().flat_map(|r| &r.evidence);
        let evidence = shown.map(|anchor| Evidence { document, anchor: anchor.clone() }).collect();
        Coverage { id: facet.id.clone(), name: facet.name.clone(), depth, evidence }
    };
    facets.facets.iter().map(cell).collect()
}

/// A facet that a document owes and has nowhere.
pub(crate) struct Gap<'a> {
    document: DocumentIndex,
    facts: &'a DocumentFacts,
    facet: &'a Facet,
    owed: &'a Owed,
    /// Words that show why it matters there.
    matters: Option<&'a Anchor>,
}

/// Gaps in `facets`, by document; `readings` picks those of a document.
pub(crate) fn gaps<'a>(area: &Area<'a>, facets: &'a Facets, readings: fn(&DocumentFacts) -> &[FacetReading]) -> Vec<Gap<'a>> {
    let mut found = Vec::new();
    for (document, facts) in area.indexed() {
        let readings: &'a [FacetReading] = readings(facts);
        let present = readings.iter().filter(|r| r.depth != Depth::Absent).count();
        if present < facets.least || !in_force(&facts.entry) || is_own(&facts.entry, facets) {
            continue;
        }
        for (facet, reading) in facets.facets.iter().filter_map(|f| Some((f, readings.iter().find(|r| *r.id == *f.id)?))) {
            let matters = reading.evidence.first();
            let owed = facet.owed.iter().find(|o| owes(&facts.entry, o) && (matters.is_some() || !o.shown));
            if let Some(owed) = owed.filter(|_| reading.depth == Depth::Absent) {
                found.push(Gap { document, facts, facet, owed, matters });
            }
        }
    }
    found
}

fn in_force(entry: &Entry) -> bool {
    entry.status != Status::Superseded && entry.superseded_by.is_none()
}

/// Whether a document is one organisation's own.
fn is_own(entry: &Entry, facets: &Facets) -> bool {
    let named = |text: &str| {
        let folded = concordat_text::fold_str(text);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        facets.own.iter().any(|own| {
            let wanted: Vec<&str> = own.split(' ').collect();
            words.windows(wanted.len()).any(|window| window == wanted)
        })
    };
    named(&entry.title) || entry.owner.as_deref().is_some_and(named)
}

/// Whether a document of these themes and this kind owes it. A thresholds document is on every theme.
fn owes(entry: &Entry, owed: &Owed) -> bool {
    let kind = owed.kinds.iter().any(|kind| kind == entry.kind.word());
    let theme = || entry.themes.iter().take(2).any(|theme| owed.themes.iter().any(|owed| *owed == *theme.0));
    kind && (owed.themes.is_empty() || entry.kind == concordat_register::Kind::Thresholds || theme())
}

/// Raises a gap. `message` is what the document does not do, to follow its title.
pub(crate) fn raise(sink: &mut Sink<'_>, gap: &Gap<'_>, lacks: &str) {
    let title = reference::titled(&gap.facts.entry);
    let aside = gap.matters.map_or(String::new(), |anchor| {
        let place = reference::place(gap.facts, anchor);
        format!(", although {} speaks of “{}”", small(&place), anchor.quote.exact)
    });
    let message = format!("We found nothing in {title} that {lacks} {}{aside}: {}.", gap.facet.called, gap.facet.why);
    let severity = Severity::from_word(&gap.owed.severity).unwrap_or(Severity::Low);
    let mut raised = sink.raise(&[gap.document], message);
    // Without words that show why it matters there, the finding is a question.
    raised.severity(if gap.matters.is_some() { severity } else { severity.max(Severity::Low) });
    if let Some(anchor) = gap.matters {
        raised.evidence(gap.document, anchor);
    }
    raised.suggest(gap.facet.suggestion.clone()).standard(gap.facet.source.clone());
}

/// The first letter small, to stand within a sentence.
fn small(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or(String::new(), |first| first.to_lowercase().chain(chars).collect())
}
