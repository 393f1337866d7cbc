//! `currency/draft`: a draft is relied on as if it were in force.

use crate::declare::declare_check;
use crate::{Area, Sink};
use concordat_findings::Severity;
use concordat_register::citation::Stance;
use concordat_register::currency::{Standing, StandingKind};
use concordat_register::{DocumentFacts, DocumentIndex, Status};
use std::collections::BTreeSet;

declare_check! {
    /// Raises a draft that people are asked to work to, or that another document treats as in force.
    ///
    /// Staff cannot know whether they are bound by it, and what it says may yet change. A document raises itself where it
    /// says both that it is a draft and that it is to be used; another is raised where it says that a draft is in force,
    /// followed or to be complied with. Pointing to a draft as a draft, or to what it will say once agreed, is no fault.
    ///
    /// ```text
    /// raised
    /// //- exploitation.md
    /// # Exploitation strategy
    ///
    /// DRAFT v0.3, not yet agreed by the Partnership.
    ///
    /// This strategy is still a draft, but agencies are asked to work to it from May.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- exploitation.md
    /// # Exploitation strategy
    ///
    /// DRAFT v0.3, not yet agreed by the Partnership.
    ///
    /// This draft has no effect until the Partnership agrees it.
    /// ```
    pub(crate) static DRAFT = {
        id: "currency/draft",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "The document's own statement that it is a draft",
        run: run,
    }
}

/// Paragraphs from the start within which a document says what it is.
const OPENING: u32 = 15;

/// Characters that may stand before a name at the front of a cell: "The ".
const ARTICLE: u32 = 4;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for (index, document) in area.indexed().filter(|(_, d)| is_draft(d)) {
        let Some(used) = statement(document, &[StandingKind::SelfInUse]) else { continue };
        let mut raised = sink.raise(&[index], "The document is a draft, and people are asked to work to it.");
        raised.suggest("Have this document agreed, or issue a short agreed note for the time between that says what is to be followed.");
        raised.evidence(index, &used.anchor);
        let said = statement(document, &[StandingKind::SelfNoEffect, StandingKind::SelfDraft]).filter(|s| s.anchor != used.anchor);
        if let Some(said) = said {
            raised.evidence(index, &said.anchor);
        }
    }
    relied_on_elsewhere(area, sink);
}

/// Documents that treat another one, a draft, as in force.
fn relied_on_elsewhere(area: &Area<'_>, sink: &mut Sink<'_>) {
    let mut seen: BTreeSet<(DocumentIndex, DocumentIndex)> = BTreeSet::new();
    for reference in area.references {
        let Some((from, to)) = area.document(reference.from).zip(reference.to).filter(|(_, to)| *to != reference.from) else { continue };
        let Some(draft) = area.document(to).filter(|d| is_draft(d)) else { continue };
        let Some(citation) = from.citations.citations.get(reference.citation).filter(|c| c.stance == Stance::Relies) else { continue };
        let around = |s: &&Standing| {
            let (outer, inner) = (s.anchor.span, citation.anchor.span);
            // What a row of a table says, it says of the document that its first cell names.
            let first = !s.anchor.quote.exact.contains('\n') || inner.start <= outer.start + ARTICLE;
            s.kind == StandingKind::OtherInForce && outer.start <= inner.start && inner.end <= outer.end && first
        };
        let Some(in_force) = from.currency.standings.iter().find(around) else { continue };
        if !seen.insert((reference.from, to)) {
            continue;
        }
        let message = format!("“{}” is treated as in force, but it is a draft.", draft.entry.title);
        let mut raised = sink.raise(&[reference.from, to], message);
        let mut suggestion = format!("Say that “{}” is a draft, and what is followed until that is agreed.", draft.entry.title);
        let said = statement(draft, &[StandingKind::SelfNoEffect, StandingKind::SelfDraft]);
        if said.is_none() {
            // No sentence of it can be shown: what says so stands beside its text, and is easily left there when it is agreed.
            suggestion.push_str(
                " If it has been agreed since, take “draft” out of its header and footer, its version, its file name and its properties.",
            );
        }
        raised.suggest(suggestion).evidence(reference.from, &in_force.anchor);
        if let Some(said) = said {
            raised.evidence(to, &said.anchor);
        }
    }
}

/// Whether a document is a draft: by the register, or by its own opening words where the register does not know.
fn is_draft(document: &DocumentFacts) -> bool {
    let says = |s: &Standing| match s.kind {
        StandingKind::SelfDraft => s.anchor.paragraph <= OPENING,
        StandingKind::SelfNoEffect => true,
        StandingKind::SelfInUse | StandingKind::OtherInForce => false,
    };
    match document.entry.status {
        Status::Draft => true,
        Status::Unknown => document.currency.standings.iter().any(says),
        Status::Current | Status::Superseded => false,
    }
}

/// The first statement of one of these kinds, the kinds in order.
fn statement<'a>(document: &'a DocumentFacts, kinds: &[StandingKind]) -> Option<&'a Standing> {
    kinds.iter().find_map(|kind| document.currency.standings.iter().find(|s| s.kind == *kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Fixture;

    #[test]
    fn a_draft_treated_as_in_force() {
        let mut fixture = Fixture::new(
            "//- levels.md\n# Levels of need\n\nHelp is given under the Partner Abuse Policy, which every team must follow.\n//- abuse.md\n# Partner abuse policy\n\nThis is a consultation draft.\n",
        );
        let found = fixture.raised("currency/draft");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].documents, [DocumentIndex(0), DocumentIndex(1)]);
        assert_eq!(found[0].evidence.len(), 2);
        let suggested = |f: &Fixture| f.raised("currency/draft")[0].suggestion.clone().unwrap_or_default();
        assert!(!suggested(&fixture).contains("footer"));
        fixture.documents[1].currency.standings.clear();
        fixture.documents[1].entry.status = Status::Draft;
        assert!(suggested(&fixture).contains("its header and footer"), "nothing of it can be quoted: {}", suggested(&fixture));
        fixture.documents[1].entry.status = Status::Current;
        assert!(fixture.raised("currency/draft").is_empty(), "what is in force may be followed");
    }

    #[test]
    fn terms_that_people_are_asked_to_work_to() {
        let raised = |words: &str| {
            Fixture::new(&format!("//- panel.md\n# Harbour Panel: Terms of Reference\n\nDRAFT v0.2\n\n{words}\n"))
                .raised("currency/draft")
                .len()
        };
        assert_eq!(raised("These terms have not yet been agreed. Every member is expected to work to them from 1 June."), 1);
        assert_eq!(raised("These terms have not yet been agreed. Members work with them and their families."), 0);
        let other = "//- levels.md\n# Levels of need\n\n| Worry | Read |\n|---|---|\n| Boats | Steady Water: Guidance for Crews and Wardens, which every crew now follows |\n//- b.md\n# Steady Water: Guidance for Crews and Wardens in Brackwater\n\nOwner: Brackwater Safeguarding Partnership\n\nThis is a consultation draft.\n";
        assert_eq!(Fixture::new(other).raised("currency/draft").len(), 1);
    }

    #[test]
    fn a_draft_in_force_by_a_row_or_by_its_title_alone() {
        let site = |words: &str| {
            format!(
                "//- levels.md\n# Levels of need\n\n{words}\n//- abuse.md\n# Partner Abuse Policy\n\nThis is a consultation draft.\n//- boats.md\n# Steady in the Water: Strategy on Gangs\n\nThis is a consultation draft.\n"
            )
        };
        let raised = |words: &str| Fixture::new(&site(words)).raised("currency/draft").len();
        let table =
            |name: &str, says: &str, more: &str| format!("| Paper | Standing | See also |\n|---|---|---|\n| {name} | {says} | {more} |\n");
        assert_eq!(raised(&table("Partner Abuse Policy", "In force since May 2016", "none")), 1);
        assert_eq!(raised(&table("Partner Abuse Policy", "In force once agreed", "none")), 0);
        assert_eq!(raised(&table("Partner Abuse Policy", "Draft, not in force", "none")), 0);
        assert_eq!(raised(&table("Rowing rota", "In force", "Partner Abuse Policy")), 0);
        assert_eq!(raised("Every school must follow Steady in the Water this year."), 1);
        assert_eq!(raised("Steady in the Water is now in force."), 1);
        assert_eq!(raised("Steady in the Water says how staff follow a child\u{2019}s lead."), 0);
        assert_eq!(raised("Every school must follow Steady in the Water once it is agreed."), 0);
    }
}
