//! Speed, measured and not tested: whole processes, CPU seconds, medians, beside the peer in one run.

use crate::{corpus, formats, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// Runs of each command; the median is quoted.
pub(crate) const RUNS: usize = 5;

/// Ticks a second in /proc, which Linux has fixed at 100 for programs.
const TICKS: f64 = 100.0;

/// What one run cost.
pub(crate) struct Cost {
    /// CPU seconds.
    pub(crate) cpu: f64,
    /// Peak memory in KiB.
    pub(crate) peak: u64,
}

/// Times the release binary on the seeded corpus, cold and after a change, over growing numbers of documents, reading Word and
/// PDF beside pandoc and pdftotext, and textlint with eight terms where `peer` has it.
pub(crate) fn bench(peer: Option<&Path>) -> Result<(), String> {
    run::cargo(&["build", "--release", "--quiet", "--package", "concordat-cli"])?;
    let binary = run::root().join("target/release/concordat");
    let folder = run::root().join("target/bench");
    for count in [100, 1_000, 10_000] {
        let site = folder.join(format!("corpus-{count}"));
        if !site.exists() {
            corpus::write(&site, count)?;
        }
        let words = words_below(&site);
        let runs = if count > 1_000 { 1 } else { RUNS };
        let cost = median(runs, || audit(&binary, &site, &["--no-cache"]))?;
        report(&format!("audit, {count} documents, cold"), words, &cost);
    }
    changed(&binary, &folder.join("corpus-1000"), "1,000", RUNS)?;
    changed(&binary, &folder.join("corpus-10000"), "10,000", 1)?;
    formats::formats(&folder.join("corpus-1000"))?;
    match peer {
        Some(peer) => textlint(peer, &folder.join("corpus-1000"))?,
        None => println!("textlint: not run; name a folder that has textlint and textlint-rule-terminology in node_modules"),
    }
    Ok(())
}

fn report(what: &str, words: usize, cost: &Cost) {
    let rate = words as f64 / cost.cpu.max(0.01);
    println!("{what}: {words} words, {:.2} CPU s, {:.0} words a CPU second, peak {} MiB", cost.cpu, rate, cost.peak >> 10);
}

/// A second run after one document changed, beside a first; both with the cache.
fn changed(binary: &Path, site: &Path, documents: &str, runs: usize) -> Result<(), String> {
    let out = site.with_file_name("out-cache");
    let out_flag = out.display().to_string();
    // Each first run begins without a cache and without a report.
    let first = median(runs.min(3), || {
        let _ = fs::remove_dir_all(&out);
        timed(Command::new(binary).args(["audit", "--quiet", "--out", &out_flag]).arg(site))
    })?;
    let mut costs = Vec::new();
    for n in 0..runs {
        let file = site.join("extra.md");
        write(&file, &format!("# Extra Procedure\n\nAnybody who is worried rings the front door. Turn {n}.\n"))?;
        costs.push(timed(Command::new(binary).args(["audit", "--quiet", "--out", &out_flag]).arg(site))?);
    }
    let _ = fs::remove_file(site.join("extra.md"));
    let again = middle(costs).ok_or("no run")?;
    println!(
        "after one document of {documents} changed: {:.2} CPU s, peak {} MiB; the first run {:.2}, peak {} MiB; ratio 1/{:.1}",
        again.cpu,
        again.peak >> 10,
        first.cpu,
        first.peak >> 10,
        first.cpu / again.cpu.max(0.01)
    );
    Ok(())
}

fn textlint(peer: &Path, site: &Path) -> Result<(), String> {
    let rules = r#"{"plugins":{"@textlint/markdown":true},"rules":{"terminology":{"defaultTerms":false,"terms":[
["lifestyle choices?","was exploited"],["juvenile offenders?","young person who has harmed"],["young perpetrators?","child who has harmed"],
["absconded","went missing"],["domestic violence","domestic abuse"],["streetwise","vulnerable"],["promiscuous","exploited"],["juveniles?","young person"]]}}}"#;
    write(&peer.join(".textlintrc.json"), rules)?;
    let files: Vec<PathBuf> = markdown(site);
    let words = words_below(site);
    let cost = median(1, || {
        let binary = fs::canonicalize(peer.join("node_modules/.bin/textlint")).map_err(|e| format!("textlint: {e}"))?;
        timed(Command::new(binary).current_dir(peer).args(["-f", "compact"]).args(&files))
    })?;
    report("textlint, 8 terms, 1000 documents", words, &cost);
    Ok(())
}

fn audit(binary: &Path, site: &Path, flags: &[&str]) -> Result<Cost, String> {
    let out = site.with_file_name("out");
    timed(Command::new(binary).args(["audit", "--quiet"]).args(flags).arg("--out").arg(out).arg(site))
}

pub(crate) fn median(runs: usize, mut once: impl FnMut() -> Result<Cost, String>) -> Result<Cost, String> {
    let costs = (0..runs).map(|_| once()).collect::<Result<Vec<_>, _>>()?;
    middle(costs).ok_or_else(|| "no run".to_owned())
}

fn middle(mut costs: Vec<Cost>) -> Option<Cost> {
    costs.sort_by(|a, b| a.cpu.total_cmp(&b.cpu));
    let n = costs.len() / 2;
    costs.into_iter().nth(n)
}

/// Runs a command to its end: CPU of the process and its children from /proc, peak memory as the kernel last said.
pub(crate) fn timed(command: &mut Command) -> Result<Cost, String> {
    let before = children_cpu()?;
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|e| format!("{command:?}: {e}"))?;
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let ended = loop {
        peak = peak.max(high_water(&status));
        if let Some(ended) = child.try_wait().map_err(|e| e.to_string())? {
            break ended;
        }
        thread::sleep(Duration::from_millis(5));
    };
    // textlint exits 1 where it found something, which is what it is run for.
    if ended.code().is_none_or(|code| code > 1) {
        return Err(format!("{command:?} gave {ended}"));
    }
    Ok(Cost { cpu: children_cpu()? - before, peak })
}

/// CPU seconds of children that have ended.
fn children_cpu() -> Result<f64, String> {
    let stat = read("/proc/self/stat");
    let after = stat.rsplit_once(')').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    let fields: Vec<f64> = after.split_whitespace().map(|f| f.parse().unwrap_or(0.0)).collect();
    // Fields 16 and 17 of proc(5), of which the first two stand before the bracket.
    match (fields.get(13), fields.get(14)) {
        (Some(user), Some(system)) => Ok((user + system) / TICKS),
        _ => Err("this benchmark reads /proc, which only Linux has".to_owned()),
    }
}

/// Peak memory in KiB.
fn high_water(status: &str) -> u64 {
    let text = read(status);
    let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn words_below(site: &Path) -> usize {
    markdown(site).iter().map(|f| read(&f.display().to_string()).split_whitespace().count()).sum()
}

pub(crate) fn markdown(site: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(site).into_iter().flatten().flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "md")).collect();
    files.sort();
    files
}

#[expect(clippy::disallowed_methods, reason = "a benchmark reads what it measures")]
fn read(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "a benchmark writes what it measures")]
fn write(file: &Path, text: &str) -> Result<(), String> {
    fs::write(file, text).map_err(|e| format!("{}: {e}", file.display()))
}
