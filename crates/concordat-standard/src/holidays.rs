//! Bank holidays of each nation as rules and dates, and the hours in which offices are open.

use crate::StandardError;
use concordat_register::{Date, Nation};
use serde::{Deserialize, Deserializer, de};
use std::collections::BTreeSet;

const FILE: &str = "routes/holidays.toml";

/// What is known of bank holidays.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holidays {
    /// The first year anything is known of.
    pub from: i16,
    /// The last year whose dates were published; later ones follow the rules, and more days may be proclaimed.
    pub proclaimed: i16,
    /// When offices are open on a working day.
    pub office: Office,
    /// Holidays of every year.
    #[serde(rename = "holiday")]
    pub holidays: Vec<Holiday>,
    /// Those that were held on another day of one year.
    pub moved: Vec<Moved>,
    /// Days that were holidays once.
    pub once: Vec<Once>,
}

/// Hours of an office.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Office {
    /// When it opens, in minutes of the day.
    #[serde(deserialize_with = "minutes")]
    pub opens: u16,
    /// When it closes, in minutes of the day.
    #[serde(deserialize_with = "minutes")]
    pub closes: u16,
    /// Words of a limit that ask for such a day.
    pub days: Vec<String>,
}

/// A holiday of every year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Where it is held.
    pub nations: Vec<Realm>,
    /// On which day.
    pub rule: Rule,
    /// Whether a weekday takes its place where it falls on a weekend.
    #[serde(default)]
    pub substitute: bool,
    /// The first year it was held; none where that is before anything is known.
    pub since: Option<i16>,
}

/// Nations that share their holidays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Realm {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

/// Which day of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Rule {
    /// A day of a month.
    Day {
        /// 1 to 12.
        month: u8,
        /// 1 to 31.
        day: u8,
    },
    /// A weekday of a month.
    Nth {
        /// 1 to 12.
        month: u8,
        /// Which day of the week.
        weekday: Weekday,
        /// Which of them, from 1; -1 for the last.
        nth: i8,
    },
    /// Days from Easter Sunday.
    Easter {
        /// How many; before it, less than 0.
        easter: i8,
    },
}

/// A day of the week, Monday first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// A holiday held on another day of one year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// Which, by id.
    pub holiday: String,
    /// Of which year.
    pub year: i16,
    /// To which day.
    #[serde(deserialize_with = "date")]
    pub to: Date,
    /// Why.
    pub why: String,
}

/// A day that was a holiday once.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Once {
    /// Which day.
    #[serde(deserialize_with = "date")]
    pub date: Date,
    /// What it is called.
    pub name: String,
    /// Where.
    pub nations: Vec<Realm>,
}

impl Realm {
    /// Those whose holidays a nation has.
    #[must_use]
    pub fn of(nation: Nation) -> Self {
        match nation {
            Nation::England | Nation::Wales => Self::EnglandAndWales,
            Nation::Scotland => Self::Scotland,
            Nation::NorthernIreland => Self::NorthernIreland,
        }
    }
}

impl Holidays {
    /// Reads `routes/holidays.toml`.
    ///
    /// # Errors
    ///
    /// TOML that does not parse, an unknown key, a day that there is not, an id used twice, or one moved that is not known.
    pub fn parse(text: &str) -> Result<Self, StandardError> {
        let wrong = |message: String| StandardError::new(FILE, message);
        let rows: Self = toml::from_str(text).map_err(|e| wrong(e.to_string()))?;
        let mut seen = BTreeSet::new();
        for row in &rows.holidays {
            if !seen.insert(row.id.as_str()) {
                return Err(wrong(format!("`{}` stands twice", row.id)));
            }
            let fits = match row.rule {
                Rule::Day { month, day } => Date::new(2000, month, day).is_some(),
                Rule::Nth { month, nth, .. } => (1..=12).contains(&month) && (nth == -1 || (1..=4).contains(&nth)),
                Rule::Easter { .. } => true,
            };
            if !fits {
                return Err(wrong(format!("`{}` is on no day", row.id)));
            }
        }
        if let Some(row) = rows.moved.iter().find(|m| !seen.contains(m.holiday.as_str())) {
            return Err(wrong(format!("`{}` is moved and is no holiday", row.holiday)));
        }
        Ok(rows)
    }
}

fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    let text = String::deserialize(from)?;
    Date::parse(&text).ok_or_else(|| de::Error::custom(format!("`{text}` is no date")))
}

fn minutes<'de, D: Deserializer<'de>>(from: D) -> Result<u16, D::Error> {
    let text = String::deserialize(from)?;
    let parts = text.split_once(':').and_then(|(h, m)| Some((h.parse::<u16>().ok()?, m.parse::<u16>().ok()?)));
    let fits = parts.filter(|&(h, m)| h < 24 && m < 60);
    fits.map(|(h, m)| h * 60 + m).ok_or_else(|| de::Error::custom(format!("`{text}` is no time of day")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_not_is_refused() {
        let rows = "from = 2000\nproclaimed = 2028\noffice = { opens = \"09:00\", closes = \"17:00\", days = [] }\nmoved = []\nonce = []\n\n[[holiday]]\nid = \"x\"\nname = \"X\"\nnations = [\"scotland\"]\nrule = { month = 2, day = 30 }\n";
        assert!(Holidays::parse(rows).unwrap_err().to_string().contains("`x` is on no day"));
        assert!(Holidays::parse(&rows.replace("09:00", "25:00")).unwrap_err().to_string().contains("`25:00` is no time of day"));
        assert!(Holidays::parse(&rows.replace("day = 30", "day = 20")).is_ok());
    }
}
