//! Raw HTML within other text, cut into words and tags.

use html5ever::data::NAMED_ENTITIES;

/// Longest tag, in bytes.
const LONGEST_TAG: usize = 16 << 10;

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'t> {
    /// Words, and the byte of the raw text at which they stand.
    Text {
        /// The words as they stand.
        words: &'t str,
        /// Their first byte.
        at: usize,
    },
    /// A character written as an entity.
    Entity(String),
    /// A tag: its name in lower case, and whether it closes.
    Tag {
        /// Name.
        name: String,
        /// Whether it is an end tag.
        close: bool,
    },
}

/// Cuts raw HTML into pieces. Comments, declarations and what stands in scripts and styles are left out.
pub(crate) fn pieces(raw: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|r| !r.is_empty()) {
        let taken = if rest.starts_with("<!--") {
            comment(rest)
        } else if let Some((name, close, taken)) = tag(rest) {
            let taken = if !close && matches!(name.as_str(), "script" | "style") { taken + raw_text(rest, taken, &name) } else { taken };
            found.push(Piece::Tag { name, close });
            taken
        } else if let Some((character, taken)) = entity(rest) {
            found.push(Piece::Entity(character));
            taken
        } else {
            let after = rest.chars().next().map_or(1, char::len_utf8);
            let end = rest.get(after..).and_then(|r| r.find(['<', '&'])).map_or(rest.len(), |n| n + after);
            found.push(Piece::Text { words: rest.get(..end).unwrap_or_default(), at });
            end
        };
        at += taken;
    }
    found
}

/// The length of the comment at the front; one that never ends takes all. `<!-->` is a whole comment, as it is for a browser.
pub(crate) fn comment(rest: &str) -> usize {
    rest.get(2..).and_then(|r| r.find("-->")).map_or(rest.len(), |end| end + 5)
}

/// Whether an element of this name begins a passage of its own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// A tag, declaration or instruction at the front: its name, whether it closes, its length.
fn tag(rest: &str) -> Option<(String, bool, usize)> {
    let inner = rest.strip_prefix('<')?;
    let close = inner.starts_with('/');
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '!' | '?')) {
        return None;
    }
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(inner.len());
    let name = inner.get(..end).unwrap_or_default().to_ascii_lowercase();
    let mut quoted = None;
    // The bound keeps a text full of unclosed quotation marks from being walked again for each of them.
    let inner_head = inner.as_bytes().get(..LONGEST_TAG).unwrap_or(inner.as_bytes());
    for (at, &b) in inner_head.iter().enumerate() {
        match (quoted, b) {
            (None, b'>') => return Some((name, close, rest.len() - inner.len() + at + 1)),
            (None, b'"' | b'\'') => quoted = Some(b),
            (Some(mark), b) if mark == b => quoted = None,
            _ => {}
        }
    }
    // A tag that never ends is no tag; one whose quotation mark never closes ends at the first bracket.
    let first = inner_head.iter().position(|&b| b == b'>')?;
    Some((name, close, rest.len() - inner.len() + first + 1))
}

/// Bytes from `taken` to the end tag of `name`.
fn raw_text(rest: &str, taken: usize, name: &str) -> usize {
    let body = rest.get(taken..).unwrap_or_default();
    let end = format!("</{name}");
    body.as_bytes().windows(end.len()).position(|w| w.eq_ignore_ascii_case(end.as_bytes())).unwrap_or(body.len())
}

/// An entity at the front: its character and its length.
fn entity(rest: &str) -> Option<(String, usize)> {
    let inner = rest.strip_prefix('&')?;
    let end = inner.bytes().take(34).position(|b| b == b';')?;
    let name = inner.get(..end)?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return Some((char::from_u32(code)?.to_string(), end + 2));
    }
    let &(first, second) = NAMED_ENTITIES.get(inner.get(..=end)?)?;
    let mut character = char::from_u32(first).filter(|&c| c != '\0')?.to_string();
    character.extend(char::from_u32(second).filter(|&c| c != '\0'));
    Some((character, end + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_entities_and_comments_are_told_apart() {
        let raw = "a <!-- no > --><B class='x>y'>b</b> &lt;&#8217;&nosuch; <script>if (a<b) {}</script>5 < 6";
        let text: String = pieces(raw)
            .into_iter()
            .map(|p| match p {
                Piece::Text { words, at } => {
                    assert_eq!(raw.get(at..at + words.len()), Some(words));
                    words.to_owned()
                }
                Piece::Entity(c) => c,
                Piece::Tag { name, close } => format!("[{}{name}]", if close { "/" } else { "" }),
            })
            .collect();
        assert_eq!(text, "a [b]b[/b] <’&nosuch; [script][/script]5 < 6");
    }
}
