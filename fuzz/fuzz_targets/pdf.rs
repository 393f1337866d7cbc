//! PDF: a whole file, or the content stream of a page with one font.
#![no_main]

use concordat_fuzz::read_and_check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"%PDF") {
        read_and_check("a.pdf", data);
    } else {
        read_and_check("a.pdf", &page(data));
    }
});

/// A file of one page with these operators. It has no table of objects, which readers then look for.
fn page(content: &[u8]) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n".to_vec();
    file.extend(b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>endobj\n");
    file.extend(b"4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n");
    file.extend(format!("5 0 obj<</Length {}>>stream\n", content.len()).into_bytes());
    file.extend(content);
    file.extend(b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF");
    file
}
