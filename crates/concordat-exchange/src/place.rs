//! Places and names as the exports say them.

use concordat_findings::Audit;
use concordat_register::{Anchor, DocumentFacts, Evidence};

/// Where words stand, as `section 3.2, page 7`; the paragraph where no section is known.
pub(crate) fn place(anchor: &Anchor) -> String {
    if anchor.is_running() {
        return "running header or footer".to_owned();
    }
    let section = anchor.section.as_deref().filter(|s| !s.is_empty());
    let counted = |s: &str| if s.starts_with(|c: char| c.is_ascii_digit()) { format!("section {s}") } else { s.to_owned() };
    // Words of a spreadsheet have no place in a text: their paragraph is their row.
    let unit = if has_place(anchor) { "paragraph" } else { "row" };
    let at = section.map_or_else(|| format!("{unit} {}", anchor.paragraph), counted);
    match anchor.page {
        Some(page) => format!("{at}, page {page}"),
        None => at,
    }
}

/// Whether the words have a place in the extracted text.
pub(crate) fn has_place(anchor: &Anchor) -> bool {
    !anchor.is_running() && anchor.span.end > anchor.span.start
}

/// A document's title; its file's path where it has none.
pub(crate) fn title(facts: &DocumentFacts) -> &str {
    if facts.entry.title.trim().is_empty() { &facts.entry.file } else { &facts.entry.title }
}

/// Words of a document with where they stand, as `Title, section 3.2: “words”`.
pub(crate) fn quoted(audit: &Audit, evidence: &Evidence) -> String {
    let title = audit.document(evidence.document).map_or("another document", title);
    format!("{title}, {}: \u{201c}{}\u{201d}", place(&evidence.anchor), evidence.anchor.quote.exact)
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
