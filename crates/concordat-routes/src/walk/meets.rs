//! Whether a case has what a step is for: circumstances, levels of need, whom a document speaks to.

use super::{Walker, applies::Paper};
use crate::case::Case;
use concordat_register::{Kind, route::Step};
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
    pub(super) fn meets(&self, paper: &Paper<'_>, step: &Step, case: &Case) -> Meets {
        let one = |id: &str| self.circumstance(id, case);
        let own = step.trigger.circumstances.iter().map(|id| one(id)).max().unwrap_or(Meets::Now);
        let alone = case.row.people.len() < 2 && self.standard.routes.judging.pair.stand_in(&fold_str(&step.anchor.quote.exact));
        let other =
            alone || self.is_of_a_victim_at_home(paper, &step.anchor.quote.exact, case) || self.is_below(step, case) || !takes(step, case);
        if other { Meets::No } else { own }
    }

    fn circumstance(&self, id: &str, case: &Case) -> Meets {
        let missing = case.is_of("missing", self.standard);
        match id {
            _ if case.knows(id) => Meets::Now,
            "younger" if case.row.people.iter().all(|p| p.age.is_none_or(|age| age < 16)) => Meets::Now,
            "child-harms" if case.row.people.iter().any(|p| p.role.harms()) => Meets::Now,
            "weapon" if ["weapon", "violence", "gang"].iter().any(|c| case.is_of(c, self.standard)) => Meets::Now,
            "not-found" if missing && case.returned.is_none() => Meets::Perhaps,
            "returned" if missing && case.returned.is_some() => Meets::Now,
            "returned" if missing => Meets::Later,
            other if self.standard.routes.circumstances.circumstance(other).is_some_and(|c| c.open) => Meets::Perhaps,
            _ => Meets::No,
        }
    }

    /// Whether words of a document on domestic abuse are of a victim, where the young person is the one who hits a parent.
    pub(super) fn is_of_a_victim_at_home(&self, paper: &Paper<'_>, words: &str, case: &Case) -> bool {
        let home = case.knows("parent-hurt") && !case.row.concerns.iter().any(|c| c == "partner-abuse");
        let abuse = || paper.about.iter().any(|c| matches!(*c, "domestic-abuse" | "partner-abuse"));
        home && abuse() && self.standard.routes.judging.victim.stand_in(&fold_str(words))
    }

    /// Whether a step is for a level of need below that of the case.
    fn is_below(&self, step: &Step, case: &Case) -> bool {
        let helped = self.standard.routes.helped;
        let low = !step.trigger.levels.is_empty() && step.trigger.levels.iter().all(|l| *l < helped);
        low && self.is_high(case)
    }

    /// Whether a thresholds document puts a concern of the case, and no mere risk of it, where children's social care helps and nowhere
    /// below.
    fn is_high(&self, case: &Case) -> bool {
        let papers = self.papers.iter().filter(|p| p.facts.entry.kind == Kind::Thresholds);
        let mut levels = papers
            .flat_map(|p| &p.facts.meaning.assessment.levels)
            .filter(|r| !r.at_risk && !r.levels.is_empty() && case.row.concerns.contains(&r.concern))
            .peekable();
        levels.peek().is_some() && levels.all(|r| r.levels.iter().all(|l| *l >= self.standard.routes.helped))
    }

    /// Whether a document speaks to somebody who has a part in the case: one for schools says nothing to a nurse about a child she meets
    /// elsewhere.
    pub(super) fn speaks_to(&self, paper: &Paper<'_>, case: &Case) -> bool {
        let of_schools = self.standard.routes.judging.for_schools.stand_in(&fold_str(&paper.facts.entry.title));
        let school = case.row.setting == "school" || case.classes.iter().any(|c| c == "school");
        let theme = paper.facts.entry.themes.first().map_or("", |t| t.0.as_str());
        let needs = self.standard.cases.needs.get(theme);
        (!of_schools || school) && needs.is_none_or(|id| case.knows(id))
    }

    /// The condition of a step that comes out on the way, where its words do not stand as one.
    pub(super) fn perhaps(&self, step: &Step, case: &Case) -> Option<String> {
        let open = step.trigger.circumstances.iter().find(|id| self.circumstance(id, case) == Meets::Perhaps)?;
        self.standard.routes.circumstances.circumstance(open).map(|c| format!("if {}", c.name))
    }
}

/// Whether whoever takes a step has a part in the case: a children's home has none in that of a child who lives with a parent.
fn takes(step: &Step, case: &Case) -> bool {
    let home = |name: &str| name.contains("children's home") || name.contains("foster");
    let by = step.actor.as_ref().map(|a| fold_str(&a.name)).unwrap_or_default();
    !home(&by) || by.contains("parent") || case.knows("in-care") || case.row.setting == "care"
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
