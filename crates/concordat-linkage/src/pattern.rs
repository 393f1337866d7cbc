//! The comparisons, their levels, and the pattern of levels two rows make.
#![expect(clippy::indexing_slicing, reason = "tables have one row for each variant of the enum that indexes them")]

/// A column or group of columns two rows are compared by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Comparison {
    /// Forename, with the other names the person goes by.
    Forename,
    /// Surname.
    Surname,
    /// Date of birth or age.
    Birth,
    /// House, postcode and area, together, since they say one thing.
    Home,
    /// School.
    School,
    /// Gender.
    Gender,
    /// Ethnicity.
    Ethnicity,
    /// The agenda and the list each row is from.
    Sitting,
    /// A number that is the person's own.
    Number,
    /// Telephone number.
    Telephone,
}

/// How many comparisons there are.
pub(crate) const COMPARISONS: usize = 10;
/// The most levels of a comparison, "not given" among them.
pub(crate) const LEVELS: usize = 12;

/// Level 0 of every comparison: not given on one side, and so no evidence.
pub(crate) const NULL: u8 = 0;

/// Levels of the forename comparison.
pub(crate) mod forename {
    pub(crate) const SAME: u8 = 1;
    pub(crate) const KNOWN: u8 = 2;
    pub(crate) const PART: u8 = 3;
    pub(crate) const INITIAL: u8 = 4;
    pub(crate) const NEAR: u8 = 5;
    pub(crate) const TWO_NAMES: u8 = 6;
    pub(crate) const LIKE: u8 = 7;
    pub(crate) const AKA: u8 = 8;
    pub(crate) const OTHER: u8 = 9;
}

/// Levels of the surname comparison.
pub(crate) mod surname {
    pub(crate) const SAME: u8 = 1;
    pub(crate) const KNOWN: u8 = 2;
    pub(crate) const PART: u8 = 3;
    pub(crate) const NEAR: u8 = 4;
    pub(crate) const LIKE: u8 = 5;
    pub(crate) const INITIAL: u8 = 6;
    pub(crate) const OTHER: u8 = 7;
    pub(crate) const CROSSED: u8 = 8;
}

/// Levels of the comparison of births.
pub(crate) mod birth {
    pub(crate) const SAME: u8 = 1;
    pub(crate) const SAME_FIRST_JANUARY: u8 = 2;
    pub(crate) const YEAR_FIRST_JANUARY: u8 = 3;
    pub(crate) const EXCHANGED: u8 = 4;
    pub(crate) const DIGIT: u8 = 5;
    pub(crate) const FITS: u8 = 6;
    pub(crate) const MONTHS: u8 = 7;
    pub(crate) const THREE_YEARS: u8 = 8;
    pub(crate) const EIGHT_YEARS: u8 = 9;
    pub(crate) const OTHER: u8 = 10;
}

/// Levels of the comparison of homes.
pub(crate) mod home {
    pub(crate) const HOUSE: u8 = 1;
    pub(crate) const HOUSE_ALONE: u8 = 2;
    pub(crate) const POSTCODE: u8 = 3;
    pub(crate) const SLIP: u8 = 4;
    pub(crate) const ROAD: u8 = 5;
    pub(crate) const OUTWARD: u8 = 6;
    pub(crate) const TOWN: u8 = 7;
    pub(crate) const AREA: u8 = 8;
    pub(crate) const LIST_AREA: u8 = 9;
    pub(crate) const OTHER: u8 = 10;
}

/// Levels of the school comparison.
pub(crate) mod school {
    pub(crate) const SAME: u8 = 1;
    pub(crate) const LIKE: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
}

/// Levels of gender and of ethnicity.
pub(crate) mod equal {
    pub(crate) const SAME: u8 = 1;
    pub(crate) const OTHER: u8 = 2;
}

/// Levels of the comparison of sittings.
pub(crate) mod sitting {
    pub(crate) const SAME: u8 = 1;
    pub(crate) const LIST: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
}

/// Levels of a person's number and of the telephone number.
pub(crate) mod number {
    pub(crate) const SAME: u8 = 1;
    pub(crate) const SLIP: u8 = 2;
    pub(crate) const OTHER: u8 = 3;
}

impl Comparison {
    /// All comparisons, in the order a waterfall shows them.
    pub const ALL: [Self; COMPARISONS] = [
        Self::Forename,
        Self::Surname,
        Self::Birth,
        Self::Home,
        Self::School,
        Self::Gender,
        Self::Ethnicity,
        Self::Sitting,
        Self::Number,
        Self::Telephone,
    ];

    /// The field's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        ["forename", "surname", "birth", "home", "school", "gender", "ethnicity", "sitting", "number", "telephone"][self as usize]
    }

    /// What each level says of two rows; the first is "not given".
    #[must_use]
    pub const fn levels(self) -> &'static [&'static str] {
        match self {
            Self::Forename => &[
                "not given",
                "same",
                "spelling or short form of one name",
                "one is part of the other",
                "initial agrees",
                "a slip apart",
                "alike, but both usual names",
                "somewhat alike",
                "another name agrees",
                "differ",
            ],
            Self::Surname => &[
                "not given",
                "same",
                "spelling of one name",
                "share a part",
                "a slip apart",
                "somewhat alike",
                "initial agrees",
                "differ",
                "forename and surname exchanged",
            ],
            Self::Birth => &[
                "not given",
                "same",
                "same, but 1 January",
                "same year, one on 1 January",
                "day and month exchanged",
                "one figure differs",
                "age or year fits",
                "within ten months",
                "within three years",
                "within eight years",
                "further apart",
            ],
            Self::Home => &[
                "not given",
                "same house and postcode",
                "same house",
                "same postcode",
                "postcode a slip apart",
                "same road",
                "same postal district",
                "same town",
                "same area",
                "same area by the lists",
                "different areas",
            ],
            Self::School => &["not given", "same", "alike", "differ"],
            Self::Gender | Self::Ethnicity => &["not given", "same", "differ"],
            Self::Sitting => &["not given", "same agenda", "same list, other day", "other lists"],
            Self::Number | Self::Telephone => &["not given", "same", "a slip apart", "differ"],
        }
    }
}

/// The levels of all comparisons of one pair, four bits each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern(pub(crate) u64);

impl Pattern {
    /// The level of one comparison.
    #[must_use]
    pub fn level(self, comparison: Comparison) -> u8 {
        u8::try_from(self.0 >> (4 * comparison as u32) & 15).unwrap_or(0)
    }

    /// The pattern with the level of one comparison set.
    #[must_use]
    pub fn with(self, comparison: Comparison, level: u8) -> Self {
        let shift = 4 * comparison as u32;
        Self(self.0 & !(15 << shift) | u64::from(level & 15) << shift)
    }

    pub(crate) fn of(levels: [u8; COMPARISONS]) -> Self {
        Self(levels.iter().rev().fold(0, |packed, level| packed << 4 | u64::from(*level & 15)))
    }

    /// Whether both rows are of one place: a house, a postcode, a road, a town or an area.
    pub(crate) fn near(self) -> bool {
        matches!(self.level(Comparison::Home), home::HOUSE..=home::LIST_AREA)
    }

    /// Whether the forenames may be one name.
    pub(crate) fn forenames_alike(self) -> bool {
        matches!(self.level(Comparison::Forename), forename::SAME..=forename::PART | forename::NEAR..=forename::LIKE)
    }

    /// Whether the surnames may be one name.
    pub(crate) fn surnames_alike(self) -> bool {
        matches!(self.level(Comparison::Surname), surname::SAME..=surname::LIKE | surname::CROSSED)
    }

    /// Whether both may have been born on one day.
    pub(crate) fn one_birth(self) -> bool {
        matches!(self.level(Comparison::Birth), birth::SAME..=birth::DIGIT)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_go_in_and_come_out() {
        let pattern = Pattern::default().with(Comparison::Birth, 10).with(Comparison::Sitting, 3).with(Comparison::Birth, 7);
        assert_eq!((pattern.level(Comparison::Birth), pattern.level(Comparison::Sitting), pattern.level(Comparison::Home)), (7, 3, 0));
        assert!(Comparison::ALL.iter().all(|comparison| comparison.levels().len() <= LEVELS));
    }
}
