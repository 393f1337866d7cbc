//! The attacker: what can be worked out of a withheld count from everything published.
//!
//! It knows every published count, how they add up, that a nought is always said (so that a withheld count is 1 or more),
//! and nothing else. For each withheld count it solves for the least and the most it can be.

use super::{
    choose::{expression, relations, width},
    system::System,
};
use good_lp::{ProblemVariables, ResolutionError, Solution, SolverModel, Variable, constraint, solvers::microlp::microlp, variable};

/// Room for the solver's rounding.
const NEAR: f64 = 1e-4;

/// The least and the most a cell can be; none where the solver fails. The most may be infinite.
pub(super) fn range(system: &System, withheld: &[bool], cell: usize) -> Option<(f64, f64)> {
    let low = extreme(system, withheld, cell, false)?;
    let high = extreme(system, withheld, cell, true)?;
    Some((low, high))
}

fn extreme(system: &System, withheld: &[bool], cell: usize, most: bool) -> Option<f64> {
    let mut variables = ProblemVariables::new();
    let atoms: Vec<Variable> = (0..system.atoms).map(|_| variables.add(variable().min(0.0))).collect();
    let aim = expression(&system.cells.get(cell)?.form, &atoms);
    let mut problem = if most { variables.maximise(aim.clone()) } else { variables.minimise(aim.clone()) }.using(microlp);
    relations(system, &atoms, &mut problem);
    for (n, c) in system.cells.iter().enumerate().filter(|(_, c)| !c.implied) {
        let form = expression(&c.form, &atoms);
        if withheld.get(n).copied().unwrap_or(false) {
            problem.add_constraint(constraint!(form >= 1.0));
        } else {
            problem.add_constraint(constraint!(form == f64::from(c.value)));
        }
    }
    match problem.solve() {
        Ok(solution) => Some(solution.eval(aim)),
        Err(ResolutionError::Unbounded) if most => Some(f64::INFINITY),
        Err(_) => None,
    }
}

/// Whether no withheld count can be narrowed down within its interval.
pub(super) fn holds(system: &System, withheld: &[bool], threshold: u32) -> bool {
    let everything: Vec<bool> = system.cells.iter().map(|c| c.value > 0).collect();
    (0..system.cells.len()).filter(|&c| withheld.get(c).copied().unwrap_or(false)).all(|cell| {
        let Some((low, high)) = range(system, withheld, cell) else { return false };
        if high - low + NEAR < width(threshold) {
            return false;
        }
        if !system.is_small(cell, threshold) {
            return true;
        }
        // Noughts are said, and may keep a count above 1 whatever else is withheld.
        let reaches = low <= 1.0 + NEAR || extreme(system, &everything, cell, false).is_some_and(|lowest| low <= lowest + NEAR);
        reaches && high + NEAR >= f64::from(threshold) - 1.0
    })
}
