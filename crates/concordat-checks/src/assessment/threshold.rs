//! `assessment/threshold`.

use super::guides;
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{DocumentIndex, Kind};
use concordat_routes::partings::{self, LevelParting, LevelSaid, LevelsPart};
use std::collections::BTreeMap;

declare_check! {
    /// Two documents set different thresholds for the same concern: they put it at different levels of the area's scale, or
    /// one sends every case to children's social care and the other keeps all but the gravest from it.
    ///
    /// Numbers are compared only within one scale, which is that of the area's thresholds document; a document with a
    /// scale of its own is compared by what its levels lead to. Nothing is raised where the two speak of different grades
    /// (problematic and harmful), of children at risk and children harmed, or of different ages.
    ///
    /// A document that differs from several over one concern is raised once, with the words of each.
    ///
    /// ```text
    /// raised
    /// //- levels.md
    /// # Levels of Need 2020
    ///
    /// | Level | What you might see |
    /// | --- | --- |
    /// | Level 2 | Missing lessons; low mood |
    /// | Level 4 | Sexual behaviour that is problematic or harmful; carrying a knife |
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2020
    ///
    /// Problematic sexual behaviour is at level 2 of the levels of need and is dealt with by the school.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- levels.md
    /// # Levels of Need 2020
    ///
    /// Any sign of child sexual exploitation, whatever the score, is at level 4.
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2020
    ///
    /// Children at low or medium risk of sexual exploitation need no referral to children's social care.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- levels.md
    /// # Levels of Need 2020
    ///
    /// Harmful sexual behaviour is at level 2 where it is problematic and at level 4 where it is abusive.
    /// //- hsb.md
    /// # Harmful Sexual Behaviour Procedure 2020
    ///
    /// Problematic sexual behaviour is at level 2, and abusive sexual behaviour is at level 4.
    /// ```
    pub(super) static CHECK = {
        id: "assessment/threshold",
        severity: Severity::High,
        since: "0.1.0",
        standard: "MsUnderstood, Coordinating strategic documents associated to peer-on-peer abuse, 2016",
        run: run,
    }
}

/// Statements of one concern compared with each other, at most.
const COMPARED: usize = 200;

/// Further documents that a finding names, and shows words of.
const NAMED: usize = 4;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let said: Vec<LevelSaid<'_>> = area
        .indexed()
        .filter(|(_, d)| guides(d))
        .flat_map(|(document, facts)| facts.meaning.assessment.levels.iter().map(move |reading| LevelSaid { document, facts, reading }))
        .collect();
    let mut conflicts: BTreeMap<&str, Vec<LevelParting<'_>>> = BTreeMap::new();
    for parting in partings::levels(&said, COMPARED, &area.standard.assessment) {
        conflicts.entry(parting.concern).or_default().push(parting);
    }
    for (concern, mut left) in conflicts {
        while let Some(cause) = cause(&left) {
            let (of_cause, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|c| c.one.document == cause || c.two.document == cause);
            raise(area, sink, concern, cause, &of_cause);
            left = others;
        }
    }
}

/// The statement of `document`, and the other.
fn sides<'a>(parting: &LevelParting<'a>, document: DocumentIndex) -> (LevelSaid<'a>, LevelSaid<'a>) {
    if parting.one.document == document { (parting.one, parting.two) } else { (parting.two, parting.one) }
}

/// How two statements contradict each other, as the end of a sentence.
fn how(parting: &LevelParting<'_>) -> String {
    let (one, two) = (parting.one.reading, parting.two.reading);
    match parting.how {
        LevelsPart::Level => format!("{} {} against {} {}", two.scale, listed(&two.levels), one.scale, listed(&one.levels)),
        LevelsPart::Outcome => "one sends on what the other keeps from children's social care".to_owned(),
    }
}

/// The document that is out of line with most others; where several are, one that is not the thresholds document, which
/// the others are held against. Nothing where nothing conflicts.
fn cause(conflicts: &[LevelParting<'_>]) -> Option<DocumentIndex> {
    let sides = conflicts.iter().flat_map(|c| [c.two, c.one]);
    let others: Vec<LevelSaid<'_>> = sides.clone().filter(|s| s.facts.entry.kind != Kind::Thresholds).collect();
    let among: Vec<LevelSaid<'_>> = if others.is_empty() { sides.collect() } else { others };
    let mut counts: BTreeMap<DocumentIndex, usize> = BTreeMap::new();
    among.iter().for_each(|s| *counts.entry(s.document).or_default() += 1);
    let most = counts.values().max().copied();
    among.iter().map(|s| s.document).find(|index| counts.get(index).copied() == most)
}

fn listed(levels: &[u8]) -> String {
    levels.iter().map(u8::to_string).collect::<Vec<_>>().join(" or ")
}

fn raise(area: &Area<'_>, sink: &mut Sink<'_>, concern: &str, cause: DocumentIndex, conflicts: &[LevelParting<'_>]) {
    let Some(first) = conflicts.first() else { return };
    let concern = area.standard.assessment.concern(concern).map_or("this concern", |c| c.name.as_str());
    let (title, other) = (first.two.facts.entry.title.as_str(), first.one.facts.entry.title.as_str());
    let mut message = format!("“{title}” and “{other}” set different thresholds for {concern}: {}.", how(first));
    let more: Vec<LevelSaid<'_>> = conflicts.iter().skip(1).map(|c| sides(c, cause).1).collect();
    let mut titles: Vec<String> = more.iter().take(NAMED).map(|s| format!("“{}”", s.facts.entry.title)).collect();
    match more.len().saturating_sub(NAMED) {
        0 => {}
        1 => titles.push("one other document".to_owned()),
        n => titles.push(format!("{n} other documents")),
    }
    if let Some(last) = titles.pop() {
        let listed = if titles.is_empty() { last } else { format!("{} and {last}", titles.join(", ")) };
        let (out, verb) = (sides(first, cause).0.facts.entry.title.as_str(), if more.len() == 1 { "differs" } else { "differ" });
        message = format!("{message} {listed} {verb} from “{out}” too.");
    }
    let mut documents = vec![first.two.document, first.one.document];
    documents.extend(more.iter().map(|s| s.document));
    let mut raised = sink.raise(&documents, message);
    raised.evidence(first.two.document, &first.two.reading.anchor).evidence(first.one.document, &first.one.reading.anchor);
    for one in more.iter().take(NAMED) {
        raised.evidence(one.document, &one.reading.anchor);
    }
    raised.suggest(format!("Agree the threshold for {concern}, put it in the thresholds document, and let the other refer to that."));
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
    fn a_child_who_is_sent_on_at_another_level_is_met() {
        let site = |level: u8| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| 2 | Low mood |\n| 4 | Injury; violence from a boyfriend |\n//- da.md\n# Domestic Abuse Policy 2021\n\nA girl who is hit by her partner is passed to the duty team, at level {level} of the levels of need.\n"
            )
        };
        let found = raised("assessment/threshold", &site(2));
        assert_eq!(found.len(), 1, "{found:#?}");
        assert!(found[0].message.contains("abuse by a partner"), "{}", found[0].message);
        assert_eq!(raised("assessment/threshold", &site(4)).len(), 0);
    }

    #[test]
    fn levels_of_another_scale_are_never_compared() {
        let site = |words: &str| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood |\n| Level 4 | Harmful sexual behaviour; a child who is being exploited |\n//- school.md\n# Child-on-Child Abuse Policy 2021\n\n{words}\n"
            )
        };
        for words in [
            "Harmful sexual behaviour is at level 2.",
            "On the area's continuum of need a child who is being exploited is at level 3.",
            "Under the thresholds document harmful sexual behaviour is at level 3, and the school's behaviour policy applies too.",
        ] {
            assert_eq!(raised("assessment/threshold", &site(words)).len(), 1, "{words}");
        }
        for words in [
            "On the gravity scale of the college harmful sexual behaviour is at level 2.",
            "Harmful sexual behaviour is at level 3 of the severity grid that heads of year use.",
            "Harmful sexual behaviour is treated as a level 1 offence under our code of sanctions.",
            "The panel puts a child who is being exploited at level 2 of its own matrix.",
            "By the discipline policy harmful sexual behaviour is at stage 3.",
            "In the transport police’s index of harm, a scale of seriousness, a child who is being exploited is at level 1.",
        ] {
            assert_eq!(raised("assessment/threshold", &site(words)).len(), 0, "{words}");
        }
    }

    #[test]
    fn a_row_of_a_grade_is_held_against_every_sign() {
        let site = |level: u8| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| 2 | Low mood |\n| 4 | Any sign that a child is criminally exploited |\n//- cse.md\n# Child Exploitation Protocol 2021\n\n| Grade | What it means | What happens |\n| --- | --- | --- |\n| Medium | A plain sign of exploitation | The worker keeps the case at level {level} |\n"
            )
        };
        assert_eq!(raised("assessment/threshold", &site(2)).len(), 1);
        assert_eq!(raised("assessment/threshold", &site(4)).len(), 0);
    }

    #[test]
    fn each_grade_of_a_table_is_held_against_its_own_level() {
        let site = |level: u8| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood |\n| Level 4 | Sexual behaviour that is problematic, abusive or violent |\n//- hsb.md\n# Harmful Sexual Behaviour Procedure 2021\n\n| Behaviour | Then |\n| --- | --- |\n| Problematic | Level {level}. Advice |\n| Abusive or violent | Level 4. Ring |\n"
            )
        };
        assert_eq!(raised("assessment/threshold", &site(2)).len(), 1);
        assert_eq!(raised("assessment/threshold", &site(4)).len(), 0);
    }

    #[test]
    fn levels_at_the_heads_of_columns_are_read() {
        let site = |level: u8, cells: &str| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Theme | Level 2 | Level 3 | Level 4 |\n| --- | --- | --- | --- |\n| Behaviour | {cells} |\n| Streets | Fights | Threats from others | A child who has a blade, on any occasion |\n//- hsb.md\n# Harmful Sexual Behaviour Procedure 2021\n\nProblematic sexual behaviour is at level {level}.\n"
            )
        };
        let cells = "Problematic sexual behaviour between friends | Persistent problematic sexual behaviour | Violent sexual behaviour";
        assert_eq!(raised("assessment/threshold", &site(3, cells)).len(), 1);
        assert_eq!(raised("assessment/threshold", &site(2, cells)).len(), 0);
        let both = "Problematic sexual behaviour | Problematic sexual behaviour that worries the school | Violent sexual behaviour";
        assert_eq!(raised("assessment/threshold", &site(3, both)).len(), 0);
    }

    #[test]
    fn numbers_of_another_scale_are_left_alone() {
        let site = |words: &str| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\nHarmful sexual behaviour is at level 4. A child who is criminally exploited is at level 4.\n//- hsb.md\n# Harmful Sexual Behaviour Procedure 2021\n\n{words}\n"
            )
        };
        for words in [
            "Harmful sexual behaviour is at level 2 of the constabulary's ladder.",
            "On the Brightwater scale harmful sexual behaviour is at level 2.",
            "In the college's own tariff harmful sexual behaviour is at level 3.",
            "Harmful sexual behaviour is a level 2 incident.",
            "The panel rates a child who is criminally exploited at level 1 of its own grid.",
        ] {
            assert_eq!(raised("assessment/threshold", &site(words)).len(), 0, "{words}");
        }
        for words in ["Harmful sexual behaviour is at level 2.", "Harmful sexual behaviour is at level 2 of the continuum of need."] {
            assert_eq!(raised("assessment/threshold", &site(words)).len(), 1, "{words}");
        }
    }

    #[test]
    fn a_grade_before_a_level_is_of_what_the_document_is_about() {
        let site = |level: u8| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\nAny sign of child sexual exploitation, whatever the score, is at level 4.\n//- cse.md\n# Child Sexual Exploitation Procedure 2021\n\n2.3 Low: the school goes on. Medium: level {level}, with a plan. High: the panel hears the case.\n"
            )
        };
        assert_eq!(raised("assessment/threshold", &site(3)).len(), 1);
        assert_eq!(raised("assessment/threshold", &site(4)).len(), 0);
    }

    #[test]
    fn a_first_time_is_held_against_a_thresholds_document_that_makes_no_grades() {
        let site = |more: &str| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood{more} |\n| Level 4 | Injury; carrying a knife |\n//- school.md\n# Child-on-Child Abuse Policy 2021\n\nA pupil found with a knife for the first time is at level 2.\n"
            )
        };
        assert_eq!(raised("assessment/threshold", &site("")).len(), 1);
        assert_eq!(raised("assessment/threshold", &site("; carrying a knife once")).len(), 0);
    }

    #[test]
    fn a_band_of_scores_that_is_kept_from_social_care_is_held_against_any_sign() {
        let site = |outcome: &str| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood |\n| Level 4 | Any sign of child sexual exploitation, however it has been scored |\n//- cse.md\n# Child Sexual Exploitation Procedure 2021\n\nScore 0 to 9: the panel keeps the case{outcome}.\n"
            )
        };
        assert_eq!(raised("assessment/threshold", &site(" and children's social care is not told")).len(), 1);
        assert_eq!(raised("assessment/threshold", &site(" and rings children's social care")).len(), 0);
    }

    #[test]
    fn a_middle_band_of_scores_is_not_the_lowest() {
        let site = |band: &str| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Child sexual exploitation that is graded low |\n| Level 4 | Child sexual exploitation that is graded high |\n//- cse.md\n# Child Sexual Exploitation Procedure 2021\n\nChild sexual exploitation with a score of {band} is at level 4.\n"
            )
        };
        assert_eq!(raised("assessment/threshold", &site("0 to 9")).len(), 1);
        assert_eq!(raised("assessment/threshold", &site("16 to 24")).len(), 0);
    }

    #[test]
    fn an_age_beside_a_score_is_an_age() {
        let site = |aged: &str| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| Level 4 | Child sexual exploitation of a child under 13 |\n//- cse.md\n# Child Sexual Exploitation Procedure 2021\n\nA child {aged} with a score of 12 for child sexual exploitation is at level 2.\n"
            )
        };
        assert_eq!(raised("assessment/threshold", &site("under 13")).len(), 1);
        assert_eq!(raised("assessment/threshold", &site("aged 14 or over")).len(), 0);
    }

    #[test]
    fn abuse_by_partners_is_no_harmful_sexual_behaviour() {
        let found = raised(
            "assessment/threshold",
            "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Parents who show abusive behaviour to each other |\n| Level 4 | Rape |\n//- hsb.md\n# Harmful Sexual Behaviour Procedure 2021\n\nAbusive sexual behaviour is at level 4.\n",
        );
        assert_eq!(found.len(), 0, "{found:#?}");
    }

    #[test]
    fn who_has_not_been_told_yet_is_not_kept_from() {
        let site = |words: &str| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood |\n| Level 4 | Any sign of child sexual exploitation, however it has been scored |\n//- cse.md\n# Child Sexual Exploitation Procedure 2021\n\n{words}\n"
            )
        };
        let kept = "Where the score is low, children's social care is not told of sexual exploitation.";
        assert_eq!(raised("assessment/threshold", &site(kept)).len(), 1);
        let late = "If children's social care has not been told of a low risk of sexual exploitation, the worker rings them at once.";
        assert_eq!(raised("assessment/threshold", &site(late)).len(), 0);
    }

    #[test]
    fn a_row_with_a_level_for_each_age_is_read_by_its_columns() {
        let site = |level: u8| {
            format!(
                "//- levels.md\n# Levels of Need 2022\n\n| Level | What you might see |\n| --- | --- |\n| Level 2 | Low mood |\n| Level 3 | Amber sexual behaviour at any age over ten; missing four times in a month |\n//- hsb.md\n# Harmful Sexual Behaviour Procedure 2021\n\n| Behaviour | Under 10 | 10 to 13 | 14 to 17 |\n| --- | --- | --- | --- |\n| Amber sexual behaviour | Talk to the parents | Ring for advice. Support at Level {level} | Ring for advice. Support at Level {level} |\n"
            )
        };
        assert_eq!(raised("assessment/threshold", &site(2)).len(), 1);
        assert_eq!(raised("assessment/threshold", &site(3)).len(), 0);
    }

    #[test]
    fn a_document_that_differs_from_several_is_raised_once() {
        let level = "Any sign of child sexual exploitation, whatever the score, is at level 4.";
        let site = format!(
            "//- levels.md\n# Levels of Need 2020\n\n{level}\n//- cse.md\n# Child Sexual Exploitation Strategy 2020\n\nChildren at low or medium risk of sexual exploitation need no referral to children's social care.\n//- missing.md\n# Missing Children Protocol 2020\n\n{level}\n"
        );
        let found = raised("assessment/threshold", &site);
        assert!(found.len() == 1 && found[0].documents.len() == 3, "{found:#?}");
        assert!(found[0].message.ends_with(" too."), "{}", found[0].message);
    }
}
