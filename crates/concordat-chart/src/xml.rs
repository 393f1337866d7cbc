//! Text escaped for XML.

use std::fmt::{self, Display, Write};

/// Text that displays with every character that XML would read escaped; characters that XML cannot hold are left out.
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
                '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}' => {}
                _ if c.is_control() => {}
                _ => f.write_char(c)?,
            }
        }
        Ok(())
    }
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
        assert_eq!(escape("<a b='&'>\u{0}\u{202e}é").to_string(), "&lt;a b=&#39;&amp;&#39;&gt;é");
    }
}
