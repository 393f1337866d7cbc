//! Markdown.

use crate::Limits;
use concordat_register::{Document, Format, PassageKind, Read};

/// Reads one document.
pub(crate) fn read(bytes: &[u8], _limits: &Limits) -> Read<Document> {
    // A first cut that lets the rest of the program be built: headings and paragraphs.
    let text = String::from_utf8_lossy(bytes);
    let mut document = Document::new(Format::Markdown);
    for block in text.split("\n\n") {
        let block = block.trim();
        let hashes = block.chars().take_while(|&c| c == '#').count();
        if (1..=6).contains(&hashes) {
            let words = block.trim_start_matches('#').trim();
            document.push_heading(u8::try_from(hashes).unwrap_or(6), None, words);
        } else {
            document.push(PassageKind::Paragraph, block);
        }
    }
    Read::whole(document)
}
