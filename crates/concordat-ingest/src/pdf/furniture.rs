//! Running headers and footers: what repeats at the edges of pages.

use super::line::Line;
use std::collections::{BTreeMap, BTreeSet};

/// One line of text near an edge of a page.
struct Edge {
    page: usize,
    top: bool,
    /// How many lines stand between it and the edge.
    rank: usize,
    y: f32,
    size: f32,
    text: String,
    key: String,
    pieces: Vec<usize>,
}

/// What was taken out.
#[derive(Debug, Default)]
pub(super) struct Furniture {
    /// Each header and footer once, with the first page it stands on, from 1.
    pub(super) texts: Vec<(String, Option<u32>)>,
    /// The number printed on each page, where one is.
    pub(super) numbers: Vec<Option<String>>,
}

/// The part of a page's height at either end in which furniture stands.
const MARGIN: f32 = 0.14;
/// Lines looked at from either edge.
const LINES: usize = 6;

/// Takes headers and footers out of `pages` (pieces by page); `heights` are the pages' heights.
pub(super) fn take(pages: &mut [Vec<Line>], heights: &[f32]) -> Furniture {
    let mut edges: Vec<Edge> = Vec::new();
    for (page, (pieces, height)) in pages.iter().zip(heights).enumerate() {
        collect(page, pieces, *height, &mut edges);
    }
    let mut groups: BTreeMap<(bool, String), Vec<usize>> = BTreeMap::new();
    for (n, edge) in edges.iter().enumerate() {
        groups.entry((edge.top, edge.key.clone())).or_default().push(n);
    }
    let needed = if pages.len() <= 5 { 2 } else { 3 };
    let mut chosen: BTreeSet<usize> = BTreeSet::new();
    for ((_, key), members) in &groups {
        let count_pages = |of: &[usize]| of.iter().filter_map(|&n| edges.get(n)).map(|e| e.page).collect::<BTreeSet<_>>().len();
        // The same words must stand at the same height in the same size.
        for &n in members {
            let Some(edge) = edges.get(n) else { continue };
            let alike: Vec<usize> = members
                .iter()
                .copied()
                .filter(|&m| edges.get(m).is_some_and(|o| (o.y - edge.y).abs() < 14.0 && (o.size - edge.size).abs() < 0.15 * edge.size))
                .take(64)
                .collect();
            if count_pages(&alike) >= needed || is_page_number(key) {
                chosen.insert(n);
            }
        }
    }
    settle(&edges, &mut chosen);
    remove(pages, &edges, &chosen)
}

/// A line further in than one that stays is not furniture, save past a single line.
fn settle(edges: &[Edge], chosen: &mut BTreeSet<usize>) {
    let mut by_place: BTreeMap<(usize, bool), Vec<usize>> = BTreeMap::new();
    for (n, edge) in edges.iter().enumerate() {
        by_place.entry((edge.page, edge.top)).or_default().push(n);
    }
    for (_, mut members) in by_place {
        members.sort_by_key(|&n| edges.get(n).map_or(0, |e| e.rank));
        let mut kept = 0;
        for n in members {
            if !chosen.contains(&n) {
                kept += 1;
            } else if kept > 1 {
                chosen.remove(&n);
            }
        }
    }
}

fn collect(page: usize, pieces: &[Line], height: f32, edges: &mut Vec<Edge>) {
    let mut order: Vec<usize> = (0..pieces.len()).filter(|&n| pieces.get(n).is_some_and(|p| p.angle == 0)).collect();
    let y_of = |n: &usize| pieces.get(*n).map_or(0.0, |p| p.y);
    order.sort_by(|a, b| y_of(a).total_cmp(&y_of(b)));
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for n in order {
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(|f| (y_of(f) - y_of(&n)).abs() < 3.0) => row.push(n),
            _ => rows.push(vec![n]),
        }
    }
    let count = rows.len();
    for (at, mut row) in rows.into_iter().enumerate() {
        row.sort_by(|a, b| pieces.get(*a).map_or(0.0, |p| p.x0).total_cmp(&pieces.get(*b).map_or(0.0, |p| p.x0)));
        let y = row.first().map_or(0.0, &y_of);
        let (top, rank) = if at < count - 1 - at { (true, at) } else { (false, count - 1 - at) };
        let near = if top { y < height * MARGIN } else { y > height * (1.0 - MARGIN) };
        // A height of nothing takes every line.
        if (!near || rank >= LINES) && height > 0.0 {
            continue;
        }
        let text = row.iter().filter_map(|&n| pieces.get(n)).map(Line::text).collect::<Vec<_>>().join(" ");
        // A bullet set apart from its words repeats on every page and is no footer.
        if text.len() > 300 || !text.contains(char::is_alphanumeric) {
            continue;
        }
        let size = row.first().and_then(|&n| pieces.get(n)).map_or(0.0, |p| p.size);
        edges.push(Edge { page, top, rank, y, size, key: key(&text), text, pieces: row });
    }
}

/// The text with figures and spaces levelled, so that page numbers do not tell two footers apart.
fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase) {
        if !c.is_numeric() {
            key.push(c);
        } else if !key.ends_with('#') {
            key.push('#');
        }
    }
    let roman = !key.is_empty() && key.len() <= 6 && key.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'));
    if roman { "#".to_owned() } else { key }
}

/// Whether a levelled text is a page number even on a single page.
fn is_page_number(key: &str) -> bool {
    matches!(key, "page#" | "page#of#" | "page#/#" | "-#-" | "|page#" | "#|page" | "page|#")
}

fn remove(pages: &mut [Vec<Line>], edges: &[Edge], chosen: &BTreeSet<usize>) -> Furniture {
    let mut furniture = Furniture { texts: Vec::new(), numbers: vec![None; pages.len()] };
    let mut said: BTreeSet<&str> = BTreeSet::new();
    let mut gone: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for edge in chosen.iter().filter_map(|&n| edges.get(n)) {
        // A bare page number says nothing of the document.
        if edge.key.trim_matches(['-', '#', '|']).len() > 1 && said.insert(&edge.key) {
            furniture.texts.push((edge.text.trim().to_owned(), u32::try_from(edge.page + 1).ok()));
        }
        gone.entry(edge.page).or_default().extend(&edge.pieces);
    }
    printed_numbers(edges, chosen, &mut furniture.numbers);
    for (page, pieces) in pages.iter_mut().enumerate() {
        if let Some(gone) = gone.get(&page) {
            let mut n = 0;
            pieces.retain(|_| {
                n += 1;
                !gone.contains(&(n - 1))
            });
        }
    }
    furniture
}

/// The number in the furniture that goes up by one from page to page.
fn printed_numbers(edges: &[Edge], chosen: &BTreeSet<usize>, numbers: &mut [Option<String>]) {
    let mut offsets: BTreeMap<i64, BTreeSet<usize>> = BTreeMap::new();
    let mut seen: BTreeMap<(i64, usize), String> = BTreeMap::new();
    for edge in chosen.iter().filter_map(|&n| edges.get(n)) {
        for figures in edge.text.split(|c: char| !c.is_ascii_digit()).filter(|f| (1..=4).contains(&f.len())) {
            let Ok(number) = figures.parse::<i64>() else { continue };
            let offset = number - i64::try_from(edge.page).unwrap_or(0);
            offsets.entry(offset).or_default().insert(edge.page);
            seen.insert((offset, edge.page), figures.to_owned());
        }
    }
    let best = offsets.iter().filter(|(_, pages)| pages.len() >= 2).max_by_key(|(offset, pages)| (pages.len(), -offset.abs()));
    if let Some((offset, pages)) = best {
        for &page in pages {
            if let Some(slot) = numbers.get_mut(page) {
                *slot = seen.get(&(*offset, page)).cloned();
            }
        }
    }
}

/// Artifacts, each once: what the file itself sets apart from its text.
pub(super) fn take_artifacts(pages: &mut [Vec<Line>]) -> Furniture {
    let mut edges = Vec::new();
    for (page, pieces) in pages.iter().enumerate() {
        collect(page, pieces, 0.0, &mut edges);
    }
    let chosen = (0..edges.len()).collect();
    remove(pages, &edges, &chosen)
}
