//! A table of comments as a Word file, for documents that are not Word files themselves.

use crate::comments::plain;
use crate::findings::Entry;
use concordat_register::{Problem, ProblemKind};
use quick_xml::escape::escape;
use std::fmt::Write as _;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const TOP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const RELATED: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="160"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:color w:val="134E5E"/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:color w:val="4A5260"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="808080"/><w:left w:val="single" w:sz="4" w:space="0" w:color="808080"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="808080"/><w:right w:val="single" w:sz="4" w:space="0" w:color="808080"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="808080"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="808080"/></w:tblBorders></w:tblPr></w:style></w:styles>"#;

/// Columns: heading and width in twentieths of a point. Together they are as wide as a landscape A4 page within its margins.
const COLUMNS: [(&str, u32); 5] =
    [("No.", 700), ("Where", 1900), ("The document says", 3700), ("What was found, and what to do", 5600), ("Standard", 2700)];

/// The beginning of every part written here.
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A Word file with a row for each entry. `title` is the document's, `file` its name; `marking` stands above and below every page, since
/// the rows quote other documents too.
///
/// # Errors
///
/// Never in practice: packing in memory.
pub fn comment_table(title: &str, file: &str, marking: &str, entries: &[Entry]) -> Result<Vec<u8>, Problem> {
    let document = document(title, file, entries);
    let header = format!("{XML}<w:hdr {MAIN}>{}</w:hdr>", marked(marking));
    let footer = footer(title, marking);
    let properties = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>",
        escape(plain(&format!("Comments on {title}")).as_str())
    );
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let parts = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", TOP),
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", RELATED),
        ("word/styles.xml", STYLES),
        ("word/header1.xml", header.as_str()),
        ("word/footer1.xml", footer.as_str()),
        ("docProps/core.xml", properties.as_str()),
    ];
    for (name, text) in parts {
        writer.start_file(name, options).map_err(|_| unpacked())?;
        writer.write_all(text.as_bytes()).map_err(|_| unpacked())?;
    }
    Ok(writer.finish().map_err(|_| unpacked())?.into_inner())
}

fn unpacked() -> Problem {
    Problem::new(ProblemKind::TooLarge, "the table of comments cannot be packed", "choose fewer checks with --only")
}

fn marked(marking: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>{}</w:p>", run(marking, false))
}

fn footer(title: &str, marking: &str) -> String {
    let field = |code: &str| format!("<w:fldSimple w:instr=\" {code} \">{}</w:fldSimple>", run("1", false));
    format!(
        "{XML}<w:ftr {MAIN}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{}{}{}</w:p>{}</w:ftr>",
        run(&format!("Comments on {title} \u{b7} Page "), false),
        field("PAGE"),
        run(" of ", false),
        field("NUMPAGES"),
        marked(marking)
    )
}

fn document(title: &str, file: &str, entries: &[Entry]) -> String {
    let mut out =
        format!("{XML}<w:document {MAIN} xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>");
    let _ = write!(out, "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p>", run(&format!("Comments on {title}"), false));
    let intro = format!("On the file {file}, which cannot carry comments itself. One row for each finding, in the order of the document.");
    let _ = write!(out, "<w:p>{}</w:p>", run(&intro, false));
    out.push_str(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"14600\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
    );
    for (_, width) in COLUMNS {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    out.push_str("</w:tblGrid>");
    row(&mut out, &COLUMNS.map(|(name, _)| vec![name.to_owned()]), true);
    for (n, entry) in entries.iter().enumerate() {
        let place = if entry.place.is_empty() { "the whole document" } else { entry.place.as_str() };
        let mut found = vec![entry.message.clone()];
        if !entry.proposed.is_empty() {
            found.push(format!("Proposed: \u{201c}{}\u{201d}", entry.proposed));
        }
        found.extend((!entry.advice.is_empty()).then(|| entry.advice.clone()));
        found.extend(entry.others.iter().cloned());
        let words = if entry.words.is_empty() { "\u{2013}".to_owned() } else { format!("\u{201c}{}\u{201d}", entry.words) };
        let standard = vec![entry.standard.clone(), entry.check.clone()];
        row(&mut out, &[vec![(n + 1).to_string()], vec![place.to_owned()], vec![words], found, standard], false);
    }
    out.push_str(
        "</w:tbl><w:p/><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId2\"/><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1418\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
    );
    out
}

fn row(out: &mut String, cells: &[Vec<String>; 5], head: bool) {
    let header = if head { "<w:tblHeader/>" } else { "" };
    let _ = write!(out, "<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>");
    for (cell, (_, width)) in cells.iter().zip(COLUMNS) {
        let ground = if head { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E3E7EC\"/>" } else { "" };
        let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{ground}</w:tcPr>");
        for paragraph in cell {
            let _ = write!(out, "<w:p>{}</w:p>", run(paragraph, head));
        }
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}

fn run(words: &str, bold: bool) -> String {
    let words = plain(words);
    let set = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
    format!("<w:r>{set}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_marking_stands_above_and_below_every_page() {
        let bytes = comment_table("Levels & needs", "levels.html", "OFFICIAL-SENSITIVE", &[]).unwrap();
        let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut part = |name: &str| {
            let mut text = String::new();
            package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        for name in ["word/header1.xml", "word/footer1.xml"] {
            assert!(part(name).contains(">OFFICIAL-SENSITIVE<"), "{name}");
        }
        assert!(part("word/document.xml").contains("<w:headerReference") && part("docProps/core.xml").contains("Levels &amp; needs"));
    }
}
