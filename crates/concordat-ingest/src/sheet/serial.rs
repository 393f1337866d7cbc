//! Days as spreadsheets number them, and which number formats show a number as a day.

use concordat_register::Date;
use concordat_register::workbook::Value;

/// Which day a workbook counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Epoch {
    /// Day 1 is 1 January 1900, and 1900 has a 29 February that never was.
    #[default]
    Of1900,
    /// Day 0 is 1 January 1904.
    Of1904,
}

/// 31 December 9999 as a serial number of 1900, the last that is shown as a date.
const LAST: f64 = 2_958_466.0;

/// A number that its format shows as a date. Its part of a day is dropped.
///
/// Serial 0 and 60 of 1900 are shown as days that are none, and are given as the text `1900-01-00` and `1900-02-29`.
pub(super) fn day(serial: f64, epoch: Epoch) -> Value {
    if !(0.0..LAST).contains(&serial) {
        return Value::Number(serial);
    }
    #[expect(clippy::cast_possible_truncation, reason = "it was found to lie between 0 and the last day")]
    let whole = serial.floor() as i64;
    // Days from 1 January 1970.
    let since = match (epoch, whole) {
        (Epoch::Of1900, 0) => return Value::Text("1900-01-00".to_owned()),
        (Epoch::Of1900, 60) => return Value::Text("1900-02-29".to_owned()),
        (Epoch::Of1900, 1..60) => whole - 25_568,
        (Epoch::Of1900, _) => whole - 25_569,
        (Epoch::Of1904, _) => whole - 24_107,
    };
    civil(since).map_or(Value::Number(serial), Value::Date)
}

/// The day so many days after 1 January 1970.
fn civil(since: i64) -> Option<Date> {
    // Years are counted from March, in eras of 400 years, so that the leap day is the last of its year.
    let from_march = since + 719_468;
    let (era, day_of_era) = (from_march.div_euclid(146_097), from_march.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    Date::new(i16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// The day at the front of `2026-04-14` or `2026-04-14T09:30:00`; none where there is no such day.
pub(super) fn iso(text: &str) -> Option<Date> {
    let text = text.trim();
    let (day, rest) = text.split_at_checked(10)?;
    (rest.is_empty() || rest.starts_with(['T', ' ', 'Z'])).then(|| Date::parse(day)).flatten()
}

/// Whether one of the formats built into Excel shows a day.
pub(super) fn is_day(id: u32) -> bool {
    // 27 to 36 and 50 to 58 are dates in East Asian settings only, and nothing else in others.
    matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57 | 58)
}

/// Whether a format's code, such as `dd/mm/yyyy;@`, shows a day. A time alone shows none.
pub(super) fn shows_day(code: &str) -> bool {
    let (mut day, mut month, mut clock) = (false, false, false);
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match c {
            // Words in quotation marks, a colour, condition or language in brackets, and characters shown as they are.
            '"' => rest.by_ref().take_while(|&c| c != '"').for_each(drop),
            '[' => {
                let inside: String = rest.by_ref().take_while(|&c| c != ']').collect();
                clock |= matches!(inside.chars().next(), Some('h' | 'H' | 'm' | 'M' | 's' | 'S')) && inside.len() <= 2;
            }
            '\\' | '_' | '*' => drop(rest.next()),
            ';' => break,
            'd' | 'D' | 'y' | 'Y' => day = true,
            'm' | 'M' => month = true,
            'h' | 'H' | 's' | 'S' => clock = true,
            // A number that is no fraction of a second has no month.
            '0' | '#' | '?' if !day && !month && !clock => return false,
            _ => {}
        }
    }
    day || (month && !clock)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_days_of_their_epoch() {
        let shown = |serial, epoch| match day(serial, epoch) {
            Value::Date(date) => date.to_string(),
            Value::Text(text) => text,
            other => format!("{other:?}"),
        };
        for (serial, expected) in [
            (0.0, "1900-01-00"),
            (0.75, "1900-01-00"),
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (60.0, "1900-02-29"),
            (61.0, "1900-03-01"),
            (40_179.0, "2010-01-01"),
            (46_126.99, "2026-04-14"),
            (2_958_465.0, "9999-12-31"),
            (2_958_466.0, "Number(hidden)"),
            (-1.0, "Number(hidden)"),
        ] {
            assert_eq!(shown(serial, Epoch::Of1900), expected);
        }
        assert_eq!(shown(0.0, Epoch::Of1904), "1904-01-01");
        assert_eq!(shown(44_664.0, Epoch::Of1904), "2026-04-14");
    }

    #[test]
    fn formats_that_show_a_day_are_told() {
        for code in [
            "dd/mm/yyyy;@",
            "[$-809]d mmmm yyyy",
            "mmm-yy",
            "yyyy\\-mm\\-dd hh:mm",
            "d\"th of\" mmmm",
            "[Red]D/M/YY",
            "mmmm",
            "dd/mm/yy hh:mm:ss.000",
        ] {
            assert!(shows_day(code), "{code}");
        }
        for code in
            ["General", "0", "0.00E+00", "#,##0.00", "\"day\" 0", "hh:mm:ss", "[h]:mm", "[mm]:ss", "mm:ss.0", "@", "[Red]0", "0 \\d"]
        {
            assert!(!shows_day(code), "{code}");
        }
    }

    #[test]
    fn a_written_day_must_be_one() {
        assert!(iso("2026-04-14T09:30:00").is_some());
        assert!(iso("2026-02-30").is_none());
        assert!(iso("2026-04-141").is_none());
    }
}
