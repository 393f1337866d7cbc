//! The year, range, month and publisher that follow a name.

use super::grammar::month;

/// What follows a name and says which edition is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Edition {
    /// Bytes of the text after the name that belong to it.
    pub(super) length: usize,
    /// The first year.
    pub(super) year: Option<i16>,
    /// The last year of a range.
    pub(super) until: Option<i16>,
    /// What stands in brackets, where the edition does.
    pub(super) bracket: Option<(usize, usize)>,
}

/// Longest bracket that can be an edition, in bytes.
const BRACKET: usize = 90;

/// Reads the edition at the front of `rest`, the folded text after a name: `(board, 2014)`, ` 2011-14`, `, march 2015`.
pub(super) fn edition(rest: &str) -> Option<Edition> {
    let lead = rest.len() - rest.trim_start_matches([' ', '\'', '"', '*', '_']).len();
    let body = rest.get(lead..)?;
    if body.starts_with('(') {
        return bracketed(body, lead);
    }
    if lead == 0 && !body.starts_with(',') {
        return None;
    }
    let comma = body.len() - body.trim_start_matches([',', ' ', '-', ':']).len();
    if comma > 3 {
        return None;
    }
    let mut at = comma;
    let mut text = body.get(at..)?;
    let word = text.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    if month(word) {
        at += word.len();
        let spaces = text.get(word.len()..)?;
        let skip = spaces.len() - spaces.trim_start_matches([' ', '.']).len();
        at += skip;
        text = body.get(at..)?;
    }
    let (year, until, length) = years_at(text)?;
    let mut end = lead + at + length;
    let after = rest.get(end..).unwrap_or_default();
    for tail in [" version", " edition", " update"] {
        if after.starts_with(tail) {
            end += tail.len();
            break;
        }
    }
    Some(Edition { length: end, year: Some(year), until, bracket: None })
}

fn bracketed(body: &str, lead: usize) -> Option<Edition> {
    let close = body.bytes().take(BRACKET).position(|b| b == b')')?;
    let inside = body.get(1..close)?;
    let found = inside
        .char_indices()
        .filter(|(at, c)| c.is_ascii_digit() && !inside.get(..*at).is_some_and(|t| t.ends_with(|c: char| c.is_alphanumeric())));
    let year = found.filter_map(|(at, _)| inside.get(at..)).find_map(years_at);
    if let Some((year, until, _)) = year {
        return Some(Edition { length: lead + close + 1, year: Some(year), until, bracket: Some((lead + 1, lead + close)) });
    }
    // An acronym in brackets may stand between a name and its year.
    let acronym = inside.len() <= 10 && !inside.is_empty() && inside.bytes().all(|b| b.is_ascii_alphabetic());
    let after = body.get(close + 1..)?;
    if acronym && after.starts_with([' ', ',']) {
        let inner = edition(after)?;
        return Some(Edition { length: lead + close + 1 + inner.length, bracket: None, ..inner });
    }
    None
}

/// The year or range at the front of `text`, and its length: `2014`, `2011-14`, `2015 to 2018`.
pub(super) fn years_at(text: &str) -> Option<(i16, Option<i16>, usize)> {
    let year = digits(text, 4)?;
    if !(1945..=2060).contains(&year) {
        return None;
    }
    let rest = text.get(4..)?;
    let gap = ["-", "/", " - ", " to ", "--"].into_iter().find(|gap| rest.starts_with(gap));
    if let Some(gap) = gap {
        let tail = rest.get(gap.len()..)?;
        if let Some(until) = digits(tail, 4).filter(|y| (year..=2070).contains(y)) {
            return Some((year, Some(until), 4 + gap.len() + 4));
        }
        if let Some(short) = digits(tail, 2) {
            let until = year / 100 * 100 + short;
            if until > year {
                return Some((year, Some(until), 4 + gap.len() + 2));
            }
        }
    }
    Some((year, None, 4))
}

/// Exactly `count` digits at the front of `text`, as a number.
fn digits(text: &str, count: usize) -> Option<i16> {
    let head = text.get(..count)?;
    let more = text.get(count..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()));
    if more || !head.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    head.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(usize, Option<i16>, Option<i16>)> {
        edition(text).map(|e| (e.length, e.year, e.until))
    }

    #[test]
    fn years_in_every_dress() {
        assert_eq!(read(" (board, 2014) applies"), Some((14, Some(2014), None)));
        assert_eq!(read(" 2011-14 was"), Some((8, Some(2011), Some(2014))));
        assert_eq!(read(" 2015 to 2018."), Some((13, Some(2015), Some(2018))));
        assert_eq!(read(", march 2015 and"), Some((12, Some(2015), None)));
        assert_eq!(read(" september 2024 version"), Some((23, Some(2024), None)));
        assert_eq!(read(" (may 2013, updated december 2017)"), Some((34, Some(2013), None)));
        assert_eq!(read(" (smp) 2019"), Some((11, Some(2019), None)));
    }

    #[test]
    fn other_numbers_are_no_edition() {
        for text in [" 12 children", " (see annex a)", ". 2014 was hard", " 20145", "", " (", " 999 calls"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in ".{0,60}") {
            if let Some(found) = edition(&text) {
                proptest::prop_assert!(text.get(..found.length).is_some());
            }
        }
    }
}
