//! Text escaped for markup, that none of it is read as such.

use std::fmt::{self, Display, Write};

/// Text that displays with every character that XML or HTML would read escaped, and without those that do not [show](shows).
pub struct Escaped<'a>(&'a str);

/// `text`, to be written as an element's text or an attribute's value in double quotes.
#[must_use]
pub fn escape(text: &str) -> Escaped<'_> {
    Escaped(text)
}

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(|c| matches!(c, '&' | '<' | '>' | '"' | '\'') || !shows(c)) {
            let (clean, from) = rest.split_at(at);
            f.write_str(clean)?;
            let mut chars = from.chars();
            match chars.next() {
                Some('&') => f.write_str("&amp;")?,
                Some('<') => f.write_str("&lt;")?,
                Some('>') => f.write_str("&gt;")?,
                Some('"') => f.write_str("&quot;")?,
                Some('\'') => f.write_str("&#39;")?,
                Some(c @ ('\n' | '\t')) => f.write_char(c)?,
                _ => {}
            }
            rest = chars.as_str();
        }
        f.write_str(rest)
    }
}

/// Whether a character shows itself: no control character, none that changes unseen how a terminal or a page shows what follows,
/// and none that XML cannot hold. Line feeds and tabs do not show, but [`escape`] keeps them.
#[must_use]
pub fn shows(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}'))
}

/// Adds formatted text. Writing to a String cannot fail.
pub fn put(out: &mut String, arguments: fmt::Arguments<'_>) {
    let _ = out.write_fmt(arguments);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_as_markup() {
        assert_eq!(
            escape("<a href=\"x\" b='&'>\u{0}\u{202e}\u{ffff}é\n\t").to_string(),
            "&lt;a href=&quot;x&quot; b=&#39;&amp;&#39;&gt;é\n\t"
        );
    }
}
