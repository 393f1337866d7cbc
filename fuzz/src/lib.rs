//! What every fuzz target of a reader needs: packages from plain bytes, and what must hold of any document read.

use concordat_ingest::{Limits, is_separated, read, read_workbook};
use concordat_register::Document;
use concordat_register::workbook::Value;
use std::io::{Cursor, Write};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

/// Reads `data` as a file called `name`, with small limits, and checks what comes back.
pub fn read_and_check(name: &str, data: &[u8]) {
    let limits = Limits { memory: 64 << 20, depth: 50, ..Limits::default() };
    let result = read(name, data, &limits);
    assert!(result.value.is_some() || !result.problems.is_empty(), "nothing read and nothing said");
    if let Some(document) = &result.value {
        check(document);
    }
}

/// Reads `data` as a spreadsheet called `name`, with small limits, and checks that rows and cells are in order and hold something.
pub fn read_workbook_and_check(name: &str, data: &[u8]) {
    let limits = Limits { memory: 16 << 20, depth: 50, ..Limits::default() };
    let result = read_workbook(name, data, &limits);
    let _ = is_separated(data);
    assert!(result.value.is_some() || !result.problems.is_empty(), "nothing read and nothing said");
    let mut kept = 0;
    for sheet in result.value.iter().flat_map(|book| &book.sheets) {
        assert!(sheet.rows.is_sorted_by(|a, b| a.number < b.number), "rows are in order");
        for row in &sheet.rows {
            assert!((1..=1_048_576).contains(&row.number) && !row.cells.is_empty(), "a row has a number and cells");
            assert!(row.cells.is_sorted_by(|a, b| a.column < b.column), "cells are in order");
            assert!(row.cells.iter().all(|cell| cell.column < 16_384), "a cell lies in the sheet");
            kept += row.cells.iter().map(|cell| if let Value::Text(words) = &cell.value { words.len() } else { 0 }).sum::<usize>();
        }
        assert!(sheet.merged.iter().all(|m| m.first_row <= m.last_row && m.first_column <= m.last_column), "merged cells are sound");
    }
    assert!(kept <= 4 << 20, "what is kept is bounded");
}

/// A package whose members, of these names, are the pieces of `data` between zero bytes. A fuzzer that had to write ZIP itself would never reach
/// the XML.
pub fn packaged(names: &[&str], data: &[u8]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, piece) in names.iter().zip(data.split(|&b| b == 0)) {
        writer.start_file(*name, options).expect("a member begins");
        writer.write_all(piece).expect("memory takes it");
    }
    writer.finish().expect("a package ends").into_inner()
}

/// The invariants of `Document`: passages fill the text in order, spans lie on characters, runs are in order.
fn check(document: &Document) {
    let mut at = 0;
    for (n, passage) in document.passages.iter().enumerate() {
        let words = document.text.get(passage.bytes.start()..passage.bytes.end()).expect("a passage lies on characters");
        assert_eq!(passage.bytes.start(), if n == 0 { 0 } else { at + 1 }, "passages follow each other");
        at = passage.bytes.end();
        let spans = passage.links.iter().map(|l| l.span).chain(passage.styles.iter().map(|s| s.span));
        for span in spans.chain(passage.runs.iter().map(|r| r.text)) {
            assert!(words.get(span.start()..span.end()).is_some(), "a span lies on characters");
        }
        assert!(passage.runs.windows(2).all(|w| w[0].text.end <= w[1].text.start), "runs are in order");
        assert!(passage.runs.iter().all(|r| usize::from(r.part) < document.parts.len()), "a run names a part");
        assert!(passage.heading.is_none_or(|h| (h.0 as usize) < document.headings.len()), "a heading is in the outline");
    }
    assert!(document.passages.is_empty() || at == document.text.len(), "the text ends with the last passage");
}
