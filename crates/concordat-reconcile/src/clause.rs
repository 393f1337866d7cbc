//! How a place in a document is named to somebody who holds the document.

use concordat_register::{Document, Heading, Passage, PassageKind};

/// The clause a passage stands in: its own number, else that of the nearest numbered heading, else the words of its heading,
/// else its place in the count of paragraphs.
pub(crate) fn clause(document: &Document, passage: &Passage) -> String {
    if let Some(label) = own(passage) {
        return if passage.kind == PassageKind::Note { format!("note {label}") } else { named(label) };
    }
    let over = headings(document, passage);
    if let Some(label) = over.iter().find_map(|h| h.label.as_deref()) {
        return named(label);
    }
    match over.first() {
        Some(heading) => format!("under \u{201c}{}\u{201d}", heading.text),
        None => format!("paragraph {}", passage.paragraph),
    }
}

/// A number as it is spoken of; one that says what it numbers (`Appendix B`) stands by itself.
fn named(label: &str) -> String {
    if label.starts_with(|c: char| c.is_ascii_digit()) { format!("section {label}") } else { label.to_owned() }
}

/// A passage's own number, where it numbers a part of the document and does not count the items of a list.
pub(crate) fn own(passage: &Passage) -> Option<&str> {
    let label = passage.label.as_deref()?;
    let listed = matches!(passage.kind, PassageKind::ListItem { .. }) && !label.contains('.');
    (label.contains(' ') || (label.starts_with(|c: char| c.is_ascii_digit()) && !listed)).then_some(label)
}

/// The headings a passage stands under, the nearest first.
fn headings<'d>(document: &'d Document, passage: &Passage) -> Vec<&'d Heading> {
    let mut over = Vec::new();
    let mut next = passage.heading;
    while let Some(index) = next {
        let Some(heading) = document.headings.get(index.0 as usize) else { break };
        over.push(heading);
        // A parent always stands earlier, so this ends.
        next = heading.parent.filter(|up| up.0 < index.0);
    }
    over
}
