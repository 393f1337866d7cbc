//! RTF after its mark.
#![no_main]

use concordat_fuzz::read_and_check;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    // The mark is put there, so that the fuzzer need not find it.
    read_and_check("a.rtf", &[b"{\\rtf1 ", data].concat());
});
