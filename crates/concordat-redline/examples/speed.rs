//! Times 500 findings on a document of 10,000 paragraphs: `cargo run --release --example speed`.

#[path = "../tests/support/mod.rs"]
#[expect(unreachable_pub, clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "it is shared with the tests")]
mod support;

use concordat_redline::redline;
use std::fmt::Write;

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const TOP: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

#[expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a tool for people at a terminal")]
fn main() {
    let mut body = String::from("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
    for n in 0..10_000 {
        let _ = write!(
            body,
            "<w:p w:rsidR=\"00A{n:05}\"><w:pPr><w:spacing w:after=\"120\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{n} </w:t></w:r>\
             <w:r><w:t xml:space=\"preserve\">Staff who worry about a child &amp; a friend ring the front door the same day, </w:t></w:r>\
             <w:r><w:rPr><w:i/></w:rPr><w:t>and write down what they saw, what was said, and what they did.</w:t></w:r></w:p>"
        );
    }
    body.push_str("</w:body></w:document>");
    let file = support::package(&[("[Content_Types].xml", TYPES), ("_rels/.rels", TOP), ("word/document.xml", &body)]);
    let document = support::read(&file).unwrap();
    let edits = support::edits(&document, 500, &mut support::Chance(1));
    let start = std::time::Instant::now();
    let done = redline(&file, &document, &edits, &support::author()).unwrap();
    println!("{} passages, {} edits, {} KB: {:?}", document.passages.len(), edits.len(), body.len() >> 10, start.elapsed());
    println!("{:?}", support::faults(&file, &document, &edits, &done.bytes, &done.outcomes));
}
