//! Words that share one allocation with others: what a document's facts quote is made, copied and kept without one each.
//!
//! Kept with borsh, a [`Text`] is two offsets into words gathered apart ([`gather`]), each different stretch once; read back,
//! all of a document point into one allocation ([`share`]). borsh has no room for such a context, so it stands in the thread.

use borsh::{BorshDeserialize, BorshSerialize};
use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::io::{self, ErrorKind, Read, Write};
use std::ops::{Deref, Range};
use std::sync::{Arc, LazyLock};

/// A string that is cheap to copy and may share its allocation with others.
#[derive(Clone)]
pub struct Text {
    /// A pointer to a pointer takes half the room of one that knows its length, and there are millions of these.
    whole: Whole,
    start: u32,
    end: u32,
}

type Whole = Arc<Box<str>>;

/// What every empty string points to.
static NOTHING: LazyLock<Whole> = LazyLock::new(Whole::default);

thread_local! {
    /// The words gathered so far, while something is kept.
    static GATHERED: RefCell<Option<Gathered>> = const { RefCell::new(None) };
    /// The words that are shared, while something is read back.
    static SHARED: RefCell<Option<Whole>> = const { RefCell::new(None) };
}

/// Words gathered, and where each stretch begins.
#[derive(Default)]
struct Gathered {
    words: String,
    known: HashMap<Whole, u32>,
    /// What was asked for last: the words of a passage are quoted together.
    last: Option<(Whole, u32)>,
}

/// Runs `keep` and gives the words of every [`Text`] that it serialised, which [`share`] needs back.
pub fn gather<T>(keep: impl FnOnce() -> T) -> (T, String) {
    let before = GATHERED.replace(Some(Gathered::default()));
    let kept = keep();
    let gathered = GATHERED.replace(before);
    (kept, gathered.map(|g| g.words).unwrap_or_default())
}

/// Runs `read`, in which every [`Text`] read back points into `words`.
pub fn share<T>(words: &str, read: impl FnOnce() -> T) -> T {
    let before = SHARED.replace(Some(Arc::new(words.into())));
    let made = read();
    SHARED.replace(before);
    made
}

impl Text {
    /// The string.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        self.whole.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// A stretch of it, in bytes, in the same allocation; empty where the stretch does not fit.
    #[must_use]
    pub fn part(&self, range: Range<usize>) -> Self {
        let at = |n: usize| u32::try_from(n).ok().and_then(|n| self.start.checked_add(n));
        match self.get(range.clone()).and(at(range.start).zip(at(range.end))) {
            Some((start, end)) => Self { whole: Arc::clone(&self.whole), start, end },
            None => Self::default(),
        }
    }
}

impl Gathered {
    /// Where the words of an allocation stand among those gathered.
    fn place(&mut self, whole: &Whole) -> Option<u32> {
        if let Some((_, start)) = self.last.as_ref().filter(|(last, _)| Arc::ptr_eq(last, whole)) {
            return Some(*start);
        }
        let start = match self.known.get(whole) {
            Some(start) => *start,
            None => {
                let start = u32::try_from(self.words.len()).ok()?;
                self.words.push_str(whole);
                self.known.insert(Arc::clone(whole), start);
                start
            }
        };
        self.last = Some((Arc::clone(whole), start));
        Some(start)
    }
}

impl BorshSerialize for Text {
    fn serialize<W: Write>(&self, writer: &mut W) -> io::Result<()> {
        let start = GATHERED.with_borrow_mut(|gathered| gathered.as_mut().and_then(|g| g.place(&self.whole)));
        let outside = || io::Error::new(ErrorKind::InvalidInput, "words are kept only while they are gathered");
        let place = start.and_then(|s| Some((s.checked_add(self.start)?, s.checked_add(self.end)?))).ok_or_else(outside)?;
        place.serialize(writer)
    }
}

impl BorshDeserialize for Text {
    fn deserialize_reader<R: Read>(reader: &mut R) -> io::Result<Self> {
        let (start, end) = <(u32, u32)>::deserialize_reader(reader)?;
        let whole = SHARED.with_borrow(Clone::clone);
        whole
            .filter(|whole| whole.get(start as usize..end as usize).is_some())
            .map(|whole| Self { whole, start, end })
            .ok_or_else(|| io::Error::new(ErrorKind::InvalidData, "words that are not among those shared"))
    }
}

impl Deref for Text {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self
    }
}

impl Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self
    }
}

impl Default for Text {
    fn default() -> Self {
        Self { whole: Arc::clone(&NOTHING), start: 0, end: 0 }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        // Offsets count to 4 GiB, which is beyond any document that is read.
        Self { end: u32::try_from(text.len()).unwrap_or(0), start: 0, whole: Arc::new(text.into()) }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Text {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Text {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Text {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<Text> for String {
    fn eq(&self, other: &Text) -> bool {
        self == other.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_kept_comes_back_and_repeated_words_are_kept_once(words in prop::collection::vec("\\PC{0,12}", 0..12)) {
            let texts: Vec<Text> = words.iter().chain(&words).map(Text::from).collect();
            let (kept, gathered) = gather(|| borsh::to_vec(&texts).unwrap());
            prop_assert!(gathered.len() <= words.iter().map(String::len).sum());
            let back: Vec<Text> = share(gathered.as_str(), || borsh::from_slice(&kept).unwrap());
            prop_assert_eq!(&back, &texts);
            // A spoilt pool is an error and no panic.
            prop_assert!(texts.iter().all(|t| t.is_empty()) || share("", || borsh::from_slice::<Vec<Text>>(&kept).is_err()));
        }
    }

    #[test]
    fn a_part_shares_its_words() {
        let text = Text::from("Näh und fern");
        assert_eq!(text.part(5..8), "und");
        assert_eq!(text.part(5..12).part(4..7), "fer");
        assert_eq!(text.part(2..40), "");
    }
}
