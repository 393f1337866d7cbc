//! From letters to the quadrilaterals that a highlight covers, one for each line of words.

use crate::place::Segment;
use concordat_register::PageLetters;
use std::collections::BTreeMap;

/// The four corners of one line of words in the page's own coordinates, in the order that viewers expect: upper left, upper right,
/// lower left, lower right.
type Quad = [(f32, f32); 4];

/// The lines that words stand on, by page. Letters without a place are passed over.
pub(super) fn quads(segments: &[Segment], letters: &BTreeMap<u16, PageLetters>) -> BTreeMap<u16, Vec<Quad>> {
    let mut lines: BTreeMap<u16, Vec<[f32; 4]>> = BTreeMap::new();
    for segment in segments {
        let Some(page) = letters.get(&segment.part) else { continue };
        let boxes = page.boxes.get(segment.start..segment.end.min(page.boxes.len())).unwrap_or_default();
        for letter in boxes.iter().flatten() {
            let on_page = lines.entry(segment.part).or_default();
            match on_page.last_mut().filter(|line| goes_on(line, letter)) {
                Some([left, top, right, bottom]) => {
                    (*left, *top) = (left.min(letter[0]), top.min(letter[1]));
                    (*right, *bottom) = (right.max(letter[2]), bottom.max(letter[3]));
                }
                None => on_page.push(*letter),
            }
        }
    }
    let turned = |(number, lines): (u16, Vec<[f32; 4]>)| {
        let [a, b, c, d, e, f] = letters.get(&number)?.to_page;
        let place = |x: f32, y: f32| (a * x + c * y + e, b * x + d * y + f);
        let quad = |[left, top, right, bottom]: [f32; 4]| [place(left, top), place(right, top), place(left, bottom), place(right, bottom)];
        Some((number, lines.into_iter().map(quad).collect()))
    };
    lines.into_iter().filter_map(turned).collect()
}

/// Whether a letter stands on the line that is open, not far from its end.
fn goes_on([_, top, right, bottom]: &[f32; 4], letter: &[f32; 4]) -> bool {
    let [left, upper, _, lower] = letter;
    let height = (bottom - top).max(1.0);
    let same = (top - upper).abs() < 0.5 * height && (bottom - lower).abs() < 0.5 * height;
    same && *left > right - height && *left < right + 3.0 * height
}
