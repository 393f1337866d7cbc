//! The best few structures together, under the limits set.

use super::StructureOptions;
use concordat_register::{
    overlap::Count,
    structure::{Package, Structure, WhatIf},
};
use good_lp::{Expression, ProblemVariables, Solution, SolverModel, Variable, constraint, solvers::microlp::microlp, variable};
use std::collections::BTreeSet;

/// More proposals than this are cut to the most telling before the search, so that it ends soon.
const MOST: usize = 60;

/// What a package is to be best at.
struct Aim {
    words: &'static str,
    /// How much one proposal is worth to it.
    worth: fn(&WhatIf) -> f64,
    /// Which proposals it may take.
    takes: fn(&WhatIf) -> bool,
}

const AIMS: [Aim; 7] = [
    Aim { words: "Fewest duplicate discussions", worth: spared, takes: |_| true },
    Aim { words: "Fewest professional hours", worth: |w| -w.hours, takes: |_| true },
    Aim { words: "Most that a pre-meeting spares", worth: spared, takes: |w| w.structure == Structure::PreMeeting },
    Aim { words: "Most that weekly triage spares", worth: spared, takes: |w| w.structure == Structure::WeeklyTriage },
    Aim { words: "Most that joint sittings spare", worth: spared, takes: |w| w.structure == Structure::JointSittings },
    Aim { words: "Most that a merger spares", worth: spared, takes: |w| w.structure == Structure::Merger },
    Aim {
        words: "Least change: nothing falls away, and somebody knows of more",
        worth: |w| f64::from(w.known.value().unwrap_or(0)) - w.hours / 1e4,
        takes: |w| w.structure == Structure::SharedChair,
    },
];

/// Duplicates avoided; of proposals that avoid as many, the one that takes fewer hours.
fn spared(what_if: &WhatIf) -> f64 {
    avoided(what_if) - what_if.hours / 1e6
}

fn avoided(what_if: &WhatIf) -> f64 {
    f64::from(what_if.avoided.value().unwrap_or(0))
}

/// For each aim the best set of proposals that share no panel, break no limit and, all in all, keep within the hours. What comes
/// out twice is told once. `hours` is what all panels take now over `months`.
pub(super) fn best(what_ifs: &[WhatIf], hours: f64, months: u32, options: &StructureOptions) -> Vec<Package> {
    let mut packages: Vec<Package> = Vec::new();
    for aim in &AIMS {
        let mut open: Vec<usize> = (0..what_ifs.len())
            .filter(|&n| what_ifs.get(n).is_some_and(|w| w.barred.is_empty() && (aim.takes)(w) && (aim.worth)(w) > 0.0))
            .collect();
        let worth = |n: &usize| what_ifs.get(*n).map_or(0.0, aim.worth);
        open.sort_by(|a, b| worth(b).total_cmp(&worth(a)).then(a.cmp(b)));
        open.truncate(MOST);
        let room = options.hours.map(|most| f64::from(most) * f64::from(months) / 12.0 - hours);
        let Some(of) = solve(what_ifs, &open, aim.worth, room) else { continue };
        if of.is_empty() || packages.iter().any(|p| p.of == of) {
            continue;
        }
        let taken = || of.iter().filter_map(|&n| what_ifs.get(n));
        let avoided = taken().filter_map(|w| w.avoided.value()).sum();
        let hours = taken().map(|w| w.hours).sum();
        packages.push(Package { aim: aim.words.to_owned(), of, avoided: Count::Of(avoided), hours });
    }
    packages
}

/// Takes each proposal or leaves it, so that what is taken is worth most. `room` is the hours by which all may grow, or, below
/// 0, must shrink; none where nothing can be had within it.
fn solve(what_ifs: &[WhatIf], open: &[usize], worth: fn(&WhatIf) -> f64, room: Option<f64>) -> Option<Vec<usize>> {
    let mut variables = ProblemVariables::new();
    let taken: Vec<(usize, &WhatIf, Variable)> =
        open.iter().filter_map(|&n| Some((n, what_ifs.get(n)?, variables.add(variable().binary())))).collect();
    let aim: Expression = taken.iter().map(|(_, w, v)| worth(w) * *v).sum();
    let mut problem = variables.maximise(aim).using(microlp);
    let panels: BTreeSet<&String> = taken.iter().flat_map(|(_, w, _)| &w.panels).collect();
    for panel in panels {
        let with: Expression = taken.iter().filter(|(_, w, _)| w.panels.contains(panel)).map(|(_, _, v)| *v).sum();
        problem.add_constraint(constraint!(with <= 1.0));
    }
    if let Some(room) = room {
        let hours: Expression = taken.iter().map(|(_, w, v)| w.hours * *v).sum();
        problem.add_constraint(constraint!(hours <= room));
    }
    let solution = problem.solve().ok()?;
    let mut of: Vec<usize> = taken.iter().filter(|(_, _, v)| solution.value(*v) > 0.5).map(|(n, _, _)| *n).collect();
    of.sort_unstable();
    Some(of)
}
