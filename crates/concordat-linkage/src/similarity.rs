//! How alike two words are: Jaro-Winkler, one slip of the hand, and a key of how a name sounds.
#![expect(clippy::indexing_slicing, reason = "both indices run below the lengths of the two words, which are at most 64")]

/// The longest word compared, in bytes; what stands beyond is left out.
const LONGEST: usize = 64;

fn cut(word: &[u8]) -> &[u8] {
    word.get(..LONGEST).unwrap_or(word)
}

/// Jaro-Winkler similarity of two words of bytes, 0 (nothing shared) to 1 (equal), with the usual weight of 0.1 for each of the first four
/// letters shared (Winkler 1990). Matching letters are kept as one 64-bit mask a word.
#[must_use]
pub fn jaro_winkler(a: &[u8], b: &[u8]) -> f64 {
    let (a, b) = (cut(a), cut(b));
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    if a == b {
        return 1.0;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut met_a, mut met_b) = (0u64, 0u64);
    for (i, letter) in a.iter().enumerate() {
        let low = i.saturating_sub(reach);
        let high = (i + reach + 1).min(b.len());
        for (j, other) in b.iter().enumerate().take(high).skip(low) {
            if other == letter && met_b & (1 << j) == 0 {
                met_a |= 1 << i;
                met_b |= 1 << j;
                break;
            }
        }
    }
    winkler(a, b, met_a, met_b)
}

/// The same for two words of at most 16 plain small letters: where each letter stands in one word is kept as a mask, so that no letter is looked for.
pub(crate) fn jaro_winkler_plain(a: &[u8], b: &[u8]) -> f64 {
    let mut stands = [0u32; 32];
    for (j, letter) in b.iter().enumerate().take(16) {
        stands[usize::from(letter & 31)] |= 1 << j;
    }
    let reach = (a.len().max(b.len()) / 2).saturating_sub(1);
    let (mut met_a, mut met_b) = (0u32, 0u32);
    for (i, letter) in a.iter().enumerate().take(16) {
        let window = ((1u32 << (i + reach + 1)) - 1) >> i.saturating_sub(reach) << i.saturating_sub(reach);
        let open = stands[usize::from(letter & 31)] & window & !met_b;
        // The first of the open places, if there is any.
        met_b |= open & open.wrapping_neg();
        met_a |= u32::from(open != 0) << i;
    }
    winkler(a, b, met_a.into(), met_b.into())
}

/// The similarity of two words, given which letters of each match, as masks.
fn winkler(a: &[u8], b: &[u8], met_a: u64, met_b: u64) -> f64 {
    let shared = met_a.count_ones();
    if shared == 0 {
        return 0.0;
    }
    let (mut left, mut right, mut moved) = (met_a, met_b, 0u32);
    while left != 0 {
        let (i, j) = (left.trailing_zeros() as usize, right.trailing_zeros() as usize);
        moved += u32::from(a[i] != b[j]);
        left &= left - 1;
        right &= right - 1;
    }
    let m = f64::from(shared);
    #[expect(clippy::cast_precision_loss, reason = "lengths are at most 64")]
    let jaro = (m / a.len() as f64 + m / b.len() as f64 + (m - f64::from(moved / 2)) / m) / 3.0;
    let start = a.iter().zip(b).take(4).take_while(|(x, y)| x == y).count();
    #[expect(clippy::cast_precision_loss, reason = "at most four")]
    let start = start as f64;
    jaro + start * 0.1 * (1.0 - jaro)
}

/// Whether one letter left out, added, changed or put before its neighbour makes one word the other.
#[must_use]
pub fn one_slip(a: &[u8], b: &[u8]) -> bool {
    let (a, b) = (cut(a), cut(b));
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let start = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let (short, long) = (&short[start..], &long[start..]);
    match (short, long) {
        ([], _) => true,
        (s, l) if s.len() < l.len() => *s == l[1..],
        ([_, s @ ..], [_, l @ ..]) if s == l => true,
        ([p, q, s @ ..], [x, y, l @ ..]) => p == y && q == x && s == l,
        _ => false,
    }
}

/// A key of how a folded word sounds, equal for most spellings of one sound: at most six consonant classes, five bits each. Zero for
/// an empty word. Vowels count only at the start, doubled letters once; `ph` is f, `ck`, `q` and hard `c` are k, `z` and soft `c` are s.
#[must_use]
pub fn sound(word: &str) -> u32 {
    let (mut key, mut last, mut taken) = (0u32, 0u8, 0);
    let letters = word.as_bytes();
    for (i, letter) in letters.iter().enumerate() {
        let next = letters.get(i + 1).copied().unwrap_or(0);
        let before = i.checked_sub(1).map_or(0, |i| letters[i]);
        let Some(class) = class(before, *letter, next) else {
            // An h that only colours the letter before it does not part two of one class.
            last = if *letter == b'h' || *letter == b'g' { last } else { 0 };
            continue;
        };
        if class == last {
            continue;
        }
        last = class;
        key = key << 5 | u32::from(class);
        taken += 1;
        if taken == 6 {
            break;
        }
    }
    key
}

/// The class of a letter between two others (0 where there is none), if it is heard and no vowel within the word.
fn class(before: u8, letter: u8, next: u8) -> Option<u8> {
    let first = before == 0 || before == b' ';
    Some(match letter {
        b'y' if first => 15,
        b'a' | b'e' | b'i' | b'o' | b'u' if first => 1,
        b'a' | b'e' | b'i' | b'o' | b'u' | b'y' | b' ' => return None,
        b'h' if first => 14,
        b'h' => return None,
        b'b' => 2,
        b'p' if next == b'h' => 5,
        b'p' => 3,
        b'f' | b'v' => 5,
        b'w' => 6,
        b'c' | b's' if next == b'h' => 8,
        b'c' if matches!(next, b'e' | b'i' | b'y') => 7,
        b'x' if first => 7,
        b's' | b'z' => 7,
        b'c' | b'k' | b'q' | b'x' => 9,
        b'g' if next == b'h' && !first => return None,
        b'g' | b'j' => 10,
        b'd' => 11,
        b't' => 12,
        b'l' => 13,
        b'm' => 16,
        b'n' => 17,
        b'r' => 18,
        other => 19 + (other % 12),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_published_pairs() {
        // Winkler 1990, table 1.
        for (a, b, value) in [("martha", "marhta", 0.961), ("dwayne", "duane", 0.84), ("dixon", "dicksonx", 0.813)] {
            assert!((jaro_winkler(a.as_bytes(), b.as_bytes()) - value).abs() < 0.001, "{a} {b}");
        }
    }

    #[test]
    fn slips() {
        for (a, b, slip) in [
            ("anna", "ana", true),
            ("anna", "naan", false),
            ("form", "from", true),
            ("leo", "leon", true),
            ("kai", "jay", false),
            ("", "a", true),
        ] {
            assert_eq!(one_slip(a.as_bytes(), b.as_bytes()), slip, "{a} {b}");
            assert_eq!(one_slip(b.as_bytes(), a.as_bytes()), slip, "{b} {a}");
        }
    }

    #[test]
    fn sounds() {
        for (a, b) in [
            ("stephen", "steven"),
            ("philip", "filip"),
            ("catherine", "katherine"),
            ("reece", "rhys"),
            ("yusuf", "youssef"),
            ("hussain", "hossain"),
        ] {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        assert_ne!(sound("martin"), sound("mason"));
    }

    proptest! {
        #[test]
        fn plain_words_are_as_alike_as_any(a in "[a-e]{1,16}", b in "[a-e]{1,16}") {
            prop_assert_eq!(jaro_winkler_plain(a.as_bytes(), b.as_bytes()), jaro_winkler(a.as_bytes(), b.as_bytes()));
        }

        #[test]
        fn alike_is_mutual_and_bounded(a in "[a-e]{0,9}", b in "[a-e]{0,9}") {
            let s = jaro_winkler(a.as_bytes(), b.as_bytes());
            prop_assert!((0.0..=1.0).contains(&s));
            prop_assert_eq!(a == b && !a.is_empty(), s == 1.0);
        }
    }
}
