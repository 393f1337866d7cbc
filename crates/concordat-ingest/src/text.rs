//! Plain text.

use crate::Limits;
use concordat_register::{Document, Format, PassageKind, Read};

/// Reads one document.
pub(crate) fn read(bytes: &[u8], _limits: &Limits) -> Read<Document> {
    let text = String::from_utf8_lossy(bytes);
    let mut document = Document::new(Format::Text);
    for paragraph in text.split("\n\n") {
        document.push(PassageKind::Paragraph, paragraph.trim());
    }
    Read::whole(document)
}
