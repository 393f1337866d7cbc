//! Cuts prose into sentences.

use crate::ByteSpan;

/// Words after which a full stop seldom ends a sentence, folded to lower case.
const ABBREVIATIONS: &[&str] = &[
    "e.g", "i.e", "etc", "s", "ss", "para", "paras", "no", "nos", "p", "pp", "sec", "sch", "ch", "dr", "mr", "mrs", "ms", "prof", "st",
    "vs", "v", "cf", "inc", "ltd", "rev", "vol", "ed", "eds", "fig", "app", "art", "reg", "regs", "al", "approx", "tel", "ext",
];

/// The sentences of one passage, in order, without the white space around them.
///
/// A sentence ends at `.`, `?`, `!` or `;` at a line's end, followed by space and something that may begin a sentence.
/// Clause numbers ("4.1"), abbreviations ("s.47", "e.g.") and initials do not end one.
#[must_use]
pub fn sentences(text: &str) -> Vec<ByteSpan> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    let mark = |from: usize| bytes.get(from..)?.iter().position(|b| matches!(b, b'.' | b'?' | b'!')).map(|n| from + n);
    while let Some(found_at) = mark(at) {
        at = found_at + 1;
        if ends_sentence(text, start, found_at) {
            // Closing quotation marks and brackets belong to the sentence they close.
            while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
                if !matches!(c, '"' | '\'' | '\u{201d}' | '\u{2019}' | ')' | ']') {
                    break;
                }
                at += c.len_utf8();
            }
            push(text, start, at, &mut found);
            start = at;
        }
    }
    push(text, start, text.len(), &mut found);
    found
}

fn push(text: &str, start: usize, end: usize, found: &mut Vec<ByteSpan>) {
    let Some(raw) = text.get(start..end) else { return };
    let lead = raw.len() - raw.trim_start().len();
    let body = raw.trim();
    if !body.is_empty() {
        found.push(ByteSpan::new(start + lead, start + lead + body.len()));
    }
}

/// Whether the mark at `at` ends the sentence that began at `start`.
fn ends_sentence(text: &str, start: usize, at: usize) -> bool {
    let after = text.get(at + 1..).unwrap_or_default();
    let rest = after.trim_start_matches(['"', '\'', '\u{201d}', '\u{2019}', ')', ']']);
    let Some(next) = rest.chars().next() else { return true };
    if !next.is_whitespace() {
        return false;
    }
    let begins = rest.trim_start().chars().next();
    let Some(begins) = begins else { return true };
    if begins.is_lowercase() {
        return false;
    }
    if text.as_bytes().get(at) != Some(&b'.') {
        return true;
    }
    let before = text.get(start..at).unwrap_or_default();
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '\u{201c}')).next().unwrap_or_default();
    if word.is_empty() {
        return false;
    }
    // "1." at the start of a passage is its number, not a sentence.
    if before.trim_start() == word && word.len() <= 4 && word.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let lower = word.to_lowercase();
    let initial = word.len() == 1 && word.chars().all(char::is_uppercase);
    !(initial || ABBREVIATIONS.contains(&lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        sentences(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn clause_numbers_and_abbreviations_do_not_end_a_sentence() {
        assert_eq!(
            cut("4.1 Ring First Contact (s. 47 applies, e.g. Harm). Then write. “Stop.” Is it done?"),
            ["4.1 Ring First Contact (s. 47 applies, e.g. Harm).", "Then write.", "“Stop.”", "Is it done?"]
        );
    }

    #[test]
    fn spans_are_in_order_and_hold_all_the_words() {
        let text = "  One.   Two!  \n three";
        assert_eq!(cut(text), ["One.", "Two!  \n three"]);
    }
}
