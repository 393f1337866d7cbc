//! One pass over a document's words: themes, nations, and what it calls itself.

use crate::{Load, Prepared};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use concordat_register::{Kind, Nation, PassageKind};
use concordat_standard::Standard;
use concordat_text::count_words;
use std::collections::BTreeMap;

/// The words of the standard in one automaton.
#[derive(Debug)]
pub(super) struct Lexicon {
    automaton: Option<AhoCorasick>,
    meanings: Vec<Vec<Meaning>>,
    themes: usize,
    /// Letters that stand for a theme only in capitals, by theme.
    acronyms: Vec<(String, usize)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Names a theme.
    Name(usize),
    /// Speaks of a theme.
    Cue(usize),
    /// An ordinary phrase that holds a theme's words.
    Ordinary,
    /// Means a theme if written in capitals.
    Capitals(usize),
    /// Speaks of a nation, with a weight.
    Nation(Nation, u32),
    /// "This procedure", and so on.
    SelfKind(Kind),
    /// A word of approval, review or replacement: the passage is worth a closer look.
    Statement,
    /// A word by which a document names itself.
    Naming,
}

/// Words that make a passage worth a closer look for dates and standing.
const STATEMENT: &[&str] = &[
    "approved",
    "agreed",
    "adopted",
    "ratified",
    "endorsed",
    "signed off",
    "review",
    "reviewed",
    "superseded",
    "supersedes",
    "replaced by",
    "withdrawn",
    "draft",
    "consultation",
    "in force",
    "effective from",
    "obsolete",
    "archived",
    "rescinded",
    "is for",
    "applies to",
    "published",
    "issued",
    "looked at again",
    "look at it again",
    "revisited",
];

/// Words by which a document gives itself another name.
const NAMING: &[&str] = &[
    "known as",
    "called",
    "goes by",
    "referred to",
    "throughout",
    "hereafter",
    "in short",
    "for short",
    "shortened to",
    "(the \"",
    "(\"the",
    "we call",
    "(the '",
    "('the",
    "(this",
];

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Words of the document.
    pub(super) words: usize,
    /// By theme: cues met, a name counting four, in the body.
    pub(super) body: Vec<u32>,
    /// By theme: how many headings name it.
    pub(super) headings: Vec<u32>,
    /// By nation, weighed.
    pub(super) nations: BTreeMap<Nation, u32>,
    /// By kind: how often the document calls itself so.
    pub(super) self_kinds: BTreeMap<Kind, u32>,
    /// Passages with words of standing or dates, by index.
    pub(super) statements: Vec<usize>,
    /// Passages with words of naming, by index.
    pub(super) namings: Vec<usize>,
}

impl Lexicon {
    pub(super) fn new(standard: &Standard, load: Load) -> Self {
        let mut words: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
        let mut add = |word: &str, meaning: Meaning| {
            let meanings = words.entry(word.to_owned()).or_default();
            if !meanings.contains(&meaning) {
                meanings.push(meaning);
            }
        };
        let mut acronyms = Vec::new();
        for (n, theme) in standard.themes.themes.iter().enumerate() {
            theme.names.iter().for_each(|w| add(w, Meaning::Name(n)));
            theme.cues.iter().for_each(|w| add(w, Meaning::Cue(n)));
            theme.ordinary.iter().for_each(|w| add(w, Meaning::Ordinary));
            for letters in &theme.acronyms {
                add(&letters.to_lowercase(), Meaning::Capitals(n));
                acronyms.push((letters.clone(), n));
            }
        }
        for row in &standard.kinds.nations {
            let Some(nation) = Nation::from_word(&row.id) else { continue };
            row.strong.iter().for_each(|w| add(w, Meaning::Nation(nation, 3)));
            row.cues.iter().for_each(|w| add(w, Meaning::Nation(nation, 1)));
        }
        for row in &standard.kinds.kinds {
            let Some(kind) = Kind::from_word(&row.id) else { continue };
            for word in &row.words {
                add(&format!("this {word}"), Meaning::SelfKind(kind));
                add(&format!("these {word}"), Meaning::SelfKind(kind));
            }
        }
        STATEMENT.iter().for_each(|w| add(w, Meaning::Statement));
        NAMING.iter().for_each(|w| add(w, Meaning::Naming));
        let automaton =
            AhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).kind(Some(load.automaton())).build(words.keys()).ok();
        Self { automaton, meanings: words.into_values().collect(), themes: standard.themes.themes.len(), acronyms }
    }

    /// Reads the whole document once.
    pub(super) fn scan(&self, prepared: &Prepared<'_>) -> Scan {
        let mut scan = Scan { body: vec![0; self.themes], headings: vec![0; self.themes], ..Scan::default() };
        for (index, passage) in prepared.passages.iter().enumerate() {
            scan.words += count_words(passage.text);
            let heading = matches!(passage.passage.kind, PassageKind::Heading);
            let mut statement = false;
            let mut naming = false;
            self.each(&passage.folded.text, |meaning, span| match meaning {
                Meaning::Name(n) => bump(if heading { &mut scan.headings } else { &mut scan.body }, n, if heading { 1 } else { 4 }),
                Meaning::Cue(n) if !heading => bump(&mut scan.body, n, 1),
                Meaning::Capitals(n) => {
                    let source = passage.folded.source(span).of(passage.text);
                    if self.acronyms.iter().any(|(letters, theme)| *theme == n && letters == source) {
                        bump(&mut scan.body, n, 4);
                    }
                }
                Meaning::Nation(nation, weight) => *scan.nations.entry(nation).or_default() += weight,
                Meaning::SelfKind(kind) => *scan.self_kinds.entry(kind).or_default() += 1,
                Meaning::Statement => statement = true,
                Meaning::Naming => naming = true,
                Meaning::Cue(_) | Meaning::Ordinary => {}
            });
            if statement {
                scan.statements.push(index);
            }
            if naming {
                scan.namings.push(index);
            }
        }
        scan
    }

    /// Themes that `folded` names (4) or only speaks of (1), by theme.
    pub(super) fn themes_of(&self, folded: &str, written: &str) -> Vec<u32> {
        let mut counts = vec![0; self.themes];
        self.each(folded, |meaning, _| match meaning {
            Meaning::Name(n) => bump(&mut counts, n, 4),
            Meaning::Cue(n) => bump(&mut counts, n, 1),
            Meaning::Capitals(n) => {
                let capitals = |letters: &str| written.split(|c: char| !c.is_alphanumeric()).any(|w| w == letters);
                if self.acronyms.iter().any(|(letters, theme)| *theme == n && capitals(letters)) {
                    bump(&mut counts, n, 4);
                }
            }
            _ => {}
        });
        counts
    }

    /// The nation a title speaks of.
    pub(super) fn nations_of(&self, folded: &str) -> BTreeMap<Nation, u32> {
        let mut nations = BTreeMap::new();
        self.each(folded, |meaning, _| {
            if let Meaning::Nation(nation, weight) = meaning {
                *nations.entry(nation).or_default() += weight;
            }
        });
        nations
    }

    fn each(&self, folded: &str, mut met: impl FnMut(Meaning, concordat_text::ByteSpan)) {
        let Some(automaton) = &self.automaton else { return };
        let bytes = folded.as_bytes();
        for found in automaton.find_iter(folded) {
            let word_at = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(|b| is_word(*b));
            let cut_in_front = word_at(Some(found.start())) && word_at(found.start().checked_sub(1));
            let cut_behind = word_at(found.end().checked_sub(1)) && word_at(Some(found.end()));
            if cut_in_front || cut_behind {
                continue;
            }
            for meaning in self.meanings.get(found.pattern().as_usize()).into_iter().flatten() {
                met(*meaning, concordat_text::ByteSpan::new(found.start(), found.end()));
            }
        }
    }
}

fn bump(counts: &mut [u32], n: usize, by: u32) {
    if let Some(count) = counts.get_mut(n) {
        *count = count.saturating_add(by);
    }
}

/// Whether a byte is part of a word; every byte of a letter outside ASCII is taken for one.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0x80
}
