//! Which words of two versions of a passage differ.

use concordat_text::{ByteSpan, fold_str, words};

/// Words between the common beginning and end that are compared at most; the table has the square of this.
const MOST: usize = 600;

/// The stretches of both texts that the other does not have, in order; neighbouring words are one stretch.
///
/// Where more than 600 words lie between the first and last difference, all of them are told to differ.
pub(crate) fn differing(one: &str, two: &str) -> [Vec<ByteSpan>; 2] {
    let (a, b) = (cut(one), cut(two));
    let front = a.iter().zip(&b).take_while(|(x, y)| x.0 == y.0).count();
    let back = a.iter().skip(front).rev().zip(b.iter().skip(front).rev()).take_while(|(x, y)| x.0 == y.0).count();
    let middle = |list: &[Folded]| list.get(front..list.len() - back).unwrap_or_default().to_vec();
    let (a, b) = (middle(&a), middle(&b));
    let (mut lost, mut new) = (vec![true; a.len()], vec![true; b.len()]);
    for (i, j) in kept(&a, &b) {
        if let (Some(x), Some(y)) = (lost.get_mut(i), new.get_mut(j)) {
            (*x, *y) = (false, false);
        }
    }
    [stretches(&a, &lost), stretches(&b, &new)]
}

/// A word folded, and where it stands.
type Folded = (String, ByteSpan);

fn cut(text: &str) -> Vec<Folded> {
    words(text).map(|w| (fold_str(w.text), w.span)).collect()
}

/// A longest common subsequence.
fn kept(a: &[Folded], b: &[Folded]) -> Vec<(usize, usize)> {
    if a.len() > MOST || b.len() > MOST {
        return Vec::new();
    }
    let width = b.len() + 1;
    let mut lengths = vec![0u16; (a.len() + 1) * width];
    let at = |lengths: &[u16], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let best = if x.0 == y.0 { at(&lengths, i + 1, j + 1) + 1 } else { at(&lengths, i + 1, j).max(at(&lengths, i, j + 1)) };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x.0 == y.0 {
            out.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

fn stretches(words: &[Folded], differ: &[bool]) -> Vec<ByteSpan> {
    let mut out: Vec<ByteSpan> = Vec::new();
    let mut joined = false;
    for ((_, span), differs) in words.iter().zip(differ) {
        match out.last_mut().filter(|_| joined && *differs) {
            Some(last) => *last = ByteSpan::new(last.start(), span.end()),
            None if *differs => out.push(*span),
            None => {}
        }
        joined = *differs;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(one: &str, two: &str) -> [Vec<String>; 2] {
        let [a, b] = differing(one, two);
        [a.iter().map(|s| s.of(one).to_owned()).collect(), b.iter().map(|s| s.of(two).to_owned()).collect()]
    }

    #[test]
    fn differing_words_are_told_in_stretches() {
        let [one, two] = told("Ring the Harbour within one working day.", "Ring the Gate within 24 hours.");
        assert_eq!((one, two), (vec!["Harbour".to_owned(), "one working day".into()], vec!["Gate".to_owned(), "24 hours".into()]));
        assert_eq!(told("Ring the police.", "ring the Police!"), [Vec::<String>::new(), Vec::new()]);
        assert_eq!(told("", "One word"), [vec![], vec!["One word".to_owned()]]);
    }

    proptest! {
        #[test]
        fn what_is_left_is_the_same(a in "[abc ]{0,30}", b in "[abc ]{0,30}") {
            let left = |text: &str, spans: &[ByteSpan]| -> Vec<String> {
                words(text).filter(|w| !spans.iter().any(|s| s.contains(w.span))).map(|w| w.text.to_owned()).collect()
            };
            let [x, y] = differing(&a, &b);
            prop_assert_eq!(left(&a, &x), left(&b, &y));
        }
    }
}
