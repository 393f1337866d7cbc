//! The bank holidays of one year, by their rules.

use concordat_register::Date;
use concordat_standard::holidays::{Holiday, Holidays, Realm, Rule};

/// The bank holidays of a year with their names, substitutes in the place of those on weekends.
pub(super) fn of(rows: &Holidays, realm: Realm, year: i16) -> Vec<(Date, String)> {
    let held = |row: &&Holiday| row.nations.contains(&realm) && row.since.is_none_or(|since| since <= year);
    let mut days = Vec::new();
    let mut weekend = Vec::new();
    for row in rows.holidays.iter().filter(held) {
        let moved = rows.moved.iter().find(|m| m.holiday == row.id && m.year == year).map(|m| m.to);
        let Some(date) = moved.or_else(|| day_of(row.rule, year)) else { continue };
        if date.weekday() < 5 {
            days.push((date, row.name.clone()));
        } else if row.substitute {
            weekend.push((date, row));
        }
    }
    let once = rows.once.iter().filter(|o| o.date.year == year && o.nations.contains(&realm));
    days.extend(once.map(|o| (o.date, o.name.clone())));
    weekend.sort_by_key(|(date, _)| *date);
    // The first weekday that is no holiday already: where Christmas is a Saturday both days are made up, on Monday and Tuesday.
    for (date, row) in weekend {
        let first = date.day_number();
        let free = (first..first + 14).filter_map(Date::of_day_number).find(|d| d.weekday() < 5 && days.iter().all(|(held, _)| held != d));
        days.extend(free.map(|day| (day, format!("{} (substitute day)", row.name))));
    }
    days.sort();
    days
}

fn day_of(rule: Rule, year: i16) -> Option<Date> {
    match rule {
        Rule::Day { month, day } => Date::new(year, month, day),
        Rule::Easter { easter } => Date::of_day_number(easter_sunday(year)?.day_number() + i32::from(easter)),
        Rule::Nth { month, weekday, nth } => {
            let wanted = weekday as i32;
            let first = Date::new(year, month, 1)?;
            let to_first = (wanted - i32::from(first.weekday())).rem_euclid(7);
            if nth > 0 {
                return Date::of_day_number(first.day_number() + to_first + 7 * (i32::from(nth) - 1));
            }
            // The last one: the latest of the fifth and the fourth that is still in the month.
            let later = |weeks: i32| Date::of_day_number(first.day_number() + to_first + 7 * weeks).filter(|d| d.month == month);
            later(4).or_else(|| later(3))
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the computus of Butcher (Meeus, Astronomical Algorithms, 1991, chapter 8).
pub(super) fn easter_sunday(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, u8::try_from(n / 31).ok()?, u8::try_from(n % 31 + 1).ok()?)
}
