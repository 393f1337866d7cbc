//! Where letters stand on their pages, for those who mark words in the file itself.

use super::content::{Walker, hidden_layers, upright};
use super::decode::{self, Budget};
use super::font::Fonts;
use crate::Limits;
use concordat_register::PageLetters;
use hayro_syntax::Pdf;
use hayro_syntax::object::Dict;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// The letters of some pages of a PDF, by page from 0. Pages that cannot be read again are left out. Boxes are not kept by
/// [`crate::read`], since few ask for them: the pages are walked again.
#[must_use]
pub fn pdf_letters(bytes: &[u8], pages: &BTreeSet<u16>, limits: &Limits) -> BTreeMap<u16, PageLetters> {
    // As for reading: should a library panic, the file is damaged and no letter has a place.
    catch_unwind(AssertUnwindSafe(|| letters(bytes, pages, limits))).unwrap_or_default()
}

fn letters(bytes: &[u8], pages: &BTreeSet<u16>, limits: &Limits) -> BTreeMap<u16, PageLetters> {
    let mut found = BTreeMap::new();
    if !decode::opens_safely(bytes, limits) {
        return found;
    }
    let Ok(pdf) = Pdf::new(Arc::new(bytes.to_vec())) else { return found };
    let mut budget = Budget::new(limits);
    let hidden = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()).as_ref().map(hidden_layers).unwrap_or_default();
    let mut fonts = Fonts::new();
    for number in pages {
        let Some(page) = pdf.pages().get(usize::from(*number)) else { continue };
        let Some(to_page) = inverse(upright(page)) else { continue };
        let sheet = Walker::page(page, &mut fonts, &mut budget, &hidden);
        if budget.spent {
            break;
        }
        // Most letters reach four fifths of their size above the line and less than a quarter below it.
        let boxes =
            sheet.glyphs.iter().map(|g| (g.angle == 0 && g.x1 > g.x0).then_some([g.x0, g.y - 0.8 * g.size, g.x1, g.y + 0.22 * g.size]));
        found.insert(*number, PageLetters { boxes: boxes.collect(), to_page });
    }
    found
}

fn inverse([a, b, c, d, e, f]: [f32; 6]) -> Option<[f32; 6]> {
    let det = a * d - b * c;
    (det.abs() > 1e-6).then(|| [d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det])
}

#[cfg(test)]
mod tests {
    use super::inverse;

    #[test]
    fn a_matrix_and_its_inverse_undo_each_other() {
        let matrix = [0.0, -2.0, 2.0, 0.0, 30.0, 842.0];
        let back = inverse(matrix).unwrap();
        let (x, y) = super::super::content::place(matrix, 12.0, 34.0);
        let (x, y) = super::super::content::place(back, x, y);
        assert!((x - 12.0).abs() < 1e-3 && (y - 34.0).abs() < 1e-3);
        assert_eq!(inverse([0.0; 6]), None);
    }
}
