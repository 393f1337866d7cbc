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

type Said<'a> = (DocumentIndex, &'a DocumentFacts, &'a LevelReading);

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let mut by_concern: BTreeMap<&str, Vec<Said<'_>>> = BTreeMap::new();
    for (index, document) in area.indexed().filter(|(_, d)| guides(d)) {
        for reading in &document.meaning.assessment.levels {
            by_concern.entry(&reading.concern).or_default().push((index, document, reading));
        }
    }
    let (mut told, mut words) = (BTreeSet::new(), BTreeSet::new());
    let mut conflicts: BTreeMap<&str, Vec<Conflict<'_>>> = BTreeMap::new();
    let concerns: Vec<&str> = by_concern.keys().copied().collect();
    for concern in concerns {
        let meets = by_concern.iter().filter(|(other, _)| area.standard.assessment.meet(concern, other));
        let mut all: Vec<Said<'_>> = meets.flat_map(|(_, readings)| readings.iter().copied()).collect();
        // Thresholds documents are what the others are held against.
        all.sort_by_key(|(index, document, reading)| (document.entry.kind != Kind::Thresholds, *index, reading.anchor.span));
        all.truncate(COMPARED);
        for (n, one) in all.iter().enumerate() {
            for two in all.iter().skip(n + 1).filter(|two| two.0 != one.0) {
                let narrow = if one.2.concern == "exploitation" { &two.2.concern } else { &one.2.concern };
                let pair = (one.0.min(two.0), one.0.max(two.0));
                let Some(how) = how(&all, one, two).filter(|_| told.insert((narrow, pair))) else { continue };
                // One sentence may name two concerns, and is still one cause.
                if !words.insert((pair, one.2.anchor.span, two.2.anchor.span)) {
                    continue;
                }
                conflicts.entry(narrow).or_default().push(Conflict { one: *one, two: *two, how });
            }
        }
    }
    for (concern, mut left) in conflicts {
        while let Some(cause) = cause(&left) {
            let (of_cause, others): (Vec<_>, Vec<_>) = left.into_iter().partition(|c| c.has(cause));
            raise(area, sink, concern, cause, &of_cause);
            left = others;
        }
    }
}

/// Two statements that cannot both be followed; a thresholds document's comes first.
struct Conflict<'a> {
    one: Said<'a>,
    two: Said<'a>,
    how: String,
}

impl<'a> Conflict<'a> {
    fn has(&self, document: DocumentIndex) -> bool {
        self.one.0 == document || self.two.0 == document
    }

    /// The statement of `document`, and the other.
    fn sides(&self, document: DocumentIndex) -> (Said<'a>, Said<'a>) {
        if self.one.0 == document { (self.one, self.two) } else { (self.two, self.one) }
    }
}

/// The document that is out of line with most others; where several are, one that is not the thresholds document, which
/// the others are held against. Nothing where nothing conflicts.
fn cause(conflicts: &[Conflict<'_>]) -> Option<DocumentIndex> {
    let sides = conflicts.iter().flat_map(|c| [c.two, c.one]);
    let others: Vec<Said<'_>> = sides.clone().filter(|s| s.1.entry.kind != Kind::Thresholds).collect();
    let among: Vec<Said<'_>> = if others.is_empty() { sides.collect() } else { others };
    let mut counts: BTreeMap<DocumentIndex, usize> = BTreeMap::new();
    among.iter().for_each(|s| *counts.entry(s.0).or_default() += 1);
    let most = counts.values().max().copied();
    among.iter().map(|s| s.0).find(|index| counts.get(index).copied() == most)
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
    // Where a thresholds document makes no grades of a concern, what it says holds for the first time too.
    let ungraded = |said: &Said<'_>| {
        let mut own = all.iter().filter(|s| s.0 == said.0 && s.2.concern == said.2.concern);
        said.1.entry.kind == Kind::Thresholds && own.all(|s| s.2.grades.is_empty() && !s.2.at_risk)
    };
    let first = |said: &Said<'_>| said.2.grades.iter().all(|g| g == "once") && !said.2.grades.is_empty() && !said.2.at_risk;
    let whole = ungraded(one) && first(two) || ungraded(two) && first(one);
    if !scale || !shared(one) || !shared(two) || !anchored || !(whole || same_grade(one.2, two.2)) {
        return None;
    }
    let common: Vec<&String> = one.2.grades.iter().filter(|g| two.2.grades.contains(g)).collect();
    let of_grade = |s: &LevelReading, other: &LevelReading| {
        let shares = s.grades.iter().any(|g| common.contains(&g)) && s.at_risk == other.at_risk;
        if common.is_empty() { whole || same_grade(s, other) } else { shares }
    };
    // Everything each document says of this grade: a concern that it puts at several levels may be at any of them.
    let levels = |said: &Said<'_>, other: &Said<'_>| -> BTreeSet<u8> {
        let own = all.iter().filter(|s| s.0 == said.0 && s.2.scale == said.2.scale && of_grade(s.2, other.2));
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
    let once = |said: &LevelReading| said.grades.iter().any(|g| matches!(g.as_str(), "once" | "low"));
    // What is said of every case, whatever its kind, is said of the slightest too.
    let every = |said: &LevelReading| said.every && said.grades.is_empty();
    (grades || every(one) && once(other) || every(other) && once(one)) && one.at_risk == other.at_risk
}

fn listed(levels: &[u8]) -> String {
    levels.iter().map(u8::to_string).collect::<Vec<_>>().join(" or ")
}

fn raise(area: &Area<'_>, sink: &mut Sink<'_>, concern: &str, cause: DocumentIndex, conflicts: &[Conflict<'_>]) {
    let Some(first) = conflicts.first() else { return };
    let concern = area.standard.assessment.concern(concern).map_or("this concern", |c| c.name.as_str());
    let (title, other) = (first.two.1.entry.title.as_str(), first.one.1.entry.title.as_str());
    let mut message = format!("“{title}” and “{other}” set different thresholds for {concern}: {}.", first.how);
    let more: Vec<Said<'_>> = conflicts.iter().skip(1).map(|c| c.sides(cause).1).collect();
    let mut titles: Vec<String> = more.iter().take(NAMED).map(|s| format!("“{}”", s.1.entry.title)).collect();
    match more.len().saturating_sub(NAMED) {
        0 => {}
        1 => titles.push("one other document".to_owned()),
        n => titles.push(format!("{n} other documents")),
    }
    if let Some(last) = titles.pop() {
        let listed = if titles.is_empty() { last } else { format!("{} and {last}", titles.join(", ")) };
        let (out, verb) = (first.sides(cause).0.1.entry.title.as_str(), if more.len() == 1 { "differs" } else { "differ" });
        message = format!("{message} {listed} {verb} from “{out}” too.");
    }
    let mut documents = vec![first.two.0, first.one.0];
    documents.extend(more.iter().map(|s| s.0));
    let mut raised = sink.raise(&documents, message);
    raised.evidence(first.two.0, &first.two.2.anchor).evidence(first.one.0, &first.one.2.anchor);
    for one in more.iter().take(NAMED) {
        raised.evidence(one.0, &one.2.anchor);
    }
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
