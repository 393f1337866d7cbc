//! Text escaped for XML and HTML.

use std::fmt::{self, Display, Write};

/// Text that displays with every character that markup would read escaped; characters that XML cannot hold, and those that turn
/// the direction of writing unseen, are left out.
pub(crate) struct Escaped<'a>(&'a str);

/// `text`, to be written as an element's text or an attribute's value in double quotes.
pub(crate) fn escape(text: &str) -> Escaped<'_> {
    Escaped(text)
}

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(c)?,
                _ if is_writable(c) => f.write_char(c)?,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Whether a character can stand in any of our formats and shows itself.
pub(crate) fn is_writable(c: char) -> bool {
    !(c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}'))
}

/// `text` on one line, as captions, headings and properties are written.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Adds formatted text. Writing to a String cannot fail.
pub(crate) fn put(out: &mut String, arguments: fmt::Arguments<'_>) {
    let _ = out.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_as_markup() {
        assert_eq!(escape("<a b='&'>\u{0}\u{202e}\u{ffff}é").to_string(), "&lt;a b=&#39;&amp;&#39;&gt;é");
    }

    #[test]
    fn a_heading_stands_on_one_line() {
        assert_eq!(one_line(" What\n we\tdo "), "What we do");
    }
}
