//! Numbers that an author typed at the front of a clause.

/// The number typed at the front of a clause, without its closing full stop or brackets: `4.1` of "4.1 Ring first",
/// `a` of "(a) in writing", `3` of "3. Scope". Nothing where the figures are a quantity ("12 children", "2.5 million")
/// or a year.
pub(crate) fn clause_label(text: &str) -> Option<&str> {
    let text = text.trim_start();
    match text.as_bytes().first()? {
        b'0'..=b'9' => decimal(text),
        b'(' => bracketed(text.get(1..)?),
        b'a'..=b'z' | b'A'..=b'Z' => lettered(text),
        _ => None,
    }
}

/// `4.1 `, `4.1.2. `, `3. ` and `3) `.
fn decimal(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_digit() || c == '.'))?;
    let number = text.get(..end)?;
    let rest = text.get(end..)?;
    let closed = number.ends_with('.') || rest.starts_with(')');
    let digits = number.trim_end_matches('.');
    let parts = digits.split('.').count();
    if !digits.split('.').all(|part| (1..=3).contains(&part.len())) || parts > 6 {
        return None;
    }
    let rest = rest.strip_prefix(')').unwrap_or(rest);
    let words = rest.trim_start();
    if words.len() == rest.len() {
        return None;
    }
    // "2.5 million" and "1.1 per cent" are quantities: a clause of two parts begins with a capital, a figure or a mark.
    let begins_small = words.starts_with(|c: char| c.is_lowercase() || c == '%');
    let counts = closed || parts > 2 || (parts == 2 && !begins_small);
    counts.then_some(digits)
}

/// `a) ` or `iv) ` after an opening bracket.
fn bracketed(text: &str) -> Option<&str> {
    let end = text.find(')')?;
    let mark = text.get(..end)?;
    let spaced = text.get(end + 1..)?.starts_with([' ', '\t', '\u{a0}']);
    let digits = !mark.is_empty() && mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit());
    (spaced && (digits || is_mark(mark))).then_some(mark)
}

/// `a) `, `a. ` and `iv) `; a capital with a full stop may be somebody's initial and does not count.
fn lettered(text: &str) -> Option<&str> {
    let end = text.bytes().position(|b| !b.is_ascii_alphabetic())?;
    let mark = text.get(..end)?;
    let rest = text.get(end..)?;
    let closes = rest.starts_with(')') || (rest.starts_with('.') && mark.bytes().all(|b| b.is_ascii_lowercase()));
    let spaced = rest.get(1..)?.starts_with([' ', '\t', '\u{a0}']);
    (closes && spaced && is_mark(mark)).then_some(mark)
}

/// One letter, or a small roman number.
fn is_mark(mark: &str) -> bool {
    let letter = mark.len() == 1 && mark.bytes().all(|b| b.is_ascii_alphabetic());
    letter || (!mark.is_empty() && mark.len() <= 5 && mark.bytes().all(|b| matches!(b, b'i' | b'v' | b'x')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_have_numbers_and_quantities_have_none() {
        let cases = [
            ("4.1 Ring the front door", Some("4.1")),
            ("4.1.2 ring the front door", Some("4.1.2")),
            ("3. Scope", Some("3")),
            ("3) Scope", Some("3")),
            ("12. the panel meets", Some("12")),
            ("(a) in writing", Some("a")),
            ("(iv) by hand", Some("iv")),
            ("b) by post", Some("b")),
            ("12 children were seen", None),
            ("2.5 million pounds", None),
            ("2015 was a hard year", None),
            ("2015. A hard year", None),
            ("(the Board) agrees", None),
            ("J. Smithers writes", None),
            ("10.30am start", None),
            ("", None),
            ("7", None),
        ];
        for (text, label) in cases {
            assert_eq!(clause_label(text), label, "{text}");
        }
    }
}
