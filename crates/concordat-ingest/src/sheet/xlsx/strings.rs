//! Words of cells: the table that sheets share, rich text, and Excel's own escapes.

use crate::Limits;
use crate::xml::{Ns, Pull, Source, Token};
use concordat_register::Problem;

/// The table of words that cells name by number, in one string.
#[derive(Default)]
pub(in crate::sheet) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Reads `sharedStrings.xml`.
    pub(super) fn read(source: &Source, limits: &Limits, problems: &mut Vec<Problem>) -> Self {
        let mut all = Self::default();
        let mut pull = Pull::new(source, limits);
        while let Some(token) = pull.next() {
            if let Token::Open(element) = token
                && element.is(Ns::Sheet, "si")
            {
                all.text.push_str(&rich(&mut pull));
                all.ends.push(all.text.len());
            }
        }
        problems.extend(pull.problem("the table of words"));
        all
    }

    /// The words of this number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before).copied()).unwrap_or(0);
        self.text.get(start..end)
    }
}

/// The words of the element opened last (`si` or `is`): its runs one after another, how to pronounce them left out. Reads past its end.
pub(super) fn rich(pull: &mut Pull<'_>) -> String {
    let depth = pull.depth();
    let mut text = String::new();
    while let Some(token) = pull.next() {
        match token {
            Token::Open(element) if element.is(Ns::Sheet, "t") => text.push_str(&pull.content()),
            Token::Open(element) if element.is(Ns::Sheet, "rPh") => pull.skip(),
            Token::Close(..) if pull.depth() < depth => break,
            _ => {}
        }
    }
    plain(&text)
}

/// Text without Excel's escapes (`_x000D_`), its lines parted by line feeds alone.
pub(super) fn plain(text: &str) -> String {
    if !text.contains("_x") && !text.contains('\r') {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let escaped = after.split_at_checked(4).and_then(|(digits, after)| {
            let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
            let code = hex.then(|| u32::from_str_radix(digits, 16).ok()).flatten()?;
            Some((char::from_u32(code)?, after.strip_prefix('_')?))
        });
        if let Some((c, after)) = escaped {
            out.extend(Some(c).filter(|c| *c != '\0'));
            rest = after;
        } else {
            out.push_str("_x");
            rest = after;
        }
    }
    out.push_str(rest);
    out.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn escapes_stand_for_their_characters() {
        assert_eq!(plain("one_x000D_\ntwo"), "one\ntwo");
        assert_eq!(plain("_x005F_x000D_"), "_x000D_");
        assert_eq!(plain("form_x12 and _xZZZZ_ and _x00"), "form_x12 and _xZZZZ_ and _x00");
        assert_eq!(plain("_x0000_a_xé"), "a_xé");
    }
}
