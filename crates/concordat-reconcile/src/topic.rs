//! Sections that say the same under other headings: words that few sections have, and pairs of them that only two have.
//!
//! What is found here is sure enough to set two sections side by side: each is the nearest that the other has, by far, and they share
//! turns of phrase that stand nowhere else. Where that is not so, sections stay apart.

use crate::meet::hash;
use std::collections::{BTreeMap, BTreeSet};

/// How near two sections must be, in hundredths (the cosine of their words, each weighed by how few sections have it).
const NEAR: u64 = 17;
/// What the next nearest may come to at most, in hundredths of that.
const NEXT: u64 = 70;
/// Pairs of neighbouring words that both have and no other section has.
const TURNS: usize = 2;
/// How near they must be where one heading holds all the words of the other.
const HEADED: u64 = 10;
/// Telling words that a section must have.
const LEAST: usize = 8;

/// The words of one section.
#[derive(Debug, Clone, Default)]
pub(crate) struct Said {
    heading: BTreeSet<u64>,
    counts: BTreeMap<u64, u64>,
    turns: BTreeSet<(u64, u64)>,
}

impl Said {
    /// The words under some headings, of which the folded words are handed in, as are those of the passages.
    pub(crate) fn new<'t>(headings: impl Iterator<Item = &'t str>, passages: impl Iterator<Item = &'t str>) -> Self {
        let mut said = Self { heading: headings.flat_map(stems).collect(), ..Self::default() };
        for passage in passages {
            let mut before = None;
            for stem in stems(passage) {
                *said.counts.entry(stem).or_default() += 1;
                said.turns.extend(before.map(|word| (word, stem)));
                before = Some(stem);
            }
        }
        said
    }

    fn tells(&self) -> bool {
        self.counts.len() >= LEAST
    }
}

/// How near the two nearest of a section's others are.
#[derive(Debug, Default)]
struct Nearest {
    first: u64,
    second: u64,
}

impl Nearest {
    fn take(&mut self, score: u64) {
        let (first, rest) = (self.first.max(score), self.first.min(score));
        (self.first, self.second) = (first, self.second.max(rest));
    }
}

/// Pairs of sections, one of `ours` and one of `theirs`, that surely say the same. `titles` are headings whose words tell nothing,
/// since all the document is about them.
///
/// Time: grows with the words of the sections, and with the sections that share each.
pub(crate) fn alike(ours: &[Said], theirs: &[Said], titles: &[&Said]) -> Vec<(usize, usize)> {
    let near = nearness(ours, theirs);
    let (mut by_ours, mut by_theirs): (BTreeMap<usize, Nearest>, BTreeMap<usize, Nearest>) = Default::default();
    for (&(s, p), &score) in &near {
        by_ours.entry(s).or_default().take(score);
        by_theirs.entry(p).or_default().take(score);
    }
    let next = |s: usize, p: usize, score: u64| {
        let other = |nearest: Option<&Nearest>| nearest.map_or(0, |n| if n.first == score { n.second } else { n.first });
        other(by_ours.get(&s)).max(other(by_theirs.get(&p)))
    };
    let mut out = BTreeSet::new();
    let both = || ours.iter().chain(theirs);
    let mut holders: BTreeMap<(u64, u64), usize> = BTreeMap::new();
    both().flat_map(|said| &said.turns).for_each(|turn| *holders.entry(*turn).or_default() += 1);
    for (&(s, p), &score) in &near {
        let (Some(a), Some(b)) = (ours.get(s), theirs.get(p)) else { continue };
        if score < NEAR || 100 * next(s, p, score) > NEXT * score || !a.tells() || !b.tells() {
            continue;
        }
        if a.turns.intersection(&b.turns).filter(|turn| holders.get(turn) == Some(&2)).count() >= TURNS {
            out.insert((s, p));
        }
    }
    let known: BTreeSet<u64> = titles.iter().flat_map(|t| t.heading.iter().copied()).collect();
    let headed: Vec<(usize, usize)> = holding(ours, theirs, &known).collect();
    let (mut of_ours, mut of_theirs): (BTreeMap<usize, usize>, BTreeMap<usize, usize>) = Default::default();
    for (s, p) in &headed {
        *of_ours.entry(*s).or_default() += 1;
        *of_theirs.entry(*p).or_default() += 1;
    }
    for &(s, p) in &headed {
        let alone = of_ours.get(&s) == Some(&1) && of_theirs.get(&p) == Some(&1);
        if alone && near.get(&(s, p)).is_some_and(|&score| score >= HEADED) {
            out.insert((s, p));
        }
    }
    out.into_iter().collect()
}

/// Sections of which one heading holds all the words of the other, and not only words that are known.
fn holding<'h>(ours: &'h [Said], theirs: &'h [Said], known: &'h BTreeSet<u64>) -> impl Iterator<Item = (usize, usize)> + 'h {
    let all = ours.iter().enumerate().flat_map(move |(s, a)| theirs.iter().enumerate().map(move |(p, b)| ((s, a), (p, b))));
    all.filter_map(move |((s, a), (p, b))| {
        let (a, b) = (&a.heading, &b.heading);
        let holds = a.is_subset(b) || b.is_subset(a);
        (holds && a.intersection(b).any(|word| !known.contains(word))).then_some((s, p))
    })
}

/// How near sections are that share a word, in hundredths.
fn nearness(ours: &[Said], theirs: &[Said]) -> BTreeMap<(usize, usize), u64> {
    let sections = u64::try_from(ours.len() + theirs.len()).unwrap_or(u64::MAX);
    let mut holders: BTreeMap<u64, u64> = BTreeMap::new();
    ours.iter().chain(theirs).flat_map(|said| said.counts.keys()).for_each(|word| *holders.entry(*word).or_default() += 1);
    let weigh = |word: u64, count: u64| {
        let held = holders.get(&word).copied().unwrap_or(1);
        let rare = logarithm(512 * (sections + 1) / (2 * held + 1)).saturating_sub(logarithm(256));
        (256 + logarithm(count) * 177 / 256) * rare / 256
    };
    let weighed = |all: &[Said]| -> Vec<BTreeMap<u64, u64>> {
        all.iter().map(|said| said.counts.iter().map(|(&word, &count)| (word, weigh(word, count))).collect()).collect()
    };
    let (ours, theirs) = (weighed(ours), weighed(theirs));
    let length = |words: &BTreeMap<u64, u64>| words.values().map(|w| w * w).sum::<u64>().isqrt().max(1);
    let mut index: BTreeMap<u64, Vec<(usize, u64)>> = BTreeMap::new();
    for (p, words) in theirs.iter().enumerate() {
        words.iter().for_each(|(&word, &weight)| index.entry(word).or_default().push((p, weight)));
    }
    let lengths: Vec<u64> = theirs.iter().map(length).collect();
    let mut near = BTreeMap::new();
    for (s, words) in ours.iter().enumerate() {
        let mut shared: BTreeMap<usize, u64> = BTreeMap::new();
        for (word, weight) in words {
            index.get(word).into_iter().flatten().for_each(|(p, other)| *shared.entry(*p).or_default() += weight * other);
        }
        let own = length(words);
        for (p, shared) in shared {
            let both = own * lengths.get(p).copied().unwrap_or(1);
            near.insert((s, p), 100 * shared / both.max(1));
        }
    }
    near
}

/// The logarithm to base 2, in 256ths: whole numbers only, so that it is the same on every machine.
fn logarithm(number: u64) -> u64 {
    let Some(whole) = number.checked_ilog2() else { return 0 };
    let mut rest = u128::from(number) << (63 - whole);
    let mut out = u64::from(whole);
    for _ in 0..8 {
        rest = (rest * rest) >> 63;
        out <<= 1;
        if rest >> 64 != 0 {
            rest >>= 1;
            out += 1;
        }
    }
    out
}

/// The stems of the words that tell something.
fn stems(same: &str) -> impl Iterator<Item = u64> + '_ {
    let tells = |w: &&str| w.len() > 2 && w.bytes().all(|b| b.is_ascii_alphabetic()) && SMALL.binary_search(w).is_err();
    same.split(' ').filter(tells).map(|w| hash(stem(w)))
}

/// A word without the ending of its number or tense.
fn stem(word: &str) -> &str {
    let endings = ["ings", "ing", "ies", "es", "ed", "s"];
    let bare = endings.iter().find_map(|ending| word.strip_suffix(ending).filter(|bare| bare.len() >= 4));
    bare.unwrap_or(word)
}

/// Words that stand in every text, in order.
#[rustfmt::skip]
const SMALL: &[&str] = &[
    "about", "after", "all", "also", "and", "any", "are", "been", "before", "being", "between", "both", "but", "can", "child",
    "children", "could", "did", "does", "each", "every", "for", "from", "had", "has", "have", "her", "his", "how", "into", "its",
    "may", "more", "most", "must", "nor", "not", "one", "only", "other", "others", "our", "out", "over", "own", "people", "person",
    "same", "she", "should", "some", "staff", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
    "this", "those", "two", "under", "until", "very", "was", "were", "what", "when", "where", "which", "while", "who", "will",
    "with", "within", "would", "young", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn said(heading: &str, text: &str) -> Said {
        Said::new([heading].into_iter(), [text].into_iter())
    }

    fn others() -> Vec<Said> {
        [
            "boats are painted in spring with lead free paint and brushes that the harbour master keeps in a locked shed",
            "the chair of the harbour board serves three years and hands over minutes keys and letters at the annual meeting",
        ]
        .map(|text| said("more", text))
        .to_vec()
    }

    #[test]
    fn small_words_are_in_order_and_logarithms_right() {
        assert!(SMALL.is_sorted());
        assert_eq!([1, 2, 3, 1024, u64::MAX].map(logarithm), [0, 256, 405, 2560, 16383]);
        assert_eq!(["meetings", "interviewed", "his", "parties"].map(stem), ["meet", "interview", "his", "part"]);
    }

    #[test]
    fn sections_that_say_the_same_under_other_headings_meet() {
        let mut ours = others();
        let mut theirs = others();
        ours.push(said(
            "coming back",
            "a return interview is offered within five days and the interviewer speaks with them alone in a safe place they choose",
        ));
        theirs.push(said(
            "the child is found",
            "somebody independent carries out a return interview in a safe place and the interviewer writes down what was said",
        ));
        let pairs = alike(&ours, &theirs, &[]);
        assert_eq!(pairs, [(0, 0), (1, 1), (2, 2)]);
        // Two that are as near are no sure pair.
        theirs.push(theirs[2].clone());
        assert_eq!(alike(&ours, &theirs, &[]), [(0, 0), (1, 1)]);
    }

    #[test]
    fn a_heading_that_holds_another_counts_unless_by_the_title_alone() {
        let ours = [said("signs", "new clothes and phones nobody can explain")];
        let theirs = [said("signs that a child may be affected", "money clothes and phones turn up"), said("harm", "the tide comes in")];
        assert_eq!(alike(&ours, &theirs, &[]), [(0, 0)]);
        assert_eq!(alike(&ours, &theirs, &[&said("signs of harm", "")]), []);
    }
}
