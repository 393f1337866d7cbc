//! The shapes of `audit.json`, borrowed from the audit. The schema is made from them.

use super::{
    cases::{self, Cases},
    coverage::{self, CoverageRows},
    decisions::{self, DecisionShape, LapsedDecisions},
    meaning::{self, Definitions, Framing, Messages, SenseCheck},
    meetings::{self, Meetings},
    overlap::OverlapShape,
    routes::{self, RouteGaps, Routes},
    schema,
};
use concordat_findings::{Audit, Finding, Severity, Strength};
use concordat_register::{
    Anchor, DocumentFacts, DocumentIndex, Evidence, PartialDate, Problem, ProblemKind,
    citation::{Citation, Reference},
};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use std::fmt::Display;

/// The whole file.
#[derive(Serialize, JsonSchema)]
pub(super) struct AuditFile<'a> {
    /// The version of this shape. Fields may be added within a version; none is renamed or changes meaning.
    version: u8,
    tool: Tool<'a>,
    /// RFC 3339.
    generated_at: &'a str,
    site: Site<'a>,
    #[schemars(with = "Vec<DocumentShape<'a>>")]
    documents: Documents<'a>,
    /// Every citation found.
    #[schemars(with = "Vec<ReferenceShape<'a>>")]
    references: References<'a>,
    /// Definitions found, by concept and document.
    #[schemars(with = "Vec<meaning::DefinitionShape<'a>>")]
    definitions: Definitions<'a>,
    /// What the documents together say.
    #[schemars(with = "Vec<meaning::MessageShape<'a>>")]
    messages: Messages<'a>,
    /// The sense-check of every document, by document and question.
    #[schemars(with = "Vec<meaning::SenseShape<'a>>")]
    sense_check: SenseCheck<'a>,
    /// Steps of referral routes, by document and place.
    #[schemars(with = "Vec<routes::StepShape<'a>>")]
    routes: Routes<'a>,
    /// Cases that documents leave out or leave to nobody, by document and place.
    #[schemars(with = "Vec<routes::GapShape<'a>>")]
    route_gaps: RouteGaps<'a>,
    /// Panels and groups, by level and name.
    #[schemars(with = "Vec<meetings::MeetingShape<'a>>")]
    meetings: Meetings<'a>,
    /// Counts only; null where no agenda was read.
    overlap: Option<OverlapShape<'a>>,
    #[schemars(with = "Vec<FindingShape<'a>>")]
    findings: Findings<'a>,
    /// How far every document deals with each context and engages each sector.
    #[schemars(with = "Vec<coverage::CoverageRowShape<'a>>")]
    coverage: CoverageRows<'a>,
    /// How the documents speak of the same people.
    #[schemars(with = "Vec<meaning::FramingShape<'a>>")]
    framing: Framing<'a>,
    /// What the documents do well.
    #[schemars(with = "Vec<StrengthShape<'a>>")]
    strengths: Strengths<'a>,
    /// Cases of the standard walked through the routes.
    #[schemars(with = "Vec<cases::CaseShape<'a>>")]
    cases: Cases<'a>,
    /// The joined route that is proposed; null where nothing is.
    proposal: Option<cases::ProposalShape<'a>>,
    /// Why discouraged terms that were met were not raised, and how often.
    not_raised: Vec<NotRaised>,
    /// Decisions about findings that are no longer raised as they were.
    #[schemars(with = "Vec<decisions::LapsedShape<'a>>")]
    lapsed_decisions: LapsedDecisions<'a>,
    /// Files that could not be audited, and what to do.
    #[schemars(with = "Vec<UnreadShape<'a>>")]
    unread: Unread<'a>,
    /// Files seen and left alone.
    #[schemars(with = "Vec<LeftAloneShape<'a>>")]
    left_alone: LeftAlone<'a>,
}

#[derive(Serialize, JsonSchema)]
struct Tool<'a> {
    name: &'static str,
    version: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct Site<'a> {
    name: &'a str,
    /// Standards audited against, as `peer-on-peer-abuse@1`.
    standards: &'a [String],
    /// The day everything is judged at.
    #[schemars(schema_with = "schema::date")]
    as_at: Option<Text<concordat_register::Date>>,
}

#[derive(Serialize, JsonSchema)]
struct DocumentShape<'a> {
    /// A stable slug.
    id: &'a str,
    /// Path relative to the site.
    file: &'a str,
    sha256: &'a str,
    title: &'a str,
    #[schemars(schema_with = "schema::kind")]
    kind: &'static str,
    /// What it is about, strongest first.
    #[schemars(with = "Vec<String>")]
    themes: Themes<'a>,
    year: Option<i16>,
    #[schemars(schema_with = "schema::period")]
    period: Option<[i16; 2]>,
    #[schemars(schema_with = "schema::status")]
    status: &'static str,
    #[schemars(schema_with = "schema::date")]
    review_due: Option<Text<PartialDate>>,
    /// The body or post that owns it; never a person.
    owner: Option<&'a str>,
    words: u32,
    /// Which of these the tool guessed.
    #[schemars(schema_with = "schema::fields")]
    inferred: Vec<&'static str>,
    /// The file that replaces it.
    superseded_by: Option<&'a str>,
    #[schemars(schema_with = "schema::date")]
    approved: Option<Text<PartialDate>>,
    /// Version as printed.
    edition: Option<&'a str>,
    /// Protective marking as printed.
    marking: Option<&'a str>,
    audience: Option<&'a str>,
    #[schemars(schema_with = "schema::nation")]
    nation: &'static str,
    /// What in it could not be read.
    problems: Vec<ProblemShape<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct ReferenceShape<'a> {
    /// The citing document's file.
    from: &'a str,
    evidence: EvidenceShape<'a>,
    #[schemars(schema_with = "schema::citation")]
    kind: &'static str,
    /// The cited document's file, where the site holds it.
    to: Option<&'a str>,
    /// The year cited.
    year: Option<i16>,
    #[schemars(schema_with = "schema::outcome")]
    status: &'static str,
    /// Where more than one document may be meant, those.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<&'a str>,
}

#[derive(Serialize, JsonSchema)]
struct FindingShape<'a> {
    /// Stable across runs while the evidence stands.
    id: &'a str,
    /// The check that raised it, as `family/rule`.
    #[schemars(regex(pattern = r"^[a-z]+/[a-z0-9*-]+$"))]
    check: &'a str,
    #[schemars(schema_with = "schema::severity")]
    severity: &'static str,
    /// Files of the documents it is about, the one to change first.
    documents: Vec<&'a str>,
    /// One plain sentence.
    message: &'a str,
    #[schemars(with = "Vec<EvidenceShape<'a>>")]
    evidence: Words<'a>,
    suggestion: Option<&'a str>,
    replacement: Option<ReplacementShape<'a>>,
    /// Where the expectation comes from: publisher, title, year.
    standard: &'a str,
    /// What people decided about it; left out where nobody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    decision: Option<DecisionShape>,
}

#[derive(Serialize, JsonSchema)]
struct ReplacementShape<'a> {
    exact: &'a str,
    with: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct StrengthShape<'a> {
    message: &'a str,
    #[schemars(with = "Vec<EvidenceShape<'a>>")]
    evidence: Words<'a>,
}

/// Words of one document and where they stand.
#[derive(Serialize, JsonSchema)]
pub(super) struct EvidenceShape<'a> {
    /// Path relative to the site.
    document: &'a str,
    /// The headings they stand under, with numbers as the reader sees them, outermost first.
    #[schemars(with = "Vec<String>")]
    heading_path: HeadingPath<'a>,
    section: Option<&'a str>,
    /// Counted from 1.
    page: Option<u32>,
    /// The page's number as printed, given only where it is known and differs from the count.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed_page: Option<&'a str>,
    /// Counted from 1; 0 for words of a running header or footer, which stand in no paragraph.
    paragraph: u32,
    quote: QuoteShape<'a>,
    /// Unicode scalar values of the extracted text; the end is excluded. Words of a running header or footer are no part of
    /// that text: theirs is `[0, 0]`.
    #[schemars(schema_with = "schema::span")]
    span: [u32; 2],
}

/// A W3C Web Annotation TextQuoteSelector.
#[derive(Serialize, JsonSchema)]
struct QuoteShape<'a> {
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct NotRaised {
    reason: &'static str,
    count: usize,
}

#[derive(Serialize, JsonSchema)]
struct UnreadShape<'a> {
    /// Path relative to the site.
    file: &'a str,
    #[serde(flatten)]
    problem: ProblemShape<'a>,
}

#[derive(Serialize, JsonSchema)]
struct ProblemShape<'a> {
    #[schemars(schema_with = "schema::problem")]
    kind: &'static str,
    /// What was met.
    message: &'a str,
    /// What to do.
    help: &'a str,
}

#[derive(Serialize, JsonSchema)]
struct LeftAloneShape<'a> {
    /// Path relative to the site.
    file: &'a str,
    reason: &'a str,
}

/// A value written as the text it displays as.
struct Text<T>(T);

impl<T: Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Lists that are written one element at a time, so that no second copy of the audit is made.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident($($field:ident: $type:ty),+) => $elements:expr;)+) => {
        $($(#[$doc])*
        pub(super) struct $name<'a> { $(pub(super) $field: $type),+ }

        impl Serialize for $name<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $name { $($field),+ } = self;
                serializer.collect_seq($elements)
            }
        })+
    };
}

pub(super) use lists;

lists! {
    Documents(audit: &'a Audit) => audit.documents.iter().map(DocumentShape::of);
    References(audit: &'a Audit) => audit.references.iter().filter_map(|r| ReferenceShape::of(audit, r));
    Findings(audit: &'a Audit) => audit.findings.iter().map(|f| FindingShape::of(audit, f));
    Strengths(audit: &'a Audit) => audit.strengths.iter().map(|s| StrengthShape::of(audit, s));
    Unread(audit: &'a Audit) => audit.unread.iter().map(|(file, p)| UnreadShape { file, problem: ProblemShape::of(p) });
    LeftAlone(audit: &'a Audit) => audit.left_alone.iter().map(|(file, reason)| LeftAloneShape { file, reason });
    Words(audit: &'a Audit, evidence: &'a [Evidence]) => evidence.iter().filter_map(|e| EvidenceShape::of(audit, e.document, &e.anchor));
    Themes(facts: &'a DocumentFacts) => facts.entry.themes.iter().map(|t| t.0.as_str());
    HeadingPath(facts: &'a DocumentFacts, anchor: &'a Anchor) => facts.headings_over(anchor).into_iter().map(Text);
}

impl<'a> AuditFile<'a> {
    pub(super) fn new(audit: &'a Audit, generated_at: &'a str, tool_version: &'a str) -> Self {
        Self {
            version: super::VERSION,
            tool: Tool { name: "concordat", version: tool_version },
            generated_at,
            site: Site { name: &audit.site, standards: &audit.standards, as_at: audit.as_at.map(Text) },
            documents: Documents { audit },
            references: References { audit },
            definitions: Definitions { audit },
            messages: Messages { audit },
            sense_check: SenseCheck { audit },
            routes: Routes { audit },
            route_gaps: RouteGaps { audit },
            meetings: Meetings { audit },
            overlap: OverlapShape::of(audit),
            findings: Findings { audit },
            coverage: CoverageRows { audit },
            framing: Framing { audit },
            strengths: Strengths { audit },
            cases: Cases { audit },
            proposal: audit.proposal.as_ref().map(|p| cases::ProposalShape::of(audit, &p.view)),
            not_raised: audit.not_raised().into_iter().map(|(reason, uses)| NotRaised { reason, count: uses.len() }).collect(),
            lapsed_decisions: LapsedDecisions { audit },
            unread: Unread { audit },
            left_alone: LeftAlone { audit },
        }
    }
}

impl<'a> DocumentShape<'a> {
    fn of(facts: &'a DocumentFacts) -> Self {
        let entry = &facts.entry;
        Self {
            id: &entry.id,
            file: &entry.file,
            sha256: &entry.sha256,
            title: &entry.title,
            kind: entry.kind.word(),
            themes: Themes { facts },
            year: entry.year,
            period: entry.period.map(|p| [p.from, p.to]),
            status: entry.status.word(),
            review_due: entry.review_due.map(Text),
            owner: entry.owner.as_deref(),
            words: entry.words,
            inferred: entry.inferred.iter().map(|f| f.word()).collect(),
            superseded_by: entry.superseded_by.as_deref(),
            approved: entry.approved.map(Text),
            edition: entry.version.as_deref(),
            marking: entry.marking.as_deref(),
            audience: entry.audience.as_deref(),
            nation: entry.nation.word(),
            problems: facts.problems.iter().map(ProblemShape::of).collect(),
        }
    }
}

impl<'a> ReferenceShape<'a> {
    /// None for a reference whose citation or document is not of this audit.
    fn of(audit: &'a Audit, reference: &'a Reference) -> Option<Self> {
        let facts = audit.document(reference.from)?;
        let citation: &Citation = facts.citations.citations.get(reference.citation)?;
        Some(Self {
            from: &facts.entry.file,
            evidence: EvidenceShape::of(audit, reference.from, &citation.anchor)?,
            kind: citation.kind.word(),
            to: reference.to.and_then(|to| file(audit, to)),
            year: citation.year,
            status: reference.outcome.word(),
            candidates: reference.candidates.iter().filter_map(|&d| file(audit, d)).collect(),
        })
    }
}

impl<'a> FindingShape<'a> {
    fn of(audit: &'a Audit, finding: &'a Finding) -> Self {
        let severity: Severity = finding.severity;
        Self {
            id: &finding.id,
            check: &finding.check,
            severity: severity.word(),
            documents: finding.documents.iter().filter_map(|&d| file(audit, d)).collect(),
            message: &finding.message,
            evidence: Words { audit, evidence: &finding.evidence },
            suggestion: finding.suggestion.as_deref(),
            replacement: finding.replacement.as_ref().map(|r| ReplacementShape { exact: &r.exact, with: &r.with }),
            standard: &finding.standard,
            decision: DecisionShape::of(audit, finding),
        }
    }
}

impl<'a> StrengthShape<'a> {
    fn of(audit: &'a Audit, strength: &'a Strength) -> Self {
        Self { message: &strength.message, evidence: Words { audit, evidence: &strength.evidence } }
    }
}

impl<'a> EvidenceShape<'a> {
    pub(super) fn of(audit: &'a Audit, document: DocumentIndex, anchor: &'a Anchor) -> Option<Self> {
        let facts = audit.document(document)?;
        let quote = &anchor.quote;
        Some(Self {
            document: &facts.entry.file,
            heading_path: HeadingPath { facts, anchor },
            section: anchor.section.as_deref(),
            page: anchor.page,
            printed_page: anchor.printed_page.as_deref(),
            paragraph: anchor.paragraph,
            quote: QuoteShape { exact: &quote.exact, prefix: &quote.prefix, suffix: &quote.suffix },
            span: [anchor.span.start, anchor.span.end],
        })
    }
}

impl<'a> ProblemShape<'a> {
    fn of(problem: &'a Problem) -> Self {
        let [unreadable, locked, damaged, too_large, unsupported, partial, note] = schema::PROBLEMS;
        let kind = match problem.kind {
            ProblemKind::Unreadable => unreadable,
            ProblemKind::Locked => locked,
            ProblemKind::Damaged => damaged,
            ProblemKind::TooLarge => too_large,
            ProblemKind::Unsupported => unsupported,
            ProblemKind::Partial => partial,
            ProblemKind::Note => note,
        };
        Self { kind, message: &problem.message, help: &problem.help }
    }
}

pub(super) fn file(audit: &Audit, document: DocumentIndex) -> Option<&str> {
    audit.document(document).map(|facts| facts.entry.file.as_str())
}
