//! Numbers of lists, as a reader sees them.

use crate::numeral::{Numeral, roman};

/// Counts the items of one list.
#[derive(Debug, Clone)]
pub(crate) struct Numbering {
    next: i64,
    step: i64,
    style: Numeral,
}

impl Numbering {
    /// Counts from `start`, down where `reversed`, in the style that HTML names `1`, `a`, `A`, `i` or `I`.
    pub(crate) fn new(start: i64, reversed: bool, style: &str) -> Self {
        let style = Numeral::of_open_document(style);
        let style = if style == Numeral::None { Numeral::Decimal } else { style };
        Self { next: start, step: if reversed { -1 } else { 1 }, style }
    }

    /// The number of the next item, which may name its own.
    pub(crate) fn next(&mut self, own: Option<i64>) -> String {
        let number = own.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        let counted = u32::try_from(number).ok().filter(|n| *n > 0);
        match (self.style, counted) {
            // A browser goes from z to aa, ab; Word from z to aa, bb.
            (Numeral::Lower, Some(n)) => letters(n),
            (Numeral::Upper, Some(n)) => letters(n).to_ascii_uppercase(),
            (Numeral::LowerRoman, Some(n)) => roman(n),
            (Numeral::UpperRoman, Some(n)) => roman(n).to_ascii_uppercase(),
            _ => number.to_string(),
        }
    }
}

/// 1 is `a`, 27 is `aa`, 28 is `ab`.
fn letters(mut left: u32) -> String {
    let mut out = Vec::new();
    while left > 0 {
        left -= 1;
        out.push(char::from(b'a' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    out.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_count_as_their_style_says() {
        let count = |start, reversed, style: &str| {
            let mut list = Numbering::new(start, reversed, style);
            [list.next(None), list.next(None), list.next(Some(40)), list.next(None)].join(" ")
        };
        assert_eq!(count(1, false, "1"), "1 2 40 41");
        assert_eq!(count(26, false, "a"), "z aa an ao");
        assert_eq!(count(3, true, "I"), "III II XL XXXIX");
        assert_eq!(count(1, true, "i"), "i 0 xl xxxix");
    }
}
