//! Which counts to withhold beside the small ones.

use super::system::{Form, System};
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, Variable, constraint, solvers::microlp::microlp, variable};

/// What counts as no change: the solver works in binary fractions.
const NEAR: f64 = 1e-6;

/// For each cell the lowest and highest it is in the tables found so far, each of which agrees with all that is published.
struct Seen(Vec<(f64, f64)>);

/// Which cells to withhold: every small one, and others until each withheld one could be as low and as high as its
/// interval goes. None where the solver fails.
pub(super) fn choose(system: &System, threshold: u32) -> Option<Vec<bool>> {
    let cells = system.cells.len();
    let mut withheld: Vec<bool> = (0..cells).map(|c| system.is_small(c, threshold)).collect();
    let mut seen = Seen(system.cells.iter().map(|c| (f64::from(c.value), f64::from(c.value))).collect());
    let mut next = 0;
    // Cells withheld on the way are looked at again from the front; there are only so many.
    while let Some(cell) = (next..cells).find(|&c| withheld.get(c).copied().unwrap_or(false)) {
        let before = withheld.iter().filter(|w| **w).count();
        guard(system, cell, threshold, &mut withheld, &mut seen)?;
        let more = withheld.iter().filter(|w| **w).count() > before;
        next = if more { 0 } else { cell + 1 };
    }
    Some(withheld)
}

/// How many whole numbers a withheld count is left to be, at least, less one.
pub(super) fn width(threshold: u32) -> f64 {
    f64::from(threshold.saturating_sub(2))
}

/// Withholds what it takes for one cell to be anything its interval holds.
fn guard(system: &System, cell: usize, threshold: u32, withheld: &mut [bool], seen: &mut Seen) -> Option<()> {
    let small = system.is_small(cell, threshold);
    let (mut low, mut high) = seen.0.get(cell).copied()?;
    if small && low > 1.0 + NEAR {
        let target = 1.0;
        if !reach(system, cell, Bound::AtMost(target), withheld, seen) {
            // What else stands there, or a nought, keeps it above 1 even with everything withheld: as low as it can go then.
            let lowest = lowest(system, cell)?;
            if lowest + NEAR < low && !reach(system, cell, Bound::AtMost(lowest + NEAR / 2.0), withheld, seen) {
                return None;
            }
        }
        (low, high) = seen.0.get(cell).copied()?;
    }
    let interval = if small { f64::from(threshold) - 1.0 } else { 0.0 };
    let target = interval.max(low + width(threshold));
    if high + NEAR < target && !reach(system, cell, Bound::AtLeast(target), withheld, seen) {
        return None;
    }
    Some(())
}

/// Where a cell is to be.
#[derive(Debug, Clone, Copy)]
enum Bound {
    AtMost(f64),
    AtLeast(f64),
}

/// Finds a table in which `cell` is within `bound` and that changes as little as can be of what is published, and withholds
/// what it changes. False where there is none.
fn reach(system: &System, cell: usize, bound: Bound, withheld: &mut [bool], seen: &mut Seen) -> bool {
    let mut variables = ProblemVariables::new();
    let atoms: Vec<Variable> = (0..system.atoms).map(|_| variables.add(variable().min(0.0))).collect();
    let mut loss = Expression::from(0.0);
    let mut changes: Vec<(usize, Variable, Variable)> = Vec::new();
    for (n, c) in system.cells.iter().enumerate() {
        if c.value > 0 && !c.implied && !withheld.get(n).copied().unwrap_or(true) {
            let (up, down) = (variables.add(variable().min(0.0)), variables.add(variable().min(0.0).max(f64::from(c.value) - 1.0)));
            loss += c.worth * (up + down);
            changes.push((n, up, down));
        }
    }
    let mut problem = variables.minimise(loss).using(microlp);
    relations(system, &atoms, &mut problem);
    for (n, c) in system.cells.iter().enumerate() {
        let form = expression(&c.form, &atoms);
        match changes.iter().find(|(changed, _, _)| *changed == n) {
            Some((_, up, down)) => drop(problem.add_constraint(constraint!(form - *up + *down == f64::from(c.value)))),
            None if c.value == 0 && !c.implied => drop(problem.add_constraint(constraint!(form == 0.0))),
            None if withheld.get(n).copied().unwrap_or(true) && !c.implied => drop(problem.add_constraint(constraint!(form >= 1.0))),
            None => {}
        }
    }
    let Some(form) = system.cells.get(cell).map(|c| expression(&c.form, &atoms)) else { return false };
    match bound {
        Bound::AtMost(target) => problem.add_constraint(constraint!(form <= target)),
        Bound::AtLeast(target) => problem.add_constraint(constraint!(form >= target)),
    };
    let Ok(table) = problem.solve() else { return false };
    for (n, up, down) in changes {
        if let Some(w) = withheld.get_mut(n)
            && table.value(up) + table.value(down) > NEAR
        {
            *w = true;
        }
    }
    for (c, seen) in system.cells.iter().zip(&mut seen.0) {
        let value: f64 = c.form.iter().filter_map(|(a, n)| Some(table.value(*atoms.get(*a)?) * n)).sum();
        *seen = (seen.0.min(value), seen.1.max(value));
    }
    true
}

/// How low a cell can be with everything but nought withheld.
fn lowest(system: &System, cell: usize) -> Option<f64> {
    let everything: Vec<bool> = system.cells.iter().map(|c| c.value > 0).collect();
    super::attack::range(system, &everything, cell).map(|(low, _)| low)
}

/// What holds of the atoms whatever the counts.
pub(super) fn relations<M: SolverModel>(system: &System, atoms: &[Variable], problem: &mut M) {
    for form in &system.at_least_nought {
        problem.add_constraint(constraint!(expression(form, atoms) >= 0.0));
    }
    for form in &system.nought {
        problem.add_constraint(constraint!(expression(form, atoms) == 0.0));
    }
}

/// A form over the solver's variables.
pub(super) fn expression(form: &Form, atoms: &[Variable]) -> Expression {
    form.iter().filter_map(|(a, n)| Some(*n * *atoms.get(*a)?)).sum()
}
