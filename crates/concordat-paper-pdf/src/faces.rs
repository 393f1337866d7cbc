//! The faces that words are set in.
//!
//! Noto Sans (SIL Open Font Licence) sets everything it can; DejaVu Sans (Bitstream Vera licence) has arrows, ticks and other
//! alphabets. A character that neither has is shown as `U+FFFD`, since PDF/UA has no place for one that cannot be shown.

use concordat_text::markup::shows;
use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The faces, and the book that Typst looks them up in.
pub(crate) struct Faces {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// Read once, since reading a face costs more than setting a page.
pub(crate) static FACES: LazyLock<Faces> = LazyLock::new(|| {
    let noto = [notosans::REGULAR_TTF, notosans::BOLD_TTF, notosans::ITALIC_TTF, notosans::BOLD_ITALIC_TTF];
    let dejavu = [dejavu::sans::regular(), dejavu::sans::bold()];
    let fonts: Vec<Font> = noto.into_iter().chain(dejavu).filter_map(|bytes| Font::new(Bytes::new(bytes), 0)).collect();
    Faces { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
});

/// A character, or what stands for one that no face has.
fn set(c: char) -> char {
    let known = |c: char| FACES.fonts.iter().any(|f| f.info().coverage.contains(u32::from(c)));
    if c.is_ascii() || known(c) { c } else { '\u{fffd}' }
}

/// Text with what no face has replaced, and what shows nothing left out.
pub(crate) fn settable(text: &str) -> String {
    text.chars().filter(|c| shows(*c)).map(set).collect()
}

/// A picture with what no face has replaced. Its line feeds and tabs may part attributes, and stay.
pub(crate) fn drawable(svg: &str) -> String {
    svg.chars().map(set).collect()
}
