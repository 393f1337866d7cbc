//! What stands in quotation marks.

use crate::ByteSpan;

/// The stretches of one passage that stand between quotation marks, the marks included, in order and not nested.
///
/// Curly and straight marks count; single marks only where they open after a space or bracket and close before
/// something that is no letter, so that an apostrophe is not taken for one. A mark that is never closed quotes nothing.
#[must_use]
pub fn quotations(text: &str) -> Vec<ByteSpan> {
    let mut found = Vec::new();
    // Marks are these two or begin with one of these bytes; most passages have none, and all bytes are asked at once.
    if !text.bytes().fold(false, |some, b| some | (b == b'"') | (b == b'\'') | (b == 0xc2) | (b == 0xe2)) {
        return found;
    }
    let mut from = 0;
    // A mark that is not closed once is not closed later either: without this, a page of stray marks would cost its square.
    let mut unclosed: Vec<char> = Vec::new();
    while let Some(open) = next_opening(text, from) {
        let end = if unclosed.contains(&open.mark) { None } else { closing(text, &open) };
        if let Some(end) = end {
            found.push(ByteSpan::new(open.at, end));
            from = end;
        } else {
            if !unclosed.contains(&open.mark) {
                unclosed.push(open.mark);
            }
            from = open.at + open.mark.len_utf8();
        }
    }
    found
}

struct Opening {
    at: usize,
    mark: char,
}

fn next_opening(text: &str, from: usize) -> Option<Opening> {
    let rest = text.get(from..)?;
    let mut before = text.get(..from).and_then(|t| t.chars().next_back());
    for (at, c) in rest.char_indices() {
        let opens = match c {
            '\u{201c}' | '\u{201e}' | '\u{ab}' => true,
            '"' | '\'' | '\u{2018}' => {
                before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '-' | '\u{2013}' | '\u{2014}' | '/' | ':'))
            }
            _ => false,
        };
        if opens {
            return Some(Opening { at: from + at, mark: c });
        }
        before = Some(c);
    }
    None
}

/// One past the mark that closes `open`.
fn closing(text: &str, open: &Opening) -> Option<usize> {
    let start = open.at + open.mark.len_utf8();
    let rest = text.get(start..)?;
    let closes = |c: char| match open.mark {
        '\u{201c}' | '\u{201e}' => matches!(c, '\u{201d}' | '\u{201c}' | '"'),
        '\u{ab}' => c == '\u{bb}',
        '"' => matches!(c, '"' | '\u{201d}'),
        _ => matches!(c, '\'' | '\u{2019}'),
    };
    let single = matches!(open.mark, '\'' | '\u{2018}');
    let mut before = None;
    for (at, c) in rest.char_indices() {
        let end = start + at + c.len_utf8();
        if closes(c) && before.is_some() {
            let next = text.get(end..).and_then(|t| t.chars().next());
            let apostrophe = single && (next.is_some_and(char::is_alphanumeric) || before.is_some_and(char::is_whitespace));
            if !apostrophe {
                return Some(end);
            }
        }
        before = Some(c);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        quotations(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn marks_of_every_kind() {
        assert_eq!(quoted("Never write “lifestyle choice” or 'absconds'."), ["“lifestyle choice”", "'absconds'"]);
        assert_eq!(quoted("Instead of ‘won’t engage’, say why."), ["‘won’t engage’"]);
        assert_eq!(quoted("(\"hard to reach\")"), ["\"hard to reach\""]);
    }

    #[test]
    fn an_apostrophe_is_no_quotation() {
        assert!(quoted("The child's plan and the parents' wishes.").is_empty());
        assert!(quoted("An opening “that never closes").is_empty());
    }
}
