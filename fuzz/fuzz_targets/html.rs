//! Web pages: raw bytes.
#![no_main]

use concordat_fuzz::read_and_check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    read_and_check("a.html", data);
});
