//! Counts for sharing: small ones are withheld, and so is whatever would give them away.
//!
//! **Primary**: a count from 1 up to one below the threshold is withheld. **Secondary**: so many others are withheld that
//! nobody who knows every published number, how they add up, and this rule, can narrow a small count down within its
//! interval. For each withheld count the program makes a table that agrees with all that is published and in which that
//! count is as low as the interval goes, and another in which it is as high: where such tables exist, no reckoning can
//! tell. Both are found as linear programmes that change as few of the other counts as they can; those they change are
//! withheld too. One mark stands for both, so that a large count withheld does not pass for a small one.
//!
//! Source: Fischetti and Salazar-González, Models and algorithms for optimizing cell suppression in tabular data with
//! linear constraints, 2000.

mod attack;
mod cells;
mod choose;
mod system;

use concordat_register::overlap::{Count, Form, KindOverlap, Network, Overlap, PanelTime, RepeatTime};
use system::System;

/// Hours are given to the nearest so many in anything shared.
const HOURS: f64 = 5.0;

/// The form of `exact` that may leave the area: counts from 1 up to one below `threshold` withheld, with whatever would
/// give them away. What is withheld is the same for the same counts. Given a form for sharing, it comes back as it is.
#[must_use]
pub fn for_sharing(exact: &Overlap, threshold: u32) -> Overlap {
    if exact.form != Form::Exact {
        return exact.clone();
    }
    let told: Vec<usize> = communities_told(exact, threshold);
    let mut kinds: Vec<KindOverlap> = exact.kinds.iter().map(|k| folded(k, &told)).collect();
    for kind in &mut kinds {
        suppress_kind(kind, threshold);
    }
    let (panels, repeats) = times(exact, threshold);
    let bridges = exact.network.bridges.iter().filter(|b| b.individuals.value().is_some_and(|n| n >= threshold)).cloned().collect();
    let communities = told.iter().filter_map(|&c| exact.network.communities.get(c).cloned()).collect();
    Overlap {
        form: Form::Shared { threshold },
        window_days: exact.window_days,
        period: exact.period,
        panels,
        kinds,
        repeats,
        network: Network { communities, bridges },
    }
}

/// The communities large enough to be told of.
fn communities_told(exact: &Overlap, threshold: u32) -> Vec<usize> {
    let people = exact.kinds.first().map(|k| k.in_communities.as_slice()).unwrap_or_default();
    (0..exact.network.communities.len()).filter(|&c| people.get(c).and_then(|n| n.value()).is_some_and(|n| n >= threshold)).collect()
}

/// The same kind with only some communities told of; the members of the others are in none.
fn folded(kind: &KindOverlap, told: &[usize]) -> KindOverlap {
    let mut kind = kind.clone();
    let all: u32 = kind.in_communities.iter().filter_map(|n| n.value()).sum();
    kind.in_communities = told.iter().filter_map(|&c| kind.in_communities.get(c).copied()).collect();
    let kept: u32 = kind.in_communities.iter().filter_map(|n| n.value()).sum();
    kind.in_no_community = Count::Of(kind.in_no_community.value().unwrap_or(0) + all - kept);
    kind
}

fn suppress_kind(kind: &mut KindOverlap, threshold: u32) {
    let (system, cells) = cells::of_kind(kind);
    let withheld = withheld(system, threshold);
    for (n, cell) in cells.iter().enumerate() {
        if withheld.get(n).copied().unwrap_or(true)
            && let Some(count) = cells::count(kind, *cell)
            && !count.is_none()
        {
            *count = Count::Withheld;
        }
    }
}

/// What is withheld, by cell. Where no sound choice is found, everything but nought is.
fn withheld(system: Option<System>, threshold: u32) -> Vec<bool> {
    let Some(system) = system else { return Vec::new() };
    choose::choose(&system, threshold).filter(|withheld| attack::holds(&system, withheld, threshold)).unwrap_or_default()
}

/// Items of panels add up to items of all, so they are one table.
fn times(exact: &Overlap, threshold: u32) -> (Vec<PanelTime>, RepeatTime) {
    let mut panels = exact.panels.clone();
    let mut repeats = exact.repeats;
    let counts: Vec<u32> = panels.iter().map(|p| p.items.value().unwrap_or(0)).collect();
    let system = cells::of_items(&counts, repeats.repeated.value().unwrap_or(0), repeats.repeated_elsewhere.value().unwrap_or(0));
    let withheld = withheld(Some(system), threshold);
    let mark = |n: usize, count: &mut Count| {
        if withheld.get(n).copied().unwrap_or(true) && !count.is_none() {
            *count = Count::Withheld;
        }
    };
    for (n, panel) in panels.iter_mut().enumerate() {
        mark(n, &mut panel.items);
    }
    let next = panels.len();
    mark(next, &mut repeats.items);
    mark(next + 1, &mut repeats.repeated);
    mark(next + 2, &mut repeats.repeated_elsewhere);
    let rounded = |hours: Option<f64>, count: Count| hours.filter(|_| count != Count::Withheld).map(|h| (h / HOURS).round() * HOURS);
    repeats.hours = rounded(repeats.hours, repeats.repeated);
    repeats.hours_elsewhere = rounded(repeats.hours_elsewhere, repeats.repeated_elsewhere);
    (panels, repeats)
}

#[cfg(test)]
mod tests;
