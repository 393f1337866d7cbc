//! Protective markings: how they are printed, which were abolished, and which of several is the highest.

use concordat_text::fold_str;
use serde::Deserialize;

/// Protective markings: those in use, and those that were abolished, with the day and what to do.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Markings {
    /// Markings that were abolished.
    #[serde(rename = "marking", default)]
    pub markings: Vec<Marking>,
    /// How markings are printed, whichever scheme they are of.
    #[serde(default)]
    pub printed: PrintedMarkings,
    /// The scheme in force.
    #[serde(default)]
    pub scheme: Scheme,
    /// What they have in common.
    #[serde(default)]
    pub policy: MarkingPolicy,
}

/// A marking that was abolished.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marking {
    /// How it is written, folded.
    pub words: Vec<String>,
    /// What is written now.
    pub now: String,
}

/// How markings are printed on documents.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PrintedMarkings {
    /// Folded; one that begins with another stands before it.
    pub words: Vec<String>,
    /// Publisher, title, year.
    pub source: String,
    /// Whether that was checked.
    pub verified: bool,
}

/// What abolished markings have in common.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkingPolicy {
    /// Since when they are abolished.
    pub ended: String,
    /// What to do, as a sentence.
    pub advice: String,
    /// Publisher, title, year.
    pub source: String,
    /// Whether that was checked.
    pub verified: bool,
}

/// The scheme in force.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scheme {
    /// Its markings in capitals, the lowest first.
    pub tiers: Vec<String>,
    /// Which of them a marking of no scheme that is known is taken for: to bear too high a marking costs less than too low a one.
    pub unknown: String,
    /// Publisher, title, year.
    pub source: String,
    /// Whether that was checked.
    pub verified: bool,
}

/// A place in the scheme in force; a higher one is the graver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tier(usize);

/// The highest marking of several documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Highest {
    /// Which document bears it, the first of several, counted from 0.
    pub document: usize,
    /// What it comes to.
    pub tier: Tier,
    /// Whether the document bears it in so many words, and not an abolished or unknown one that comes to it.
    pub as_printed: bool,
}

impl Markings {
    /// The lowest tier of the scheme.
    #[must_use]
    pub fn least(&self) -> Tier {
        Tier(0)
    }

    /// A tier's words.
    #[must_use]
    pub fn words(&self, tier: Tier) -> &str {
        self.scheme.tiers.get(tier.0).map_or("", String::as_str)
    }

    /// What a marking of the scheme in force comes to, whatever stands after it; none for one of another scheme.
    #[must_use]
    pub fn of_today(&self, printed: &str) -> Option<Tier> {
        let letters = |text: &str| fold_str(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let printed = letters(printed);
        let tiers = self.scheme.tiers.iter().enumerate().map(|(n, tier)| (letters(tier), Tier(n)));
        // OFFICIAL begins OFFICIAL-SENSITIVE: of those that fit the longest is meant.
        let fit = tiers.filter(|(tier, _)| !tier.is_empty() && printed.starts_with(tier.as_str()));
        fit.max_by_key(|(tier, _)| tier.len()).map(|(_, tier)| tier)
    }

    /// What any marking comes to, and whether that is what it says. An abolished one comes to the highest of those that stand for it.
    #[must_use]
    pub fn tier(&self, printed: &str) -> (Tier, bool) {
        if let Some(tier) = self.of_today(printed) {
            return (tier, true);
        }
        let folded = fold_str(printed.trim());
        let abolished = self.markings.iter().find(|m| m.words.iter().any(|w| folded.starts_with(w.as_str())));
        let now = abolished.and_then(|m| m.now.split([',', ' ']).filter_map(|word| self.of_today(word)).max());
        (now.or_else(|| self.of_today(&self.scheme.unknown)).unwrap_or_else(|| self.least()), false)
    }

    /// The highest of the markings that documents print, in their order; none where no document prints one.
    #[must_use]
    pub fn highest<'m>(&self, printed: impl IntoIterator<Item = Option<&'m str>>) -> Option<Highest> {
        let mut highest: Option<Highest> = None;
        for (document, words) in printed.into_iter().enumerate() {
            let Some(words) = words.filter(|words| !words.trim().is_empty()) else { continue };
            let (tier, as_printed) = self.tier(words);
            if highest.is_none_or(|known| tier > known.tier) {
                highest = Some(Highest { document, tier, as_printed });
            }
        }
        highest
    }
}

#[cfg(test)]
mod tests {
    use crate::Standard;

    #[test]
    fn every_marking_comes_to_one_of_the_scheme_in_force() {
        let markings = Standard::peer_on_peer_abuse().unwrap().instruments.markings;
        for (printed, now, as_printed) in [
            ("OFFICIAL", "OFFICIAL", true),
            ("Official - Sensitive", "OFFICIAL-SENSITIVE", true),
            ("OFFICIAL-SENSITIVE [PERSONAL]", "OFFICIAL-SENSITIVE", true),
            ("Top Secret", "TOP SECRET", true),
            ("RESTRICTED (when complete)", "OFFICIAL-SENSITIVE", false),
            ("PROTECT", "OFFICIAL-SENSITIVE", false),
            ("Not protectively marked", "OFFICIAL", false),
            ("For the board", "OFFICIAL-SENSITIVE", false),
        ] {
            let (tier, said) = markings.tier(printed);
            assert_eq!((markings.words(tier), said), (now, as_printed), "{printed}");
        }
    }

    #[test]
    fn the_first_of_the_highest_is_given() {
        let markings = Standard::peer_on_peer_abuse().unwrap().instruments.markings;
        let highest = markings.highest([None, Some(" "), Some("OFFICIAL"), Some("RESTRICTED"), Some("OFFICIAL-SENSITIVE")]).unwrap();
        assert_eq!((highest.document, markings.words(highest.tier), highest.as_printed), (3, "OFFICIAL-SENSITIVE", false));
        assert_eq!(markings.highest([None, Some("")]), None);
    }
}
