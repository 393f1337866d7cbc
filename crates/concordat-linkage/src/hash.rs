//! A quick, fixed hash of numbers, the same on every machine and in every run, and a table that is looked into by such hashes.

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

/// Numbers by keys that are hashes: one look into memory each, where a map of the standard library takes two. It is only looked into and never walked.
#[derive(Clone, Default)]
pub(crate) struct Numbers {
    /// Keys with their numbers plus one; zero where nothing stands. As many as a power of two, and at most two thirds of them taken.
    slots: Vec<(u64, u32)>,
    len: usize,
}

impl Numbers {
    /// How many keys there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The number of a key.
    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        self.find(key).1
    }

    /// The number of a key, which becomes `next` if it has none yet. Numbers are below 2^32 - 1.
    pub(crate) fn get_or_insert(&mut self, key: u64, next: u32) -> u32 {
        if (self.len + 1) * 3 > self.slots.len() * 2 {
            self.grow();
        }
        match self.find(key) {
            (_, Some(number)) => number,
            (at, None) => {
                self.put(at, (key, next + 1));
                self.len += 1;
                next
            }
        }
    }

    /// Where a key stands or would stand, and its number.
    fn find(&self, key: u64) -> (usize, Option<u32>) {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = usize::try_from(key >> 20).unwrap_or(0) & mask;
        while let Some((known, number)) = self.slots.get(at).filter(|(_, number)| *number != 0) {
            if *known == key {
                return (at, Some(number - 1));
            }
            at = (at + 1) & mask;
        }
        (at, None)
    }

    fn put(&mut self, at: usize, slot: (u64, u32)) {
        self.slots.get_mut(at).into_iter().for_each(|to| *to = slot);
    }

    fn grow(&mut self) {
        let length = (self.slots.len() * 2).max(16);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); length]);
        for slot in old.into_iter().filter(|(_, number)| *number != 0) {
            let (at, _) = self.find(slot.0);
            self.put(at, slot);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stay_with_their_keys() {
        let mut numbers = Numbers::default();
        for next in 0..5000 {
            assert_eq!(numbers.get_or_insert(mix(u64::from(next / 2)), next), next / 2 * 2);
        }
        assert!(numbers.len() == 2500 && numbers.get(mix(7)) == Some(14) && numbers.get(1).is_none());
    }
}
