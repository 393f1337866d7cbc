//! The protective marking that a briefing bears: never lower than that of a document it may quote.

use concordat_findings::Audit;
use concordat_register::DocumentIndex;
use concordat_standard::Standard;

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

impl Marking {
    /// The marking of a briefing on `audit`: the one asked for, unless a document bears a higher one.
    #[must_use]
    pub fn of(audit: &Audit, standard: &Standard, asked: Option<&str>) -> Self {
        let markings = &standard.instruments.markings;
        let highest = markings.highest(audit.documents.iter().map(|d| d.entry.marking.as_deref()));
        let asked = asked.map(str::trim).filter(|a| !a.is_empty());
        let bar = asked.map_or(markings.least(), |asked| markings.of_today(asked).unwrap_or_else(|| markings.least()));
        if let Some(highest) = highest.filter(|highest| highest.tier > bar) {
            let document = DocumentIndex(u32::try_from(highest.document).unwrap_or(u32::MAX));
            let reason = if highest.as_printed { Reason::Document(document) } else { Reason::Instead(document) };
            return Self { words: markings.words(highest.tier).to_owned(), reason };
        }
        match asked {
            Some(asked) => Self { words: asked.to_owned(), reason: Reason::Asked },
            None => Self { words: markings.words(markings.least()).to_owned(), reason: Reason::Least },
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
