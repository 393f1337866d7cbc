//! What earlier runs read, kept so that only what changed is read again.
//!
//! A pack is a log that may be deleted at any time: records of one document each, the last of a document counting. A record
//! is found by what its facts depend on besides the file's bytes (program, standard, path, what `concordat.toml` says),
//! and is good if the file bears the [`Stamp`] that it bore then or, failing that, if its bytes are the same. One that is
//! cut short or spoilt ends the log there: the worst that a bad pack can do is to cost time.
//!
//! It is read a piece at a time and added to as documents are read, so that an audit never holds it: at ten thousand
//! documents it is as large as a third of all else.

use crate::site::Stamp;
use borsh::{BorshDeserialize, BorshSerialize};
use concordat_register::DocumentFacts;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Read, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What begins every pack; changed when its layout changes.
const MAGIC: &[u8; 8] = b"CCDPACK2";

/// Bytes before the first record.
const HEAD: usize = 40;

/// Bytes of a record before its facts: place, content, stamp, length and sum.
const RECORD: usize = 112;

/// Bytes read at once.
const PIECE: usize = 1 << 18;

/// A SHA-256.
pub(crate) type Key = [u8; 32];

/// Where a pack is kept from one run to the next.
pub trait Store: Send + Sync {
    /// What is kept, from its front; nothing where nothing is, or where it cannot be read.
    fn read(&self) -> Option<Box<dyn Read + '_>>;

    /// Lets go of all but the first `length` bytes; with 0, begins anew.
    ///
    /// # Errors
    ///
    /// Where nothing can be kept.
    fn cut(&self, length: u64) -> io::Result<()>;

    /// Adds bytes at its end, all together.
    ///
    /// # Errors
    ///
    /// Where they cannot be kept.
    fn add(&self, bytes: &[u8]) -> io::Result<()>;

    /// Puts what `write` writes in the place of all that is kept, once it is whole.
    ///
    /// # Errors
    ///
    /// Where it cannot be kept; then what was there stays.
    fn replace(&self, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()>;
}

/// What earlier runs read. One made by `default` knows nothing and keeps nothing.
#[derive(Default)]
pub struct Pack {
    store: Option<Box<dyn Store>>,
    fingerprint: Key,
}

/// A document as a pack is asked for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// SHA-256 of all that its facts depend on but the file's bytes.
    pub(crate) place: Key,
    /// The stamp of the file.
    pub(crate) stamp: Option<Stamp>,
}

/// A pack as one run has it open.
pub(crate) struct Kept<'p> {
    pack: &'p Pack,
    /// Facts of wanted documents whose files bear another stamp than they did: content and facts. Taken when they are asked for.
    touched: Mutex<HashMap<Key, (Key, Vec<u8>)>>,
    /// What else is kept, by its place: where its record begins, and its bytes.
    others: HashMap<Key, (u64, Vec<u8>)>,
    log: Mutex<Log>,
}

/// How far the log goes, and what of it is in use.
#[derive(Debug, Default)]
struct Log {
    /// Bytes that are sound, from the front.
    sound: u64,
    /// Whether nothing stands behind those, so that more can follow.
    whole: bool,
    /// Whether nothing more can be added.
    failed: bool,
    /// The last record of everything that is in use: where it begins and how long it is.
    live: BTreeMap<Key, (u64, u64)>,
}

impl Pack {
    /// A pack in `store`, of a program with its standard, which `fingerprint` stands for.
    #[must_use]
    pub fn new(store: Box<dyn Store>, fingerprint: Key) -> Self {
        Self { store: Some(store), fingerprint }
    }

    pub(crate) fn fingerprint(&self) -> &Key {
        &self.fingerprint
    }

    /// Opens it, and gives the facts of those of `wanted` whose files bear the stamp that they bore, by their place.
    pub(crate) fn open(&self, wanted: &[Wanted]) -> (Kept<'_>, HashMap<Key, DocumentFacts>) {
        let stamps: HashMap<Key, Option<Stamp>> = wanted.iter().map(|w| (w.place, w.stamp)).collect();
        let (mut known, mut touched, mut others) = (HashMap::new(), HashMap::new(), HashMap::new());
        let mut log = Log::default();
        let whole = self.records(|at, head, facts| {
            let length = (RECORD + facts.len()) as u64;
            log.sound = at + length;
            if let Some(stamp) = stamps.get(&head.place) {
                log.live.insert(head.place, (at, length));
                match decode(facts).filter(|_| stamp.is_some_and(|stamp| stamp.bytes() == head.stamp)) {
                    Some(facts) => drop(known.insert(head.place, facts)),
                    None => drop(touched.insert(head.place, (head.content, facts.to_vec()))),
                }
            } else if head.content == OTHER {
                others.insert(head.place, (at, facts.to_vec()));
            }
        });
        log.whole = whole && log.sound > 0;
        let kept = Kept { pack: self, touched: Mutex::new(touched), others, log: Mutex::new(log) };
        (kept, known)
    }

    /// Calls `each` with where every record begins, its head and its facts, up to the first that is not sound. True if there
    /// is none of that kind.
    fn records(&self, mut each: impl FnMut(u64, &Head, &[u8])) -> bool {
        let Some(mut log) = self.store.as_ref().and_then(|s| s.read()).map(Pieces::new) else { return false };
        if !log.next(HEAD).is_some_and(|head| head.starts_with(MAGIC) && head.ends_with(&self.fingerprint)) {
            return false;
        }
        let mut at = HEAD as u64;
        while let Some((head, length)) = log.next(RECORD).and_then(read_head) {
            let Some(facts) = log.next(length).filter(|facts| head.sum == check_sum(&head, facts)) else { return false };
            each(at, &head, facts);
            at += (RECORD + length) as u64;
        }
        log.is_at_end()
    }
}

impl Kept<'_> {
    /// Whether what is read now is to be kept.
    pub(crate) fn keeps(&self) -> bool {
        self.pack.store.is_some()
    }

    pub(crate) fn fingerprint(&self) -> &Key {
        &self.pack.fingerprint
    }

    /// The facts of the document at `place` whose bytes have the hash `content`, which are kept anew with `stamp`.
    pub(crate) fn same(&self, Wanted { place, stamp }: &Wanted, content: &Key) -> Option<DocumentFacts> {
        let (_, facts) = lock(&self.touched).remove(place).filter(|(held, _)| held == content)?;
        let made = decode(&facts)?;
        if stamp.is_some() {
            self.keep(&Wanted { place: *place, stamp: *stamp }, *content, &facts);
        }
        Some(made)
    }

    /// Keeps the facts of a document.
    pub(crate) fn keep(&self, document: &Wanted, content: Key, facts: &[u8]) {
        let stamp = document.stamp.map_or([0; 32], Stamp::bytes);
        self.add(Head { place: document.place, content, stamp, sum: 0 }, facts);
    }

    /// What else is kept at `place`, which says all that it depends on.
    pub(crate) fn other<T: BorshDeserialize>(&self, place: &Key) -> Option<T> {
        let (at, bytes) = self.others.get(place)?;
        lock(&self.log).live.insert(*place, (*at, (RECORD + bytes.len()) as u64));
        decode(bytes)
    }

    /// Keeps something else at `place`.
    pub(crate) fn keep_other<T: BorshSerialize>(&self, place: Key, what: &T) {
        if let Some(bytes) = encode(what).filter(|_| self.keeps()) {
            self.add(Head { place, content: OTHER, stamp: [0; 32], sum: 0 }, &bytes);
        }
    }

    fn add(&self, head: Head, facts: &[u8]) {
        let Some(store) = &self.pack.store else { return };
        let record = record(head, facts);
        let mut log = lock(&self.log);
        if log.failed {
            return;
        }
        let added = if log.whole { Ok(()) } else { self.mend(store.as_ref(), &mut log) };
        log.failed = added.and_then(|()| store.add(&record)).is_err();
        let at = log.sound;
        log.sound += record.len() as u64;
        log.live.insert(head.place, (at, record.len() as u64));
    }

    /// Makes the log one that can be added to.
    fn mend(&self, store: &dyn Store, log: &mut Log) -> io::Result<()> {
        log.whole = true;
        store.cut(log.sound)?;
        if log.sound == 0 {
            log.sound = HEAD as u64;
            store.add(&[MAGIC.as_slice(), &self.pack.fingerprint].concat())?;
        }
        Ok(())
    }

    /// Ends a run: a log of which more than a third is out of use is written anew.
    pub(crate) fn finish(self) {
        let log = self.log.into_inner().unwrap_or_else(PoisonError::into_inner);
        let live: u64 = log.live.values().map(|(_, length)| length).sum();
        let dead = log.sound.saturating_sub(live + HEAD as u64);
        let Some(store) = self.pack.store.as_ref().filter(|_| dead > live / 2 && !log.failed) else { return };
        // A pack that cannot be written anew is as good as it was.
        let _ = store.replace(&mut |out| {
            out.write_all(&[MAGIC.as_slice(), &self.pack.fingerprint].concat())?;
            let mut written = Ok(());
            self.pack.records(|at, head, facts| {
                if written.is_ok() && log.live.get(&head.place).is_some_and(|(start, _)| *start == at) {
                    written = out.write_all(&record(*head, facts));
                }
            });
            written
        });
    }
}

fn lock<T>(held: &Mutex<T>) -> MutexGuard<'_, T> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What stands before the facts of a record.
#[derive(Debug, Clone, Copy)]
struct Head {
    place: Key,
    /// SHA-256 of the file's bytes.
    content: Key,
    /// The stamp that the file bore.
    stamp: [u8; 32],
    sum: u64,
}

/// The content of what is no document.
const OTHER: Key = [0; 32];

fn record(head: Head, facts: &[u8]) -> Vec<u8> {
    let (length, sum) = ((facts.len() as u64).to_le_bytes(), check_sum(&head, facts).to_le_bytes());
    [&head.place, &head.content, &head.stamp, length.as_slice(), &sum, facts].concat()
}

fn read_head(bytes: &[u8]) -> Option<(Head, usize)> {
    let (place, rest) = bytes.split_first_chunk::<32>()?;
    let (content, rest) = rest.split_first_chunk::<32>()?;
    let (stamp, rest) = rest.split_first_chunk::<32>()?;
    let (length, rest) = rest.split_first_chunk::<8>()?;
    let sum = u64::from_le_bytes(*rest.first_chunk::<8>()?);
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    Some((Head { place: *place, content: *content, stamp: *stamp, sum }, length))
}

/// Bytes that are read a piece at a time into the same memory.
struct Pieces<R> {
    source: R,
    held: Vec<u8>,
    /// Where what was not handed out yet begins.
    from: usize,
    ended: bool,
}

impl<R: Read> Pieces<R> {
    fn new(source: R) -> Self {
        Self { source, held: Vec::with_capacity(2 * PIECE), from: 0, ended: false }
    }

    /// The next `length` bytes; nothing where there are fewer.
    fn next(&mut self, length: usize) -> Option<&[u8]> {
        while self.held.len() - self.from < length && !self.ended {
            self.held.drain(..self.from);
            self.from = 0;
            // A spoilt length asks for no more memory than there are bytes.
            let read = self.source.by_ref().take(PIECE as u64).read_to_end(&mut self.held);
            self.ended = read.map_or(true, |count| count < PIECE);
        }
        let start = self.from;
        let end = start.checked_add(length).filter(|&end| end <= self.held.len())?;
        self.from = end;
        self.held.get(start..end)
    }

    fn is_at_end(&self) -> bool {
        self.ended && self.from == self.held.len()
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

/// Eight bytes at a time, so that checking costs a fraction of decoding. Guards against a cut or spoilt file, not an attacker.
fn check_sum(head: &Head, facts: &[u8]) -> u64 {
    let mut sum = 0xcbf2_9ce4_8422_2325u64 ^ facts.len() as u64;
    for bytes in [&head.place, &head.content, &head.stamp, facts] {
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
    use std::sync::Arc;

    const PROGRAM: Key = [1; 32];

    /// A store in memory.
    #[derive(Default, Clone)]
    struct Memory(Arc<Mutex<Vec<u8>>>);

    impl Store for Memory {
        fn read(&self) -> Option<Box<dyn Read + '_>> {
            Some(Box::new(io::Cursor::new(lock(&self.0).clone())))
        }

        fn cut(&self, length: u64) -> io::Result<()> {
            lock(&self.0).truncate(usize::try_from(length).unwrap());
            Ok(())
        }

        fn add(&self, bytes: &[u8]) -> io::Result<()> {
            lock(&self.0).extend_from_slice(bytes);
            Ok(())
        }

        fn replace(&self, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
            let mut new = Vec::new();
            write(&mut new)?;
            *lock(&self.0) = new;
            Ok(())
        }
    }

    fn facts(title: &str) -> DocumentFacts {
        DocumentFacts { entry: concordat_register::Entry { title: title.into(), ..Default::default() }, ..Default::default() }
    }

    fn wanted(place: u8, changed: i64) -> Wanted {
        Wanted { place: [place; 32], stamp: Some(Stamp { size: 3, modified: 0, changed, inode: 9 }) }
    }

    fn content_of(title: &str) -> Key {
        let mut key = [0; 32];
        key.iter_mut().zip(title.bytes()).for_each(|(k, b)| *k = b);
        key
    }

    impl Memory {
        fn pack(&self, program: Key) -> Pack {
            Pack::new(Box::new(self.clone()), program)
        }

        fn len(&self) -> usize {
            lock(&self.0).len()
        }

        /// Titles by stamp of the documents wanted.
        fn titles(&self, program: Key, wanted: &[Wanted]) -> Vec<Option<String>> {
            let pack = self.pack(program);
            let (_, mut known) = pack.open(wanted);
            wanted.iter().map(|w| known.remove(&w.place).map(|facts| facts.entry.title)).collect()
        }

        /// A run that wants these documents and reads those of them with a title.
        fn run(&self, documents: &[(Wanted, Option<&str>)]) {
            let pack = self.pack(PROGRAM);
            let (kept, _) = pack.open(&documents.iter().map(|d| d.0).collect::<Vec<_>>());
            for (document, title) in documents {
                if let Some(title) = title {
                    kept.keep(document, content_of(title), &encode(&facts(title)).unwrap());
                }
            }
            kept.finish();
        }

        fn filled() -> Self {
            let made = Self::default();
            made.run(&[(wanted(7, 1), Some("Ümlaut")), (wanted(8, 1), Some("Other"))]);
            made
        }
    }

    #[test]
    fn what_was_kept_comes_back_by_stamp_or_by_content() {
        let memory = Memory::filled();
        assert_eq!(memory.titles(PROGRAM, &[wanted(7, 1), wanted(8, 2)]), [Some("Ümlaut".to_owned()), None]);
        let pack = memory.pack(PROGRAM);
        let (kept, _) = pack.open(&[wanted(8, 2)]);
        assert!(kept.same(&wanted(8, 2), &content_of("Ümlaut")).is_none());
        let (kept, _) = pack.open(&[wanted(8, 2)]);
        assert_eq!(kept.same(&wanted(8, 2), &content_of("Other")).unwrap().entry.title, "Other");
        // And now it bears its new stamp.
        assert_eq!(memory.titles(PROGRAM, &[wanted(8, 2)]), [Some("Other".to_owned())]);
    }

    #[test]
    fn what_changed_is_added_and_wins() {
        let memory = Memory::filled();
        let before = memory.len();
        memory.run(&[(wanted(7, 1), None), (wanted(8, 1), None)]);
        assert_eq!(memory.len(), before);
        memory.run(&[(wanted(7, 1), None), (wanted(8, 2), Some("New"))]);
        assert_eq!(memory.titles(PROGRAM, &[wanted(7, 1), wanted(8, 2)]), [Some("Ümlaut".to_owned()), Some("New".to_owned())]);
    }

    #[test]
    fn a_pack_mostly_out_of_use_is_written_anew() {
        let memory = Memory::filled();
        let before = memory.len();
        memory.run(&[(wanted(7, 2), Some("New"))]);
        assert!(memory.len() < before);
        assert_eq!(memory.titles(PROGRAM, &[wanted(7, 2), wanted(8, 1)]), [Some("New".to_owned()), None]);
    }

    #[test]
    fn what_is_no_document_is_kept_while_it_is_asked_for() {
        let memory = Memory::filled();
        let pack = memory.pack(PROGRAM);
        let documents = [wanted(7, 1), wanted(8, 1)];
        pack.open(&documents).0.keep_other([9; 32], &Some(5u8));
        assert_eq!(pack.open(&documents).0.other::<Option<u8>>(&[9; 32]), Some(Some(5)));
        assert_eq!(pack.open(&documents).0.other::<Option<u8>>(&[3; 32]), None);
    }

    #[test]
    fn of_a_foreign_or_spoilt_pack_only_what_is_sound_is_used() {
        let memory = Memory::filled();
        let documents = [wanted(7, 1), wanted(8, 1)];
        let known = |memory: &Memory, program| memory.titles(program, &documents).iter().flatten().count();
        assert_eq!((known(&memory, PROGRAM), known(&memory, [2; 32])), (2, 0));
        memory.cut(memory.len() as u64 - 1).unwrap();
        assert_eq!(known(&memory, PROGRAM), 1);
        // Nothing is added behind the damage, where it would never be found.
        memory.run(&[(wanted(7, 1), None), (wanted(8, 1), Some("Other"))]);
        assert_eq!(known(&memory, PROGRAM), 2);
        *lock(&memory.0).last_mut().unwrap() ^= 1;
        assert_eq!(known(&memory, PROGRAM), 1);
        lock(&memory.0)[HEAD + 40] ^= 1;
        assert_eq!(known(&memory, PROGRAM), 0);
        // A length beyond all memory is damage like any other.
        lock(&memory.0)[HEAD + 96..HEAD + 104].fill(0xff);
        assert_eq!(known(&memory, PROGRAM), 0);
    }
}
