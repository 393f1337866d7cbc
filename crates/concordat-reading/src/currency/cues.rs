//! One pass over a passage for every word that careful reading begins at.

use crate::PreparedPassage;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// What a cue may begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    /// A statement of review.
    Review,
    /// A statement of standing.
    Standing,
    /// A statement that something has ended.
    Ended,
    /// The last word of a body's name.
    Body,
}

/// A cue met in a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Met {
    /// Which.
    pub(super) cue: Cue,
    /// Its first byte in the passage's folded text.
    pub(super) start: usize,
    /// One past its last byte, a plural `s` included.
    pub(super) end: usize,
}

const STANDING: &[&str] = &[
    "draft",
    "consultation",
    "not yet",
    "no effect",
    "relied on",
    "relied upon",
    "in force",
    "work to it",
    "works to it",
    "working to it",
    "work from it",
    "works from the",
    "working from the",
    "have been using",
    "has been using",
    "have been following",
    "have been working",
    "meantime",
    "interim",
    "pending",
    "followed",
    "follow",
    "follows",
    "comply with",
    "in accordance with",
    "came into",
    "in operation",
    "in use",
    "being used",
    "been adopted",
    "been agreed",
    "been approved",
    "now applies",
    "work to this",
    "work to",
    "works to",
    "working to",
    "worked to",
    "to which",
    "under which",
    "by which",
    "delivers",
    "implements",
    "carries out",
    "give effect to",
    "gives effect to",
    "measured against",
    "measures itself against",
    "working to this",
    "ahead of",
    "be used",
    "use this",
    "use it from",
    "using this",
    "apply this",
    "adopt this",
    "pilot this",
    "must apply",
    "must use",
    "must work",
    "be applied",
    "applies from",
    "apply from",
    "applies since",
    "has applied",
    "have applied",
    "takes effect",
    "took effect",
    "taken effect",
    "has effect",
    "is binding",
    "binds",
    "binding on",
];

const ENDED: &[&str] = &[
    "took over from",
    "takes over from",
    "taken over from",
    "taking over from",
    "took the place of",
    "takes the place of",
    "replaced",
    "replaces",
    "replacing",
    "no longer exists",
    "no longer exist",
    "no longer operates",
    "no longer meets",
    "disbanded",
    "abolished",
    "ceased",
    "formerly",
    "previously",
    "in place of the former",
    "in place of the old",
    "in succession to",
    "now called",
    "now known as",
    "renamed",
    "dissolved",
    "has closed",
    "was closed",
    "closed on",
    "closed in",
    "closed down",
    "closed at the end of",
    "wound up",
    "became",
    "merged",
    "stood down",
];

/// Words that a body's name ends in.
pub(super) const BODIES: &[&str] = &[
    "team",
    "unit",
    "panel",
    "group",
    "service",
    "services",
    "board",
    "forum",
    "hub",
    "desk",
    "committee",
    "partnership",
    "office",
    "centre",
    "line",
    "bureau",
    "squad",
    "meeting",
    "conference",
    "subgroup",
    "sub-group",
    "agency",
    "project",
    "helpline",
    "network",
    "taskforce",
    "task force",
    "front door",
    "clinic",
    "scheme",
    "programme",
];

/// The cues, compiled.
#[derive(Debug)]
pub(super) struct CueReader {
    automaton: AhoCorasick,
    cues: Vec<Cue>,
}

impl CueReader {
    pub(super) fn new() -> Self {
        let all = [
            (Cue::Review, ["review", "looked at again", "revisited"].as_slice()),
            (Cue::Standing, STANDING),
            (Cue::Ended, ENDED),
            (Cue::Body, BODIES),
        ];
        let (cues, words): (Vec<Cue>, Vec<&str>) = all.iter().flat_map(|(cue, words)| words.iter().map(|word| (*cue, *word))).unzip();
        // A few hundred states: the table is small and a byte costs one look-up.
        let built = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).match_kind(MatchKind::LeftmostLongest).build(words);
        Self { automaton: built.unwrap_or_else(|_| super::instruments::never()), cues }
    }

    /// The cues of a passage, in order. Only those that begin a word; of bodies only those that end one too.
    pub(super) fn find<'a>(&'a self, passage: &'a PreparedPassage<'_>) -> impl Iterator<Item = Met> + 'a {
        let bytes = passage.folded.text.as_bytes();
        let word = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_alphanumeric() || !b.is_ascii());
        self.automaton.find_iter(passage.folded.text.as_str()).filter_map(move |hit| {
            let cue = *self.cues.get(hit.pattern().as_usize())?;
            let begins = hit.start().checked_sub(1).is_none_or(|at| !word(bytes.get(at)));
            let mut end = hit.end();
            if cue == Cue::Body && bytes.get(end) == Some(&b's') {
                end += 1;
            }
            let ends = matches!(cue, Cue::Review) || !word(bytes.get(end));
            (begins && ends).then_some(Met { cue, start: hit.start(), end })
        })
    }
}
