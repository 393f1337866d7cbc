//! A chart as a Word document: the picture as shapes that can be edited, and the list as a table.
//!
//! The shapes are one DrawingML group, which Word (from 2010) and LibreOffice both draw, so that no raster of it is needed and it
//! prints sharp. The page is the smallest, on its side or upright, on which the words stay legible: A4, A3, or one that prints on A2.

mod drawing;

use crate::{
    Chart, Layout,
    list::{Item, list, one_line},
};
use concordat_text::markup::{escape, put};
use std::io::{Cursor, Write};
use zip::{CompressionMethod, ZipWriter, result::ZipError, write::SimpleFileOptions};

/// Twentieths of a point, of which Word's lengths are made: the long and the short side of sheets, and the margin. The last is A2 without
/// the strip that Word, whose pages are 22 inches at most, cannot have.
const SHEETS: [(i32, i32); 3] = [(16838, 11906), (23811, 16838), (31680, 23811)];
const MARGIN: i32 = 720;
/// Room left on the chart's page for its heading and caption.
const WORDS: i32 = 1500;
/// A pixel is fifteen twentieths of a point.
const PIXEL: i32 = 15;
/// Shrunk to less than this a chart goes onto a larger sheet: its smaller letters would be under six points.
const LEGIBLE: f64 = 0.72;

const STYLES: &str = include_str!("docx/styles.xml");
const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>\
<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
const RELATIONSHIPS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";
const OF_DOCUMENT: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";

/// The chart as the bytes of a `.docx`; without a layout the list alone, and why. The same chart gives the same bytes.
///
/// # Errors
///
/// Where the package cannot be put together, which only want of memory explains.
pub fn docx(chart: &Chart, layout: Result<&Layout, &crate::TooLarge>) -> Result<Vec<u8>, ZipError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let core = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>",
        escape(&chart.title)
    );
    let document = document(chart, layout);
    let parts: [(&str, &str); 6] = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONSHIPS),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", OF_DOCUMENT),
        ("word/styles.xml", STYLES),
        ("docProps/core.xml", &core),
    ];
    for (name, text) in parts {
        writer.start_file(name, options)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The picture alone, for a document made elsewhere: the content of a run as DrawingML, `hundredths` of its size on a screen of 96
/// pixels to the inch. Words in it stand in paragraphs of a style `Shape`; the document declares `w`, `wp`, `a`, `wpg`, `wps` and `mc`.
#[must_use]
pub fn drawing(chart: &Chart, layout: &Layout, hundredths: u32) -> String {
    let mut out = String::new();
    drawing::run(&mut out, chart, layout, f64::from(hundredths) / 100.0);
    out
}

fn document(chart: &Chart, layout: Result<&Layout, &crate::TooLarge>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:wpg=\"http://schemas.microsoft.com/office/word/2010/wordprocessingGroup\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>\n",
    );
    paragraph(&mut out, "Heading1", &chart.title);
    let mut page = SHEETS[0];
    match layout {
        Ok(layout) => {
            page = sheet(layout);
            let scale = fit(layout, page);
            drawing::picture(&mut out, chart, layout, scale);
            paragraph(&mut out, "Caption", &format!("{} The table says the same in words.", chart.description));
        }
        Err(large) => paragraph(&mut out, "Normal", &large.to_string()),
    }
    for mark in &chart.marks {
        paragraph(&mut out, "Mark", &format!("({}) {}", mark.number, mark.text));
    }
    for note in &chart.notes {
        paragraph(&mut out, "Normal", note);
    }
    table(&mut out, chart, page.0 - 2 * MARGIN);
    put(
        &mut out,
        format_args!(
            "<w:sectPr><w:pgSz w:w=\"{}\" w:h=\"{}\"{}/><w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"360\" w:footer=\"360\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
            page.0,
            page.1,
            if page.0 > page.1 { " w:orient=\"landscape\"" } else { "" }
        ),
    );
    out
}

/// The smallest page on which the words of a chart stay legible, else the one on which it is shrunk least.
fn sheet(layout: &Layout) -> (i32, i32) {
    let pages = || SHEETS.into_iter().flat_map(|(long, short)| [(long, short), (short, long)]);
    let least = || pages().max_by(|a, b| fit(layout, *a).total_cmp(&fit(layout, *b)));
    pages().find(|page| fit(layout, *page) >= LEGIBLE).or_else(least).unwrap_or(SHEETS[0])
}

/// By how much a chart is shrunk to a page; never enlarged.
fn fit(layout: &Layout, page: (i32, i32)) -> f64 {
    let wide = f64::from(page.0 - 2 * MARGIN) / f64::from((layout.width + 4) * PIXEL);
    let high = f64::from(page.1 - 2 * MARGIN - WORDS) / f64::from((layout.height + 4) * PIXEL);
    wide.min(high).min(1.0)
}

fn paragraph(out: &mut String, style: &str, text: &str) {
    put(
        out,
        format_args!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>\n",
            escape(text)
        ),
    );
}

fn table(out: &mut String, chart: &Chart, width: i32) {
    paragraph(out, "Heading2", "The chart in words");
    let columns = [700, width * 34 / 100, width * 20 / 100, 0];
    let rest = width - columns.iter().sum::<i32>();
    let columns = columns.map(|c| if c == 0 { rest } else { c });
    put(
        out,
        format_args!(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/><w:tblCaption w:val=\"{}\"/></w:tblPr><w:tblGrid>",
            escape(&chart.title)
        ),
    );
    for column in columns {
        put(out, format_args!("<w:gridCol w:w=\"{column}\"/>"));
    }
    out.push_str("</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (head, width) in ["No.", "Step", "Where", "Goes on to"].into_iter().zip(columns) {
        cell(out, width, &[head.to_owned()], true);
    }
    out.push_str("</w:tr>\n");
    for item in list(chart) {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (lines, width) in row(chart, &item).into_iter().zip(columns) {
            cell(out, width, &lines, false);
        }
        out.push_str("</w:tr>\n");
    }
    out.push_str("</w:tbl>\n<w:p/>");
}

fn row(chart: &Chart, item: &Item) -> [Vec<String>; 4] {
    let marks = |marks: &[u32]| marks.iter().map(|m| format!(" ({m})")).collect::<String>();
    let new = |fresh: bool| if fresh { " (new)" } else { "" };
    let step = chart.nodes.get(item.node).map_or_else(Vec::new, |node| {
        let name = format!("{}{}{}", node.label, new(node.fresh), marks(&node.marks));
        [name].into_iter().chain(node.note.lines().map(ToOwned::to_owned)).collect()
    });
    let way = |way: &crate::Way| {
        let edge = chart.edges.get(way.edge)?;
        let words = one_line(edge.words());
        let words = if words.is_empty() { words } else { format!(": {words}") };
        Some(format!("{}. {}{words}{}{}", way.to, chart.name(edge.to), new(edge.fresh), marks(&edge.marks)))
    };
    let ways: Vec<String> = item.ways.iter().filter_map(way).collect();
    let ways = if ways.is_empty() { vec!["Nothing further is said.".to_owned()] } else { ways };
    [vec![item.number.to_string()], step, vec![item.lane.clone()], ways]
}

fn cell(out: &mut String, width: i32, lines: &[String], head: bool) {
    put(out, format_args!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
    if head {
        out.push_str("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"E3E7EC\"/>");
    }
    out.push_str("</w:tcPr>");
    let style = if head { "TableHead" } else { "TableText" };
    for line in lines {
        paragraph(out, style, line);
    }
    if lines.is_empty() {
        paragraph(out, style, "");
    }
    out.push_str("</w:tc>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_stands_on_the_smallest_page_on_which_it_can_be_read() {
        let of = |width, height| sheet(&Layout { width, height, ..Layout::default() });
        assert_eq!(of(900, 500), (16838, 11906));
        assert_eq!(of(600, 1100), (11906, 16838), "upright");
        assert_eq!(of(2042, 1200), (23811, 16838));
        let large = Layout { width: 2042, height: 2268, ..Layout::default() };
        assert_eq!(sheet(&large), (23811, 31680));
        assert!(fit(&large, sheet(&large)) >= LEGIBLE);
        assert!(fit(&large, (23811, 16838)) < LEGIBLE);
    }
}
