//! Makes prose comparable without losing the way back to it.

use crate::ByteSpan;

/// Text made comparable: lower case, straight quotation marks, one kind of dash, single spaces, no soft hyphens,
/// ligatures spelt out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each folded byte, the source bytes it came from (start, end). Empty where folding moved nothing.
    map: Vec<(u32, u32)>,
}

impl Folded {
    /// Whether every byte stands where it stood in the source.
    #[must_use]
    #[inline]
    pub fn is_in_place(&self) -> bool {
        self.map.is_empty()
    }

    /// The stretch of the source that a stretch of the folded text came from.
    #[must_use]
    #[inline]
    pub fn source(&self, span: ByteSpan) -> ByteSpan {
        if self.map.is_empty() {
            return span;
        }
        let last = self.map.last().map_or(0, |&(_, end)| end);
        let start = self.map.get(span.start()).map_or(last, |&(start, _)| start);
        if span.is_empty() {
            return ByteSpan { start, end: start };
        }
        let end = self.map.get(span.end() - 1).map_or(last, |&(_, end)| end);
        ByteSpan { start, end: end.max(start) }
    }
}

/// Folds `text`; see [`Folded`] for what changes.
#[must_use]
pub fn fold(text: &str) -> Folded {
    if let Some(text) = fold_plain(text) {
        return Folded { text, map: Vec::new() };
    }
    let mut out = String::with_capacity(text.len());
    let mut map = Vec::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_ascii_graphic() && c != '`' {
            out.push(c.to_ascii_lowercase());
            map.push((offset(at), offset(end)));
            continue;
        }
        if c.is_whitespace() {
            // A run of white space is one space; the way back covers the whole run.
            if out.ends_with(' ') {
                if let Some((_, stop)) = map.last_mut() {
                    *stop = offset(end);
                }
                continue;
            }
            out.push(' ');
        } else {
            folded_char(c, &mut out);
        }
        map.resize(out.len(), (offset(at), offset(end)));
    }
    Folded { text: out, map }
}

/// Folds `text` where the way back is not needed.
#[must_use]
pub fn fold_str(text: &str) -> String {
    fold(text).text
}

/// The fast road: ASCII with single spaces, in which nothing moves.
fn fold_plain(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    // Asked of all bytes without a branch, which takes many of them at once.
    let after = bytes.get(1..).unwrap_or_default();
    let doubled = bytes.iter().zip(after).fold(false, |some, (&a, &b)| some | (is_space(a) & is_space(b)));
    if doubled || !text.is_ascii() {
        return None;
    }
    let mut out = text.to_ascii_lowercase();
    if bytes.iter().fold(false, |other, &b| other | (is_space(b) & (b != b' '))) {
        out = out.replace(['\t', '\n', '\r', '\u{b}', '\u{c}'], " ");
    }
    Some(out)
}

fn is_space(b: u8) -> bool {
    (b == b' ') | (b.wrapping_sub(b'\t') < 5)
}

fn folded_char(c: char, out: &mut String) {
    match c {
        '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' | '\u{02bc}' | '`' | '\u{b4}' => out.push('\''),
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2033}' | '\u{ab}' | '\u{bb}' => out.push('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => out.push('-'),
        // Soft hyphen, zero-width characters and the byte-order mark carry no meaning here.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
        '\u{2026}' => out.push_str("..."),
        c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        c => out.extend(c.to_lowercase()),
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_the_way_back() {
        let source = "A \u{201c}life\u{ad}style  choice\u{201d} \u{2013} de\u{fb01}ned";
        let folded = fold(source);
        assert_eq!(folded.text, "a \"lifestyle choice\" - defined");
        let at = folded.text.find("lifestyle choice").unwrap();
        assert_eq!(folded.source(ByteSpan::new(at, at + 16)).of(source), "life\u{ad}style  choice");
        let at = folded.text.find("fined").unwrap();
        assert_eq!(folded.source(ByteSpan::new(at, at + 5)).of(source), "\u{fb01}ned");
    }

    #[test]
    fn plain_text_moves_nothing() {
        let folded = fold("Plain TEXT\tonly");
        assert_eq!(folded.text, "plain text only");
        assert_eq!(folded.source(ByteSpan::new(6, 10)), ByteSpan::new(6, 10));
    }
}
