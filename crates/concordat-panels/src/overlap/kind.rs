//! The counts of one kind of subject.

use super::{network::Membership, repeats::Repeats};
use crate::{Discussions, SubjectId};
use concordat_register::{
    Date,
    overlap::{Count, KindOverlap, MonthCount, PairCount, SubjectKind},
};
use std::collections::{BTreeMap, BTreeSet};

/// Counts one kind over the whole period.
pub(super) fn count(
    kind: SubjectKind,
    discussions: &Discussions,
    repeats: &Repeats,
    period: (Date, Date),
    membership: &Membership,
) -> KindOverlap {
    let mut panels_of: BTreeMap<SubjectId, BTreeSet<usize>> = BTreeMap::new();
    for discussion in discussions.all.iter().filter(|d| d.kind == kind) {
        panels_of.entry(discussion.subject).or_default().insert(discussion.panel.0 as usize);
    }
    let at_least = |n: usize| number(panels_of.values().filter(|p| p.len() >= n).count());
    let (at, pairs) = matrix(&panels_of, discussions.panels.len());
    let months = months(kind, repeats, period);
    let sum = |of: fn(&MonthCount) -> Count| Count::Of(months.iter().filter_map(|m| of(m).value()).sum());
    let listed: BTreeSet<SubjectId> = discussions.listed.iter().filter(|(k, _)| *k == kind).map(|(_, s)| *s).collect();
    let given = !discussions.listed.is_empty();
    let unheard = listed.iter().filter(|s| !panels_of.contains_key(s)).count();
    let mut in_communities = vec![0; membership.communities];
    let mut in_no_community = 0;
    for subject in panels_of.keys() {
        match membership.of.get(&(kind, *subject)).and_then(|&c| in_communities.get_mut(c)) {
            Some(members) => *members += 1,
            None => in_no_community += 1,
        }
    }
    KindOverlap {
        kind,
        total: at_least(1),
        at_two_or_more: at_least(2),
        at_three_or_more: at_least(3),
        discussions: sum(|m| m.discussions),
        repeats: sum(|m| m.repeats),
        repeats_elsewhere: sum(|m| m.repeats_elsewhere),
        listed: given.then(|| number(listed.len())),
        at_no_panel: given.then(|| number(unheard)),
        at,
        pairs,
        months,
        in_communities: in_communities.into_iter().map(Count::Of).collect(),
        in_no_community: Count::Of(in_no_community),
    }
}

fn number(n: usize) -> Count {
    Count::Of(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Subjects at each panel, and at every two.
fn matrix(panels_of: &BTreeMap<SubjectId, BTreeSet<usize>>, panels: usize) -> (Vec<Count>, Vec<PairCount>) {
    let mut cells: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for at in panels_of.values() {
        for &a in at {
            for &b in at.range(a..) {
                *cells.entry((a, b)).or_default() += 1;
            }
        }
    }
    let cell = |a, b| Count::Of(cells.get(&(a, b)).copied().unwrap_or_default());
    let at = (0..panels).map(|p| cell(p, p)).collect();
    let pairs = (0..panels).flat_map(|a| (a + 1..panels).map(move |b| (a, b)));
    (at, pairs.map(|(a, b)| PairCount { panels: (a, b), count: cell(a, b) }).collect())
}

/// Every month of the period, those in which nothing was discussed among them.
fn months(kind: SubjectKind, repeats: &Repeats, (first, last): (Date, Date)) -> Vec<MonthCount> {
    let place = |date: Date| i32::from(date.year) * 12 + i32::from(date.month) - 1;
    let mut counts: BTreeMap<i32, [u32; 3]> = (place(first)..=place(last)).map(|m| (m, [0; 3])).collect();
    for (discussion, repeat) in repeats.iter().filter(|(d, _)| d.kind == kind) {
        if let Some([all, anywhere, elsewhere]) = counts.get_mut(&place(discussion.sitting)) {
            *all += 1;
            *anywhere += u32::from(repeat.anywhere);
            *elsewhere += u32::from(repeat.elsewhere);
        }
    }
    let month = |(place, [all, anywhere, elsewhere]): (i32, [u32; 3])| MonthCount {
        year: i16::try_from(place.div_euclid(12)).unwrap_or(i16::MAX),
        month: u8::try_from(place.rem_euclid(12) + 1).unwrap_or(1),
        discussions: Count::Of(all),
        repeats: Count::Of(anywhere),
        repeats_elsewhere: Count::Of(elsewhere),
    };
    counts.into_iter().map(month).collect()
}
