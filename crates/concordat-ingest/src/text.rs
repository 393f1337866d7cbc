//! Plain text: paragraphs from blank lines and from hard line ends.

mod hyphen;
mod lines;
mod paragraphs;

use crate::Limits;
use crate::decode::decode;
use concordat_register::{Document, Format, Problem, Read};

/// Reads one document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Read<Document> {
    let decoded = decode(bytes);
    let mut document = Document::new(Format::Text);
    let mut problems: Vec<Problem> = decoded.problem.into_iter().collect();
    let (lines, whole) = lines::lines(&decoded.text, limits.passages(), &mut document);
    if !whole {
        problems.push(crate::limits::too_long());
    }
    if !paragraphs::write(&decoded.text, &lines, decoded.offset, limits, &mut document) {
        problems.push(crate::limits::stopped());
    }
    Read { value: Some(document), problems }
}
