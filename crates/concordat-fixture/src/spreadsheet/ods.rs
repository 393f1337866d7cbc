//! OpenDocument spreadsheets.

use super::{Look, escaped, package, shown};
use concordat_register::workbook::{Cell, Merged, Sheet, Value, Workbook};
use std::fmt::Write as _;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>"#;
const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// Styles of sheets and cells: a hidden sheet, a date, a title, a heading and a date in one.
const STYLES: &str = concat!(
    r#"<style:style style:name="shown" style:family="table"><style:table-properties table:display="true"/></style:style>"#,
    r#"<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>"#,
    r#"<number:date-style style:name="N1"><number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>"#,
    r#"<style:style style:name="date" style:family="table-cell" style:data-style-name="N1"/>"#,
    r#"<style:style style:name="title" style:family="table-cell"><style:text-properties fo:font-weight="bold" fo:font-size="14pt"/></style:style>"#,
    r##"<style:style style:name="heading" style:family="table-cell"><style:table-cell-properties fo:background-color="#d9d9d9"/><style:text-properties fo:font-weight="bold"/></style:style>"##,
);

/// A workbook as an OpenDocument file. Control characters do not survive.
#[must_use]
pub fn ods(book: &Workbook) -> Vec<u8> {
    ods_with(book, &[])
}

/// A workbook as an OpenDocument file whose sheets look as said, in order.
#[must_use]
pub fn ods_with(book: &Workbook, looks: &[Look]) -> Vec<u8> {
    let plain = Look::default();
    let mut styles = STYLES.to_owned();
    let mut tables = String::new();
    for (number, (sheet, look)) in book.sheets.iter().zip(looks.iter().chain(std::iter::repeat(&plain))).enumerate() {
        for (column, width) in look.widths.iter().enumerate() {
            let _ = write!(
                styles,
                r#"<style:style style:name="co{number}-{column}" style:family="table-column"><style:table-column-properties style:column-width="{:.2}cm"/></style:style>"#,
                f64::from(*width) * 0.2
            );
        }
        tables.push_str(&table(sheet, look, number));
    }
    let space = |name: &str| format!(r#" xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0""#);
    let spaces: String = ["office", "table", "text", "style"].into_iter().map(space).collect();
    let content = format!(
        r#"{HEAD}<office:document-content{spaces} xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" office:version="1.3"><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let manifest = format!(
        r#"{HEAD}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{SPREADSHEET}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#
    );
    // The media type stands first and as it is, so that a file of this kind is known by its first bytes.
    package(&[
        ("mimetype".to_owned(), SPREADSHEET.to_owned()),
        ("META-INF/manifest.xml".to_owned(), manifest),
        ("content.xml".to_owned(), content),
    ])
}

fn table(sheet: &Sheet, look: &Look, number: usize) -> String {
    let style = if sheet.hidden { "hidden" } else { "shown" };
    let mut out = format!(r#"<table:table table:name="{}" table:style-name="{style}">"#, escaped(&sheet.name));
    for column in 0..look.widths.len() {
        let _ = write!(out, r#"<table:table-column table:style-name="co{number}-{column}"/>"#);
    }
    let _ = write!(out, r#"<table:table-column table:number-columns-repeated="{}"/>"#, 16_384 - look.widths.len());
    let mut next = 1;
    let last = sheet.merged.iter().map(|m| m.last_row).chain(sheet.rows.last().map(|r| r.number)).max().unwrap_or(0);
    while next <= last {
        let cells = sheet.rows.iter().find(|row| row.number == next).map_or(&[][..], |row| &row.cells);
        let spans: Vec<&Merged> = sheet.merged.iter().filter(|m| (m.first_row..=m.last_row).contains(&next)).collect();
        if cells.is_empty() && spans.is_empty() {
            let filled = sheet.rows.iter().map(|r| r.number).chain(sheet.merged.iter().map(|m| m.first_row));
            let until = filled.filter(|&n| n > next).min().unwrap_or(next + 1);
            let _ = write!(out, r#"<table:table-row table:number-rows-repeated="{}"><table:table-cell/></table:table-row>"#, until - next);
            next = until;
            continue;
        }
        out.push_str("<table:table-row>");
        out.push_str(&row(next, cells, &spans, look));
        out.push_str("</table:table-row>");
        next += 1;
    }
    let _ = write!(
        out,
        r#"<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>"#,
        1_048_576 - last
    );
    out
}

fn row(number: u32, cells: &[Cell], spans: &[&Merged], look: &Look) -> String {
    let mut out = String::new();
    let last = spans.iter().map(|m| m.last_column).chain(cells.last().map(|c| c.column)).max().unwrap_or(0);
    let mut column = 0;
    while column <= last {
        let value = cells.iter().find(|c| c.column == column).map(|c| &c.value);
        let begun = spans.iter().find(|m| m.first_row == number && m.first_column == column);
        let covered = begun.is_none() && spans.iter().any(|m| (m.first_column..=m.last_column).contains(&column));
        let element = if covered { "covered-table-cell" } else { "table-cell" };
        // What stands several times side by side is written once.
        let same =
            |c: u32| begun.is_none() && !covered && spans.is_empty() && cells.iter().find(|x| x.column == c).map(|x| &x.value) == value;
        let times = if value.is_some() { 1 + (column + 1..=last).take_while(|&c| same(c)).count() } else { 1 };
        let mut attributes = String::new();
        if times > 1 {
            let _ = write!(attributes, r#" table:number-columns-repeated="{times}""#);
        }
        if let Some(m) = begun {
            let (columns, rows) = (m.last_column - m.first_column + 1, m.last_row - m.first_row + 1);
            let _ = write!(attributes, r#" table:number-columns-spanned="{columns}" table:number-rows-spanned="{rows}""#);
        }
        let style = if look.titles.contains(&number) {
            r#" table:style-name="title""#
        } else if look.headings.contains(&number) {
            r#" table:style-name="heading""#
        } else if matches!(value, Some(Value::Date(_))) {
            r#" table:style-name="date""#
        } else {
            ""
        };
        let _ = write!(out, "<table:{element}{style}{attributes}{}</table:{element}>", value.map_or_else(|| ">".to_owned(), content));
        column += u32::try_from(times).unwrap_or(1);
    }
    out
}

/// The attributes of a value, the end of the tag, and its paragraphs.
fn content(value: &Value) -> String {
    let attributes = match value {
        Value::Text(_) => r#" office:value-type="string""#.to_owned(),
        Value::Number(number) => format!(r#" office:value-type="float" office:value="{number}""#),
        Value::Date(date) => format!(r#" office:value-type="date" office:date-value="{date}""#),
        Value::Truth(truth) => format!(r#" office:value-type="boolean" office:boolean-value="{truth}""#),
        Value::Fault(_) => r#" office:value-type="string" office:string-value="" calcext:value-type="error""#.to_owned(),
    };
    let paragraphs: String = shown(value).split('\n').map(|line| format!("<text:p>{}</text:p>", spaced(line))).collect();
    format!("{attributes}>{paragraphs}")
}

/// A line with its spaces and tabs kept: OpenDocument takes several spaces for one.
fn spaced(line: &str) -> String {
    let mut out = String::new();
    let mut spaces = 0;
    let give = |out: &mut String, spaces: &mut u32| {
        if *spaces > 0 {
            let _ = write!(out, r#"<text:s text:c="{spaces}"/>"#);
            *spaces = 0;
        }
    };
    let mut before = ' ';
    for c in line.chars() {
        if c == ' ' && (before == ' ' || before == '\t') {
            spaces += 1;
        } else {
            give(&mut out, &mut spaces);
            match c {
                '\t' => out.push_str("<text:tab/>"),
                c => out.push_str(&escaped(c.encode_utf8(&mut [0; 4]))),
            }
        }
        before = c;
    }
    give(&mut out, &mut spaces);
    out
}
