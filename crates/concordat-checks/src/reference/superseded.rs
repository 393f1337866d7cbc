//! `reference/superseded`.

use super::pointing::{cited, place, titled};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{
    DocumentIndex,
    citation::{Citation, CitationKind, Outcome, Stance},
};
use std::collections::BTreeMap;

declare_check! {
    /// A document relies on an older edition of a document that the site holds in a newer one, or on one that another
    /// document says it replaces. Staff who follow it work to what no longer stands.
    ///
    /// A document that names the older edition as past, or says that it replaces it, is right to do so. National
    /// guidance by its date is the business of `currency/out-of-date`.
    ///
    /// ```text
    /// raised
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2015-2018
    ///
    /// Sexual exploitation is met by everyone.
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2014
    ///
    /// Staff who suspect exploitation turn to the Sexual Exploitation Strategy 2010-13.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2015-2018
    ///
    /// This strategy replaces the Sexual Exploitation Strategy 2010-13.
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2014
    ///
    /// Staff who suspect exploitation turn to the Sexual Exploitation Strategy 2015-18.
    /// ```
    pub(super) static CHECK = {
        id: "reference/superseded",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let mut found: BTreeMap<(DocumentIndex, DocumentIndex, Option<i16>), Vec<&Citation>> = BTreeMap::new();
    for reference in area.references.iter().filter(|r| r.outcome == Outcome::Superseded) {
        let Some(citation) = cited(area, reference) else { continue };
        let Some(newer) = reference.candidates.first().copied().filter(|newer| *newer != reference.from) else { continue };
        if citation.kind == CitationKind::LocalDocument && citation.stance == Stance::Relies {
            found.entry((reference.from, newer, citation.year)).or_default().push(citation);
        }
    }
    for ((from, newer, year), citations) in &found {
        let (Some(document), Some(other), Some(first)) = (area.document(*from), area.document(*newer), citations.first()) else { continue };
        let said = other.citations.replaces.iter().find(|r| r.year.is_some() && r.year == *year);
        let held = titled(&other.entry);
        // The newer document is right to name the older one, so its words are told and not held against it as evidence.
        let how = match said {
            Some(said) => format!("{held} says that it replaces that one ({})", place(other, &said.anchor)),
            None => format!("the site holds {held}"),
        };
        let message =
            format!("{} of {} relies on “{}”; {how}.", place(document, &first.anchor), titled(&document.entry), first.anchor.quote.exact);
        let mut raised = sink.raise(&[*from, *newer], message);
        for citation in citations.iter().take(4) {
            raised.evidence(*from, &citation.anchor);
        }
        raised.suggest(format!("Cite {held}, once the passage has been checked against it."));
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::examples;

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }
}
