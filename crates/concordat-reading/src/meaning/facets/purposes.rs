//! What a sentence engages agencies for.

use crate::meaning::concepts::Denials;
use crate::phrase::{Break, Match, PatternSet, Tokens, Vocabulary};
use concordat_standard::Standard;

/// Finds words that say what an agency is engaged for, and the agencies they speak of.
#[derive(Debug)]
pub(super) struct PurposeFinder {
    purposes: PatternSet,
    /// Words that join the agencies of a list, and those after which another verb begins, by number.
    lists: Vec<bool>,
    joins: Vec<bool>,
}

/// Words between an agency and what it does, at most.
const AFTER: usize = 9;
/// Words between what is done and the agency it is done with, at most.
const BEFORE: usize = 5;
/// Words between a denial and what is not done with an agency, at most.
const CLOSE: usize = 2;
/// Words between agencies of one list, at most.
const LISTED: usize = 4;

/// Agencies that stand together in a list: first word and one past the last, and which they are.
struct Cluster {
    words: (usize, usize),
    agencies: Vec<u8>,
}

impl PurposeFinder {
    pub(super) fn new(standard: &Standard, vocabulary: &mut Vocabulary) -> Self {
        let mut purposes = PatternSet::default();
        for (number, purpose) in (0u32..).zip(&standard.sectors.purposes) {
            for pattern in &purpose.patterns {
                purposes.add(pattern, number, vocabulary, &standard.language.scope.common);
            }
        }
        let lists = vocabulary.marks(["and", "or"].into_iter());
        Self { purposes, lists, joins: vocabulary.marks(["and", "or", "but", "while", "who", "which", "that"].into_iter()) }
    }

    /// Every purpose that the words `from..to` speak of, as bits.
    pub(super) fn all(&self, tokens: &Tokens, (from, to): (usize, usize)) -> u16 {
        let mut found = Vec::new();
        self.purposes.find(tokens, from, to, &mut found);
        found.iter().fold(0, |all, m| all | bit(m))
    }

    /// What the words `from..to` engage each of the agencies at `spots` for, as bits. Spots have their words and the agency. What
    /// is denied engages nobody.
    pub(super) fn engaged(
        &self,
        tokens: &Tokens,
        (from, to): (usize, usize),
        mut spots: Vec<(usize, usize, u8)>,
        denials: &Denials<'_>,
    ) -> Vec<(u8, u16)> {
        let mut found = Vec::new();
        self.purposes.find(tokens, from, to, &mut found);
        // The name of an agency ("family support team") says nothing of what it does here.
        found.retain(|m| !spots.iter().any(|s| s.0 < m.shown.1 && m.shown.0 < s.1));
        if found.is_empty() {
            return Vec::new();
        }
        spots.sort_unstable();
        let clusters = self.clusters(tokens, &spots);
        let mut made = Vec::new();
        for m in &found {
            let after = clusters.partition_point(|c| c.words.0 < m.shown.1);
            let doing = after.checked_sub(1).and_then(|n| clusters.get(n)).filter(|c| self.does(tokens, c, m) && !denials.reach(m.shown));
            // Further off a denial is of something else: "no consent is needed to tell the police".
            let with = clusters.get(after).filter(|c| self.done_with(tokens, m, c) && !denials.close(m.shown.0, CLOSE));
            for agency in doing.into_iter().chain(with).flat_map(|c| &c.agencies) {
                made.push((*agency, bit(m)));
            }
        }
        made
    }

    fn clusters(&self, tokens: &Tokens, spots: &[(usize, usize, u8)]) -> Vec<Cluster> {
        let mut clusters: Vec<Cluster> = Vec::new();
        for &(from, to, agency) in spots {
            match clusters.last_mut().filter(|c| from < c.words.1 + LISTED && self.is_list(tokens, c.words.1, from)) {
                Some(last) => {
                    last.words.1 = last.words.1.max(to);
                    last.agencies.push(agency);
                }
                None => clusters.push(Cluster { words: (from, to), agencies: vec![agency] }),
            }
        }
        clusters
    }

    /// Whether the words `from..to` only part two agencies of a list: a comma, "and", "or".
    fn is_list(&self, tokens: &Tokens, from: usize, to: usize) -> bool {
        let parted = |n: usize| tokens.before(n) >= Break::Comma || is(&self.lists, tokens, n);
        from >= to || (from..=to).any(parted) && (from..=to).all(|n| tokens.before(n) < Break::Sentence) && !self.has_verb(tokens, from, to)
    }

    /// Whether words of a purpose stand in `from..to`.
    fn has_verb(&self, tokens: &Tokens, from: usize, to: usize) -> bool {
        let mut found = Vec::new();
        self.purposes.find(tokens, from, to, &mut found);
        !found.is_empty()
    }

    /// Whether agencies do what `m` says after them.
    fn does(&self, tokens: &Tokens, agencies: &Cluster, m: &Match) -> bool {
        let Some(between) = m.shown.0.checked_sub(agencies.words.1) else { return false };
        // "Police: attend, share what they know and, where there is a crime, investigate."
        let heads = agencies.words.0 <= 1 && tokens.before(agencies.words.1) == Break::Clause;
        heads || between <= AFTER && !(agencies.words.1..=m.shown.0).any(|n| tokens.before(n) >= Break::Clause)
    }

    /// Whether what `m` says is done with, to or by the agencies after it.
    fn done_with(&self, tokens: &Tokens, m: &Match, agencies: &Cluster) -> bool {
        let Some(between) = agencies.words.0.checked_sub(m.shown.1) else { return false };
        let parted = |n: usize| tokens.before(n) > Break::None;
        between <= BEFORE
            && !(m.shown.1..=agencies.words.0).any(parted)
            && !(m.shown.1..agencies.words.0).any(|n| is(&self.joins, tokens, n))
    }
}

/// Whether the word at `at` is one of those marked.
fn is(marked: &[bool], tokens: &Tokens, at: usize) -> bool {
    marked.get(tokens.word(at).0 as usize).copied().unwrap_or(false)
}

fn bit(m: &Match) -> u16 {
    1u16.checked_shl(m.owner).unwrap_or(0)
}
