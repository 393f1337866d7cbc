//! How sure it is that documents of two areas are on the same matter, and why.

use concordat_register::{DocumentFacts, Kind};
use concordat_text::{fold_str, words};
use std::collections::BTreeSet;

/// What counts towards likeness, in hundredths. Together they may come to more, which says no more than certain.
const KIND: usize = 25;
const NEAR_KIND: usize = 10;
const MAIN_THEME: usize = 30;
const THEME: usize = 15;
const TITLE: usize = 30;
const HEADINGS: usize = 20;
const YEAR: usize = 5;

/// Below this two documents are not taken to be on the same matter.
pub(crate) const FLOOR: usize = 45;
const SURE: usize = 80;
const LIKELY: usize = 60;

/// Why documents are taken to be on the same matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likeness {
    /// How sure that is.
    pub certainty: Certainty,
    /// What speaks for it, as parts of a sentence.
    pub reasons: Vec<String>,
}

/// How sure it is that documents are on the same matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Somebody said so.
    ByHand,
    /// Nearly everything speaks for it.
    Sure,
    /// Most speaks for it.
    Likely,
    /// Little more than the kind and the theme speaks for it: to be looked at before the draft is used.
    Check,
}

/// What is compared of a document, worked out once.
#[derive(Debug, Clone)]
pub(crate) struct Profile {
    kind: Kind,
    themes: Vec<String>,
    title: BTreeSet<String>,
    headings: BTreeSet<String>,
    year: Option<i16>,
    sha256: String,
}

impl Profile {
    /// What is compared of a document. `names` are words of the area's own name, which tell areas apart and nothing else.
    pub(crate) fn new(facts: &DocumentFacts, names: &BTreeSet<String>) -> Self {
        let entry = &facts.entry;
        let tells = |w: &str| w.len() > 2 && !names.contains(w) && !SMALL.contains(&w) && !w.bytes().all(|b| b.is_ascii_digit());
        let folded = fold_str(&entry.title);
        let title = words(&folded).map(|w| w.text.to_owned()).filter(|w| tells(w) && Kind::from_word(w).is_none()).collect();
        Self {
            kind: entry.kind,
            themes: entry.themes.iter().map(|t| t.0.to_string()).collect(),
            title,
            headings: facts.headings.iter().skip(1).map(|h| fold_str(&h.text)).collect(),
            year: entry.year,
            sha256: entry.sha256.clone(),
        }
    }

    /// Whether two documents have anything by which they could be alike; few of a large site do.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.themes.first().into_iter().chain(&self.title).map(String::as_str)
    }
}

/// Words of titles that tell nothing of the matter.
const SMALL: &[&str] =
    &["and", "the", "for", "with", "from", "our", "children", "child", "young", "people", "multi-agency", "safeguarding", "partnership"];

/// How alike two documents are, from 0 to 100, and what speaks for it.
pub(crate) fn likeness(one: &Profile, two: &Profile) -> (usize, Vec<String>) {
    if one.sha256 == two.sha256 && !one.sha256.is_empty() {
        return (100, vec!["they are the same file".to_owned()]);
    }
    let (mut score, mut reasons) = (0, Vec::new());
    let mut add = |points: usize, reason: String| {
        score += points;
        if !reason.is_empty() && points > 0 {
            reasons.push(reason);
        }
    };
    match (one.kind, two.kind) {
        // What happened at two meetings is two things, whatever else is alike.
        (Kind::Minutes | Kind::Report, _) | (_, Kind::Minutes | Kind::Report) => {}
        (Kind::Other, _) | (_, Kind::Other) => add(NEAR_KIND, String::new()),
        (a, b) if a == b => add(KIND, format!("both are {}", kind_name(a))),
        (a, b) if practical(a) && practical(b) => add(NEAR_KIND, format!("one is {}, the other {}", kind_name(a), kind_name(b))),
        _ => {}
    }
    match (one.themes.first(), two.themes.first()) {
        (Some(a), Some(b)) if a == b => add(MAIN_THEME, "they have the same main theme".to_owned()),
        _ if one.themes.iter().any(|t| two.themes.contains(t)) => add(THEME, "they have a theme in common".to_owned()),
        _ => {}
    }
    let shared = one.title.intersection(&two.title).count();
    let all = one.title.len() + two.title.len();
    add(2 * TITLE * shared / all.max(1), if shared > 0 { titles(shared) } else { String::new() });
    let shared = one.headings.intersection(&two.headings).count();
    let fewer = one.headings.len().min(two.headings.len());
    add(HEADINGS * shared / fewer.max(3), format!("{shared} of {fewer} headings are the same"));
    if let (Some(a), Some(b)) = (one.year, two.year) {
        let apart = usize::from(a.abs_diff(b));
        let reason = match apart {
            0 => "they are of the same year".to_owned(),
            1 | 2 => format!("they are {apart} year{} apart", if apart == 1 { "" } else { "s" }),
            _ => String::new(),
        };
        add(YEAR.saturating_sub(apart), reason);
    }
    (score.min(100), reasons)
}

fn titles(shared: usize) -> String {
    format!("their titles share {shared} word{}", if shared == 1 { "" } else { "s" })
}

/// Kinds of document that staff work by; areas use these names for much the same thing.
fn practical(kind: Kind) -> bool {
    matches!(kind, Kind::Policy | Kind::Procedure | Kind::Guidance | Kind::Protocol)
}

/// What a document of a kind is called, with its article.
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Strategy => "a strategy",
        Kind::Policy => "a policy",
        Kind::Procedure => "a procedure",
        Kind::Guidance => "guidance",
        Kind::Protocol => "a protocol",
        Kind::Thresholds => "a thresholds document",
        Kind::TermsOfReference => "terms of reference",
        Kind::Minutes => "minutes",
        Kind::Report => "a report",
        Kind::Other => "another kind of document",
    }
}

impl Certainty {
    /// The certainty that a likeness comes to.
    pub(crate) fn of(likeness: usize) -> Self {
        match likeness {
            SURE.. => Self::Sure,
            LIKELY.. => Self::Likely,
            _ => Self::Check,
        }
    }

    /// It in a word or two.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::ByHand => "matched by hand",
            Self::Sure => "sure",
            Self::Likely => "likely",
            Self::Check => "please check",
        }
    }
}
