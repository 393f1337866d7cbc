//! The shapes of what the documents together say: messages, the sense-check, definitions and framing.

use super::{
    schema,
    shape::{EvidenceShape, Words, file},
};
use concordat_findings::{Audit, DefinitionView, FramingCount, FramingRow, FramingView, MessageView, PositionView, SenseAnswer};
use schemars::JsonSchema;
use serde::{Serialize, Serializer};

/// A definition beside those of the same concept in other documents.
#[derive(Serialize, JsonSchema)]
pub(super) struct DefinitionShape<'a> {
    concept: &'a str,
    /// The file that defines it.
    document: &'a str,
    evidence: EvidenceShape<'a>,
    /// Files that define it in substance alike.
    agrees_with: Vec<&'a str>,
    /// The official definition it follows, with its edition, where it follows one.
    follows: Option<&'a str>,
}

/// A message and how every document that owes it, or speaks to it, stands.
#[derive(Serialize, JsonSchema)]
pub(super) struct MessageShape<'a> {
    /// Its id in the standard.
    id: &'a str,
    /// A few words for it.
    name: &'a str,
    statement: &'a str,
    #[schemars(with = "Vec<PositionShape<'a>>")]
    positions: Positions<'a>,
    #[schemars(schema_with = "schema::verdict")]
    verdict: &'static str,
}

/// How one document stands to a message.
#[derive(Serialize, JsonSchema)]
pub(super) struct PositionShape<'a> {
    document: &'a str,
    #[schemars(schema_with = "schema::position")]
    position: &'static str,
    /// The words, best first; none where it is silent.
    #[schemars(with = "Vec<EvidenceShape<'a>>")]
    evidence: Words<'a>,
    /// Whether a document of its kind and theme owes the message.
    owed: bool,
    #[schemars(schema_with = "schema::certainty")]
    certainty: u8,
}

/// An answer of the sense-check.
#[derive(Serialize, JsonSchema)]
pub(super) struct SenseShape<'a> {
    document: &'a str,
    #[schemars(schema_with = "schema::question")]
    question: char,
    #[schemars(schema_with = "schema::answer")]
    answer: &'static str,
    /// The words that answer, best first.
    #[schemars(with = "Vec<EvidenceShape<'a>>")]
    evidence: Words<'a>,
    /// Why, as one sentence.
    reason: &'a str,
    #[schemars(schema_with = "schema::certainty")]
    certainty: u8,
}

/// How the documents speak of the same people.
#[derive(Serialize, JsonSchema)]
pub(super) struct FramingShape<'a> {
    /// The id of those spoken of, in the standard.
    referent: &'a str,
    name: &'a str,
    #[schemars(with = "Vec<FramingCountShape<'a>>")]
    counts: FramingCounts<'a>,
}

/// How often one document speaks of them in one way.
#[derive(Serialize, JsonSchema)]
pub(super) struct FramingCountShape<'a> {
    document: &'a str,
    /// The way's id in the standard.
    framing: &'a str,
    count: u32,
    /// The words it uses, those used most first.
    terms: Vec<&'a str>,
    /// A few of the places.
    #[schemars(with = "Vec<EvidenceShape<'a>>")]
    evidence: Words<'a>,
}

super::shape::lists! {
    Definitions(audit: &'a Audit) => audit.definitions.iter().filter_map(|d| DefinitionShape::of(audit, d));
    Messages(audit: &'a Audit) => audit.messages.iter().map(|m| MessageShape::of(audit, m));
    SenseCheck(audit: &'a Audit) => audit.sense_check.iter().filter_map(|s| SenseShape::of(audit, s));
    Positions(audit: &'a Audit, positions: &'a [PositionView]) => positions.iter().filter_map(|p| PositionShape::of(audit, p));
    Framing(audit: &'a Audit) => audit.framing.iter().map(|f| FramingShape::of(audit, f));
    FramingCounts(audit: &'a Audit, view: &'a FramingView) => view.rows.iter().flat_map(|row| row.counts.iter().filter_map(|c| FramingCountShape::of(audit, view, row, c)));
}

impl<'a> DefinitionShape<'a> {
    fn of(audit: &'a Audit, definition: &'a DefinitionView) -> Option<Self> {
        let evidence = &definition.evidence;
        Some(Self {
            concept: &definition.concept,
            document: file(audit, evidence.document)?,
            evidence: EvidenceShape::of(audit, evidence.document, &evidence.anchor)?,
            agrees_with: definition.agrees_with.iter().filter_map(|&d| file(audit, d)).collect(),
            follows: definition.follows.as_deref(),
        })
    }
}

impl<'a> MessageShape<'a> {
    fn of(audit: &'a Audit, message: &'a MessageView) -> Self {
        Self {
            id: &message.id,
            name: &message.name,
            statement: &message.statement,
            positions: Positions { audit, positions: &message.positions },
            verdict: message.verdict.word(),
        }
    }
}

impl<'a> PositionShape<'a> {
    fn of(audit: &'a Audit, position: &'a PositionView) -> Option<Self> {
        Some(Self {
            document: file(audit, position.document)?,
            position: position.position.word(),
            evidence: Words { audit, evidence: &position.evidence },
            owed: position.owed,
            certainty: position.certainty.min(100),
        })
    }
}

impl<'a> SenseShape<'a> {
    fn of(audit: &'a Audit, answer: &'a SenseAnswer) -> Option<Self> {
        Some(Self {
            document: file(audit, answer.document)?,
            question: answer.question,
            answer: answer.answer.word(),
            evidence: Words { audit, evidence: &answer.evidence },
            reason: &answer.reason,
            certainty: answer.certainty.min(100),
        })
    }
}

impl<'a> FramingShape<'a> {
    fn of(audit: &'a Audit, view: &'a FramingView) -> Self {
        Self { referent: &view.referent, name: &view.name, counts: FramingCounts { audit, view } }
    }
}

impl<'a> FramingCountShape<'a> {
    fn of(audit: &'a Audit, view: &'a FramingView, row: &'a FramingRow, count: &'a FramingCount) -> Option<Self> {
        let (framing, _) = view.framings.get(count.framing)?;
        Some(Self {
            document: file(audit, row.document)?,
            framing,
            count: count.count,
            terms: count.terms.iter().map(|(term, _)| term.as_str()).collect(),
            evidence: Words { audit, evidence: &count.evidence },
        })
    }
}
