//! Places and names as the exports say them.

use concordat_findings::Audit;
pub(crate) use concordat_findings::wording::{short_place as place, title};
use concordat_register::{Anchor, DocumentFacts, Evidence};

/// Whether the words have a place in the extracted text.
pub(crate) fn has_place(anchor: &Anchor) -> bool {
    !anchor.is_running() && anchor.span.end > anchor.span.start
}

/// Words of a document with where they stand, as `Title, section 3.2: “words”`.
pub(crate) fn quoted(audit: &Audit, evidence: &Evidence) -> String {
    let title = audit.document(evidence.document).map_or("another document", title);
    format!("{title}, {}: \u{201c}{}\u{201d}", place(&evidence.anchor), audit.told(evidence).exact)
}

/// The themes of a document by their names, strongest first.
pub(crate) fn themes(audit: &Audit, facts: &DocumentFacts) -> String {
    facts.entry.themes.iter().map(|theme| audit.theme_name(theme)).collect::<Vec<_>>().join("; ")
}

/// A word of `audit.json` as a reader expects it: `terms-of-reference` as `Terms of reference`.
pub(crate) fn spoken(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>().replace('-', " "))
}
