//! How wide words are, without a font at hand, and where lines of them break.

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Bold.
    Bold,
    /// Regular.
    Plain,
}

/// Cuts `text` into lines no wider than `room` pixels at a size in pixels and at bold weight; a word wider than a line is cut. The
/// estimate is on the wide side of common sans-serif faces, so that words keep within their box whichever is used.
#[must_use]
pub fn wrap(text: &str, size: i32, room: i32) -> Vec<String> {
    wrap_at(text, size, room, Weight::Bold)
}

/// As [`wrap`], at a weight.
pub(crate) fn wrap_at(text: &str, size: i32, room: i32, weight: Weight) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut used = 0;
    let space = width_of(' ', size, weight);
    for word in text.split_whitespace() {
        let wide: i32 = word.chars().map(|c| width_of(c, size, weight)).sum();
        if used > 0 && used + space + wide > room * 10 {
            lines.push(std::mem::take(&mut line));
            used = 0;
        }
        if used > 0 {
            line.push(' ');
            used += space;
        }
        for c in word.chars() {
            let one = width_of(c, size, weight);
            if used + one > room * 10 && used > 0 {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += one;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The width of a line in whole pixels, rounded up.
#[must_use]
pub fn width(text: &str, size: i32, weight: Weight) -> i32 {
    let tenths: i32 = text.chars().map(|c| width_of(c, size, weight)).sum();
    (tenths + 9) / 10
}

/// The width of a character in tenths of a pixel. The figures are near those of DejaVu Sans, one of the widest faces that a
/// program falls back to; its regular weight is a tenth narrower than its bold.
fn width_of(c: char, size: i32, weight: Weight) -> i32 {
    let tenths = match c {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | ' ' => 37,
        'f' | 'r' | 't' | '(' | ')' | '-' | '/' => 48,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 104,
        'A'..='Z' | '&' => 78,
        'a'..='z' | '0'..='9' => 68,
        _ => 100,
    };
    match weight {
        Weight::Bold => tenths * size / 10,
        Weight::Plain => tenths * size * 9 / 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn wrapping_keeps_every_letter_and_the_room(text in "[a-zA-Z]{1,30}( [a-zA-Z]{1,30}){0,8}", room in 40i32..300) {
            for weight in [Weight::Bold, Weight::Plain] {
                let lines = wrap_at(&text, 14, room, weight);
                let letters = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                prop_assert_eq!(letters(&lines.concat()), letters(&text));
                prop_assert!(lines.iter().all(|l| width(l, 14, weight) <= room));
            }
        }
    }
}
