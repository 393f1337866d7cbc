//! Words within a block of the page.

use crate::Inline;
use crate::address::{Target, target};
use crate::outline::Outline;
use concordat_text::markup::{escape, put};

/// Adds words.
pub(super) fn words(out: &mut String, inlines: &[Inline], outline: &Outline) {
    for inline in inlines {
        match inline {
            Inline::Plain(text) => lines(out, text),
            Inline::Strong(text) => within(out, "strong", text),
            Inline::Emphasis(text) => within(out, "em", text),
            Inline::Fill(what) => {
                put(out, format_args!("<span class=\"fill\">["));
                lines(out, what);
                out.push_str("]</span>");
            }
            Inline::Link { words, to } => link(out, words, to, outline),
            Inline::Commented { words: about, comment } => {
                out.push_str("<span class=\"commented\">");
                words(out, about, outline);
                out.push_str("</span> <span class=\"comment\">[Comment: ");
                lines(out, &comment.join(" "));
                out.push_str("]</span>");
            }
            Inline::Anchor(anchor) if outline.has(anchor) => put(out, format_args!("<span id=\"{}\"></span>", escape(anchor))),
            Inline::Anchor(_) => {}
            Inline::Break => out.push_str("<br>"),
        }
    }
}

fn within(out: &mut String, element: &str, text: &str) {
    put(out, format_args!("<{element}>"));
    lines(out, text);
    put(out, format_args!("</{element}>"));
}

fn link(out: &mut String, words: &str, to: &str, outline: &Outline) {
    match target(to, outline) {
        Target::Here(anchor) => put(out, format_args!("<a href=\"#{}\">", escape(anchor))),
        Target::There(address) => put(out, format_args!("<a href=\"{}\">", escape(&address))),
        Target::Nowhere => return lines(out, words),
    }
    lines(out, words);
    out.push_str("</a>");
}

/// Text, a line feed being a new line.
fn lines(out: &mut String, text: &str) {
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push_str("<br>");
        }
        put(out, format_args!("{}", escape(line)));
    }
}
