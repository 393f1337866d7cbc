//! `assessment/tool`.

use super::guides;
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_routes::partings::{self, ToolSaid};

declare_check! {
    /// Two documents require different assessment tools for the same concern and the same children, each as the one to use.
    /// A child is then assessed twice, or by whichever tool the worker came across, and scores that cannot be compared
    /// travel between panels.
    ///
    /// Tools are told apart by name. Nothing is raised where a tool only screens and the other assesses, where the text
    /// tells the two apart by age or setting or says that one replaced the other, or for the general assessments (single
    /// assessment, early help assessment) that stand beside a specialist one.
    ///
    /// ```text
    /// raised
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2020
    ///
    /// Workers must complete the Thornmoor Exploitation Profile for every child who may be sexually exploited.
    /// //- missing.md
    /// # Missing Children Protocol 2019
    ///
    /// Where sexual exploitation is suspected the worker completes the Red Flag Matrix. The matrix is the only tool to be used.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2020
    ///
    /// AIM3 is the required assessment for children aged 12 or over.
    /// //- levels.md
    /// # Levels of Need 2020
    ///
    /// For sexual behaviour the social worker completes the Sexual Harm Checklist, which is the specialist assessment for every child.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2020
    ///
    /// AIM3 is the required assessment for children aged 12 or over.
    /// //- levels.md
    /// # Levels of Need 2020
    ///
    /// For harmful sexual behaviour by children under 12 the social worker completes the Sexual Harm Checklist, which is the specialist assessment.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2020
    ///
    /// AIM3 is the only assessment of harmful sexual behaviour that we accept.
    /// //- levels.md
    /// # Levels of Need 2020
    ///
    /// For harmful sexual behaviour workers used the Sexual Harm Checklist until AIM3 replaced it in 2019.
    /// ```
    pub(super) static CHECK = {
        id: "assessment/tool",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Tools of one concern compared with each other, at most; more than this is a catalogue of tools.
const COMPARED: usize = 60;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let said: Vec<ToolSaid<'_>> = area
        .indexed()
        .filter(|(_, d)| guides(d))
        .flat_map(|(index, document)| document.meaning.assessment.tools.iter().map(move |reading| (index, reading)))
        .collect();
    for (concern, one, two) in partings::tools(&said, COMPARED, &area.standard.assessment) {
        raise(area, sink, concern, one, two);
    }
}

fn raise(area: &Area<'_>, sink: &mut Sink<'_>, concern: &str, one: ToolSaid<'_>, two: ToolSaid<'_>) {
    let title = |index| area.document(index).map_or("a document", |d| d.entry.title.as_str());
    let concern = area.standard.assessment.concern(concern).map_or("this concern", |c| c.name.as_str());
    let message = format!(
        "“{}” and “{}” have different tools used for {concern}: {} against {}.",
        title(one.0),
        title(two.0),
        partings::tool_name(one.1),
        partings::tool_name(two.1)
    );
    let mut raised = sink.raise(&[one.0, two.0], message);
    raised.evidence(one.0, &one.1.anchor).evidence(two.0, &two.1.anchor);
    raised.suggest(format!(
        "Agree which tool is used for {concern}, by whom and for which ages, and say so in both documents; where both tools have a place, say when each is used."
    ));
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
    fn a_tool_known_by_letters_beside_its_name_that_lets_no_other_stand() {
        let site = |words: &str| {
            format!(
                "//- cse.md\n# Child Exploitation Protocol 2020\n\nShort forms: RHX, the Rowing Harbour eXchange; BEST, the Brackwater Exploitation Screening Tool; and MACE.\n\nThe BEST is completed for every child who may be exploited. {words}\n//- missing.md\n# Missing Children Protocol 2019\n\nWhere exploitation is suspected the worker completes the Harbour Exploitation Questionnaire.\n"
            )
        };
        assert_eq!(raised("assessment/tool", &site("No other screening tool is accepted in Brackwater.")).len(), 1);
        assert_eq!(raised("assessment/tool", &site("Other tools may be used beside it.")).len(), 0);
    }

    #[test]
    fn a_name_in_capitals_before_a_small_checklist_is_a_tool() {
        let site = |words: &str| {
            format!(
                "//- cse.md\n# Child Exploitation Protocol 2020\n\nThe Brackwater Exploitation Screen is the only tool accepted for exploitation.\n//- missing.md\n# Missing Children Protocol 2019\n\nWhere exploitation is feared the visitor completes the {words}.\n"
            )
        };
        assert_eq!(raised("assessment/tool", &site("LANTERNS checklist, which is to be used in preference to any other form")).len(), 1);
        assert_eq!(raised("assessment/tool", &site("Second Wind questionnaire, which must be used")).len(), 1);
        assert_eq!(raised("assessment/tool", &site("MARAC checklist, which must be used")).len(), 0);
    }

    #[test]
    fn an_adults_tool_from_sixteen_on_is_held_against_the_one_of_the_young() {
        let site = |words: &str| {
            format!(
                "//- da.md\n# Domestic Abuse Procedure 2020\n\nThe DASH checklist is to be filled in for {words}.\n//- young.md\n# Young Partners Guidance 2021\n\nThe Young People's DASH must be used with anyone aged 14 to 17 who is hurt by a partner.\n"
            )
        };
        assert_eq!(raised("assessment/tool", &site("every victim aged 15 or over")).len(), 1);
        assert_eq!(raised("assessment/tool", &site("every victim aged 18 or over")).len(), 0);
        assert_eq!(raised("assessment/tool", &site("every victim")).len(), 0);
    }

    #[test]
    fn a_tool_keeps_the_capitals_of_its_name() {
        let found = raised(
            "assessment/tool",
            "//- cse.md\n# Child Sexual Exploitation Strategy 2020\n\nWorkers must complete the Thornmoor Exploitation Profile for every child who may be sexually exploited.\n\
             //- missing.md\n# Missing Children Protocol 2019\n\nWhere sexual exploitation is suspected the worker completes the Red Flag Matrix. The matrix is the only tool to be used.\n",
        );
        let message = &found[0].message;
        assert!(message.contains("Thornmoor Exploitation Profile") && message.contains("Red Flag Matrix"), "{message}");
    }

    #[test]
    fn the_adults_tool_of_a_family_used_with_the_young_is_held_against_theirs() {
        let site = |words: &str| {
            format!(
                "//- wards.md\n# Domestic Abuse Procedure 2020\n\n{words}\n//- levels.md\n# Domestic Abuse Policy 2021\n\nAbuse by a partner, aged 13 to 17: the Young People's DASH. From 18: the adult DASH.\n"
            )
        };
        assert_eq!(raised("assessment/tool", &site("Use the adult DASH at 16 and 17.")).len(), 1);
        assert_eq!(raised("assessment/tool", &site("The DASH is used for every caller, whatever their age.")).len(), 1);
        assert_eq!(raised("assessment/tool", &site("Use the adult DASH with callers aged 15.")).len(), 1);
        let charity = |why: &str| {
            format!(
                "//- wards.md\n# Domestic Abuse Procedure 2020\n\nThe DASH is completed with every victim, whatever their age, and no other form is used.\n//- charity.md\n# Help for Young People: Guidance 2021\n\nFor abuse by a partner we use the young people's risk checklist from 13 to 17, {why}.\n"
            )
        };
        assert_eq!(raised("assessment/tool", &charity("because the adult DASH was not made for them")).len(), 1);
        assert_eq!(raised("assessment/tool", &charity("and it is kept for a year")).len(), 1);
        for words in [
            "Use the adult DASH from 18.",
            "The officer completes the DASH at 10 in the morning, before the conference.",
            "The DASH is completed at the end of a 15 minute call with the caller.",
            "The DASH is completed with every adult, and a score of 14 and 3 visits in a year go to the conference.",
            "Use the DASH with adults; for a caller under 18 another form is used.",
            "Complete the DASH with the caller and list every child under 18 in the home.",
        ] {
            assert_eq!(raised("assessment/tool", &site(words)).len(), 0, "{words}");
        }
    }
}
