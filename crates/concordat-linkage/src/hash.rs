//! A quick, fixed hash of numbers: the same on every machine and in every run.

use std::hash::{BuildHasherDefault, Hasher};

/// Mixes a number well enough for keys (the finaliser of splitmix64).
pub(crate) const fn mix(mut x: u64) -> u64 {
    x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The hash of several numbers in their order.
pub(crate) fn of(parts: &[u64]) -> u64 {
    parts.iter().fold(0x5bd1_e995, |hash, part| mix(hash ^ *part))
}

/// The hash of a text.
pub(crate) fn text(text: &str) -> u64 {
    let (whole, rest) = text.as_bytes().as_chunks::<8>();
    let start = whole.iter().fold(text.len() as u64, |hash, eight| mix(hash ^ u64::from_le_bytes(*eight)));
    mix(start ^ rest.iter().fold(0, |packed, byte| packed << 8 | u64::from(*byte)))
}

/// A hasher of whole numbers for maps that are only looked into.
#[derive(Clone, Copy, Default)]
pub(crate) struct Mixer(u64);

impl Hasher for Mixer {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0 ^ u64::from(*byte));
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = mix(self.0 ^ number);
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(u64::from(number));
    }
}

/// A map from numbers, looked into and never walked.
pub(crate) type Numbers<V> = std::collections::HashMap<u64, V, BuildHasherDefault<Mixer>>;
