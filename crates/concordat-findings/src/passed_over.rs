//! Citations and instruments that were met and not raised, and why.

use crate::{Audit, Finding};
use concordat_register::{
    Anchor, DocumentIndex, Status,
    citation::{CitationKind, Outcome},
    currency::InstrumentMention,
};
use std::collections::{BTreeMap, BTreeSet};

/// What was met and not raised for one reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver<'a> {
    /// What was met: `citations`, or `law, guidance and bodies`.
    pub what: &'static str,
    /// Why it was not raised, as a phrase.
    pub reason: &'static str,
    /// Where, in order of document and place.
    pub places: Vec<(DocumentIndex, &'a Anchor)>,
}

/// Reasons in the order they are given, each with what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    Stance(&'static str),
    Several,
    InPassing,
    Past,
    Superseded,
    InForce,
}

impl Reason {
    fn what(self) -> &'static str {
        match self {
            Self::Stance(_) | Self::Several | Self::InPassing => "citations",
            Self::Past | Self::Superseded | Self::InForce => "law, guidance and bodies",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Stance(words) => words,
            Self::Several => "more than one document held may be meant",
            Self::InPassing => "may name no document of the site's",
            Self::Past => "named as past, or in a title, a signature or a history",
            Self::Superseded => "in a document that has itself been superseded",
            Self::InForce => "in force, without an edition, or of another nation or day",
        }
    }
}

impl Audit {
    /// Citations that lead nowhere, and law, guidance, bodies and tools with dates of their own, that were met and not raised;
    /// by the reason. What a finding speaks of is not among them, though the finding may not show every place.
    #[must_use]
    pub fn passed_over(&self) -> Vec<PassedOver<'_>> {
        let mut found: BTreeMap<Reason, Vec<(DocumentIndex, &Anchor)>> = BTreeMap::new();
        self.citations_passed_over(&mut found);
        self.instruments_passed_over(&mut found);
        found.into_iter().map(|(reason, places)| PassedOver { what: reason.what(), reason: reason.words(), places }).collect()
    }

    fn citations_passed_over<'a>(&'a self, found: &mut BTreeMap<Reason, Vec<(DocumentIndex, &'a Anchor)>>) {
        for reference in self.references.iter().filter(|r| r.to.is_none()) {
            let Some(citation) = self.document(reference.from).and_then(|d| d.citations.citations.get(reference.citation)) else {
                continue;
            };
            if !matches!(citation.kind, CitationKind::LocalDocument | CitationKind::InternalSection) {
                continue;
            }
            let reason = match (citation.stance.reason(), reference.outcome) {
                (Some(words), _) => Reason::Stance(words),
                (None, Outcome::Resolved) => Reason::Several,
                (None, Outcome::External) => Reason::InPassing,
                (None, Outcome::Dangling | Outcome::Superseded) => continue,
            };
            found.entry(reason).or_default().push((reference.from, &citation.anchor));
        }
    }

    fn instruments_passed_over<'a>(&'a self, found: &mut BTreeMap<Reason, Vec<(DocumentIndex, &'a Anchor)>>) {
        let raised: BTreeSet<(DocumentIndex, (u32, u32))> =
            self.findings.iter().filter(|f| f.check.starts_with("currency/")).flat_map(places).collect();
        for (n, facts) in self.documents.iter().enumerate() {
            let document = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
            let same = |m: &InstrumentMention| (m.instrument.clone(), m.edition);
            // One finding speaks for every place of one edition and shows only the first few.
            let spoken_of: BTreeSet<_> =
                facts.currency.instruments.iter().filter(|m| raised.contains(&(document, span(&m.anchor)))).map(same).collect();
            for mention in &facts.currency.instruments {
                let reason = if mention.historic {
                    Reason::Past
                } else if spoken_of.contains(&same(mention)) {
                    continue;
                } else if facts.entry.status == Status::Superseded || facts.entry.superseded_by.is_some() {
                    Reason::Superseded
                } else {
                    Reason::InForce
                };
                found.entry(reason).or_default().push((document, &mention.anchor));
            }
        }
    }
}

fn places(finding: &Finding) -> impl Iterator<Item = (DocumentIndex, (u32, u32))> {
    finding.evidence.iter().map(|e| (e.document, span(&e.anchor)))
}

fn span(anchor: &Anchor) -> (u32, u32) {
    (anchor.span.start, anchor.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::{
        DocumentFacts,
        citation::{Citation, Reference, Stance},
    };
    use concordat_text::{CharSpan, Quote};

    fn anchor(start: u32) -> Anchor {
        let span = CharSpan { start, end: start + 5 };
        Anchor {
            span,
            paragraph: 1,
            ..Anchor::running(Quote { exact: format!("words {start}").as_str().into(), ..Quote::default() }, None)
        }
    }

    fn citation(start: u32, stance: Stance) -> Citation {
        Citation { stance, ..Citation::new(CitationKind::LocalDocument, anchor(start)) }
    }

    fn mention(instrument: &str, start: u32, historic: bool) -> InstrumentMention {
        InstrumentMention { instrument: instrument.to_owned(), edition: None, anchor: anchor(start), historic }
    }

    #[test]
    fn every_reason_has_its_places_and_what_is_raised_has_none() {
        let mut facts = DocumentFacts::default();
        facts.citations.citations =
            vec![citation(0, Stance::Historic), citation(10, Stance::Relies), citation(20, Stance::Relies), citation(30, Stance::Relies)];
        facts.currency.instruments =
            vec![mention("old", 40, true), mention("old", 50, false), mention("old", 60, false), mention("new", 70, false)];
        let outcomes = [Outcome::Dangling, Outcome::Resolved, Outcome::Dangling, Outcome::External];
        let reference = |(citation, outcome)| Reference { from: DocumentIndex(0), citation, to: None, candidates: Vec::new(), outcome };
        let finding = Finding {
            id: String::new(),
            check: "currency/out-of-date".into(),
            severity: crate::Severity::Low,
            documents: vec![DocumentIndex(0)],
            message: String::new(),
            evidence: vec![concordat_register::Evidence { document: DocumentIndex(0), anchor: anchor(50) }],
            suggestion: None,
            replacement: None,
            proposed: None,
            standard: "".into(),
        };
        let audit = Audit {
            documents: vec![facts],
            references: outcomes.into_iter().enumerate().map(reference).collect(),
            findings: vec![finding],
            ..Audit::default()
        };
        let met: Vec<(Reason, Vec<u32>)> = [Reason::Stance(""), Reason::Several, Reason::InPassing, Reason::Past, Reason::InForce]
            .into_iter()
            .zip(audit.passed_over().iter().map(|p| p.places.iter().map(|(_, a)| a.span.start).collect()))
            .collect();
        let places: Vec<&[u32]> = met.iter().map(|(_, places)| places.as_slice()).collect();
        assert_eq!(places, [&[0][..], &[10], &[30], &[40], &[70]]);
        assert_eq!(audit.passed_over().first().map(|p| p.what), Some("citations"));
    }
}
