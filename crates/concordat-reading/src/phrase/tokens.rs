//! The words of a passage as numbers, with what stands between them.

use super::bits::{Bits, bit};
use super::element::Words;
use crate::PreparedPassage;
use concordat_text::ByteSpan;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// A word that some pattern knows; [`Word::OTHER`] for every other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Word(pub(crate) u32);

impl Word {
    pub(crate) const OTHER: Self = Self(0);
}

/// What parts a word from the one before it, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Break {
    /// A space, a hyphen, a quotation mark or a slash.
    None,
    /// A comma.
    Comma,
    /// A semicolon, colon, bracket or dash.
    Clause,
    /// The end of a sentence.
    Sentence,
}

/// A word of a passage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    /// Its bytes in the folded text.
    pub(crate) span: ByteSpan,
    /// What word.
    pub(crate) word: Word,
    /// What stands before it.
    pub(crate) before: Break,
    /// Its value where it is a number up to 999.
    pub(crate) number: Option<u16>,
    /// Whether it is the 18 of "under 18", which is nobody's age.
    pub(crate) under: bool,
}

/// A passage cut into words and sentences.
#[derive(Debug)]
pub(crate) struct Tokens {
    /// The words, in order.
    pub(crate) list: Vec<Token>,
    /// The first word of each sentence, in order.
    pub(crate) sentences: Vec<usize>,
    /// For each word, the sets of patterns that look for it, as their marks.
    sought: Vec<u64>,
    /// The marks of all words together.
    any: u64,
    /// The clauses, in order: beyond their ends no match reaches.
    clauses: Vec<Clause>,
}

/// Words between which nothing stronger than a comma stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clause {
    /// One past the last of its words.
    pub(super) end: usize,
    /// The bits of the words that some pattern knows.
    pub(super) bits: Bits,
}

/// Every word that some pattern knows.
#[derive(Debug, Default, Clone)]
pub(crate) struct Vocabulary {
    /// Words by what [`packed`] makes of them.
    short: HashMap<u128, Known, BuildHasherDefault<WordHasher>>,
    /// Words too long for that.
    long: HashMap<String, Known>,
    /// How many sets of patterns have been given a mark.
    sets: u32,
    /// Elements of patterns by where the standard has them, which is held so that nothing else comes to stand there.
    /// Looked up, never listed.
    elements: HashMap<usize, (Runs, Arc<Words>)>,
}

/// What is known of a word.
#[derive(Debug, Clone, Copy)]
struct Known {
    word: Word,
    /// The sets of patterns that look for it, as their marks.
    sought: u64,
}

impl Known {
    const OTHER: Self = Self { word: Word::OTHER, sought: 0 };
}

/// The runs of words of an element, as the standard has them.
type Runs = Arc<[Vec<String>]>;

/// A run of words without a full stop is cut here, so that what stands around a word is always little.
const LONGEST_SENTENCE: usize = 240;

/// Hashes a packed word. The words looked for are the standard's own, so nobody can choose them to collide.
#[derive(Debug, Default, Clone)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u128(u128::from(byte)));
    }

    fn write_u128(&mut self, word: u128) {
        for half in [word, word >> 64] {
            #[expect(clippy::cast_possible_truncation, reason = "each half in turn")]
            let half = half as u64;
            self.0 = (self.0.rotate_left(5) ^ half).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        // The table looks at the highest and the lowest bits; multiplying leaves the low ones poor.
        self.0 ^ (self.0 >> 32)
    }
}

/// The bytes of a word of at most fifteen as one number, with how many they are; nothing for a longer one.
fn packed(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    let length = u128::try_from(bytes.len()).ok().filter(|&length| length < 16)?;
    let low = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => {
            let rest = u128::from(u64::from_le_bytes(*last)) >> (8 * (16 - length));
            u128::from(u64::from_le_bytes(*first)) | rest << 64
        }
        _ => bytes.iter().rev().fold(0, |word, &byte| word << 8 | u128::from(byte)),
    };
    Some(low | length << 120)
}

impl Vocabulary {
    /// The number of `word`, which is added where it is new.
    pub(crate) fn add(&mut self, word: &str) -> Word {
        let known = self.get(word);
        if known != Word::OTHER {
            return known;
        }
        let next = Word(u32::try_from(self.len()).unwrap_or(u32::MAX));
        let known = Known { word: next, sought: 0 };
        match packed(word) {
            Some(word) => self.short.insert(word, known),
            None => self.long.insert(word.to_owned(), known),
        };
        next
    }

    /// The mark of one more set of patterns. Beyond 64 sets some share one, which costs them a little time.
    pub(super) fn mark(&mut self) -> u64 {
        self.sets += 1;
        1 << (self.sets & 63)
    }

    /// Marks `word`, which is added where it is new, as one that the set with `mark` looks for.
    pub(super) fn seek(&mut self, word: &str, mark: u64) {
        self.add(word);
        let known = match packed(word) {
            Some(word) => self.short.get_mut(&word),
            None => self.long.get_mut(word),
        };
        if let Some(known) = known {
            known.sought |= mark;
        }
    }

    /// An element of these runs of words, which are added where they are new. All that share the runs share it.
    pub(super) fn words(&mut self, runs: &Runs) -> Arc<Words> {
        let place = runs.as_ptr() as usize;
        if let Some((_, words)) = self.elements.get(&place) {
            return Arc::clone(words);
        }
        let words = Arc::new(Words::new(runs, self));
        self.elements.insert(place, (Arc::clone(runs), Arc::clone(&words)));
        words
    }

    pub(crate) fn get(&self, word: &str) -> Word {
        self.known(word).word
    }

    fn known(&self, word: &str) -> Known {
        let found = match packed(word) {
            Some(word) => self.short.get(&word),
            None => self.long.get(word),
        };
        found.copied().unwrap_or(Known::OTHER)
    }

    /// Whether each number is that of one of `words`, which are added where they are new.
    pub(crate) fn marks<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> Vec<bool> {
        let numbers: Vec<usize> = words.map(|w| self.add(w).0 as usize).collect();
        let mut marks = vec![false; self.len()];
        for number in numbers {
            if let Some(mark) = marks.get_mut(number) {
                *mark = true;
            }
        }
        marks
    }

    /// How many numbers are in use, [`Word::OTHER`] included.
    pub(crate) fn len(&self) -> usize {
        self.short.len() + self.long.len() + 1
    }
}

impl Tokens {
    /// Cuts up the folded text of `passage`.
    pub(crate) fn new(passage: &PreparedPassage<'_>, vocabulary: &Vocabulary) -> Self {
        let text = passage.folded.text.as_str();
        let room = text.len() / 6 + 4;
        let (list, sought) = (Vec::with_capacity(room), Vec::with_capacity(room));
        let mut cutter = Cutter { text, vocabulary, list, sought, at: 0, before: Break::Sentence };
        cutter.run();
        let Cutter { list, sought, .. } = cutter;
        let any = sought.iter().fold(0, |all, marks| all | marks);
        let mut made = Self { list, sentences: Vec::new(), sought, any, clauses: Vec::new() };
        made.mark_sentences(passage);
        made.join_ages(text);
        made.mark_clauses();
        made
    }

    /// "her cousin (29) was": brackets around nobody's words but an age part no clause from the next, so they count as commas.
    fn join_ages(&mut self, text: &str) {
        let bytes = text.as_bytes();
        for at in 1..self.list.len() {
            let Some([age, next]) = self.list.get(at..at + 2).and_then(|pair| <[Token; 2]>::try_from(pair).ok()) else { return };
            let years = age.number.is_some_and(|years| (8..=70).contains(&years));
            if !years || next.before == Break::Sentence || bytes.get(age.span.end()) != Some(&b')') {
                continue;
            }
            let opens = |token: &Token| token.span.start().checked_sub(1).and_then(|n| bytes.get(n)) == Some(&b'(');
            let aged = at
                .checked_sub(1)
                .and_then(|n| self.list.get(n))
                .filter(|word| text.get(word.span.start()..word.span.end()) == Some("aged"));
            let first = if opens(&age) {
                at
            } else if aged.is_some_and(opens) {
                at - 1
            } else {
                continue;
            };
            for within in [first, at + 1] {
                if let Some(token) = self.list.get_mut(within).filter(|token| token.before == Break::Clause) {
                    token.before = Break::Comma;
                }
            }
        }
    }

    fn mark_clauses(&mut self) {
        let mut clause = Clause { end: 0, bits: 0 };
        for (at, token) in self.list.iter().enumerate() {
            if at > 0 && token.before > Break::Comma {
                self.clauses.push(clause);
                clause.bits = 0;
            }
            clause.end = at + 1;
            if token.word != Word::OTHER {
                clause.bits |= bit(token.word);
            }
        }
        self.clauses.push(clause);
    }

    /// The clauses from the one on that holds the word at `at`.
    pub(super) fn clauses_from(&self, at: usize) -> impl Iterator<Item = Clause> + '_ {
        let first = self.clauses.partition_point(|clause| clause.end <= at);
        self.clauses.iter().skip(first).copied()
    }

    /// The words of `from..to` that the set of patterns with `mark` looks for.
    pub(super) fn sought(&self, mark: u64, from: usize, to: usize) -> impl Iterator<Item = usize> + '_ {
        let to = if self.any & mark == 0 { from } else { to.min(self.sought.len()) };
        let marks = self.sought.get(from..to).unwrap_or_default();
        (from..).zip(marks).filter(move |(_, marks)| **marks & mark != 0).map(|(at, _)| at)
    }

    fn mark_sentences(&mut self, passage: &PreparedPassage<'_>) {
        let mut starts = passage.sentences.iter().map(|s| s.start).peekable();
        let mut begun = 0;
        for (at, token) in self.list.iter_mut().enumerate() {
            let source = passage.folded.source(token.span).start;
            let mut opens = at == 0 || at - begun >= LONGEST_SENTENCE;
            while starts.next_if(|&start| start <= source).is_some() {
                opens = true;
            }
            if opens {
                token.before = Break::Sentence;
                begun = at;
                self.sentences.push(at);
            } else if token.before == Break::Sentence {
                token.before = Break::Clause;
            }
        }
    }

    pub(crate) fn get(&self, at: usize) -> Option<&Token> {
        self.list.get(at)
    }

    pub(crate) fn word(&self, at: usize) -> Word {
        self.list.get(at).map_or(Word::OTHER, |t| t.word)
    }

    /// What stands before the word at `at`; past the end, the end of a sentence.
    pub(crate) fn before(&self, at: usize) -> Break {
        self.list.get(at).map_or(Break::Sentence, |t| t.before)
    }

    /// Which sentence holds the word at `at`.
    pub(crate) fn sentence_of(&self, at: usize) -> usize {
        self.sentences.partition_point(|&start| start <= at).saturating_sub(1)
    }

    /// The words of a sentence: first and one past the last.
    pub(crate) fn sentence(&self, index: usize) -> (usize, usize) {
        let start = self.sentences.get(index).copied().unwrap_or(self.list.len());
        (start, self.sentences.get(index + 1).copied().unwrap_or(self.list.len()))
    }

    /// The stretch of the folded text that the words `from..to` cover.
    pub(crate) fn span(&self, from: usize, to: usize) -> ByteSpan {
        let start = self.list.get(from).map_or(0, |t| t.span.start());
        let end = to.checked_sub(1).and_then(|last| self.list.get(last)).map_or(start, |t| t.span.end());
        ByteSpan::new(start, end)
    }
}

struct Cutter<'t> {
    text: &'t str,
    vocabulary: &'t Vocabulary,
    list: Vec<Token>,
    sought: Vec<u64>,
    at: usize,
    before: Break,
}

impl Cutter<'_> {
    fn run(&mut self) {
        while let Some(b) = self.byte(self.at) {
            if is_word(b) {
                self.take_word();
                continue;
            }
            let found = match b {
                b',' => Break::Comma,
                b';' | b':' | b'(' | b')' | b'[' | b']' | b'|' => Break::Clause,
                b'.' | b'?' | b'!' => Break::Sentence,
                b'-' if self.is_dash() => Break::Clause,
                _ => Break::None,
            };
            self.before = self.before.max(found);
            self.at += 1;
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// A dash stands between spaces; a hyphen touches a word.
    fn is_dash(&self) -> bool {
        let left = self.at.checked_sub(1).and_then(|at| self.byte(at));
        left.is_none_or(|b| b == b' ') && self.byte(self.at + 1).is_none_or(|b| b == b' ')
    }

    fn take_word(&mut self) {
        let start = self.at;
        let mut end = self.word_end(start);
        self.at = end;
        let mut text = self.text.get(start..end).unwrap_or_default();
        if let Some(stem) = text.strip_suffix("'s") {
            text = stem;
            end -= 2;
        }
        let mut known = self.vocabulary.known(text);
        // A word broken at the end of a line: "life- style".
        if self.byte(end) == Some(b'-') && self.byte(end + 1) == Some(b' ') && self.byte(end + 2).is_some_and(is_word) {
            let stop = self.word_end(end + 2);
            let whole = [text, self.text.get(end + 2..stop).unwrap_or_default()].concat();
            let joined = self.vocabulary.known(&whole);
            if joined.word != Word::OTHER {
                (known, end, self.at) = (joined, stop, stop);
            }
        }
        let number = if text.len() <= 9 { self.number(text) } else { None };
        let under = number == Some(18) && self.text.get(..start).is_some_and(ends_under);
        self.list.push(Token { span: ByteSpan::new(start, end), word: known.word, before: self.before, number, under });
        self.sought.push(known.sought);
        self.before = Break::None;
    }

    /// The value of `text`; after "twenty", "five" is 25, so that a man of twenty-five is no child of five.
    fn number(&self, text: &str) -> Option<u16> {
        let value = number(text)?;
        let spelt = text.bytes().all(|b| b.is_ascii_alphabetic()) && (1..=9).contains(&value) && self.before == Break::None;
        let tens = self.list.last().filter(|last| spelt && last.span.len() >= 5).and_then(|last| last.number);
        Some(value + tens.filter(|tens| (20..=90).contains(tens) && tens % 10 == 0).unwrap_or(0))
    }

    /// One past the letters, digits and inner apostrophes that begin at `at`.
    fn word_end(&self, at: usize) -> usize {
        let mut end = at;
        while let Some(b) = self.byte(end) {
            let inner = b == b'\'' && end > at && self.byte(end + 1).is_some_and(|n| n.is_ascii_alphabetic());
            if !(is_word(b) || inner) {
                break;
            }
            end += 1;
        }
        end
    }
}

/// Whether what stands before an age makes it one that somebody has not reached.
fn ends_under(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '-']).trim_end_matches(" of").trim_end_matches(" the age");
    ["under", "below", "younger than"].iter().any(|word| before.ends_with(word))
}

/// Letters and digits; every byte outside ASCII counts, since folding has already made dashes and quotation marks plain.
fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b >= 0x80
}

fn number(text: &str) -> Option<u16> {
    if text.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return if text.len() <= 3 { text.parse().ok() } else { None };
    }
    Some(match text {
        "zero" => 0,
        "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" => 10,
        "eleven" => 11,
        "twelve" => 12,
        "thirteen" => 13,
        "fourteen" => 14,
        "fifteen" => 15,
        "sixteen" => 16,
        "seventeen" => 17,
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        "thirty" => 30,
        "forty" => 40,
        "fifty" => 50,
        "sixty" => 60,
        "seventy" => 70,
        "eighty" => 80,
        "ninety" => 90,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Prepared;
    use concordat_register::{Document, Format, PassageKind};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_word_has_a_number_of_its_own(words in prop::collection::btree_set("[a-c]{0,3}|[a-z\u{e9}]{6,20}", 0..60)) {
            let mut vocabulary = Vocabulary::default();
            let numbers: Vec<Word> = words.iter().map(|w| vocabulary.add(w)).collect();
            prop_assert_eq!(numbers.iter().collect::<std::collections::BTreeSet<_>>().len(), words.len());
            prop_assert_eq!(words.iter().map(|w| vocabulary.get(w)).collect::<Vec<_>>(), numbers);
            prop_assert_eq!(vocabulary.get("elsewhere0"), Word::OTHER);
            prop_assert_eq!(vocabulary.len(), words.len() + 1);
        }
    }

    #[test]
    fn a_number_spelt_in_two_words_is_one() {
        let mut document = Document::new(Format::Text);
        document.push(PassageKind::Paragraph, "twenty-five, twenty five, thirty, and five; twenty, five");
        let prepared = Prepared::new(&document);
        let Some(passage) = prepared.passages.first() else { panic!("one passage") };
        let numbers: Vec<u16> = Tokens::new(passage, &Vocabulary::default()).list.iter().filter_map(|t| t.number).collect();
        assert_eq!(numbers, [20, 25, 20, 25, 30, 5, 20, 5]);
    }
}
