//! Spreadsheets: raw bytes, or after `x` or `o` the parts of an Excel or OpenDocument package between zero bytes.
#![no_main]

use concordat_fuzz::{packaged, read_workbook_and_check};

const XLSX: &[&str] =
    &["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"];
const ODS: &[&str] = &["content.xml", "META-INF/manifest.xml"];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    match data {
        [b'x', rest @ ..] => read_workbook_and_check("a.xlsx", &packaged(XLSX, rest)),
        [b'o', rest @ ..] => read_workbook_and_check("a.ods", &packaged(ODS, rest)),
        _ => read_workbook_and_check("a.csv", data),
    }
});
