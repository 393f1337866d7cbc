//! A paper as Markdown: CommonMark with pipe tables.

mod escaping;
mod words;

use crate::outline::one_line;
use crate::outline::{Name, Outline, depths};
use crate::{Block, Entry, Figure, GUIDANCE, Inline, Paper, Role, Table};
use escaping::{escaped, line_start};
use words::{Within, words};

/// The paper as Markdown, a blank line between blocks. The same paper gives the same text.
#[must_use]
pub fn markdown(paper: &Paper) -> String {
    let outline = Outline::of(paper);
    let mut out = String::new();
    if let Some(marking) = paper.marking.as_deref().map(one_line).filter(|m| !m.is_empty()) {
        block(&mut out, &format!("**{}**", escaped(&marking)));
    }
    let title = one_line(&paper.title);
    if !title.is_empty() {
        block(&mut out, &format!("# {}", heading(&title)));
    }
    if let Some(subtitle) = &paper.subtitle {
        block(&mut out, &line_start(&escaped(&one_line(subtitle))));
    }
    let lines = outline.contents(paper);
    if !lines.is_empty() {
        block(&mut out, "**Contents**");
        let entries: Vec<String> =
            lines.iter().map(|l| format!("{}- {}", if l.level > 1 { "  " } else { "" }, line_start(&escaped(&l.text)))).collect();
        block(&mut out, &entries.join("\n"));
    }
    blocks(&mut out, paper, &outline);
    out
}

/// Adds a block, a blank line after the one before.
fn block(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
    out.push('\n');
}

/// A heading's words: hashes at its end would be taken for its close.
fn heading(text: &str) -> String {
    let text = escaped(text);
    text.strip_suffix('#').map_or_else(|| text.clone(), |stem| format!("{stem}\\#"))
}

fn blocks(out: &mut String, paper: &Paper, outline: &Outline) {
    let mut last = Last::Other;
    for (part, name) in outline.blocks(paper) {
        let mut now = Last::Other;
        match (part, name) {
            (Block::Heading { text, .. }, Name::Heading { anchor, level }) => {
                let place = if outline.is_led_to(anchor) { format!("<a id=\"{anchor}\"></a>") } else { String::new() };
                let hashes = "#".repeat(usize::from(*level) + 1);
                block(out, format!("{hashes} {place}{}", heading(&one_line(text))).trim_end());
            }
            (Block::Paragraph { role, text }, _) => {
                now = Last::of(*role);
                paragraph(out, *role, &words(text, outline, Within::Paragraph), last);
            }
            (Block::List { numbered, entries }, _) => {
                // A list right after another would be read as its end, unless its marks differ.
                let other = last == Last::List(*numbered, false);
                list(out, *numbered, entries, outline, other);
                now = Last::List(*numbered, other);
            }
            (Block::Table(table), Name::Numbered(number)) => table_of(out, table, *number, outline),
            (Block::Figure(figure), Name::Numbered(number)) => figure_of(out, figure, *number),
            _ => {}
        }
        last = now;
    }
}

/// What stands before, where it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    /// A list: whether it is numbered, and whether with the other marks.
    List(bool, bool),
    Quoted,
    Guidance,
    Other,
}

impl Last {
    fn of(role: Role) -> Self {
        match role {
            Role::Quote => Self::Quoted,
            Role::Guidance => Self::Guidance,
            _ => Self::Other,
        }
    }
}

fn paragraph(out: &mut String, role: Role, text: &str, last: Last) {
    if text.is_empty() {
        return;
    }
    let quoted = |text: &str| {
        text.lines().map(|line| if line.is_empty() { ">".to_owned() } else { format!("> {line}") }).collect::<Vec<_>>().join("\n")
    };
    match role {
        Role::Body | Role::Lead | Role::From(_) => block(out, text),
        Role::Quote | Role::Note => block(out, &quoted(text)),
        // What is quoted and where it stands are one quotation.
        Role::Source if last == Last::Quoted => {
            out.push_str(">\n");
            out.push_str(&quoted(text));
            out.push('\n');
        }
        Role::Source => block(out, text),
        Role::Guidance if last == Last::Guidance => {
            out.push_str(">\n");
            out.push_str(&quoted(text));
            out.push('\n');
        }
        Role::Guidance => block(out, &quoted(&format!("**{}** {text}", GUIDANCE.trim_end()))),
    }
}

fn list(out: &mut String, numbered: bool, entries: &[Entry], outline: &Outline, other: bool) {
    let mut lines = Vec::new();
    // How far each depth's words are indented, and the number it has come to.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (entry, depth) in entries.iter().zip(depths(entries)) {
        let depth = usize::from(depth);
        open.truncate(depth + 1);
        let outer = depth.checked_sub(1).and_then(|d| open.get(d)).map_or(0, |(indent, _)| *indent);
        let number = open.get(depth).map_or(0, |(_, n)| *n) + 1;
        let mark = match (numbered, other) {
            (true, false) => format!("{number}."),
            (true, true) => format!("{number})"),
            (false, false) => "-".to_owned(),
            (false, true) => "*".to_owned(),
        };
        let indent = outer + mark.chars().count() + 1;
        open.truncate(depth);
        open.push((indent, number));
        let text = words(&entry.text, outline, Within::Paragraph);
        let mut rest = text.lines();
        lines.push(format!("{}{mark} {}", " ".repeat(outer), rest.next().unwrap_or_default()).trim_end().to_owned());
        lines.extend(rest.map(|line| format!("{}{line}", " ".repeat(indent))));
    }
    block(out, &lines.join("\n"));
}

fn captioned(kind: &str, number: usize, caption: &str) -> String {
    let caption = one_line(caption);
    if caption.is_empty() { format!("**{kind} {number}**") } else { format!("**{kind} {number}: {}**", escaped(&caption)) }
}

fn table_of(out: &mut String, table: &Table, number: usize, outline: &Outline) {
    block(out, &captioned("Table", number, &table.caption));
    let columns = table.columns();
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let head = (0..columns).map(|n| table.header.get(n).map(|h| escaped(&one_line(h))).unwrap_or_default()).collect();
    let mut lines = vec![row(head), format!("|{}", " --- |".repeat(columns))];
    for cells in &table.rows {
        let cell = |n| cells.get(n).map(|c: &Vec<Inline>| words(c, outline, Within::Cell)).unwrap_or_default();
        lines.push(row((0..columns).map(cell).collect()));
    }
    block(out, &lines.join("\n"));
}

fn figure_of(out: &mut String, figure: &Figure, number: usize) {
    block(out, &captioned("Figure", number, &figure.caption));
    block(out, &words(&[Inline::Plain(figure.alternative.clone())], &Outline::default(), Within::Paragraph));
}

#[cfg(test)]
mod tests;
