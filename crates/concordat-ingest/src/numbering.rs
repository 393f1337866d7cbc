//! Numbers of lists, as a reader sees them.

/// Counts the items of one list.
#[derive(Debug, Clone)]
pub(crate) struct Numbering {
    next: i64,
    step: i64,
    style: NumberStyle,
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumberStyle {
    Decimal,
    Letter { capital: bool },
    Roman { capital: bool },
}

impl Numbering {
    /// Counts from `start`, down where `reversed`, in the style that HTML names `1`, `a`, `A`, `i` or `I`.
    pub(crate) fn new(start: i64, reversed: bool, style: &str) -> Self {
        let style = match style {
            "a" => NumberStyle::Letter { capital: false },
            "A" => NumberStyle::Letter { capital: true },
            "i" => NumberStyle::Roman { capital: false },
            "I" => NumberStyle::Roman { capital: true },
            _ => NumberStyle::Decimal,
        };
        Self { next: start, step: if reversed { -1 } else { 1 }, style }
    }

    /// The number of the next item, which may name its own.
    pub(crate) fn next(&mut self, own: Option<i64>) -> String {
        let number = own.unwrap_or(self.next);
        self.next = number.saturating_add(self.step);
        match self.style {
            NumberStyle::Letter { capital } => letters(number, capital),
            NumberStyle::Roman { capital } => roman(number, capital),
            NumberStyle::Decimal => None,
        }
        .unwrap_or_else(|| number.to_string())
    }
}

/// 1 is `a`, 27 is `aa`.
fn letters(number: i64, capital: bool) -> Option<String> {
    let mut left = u32::try_from(number).ok().filter(|n| *n > 0)?;
    let first = if capital { b'A' } else { b'a' };
    let mut out = Vec::new();
    while left > 0 {
        left -= 1;
        out.push(first + u8::try_from(left % 26).unwrap_or(0));
        left /= 26;
    }
    out.reverse();
    String::from_utf8(out).ok()
}

fn roman(number: i64, capital: bool) -> Option<String> {
    let mut left = u32::try_from(number).ok().filter(|n| (1..4000).contains(n))?;
    let mut out = String::new();
    let marks = [
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
    for (value, mark) in marks {
        while left >= value {
            out.push_str(mark);
            left -= value;
        }
    }
    Some(if capital { out.to_ascii_uppercase() } else { out })
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
