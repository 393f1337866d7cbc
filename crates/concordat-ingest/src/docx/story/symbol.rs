//! Characters that `w:sym` names by font and code.

use crate::xml::Element;

/// The character a symbol shows; a box where it is not known.
pub(super) fn character(element: &Element<'_>) -> Option<char> {
    let code = u32::from_str_radix(element.attribute("char")?.trim(), 16).ok()?;
    let font = element.attribute("font").unwrap_or_default().to_lowercase();
    // Symbol fonts are mapped into a private area at F000.
    let low = if (0xF000..=0xF0FF).contains(&code) { code - 0xF000 } else { code };
    if font.starts_with("wingdings") {
        return Some(wingdings(&font, low));
    }
    if font == "symbol" {
        return Some(symbol(low));
    }
    char::from_u32(low).filter(|c| !c.is_control())
}

fn symbol(code: u32) -> char {
    match code {
        0xB7 => '\u{2022}',
        0xA3 => '\u{2264}',
        0xB3 => '\u{2265}',
        0xAE => '\u{2192}',
        0xAC => '\u{2190}',
        0xB1 => '\u{b1}',
        0xB4 => '\u{d7}',
        0xB0 => '\u{b0}',
        0xD3 => '\u{a9}',
        0xD2 => '\u{ae}',
        0xD4 => '\u{2122}',
        0x20..=0x40 => char::from_u32(code).unwrap_or('\u{25a1}'),
        _ => '\u{25a1}',
    }
}

fn wingdings(font: &str, code: u32) -> char {
    match (font, code) {
        ("wingdings 2", 0x50) | (_, 0xFC) => '\u{2713}',
        ("wingdings 2", 0x4F) | (_, 0xFB) => '\u{2717}',
        ("wingdings 2", 0x52) | (_, 0xFE) => '\u{2611}',
        ("wingdings 2", 0xA3) | (_, 0xA8 | 0x6F | 0x71) => '\u{2610}',
        (_, 0xFD) => '\u{2612}',
        (_, 0xA7) => '\u{25aa}',
        (_, 0x6C | 0x9F) => '\u{2022}',
        (_, 0xE0 | 0xE8 | 0xF0 | 0xD8) => '\u{2192}',
        (_, 0xDF | 0xE7) => '\u{2190}',
        (_, 0xE2 | 0xEA) => '\u{2193}',
        (_, 0x28 | 0x29) => '\u{260e}',
        (_, 0x2A) => '\u{2709}',
        _ => '\u{25a1}',
    }
}
