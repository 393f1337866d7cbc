//! The shape of a name in a few bytes, by which most pairs of names are seen to have nothing in common without their text.

use crate::name::{Likeness, Name, spelt_plain};

/// Which letters a word has, by which most pairs of words are seen to be far apart.
#[derive(Clone, Copy)]
pub(crate) struct Letters {
    /// How often each letter from a to z stands in the word: as many bits set of its four.
    counts: u128,
    /// The first four letters, the first lowest.
    start: u32,
    length: u8,
    /// Whether it is of 2 to 40 letters from a to z, none of them more than four times.
    plain: bool,
}

impl Letters {
    pub(crate) fn of(text: &[u8]) -> Self {
        let (mut counts, mut plain) = (0u128, (2..=40).contains(&text.len()));
        for letter in text {
            match letter.checked_sub(b'a').filter(|at| *at < 26) {
                Some(at) => {
                    let lane = counts >> (4 * u32::from(at)) & 15;
                    plain &= lane != 15;
                    counts |= (lane << 1 | 1) << (4 * u32::from(at));
                }
                None => plain = false,
            }
        }
        let start = text.iter().take(4).rev().fold(0, |packed, letter| packed << 8 | u32::from(*letter));
        Self { counts, start, length: u8::try_from(text.len()).unwrap_or(u8::MAX), plain }
    }

    /// Whether two words that do not sound the same are sure to be neither a slip apart nor alike. Says no where it cannot tell.
    pub(crate) fn far(&self, other: &Self) -> bool {
        if !(self.plain && other.plain) {
            return false;
        }
        let (a, b) = (u32::from(self.length), u32::from(other.length));
        // No more letters can match than both have.
        let shared = (self.counts & other.counts).count_ones();
        if shared + 1 >= a.max(b) {
            return false;
        }
        let shared = f64::from(shared);
        let jaro = (shared / f64::from(a) + shared / f64::from(b) + 1.0) / 3.0;
        let start = f64::from(((self.start ^ other.start).trailing_zeros() / 8).min(4).min(a.min(b)));
        jaro + start * 0.1 * (1.0 - jaro) < 0.84
    }

    /// Whether both words are of plain letters, and of no more than 16.
    pub(crate) fn both_short(&self, other: &Self) -> bool {
        self.plain && other.plain && self.length.max(other.length) <= 16
    }
}

/// Letters of a name, and what its blocking keys are made of.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    letters: Letters,
    sound: u32,
    /// Root of the word that tells people apart.
    pub(crate) main: u32,
    /// Root of the first word.
    pub(crate) first: u32,
    /// Roots of the first words of more than one letter; zero where there are fewer.
    pub(crate) roots: [u32; 3],
    /// The first letter's first byte.
    pub(crate) initial: u8,
    /// Whether it is one word of plain letters.
    plain: bool,
    /// A bit for each group of spellings or short forms it is in; groups may share one.
    groups: u64,
}

impl Shape {
    pub(crate) fn of(name: &Name) -> Self {
        let mut roots = name.words.iter().filter(|word| word.text.len() > 1).map(|word| word.root());
        Self {
            letters: *name.letters(),
            sound: name.words.first().map_or(0, |word| word.sound),
            main: name.main().map_or(0, |word| word.root()),
            first: name.words.first().map_or(0, |word| word.root()),
            roots: [(); 3].map(|()| roots.next().unwrap_or(0)),
            initial: name.joined().bytes().next().unwrap_or(0),
            plain: name.words.len() == 1 && name.letters().plain,
            groups: name.words.iter().flat_map(|word| word.groups()).fold(0, |bits, group| bits | 1 << (group % 64)),
        }
    }

    /// How two different names stand to each other, given their letters, where both are short, plain and in no group together.
    pub(crate) fn likeness(&self, other: &Self, texts: [&[u8; 16]; 2]) -> Option<Likeness> {
        if !(self.plain && other.plain) || self.groups & other.groups != 0 {
            return None;
        }
        let [a, b] = texts;
        let (a, b) = (a.get(..usize::from(self.letters.length))?, b.get(..usize::from(other.letters.length))?);
        Some(spelt_plain(a, b, self.sound == other.sound))
    }

    /// Whether two names are sure to be neither the same, nor spellings of one name, nor a slip apart, nor alike. Says no where it cannot tell.
    pub(crate) fn far(&self, other: &Self) -> bool {
        let open = !(self.plain && other.plain) || self.groups & other.groups != 0 || self.sound == other.sound;
        !open && self.letters.far(&other.letters)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::name::Likeness;
    use crate::similarity::{jaro_winkler, one_slip};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn far_names_are_other_names(a in "[a-f]{1,9}", b in "[a-f]{1,9}") {
            let (a, b) = (Name::read(&a).unwrap(), Name::read(&b).unwrap());
            let text = |name: &Name| std::array::from_fn(|at| name.joined().as_bytes().get(at).copied().unwrap_or(0));
            if let Some(likeness) = Shape::of(&a).likeness(&Shape::of(&b), [&text(&a), &text(&b)]).filter(|_| a.joined() != b.joined()) {
                prop_assert_eq!(a.as_forename(&b), likeness);
                prop_assert_eq!(a.as_surname(&b), likeness);
            }
            if Shape::of(&a).far(&Shape::of(&b)) {
                prop_assert_eq!(a.as_forename(&b), Likeness::Other);
                prop_assert_eq!(a.as_surname(&b), Likeness::Other);
            }
        }
    }

    proptest! {
        // Against the letters themselves, since names are compared by the same short cut.
        #[test]
        fn far_words_are_no_slip_apart_and_not_alike(a in "[a-h]{2,20}", b in "[a-h]{2,20}") {
            let (a, b) = (a.as_bytes(), b.as_bytes());
            if Letters::of(a).far(&Letters::of(b)) {
                prop_assert!(jaro_winkler(a, b) < 0.84 && !one_slip(a, b));
            }
        }
    }

    #[test]
    fn most_pairs_are_seen_to_be_far() {
        let shape = |text| Shape::of(&Name::read(text).unwrap());
        assert!(shape("Tamsin").far(&shape("Oliver")));
        assert!(!shape("Tamsin").far(&shape("Tamzin")) && !shape("Jo").far(&shape("Joe")) && !shape("Anna Maria").far(&shape("Oliver")));
    }
}
