//! Today, and the time of writing.

use crate::notice::Failure;
use concordat_register::Date;

/// The day to judge at: the one given, else that of `SOURCE_DATE_EPOCH`, else today.
///
/// # Errors
///
/// A date that is not one, with the form it should have.
pub(crate) fn as_at(given: Option<&str>) -> Result<Date, Failure> {
    let Some(given) = given else { return Ok(today()) };
    Date::parse(given)
        .ok_or_else(|| Failure::misuse(format!("`{given}` is no date"), "write it as year-month-day, such as --as-at 2015-10-01"))
}

/// The time of writing in RFC 3339: fixed by `SOURCE_DATE_EPOCH`, or to the start of `as_at` where `reproducible`.
pub(crate) fn generated_at(as_at: Date, reproducible: bool) -> String {
    if let Some(epoch) = epoch() {
        return format!("{epoch:.0}");
    }
    if reproducible { format!("{as_at}T00:00:00Z") } else { format!("{:.0}", now()) }
}

/// This moment as RFC 3339 in UTC to the second.
pub(crate) fn moment() -> String {
    format!("{:.0}", epoch().unwrap_or_else(now))
}

fn today() -> Date {
    let zoned = epoch().unwrap_or_else(now).to_zoned(jiff::tz::TimeZone::system());
    let day = zoned.date();
    let part = |n: i8| u8::try_from(n).unwrap_or(1);
    Date { year: day.year(), month: part(day.month()), day: part(day.day()) }
}

fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

#[expect(clippy::disallowed_methods, reason = "the command line is where the environment is read")]
fn epoch() -> Option<jiff::Timestamp> {
    let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.trim().parse().ok()?;
    jiff::Timestamp::from_second(seconds).ok()
}
