//! `reference/superseded`.

use super::pointing::{cited, place, titled};
use crate::currency::redated::points_inside;
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{
    DocumentIndex, Entry,
    citation::{Citation, CitationKind, Outcome, Stance},
};
use concordat_text::fold_str;
use std::collections::BTreeMap;

declare_check! {
    /// A document relies on an older edition of a document that the site holds in a newer one, on one that another
    /// document says it replaces, or on one of a year of which another document says that it is past. Staff who follow it work to what
    /// no longer stands.
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
        if let Some((exact, with)) = renewed(citations, &other.entry) {
            raised.replace(exact, with);
        }
    }
    ended(area, sink);
}

/// Documents relied on by their name and year that the site does not hold, and of which another document says that they are past.
fn ended(area: &Area<'_>, sink: &mut Sink<'_>) {
    let mut past: BTreeMap<(&str, i16), (DocumentIndex, &Citation)> = BTreeMap::new();
    for (index, document) in area.indexed() {
        let said = document.citations.citations.iter().filter(|c| c.kind == CitationKind::LocalDocument && c.proper);
        for citation in said.filter(|c| c.stance == Stance::Historic) {
            let Some(year) = citation.year else { continue };
            past.entry((citation.name.as_str(), year)).or_insert((index, citation));
        }
    }
    let mut found: BTreeMap<(DocumentIndex, &str, i16), Vec<&Citation>> = BTreeMap::new();
    for reference in area.references.iter().filter(|r| r.outcome == Outcome::Dangling) {
        let Some(citation) = cited(area, reference).filter(|c| c.kind == CitationKind::LocalDocument) else { continue };
        let Some(year) = citation.year.filter(|_| citation.proper && citation.stance == Stance::Relies) else { continue };
        let said = past.get(&(citation.name.as_str(), year)).filter(|(index, _)| *index != reference.from);
        if said.is_some() {
            found.entry((reference.from, citation.name.as_str(), year)).or_default().push(citation);
        }
    }
    for ((from, name, year), citations) in &found {
        let Some((by, said)) = past.get(&(*name, *year)) else { continue };
        let (Some(document), Some(other), Some(first)) = (area.document(*from), area.document(*by), citations.first()) else { continue };
        let (words, held) = (&first.anchor.quote.exact, titled(&other.entry));
        let message = format!(
            "{} of {} relies on “{words}”; {held} speaks of that one as past ({}).",
            place(document, &first.anchor),
            titled(&document.entry),
            place(other, &said.anchor)
        );
        let mut raised = sink.raise(&[*from, *by], message);
        for citation in citations.iter().take(4) {
            raised.evidence(*from, &citation.anchor);
        }
        raised.suggest(format!("Ask what has taken the place of “{words}”, and cite that or take the passage out."));
    }
}

/// What some words that cite the older document become when they cite the newer: the words, and the words in their place. Nothing
/// unless it is certain: they are its title but for the years, and nowhere does what stands beside them point into the older one.
fn renewed(citations: &[&Citation], newer: &Entry) -> Option<(String, String)> {
    let title = without_years(&newer.title);
    let exact = citations.iter().map(|c| c.anchor.quote.exact.as_str()).find(|exact| without_years(exact) == title)?;
    if citations.iter().any(|c| c.anchor.quote.exact == exact && points_inside(&c.anchor)) {
        return None;
    }
    // A title that says its years says which edition it is; one that does not is told from the older one by its year alone.
    let mut said = years(exact);
    let with = match (years(&newer.title).next(), said.next(), said.next()) {
        (Some(_), ..) => newer.title.clone(),
        (None, Some(year), None) => exact.replacen(year, &newer.year?.to_string(), 1),
        _ => return None,
    };
    (with != exact).then(|| (exact.to_owned(), with))
}

/// The years that a title says, and not its other numbers: a level, a form, an edition.
fn years(title: &str) -> impl Iterator<Item = &str> {
    title.split(|c: char| !c.is_ascii_digit()).filter(|n| n.len() == 4 && (n.starts_with("19") || n.starts_with("20")))
}

/// The folded words of a title without years, spans of years and "the".
fn without_years(title: &str) -> Vec<String> {
    let folded = fold_str(title);
    let counts = |w: &str| w.chars().all(|c| c.is_ascii_digit() || c == '-');
    concordat_text::words(&folded).map(|w| w.text).filter(|w| *w != "the" && !counts(w)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{Fixture, examples};
    use concordat_register::Date;

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn what_another_document_speaks_of_as_past() {
        let found = |says: &str| {
            let text = format!(
                "//- terms.md\n# Harbour Panel: Terms of Reference 2024\n\nMembers noted that the Slipway Weapons Protocol 2019 {says}.\n//- kit.md\n# Night Toolkit 2025\n\nThen follow the steps in the Slipway Weapons Protocol 2019.\n"
            );
            Fixture::at(&text, Date::parse("2025-06-01").unwrap()).raised("reference/superseded")
        };
        let raised = found("ceased to apply in May 2023");
        assert_eq!(raised.len(), 1, "{raised:?}");
        assert!(raised[0].message.contains("speaks of that one as past"), "{raised:?}");
        assert!(found("is kept by the harbour office").is_empty());
        assert!(found("applies to boats").is_empty());
    }

    #[test]
    fn a_level_is_no_year() {
        assert_eq!(super::years("Level 4 Procedure 2015-2018 (form 3021)").collect::<Vec<_>>(), ["2015", "2018"]);
    }

    #[test]
    fn a_title_is_renewed_where_only_its_years_are_old() {
        let offered = |words: &str| {
            let held = "//- cse.md\n# Child Sexual Exploitation Strategy 2015-2018\n\nExploitation is met by everyone.\n";
            let text = format!("{held}//- hsb.md\n# Harmful Sexual Behaviour Procedure 2014\n\nStaff {words}.\n");
            let mut found = Fixture::at(&text, Date::parse("2016-06-01").unwrap()).raised("reference/superseded");
            assert_eq!(found.len(), 1, "{words}: {found:?}");
            found.remove(0).replacement.map(|r| r.with)
        };
        let newer = Some("Child Sexual Exploitation Strategy 2015-2018".to_owned());
        assert_eq!(offered("turn to the Child Sexual Exploitation Strategy 2010-2013"), newer);
        assert_eq!(offered("turn to section 3 of the Child Sexual Exploitation Strategy 2010-2013"), None);
        assert_eq!(offered("turn to the Sexual Exploitation Strategy 2010-2013"), None);
    }
}
