//! `assessment/tool`.

use super::{ages_meet, guides};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{
    DocumentIndex,
    meaning::{ToolForce, ToolReading},
};
use std::collections::{BTreeMap, BTreeSet};

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
    let mut by_concern: BTreeMap<&str, Vec<(DocumentIndex, &ToolReading)>> = BTreeMap::new();
    for (index, document) in area.indexed().filter(|(_, d)| guides(d)) {
        for reading in &document.meaning.assessment.tools {
            by_concern.entry(&reading.concern).or_default().push((index, reading));
        }
    }
    let mut told = BTreeSet::new();
    let concerns: Vec<&str> = by_concern.keys().copied().collect();
    for concern in concerns {
        let meets = by_concern.iter().filter(|(other, _)| area.standard.assessment.meet(concern, other));
        let mut all: Vec<_> = meets.flat_map(|(_, readings)| readings.iter().copied()).collect();
        all.sort_by_key(|(index, reading)| (std::cmp::Reverse(reading.force), *index, reading.anchor.span));
        all.truncate(COMPARED);
        for (n, &one) in all.iter().enumerate() {
            for &two in all.iter().skip(n + 1) {
                let pair = (one.0.min(two.0), one.0.max(two.0));
                if one.0 != two.0 && conflict(area, &all, one, two) && told.insert((concern_of(one.1, two.1), pair)) {
                    raise(area, sink, one, two);
                }
            }
        }
    }
}

/// The narrower of two concerns, so that a pair is told once.
fn concern_of<'a>(one: &'a ToolReading, two: &'a ToolReading) -> &'a str {
    if one.concern == "exploitation" { &two.concern } else { &one.concern }
}

fn conflict(
    area: &Area<'_>,
    all: &[(DocumentIndex, &ToolReading)],
    one: (DocumentIndex, &ToolReading),
    two: (DocumentIndex, &ToolReading),
) -> bool {
    let (a, b) = (one.1, two.1);
    let force = (a.force.max(b.force), a.force.min(b.force));
    let exclusive = force.0 >= ToolForce::TheOne || force.1 >= ToolForce::Required;
    // A tool that screens comes before one that assesses, unless the text lets no other stand.
    let staged = a.screens != b.screens && force.0 < ToolForce::Only;
    // A document that uses the other's tool as well knows of both.
    let knows = |of: DocumentIndex, tool: &ToolReading| all.iter().any(|(index, other)| *index == of && same_tool(other, tool));
    // Tools of one family are chosen between, unless the text lets no other stand.
    let chosen = family(area, a, b) && force.0 < ToolForce::Only;
    // Of a family, the tool for adults is used with the young, for whom the other document has the one of the family that is theirs.
    let misused = |of: DocumentIndex, adult: &ToolReading, young: &ToolReading| {
        family(area, a, b) && for_young(area, adult, young) && !knows(of, young)
    };
    if misused(one.0, a, b) || misused(two.0, b, a) {
        return true;
    }
    exclusive
        && !staged
        && !chosen
        && ages_meet((a.least, a.most), (b.least, b.most))
        && !same_tool(a, b)
        && !knows(one.0, b)
        && !knows(two.0, a)
}

/// Whether two tools are of one family.
fn family(area: &Area<'_>, one: &ToolReading, other: &ToolReading) -> bool {
    let of = |tool: &ToolReading| tool.tool.as_deref().and_then(|id| area.standard.assessment.tool(id)).and_then(|t| t.family.as_deref());
    of(one).is_some_and(|f| of(other) == Some(f))
}

/// Whether `adult`, a tool that is for no age in particular, is told to be used with those whom `young` is made for.
fn for_young(area: &Area<'_>, adult: &ToolReading, young: &ToolReading) -> bool {
    let made_for = |tool: &ToolReading| tool.tool.as_deref().and_then(|id| area.standard.assessment.tool(id)).and_then(|t| t.most);
    let told = adult.least == Some(0) || adult.most.is_some_and(|most| most < 18);
    made_for(adult).is_none() && made_for(young).is_some_and(|most| most < 18) && told
}

/// Whether two readings are of one tool.
fn same_tool(one: &ToolReading, other: &ToolReading) -> bool {
    if let (Some(a), Some(b)) = (&one.tool, &other.tool) {
        return a == b;
    }
    let words = |name: &str| -> BTreeSet<String> {
        name.split(' ').filter(|w| !matches!(*w, "the" | "tool" | "child" | "children" | "of" | "and" | "for")).map(str::to_owned).collect()
    };
    let (a, b) = (words(&one.name), words(&other.name));
    a.is_subset(&b) || b.is_subset(&a)
}

fn raise(area: &Area<'_>, sink: &mut Sink<'_>, one: (DocumentIndex, &ToolReading), two: (DocumentIndex, &ToolReading)) {
    let title = |index| area.document(index).map_or("a document", |d| d.entry.title.as_str());
    let concern = area.standard.assessment.concern(concern_of(one.1, two.1)).map_or("this concern", |c| c.name.as_str());
    let message = format!(
        "“{}” and “{}” have different tools used for {concern}: {} against {}.",
        title(one.0),
        title(two.0),
        one.1.name,
        two.1.name
    );
    let mut raised = sink.raise(&[one.0, two.0], message);
    raised.evidence(one.0, &one.1.anchor).evidence(two.0, &two.1.anchor);
    raised.suggest(
        "Agree which tool is used, by whom and for which ages, and say so in both; where both have a place, say when each is used.",
    );
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
    fn the_adults_tool_of_a_family_used_with_the_young_is_held_against_theirs() {
        let site = |words: &str| {
            format!(
                "//- wards.md\n# Domestic Abuse Procedure 2020\n\n{words}\n//- levels.md\n# Domestic Abuse Policy 2021\n\nAbuse by a partner, aged 13 to 17: the Young People's DASH. From 18: the adult DASH.\n"
            )
        };
        assert_eq!(raised("assessment/tool", &site("Use the adult DASH at 16 and 17.")).len(), 1);
        assert_eq!(raised("assessment/tool", &site("The DASH is used for every caller, whatever their age.")).len(), 1);
        assert_eq!(raised("assessment/tool", &site("Use the adult DASH from 18.")).len(), 0);
    }
}
