//! The parts of the package that hardly change from one paper to the next.

use crate::Paper;
use crate::outline::one_line;
use concordat_text::markup::{escape, put};
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// The beginning of every part.
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The main namespace.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

const STYLES: &str = include_str!("styles.xml");
/// The colours and the face that Word offers to whoever takes the document further.
const THEME: &str = include_str!("theme.xml");
/// The one face: where there is no Arial, one of the same widths.
const FONTS: &str = "<w:font w:name=\"Arial\"><w:altName w:val=\"Liberation Sans\"/><w:panose1 w:val=\"020B0604020202020204\"/>\
<w:charset w:val=\"00\"/><w:family w:val=\"swiss\"/><w:pitch w:val=\"variable\"/></w:font>";
/// What is set before and after the place of [`UPDATE`]: the schema wants them in this order.
const SETTINGS: [&str; 2] = [
    "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>",
    "<w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
     <w:themeFontLang w:val=\"en-GB\"/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/>",
];
/// Has Word work out the pages of the contents as it opens the file; it asks first.
const UPDATE: &str = "<w:updateFields w:val=\"true\"/>";

/// What was written of a paper.
pub(super) struct Written {
    /// The body of the document, without its element.
    pub(super) document: String,
    /// Addresses elsewhere, in the order of their relationships.
    pub(super) links: Vec<String>,
    /// The comments' elements.
    pub(super) comments: String,
    /// How many lists are numbered.
    pub(super) numbered: u32,
    /// The header's paragraph, where there is a marking.
    pub(super) header: Option<String>,
    /// The footer's paragraphs.
    pub(super) footer: String,
}

/// The relationship of the n-th address, from 0.
pub(super) fn link_name(n: usize) -> String {
    format!("rIdLink{}", n + 1)
}

/// Packs everything. The same paper gives the same bytes.
pub(super) fn pack(paper: &Paper, written: &Written) -> Result<Vec<u8>, ZipError> {
    let mut parts: Vec<(&str, &str, String)> = vec![
        ("styles", "word/styles.xml", STYLES.to_owned()),
        ("numbering", "word/numbering.xml", root("numbering", &super::lists::numbering(written.numbered))),
        ("theme", "word/theme/theme1.xml", THEME.to_owned()),
        ("settings", "word/settings.xml", root("settings", &settings(paper))),
        ("fontTable", "word/fontTable.xml", root("fonts", FONTS)),
        ("footer", "word/footer1.xml", root("ftr", &written.footer)),
    ];
    parts.extend(written.header.as_ref().map(|h| ("header", "word/header1.xml", root("hdr", h))));
    if !written.comments.is_empty() {
        parts.push(("comments", "word/comments.xml", root("comments", &written.comments)));
    }
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let mut write = |name: &str, text: &str| -> Result<(), ZipError> {
        writer.start_file(name, options)?;
        Ok(writer.write_all(text.as_bytes())?)
    };
    write("[Content_Types].xml", &types(&parts))?;
    write("_rels/.rels", &top())?;
    write("word/document.xml", &written.document)?;
    write("word/_rels/document.xml.rels", &related(&parts, &written.links))?;
    for (_, name, text) in &parts {
        write(name, text)?;
    }
    write("docProps/core.xml", &core(paper))?;
    write("docProps/app.xml", &application())?;
    Ok(writer.finish()?.into_inner())
}

fn settings(paper: &Paper) -> String {
    let [before, after] = SETTINGS;
    format!("{before}{}{after}", if paper.contents { UPDATE } else { "" })
}

fn root(element: &str, content: &str) -> String {
    format!("{XML}<w:{element} xmlns:w=\"{MAIN}\" xmlns:r=\"{KINDS}\">{content}</w:{element}>")
}

fn types(parts: &[(&str, &str, String)]) -> String {
    let mut out = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
    );
    for (kind, name, _) in parts {
        let of = if *kind == "theme" { OFFICE } else { WORD };
        put(&mut out, format_args!("<Override PartName=\"/{name}\" ContentType=\"{of}.{kind}+xml\"/>"));
    }
    out.push_str("</Types>");
    out
}

fn top() -> String {
    format!(
        "{XML}<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rId1\" Type=\"{KINDS}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{RELATIONS}/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{KINDS}/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"
    )
}

fn related(parts: &[(&str, &str, String)], links: &[String]) -> String {
    let mut out = format!("{XML}<Relationships xmlns=\"{RELATIONS}\">");
    for (kind, name, _) in parts {
        let target = name.trim_start_matches("word/");
        put(&mut out, format_args!("<Relationship Id=\"rId_{kind}\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/>"));
    }
    for (n, link) in links.iter().enumerate() {
        put(
            &mut out,
            format_args!(
                "<Relationship Id=\"{}\" Type=\"{KINDS}/hyperlink\" Target=\"{}\" TargetMode=\"External\"/>",
                link_name(n),
                escape(link)
            ),
        );
    }
    out.push_str("</Relationships>");
    out
}

fn core(paper: &Paper) -> String {
    let mut out = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <cp:lastModifiedBy>{1}</cp:lastModifiedBy>",
        escape(&one_line(&paper.title)),
        escape(&one_line(&paper.author))
    );
    if let Some(moment) = moment(&paper.written_at) {
        for element in ["created", "modified"] {
            put(&mut out, format_args!("<dcterms:{element} xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:{element}>"));
        }
    }
    out.push_str("<dc:language>en-GB</dc:language></cp:coreProperties>");
    out
}

fn application() -> String {
    format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Concordat</Application></Properties>"
    )
}

/// A moment as the formats write it, to the second; nothing where it is none, since Word refuses a file for that.
pub(super) fn moment(text: &str) -> Option<String> {
    let shape = "0000-00-00T00:00:00";
    let date = text.get(..shape.len())?;
    let fits = date.chars().zip(shape.chars()).all(|(c, s)| if s == '0' { c.is_ascii_digit() } else { c == s });
    let rest = text.get(shape.len()..)?;
    // A fraction of a second is left out, the zone is kept.
    let zone = rest.strip_prefix('.').map_or(rest, |f| f.trim_start_matches(|c: char| c.is_ascii_digit()));
    let known =
        zone == "Z" || (zone.len() == 6 && zone.starts_with(['+', '-']) && zone.bytes().skip(1).all(|b| b.is_ascii_digit() || b == b':'));
    (fits && known).then(|| format!("{date}{zone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_moment_is_written_as_one() {
        assert_eq!(moment("2026-11-22T21:35:00Z").as_deref(), Some("2026-11-22T21:35:00Z"));
        assert_eq!(moment("2026-11-22T21:35:00.25+01:00").as_deref(), Some("2026-11-22T21:35:00+01:00"));
        assert_eq!(moment("yesterday"), None);
        assert_eq!(moment("2026-11-22T21:35:00<"), None);
        assert_eq!(moment(""), None);
    }
}
