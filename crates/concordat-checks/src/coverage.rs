//! Contexts and sectors by document, and which of them a document owes and has nowhere.

use crate::{Area, Sink, doors::Doors, reference};
use concordat_findings::{Coverage, CoverageRow, PurposeView, Severity, wording::quoted};
use concordat_register::{
    Anchor, DocumentFacts, DocumentIndex, Entry, Evidence, Status, Theme,
    meaning::{Depth, FacetReading, ThemeCoverage},
};
use concordat_standard::{
    Standard,
    coverage::{Facet, Facets, Owed, Purpose},
};
use concordat_text::{Text, fold_str};
use std::{collections::BTreeSet, mem::take};

/// Documents that send somebody to the front door, each with the step that does. They give the sector to which it belongs a part, though
/// they may call it by a name that only another document of the area explains.
#[must_use]
pub fn at_the_door(area: &Area<'_>) -> Vec<(DocumentIndex, Anchor)> {
    let doors = Doors::of(area);
    area.indexed().filter_map(|(index, facts)| Some((index, doors.step(facts)?.1.clone()))).collect()
}

/// Organisations that some document of an area says are of a sector, as ids of sectors and names, folded.
type Told<'a> = BTreeSet<(&'a str, &'a str)>;

fn told<'a>(documents: &'a [DocumentFacts]) -> Told<'a> {
    let told = documents.iter().flat_map(|d| &d.meaning.coverage.told);
    told.map(|told| (told.sector.as_str(), told.name.as_str())).collect()
}

/// Where a document names an organisation that another says is of a sector.
fn named<'d>(told: &Told<'_>, facts: &'d DocumentFacts, sector: &str) -> Option<&'d Anchor> {
    let of_it: Vec<&str> = told.iter().filter(|(id, _)| *id == sector).map(|(_, name)| *name).collect();
    let is = |words: &str, name: &str| {
        let clear = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let whole = |at: usize| {
            clear(words.get(..at).and_then(|t| t.chars().next_back())) && clear(words.get(at + name.len()..).and_then(|t| t.chars().next()))
        };
        words.match_indices(name).any(|(at, _)| whole(at))
    };
    let names = facts.meaning.coverage.names.iter().filter(|_| !of_it.is_empty());
    names.into_iter().find(|anchor| {
        let words = fold_str(&anchor.quote.exact);
        of_it.iter().any(|name| is(&words, name))
    })
}

/// Contexts and sectors of every document; `doors` are those of [`at_the_door`]. What the documents' facts say of them is taken out of
/// those, once no check asks for it.
#[must_use]
pub fn coverage(standard: &Standard, documents: &mut [DocumentFacts], doors: &[(DocumentIndex, Anchor)]) -> Vec<CoverageRow> {
    let by_name: Vec<(DocumentIndex, &str, Anchor)> = {
        let told = told(documents);
        let sectors = || standard.sectors.facets.iter().filter(|f| f.by_name);
        let each = (0u32..).map(DocumentIndex).zip(documents.iter());
        each.flat_map(|(n, d)| sectors().filter_map(|f| Some((n, f.id.as_str(), named(&told, d, &f.id)?.clone()))).collect::<Vec<_>>())
            .collect()
    };
    let rows = rows(standard, documents);
    lent(standard, rows, doors, by_name)
}

/// What each document says itself.
fn rows(standard: &Standard, documents: &mut [DocumentFacts]) -> Vec<CoverageRow> {
    let named = |facets: &Facets| facets.facets.iter().map(|f| (Text::from(&f.id), Text::from(&f.name))).collect::<Vec<_>>();
    let (contexts, sectors) = (named(&standard.contexts), named(&standard.sectors));
    let rows = (0u32..).map(DocumentIndex).zip(documents).map(|(document, facts)| CoverageRow {
        document,
        contexts: cells(document, &contexts, take(&mut facts.meaning.coverage.contexts)),
        sectors: cells(document, &sectors, take(&mut facts.meaning.coverage.sectors)),
    });
    rows.collect()
}

/// The same with what other documents tell: which name the front door has, and which names are those of charities.
fn lent(
    standard: &Standard,
    mut rows: Vec<CoverageRow>,
    doors: &[(DocumentIndex, Anchor)],
    by_name: Vec<(DocumentIndex, &str, Anchor)>,
) -> Vec<CoverageRow> {
    let of_door = |cell: &&mut Coverage| standard.sectors.facets.iter().any(|f| f.door && cell.id == *f.id);
    for (document, anchor) in doors {
        let row = rows.iter_mut().filter(|row| row.document == *document);
        for cell in row.flat_map(|row| row.sectors.iter_mut().filter(of_door)).filter(|cell| cell.depth == Depth::Absent) {
            cell.depth = Depth::Considered;
            cell.evidence = vec![Evidence { document: *document, anchor: anchor.clone() }];
        }
    }
    for (document, id, anchor) in by_name {
        let cells = rows.get_mut(document.0 as usize).into_iter().flat_map(|row| &mut row.sectors);
        for cell in cells.filter(|cell| *cell.id == *id && cell.depth == Depth::Absent) {
            cell.depth = Depth::Named;
            cell.evidence = vec![Evidence { document, anchor: anchor.clone() }];
        }
    }
    rows
}

/// What agencies are engaged for.
#[must_use]
pub fn purposes(standard: &Standard) -> Vec<PurposeView> {
    let view = |p: &Purpose| PurposeView { id: p.id.clone(), word: p.word.clone(), name: p.name.clone() };
    standard.sectors.purposes.iter().map(view).collect()
}

/// `facets` are ids and names, which all documents share.
fn cells(document: DocumentIndex, facets: &[(Text, Text)], mut readings: Vec<FacetReading>) -> Vec<Coverage> {
    let cell = |(id, name): &(Text, Text)| {
        let reading = readings.iter_mut().find(|r| r.id == *id);
        let depth = reading.as_ref().map_or(Depth::Absent, |r| r.depth);
        // What an absent one keeps shows why it matters there and not that it is there.
        let shown = reading.filter(|_| depth != Depth::Absent).map(|r| take(&mut r.evidence)).unwrap_or_default();
        let evidence = shown.into_iter().map(|anchor| Evidence { document, anchor }).collect();
        Coverage { id: id.clone(), name: name.clone(), depth, evidence }
    };
    facets.iter().map(cell).collect()
}

/// A facet that a document owes and has nowhere.
pub(crate) struct Gap<'a> {
    document: DocumentIndex,
    facts: &'a DocumentFacts,
    facet: &'a Facet,
    owed: &'a Owed,
    /// Words that show why it matters there.
    matters: Option<&'a Anchor>,
    /// Themes in whose parts alone it is missing; none where the whole document is without it.
    themes: Vec<&'a Theme>,
}

/// A theme to which fewer passages are told than so many is only touched on, and owes nothing of its own.
const DEALT_WITH: u32 = 12;

impl Gap<'_> {
    /// The document, and the id of what it has nowhere.
    pub(crate) fn key(&self) -> (DocumentIndex, &str) {
        (self.document, &self.facet.id)
    }
}

/// Gaps in `facets`, by document; `readings` picks those of a document.
pub(crate) fn gaps<'a>(area: &Area<'a>, facets: &'a Facets, readings: fn(&DocumentFacts) -> &[FacetReading]) -> Vec<Gap<'a>> {
    let mut found = Vec::new();
    // Contexts come before sectors where both are counted together.
    let first = if std::ptr::eq(facets, &raw const area.standard.sectors) { area.standard.contexts.facets.len() } else { 0 };
    let (doors, known) = (Doors::of(area), told(area.documents));
    for (document, facts) in area.indexed() {
        let readings: &'a [FacetReading] = readings(facts);
        let present = readings.iter().filter(|r| r.depth != Depth::Absent).count();
        if present < facets.least || !in_force(&facts.entry) || is_own(&facts.entry, facets) {
            continue;
        }
        for (facet, reading) in facets.facets.iter().filter_map(|f| Some((f, readings.iter().find(|r| *r.id == *f.id)?))) {
            // The name of a panel shows nothing of what the document is about.
            let matters = reading.evidence.iter().find(|anchor| !is_meeting(area, anchor));
            let owed = facet.owed.iter().find(|o| owes(&facts.entry, o) && (matters.is_some() || !o.shown));
            let told = || facet.door && doors.step(facts).is_some() || facet.by_name && named(&known, facts, &facet.id).is_some();
            if let Some(owed) = owed.filter(|_| reading.depth == Depth::Absent && !told()) {
                found.push(Gap { document, facts, facet, owed, matters, themes: Vec::new() });
            }
        }
        let present = facets.facets.iter().enumerate().filter(|(_, f)| readings.iter().any(|r| *r.id == *f.id && r.depth != Depth::Absent));
        for (n, facet) in present {
            let (owed, themes) = without(facts, facets, (first, first + n), facet);
            if let Some(owed) = owed {
                found.push(Gap { document, facts, facet, owed, matters: None, themes });
            }
        }
    }
    found
}

/// The themes of a document that are dealt with at length, owe a facet that the document has, and are without it in their parts,
/// while other themes' own parts have it. What stands in a part of no theme is for all of them, and then nothing is missing.
/// `at` is the place of the first facet of this sort and of this one.
fn without<'a>(facts: &'a DocumentFacts, facets: &Facets, at: (usize, usize), facet: &'a Facet) -> (Option<&'a Owed>, Vec<&'a Theme>) {
    let themes = &facts.meaning.coverage.themes;
    let of = |theme: &'a ThemeCoverage, place: usize| theme.facets.iter().find(|f| usize::from(f.facet) == place);
    if themes.len() < 2 || themes.iter().filter_map(|t| of(t, at.1)).any(|f| f.general) {
        return (None, Vec::new());
    }
    let held = |theme: &'a ThemeCoverage| (at.0..at.0 + facets.facets.len()).filter(|&place| of(theme, place).is_some()).count();
    let owed = |theme: &'a ThemeCoverage| {
        let id = &theme.theme.as_ref()?.0;
        let kind = |o: &&Owed| o.kinds.iter().any(|kind| kind == facts.entry.kind.word());
        facet.owed.iter().find(|o| !o.shown && kind(o) && (o.themes.is_empty() || o.themes.iter().any(|t| *t == **id)))
    };
    let lacking = themes.iter().filter(|t| t.told >= DEALT_WITH && of(t, at.1).is_none() && held(t) >= facets.least);
    let found: Vec<(&Owed, &Theme)> = lacking.filter_map(|t| Some((owed(t)?, t.theme.as_ref()?))).collect();
    (found.first().map(|(owed, _)| *owed), found.into_iter().map(|(_, theme)| theme).collect())
}

fn in_force(entry: &Entry) -> bool {
    entry.status != Status::Superseded && entry.superseded_by.is_none()
}

/// Whether words are the name of a meeting and no more.
fn is_meeting(area: &Area<'_>, anchor: &Anchor) -> bool {
    let words = anchor.quote.exact.trim();
    let bare = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
    area.meetings.iter().any(|m| m.is_called(bare))
}

/// Whether words are those by which a facet itself is called, as where a list of members has it: to name it is not to speak of it.
fn is_named(facet: &Facet, anchor: &Anchor) -> bool {
    let (called, words) = (concordat_text::fold_str(&facet.called), concordat_text::fold_str(&anchor.quote.exact));
    let mut words = concordat_text::words(&words).map(|w| w.text);
    words.all(|word| concordat_text::words(&called).any(|c| c.text == word))
}

/// Whether a document is one organisation's own.
fn is_own(entry: &Entry, facets: &Facets) -> bool {
    let named = |text: &str| {
        let folded = fold_str(text);
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
pub(crate) fn raise(area: &Area<'_>, sink: &mut Sink<'_>, gap: &Gap<'_>, lacks: &str) {
    let title = reference::titled(&gap.facts.entry);
    if !gap.themes.is_empty() {
        let name = |theme: &&Theme| area.standard.themes.themes.iter().find(|t| *t.id == *theme.0).map_or("", |t| t.name.as_str());
        let names: Vec<String> = gap.themes.iter().map(name).map(small).collect();
        let message = format!(
            "{title} {lacks} {} in other parts, but we found nothing of it where it deals with {}: {}.",
            gap.facet.called,
            names.join(" or "),
            gap.facet.why
        );
        let mut raised = sink.raise(&[gap.document], message);
        raised.severity(Severity::Low).suggest(gap.facet.suggestion.clone()).standard(gap.facet.source.clone());
        return;
    }
    let aside = gap.matters.map_or(String::new(), |anchor| {
        let place = reference::place(gap.facts, anchor);
        let (place, words) = (small(&place), quoted(&anchor.quote));
        if is_named(gap.facet, anchor) {
            return format!(" ({place} does no more than name “{words}”)");
        }
        format!(", although {place} speaks of “{words}”")
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
