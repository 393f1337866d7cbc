//! Word documents: raw bytes, or the parts of a package between zero bytes.
#![no_main]

use concordat_fuzz::{packaged, read_and_check};

const PARTS: &[&str] = &[
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
    "word/comments.xml",
    "word/header1.xml",
    "docProps/core.xml",
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"PK") {
        read_and_check("a.docx", data);
    } else {
        read_and_check("a.docx", &packaged(PARTS, data));
    }
});
