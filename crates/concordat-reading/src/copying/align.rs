//! Which words of one text are kept in another.

/// Words of a text compared at most; the table has the square of this.
const MOST: usize = 800;

/// For each word of `one`, the word of `two` that it is kept as: a longest common subsequence, the earliest where there
/// are several. Words past the first 800 are not compared.
///
/// Time and memory: the product of the lengths.
pub(super) fn kept(one: &[&str], two: &[&str]) -> Vec<Option<usize>> {
    let (a, b) = (one.get(..MOST).unwrap_or(one), two.get(..MOST).unwrap_or(two));
    let width = b.len() + 1;
    // lengths[i * width + j]: the longest common subsequence of a[i..] and b[j..].
    let mut lengths = vec![0u16; (a.len() + 1) * width];
    let at = |lengths: &[u16], i: usize, j: usize| lengths.get(i * width + j).copied().unwrap_or(0);
    for (i, x) in a.iter().enumerate().rev() {
        for (j, y) in b.iter().enumerate().rev() {
            let best = if x == y { at(&lengths, i + 1, j + 1) + 1 } else { at(&lengths, i + 1, j).max(at(&lengths, i, j + 1)) };
            if let Some(cell) = lengths.get_mut(i * width + j) {
                *cell = best;
            }
        }
    }
    let mut kept = vec![None; one.len()];
    let (mut i, mut j) = (0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            if let Some(slot) = kept.get_mut(i) {
                *slot = Some(j);
            }
            (i, j) = (i + 1, j + 1);
        } else if at(&lengths, i + 1, j) >= at(&lengths, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_run_of_words_is_kept() {
        let kept = kept(&["ring", "them", "within", "five", "days"], &["ring", "within", "two", "days"]);
        assert_eq!(kept, [Some(0), None, Some(1), None, Some(3)]);
    }

    proptest! {
        #[test]
        fn what_is_kept_is_equal_and_in_order(a in prop::collection::vec(0u8..4, 0..40), b in prop::collection::vec(0u8..4, 0..40)) {
            const WORDS: [&str; 4] = ["a", "b", "c", "d"];
            let (a, b): (Vec<&str>, Vec<&str>) = (a.iter().map(|&n| WORDS[n as usize]).collect(), b.iter().map(|&n| WORDS[n as usize]).collect());
            let forth = kept(&a, &b);
            let pairs: Vec<(usize, usize)> = forth.iter().enumerate().filter_map(|(i, j)| Some((i, (*j)?))).collect();
            prop_assert!(pairs.iter().all(|&(i, j)| a[i] == b[j]));
            prop_assert!(pairs.windows(2).all(|w| w[0].1 < w[1].1));
            prop_assert_eq!(pairs.len(), kept(&b, &a).iter().flatten().count());
        }
    }
}
