//! Words within a paragraph: runs, links, content controls and comments.

use super::body::{Body, bookmark};
use super::package::{link_name, moment};
use crate::Inline;
use crate::address::{Target, target};
use crate::outline::one_line;
use concordat_text::markup::{escape, put, shows};

impl Body<'_> {
    /// Writes words into the open paragraph.
    pub(super) fn words(&mut self, words: &[Inline]) {
        for inline in words {
            match inline {
                Inline::Plain(text) => styled(&mut self.out, text, None),
                Inline::Strong(text) => styled(&mut self.out, text, Some("Strong")),
                Inline::Emphasis(text) => styled(&mut self.out, text, Some("Emphasis")),
                Inline::Fill(what) => self.fill(what),
                Inline::Link { words, to } => self.link(words, to),
                Inline::Commented { words, comment } => self.commented(words, comment),
                Inline::Anchor(anchor) => self.anchor(anchor, ""),
                Inline::Break => self.out.push_str("<w:r><w:br/></w:r>"),
            }
        }
    }

    /// A place to fill in. It shows what belongs there in brackets, since print shows no control.
    fn fill(&mut self, what: &str) {
        let id = self.control();
        let what = one_line(what);
        put(
            &mut self.out,
            format_args!(
                "<w:sdt><w:sdtPr><w:alias w:val=\"{0}\"/><w:tag w:val=\"fill\"/><w:id w:val=\"{id}\"/><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>\
                 <w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t xml:space=\"preserve\">[{1}]</w:t></w:r></w:sdtContent></w:sdt>",
                escape(&what.chars().take(60).collect::<String>()),
                escape(&what)
            ),
        );
    }

    fn link(&mut self, words: &str, to: &str) {
        let open = match target(to, self.outline) {
            Target::Here(anchor) => {
                self.outline.place(anchor).map(|place| format!("<w:hyperlink w:anchor=\"{}\" w:history=\"1\">", bookmark(place)))
            }
            Target::There(address) => {
                let next = self.links.len();
                let n = *self.links.entry(address).or_insert(next);
                Some(format!("<w:hyperlink r:id=\"{}\" w:history=\"1\">", link_name(n)))
            }
            Target::Nowhere => None,
        };
        match open {
            Some(open) => {
                self.out.push_str(&open);
                styled(&mut self.out, words, Some("Hyperlink"));
                self.out.push_str("</w:hyperlink>");
            }
            None => styled(&mut self.out, words, None),
        }
    }

    fn commented(&mut self, words: &[Inline], comment: &[String]) {
        self.ids += 1;
        let id = self.ids;
        put(&mut self.out, format_args!("<w:commentRangeStart w:id=\"{id}\"/>"));
        self.words(words);
        put(
            &mut self.out,
            format_args!(
                "<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:commentReference w:id=\"{id}\"/></w:r>"
            ),
        );
        self.comment(id, comment);
    }

    fn comment(&mut self, id: u32, paragraphs: &[String]) {
        let author = one_line(&self.paper.author);
        let date = moment(&self.paper.written_at).map(|m| format!(" w:date=\"{m}\"")).unwrap_or_default();
        let out = &mut self.comments;
        put(
            out,
            format_args!(
                "<w:comment w:id=\"{id}\" w:author=\"{}\"{date} w:initials=\"{}\">",
                escape(if author.is_empty() { "Concordat" } else { &author }),
                escape(&initials(&author))
            ),
        );
        let none = [String::new()];
        let paragraphs = if paragraphs.is_empty() { none.as_slice() } else { paragraphs };
        for (n, paragraph) in paragraphs.iter().enumerate() {
            out.push_str("<w:p><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>");
            if n == 0 {
                out.push_str("<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:annotationRef/></w:r>");
            }
            styled(out, paragraph, None);
            out.push_str("</w:p>");
        }
        out.push_str("</w:comment>");
    }
}

/// A run with a style; a line feed is a new line and a tab a tab.
pub(super) fn styled(out: &mut String, text: &str, style: Option<&str>) {
    if text.is_empty() {
        return;
    }
    out.push_str("<w:r>");
    if let Some(style) = style {
        put(out, format_args!("<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>"));
    }
    let mut held = String::new();
    let flush = |out: &mut String, held: &mut String| {
        if !held.is_empty() {
            put(out, format_args!("<w:t xml:space=\"preserve\">{}</w:t>", escape(held)));
            held.clear();
        }
    };
    for c in text.chars() {
        match c {
            '\n' => {
                flush(out, &mut held);
                out.push_str("<w:br/>");
            }
            '\t' => {
                flush(out, &mut held);
                out.push_str("<w:tab/>");
            }
            c if shows(c) => held.push(c),
            _ => {}
        }
    }
    flush(out, &mut held);
    out.push_str("</w:r>");
}

/// The first letters of at most three words of a name.
fn initials(name: &str) -> String {
    let letters: String =
        name.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric())).take(3).flat_map(char::to_uppercase).collect();
    if letters.is_empty() { "C".to_owned() } else { letters }
}
