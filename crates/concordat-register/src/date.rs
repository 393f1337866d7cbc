//! Dates as documents give them: a day, a month or only a year.

use borsh::{BorshDeserialize, BorshSerialize};
use std::fmt;

/// The months, folded, in order.
pub const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

/// Which month a folded word is, from 1: in full, or cut to three letters, or `sept`.
#[must_use]
pub fn month_named(word: &str) -> Option<u8> {
    let fits = |month: &str| month == word || (word.len() == 3 && month.starts_with(word));
    let at = MONTHS.iter().position(|month| fits(month)).or_else(|| (word == "sept").then_some(8))?;
    u8::try_from(at + 1).ok()
}

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct Date {
    /// Year, such as 2014.
    pub year: i16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

/// A date of which the month or the day may be unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, BorshSerialize, BorshDeserialize)]
pub struct PartialDate {
    /// Year, such as 2014.
    pub year: i16,
    /// Month, 1 to 12, where given.
    pub month: Option<u8>,
    /// Day, 1 to 31, where given; only with a month.
    pub day: Option<u8>,
}

impl Date {
    /// The date, or nothing where there is no such day.
    #[must_use]
    pub fn new(year: i16, month: u8, day: u8) -> Option<Self> {
        (day >= 1 && day <= days_in_month(year, month)?).then_some(Self { year, month, day })
    }

    /// Reads `2014-03-19`; nothing where it is no such date.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let whole = PartialDate::parse(text)?;
        Self::new(whole.year, whole.month?, whole.day?)
    }

    /// Days since 1 January 1970; before it, less than 0. The difference of two is the days between them.
    #[must_use]
    pub fn day_number(self) -> i32 {
        // Years begin in March here, so that the leap day is the last of its year: every month then begins at a
        // fixed day of it, as (153 m + 2) / 5 gives.
        let month = i32::from(self.month);
        let year = i32::from(self.year) - i32::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i32::from(self.day) - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day of a number that [`Date::day_number`] gives; nothing for years that do not fit.
    #[must_use]
    pub fn of_day_number(number: i32) -> Option<Self> {
        // The way back: years of March to February again, 400 of which have 146 097 days.
        let number = number.checked_add(719_468)?;
        let of_era = number.rem_euclid(146_097);
        let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = number.div_euclid(146_097) * 400 + year + i32::from(month <= 2);
        Some(Self { year: i16::try_from(year).ok()?, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }

    /// The day of the week: 0 for Monday, 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u8 {
        // 1 January 1970 was a Thursday.
        u8::try_from((self.day_number() + 3).rem_euclid(7)).unwrap_or_default()
    }

    /// So many months later, on the same day of the month or on its last where it is shorter; nothing for years that do not fit.
    #[must_use]
    pub fn months_on(self, months: u16) -> Option<Self> {
        let all = i32::from(self.year) * 12 + i32::from(self.month) - 1 + i32::from(months);
        let (year, month) = (i16::try_from(all.div_euclid(12)).ok()?, u8::try_from(all.rem_euclid(12) + 1).ok()?);
        Self::new(year, month, self.day.min(days_in_month(year, month)?))
    }
}

impl PartialDate {
    /// A year alone.
    #[must_use]
    pub fn year(year: i16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A month of a year; nothing where there is no such month.
    #[must_use]
    pub fn month(year: i16, month: u8) -> Option<Self> {
        (1..=12).contains(&month).then_some(Self { year, month: Some(month), day: None })
    }

    /// Reads `2014`, `2014-03` or `2014-03-19`; nothing where it is none of them or no such day.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let Some(month) = parts.next() else { return Some(Self::year(year)) };
        let month = month.parse().ok()?;
        let Some(day) = parts.next() else { return Self::month(year, month) };
        Date::new(year, month, day.parse().ok()?).map(Self::from)
    }

    /// The first day it can mean.
    #[must_use]
    pub fn first(self) -> Date {
        Date { year: self.year, month: self.month.unwrap_or(1), day: self.day.unwrap_or(1) }
    }

    /// The last day it can mean. "Review by March 2015" is overdue only after the last of March.
    #[must_use]
    pub fn last(self) -> Date {
        let month = self.month.unwrap_or(12);
        let day = self.day.or_else(|| days_in_month(self.year, month)).unwrap_or(31);
        Date { year: self.year, month, day }
    }
}

impl From<Date> for PartialDate {
    fn from(date: Date) -> Self {
        Self { year: date.year, month: Some(date.month), day: Some(date.day) }
    }
}

fn days_in_month(year: i16, month: u8) -> Option<u8> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_no_30_february() {
        assert_eq!(Date::new(2015, 2, 30), None);
        assert_eq!(PartialDate::parse("2015-02-30"), None);
        assert_eq!(Date::new(2016, 2, 29).map(|d| d.to_string()).as_deref(), Some("2016-02-29"));
    }

    #[test]
    fn days_are_counted_over_leap_years_and_centuries() {
        let day = |text: &str| Date::parse(text).unwrap().day_number();
        assert_eq!(day("1970-01-01"), 0);
        assert_eq!(day("2000-03-01") - day("2000-02-28"), 2);
        assert_eq!(day("1900-03-01") - day("1900-02-28"), 1);
        assert_eq!(day("2026-11-22"), 20_779);
    }

    #[test]
    fn months_are_known_by_name() {
        assert_eq!(["march", "mar", "sept", "may", "dec"].map(month_named), [Some(3), Some(3), Some(9), Some(5), Some(12)]);
        assert_eq!(["ma", "marc", "mayor", ""].map(month_named), [None; 4]);
    }

    #[test]
    fn every_day_of_two_centuries_comes_back_and_weeks_go_round() {
        let mut last = 6;
        for number in Date::new(1899, 12, 31).unwrap().day_number()..Date::new(2100, 3, 2).unwrap().day_number() {
            let day = Date::of_day_number(number).unwrap();
            assert_eq!((day.day_number(), day.weekday()), (number, last), "{day}");
            last = (last + 1) % 7;
        }
        assert_eq!(Date::of_day_number(i32::MAX), None);
    }

    #[test]
    fn months_end_on_days_there_are() {
        let day = |text: &str| Date::parse(text).unwrap();
        assert_eq!(day("2023-12-31").months_on(2), Some(day("2024-02-29")));
        assert_eq!(day("2026-11-22").months_on(14), Some(day("2028-01-22")));
    }

    #[test]
    fn a_month_lasts_until_its_last_day() {
        let due = PartialDate::parse("2015-03").unwrap();
        assert_eq!(due.last(), Date::new(2015, 3, 31).unwrap());
        assert_eq!(due.to_string(), "2015-03");
        assert!(PartialDate::parse("2015-13").is_none());
    }
}
