//! The protective marking that a briefing bears: never lower than that of a document it may quote.

use concordat_findings::Audit;
use concordat_register::DocumentIndex;
use concordat_standard::Standard;
use concordat_text::fold_str;

/// The marking borne where nothing asks for another.
const LEAST: &str = "OFFICIAL";

/// A protective marking and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// The marking.
    pub words: String,
    /// Why it is this one.
    pub reason: Reason,
}

/// Why a briefing bears its marking.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// No document bears a higher one, and none was asked for.
    Least,
    /// It was asked for.
    Asked,
    /// A document reviewed bears it.
    Document(DocumentIndex),
    /// A document reviewed bears an abolished one, or one that is not known; this is what stands for it.
    Instead(DocumentIndex),
}

/// What a marking comes to, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Official,
    Sensitive,
    Secret,
    TopSecret,
}

impl Tier {
    fn words(self) -> &'static str {
        match self {
            Self::Official => LEAST,
            Self::Sensitive => "OFFICIAL-SENSITIVE",
            Self::Secret => "SECRET",
            Self::TopSecret => "TOP SECRET",
        }
    }

    /// What a marking of today's scheme comes to; none for one of another.
    fn of_today(folded: &str) -> Option<Self> {
        let letters: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
        [("officialsensitive", Self::Sensitive), ("official", Self::Official), ("topsecret", Self::TopSecret), ("secret", Self::Secret)]
            .into_iter()
            .find_map(|(name, tier)| letters.starts_with(name).then_some(tier))
    }

    /// What any marking comes to, and whether that is what it says. An abolished one comes to the highest of those that the standard
    /// names for it, and one that is not known is taken for sensitive: to bear too high a marking costs less than too low a one.
    fn of(words: &str, standard: &Standard) -> (Self, bool) {
        let folded = fold_str(words.trim());
        if let Some(tier) = Self::of_today(&folded) {
            return (tier, true);
        }
        let markings = &standard.instruments.markings.markings;
        let abolished = markings.iter().find(|m| m.words.iter().any(|w| folded.starts_with(w.as_str())));
        let now = abolished.and_then(|m| m.now.split([',', ' ']).filter_map(|word| Self::of_today(&fold_str(word))).max());
        (now.unwrap_or(Self::Sensitive), false)
    }
}

impl Marking {
    /// The marking of a briefing on `audit`: the one asked for, unless a document bears a higher one.
    #[must_use]
    pub fn of(audit: &Audit, standard: &Standard, asked: Option<&str>) -> Self {
        let mut highest: Option<(Tier, Self)> = None;
        for (n, facts) in audit.documents.iter().enumerate() {
            let Some(printed) = facts.entry.marking.as_deref().filter(|m| !m.trim().is_empty()) else { continue };
            let (tier, as_printed) = Tier::of(printed, standard);
            if highest.as_ref().is_none_or(|(known, _)| tier > *known) {
                let document = DocumentIndex(u32::try_from(n).unwrap_or(u32::MAX));
                let reason = if as_printed { Reason::Document(document) } else { Reason::Instead(document) };
                highest = Some((tier, Self { words: tier.words().to_owned(), reason }));
            }
        }
        let least = Self { words: LEAST.to_owned(), reason: Reason::Least };
        let Some(asked) = asked.map(str::trim).filter(|a| !a.is_empty()) else {
            return highest.filter(|(tier, _)| *tier > Tier::Official).map_or(least, |(_, marking)| marking);
        };
        let asked_tier = Tier::of_today(&fold_str(asked)).unwrap_or(Tier::Official);
        match highest {
            Some((tier, marking)) if tier > asked_tier => marking,
            _ => Self { words: asked.to_owned(), reason: Reason::Asked },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use concordat_register::{DocumentFacts, Entry};

    fn marked(printed: &[Option<&str>], asked: Option<&str>) -> Marking {
        let document = |marking: &Option<&str>| DocumentFacts {
            entry: Entry { marking: marking.map(ToOwned::to_owned), ..Entry::default() },
            ..DocumentFacts::default()
        };
        let audit = Audit { documents: printed.iter().map(document).collect(), ..Audit::default() };
        Marking::of(&audit, &Standard::peer_on_peer_abuse().unwrap(), asked)
    }

    #[test]
    fn it_is_never_lower_than_that_of_a_document() {
        let one = DocumentIndex(1);
        for (printed, asked, words, reason) in [
            (vec![], None, "OFFICIAL", Reason::Least),
            (vec![None, Some("OFFICIAL")], None, "OFFICIAL", Reason::Least),
            (vec![Some("OFFICIAL"), Some("Official - Sensitive")], None, "OFFICIAL-SENSITIVE", Reason::Document(one)),
            (vec![Some("OFFICIAL"), Some("OFFICIAL-SENSITIVE")], Some("OFFICIAL"), "OFFICIAL-SENSITIVE", Reason::Document(one)),
            (vec![None, Some("RESTRICTED")], None, "OFFICIAL-SENSITIVE", Reason::Instead(one)),
            (vec![None, Some("PROTECT")], None, "OFFICIAL-SENSITIVE", Reason::Instead(one)),
            (vec![None, Some("NOT PROTECTIVELY MARKED")], None, "OFFICIAL", Reason::Least),
            (vec![None, Some("For members only")], None, "OFFICIAL-SENSITIVE", Reason::Instead(one)),
            (vec![None, Some("SECRET")], Some("OFFICIAL-SENSITIVE"), "SECRET", Reason::Document(one)),
            (vec![Some("OFFICIAL-SENSITIVE")], Some("OFFICIAL-SENSITIVE: PERSONAL"), "OFFICIAL-SENSITIVE: PERSONAL", Reason::Asked),
            (vec![], Some("SECRET"), "SECRET", Reason::Asked),
        ] {
            assert_eq!(marked(&printed, asked), Marking { words: words.to_owned(), reason }, "{printed:?} {asked:?}");
        }
    }
}
