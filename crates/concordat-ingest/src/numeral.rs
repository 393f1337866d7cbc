//! How a count is written: digits, letters, Roman numerals, words.

/// A number format of a list level; those of other scripts are written in digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Numeral {
    /// 1, 2, 3.
    Decimal,
    /// 01, 02, 03.
    Padded,
    /// a, b, … z, aa, bb.
    Lower,
    /// A, B, … Z, AA, BB.
    Upper,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// 1st, 2nd.
    Ordinal,
    /// One, Two.
    Cardinal,
    /// First, Second.
    OrdinalWord,
    /// A mark and no number.
    Bullet,
    /// Nothing.
    None,
}

const ONES: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ROMAN: [(u32, &str); 13] = [
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
];

impl Numeral {
    /// The format WordprocessingML calls `name` (`w:numFmt`).
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "decimalZero" => Self::Padded,
            "lowerLetter" => Self::Lower,
            "upperLetter" => Self::Upper,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "ordinal" => Self::Ordinal,
            "cardinalText" => Self::Cardinal,
            "ordinalText" => Self::OrdinalWord,
            "bullet" => Self::Bullet,
            "none" => Self::None,
            _ => Self::Decimal,
        }
    }

    /// The format OpenDocument writes as `style:num-format`: `1`, `a`, `A`, `i`, `I` or nothing.
    pub(crate) fn of_open_document(format: &str) -> Self {
        match format {
            "a" => Self::Lower,
            "A" => Self::Upper,
            "i" => Self::LowerRoman,
            "I" => Self::UpperRoman,
            "" => Self::None,
            "1st" => Self::Ordinal,
            _ => Self::Decimal,
        }
    }

    /// Writes a count.
    pub(crate) fn write(self, count: u32, out: &mut String) {
        match self {
            Self::Decimal => out.push_str(&count.to_string()),
            Self::Padded => out.push_str(&format!("{count:02}")),
            Self::Lower => out.push_str(&letters(count)),
            Self::Upper => out.push_str(&letters(count).to_ascii_uppercase()),
            Self::LowerRoman => out.push_str(&roman(count)),
            Self::UpperRoman => out.push_str(&roman(count).to_ascii_uppercase()),
            Self::Ordinal => out.push_str(&ordinal(count)),
            Self::Cardinal => out.push_str(&capital(&cardinal(count))),
            Self::OrdinalWord => out.push_str(&capital(&ordinal_word(count))),
            Self::Bullet | Self::None => {}
        }
    }
}

/// a to z, then aa, bb: Word repeats the letter.
fn letters(count: u32) -> String {
    let Some(n) = count.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from(b'a' + u8::try_from(n % 26).unwrap_or(0));
    let times = usize::try_from(n / 26 + 1).unwrap_or(1).min(30);
    std::iter::repeat_n(letter, times).collect()
}

/// i, ii, iii; in digits from 10,000 and for nought.
pub(crate) fn roman(count: u32) -> String {
    if count == 0 || count > 9999 {
        return count.to_string();
    }
    let mut left = count;
    let mut out = String::new();
    for (value, mark) in ROMAN {
        while left >= value {
            out.push_str(mark);
            left -= value;
        }
    }
    out
}

fn ordinal(count: u32) -> String {
    let ending = match (count % 100, count % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{count}{ending}")
}

fn cardinal(count: u32) -> String {
    let word = |n: u32, words: &[&str]| usize::try_from(n).ok().and_then(|n| words.get(n).copied()).unwrap_or_default().to_owned();
    match count {
        0..=19 => word(count, &ONES),
        20..=99 if count.is_multiple_of(10) => word(count / 10, &TENS),
        20..=99 => format!("{}-{}", word(count / 10, &TENS), word(count % 10, &ONES)),
        _ => count.to_string(),
    }
}

fn ordinal_word(count: u32) -> String {
    let word = cardinal(count);
    if word.starts_with(|c: char| c.is_ascii_digit()) {
        return ordinal(count);
    }
    let (front, last) = word.rsplit_once('-').map_or(("", word.as_str()), |(front, last)| (front, last));
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        tens if tens.ends_with('y') => format!("{}ieth", tens.trim_end_matches('y')),
        other => format!("{other}th"),
    };
    if front.is_empty() { last } else { format!("{front}-{last}") }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Numeral;

    #[test]
    fn counts_are_written_as_word_writes_them() {
        for (name, count, expected) in [
            ("decimal", 12, "12"),
            ("decimalZero", 3, "03"),
            ("lowerLetter", 28, "bb"),
            ("upperLetter", 26, "Z"),
            ("lowerRoman", 14, "xiv"),
            ("upperRoman", 1999, "MCMXCIX"),
            ("ordinal", 112, "112th"),
            ("ordinal", 23, "23rd"),
            ("cardinalText", 42, "Forty-two"),
            ("ordinalText", 30, "Thirtieth"),
            ("ordinalText", 21, "Twenty-first"),
            ("none", 4, ""),
        ] {
            let mut out = String::new();
            Numeral::of(name).write(count, &mut out);
            assert_eq!(out, expected, "{name} {count}");
        }
    }
}
