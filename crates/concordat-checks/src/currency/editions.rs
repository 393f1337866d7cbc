//! Which edition of an instrument a date means, and which is in force.

use concordat_register::{Date, PartialDate};
use concordat_standard::instruments::{Complete, Edition, Instrument};

/// What a cited date means.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cited<'a> {
    /// This edition.
    Edition(&'a Edition),
    /// No edition that ever was.
    Never,
    /// It cannot be told.
    Unknown,
}

/// What `date` means as the date of an edition of `row`, on the day `as_at`.
pub(super) fn cited(row: &Instrument, date: PartialDate, as_at: Date) -> Cited<'_> {
    let by_month = row.editions.iter().rev().find(|e| dates(e).any(|d| same_month(d, date)));
    let by_year = row.editions.iter().rev().find(|e| dates(e).any(|d| d.year == date.year));
    let found = match (date.month, row.complete) {
        (None, _) => by_year,
        (Some(_), Complete::Month) => by_month,
        (Some(_), _) => by_month.or(by_year),
    };
    if let Some(edition) = found {
        return base(row, edition).map_or(Cited::Unknown, Cited::Edition);
    }
    let first = row.editions.first().and_then(|e| PartialDate::parse(&e.published));
    let within = first.is_some_and(|first| date.last() >= first.first()) && date.first() <= as_at;
    if row.complete != Complete::No && within { Cited::Never } else { Cited::Unknown }
}

/// The edition in force on a day.
pub(super) fn in_force(row: &Instrument, on: Date) -> Option<&Edition> {
    let begun = |e: &&Edition| !e.amendment && PartialDate::parse(&e.published).is_some_and(|d| d.first() <= on);
    row.editions.iter().rfind(begun)
}

/// An amendment stands for the edition it amended.
fn base<'a>(row: &'a Instrument, edition: &'a Edition) -> Option<&'a Edition> {
    if !edition.amendment {
        return Some(edition);
    }
    let at = row.editions.iter().position(|e| std::ptr::eq(e, edition))?;
    row.editions.get(..at)?.iter().rfind(|e| !e.amendment)
}

fn dates(edition: &Edition) -> impl Iterator<Item = PartialDate> {
    std::iter::once(&edition.published).chain(&edition.also_dated).filter_map(|d| PartialDate::parse(d))
}

/// Whether two dates are in one month or in neighbouring ones: guidance is often announced in one and in force in the next.
fn same_month(known: PartialDate, cited: PartialDate) -> bool {
    let Some(month) = cited.month else { return false };
    let months = |year: i16, month: u8| i32::from(year) * 12 + i32::from(month);
    known.month.is_some_and(|k| (months(known.year, k) - months(cited.year, month)).abs() <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_standard::Standard;

    fn published(id: &str, date: &str) -> Option<String> {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let as_at = Date::parse("2026-06-01").unwrap();
        match cited(standard.instruments.get(id).unwrap(), PartialDate::parse(date).unwrap(), as_at) {
            Cited::Edition(edition) => Some(edition.published.clone()),
            Cited::Never => Some("never".to_owned()),
            Cited::Unknown => None,
        }
    }

    #[test]
    fn dates_mean_editions() {
        for (date, edition) in [
            ("2013", "2013-03"),
            ("2015-03", "2015-03"),
            ("2017-02", "2015-03"),
            ("2020-12", "2018-07"),
            ("2018", "2018-07"),
            ("2023-12-15", "2023-12"),
            ("2023-07", "never"),
            ("2016", "never"),
        ] {
            assert_eq!(published("working-together", date).as_deref(), Some(edition), "{date}");
        }
        assert_eq!(published("working-together", "1991"), None, "before the first edition listed");
        assert_eq!(published("keeping-children-safe", "2022-07").as_deref(), Some("2022-09"));
        assert_eq!(published("keeping-children-safe", "2017").as_deref(), Some("never"));
        assert_eq!(published("appropriate-language", "2019"), None, "not every edition is listed");
    }

    #[test]
    fn the_edition_in_force() {
        let standard = Standard::peer_on_peer_abuse().unwrap();
        let row = standard.instruments.get("working-together").unwrap();
        let on = |day: &str| in_force(row, Date::parse(day).unwrap()).unwrap().published.clone();
        assert_eq!(on("2015-10-01"), "2015-03");
        assert_eq!(on("2021-01-01"), "2018-07");
        assert_eq!(on("2026-10-01"), "2026-03");
    }
}
