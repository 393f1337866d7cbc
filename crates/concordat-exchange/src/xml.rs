//! Writing XML: elements with their attributes, and text of which only what XML allows is kept.

use quick_xml::escape::escape;

/// An XML document as it is written.
pub(crate) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A document of version 1.0 in UTF-8.
    pub(crate) fn new() -> Self {
        Self { out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned(), open: Vec::new() }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push_str(">\n");
        }
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>\n");
    }

    /// An element that holds text; none where the text is empty.
    pub(crate) fn text(&mut self, name: &'static str, text: &str) {
        if !text.is_empty() {
            self.open(name, &[]);
            self.out.push_str(&escape(allowed(text).as_str()));
            self.close();
        }
    }

    /// The document, with everything closed.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (key, value) in attributes {
            // White space other than a blank would be read back as one.
            let value = allowed(value).replace(['\n', '\t'], " ");
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            self.out.push_str(&escape(value.as_str()));
            self.out.push('"');
        }
    }
}

/// `text` without the characters that XML 1.0 does not allow.
fn allowed(text: &str) -> String {
    text.chars().filter(|&c| matches!(c, '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'..)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_allow_is_left_out() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "1 < 2\n\"3\"")]);
        xml.text("c", "x\u{0}y & \u{ffff}z");
        xml.text("d", "");
        assert!(xml.finish().ends_with("<a b=\"1 &lt; 2 &quot;3&quot;\"><c>xy &amp; z</c>\n</a>\n"));
    }
}
