//! `route/threshold`.

use super::{Taken, View, ages_meet_of, concern_words, taken, with_article};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::{
    Anchor, DocumentIndex, Kind,
    meaning::LevelReading,
    route::{Act, Body},
};
use concordat_routes::{guides, partings::sparings};
use std::collections::{BTreeMap, BTreeSet};

declare_check! {
    /// A route crosses a threshold that the area's thresholds document puts elsewhere: it sends to children's social care only at a
    /// higher level of need than the one at which social care helps, or leaves to early help what stands at that level.
    ///
    /// The level is read where the thresholds document says who helps at which, in a table or a sentence. A step that names a level is
    /// held against it, and so is a step that leads a concern to early help and nowhere else in its document, where the thresholds
    /// document puts that concern, in every grade, at a level of social care. A front door that takes every concern may be told at a
    /// lower level: only what comes later or goes elsewhere is raised. So is a case of which a document says that the front door need not
    /// be told, where another has every case of that harm told to it however slight it is. Documents that put one concern at different levels are raised by
    /// `assessment/threshold`.
    ///
    /// ```text
    /// raised
    /// //- levels.md
    /// # Levels of Need 2022
    ///
    /// | Level | What you might see | Who helps |
    /// | --- | --- | --- |
    /// | 2 | Missing lessons | Early help |
    /// | 3 | Several needs at once | Children's social care |
    /// | 4 | Significant harm | Children's social care |
    /// //- gangs.md
    /// # Gangs Procedure 2021
    ///
    /// The school refers the child to children's social care at level 4. At level 3 the worker refers the child to early help.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- levels.md
    /// # Levels of Need 2022
    ///
    /// | Level | What you might see | Who helps |
    /// | --- | --- | --- |
    /// | 2 | Missing lessons | Early help |
    /// | 4 | Child sexual exploitation; injury | Children's social care |
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2021
    ///
    /// A worker refers a child who is sexually exploited to the early help hub within a week.
    /// ```
    ///
    /// ```text
    /// raised
    /// //- kit.md
    /// # County Lines Toolkit 2021
    ///
    /// - 10 to 19, medium: the club keeps an eye on the child. The Anchor does not need to know.
    /// //- strategy.md
    /// # Child Exploitation Strategy 2022
    ///
    /// The Anchor means the front door to children's social care. A worker who suspects that a child is exploited, at whatever level of
    /// risk, must refer the child to the Anchor on the same day.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- kit.md
    /// # County Lines Toolkit 2021
    ///
    /// - 10 to 19, medium: the club keeps an eye on the child. The Anchor does not need to know.
    /// //- strategy.md
    /// # Child Exploitation Strategy 2022
    ///
    /// The Anchor means the front door to children's social care. A worker who suspects that a child is exploited must refer the child to
    /// the Anchor on the same day.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- levels.md
    /// # Levels of Need 2022
    ///
    /// | Level | What you might see | Who helps |
    /// | --- | --- | --- |
    /// | 2 | Missing lessons | Early help |
    /// | 4 | Child sexual exploitation; injury | Children's social care |
    /// //- cse.md
    /// # Child Sexual Exploitation Strategy 2021
    ///
    /// A worker refers a child at level 2 to the early help hub. At level 4 the worker refers the child to children's social care. A child
    /// who is sexually exploited is referred to children's social care, and the early help hub is told.
    /// ```
    pub(super) static CHECK = {
        id: "route/threshold",
        severity: Severity::High,
        since: "0.1.0",
        standard: "Department for Education, Working Together to Safeguard Children, 2023: the threshold document is agreed by all partners",
        run: run,
    }
}

/// The level from which children's social care helps, and where that is said.
struct Crossing<'a> {
    level: u8,
    document: DocumentIndex,
    anchor: &'a Anchor,
}

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    if area.options.alone {
        return;
    }
    let view = View::of(area);
    let all = taken(area);
    spared(area, sink);
    let Some(crossing) = crossing(&view, &all) else { return };
    let mut told = BTreeSet::new();
    let others = || all.iter().filter(|t| t.1.entry.kind != Kind::Thresholds && !t.2.explained && !t.1.meaning.assessment.own_scale);
    let mut care_at: BTreeMap<DocumentIndex, Vec<&Taken<'_>>> = BTreeMap::new();
    for one in all.iter().filter(|t| t.2.trigger.levels.iter().any(|l| *l >= crossing.level) && is_care(&view, t)) {
        care_at.entry(one.0).or_default().push(one);
    }
    for one in others().filter(|t| !t.2.trigger.levels.is_empty()) {
        let Some((message, suggestion)) = at_level(&view, one, &crossing) else { continue };
        // Another step of the document may send the same level on as the thresholds have it.
        let beside = |t: &Taken<'_>| t.2.trigger.levels.iter().any(|l| *l >= crossing.level && one.2.trigger.levels.contains(l));
        let sent_on = care_at.get(&one.0).into_iter().flatten().any(|t| beside(t) && !std::ptr::eq(t.2, one.2));
        if sent_on || !told.insert((one.0, one.2.anchor.span)) {
            continue;
        }
        let mut raised = sink.raise(&[one.0, crossing.document], message);
        raised.evidence(one.0, &one.2.anchor).evidence(crossing.document, crossing.anchor).suggest(suggestion);
    }
    let placed = placed(area, &crossing);
    let caring: BTreeSet<DocumentIndex> = all.iter().filter(|t| is_care(&view, t)).map(|t| t.0).collect();
    for one in others().filter(|t| early_help(&view, t) && t.2.trigger.levels.is_empty() && t.2.trigger.narrowed.is_empty()) {
        let concern = one.2.trigger.concerns.iter().filter(|_| !one.2.trigger.inherited).find_map(|c| placed.get(c.as_str()).copied());
        let Some((document, reading)) = concern.filter(|(_, r)| ages_meet_of(one.2, (r.least, r.most))) else { continue };
        if caring.contains(&one.0) || !told.insert((one.0, one.2.anchor.span)) {
            continue;
        }
        let (title, other) = (one.1.entry.title.as_str(), area.document(document).map_or("", |d| d.entry.title.as_str()));
        let name = area.standard.assessment.concern(&reading.concern).map_or(reading.concern.as_str(), |c| c.name.as_str());
        let message = format!(
            "“{title}” sends {name} to {}; “{other}” puts it at level {}, where children’s social care helps.",
            with_article(&shown(one.2.body.as_ref()), &one.2.anchor.quote),
            reading.levels.first().copied().unwrap_or(crossing.level)
        );
        let mut raised = sink.raise(&[one.0, document], message);
        raised.evidence(one.0, &one.2.anchor).evidence(document, &reading.anchor);
        raised.suggest(format!("Send {name} to the front door, or agree another level and write it into the thresholds document."));
    }
}

/// Cases that one document keeps from the front door and another sends there, however slight they are.
fn spared(area: &Area<'_>, sink: &mut Sink<'_>) {
    let mut told = BTreeSet::new();
    for one in sparings(area.documents, area.standard) {
        if !told.insert((one.document, one.other)) {
            continue;
        }
        let title = |index| area.document(index).map_or("another document", |d| d.entry.title.as_str());
        let about = concern_words(area, one.step).map(|c| format!(" of {c}")).unwrap_or_default();
        let message = format!(
            "“{}” says of some cases that {} need not be told; “{}” has every case{about} go there, however slight.",
            title(one.document),
            with_article(&one.spared.body.shown(), &one.spared.anchor.quote),
            title(one.other)
        );
        let mut raised = sink.raise(&[one.document, one.other], message);
        raised.evidence(one.document, &one.spared.anchor).evidence(one.other, &one.step.anchor);
        raised.suggest("Agree from which grade the front door is told, and write the same in both documents.");
    }
}

/// What is wrong with a step that names a level of need, where something is: the message and what to do.
fn at_level(view: &View<'_, '_>, one: &Taken<'_>, crossing: &Crossing<'_>) -> Option<(String, &'static str)> {
    let lowest = one.2.trigger.levels.first().copied()?;
    let (title, other) = (one.1.entry.title.as_str(), view.area.document(crossing.document).map_or("", |d| d.entry.title.as_str()));
    let sent = matches!(one.2.act, Act::Contact | Act::Transfer) && !one.2.trigger.narrowed.iter().any(|n| n == "danger");
    if sent && is_care(view, one) && lowest > crossing.level {
        let message = format!(
            "“{title}” sends a child to the {} from level {lowest}; in “{other}” children’s social care helps from level {}.",
            shown(one.2.body.as_ref()).trim_start_matches("the "),
            crossing.level
        );
        return Some((message, "Give the level that the thresholds document gives, or agree another and write it in both."));
    }
    let kept = sent && early_help(view, one) && lowest >= crossing.level;
    kept.then(|| {
        let message = format!(
            "“{title}” leaves level {lowest} to {}; in “{other}” children’s social care helps from level {}.",
            with_article(&shown(one.2.body.as_ref()), &one.2.anchor.quote),
            crossing.level
        );
        (message, "Send the case to the front door from the level that the thresholds document gives.")
    })
}

/// The lowest level at which the thresholds document has children's social care help.
fn crossing<'a>(view: &View<'_, 'a>, all: &[Taken<'a>]) -> Option<Crossing<'a>> {
    let is_care = |document, body| view.class(document, Some(body)) == "social-care";
    let tables = view.area.indexed().filter(|(_, d)| guides(d) && d.entry.kind == Kind::Thresholds).flat_map(|(document, d)| {
        // "Social care or targeted support" is no level of social care.
        let sure = |s: &&concordat_register::route::Served| !s.anchor.quote.exact.contains(" or ");
        let rows = d.routes.served.iter().filter(sure).filter(move |s| is_care(document, &s.body));
        rows.map(move |s| Crossing { level: s.level, document, anchor: &s.anchor })
    });
    let steps = all.iter().filter(|t| t.1.entry.kind == Kind::Thresholds).filter_map(|t| {
        let level = t.2.trigger.levels.first().copied()?;
        is_care(t.0, t.2.body.as_ref()?).then_some(Crossing { level, document: t.0, anchor: &t.2.anchor })
    });
    tables.chain(steps).min_by_key(|c| (c.level, c.document))
}

/// The concerns that thresholds documents put at levels of social care only, whatever the grade.
fn placed<'a>(area: &Area<'a>, crossing: &Crossing<'_>) -> BTreeMap<&'a str, (DocumentIndex, &'a LevelReading)> {
    let mut placed: BTreeMap<&str, (DocumentIndex, &LevelReading)> = BTreeMap::new();
    let mut lower: BTreeSet<&str> = BTreeSet::new();
    for (document, facts) in area.indexed().filter(|(_, d)| guides(d) && d.entry.kind == Kind::Thresholds) {
        for reading in facts.meaning.assessment.levels.iter().filter(|r| !r.levels.is_empty()) {
            // A child at risk of it is another case.
            if reading.at_risk {
                continue;
            }
            if reading.levels.iter().all(|l| *l >= crossing.level) && reading.grades.is_empty() {
                placed.entry(reading.concern.as_str()).or_insert((document, reading));
            } else {
                lower.insert(&reading.concern);
            }
        }
    }
    placed.retain(|concern, _| !lower.contains(concern));
    placed
}

fn is_care(view: &View<'_, '_>, taken: &Taken<'_>) -> bool {
    matches!(view.class(taken.0, taken.2.body.as_ref()), "social-care" | "front-door" | "worker")
}

fn early_help(view: &View<'_, '_>, taken: &Taken<'_>) -> bool {
    matches!(taken.2.act, Act::Contact | Act::Transfer) && view.class(taken.0, taken.2.body.as_ref()) == "early-help"
}

fn shown(body: Option<&Body>) -> String {
    body.map(Body::shown).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::testing::examples;

    #[test]
    fn examples_of_the_page() {
        examples(&CHECK);
    }
}
