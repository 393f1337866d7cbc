//! Which of several ways of saying the same thing wins, and why.
//!
//! The current official edition decides; where it says nothing, the newest document in force with the way that it uses most; where
//! none is the newest, the way that most documents use. A tie is not decided: people are asked.

use concordat_register::Date;

/// Why one way wins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Why {
    /// It is that of an official edition in force, by its name.
    Official(String),
    /// It is that of the newest document in force, by its number among those weighed.
    Newest(usize),
    /// Most documents use it: so many of so many.
    Majority(usize, usize),
    /// All use it.
    Only,
}

/// One document that uses some of the ways.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Use {
    /// When it was written, where that is known.
    pub(crate) written: Option<Date>,
    /// How often it uses each way, in their order.
    pub(crate) counts: Vec<u32>,
}

impl Use {
    /// The way that it uses more often than any other.
    fn foremost(&self) -> Option<usize> {
        only_greatest(self.counts.iter().map(|&c| u64::from(c)))
    }
}

/// The way that wins among `ways`, by its place, with the reason; none where people must decide. `official` is the way of the
/// current official edition, with the edition's name. `uses` are those of documents in force.
pub(crate) fn winner(ways: usize, official: Option<(usize, &str)>, uses: &[Use]) -> Option<(usize, Why)> {
    if let Some((way, edition)) = official {
        return Some((way, Why::Official(edition.to_owned())));
    }
    let used = |way: usize| uses.iter().filter(|u| u.counts.get(way).is_some_and(|&c| c > 0)).count();
    let met: Vec<usize> = (0..ways).filter(|&way| used(way) > 0).collect();
    if let [only] = met.as_slice() {
        return Some((*only, Why::Only));
    }
    let newest = uses.iter().filter_map(|u| u.written).max();
    let mut latest = uses.iter().enumerate().filter(|(_, u)| newest.is_some() && u.written == newest);
    if let (Some((n, only)), None) = (latest.next(), latest.next())
        && let Some(way) = only.foremost()
    {
        return Some((way, Why::Newest(n)));
    }
    majority(ways, uses)
}

/// The way that most documents use most.
fn majority(ways: usize, uses: &[Use]) -> Option<(usize, Why)> {
    let held = |way: usize| uses.iter().filter(|u| u.foremost() == Some(way)).count();
    let way = only_greatest((0..ways).map(|way| held(way) as u64))?;
    Some((way, Why::Majority(held(way), uses.len())))
}

/// The place of the greatest, where it is the only one and more than nothing.
fn only_greatest(counts: impl Iterator<Item = u64> + Clone) -> Option<usize> {
    let most = counts.clone().max().filter(|&m| m > 0)?;
    let mut places = counts.enumerate().filter(|&(_, c)| c == most).map(|(n, _)| n);
    places.next().filter(|_| places.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(year: i16, counts: &[u32]) -> Use {
        Use { written: Date::new(year, 6, 1), counts: counts.to_vec() }
    }

    #[test]
    fn the_official_edition_then_the_newest_then_the_majority() {
        let uses = [at(2014, &[9, 0]), at(2015, &[7, 0]), at(2024, &[1, 3])];
        assert_eq!(winner(2, Some((0, "KCSIE")), &uses), Some((0, Why::Official("KCSIE".to_owned()))));
        assert_eq!(winner(2, None, &uses), Some((1, Why::Newest(2))));
        let same_year = [at(2014, &[9, 0]), at(2024, &[7, 0]), at(2024, &[1, 3])];
        assert_eq!(winner(2, None, &same_year), Some((0, Why::Majority(2, 3))));
    }

    #[test]
    fn a_tie_is_not_decided() {
        assert_eq!(winner(2, None, &[at(2024, &[2, 0]), at(2024, &[0, 5])]), None);
        assert_eq!(winner(2, None, &[at(2024, &[2, 2])]), None);
        assert_eq!(winner(2, None, &[]), None);
        assert_eq!(winner(2, None, &[at(2024, &[0, 1])]), Some((1, Why::Only)));
    }
}
