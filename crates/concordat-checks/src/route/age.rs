//! `route/age`.

use super::{Taken, concerns_meet, taken};
use crate::{Area, Sink, declare::declare_check};
use concordat_findings::Severity;
use concordat_register::route::Step;
use std::collections::BTreeSet;

declare_check! {
    /// Routes for a concern stop at an age, and no document takes over: what is said holds under 16 and nothing is said of 16 and 17, or
    /// the other way round.
    ///
    /// Raised where every step for the concern, in every document, is limited to ages on one side of the sixteenth birthday. One step
    /// without an age, or for every concern, is enough for nothing to be raised.
    ///
    /// ```text
    /// raised
    /// //- a.md
    /// # Child Sexual Exploitation Strategy 2021
    ///
    /// Where a child under 16 is sexually exploited, staff ring the front door. A child under 16 who is sexually exploited is referred to
    /// the Tarn Project within a day.
    /// ```
    ///
    /// ```text
    /// not raised
    /// //- a.md
    /// # Child Sexual Exploitation Strategy 2021
    ///
    /// Where a child under 16 is sexually exploited, staff ring the front door. A child under 16 who is sexually exploited is referred to
    /// the Tarn Project within a day.
    /// //- b.md
    /// # Levels of Need 2022
    ///
    /// Where a young person aged 16 or 17 is sexually exploited, staff ring the front door.
    /// ```
    pub(super) static CHECK = {
        id: "route/age",
        severity: Severity::Medium,
        since: "0.1.0",
        standard: "Children Act 1989, section 105: a child is a person under the age of eighteen",
        run: run,
    }
}

/// Steps on one side of the birthday before anything is said.
const FEWEST: usize = 2;

fn run(area: &Area<'_>, sink: &mut Sink<'_>) {
    let all = taken(area);
    if all.iter().any(|t| t.2.trigger.every && open(t.2)) {
        return;
    }
    let named = |t: &&Taken<'_>| !t.2.trigger.inherited && !t.2.trigger.concerns.is_empty();
    let mut told = BTreeSet::new();
    for one in all.iter().filter(named).filter(|t| side(t.2).is_some()) {
        let (Some(side), Some(concern)) = (side(one.2), one.2.trigger.concerns.first()) else { continue };
        // Each concern is looked at once for each side: an area may have a hundred thousand steps.
        if !told.insert((concern.to_string(), side)) {
            continue;
        }
        let of_concern: Vec<&Taken<'_>> = all.iter().filter(|t| concerns_meet(area, t.2, one.2)).collect();
        let stops = of_concern.iter().filter(|t| self::side(t.2) == Some(side));
        let covered = of_concern.iter().any(|t| self::side(t.2) != Some(side) && !adults(t.2));
        if covered || stops.count() < FEWEST {
            continue;
        }
        let name = area.standard.assessment.concern(concern).map_or(concern.as_str(), |c| c.name.as_str());
        let (said, left) = if side == Side::Under { ("under 16", "16 and 17 year olds") } else { ("16 and over", "children under 16") };
        let message = format!("Every step on {name} is for those {said}; no document says what is done for {left}.");
        let mut raised = sink.raise(&[one.0], message);
        for other in of_concern.iter().filter(|t| self::side(t.2) == Some(side)).take(3) {
            raised.evidence(other.0, &other.2.anchor);
        }
        raised.suggest("Say where the others go, or that the same steps hold for them.");
    }
}

/// On which side of the sixteenth birthday.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Under,
    Over,
}

/// The side to which a step is limited, where it is to one.
fn side(step: &Step) -> Option<Side> {
    let (least, most) = (step.trigger.least, step.trigger.most);
    match (least, most) {
        (_, Some(15)) => Some(Side::Under),
        (Some(16), most) if most.is_none_or(|m| m >= 17) => Some(Side::Over),
        _ => None,
    }
}

/// Whether a step is for no age in particular.
fn open(step: &Step) -> bool {
    step.trigger.least.unwrap_or(0) <= 15 && step.trigger.most.is_none_or(|m| m >= 17)
}

/// Whether a step is for adults.
fn adults(step: &Step) -> bool {
    step.trigger.least.is_some_and(|l| l >= 18) || step.trigger.narrowed.iter().any(|n| n == "adult")
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
