//! `reference/one-way`.

use super::pointing::{DEALS, Pointing, best, guides, guides_practice, main_theme, place, titled};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{Anchor, DocumentFacts, DocumentIndex, Kind};
use std::collections::BTreeSet;

declare_check! {
    /// One document points to another; the other deals with the first one's theme itself and names no edition of it, nor
    /// any other document on that theme. Somebody who starts from the second never learns of the first.
    ///
    /// Where the standard says that documents on the second one's theme owe those on the first one's a line (harm that goes together), a
    /// passing word of it is enough, and another document on that theme does not stand in its place.
    ///
    /// A document that says nothing of the first one's theme owes no way back, and neither do documents that set thresholds, to which
    /// all point, unless they list the documents that say what to do next (three at least). Of two on the same theme one owes it where it speaks of people on whom it has no section and the other has one: young
    /// people of 16 and 17 in a policy on domestic abuse.
    ///
    /// ```text
    /// raised
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2014
    ///
    /// Harmful sexual behaviour in a group is met under the gangs procedure as well.
    /// //- gangs.md
    /// # Gangs Procedure 2014
    ///
    /// Gangs harm children. Harmful sexual behaviour within a gang is common.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2014
    ///
    /// Harmful sexual behaviour in a group is met under the gangs procedure as well.
    /// //- gangs.md
    /// # Gangs Procedure 2014
    ///
    /// Gangs harm children. Harmful sexual behaviour within a gang is common, and the HSB procedure applies.
    /// ```
    pub(super) static CHECK = {
        id: "reference/one-way",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Documents from which on a thresholds document lists those that say what to do.
const LISTED: usize = 3;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let pointing = Pointing::new(area);
    for (index, document) in area.indexed().filter(|(_, d)| guides(d) && d.entry.kind != Kind::Thresholds) {
        let Some(theme) = main_theme(&document.entry) else { continue };
        for (to, anchor) in pointing.points_to(index) {
            let lists = || pointing.points_to(to).map(|(n, _)| n).collect::<BTreeSet<_>>().len() >= LISTED;
            let Some(other) = area.document(to).filter(|d| points_on(d) || d.entry.kind == Kind::Thresholds && lists()) else { continue };
            if pointing.names(to, index).is_some() {
                continue;
            }
            if pointing.is_on(to, theme) {
                own_section(&pointing, sink, (index, document, anchor), (to, other), theme);
                continue;
            }
            // Where the standard says that documents on the one owe those on the other a line, a word of it is enough, and to name another does not do.
            let link = main_theme(&other.entry).and_then(|of| area.standard.references.link(of, theme));
            let severity = link.map(|link| Severity::from_word(&link.severity).unwrap_or(Severity::Medium));
            let owed = severity == Some(Severity::High);
            if !owed && pointing.names_any_on(to, theme) {
                continue;
            }
            let Some(mention) = best(other, theme).filter(|m| owed || m.strength >= DEALS) else { continue };
            let (from, target) = (titled(&document.entry), titled(&other.entry));
            let message = format!(
                "{} of {target} speaks of {} and does not point back to {from}, which points to it.",
                place(other, &mention.anchor),
                pointing.theme_name(theme)
            );
            let mut raised = sink.raise(&[to, index], message);
            raised.evidence(to, &mention.anchor).evidence(index, anchor);
            raised.suggest(format!("Name {from} in {target}, and say which of the two leads when both apply."));
            if let Some((link, severity)) = link.zip(severity) {
                raised.standard(link.source.clone()).severity(severity);
            }
        }
    }
}

/// Raises a document that has no section on some of those whom it is about, where the other, on the same theme, has one.
fn own_section(
    pointing: &Pointing<'_>,
    sink: &mut Sink<'_>,
    (index, document, anchor): (DocumentIndex, &DocumentFacts, &Anchor),
    (to, other): (DocumentIndex, &DocumentFacts),
    theme: &str,
) {
    let reading = |facts: &DocumentFacts, id: &str| facts.meaning.sections.iter().find(|r| r.section == id).cloned();
    for section in pointing.area.standard.sections.sections.iter().filter(|s| !s.only_read_into && s.themes.iter().any(|t| t == theme)) {
        let Some(theirs) = reading(other, &section.id).filter(|r| !r.own && !r.elsewhere) else { continue };
        let Some(spoken) = theirs.scattered.first().or(theirs.read_into.as_ref()) else { continue };
        if !reading(document, &section.id).is_some_and(|r| r.own) {
            continue;
        }
        let (from, target) = (titled(&document.entry), titled(&other.entry));
        let place = place(other, spoken);
        let message = format!(
            "{place} of {target} speaks of {} and does not point back to {from}, which has a section on them and points to it.",
            section.name
        );
        let mut raised = sink.raise(&[to, index], message);
        raised.evidence(to, spoken).evidence(index, anchor).standard(section.source.clone());
        raised.suggest(format!("Name {from} where {target} speaks of {}, and say which of the two leads.", section.name));
    }
}

/// Whether a document is one that others may owe a way back.
fn points_on(document: &DocumentFacts) -> bool {
    guides_practice(&document.entry) && document.entry.kind != Kind::Thresholds
}

/// Whether `a` and `b` name each other.
pub(super) fn both_ways(pointing: &Pointing<'_>, a: DocumentIndex, b: DocumentIndex) -> bool {
    pointing.names(a, b).is_some() && pointing.names(b, a).is_some()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::{Fixture, examples};
    use concordat_register::Status;

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn a_page_on_young_people_is_owed_a_way_back_on_its_own_theme() {
        let site = |policy: &str| {
            Fixture::new(&format!(
                "//- page.md\n# Hurt by a partner: help for teenagers\n\n## Young people in abusive relationships\n\nStaff who are worried ring the Harbour Hub on the same day. The adviser rings the young person within two days. The adviser refers the young person to the school nurse. Staff tell the designated safeguarding lead before the end of the day. The council's domestic abuse policy says what housing can do.\n//- da.md\n# Domestic Abuse Policy 2020\n\n## Victims\n\nDomestic abuse is met with belief and help. A victim aged 16 or 17 is asked what she wants.{policy}\n"
            ))
            .raised("reference/one-way")
        };
        let found = site("");
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.contains("young people of 16 and 17"), "{}", found[0].message);
        assert!(site(" More stands on [the page for teenagers](page.md).").is_empty());
    }

    #[test]
    fn a_way_in_is_not_also_called_missing() {
        let site = Fixture::new(
            "//- hsb.md\n# Harmful Sexual Behaviour Procedure 2014\n\nHarmful sexual behaviour in a group is met under the gangs procedure as well.\n//- gangs.md\n# Gangs Procedure 2014\n\nGangs harm children. Harmful sexual behaviour within a gang is common.\n",
        );
        assert_eq!(site.raised("reference/one-way").len(), 1);
        assert!(site.raised("reference/missing").is_empty());
    }

    #[test]
    fn a_thresholds_document_that_lists_the_others_owes_each_of_them_a_line() {
        let site = |rows: &str| {
            Fixture::new(&format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n|---|---|\n| Level 2 | Low mood |\n| Level 4 | Domestic abuse; abuse by a partner |\n\nDomestic abuse means threats or violence between partners.\n\n| If you fear | Read |\n|---|---|\n{rows}\n//- hsb.md\n# Harmful Sexual Behaviour Procedure 2014\n\nHarmful sexual behaviour is met here.\n//- gangs.md\n# Gangs Procedure 2014\n\nGangs harm children.\n//- missing.md\n# Missing Children Protocol 2014\n\nMissing children are sought.\n//- da.md\n# Domestic Abuse Policy 2020\n\nDomestic abuse is met with belief. It is read with the levels of need.\n"
            ))
            .raised("reference/one-way")
            .into_iter()
            .filter(|f| f.message.contains("Domestic Abuse Policy"))
            .count()
        };
        let listed =
            "| Sexual harm | Harmful Sexual Behaviour Procedure |\n| Gangs | Gangs Procedure |\n| Missing | Missing Children Protocol |\n";
        assert_eq!(site(listed), 1);
        assert_eq!(site(&format!("{listed}| Partners | Domestic Abuse Policy |\n")), 0);
        assert_eq!(site("| Gangs | Gangs Procedure |\n"), 0);
    }

    #[test]
    fn a_draft_that_points_on_is_owed_a_way_back_before_it_is_agreed() {
        let mut site = Fixture::new(
            "//- hsb.md\n# Harmful Sexual Behaviour Procedure 2014\n\nHarmful sexual behaviour in a group is met under the gangs procedure as well.\n//- gangs.md\n# Gangs Procedure 2014\n\nGangs harm children. Harmful sexual behaviour within a gang is common.\n",
        );
        site.documents[0].entry.status = Status::Draft;
        assert_eq!(site.raised("reference/one-way").len(), 1);
    }
}
