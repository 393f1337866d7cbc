//! Every word that citing turns on, in one automaton.

use crate::Load;
use aho_corasick::{AhoCorasick, MatchKind};
use concordat_register::Kind;
use concordat_standard::{Standard, instruments::InstrumentKind, references::ReferenceRules};
use concordat_text::Text;
use std::collections::BTreeSet;

/// What a word found may begin or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// The last word of a document's name; which of [`Lexicon::heads`].
    Head(u16),
    /// A known title; which of [`Lexicon::titles`].
    Title(u16),
    /// A national body.
    Body,
    /// An assessment tool or form, which is no document to point to.
    Tool,
    /// The last word of an Act's or Regulations' name.
    Law,
    /// A law known by its letters.
    Letters,
    /// A word for a part of a document.
    Pointer,
    /// Part of a web address.
    Address,
    /// A year in brackets may stand here.
    Dated,
    /// A theme: which of [`Lexicon::themes`], and whether it is named or only hinted at.
    Theme(u16, bool),
    /// A phrase in which a theme's word is an ordinary one.
    Ordinary,
    /// A way of speaking of a theme that no title has: which theme, and whether it leaves no doubt.
    Speaks(u16, bool),
    /// Words that speak of a theme only with others: which of [`Lexicon::together`], and whether they say who.
    Together(u16, bool),
    /// Thresholds: whether named or only hinted at.
    Threshold(bool),
    /// What a document that sets thresholds may be called in passing.
    Called,
    /// The last word of what is a document only if one is held on the theme that stands with it.
    Themed(Kind),
}

impl Cue {
    /// Whether it speaks of a theme.
    pub(super) fn themed(self) -> bool {
        matches!(self, Self::Theme(..) | Self::Speaks(..) | Self::Together(..) | Self::Threshold(_))
    }

    /// Whether a citation may stand where it does.
    pub(super) fn cites(self) -> bool {
        !self.themed() && !matches!(self, Self::Body | Self::Tool | Self::Ordinary)
    }
}

/// A row's words as they must stand in the source, where capitals matter.
#[derive(Debug)]
struct Pattern {
    cue: Cue,
    /// As written, where capitals matter.
    exact: Option<String>,
    /// Whether it must stand as whole words.
    whole: bool,
}

/// A word found, in bytes of the folded text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) cue: Cue,
}

/// The last word of documents' names.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) kind: Kind,
    pub(super) loose: bool,
    pub(super) plural: bool,
    /// Whether it names a document on its own.
    pub(super) whole: bool,
}

/// A title known beforehand.
#[derive(Debug)]
pub(super) struct Title {
    pub(super) law: bool,
    pub(super) instrument: Option<String>,
    pub(super) name: String,
    pub(super) words: usize,
    pub(super) acronym: bool,
}

/// Compiled from the standard.
#[derive(Debug)]
pub(super) struct Lexicon {
    automaton: Option<AhoCorasick>,
    patterns: Vec<Pattern>,
    pub(super) heads: Vec<Head>,
    pub(super) titles: Vec<Title>,
    pub(super) themes: Vec<Text>,
    /// The theme of each pair of lists of words that speak of it together.
    pub(super) together: Vec<u16>,
    pub(super) subjects: BTreeSet<String>,
    pub(super) generic: BTreeSet<String>,
    /// Titles of series, of which each is on something.
    pub(super) series: BTreeSet<String>,
    pub(super) head_words: BTreeSet<String>,
    /// Words of a sentence that says that what it speaks of is not dealt with here.
    pub(super) leaves_out: Vec<String>,
}

struct Builder {
    words: Vec<String>,
    patterns: Vec<Pattern>,
}

impl Builder {
    fn add(&mut self, word: &str, cue: Cue, whole: bool) {
        let folded = concordat_text::fold_str(word);
        if folded.trim().is_empty() {
            return;
        }
        let exact = (folded != word && word.chars().any(char::is_uppercase)).then(|| word.to_owned());
        self.words.push(folded);
        self.patterns.push(Pattern { cue, exact, whole });
    }
}

const POINTERS: &[&str] = &[
    "section",
    "sections",
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "part",
    "annex",
    "annexe",
    "annexes",
    "appendix",
    "appendices",
    "chapter",
    "chapters",
    "ch",
    "clause",
    "clauses",
    "schedule",
    "see",
    "refer to",
];
const ADDRESSES: &[&str] = &["http://", "https://", "www.", ".uk", ".org", ".com", ".net", ".info", ".example", ".eu"];

impl Lexicon {
    pub(super) fn new(standard: &Standard, load: Load) -> Self {
        let rules = &standard.references;
        let mut b = Builder { words: Vec::new(), patterns: Vec::new() };
        let (heads, head_words) = add_heads(&mut b, standard);
        let titles = add_titles(&mut b, standard);
        for name in &rules.bodies.names {
            b.add(name, Cue::Body, true);
        }
        for word in &rules.laws.heads {
            b.add(word, Cue::Law, true);
        }
        for word in &rules.laws.letters {
            b.add(word, Cue::Letters, true);
        }
        for word in POINTERS.iter().chain(super::labels::SERIES) {
            b.add(word, Cue::Pointer, true);
        }
        // "The four places in 3.1": a number with a point right behind a small word may be that of a part.
        for (word, number) in ["in", "at", "under", "by"].iter().flat_map(|word| (1..=20).map(move |number| (word, number))) {
            b.add(&format!("{word} {number}."), Cue::Pointer, false);
        }
        for word in ADDRESSES {
            b.add(word, Cue::Address, false);
        }
        for word in ["(19", "(20", ", 19", ", 20"] {
            b.add(word, Cue::Dated, false);
        }
        let themes = add_themes(&mut b, standard);
        let together = add_speech(&mut b, rules, &themes);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).kind(Some(load.automaton())).build(&b.words).ok();
        Self {
            automaton,
            patterns: b.patterns,
            heads,
            titles,
            themes,
            together,
            subjects: rules.words.subjects.iter().cloned().collect(),
            generic: rules.words.generic.iter().cloned().collect(),
            series: rules.guidance.series.iter().cloned().collect(),
            head_words,
            leaves_out: rules.words.leaves_out.clone(),
        }
    }

    /// Every word found in `folded`, in order of where it begins. `source` gives the words as written.
    pub(super) fn hits<'s>(&self, folded: &str, source: impl Fn(usize, usize) -> &'s str, hits: &mut Vec<Hit>) {
        hits.clear();
        let Some(automaton) = &self.automaton else { return };
        let bytes = folded.as_bytes();
        for found in automaton.find_overlapping_iter(folded) {
            let Some(pattern) = self.patterns.get(found.pattern().as_usize()) else { continue };
            let (start, end) = (found.start(), found.end());
            if pattern.whole && !(edge(bytes, start.checked_sub(1)) && edge(bytes, Some(end))) {
                continue;
            }
            if pattern.exact.as_deref().is_some_and(|exact| source(start, end) != exact) {
                continue;
            }
            hits.push(Hit { start, end, cue: pattern.cue });
        }
        hits.sort_by_key(|hit| (hit.start, usize::MAX - hit.end));
    }
}

/// Adds the words of every theme; gives the themes' ids in the order that cues count them.
fn add_themes(b: &mut Builder, standard: &Standard) -> Vec<Text> {
    let mut themes = Vec::new();
    for row in &standard.themes.themes {
        let n = u16::try_from(themes.len()).unwrap_or(u16::MAX);
        for (words, name) in [(&row.names, true), (&row.cues, false)] {
            for word in words {
                // Themes are matched folded whatever their spelling in the row.
                b.add(&concordat_text::fold_str(word), Cue::Theme(n, name), true);
            }
        }
        for letters in &row.acronyms {
            b.add(letters, Cue::Theme(n, true), true);
        }
        for phrase in &row.ordinary {
            b.add(phrase, Cue::Ordinary, true);
        }
        themes.push(Text::from(&row.id));
    }
    themes
}

/// Adds the ways of speaking of themes and thresholds; gives the theme of each pair of lists.
fn add_speech(b: &mut Builder, rules: &ReferenceRules, themes: &[Text]) -> Vec<u16> {
    let mut together = Vec::new();
    for row in &rules.speaks {
        let Some(n) = themes.iter().position(|id| *id == row.theme).and_then(|n| u16::try_from(n).ok()) else { continue };
        for (words, name) in [(&row.names, true), (&row.cues, false)] {
            for word in words {
                b.add(word, Cue::Speaks(n, name), true);
            }
        }
        for pair in &row.together {
            let at = u16::try_from(together.len()).unwrap_or(u16::MAX);
            together.push(n);
            for (words, who) in [(&pair.who, true), (&pair.what, false)] {
                for word in words {
                    b.add(word, Cue::Together(at, who), true);
                }
            }
        }
    }
    for (words, name) in [(&rules.thresholds.names, true), (&rules.thresholds.cues, false)] {
        for word in words {
            b.add(word, Cue::Threshold(name), true);
        }
    }
    for word in &rules.thresholds.called {
        b.add(word, Cue::Called, true);
    }
    together
}

fn add_heads(b: &mut Builder, standard: &Standard) -> (Vec<Head>, BTreeSet<String>) {
    let mut heads = Vec::new();
    let mut words = BTreeSet::new();
    for row in &standard.references.heads {
        let Some(kind) = Kind::from_word(&row.kind) else { continue };
        if row.themed {
            row.words.iter().for_each(|word| b.add(word, Cue::Themed(kind), true));
            continue;
        }
        let n = u16::try_from(heads.len()).unwrap_or(u16::MAX);
        heads.push(Head { kind, loose: row.loose, plural: row.plural, whole: row.whole || kind == Kind::Thresholds });
        for word in &row.words {
            b.add(word, Cue::Head(n), true);
            // Only the last word bars the way to an earlier name.
            words.extend(word.rsplit(' ').next().map(str::to_owned));
        }
    }
    let n = u16::try_from(heads.len()).unwrap_or(u16::MAX);
    heads.push(Head { kind: Kind::Other, loose: false, plural: false, whole: false });
    b.add("document", Cue::Head(n), true);
    words.insert("document".to_owned());
    for word in ["policies", "protocols", "strategies", "plans"] {
        words.insert(word.to_owned());
    }
    words.remove("need");
    words.remove("reference");
    words.remove("conduct");
    words.remove("practice");
    (heads, words)
}

fn add_titles(b: &mut Builder, standard: &Standard) -> Vec<Title> {
    let mut titles = Vec::new();
    let mut seen = BTreeSet::new();
    for row in &standard.instruments.instruments {
        let law = match row.kind {
            InstrumentKind::Legislation => true,
            InstrumentKind::StatutoryGuidance | InstrumentKind::NationalGuidance => false,
            InstrumentKind::Tool => {
                for name in row.aliases.iter().chain(&row.cased).filter(|name| name.contains(' ')) {
                    b.add(&concordat_text::fold_str(name), Cue::Tool, true);
                }
                continue;
            }
            InstrumentKind::Body | InstrumentKind::Definition => continue,
        };
        for name in std::iter::once(&row.title).chain(&row.aliases) {
            let words = concordat_text::fold_str(name);
            // A duty or a section spoken of by name alone is no citation of its Act.
            let cites =
                !law || words.split(' ').any(|w| matches!(w, "act" | "regulations" | "order" | "rules" | "gdpr" | "convention" | "code"));
            if cites && words.len() >= 4 && words.split(' ').count() > 1 && seen.insert(words.clone()) {
                push_title(b, &mut titles, &words, law, Some(row.id.clone()));
            }
        }
        for name in row.cased.iter().filter(|name| !law && name.len() >= 3) {
            if seen.insert(name.clone()) {
                push_title(b, &mut titles, name, law, Some(row.id.clone()));
            }
        }
    }
    let guidance = &standard.references.guidance;
    for name in guidance.titles.iter().chain(&guidance.series) {
        if seen.insert(name.clone()) {
            push_title(b, &mut titles, name, false, None);
        }
    }
    titles
}

fn push_title(b: &mut Builder, titles: &mut Vec<Title>, words: &str, law: bool, instrument: Option<String>) {
    let n = u16::try_from(titles.len()).unwrap_or(u16::MAX);
    b.add(words, Cue::Title(n), true);
    titles.push(Title {
        law,
        instrument,
        name: concordat_text::fold_str(words),
        words: words.split(' ').count(),
        acronym: words.chars().any(char::is_uppercase),
    });
}

/// Whether a word may begin or end at this byte.
fn edge(bytes: &[u8], at: Option<usize>) -> bool {
    at.and_then(|at| bytes.get(at)).is_none_or(|b| !(b.is_ascii_alphanumeric() || *b >= 0x80))
}
