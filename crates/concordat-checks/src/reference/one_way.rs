//! `reference/one-way`.

use super::pointing::{DEALS, Pointing, best, guides_practice, main_theme, place, titled};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{DocumentFacts, DocumentIndex, Kind};

declare_check! {
    /// One document points to another; the other deals with the first one's theme itself and names no edition of it, nor
    /// any other document on that theme. Somebody who starts from the second never learns of the first.
    ///
    /// A document that says nothing of the first one's theme owes no way back, and neither do documents that set
    /// thresholds, to which all point.
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

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let pointing = Pointing::new(area);
    for (index, document) in area.indexed().filter(|(_, d)| points_on(d)) {
        let Some(theme) = main_theme(&document.entry) else { continue };
        for (to, anchor) in pointing.points_to(index) {
            let Some(other) = area.document(to).filter(|d| points_on(d)) else { continue };
            if pointing.names(to, index).is_some() || pointing.names_any_on(to, theme) || pointing.is_on(to, theme) {
                continue;
            }
            let Some(mention) = best(other, theme).filter(|m| m.strength >= DEALS) else { continue };
            let (from, target) = (titled(&document.entry), titled(&other.entry));
            let message = format!(
                "{} of {target} speaks of {} and does not point back to {from}, which points to it.",
                place(other, &mention.anchor),
                pointing.theme_name(theme)
            );
            let mut raised = sink.raise(&[to, index], message);
            raised.evidence(to, &mention.anchor).evidence(index, anchor);
            raised.suggest(format!("Name {from} in {target}, and say which of the two leads when both apply."));
            let link = main_theme(&other.entry).and_then(|of| area.standard.references.link(of, theme));
            if let Some(link) = link {
                raised.standard(link.source.clone()).severity(Severity::from_word(&link.severity).unwrap_or(Severity::Medium));
            }
        }
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

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }

    #[test]
    fn a_way_in_is_not_also_called_missing() {
        let site = Fixture::new(
            "//- hsb.md\n# Harmful Sexual Behaviour Procedure 2014\n\nHarmful sexual behaviour in a group is met under the gangs procedure as well.\n//- gangs.md\n# Gangs Procedure 2014\n\nGangs harm children. Harmful sexual behaviour within a gang is common.\n",
        );
        assert_eq!(site.raised("reference/one-way").len(), 1);
        assert!(site.raised("reference/missing").is_empty());
    }
}
