//! Bullets and numbers of lists.

use concordat_text::markup::put;

/// Definitions 1 and 2 are those of the styles List Bullet and List Number; each numbered list has one of its own after them.
const OF_STYLES: u32 = 2;

/// The definition that bullets follow.
pub(super) const BULLETS: u32 = 1;

/// The definition of the n-th numbered list, from 0.
pub(super) fn numbers(n: u32) -> u32 {
    n + OF_STYLES + 1
}

/// What `numbering.xml` holds for so many numbered lists.
pub(super) fn numbering(lists: u32) -> String {
    let mut out = String::new();
    levels(&mut out, 0, |level| match level % 3 {
        0 => ("bullet", "\u{2022}".to_owned()),
        1 => ("bullet", "\u{2013}".to_owned()),
        _ => ("bullet", "\u{25aa}".to_owned()),
    });
    levels(&mut out, 1, |level| match level % 3 {
        0 => ("decimal", format!("%{}.", level + 1)),
        1 => ("lowerLetter", format!("(%{})", level + 1)),
        _ => ("lowerRoman", format!("(%{})", level + 1)),
    });
    out.push_str("<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>");
    for n in 0..lists {
        put(
            &mut out,
            format_args!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
                numbers(n)
            ),
        );
    }
    out
}

fn levels(out: &mut String, name: u32, of: impl Fn(u32) -> (&'static str, String)) {
    put(out, format_args!("<w:abstractNum w:abstractNumId=\"{name}\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"));
    for level in 0..9 {
        let (format, text) = of(level);
        put(
            out,
            format_args!(
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/>\
                 <w:pPr><w:ind w:left=\"{}\" w:hanging=\"397\"/></w:pPr></w:lvl>",
                397 * (level + 1)
            ),
        );
    }
    out.push_str("</w:abstractNum>");
}
