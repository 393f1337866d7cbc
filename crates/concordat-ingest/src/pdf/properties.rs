//! What a PDF says of itself: its information dictionary, XMP and language.

use super::decode::{Budget, decoded};
use concordat_register::Properties;
use hayro_syntax::Pdf;
use hayro_syntax::object::{DateTime, Dict, Stream, String as Text};

/// Reads title, author, subject, keywords, dates and language.
pub(super) fn read(pdf: &Pdf, catalog: Option<&Dict<'_>>, budget: &mut Budget) -> Properties {
    let info = pdf.metadata();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text_string).and_then(said);
    let mut properties = Properties {
        title: text(&info.title),
        subject: text(&info.subject),
        author: text(&info.author),
        keywords: text(&info.keywords),
        created: info.creation_date.map(day),
        modified: info.modification_date.map(day),
        ..Properties::default()
    };
    let Some(catalog) = catalog else { return properties };
    properties.language = catalog.get::<Text<'_>>("Lang").map(|t| text_string(t.as_bytes())).and_then(said);
    if let Some(stream) = catalog.get::<Stream<'_>>("Metadata")
        && let Some(data) = decoded(&stream, budget)
    {
        fill_from_xmp(&String::from_utf8_lossy(&data), &mut properties);
    }
    properties
}

/// What XMP knows and the information dictionary does not.
fn fill_from_xmp(xmp: &str, properties: &mut Properties) {
    let fill = |slot: &mut Option<String>, name: &str| {
        if slot.is_none() {
            *slot = xmp_value(xmp, name).and_then(said);
        }
    };
    fill(&mut properties.title, "dc:title");
    fill(&mut properties.author, "dc:creator");
    fill(&mut properties.subject, "dc:description");
    fill(&mut properties.keywords, "pdf:Keywords");
    fill(&mut properties.language, "dc:language");
    let date = |name| xmp_value(xmp, name).and_then(|d| d.get(..10).map(str::to_owned)).filter(|d| is_day(d));
    properties.created = properties.created.take().or_else(|| date("xmp:CreateDate"));
    properties.modified = properties.modified.take().or_else(|| date("xmp:ModifyDate"));
}

/// The text of an element or attribute of XMP, through the lists that wrap it.
fn xmp_value(xmp: &str, name: &str) -> Option<String> {
    let attribute = format!("{name}=\"");
    if let Some((_, rest)) = xmp.split_once(&attribute) {
        return rest.split_once('"').map(|(value, _)| unescaped(value));
    }
    let (_, rest) = xmp.split_once(&format!("<{name}>"))?;
    let (inner, _) = rest.split_once(&format!("</{name}>"))?;
    let mut text = String::new();
    let mut within = false;
    for c in inner.chars().take(4000) {
        match c {
            '<' => within = true,
            '>' => within = false,
            c if !within => text.push(c),
            _ => {}
        }
    }
    Some(unescaped(&text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&apos;", "'").replace("&amp;", "&")
}

#[expect(clippy::needless_pass_by_value, reason = "it ends chains of options that own their text")]
fn said(text: String) -> Option<String> {
    let text = text.trim();
    // What programs write where nobody filled anything in.
    let filler = matches!(text, "(unspecified)" | "(anonymous)" | "unspecified" | "anonymous" | "untitled" | "Untitled");
    (!text.is_empty() && !filler).then(|| text.chars().take(2000).collect())
}

fn day(date: DateTime) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

fn is_day(text: &str) -> bool {
    text.bytes().enumerate().all(|(n, b)| if n == 4 || n == 7 { b == b'-' } else { b.is_ascii_digit() })
}

/// A text string of the file: UTF-16 or UTF-8 with a mark, else the encoding PDF has of its own.
pub(super) fn text_string(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| pair.iter().fold(0, |n, b| (n << 8) | u16::from(*b))).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| pair.iter().rev().fold(0, |n, b| (n << 8) | u16::from(*b))).collect();
        return String::from_utf16_lossy(&units);
    }
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        return String::from_utf8_lossy(rest).into_owned();
    }
    bytes.iter().map(|&b| doc_letter(b)).collect()
}

/// A letter of PDFDocEncoding: Latin-1 but for two stretches.
fn doc_letter(byte: u8) -> char {
    const MARKS: [char; 33] = [
        '\u{2022}', '\u{2020}', '\u{2021}', '\u{2026}', '\u{2014}', '\u{2013}', '\u{192}', '\u{2044}', '\u{2039}', '\u{203a}', '\u{2212}',
        '\u{2030}', '\u{201e}', '\u{201c}', '\u{201d}', '\u{2018}', '\u{2019}', '\u{201a}', '\u{2122}', '\u{fb01}', '\u{fb02}', '\u{141}',
        '\u{152}', '\u{160}', '\u{178}', '\u{17d}', '\u{131}', '\u{142}', '\u{153}', '\u{161}', '\u{17e}', '\u{fffd}', '\u{20ac}',
    ];
    match byte {
        0x80..=0xA0 => MARKS.get(usize::from(byte - 0x80)).copied().unwrap_or('\u{fffd}'),
        b => char::from(b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_of_every_kind() {
        assert_eq!(text_string(b"Plain \x90quoted\x8f"), "Plain \u{2019}quoted\u{2018}");
        assert_eq!(text_string(&[0xFE, 0xFF, 0, b'A', 0x20, 0x13]), "A\u{2013}");
        assert_eq!(text_string(&[0xEF, 0xBB, 0xBF, 0xC3, 0xA9]), "é");
    }

    #[test]
    fn xmp_fills_what_is_missing() {
        let xmp = r#"<rdf:Description xmp:CreateDate="2016-03-04T10:00:00Z"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Bullying &amp; harm</rdf:li></rdf:Alt></dc:title></rdf:Description>"#;
        let mut properties = Properties::default();
        fill_from_xmp(xmp, &mut properties);
        assert_eq!(properties.title.as_deref(), Some("Bullying & harm"));
        assert_eq!(properties.created.as_deref(), Some("2016-03-04"));
    }
}
