//! Labelled passages, as `training/passages/*.jsonl` holds them.

use concordat_standard::{
    Standard,
    messages::{Example, Message},
};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// A labelled passage.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Its words.
    pub text: String,
    /// What it is about, such as `HSB`; `THR` and `ToR` for thresholds and terms of reference.
    pub theme: String,
    /// The file it stands in: one author each.
    pub file: String,
    /// How it stands to each message, by id; it is silent on those not named.
    pub answers: BTreeMap<String, Label>,
    /// The messages it is labelled for, where that is not all of them; it says nothing of others.
    pub only: Option<BTreeSet<String>>,
}

/// How a passage stands to a message it is not silent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Label {
    /// It says so.
    Asserts,
    /// It says part of it.
    Partly,
    /// It says the opposite.
    Contradicts,
}

#[derive(Deserialize)]
struct Line {
    text: String,
    theme: String,
    answers: BTreeMap<String, Label>,
    /// The messages it was read for, where not all.
    of: Option<BTreeSet<String>>,
}

/// The file that examples of the standard's rows are said to stand in.
pub const ROWS: &str = "standard";

/// The examples of the standard's messages as passages, each labelled for its own message alone.
#[must_use]
pub fn of_rows(standard: &Standard) -> Vec<Passage> {
    let of = |m: &Message| {
        let label = |position: &str| match position {
            "asserts" => Some(Label::Asserts),
            "partly" => Some(Label::Partly),
            "contradicts" => Some(Label::Contradicts),
            _ => None,
        };
        let passage = |e: &Example| Passage {
            text: e.text.clone(),
            theme: m.id.clone(),
            file: ROWS.to_owned(),
            answers: label(&e.position).map(|l| (m.id.clone(), l)).into_iter().collect(),
            only: Some(BTreeSet::from([m.id.clone()])),
        };
        m.examples.iter().map(passage).collect::<Vec<_>>()
    };
    standard.messages.messages.iter().flat_map(of).collect()
}

/// Reads a file of passages, one JSON object a line.
///
/// # Errors
///
/// The first line that does not parse, by number.
pub fn parse(file: &str, text: &str) -> Result<Vec<Passage>, String> {
    let mut passages = Vec::new();
    for (number, line) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
        let line: Line = serde_json::from_str(line).map_err(|e| format!("{file}, line {number}: {e}"))?;
        passages.push(Passage { text: line.text, theme: line.theme, file: file.to_owned(), answers: line.answers, only: line.of });
    }
    Ok(passages)
}
