//! Finds dates in folded prose: `19 march 2014`, `march 2015`, `01/02/2025`, `2016-03-01`, `2016`.

use super::edition::{month_of, year_of};
use concordat_register::{Date, PartialDate};

/// A date and its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    /// The date.
    pub(super) date: PartialDate,
    /// Its first byte.
    pub(super) start: usize,
    /// One past its last byte.
    pub(super) end: usize,
}

/// The first date in folded `text`. A range of years is no date.
pub(super) fn first_date(text: &str) -> Option<Dated> {
    let words: Vec<(usize, &str)> = words(text).take(64).collect();
    (0..words.len()).find_map(|at| date_at(text, words.get(at..)?))
}

/// Words with `/`, `.` and `-` inside kept whole, so that `01/02/2025` is one.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | ';' | '|' | '"' | ':'))
        .map(move |word| (word.as_ptr() as usize - text.as_ptr() as usize, word.trim_end_matches(['.', '\'', '*', '_'])))
        .filter(|(_, word)| !word.is_empty())
}

fn date_at(text: &str, words: &[(usize, &str)]) -> Option<Dated> {
    let &(start, first) = words.first()?;
    let word = |n: usize| words.get(n).copied();
    let end_of = |(at, w): (usize, &str)| at + w.len();
    if let Some(date) = numeric(first) {
        return Some(Dated { date, start, end: start + first.len() });
    }
    // 19 march 2014, 19th of march 2014
    if let Some(day) = day_of(first) {
        let skip = usize::from(word(1).is_some_and(|w| w.1 == "of"));
        let month = word(1 + skip).and_then(|w| month_of(w.1));
        let year = word(2 + skip).and_then(|w| year_in(w.1));
        if let (Some(month), Some(year)) = (month, year) {
            let date = Date::new(year, month, day).map(PartialDate::from)?;
            return Some(Dated { date, start, end: end_of(word(2 + skip)?) });
        }
    }
    if let Some(month) = month_of(first) {
        // march 2015, march 19 2015
        if let Some(year) = word(1).and_then(|w| year_in(w.1)) {
            return Some(Dated { date: PartialDate::month(year, month)?, start, end: end_of(word(1)?) });
        }
        let day = word(1).and_then(|w| day_of(w.1));
        if let (Some(day), Some(year)) = (day, word(2).and_then(|w| year_in(w.1))) {
            let date = Date::new(year, month, day).map(PartialDate::from)?;
            return Some(Dated { date, start, end: end_of(word(2)?) });
        }
    }
    let year = year_of(first)?;
    let ranged = text.get(start + first.len()..).is_some_and(|rest| rest.trim_start().starts_with(['-', '/']));
    let ends_range =
        text.get(..start).is_some_and(|before| before.trim_end().ends_with(['-', '/']) && before.contains(|c: char| c.is_ascii_digit()));
    (!ranged && !ends_range).then(|| Dated { date: PartialDate::year(year), start, end: start + first.len() })
}

/// A year of a written date: `2014`, or `14` after an apostrophe.
fn year_in(word: &str) -> Option<i16> {
    year_of(word).or_else(|| word.strip_prefix('\'').filter(|w| w.len() == 2)?.parse::<i16>().ok().map(|y| 2000 + y))
}

fn day_of(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let day: u8 = digits.parse().ok()?;
    let suffix = word.get(digits.len()..)?;
    (digits.len() <= 2 && (1..=31).contains(&day) && matches!(suffix, "" | "st" | "nd" | "rd" | "th")).then_some(day)
}

/// `01/02/2025`, `1.2.25`, `2025-02-01`, `02/2025`, `mar-15`: the day first, as is written in Britain.
fn numeric(word: &str) -> Option<PartialDate> {
    let parts: Vec<&str> = word.split(['/', '.', '-']).collect();
    match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => Date::new(year_of(year)?, month.parse().ok()?, day.parse().ok()?).map(PartialDate::from),
        [day, month, year] => {
            let month = month.parse::<u8>().ok().or_else(|| month_of(month))?;
            Date::new(short_year(year)?, month, day_of(day)?).map(PartialDate::from)
        }
        [month, year] if word.contains('/') && year.len() == 4 => PartialDate::month(year_of(year)?, month.parse().ok()?),
        [month, year] => PartialDate::month(short_year(year)?, month_of(month)?),
        _ => None,
    }
}

fn short_year(year: &str) -> Option<i16> {
    match year.len() {
        4 => year_of(year),
        2 => year.parse::<i16>().ok().map(|y| 2000 + y).filter(|y| *y < 2070),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_as_documents_write_them() {
        for (text, date) in [
            ("review date: 01/02/2025.", "2025-02-01"),
            ("agreed: 21.10.09", "2009-10-21"),
            ("on 6th december 2024 at noon", "2024-12-06"),
            ("by march 2015.", "2015-03"),
            ("nov 2016", "2016-11"),
            ("may 2019 (updated)", "2019-05"),
            ("due mar-15", "2015-03"),
            ("2016-03-01", "2016-03-01"),
            ("in 2016, again", "2016"),
            ("march 31 2016", "2016-03-31"),
        ] {
            assert_eq!(first_date(text).map(|d| d.date.to_string()).as_deref(), Some(date), "{text}");
        }
        for text in ["2015-17", "2015 - 2018", "clause 4.1", "may be 16", "section 47", "1.2.3", "32/01/2015"] {
            assert_eq!(first_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_day_is_read_back(year in 1950i16..2060, month in 1u8..=12, day in 1u8..=28) {
            let date = Some(PartialDate::from(Date::new(year, month, day).unwrap()));
            prop_assert_eq!(first_date(&format!("by {day}/{month}/{year}.")).map(|d| d.date), date);
            prop_assert_eq!(first_date(&format!("{year}-{month:02}-{day:02}")).map(|d| d.date), date);
        }

        #[test]
        fn any_text_is_survived(text in ".{0,80}") {
            if let Some(found) = first_date(&text) {
                prop_assert!(text.get(found.start..found.end).is_some());
            }
        }
    }
}
