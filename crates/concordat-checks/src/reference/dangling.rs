//! `reference/dangling`.

use super::pointing::{cited, dangles, place, titled};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{
    Anchor, DocumentIndex, Kind,
    citation::{Citation, CitationKind, Stance},
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

declare_check! {
    /// A document of this area is cited and the site does not hold it, or a section or appendix is pointed to that the
    /// document does not have. Staff cannot follow what they cannot find.
    ///
    /// Nothing is raised where the text says who holds the document or the appendix or where it is kept, names it as past, or says that
    /// it is yet to be written; nor for a document spoken of in passing that is on none of the standard's themes. One
    /// finding covers every place that cites the same document.
    ///
    /// ```text
    /// raised
    /// //- gangs.md
    /// # Gangs Procedure 2014
    ///
    /// ## 1. Scope
    ///
    /// Where a weapon is found the Harbourside Weapons Protocol applies.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- gangs.md
    /// # Gangs Procedure 2014
    ///
    /// ## 1. Scope
    ///
    /// Where a weapon is found the Harbourside Weapons Protocol applies. It is kept by the police.
    ///
    /// The Harbourside Weapons Protocol is kept by the police on their website.
    /// ```
    pub(super) static CHECK = {
        id: "reference/dangling",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Most places that one finding quotes.
const QUOTED: usize = 6;

/// Places that cite one thing that is not there.
type Places<'a> = Vec<(DocumentIndex, &'a Citation)>;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let explained = explained(area);
    // A large site cites thousands of things that are not there, most of them often.
    let mut numbers: HashMap<(&str, Option<i16>), usize> = HashMap::new();
    let mut documents: Vec<(&str, Option<i16>, Places<'_>)> = Vec::new();
    let mut parts: BTreeMap<(DocumentIndex, &str), Places<'_>> = BTreeMap::new();
    for reference in area.references.iter().filter(|r| dangles(r)) {
        let Some(citation) = cited(area, reference) else { continue };
        match citation.kind {
            CitationKind::InternalSection => {
                let section = citation.section.as_deref().unwrap_or_default();
                parts.entry((reference.from, section)).or_default().push((reference.from, citation));
            }
            CitationKind::LocalDocument
                if !area.options.alone && worth_raising(citation) && !explained.contains(citation.name.as_str()) =>
            {
                let name = citation.name.as_str();
                let number = *numbers.entry((name, citation.year)).or_insert_with(|| {
                    documents.push((name, citation.year, Vec::new()));
                    documents.len() - 1
                });
                documents.get_mut(number).into_iter().for_each(|(_, _, places)| places.push((reference.from, citation)));
            }
            _ => {}
        }
    }
    let letters = known_letters(area);
    documents.sort_by_key(|(name, year, _)| (*name, *year));
    for (name, _, places) in &documents {
        missing_document(area, sink, &letters, name, places);
    }
    for ((from, _), places) in &parts {
        missing_part(area, sink, *from, places);
    }
}

/// Names of which some document says who holds them, that they are past, or that they are yet to be written.
fn explained<'a>(area: &Area<'a>) -> BTreeSet<&'a str> {
    let citations = area.documents.iter().flat_map(|d| &d.citations.citations);
    citations.filter(|c| c.kind == CitationKind::LocalDocument && c.stance != Stance::Relies).map(|c| c.name.as_str()).collect()
}

fn worth_raising(citation: &Citation) -> bool {
    citation.stance == Stance::Relies
        && (citation.proper || !citation.themes.is_empty() || citation.document_kind == Some(Kind::Thresholds))
}

fn missing_document(area: &Area<'_>, sink: &mut Sink<'_>, letters: &BTreeSet<String>, name: &str, places: &Places<'_>) {
    let Some((first, citation)) = places.first() else { return };
    let Some(document) = area.document(*first) else { return };
    let mut from: Vec<DocumentIndex> = places.iter().map(|(index, _)| *index).collect();
    from.dedup();
    let others = match from.len() {
        1 => String::new(),
        2 => ", and so does one other document".to_owned(),
        n => format!(", and so do {} other documents", n - 1),
    };
    let letters = unknown_letters(letters, name, &citation.anchor);
    let aside = letters.map_or(String::new(), |letters| format!(" No document says what {letters} stands for."));
    let words = &citation.anchor.quote.exact;
    let message = format!(
        "{} of {} cites “{words}”{others}; the site holds no such document and nothing says who does.{aside}",
        place(document, &citation.anchor),
        titled(&document.entry)
    );
    let mut raised = sink.raise(&from, message);
    for (index, citation) in places.iter().take(QUOTED) {
        raised.evidence(*index, &citation.anchor);
    }
    raised.suggest(format!("Add “{words}” to the site, say who holds it and where, or name the document that has taken its place."));
    if citation.themes.is_empty() && citation.document_kind != Some(Kind::Thresholds) && citation.document_kind != Some(Kind::Protocol) {
        raised.severity(Severity::Low);
    }
}

/// Letters that some document spells out, that are an owner's, or that the standard knows.
fn known_letters(area: &Area<'_>) -> BTreeSet<String> {
    let mut known: BTreeSet<String> = area.documents.iter().flat_map(|d| &d.citations.acronyms).map(|a| a.letters.clone()).collect();
    for owner in area.documents.iter().filter_map(|d| d.entry.owner.as_deref()) {
        known.insert(initials(owner));
        known.extend(owner.split(|c: char| !c.is_alphanumeric()).map(str::to_owned));
    }
    for row in &area.standard.themes.themes {
        known.extend(row.names.iter().map(|name| name.to_uppercase()));
        known.extend(row.acronyms.iter().cloned());
    }
    known
}

/// Letters in a name that are not known.
fn unknown_letters<'c>(known: &BTreeSet<String>, name: &str, anchor: &'c Anchor) -> Option<&'c str> {
    let mut words = anchor.quote.exact.split(|c: char| !c.is_alphanumeric());
    words.find(|word| {
        word.len() >= 3 && word.chars().all(|c| c.is_ascii_uppercase()) && name.contains(&word.to_lowercase()) && !known.contains(*word)
    })
}

fn initials(name: &str) -> String {
    name.split(' ').filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

fn missing_part(area: &Area<'_>, sink: &mut Sink<'_>, from: DocumentIndex, places: &Places<'_>) {
    let (Some((_, citation)), Some(document)) = (places.first(), area.document(from)) else { return };
    let words = &citation.anchor.quote.exact;
    let message = format!(
        "{} of {} points to “{words}”, and the document as supplied has no such part.",
        place(document, &citation.anchor),
        titled(&document.entry)
    );
    let mut raised = sink.raise(&[from], message);
    for (index, citation) in places.iter().take(QUOTED) {
        raised.evidence(*index, &citation.anchor);
    }
    raised.suggest(format!("Correct “{words}”, or add the part that it points to."));
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{examples, raised};

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn an_appendix_that_is_not_there() {
        let site = "//- da.md\n# Domestic Abuse Policy 2015\n\n## 1. Aims\n\n1.1 Figures are sent in the form of Appendix D and of Appendix A.\n\n## 2. Steps\n\n## 3. Review\n\n## Appendix A: Form\n\nWords.\n";
        let found = raised("reference/dangling", site);
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.contains("Appendix D"));
    }

    #[test]
    fn a_part_of_a_series_that_is_not_there() {
        let found = |tools: &str, words: &str| {
            raised("reference/dangling", &format!("//- kit.md\n# Night Toolkit 2024\n\n{words}\n\n{tools}")).len()
        };
        let tools = "## Tool 1: Spotting\n\nLook.\n\n## Tool 2: Scoring\n\nCount.\n\n## Tool 3: Telling\n\nRing.\n";
        assert_eq!(found(tools, "Landlords: Tool 7 has a list."), 1);
        assert_eq!(found(tools, "Landlords: Tool 2 has a list, and a tool 7 inches long is kept."), 0);
        assert_eq!(found("## Aims\n\nHelp.\n", "Landlords: Tool 7 has a list."), 0);
    }

    #[test]
    fn an_appendix_that_somebody_else_keeps() {
        let site = |words: &str| {
            format!("//- da.md\n# Domestic Abuse Policy 2015\n\n## 1. Aims\n\n1.1 {words}\n\n## 2. Steps\n\n## 3. Review\n\nWords.\n")
        };
        let found = |words: &str| raised("reference/dangling", &site(words)).len();
        assert_eq!(found("The forms are in Annex C."), 1);
        assert_eq!(found("The forms are in Annex C, which the harbour office has; it is available from its front desk."), 0);
        assert_eq!(found("The forms are in Annex C, which is to be written."), 0);
    }

    #[test]
    fn past_and_planned_documents_are_not_sought() {
        for words in [
            "The Weapons Protocol was withdrawn.",
            "The Weapons Protocol is to be written.",
            "This replaces the Weapons Protocol 2009.",
            "Our lunch procedure applies.",
            "Use the Weapons Protocol, which is on the Partnership's website under Tools.",
            "Use the Weapons Protocol on the Council’s intranet.",
            "The Weapons Toolkit held with the harbour forms says how.",
        ] {
            let found = raised("reference/dangling", &format!("//- gangs.md\n# Gangs Procedure 2014\n\n{words}\n"));
            assert!(found.is_empty(), "{words}: {found:#?}");
        }
        // What a document is about is not where it is kept.
        let about = "//- gangs.md\n# Gangs Procedure 2014\n\nThe Weapons Protocol is followed where a film of it is sent round.\n";
        assert_eq!(raised("reference/dangling", about).len(), 1);
    }
}
