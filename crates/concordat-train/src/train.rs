//! Learning a message, holding some passages back to see how well it holds, and writing the model.

use crate::{
    Examples, Label, Outcome, ROWS, Settings,
    solver::{Fitted, Problem, calibrate, fit, sigmoid},
};
use concordat_standard::model::{Decision, MessageModel, Model};
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Log-odds of one passage for one message: carried, whole, denied.
type Sums = [f64; 3];
/// The bars of a message: carried, whole, denied.
type Bars = [f64; 3];

/// Log-odds on passages that were held back, by message, and the bars chosen on them.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    /// For each message, passages by number with their log-odds.
    sums: BTreeMap<String, BTreeMap<usize, Sums>>,
    bars: BTreeMap<String, Bars>,
}

struct Learnt {
    parts: [Option<Fitted>; 3],
}

/// Labelled passages that carry or deny a message, besides the examples of its row, before anything is learnt of it: of fewer its
/// frames know more.
const ENOUGH: usize = 30;

/// Every message that enough passages are labelled for.
fn messages(examples: &Examples) -> Vec<String> {
    let mut counts: BTreeMap<&String, usize> = BTreeMap::new();
    for (labels, _) in examples.labels.iter().zip(&examples.files).filter(|(_, file)| *file != ROWS) {
        labels.keys().for_each(|id| *counts.entry(id).or_default() += 1);
    }
    counts.into_iter().filter(|(_, count)| *count >= ENOUGH).map(|(id, _)| id.clone()).collect()
}

/// Passages that at least contradict a message before its denial is learnt.
const DENIALS: usize = 8;

/// Whether a passage is labelled for a message; silence counts.
fn labelled(examples: &Examples, row: usize, message: &str) -> bool {
    examples.only.get(row).is_some_and(|only| only.as_ref().is_none_or(|only| only.contains(message)))
}

fn learn_message(examples: &Examples, rows: &[usize], message: &str, settings: &Settings) -> Learnt {
    let rows: Vec<usize> = rows.iter().copied().filter(|&r| labelled(examples, r, message)).collect();
    let rows = rows.as_slice();
    let label = |row: &usize| examples.labels.get(*row).and_then(|l| l.get(message)).copied();
    let carried = |row: &usize| matches!(label(row), Some(Label::Asserts | Label::Partly));
    let denied = |row: &usize| label(row) == Some(Label::Contradicts);
    let weigh = |row: &usize| if label(row) == Some(Label::Partly) { settings.partly } else { 1.0 };
    let some: Vec<usize> = rows.iter().filter(|r| carried(r)).copied().collect();
    let partly = some.iter().filter(|r| label(r) == Some(Label::Partly)).count();
    let enough = rows.iter().filter(|r| denied(r)).count() >= DENIALS;
    let whole = |row: &usize| label(row) == Some(Label::Asserts);
    Learnt {
        parts: [
            Some(one(examples, rows, settings, &carried, &weigh)),
            (partly >= DENIALS).then(|| one(examples, &some, settings, &whole, &|_| 1.0)),
            enough.then(|| one(examples, rows, settings, &denied, &|_| 1.0)),
        ],
    }
}

fn one(examples: &Examples, rows: &[usize], settings: &Settings, answer: &dyn Fn(&usize) -> bool, weigh: &dyn Fn(&usize) -> f64) -> Fitted {
    let mut columns: Vec<Vec<u32>> = vec![Vec::new(); examples.names.len()];
    for (at, row) in (0u32..).zip(rows) {
        for &feature in examples.rows.get(*row).into_iter().flatten() {
            if let Some(column) = columns.get_mut(feature as usize) {
                column.push(at);
            }
        }
    }
    for column in columns.iter_mut().filter(|c| u32::try_from(c.len()).is_ok_and(|n| f64::from(n) < settings.least)) {
        column.clear();
    }
    let factors: Vec<f64> = examples.names.iter().map(|name| factor(name, settings)).collect();
    let answers: Vec<bool> = rows.iter().map(answer).collect();
    let weights: Vec<f64> = rows.iter().map(weigh).collect();
    fit(&Problem { columns: &columns, factors: &factors, answers: &answers, weights: &weights, l1: settings.l1, l2: settings.l2 })
}

fn factor(name: &str, settings: &Settings) -> f64 {
    if name.starts_with("word ") {
        settings.words
    } else if name.contains(" with ") {
        settings.pairs
    } else {
        1.0
    }
}

impl Learnt {
    fn sums(&self, row: &[u32]) -> Sums {
        self.parts.each_ref().map(|part| {
            part.as_ref().map_or(f64::NEG_INFINITY, |f| f.base + row.iter().filter_map(|&n| f.weights.get(n as usize)).sum::<f64>())
        })
    }
}

/// Holds each part back in turn; a group is never cut.
fn held_back(examples: &Examples, rows: &[usize], message: &str, settings: &Settings) -> BTreeMap<usize, Sums> {
    let rows: Vec<usize> = rows.iter().copied().filter(|&r| labelled(examples, r, message)).collect();
    let groups: BTreeSet<&String> = rows.iter().filter_map(|&r| examples.groups.get(r)).collect();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small count")]
    let folds = settings.folds as usize;
    let fold: BTreeMap<&String, usize> = groups.into_iter().enumerate().map(|(n, g)| (g, n % folds.max(2))).collect();
    let fold_of = |row: &usize| examples.groups.get(*row).and_then(|g| fold.get(g)).copied().unwrap_or(0);
    let mut sums = BTreeMap::new();
    for held in 0..folds.max(2) {
        let (out, kept): (Vec<usize>, Vec<usize>) = rows.iter().partition(|r| fold_of(r) == held);
        let learnt = learn_message(examples, &kept, message, settings);
        sums.extend(out.into_iter().filter_map(|row| Some((row, learnt.sums(examples.rows.get(row)?)))));
    }
    sums
}

/// Scores every passage by what was learnt from the others.
#[must_use]
pub fn cross_validate(examples: &Examples, settings: &Settings) -> Scores {
    let rows: Vec<usize> = (0..examples.rows.len()).collect();
    let one = |message: &String| {
        let sums = held_back(examples, &rows, message, settings);
        let bars = bars(examples, message, &sums, settings);
        (message.clone(), sums, bars)
    };
    collected(messages(examples).par_iter().map(one).collect())
}

/// Scores the passages of each file by what was learnt from the other files alone, bars included: the honest figure.
#[must_use]
pub fn across(examples: &Examples, settings: &Settings) -> Vec<(String, Scores)> {
    let files: BTreeSet<&String> = examples.files.iter().filter(|f| *f != ROWS).collect();
    files.iter().map(|file| ((*file).clone(), held_out(examples, file, settings))).collect()
}

/// Scores the passages of one file by what was learnt from all others, bars included.
#[must_use]
pub fn held_out(examples: &Examples, file: &str, settings: &Settings) -> Scores {
    let (out, kept): (Vec<usize>, Vec<usize>) = (0..examples.rows.len()).partition(|&r| examples.files.get(r).is_some_and(|f| f == file));
    let one = |message: &String| {
        let bars = bars(examples, message, &held_back(examples, &kept, message, settings), settings);
        let learnt = learn_message(examples, &kept, message, settings);
        let sums = out.iter().filter_map(|&row| Some((row, learnt.sums(examples.rows.get(row)?)))).collect();
        (message.clone(), sums, bars)
    };
    collected(messages(examples).par_iter().map(one).collect())
}

fn collected(list: Vec<(String, BTreeMap<usize, Sums>, Bars)>) -> Scores {
    let mut made = Scores::default();
    for (message, sums, bars) in list {
        made.sums.insert(message.clone(), sums);
        made.bars.insert(message, bars);
    }
    made
}

impl Scores {
    /// The answers given and wanted, by message.
    #[must_use]
    pub fn outcomes(&self, examples: &Examples) -> Vec<(String, Vec<(usize, Outcome)>)> {
        let one = |(message, sums): (&String, &BTreeMap<usize, Sums>)| {
            let bars = self.bars.get(message).copied().unwrap_or_default();
            let outcome = |(&row, sums): (&usize, &Sums)| {
                let wanted = examples.labels.get(row).and_then(|l| l.get(message)).copied();
                (row, Outcome { wanted, got: answer(*sums, bars), certainty: sigmoid(sums[0]) })
            };
            (message.clone(), sums.iter().map(outcome).collect())
        };
        self.sums.iter().map(one).collect()
    }
}

/// The position that a reader takes with these log-odds, as `concordat-reading` does with one window.
fn answer([carried, whole, denied]: Sums, bars: Bars) -> Option<Label> {
    let (carried, whole, denied) = (carried - bars[0], whole - bars[1], denied - bars[2]);
    if denied >= 0.0 && (carried < 0.0 || denied > carried) {
        Some(Label::Contradicts)
    } else if carried < 0.0 {
        None
    } else if whole >= 0.0 || whole == f64::NEG_INFINITY {
        Some(Label::Asserts)
    } else {
        Some(Label::Partly)
    }
}

/// How often a denial must be right on passages held back before it is said.
const SURE: f64 = 0.7;

/// Log-odds between which a bar is sought.
const RANGE: i32 = 40;
const PER_UNIT: f64 = 20.0;

/// The bars that gave the best F1 on passages held back; the mean over near ones, so that a lucky bar is not taken.
fn bars(examples: &Examples, message: &str, sums: &BTreeMap<usize, Sums>, settings: &Settings) -> Bars {
    let label = |row: &usize| examples.labels.get(*row).and_then(|l| l.get(message)).copied();
    // A missed part costs nothing and a found part is right.
    let carried: Vec<(f64, Option<bool>)> = sums
        .iter()
        .map(|(row, s)| match label(row) {
            Some(Label::Asserts) => (s[0], Some(true)),
            Some(Label::Partly) => (s[0], None),
            _ => (s[0], Some(false)),
        })
        .collect();
    let denied: Vec<(f64, Option<bool>)> = sums.iter().map(|(row, s)| (s[2], Some(label(row) == Some(Label::Contradicts)))).collect();
    let whole: Vec<(f64, Option<bool>)> = sums
        .iter()
        .filter(|(row, _)| matches!(label(row), Some(Label::Asserts | Label::Partly)))
        .map(|(row, s)| (s[1], Some(label(row) == Some(Label::Asserts))))
        .collect();
    [best_bar(&carried, false) - settings.ease, best_bar(&whole, true), best_bar(&denied, false)]
}

/// The bar with the best F1, or with the most answers right where `exact`.
fn best_bar(scored: &[(f64, Option<bool>)], exact: bool) -> f64 {
    let figure = |bar: f64| {
        let (mut right, mut wrong, mut missed, mut same) = (0.0, 0.0, 0.0, 0.0);
        for &(score, wanted) in scored {
            let got = score >= bar;
            match (wanted, got) {
                (Some(true) | None, true) => right += 1.0,
                (Some(false), true) => wrong += 1.0,
                (Some(true), false) => missed += 1.0,
                (Some(false) | None, false) => {}
            }
            same += f64::from(u8::from(wanted == Some(got)));
        }
        if exact { same } else { 2.0 * right / f64::max(2.0 * right + wrong + missed, 1.0) }
    };
    let values: Vec<f64> = (-RANGE..=RANGE).map(|n| figure(f64::from(n) / PER_UNIT)).collect();
    let smooth = |at: usize| {
        let (from, to) = (at.saturating_sub(8), (at + 9).min(values.len()));
        let near = values.get(from..to).unwrap_or_default();
        near.iter().sum::<f64>() / f64::from(u32::try_from(near.len().max(1)).unwrap_or(1))
    };
    let mut best = (f64::NEG_INFINITY, 0.0);
    for (at, n) in (-RANGE..=RANGE).enumerate() {
        let value = smooth(at);
        if value > best.0 {
            best = (value, f64::from(n) / PER_UNIT);
        }
    }
    best.1
}

/// Learns every message from all passages; bars and calibration come from passages held back.
#[must_use]
pub fn learn(examples: &Examples, scores: &Scores, settings: &Settings) -> Model {
    let rows: Vec<usize> = (0..examples.rows.len()).collect();
    let ids = messages(examples);
    let learnt: Vec<(String, MessageModel)> = ids
        .par_iter()
        .map(|id| {
            let parts = learn_message(examples, &rows, id, settings);
            (id.clone(), model_of(examples, scores, id, &parts))
        })
        .collect();
    let messages: BTreeMap<String, MessageModel> = learnt.into_iter().collect();
    let decisions = messages.values().flat_map(|m| [Some(&m.carried), m.whole.as_ref(), m.denied.as_ref()].into_iter().flatten());
    let used: BTreeSet<&str> = decisions.flat_map(|d| d.weights.keys()).filter_map(|name| name.strip_prefix("word ")).collect();
    let words = examples.words.iter().filter(|(w, _)| used.contains(w.as_str())).map(|(w, f)| (w.clone(), f.clone())).collect();
    Model { trained_on: trained_on(examples, settings), words, messages }
}

fn model_of(examples: &Examples, scores: &Scores, id: &str, learnt: &Learnt) -> MessageModel {
    let bars = scores.bars.get(id).copied().unwrap_or_default();
    let empty = BTreeMap::new();
    let held = scores.sums.get(id).unwrap_or(&empty);
    let label = |row: &usize| examples.labels.get(*row).and_then(|l| l.get(id)).copied();
    let decision = |part: usize| {
        let fitted = learnt.parts.get(part)?.as_ref()?;
        let wanted = |row: &usize| match part {
            0 => matches!(label(row), Some(Label::Asserts | Label::Partly)),
            1 => label(row) == Some(Label::Asserts),
            _ => label(row) == Some(Label::Contradicts),
        };
        let counted = held.iter().filter(|(row, s)| {
            s.get(part).is_some_and(|s| s.is_finite()) && (part != 1 || matches!(label(row), Some(Label::Asserts | Label::Partly)))
        });
        let (xs, ys): (Vec<f64>, Vec<bool>) = counted.filter_map(|(row, s)| Some((*s.get(part)?, wanted(row)))).unzip();
        let [slope, offset] = calibrate(&xs, &ys);
        let best = bars.get(part).copied().unwrap_or(0.0);
        // That a document denies a message is a finding: it is said only where it is nearly always right.
        let bar = if part == 2 { best.max((libm::log(SURE / (1.0 - SURE)) - offset) / slope) } else { best };
        let named = examples.names.iter().zip(&fitted.weights).map(|(name, w)| (name.clone(), rounded(*w)));
        Some(Decision {
            base: rounded(fitted.base),
            bar: rounded(bar),
            calibration: [rounded(slope), rounded(offset)],
            weights: named.filter(|(_, w)| *w != 0.0).collect(),
        })
    };
    MessageModel { carried: decision(0).unwrap_or_default(), whole: decision(1), denied: decision(2) }
}

/// To two places: more would be noise, and less work for whoever reads it.
fn rounded(value: f64) -> f64 {
    (value * 100.0).round() / 100.0
}

/// SHA-256, in hexadecimal, of what a model is learnt from: the features of every passage, its labels and the settings.
///
/// A row of the standard that changes no feature of any passage asks for no new training.
#[must_use]
pub fn trained_on(examples: &Examples, settings: &Settings) -> String {
    let mut hash = Sha256::new();
    hash.update(format!("{settings:?}"));
    for (row, (labels, group)) in examples.rows.iter().zip(examples.labels.iter().zip(&examples.groups)) {
        hash.update(format!("\n{group} {labels:?}"));
        for name in row.iter().filter_map(|&n| examples.names.get(n as usize)) {
            hash.update("\t");
            hash.update(name);
        }
    }
    hash.finalize().iter().fold(String::new(), |mut made, byte| {
        let _ = write!(made, "{byte:02x}");
        made
    })
}

/// The model as `meaning/model.toml` holds it.
///
/// # Errors
///
/// What the writer of TOML refuses; the model's own shape is never refused.
pub fn written(model: &Model) -> Result<String, String> {
    let body = toml::to_string(model).map_err(|e| e.to_string())?;
    Ok(format!("# Made by `cargo xtask codegen` from training/passages; not written by hand. See training/README.md.\n{body}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_with_few_passages_is_left_to_its_frames() {
        let carries = |id: &str| BTreeMap::from([(id.to_owned(), Label::Asserts)]);
        let examples = |passages: usize, file: &str| Examples {
            rows: vec![Vec::new(); passages],
            names: Vec::new(),
            labels: vec![carries("added"); passages],
            groups: vec![file.to_owned(); passages],
            files: vec![file.to_owned(); passages],
            only: vec![None; passages],
            words: BTreeMap::new(),
        };
        assert_eq!(messages(&examples(ENOUGH, "one")), ["added"]);
        assert!(messages(&examples(ENOUGH - 1, "one")).is_empty());
        assert!(messages(&examples(ENOUGH, ROWS)).is_empty());
    }
}
