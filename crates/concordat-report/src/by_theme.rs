//! Contexts and sectors by document and theme, as the tables show them.

use crate::wording;
use concordat_findings::{Audit, CoverageRow};
use concordat_register::{
    Anchor, DocumentIndex,
    meaning::{CoverageFacts, Depth, FacetCoverage, Point, Said, Sentence, Side, ThemeCoverage},
};

/// What one document says where it deals with one theme: a row of the tables.
#[derive(Clone, Copy)]
pub(crate) struct ThemeLine<'a> {
    pub(crate) document: DocumentIndex,
    /// Its place among the document's themes.
    pub(crate) place: usize,
    /// Contexts and sectors by name, in the order that its facets count by.
    pub(crate) row: &'a CoverageRow,
    facts: &'a CoverageFacts,
    pub(crate) theme: &'a ThemeCoverage,
}

/// The rows of a document: one for each of its themes that has a context or a sector, and one at least.
pub(crate) fn lines<'a>(audit: &'a Audit, row: &'a CoverageRow) -> Vec<ThemeLine<'a>> {
    let Some(facts) = audit.document(row.document) else { return Vec::new() };
    let facts = &facts.meaning.coverage;
    let line = |(place, theme)| ThemeLine { document: row.document, place, row, facts, theme };
    facts.themes.iter().enumerate().filter(|(place, theme)| *place == 0 || !theme.facets.is_empty()).map(line).collect()
}

impl<'a> ThemeLine<'a> {
    /// The theme's name; nothing where the document has none.
    pub(crate) fn name(&self, audit: &Audit) -> Option<String> {
        self.theme.theme.as_ref().map(|theme| wording::theme(audit, theme))
    }

    /// What is said of the context or sector at `place`, contexts before sectors.
    pub(crate) fn of(&self, place: usize) -> Option<&'a FacetCoverage> {
        self.theme.facets.iter().find(|f| usize::from(f.facet) == place)
    }

    /// A sentence by its place.
    pub(crate) fn sentence(&self, number: u16) -> Option<Anchor> {
        self.facts.sentences.get(usize::from(number)).map(Sentence::anchor)
    }
}

/// Something said of a context or sector in a word or two: `risk`, `attend`. `None` where it is only named.
pub(crate) fn word<'a>(audit: &'a Audit, point: &Point) -> Option<&'a str> {
    match point.what {
        Said::Factor(side) => Some(side.word()),
        Said::Done => Some("action"),
        Said::For(number) => audit.purposes.get(usize::from(number)).map(|p| p.word.as_str()),
        Said::Named => None,
    }
}

/// The same as a heading of the words it rests on.
pub(crate) fn described<'a>(audit: &'a Audit, facet: &FacetCoverage, point: &Point, sector: bool) -> &'a str {
    match (point.what, point.action.is_some()) {
        (Said::Factor(Side::Risk), true) => "Risk, acted on",
        (Said::Factor(Side::Risk), false) => "Risk, only named",
        (Said::Factor(Side::Strength), true) => "Strength, acted on",
        (Said::Factor(Side::Strength), false) => "Strength, only named",
        (Said::Factor(Side::Vulnerability), true) => "Vulnerability, acted on",
        (Said::Factor(Side::Vulnerability), false) => "Vulnerability, only named",
        (Said::Done, _) => "What is done there",
        (Said::For(number), _) => audit.purposes.get(usize::from(number)).map_or("", |p| p.name.as_str()),
        (Said::Named, _) if sector && facet.depth == Depth::ActedOn => "Given a task",
        (Said::Named, _) if sector && facet.depth == Depth::Considered => "Given a part",
        (Said::Named, _) => "Only named",
    }
}
