//! Days as people write them: of sittings, and of birth.

use concordat_register::{Date, PartialDate, month_named, workbook::Value};
use concordat_standard::panels::plain;

/// A day found in text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    /// The day.
    pub(crate) day: Date,
    /// Which words of [`plain`] it takes up: first and one past the last.
    pub(crate) words: (usize, usize),
}

/// Days counted by a spreadsheet that can be days of sittings or births: 1930 to 2079.
const SERIALS: std::ops::RangeInclusive<f64> = 10_959.0..=65_745.0;

/// The day a spreadsheet's count of days stands for, by the calendar of 1900.
pub(crate) fn serial(count: f64) -> Option<Date> {
    if !SERIALS.contains(&count) {
        return None;
    }
    // The count of 1 January 1970 is 25569.
    #[expect(clippy::cast_possible_truncation, reason = "the range above is within a day count of 32 bits")]
    let days = count.floor() as i32 - 25_569;
    Date::of_day_number(days)
}

/// A number of one or two digits, with or without its ending: `3`, `3rd`.
fn day_of(word: &str) -> Option<u8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|e| word.strip_suffix(e)).unwrap_or(word);
    (digits.len() <= 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
}

fn year_of(word: &str, century: impl Fn(i16) -> i16) -> Option<i16> {
    if !word.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year: i16 = word.parse().ok()?;
    match word.len() {
        4 => (1900..=2100).contains(&year).then_some(year),
        2 => Some(century(year)),
        _ => None,
    }
}

/// Every day that `text` gives, in order. `year` stands where a day has none; without it such a day is passed over.
pub(crate) fn days(text: &str, year: Option<i16>) -> Vec<Found> {
    days_with(text, year, |short| 2000 + short)
}

fn days_with(text: &str, year: Option<i16>, century: impl Fn(i16) -> i16 + Copy) -> Vec<Found> {
    let folded = plain(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match day_at(&words, at, year, century) {
            Some((day, length)) => {
                found.push(Found { day, words: (at, at + length) });
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The day that begins at a word, and how many words it takes up.
fn day_at(words: &[&str], at: usize, year: Option<i16>, century: impl Fn(i16) -> i16 + Copy) -> Option<(Date, usize)> {
    let word = |n: usize| words.get(at + n).copied().unwrap_or_default();
    // 2015-04-07, and the time that may follow it.
    if word(0).len() == 4
        && let Some(date) = year_of(word(0), century).and_then(|y| Date::new(y, numeric_month(word(1))?, day_of(word(2))?))
    {
        return Some((date, 3));
    }
    // 20150407.
    if word(0).len() == 8
        && let Some(date) = compact(word(0))
    {
        return Some((date, 1));
    }
    if let Some(day) = day_of(word(0)) {
        let gap = usize::from(word(1) == "of");
        let month = month_named(word(1 + gap)).or_else(|| numeric_month(word(1)).filter(|_| gap == 0 && !is_ordinal(word(0))))?;
        let given = year_of(word(2 + gap), century).filter(|_| plausible_year(word(2 + gap)));
        let length = 2 + gap + usize::from(given.is_some());
        // Two numbers alone are a score or a fraction more often than a day.
        let named = month_named(word(1 + gap)).is_some();
        let year = given.or(year.filter(|_| named))?;
        return Date::new(year, month, day).map(|d| (d, length));
    }
    if let Some(month) = month_named(word(0)) {
        let day = day_of(word(1))?;
        let given = year_of(word(2), century).filter(|_| word(2).len() == 4 || is_ordinal(word(1)));
        return match given {
            Some(y) => Date::new(y, month, day).map(|d| (d, 3)),
            None if is_ordinal(word(1)) => Date::new(year?, month, day).map(|d| (d, 2)),
            None => None,
        };
    }
    // 7apr15 and 7april are one word after folding.
    glued(word(0), year, century).map(|d| (d, 1))
}

fn plausible_year(word: &str) -> bool {
    matches!(word.len(), 2 | 4)
}

fn is_ordinal(word: &str) -> bool {
    word.len() > 2 && word.bytes().last().is_some_and(|b| b.is_ascii_alphabetic())
}

fn numeric_month(word: &str) -> Option<u8> {
    (word.len() <= 2).then(|| word.parse().ok()).flatten().filter(|m| (1..=12).contains(m))
}

fn compact(word: &str) -> Option<Date> {
    let part = |a: usize, b: usize| word.get(a..b).and_then(|t| t.parse::<i16>().ok());
    let small = |n: i16| u8::try_from(n).ok();
    let forward = || Date::new(part(0, 4).filter(|y| (1990..=2079).contains(y))?, small(part(4, 6)?)?, small(part(6, 8)?)?);
    let backward = || Date::new(part(4, 8).filter(|y| (1990..=2079).contains(y))?, small(part(2, 4)?)?, small(part(0, 2)?)?);
    forward().or_else(backward)
}

fn glued(word: &str, year: Option<i16>, century: impl Fn(i16) -> i16 + Copy) -> Option<Date> {
    let first = word.find(|c: char| !c.is_ascii_digit()).filter(|&n| n > 0)?;
    let (day, rest) = word.split_at_checked(first)?;
    let end = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
    let (month, tail) = rest.split_at_checked(end)?;
    let year = if tail.is_empty() { year } else { year_of(tail, century) };
    Date::new(year?, month_named(month)?, day_of(day)?)
}

/// The month and year that `text` gives without a day: a file's name or a title. A year of two digits counts where it is
/// the last word.
pub(crate) fn month_year(text: &str) -> Option<PartialDate> {
    let folded = plain(text);
    let words: Vec<&str> = folded.split(' ').collect();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        if let Some(month) = month_named(word)
            && let Some(year) = year_of(next, |short| 2000 + short)
        {
            return PartialDate::month(year, month);
        }
        if word.len() == 4
            && let Some(year) = year_of(word, |short| short).filter(|y| *y >= 1990)
            && let Some(month) = month_named(next).or_else(|| numeric_month(next).filter(|_| next.len() == 2))
        {
            return PartialDate::month(year, month);
        }
        // Apr15, as file names have it.
        let letters = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
        if let Some((month, tail)) = word.split_at_checked(letters).filter(|(m, _)| !m.is_empty())
            && let Some(month) = month_named(month)
            && let Some(year) = year_of(tail, |short| 2000 + short)
        {
            return PartialDate::month(year, month);
        }
    }
    None
}

/// A year of four digits in `text`, from 1990; of a span such as 2015-16 the first.
pub(crate) fn year_in(text: &str) -> Option<i16> {
    plain(text).split(' ').filter(|w| w.len() == 4).find_map(|w| year_of(w, |s| s).filter(|y| (1990..=2079).contains(y)))
}

/// The day in a cell that is meant to hold one.
pub(crate) fn day_in(value: &Value, year: Option<i16>) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Number(count) => serial(*count),
        Value::Text(text) => days(text, year).first().map(|f| f.day).or_else(|| text.trim().parse().ok().and_then(serial)),
        Value::Truth(_) | Value::Fault(_) => None,
    }
}

/// Whether a cell is meant to hold a day and holds one that never was: 30 February, 1900-01-00, a formula's error.
pub(crate) fn is_no_day(value: &Value) -> bool {
    let text = match value {
        Value::Fault(_) => return true,
        Value::Text(text) => text,
        _ => return false,
    };
    if !days(text, Some(2000)).is_empty() {
        return false;
    }
    let folded = plain(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let figures = |w: &str, lengths: &[usize]| lengths.contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit());
    let in_figures = words.windows(3).any(|three| {
        let [a, b, c] = three else { return false };
        figures(a, &[1, 2]) && figures(b, &[1, 2]) && figures(c, &[2, 4]) || figures(a, &[4]) && figures(b, &[1, 2]) && figures(c, &[1, 2])
    });
    in_figures
        || words.windows(2).any(|pair| matches!(pair, [day, month] if day_of(day).is_some_and(|d| d > 28) && month_named(month).is_some()))
}

/// What a cell says of somebody's birth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Birth {
    /// The day, or the part of it that is given.
    Born(PartialDate),
    /// An age in years.
    Aged(u8),
    /// A year group of English schools, from 1 to 13.
    YearGroup(u8),
}

/// The birth in a cell; `at` is the day of the sitting, before which anybody discussed was born.
pub(crate) fn birth_in(value: &Value, at: Option<Date>) -> Option<Birth> {
    match value {
        Value::Date(date) => Some(Birth::Born((*date).into())),
        Value::Number(n) if (0.0..110.0).contains(n) => whole(*n).map(Birth::Aged),
        Value::Number(n) if n.fract() == 0.0 && (1920.0..2080.0).contains(n) => whole_year(*n).map(|y| Birth::Born(PartialDate::year(y))),
        Value::Number(n) => serial(*n).map(|d| Birth::Born(d.into())),
        Value::Text(text) => birth(text, at),
        Value::Truth(_) | Value::Fault(_) => None,
    }
}

fn whole(n: f64) -> Option<u8> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the caller holds it between 0 and 110")]
    let age = n as u8;
    (1..110).contains(&age).then_some(age)
}

fn whole_year(n: f64) -> Option<i16> {
    #[expect(clippy::cast_possible_truncation, reason = "the caller holds it between 1920 and 2080")]
    let year = n as i16;
    Some(year)
}

/// The birth that `text` gives: a day, a month and year, an age.
pub(crate) fn birth(text: &str, at: Option<Date>) -> Option<Birth> {
    // Without the day of a sitting, years above 30 are those of the century before.
    let latest = at.map_or(2030, |d| d.year);
    let century = move |short: i16| if 2000 + short <= latest { 2000 + short } else { 1900 + short };
    if let Some(found) = days_with(text, None, century).first() {
        return Some(Birth::Born(found.day.into()));
    }
    let folded = plain(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let short = |w: &&str| !w.is_empty() && w.len() <= 2 && w.bytes().all(|c| c.is_ascii_digit());
    let year = match words.as_slice() {
        [year, a, b] if year.len() == 4 && short(a) && short(b) => Some(year),
        [.., a, b, year] if short(a) && short(b) => Some(year),
        _ => None,
    };
    if let Some(year) = year {
        // No such day: a slip of the pen in the day leaves the year. A spreadsheet shows an empty cell as a day of 1900.
        return year_of(year, century).filter(|y| *y > 1900).map(|y| Birth::Born(PartialDate::year(y)));
    }
    for (n, word) in words.iter().enumerate() {
        let next = words.get(n + 1).copied().unwrap_or_default();
        if let (Some(month), Some(year)) = (month_named(word), year_of(next, century)) {
            return PartialDate::month(year, month).map(Birth::Born);
        }
        let group = if matches!(*word, "year" | "yr") { Some(next) } else { word.strip_prefix("yr").or_else(|| word.strip_prefix('y')) };
        if let Some(year) = group.and_then(|g| g.parse().ok()).filter(|y| (1..=13).contains(y)) {
            return Some(Birth::YearGroup(year));
        }
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let unit = word.strip_prefix(digits).unwrap_or_default();
        if (1..=3).contains(&digits.len())
            && ["", "y", "yo", "yrs", "yr", "years", "ys", "f", "m"].contains(&unit)
            && let Some(age) = digits.parse().ok().filter(|a| (1..110).contains(a))
        {
            return Some(Birth::Aged(age));
        }
        if word.len() == 4
            && let Some(year) = year_of(word, century).filter(|y| *y <= latest)
        {
            return Some(Birth::Born(PartialDate::year(year)));
        }
    }
    words.iter().find_map(|w| w.parse::<f64>().ok().filter(|n| *n > 1000.0).and_then(serial)).map(|d| Birth::Born(d.into()))
}

/// The first and the last day of birth of pupils who are in a year group of English schools on `at`: those of year 7 have their twelfth
/// birthdays between 1 September and 31 August. Pupils taught out of their year are not covered.
pub(crate) fn births_of(group: u8, at: Date) -> Option<(Date, Date)> {
    let begun = if at.month >= 9 { at.year } else { at.year - 1 };
    let first = begun - 5 - i16::from(group);
    Some((Date::new(first, 9, 1)?, Date::new(first + 1, 8, 31)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn days_in_every_british_form() {
        let want = Date::new(2015, 4, 7).unwrap();
        for text in [
            "7 April 2015",
            "Tues 7th Apr 15",
            "07/04/15",
            "7.4.2015",
            "2015-04-07",
            "MACE: 7th of April, 2015, Room 2",
            "07-Apr-2015",
            "April 7th 2015",
            "20150407",
            "Tue 07042015",
            "7apr15",
            "2015-04-07 00:00:00",
        ] {
            assert_eq!(days(text, None).first().map(|f| f.day), Some(want), "{text}");
        }
        assert_eq!(days("Tues 7th April", Some(2015)).first().map(|f| f.day), Some(want));
        for text in ["30/02/2015", "31 June 2015", "score 3/4", "17 pupils", "3 or 4 lads", "Item 7"] {
            assert!(days(text, Some(2015)).is_empty(), "{text}");
        }
        assert_eq!(serial(42_101.0), Some(want));
        assert_eq!(serial(0.0), None);
    }

    #[test]
    fn months_of_titles_and_file_names() {
        let april = PartialDate::month(2015, 4);
        for text in ["Agenda April 2015", "list Apr 15", "mace_2015-04", "YV_Apr2015", "2015 04 list"] {
            assert_eq!(month_year(text), april, "{text}");
        }
        assert_eq!(year_in("Panel 2015-16"), Some(2015));
    }

    #[test]
    fn births_and_ages() {
        let at = Date::new(2015, 4, 7);
        let born = |text: &str| birth(text, at);
        let day = |y, m, d| Some(Birth::Born(Date::new(y, m, d).unwrap().into()));
        assert_eq!(born("18.03.99"), day(1999, 3, 18));
        assert_eq!(born("b. 1 Feb 07"), day(2007, 2, 1));
        assert_eq!(born("15 yrs"), Some(Birth::Aged(15)));
        assert_eq!(born("aged 15"), Some(Birth::Aged(15)));
        assert_eq!(born("Y9"), Some(Birth::YearGroup(9)));
        assert_eq!(born("Year 10"), Some(Birth::YearGroup(10)));
        // In year 10 in April 2015: born from September 1999 to August 2000.
        let (first, last) = births_of(10, at.unwrap()).unwrap();
        assert_eq!((first, last), (Date::new(1999, 9, 1).unwrap(), Date::new(2000, 8, 31).unwrap()));
        assert_eq!(born("(14)"), Some(Birth::Aged(14)));
        assert_eq!(born("Mar 2001"), PartialDate::month(2001, 3).map(Birth::Born));
        assert_eq!(born("30/02/1999"), Some(Birth::Born(PartialDate::year(1999))));
        assert_eq!(birth_in(&Value::Number(36_500.0), at), day(1999, 12, 6));
        assert_eq!(birth_in(&Value::Number(170.0), at), None);
    }

    #[test]
    fn days_that_never_were() {
        for text in ["30/02/2015", "31.02.26", "1900-01-00", "31 June", "00/01/1900"] {
            assert!(is_no_day(&Value::Text(text.to_owned())), "{text}");
        }
        for text in ["3/4/2015", "Week 3", "tbc", "15 yrs", "2015", "9 May", "17/18"] {
            assert!(!is_no_day(&Value::Text(text.to_owned())), "{text}");
        }
        assert_eq!((birth("1900-01-00", None), birth("00/01/1900", None)), (None, None));
        assert_eq!(birth("2009-02-30", None), Some(Birth::Born(PartialDate::year(2009))));
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in "\\PC{0,40}") {
            let _ = (days(&text, Some(2020)), month_year(&text), birth(&text, None), year_in(&text));
        }
    }
}
