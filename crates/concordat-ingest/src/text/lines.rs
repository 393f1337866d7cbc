//! The lines of a text, without page numbers and running headers and footers.

use concordat_register::Document;
use std::collections::BTreeMap;

/// A line with words on it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// Its words, without white space at the ends.
    pub(super) words: &'t str,
    /// Where they stand in the text.
    pub(super) at: usize,
    /// Which page, from 1, where the text is cut into pages.
    pub(super) page: Option<u32>,
    /// Whether a blank line or a page's end stands before it.
    pub(super) gap: bool,
    /// Characters in the widest line of the lines about it that no gap parts.
    pub(super) width: usize,
    /// Characters.
    pub(super) length: usize,
}

/// Lines at the head and foot of each page that may be running ones.
const EDGE: usize = 2;

/// Cuts `text` into lines, `most` of them; also gives whether those were all. What runs along the pages goes to the furniture of
/// `document`, which also learns how many pages there are.
pub(super) fn lines<'t>(text: &'t str, most: usize, document: &mut Document) -> (Vec<Line<'t>>, bool) {
    let paged = text.contains('\u{c}');
    let mut found = Vec::new();
    let mut page = 1u32;
    let mut gap = false;
    let mut at = 0;
    let mut whole = true;
    for raw in text.split_inclusive('\n') {
        if found.len() >= most {
            whole = false;
            break;
        }
        // A form feed may stand at the front of the first line of a page.
        let mut start = at;
        at += raw.len();
        for (n, part) in raw.split('\u{c}').enumerate() {
            if n > 0 {
                page = page.saturating_add(1);
                gap = true;
            }
            let words = part.trim();
            if words.is_empty() {
                gap |= n == 0 && !raw.contains('\u{c}');
            } else {
                let lead = part.len() - part.trim_start().len();
                found.push(Line { words, at: start + lead, page: paged.then_some(page), gap, width: 0, length: words.chars().count() });
                gap = false;
            }
            start += part.len() + 1;
        }
    }
    if paged {
        document.pages =
            Some(if text.trim_end_matches(['\n', '\r', ' ']).ends_with('\u{c}') { page.saturating_sub(1).max(1) } else { page });
        found = without_running(&found, document);
    }
    let mut kept = without_page_numbers(&found);
    measure(&mut kept);
    (kept, whole)
}

/// Takes out the lines at the head or foot of pages that come again on many of them, figures apart.
fn without_running<'t>(lines: &[Line<'t>], document: &mut Document) -> Vec<Line<'t>> {
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut edge = vec![false; lines.len()];
    let mut pages = 0u32;
    let mut at = 0;
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        pages += 1;
        let last = page.len().saturating_sub(EDGE);
        for (n, line) in page.iter().enumerate().filter(|(n, _)| *n < EDGE || *n >= last) {
            if let Some(flag) = edge.get_mut(at + n) {
                *flag = true;
            }
            *seen.entry(shape(line.words)).or_default() += 1;
        }
        at += page.len();
    }
    let often = 3.max(pages / 4);
    let mut kept = Vec::with_capacity(lines.len());
    let mut gap = false;
    for (line, edge) in lines.iter().zip(edge) {
        let running = edge && line.length <= 120 && seen.get(&shape(line.words)).is_some_and(|&n| n >= often);
        if running {
            gap = true;
            if !is_page_number(line.words) && !document.furniture.iter().any(|f| shape(&f.text) == shape(line.words)) {
                document.add_furniture(line.words, line.page);
            }
        } else {
            kept.push(Line { gap: line.gap || gap, ..*line });
            gap = false;
        }
    }
    kept
}

/// Takes out numbers of pages, which stand alone between blank lines.
fn without_page_numbers<'t>(lines: &[Line<'t>]) -> Vec<Line<'t>> {
    let mut kept = Vec::with_capacity(lines.len());
    let mut gap = false;
    for (n, line) in lines.iter().enumerate() {
        let after = lines.get(n + 1).is_none_or(|next| next.gap);
        if (line.gap || n == 0) && after && is_page_number(line.words) {
            gap = true;
            continue;
        }
        kept.push(Line { gap: line.gap || gap, ..*line });
        gap = false;
    }
    kept
}

/// Whether a line is nothing but a page's number.
fn is_page_number(words: &str) -> bool {
    let bare = words.trim_matches(['-', '\u{2013}', '|', ' ']);
    let figures = |t: &str| !t.is_empty() && t.len() <= 3 && t.bytes().all(|b| b.is_ascii_digit());
    if figures(bare) {
        return true;
    }
    let mut parts = bare.split_whitespace();
    let page = parts.next().is_some_and(|p| p.eq_ignore_ascii_case("page"));
    let number = parts.next().is_some_and(figures);
    match (page && number, parts.next(), parts.next(), parts.next()) {
        (true, None, _, _) => true,
        (true, Some("of"), Some(count), None) => figures(count),
        _ => false,
    }
}

/// A line with its figures made alike, so that page numbers do not tell running lines apart.
fn shape(words: &str) -> String {
    let mut shape = String::with_capacity(words.len());
    for c in words.chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if !(c == '#' && shape.ends_with('#')) {
            shape.push(c);
        }
    }
    shape
}

/// Gives each line the width to which the lines about it are filled.
fn measure(lines: &mut [Line<'_>]) {
    let mut lengths: Vec<usize> = lines.iter().map(|l| l.length).collect();
    lengths.sort_unstable();
    let common = lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(80).max(40);
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.get(start + 1..).unwrap_or_default();
        let end = start + 1 + rest.iter().position(|l| l.gap).unwrap_or(rest.len());
        let block = lines.get_mut(start..end).unwrap_or_default();
        let widest = block.iter().map(|l| l.length).max().unwrap_or(common);
        // A quotation set narrower is filled to its own width.
        let filled = block.len() >= 3 && widest >= 40 && block.iter().rev().skip(1).all(|l| l.length * 10 >= widest * 6);
        for line in block {
            line.width = if filled { widest } else { common };
        }
        start = end;
    }
}
