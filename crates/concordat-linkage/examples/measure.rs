//! Measures linkage on a list whose truth is known: `measure RECORDS.csv TRUTH.csv [--default]`, both with a first line of headings.
//!
//! Several files of records, with commas between their names, are linked to each other: only pairs of rows of different files. RECORDS has the columns `panel,meeting_date,forename,surname,dob,gender,ethnicity,address_line,postcode,school,alias` (any may be missing); TRUTH
//! has `person_id`, row for row.
#![expect(clippy::disallowed_methods, reason = "an example reads files and the clock itself")]

use concordat_linkage::{Columns, Explainer, Linked, Model, Options, Prepared, Records, Tables, Training};
use std::collections::BTreeMap;
use std::time::Instant;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [records, truth, rest @ ..] = arguments.as_slice() else { return Err("usage: measure RECORDS.csv TRUTH.csv [--default]".into()) };
    let start = Instant::now();
    let files: Vec<&str> = records.split(',').collect();
    let tables = read(&files)?;
    let records = &tables.records;
    let read = cpu();
    let truth_path = truth;
    let truth: Vec<u64> = column(truth_path, "person_id")?.iter().map(|id| id.parse().unwrap_or(0)).collect();
    let truth_read = cpu();
    let mut model = Model::default();
    model.prior = Model::prior_for(records.len());
    let prepared = Prepared::new(records);
    let made = cpu();
    if !rest.iter().any(|flag| flag == "--default") {
        model = prepared.train(&model, &Training::default());
    }
    let trained = cpu();
    let keep = if rest.iter().any(|flag| flag == "--wrong") { 0.0 } else { 0.01 };
    let ends = tables.tables();
    let apart = if files.len() > 1 { ends.to_vec() } else { Vec::new() };
    let linked = prepared.link(&model, &Options { keep, tables: apart, ..Options::default() });
    let all = cpu();
    println!(
        "rows {}: {:.2} CPU s (reading {read:.2}, keys {:.2}, training {:.2}, linking {:.2}), {:.2?}; {} pairs compared, {} in doubt",
        truth.len(),
        all - (truth_read - read),
        made - truth_read,
        trained - made,
        all - trained,
        start.elapsed(),
        linked.compared,
        linked.doubtful.len()
    );
    if rest.iter().any(|flag| flag == "--model") {
        print!("{}", model.table());
    }
    if rest.iter().any(|flag| flag == "--wrong") {
        let family: Vec<u64> = column(truth_path, "family_id")?.iter().map(|id| id.parse().unwrap_or(0)).collect();
        wrong(records, &model, &linked, &truth, &family);
    }
    let sides: Vec<u64> = (0..).take(truth.len()).map(|row| ends.partition_point(|end| *end <= row) as u64).collect();
    pairs(&linked, &truth, &sides);
    clusters("clusters", &linked.cluster, &truth);
    Ok(())
}

/// CPU seconds of this process so far, all threads, as Linux counts them in hundredths; zero elsewhere.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(") ").next().unwrap_or_default();
    after.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

fn column(path: &str, name: &str) -> Result<Vec<String>, Failure> {
    let mut reader = csv::Reader::from_path(path)?;
    let at = reader.headers()?.iter().position(|heading| heading == name).ok_or("no such column")?;
    reader.records().map(|row| Ok(row?.get(at).unwrap_or_default().to_owned())).collect()
}

/// The rows of all files.
fn read(files: &[&str]) -> Result<Tables, Failure> {
    let (mut tables, mut line) = (Tables::default(), csv::StringRecord::new());
    for file in files {
        let mut reader = csv::Reader::from_path(file)?;
        let columns = Columns::read(reader.headers()?).ok_or("no column of names")?;
        let mut number = 1;
        while reader.read_record(&mut line)? {
            number += 1;
            tables.push(&columns, number, |at| line.get(at).unwrap_or_default());
        }
        tables.end();
    }
    Ok(tables)
}

#[expect(clippy::cast_precision_loss, reason = "counts")]
fn f1(hits: u64, found: u64, real: u64) -> (f64, f64, f64) {
    let (p, r) = (hits as f64 / found.max(1) as f64, hits as f64 / real.max(1) as f64);
    (p, r, 2.0 * p * r / (p + r).max(1e-12))
}

fn within(groups: impl Iterator<Item = u64>) -> u64 {
    sizes(groups).into_iter().map(|size| size * (size - 1) / 2).sum()
}

/// How many stand in each group.
fn sizes(groups: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut groups: Vec<u64> = groups.collect();
    groups.sort_unstable();
    groups.chunk_by(|a, b| a == b).map(|group| group.len() as u64).collect()
}

fn pairs(linked: &Linked, truth: &[u64], sides: &[u64]) {
    // Pairs within one of several files are not looked for.
    let apart = if sides.last() > Some(&0) { within(truth.iter().zip(sides).map(|(person, side)| person << 8 | side)) } else { 0 };
    let real = within(truth.iter().copied()) - apart;
    let same = |a: u32, b: u32| truth.get(a as usize) == truth.get(b as usize);
    let mut sorted = linked.pairs.clone();
    sorted.sort_unstable_by(|x, y| y.probability.total_cmp(&x.probability).then((x.a, x.b).cmp(&(y.a, y.b))));
    let (mut hits, mut found, mut best, mut at9, mut at5) = (0, 0, (0.0, (0.0, 0.0, 0.0)), (0.0, 0.0, 0.0), (0.0, 0.0, 0.0));
    for pair in &sorted {
        found += 1;
        hits += u64::from(same(pair.a, pair.b));
        let now = f1(hits, found, real);
        if now.2 > best.1.2 {
            best = (pair.probability, now);
        }
        if pair.probability >= 0.9 {
            at9 = now;
        }
        if pair.probability >= 0.5 {
            at5 = now;
        }
    }
    println!("pairs kept {found}, recall of kept {:.4}", f1(hits, found, real).1);
    println!("best  P {:.4} R {:.4} F1 {:.4} at {:.4}", best.1.0, best.1.1, best.1.2, best.0);
    println!("at .9 P {:.4} R {:.4} F1 {:.4}", at9.0, at9.1, at9.2);
    println!("at .5 P {:.4} R {:.4} F1 {:.4}", at5.0, at5.1, at5.2);
}

fn clusters(name: &str, cluster: &[u32], truth: &[u64]) {
    let mut both: Vec<(u32, u64)> = cluster.iter().copied().zip(truth.iter().copied()).collect();
    both.sort_unstable();
    let joined = || cluster.iter().map(|id| u64::from(*id));
    let hits = both.chunk_by(|a, b| a == b).map(|rows| rows.len() as u64).map(|size| size * (size - 1) / 2).sum();
    let (p, r, f) = f1(hits, within(joined()), within(truth.iter().copied()));
    let largest = |sizes: Vec<u64>| sizes.into_iter().max().unwrap_or(0);
    let mut mixed: Vec<Vec<usize>> = both
        .chunk_by(|a, b| a.0 == b.0)
        .map(|rows| rows.chunk_by(|a, b| a.1 == b.1).map(<[_]>::len).collect::<Vec<_>>())
        .filter(|people| people.len() > 1)
        .collect();
    mixed.sort_by_key(|people| std::cmp::Reverse(people.iter().sum::<usize>()));
    println!("{} mixed; rows of each person in the largest: {:?}", mixed.len(), mixed.iter().take(6).collect::<Vec<_>>());
    let (ours, real) = (largest(sizes(joined())), largest(sizes(truth.iter().copied())));
    println!("{name} pairwise P {p:.4} R {r:.4} F1 {f:.4}, largest {ours} of {real} in truth");
}

/// The patterns wrongly taken or left at even odds, the most frequent first: taken strangers, taken brothers and sisters, and left children.
fn wrong(records: &Records, model: &Model, linked: &Linked, truth: &[u64], family: &[u64]) {
    let explainer = Explainer::new(records, model);
    let mut counts: BTreeMap<(&str, String), u32> = BTreeMap::new();
    let mut levels: BTreeMap<(&str, &str, &str), u32> = BTreeMap::new();
    for pair in &linked.pairs {
        let (a, b) = (pair.a as usize, pair.b as usize);
        let kind = if truth.get(a) == truth.get(b) {
            "same"
        } else if family.get(a) == family.get(b) {
            "kin"
        } else {
            continue;
        };
        let Some(explanation) = explainer.explain(pair.a, pair.b) else { continue };
        let one = explanation.steps.iter().any(|step| {
            step.comparison == "birth"
                && ["same", "same, but 1 January", "day and month exchanged", "one figure differs"].contains(&step.level)
        });
        for step in &explanation.steps {
            *levels.entry((kind, step.comparison, step.level)).or_default() += 1;
            if one && step.comparison == "forename" {
                *levels.entry((kind, "forename of twins", step.level)).or_default() += 1;
            }
        }
    }
    for ((kind, comparison, level), count) in &levels {
        let sum: u32 =
            levels.iter().filter(|((k, c, l), _)| k == kind && c == comparison && *l != "not given").map(|(_, count)| *count).sum();
        println!("{kind:<5} {comparison:<10} {level:<40} {count:>8} {:>9.4}", f64::from(*count) * 100.0 / f64::from(sum));
    }
    for pair in &linked.pairs {
        let (a, b) = (pair.a as usize, pair.b as usize);
        let same = truth.get(a) == truth.get(b);
        if same == (pair.probability >= 0.5) {
            continue;
        }
        let kind = match (same, family.get(a) == family.get(b)) {
            (true, _) => "left child",
            (false, true) => "taken kin",
            (false, false) => "taken stranger",
        };
        let Some(explanation) = explainer.explain(pair.a, pair.b) else { continue };
        let text: Vec<String> = explanation.steps.iter().map(|step| format!("{}={}", step.comparison, step.level)).collect();
        *counts.entry((kind, text.join(" | "))).or_default() += 1;
    }
    for kind in ["taken kin", "taken stranger", "left child"] {
        let mut rows: Vec<_> = counts.iter().filter(|((of, _), _)| *of == kind).collect();
        rows.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        println!("{kind}: {}", rows.iter().map(|(_, count)| **count).sum::<u32>());
        for ((_, text), count) in rows.into_iter().take(9) {
            println!("  {count:>5} {text}");
        }
    }
}
