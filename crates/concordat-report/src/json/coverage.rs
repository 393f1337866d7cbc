//! The shapes of contexts and sectors: by document, and by document and theme.

use super::{
    schema,
    shape::{EvidenceShape, Words, file},
};
use concordat_findings::{Audit, Coverage, CoverageRow};
use concordat_register::meaning::{CoverageFacts, FacetCoverage, Point, Said, Sentence, ThemeCoverage};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// What one document says of every context and sector.
#[derive(Serialize, JsonSchema)]
pub(super) struct CoverageRowShape<'a> {
    document: &'a str,
    #[schemars(with = "Vec<CoverageShape<'a>>")]
    contexts: Covers<'a>,
    #[schemars(with = "Vec<CoverageShape<'a>>")]
    sectors: Covers<'a>,
    /// The same where the document deals with each of its themes, strongest first; a document without themes has one, null.
    #[schemars(with = "Vec<ThemeCoverageShape<'a>>")]
    themes: ThemeRows<'a>,
    /// The sentences that `themes` points to by their place here, counted from 0.
    #[schemars(with = "Vec<SentenceShape<'a>>")]
    sentences: Sentences<'a>,
}

/// A context or sector in one document.
#[derive(Serialize, JsonSchema)]
pub(super) struct CoverageShape<'a> {
    /// Its id in the standard.
    id: &'a str,
    name: &'a str,
    #[schemars(schema_with = "schema::depth")]
    depth: &'static str,
    #[schemars(with = "Vec<EvidenceShape<'a>>")]
    evidence: Words<'a>,
}

/// A sentence of the row's document, or the words that matter in a long one.
#[derive(Serialize, JsonSchema)]
pub(super) struct SentenceShape<'a> {
    exact: &'a str,
    section: Option<&'a str>,
    /// Counted from 1.
    page: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_page: Option<&'a str>,
    /// Counted from 1.
    paragraph: u32,
    /// Unicode scalar values of the extracted text; the end is excluded.
    #[schemars(schema_with = "schema::span")]
    span: [u32; 2],
}

/// What a document says of contexts and sectors where it deals with one theme. Those not found there are left out.
#[derive(Serialize, JsonSchema)]
pub(super) struct ThemeCoverageShape<'a> {
    theme: Option<&'a str>,
    #[schemars(with = "Vec<ThemeContextShape<'a>>")]
    contexts: ThemeContexts<'a>,
    #[schemars(with = "Vec<ThemeSectorShape<'a>>")]
    sectors: ThemeSectors<'a>,
}

/// A context where a document deals with one theme.
#[derive(Serialize, JsonSchema)]
pub(super) struct ThemeContextShape<'a> {
    /// Its id in the standard.
    id: &'a str,
    #[schemars(schema_with = "schema::depth")]
    depth: &'static str,
    /// Factors named there, each side at most once.
    #[schemars(with = "Vec<FactorShape>")]
    factors: Factors<'a>,
    /// Where it is said what is done there, unless a factor's `action` shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    done: Option<Pointer>,
    /// Where it is named, if no more is said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<Pointer>,
}

/// A factor of risk, strength or vulnerability.
#[derive(Serialize, JsonSchema)]
pub(super) struct FactorShape {
    #[schemars(schema_with = "schema::side")]
    side: &'static str,
    /// Where it is named: a place in `sentences`.
    sentence: u16,
    /// Where it is said, in the same sentence or section, what is done there: a place in `sentences`. Null where it is only named.
    action: Option<u16>,
    /// Whether nothing tells which theme it serves, so that it stands under the document's first.
    inferred: bool,
}

/// A sector where a document deals with one theme.
#[derive(Serialize, JsonSchema)]
pub(super) struct ThemeSectorShape<'a> {
    /// Its id in the standard.
    id: &'a str,
    #[schemars(schema_with = "schema::depth")]
    depth: &'static str,
    /// What it is engaged for.
    #[schemars(with = "Vec<PurposeShape<'a>>")]
    engaged_for: Purposes<'a>,
    /// Where it is named, if it is not said for what.
    #[serde(skip_serializing_if = "Option::is_none")]
    named: Option<Pointer>,
}

/// What a sector is engaged for.
#[derive(Serialize, JsonSchema)]
pub(super) struct PurposeShape<'a> {
    /// Its id in the standard.
    purpose: &'a str,
    /// What the sector is to do.
    name: &'a str,
    /// A place in `sentences`.
    sentence: u16,
    /// Whether nothing tells which theme it serves, so that it stands under the document's first.
    inferred: bool,
}

/// A sentence.
#[derive(Serialize, JsonSchema)]
pub(super) struct Pointer {
    /// A place in `sentences`.
    sentence: u16,
    /// Whether nothing tells which theme it serves, so that it stands under the document's first.
    inferred: bool,
}

super::shape::lists! {
    CoverageRows(audit: &'a Audit) => audit.coverage.iter().filter_map(|c| CoverageRowShape::of(audit, c));
    Covers(audit: &'a Audit, covers: &'a [Coverage]) => covers.iter().map(|c| CoverageShape::of(audit, c));
    Sentences(sentences: &'a [Sentence]) => sentences.iter().map(SentenceShape::of);
    ThemeRows(audit: &'a Audit, row: &'a CoverageRow, themes: &'a [ThemeCoverage]) => themes.iter().map(|theme| ThemeCoverageShape::of(audit, row, theme));
    ThemeContexts(row: &'a CoverageRow, theme: &'a ThemeCoverage) => theme.facets.iter().filter_map(|f| ThemeContextShape::of(row, f));
    ThemeSectors(audit: &'a Audit, row: &'a CoverageRow, theme: &'a ThemeCoverage) => theme.facets.iter().filter_map(|f| ThemeSectorShape::of(audit, row, f));
    Factors(points: &'a [Point]) => points.iter().filter_map(FactorShape::of);
    Purposes(audit: &'a Audit, points: &'a [Point]) => points.iter().filter_map(|p| PurposeShape::of(audit, p));
}

impl<'a> CoverageRowShape<'a> {
    fn of(audit: &'a Audit, row: &'a CoverageRow) -> Option<Self> {
        let CoverageFacts { themes, sentences, .. } = &audit.document(row.document)?.meaning.coverage;
        Some(Self {
            document: file(audit, row.document)?,
            contexts: Covers { audit, covers: &row.contexts },
            sectors: Covers { audit, covers: &row.sectors },
            themes: ThemeRows { audit, row, themes },
            sentences: Sentences { sentences },
        })
    }
}

impl<'a> CoverageShape<'a> {
    fn of(audit: &'a Audit, coverage: &'a Coverage) -> Self {
        Self {
            id: &coverage.id,
            name: &coverage.name,
            depth: coverage.depth.word(),
            evidence: Words { audit, evidence: &coverage.evidence },
        }
    }
}

impl<'a> SentenceShape<'a> {
    fn of(sentence: &'a Sentence) -> Self {
        Self {
            exact: &sentence.exact,
            section: sentence.section.as_deref(),
            page: sentence.page,
            printed_page: sentence.printed_page.as_deref(),
            paragraph: sentence.paragraph,
            span: [sentence.span.start, sentence.span.end],
        }
    }
}

impl<'a> ThemeCoverageShape<'a> {
    fn of(audit: &'a Audit, row: &'a CoverageRow, theme: &'a ThemeCoverage) -> Self {
        Self {
            theme: theme.theme.as_ref().map(|t| t.0.as_str()),
            contexts: ThemeContexts { row, theme },
            sectors: ThemeSectors { audit, row, theme },
        }
    }
}

impl<'a> ThemeContextShape<'a> {
    fn of(row: &'a CoverageRow, facet: &'a FacetCoverage) -> Option<Self> {
        let context = row.contexts.get(usize::from(facet.facet))?;
        Some(Self {
            id: &context.id,
            depth: facet.depth.word(),
            factors: Factors { points: &facet.points },
            done: pointer(facet, Said::Done),
            named: pointer(facet, Said::Named),
        })
    }
}

impl FactorShape {
    fn of(point: &Point) -> Option<Self> {
        let Said::Factor(side) = point.what else { return None };
        Some(Self { side: side.word(), sentence: point.sentence, action: point.action, inferred: point.inferred })
    }
}

impl<'a> ThemeSectorShape<'a> {
    fn of(audit: &'a Audit, row: &'a CoverageRow, facet: &'a FacetCoverage) -> Option<Self> {
        let sector = row.sectors.get(usize::from(facet.facet).checked_sub(row.contexts.len())?)?;
        Some(Self {
            id: &sector.id,
            depth: facet.depth.word(),
            engaged_for: Purposes { audit, points: &facet.points },
            named: pointer(facet, Said::Named),
        })
    }
}

impl<'a> PurposeShape<'a> {
    fn of(audit: &'a Audit, point: &Point) -> Option<Self> {
        let Said::For(number) = point.what else { return None };
        let purpose = audit.purposes.get(usize::from(number))?;
        Some(Self { purpose: &purpose.id, name: &purpose.name, sentence: point.sentence, inferred: point.inferred })
    }
}

fn pointer(facet: &FacetCoverage, what: Said) -> Option<Pointer> {
    let point = facet.points.iter().find(|p| p.what == what)?;
    Some(Pointer { sentence: point.sentence, inferred: point.inferred })
}
