//! The text of an XML part, and the way back from it to the part's bytes.

use encoding_rs::Encoding;

/// Bytes of text between two known offsets.
const STRIDE: usize = 1024;

/// A part as text. Offsets into the text become offsets into the part's bytes by [`Source::offset`].
pub(crate) struct Source {
    text: String,
    units: Units,
    /// Offsets in the text and in the part, a stride apart.
    known: Vec<(u32, u32)>,
    /// Whether bytes that are no text had to be replaced.
    pub(crate) replaced: bool,
}

/// How many bytes of the part a character takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Units {
    /// As many as in the text.
    Same,
    /// One.
    Single,
    /// Two, or four beyond U+FFFF; the text starts after so many bytes of mark.
    Double,
}

impl Source {
    /// Decodes a part: UTF-8, UTF-16 with or without a mark, or the one-byte encoding it declares.
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        match bytes.as_slice() {
            [0xFF, 0xFE, rest @ ..] => return Self::decoded(rest, encoding_rs::UTF_16LE, Units::Double, 2),
            [0xFE, 0xFF, rest @ ..] => return Self::decoded(rest, encoding_rs::UTF_16BE, Units::Double, 2),
            [b'<', 0, ..] => return Self::decoded(&bytes, encoding_rs::UTF_16LE, Units::Double, 0),
            [0, b'<', ..] => return Self::decoded(&bytes, encoding_rs::UTF_16BE, Units::Double, 0),
            _ => {}
        }
        let bytes = match String::from_utf8(bytes) {
            Ok(text) => return Self { text, units: Units::Same, known: Vec::new(), replaced: false },
            Err(error) => error.into_bytes(),
        };
        if let Some(encoding) = declared(&bytes) {
            return Self::decoded(&bytes, encoding, Units::Single, 0);
        }
        // One mark for each byte that is no text keeps every offset as it is.
        let mut text = String::with_capacity(bytes.len());
        for chunk in bytes.utf8_chunks() {
            text.push_str(chunk.valid());
            text.extend(std::iter::repeat_n('?', chunk.invalid().len()));
        }
        Self { text, units: Units::Same, known: Vec::new(), replaced: true }
    }

    fn decoded(bytes: &[u8], encoding: &'static Encoding, units: Units, mark: u32) -> Self {
        let (text, replaced) = encoding.decode_without_bom_handling(bytes);
        let text = text.into_owned();
        let mut known = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut at = mark;
        for (offset, c) in text.char_indices() {
            if offset / STRIDE >= known.len() {
                known.push((u32::try_from(offset).unwrap_or(u32::MAX), at));
            }
            at = at.saturating_add(width(units, c));
        }
        Self { text, units, known, replaced }
    }

    /// The text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a stretch of text has as many bytes here as in the part.
    pub(crate) fn is_exact(&self) -> bool {
        self.units == Units::Same
    }

    /// The byte of the part at which a character of the text begins.
    pub(crate) fn offset(&self, at: usize) -> usize {
        if self.units == Units::Same {
            return at;
        }
        let at_most = u32::try_from(at).unwrap_or(u32::MAX);
        let before = self.known.partition_point(|&(offset, _)| offset <= at_most);
        let Some(&(offset, start)) = self.known.get(before.saturating_sub(1)) else { return at };
        let (offset, start) = (offset as usize, start as usize);
        let between = self.text.get(offset..at).unwrap_or_default();
        start + between.chars().map(|c| width(self.units, c) as usize).sum::<usize>()
    }
}

fn width(units: Units, c: char) -> u32 {
    match units {
        Units::Same => u32::try_from(c.len_utf8()).unwrap_or(4),
        Units::Single => 1,
        Units::Double => u32::try_from(c.len_utf16() * 2).unwrap_or(4),
    }
}

/// The one-byte encoding an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..200.min(bytes.len()))?).into_owned();
    let (_, after) = head.split_once("encoding=")?;
    let label = after.get(1..)?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes()).filter(|e| e.is_single_byte())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn utf_16_offsets_lead_back(text in "[<a-zé’😀 ]{1,40}", copies in 1usize..80) {
            let text = format!("<{}", text.repeat(copies));
            let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
            let source = Source::new(bytes);
            prop_assert_eq!(source.text(), text.as_str());
            let mut at = 2;
            for (offset, c) in text.char_indices() {
                prop_assert_eq!(source.offset(offset), at);
                at += c.len_utf16() * 2;
            }
        }
    }

    #[test]
    fn bytes_that_are_no_text_keep_their_place() {
        let source = Source::new(b"<a>\xFFb</a>".to_vec());
        assert_eq!(source.text(), "<a>?b</a>");
        assert!(source.replaced);
        let latin = Source::new(b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xE9</a>".to_vec());
        assert_eq!(latin.text().find('é'), Some(46));
        assert_eq!(latin.offset(48), 47);
    }
}
