//! Tests of deadlines, against published dates and a calendar that is stepped through minute by minute.

use super::*;
use concordat_standard::Standard;
use proptest::prelude::*;
use std::sync::OnceLock;

/// Bank holidays on weekdays as published, by nation and year.
#[rustfmt::skip]
const PUBLISHED: &[(Nation, &[(i16, &str)])] = &[
    (
        Nation::England,
        &[
            (2019, "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26"),
            (2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28"),
            (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
            (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
            (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
            (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
            (2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26"),
            (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
            (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
            (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
        ],
    ),
    (
        Nation::Scotland,
        &[
            (2019, "01-01 01-02 04-19 05-06 05-27 08-05 12-02 12-25 12-26"),
            (2020, "01-01 01-02 04-10 05-08 05-25 08-03 11-30 12-25 12-28"),
            (2021, "01-01 01-04 04-02 05-03 05-31 08-02 11-30 12-27 12-28"),
            (2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27"),
            (2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26"),
            (2024, "01-01 01-02 03-29 05-06 05-27 08-05 12-02 12-25 12-26"),
            (2025, "01-01 01-02 04-18 05-05 05-26 08-04 12-01 12-25 12-26"),
            (2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28"),
            (2027, "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28"),
            (2028, "01-03 01-04 04-14 05-01 05-29 08-07 11-30 12-25 12-26"),
        ],
    ),
    (
        Nation::NorthernIreland,
        &[
            (2019, "01-01 03-18 04-19 04-22 05-06 05-27 07-12 08-26 12-25 12-26"),
            (2020, "01-01 03-17 04-10 04-13 05-08 05-25 07-13 08-31 12-25 12-28"),
            (2021, "01-01 03-17 04-02 04-05 05-03 05-31 07-12 08-30 12-27 12-28"),
            (2022, "01-03 03-17 04-15 04-18 05-02 06-02 06-03 07-12 08-29 09-19 12-26 12-27"),
            (2023, "01-02 03-17 04-07 04-10 05-01 05-08 05-29 07-12 08-28 12-25 12-26"),
            (2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26"),
            (2025, "01-01 03-17 04-18 04-21 05-05 05-26 07-14 08-25 12-25 12-26"),
            (2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28"),
            (2027, "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28"),
            (2028, "01-03 03-17 04-14 04-17 05-01 05-29 07-12 08-28 12-25 12-26"),
        ],
    ),
];

/// When the clocks went or go forward and back, as published.
#[rustfmt::skip]
const CLOCKS: &[(&str, &str)] = &[
    ("2019-03-31", "2019-10-27"), ("2020-03-29", "2020-10-25"), ("2021-03-28", "2021-10-31"), ("2022-03-27", "2022-10-30"),
    ("2023-03-26", "2023-10-29"), ("2024-03-31", "2024-10-27"), ("2025-03-30", "2025-10-26"), ("2026-03-29", "2026-10-25"),
    ("2027-03-28", "2027-10-31"), ("2028-03-26", "2028-10-29"),
];

fn rows() -> &'static Holidays {
    static MADE: OnceLock<Holidays> = OnceLock::new();
    MADE.get_or_init(|| Standard::peer_on_peer_abuse().unwrap().holidays)
}

fn england() -> &'static Calendar {
    static MADE: OnceLock<Calendar> = OnceLock::new();
    MADE.get_or_init(|| Calendar::of(rows(), Nation::England))
}

fn limit(amount: u16, unit: Unit, text: &str) -> Limit {
    Limit { text: text.into(), amount, unit, from: None, by: None }
}

fn told(amount: u16, unit: Unit, text: &str, from: &str) -> String {
    england().deadline(&limit(amount, unit, text), Moment::parse(from).unwrap()).due.to_string()
}

#[test]
fn bank_holidays_are_those_published() {
    for (nation, years) in PUBLISHED {
        for (year, days) in *years {
            let made = holidays::of(rows(), Realm::of(*nation), *year);
            let made: Vec<String> = made.iter().map(|(d, _)| format!("{:02}-{:02}", d.month, d.day)).collect();
            assert_eq!(made.join(" "), *days, "{nation:?} {year}");
        }
    }
}

#[test]
fn a_friday_evening_is_told_in_full() {
    let from = "2026-11-20T17:30";
    assert_eq!(told(1, Unit::WorkingDays, "within one working day", from), "Monday 23 November 2026, 17:30");
    assert_eq!(told(24, Unit::Hours, "within 24 hours", from), "Saturday 21 November 2026, 17:30");
    assert_eq!(told(45, Unit::Minutes, "within 45 minutes", from), "Friday 20 November 2026, 18:15");
    assert_eq!(told(0, Unit::AtOnce, "immediately", from), "Friday 20 November 2026, 17:30, at once");
    assert_eq!(told(0, Unit::SameDay, "the same day", from), "end of Friday 20 November 2026");
    assert_eq!(told(1, Unit::NextDay, "by the next morning", from), "end of Saturday 21 November 2026");
    assert_eq!(told(1, Unit::NextDay, "before the next school day", from), "end of Monday 23 November 2026");
    assert_eq!(told(2, Unit::Weeks, "within two weeks", from), "Friday 4 December 2026, 17:30");
    assert_eq!(told(3, Unit::Months, "within three months", from), "Saturday 20 February 2027, 17:30");
    assert_eq!(told(0, Unit::Open, "as soon as possible", from), "no time that can be worked out");
    assert_eq!(told(1, Unit::WorkingDays, "one working day", "2026-11-21T10:00"), "end of Monday 23 November 2026");
}

#[test]
fn christmas_is_passed_over_and_clocks_change() {
    assert_eq!(told(1, Unit::WorkingDays, "", "2026-12-24T16:00"), "Tuesday 29 December 2026, 16:00");
    assert_eq!(told(24, Unit::Hours, "", "2026-10-24T12:00"), "Sunday 25 October 2026, 11:00");
    assert_eq!(told(24, Unit::Hours, "", "2026-03-28T12:00"), "Sunday 29 March 2026, 13:00");
}

#[test]
fn years_without_data_are_said() {
    let doubt = |amount, unit, from| england().deadline(&limit(amount, unit, ""), Moment::parse(from).unwrap()).doubt;
    assert_eq!(doubt(1, Unit::WorkingDays, "1999-06-01"), Some(Doubt::Unknown(1999)));
    assert_eq!(doubt(1, Unit::WorkingDays, "2031-06-02"), Some(Doubt::Unproclaimed(2031)));
    assert_eq!(doubt(1, Unit::Hours, "2031-06-02"), None, "no holiday is counted");
    assert_eq!(doubt(1, Unit::WorkingDays, "2026-11-20"), None);
    assert_eq!(england().deadline(&limit(u16::MAX, Unit::Months, ""), Moment::parse("32000-01-01").unwrap()).due, Due::Open);
}

#[test]
fn offices_close_in_the_evening_at_weekends_and_on_holidays() {
    let open = |at: &str| england().is_open(Moment::parse(at).unwrap());
    assert!(open("2026-11-20T16:59") && !open("2026-11-20T17:00") && !open("2026-11-21T12:00") && !open("2026-12-28T12:00"));
}

#[test]
fn what_is_no_time_is_refused() {
    for text in ["2026-11-20T24:00", "2026-11-20T9:00", "2026-11-20T09:60", "2026-02-30T09:00", "Friday", "", "2026-11-20T+9:00"] {
        assert_eq!(Moment::parse(text), None, "{text}");
    }
}

/// A calendar by definition: every day from 2019 to 2028, told off one by one.
struct Naive {
    /// Year, month, day, and whether work is done.
    days: Vec<(i16, u8, u8, bool)>,
}

impl Naive {
    fn of(nation: Nation) -> Self {
        let years = PUBLISHED.iter().find(|(n, _)| *n == nation).unwrap().1;
        let mut days = Vec::new();
        // 1 January 2019 was a Tuesday.
        let mut weekday = 1;
        for (year, holidays) in years {
            let february = if year % 4 == 0 { 29 } else { 28 };
            for (month, length) in (1u8..).zip([31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]) {
                for day in 1..=length {
                    let works = weekday < 5 && !holidays.split(' ').any(|h| h == format!("{month:02}-{day:02}"));
                    days.push((*year, month, day, works));
                    weekday = (weekday + 1) % 7;
                }
            }
        }
        Self { days }
    }

    fn moment(&self, day: usize, minute: u16) -> Moment {
        let (year, month, day, _) = self.days[day];
        Moment { date: Date { year, month, day }, minute }
    }

    /// The first working minute at which so many days of working minutes have run.
    fn working(&self, mut day: usize, mut minute: u16, amount: u16) -> Moment {
        let mut left = u32::from(amount) * 1440;
        while left > 0 || !self.days[day].3 {
            left -= u32::from(self.days[day].3);
            minute += 1;
            if minute == 1440 {
                (day, minute) = (day + 1, 0);
            }
        }
        self.moment(day, minute)
    }

    /// The clock after so many hours, watched minute by minute.
    fn hours(&self, mut day: usize, mut minute: u16, hours: u16) -> Moment {
        let named = |day: usize| self.moment(day, 0).date.to_string();
        let mut put_back = false;
        for _ in 0..u32::from(hours) * 60 {
            minute += 1;
            if minute == 1440 {
                (day, minute) = (day + 1, 0);
            }
            if minute == 60 && CLOCKS.iter().any(|(on, _)| *on == named(day)) {
                minute = 120;
            }
            if minute == 120 && !put_back && CLOCKS.iter().any(|(_, back)| *back == named(day)) {
                (minute, put_back) = (60, true);
            }
        }
        self.moment(day, minute)
    }

    /// The minute that a due time comes to, moved on to a working one.
    fn settled(&self, due: Due) -> Moment {
        let (date, minute) = match due {
            Due::By(moment) => (moment.date, moment.minute),
            Due::EndOf(date) => (date, 1440),
            other => panic!("{other:?}"),
        };
        let mut day = self.days.iter().position(|d| (d.0, d.1, d.2) == (date.year, date.month, date.day)).unwrap();
        let mut minute = minute;
        if minute == 1440 {
            (day, minute) = (day + 1, 0);
        }
        while !self.days[day].3 {
            (day, minute) = (day + 1, 0);
        }
        self.moment(day, minute)
    }
}

/// A day of the calendar by its place, every second time the day before the clocks change or that day.
fn near_the_clocks() -> impl Strategy<Value = usize> {
    let changes = |(year, back, before): (usize, bool, usize)| {
        let on = if back { CLOCKS[year].1 } else { CLOCKS[year].0 };
        let days = Date::parse(on).unwrap().day_number() - Date::parse("2019-01-01").unwrap().day_number();
        usize::try_from(days).unwrap() - before
    };
    prop_oneof![0usize..3500, (0usize..10, any::<bool>(), 0usize..3).prop_map(changes)]
}

proptest! {
    #[test]
    fn working_days_are_those_counted_minute_by_minute(nation in 0usize..3, day in 0usize..3500, minute in 0u16..1440, amount in 1u16..25) {
        let nation = PUBLISHED[nation].0;
        let naive = Naive::of(nation);
        let made = Calendar::of(rows(), nation).deadline(&limit(amount, Unit::WorkingDays, ""), naive.moment(day, minute));
        prop_assert_eq!(naive.settled(made.due), naive.working(day, minute, amount));
        prop_assert_eq!(made.doubt, None);
    }

    #[test]
    fn hours_are_those_watched_on_the_clock(day in near_the_clocks(), minute in 0u16..1440, hours in 0u16..100) {
        let naive = Naive::of(Nation::England);
        let from = naive.moment(day, minute);
        // There is no such time on the night the clocks go forward, and none of its minutes is begun from.
        prop_assume!(!(60..120).contains(&minute) || !CLOCKS.iter().any(|(on, _)| *on == from.date.to_string()));
        let end = Due::By(naive.hours(day, minute, hours));
        prop_assert_eq!(england().deadline(&limit(hours, Unit::Hours, ""), from).due, end);
        prop_assert_eq!(england().deadline(&limit(hours * 60, Unit::Minutes, ""), from).due, end);
    }

    #[test]
    fn days_and_weeks_are_days_told_off(day in 0usize..3000, minute in 0u16..1440, amount in 0u16..60) {
        let naive = Naive::of(Nation::England);
        let from = naive.moment(day, minute);
        let due = |unit| england().deadline(&limit(amount, unit, ""), from).due;
        prop_assert_eq!(due(Unit::Days), Due::By(naive.moment(day + usize::from(amount), minute)));
        prop_assert_eq!(due(Unit::Weeks), Due::By(naive.moment(day + usize::from(amount) * 7, minute)));
        prop_assert_eq!(due(Unit::SameDay), Due::EndOf(from.date));
        prop_assert_eq!(due(Unit::NextDay), Due::EndOf(naive.moment(day + 1, 0).date));
    }

    #[test]
    fn a_longer_limit_never_ends_sooner(day in 0usize..3000, minute in 0u16..1440, amount in 0u16..60, unit in 0usize..5) {
        let unit = [Unit::Hours, Unit::Days, Unit::WorkingDays, Unit::Weeks, Unit::Months][unit];
        let from = Naive::of(Nation::England).moment(day, minute);
        let due = |amount| england().deadline(&limit(amount, unit, ""), from).due.moment().unwrap();
        prop_assert!(from <= due(amount + 1) && due(amount) <= due(amount + 1) || unit == Unit::Hours);
    }
}
