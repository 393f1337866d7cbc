//! Writing markup: everything that is not markup is escaped.

use crate::wording;
use concordat_text::Quote;
pub(crate) use concordat_text::markup::escape;
pub(super) use concordat_text::markup::put;

/// Characters of a document's words shown at most.
const LONGEST: usize = 600;
/// Characters that are set in bold at most.
const HEAVY: usize = 100;

/// Words of a document with what stands either side, the words marked; a long passage is marked without weight.
pub(super) fn marked(quote: &Quote) -> String {
    let (before, exact, after) = wording::in_context(quote);
    let class = if exact.chars().nth(HEAVY).is_some() { " class=\"long\"" } else { "" };
    format!("{}<mark{class}>{}</mark>{}", escape(&before), escape(&wording::clip(&exact, LONGEST)), escape(&after))
}

/// The fragment of a document's row.
pub(super) fn document_id(index: usize) -> String {
    format!("document-{}", index + 1)
}

/// The fragment of a check's explanation.
pub(super) fn check_id(check: &str) -> String {
    format!("check-{}", check.replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
}
