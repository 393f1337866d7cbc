//! Whether a case has what a step is for: circumstances, levels of need, whom a document speaks to.

use super::{Taken, Walker, applies::Paper};
use crate::case::Case;
use concordat_register::{DocumentFacts, HeadingIndex, Kind, meeting::RemitKind, route::Step};
use concordat_standard::cases::Person;
use concordat_text::fold_str;

/// How a case stands to a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Meets {
    /// It is a step of the case.
    Now,
    /// It is one once a missing child is back.
    Later,
    /// It is one under a condition that comes out on the way.
    Perhaps,
    /// It is none.
    No,
}

impl Walker<'_> {
    /// Whether the case has what only some cases have, which the words of a step ask for.
    ///
    /// `high` is whether its level of need is one at which children's social care helps.
    pub(super) fn meets(&self, paper: &Paper<'_>, step: &Step, case: &Case, high: bool) -> Meets {
        let one = |id: &str| self.circumstance(id, case);
        // "Aged 16 or over go to the panel; younger children go to the hub": the ages that were read say whom it is for.
        let aged = step.trigger.least.is_some() || step.trigger.most.is_some();
        let of_age = |id: &str| self.standard.routes.circumstances.circumstance(id).is_some_and(|row| row.under.is_some());
        let own = step.trigger.circumstances.iter().filter(|id| !(aged && of_age(id))).map(|id| one(id)).max().unwrap_or(Meets::Now);
        let alone = case.row.people.len() < 2 && self.standard.routes.judging.pair.stand_in(&fold_str(&step.anchor.quote.exact));
        let other = alone
            || self.is_of_a_victim_at_home(paper, &step.anchor.quote.exact, case)
            || high && self.is_below(step)
            || !self.takes(step, case);
        if other { Meets::No } else { own }
    }

    fn circumstance(&self, id: &str, case: &Case) -> Meets {
        if case.knows(id) {
            return Meets::Now;
        }
        let Some(row) = self.standard.routes.circumstances.circumstance(id) else { return Meets::No };
        let of = row.of.iter().any(|concern| case.is_of(concern));
        let people = &case.row.people;
        let young = row.under.is_some_and(|under| people.iter().all(|p| p.age.is_none_or(|age| age < under)));
        match (row.back, case.returned.is_some()) {
            (Some(true), true) | (None, _) if of => Meets::Now,
            (Some(true), false) if of => Meets::Later,
            (Some(false), false) if of => Meets::Perhaps,
            _ if young || row.harms && people.iter().any(|p| p.role.harms()) => Meets::Now,
            _ if row.open => Meets::Perhaps,
            _ => Meets::No,
        }
    }

    /// Whether what stands under a heading is of a case, as far as the heading says in what case it is.
    pub(super) fn is_headed_for(&self, facts: &DocumentFacts, heading: Option<HeadingIndex>, case: &Case) -> bool {
        let headed = facts.routes.headed.iter().filter(|(h, _)| Some(*h) == heading);
        { headed }.flat_map(|(_, ids)| ids).all(|id| self.circumstance(id, case) != Meets::No)
    }

    /// Whether a step is of each report that a child is missing, and nobody of the case is missing as it is told.
    pub(super) fn waits_for_report(&self, taken: &Taken<'_, '_>, case: &Case) -> bool {
        !case.knows("not-found") && case.is_of("missing") && self.is_of_reports(taken)
    }

    /// Whether a step is of each report that somebody makes.
    pub(super) fn is_of_reports(&self, taken: &Taken<'_, '_>) -> bool {
        self.standard.routes.judging.reported.stand_in(&fold_str(&taken.step.anchor.quote.exact))
    }

    /// What a concern is called.
    pub(super) fn called<'s>(&'s self, concern: &'s str) -> &'s str {
        self.standard.assessment.concern(concern).map_or(concern, |c| c.name.as_str())
    }

    /// Whether a case has what only some have, which a remit asks of a kind of child.
    pub(super) fn is_kind(&self, kind: &RemitKind, case: &Case) -> bool {
        kind.circumstances.iter().all(|id| self.circumstance(id, case) != Meets::No)
    }

    /// Whether words of a document on abuse at home are of a victim, where the young person is the one who hurts somebody there.
    pub(super) fn is_of_a_victim_at_home(&self, paper: &Paper<'_>, words: &str, case: &Case) -> bool {
        let row = &self.standard.cases.hurt_at_home;
        let home = case.knows(&row.knows) && !case.row.concerns.iter().any(|c| row.unless.contains(c));
        let about = || paper.about.iter().any(|c| row.about.iter().any(|id| id == c));
        home && about() && self.standard.routes.judging.victim.stand_in(&fold_str(words))
    }

    /// Whether a step is for a level of need below that at which children's social care helps.
    fn is_below(&self, step: &Step) -> bool {
        !step.trigger.levels.is_empty() && step.trigger.levels.iter().all(|l| *l < self.standard.routes.helped)
    }

    /// Whether a thresholds document puts a concern of the case, and no mere risk of it, where children's social care helps and nowhere
    /// below.
    pub(super) fn is_high(&self, case: &Case) -> bool {
        // A case of exploitation of a kind that is not known is at the level of each kind that is spoken of.
        let covers = |wide: &String, one: &String| self.standard.assessment.concern(wide).is_some_and(|c| c.covers.contains(one));
        let own = |concern: &String| case.row.concerns.iter().any(|c| c == concern || covers(c, concern));
        let papers = self.papers.iter().filter(|p| p.facts.entry.kind == Kind::Thresholds);
        let mut levels = papers
            .flat_map(|p| &p.facts.meaning.assessment.levels)
            .filter(|r| !r.at_risk && !r.levels.is_empty() && own(&r.concern))
            .peekable();
        levels.peek().is_some() && levels.all(|r| r.levels.iter().all(|l| *l >= self.standard.routes.helped))
    }

    /// Whether a document speaks to somebody who has a part in the case: one for schools says nothing to a nurse about a child she meets
    /// elsewhere.
    pub(super) fn speaks_to(&self, paper: &Paper<'_>, case: &Case) -> bool {
        let title = fold_str(&paper.facts.entry.title);
        let mut audiences = self.standard.cases.audiences.iter().filter(|a| a.title.stand_in(&title));
        let meant = audiences.all(|a| case.row.setting == a.setting || case.classes.contains(&a.class));
        let theme = paper.facts.entry.themes.first().map_or("", |t| t.0.as_str());
        let needs = self.standard.cases.needs.get(theme);
        meant && needs.is_none_or(|id| case.knows(id))
    }

    /// Whether whoever takes a step has a part in the case: a children's home has none in that of a child who lives with a parent.
    fn takes(&self, step: &Step, case: &Case) -> bool {
        let judging = &self.standard.routes.judging;
        let by = step.actor.as_ref().map(|a| fold_str(&a.name)).unwrap_or_default();
        case.knows("in-care") || !judging.homes.stand_in(&by) || judging.parents.stand_in(&by)
    }

    /// The condition of a step that its heading gives and its sentence does not repeat.
    pub(super) fn narrowed(&self, step: &Step) -> Option<String> {
        // The name of the emergency duty team speaks of an emergency, and its step does not.
        if step.body.as_ref().and_then(|b| b.kind.as_deref()) == Some("out-of-hours") {
            return None;
        }
        let words = fold_str(&step.anchor.quote.exact);
        let rows = self.standard.routes.narrows.iter().filter(|row| step.trigger.narrowed.iter().any(|id| *id == row.id));
        let mut names = rows.filter_map(|row| row.name.as_deref());
        let says = |w: &str| w.len() > 3 && !matches!(w, "where" | "when" | "somebody") && words.contains(w);
        names.find(|name| !name.split(' ').any(says)).map(str::to_owned)
    }

    /// The condition of a step that comes out on the way, where its words do not stand as one.
    pub(super) fn perhaps(&self, step: &Step, case: &Case) -> Option<String> {
        let open = step.trigger.circumstances.iter().find(|id| self.circumstance(id, case) == Meets::Perhaps)?;
        self.standard.routes.circumstances.circumstance(open).map(|c| format!("if {}", c.name))
    }
}

/// Whether a step is for a young person as they stand to the harm: for the one who harms, or for the one who is harmed alone.
pub(super) fn for_role(step: &Step, person: &Person, both: bool) -> bool {
    let narrowed = |id: &str| step.trigger.narrowed.iter().any(|n| n == id);
    // Words that name both are for both.
    if narrowed("child-harmed") && !both {
        return person.role.word() != "harming";
    }
    !narrowed("child-who-harms") || both || person.role.harms()
}
