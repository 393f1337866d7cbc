//! When something was replaced, against when a document was written and the day it is judged at.

use concordat_findings::Severity;
use concordat_register::{Date, DocumentFacts, Kind, PartialDate, Status};
use concordat_standard::instruments::Weight;

/// How a replacement stands to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Timing {
    /// It had been replaced before the document was written.
    Already,
    /// It has been replaced since.
    Since,
    /// It was replaced in the year or month the document is of; which came first is not known.
    SameTime,
    /// The document has no date.
    Undated,
}

/// What is known of a document's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    date: Option<PartialDate>,
    record: bool,
}

impl Written {
    /// Of a document; none for one that is not judged at all because another has taken its place.
    pub(super) fn of(document: &DocumentFacts) -> Option<Self> {
        let entry = &document.entry;
        if entry.status == Status::Superseded || entry.superseded_by.is_some() {
            return None;
        }
        let date = entry.approved.or(entry.year.map(PartialDate::year));
        Some(Self { date, record: matches!(entry.kind, Kind::Minutes | Kind::Report) })
    }

    /// How something replaced at `replaced` stands to the document on the day `as_at`; none where it is no fault. Minutes and
    /// reports record their own day, and what came later is none of theirs.
    pub(super) fn timing(self, replaced: PartialDate, as_at: Date) -> Option<Timing> {
        let timing = match self.date {
            Some(date) if replaced.last() <= date.first() => Timing::Already,
            Some(date) if replaced.first() > date.last() => Timing::Since,
            Some(_) => Timing::SameTime,
            None => Timing::Undated,
        };
        let known = timing == Timing::Already || replaced.last() <= as_at;
        (known && (!self.record || timing == Timing::Already)).then_some(timing)
    }

    /// When it was written, where that is known.
    pub(super) fn date(self) -> Option<PartialDate> {
        self.date
    }
}

impl Timing {
    /// The end of a sentence about something replaced at `date`, by something else where that is known.
    pub(super) fn words(self, date: PartialDate, by: Option<&str>) -> String {
        let on = spelt(date);
        let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
        match self {
            Self::Already => format!("was replaced{by} {on}, before this document was written"),
            Self::Since => format!("has been replaced{by} since this document was written, {on}"),
            Self::SameTime => format!("was replaced{by} {on}, at about the time this document was written"),
            Self::Undated => format!("was replaced{by} {on}"),
        }
    }

    /// How grave it is to hold to something of this weight; a row that was not checked is only worth knowing.
    pub(super) fn severity(self, weight: Weight, verified: bool) -> Severity {
        let already = self == Self::Already;
        match (weight, verified) {
            (_, false) => Severity::Note,
            (Weight::Law, _) if already => Severity::High,
            (Weight::Law, _) => Severity::Medium,
            (Weight::Edition, _) if already => Severity::Medium,
            (Weight::Edition, _) => Severity::Low,
            (Weight::Label, _) if already => Severity::Low,
            (Weight::Label, _) => Severity::Note,
        }
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// `on 1 June 2014`, `in March 2015`, `in 2015`.
pub(super) fn spelt(date: PartialDate) -> String {
    let lead = if date.day.is_some() { "on" } else { "in" };
    format!("{lead} {}", named(date))
}

/// `1 June 2014`, `March 2015`, `2015`.
pub(super) fn named(date: PartialDate) -> String {
    let month = date.month.and_then(|m| MONTHS.get(usize::from(m).checked_sub(1)?)).copied();
    match (date.day, month) {
        (Some(day), Some(month)) => format!("{day} {month} {}", date.year),
        (None, Some(month)) => format!("{month} {}", date.year),
        _ => date.year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> PartialDate {
        PartialDate::parse(text).unwrap()
    }

    fn timing(written: Option<&str>, replaced: &str, as_at: &str) -> Option<Timing> {
        let written = Written { date: written.map(date), record: false };
        written.timing(date(replaced), Date::parse(as_at).unwrap())
    }

    #[test]
    fn the_two_days_are_told_apart() {
        assert_eq!(timing(Some("2014-03-19"), "2014-06-01", "2015-10-01"), Some(Timing::Since));
        assert_eq!(timing(Some("2014-03-19"), "2014-01", "2015-10-01"), Some(Timing::Already));
        assert_eq!(timing(Some("2014"), "2014-06-01", "2015-10-01"), Some(Timing::SameTime));
        assert_eq!(timing(None, "2014-06-01", "2015-10-01"), Some(Timing::Undated));
        assert_eq!(timing(Some("2014"), "2017-02", "2015-10-01"), None);
        assert_eq!(timing(Some("2014"), "2015", "2015-10-01"), None, "the year is not over");
    }

    #[test]
    fn minutes_are_judged_by_their_own_day() {
        let written = Written { date: Some(date("2014-03")), record: true };
        assert_eq!(written.timing(date("2019-09-29"), Date::parse("2026-01-01").unwrap()), None);
        assert_eq!(written.timing(date("2013-04-01"), Date::parse("2026-01-01").unwrap()), Some(Timing::Already));
    }

    /// Issue 6: "had already been replaced in 2015 when this document was written" read as if it were of 2015.
    #[test]
    fn the_day_is_that_of_the_replacement() {
        let words = Timing::Already.words(date("2015"), Some("the Tide Index"));
        assert_eq!(words, "was replaced by the Tide Index in 2015, before this document was written");
    }

    #[test]
    fn dates_are_spelt_out() {
        assert_eq!(spelt(date("2014-06-01")), "on 1 June 2014");
        assert_eq!(spelt(date("2015-03")), "in March 2015");
        assert_eq!(spelt(date("2015")), "in 2015");
    }
}
