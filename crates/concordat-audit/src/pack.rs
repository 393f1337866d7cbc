//! What earlier runs read, kept so that only what changed is read again.
//!
//! A pack is one run of bytes that may be deleted at any time. It is keyed by the content of a file, its path and what
//! `concordat.toml` says of it, and the whole of it by program and standard: a pack of another program is empty.

use borsh::{BorshDeserialize, BorshSerialize};
use concordat_register::DocumentFacts;
use std::collections::BTreeMap;

/// What begins every pack; changed when its layout changes.
const MAGIC: &[u8; 8] = b"CCDPACK1";

/// The key of one document: SHA-256 of everything that its facts depend on.
pub(crate) type Key = [u8; 32];

/// Facts of documents read before.
#[derive(Debug, Default)]
pub struct Pack {
    fingerprint: Key,
    bytes: Vec<u8>,
    index: BTreeMap<Key, Held>,
}

/// Where the facts of one document stand in a pack.
#[derive(Debug, Clone, Copy)]
struct Held {
    start: usize,
    end: usize,
    sum: u64,
}

impl Pack {
    /// Opens a pack written by [`Pack::build`] for the same `fingerprint`. Bytes of another program, cut short or
    /// damaged give an empty pack: the worst that a bad cache can do is to cost time.
    #[must_use]
    pub fn open(bytes: Vec<u8>, fingerprint: Key) -> Self {
        let index = read_index(&bytes, &fingerprint).unwrap_or_default();
        Self { fingerprint, bytes, index }
    }

    /// How many documents it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.index.len()
    }

    /// Whether it knows none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.index.is_empty()
    }

    pub(crate) fn fingerprint(&self) -> &Key {
        &self.fingerprint
    }

    /// The facts kept under `key`, with the bytes they were kept in.
    pub(crate) fn get(&self, key: &Key) -> Option<DocumentFacts> {
        DocumentFacts::try_from_slice(self.raw(key)?).ok()
    }

    fn raw(&self, key: &Key) -> Option<&[u8]> {
        self.held(key).map(|(facts, _)| facts)
    }

    /// The bytes kept under `key` and their sum, which was checked when the pack was opened.
    fn held(&self, key: &Key) -> Option<(&[u8], u64)> {
        let held = self.index.get(key)?;
        Some((self.bytes.get(held.start..held.end)?, held.sum))
    }

    /// The facts of a document, as read afresh or else as kept, and their sum where that is known.
    fn kept<'a>(&'a self, key: &Key, fresh: Option<&'a [u8]>) -> Option<(&'a [u8], Option<u64>)> {
        match fresh {
            Some(facts) => Some((facts, None)),
            None => self.held(key).map(|(facts, sum)| (facts, Some(sum))),
        }
    }

    /// Builds the pack of this run: what was read afresh, and the old bytes of what was not.
    pub(crate) fn build(&self, documents: &[(Key, Option<Vec<u8>>)]) -> Vec<u8> {
        let size: usize =
            documents.iter().filter_map(|(key, fresh)| self.kept(key, fresh.as_deref())).map(|(facts, _)| facts.len() + 48).sum();
        let mut out = Vec::with_capacity(size + 64);
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&self.fingerprint);
        for (key, fresh) in documents {
            let Some((facts, sum)) = self.kept(key, fresh.as_deref()) else { continue };
            out.extend_from_slice(key);
            out.extend_from_slice(&(facts.len() as u64).to_le_bytes());
            out.extend_from_slice(&sum.unwrap_or_else(|| check_sum(facts)).to_le_bytes());
            out.extend_from_slice(facts);
        }
        out
    }
}

/// Facts as a pack keeps them.
pub(crate) fn encode(facts: &DocumentFacts) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    facts.serialize(&mut out).ok()?;
    Some(out)
}

fn read_index(bytes: &[u8], fingerprint: &Key) -> Option<BTreeMap<Key, Held>> {
    let rest = bytes.strip_prefix(MAGIC)?;
    rest.strip_prefix(fingerprint)?;
    let mut index = BTreeMap::new();
    let mut at = MAGIC.len() + fingerprint.len();
    while at < bytes.len() {
        let Some(entry) = read_entry(bytes, at) else { break };
        let (key, held) = entry;
        index.insert(key, held);
        at = held.end;
    }
    Some(index)
}

fn read_entry(bytes: &[u8], at: usize) -> Option<(Key, Held)> {
    let key: Key = bytes.get(at..at + 32)?.try_into().ok()?;
    let length = u64::from_le_bytes(bytes.get(at + 32..at + 40)?.try_into().ok()?);
    let sum = u64::from_le_bytes(bytes.get(at + 40..at + 48)?.try_into().ok()?);
    let start = at + 48;
    let end = start.checked_add(usize::try_from(length).ok()?)?;
    let facts = bytes.get(start..end)?;
    (check_sum(facts) == sum).then_some((key, Held { start, end, sum }))
}

/// Eight bytes at a time, so that checking costs a fraction of decoding. Guards against a cut or spoilt file, not an attacker.
fn check_sum(bytes: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325u64 ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.iter().rev().fold(0u64, |word, &byte| (word << 8) | u64::from(byte));
        sum = (sum ^ word).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
    }
    chunks.remainder().iter().fold(sum, |sum, &byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed() -> (Vec<u8>, Key) {
        let key = [7; 32];
        let facts =
            DocumentFacts { entry: concordat_register::Entry { title: "Ümlaut".into(), ..Default::default() }, ..Default::default() };
        let empty = Pack::open(Vec::new(), [1; 32]);
        (empty.build(&[(key, encode(&facts))]), key)
    }

    #[test]
    fn what_was_kept_comes_back() {
        let (bytes, key) = packed();
        let pack = Pack::open(bytes.clone(), [1; 32]);
        assert_eq!(pack.get(&key).unwrap().entry.title, "Ümlaut");
        // Kept on from run to run without being read again.
        assert_eq!(pack.build(&[(key, None)]), bytes);
    }

    #[test]
    fn a_foreign_or_spoilt_pack_is_empty() {
        let (mut bytes, _) = packed();
        assert!(Pack::open(bytes.clone(), [2; 32]).is_empty());
        assert!(Pack::open(bytes[..bytes.len() - 1].to_vec(), [1; 32]).is_empty());
        *bytes.last_mut().unwrap() ^= 1;
        assert!(Pack::open(bytes, [1; 32]).is_empty());
    }
}
