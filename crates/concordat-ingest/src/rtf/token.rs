//! The tokens of RTF.

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'b> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word with its number: `\fs24`.
    Word(&'b str, Option<i32>),
    /// A control symbol: `\~`.
    Symbol(u8),
    /// A character written in figures: `\'e9`.
    Hex(u8),
    /// A stretch of plain characters, all ASCII or none.
    Text(&'b [u8]),
}

/// Cuts bytes into tokens, and passes over binary data and line ends.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    /// The next byte.
    pub(super) at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn rest(&self) -> &'b [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// The next token and its first byte.
    pub(super) fn next(&mut self) -> Option<(Token<'b>, usize)> {
        while let [b'\r' | b'\n' | 0, ..] = self.rest() {
            self.at += 1;
        }
        let from = self.at;
        let token = match self.rest() {
            [] => return None,
            [b'{', ..] => self.one(Token::Open),
            [b'}', ..] => self.one(Token::Close),
            [b'\\', rest @ ..] => {
                self.at += 1;
                self.control(rest)?
            }
            text => {
                let ascii = text.first().is_some_and(u8::is_ascii);
                let end = text
                    .iter()
                    .position(|b| matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0) || b.is_ascii() != ascii)
                    .unwrap_or(text.len());
                self.at += end;
                Token::Text(text.get(..end).unwrap_or_default())
            }
        };
        Some((token, from))
    }

    fn one(&mut self, token: Token<'b>) -> Token<'b> {
        self.at += 1;
        token
    }

    /// What follows a backslash.
    fn control(&mut self, rest: &'b [u8]) -> Option<Token<'b>> {
        let length = rest.iter().take(32).take_while(|b| b.is_ascii_alphabetic()).count();
        if length == 0 {
            let symbol = *rest.first()?;
            self.at += 1;
            if symbol == b'\'' {
                let digits = rest.get(1..3).and_then(|d| std::str::from_utf8(d).ok()).and_then(|d| u8::from_str_radix(d, 16).ok());
                self.at += if digits.is_some() { 2 } else { 0 };
                return Some(Token::Hex(digits.unwrap_or(b'?')));
            }
            return Some(Token::Symbol(symbol));
        }
        let name = std::str::from_utf8(rest.get(..length)?).ok()?;
        let mut end = length;
        let sign = usize::from(rest.get(end) == Some(&b'-'));
        let digits = rest.get(end + sign..).unwrap_or_default().iter().take(10).take_while(|b| b.is_ascii_digit()).count();
        let mut number = None;
        if digits > 0 {
            let text = rest.get(end..end + sign + digits).and_then(|d| std::str::from_utf8(d).ok()).unwrap_or_default();
            number = Some(text.parse().unwrap_or(if sign == 1 { i32::MIN } else { i32::MAX }));
            end += sign + digits;
        }
        end += usize::from(rest.get(end) == Some(&b' '));
        self.at += end;
        if name == "bin" {
            let skip = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.at = self.at.saturating_add(skip).min(self.bytes.len());
        }
        Some(Token::Word(name, number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_cut_and_binary_data_is_passed_over() {
        let mut tokens = Tokens::new(b"{\\b1 x\r\ny\\'e9\\~\\bin4 {{{{\\u-10 z\\bin999}");
        let mut found = Vec::new();
        while let Some((token, _)) = tokens.next() {
            found.push(token);
        }
        assert_eq!(
            found,
            [
                Token::Open,
                Token::Word("b", Some(1)),
                Token::Text(b"x"),
                Token::Text(b"y"),
                Token::Hex(0xE9),
                Token::Symbol(b'~'),
                Token::Word("bin", Some(4)),
                Token::Word("u", Some(-10)),
                Token::Text(b"z"),
                Token::Word("bin", Some(999)),
            ]
        );
    }
}
