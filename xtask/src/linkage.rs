//! Linkage timed on a list whose truth is known, beside a peer in one run.

use crate::{bench, run};
use std::process::Command;

/// Measures linkage of RECORDS against TRUTH, and times it and the peer's command by turns; both read, link and score.
pub(crate) fn bench(records: &str, truth: &str, peer: &[&str]) -> Result<(), String> {
    run::cargo(&["build", "--release", "--quiet", "--package", "concordat-linkage", "--example", "measure"])?;
    let binary = run::root().join("target/release/examples/measure");
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    for _ in 0..bench::RUNS {
        ours.push(bench::timed(Command::new(&binary).args([records, truth]))?);
        if let [program, arguments @ ..] = peer {
            theirs.push(bench::timed(Command::new(program).args(arguments))?);
        }
    }
    for (name, costs) in [("concordat", ours), ("peer", theirs)] {
        let mut costs = costs.into_iter();
        if costs.len() > 0 {
            let middle = bench::median(costs.len(), || costs.next().ok_or_else(|| "no run".to_owned()))?;
            println!("{name}: {:.2} CPU s, peak {} MiB, median of {}", middle.cpu, middle.peak >> 10, bench::RUNS);
        }
    }
    let shown = Command::new(&binary).args([records, truth]).status().map_err(|e| e.to_string())?;
    if shown.success() { Ok(()) } else { Err("the lists could not be measured".to_owned()) }
}
