//! Bytes to text: encodings by byte-order mark, declaration and detection.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use concordat_register::{Problem, ProblemKind};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// A file's text.
pub(crate) struct Decoded<'b> {
    /// The text, without byte-order mark and NUL characters.
    pub(crate) text: Cow<'b, str>,
    /// What to add to an offset of `text` to have the byte of the file; none where the text had to be converted.
    pub(crate) offset: Option<usize>,
    /// Something worth knowing about the encoding.
    pub(crate) problem: Option<Problem>,
}

/// Bytes looked at to tell text from junk and UTF-16 from text.
const LOOKED_AT: usize = 64 << 10;

/// Decodes a file of unknown encoding: UTF-8, UTF-16 with or without a mark, else what looks likeliest in Britain.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    decode_as(bytes, None)
}

/// Decodes a file; `declared` is the encoding it names, which counts unless its bytes are another Unicode form.
pub(crate) fn decode_as<'b>(bytes: &'b [u8], declared: Option<&'static Encoding>) -> Decoded<'b> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return if encoding == UTF_8 { utf8(rest, mark) } else { converted(rest, encoding) };
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return converted(bytes, encoding);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return whole(Cow::Borrowed(text), 0);
    }
    if mostly_utf8(bytes) {
        return utf8(bytes, 0);
    }
    let encoding = declared.filter(|&e| e != UTF_8 && e != UTF_16LE && e != UTF_16BE).unwrap_or_else(|| guess(bytes));
    converted(bytes, encoding)
}

/// Whether the bytes cannot be text in any encoding.
pub(crate) fn is_junk(bytes: &[u8]) -> bool {
    if Encoding::for_bom(bytes).is_some() || utf16_without_mark(bytes).is_some() {
        return false;
    }
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    // A comparison a line end or so is cheaper than five of every byte.
    let low = head.iter().filter(|&&b| b < 0x20 || b == 0x7F);
    let controls = low.filter(|&&b| !matches!(b, b'\t' | b'\n' | 0x0C | b'\r' | 0x1B)).count();
    controls * 50 > head.len()
}

fn utf8(bytes: &[u8], mark: usize) -> Decoded<'_> {
    match String::from_utf8_lossy(bytes) {
        text @ Cow::Borrowed(_) => whole(text, mark),
        text @ Cow::Owned(_) => Decoded {
            problem: Some(Problem::new(
                ProblemKind::Partial,
                "some bytes are not UTF-8 and were read as unknown characters",
                "save the file again as UTF-8 if words are missing",
            )),
            offset: None,
            ..whole(text, mark)
        },
    }
}

fn converted<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Decoded<'b> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    // What is ASCII stands in the text as in the file, but no later offset is known to.
    let same = text.len() == bytes.len() && text.as_bytes() == bytes;
    Decoded { offset: same.then_some(0), ..whole(text, 0) }
}

fn whole(text: Cow<'_, str>, mark: usize) -> Decoded<'_> {
    if text.contains('\0') {
        let clean = text.replace('\0', "");
        return Decoded { text: Cow::Owned(clean), offset: None, problem: None };
    }
    Decoded { text, offset: Some(mark), problem: None }
}

/// The UTF-16 that English text without a mark shows by every other byte being zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..LOOKED_AT.min(bytes.len()) & !1)?;
    if !head.contains(&0) {
        return None;
    }
    let (mut high, mut low) = (0usize, 0usize);
    for pair in head.chunks_exact(2) {
        match pair {
            [0, b] if *b != 0 => high += 1,
            [b, 0] if *b != 0 => low += 1,
            _ => {}
        }
    }
    let pairs = head.len() / 2;
    if pairs < 2 {
        None
    } else if low * 10 >= pairs * 7 {
        Some(UTF_16LE)
    } else if high * 10 >= pairs * 7 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether a text that is not UTF-8 was meant to be: it has several well-formed sequences for every broken one.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

/// The likeliest encoding of bytes that are not UTF-8.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..LOOKED_AT * 16).unwrap_or(bytes), true);
    let guessed = detector.guess(Some(b"uk"), Utf8Detection::Deny);
    // Outside the Western encodings a guess from a few characters is worth less than where the documents come from.
    let foreign = bytes.iter().filter(|b| !b.is_ascii()).count();
    if foreign * 20 < bytes.len() { WINDOWS_1252 } else { guessed }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        let words = "The Board’s plan – agreed at £5";
        let utf16 = |mark: bool, big: bool| -> Vec<u8> {
            let units = mark.then_some(0xFEFF).into_iter().chain(words.encode_utf16());
            units.flat_map(|u: u16| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let (western, _, _) = WINDOWS_1252.encode(words);
        for bytes in
            [words.as_bytes().to_vec(), utf16(true, false), utf16(true, true), utf16(false, false), utf16(false, true), western.to_vec()]
        {
            let decoded = decode(&bytes);
            assert_eq!(decoded.text, words);
            assert_eq!(decoded.offset.is_some(), bytes == words.as_bytes());
            assert!(!is_junk(&bytes));
        }
        assert_eq!(decode(b"\xEF\xBB\xBFa").offset, Some(3));
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        let mut bytes = "“one” – “two” – “three”".repeat(3).into_bytes();
        bytes.truncate(bytes.len() - 1);
        let decoded = decode(&bytes);
        assert!(decoded.text.starts_with("“one” – “two”"));
        assert_eq!(decoded.problem.map(|p| p.kind), Some(ProblemKind::Partial));
    }

    #[test]
    fn junk_is_not_text() {
        let junk: Vec<u8> = (0..4096u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(is_junk(&junk));
        assert!(!is_junk("Page one\u{c}Page two".as_bytes()));
    }
}
