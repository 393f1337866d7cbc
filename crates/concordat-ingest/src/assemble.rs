//! Drafts of paragraphs become the document: headings that are only bold are told, table headers found, pages counted.

mod emphasis;

use crate::clause::clause_label;
use crate::draft::{Breaks, Draft, Role};
use crate::heading::is_clause;
use concordat_register::{Document, PassageKind, Remark, split_label};
use std::collections::BTreeMap;

/// More marks than a full page of small type holds.
const INK_A_PAGE: u64 = 7000;

/// What the file says of its pages.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Paging {
    /// How many pages it counted when last saved.
    pub(crate) said: Option<u32>,
    /// Whether breaks recorded at the last layout were met.
    pub(crate) recorded: bool,
    /// How many breaks the author put in, in all.
    pub(crate) explicit: u32,
    /// How many breaks were recorded, in all.
    pub(crate) breaks: u32,
}

/// Adds the drafts to the document, in order, and hangs the comments on them.
pub(crate) fn assemble(document: &mut Document, mut drafts: Vec<Draft>, mut paging: Paging, comments: &BTreeMap<String, String>) {
    let inked: u64 = drafts.iter().map(|d| u64::from(d.words.inked)).sum();
    // Programs that lay nothing out write a fixed number of pages; no page holds so much.
    paging.said = paging.said.filter(|&pages| inked <= u64::from(pages) * INK_A_PAGE);
    let last = alone(&mut drafts);
    emphasis::headings(&mut drafts);
    emphasis::table_headers(&mut drafts);
    document.pages = paging.said.filter(|&n| n > 0).or_else(|| paging.recorded.then_some(paging.breaks.saturating_add(1)));
    let mut placed: BTreeMap<&str, u32> = BTreeMap::new();
    for draft in drafts {
        add(document, draft, paging, comments, &mut placed);
    }
    last.iter().for_each(|alt| document.add_picture(alt.as_deref(), None, 0));
    for (id, text) in comments {
        document.remarks.push(Remark { text: text.clone(), passage: placed.get(id.as_str()).copied() });
    }
    // In reading order, and those without a place last.
    document.remarks.sort_by_key(|r| r.passage.unwrap_or(u32::MAX));
}

/// Hangs pictures in paragraphs without words on the paragraphs that follow them, and takes those paragraphs out; gives the pictures
/// that nothing follows.
fn alone(drafts: &mut Vec<Draft>) -> Vec<Option<String>> {
    let mut held = Vec::new();
    drafts.retain_mut(|draft| {
        if draft.words.text.is_empty() {
            held.append(&mut draft.pictures.within);
            return false;
        }
        draft.pictures.before.append(&mut held);
        true
    });
    held
}

fn add<'c>(
    document: &mut Document,
    draft: Draft,
    paging: Paging,
    comments: &'c BTreeMap<String, String>,
    placed: &mut BTreeMap<&'c str, u32>,
) {
    let Draft { role, words, label, breaks, comments: ids, pictures, .. } = draft;
    let index = u32::try_from(document.passages.len()).unwrap_or(u32::MAX);
    for id in &ids {
        if let Some((id, _)) = comments.get_key_value(id) {
            placed.insert(id.as_str(), index);
        }
    }
    let mut label = label.as_deref().and_then(bare_label);
    let sheet = page(breaks, paging);
    pictures.before.iter().for_each(|alt| document.add_picture(alt.as_deref(), sheet, 0));
    pictures.within.iter().for_each(|alt| document.add_picture(alt.as_deref(), sheet, 1));
    for words in words.cut() {
        let role = if matches!(role, Role::Heading(_)) && is_clause(&words.text) { Role::Paragraph } else { role };
        let passage = match role {
            Role::Heading(level) => document.push_heading(level, label.as_deref(), &words.text),
            _ => document.push(kind(role), &words.text),
        };
        let Some(passage) = passage else { continue };
        if role_is_prose(role) {
            passage.label = label.take().or_else(|| typed_label(&words.text));
        }
        passage.page = sheet;
        passage.links = words.links;
        passage.styles = words.styles;
        passage.runs = words.runs;
    }
}

fn kind(role: Role) -> PassageKind {
    match role {
        Role::Heading(_) => PassageKind::Heading,
        Role::Paragraph => PassageKind::Paragraph,
        Role::ListItem(depth) => PassageKind::ListItem { depth },
        Role::Cell { table, row, column, header } => PassageKind::Cell { table, row, column, header },
        Role::Note => PassageKind::Note,
        Role::TextBox => PassageKind::TextBox,
        Role::Quotation => PassageKind::Quotation,
    }
}

fn role_is_prose(role: Role) -> bool {
    !matches!(role, Role::Heading(_))
}

/// The page a paragraph begins on. Breaks recorded at the last layout are exact; the author's own breaks count only where
/// nothing contradicts them, since text flows over pages between them too.
fn page(breaks: Breaks, paging: Paging) -> Option<u32> {
    if paging.recorded {
        return Some(breaks.recorded.saturating_add(1));
    }
    match paging.said {
        Some(pages) if pages == paging.explicit.saturating_add(1) => Some(breaks.explicit.saturating_add(1)),
        None if paging.explicit > 0 => Some(breaks.explicit.saturating_add(1)),
        _ => None,
    }
}

/// A number without the punctuation around it: `4.1.` gives `4.1`, `(a)` gives `a`.
fn bare_label(label: &str) -> Option<String> {
    let bare = label.trim().trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']', ':', ' ', '\t', '-', '\u{2013}']);
    (!bare.is_empty()).then(|| bare.to_owned())
}

/// A number typed at the front of prose, or of an appendix.
pub(crate) fn typed_label(text: &str) -> Option<String> {
    clause_label(text).map(str::to_owned).or_else(|| split_appendix(text))
}

fn split_appendix(text: &str) -> Option<String> {
    // Only where it stands apart as a title would: prose such as "Part two of the plan" is no label.
    let (label, rest) = split_label(text);
    let label = label.filter(|l| l.starts_with(|c: char| c.is_alphabetic()))?;
    let after = text.trim_start().get(label.len()..).unwrap_or_default();
    (rest.is_empty() || after.trim_start().starts_with([':', '\u{2013}', '\u{2014}', '-'])).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_lose_their_punctuation() {
        assert_eq!(bare_label("4.1."), Some("4.1".into()));
        assert_eq!(bare_label("(a)"), Some("a".into()));
        assert_eq!(bare_label("Section 2:"), Some("Section 2".into()));
        assert_eq!(bare_label(" "), None);
    }

    #[test]
    fn counts_are_no_labels() {
        for (text, label) in [
            ("4.1 Staff must ring first.", Some("4.1")),
            ("4. Staff must ring first.", Some("4")),
            ("(iv) a plan", Some("iv")),
            ("b) the school", Some("b")),
            ("Appendix C: Forms", Some("Appendix C")),
            ("3 children were seen", None),
            ("2.5 times the average", None),
            ("A child may ring", None),
            ("2014 was a hard year", None),
            ("Part two of the plan", None),
        ] {
            assert_eq!(typed_label(text).as_deref(), label, "{text}");
        }
    }

    #[test]
    fn pages_come_from_breaks_that_nothing_contradicts() {
        let breaks = Breaks { recorded: 4, explicit: 1 };
        let page_of = |said, recorded, explicit| page(breaks, Paging { said, recorded, explicit, breaks: 4 });
        assert_eq!(page_of(Some(9), true, 1), Some(5));
        assert_eq!(page_of(Some(2), false, 1), Some(2));
        assert_eq!(page_of(Some(9), false, 1), None);
        assert_eq!(page_of(None, false, 1), Some(2));
        assert_eq!(page_of(None, false, 0), None);
    }
}
