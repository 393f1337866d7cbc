//! Tests of suppression, with an attacker of their own that sees only what is published.

use super::*;
use crate::{Discussions, Item, OverlapOptions, PanelIndex, SubjectId, overlap};
use concordat_register::{Date, overlap::SubjectKind};
use good_lp::{
    Expression, ProblemVariables, ResolutionError, Solution, SolverModel, Variable, constraint, solvers::microlp::microlp, variable,
};
use proptest::prelude::*;

const THRESHOLD: u32 = 5;

/// Discussions of individuals: panel, day of the year, subject.
fn exact(discussed: &[(u32, u16, u32)], panels: usize, listed: &[u32]) -> Overlap {
    let people = |n: u32| (SubjectKind::Individual, SubjectId(n));
    let day = |n: u16| Date::new(2026, 1 + u8::try_from(n / 28).unwrap(), 1 + u8::try_from(n % 28).unwrap()).unwrap();
    let item =
        |&(panel, at, subject): &(u32, u16, u32)| Item { panel: PanelIndex(panel), sitting: day(at), subjects: vec![people(subject)] };
    let names = (0..panels).map(|n| format!("Panel {n}")).collect();
    let discussions = Discussions::new(names, discussed.iter().map(item).collect(), listed.iter().copied().map(people).collect());
    overlap(&discussions, &[], &OverlapOptions::default()).unwrap()
}

/// Everything published of a kind, as equations over unknowns, for one who has only the published form.
struct Attacker {
    unknowns: usize,
    /// Each count with the unknowns that add up to it.
    counts: Vec<(Count, Vec<usize>)>,
    /// Sums of which the first is never less than the second.
    ordered: Vec<(Vec<usize>, Vec<usize>)>,
    /// Sums that stand nowhere, and are one count less another: at one panel and not at the other, new in a month.
    implied: Vec<(usize, usize)>,
}

impl Attacker {
    fn new(kind: &KindOverlap) -> Self {
        let panels = kind.at.len();
        let sets = (1_usize << panels) - 1;
        let with = |wanted: usize| (1..=sets).filter(|s| s & wanted == wanted).map(|s| s - 1).collect::<Vec<_>>();
        let of_size = |n: u32| (1..=sets).filter(|s| s.count_ones() >= n).map(|s| s - 1).collect::<Vec<_>>();
        let mut counts = vec![(kind.total, of_size(1)), (kind.at_two_or_more, of_size(2)), (kind.at_three_or_more, of_size(3))];
        counts.extend(kind.at.iter().enumerate().map(|(p, c)| (*c, with(1 << p))));
        let mut implied = vec![(0, 1), (1, 2)];
        for pair in &kind.pairs {
            implied.extend([(3 + pair.panels.0, counts.len()), (3 + pair.panels.1, counts.len())]);
            counts.push((pair.count, with(1 << pair.panels.0 | 1 << pair.panels.1)));
        }
        let mut unknowns = sets;
        let (mut all, mut again, mut other) = (Vec::new(), Vec::new(), Vec::new());
        for month in &kind.months {
            let (new, own, elsewhere) = (unknowns, unknowns + 1, unknowns + 2);
            unknowns += 3;
            implied.extend([(counts.len(), counts.len() + 1), (counts.len() + 1, counts.len() + 2)]);
            counts.push((month.discussions, vec![new, own, elsewhere]));
            counts.push((month.repeats, vec![own, elsewhere]));
            counts.push((month.repeats_elsewhere, vec![elsewhere]));
            all.extend([new, own, elsewhere]);
            again.extend([own, elsewhere]);
            other.push(elsewhere);
        }
        let first: Vec<usize> = all.iter().copied().filter(|u| !again.contains(u)).collect();
        let at_panels: Vec<usize> = (0..panels).flat_map(|p| with(1 << p)).collect();
        let mut ordered = vec![(first, of_size(1)), (all.clone(), at_panels)];
        counts.extend([(kind.discussions, all), (kind.repeats, again), (kind.repeats_elsewhere, other)]);
        if let (Some(listed), Some(nowhere)) = (kind.listed, kind.at_no_panel) {
            implied.push((counts.len(), counts.len() + 1));
            counts.extend([(listed, vec![unknowns, unknowns + 1]), (nowhere, vec![unknowns])]);
            ordered.push((of_size(1), vec![unknowns + 1]));
            unknowns += 2;
        }
        Self { unknowns, counts, ordered, implied }
    }

    /// The unknowns of a pair of panels.
    fn pair(&self, kind: &KindOverlap, panels: (usize, usize)) -> Vec<usize> {
        let at = kind.pairs.iter().position(|p| p.panels == panels).unwrap();
        self.counts[3 + kind.at.len() + at].1.clone()
    }

    /// What is left of one count without another that is part of it.
    fn left(&self, (whole, part): (usize, usize)) -> Vec<usize> {
        let taken = &self.counts[part].1;
        self.counts[whole].1.iter().copied().filter(|u| !taken.contains(u)).collect()
    }

    /// The least or the most a sum of unknowns can be.
    fn extreme(&self, of: &[usize], most: bool) -> f64 {
        let mut variables = ProblemVariables::new();
        let unknowns: Vec<Variable> = (0..self.unknowns).map(|_| variables.add(variable().min(0.0))).collect();
        let sum = |of: &[usize]| of.iter().map(|u| unknowns[*u]).sum::<Expression>();
        let aim = sum(of);
        let mut problem = if most { variables.maximise(aim.clone()) } else { variables.minimise(aim.clone()) }.using(microlp);
        for (count, form) in &self.counts {
            match count.value() {
                Some(value) => problem.add_constraint(constraint!(sum(form) == f64::from(value))),
                None => problem.add_constraint(constraint!(sum(form) >= 1.0)),
            };
        }
        for (more, fewer) in &self.ordered {
            problem.add_constraint(constraint!(sum(more) - sum(fewer) >= 0.0));
        }
        match problem.solve() {
            Ok(solution) => solution.eval(aim),
            Err(ResolutionError::Unbounded) => f64::INFINITY,
            Err(other) => panic!("the attacker's programme does not solve: {other}"),
        }
    }
}

/// Fails where a withheld count of the kind can be narrowed down, or a small one is said.
fn assert_safe(exact: &KindOverlap, shared: &KindOverlap) {
    let attacker = Attacker::new(shared);
    let truth = Attacker::new(exact).counts;
    let mut hidden = Attacker::new(shared);
    for (count, _) in &mut hidden.counts {
        if !count.is_none() {
            *count = Count::Withheld;
        }
    }
    let width = f64::from(THRESHOLD - 2);
    for (n, (count, _)) in attacker.counts.iter().enumerate() {
        let value = truth[n].0.value().unwrap();
        if let Some(said) = count.value() {
            assert_eq!(said, value, "a count that is said is exact");
            assert!(said == 0 || said >= THRESHOLD, "a small count is said: {said}");
            continue;
        }
        let of = &attacker.counts[n].1;
        let (low, high) = (attacker.extreme(of, false), attacker.extreme(of, true));
        assert!(high - low > width - 1e-3, "count {n}, which is {value}, lies between {low} and {high}");
        if value < THRESHOLD {
            assert!(high > f64::from(THRESHOLD) - 1.001, "count {n}, which is {value}, is at most {high}");
            assert!(low < 1.001 || low < hidden.extreme(of, false) + 1e-3, "count {n}, which is {value}, is at least {low}");
        }
    }
    // What follows by taking one count from another is guarded as if it were said.
    for &(whole, part) in &attacker.implied {
        let value = truth[whole].0.value().unwrap() - truth[part].0.value().unwrap();
        if !(1..THRESHOLD).contains(&value) {
            continue;
        }
        let of = attacker.left((whole, part));
        let (low, high) = (attacker.extreme(&of, false), attacker.extreme(&of, true));
        assert!(high > f64::from(THRESHOLD) - 1.001, "{whole} less {part}, which is {value}, is at most {high}");
        assert!(low < 1.001 || low < hidden.extreme(&of, false) + 1e-3, "{whole} less {part}, which is {value}, is at least {low}");
    }
}

fn people(overlap: &Overlap) -> &KindOverlap {
    &overlap.kinds[0]
}

#[test]
fn a_small_count_is_not_left_to_be_reckoned_from_totals() {
    // Ten at one panel, nine at the other, three at both: 10 + 9 less all of them would be three.
    let discussed: Vec<(u32, u16, u32)> = (0..10).map(|s| (0, 0, s)).chain((7..16).map(|s| (1, 60, s))).collect();
    let exact = exact(&discussed, 2, &[]);
    assert_eq!(people(&exact).shared(0, 1), Count::Of(3));
    let shared = for_sharing(&exact, THRESHOLD);
    assert_eq!(people(&shared).shared(0, 1), Count::Withheld);
    let known = [people(&shared).total, people(&shared).at[0], people(&shared).at[1]];
    assert!(known.contains(&Count::Withheld), "{known:?} give it away");
    assert_safe(people(&exact), people(&shared));
}

#[test]
fn who_is_at_one_panel_and_not_at_the_other_does_not_follow() {
    // Twenty at the first, of whom all but two are at the second with others; and a month that adds two new ones.
    let both = (2..20).flat_map(|s| [(0, 0, s), (1, 30, s)]);
    let discussed: Vec<(u32, u16, u32)> = both.chain([(0, 0, 0), (0, 0, 1)]).chain((30..40).map(|s| (1, 30, s))).collect();
    let exact = exact(&discussed, 2, &[]);
    let kind = people(&exact);
    assert_eq!((kind.at[0], kind.shared(0, 1)), (Count::Of(20), Count::Of(18)));
    let shared = for_sharing(&exact, THRESHOLD);
    let said = people(&shared);
    assert!(said.at[0] == Count::Withheld || said.shared(0, 1) == Count::Withheld, "20 less 18 gives two away");
    assert_safe(kind, said);
}

#[test]
fn counts_large_enough_or_nought_are_all_said() {
    let discussed: Vec<(u32, u16, u32)> = (0..20).flat_map(|s| [(0, 0, s), (1, 7, s)]).collect();
    let exact = exact(&discussed, 2, &[]);
    let shared = for_sharing(&exact, THRESHOLD);
    assert_eq!(people(&shared), people(&exact));
    assert_eq!(shared.form, Form::Shared { threshold: THRESHOLD });
    assert_eq!(for_sharing(&shared, 10), shared);
}

#[test]
fn hours_of_few_repeats_are_not_said() {
    let discussed: Vec<(u32, u16, u32)> = (0..9).map(|s| (0, 0, s)).chain([(1, 7, 0), (1, 7, 20)]).collect();
    let shared = for_sharing(&exact(&discussed, 2, &[]), THRESHOLD);
    assert_eq!((shared.repeats.repeated, shared.repeats.hours), (Count::Withheld, None));
}

#[test]
fn a_month_with_few_does_not_follow_from_the_year() {
    let discussed: Vec<(u32, u16, u32)> =
        (0..9).map(|s| (0, 0, s)).chain((0..8).map(|s| (0, 40, s))).chain([(0, 90, 3), (0, 91, 4)]).collect();
    let exact = exact(&discussed, 1, &[0, 1, 2, 50, 51, 52]);
    let shared = for_sharing(&exact, THRESHOLD);
    assert_safe(people(&exact), people(&shared));
    assert_eq!(people(&shared).at_no_panel, Some(Count::Withheld));
}

/// Three panels of which the first two share twelve, the others nine and five, and two children are at all three.
fn three_panels() -> Overlap {
    let at = |panels: &'static [u32], children: std::ops::Range<u32>| {
        children.flat_map(move |child| panels.iter().map(move |panel| (*panel, u16::try_from(panel * 7 + child % 5).unwrap(), child)))
    };
    let discussed: Vec<(u32, u16, u32)> = at(&[0, 1, 2], 0..2)
        .chain(at(&[0, 1], 2..12))
        .chain(at(&[0, 2], 12..19))
        .chain(at(&[1, 2], 19..22))
        .chain(at(&[0], 22..28))
        .chain(at(&[1], 28..34))
        .chain(at(&[2], 34..44))
        .collect();
    exact(&discussed, 3, &[])
}

/// Issue 4: what was withheld beside the small count was the pair of panels with most in common, and its finding with it.
#[test]
fn the_pair_with_most_in_common_is_told() {
    let exact = three_panels();
    let kind = people(&exact);
    assert_eq!((kind.at_three_or_more, kind.shared(0, 1)), (Count::Of(2), Count::Of(12)));
    let shared = for_sharing(&exact, THRESHOLD);
    assert_eq!((people(&shared).at_three_or_more, people(&shared).shared(0, 1)), (Count::Withheld, Count::Of(12)));
    assert_safe(kind, people(&shared));
}

/// Somebody may know of the rule that the pair with most in common is kept where it can be, and take every pair that is withheld for a smaller one.
#[test]
fn that_the_largest_pair_is_told_gives_no_small_count_away() {
    let exact = three_panels();
    let shared = for_sharing(&exact, THRESHOLD);
    let kind = people(&shared);
    let mut attacker = Attacker::new(kind);
    let largest = kind.pairs.iter().find(|p| p.count == Count::Of(12)).map(|p| attacker.pair(kind, p.panels)).unwrap();
    for pair in kind.pairs.iter().filter(|p| p.count == Count::Withheld) {
        attacker.ordered.push((largest.clone(), attacker.pair(kind, pair.panels)));
    }
    let three = attacker.counts[2].1.clone();
    let (low, high) = (attacker.extreme(&three, false), attacker.extreme(&three, true));
    assert!(low < 1.001 && high > f64::from(THRESHOLD) - 1.001, "at three or more lies between {low} and {high}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_withheld_count_can_be_worked_out(
        panels in 1_usize..5,
        discussed in prop::collection::vec((0_u32..4, 0_u16..110, 0_u32..40), 1..90),
        listed in prop::collection::vec(0_u32..60, 0..20),
    ) {
        let panels_u32 = u32::try_from(panels).unwrap();
        let discussed: Vec<_> = discussed.into_iter().map(|(p, d, s)| (p % panels_u32, d, s)).collect();
        let exact = exact(&discussed, panels, &listed);
        let shared = for_sharing(&exact, THRESHOLD);
        assert_safe(people(&exact), people(&shared));
        prop_assert_eq!(&shared, &for_sharing(&exact, THRESHOLD));
    }
}
