//! Writing markup: everything that is not markup is escaped.

use crate::wording::{self, is_control};
use concordat_text::Quote;
use std::fmt::{self, Display, Write};

/// Characters of a document's words shown at most.
const LONGEST: usize = 600;
/// Characters that are set in bold at most.
const HEAVY: usize = 100;

/// Text that displays with every character that HTML would read escaped, and with no control characters.
pub(crate) struct Escaped<'a>(&'a str);

/// `text`, to be written into markup as an element's text or an attribute's value in double quotes.
pub(crate) fn escape(text: &str) -> Escaped<'_> {
    Escaped(text)
}

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(|c: char| matches!(c, '&' | '<' | '>' | '"' | '\'') || (is_control(c) && c != '\n')) {
            let (clean, from) = rest.split_at(at);
            f.write_str(clean)?;
            let mut chars = from.chars();
            match chars.next() {
                Some('&') => f.write_str("&amp;")?,
                Some('<') => f.write_str("&lt;")?,
                Some('>') => f.write_str("&gt;")?,
                Some('"') => f.write_str("&quot;")?,
                Some('\'') => f.write_str("&#39;")?,
                _ => {}
            }
            rest = chars.as_str();
        }
        f.write_str(rest)
    }
}

/// Adds formatted markup.
pub(super) fn put(out: &mut String, arguments: fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(arguments);
}

/// Words of a document with what stands either side, the words marked; a long passage is marked without weight.
pub(super) fn marked(quote: &Quote) -> String {
    let (before, exact, after) = wording::in_context(quote);
    let class = if exact.chars().nth(HEAVY).is_some() { " class=\"long\"" } else { "" };
    format!("{}<mark{class}>{}</mark>{}", escape(&before), escape(&wording::clip(&exact, LONGEST)), escape(&after))
}

/// The fragment of a document's row.
pub(super) fn document_id(index: usize) -> String {
    format!("document-{}", index + 1)
}

/// The fragment of a check's explanation.
pub(super) fn check_id(check: &str) -> String {
    format!("check-{}", check.replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_document_is_read_as_markup() {
        assert_eq!(escape("<a href=\"x\" b='&'>\u{0}é\u{202e}").to_string(), "&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;é");
    }
}
