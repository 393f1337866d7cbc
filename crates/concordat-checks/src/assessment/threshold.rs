//! `assessment/threshold`.

use super::{ages_meet, guides};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{DocumentFacts, DocumentIndex, Kind, meaning::LevelReading};
use std::collections::{BTreeMap, BTreeSet};

declare_check! {
    /// Two documents set different thresholds for the same concern: they put it at different levels of the area's scale, or
    /// one sends every case to children's social care and the other keeps all but the gravest from it.
    ///
    /// Numbers are compared only within one scale, which is that of the area's thresholds document; a document with a
    /// scale of its own is compared by what its levels lead to. Nothing is raised where the two speak of different grades
    /// (problematic and harmful), of children at risk and children harmed, or of different ages.
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

type Said<'a> = (DocumentIndex, &'a DocumentFacts, &'a LevelReading);

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let mut by_concern: BTreeMap<&str, Vec<Said<'_>>> = BTreeMap::new();
    for (index, document) in area.indexed().filter(|(_, d)| guides(d)) {
        for reading in &document.meaning.assessment.levels {
            by_concern.entry(&reading.concern).or_default().push((index, document, reading));
        }
    }
    let mut told = BTreeSet::new();
    let concerns: Vec<&str> = by_concern.keys().copied().collect();
    for concern in concerns {
        let meets = by_concern.iter().filter(|(other, _)| area.standard.assessment.meet(concern, other));
        let mut all: Vec<Said<'_>> = meets.flat_map(|(_, readings)| readings.iter().copied()).collect();
        // Thresholds documents are what the others are held against.
        all.sort_by_key(|(index, document, reading)| (document.entry.kind != Kind::Thresholds, *index, reading.anchor.span));
        all.truncate(COMPARED);
        for (n, one) in all.iter().enumerate() {
            for two in all.iter().skip(n + 1).filter(|two| two.0 != one.0) {
                let pair = (one.0.min(two.0), one.0.max(two.0), two.2.grades.first());
                let narrow = if one.2.concern == "exploitation" { &two.2.concern } else { &one.2.concern };
                let Some(how) = how(&all, one, two).filter(|_| told.insert((narrow, pair))) else { continue };
                raise(area, sink, one, two, &how);
            }
        }
    }
}

/// How two statements contradict each other, as the end of a sentence.
fn how(all: &[Said<'_>], one: &Said<'_>, two: &Said<'_>) -> Option<String> {
    if !ages_meet((one.2.least, one.2.most), (two.2.least, two.2.most)) || one.2.least.is_some() != two.2.least.is_some() {
        return None;
    }
    by_level(all, one, two).or_else(|| by_outcome(one, two)).or_else(|| by_outcome(two, one))
}

/// Different levels of the same scale for the same grade.
fn by_level(all: &[Said<'_>], one: &Said<'_>, two: &Said<'_>) -> Option<String> {
    let scale = one.2.scale == two.2.scale && !one.2.scale.is_empty();
    let shared = |said: &Said<'_>| said.1.entry.kind == Kind::Thresholds || !said.1.meaning.assessment.own_scale;
    let anchored = one.1.entry.kind == Kind::Thresholds || two.1.entry.kind == Kind::Thresholds;
    if !scale || !shared(one) || !shared(two) || !anchored || !same_grade(one.2, two.2) {
        return None;
    }
    // Everything each document says of this grade: a concern that it puts at several levels may be at any of them.
    let levels = |said: &Said<'_>, other: &Said<'_>| -> BTreeSet<u8> {
        let own = all.iter().filter(|s| s.0 == said.0 && s.2.scale == said.2.scale && same_grade(s.2, other.2));
        own.flat_map(|s| s.2.levels.iter().copied()).collect()
    };
    let (a, b) = (levels(one, two), levels(two, one));
    let apart = !a.is_empty() && !b.is_empty() && a.is_disjoint(&b);
    apart.then(|| format!("{} {} against {} {}", two.2.scale, listed(&two.2.levels), one.2.scale, listed(&one.2.levels)))
}

/// Every case sent on by `one`, all but the gravest kept by `two`.
fn by_outcome(one: &Said<'_>, two: &Said<'_>) -> Option<String> {
    let highest = one.1.meaning.assessment.highest;
    let top = highest >= 3 && one.2.levels.iter().min().is_some_and(|l| *l >= highest.saturating_sub(1).max(3));
    let sends = one.2.referred == Some(true) || (one.2.referred.is_none() && top) || (top && one.2.every);
    let every = one.2.every && !one.2.grades.iter().any(|g| matches!(g.as_str(), "low" | "medium" | "high") && !one.2.every);
    let graded = two.2.grades.iter().any(|g| matches!(g.as_str(), "low" | "medium" | "high" | "parents"));
    let same_grade = !one.2.grades.is_empty() && one.2.grades.iter().any(|g| two.2.grades.contains(g));
    let keeps = two.2.referred == Some(false);
    let both = sends && keeps && ((every && graded) || (same_grade && top));
    both.then(|| "one sends on what the other keeps from children's social care".to_owned())
}

/// Whether two statements are of the same grade: of one in common, or both of the concern as a whole.
fn same_grade(one: &LevelReading, other: &LevelReading) -> bool {
    let grades = if one.grades.is_empty() || other.grades.is_empty() {
        one.grades.is_empty() && other.grades.is_empty()
    } else {
        one.grades.iter().any(|g| other.grades.contains(g))
    };
    grades && one.at_risk == other.at_risk
}

fn listed(levels: &[u8]) -> String {
    levels.iter().map(u8::to_string).collect::<Vec<_>>().join(" or ")
}

fn raise(area: &Area<'_>, sink: &mut Sink<'_>, one: &Said<'_>, two: &Said<'_>, how: &str) {
    let narrow = if one.2.concern == "exploitation" { &two.2.concern } else { &one.2.concern };
    let concern = area.standard.assessment.concern(narrow).map_or("this concern", |c| c.name.as_str());
    let (title, other) = (two.1.entry.title.as_str(), one.1.entry.title.as_str());
    let message = format!("“{title}” and “{other}” set different thresholds for {concern}: {how}.");
    let mut raised = sink.raise(&[two.0, one.0], message);
    raised.evidence(two.0, &two.2.anchor).evidence(one.0, &one.2.anchor);
    raised.suggest("Agree the threshold, put it in the thresholds document, and let the other refer to it.");
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
}
