//! Bookmarks, page labels and links: what stands in the file beside the pages.

use super::content::{place, upright};
use super::properties::text_string;
use crate::numeral::Numeral;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Rect, String as Text};
use hayro_syntax::page::Page;
use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A bookmark: how deep, its words, and the page it leads to, counted from 0.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bookmark {
    pub(super) level: u8,
    pub(super) title: String,
    pub(super) page: Option<usize>,
}

/// Bookmarks read of one document.
const BOOKMARKS: usize = 20_000;
/// Names of destinations compared in one document.
const NAMES: u32 = 2_000_000;

/// The bookmarks in order.
pub(super) fn bookmarks(catalog: &Dict<'_>, pages: &HashMap<ObjectIdentifier, usize>) -> Vec<Bookmark> {
    let mut found = Vec::new();
    let Some(root) = catalog.get::<Dict<'_>>("Outlines") else { return found };
    let names = NamedPlaces::new(catalog);
    let mut seen: HashSet<usize> = HashSet::new();
    let mut stack: Vec<(Dict<'_>, u8)> = root.get::<Dict<'_>>("First").map(|d| (d, 1)).into_iter().collect();
    while let Some((item, level)) = stack.pop() {
        if found.len() >= BOOKMARKS || !seen.insert(item.data().as_ptr() as usize) {
            continue;
        }
        if let Some(title) = item.get::<Text<'_>>("Title") {
            let title = text_string(title.as_bytes());
            found.push(Bookmark { level, title: title.trim().to_owned(), page: names.page(&item, pages) });
        }
        if let Some(next) = item.get::<Dict<'_>>("Next") {
            stack.push((next, level));
        }
        if let Some(first) = item.get::<Dict<'_>>("First") {
            stack.push((first, level.saturating_add(1).min(6)));
        }
    }
    found
}

/// Destinations that have names, looked up only where a bookmark uses one.
struct NamedPlaces<'a> {
    old: Option<Dict<'a>>,
    tree: Option<Dict<'a>>,
    /// Names that may still be compared: a tree that is one long list would be walked again for each bookmark.
    left: Cell<u32>,
}

impl<'a> NamedPlaces<'a> {
    fn new(catalog: &Dict<'a>) -> Self {
        let tree = catalog.get::<Dict<'_>>("Names").and_then(|n| n.get::<Dict<'_>>("Dests"));
        Self { old: catalog.get::<Dict<'_>>("Dests"), tree, left: Cell::new(NAMES) }
    }

    fn page(&self, item: &Dict<'a>, pages: &HashMap<ObjectIdentifier, usize>) -> Option<usize> {
        let place = item.get::<Object<'_>>("Dest").or_else(|| item.get::<Dict<'_>>("A")?.get::<Object<'_>>("D"))?;
        let array = match place {
            Object::Array(array) => array,
            Object::Name(name) => array_of(self.old.as_ref()?.get::<Object<'_>>(name.as_ref())?)?,
            Object::String(name) => array_of(self.named(name.as_bytes())?)?,
            _ => return None,
        };
        match array.raw_iter().next()?.as_obj_ref() {
            Some(target) => pages.get(&target.into()).copied(),
            None => array.iter::<usize>().next(),
        }
    }

    /// Walks the name tree towards a name.
    fn named(&self, name: &[u8]) -> Option<Object<'a>> {
        let mut node = self.tree.clone()?;
        for _ in 0..32 {
            if let Some(names) = node.get::<Array<'_>>("Names") {
                let mut items = names.iter::<Object<'_>>();
                while let (Some(key), Some(value)) = (items.next(), items.next()) {
                    self.left.set(self.left.get().checked_sub(1)?);
                    if matches!(&key, Object::String(s) if s.as_bytes() == name) {
                        return Some(value);
                    }
                }
                return None;
            }
            let kids = node.get::<Array<'_>>("Kids")?;
            node = kids.iter::<Dict<'_>>().find(|kid| {
                let limits: Vec<Text<'_>> = kid.get::<Array<'_>>("Limits").map(|l| l.iter().collect()).unwrap_or_default();
                matches!(limits.as_slice(), [low, high] if low.as_bytes() <= name && name <= high.as_bytes())
            })?;
        }
        None
    }
}

fn array_of(object: Object<'_>) -> Option<Array<'_>> {
    match object {
        Object::Array(array) => Some(array),
        Object::Dict(dict) => dict.get::<Array<'_>>("D"),
        _ => None,
    }
}

/// The printed number of each page, as the file's page labels have it; empty where it has none.
pub(super) fn page_labels(catalog: &Dict<'_>, count: usize) -> Vec<String> {
    let mut ranges: BTreeMap<usize, (Vec<u8>, String, usize)> = BTreeMap::new();
    let mut nodes: Vec<Dict<'_>> = catalog.get::<Dict<'_>>("PageLabels").into_iter().collect();
    let mut visited = 0;
    while let Some(node) = nodes.pop() {
        visited += 1;
        if visited > 1000 {
            break;
        }
        nodes.extend(node.get::<Array<'_>>("Kids").into_iter().flat_map(|k| k.iter::<Dict<'_>>().take(1000).collect::<Vec<_>>()));
        let Some(numbers) = node.get::<Array<'_>>("Nums") else { continue };
        let mut items = numbers.iter::<Object<'_>>();
        while let (Some(Object::Number(from)), Some(Object::Dict(label))) = (items.next(), items.next()) {
            let style = label.get::<Name<'_>>("S").map(|n| n.as_ref().to_vec()).unwrap_or_default();
            let prefix = label.get::<Text<'_>>("P").map(|t| text_string(t.as_bytes())).unwrap_or_default();
            let start = label.get::<usize>("St").unwrap_or(1);
            ranges.insert(usize::try_from(from.as_i64()).unwrap_or(0), (style, prefix, start));
        }
    }
    if ranges.is_empty() {
        return Vec::new();
    }
    (0..count)
        .map(|page| {
            let Some((from, (style, prefix, start))) = ranges.range(..=page).next_back() else { return String::new() };
            format!("{prefix}{}", numeral(style, start.saturating_add(page - from)))
        })
        .collect()
}

/// A page's number in a style of the PDF standard (ISO 32000, 12.4.2), which writes letters as Word does.
fn numeral(style: &[u8], number: usize) -> String {
    let style = match style {
        b"D" => Numeral::Decimal,
        b"r" => Numeral::LowerRoman,
        b"R" => Numeral::UpperRoman,
        b"a" => Numeral::Lower,
        b"A" => Numeral::Upper,
        _ => Numeral::None,
    };
    let mut text = String::new();
    style.write(u32::try_from(number).unwrap_or(u32::MAX), &mut text);
    text
}

/// A link on a page: its box in points from the top left, and where it leads.
#[derive(Debug, Clone)]
pub(super) struct LinkBox {
    pub(super) x0: f32,
    pub(super) y0: f32,
    pub(super) x1: f32,
    pub(super) y1: f32,
    pub(super) target: String,
}

/// The links of a page that lead out of the document, and its comments.
pub(super) fn annotations(page: &Page<'_>) -> (Vec<LinkBox>, Vec<String>) {
    let (mut links, mut remarks) = (Vec::new(), Vec::new());
    let Some(list) = page.raw().get::<Array<'_>>("Annots") else { return (links, remarks) };
    let matrix = upright(page);
    for dict in list.iter::<Dict<'_>>().take(5000) {
        let subtype = dict.get::<Name<'_>>("Subtype");
        match subtype.as_deref() {
            Some(b"Link") => {
                let target = dict.get::<Dict<'_>>("A").and_then(|a| link_target(&a));
                let (Some(target), Some(rect)) = (target, dict.get::<Rect>("Rect")) else { continue };
                let (ax, ay) = place(matrix, rect.x0 as f32, rect.y0 as f32);
                let (bx, by) = place(matrix, rect.x1 as f32, rect.y1 as f32);
                links.push(LinkBox { x0: ax.min(bx), y0: ay.min(by), x1: ax.max(bx), y1: ay.max(by), target });
            }
            Some(b"Text" | b"FreeText" | b"Highlight" | b"Underline" | b"StrikeOut" | b"Squiggly" | b"Caret") => {
                let words = dict.get::<Text<'_>>("Contents").map(|t| text_string(t.as_bytes())).unwrap_or_default();
                if !words.trim().is_empty() {
                    remarks.push(words.trim().to_owned());
                }
            }
            _ => {}
        }
    }
    (links, remarks)
}

/// Where an action leads: an address, or another file.
fn link_target(action: &Dict<'_>) -> Option<String> {
    if let Some(address) = action.get::<Text<'_>>("URI") {
        return Some(text_string(address.as_bytes()));
    }
    match action.get::<Object<'_>>("F")? {
        Object::String(file) => Some(text_string(file.as_bytes())),
        Object::Dict(spec) => {
            let name = spec.get::<Text<'_>>("UF").or_else(|| spec.get::<Text<'_>>("F"))?;
            Some(text_string(name.as_bytes()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_of_page_labels() {
        assert_eq!(numeral(b"r", 14), "xiv");
        assert_eq!(numeral(b"A", 28), "BB");
        assert_eq!(numeral(b"D", 3), "3");
    }
}
