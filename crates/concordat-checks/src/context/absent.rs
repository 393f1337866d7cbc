//! `context/absent`.

use crate::{Area, Sink, coverage, declare::declare_check};
use concordat_findings::Severity;

declare_check! {
    /// A document on harm between young people names one of the five contexts of their lives nowhere: family and home;
    /// school, college or other education; friends and peers; streets, parks, shops, transport and other public places;
    /// online. What is not named is neither assessed nor acted on.
    ///
    /// A context counts as named under any of its names, wherever it stands. How far the document goes with those that it does
    /// name (named, considered as risk, strength or vulnerability, acted on) is told beside, since to name a park is not to do
    /// anything about it. Nothing is raised of minutes and reports, of one organisation's own policy, nor of
    /// a document with fewer than three of the five, which is of another scope. Where nothing in the document shows why the
    /// context matters there, it is a question of low severity.
    ///
    /// Of a document on several themes it is also asked, at low severity, where one of them is dealt with at length (twelve passages
    /// or more that name contexts or sectors) and a context is found only in the parts on the others.
    ///
    /// ```text
    /// raised
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2022
    ///
    /// Harmful sexual behaviour is assessed with the family, the school and friends, and online. Staff ask about the journey to
    /// and from school.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2022
    ///
    /// Harmful sexual behaviour is assessed with the family, the school and friends, and online. Staff ask which bus the child
    /// takes and who waits at the stop, and the shopping centre is told what its staff should look for.
    /// ```
    pub(super) static CHECK = {
        id: "context/absent",
        severity: Severity::Medium,
        since: "0.2.0",
        standard: "Contextual Safeguarding audit toolkit, University of Bedfordshire, 2017",
        run: run,
    }
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    for gap in coverage::gaps(area, &area.standard.contexts, |d| &d.meaning.coverage.contexts) {
        coverage::raise(area, sink, &gap, "speaks of");
    }
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
    fn a_policy_on_adults_owes_nothing_of_peers_until_it_speaks_of_the_young() {
        let policy = "//- da.md\n# Domestic Abuse Policy 2021\n\nDomestic abuse happens at home, in the street and online, and schools are told of it.\n";
        assert!(raised("context/absent", policy).is_empty());
        let found = raised("context/absent", &format!("{policy}\nSome are hurt by a boyfriend or girlfriend at 15.\n"));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.contains("friends and peers") && found[0].message.contains("boyfriend"), "{}", found[0].message);
    }

    #[test]
    fn a_theme_dealt_with_at_length_owes_what_only_the_parts_on_others_have() {
        let gangs = "Staff ask the family about gangs.\n\nThe school is told where a gang is met online.\n\n".repeat(7);
        let other = "## Sexual exploitation\n\nExploitation is carried on among friends, in the park and online.\n";
        let site = |elsewhere: &str| {
            format!("//- all.md\n# Child Sexual Exploitation and Gangs Procedure 2022\n\n{elsewhere}\n\n## Gangs\n\n{gangs}\n{other}")
        };
        let found = raised("context/absent", &site(""));
        let told: Vec<&str> = found.iter().map(|f| f.message.as_str()).collect();
        assert!(found.len() == 2 && told.iter().all(|m| m.contains("where it deals with gangs and serious")), "{told:#?}");
        // What is said for all themes is missing in none.
        assert_eq!(raised("context/absent", &site("Friends and the park matter too.")).len(), 0);
    }

    #[test]
    fn one_organisations_own_policy_owes_nothing() {
        let text = "Harmful sexual behaviour is met by the school with the family and with friends, and online.";
        assert!(
            raised("context/absent", &format!("//- own.md\n# Larkmead Academy Harmful Sexual Behaviour Policy\n\n{text}\n")).is_empty()
        );
        assert_eq!(raised("context/absent", &format!("//- all.md\n# Harmful Sexual Behaviour Policy\n\n{text}\n")).len(), 1);
    }
}
