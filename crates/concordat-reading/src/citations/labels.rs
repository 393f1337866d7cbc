//! The numbers and letters by which a document names its own parts.

use super::grammar;
use crate::Prepared;
use concordat_register::{PassageKind, split_label};
use std::collections::BTreeSet;

/// Most labels kept; a document with more is not judged by them.
const MOST: usize = 50_000;

/// Nouns by which some documents number their parts, each under a heading of its own: "Tool 1: Spotting".
pub(super) const SERIES: &[&str] = &["tool", "card", "checklist", "template", "form", "flowchart", "worksheet"];

/// What parts a document has.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// `4`, `4.1`: every number and the numbers it lies under.
    numbers: BTreeSet<String>,
    /// `appendix c`, `part 4`.
    named: BTreeSet<String>,
    /// Numbers without a point.
    top: usize,
    /// Whether it has headings enough for an absent appendix to be an absence.
    outlined: bool,
    full: bool,
}

impl Labels {
    pub(super) fn new(prepared: &Prepared<'_>) -> Self {
        let mut labels = Self::default();
        let document = prepared.document;
        for heading in &document.headings {
            if let Some(label) = &heading.label {
                labels.add(label);
            }
            labels.add_words(&heading.text);
            labels.add_of_series(&heading.text);
            labels.add_item(&heading.text);
        }
        for passage in &prepared.passages {
            let short = passage.text.len() <= 160;
            match passage.passage.label.as_deref() {
                Some(label) => labels.add(label),
                None if matches!(passage.passage.kind, PassageKind::Cell { .. } | PassageKind::Note) && !short => {}
                None => {
                    // A number typed at the front of a paragraph counts where ingest has not split it off.
                    if let (Some(label), _) = split_label(passage.text.get(..passage.text.len().min(64)).unwrap_or(passage.text)) {
                        labels.add(&label);
                    }
                }
            }
            if short {
                labels.add_words(passage.text);
            }
            if labels.numbers.len() > MOST {
                labels.full = true;
                break;
            }
        }
        labels.top = labels.numbers.iter().filter(|n| !n.contains('.')).count();
        labels.outlined = document.headings.len() >= 3 || labels.top >= 3;
        labels
    }

    fn add(&mut self, label: &str) {
        let folded = label.trim().to_lowercase();
        if folded.starts_with(|c: char| c.is_ascii_digit()) {
            let mut at = folded.trim_end_matches(['.', ')']);
            while self.numbers.insert(at.to_owned()) {
                let Some((up, _)) = at.rsplit_once('.') else { break };
                at = up;
            }
        } else if let Some((noun, mark)) = folded.split_once(' ') {
            let mark = canonical(mark);
            if matches!(noun, "section" | "clause") {
                self.numbers.insert(mark.clone());
            }
            self.named.insert(format!("{noun} {mark}"));
        }
    }

    /// Takes `Appendix C ...` at the front of a short passage for that part.
    fn add_words(&mut self, text: &str) {
        let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let (Some(noun), Some(mark)) = (words.next(), words.next()) else { return };
        let noun = noun.to_lowercase();
        if matches!(noun.as_str(), "appendix" | "annex" | "annexe" | "part" | "schedule" | "chapter" | "section" | "clause")
            && mark.len() <= 5
        {
            let noun = if noun == "annexe" { "annex".to_owned() } else { noun };
            let mark = canonical(&mark.to_lowercase());
            if matches!(noun.as_str(), "section" | "clause") {
                self.numbers.insert(mark.clone());
            }
            self.named.insert(format!("{noun} {mark}"));
        }
    }

    /// Takes `Tool 2: Scoring`, a heading, for a part of a series.
    fn add_of_series(&mut self, heading: &str) {
        let mut words = heading.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase);
        if let (Some(noun), Some(mark)) = (words.next(), words.next())
            && SERIES.contains(&noun.as_str())
        {
            self.named.insert(format!("{noun} {}", canonical(&mark)));
        }
    }

    /// Takes `Item 3. Quorum`, a heading, for the third part: some papers number their parts so.
    fn add_item(&mut self, heading: &str) {
        let mut words = heading.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        if let (Some(noun), Some(mark)) = (words.next(), words.next())
            && matches!(noun.to_lowercase().as_str(), "item" | "article")
            && mark.len() <= 2
            && mark.bytes().all(|b| b.is_ascii_digit())
        {
            self.numbers.insert(mark.to_owned());
        }
    }

    /// Whether the document has a part of that number, or of that name and number.
    pub(super) fn has_number(&self, number: &str) -> bool {
        self.numbers.contains(number) || self.named.contains(number)
    }

    /// Whether the document has the part that a pointer names; none where its numbering does not tell.
    pub(super) fn present(&self, section: &str) -> Option<bool> {
        if self.full {
            return None;
        }
        if let Some((noun, mark)) = section.split_once(' ') {
            return self.present_named(noun, &canonical(mark));
        }
        let number = section.split('(').next().unwrap_or(section).trim_end_matches('.');
        if self.numbers.contains(number) || self.named.contains(&format!("section {number}")) {
            return Some(true);
        }
        if !number.bytes().all(|b| b.is_ascii_digit() || b == b'.') || !self.ordered() {
            return None;
        }
        match number.rsplit_once('.') {
            None => Some(false),
            Some((up, _)) if !self.numbers.contains(up) => Some(false),
            Some((up, _)) => {
                let first = format!("{up}.1");
                self.numbers.contains(&first).then_some(false)
            }
        }
    }

    fn present_named(&self, noun: &str, mark: &str) -> Option<bool> {
        // "Appendix" and "Annex" are said of the same thing.
        let nouns: &[&str] = if matches!(noun, "appendix" | "annex") { &["appendix", "annex", "schedule"] } else { &[noun] };
        if nouns.iter().any(|noun| self.named.contains(&format!("{noun} {mark}")))
            || (noun == "part" || noun == "chapter") && self.numbers.contains(mark)
        {
            return Some(true);
        }
        let others = nouns.iter().any(|noun| self.named.range((*noun).to_owned()..).next().is_some_and(|label| label.starts_with(noun)));
        match noun {
            "appendix" | "annex" => (others || self.outlined).then_some(false),
            _ => others.then_some(false),
        }
    }

    /// Whether the document plainly numbers its parts from one.
    fn ordered(&self) -> bool {
        self.top >= 3 && ["1", "2", "3"].iter().all(|n| self.numbers.contains(*n))
    }
}

/// A label's mark as digits where it is a number word or a Roman number.
fn canonical(mark: &str) -> String {
    let mark = mark.trim().trim_end_matches(['.', ')', ':']);
    if let Some(number) = grammar::number_word(mark) {
        return number.to_owned();
    }
    let roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];
    match roman.iter().position(|r| *r == mark) {
        Some(n) if mark.len() > 1 => (n + 1).to_string(),
        _ => mark.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(text: &str) -> Labels {
        Labels::new(&Prepared::new(&concordat_fixture::document(text)))
    }

    #[test]
    fn parts_that_are_there_and_parts_that_are_not() {
        let made = labels("# 1. Scope\n\n1.1 All.\n\n1.2 None.\n\n# 2. Aims\n\nWords.\n\n# 3. Steps\n\n# Appendix A: Forms\n");
        assert_eq!(made.present("1.2"), Some(true));
        assert_eq!(made.present("1.7"), Some(false));
        assert_eq!(made.present("3"), Some(true));
        assert_eq!(made.present("9"), Some(false));
        assert_eq!(made.present("2.1"), None);
        assert_eq!(made.present("appendix a"), Some(true));
        assert_eq!(made.present("appendix d"), Some(false));
        assert_eq!(made.present("part 4"), None);
    }

    #[test]
    fn parts_that_are_called_items_are_numbered() {
        let made = labels("# Terms\n\n## Item 1. Name\n\n## Item 2. Aim\n\n## Item 3. Quorum\n\n3.1 Three members.\n");
        assert_eq!((made.present("3"), made.present("8")), (Some(true), Some(false)));
    }

    #[test]
    fn a_document_without_numbers_tells_nothing() {
        assert_eq!(labels("# Notes\n\nWords only.\n").present("4.1"), None);
    }
}
