//! Web pages.

mod content;
mod properties;
mod tree;
mod write;

use crate::Limits;
use crate::decode::decode_as;
use concordat_register::{Document, Format, Problem, ProblemKind, Read};
use encoding_rs::Encoding;

/// Memory that one node of the tree may take, in bytes, its words included.
const NODE: u64 = 128;

/// Bytes in which a page must declare its encoding.
const DECLARED_WITHIN: usize = 2048;

/// Reads one document.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Read<Document> {
    let decoded = decode_as(bytes, declared(bytes));
    let most = usize::try_from(limits.memory / NODE / 2).unwrap_or(usize::MAX);
    let depth = usize::try_from(limits.depth).unwrap_or(200).max(16);
    let tree = tree::parse(&decoded.text, depth, most, &*limits.stop);
    let mut problems: Vec<Problem> = decoded.problem.into_iter().collect();
    if tree.nodes.len() >= most {
        problems.push(Problem::new(
            ProblemKind::Partial,
            "the page has more elements than memory allows, so part of its structure was passed over",
            "split the page, or allow it more memory",
        ));
    }
    let mut document = Document::new(Format::Html);
    properties::read(&tree, &mut document.properties);
    let content = content::find(&tree);
    if !write::write(&tree, &content, decoded.offset, limits.passages(), &mut document) {
        problems.push(crate::limits::too_long());
    }
    if (limits.stop)() {
        problems.push(crate::limits::stopped());
    }
    if document.passages.is_empty() {
        return Read::failed(Problem::new(
            ProblemKind::Unsupported,
            "the page has no text of its own; it may be drawn by scripts",
            "open it in a browser, save it as a complete page or as PDF, and use that",
        ));
    }
    Read { value: Some(document), problems }
}

/// The encoding that a page names in a `meta` element or an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let lower: Vec<u8> = head.iter().map(u8::to_ascii_lowercase).collect();
    for key in [&b"charset"[..], b"encoding"] {
        for at in lower.windows(key.len()).enumerate().filter(|(_, w)| *w == key).map(|(at, _)| at + key.len()) {
            let rest = lower.get(at..).unwrap_or_default();
            let mut rest = rest.trim_ascii_start().strip_prefix(b"=").unwrap_or_default().trim_ascii_start();
            while let [b'"' | b'\'', after @ ..] = rest {
                rest = after;
            }
            let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))).unwrap_or(rest.len());
            if let Some(encoding) = rest.get(..end).and_then(Encoding::for_label) {
                return Some(encoding);
            }
        }
    }
    None
}
