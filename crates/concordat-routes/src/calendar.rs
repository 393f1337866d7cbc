//! Deadlines: when a time limit ends, counted from an instant, with weekends and the bank holidays of a nation.
//!
//! Times are those of a clock on a wall in the United Kingdom. How limits are counted, which documents rarely say:
//!
//! - Minutes and hours run on through nights, weekends and holidays. Where the clocks change they are those that pass and not those of the clock.
//! - A working day is a day from Monday to Friday that is no bank holiday. Limits in working days run on working days only, by the
//!   whole day: one working day from Friday at 17:30 ends on Monday at 17:30, and from any time of Saturday at the end of Monday.
//!   This is the shortest that the words can mean; a service that counts from its next opening allows itself more.
//! - Days and weeks are of the calendar and end at the same time of day. Months end on the same day of the month, or on its last.
//! - A time of the day that the words name ends the day there: "by nine the next morning", "before registration".
//! - The same day ends at midnight; where it is to be a working day, the next working day's midnight.
//!
//! The arithmetic is our own, some forty lines over [`Date::day_number`]: a crate for dates would bring time zones and a clock,
//! of which libraries here have none, and bank holidays would still be ours to know.

mod holidays;

use concordat_register::{
    Date, Nation,
    route::{By, Limit, Unit},
};
use concordat_standard::holidays::{Holidays, Office, Realm};
use std::collections::BTreeMap;
use std::fmt;

/// Minutes of a day.
const DAY: i64 = 24 * 60;
/// Days looked ahead for a working day. There is one in every fortnight.
const AHEAD: i32 = 30;
/// The last year that rules are followed into.
const LAST: i16 = 2100;

/// A time by the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// Minutes since midnight, less than 1440.
    pub minute: u16,
}

/// When a limit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// At once, which is when it starts.
    AtOnce(Moment),
    /// By a time.
    By(Moment),
    /// By the end of a day.
    EndOf(Date),
    /// Before a day begins: before registration, before the start of the day.
    Before(Date),
    /// Nothing is measured: as soon as possible, after the meeting.
    Open,
}

/// What is not sure about a deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// No bank holidays are known of this year.
    Unknown(i16),
    /// Those of this year follow the rules, and others may be proclaimed.
    Unproclaimed(i16),
}

/// A deadline and what is not sure about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deadline {
    /// When the limit ends.
    pub due: Due,
    /// What is not sure, where bank holidays are counted.
    pub doubt: Option<Doubt>,
}

/// The working days of a nation.
#[derive(Debug, Clone)]
pub struct Calendar {
    from: i16,
    proclaimed: i16,
    office: Office,
    /// Bank holidays and what they are called, by the number of the day.
    holidays: BTreeMap<i32, String>,
}

impl Moment {
    /// A time; nothing where there is no such minute of a day.
    #[must_use]
    pub fn new(date: Date, minute: u16) -> Option<Self> {
        (i64::from(minute) < DAY).then_some(Self { date, minute })
    }

    /// Reads `2026-11-20T17:30`, or a date alone, which is 09:00 of it; nothing where it is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((date, time)) = text.trim().split_once(['T', ' ']) else { return Self::new(Date::parse(text)?, 9 * 60) };
        let (hour, minute) = time.split_once(':')?;
        let two = |part: &str, most: u16| {
            let digits = part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
            part.parse::<u16>().ok().filter(|&n| digits && n < most)
        };
        Self::new(Date::parse(date)?, two(hour, 24)? * 60 + two(minute, 60)?)
    }

    /// As `2026-11-20T17:30`.
    #[must_use]
    pub fn iso(self) -> String {
        format!("{}T{:02}:{:02}", self.date, self.minute / 60, self.minute % 60)
    }

    /// Minutes by the clock since the start of 1970.
    fn count(self) -> i64 {
        i64::from(self.date.day_number()) * DAY + i64::from(self.minute)
    }

    fn of_count(count: i64) -> Option<Self> {
        let date = Date::of_day_number(i32::try_from(count.div_euclid(DAY)).ok()?)?;
        Self::new(date, u16::try_from(count.rem_euclid(DAY)).ok()?)
    }

    /// Minutes that pass until then from the start of 1970: an hour less by the clock in summer.
    fn passed(self) -> i64 {
        let count = self.count();
        if summer(self.date.year).is_some_and(|(from, to)| count >= from + 60 && count < to + 60) { count - 60 } else { count }
    }

    /// The time by the clock once so many minutes have passed.
    fn after(self, minutes: i64) -> Option<Self> {
        let passed = self.passed() + minutes;
        let plain = Self::of_count(passed)?;
        if summer(plain.date.year).is_some_and(|(from, to)| passed >= from && passed < to) {
            return Self::of_count(passed + 60);
        }
        Some(plain)
    }
}

/// When the clocks go forward and back in a year, in minutes passed: the last Sundays of March and October at one o'clock.
fn summer(year: i16) -> Option<(i64, i64)> {
    let at = |month| {
        let last = Date::new(year, month, 31)?;
        let sunday = last.day_number() - (i32::from(last.weekday()) + 1) % 7;
        Some(i64::from(sunday) * DAY + 60)
    };
    Some((at(3)?, at(10)?))
}

impl Due {
    /// The instant of it, from which what follows is counted; none where nothing is measured.
    #[must_use]
    pub fn moment(self) -> Option<Moment> {
        match self {
            Self::AtOnce(moment) | Self::By(moment) => Some(moment),
            Self::EndOf(date) => Moment::new(date, 23 * 60 + 59),
            Self::Before(date) => Moment::new(date, 0),
            Self::Open => None,
        }
    }
}

impl Calendar {
    /// The working days of a nation.
    #[must_use]
    pub fn of(rows: &Holidays, nation: Nation) -> Self {
        let realm = Realm::of(nation);
        let years = rows.from..=LAST;
        let holidays = years.flat_map(|year| holidays::of(rows, realm, year)).map(|(day, name)| (day.day_number(), name)).collect();
        Self { from: rows.from, proclaimed: rows.proclaimed, office: rows.office.clone(), holidays }
    }

    /// What the bank holiday of a day is called; none where it is no holiday.
    #[must_use]
    pub fn holiday(&self, date: Date) -> Option<&str> {
        self.holidays.get(&date.day_number()).map(String::as_str)
    }

    /// Whether a day is one from Monday to Friday and no bank holiday.
    #[must_use]
    pub fn is_working(&self, date: Date) -> bool {
        date.weekday() < 5 && self.holiday(date).is_none()
    }

    /// Whether offices are open.
    #[must_use]
    pub fn is_open(&self, at: Moment) -> bool {
        self.is_working(at.date) && (self.office.opens..self.office.closes).contains(&at.minute)
    }

    /// When a limit that starts at `from` ends. A limit so long that it leaves the calendar is not measured.
    #[must_use]
    pub fn deadline(&self, limit: &Limit, from: Moment) -> Deadline {
        let due = self.due(limit, from).map(|due| at_time(due, limit.by, from));
        let counted = limit.working_days() || self.says_working(limit);
        let last = due.and_then(Due::moment).map_or(from.date.year, |m| m.date.year);
        let doubt = if from.date.year < self.from || last > LAST {
            Some(Doubt::Unknown(if from.date.year < self.from { from.date.year } else { last }))
        } else {
            (last > self.proclaimed).then_some(Doubt::Unproclaimed(last))
        };
        Deadline { due: due.unwrap_or(Due::Open), doubt: doubt.filter(|_| counted) }
    }

    fn due(&self, limit: &Limit, from: Moment) -> Option<Due> {
        let amount = i64::from(limit.amount);
        let later = |days: i64| Moment::of_count(from.count() + days * DAY).map(Due::By);
        match limit.unit {
            Unit::AtOnce => Some(Due::AtOnce(from)),
            Unit::Minutes => from.after(amount).map(Due::By),
            Unit::Hours => from.after(amount * 60).map(Due::By),
            Unit::SameDay if self.says_working(limit) => self.working_from(from.date).map(Due::EndOf),
            Unit::SameDay => Some(Due::EndOf(from.date)),
            Unit::NextDay if self.says_working(limit) => self.working_after(from.date).map(Due::EndOf),
            Unit::NextDay => Date::of_day_number(from.date.day_number() + 1).map(Due::EndOf),
            Unit::Days => later(amount),
            Unit::Weeks => later(amount * 7),
            Unit::WorkingDays => self.working(from, limit.amount),
            Unit::Months => from.date.months_on(limit.amount).map(|date| Due::By(Moment { date, ..from })),
            Unit::Open => Some(Due::Open),
        }
    }

    /// Whether the words of a limit ask for a working or school day where its unit does not tell.
    fn says_working(&self, limit: &Limit) -> bool {
        let asks = |word: &str| self.office.days.iter().any(|day| word.eq_ignore_ascii_case(day));
        matches!(limit.unit, Unit::SameDay | Unit::NextDay) && limit.text.split(|c: char| !c.is_alphabetic()).any(asks)
    }

    /// So many working days on.
    fn working(&self, from: Moment, amount: u16) -> Option<Due> {
        let mut date = from.date;
        let whole = self.is_working(date);
        for _ in 0..amount {
            date = self.working_after(date)?;
        }
        Some(if whole { Due::By(Moment { date, ..from }) } else { Due::EndOf(date) })
    }

    /// The first working day after a day.
    fn working_after(&self, date: Date) -> Option<Date> {
        self.working_from(Date::of_day_number(date.day_number().checked_add(1)?)?)
    }

    /// The first working day from a day on.
    fn working_from(&self, date: Date) -> Option<Date> {
        let first = date.day_number();
        (first..first.saturating_add(AHEAD)).filter_map(Date::of_day_number).find(|&day| self.is_working(day))
    }
}

/// The end of a day, by the time of it that the words name. A time that has passed when the limit starts leaves the day's end: nothing is
/// due before it is known.
fn at_time(due: Due, by: Option<By>, from: Moment) -> Due {
    let (Due::EndOf(date) | Due::By(Moment { date, .. })) = due else { return due };
    let moment = match by {
        Some(By::Minute(minute)) => Moment::new(date, minute),
        Some(By::Opening) if date > from.date => return Due::Before(date),
        _ => None,
    };
    moment.filter(|at| *at >= from).map_or(due, Due::By)
}

impl fmt::Display for Moment {
    /// As a person says it: "Tuesday 24 November 2026, 17:30".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {:02}:{:02}", Spoken(self.date), self.minute / 60, self.minute % 60)
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtOnce(moment) => write!(f, "{moment}, at once"),
            Self::By(moment) => write!(f, "{moment}"),
            Self::EndOf(date) => write!(f, "end of {}", Spoken(*date)),
            Self::Before(date) => write!(f, "before the start of {}", Spoken(*date)),
            Self::Open => f.write_str("no time that can be worked out"),
        }
    }
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(year) => write!(f, "no bank holidays are known for {year}: only weekends were left out"),
            Self::Unproclaimed(year) => write!(f, "bank holidays of {year} follow the rules; more may be proclaimed"),
        }
    }
}

/// A day as a person says it: "Tuesday 24 November 2026".
#[derive(Debug, Clone, Copy)]
pub struct Spoken(pub Date);

impl fmt::Display for Spoken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        const MONTHS: [&str; 12] =
            ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        let day = DAYS.get(usize::from(self.0.weekday())).unwrap_or(&"");
        let month = MONTHS.get(usize::from(self.0.month).wrapping_sub(1)).unwrap_or(&"");
        write!(f, "{day} {} {month} {}", self.0.day, self.0.year)
    }
}

#[cfg(test)]
mod tests;
