//! A paper as values of Typst, which the template lays out.

use crate::faces::{drawable, settable};
use concordat_paper::address::{Target, target};
use concordat_paper::outline::{Name, Outline, depths};
use concordat_paper::{Block, Entry, Figure, Inline, Paper, Role, Table};
use typst::foundations::{Array, Bytes, Dict, Str, Value};

/// The title of a paper without one: a PDF for everybody must have one.
const UNTITLED: &str = "Paper";
/// What is said of a figure that nobody has described: a PDF for everybody must say something.
const UNDESCRIBED: &str = "A figure without a description.";
/// A row with more characters than this may be broken between pages, that it may never be longer than one.
const LONG_ROW: usize = 1200;
/// A figure wider than this, in points, has a page of its own, turned.
const UPRIGHT: u32 = 481;

/// The paper.
pub(crate) fn value(paper: &Paper) -> Value {
    let outline = Outline::of(paper);
    let title = line(&paper.title);
    let optional = |text: &Option<String>| text.as_deref().map(line).filter(|t| !t.is_empty()).map_or(Value::None, string);
    let mut blocks = Array::new();
    let mut guidance = false;
    for (block, name) in outline.blocks(paper) {
        let was_guidance = std::mem::replace(&mut guidance, matches!(block, Block::Paragraph { role: Role::Guidance, .. }));
        blocks.push(one(block, name, &outline, guidance && !was_guidance));
    }
    dict([
        ("title", string(if title.is_empty() { UNTITLED.to_owned() } else { title })),
        ("subtitle", optional(&paper.subtitle)),
        ("marking", optional(&paper.marking)),
        ("author", string(line(&paper.author))),
        ("contents", Value::Bool(!outline.contents(paper).is_empty())),
        ("blocks", Value::Array(blocks)),
    ])
}

fn one(block: &Block, name: &Name, outline: &Outline, first_guidance: bool) -> Value {
    match (block, name) {
        (Block::Heading { text, .. }, Name::Heading { anchor, level }) => dict([
            ("kind", word("heading")),
            ("level", Value::Int(i64::from(*level))),
            ("text", string(line(text))),
            ("anchor", string(anchor.clone())),
        ]),
        (Block::Paragraph { role, text }, _) => {
            let (role, of) = role_of(*role);
            let mut inlines = inlines(text, outline);
            if first_guidance {
                inlines.insert(0, styled("strong", concordat_paper::GUIDANCE)).ok();
            }
            dict([("kind", word("paragraph")), ("role", word(role)), ("from", Value::Int(of)), ("text", Value::Array(inlines))])
        }
        (Block::List { numbered, entries }, _) => {
            dict([("kind", word("list")), ("numbered", Value::Bool(*numbered)), ("entries", Value::Array(nested(entries, outline)))])
        }
        (Block::Table(table), _) => table_of(table, outline),
        (Block::Figure(figure), _) => figure_of(figure),
        _ => dict([("kind", word("page"))]),
    }
}

fn role_of(role: Role) -> (&'static str, i64) {
    match role {
        Role::Body => ("body", 0),
        Role::Lead => ("lead", 0),
        Role::Quote => ("quote", 0),
        Role::Source => ("source", 0),
        Role::Note => ("note", 0),
        Role::Guidance => ("guidance", 0),
        Role::From(n) => ("from", i64::from(n % 4)),
    }
}

/// Entries with those below them.
fn nested(entries: &[Entry], outline: &Outline) -> Array {
    // The entries open at each depth, the deepest last: words, and entries below.
    let mut open: Vec<(Array, Array)> = Vec::new();
    let mut out = Array::new();
    let mut close = |open: &mut Vec<(Array, Array)>, to: usize| {
        while open.len() > to {
            let Some((text, below)) = open.pop() else { break };
            let entry = dict([("text", Value::Array(text)), ("below", Value::Array(below))]);
            match open.last_mut() {
                Some((_, of)) => of.push(entry),
                None => out.push(entry),
            }
        }
    };
    for (entry, depth) in entries.iter().zip(depths(entries)) {
        close(&mut open, usize::from(depth));
        open.push((inlines(&entry.text, outline), Array::new()));
    }
    close(&mut open, 0);
    out
}

fn table_of(table: &Table, outline: &Outline) -> Value {
    let columns = table.columns();
    let fit = table.widths.len() == columns && table.widths.iter().any(|w| *w > 0);
    let widths: Array =
        (0..columns).map(|n| Value::Int(if fit { table.widths.get(n).map_or(1, |w| i64::from((*w).max(1))) } else { 1 })).collect();
    let header: Array = (0..columns).map(|n| string(table.header.get(n).map(|h| line(h)).unwrap_or_default())).collect();
    let row = |row: &Vec<Vec<Inline>>| {
        let cells: Array = (0..columns).map(|n| Value::Array(row.get(n).map(|c| inlines(c, outline)).unwrap_or_default())).collect();
        let length: usize = row.iter().flatten().map(length).max().unwrap_or(0);
        dict([("cells", Value::Array(cells)), ("whole", Value::Bool(length < LONG_ROW))])
    };
    dict([
        ("kind", word("table")),
        ("caption", string(line(&table.caption))),
        ("widths", Value::Array(widths)),
        ("header", Value::Array(header)),
        ("row-headers", Value::Bool(table.row_headers)),
        ("rows", Value::Array(table.rows.iter().map(row).collect())),
    ])
}

/// How many bytes an inline says.
fn length(inline: &Inline) -> usize {
    match inline {
        Inline::Plain(text) | Inline::Strong(text) | Inline::Emphasis(text) | Inline::Fill(text) => text.len(),
        Inline::Link { words, .. } => words.len(),
        Inline::Commented { words, comment } => words.iter().map(length).sum::<usize>() + comment.iter().map(String::len).sum::<usize>(),
        Inline::Anchor(_) => 0,
        // A line of its own may be short: as much as a line of a narrow column.
        Inline::Break => 40,
    }
}

fn figure_of(figure: &Figure) -> Value {
    let alternative = line(&figure.alternative);
    let picture = if figure.svg.contains("<svg") { Value::Bytes(Bytes::from_string(drawable(&figure.svg))) } else { Value::None };
    dict([
        ("kind", word("figure")),
        ("caption", string(line(&figure.caption))),
        ("alternative", string(if alternative.is_empty() { UNDESCRIBED.to_owned() } else { alternative })),
        ("wide", Value::Bool(figure.size.0 > UPRIGHT && picture != Value::None)),
        ("picture", picture),
    ])
}

fn inlines(text: &[Inline], outline: &Outline) -> Array {
    let mut out = Array::new();
    for inline in text {
        match inline {
            Inline::Plain(text) => lines(&mut out, "plain", text),
            Inline::Strong(text) => lines(&mut out, "strong", text),
            Inline::Emphasis(text) => lines(&mut out, "emphasis", text),
            Inline::Fill(what) => lines(&mut out, "fill", &format!("[{what}]")),
            Inline::Link { words, to } => {
                let (kind, to) = match target(to, outline) {
                    Target::Here(anchor) => ("here", anchor.to_owned()),
                    Target::There(address) => ("there", address),
                    Target::Nowhere => ("plain", String::new()),
                };
                let words = line(words);
                if !words.is_empty() {
                    out.push(dict([("kind", word(kind)), ("text", string(words)), ("to", string(to))]));
                }
            }
            Inline::Commented { words, comment } => {
                for inline in inlines(words, outline) {
                    out.push(inline);
                }
                out.push(styled("comment", &format!(" [Comment: {}]", line(&comment.join(" ")))));
            }
            Inline::Anchor(anchor) if outline.has(anchor) => out.push(dict([("kind", word("anchor")), ("to", string(anchor.clone()))])),
            Inline::Anchor(_) => {}
            Inline::Break => out.push(dict([("kind", word("break"))])),
        }
    }
    out
}

/// Text, a line feed being a new line.
fn lines(out: &mut Array, kind: &'static str, text: &str) {
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push(dict([("kind", word("break"))]));
        }
        if !line.is_empty() {
            out.push(styled(kind, &line.replace('\t', " ")));
        }
    }
}

fn styled(kind: &'static str, text: &str) -> Value {
    dict([("kind", word(kind)), ("text", string(settable(text)))])
}

/// Text on one line.
fn line(text: &str) -> String {
    settable(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn string(text: String) -> Value {
    Value::Str(Str::from(text))
}

fn word(text: &'static str) -> Value {
    Value::Str(Str::from(text))
}

fn dict<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    let mut dict = Dict::new();
    for (key, value) in pairs {
        dict.insert(key.into(), value);
    }
    Value::Dict(dict)
}
