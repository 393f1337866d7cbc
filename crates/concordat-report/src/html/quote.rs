//! Words of a document with where they stand, as a figure.

use super::text::{document_id, escape, marked, put};
use crate::wording;
use concordat_findings::Audit;
use concordat_register::{DocumentIndex, Evidence};

/// A document's title as a link to its row, where it has one.
pub(super) fn document_link(audit: &Audit, document: DocumentIndex) -> String {
    let title = wording::title_of(audit, document).unwrap_or_default();
    let title = wording::clip(title, 160);
    if (document.0 as usize) < super::DOCUMENTS {
        format!("<a href=\"#{}\">{}</a>", document_id(document.0 as usize), escape(&title))
    } else {
        escape(&title).to_string()
    }
}

/// A figure: the document, the place, the headings above, `note` in plain words, and the words in their context.
pub(super) fn side(out: &mut String, audit: &Audit, evidence: &Evidence, note: &str) {
    let Some(facts) = audit.document(evidence.document) else { return };
    put(
        out,
        format_args!(
            "<figure class=\"side\">\n<figcaption class=\"where\"><b>{}</b><br>{}",
            document_link(audit, evidence.document),
            escape(&wording::place(&evidence.anchor))
        ),
    );
    let path = facts.heading_path(&evidence.anchor);
    if !path.is_empty() {
        put(out, format_args!("<br><span class=\"path\">{}</span>", escape(&wording::clip(&path.join(" › "), 240))));
    }
    if !note.is_empty() {
        put(out, format_args!("<br><span class=\"sure\">{}</span>", escape(note)));
    }
    put(out, format_args!("</figcaption>\n<blockquote><p>{}</p></blockquote>\n</figure>\n", marked(&evidence.anchor.quote)));
}

/// Words of a document as an item of a list: title, place and words on one line.
pub(super) fn item(out: &mut String, audit: &Audit, evidence: &Evidence) {
    put(
        out,
        format_args!(
            "<li>{}, {}: “{}”</li>\n",
            document_link(audit, evidence.document),
            escape(&wording::place(&evidence.anchor)),
            marked(&evidence.anchor.quote)
        ),
    );
}

/// Titles of documents as a list of links, the first `most` of them.
pub(super) fn titles(out: &mut String, audit: &Audit, documents: &[DocumentIndex], most: usize) {
    out.push_str("<ul>\n");
    for &document in documents.iter().take(most) {
        put(out, format_args!("<li>{}</li>\n", document_link(audit, document)));
    }
    if let Some(more) = documents.len().checked_sub(most).filter(|&n| n > 0) {
        put(out, format_args!("<li>and {} more, in <code>audit.json</code></li>\n", wording::number(more)));
    }
    out.push_str("</ul>\n");
}
