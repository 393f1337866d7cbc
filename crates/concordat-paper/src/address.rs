//! Where a link may lead.

use crate::outline::Outline;

/// Schemes that a paper may lead to. Anything else (a script, a file of the reader's machine) is left as plain words.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];
/// What may stand in an address besides letters and digits, by RFC 3986.
const MARKS: &str = "-._~:/?#[]@!$&'()*+,;=%";

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target<'a> {
    /// To an anchor of this paper.
    Here(&'a str),
    /// To an address elsewhere, which programs will take as one.
    There(String),
    /// Nowhere: there is no such anchor, or nobody should be led there.
    Nowhere,
}

/// What `to` means in a paper.
#[must_use]
pub fn target<'a>(to: &'a str, outline: &Outline) -> Target<'a> {
    let to = to.trim();
    if let Some(anchor) = to.strip_prefix('#') {
        return if outline.has(anchor) { Target::Here(anchor) } else { Target::Nowhere };
    }
    let before_path = to.split(['/', '?', '#']).next().unwrap_or_default();
    let scheme = before_path.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    if to.is_empty() || scheme.is_some_and(|s| !SCHEMES.contains(&s.as_str())) {
        return Target::Nowhere;
    }
    Target::There(encoded(to))
}

/// An address percent-encoded where a character cannot stand in one: Word refuses a file for a blank in an address.
fn encoded(to: &str) -> String {
    let mut out = String::with_capacity(to.len());
    let mut rest = to.chars();
    let mut fragment = false;
    while let Some(c) = rest.next() {
        let two = || rest.as_str().chars().take(2).filter(char::is_ascii_hexdigit).count() == 2;
        let spoilt = (c == '%' && !two()) || (c == '#' && fragment) || matches!(c, '[' | ']');
        fragment |= c == '#';
        if !spoilt && (c.is_ascii_alphanumeric() || MARKS.contains(c)) {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Paper;

    #[test]
    fn links_lead_only_where_they_should() {
        let mut paper = Paper::default();
        paper.blocks.push(crate::Block::Heading { level: 1, text: "A".into(), anchor: Some("a".into()) });
        let outline = Outline::of(&paper);
        assert_eq!(target("#a", &outline), Target::Here("a"));
        assert_eq!(target("#b", &outline), Target::Nowhere);
        assert_eq!(target("javascript:alert(1)", &outline), Target::Nowhere);
        assert_eq!(target(" JavaScript:x", &outline), Target::Nowhere);
        assert_eq!(target("file:///etc/x", &outline), Target::Nowhere);
        assert_eq!(target("pages/a b.html?x=1#y", &outline), Target::There("pages/a%20b.html?x=1#y".into()));
        assert_eq!(target("https://example.org/é%zz#a#b", &outline), Target::There("https://example.org/%C3%A9%25zz#a%23b".into()));
    }
}
