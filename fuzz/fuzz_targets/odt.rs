//! OpenDocument texts: raw bytes, or the parts of a package between zero bytes.
#![no_main]

use concordat_fuzz::{packaged, read_and_check};

const PARTS: &[&str] = &["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"PK") {
        read_and_check("a.odt", data);
    } else {
        read_and_check("a.odt", &packaged(PARTS, data));
    }
});
