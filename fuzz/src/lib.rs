//! What every fuzz target of a reader needs: packages from plain bytes, and what must hold of any document read.

use concordat_ingest::{Limits, read};
use concordat_register::Document;
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
