//! What earlier runs read, kept so that only what changed is read again.
//!
//! A pack is a log that may be deleted at any time: records of one document each, the last of a document counting. A record
//! is found by what its facts depend on besides the file's bytes (program, standard, path, what `concordat.toml` says),
//! and is good if the file bears the [`Stamp`] that it bore then or, failing that, if its bytes are the same. One that is
//! cut short or spoilt ends the log there: the worst that a bad pack can do is to cost time.

use crate::site::Stamp;
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_register::DocumentFacts;
use std::collections::BTreeMap;

/// What begins every pack; changed when its layout changes.
const MAGIC: &[u8; 8] = b"CCDPACK2";

/// Bytes before the first record.
const HEAD: usize = 40;

/// Bytes of a record before its facts: place, content, stamp, length and sum.
const RECORD: usize = 112;

/// A SHA-256.
pub(crate) type Key = [u8; 32];

/// Facts of documents read before. One made by `default` knows none and keeps none.
#[derive(Debug, Default)]
pub struct Pack {
    /// Whether what is read now is to be kept.
    keeps: bool,
    fingerprint: Key,
    bytes: Vec<u8>,
    index: BTreeMap<Key, Held>,
    /// Whether the bytes are records to the last, so that more can follow.
    whole: bool,
}

/// Where the facts of one document stand in a pack, and for what file.
#[derive(Debug, Clone, Copy)]
struct Held {
    content: Key,
    stamp: [u8; 32],
    start: usize,
    end: usize,
}

/// One document of a run, as its pack is to keep it.
#[derive(Debug)]
pub(crate) struct Keeping {
    /// SHA-256 of all that its facts depend on but the file's bytes.
    pub(crate) place: Key,
    /// SHA-256 of the file's bytes; nothing where they were not read because the stamp was known.
    pub(crate) content: Option<Key>,
    /// The stamp of the file before it was read.
    pub(crate) stamp: Option<Stamp>,
    /// Its facts where they were read afresh; nothing where those of the pack were good.
    pub(crate) fresh: Option<Vec<u8>>,
}

/// What to do with the file that holds the pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Add these bytes at its end, if it still is as long as it was.
    Append(Vec<u8>),
    /// Put these bytes in its place.
    Replace(Vec<u8>),
}

impl Pack {
    /// Opens a pack written for the same `fingerprint`. Bytes of another program give an empty pack; bytes cut short or
    /// damaged, what stands before the damage.
    #[must_use]
    pub fn open(bytes: Vec<u8>, fingerprint: Key) -> Self {
        let mut index = BTreeMap::new();
        let ours = bytes.starts_with(MAGIC) && bytes.get(MAGIC.len()..HEAD) == Some(&fingerprint);
        let mut at = if ours { HEAD } else { 0 };
        while let Some((place, held)) = read_record(&bytes, at).filter(|_| ours) {
            at = held.end;
            index.insert(place, held);
        }
        Self { keeps: true, fingerprint, whole: ours && at == bytes.len(), bytes, index }
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

    /// How many bytes it was opened from.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// Whether what is read now is to be kept.
    pub(crate) fn keeps(&self) -> bool {
        self.keeps
    }

    pub(crate) fn fingerprint(&self) -> &Key {
        &self.fingerprint
    }

    /// Whether it has facts of the document at `place` whose file bears `stamp`.
    pub(crate) fn knows(&self, place: &Key, stamp: Option<Stamp>) -> bool {
        stamp.is_some_and(|stamp| self.index.get(place).is_some_and(|held| held.stamp == stamp.bytes()))
    }

    /// The facts of the document at `place` whose file bears `stamp`.
    pub(crate) fn stamped(&self, place: &Key, stamp: Stamp) -> Option<DocumentFacts> {
        self.read(self.index.get(place).filter(|held| held.stamp == stamp.bytes())?)
    }

    /// The facts of the document at `place` whose bytes have the hash `content`.
    pub(crate) fn same(&self, place: &Key, content: &Key) -> Option<DocumentFacts> {
        self.read(self.index.get(place).filter(|held| held.content == *content)?)
    }

    /// What else is kept at `place`, which says all that it depends on.
    pub(crate) fn other<T: BorshDeserialize>(&self, place: &Key) -> Option<T> {
        self.read(self.index.get(place)?)
    }

    fn read<T: BorshDeserialize>(&self, held: &Held) -> Option<T> {
        decode(self.bytes.get(held.start..held.end)?)
    }

    /// The pack of this run: what is new in it is added to the old one, unless too much of that is out of use. Nothing
    /// where there is nothing to add. Each document's facts are let go once they are in it.
    pub(crate) fn written(&self, documents: Vec<Keeping>) -> Option<Written> {
        if !self.keeps {
            return None;
        }
        let (mut added, mut live) = (0, 0);
        for document in &documents {
            match self.index.get(&document.place) {
                Some(held) if !document.is_news_to(held) => live += RECORD + held.end - held.start,
                held => added += document.length(held),
            }
        }
        let dead = self.bytes.len().saturating_sub(live + HEAD);
        if self.whole && dead <= (live + added) / 2 {
            let mut more = Vec::with_capacity(added);
            for document in documents {
                let held = self.index.get(&document.place);
                if held.is_none_or(|held| document.is_news_to(held)) {
                    self.record(&document, held, &mut more);
                }
            }
            return (!more.is_empty()).then_some(Written::Append(more));
        }
        let mut all = Vec::with_capacity(HEAD + live + added);
        all.extend_from_slice(MAGIC);
        all.extend_from_slice(&self.fingerprint);
        for document in documents {
            self.record(&document, self.index.get(&document.place), &mut all);
        }
        Some(Written::Replace(all))
    }

    /// Adds the record of a document: its facts as read afresh, or else as held.
    fn record(&self, document: &Keeping, held: Option<&Held>, out: &mut Vec<u8>) {
        let old = held.and_then(|held| self.bytes.get(held.start..held.end));
        let Some(facts) = document.fresh.as_deref().or(old) else { return };
        let Some(content) = document.content.or(held.map(|h| h.content)) else { return };
        let stamp = document.stamp.map_or([0; 32], Stamp::bytes);
        for part in [&document.place, &content, &stamp] {
            out.extend_from_slice(part);
        }
        out.extend_from_slice(&(facts.len() as u64).to_le_bytes());
        out.extend_from_slice(&check_sum(&[&document.place, &content, &stamp], facts).to_le_bytes());
        out.extend_from_slice(facts);
    }
}

impl Keeping {
    /// Bytes that its record takes.
    fn length(&self, held: Option<&Held>) -> usize {
        let facts = self.fresh.as_ref().map(Vec::len).or(held.map(|held| held.end - held.start));
        facts.map_or(0, |facts| RECORD + facts)
    }

    /// Whether the pack does not know this yet: facts read afresh, or a new stamp for the old ones.
    fn is_news_to(&self, held: &Held) -> bool {
        self.fresh.is_some() || self.stamp.is_some_and(|stamp| stamp.bytes() != held.stamp)
    }
}

/// Facts as a pack keeps them: their words, each stretch once, and then what points into those.
pub(crate) fn encode<T: BorshSerialize>(facts: &T) -> Option<Vec<u8>> {
    let (kept, words) = concordat_text::gather(|| borsh::to_vec(facts));
    let kept = kept.ok()?;
    let mut out = Vec::with_capacity(8 + words.len() + kept.len());
    out.extend_from_slice(&(words.len() as u64).to_le_bytes());
    out.extend_from_slice(words.as_bytes());
    out.extend_from_slice(&kept);
    Some(out)
}

/// What [`encode`] made of something.
pub(crate) fn decode<T: BorshDeserialize>(bytes: &[u8]) -> Option<T> {
    let (length, rest) = bytes.split_first_chunk::<8>()?;
    let (words, kept) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
    let words = std::str::from_utf8(words).ok()?;
    concordat_text::share(words, || T::try_from_slice(kept).ok())
}

fn read_record(bytes: &[u8], at: usize) -> Option<(Key, Held)> {
    let record = bytes.get(at..)?;
    let (place, rest) = record.split_first_chunk::<32>()?;
    let (content, rest) = rest.split_first_chunk::<32>()?;
    let (stamp, rest) = rest.split_first_chunk::<32>()?;
    let (length, rest) = rest.split_first_chunk::<8>()?;
    let (sum, rest) = rest.split_first_chunk::<8>()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let facts = rest.get(..length)?;
    let start = at + RECORD;
    let held = Held { content: *content, stamp: *stamp, start, end: start + length };
    (check_sum(&[place, content, stamp], facts) == u64::from_le_bytes(*sum)).then_some((*place, held))
}

/// Eight bytes at a time, so that checking costs a fraction of decoding. Guards against a cut or spoilt file, not an attacker.
fn check_sum(keys: &[&Key], facts: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325u64 ^ facts.len() as u64;
    for bytes in keys.iter().map(|key| key.as_slice()).chain([facts]) {
        let (words, rest) = bytes.as_chunks::<8>();
        for word in words {
            sum = (sum ^ u64::from_le_bytes(*word)).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23);
        }
        sum = rest.iter().fold(sum, |sum, &byte| (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROGRAM: Key = [1; 32];

    fn facts(title: &str) -> DocumentFacts {
        DocumentFacts { entry: concordat_register::Entry { title: title.into(), ..Default::default() }, ..Default::default() }
    }

    fn read(place: u8, title: &str) -> Keeping {
        let content: Key = content_of(title);
        Keeping { place: [place; 32], content: Some(content), stamp: Some(stamp(1)), fresh: encode(&facts(title)) }
    }

    fn content_of(title: &str) -> Key {
        let mut key = [0; 32];
        key.iter_mut().zip(title.bytes()).for_each(|(k, b)| *k = b);
        key
    }

    fn stamp(changed: i64) -> Stamp {
        Stamp { size: 3, modified: 0, changed, inode: 9 }
    }

    fn known(place: u8, of: i64) -> Keeping {
        Keeping { place: [place; 32], content: None, stamp: Some(stamp(of)), fresh: None }
    }

    fn replaced(pack: &Pack, documents: Vec<Keeping>) -> Vec<u8> {
        match pack.written(documents) {
            Some(Written::Replace(bytes)) => bytes,
            other => panic!("{other:?}"),
        }
    }

    fn packed() -> Vec<u8> {
        replaced(&Pack::open(Vec::new(), PROGRAM), vec![read(7, "Ümlaut"), read(8, "Other")])
    }

    #[test]
    fn what_was_kept_comes_back_by_stamp_or_by_content() {
        let pack = Pack::open(packed(), PROGRAM);
        assert_eq!(pack.stamped(&[7; 32], stamp(1)).unwrap().entry.title, "Ümlaut");
        assert!(pack.stamped(&[7; 32], stamp(2)).is_none());
        assert_eq!(pack.same(&[7; 32], &content_of("Ümlaut")).unwrap().entry.title, "Ümlaut");
        assert!(pack.same(&[7; 32], &content_of("Other")).is_none());
        assert_eq!(pack.written(vec![known(7, 1), known(8, 1)]), None);
    }

    #[test]
    fn what_changed_is_added_and_wins() {
        let mut bytes = packed();
        let pack = Pack::open(bytes.clone(), PROGRAM);
        let Some(Written::Append(added)) = pack.written(vec![known(7, 1), known(8, 2)]) else { panic!("not added") };
        bytes.extend(added);
        let pack = Pack::open(bytes, PROGRAM);
        assert_eq!(pack.len(), 2);
        assert_eq!(pack.stamped(&[8; 32], stamp(2)).unwrap().entry.title, "Other");
        assert!(pack.stamped(&[8; 32], stamp(1)).is_none());
    }

    #[test]
    fn a_pack_mostly_out_of_use_is_written_anew() {
        let pack = Pack::open(packed(), PROGRAM);
        let bytes = replaced(&pack, vec![read(7, "New")]);
        let pack = Pack::open(bytes, PROGRAM);
        assert_eq!(pack.len(), 1);
        assert_eq!(pack.stamped(&[7; 32], stamp(1)).unwrap().entry.title, "New");
    }

    #[test]
    fn of_a_foreign_or_spoilt_pack_only_what_is_sound_is_used() {
        let mut bytes = packed();
        assert!(Pack::open(bytes.clone(), [2; 32]).is_empty());
        let cut = Pack::open(bytes[..bytes.len() - 1].to_vec(), PROGRAM);
        assert_eq!(cut.len(), 1);
        // Nothing is added behind the damage, where it would never be found.
        replaced(&cut, vec![known(7, 1), read(8, "Other")]);
        *bytes.last_mut().unwrap() ^= 1;
        assert_eq!(Pack::open(bytes.clone(), PROGRAM).len(), 1);
        bytes[HEAD + 40] ^= 1;
        assert!(Pack::open(bytes, PROGRAM).is_empty());
    }
}
