//! Excel workbooks.

use super::{Look, escaped, letters, package, serial};
use concordat_register::workbook::{Sheet, Value, Workbook};
use std::collections::BTreeMap;
use std::fmt::Write as _;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/// Cell formats, by their places in `cellXfs`: plain, date, title, heading, and a date in a heading.
const STYLES: &str = concat!(
    r#"<numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>"#,
    r#"<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font>"#,
    r#"<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>"#,
    r#"<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>"#,
    r#"<fill><patternFill patternType="solid"><fgColor rgb="FFD9D9D9"/><bgColor indexed="64"/></patternFill></fill></fills>"#,
    r#"<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"#,
    r#"<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>"#,
    r#"<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>"#,
    r#"<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>"#,
    r#"<xf numFmtId="0" fontId="2" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="164" fontId="2" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment horizontal="left"/></xf></cellXfs>"#,
    r#"<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>"#,
);

/// A workbook as an Excel file. Dates before March 1900 and control characters do not survive.
#[must_use]
pub fn xlsx(book: &Workbook) -> Vec<u8> {
    xlsx_with(book, &[])
}

/// A workbook as an Excel file whose sheets look as said, in order.
#[must_use]
pub fn xlsx_with(book: &Workbook, looks: &[Look]) -> Vec<u8> {
    let mut words = Words::default();
    let plain = Look::default();
    let looks = looks.iter().chain(std::iter::repeat(&plain));
    let sheets: Vec<String> = book.sheets.iter().zip(looks).map(|(sheet, look)| worksheet(sheet, look, &mut words)).collect();
    let numbers = 1..=sheets.len();
    let mut types = format!(
        r#"{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{CONTENT}.sheet.main+xml"/>"#
    );
    let mut tabs = String::new();
    let mut leads = String::new();
    for (number, sheet) in numbers.clone().zip(&book.sheets) {
        let hidden = if sheet.hidden { r#" state="hidden""# } else { "" };
        let name = escaped(&sheet.name);
        let _ = write!(types, r#"<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{CONTENT}.worksheet+xml"/>"#);
        let _ = write!(tabs, r#"<sheet name="{name}" sheetId="{number}"{hidden} r:id="rId{number}"/>"#);
        let _ = write!(leads, r#"<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>"#);
    }
    let (styles, strings) = (sheets.len() + 1, sheets.len() + 2);
    let _ = write!(
        types,
        r#"<Override PartName="/xl/styles.xml" ContentType="{CONTENT}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="{CONTENT}.sharedStrings+xml"/></Types>"#
    );
    let _ = write!(
        leads,
        r#"<Relationship Id="rId{styles}" Type="{OFFICE}/styles" Target="styles.xml"/><Relationship Id="rId{strings}" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>"#
    );
    let top = format!(r#"<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>"#);
    let relationships = |inner: &str| format!(r#"{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>"#);
    let mut members = vec![
        ("[Content_Types].xml".to_owned(), types),
        ("_rels/.rels".to_owned(), relationships(&top)),
        ("xl/workbook.xml".to_owned(), format!(r#"{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{tabs}</sheets></workbook>"#)),
        ("xl/_rels/workbook.xml.rels".to_owned(), relationships(&leads)),
        ("xl/styles.xml".to_owned(), format!(r#"{HEAD}<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>"#)),
        ("xl/sharedStrings.xml".to_owned(), words.table()),
    ];
    members.extend(numbers.zip(sheets).map(|(number, sheet)| (format!("xl/worksheets/sheet{number}.xml"), sheet)));
    package(&members)
}

/// The words of all sheets, each once.
#[derive(Default)]
struct Words {
    numbers: BTreeMap<String, usize>,
    items: String,
    uses: usize,
}

impl Words {
    fn number(&mut self, words: &str) -> usize {
        self.uses += 1;
        let next = self.numbers.len();
        let (number, new) = match self.numbers.get(words) {
            Some(&number) => (number, false),
            None => (next, true),
        };
        if new {
            self.numbers.insert(words.to_owned(), number);
            // What looks like one of Excel's escapes is escaped itself.
            let _ = write!(self.items, r#"<si><t xml:space="preserve">{}</t></si>"#, escaped(&words.replace("_x", "_x005F_x")));
        }
        number
    }

    fn table(&self) -> String {
        format!(r#"{HEAD}<sst xmlns="{MAIN}" count="{}" uniqueCount="{}">{}</sst>"#, self.uses, self.numbers.len(), self.items)
    }
}

fn worksheet(sheet: &Sheet, look: &Look, words: &mut Words) -> String {
    let mut columns = String::new();
    for (number, width) in (1..).zip(&look.widths) {
        let _ = write!(columns, r#"<col min="{number}" max="{number}" width="{width}" customWidth="1"/>"#);
    }
    if !columns.is_empty() {
        columns = format!("<cols>{columns}</cols>");
    }
    let mut rows = String::new();
    for row in &sheet.rows {
        let number = row.number;
        let (title, heading) = (look.titles.contains(&number), look.headings.contains(&number));
        let _ = write!(rows, r#"<row r="{number}">"#);
        for cell in &row.cells {
            let place = format!("{}{number}", letters(cell.column));
            let date = matches!(cell.value, Value::Date(_));
            let style = match (title, heading, date) {
                (true, _, _) => 2,
                (_, true, true) => 4,
                (_, true, false) => 3,
                (_, _, date) => u8::from(date),
            };
            let _ = match &cell.value {
                Value::Text(text) => write!(rows, r#"<c r="{place}" s="{style}" t="s"><v>{}</v></c>"#, words.number(text)),
                Value::Number(value) => write!(rows, r#"<c r="{place}" s="{style}"><v>{value}</v></c>"#),
                Value::Date(date) => write!(rows, r#"<c r="{place}" s="{style}"><v>{}</v></c>"#, serial(*date)),
                Value::Truth(truth) => write!(rows, r#"<c r="{place}" s="{style}" t="b"><v>{}</v></c>"#, u8::from(*truth)),
                Value::Fault(fault) => write!(rows, r#"<c r="{place}" s="{style}" t="e"><v>{}</v></c>"#, escaped(fault)),
            };
        }
        rows.push_str("</row>");
    }
    let mut merged = String::new();
    for m in &sheet.merged {
        let (first, last) = (letters(m.first_column), letters(m.last_column));
        let _ = write!(merged, r#"<mergeCell ref="{first}{}:{last}{}"/>"#, m.first_row, m.last_row);
    }
    if !merged.is_empty() {
        merged = format!(r#"<mergeCells count="{}">{merged}</mergeCells>"#, sheet.merged.len());
    }
    format!(r#"{HEAD}<worksheet xmlns="{MAIN}">{columns}<sheetData>{rows}</sheetData>{merged}</worksheet>"#)
}
