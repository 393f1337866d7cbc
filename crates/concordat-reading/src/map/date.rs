//! Finds dates in short pieces of English: days, months and years as documents of the sector write them.

use concordat_register::{Date, PartialDate};
use concordat_text::ByteSpan;
use regex::Regex;

/// Finds dates. Made once; use it on labels' values and single sentences, not on whole documents.
#[derive(Debug)]
pub struct DateFinder {
    pattern: Option<Regex>,
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

// The alternatives in the order they are tried at one place: ISO, day first with marks, month and year in figures,
// month in words before or after its day, and a year alone.
const PATTERN: &str = r"(?xi)
    \b(?P<iy>(?:19|20)\d{2})-(?P<im>\d{2})-(?P<id>\d{2})\b
  | \b(?P<nd>\d{1,2})[/.\-](?P<nm>\d{1,2})[/.\-](?P<ny>(?:19|20)\d{2}|\d{2})\b
  | \b(?P<fm>\d{1,2})/(?P<fy>(?:19|20)\d{2})\b
  | \b(?:(?P<wd>\d{1,2})(?:st|nd|rd|th)?(?:\s+day)?(?:\s+of)?[\s\-.]+)?
      (?P<wm>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?
      (?:\s+(?P<ad>\d{1,2})(?:st|nd|rd|th)?,)?
      (?:,?\s+(?P<wy>(?:19|20)\d{2})|[\-\s]?['\u{2019}\-](?P<wy2>\d{2}|(?:19|20)\d{2}))\b
  | \b(?P<y>(?:19|20)\d{2})\b";

impl Default for DateFinder {
    fn default() -> Self {
        Self::new()
    }
}

impl DateFinder {
    /// Compiles the pattern.
    #[must_use]
    pub fn new() -> Self {
        Self { pattern: Regex::new(PATTERN).ok() }
    }

    /// Every date in `text`, in order, with its place in bytes. Day before month, as in the United Kingdom. Two figures
    /// of a year mean this century. What cannot be a day of the calendar is passed over.
    #[must_use]
    pub fn all(&self, text: &str) -> Vec<(ByteSpan, PartialDate)> {
        let Some(pattern) = &self.pattern else { return Vec::new() };
        pattern
            .captures_iter(text)
            .filter_map(|found| {
                let whole = found.get(0)?;
                let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<i16>().ok());
                let small = |name: &str| number(name).and_then(|n| u8::try_from(n).ok());
                let date = if let Some(year) = number("iy") {
                    Date::new(year, small("im")?, small("id")?).map(PartialDate::from)
                } else if let Some(year) = number("ny") {
                    Date::new(century(year), small("nm")?, small("nd")?).map(PartialDate::from)
                } else if let Some(year) = number("fy") {
                    PartialDate::month(year, small("fm")?)
                } else if let Some(word) = found.name("wm") {
                    let year = century(number("wy").or_else(|| number("wy2"))?);
                    let month = month(word.as_str())?;
                    match small("wd").or_else(|| small("ad")) {
                        Some(day) => Date::new(year, month, day).map(PartialDate::from),
                        None => PartialDate::month(year, month),
                    }
                } else {
                    number("y").map(PartialDate::year)
                };
                date.map(|date| (ByteSpan::new(whole.start(), whole.end()), date))
            })
            .collect()
    }

    /// The first date in `text`, one with a month before a year alone.
    #[must_use]
    pub fn first(&self, text: &str) -> Option<PartialDate> {
        let all = self.all(text);
        all.iter().find(|(_, date)| date.month.is_some()).or_else(|| all.first()).map(|&(_, date)| date)
    }
}

fn century(year: i16) -> i16 {
    if year < 100 { 2000 + year } else { year }
}

fn month(word: &str) -> Option<u8> {
    let start = word.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|m| *m == start).and_then(|n| u8::try_from(n + 1).ok())
}

/// `date` with `years` and `months` added; a day that the month lacks becomes its last.
#[must_use]
pub fn later(date: PartialDate, years: i16, months: u8) -> PartialDate {
    let Some(month) = date.month else { return PartialDate::year(date.year.saturating_add(years)) };
    let total = i16::from(month) - 1 + i16::from(months);
    let year = date.year.saturating_add(years).saturating_add(total / 12);
    let month = u8::try_from(total % 12 + 1).unwrap_or(1);
    let whole = PartialDate { year, month: Some(month), day: None };
    match date.day {
        Some(day) => Date::new(year, month, day).map_or(whole.last().into(), PartialDate::from),
        None => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn first(text: &str) -> String {
        DateFinder::new().first(text).map_or_else(|| "none".to_owned(), |d| d.to_string())
    }

    #[test]
    fn dates_as_the_sector_writes_them() {
        for (text, date) in [
            ("01/02/2025", "2025-02-01"),
            ("6th December 2024", "2024-12-06"),
            ("the 3rd of June, 2016", "2016-06-03"),
            ("Agreed: 21.10.09", "2009-10-21"),
            ("by March 2015", "2015-03"),
            ("Nov-23", "2023-11"),
            ("Sept 2011", "2011-09"),
            ("Version dated 2019-09-29", "2019-09-29"),
            ("December 6, 2024", "2024-12-06"),
            ("03/2015", "2015-03"),
            ("autumn 2016", "2016"),
            ("31/02/2016", "none"),
            ("you may 2 of you", "none"),
            ("levels 1 to 4", "none"),
        ] {
            assert_eq!(first(text), date, "{text}");
        }
    }

    #[test]
    fn years_are_added_on_the_calendar() {
        assert_eq!(later(PartialDate::parse("2016-02-29").unwrap(), 1, 0).to_string(), "2017-02-28");
        assert_eq!(later(PartialDate::parse("2014-11").unwrap(), 0, 18).to_string(), "2016-05");
        assert_eq!(later(PartialDate::year(2014), 2, 0).to_string(), "2016");
    }

    proptest! {
        #[test]
        fn a_written_day_is_read_back(year in 1990i16..2050, month in 1u8..=12, day in 1u8..=28) {
            let want = Date::new(year, month, day).unwrap();
            prop_assert_eq!(first(&want.to_string()), want.to_string());
            prop_assert_eq!(first(&format!("on {day}/{month}/{year}.")), want.to_string());
        }

        #[test]
        fn any_text_is_read_without_a_fault(text in "\\PC{0,60}") {
            for (span, _) in DateFinder::new().all(&text) {
                prop_assert!(text.get(span.start()..span.end()).is_some());
            }
        }
    }
}
