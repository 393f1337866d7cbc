//! A paper as a web page in one file, without scripts.

mod picture;
mod words;

use crate::outline::one_line;
use crate::outline::{Line, Name, Outline, depths, shares};
use crate::{Block, Entry, Figure, GUIDANCE, Inline, Paper, Role, Table};
use concordat_text::markup::{escape, put};
use words::words;

const STYLE: &str = include_str!("html/style.css");

/// The paper as a page that needs nothing beside it. The same paper gives the same page.
#[must_use]
pub fn html(paper: &Paper) -> String {
    let outline = Outline::of(paper);
    let title = one_line(&paper.title);
    let marking = paper.marking.as_deref().map(one_line).filter(|m| !m.is_empty());
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n");
    put(
        &mut out,
        format_args!(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n",
            escape(if title.is_empty() { "Paper" } else { &title })
        ),
    );
    if !paper.author.trim().is_empty() {
        put(&mut out, format_args!("<meta name=\"author\" content=\"{}\">\n", escape(&one_line(&paper.author))));
    }
    put(&mut out, format_args!("<style>\n{STYLE}{}</style>\n</head>\n<body>\n", margins(marking.as_deref())));
    out.push_str("<a class=\"skip\" href=\"#content\">Skip to the text</a>\n<header>\n");
    if let Some(marking) = &marking {
        put(&mut out, format_args!("<p class=\"marking\">{}</p>\n", escape(marking)));
    }
    put(&mut out, format_args!("<h1>{}</h1>\n", escape(&title)));
    if let Some(subtitle) = &paper.subtitle {
        put(&mut out, format_args!("<p class=\"subtitle\">{}</p>\n", escape(&one_line(subtitle))));
    }
    out.push_str("</header>\n");
    contents(&mut out, &outline.contents(paper));
    out.push_str("<main id=\"content\" tabindex=\"-1\">\n");
    blocks(&mut out, paper, &outline);
    out.push_str("</main>\n");
    if let Some(marking) = &marking {
        put(&mut out, format_args!("<footer><p class=\"marking\">{}</p></footer>\n", escape(marking)));
    }
    out.push_str("</body>\n</html>\n");
    out
}

/// What print shows in the margins of every page.
fn margins(marking: Option<&str>) -> String {
    let number = "@bottom-center{content:\"Page \" counter(page) \" of \" counter(pages)}";
    let marked = marking.map(|m| format!("@top-center{{content:\"{}\";font-weight:700}}", quoted(m))).unwrap_or_default();
    format!("@page{{size:A4;margin:2cm;font-family:Arial,\"Liberation Sans\",sans-serif;{marked}{number}}}\n")
}

/// Words within a string of a style sheet: anything but letters, digits and a few marks is written by its number.
fn quoted(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars().filter(|c| concordat_text::markup::shows(*c)) {
        if c.is_alphanumeric() || " -.,:()".contains(c) {
            out.push(c);
        } else {
            put(&mut out, format_args!("\\{:06x}", u32::from(c)));
        }
    }
    out
}

fn contents(out: &mut String, lines: &[Line<'_>]) {
    if lines.is_empty() {
        return;
    }
    out.push_str("<nav class=\"contents\" aria-labelledby=\"contents-heading\">\n<h2 id=\"contents-heading\">Contents</h2>\n");
    let levels: Vec<Entry> = lines.iter().map(|l| Entry { depth: l.level - 1, text: Vec::new() }).collect();
    nested(out, false, &depths(&levels), |out, n| {
        if let Some(line) = lines.get(n) {
            put(out, format_args!("<a href=\"#{}\">{}</a>", escape(line.anchor), escape(&line.text)));
        }
    });
    out.push_str("</nav>\n");
}

/// Lists within lists, by the depth of each entry.
fn nested(out: &mut String, numbered: bool, depths: &[u8], mut entry: impl FnMut(&mut String, usize)) {
    let tag = if numbered { "ol" } else { "ul" };
    let mut open = 0;
    for (n, depth) in depths.iter().enumerate() {
        let wanted = depth + 1;
        if wanted > open {
            put(out, format_args!("<{tag}>\n"));
        } else {
            for _ in wanted..open {
                put(out, format_args!("</li>\n</{tag}>\n"));
            }
            out.push_str("</li>\n");
        }
        open = wanted;
        out.push_str("<li>");
        entry(out, n);
    }
    for _ in 0..open {
        put(out, format_args!("</li>\n</{tag}>\n"));
    }
}

fn blocks(out: &mut String, paper: &Paper, outline: &Outline) {
    let mut guidance = false;
    let mut new_page = false;
    for (block, name) in outline.blocks(paper) {
        let was_guidance = std::mem::replace(&mut guidance, false);
        if *block == Block::PageBreak {
            new_page = true;
            continue;
        }
        if std::mem::take(&mut new_page) {
            out.push_str("<div class=\"new-page\"></div>\n");
        }
        match (block, name) {
            (Block::Heading { text, .. }, Name::Heading { anchor, level }) => {
                let level = level + 1;
                put(out, format_args!("<h{level} id=\"{}\">{}</h{level}>\n", escape(anchor), escape(&one_line(text))));
            }
            (Block::Paragraph { role, text }, _) => {
                guidance = *role == Role::Guidance;
                paragraph(out, *role, text, outline, guidance && !was_guidance);
            }
            (Block::List { numbered, entries }, _) => {
                nested(out, *numbered, &depths(entries), |out, n| {
                    words(out, entries.get(n).map(|e| e.text.as_slice()).unwrap_or_default(), outline);
                });
            }
            (Block::Table(table), Name::Numbered(number)) => table_of(out, table, *number, outline),
            (Block::Figure(figure), Name::Numbered(number)) => figure_of(out, figure, *number),
            _ => {}
        }
    }
}

fn paragraph(out: &mut String, role: Role, text: &[Inline], outline: &Outline, first_guidance: bool) {
    let (open, close) = match role {
        Role::Body => ("<p>", "</p>"),
        Role::Lead => ("<p class=\"lead\">", "</p>"),
        Role::Quote => ("<blockquote><p>", "</p></blockquote>"),
        Role::Source => ("<p class=\"source\">", "</p>"),
        Role::Note => ("<p class=\"note\">", "</p>"),
        Role::Guidance => ("<p class=\"guidance\">", "</p>"),
        Role::From(n) => match n % 4 {
            0 => ("<p class=\"from from-1\">", "</p>"),
            1 => ("<p class=\"from from-2\">", "</p>"),
            2 => ("<p class=\"from from-3\">", "</p>"),
            _ => ("<p class=\"from from-4\">", "</p>"),
        },
    };
    out.push_str(open);
    if first_guidance {
        put(out, format_args!("<strong>{GUIDANCE}</strong>"));
    }
    words(out, text, outline);
    out.push_str(close);
    out.push('\n');
}

fn captioned(kind: &str, number: usize, caption: &str) -> String {
    let caption = one_line(caption);
    if caption.is_empty() { format!("{kind} {number}") } else { format!("{kind} {number}: {caption}") }
}

fn table_of(out: &mut String, table: &Table, number: usize, outline: &Outline) {
    let caption = captioned("Table", number, &table.caption);
    put(
        out,
        format_args!(
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table-{number}\">\n<table>\n<caption id=\"table-{number}\">{}</caption>\n<colgroup>",
            escape(&caption)
        ),
    );
    let columns = table.columns();
    for share in shares(&table.widths, columns, 1000) {
        put(out, format_args!("<col style=\"width:{}.{}%\">", share / 10, share % 10));
    }
    out.push_str("</colgroup>\n<thead><tr>");
    for n in 0..columns {
        let head = table.header.get(n).map(|h| one_line(h)).unwrap_or_default();
        if head.is_empty() {
            out.push_str("<td></td>");
        } else {
            put(out, format_args!("<th scope=\"col\">{}</th>", escape(&head)));
        }
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for n in 0..columns {
            let (open, close) = if n == 0 && table.row_headers { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
            out.push_str(open);
            words(out, row.get(n).map(Vec::as_slice).unwrap_or_default(), outline);
            out.push_str(close);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn figure_of(out: &mut String, figure: &Figure, number: usize) {
    out.push_str("<figure>\n");
    match picture::named(figure, number) {
        Some(svg) => put(
            out,
            format_args!("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"figure-{number}\">\n{svg}\n</div>\n"),
        ),
        None => put(out, format_args!("<p class=\"note\">{}</p>\n", escape(&figure.alternative))),
    }
    put(
        out,
        format_args!(
            "<figcaption id=\"figure-{number}\">{}</figcaption>\n</figure>\n",
            escape(&captioned("Figure", number, &figure.caption))
        ),
    );
}

#[cfg(test)]
mod tests;
