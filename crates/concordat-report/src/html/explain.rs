//! What each check looks for: pages written in Markdown, set as part of the report.

use super::{
    shown,
    text::{check_id, escape, put},
};
use crate::{Explanation, explanation::explanation};
use concordat_findings::Audit;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use std::collections::BTreeMap;

pub(super) fn write(out: &mut String, audit: &Audit, pages: &[Explanation]) {
    let needed: BTreeMap<&str, &Explanation> =
        shown(audit).filter_map(|f| explanation(pages, &f.check)).map(|page| (page.id.as_str(), page)).collect();
    out.push_str("<section aria-labelledby=\"checks\">\n<h2 id=\"checks\">What the checks look for</h2>\n");
    if needed.is_empty() {
        out.push_str("<p>Run <code>concordat explain</code> with the name of a check to read what it looks for and why.</p>\n");
    }
    for page in needed.into_values() {
        put(out, format_args!("<section class=\"check\">\n<h3 id=\"{}\">{}</h3>\n", check_id(&page.id), escape(&page.id)));
        markdown(out, &page.body_markdown);
        if !page.standard.is_empty() {
            put(out, format_args!("<p class=\"source\"><b>Standard:</b> {}</p>\n", escape(&page.standard)));
        }
        out.push_str("</section>\n");
    }
    out.push_str("</section>\n");
}

/// Sets Markdown under a third-level heading. Markup in it is shown, not read; a link is followed only to the web.
fn markdown(out: &mut String, text: &str) {
    let mut links: Vec<bool> = Vec::new();
    for event in Parser::new(text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let web = dest_url.starts_with("https://") || dest_url.starts_with("http://");
                if web {
                    put(out, format_args!("<a rel=\"noreferrer\" href=\"{}\">", escape(&dest_url)));
                }
                links.push(web);
            }
            Event::End(TagEnd::Link) => out.push_str(if links.pop() == Some(true) { "</a>" } else { "" }),
            Event::Start(Tag::CodeBlock(kind)) => {
                let example = matches!(&kind, CodeBlockKind::Fenced(name) if name.starts_with("policy"));
                out.push_str(if example { "<pre class=\"example\"><code>" } else { "<pre><code>" });
            }
            Event::End(TagEnd::CodeBlock) => out.push_str("</code></pre>\n"),
            Event::Start(tag) => out.push_str(&format!("<{}>", name(&tag.to_end()))),
            Event::End(tag) => {
                let inline = matches!(tag, TagEnd::Emphasis | TagEnd::Strong);
                put(out, format_args!("</{}>{}", name(&tag), if inline { "" } else { "\n" }));
            }
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => put(out, format_args!("{}", escape(&words))),
            Event::Code(words) => put(out, format_args!("<code>{}</code>", escape(&words))),
            Event::SoftBreak => out.push('\n'),
            Event::HardBreak => out.push_str("<br>"),
            _ => {}
        }
    }
}

fn name(tag: &TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "p",
        TagEnd::Heading(HeadingLevel::H1 | HeadingLevel::H2) => "h4",
        TagEnd::Heading(_) => "h5",
        TagEnd::BlockQuote(_) => "blockquote",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        _ => "span",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_set_and_markup_is_shown() {
        let mut out = String::new();
        markdown(&mut out, "One *two* <b>.\n\n## Raised\n```policy\na < b\n```\n[x](javascript:y) [w](https://example.org)");
        assert_eq!(
            out,
            "<p>One <em>two</em> &lt;b&gt;.</p>\n<h4>Raised</h4>\n<pre class=\"example\"><code>a &lt; b\n</code></pre>\n<p>x <a rel=\"noreferrer\" href=\"https://example.org\">w</a></p>\n"
        );
    }
}
