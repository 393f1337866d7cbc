//! Days of the calendar, and dates of birth as lists give them: in full, in part, or as an age.

/// A day of the Gregorian calendar, as days since 1 January 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(pub i32);

impl Day {
    /// The day of a year, month and day of the month, where there is such a day.
    #[must_use]
    pub fn of(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=12).contains(&month) || day == 0 || day > days_in(year, month) || !(1..=9999).contains(&year) {
            return None;
        }
        // Howard Hinnant's days_from_civil.
        let (y, m) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
        let era = y.div_euclid(400);
        let of_era = y.rem_euclid(400);
        let of_year = (153 * i32::try_from(m).ok()? + 2) / 5 + i32::try_from(day).ok()? - 1;
        Some(Self(era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468))
    }

    /// Year, month and day of the month.
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32) {
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let of_era = z.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let m = (5 * of_year + 2) / 153;
        let day = of_year - (153 * m + 2) / 5 + 1;
        let month = if m < 10 { m + 3 } else { m - 9 };
        (year_of_era + era * 400 + i32::from(month <= 2), month.unsigned_abs(), day.unsigned_abs())
    }

    /// A day written year first (2024-03-08), day first (8/3/2024, 08.03.24) or with its month in words (8 March 2024).
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        match Birth::read(text, None) {
            Birth::On(day) => Some(day),
            _ => None,
        }
    }
}

fn days_in(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// When somebody was born, as far as a list says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Birth {
    /// Nothing is said, or nothing that can be read.
    #[default]
    Unknown,
    /// A whole date.
    On(Day),
    /// A range, both ends included: a year, a month of a year, or an age on the day of a meeting.
    Between(Day, Day),
}

impl Birth {
    /// Born in a year.
    #[must_use]
    pub fn year(year: i32) -> Self {
        match (Day::of(year, 1, 1), Day::of(year, 12, 31)) {
            (Some(first), Some(last)) => Self::Between(first, last),
            _ => Self::Unknown,
        }
    }

    /// `years` old on `day`. Ages above 120 say nothing.
    #[must_use]
    pub fn aged(years: u32, day: Day) -> Self {
        match i32::try_from(years) {
            // A year is 365.2425 days; a day either way is allowed for leap years.
            Ok(y) if y <= 120 => Self::Between(Day(day.0 - (y + 1) * 3_652_425 / 10_000 - 1), Day(day.0 - y * 3_652_425 / 10_000 + 1)),
            _ => Self::Unknown,
        }
    }

    /// Reads what a cell holds: a date in any common British or ISO form, a year, a month and year, an age ("14", "aged 14", "14 yrs", "8 months")
    /// where the day of the meeting is known, or an Excel serial number. A date that is none, such as 30 February, leaves its year.
    #[must_use]
    pub fn read(text: &str, meeting: Option<Day>) -> Self {
        if let Some(birth) = plain(text) {
            return birth;
        }
        let Some(Cell { numbers, month, months_old, other }) = Cell::read(text) else { return Self::Unknown };
        let first = numbers.first().copied();
        let (second, third) = (numbers.get(1).copied(), numbers.get(2).copied());
        match (first, second, third, month) {
            (Some((d, _)), Some((y, w)), None, Some(m)) if w != 1 => whole(century(y, w, meeting), m, d),
            (Some((y, w)), None, _, Some(m)) if w != 1 => part(century(y, w, meeting), m),
            (Some((y, 4)), Some((m, _)), Some((d, _)), None) => whole(i32::try_from(y).unwrap_or(0), m, d),
            (Some((d, _)), Some((m, _)), Some((y, w)), None) if w == 2 || w == 4 => whole(century(y, w, meeting), m, d),
            (Some((m, _)), Some((y, 4)), None, None) if m <= 12 => part(i32::try_from(y).unwrap_or(0), m),
            (Some((y, 4)), Some((m, _)), None, None) if m <= 12 => part(i32::try_from(y).unwrap_or(0), m),
            (Some((n, 8)), None, _, None) if n > 19_000_000 => whole(i32::try_from(n / 10_000).unwrap_or(0), n / 100 % 100, n % 100),
            (Some((n, 5)), None, _, None) if !other && n > 20_000 => Self::On(Day(i32::try_from(n).unwrap_or(0) - 25_569)),
            (Some((y, 4)), None, _, None) if (1900..2100).contains(&y) => Self::year(i32::try_from(y).unwrap_or(0)),
            (Some((n, 1..=2)), _, None, None) if !other => match meeting {
                Some(day) if months_old && second.is_none() => {
                    Self::Between(Day(day.0 - (i32::try_from(n).unwrap_or(0) + 1) * 31), Day(day.0 - i32::try_from(n).unwrap_or(0) * 30))
                }
                Some(day) => Self::aged(n, day),
                None => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }

    /// First and last day possible, where anything is said.
    #[must_use]
    pub fn range(self) -> Option<(Day, Day)> {
        match self {
            Self::Unknown => None,
            Self::On(day) => Some((day, day)),
            Self::Between(first, last) => Some((first, last)),
        }
    }
}

/// What a cell for a date of birth holds, before anything is made of it.
struct Cell {
    /// Numbers with how many figures each has.
    numbers: Vec<(u32, usize)>,
    month: Option<u32>,
    /// Whether months and not years are counted.
    months_old: bool,
    /// Whether there are words that belong to no date.
    other: bool,
}

impl Cell {
    /// Words that may stand by a date or an age.
    const USUAL: [&str; 34] = [
        "st",
        "nd",
        "rd",
        "th",
        "aged",
        "age",
        "years",
        "year",
        "yrs",
        "yr",
        "y",
        "yo",
        "old",
        "of",
        "born",
        "dob",
        "b",
        "c",
        "circa",
        "approx",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];

    /// `None` where a number is too long for any date.
    fn read(text: &str) -> Option<Self> {
        let mut cell = Self { numbers: Vec::new(), month: None, months_old: false, other: false };
        // A time after a date ("2010-03-08 00:00:00", "2010-03-08T00:00:00Z") is not read.
        let text = text.split_once('T').filter(|(date, _)| date.len() == 10).map_or(text, |(date, _)| date);
        let text = text.split_once(' ').filter(|(_, time)| time.contains(':')).map_or(text, |(date, _)| date);
        for (digits, word) in runs(text) {
            if digits {
                (word.len() <= 8).then_some(())?;
                cell.numbers.push((word.parse().unwrap_or(0), word.len()));
            } else if let Some(month) = month_of(&word) {
                cell.month = Some(month);
            } else if word.starts_with("month") || word == "mths" || word == "m" {
                cell.months_old = true;
            } else if !Self::USUAL.contains(&word.as_str()) {
                cell.other = true;
            }
        }
        Some(cell)
    }
}

/// A date in one of the two forms most lists use, `2010-03-08` and `08/03/2010`, and an empty cell.
fn plain(text: &str) -> Option<Birth> {
    let number =
        |figures: &[u8]| figures.iter().try_fold(0u32, |sum, figure| figure.is_ascii_digit().then(|| sum * 10 + u32::from(figure - b'0')));
    match text.as_bytes() {
        [] => Some(Birth::Unknown),
        [y @ .., b'-', m1, m2, b'-', d1, d2] if y.len() == 4 => {
            Some(whole(i32::try_from(number(y)?).ok()?, number(&[*m1, *m2])?, number(&[*d1, *d2])?))
        }
        [d1, d2, b'/', m1, m2, b'/', y @ ..] if y.len() == 4 => {
            Some(whole(i32::try_from(number(y)?).ok()?, number(&[*m1, *m2])?, number(&[*d1, *d2])?))
        }
        _ => None,
    }
}

fn whole(year: i32, month: u32, day: u32) -> Birth {
    if !(1900..2200).contains(&year) {
        return Birth::Unknown;
    }
    // Month first is the other order; only where the day first is impossible.
    match Day::of(year, month, day).or_else(|| Day::of(year, day, month).filter(|_| month > 12)) {
        Some(day) => Birth::On(day),
        None => Birth::year(year),
    }
}

fn part(year: i32, month: u32) -> Birth {
    match (Day::of(year, month, 1), Day::of(year, month, days_in(year, month.clamp(1, 12)))) {
        (Some(first), Some(last)) if (1900..2200).contains(&year) => Birth::Between(first, last),
        _ => Birth::Unknown,
    }
}

/// A year of two figures is of this century unless that lies after the meeting (or after 2069 where no meeting is known).
fn century(year: u32, width: usize, meeting: Option<Day>) -> i32 {
    let year = i32::try_from(year).unwrap_or(0);
    if width > 2 {
        return year;
    }
    let latest = meeting.map_or(2069, |day| day.parts().0);
    if 2000 + year <= latest { 2000 + year } else { 1900 + year }
}

/// Runs of digits and of letters, lower case.
fn runs(text: &str) -> Vec<(bool, String)> {
    let mut runs: Vec<(bool, String)> = Vec::new();
    let mut open = false;
    for letter in text.chars().take(60) {
        let digit = letter.is_ascii_digit();
        if !digit && !letter.is_alphabetic() {
            open = false;
            continue;
        }
        match runs.last_mut() {
            Some((was, run)) if open && *was == digit => run.push(letter.to_ascii_lowercase()),
            _ => runs.push((digit, letter.to_ascii_lowercase().to_string())),
        }
        open = true;
    }
    runs
}

fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    if word.len() < 3 {
        return None;
    }
    let at = MONTHS.iter().position(|month| month.starts_with(word) || (word == "sept" && *month == "september"))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn dates_as_lists_write_them() {
        let day = |y, m, d| Birth::On(Day::of(y, m, d).unwrap());
        let meeting = Day::of(2025, 6, 1);
        for (text, birth) in [
            ("2010-03-08", day(2010, 3, 8)),
            ("08/03/2010", day(2010, 3, 8)),
            ("8.3.10", day(2010, 3, 8)),
            ("8th March 2010", day(2010, 3, 8)),
            ("8-Mar-10", day(2010, 3, 8)),
            ("2010-03-08 00:00:00", day(2010, 3, 8)),
            ("20100308", day(2010, 3, 8)),
            ("40245", day(2010, 3, 8)),
            ("03/18/2010", day(2010, 3, 18)),
            ("30/02/2010", Birth::year(2010)),
            ("2010", Birth::year(2010)),
            ("1900-01-00", Birth::year(1900)),
            ("aged 14", Birth::aged(14, meeting.unwrap())),
            ("14 yrs", Birth::aged(14, meeting.unwrap())),
            ("170", Birth::Unknown),
            ("", Birth::Unknown),
            ("unknown", Birth::Unknown),
        ] {
            assert_eq!(Birth::read(text, meeting), birth, "{text}");
        }
    }

    proptest! {
        #[test]
        fn days_and_their_parts_go_both_ways(day in -40_000..60_000) {
            let (y, m, d) = Day(day).parts();
            prop_assert_eq!(Day::of(y, m, d), Some(Day(day)));
        }

        #[test]
        fn any_text_is_read_without_panic(text in ".{0,40}") {
            let _ = Birth::read(&text, Some(Day(20_000)));
        }
    }
}
