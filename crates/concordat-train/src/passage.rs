//! Labelled passages, as `training/passages/*.jsonl` holds them.

use serde::Deserialize;
use std::collections::BTreeMap;

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
        passages.push(Passage { text: line.text, theme: line.theme, file: file.to_owned(), answers: line.answers });
    }
    Ok(passages)
}
