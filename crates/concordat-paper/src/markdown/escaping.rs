//! Text that Markdown is to take as text.

use concordat_text::markup::shows;

/// Text with whatever Markdown would read in the middle of a line escaped, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut characters = text.chars().filter(|c| shows(*c) || *c == '\t').peekable();
    while let Some(c) = characters.next() {
        let after = characters.peek().copied().unwrap_or(' ');
        let marks = match c {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' => true,
            // Between letters an underline is no mark, and names of files have many.
            '_' => !(before.is_alphanumeric() && after.is_alphanumeric()),
            '~' => before == '~' || after == '~',
            '&' => after.is_ascii_alphanumeric() || after == '#',
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(if c == '\t' { ' ' } else { c });
        before = c;
    }
    out
}

/// A line, escaped already, that begins with nothing Markdown would take for the beginning of a block.
pub(super) fn line_start(line: &str) -> String {
    let line = line.trim_start();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = line.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    if line.starts_with(['#', '+', '-', '=', '>', '~', ':']) { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        assert_eq!(
            escaped("a*b [c](d) <e> & f_g _h_ &amp; R&D | ~~i~~"),
            "a\\*b \\[c\\](d) \\<e> & f_g \\_h\\_ \\&amp; R\\&D \\| \\~\\~i\\~\\~"
        );
        assert_eq!(line_start("12. twelve"), "12\\. twelve");
        assert_eq!(line_start("2025 plan"), "2025 plan");
        assert_eq!(line_start("# no"), "\\# no");
        assert_eq!(line_start("   - no"), "\\- no");
    }
}
