//! `route/unowned`.

use super::{Taken, taken};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::route::{Act, Step, Unit};
use concordat_text::fold_str;
use std::collections::BTreeSet;

declare_check! {
    /// A step that nobody owns: something is to be held or done by a given time, the sentence says by nobody, and no document says who
    /// does such things.
    ///
    /// Raised only in documents that name who acts elsewhere (three steps at least, and half of all), and only for what has a time limit
    /// and is known by name, such as a safety plan or a visit. What one service does everywhere, such as strategy discussions, is not
    /// raised.
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// The school rings the front door. The front door tells the police within a day. The social worker visits the child within five
    /// working days. A safety plan is written within ten working days.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// The school rings the front door. The front door tells the police within a day. The social worker visits the child within five
    /// working days. A safety plan is written by the social worker within ten working days.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Gangs Procedure 2021
    ///
    /// A safety plan is written within ten working days. A visit is made within five working days.
    /// ```
    pub(super) static CHECK = {
        id: "route/unowned",
        severity: Severity::Low,
        since: "0.1.0",
        standard: "Department for Education, Working Together to Safeguard Children, 2023: every action has somebody who is responsible for it",
        run: run,
    }
}

/// Things that need somebody to do them, by their ids in the standard.
const OWNED: [&str; 6] = ["safety-plan", "visit", "return-interview", "safe-and-well", "early-help-assessment", "specialist-assessment"];
/// Steps that must name who acts.
const NAMED: usize = 3;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let all = taken(area);
    let owned: BTreeSet<&str> =
        all.iter().filter(|t| t.2.body.is_some() || t.2.actor.is_some()).filter_map(|t| t.2.matter.as_deref()).collect();
    for one in all.iter().filter(|t| unowned(t.2) && !t.2.by_hand) {
        let steps = &one.1.routes.steps;
        let named = steps.iter().filter(|s| s.actor.is_some()).count();
        let known = one.2.matter.as_deref().is_some_and(|m| owned.contains(m));
        if named < NAMED || named * 2 < steps.len() || known || said_around(one) {
            continue;
        }
        let what = one.2.matter.as_deref().and_then(|m| area.standard.routes.matter(m)).map_or("This", |m| m.name.as_str());
        let message = format!("{} is to be done by a given time, and no document says by whom.", capital(what));
        let mut raised = sink.raise(&[one.0], message);
        raised.evidence(one.0, &one.2.anchor);
        raised.suggest(format!("Name the body or the post that answers for {}.", if what == "This" { "what is to be done" } else { what }));
    }
}

/// Whether something known by name is done in a given time and nobody is named who does it.
fn unowned(step: &Step) -> bool {
    let passive = || {
        let words = format!(" {} ", fold_str(&step.action));
        [" is ", " are ", " be "].iter().any(|w| words.contains(w))
    };
    let timed = step.limit.as_ref().is_some_and(|l| l.unit != Unit::Open);
    let matter = step.matter.as_deref().is_some_and(|m| OWNED.contains(&m));
    matches!(step.act, Act::Hold | Act::Decide) && step.actor.is_none() && step.body.is_none() && timed && matter && passive()
}

/// Whether the words beside the step name who acts: "by", or the sentence before.
fn said_around(one: &Taken<'_>) -> bool {
    let quote = &one.2.anchor.quote;
    let words = format!(" {} ", fold_str(&quote.exact));
    let place = |s: &Step| {
        s.anchor.paragraph == one.2.anchor.paragraph && s.anchor.span == one.2.anchor.span && (s.actor.is_some() || s.body.is_some())
    };
    words.contains(" by the ") || words.contains(" by a ") || words.contains(" with ") || one.1.routes.steps.iter().any(place)
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
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
