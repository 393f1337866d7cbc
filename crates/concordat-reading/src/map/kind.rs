//! What kind of document a title, a file name or the document's own words say.

use concordat_register::Kind;
use concordat_standard::kinds::Kinds;
use std::collections::BTreeMap;

/// Words of kinds, ready for titles.
#[derive(Debug)]
pub(super) struct KindWords {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    kind: Kind,
    words: Vec<String>,
    not_before: Vec<String>,
    decides: bool,
}

impl KindWords {
    pub(super) fn new(kinds: &Kinds) -> Self {
        let rows = kinds
            .kinds
            .iter()
            .filter_map(|row| {
                Some(Row {
                    kind: Kind::from_word(&row.id)?,
                    words: row.words.clone(),
                    not_before: row.not_before.clone(),
                    decides: row.decides,
                })
            })
            .collect();
        Self { rows }
    }

    /// The kind that a folded title says: a word that decides wherever it stands; else the last noun of the first part
    /// that has one ("Missing children protocol: guidance for staff" is a protocol), taking of several joined by "and"
    /// the first ("policy and procedure" is a policy).
    pub(super) fn of_title(&self, folded: &str) -> Option<Kind> {
        let mut found: Vec<(usize, usize, Kind)> = Vec::new();
        for row in &self.rows {
            for word in &row.words {
                for at in places(folded, word) {
                    let after = folded.get(at + word.len()..).unwrap_or_default().trim_start_matches([' ', '-']);
                    if row.not_before.iter().any(|next| starts_with_word(after, next)) {
                        continue;
                    }
                    if row.decides {
                        return Some(row.kind);
                    }
                    found.push((at, at + word.len(), row.kind));
                }
            }
        }
        found.sort_by_key(|&(start, end, _)| (start, std::cmp::Reverse(end)));
        let mut chosen: Option<(usize, usize, Kind)> = None;
        for (start, end, kind) in found {
            match chosen {
                None => chosen = Some((start, end, kind)),
                Some((_, last, _)) if start < last => {}
                // "Strategy report": the later noun is the head, if only a space parts them from the one before.
                Some((_, last, _)) if folded.get(last..start).is_some_and(|between| between.chars().all(|c| c == ' ' || c == '-')) => {
                    chosen = Some((start, end, kind));
                }
                Some((_, last, _)) if kind == Kind::Report && heads(folded.get(last..start), folded.get(end..)) => {
                    chosen = Some((start, end, kind))
                }
                Some(_) => break,
            }
        }
        chosen.map(|(_, _, kind)| kind)
    }

    /// The kind that the document calls itself most often.
    pub(super) fn of_self(counts: &BTreeMap<Kind, u32>) -> Option<Kind> {
        let (kind, count) = counts.iter().max_by_key(|&(kind, count)| (*count, std::cmp::Reverse(*kind)))?;
        (*count >= 1).then_some(*kind)
    }

    /// Whether a folded line is only the words of a kind, with the words that go with them, years and versions:
    /// "Strategy 2015-2018", "Joint multi-agency protocol".
    pub(super) fn only_kind(&self, folded: &str) -> bool {
        const WITH: &[&str] = &[
            "joint",
            "multi-agency",
            "multiagency",
            "inter-agency",
            "interagency",
            "local",
            "operational",
            "practice",
            "and",
            "a",
            "the",
            "our",
            "area",
            "partnership",
            "draft",
            "version",
            "for",
            "professionals",
            "practitioners",
            "staff",
            "to",
            "regional",
            "countywide",
            "borough-wide",
            "prevention",
            "intervention",
            "revised",
            "updated",
            "edition",
            "document",
            "working",
            "pan-county",
            "business",
        ];
        let kinds: Vec<&str> = self.rows.iter().flat_map(|r| r.words.iter()).flat_map(|w| w.split(' ')).collect();
        let mut kind = false;
        for word in folded.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '/' | '&' | ':')).filter(|w| !w.is_empty()) {
            if kinds.contains(&word) && !WITH.contains(&word) {
                kind = true;
            } else if !WITH.contains(&word) && !word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | 'v')) {
                return false;
            }
        }
        kind
    }
}

/// Whether a later "report" is the head of the title: nothing but plain words between, and nothing after.
fn heads(between: Option<&str>, after: Option<&str>) -> bool {
    let plain = between
        .is_some_and(|b| !b.contains([':', '-', '(', ',']) && ![" for ", " of ", " on ", " to ", " and "].iter().any(|p| b.contains(p)));
    plain && after.is_some_and(|a| a.trim().chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '-' || c == '/'))
}

/// Where `word` stands in `text` as whole words.
fn places<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + word.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
